"""The only tokenizer: words, sentences and paragraphs of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from itertools import accumulate, compress
from typing import Any, NamedTuple, Protocol

import numpy as np

from analysis.annotation.text.boundaries import (
    CONTACT_END,
    INVISIBLE,
    NEWLINES,
    REFERENCE,
    Gap,
    ends_sentence,
    is_dotted,
    is_plain_end,
    read_gap,
)
from analysis.annotation.text.vocabulary import Vocabulary, vocabulary

# Accents that stand after their letter, and what nobody sees, are part of the word they stand in.
_ACCENTS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u093a-\u094f\u0951-\u0957"
_UNDIVIDED = rf"{INVISIBLE}{_ACCENTS}"
# What holds a word together.
_JOINT = "|".join(
    [
        r"['’‘\-‑–/&@+´$€£¥°]",
        # a full stop, but not before a capitalised word: "the war.The talks" lacks a space
        r"\.(?!(?!(?:Com|Net|Org)\b)[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])[\-‑–/]?",
        r"\.['’](?=s\b)",  # U.S.’s
        r"\.{3}@",  # name...@example.org, an address in part
        r"(?<=\d)[,:](?=\d)",  # 1,000 and 10:30
        r"\*{1,4}",  # d**n
    ]
)
_ADDRESS = rf"[^\s\"“”<>{REFERENCE}{CONTACT_END}]*[^\W_]/?"
# A word begins with a letter or a figure, or with a sign before one. What comes first is one class of characters, so that the
# search for it is fast; the look-ahead spares the words that a space follows, which are most, the list of joints.
_FIRST = r"[\w@#$€£¥₹₩₽](?:(?<=[^\W_])|(?<!_)(?=[^\W_]))"
_REST = rf"\w*+(?:(?! )(?:(?:{_JOINT})[^\W_]|[{_UNDIVIDED}])\w*+)*+%?"
_WORD = re.compile(rf"({_FIRST}(?:(?<=h)ttps?://{_ADDRESS}|(?<=w)ww\.{_ADDRESS}|{_REST}))")
_PARAGRAPH = re.compile(rf"[^{NEWLINES}]+")
# "Dulwich. [17] Placed": after a stop or right after a word; "said [5] people" has a word in brackets.
_REFERENCE = re.compile(rf"(?:(?<=[.!?,;:\"”’)\]])[^\S{NEWLINES}]?|(?<=\w))\[[0-9]{{1,3}}\]")
_CONTACT = re.compile(rf"(\b[Ee]-?mail: [^@{NEWLINES}]{{0,80}}@\S+)[^\S{NEWLINES}]")
_NO_DIGITS = str.maketrans("0123456789", REFERENCE * 10)
_MEMO_SIZE = 200_000


class Span(Protocol):
    """Anything that stands in a text: ``text[start:end]``."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Sentence(NamedTuple):
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
    words : tuple of str
        Words as written; a hyphenated compound, a dotted abbreviation, an amount or an address is one word.
    lower : tuple of str
        The same for look-ups: lower case, straight apostrophe, accents composed, nothing invisible.
    start, end : tuple of int
        Offsets of each word, half-open.
    sentences : tuple of Sentence
        In order, without overlap, each with at least one word; quotation marks that close a sentence are in its span.
    paragraphs : tuple of (int, int)
        Offsets of each paragraph that is not blank.
    vocabulary : Vocabulary
    rows : numpy.ndarray
        The row of each word in the vocabulary.
    kept : dict
        What was read from the text and may be asked for again, as the parse of a sentence; it is not sent to other processes.
    """

    text: str
    words: tuple[str, ...]
    lower: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[tuple[int, int], ...]
    vocabulary: Vocabulary
    rows: np.ndarray
    kept: dict[tuple[str, int], Any] = field(default_factory=dict, repr=False)

    def places(self, layer: str, entries: Callable[[], Container[str]]) -> list[int]:
        """Indices of the words that are among the entries of a layer; see `Vocabulary.marked`."""
        return np.flatnonzero(self.vocabulary.marked(layer, entries).take(self.rows)).tolist()

    def __reduce__(self) -> tuple[Callable[..., Tokens], tuple[object, ...]]:
        # the vocabulary is this process's alone: another one enters the words in its own
        return _in_vocabulary, (self.text, self.words, self.start, self.end, self.sentences, self.paragraphs)


class _Gaps(dict[str, Any]):
    """Gap between two words -> what it may end (a `Gap`, or None), remembered for short gaps."""

    def __missing__(self, gap: str) -> Gap | None:
        read = read_gap(gap)
        if len(self) < _MEMO_SIZE and len(gap) < 20:
            self[gap] = read
        return read


_GAPS = _Gaps()


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

    Notes
    -----
    Takes time in proportion to the length of the text, whatever it contains. A line without words (a rule, a bullet)
    is a paragraph and no sentence.

    Examples
    --------
    >>> tokens = tokenize("Mr. Lee left at 5 p.m. Nobody followed.")
    >>> [tokens.text[s.start : s.end] for s in tokens.sentences]
    ['Mr. Lee left at 5 p.m.', 'Nobody followed.']
    """
    seen = text
    if "[" in seen:
        seen = _REFERENCE.sub(lambda mark: mark.group().translate(_NO_DIGITS), seen)
    if "@" in seen:
        seen = _CONTACT.sub(rf"\1{CONTACT_END}", seen)
    pieces = _WORD.split(seen)
    bounds = list(accumulate(map(len, pieces)))
    gaps, words, start, end = pieces[::2], pieces[1::2], bounds[:-1:2], bounds[1::2]
    paragraphs = tuple([match.span() for match in _PARAGRAPH.finditer(text) if not match.group().isspace()])
    sentences = _sentences(words, gaps, end, paragraphs)
    # the collector of garbage looks at a tuple of words once, and at a list of them each time that it runs
    return _in_vocabulary(text, tuple(words), tuple(start), tuple(end), sentences, paragraphs)


def _in_vocabulary(
    text: str,
    words: tuple[str, ...],
    start: tuple[int, ...],
    end: tuple[int, ...],
    sentences: tuple[Sentence, ...],
    paragraphs: tuple[tuple[int, int], ...],
) -> Tokens:
    known = vocabulary()
    rows = known.rows(words)
    lower = tuple(map(known.lower.__getitem__, rows))
    return Tokens(text, words, lower, start, end, sentences, paragraphs, known, np.array(rows, dtype=np.intp))


def _sentences(
    words: list[str],
    gaps: list[str],
    end: list[int],
    paragraphs: tuple[tuple[int, int], ...],
) -> tuple[Sentence, ...]:
    if not words:
        return ()
    # the text before the first word and after the last is read as if a newline stood beyond it
    opening, closing = _GAPS["\n" + gaps[0]], _GAPS[gaps[-1] + "\n"]
    out, first, paragraph, begin = [], 0, 0, opening.start - 1
    read = list(map(_GAPS.__getitem__, gaps))
    read[0] = read[-1] = None
    for i in compress(range(len(read)), read):
        before, at = words[i - 1], end[i - 1]
        gap_end, gap_start, _, _, _, _, newline, dot, plain, _ = gap = read[i]
        if dot and "." in before and is_dotted(before):
            words[i - 1] += "."
            end[i - 1] += 1
        if newline or (plain and is_plain_end(before, words[i])) or ends_sentence(gap, words, gaps, i, first):
            while paragraphs[paragraph][1] <= begin:
                paragraph += 1
            out.append(Sentence(begin, at + gap_end, paragraph, first, i))
            first, begin = i, at + gap_start
    at = end[-1]
    if closing.dot and is_dotted(words[-1]):
        words[-1] += "."
        end[-1] += 1
    while paragraphs[paragraph][1] <= begin:
        paragraph += 1
    out.append(Sentence(begin, at + closing.end, paragraph, first, len(words)))
    return tuple(out)
