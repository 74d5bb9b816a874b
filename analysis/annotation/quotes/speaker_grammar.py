"""Function words around a quotation, by what they tell about who speaks."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from analysis.data import read_table


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
    for row in read_table("speaker_grammar.csv"):
        classes[row["class"]].append(row["word"])
    return Grammar(**{name: frozenset(words) for name, words in classes.items()})
