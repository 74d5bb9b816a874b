"""The only tokenizer: words, sentences and paragraphs of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word as a newsroom counts it: "U.S.", "nuclear-related", "$1.5", "they’re" and "2024" are one each.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[$€£¥]?[^\W_]+(?:[.,'’\-‑/&][^\W_]+)*%?")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    One sentence: ``text[start:end]``, its paragraph's index, and its words ``words[first:stop]``.
    """

    start: int
    end: int
    paragraph: int
    first: int
    stop: int


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """
    A text cut into words, sentences and paragraphs, by offset.

    Attributes
    ----------
    text : str
    words : list of str
        Words as written; a hyphenated compound or a dotted abbreviation is one word.
    lower : list of str
        The same in lower case with a straight apostrophe, for look-ups.
    start, end : list of int
        Offsets of each word, half-open.
    sentences : tuple of Sentence
    paragraphs : tuple of (int, int)
        Offsets of each paragraph that is not blank.
    """

    text: str
    words: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[tuple[int, int], ...]


def tokenize(text: str) -> Tokens:
    """
    Cut a text into paragraphs, sentences and words.

    Parameters
    ----------
    text : str
        Every newline ends a paragraph; a sentence never crosses one.

    Returns
    -------
    Tokens

    Examples
    --------
    >>> tokens = tokenize("Mr. Lee left at 5 p.m. Nobody followed.")
    >>> [tokens.text[s.start : s.end] for s in tokens.sentences]
    ['Mr. Lee left at 5 p.m.', 'Nobody followed.']
    """
    words, start, end = [], [], []
    for match in _WORD.finditer(text):
        words.append(match.group())
        start.append(match.start())
        end.append(match.end())
    lower = [word.lower().replace("’", "'") for word in words]
    paragraphs, sentences, first = [], [], 0
    for match in _PARAGRAPH.finditer(text):
        if match.group().isspace():
            continue
        for a, b in _sentence_spans(text, match.start(), match.end()):
            stop = first
            while stop < len(words) and start[stop] < b:
                stop += 1
            sentences.append(Sentence(a, b, len(paragraphs), first, stop))
            first = stop
        paragraphs.append((match.start(), match.end()))
    return Tokens(text, words, lower, start, end, tuple(sentences), tuple(paragraphs))


_BREAK = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "rep",
        "gov",
        "gen",
        "col",
        "lt",
        "st",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
        "no",
        "vs",
    ]
)
_STARTERS = frozenset(
    ["the", "a", "an", "he", "she", "it", "they", "we", "in", "on", "at", "but", "and", "this", "that", "nobody", "no"]
)


def _sentence_spans(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    spans, a = [], begin
    for match in _BREAK.finditer(text, begin, stop):
        before = re.search(r"[\w.]*$", text[a : match.start()]).group().lower()
        after = re.match(r"\W*(\w*)", text[match.end() :]).group(1).lower()
        if match.group().startswith(". ") and (
            before in _ABBREVIATIONS or (("." in before or len(before) == 1) and after not in _STARTERS)
        ):
            continue
        spans.append((a, match.start() + len(match.group().rstrip())))
        a = match.end()
    spans.append((a, stop))
    out = []
    for a, b in spans:
        piece = text[a:b]
        if piece.strip():
            out.append((a + len(piece) - len(piece.lstrip()), b - len(piece) + len(piece.rstrip())))
    return out
