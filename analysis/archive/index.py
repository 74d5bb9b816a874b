"""The wires' fingerprints in one sorted array, past which a pile of texts is streamed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.archive.fingerprints import fingerprints
from analysis.errors import AnalysisError

# An entry holds the first 40 bits of a print and the number of its wire.
_BITS = np.uint64(24)
_MOST = 1 << 24
_WIRE = np.uint64(_MOST - 1)
# A run of words that stands in so many wires is a standing phrase: it says nothing of a text's source.
COMMON = 100
_TURN = 2000  # texts whose prints are made at a time


class Candidates(NamedTuple):
    """
    Pairs of a text and a wire that share prints, ordered by both.

    Attributes
    ----------
    text, wire : numpy.ndarray of int64
        Their indices.
    shared : numpy.ndarray of int64
        Number of prints in common.
    containment : numpy.ndarray of float64
        Share of the wire's prints that the text has, in [0, 1].
    """

    text: np.ndarray
    wire: np.ndarray
    shared: np.ndarray
    containment: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class WireIndex:
    """
    Fingerprints of wires.

    Attributes
    ----------
    entries : numpy.ndarray of uint64
        Sorted; eight bytes for each print of a wire.
    sizes : numpy.ndarray of int32
        Number of prints of each wire.

    Examples
    --------
    >>> wire = "The talks in Lisbon failed on Monday after the two sides could not agree on the price of herring."
    >>> index = WireIndex.of([wire, "Nobody else spoke to the newspaper about the price of bread in the north."])
    >>> found = index.candidates(["Lisbon: " + wire + " Rain fell."])
    >>> found.wire.tolist(), found.containment.tolist()
    ([0], [1.0])
    """

    entries: np.ndarray
    sizes: np.ndarray

    @classmethod
    def of(cls, texts: Iterable[str]) -> WireIndex:
        """
        Index texts, which are read once and not kept.

        Raises
        ------
        AnalysisError
            If there are more than 16 million.
        """
        texts, made, n = iter(texts), [np.zeros(0, dtype=np.uint64)], 0
        while turn := list(islice(texts, _TURN)):
            prints, owner = fingerprints(turn)
            made.append((prints & ~_WIRE) | (owner + n).astype(np.uint64))
            n += len(turn)
            if n > _MOST:
                raise AnalysisError(f"One index holds {_MOST:,} wires at most: divide them, and search for each part.")
        entries = np.concatenate(made)
        made.clear()
        entries.sort()
        entries = entries[~_standing(entries >> _BITS)]
        return cls(entries, np.bincount((entries & _WIRE).astype(np.int64), minlength=n).astype(np.int32))

    def save(self, folder: Path) -> None:
        """Write the index into a folder that exists."""
        np.save(folder / "entries.npy", self.entries)
        np.save(folder / "sizes.npy", self.sizes)

    @classmethod
    def load(cls, folder: Path) -> WireIndex:
        """Open a saved index; processes on one machine share its memory."""
        return cls(np.load(folder / "entries.npy", mmap_mode="r"), np.load(folder / "sizes.npy", mmap_mode="r"))

    def candidates(self, texts: Sequence[str], least_shared: int = 2, least: float = 0.0) -> Candidates:
        """
        Find the wires that each text may draw on.

        Parameters
        ----------
        texts : sequence of str
        least_shared : int
            Prints in common that make a pair.
        least : float
            Share of the wire's prints, in [0, 1], that makes a pair.

        Returns
        -------
        Candidates
        """
        prints, owner = fingerprints(texts)
        order = np.argsort(prints)  # the index is then read from its beginning to its end, not here and there
        low = prints[order] & ~_WIRE
        first = np.searchsorted(self.entries, low)
        hit = np.flatnonzero(first < len(self.entries))
        hit = hit[(self.entries[first[hit]] & ~_WIRE) == low[hit]]
        first, low = first[hit], low[hit]
        n = np.searchsorted(self.entries, low | _WIRE, side="right") - first
        place = np.repeat(first - np.cumsum(n) + n, n) + np.arange(n.sum())
        pairs = (np.repeat(owner[order[hit]], n).astype(np.uint64) << _BITS) | (self.entries[place] & _WIRE)
        pairs, shared = np.unique(pairs, return_counts=True)
        text, wire = (pairs >> _BITS).astype(np.int64), (pairs & _WIRE).astype(np.int64)
        containment = shared / self.sizes[wire]
        kept = (shared >= least_shared) & (containment >= least)
        return Candidates(text[kept], wire[kept], shared[kept], np.minimum(containment[kept], 1.0))


def _standing(prints: np.ndarray) -> np.ndarray:
    """Which of the sorted prints stand in `COMMON` wires or more."""
    starts = np.flatnonzero(np.diff(prints, prepend=~prints[:1]))
    sizes = np.diff(starts, append=len(prints))
    return np.repeat(sizes >= COMMON, sizes)
