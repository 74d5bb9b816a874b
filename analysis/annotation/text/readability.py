"""What one word weighs in a readability formula: letters, syllables, difficulty."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from analysis.annotation.text.syllables import is_plain, spoken, syllables
from analysis.annotation.text.vocabulary import look_up_form
from analysis.annotation.text.words import Tokens

WORD_COUNTS = ("words", "letters", "syllables", "polysyllables", "complex_words", "difficult_words", "long_words")


@cache
def _easy_words() -> frozenset[str]:
    # textstat's own list, read from its files: importing textstat costs half a second
    spec = find_spec("textstat")
    assert spec is not None and spec.origin is not None
    home = Path(spec.origin).parent
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
    easy = _easy_words()
    if is_plain(word):  # as most words are; what follows gives the same, in three times the time
        lower, letters = word.lower(), len(word)
        count = syllables(lower)
        hard = lower not in easy and lower + "." not in easy
        return 1, letters, count, int(count > 2), int(hard and count > 2), int(hard), int(letters > 6)
    if not word.isascii():
        word = unicodedata.normalize("NFC", word)
    letters = len(word) if word.isalnum() else sum(map(str.isalnum, word))
    parts = [(part, syllables(part)) for part in spoken(word)]
    count = sum(n for _, n in parts)
    rare = [n for part, n in parts if part not in easy]
    if rare and look_up_form(word) + "." in easy:  # "mr." is on the list
        rare = []
    return 1, letters, count, int(count > 2), int(any(n > 2 for n in rare)), int(bool(rare)), int(letters > 6)


def weigh_words(tokens: Tokens) -> np.ndarray:
    """
    `word_counts` of every word of a text.

    Parameters
    ----------
    tokens : Tokens

    Returns
    -------
    numpy.ndarray
        ``len(tokens.words) × len(WORD_COUNTS)``.

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> weigh_words(tokenize("The talks failed"))[:, WORD_COUNTS.index("syllables")].tolist()
    [1, 1, 1]
    """
    return tokens.vocabulary.weighed("readability", word_counts, len(WORD_COUNTS)).take(tokens.rows, axis=0)
