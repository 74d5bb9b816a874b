"""Where a sentence ends: what stands between two words, and the rules that read it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.data import read_table

# Characters that nobody sees: soft hyphen, zero-width space and joiners, byte-order mark.
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
# Stands for each digit of a reference mark, "[17]", which belongs to the sentence before and is not a word.
REFERENCE = "\0"
# Stands for the white space after an address that a label introduces: "Email: desk@example.org Follow us".
CONTACT_END = "\1"
NEWLINES = r"\n\r\v\f\x85\u2028\u2029"

_END = re.compile(
    # what may stand between the last word and its full stop: a bracket, a quotation mark, a space
    rf"[^\s.!?…{NEWLINES}]*[^\S{NEWLINES}]?"
    # the stop itself ("?!", ". . .") or an emoticon that takes its place
    rf"(?P<stop>[.!?…](?:[^\S{NEWLINES}]?[.!?…])*|[:;]-?[()](?=\s)|{CONTACT_END})"
    # what closes after it: marks, brackets, a typographic mark set off by a space, a reference mark
    rf"(?P<closing>(?:[\"”’'»)\]}}{INVISIBLE}]|[^\S{NEWLINES}]?\[{REFERENCE}+\])*(?:[^\S{NEWLINES}][”»)\]]+(?!\S))?)"
)
# Bullets and rules are ornaments between sentences, not part of one.
_ORNAMENTS = re.compile(rf"(?:[\s{INVISIBLE}]|[*•·▪●○◦■□►▶★–—_=~>|-]+(?=\s))*")
# The stop of an abbreviation, closed in before the sentence's own: "(Acme Inc.)."
_CLOSED_IN = re.compile(r"\.[)\]}\"”’»']+(?=[.!?])")
_CLOSING = frozenset(')]}"”’»')
_NEWLINE = re.compile(rf"[{NEWLINES}]")
_DOTTED = re.compile(r"[^\W\d_]{1,3}(?:\.[^\W\d_]{1,2})+")
_QUOTATION_MARKS = frozenset("\"”’'»")
_DATELINE = frozenset("([–—―-")
_TITLE_START, _TITLE_END = frozenset("\"“‘'«"), re.compile("[\"”’'»] ")
_LONGEST_TITLE = 9  # words on either side of its mark
_OPENING = re.compile(r"[\"“‘'«(\[]*")


class Gap(NamedTuple):
    """
    What stands between two words, where it may end a sentence or a paragraph.

    Attributes
    ----------
    end : int
        Characters of the gap that belong to the sentence before.
    start : int
        Offset in the gap at which the next sentence begins.
    stop : str
        ".", "!" (or "?"), "…", ":)", "@" (an address closes its line) or "" (none, or one that a comma follows).
    closed : str
        "quote", "bracket" or "": what closes right after the stop.
    opened : bool
        A quotation mark or a bracket opens before the next word.
    spaced : bool
        White space stands between stop and next word.
    newline : bool
        A paragraph ends here.
    dot : bool
        The first character is a full stop, which a dotted abbreviation before it takes as its own.
    plain : bool
        A full stop and white space, with nothing that closes: the most frequent end.
    apart : bool
        A bracket or a mark closes between the word and the stop, which then is the sentence's: "(at 5 p.m.)."
    """

    end: int
    start: int
    stop: str
    closed: str
    opened: bool
    spaced: bool
    newline: bool
    dot: bool
    plain: bool = False
    apart: bool = False


def read_gap(gap: str) -> Gap | None:
    """
    Say how a gap between two words could end a sentence; None if it cannot.

    Examples
    --------
    >>> read_gap(", ") is None
    True
    >>> read_gap(".” “").end, read_gap(".” “").start
    (2, 3)
    """
    newline = _NEWLINE.search(gap)
    inner = _CLOSED_IN.match(gap)
    mark = _END.match(gap, inner.end() if inner else 0)
    if newline is None and mark is None:
        return None
    dot = gap.startswith(".")
    if newline:
        line = gap[: newline.start()].rstrip()
        end = mark.end() if mark and _ORNAMENTS.fullmatch(line + " ", mark.end()) else len(line)
        start = 1 + max(gap.rfind(c) for c in "\n\r\v\f\x85\u2028\u2029")
        return Gap(end, _end_of(_ORNAMENTS, gap, start), "", "", False, True, True, dot)
    assert mark is not None
    end = mark.end()
    start = _end_of(_ORNAMENTS, gap, end)
    opened = _end_of(_OPENING, gap, start)
    # "U.S., which", "Why?, he", "Inc.-owned": something goes on right after the stop
    if start == end and opened < len(gap):
        return Gap(0, 0, "", "", False, False, False, dot) if dot else None
    stop, closing = mark["stop"], mark["closing"]
    if stop == CONTACT_END:
        return Gap(mark.start("stop"), start, "@", "", False, True, False, False)
    if stop[0] in ":;":
        kind = ":)"
    elif "!" in stop or "?" in stop:
        kind = "!"
    else:
        kind = "." if stop == "." else "…"
    closed = "quote" if _QUOTATION_MARKS.intersection(closing) else "bracket" if closing.strip() else ""
    apart = gap[: mark.start("stop")][-1:] in _CLOSING
    plain = kind == "." and not closed and not apart and start > end
    return Gap(end, start, kind, closed, opened > start, start > end, False, dot, plain, apart)


def _end_of(pattern: re.Pattern[str], gap: str, at: int) -> int:
    """Where what a pattern matches ends; the pattern may match nothing at all."""
    found = pattern.match(gap, at)
    return found.end() if found else at


def is_dotted(word: str) -> bool:
    """
    Whether a word is an abbreviation with inner full stops, whose last full stop belongs to it.

    Examples
    --------
    >>> is_dotted("U.S"), is_dotted("p.m"), is_dotted("Ph.D"), is_dotted("example.com"), is_dotted("Mr")
    (True, True, True, False, False)
    """
    return "." in word and len(word) < 16 and _DOTTED.fullmatch(word) is not None


@cache
def _abbreviations() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for row in read_table("sentence_abbreviations.csv"):
        word = row["abbreviation"]
        # "sat" is a verb and "Sat." a day: what is written with a capital counts with one only
        # and "p. 5" a page, while "P." is an initial
        for form in {word, word.upper(), word[0].upper() + word[1:]} if len(word) > 1 else {word}:
            kinds.setdefault(form, row["kind"])
    return kinds


def _kind(word: str) -> str | None:
    # "Lt.-Gen" is what its last part is
    return _abbreviations().get(word.rpartition("-")[2])


@cache
def _words(role: str) -> frozenset[str]:
    """
    Words that decide: "starter" opens a sentence after "U.S.", "speech" follows “Why?” without opening one, "after_clock"
    goes on after "5 p.m.", "before_clock" opens a sentence with a time, "title_word" has no capital in a title.
    """
    return frozenset(row["word"] for row in read_table("sentence_words.csv") if row["role"] == role)


def is_plain_end(before: str, after: str) -> bool:
    """Whether two words with a plain gap between them are clearly of two sentences; what `ends_sentence` would say too."""
    return before.islower() and before.isalpha() and after[0].isupper() and len(before) > 1 and before not in _abbreviations()


def ends_sentence(gap: Gap, words: list[str], gaps: list[str], i: int, first: int) -> bool:
    """
    Whether the gap before ``words[i]`` ends the sentence that began with ``words[first]``.

    Parameters
    ----------
    gap : Gap
        What `read_gap` says of ``gaps[i]``, without a newline.
    words, gaps : list of str
        Words, and what stands before each of them.
    i, first : int
        The word after the gap, and the first word of the running sentence.

    Returns
    -------
    bool
    """
    before, after, stop = words[i - 1], words[i], gap.stop
    lower = after[0].islower() and not after.startswith("http")
    if stop == ".":
        if not gap.spaced:
            # "the war.The talks", "the war.”The talks": a space was lost; not "J.Smith"
            return before[-1].islower() and len(before) > 1 and not lower and len(after) > 1 and _kind(before) is None
        if gap.closed == "quote":
            return not lower
        if before.lower() in ("no", "nos") and after[0].isdigit():
            return False  # "team no. 5"
        plain = _kind(before) is None and len(before) > 1 and not before.endswith(".") and not before.isdigit()
        if plain or gap.apart:
            # without its capital a sentence begins only after a plain word: "Okla. with", "Ramirez. with"
            return not lower or (not gap.closed and (gap.opened or before.islower()))
        if i - 1 == first and not gap.closed and (len(before) == 1 or (len(before) < 4 and before.isdigit())):
            return False  # "1. The first point", "A. The first point"
        return _after_abbreviation(gap, words, gaps, i, first, lower)
    if stop == "!":
        return _after_question(gap, words, gaps, i, lower)
    if stop == "…":
        # "He paused... Then he left" against "the ... United States"
        plain = not lower and gap.spaced and (bool(gap.closed) or gap.opened or not gaps[i][0].isspace())
        return plain or _is_starter(after, gaps[i + 1])
    return stop == "@" or (stop == ":)" and not lower)


def _is_starter(word: str, after: str) -> bool:
    # "A. Noel", "No. 1": an initial and an abbreviation, not words that open a sentence
    head = word.replace("’", "'").partition("'")[0]
    return head.lower() in _words("starter") and head[0].isupper() and not (after.startswith(".") and head in ("A", "I", "No"))


def _after_question(gap: Gap, words: list[str], gaps: list[str], i: int, lower: bool) -> bool:
    after = words[i]
    if lower:
        # “Why?” he asked · Yahoo! shares; on the web a sentence may begin without its capital
        return not gap.closed and gap.spaced and after in _words("starter") and words[i - 1].islower()
    if _kind(after) == "company":
        return False  # Yahoo! Inc.
    if not gap.closed and _in_title(words, gaps, i):
        return False
    if gap.closed == "quote":
        # “Why?” Smith asked · “Why?” Ms. Smith of Acme asked
        for word in words[i : i + 4]:
            if word in _words("speech"):
                return False
            if not word[0].isupper():
                break
    return gap.spaced or len(after) > 1


def _in_title(words: list[str], gaps: list[str], i: int) -> bool:
    """Whether the mark before word ``i`` stands inside a marked title: “What Now? A Memoir” sold well."""
    for j in range(i + 1, min(i + _LONGEST_TITLE, len(words))):
        closing = _TITLE_END.match(gaps[j])
        if closing:
            break
        if gaps[j] != " " or not _in_title_case(words[j - 1]):
            return False
    else:
        return False
    for k in range(i - 1, max(-1, i - _LONGEST_TITLE), -1):
        if not _in_title_case(words[k]):
            return False
        if k < i - 1 and gaps[k + 1] != " ":
            return False
        if gaps[k][-1:] in _TITLE_START and gaps[k]:
            return _in_title_case(words[j - 1])
    return False


def _in_title_case(word: str) -> bool:
    return not word[0].islower() or word in _words("title_word")


def _after_abbreviation(gap: Gap, words: list[str], gaps: list[str], i: int, first: int, lower: bool) -> bool:
    # after an abbreviation, a dotted one, an initial or a figure
    before, after = words[i - 1], words[i]
    kind = _kind(before)
    if kind is None and before.isdigit():
        return not lower or gap.opened
    if not _DATELINE.isdisjoint(gaps[i][gap.end :]):
        return False  # "HULL, Mass. (Example Wire) — A ship", "ALBANY, N.Y. — The bridge"
    if kind == "clock" or before.rstrip(".").lower() in ("a.m", "p.m"):
        # "5 p.m. Nobody" against "5 p.m. Eastern", "5 p.m. Moscow time"
        if i - first < 4 and words[first].lower() in _words("before_clock"):
            return False  # "At 5 a.m. Mr. Lee left."
        goes_on = after in _words("after_clock") or _kind(after) in ("month", "day")
        return not lower and not after[0].isdigit() and not goes_on and words[i + 1 : i + 2] != ["time"]
    if lower or kind in ("title", "versus"):
        return False
    if kind == "number":
        return not (after[0].isdigit() or len(after) == 1)
    if kind in ("month", "day"):
        # "It closed in Feb. Russia opened it" against "In Feb. Russia closed it"
        return i - first > 3 and not after[0].isdigit() and _kind(after[:3]) != "month"
    if kind == "etc":
        return True
    if before == "I":
        return not (gaps[i + 1].startswith(".") and len(after) == 1)
    return _is_starter(after, gaps[i + 1]) or (gap.opened and not before.endswith(".") and kind is not None)
