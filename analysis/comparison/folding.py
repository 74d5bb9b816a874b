"""fold(): a sentence as a sequence of pieces whose keys no house style changes."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.annotation.quotes.people import is_role
from analysis.annotation.text.dateline import dateline_end
from analysis.comparison.house_style import CURRENCIES, SCALES, months, needs_context, phrases, word_key

# An abbreviation with stops, a number, a word with inner apostrophes, or a sign that counts as a word.
_TOKEN = re.compile(r"[^\W\d_](?:\.[^\W\d_])+(?:\.|(?!\w))|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$£€¥?&]")
_HOUR = re.compile(r"(\d{1,2})(?:[.:](\d\d))?")
# What follows a courtesy title: "Mr. Lee", and not "miss the bus".
_NAME = re.compile(r"\.?\s+[^\W\d_a-z]")
_TITLE_AND_NAME = re.compile(r" (?:[^\W\d_][\w’'-]{0,20} ){0,4}([^\W\d_]{3,20}), [^\W\d_a-zß-ÿ]")
_CLOCK = re.compile(r"\d{1,2}:\d\d")


class Piece(NamedTuple):
    """
    A word, a part of one that house style may write apart ("US-led" has two), or a phrase that has one key ("5 January").

    ``text[start:end]`` is what ``key`` stands for: "U.S.", "US" and "United States" share a key.
    """

    key: str
    start: int
    end: int


def fold(text: str, start: int = 0, stop: int | None = None) -> list[Piece]:
    """
    Fold house style out of a sentence.

    Folded are a dateline, courtesy titles, abbreviations (U.S., US, United States), spelling (-ise, -our, -re), accents,
    capitals, punctuation, numbers (twelve, 12; $1.5bn, 1.5 billion dollars), dates (Jan. 5, 5 January), times and per cent.

    Parameters
    ----------
    text : str
    start, stop : int, optional
        Offsets of the sentence in the text; the whole text if left out.

    Returns
    -------
    list of Piece
        In order; courtesy titles have none.

    Examples
    --------
    >>> [piece.key for piece in fold("Mr. Lee’s U.N. envoy criticised it on Jan. 5.")]
    ["lee's", 'united nations', 'envoy', 'criticized', 'it', 'on', 'january 5']
    """
    return [Piece(*word) for word in _phrases(_words(text, start, len(text) if stop is None else stop))]


def keys_of(text: str) -> tuple[str, ...]:
    """Keys of a phrase in order: ``("lee",)`` for "Mr. Lee"."""
    return tuple(piece.key for piece in fold(text))


def _words(sentence: str, start: int, stop: int) -> list[tuple[str, int, int]]:
    """Key and offsets of every word, courtesy titles and a dateline left out."""
    out: list[tuple[str, int, int]] = []
    ambiguous, before, begin, end = needs_context(), "", 0, 0
    for match in _TOKEN.finditer(sentence, dateline_end(sentence, start), stop):
        word, (a, b) = match.group(), match.span()
        if word[0].isalpha():
            key = ""
            if before[:1].isdigit():
                key, joined = _after_number(sentence, word, a, before, end)
                if joined:
                    a = begin
                    out.pop()
            if not key:
                if word.lower() in ambiguous and not _abbreviates(sentence, word, a, b):
                    key = word.lower()
                else:
                    key = word_key(word) or ("" if _NAME.match(sentence, b, stop) else word.lower())
        elif word[0].isdigit():
            key = word.replace(",", "").removesuffix(".00")
            if _CLOCK.fullmatch(key):
                key = key.zfill(5)
        else:
            key = "and" if word == "&" else word
            if word == "$" and end == a and before == "united states":
                # "US$5" is "$5".
                a = begin
                out.pop()
        if key == "the" and _leads_to_a_title(sentence, b, stop):
            continue
        if key:
            out.append((key, a, b))
            before, begin, end = key, a, b
    return out


def _leads_to_a_title(sentence: str, at: int, stop: int) -> bool:
    """Whether an article begins "the French foreign minister, Ann Lee", which others write as French Foreign Minister Ann Lee."""
    found = _TITLE_AND_NAME.match(sentence, at, stop)
    return found is not None and is_role(found[1].lower())


def _after_number(sentence: str, word: str, at: int, number: str, end: int) -> tuple[str, bool]:
    """Key of a word that belongs to the number before it, and whether it is one with it: "5th", "5bn", "twenty-five"."""
    half = word.replace(".", "").lower()
    if half in ("am", "pm"):
        # "5 P.M." names no prime minister.
        return half, False
    if end == at and word in ("st", "nd", "rd", "th"):
        return number + "th", True
    if end == at and word in SCALES:
        return SCALES[word], False
    if sentence[end:at] == "-" and number.isdecimal() and len(number) == 2:
        unit = word_key(word)
        if len(unit) == 1 and unit.isdigit():
            return str(int(number) + int(unit)), True
    return "", False


def _abbreviates(sentence: str, word: str, start: int, end: int) -> bool:
    """Whether letters stand for a month or a title: before a stop, and a month beside a day, a title before a name."""
    after = sentence[end + 1 : end + 2]
    if needs_context()[word.lower()] == "month":
        return sentence[end : end + 1] == "." or after.isdigit() or sentence[max(0, start - 2) : start - 1].isdigit()
    return sentence[end : end + 1] == "." or (word[0].isupper() and after.isupper())


def _phrases(words: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Join what only together has a key: names of several words, dates, amounts of money, per cent."""
    out, k, starters = [], 0, _starters()
    while k < len(words):
        key, a, b = words[k]
        size = 1
        if key in starters or key[0].isdigit():
            key, size = _time(words, k) or _amount(words, k) or _date(words, k) or _name(words, k) or (key, 1)
            key, b = "%" if key in ("per cent", "percent") else key, words[k + size - 1][2]
        out.append((key, a, b))
        k += size
    return out


@cache
def _starters() -> frozenset[str]:
    """What may begin a phrase with a key of its own, besides numbers."""
    return frozenset(CURRENCIES) | months() | frozenset(phrases()) | {"percent"}


def _time(words: list[tuple[str, int, int]], k: int) -> tuple[str, int] | None:
    """Key and length of a time of day: "2.30 p.m." and "14:30" are the same."""
    half = words[k + 1][0] if k + 1 < len(words) else ""
    match = _HOUR.fullmatch(words[k][0]) if half in ("am", "pm") else None
    if not match or not 0 < int(match[1]) <= 12:
        return None
    return f"{int(match[1]) % 12 + 12 * (half == 'pm'):02}:{match[2] or '00'}", 2


def _amount(words: list[tuple[str, int, int]], k: int) -> tuple[str, int] | None:
    """Key and length of an amount: "$1.5bn" and "1.5 billion dollars" are the same."""
    sign = CURRENCIES.get(words[k][0], "")
    at = k + bool(sign)
    if at == len(words) or not words[at][0][0].isdigit():
        return None
    amount, size = words[at][0], at + 1 - k
    for expected in (SCALES.values(), () if sign else CURRENCIES.values()):
        if k + size < len(words) and words[k + size][0] in expected:
            amount, size = f"{amount} {words[k + size][0]}", size + 1
    return (f"{amount} {sign}".strip(), size) if size > 1 else None


def _date(words: list[tuple[str, int, int]], k: int) -> tuple[str, int] | None:
    """Key and length of a date: "Jan. 5" and "5th January" are the same."""
    one, two = words[k][0], words[k + 1][0] if k + 1 < len(words) else ""
    for month, day in ((one, two), (two, one)):
        number = day.removesuffix("th")
        if month in months() and number.isdigit() and len(number) < 3:
            return f"{month} {number}", 2
    return None


def _name(words: list[tuple[str, int, int]], k: int) -> tuple[str, int] | None:
    """Key and length of a name of several words that has an abbreviation."""
    for phrase in phrases().get(words[k][0], ()):
        if tuple(word for word, _, _ in words[k : k + len(phrase)]) == phrase:
            return " ".join(phrase), len(phrase)
    return None
