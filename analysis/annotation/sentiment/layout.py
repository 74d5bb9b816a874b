"""A sentence laid out for directed sentiment: the pieces of the shared parse, with every country as one unit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.annotation.sentiment.lexicon import NAME, UNKNOWN, Word, lexicon
from analysis.annotation.text import function_words as fw
from analysis.annotation.text.clauses import Clauses

_PARTS = {
    "auxiliary": "auxiliary",
    "modal": "auxiliary",
    "negation": "adverb",
    "adverb": "adverb",
    "to": "to",
    "preposition": "preposition",
    "coordinator": "and",
    "subordinator": "clause",
    "complementizer": "clause",
    "relative": "relative",
    "determiner": "determiner",
    "possessive": "determiner",
    "pronoun": "pronoun",
}
_NEGATIVE = frozenset(("no", "without", "nor", "neither", "nothing", "none", "nobody", "unlikely", "cannot"))
# "not only corrupt but cruel", "no doubt that": these deny nothing.
_ONLY = frozenset(("only", "just", "merely", "simply", "doubt", "question", "wonder", "less"))
_SCOPE = 6  # units that a negating word reaches


@dataclass(slots=True, eq=False)
class Layout:
    """
    The units of a sentence, as parallel lists; a unit is a piece of the parse, or a country with all its words.

    Attributes
    ----------
    keys : list of str
        In lower case; a country is "§", "§'s", "anti-§" …
    words : list of Word
        What the tables know of each.
    parts : list of str
        "name" (a country), "verb", "noun", "tone" (an adjective or another word with a tone), "be", "auxiliary", "adverb", "to",
        "preposition", "and", "clause", "relative", "determiner", "pronoun" or "" (any other).
    gaps : list of str
        The break before each unit, as in `Clauses`.
    starts, ends : list of int
        Offsets in the text.
    capital : list of bool
        Whether each is written as a name.
    passive : list of bool
        Whether each is a verb done to its subject.
    negates : list of bool
        Whether each denies what follows it.
    text : str
    """

    keys: list[str]
    words: list[Word]
    parts: list[str]
    gaps: list[str]
    starts: list[int]
    ends: list[int]
    capital: list[bool]
    passive: list[bool]
    negates: list[bool]
    text: str

    def negated(self, i: int) -> bool:
        """
        Whether a unit is turned: by a negation before it in its clause, or by a verb or noun that undoes what it governs.

        "Did not condemn", "no support", "cleared of", "lifted sanctions", "refused to praise", "a lack of trust".
        """
        verbs = 0
        parts, gaps, words = self.parts, self.gaps, self.words
        for j in range(i - 1, max(-1, i - 1 - _SCOPE), -1):
            if gaps[j + 1] and gaps[j + 1] != "“":
                return False
            part = parts[j]
            if self.negates[j]:
                return True
            if part == "verb":
                verb = words[j].verb
                governs = parts[i] != "verb" or j == i - 1 or (j == i - 2 and parts[i - 1] == "to")
                if verb is not None and verb.undoes and not verbs and governs:
                    return True
                verbs += 1
            elif part == "noun":
                noun = words[j].noun
                if noun is not None and noun.kind == "reverse" and parts[j + 1] in ("preposition", "to"):
                    return True
            elif part in ("clause", "relative", "name") or self.keys[j] == "but":
                return False
            if verbs > 1:
                return False
        return False


def merge_spans(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the spans that overlap, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def lay_out(parsed: Clauses, text: str, begin: int, names: Sequence[tuple[int, int]]) -> Layout:
    """
    Lay the pieces of a sentence out as units.

    Parameters
    ----------
    parsed : Clauses
    text : str
        The text that offsets refer to.
    begin : int
        Offset from which the sentence is read: behind its dateline.
    names : sequence of (start, end)
        Merged spans, in order, that may lie in the sentence: each becomes one unit, whatever its length.

    Returns
    -------
    Layout
    """
    first = bisect_left(parsed.start, begin)
    keys, gaps, tags = parsed.keys[first:], parsed.gaps[first:], parsed.tags[first:]
    starts, ends, capital = parsed.start[first:], parsed.end[first:], parsed.capital[first:]
    passive = [False] * len(keys)
    for group in parsed.groups:
        if group.passive and group.head >= first:
            passive[group.head - first] = True
    for start, end in reversed(names):
        _fold(text, (keys, gaps, starts, ends, tags, capital, passive), start, end)
    known = lexicon()
    words = [known[key] for key in keys]
    parts = list(map(_part, keys, words, tags, capital))
    negates = [tag == "negation" or key in _NEGATIVE for key, tag in zip(keys, tags, strict=True)]
    for i, following in enumerate(keys[1:]):
        if negates[i] and following in _ONLY:
            negates[i] = False
    return Layout(keys, words, parts, gaps, starts, ends, capital, passive, negates, text)


def _fold(text: str, columns: tuple[list[Any], ...], start: int, end: int) -> None:
    """Make one unit of the words of a country, of what is joined to it by a hyphen and of the article before it."""
    keys, gaps, starts, ends, *_ = columns
    i, j = bisect_right(ends, start), bisect_left(starts, end)
    if i >= j:
        return
    begin, last, gap = starts[i], ends[j - 1], gaps[i]
    prefix, suffix = text[begin:start].lower(), text[end:last].lower().replace("’", "'")
    name_end = text[end - 2 : end]
    possessive = suffix == "'s" or name_end in ("'s", "’s")
    if not suffix and name_end[-1:] == "s" and text[last : last + 2] in ("' ", "’ "):
        possessive = True  # "the United States’ missiles"
    if i and keys[i - 1] == "the" and not gap:
        i -= 1  # "the United States" and "Japan" take the same room
        gap = gaps[i]
    unit = (prefix + NAME + ("'s" if possessive else suffix), gap, begin, last, "name", True, False)
    for column, value in zip(columns, unit, strict=True):
        column[i:j] = [value]


def _part(key: str, word: Word, tag: str, capital: bool) -> str:
    if NAME in key:
        return "name"
    if tag == "verb":
        return "be" if fw.can_be(key) & fw.BE else "verb"
    if tag == "auxiliary" and fw.can_be(key) & fw.BE:
        return "be"
    if tag in _PARTS:
        return _PARTS[tag]
    if tag == "name" or word is UNKNOWN:
        return ""
    return "noun" if word.noun is not None else "tone" if word.tone else ""
