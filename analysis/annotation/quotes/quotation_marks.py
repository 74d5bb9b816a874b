"""Quotation marks: which one opens, which one closes, and the text between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analysis.annotation.text.words import Tokens

_PLAIN_MARKS = '"“”„‟«»‘‚`'
# An apostrophe inside a word is no mark; the test runs in the regular expression because apostrophes abound.
_APOSTROPHES = tuple(re.compile(mark + r"""(?:(?<![^\W_].)|(?![^\W_])|(?<=["“”„‟«»‘‚].))""", re.DOTALL) for mark in "’'")
_SINGLE = frozenset("‘‚’'`")
_OPENING = frozenset("“„‟«‘‚\"'`")
_BEFORE_OPENING = frozenset("([{<—–-―/:=>…\"“”„«‘'")
_CLAUSE_END = frozenset(".,?!…;:—–-")
# What an apostrophe starts when letters or a century are left out: the ’90s, ’em, rock ’n’ roll.
_ELISION = re.compile(r"\d0s\b|\d\d\b(?![-%.,]\d)|(?:em|er|im|till?|tis|twas|twere|twill|cause|cos|cuz|n|bout|round|neath)\b", re.I)
_NEXT_WORD = re.compile(r"\s+[^\W_]")
# Agencies type ``so'' and ''so'' for double marks; two that only ever close end a quotation inside a quotation.
_TYPED_DOUBLE = re.compile(r"(?:``|‘‘|(?<![^\s(\[])(?:''|’’))(?=\w)")
_WHITE_SPACE = re.compile(r"\s*")


class MarkedSpan(NamedTuple):
    """
    A run of text between quotation marks, ``text[start:end]`` without them.

    ``closed`` is False where the closing mark is missing; ``continues`` is True where it is missing on purpose,
    because the next paragraph opens with a mark again.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


def find_marked_spans(tokens: Tokens) -> list[MarkedSpan]:
    r"""
    Pair the quotation marks of a text, paragraph by paragraph.

    Parameters
    ----------
    tokens : Tokens

    Returns
    -------
    list of MarkedSpan
        In order, none blank, none overlapping: a quotation inside a quotation belongs to the outer one.
        No span leaves its paragraph, and a mark that never closes reaches to the end of its sentence at most
        (to the end of its paragraph if the next one opens with a mark again).

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> text = "‘It’s the Smiths’ boat,’ she said of the ’90s. Its mast is 12\" wide."
    >>> [text[span.start : span.end] for span in find_marked_spans(tokenize(text))]
    ['It’s the Smiths’ boat,']
    """
    text, paragraphs = tokens.text, tokens.paragraphs
    marks = _marks(text) if tokens.sentences else []
    if not marks:
        return []
    kinds = "".join([text[at] for at in marks])
    typed = any(mark * 2 in kinds for mark in "'`‘’") and _TYPED_DOUBLE.search(text) is not None
    spans: list[MarkedSpan] = []
    k = 0
    for number, (begin, stop) in enumerate(paragraphs):
        first = k
        while k < len(marks) and marks[k] < stop:
            k += 1
        if k == first:
            continue
        if kinds[first:k] == "“”" * ((k - first) // 2):
            # As in most paragraphs, each mark that opens is closed: what follows would pair them so.
            spans += [MarkedSpan(a + 1, b) for a, b in zip(marks[first:k:2], marks[first + 1 : k : 2], strict=True) if a + 1 < b]
            continue
        next_mark = ""
        if number + 1 < len(paragraphs):
            next_mark = text[paragraphs[number + 1][0]]
            if next_mark.isspace():
                at = _first_character(text, paragraphs[number + 1][0])
                next_mark = text[at : at + 1]
        doubles, singles = _by_kind(text, marks[first:k], typed)
        chained = bool(spans) and spans[-1].continues
        found = _pair_doubles(tokens, doubles, begin, stop, next_mark, chained) if doubles else []
        spans += _with_singles(text, singles, found, begin, stop, next_mark) if singles else found
    return [span for span in spans if not text[span.start : span.end].isspace()]


def _marks(text: str) -> list[int]:
    """Offsets of every quotation mark; one search for each mark is several times as fast as one for all."""
    marks = [match.start() for pattern in _APOSTROPHES for match in pattern.finditer(text)]
    for mark in _PLAIN_MARKS:
        at = text.find(mark)
        while at >= 0:
            marks.append(at)
            at = text.find(mark, at + 1)
    marks.sort()
    return marks


def _by_kind(text: str, marks: Sequence[int], typed: bool) -> tuple[list[tuple[int, int]], list[int]]:
    """Double marks as (offset, width), and single ones; ``typed``: two single marks in a row make a double one."""
    doubles, singles = [], []
    skip = -1
    for at in marks:
        if at == skip:
            continue
        if text[at] not in _SINGLE:
            doubles.append((at, 1))
        elif typed and text[at + 1 : at + 2] == text[at]:
            doubles.append((at, 2))
            skip = at + 1
        else:
            singles.append(at)
    return doubles, singles


def _pair_doubles(
    tokens: Tokens, doubles: list[tuple[int, int]], begin: int, stop: int, next_mark: str, chained: bool
) -> list[MarkedSpan]:
    text = tokens.text
    waiting: list[tuple[int, int, int]] = []  # offset, width, the offset of the mark after it
    spans: list[MarkedSpan] = []
    for n, (at, width) in enumerate(doubles):
        before = text[at - 1] if at > begin else " "
        after = text[at + width] if at + width < stop else " "
        following = doubles[n + 1][0] if n + 1 < len(doubles) else stop
        if _opens(text[at], before, after, text[waiting[-1][0]] if waiting else ""):
            waiting.append((at, width, following))
        elif waiting and not (before.isdigit() and _is_inches(text, at, following)):
            opened, opened_width, _ = waiting.pop()
            if opened + opened_width < at:
                spans.append(MarkedSpan(opened + opened_width, at))
    if waiting:
        # A chain of paragraphs: each opens with a mark, only the last one closes.
        at, width, _ = waiting[-1]
        again = next_mark in _OPENING and next_mark not in _SINGLE and (next_mark == '"') == (text[at] == '"')
        quoted_later = any(
            s.start > at and (text[s.start - 1] == '"') == (text[at] == '"') and text[s.end - 1] in _CLAUSE_END for s in spans
        )
        if not quoted_later and (again or (chained and not text[begin:at].strip())):
            waiting.pop()
            spans.append(MarkedSpan(at + width, _trimmed(text, at + width, stop), False, again))
        for at, width, following in waiting:
            if following == at + width:
                continue
            sentence = tokens.sentences[max(0, bisect_right(tokens.sentences, at + width, key=lambda s: s.start) - 1)]
            spans.append(MarkedSpan(at + width, _trimmed(text, at + width, min(following, max(sentence.end, at + width))), False))
    spans.sort()
    return _outermost(spans)


def _trimmed(text: str, start: int, stop: int) -> int:
    return start + len(text[start:stop].rstrip())


def _outermost(spans: list[MarkedSpan]) -> list[MarkedSpan]:
    kept: list[MarkedSpan] = []
    for span in spans:
        if span.start < span.end and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept


def _opens(mark: str, before: str, after: str, waiting: str) -> bool:
    """Whether a double mark opens a quotation, given its neighbours and the mark that waits to be closed ("" if none does)."""
    room = before.isspace() or before in _BEFORE_OPENING
    if mark in "“„‟«":
        # Some hands close with the opening mark, “So be it.“ or “So be it. “; German books open with », close with «.
        return not waiting or ((mark != "«" or waiting != "»") and room and not after.isspace())
    if mark in "”»":
        return not waiting and room
    shut = not after.isalnum() and after not in "([$£€“‘'"
    return room if room != shut else not waiting


def _is_inches(text: str, at: int, following: int) -> bool:
    """Whether a mark after a figure is a unit: the sentence goes on, and a later mark closes the quotation."""
    goes_on = text[at + 1 : at + 2] == "-" or (text[at + 1 : at + 2].isspace() and text[at + 2 : at + 3].islower())
    later = text[following : following + 1]
    closes = (
        later in '"”' and later != "" and not text[following - 1].isspace() and not text[following + 1 : following + 2].isalnum()
    )
    return text[at] == '"' and goes_on and closes


def _with_singles(
    text: str, singles: list[int], doubles: list[MarkedSpan], begin: int, stop: int, next_mark: str
) -> list[MarkedSpan]:
    """Pair the single marks that stand outside double ones, and drop the double ones that stand inside."""
    outside, n = [], 0
    for at in singles:
        while n < len(doubles) and doubles[n].end <= at:
            n += 1
        if n == len(doubles) or at < doubles[n].start:
            outside.append(at)
    again = next_mark in _SINGLE
    spans: list[MarkedSpan] = []
    n = 0
    for start, end, strong in _pair_singles(text, outside, begin, stop, again):
        while n < len(doubles) and doubles[n].end <= start:
            spans.append(doubles[n])
            n += 1
        inner = n
        while inner < len(doubles) and doubles[inner].end <= end:
            inner += 1
        # A stray apostrophe must not swallow real quotations: only a mark after a clause's end may.
        if inner == n or strong:
            spans.append(MarkedSpan(start, end, end < stop and text[end] in _SINGLE, end == stop))
            n = inner
    return spans + doubles[n:]


def _first_character(text: str, at: int) -> int:
    """Where the white space ends that may begin at ``at``."""
    found = _WHITE_SPACE.match(text, at)
    return found.end() if found else at


def _pair_singles(text: str, singles: list[int], begin: int, stop: int, again: bool) -> list[tuple[int, int, bool]]:
    """Outermost pairs of single marks as (start, end, whether a clause ends at the closing mark)."""
    lead = _first_character(text, begin)
    roles = [_role(text, at, begin, stop, lead) for at in singles]
    pairs: list[tuple[int, int, bool]] = []
    waiting: list[int] = []
    for n, (at, role) in enumerate(zip(singles, roles, strict=True)):
        if role == "open":
            waiting.append(at + 1)
        elif waiting and role:
            # The Smiths’ boat: an apostrophe if a closing mark is still to come, or if the next paragraph goes on.
            goes_on = again and waiting[-1] - 1 <= lead
            if role == "possessive" and (goes_on or (n + 1 < len(roles) and roles[n + 1] not in ("open", ""))):
                continue
            start = waiting[-1]
            inner = bool(pairs) and pairs[-1][0] > start
            if inner and role != "end":
                continue
            waiting.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            if start < at:
                pairs.append((start, at, role == "end"))
    if waiting and again and (not pairs or waiting[-1] > pairs[-1][0]):
        pairs.append((waiting[-1], _trimmed(text, waiting[-1], stop), True))
    return pairs


def _role(text: str, at: int, begin: int, stop: int, lead: int) -> str:
    """
    What a single mark of the paragraph ``text[begin:stop]``, which begins with the character ``lead``, can be.

    "open", "end" (closes after a clause), "close", "possessive" (perhaps closes) or "" (an apostrophe).
    """
    before = text[at - 1] if at > begin else " "
    after = text[at + 1] if at + 1 < stop else " "
    if text[at] != "’" and (before.isspace() or before in _BEFORE_OPENING) and (after.isalnum() or after in '($£€"“.…['):
        return "" if _ELISION.match(text, at + 1) else "open"
    if text[at] in "‘‚`":
        return "open" if after.isalnum() else ""
    if after.isupper() and at <= lead and not _ELISION.match(text, at + 1):
        return "open"  # a ’ that begins a paragraph was meant to open it
    if before.isspace() or after.isalnum():
        return ""
    if before in _CLAUSE_END or before in "’'”\"":
        return "end"
    if (before in "sS" or before.isdigit() or text[max(begin, at - 2) : at] == "in") and _NEXT_WORD.match(text, at + 1, stop):
        return "possessive"
    return "close"
