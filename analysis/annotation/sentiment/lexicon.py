"""The word tables behind directed sentiment: verbs, nouns, tones and the grammar words between them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.data import read_table

NAME = "§"  # stands for a masked name, whatever its length
_DOUBLES = re.compile("[^aeiou]*[aeiou][^aeiouwxy]")  # slam, slammed
_FAINTEST = 1.0  # below this, VADER's raters hardly agreed on a side ("teaspoon" is +0.2)
_MEMO_SIZE = 100_000


class Verb(NamedTuple):
    """
    A verb form, from ``sentiment_verbs.csv``.

    ``via`` holds the prepositions that mark its object, "direct" if a bare object does too; a verb that
    ``undoes`` turns the noun that it governs: "lifted sanctions", "suspended aid".
    """

    kind: str
    strength: float
    via: frozenset[str]
    undoes: bool
    form: str  # "base", "s", "past" (which may be a participle), "participle" (which is not a past), "ing"


class Noun(NamedTuple):
    """A noun form, from ``sentiment_nouns.csv``: its class and strength."""

    kind: str
    strength: float


class Word(NamedTuple):
    """
    All that the tables know of one word form; a word may be a verb and a noun ("attack", "support").

    ``part`` is a part of ``sentiment_grammar.csv``, "name", "noun", "tone", "verb?" (a verb, or what it looks like,
    as its neighbours decide) or "" (unknown); ``head`` marks the heads of noun phrases ("government", "army").
    """

    part: str = ""
    head: bool = False
    negates: bool = False
    verb: Verb | None = None
    noun: Noun | None = None
    tone: float = 0.0
    via: frozenset[str] = frozenset()  # prepositions through which an adjective is aimed: "critical of", "grateful to"
    phrasal: dict[str, Verb] | None = None  # by particle, what the verb is together with it: "called on", "lashed out"


UNKNOWN = Word()
_NAME_WORD = Word("name")


class _Lexicon(dict[str, Word]):
    """Word form -> what the tables know of it; a new form is taken apart (a name, a hyphen, ’s) and remembered."""

    def __missing__(self, key: str) -> Word:
        word = UNKNOWN
        if NAME in key:
            word = _NAME_WORD
        elif key.endswith("'s"):
            word = self.get(key[:-2], UNKNOWN)
        elif "-" in key:
            # "Western-backed" and "conservative-led" are not verbs of the sentence.
            last = self.get(key.rpartition("-")[2], UNKNOWN)
            if last.noun is not None or last.tone:
                word = Word("noun" if last.noun is not None else "tone", noun=last.noun, tone=last.tone)
        if len(self) < _MEMO_SIZE and len(key) < 40:
            self[key] = word
        return word


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


def _verbs() -> tuple[dict[str, Verb], dict[str, dict[str, Verb]]]:
    found: dict[str, Verb] = {}
    phrasal: dict[str, dict[str, Verb]] = {}
    for row in read_table("sentiment_verbs.csv"):
        lemma, _, particle = row["verb"].partition(" ")
        given = row["forms"].split()
        forms = {lemma: "base"}
        names = ("s", "past", "participle", "ing") if len(given) == 4 else ("s", "past", "ing")
        forms |= dict(zip(given or _inflect(lemma), names, strict=True))
        for word, form in forms.items():
            # The first row wins: "fail" speaks against who fails before it undoes what it governs.
            verb = Verb(row["class"], float(row["strength"]), frozenset(row["via"].split()), row["undoes"] == "1", form)
            if particle:
                phrasal.setdefault(word, {})[particle] = verb
            else:
                found.setdefault(word, verb)
    return found, phrasal


def _nouns() -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for row in read_table("sentiment_nouns.csv"):
        for word in (row["noun"], _plural(row["noun"])):
            found.setdefault(word, Noun(row["class"], float(row["strength"])))
    return found


@cache
def lexicon() -> dict[str, Word]:
    """
    Every word form that directed sentiment knows; names, possessives and hyphenated words are worked out on first look-up.

    Returns
    -------
    dict of str to Word
        Keys in lower case with a straight apostrophe. Indexing never fails.

    Examples
    --------
    >>> lexicon()["condemned"].verb.kind, lexicon()["sanctions"].noun.kind, lexicon()["ferry"] == Word()
    ('blame', 'against', True)
    """
    (verbs, phrasal), nouns = _verbs(), _nouns()
    grammar = {row["word"]: row for row in read_table("sentiment_grammar.csv")}
    rated = {row["token"]: float(row["mean"]) for row in read_table("vader_lexicon.csv") if row["token"].isalpha()}
    tones = {token: mean for token, mean in rated.items() if abs(mean) >= _FAINTEST}
    own = {row["word"]: row for row in read_table("sentiment_tones.csv")}
    tones |= {word: float(row["valence"]) for word, row in own.items()}
    words = _Lexicon({NAME: _NAME_WORD})
    for key in verbs.keys() | phrasal.keys() | nouns.keys() | grammar.keys() | {key for key, tone in tones.items() if tone}:
        row, verb, noun, tone = grammar.get(key), verbs.get(key), nouns.get(key), tones.get(key, 0.0)
        part = row["part"] if row else ""
        if part in ("", "head"):
            part = "verb?" if verb or key in phrasal else "noun" if noun else "tone" if tone else part
        via = frozenset(own[key]["via"].split()) if key in own else frozenset()
        head, negates = bool(row and row["part"] == "head"), bool(row and row["negates"] == "1")
        words[key] = Word(part, head, negates, verb, noun, tone, via, phrasal.get(key))
    return words
