"""Does an article say that its text comes from an agency: in its byline, its dateline, its last lines, or in so many words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.articles.model import Article
from analysis.articles.pages.phrases import credits

_REACH = 400  # characters of a line that are looked into: a credit stands at its beginning or its end
_LAST = 2  # body paragraphs at the end that may hold a credit
_BYLINE_WORDS = 14  # longer ones tell a life, not a source
_SURNAMES = frozenset(["Bloomberg"])  # of people, too
_STATES = frozenset(["PA"])  # "Harrisburg, PA"

_A = "\ue000"  # stands for the agency, "\ue001" for another, when a line is read
_OTHER = "\ue001"
_ANY = f"[{_A}{_OTHER}]"
_PICTURE = re.compile(
    r"\b(?:photo\w*|pictures?|images?|videos?|graphics?|illustrations?|cartoons?|drawings?|maps?|charts?|watch|listen)\b",
    re.IGNORECASE,
)
_LIFE = re.compile(r"\b(?:former|formerly|used to|worked|joined|was|left)\b", re.IGNORECASE)
_PIECE = re.compile(r"[;|]|[.,]\s")
_LIST = rf"{_ANY}(?: (?:news|press) agency)?(?:\s*(?:[/,&+|]|and)\s*{_ANY})*"
_AT_START = re.compile(
    rf"^(?:[^()/.!?]{{0,80}}\(\s*{_LIST}\s*\)|[^()/!?]{{0,80}}/\s*{_LIST}\s*/|{_LIST}\s*(?::|[-–—]|--)\s|[^()/.!?]{{1,60}}[–—-]\s*{_LIST}\s*[–—-]\s|{_LIST},\s[^.]{{1,20}}\.\s)"
)
_KIND = r"(?:(?:state|national|official)[- ](?:run )?)?(?:news |press )?(?:agency |agencies |wire )?(?:the )?"
_REPORTED = re.compile(
    rf"(?:{_A}(?: (?:news|press) agency| agency| news)? (?:has |had |first |later |also )?"
    rf"(?:reported|reports|said|says|wrote|writes|learned|quoted|cited)\b"
    r"|(?:[Aa]ccording to|[Pp]er|[Cc]iting|[Qq]uoting|quoted by|cited by) (?:an? report (?:by|from) |reports (?:by|from) )?"
    rf"(?:the )?{_KIND}{_A}(?! [a-z]+s?\b(?<! news)(?<! agency)(?<! report)(?<! citing)(?<! and))"
    rf"|(?:[Rr]eported|reports|wrote|writes|published|filed|written|distributed)(?: by)? (?:the )?{_KIND}{_A}(?! [a-z]+er\b)"
    rf"|\b(?:a|an|the) {_A} (?:report|story|dispatch|article|despatch)\b)"
)
_RIGHTS = re.compile(rf"(?:©|\(c\)|\bcopyright\b)[^.;|]{{0,40}}{_A}", re.IGNORECASE)
_WORK = re.compile(
    r"\b(?:contribut\w+|with (?:additional |further |original )?(?:reporting|files?)|(?:additional|further|original|more) reporting"
    r"|(?:inputs?|material|information|copy|reporting|reports?|stor(?:y|ies)|articles?|details|text) (?:from|by|of)"
    r"|(?:produced|published|provided|supplied|syndicated|distributed|written|reported) (?:by|from|via)|based on|feed|wire agency"
    rf"|(?:editing|writing|compiled|adapted|republished|reprinted) (?:by|from)"
    rf"|(?:is|from) an? {_ANY} (?:report|story|article|dispatch)"
    r"|read (?:the |more|this ).{0,30}(?:on|at|from))\b|trust principles",
    re.IGNORECASE,
)
_LABEL = r"(?:(?:news )?(?:sources?|agency|agencies|text|via|by|from|with|report|story|credit|original reporting)\b\s*:?\s*)?"
_ALONE = re.compile(
    rf"^[\s(\[—–-]*{_LABEL}(?:[\w .'’]{{1,40}}[/,]\s*)?{_LIST}(?:\s*[/,]\s*[\w .'’]{{1,40}})?[\s)\].*—–-]*$", re.IGNORECASE
)
_AT_END = re.compile(
    rf"(?:(?:[.!?…][”\"’')]*|\b(?:enditem|ends))\s*[—–-]*\s*[(\[]?\s*{_LIST}\s*[)\]]?\.?(?:\s[a-z]{{2,3}}){{0,4}}|[(\[]\s*{_LIST}(?:/\w{{1,3}})?\s*[)\]]|/\s*{_LIST}\s*/)\s*\.?$",
    re.IGNORECASE,
)


class Credit(NamedTuple):
    """
    Where an article credits an agency.

    ``place`` is "byline", "dateline", "ending" or "text" (in so many words: "Reuters reported"); ``words`` is the line, or
    its part, that says so.
    """

    place: str
    words: str


def find_credit(article: Article, agency: str) -> Credit | None:
    """
    Find where an article says that its text comes from an agency.

    Parameters
    ----------
    article : Article
    agency : str
        Name of the agency, as the outlet of its wires: any of the forms that ``agencies.csv`` lists, or another name, which is
        then looked for as it is written.

    Returns
    -------
    Credit or None
        The first of byline, dateline, last lines and wording ("Reuters reported", "according to Reuters").

    Notes
    -----
    A picture's credit is none for the text, nor is an agency that somebody spoke to ("told Reuters"), asked or works for.

    Examples
    --------
    >>> find_credit(Article.from_text("LISBON, May 3 (Reuters) - Talks failed."), "Thomson Reuters")
    Credit(place='dateline', words='LISBON, May 3 (Reuters)')
    >>> find_credit(Article.from_text("Talks failed, officials told Reuters."), "Reuters") is None
    True
    """
    for place, line, is_credit in _places(article):
        read = _read(line, agency)
        found = is_credit(read) if _A in read.text else None
        if found:
            return Credit(place, read.original(*found).strip())
    return None


class _Line(NamedTuple):
    """A line in which single characters stand for agencies, with the names that they stand for."""

    text: str
    names: tuple[str, ...]

    def original(self, start: int, end: int) -> str:
        """Words of a part."""
        before = sum(char in (_A, _OTHER) for char in self.text[:start])
        names = iter(self.names[before:])
        return "".join(next(names) if char in (_A, _OTHER) else char for char in self.text[start:end])


def _places(article: Article) -> Iterator[tuple[str, str, Callable[[_Line], tuple[int, int] | None]]]:
    for line in (article.byline or "", *(block.text for block in article.blocks if block.kind == "byline")):
        yield "byline", line[:_REACH], _byline
    body = [block.text for block in article.blocks if block.kind == "body"]
    if body:
        yield "dateline", body[0][:_REACH], _dateline
    for line in (*body[: -_LAST - 1 : -1], *(block.text for block in article.blocks if block.kind == "furniture")):
        yield "ending", line[-_REACH:], _ending
    for line in body:
        yield "text", line, _reported


def _byline(line: _Line) -> tuple[int, int] | None:
    if len(line.text.split()) > _BYLINE_WORDS:
        return None
    for start, end in _pieces(line.text):
        piece = line.text[start:end]
        at = piece.find(_A)
        if at >= 0 and not _PICTURE.search(piece) and not _LIFE.search(piece) and not _is_name(line, start + at):
            return 0, len(line.text)
    return None


def _is_name(line: _Line, at: int) -> bool:
    """Whether the letters are a surname or a state: "Michael Bloomberg", "Harrisburg, PA"."""
    name = line.original(at, at + 1)
    before = line.text[:at].rstrip()
    if name in _SURNAMES:
        word = before.rpartition(" ")[2]
        return word[:1].isupper() and word.lower() not in ("by", "from", "with", "and", "for") and word[-1:].isalpha()
    return name in _STATES and before.endswith(",") and len(re.findall("[,/|]", before)) > 1


def _dateline(line: _Line) -> tuple[int, int] | None:
    found = _AT_START.match(line.text)
    return found.span() if found and _A in found[0] and not _PICTURE.search(found[0]) else None


def _ending(line: _Line) -> tuple[int, int] | None:
    for pattern in (_ALONE, _AT_END, _RIGHTS):
        found = pattern.search(line.text)
        if found and _A in found[0] and not _PICTURE.search(found[0]):
            return found.span()
    for start, end in _sentences(line.text):
        sentence = line.text[start:end]
        if _A in sentence and _WORK.search(sentence) and not _PICTURE.search(sentence):
            return start, end
    return None


def _reported(line: _Line) -> tuple[int, int] | None:
    for found in _REPORTED.finditer(line.text):
        at = found.start() + found[0].index(_A)
        if line.original(at, at + 1) not in _SURNAMES or "report" in found[0]:
            return found.span()
    return None


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _PIECE.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in re.finditer(r"[.;]\s", text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _read(line: str, agency: str) -> _Line:
    """Put one character for every agency that a line names, so that the patterns need not know their names."""
    pattern, forms = _names(agency)
    names: list[str] = []

    def sign(found: re.Match[str]) -> str:
        names.append(found[0])
        return _A if found[0] in forms else _OTHER

    return _Line(pattern.sub(sign, line), tuple(names))


@lru_cache(maxsize=64)
def _names(agency: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """Pattern of all agencies' names, the longest first, and which of them are the agency's."""
    short = _folded().get(agency.casefold())
    own = {form for form, name in credits().items() if short and name == short} | {agency}
    names = {*credits(), *own}
    every = sorted({form for name in names for form in (name, name.upper())}, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w.])(?:[Tt]he )?(" + "|".join(map(re.escape, every)) + r")(?!\w|\.[a-z])")
    forms = {form for name in own for form in (name, name.upper())}
    return pattern, frozenset({*forms, *(f"{the} {form}" for the in ("the", "The") for form in forms)})


@cache
def _folded() -> dict[str, str]:
    return {form.casefold(): name for form, name in credits().items()}
