"""Words met so far: what a layer must know of a word is worked out once, and found again by the word's row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from threading import Lock
from typing import Any

import numpy as np

from analysis.annotation.text.boundaries import INVISIBLE

_UNSEEN = re.compile(rf"[{INVISIBLE}]")
_SIZE = 150_000  # words; news of many years has more, and most of them once
_ROWS = 4096


def look_up_form(word: str) -> str:
    """Lower case, straight apostrophe, accents composed, nothing invisible."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return unicodedata.normalize("NFC", _UNSEEN.sub("", lower.replace("’", "'")))


class Vocabulary:
    """
    Words as written, in the order in which they were met.

    Attributes
    ----------
    words, lower : list of str
        By row: the word as written, and as `look_up_form` has it.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.lower: list[str] = []
        self.lock = Lock()
        self._row: dict[str, int] = {}
        self._columns: dict[str, _Column] = {}

    def rows(self, words: Sequence[str]) -> list[int]:
        """The row of each word; words that were not met before are entered."""
        rows: list[Any] = list(map(self._row.get, words))  # None for a new word, and none when it returns
        if None in rows:
            with self.lock:
                at = -1
                for _ in range(rows.count(None)):
                    at = rows.index(None, at + 1)
                    word = words[at]
                    row = self._row.get(word)
                    if row is None:
                        row = len(self.lower)
                        self.words.append(word)
                        self.lower.append(look_up_form(word))
                        self._row[word] = row
                    rows[at] = row
        return rows

    def marked(self, layer: str, entries: Callable[[], Container[str]]) -> np.ndarray:
        """By row (and some rows more), whether the look-up form is among the entries of a layer, which are asked for once."""
        column = self._columns.get(layer)
        if column is None:
            column = self._columns.setdefault(layer, _Column(self, self.lower, entries().__contains__, np.zeros(_ROWS, bool)))
        return column.values()

    def weighed(self, layer: str, weigh: Callable[[str], tuple[int, ...]], width: int) -> np.ndarray:
        """By row (and some rows more), what a layer weighs the word as written: an array of ``width`` columns."""
        column = self._columns.get(layer)
        if column is None:
            column = self._columns.setdefault(layer, _Column(self, self.words, weigh, np.zeros((_ROWS, width), np.int32)))
        return column.values()


class _Column:
    """What a layer knows of the words of a vocabulary; words that were met since are looked at when it is asked for."""

    def __init__(self, vocabulary: Vocabulary, words: list[str], of: Callable[[str], object], table: np.ndarray) -> None:
        self._lock, self._words, self._of, self._table, self._filled = vocabulary.lock, words, of, table, 0

    def values(self) -> np.ndarray:
        if self._filled < len(self._words):
            with self._lock:
                words = self._words[self._filled :]
                stop = self._filled + len(words)
                if stop > len(self._table):
                    more = np.zeros((max(stop, 2 * len(self._table)) - len(self._table), *self._table.shape[1:]), self._table.dtype)
                    self._table = np.concatenate([self._table, more])
                if words:
                    self._table[self._filled : stop] = list(map(self._of, words))
                self._filled = stop
        return self._table


_VOCABULARY = Vocabulary()


def vocabulary() -> Vocabulary:
    """The vocabulary to enter words in; a full one is left to the texts that refer to it, and a new one begun."""
    global _VOCABULARY
    if len(_VOCABULARY.words) > _SIZE:
        _VOCABULARY = Vocabulary()
    return _VOCABULARY
