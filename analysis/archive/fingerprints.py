"""Winnowed fingerprints: some of the hashes of a text's five-word runs, always the same ones for the same words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np

RUN = 5  # words in a run
WINDOW = 8  # of as many runs in a row one at least is kept, so that texts with 12 words in a row in common share a print
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # of the SplitMix64 generator
_WORD = tuple(np.uint64(pow(0xD1342543DE82EF95, k, 1 << 64)) for k in range(1, RUN + 1))
_NONE = np.uint64(2**64 - 1)
_DIVIDES, _SKIPPED = 0, 1  # codes of what stands between words, and of what is not there: apostrophes, accents
_CHARACTERS = 1 << 18  # of texts that are read at a time: the arrays stay in the processor's caches


@cache
def _letters() -> np.ndarray:
    """Code of every character below 65,536: capitals as small letters, accents left off; characters beyond divide words."""
    codes = np.zeros(1 << 16, dtype=np.uint16)
    for point in range(1 << 16):
        char = chr(point)
        plain = unicodedata.normalize("NFKD", char.casefold())[:1]
        if char.isalnum() and plain.isalnum():
            codes[point] = min(ord(plain), 0xFFFF)
        elif char in "'’‘ʼ`´" or unicodedata.category(char) in ("Mn", "Cf"):
            codes[point] = _SKIPPED
    return codes


@cache
def _powers() -> tuple[np.ndarray, np.ndarray]:
    """Powers of the base and of its inverse, modulo 2**64, for as many characters as are read at a time."""
    base, inverse = np.full((2, 2 * _CHARACTERS), 1, dtype=np.uint64)
    base[1:], inverse[1:] = np.uint64(_BASE), np.uint64(_INVERSE)
    return np.cumprod(base, dtype=np.uint64), np.cumprod(inverse, dtype=np.uint64)


def fingerprints(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """
    Fingerprints of texts.

    Parameters
    ----------
    texts : sequence of str

    Returns
    -------
    prints : numpy.ndarray of uint64
        The prints of every text, each once, sorted within the text.
    owner : numpy.ndarray of int64
        Index of the text of each print, in order.

    Notes
    -----
    Capitals, accents, apostrophes and punctuation do not count. Of the runs of a text the one with the smallest hash in
    every window of eight is kept, two in nine on average (winnowing: Schleimer, Wilkerson and Aiken 2003, SIGMOD): two texts
    that have 12 words in a row in common share a print wherever these stand. A text of fewer than five words has none.

    Examples
    --------
    >>> prints, owner = fingerprints(["The talks in Lisbon failed on Monday.", "the talks in LISBON failed", "No."])
    >>> owner.tolist(), bool(prints[-1] in prints[:-1])
    ([0, 0, 0, 1], True)
    """
    found, begin, size = [], 0, 0
    for k, text in enumerate(texts):
        if size + len(text) > _CHARACTERS and k > begin:
            found.append(_prints(texts[begin:k], begin))
            begin, size = k, 0
        size += len(text) + 1
    if len(texts) > begin:
        found.append(_prints(texts[begin:], begin))
    if not found:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    prints, owner = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return prints, owner


def _prints(texts: Sequence[str], first: int) -> tuple[np.ndarray, np.ndarray]:
    words, owner = _word_hashes(texts)
    if len(words) < RUN:
        return words[:0], owner[:0]
    n = len(words) - RUN + 1
    runs = np.zeros(n, dtype=np.uint64)
    for k, factor in enumerate(_WORD):
        runs += words[k : k + n] * factor
    runs = _mixed(runs)
    inside = owner[:n] == owner[RUN - 1 :]
    kept = np.flatnonzero(_winnowed(np.where(inside, runs, _NONE), owner[:n]) & inside)
    prints, owner = runs[kept], owner[kept]
    order = np.lexsort((prints, owner))
    prints, owner = prints[order], owner[order]
    once = np.ones(len(prints), dtype=bool)
    once[1:] = (prints[1:] != prints[:-1]) | (owner[1:] != owner[:-1])
    return prints[once], owner[once] + first


def _word_hashes(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Hash and text of every word: a polynomial over its letters, from one running sum over all texts."""
    encoded = [text.encode("utf-16-le", "surrogatepass") for text in texts]
    codes = _letters()[np.frombuffer(b"\n\0".join(encoded), dtype=np.uint16)]
    ends = np.cumsum([len(data) // 2 + 1 for data in encoded])
    there = codes != _SKIPPED
    if not there.all():
        ends = np.append(0, np.cumsum(there))[np.minimum(ends, len(there))]
        codes = codes[there]
    letter = codes != _DIVIDES
    edge = np.flatnonzero(np.diff(letter, prepend=False, append=False))
    starts, stops = edge[::2], edge[1::2]
    base, inverse = _grown(len(codes))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * base[: len(codes)], out=sums[1:])
    words = np.diff(np.searchsorted(starts, ends), prepend=0)
    return _mixed((sums[stops] - sums[starts]) * inverse[starts]), np.repeat(np.arange(len(texts)), words)


def _grown(size: int) -> tuple[np.ndarray, np.ndarray]:
    """The powers, enough of them for one text that is longer than what is read at a time."""
    base, inverse = _powers()
    if size <= len(base):
        return base[:size], inverse[:size]
    ones = np.full((2, size), 1, dtype=np.uint64)
    ones[0, 1:], ones[1, 1:] = np.uint64(_BASE), np.uint64(_INVERSE)
    return np.cumprod(ones[0], dtype=np.uint64), np.cumprod(ones[1], dtype=np.uint64)


def _mixed(values: np.ndarray) -> np.ndarray:
    """Spread every bit of a hash over all others."""
    values = (values ^ (values >> np.uint64(30))) * _MIX[0]
    values = (values ^ (values >> np.uint64(27))) * _MIX[1]
    return values ^ (values >> np.uint64(31))


def _winnowed(runs: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """Which runs have the smallest hash in a window that lies in their text; in a text without a whole window, all."""
    if len(runs) < WINDOW:
        return np.ones(len(runs), dtype=bool)
    least = runs
    for step in (1, 2, 4):
        least = np.minimum(least[:-step], least[step:])
    whole = (owner[: len(least)] == owner[WINDOW - 1 :]) & (runs[: len(least)] != _NONE) & (runs[WINDOW - 1 :] != _NONE)
    least = np.where(whole, least, np.uint64(0))
    # A run is kept if it is the least of one of the windows that hold it: of the greatest of their leasts.
    greatest = np.concatenate([np.zeros(WINDOW - 1, dtype=np.uint64), least, np.zeros(WINDOW - 1, dtype=np.uint64)])
    for step in (1, 2, 4):
        greatest = np.maximum(greatest[:-step], greatest[step:])
    return (greatest == runs) | ~np.isin(owner, owner[: len(least)][whole])
