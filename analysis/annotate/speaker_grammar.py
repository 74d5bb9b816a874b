"""Function words around a quotation, by what they tell about who speaks."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).parents[1] / "data" / "speaker_grammar.csv"


class Grammar(NamedTuple):
    """The classes of ``speaker_grammar.csv``, words in lower case; the table's ``source`` column says what each is."""

    pronoun: frozenset[str]
    determiner: frozenset[str]
    noun_marker: frozenset[str]
    be: frozenset[str]
    auxiliary: frozenset[str]
    border: frozenset[str]
    follower: frozenset[str]
    introduction: frozenset[str]
    indefinite: frozenset[str]
    clause_start: frozenset[str]
    particle: frozenset[str]
    name_particle: frozenset[str]
    before_verb: frozenset[str]
    document: frozenset[str]
    calendar: frozenset[str]
    naming_verb: frozenset[str]
    title_word: frozenset[str]
    mentioned: frozenset[str]
    using: frozenset[str]
    finite: frozenset[str]
    small_word: frozenset[str]
    first_person: frozenset[str]


@cache
def grammar() -> Grammar:
    """Read the table, once."""
    classes: dict[str, list[str]] = {name: [] for name in Grammar._fields}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            classes[row["class"]].append(row["word"])
    return Grammar(**{name: frozenset(words) for name, words in classes.items()})
