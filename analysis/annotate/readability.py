"""What one word weighs in a readability formula: letters, syllables, difficulty."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import numpy as np

from analysis.annotate.syllables import spoken, syllables

WORD_COUNTS = ("words", "letters", "syllables", "polysyllables", "complex_words", "difficult_words", "long_words")
_MEMO_SIZE = 100_000


@cache
def _easy_words() -> frozenset[str]:
    # textstat's own list, read from its files: importing textstat costs half a second
    home = Path(find_spec("textstat").submodule_search_locations[0])
    return frozenset((home / "resources" / "en" / "easy_words.txt").read_text("utf8").split())


def word_counts(word: str) -> tuple[int, ...]:
    """
    What one word adds to each sum of a readability formula.

    Parameters
    ----------
    word : str
        A word of `tokenize`, as written.

    Returns
    -------
    tuple of int
        In the order of `WORD_COUNTS`: 1 (words), its letters and figures, its syllables, and 1 or 0 for: three
        syllables or more (polysyllables, SMOG); a part that has three and is not on Dale and Chall's list
        (complex_words, Gunning fog); a part that is not on the list (difficult_words, Dale–Chall); more than six
        letters (long_words, LIX).

    Notes
    -----
    A compound is one word: its syllables are those of its parts, and it is difficult if a part is (Dale and Chall 1948,
    Gunning 1952). Abbreviations count as they are spoken, so "Gen" weighs what "general" weighs and "UN" what "U.N."
    does. For a word without apostrophe, hyphen or abbreviation all counts are textstat's: names, inflected forms and
    figures are difficult words, and a figure has one syllable.

    Examples
    --------
    >>> word_counts("nuclear"), word_counts("U.S."), word_counts("nuclear-related")
    ((1, 7, 3, 1, 1, 1, 1), (1, 2, 2, 0, 0, 1, 0), (1, 14, 6, 1, 1, 1, 1))
    """
    if not word.isascii():
        word = unicodedata.normalize("NFC", word)
    letters = len(word) if word.isalnum() else sum(map(str.isalnum, word))
    parts = [(part, syllables(part)) for part in spoken(word)]
    count = sum(n for _, n in parts)
    easy = _easy_words()
    hard = [n for part, n in parts if part not in easy]
    if hard and word.lower() + "." in easy:  # "mr." is on the list
        hard = []
    return 1, letters, count, int(count > 2), int(any(n > 2 for n in hard)), int(bool(hard)), int(letters > 6)


class _Counts(dict):
    """Word -> row of a table of counts; a word is looked at once."""

    def __init__(self) -> None:
        self.table = np.zeros((4096, len(WORD_COUNTS)), dtype=np.int64)
        self.lock = Lock()

    def __missing__(self, word: str) -> int:
        counts = word_counts(word)
        with self.lock:
            row = len(self)
            if row == len(self.table):
                self.table = np.concatenate([self.table, np.zeros_like(self.table)])
            self.table[row] = counts
            return self.setdefault(word, row)


_COUNTS = _Counts()


def count_words(words: Sequence[str]) -> np.ndarray:
    """
    `word_counts` of many words at once.

    Parameters
    ----------
    words : sequence of str

    Returns
    -------
    numpy.ndarray
        ``len(words) × len(WORD_COUNTS)``.

    Examples
    --------
    >>> count_words(["The", "talks", "failed"])[:, WORD_COUNTS.index("syllables")]
    array([1, 1, 1])
    """
    global _COUNTS
    if len(_COUNTS) > _MEMO_SIZE:
        _COUNTS = _Counts()
    counts = _COUNTS
    rows = np.fromiter(map(counts.__getitem__, words), dtype=np.intp, count=len(words))
    return counts.table.take(rows, axis=0)
