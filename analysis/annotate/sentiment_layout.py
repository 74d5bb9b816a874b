"""A sentence laid out for directed sentiment: names as one unit, breaks, verbs told from nouns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from analysis.annotate.sentiment_lexicon import UNKNOWN, Word, lexicon
from analysis.annotate.words import Tokens

NAME = "§"
_NAME_WORD = Word("name")
_QUOTES = frozenset('"“”«»„')
_STRONG = frozenset(";:—–()[]")
_OPENS = frozenset(("“", ";"))
_SMALL = frozenset(("determiner", "possessive"))


class Unit(NamedTuple):
    """
    A word, or a masked name with all its words.

    ``part`` is a grammar part, "name", "verb", "noun", "tone" or "" (unknown); ``gap`` is what stands
    before it: "" nothing, "," a comma, "“" a quotation mark, ";" a stronger break.
    """

    key: str
    start: int
    end: int
    part: str
    word: Word
    gap: str
    capital: bool
    possessive: bool


def merge_spans(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the spans that overlap, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def lay_out(tokens: Tokens, first: int, stop: int, names: Sequence[tuple[int, int]]) -> list[Unit]:
    """
    Lay the words ``first:stop`` out as units.

    Parameters
    ----------
    tokens : Tokens
    first, stop : int
    names : sequence of (start, end)
        Merged spans, in order, that may lie in these words: each becomes one unit, whatever its length.
    """
    text, lower, begin, close, lookup = tokens.text, tokens.lower, tokens.start, tokens.end, lexicon().get
    raw: list[tuple[str, int, int, Word, str, bool, bool]] = []
    at, i, last = 0, first, begin[first] if first < stop else 0
    while i < stop:
        a, b = begin[i], close[i]
        between = text[last:a]
        gap = "" if between == " " or not between else _gap(between)
        while at < len(names) and names[at][1] <= a:
            at += 1
        if at < len(names) and names[at][0] < b:
            until = names[at][1]
            prefix = text[a : names[at][0]]
            while i + 1 < stop and begin[i + 1] < until:
                i += 1
            b = close[i]
            suffix = text[until:b].lower().replace("’", "'")
            possessive = suffix == "'s" or text[until - 2 : until] in ("'s", "’s")
            if not possessive and not suffix and text[until - 1 : until] == "s" and text[b : b + 2] in ("' ", "’ "):
                possessive = True  # "the United States’ missiles"
            affix = prefix.lower() + NAME + ("" if possessive else suffix)
            if raw and raw[-1][0] == "the" and not gap:
                gap = raw.pop()[4]  # "the United States" and "Japan" take the same room
            raw.append((affix, a, b, _NAME_WORD, gap, True, possessive))
        else:
            key = lower[i]
            raw.append((key, a, b, lookup(key) or _stem(key, lookup), gap, text[a].isupper(), False))
        last = b
        i += 1
    return _tagged(raw)


def _stem(key: str, lookup: Callable[[str], Word | None]) -> Word:
    if key.endswith("'s"):
        return lookup(key[:-2]) or UNKNOWN
    if "-" in key:
        # "Western-backed" and "conservative-led" are not verbs of the sentence.
        last = lookup(key.rpartition("-")[2])
        return Word(noun=last.noun, tone=last.tone) if last is not None else UNKNOWN
    return UNKNOWN


def _gap(between: str) -> str:
    marks = set(between)
    if marks & _STRONG or " - " in between or "--" in between or "..." in between or "…" in between:
        return ";"
    if marks & _QUOTES:
        return "“"
    return "," if "," in marks else ""


def _tagged(raw: list) -> list[Unit]:
    units: list[Unit] = []
    before = ""
    headline = 2 * sum(row[5] for row in raw) > len(raw)
    for k, (key, a, b, word, gap, capital, possessive) in enumerate(raw):
        part = word.part
        if (
            capital
            and k
            and gap not in _OPENS
            and not headline
            and not part
            and (raw[k - 1][5] or (k + 1 < len(raw) and raw[k + 1][5]))
        ):
            word = UNKNOWN  # part of a name: "Ministry of Trade and Defence", "the Peace Prize"
        if word.verb is not None and (part == "" or part == "head"):
            following = raw[k + 1] if k + 1 < len(raw) else None
            part = "verb" if _is_verb(word, before if not gap else "", units[-1] if units else None, following) else "noun"
            if part == "noun" and word.noun is None:
                part = "tone" if word.tone else ""
        elif part == "" or part == "head":
            if word.noun is not None:
                part = "noun"
            elif word.tone:
                part = "tone"
            elif not part and key.endswith("ed") and not capital and before == "name" and not gap:
                part = "verb"
        units.append(Unit(key, a, b, part, word, gap, capital, possessive))
        before = part
    return units


def _is_verb(word: Word, before: str, previous: Unit | None, following) -> bool:
    verb = word.verb
    if before in ("determiner", "possessive", "preposition") and verb.form in ("participle", "past"):
        return False  # "the accused Polish director", "between isolated Russia and …"
    if before == "name" and verb.form == "base":
        return False  # "Chinese demand for oil"
    if verb.form in ("participle", "ing", "past"):
        return True
    if before in ("to", "modal", "pronoun", "do", "relative"):
        return True
    if before in ("determiner", "possessive", "preposition", "tone", "verb") or (previous is not None and previous.possessive):
        return False
    if word.noun is None:
        return True
    # "Russia attacks Ukraine" against "Russia attacks drew …": a verb wants an object.
    return following is not None and not following[4] and following[3].part in ("name", "determiner", "possessive", "pronoun")
