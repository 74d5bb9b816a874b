"""The word tables behind directed sentiment: verbs, nouns, tones and the grammar words between them."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DOUBLES = re.compile("[^aeiou]*[aeiou][^aeiouwxy]")  # slam, slammed
DATA = Path(__file__).parents[1] / "data"


class Verb(NamedTuple):
    """
    A verb form, from ``sentiment_verbs.csv``.

    ``via`` holds the prepositions that mark its object, "direct" if a bare object does too; a verb that
    ``undoes`` turns the noun that it governs: "lifted sanctions", "suspended aid".
    """

    lemma: str
    kind: str
    strength: float
    via: frozenset[str]
    undoes: bool
    form: str  # "base", "s", "past" (which may be a participle), "participle" (which is not a past), "ing"


class Noun(NamedTuple):
    """A noun form: its class (``sentiment_nouns.csv``) and strength."""

    lemma: str
    kind: str
    strength: float


class Word(NamedTuple):
    """All that the tables know of one word form; a word may be a verb and a noun ("attack", "support")."""

    part: str = ""
    negates: bool = False
    verb: Verb | None = None
    noun: Noun | None = None
    tone: float = 0.0
    via: frozenset[str] = frozenset()  # prepositions through which an adjective is aimed: "critical of", "grateful to"


UNKNOWN = Word()


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in ``analysis/data``."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _inflect(lemma: str) -> tuple[str, str, str]:
    """The regular s-form, past and ing-form of a verb."""
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    if _DOUBLES.fullmatch(lemma):
        return lemma + "s", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    s = "es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return lemma + s, lemma + "ed", lemma + "ing"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _verbs() -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for row in rows("sentiment_verbs.csv"):
        lemma, given = row["verb"], row["forms"].split()
        forms = {lemma: "base"}
        if len(given) == 4:
            forms |= dict(zip(given, ("s", "past", "participle", "ing"), strict=True))
        else:
            forms |= dict(zip(given or _inflect(lemma), ("s", "past", "ing"), strict=True))
        for word, form in forms.items():
            # The first row wins: "fail" speaks against who fails before it undoes what it governs.
            found.setdefault(
                word, Verb(lemma, row["class"], float(row["strength"]), frozenset(row["via"].split()), row["undoes"] == "1", form)
            )
    return found


def _nouns() -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for row in rows("sentiment_nouns.csv"):
        for word in (row["noun"], _plural(row["noun"])):
            found.setdefault(word, Noun(row["noun"], row["class"], float(row["strength"])))
    return found


@cache
def lexicon() -> dict[str, Word]:
    """
    Every word form that directed sentiment knows.

    Returns
    -------
    dict of str to Word
        Keys in lower case with a straight apostrophe.
    """
    verbs, nouns = _verbs(), _nouns()
    grammar = {row["word"]: row for row in rows("sentiment_grammar.csv")}
    tones = {row["token"]: float(row["mean"]) for row in rows("vader_lexicon.csv") if row["token"].isalpha()}
    own = {row["word"]: row for row in rows("sentiment_tones.csv")}
    tones |= {word: float(row["valence"]) for word, row in own.items()}
    words = {}
    for word in verbs.keys() | nouns.keys() | grammar.keys() | {word for word, tone in tones.items() if tone}:
        row = grammar.get(word)
        words[word] = Word(
            row["part"] if row else "",
            bool(row and row["negates"] == "1"),
            verbs.get(word),
            nouns.get(word),
            tones.get(word, 0.0),
            frozenset(own[word]["via"].split()) if word in own else frozenset(),
        )
    return words
