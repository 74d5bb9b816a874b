"""How alike the sentences of two versions are: shared words and word pairs, the rare ones first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from analysis.comparison.version import Feature, Version

# Below this share of common weight a pair is not looked at: it shares function words at most.
_FLOOR = 0.08
# Letters of a sentence whose order is compared; the cost of comparing grows with the square.
_LETTERS = 1500
# A word that occurs in this many pairs of sentences is counted by matrix product, a rarer one pair by pair.
_DENSE = 32
# Weight of the order of letters beside that of words.
_ORDER = 0.25
# Words of two passages that are compared in order, for the same reason.
_WORDS = 4000


@dataclass(frozen=True, slots=True, eq=False)
class Overlap:
    """
    What the sentences of two versions share.

    Attributes
    ----------
    wire, republication : numpy.ndarray
        Indices of the sentences of each pair that shares enough to be looked at, sorted.
    score : numpy.ndarray
        Likeness in [0, 1]: share of common weight, and order of letters.
    of_wire, of_republication : numpy.ndarray
        Share of the one sentence's weight that the other has.
    features : tuple of tuple
        Features of the wire's sentences and of the republication's.
    weights : dict
        Weight of each feature that both versions have, in whole numbers: sums do not depend on their order.
    totals : tuple of numpy.ndarray
        Weight of all features of each sentence, on either side.
    names : frozenset of str
        Stems that stand with a capital inside a sentence of either version.
    """

    wire: np.ndarray
    republication: np.ndarray
    score: np.ndarray
    of_wire: np.ndarray
    of_republication: np.ndarray
    features: tuple[tuple[dict, ...], tuple[dict, ...]]
    weights: dict[Feature, int]
    totals: tuple[np.ndarray, np.ndarray]
    names: frozenset[str]


def overlap(wire: Version, republication: Version) -> Overlap:
    """
    Compare every sentence of the wire with every one of a republication.

    Parameters
    ----------
    wire, republication : Version
        Neither has no sentence.

    Returns
    -------
    Overlap
        The same, mirrored, when the sides are swapped: weights depend on both versions together.
    """
    sides = wire.features, republication.features
    here, there = (Counter(chain.from_iterable(side)) for side in sides)
    factors: dict[Feature, float] = {}
    for of_sentence in chain(*sides):
        factors.update(of_sentence)
    # A word that occurs in few of the sentences tells them apart.
    size = len(wire) + len(republication)
    rarity = [0.0, *(1000 * math.log(1 + size / k) for k in range(1, size + 1))]
    weights = {f: round(factor * rarity[here.get(f, 0) + there.get(f, 0)]) for f, factor in factors.items()}
    totals = tuple(np.array([sum(map(weights.__getitem__, d)) for d in side], dtype=float) for side in sides)
    weights = {f: weights[f] for f in here if f in there}
    shared = _shared_weight(sides, weights, here, there)
    i, j = np.nonzero(shared)
    inner, a, b = shared[i, j], totals[0][i], totals[1][j]
    lexical = np.maximum(2 * inner / (a + b), 0.95 * inner / np.sqrt(a * b))
    enough = lexical >= _FLOOR
    i, j, inner, lexical = i[enough], j[enough], inner[enough], lexical[enough]
    letters = [[" ".join(version.words(k))[:_LETTERS] for k in range(len(version))] for version in (wire, republication)]
    order = process.cpdist([letters[0][k] for k in i], [letters[1][k] for k in j], scorer=fuzz.ratio, dtype=np.float64)
    # Two English sentences that have nothing in common share the order of about 40 % of their letters.
    score = (1 - _ORDER) * lexical + _ORDER * np.clip((order / 100 - 0.4) / 0.6, 0, 1)
    return Overlap(
        i,
        j,
        score,
        inner / totals[0][i],
        inner / totals[1][j],
        sides,
        weights,
        totals,
        wire.named_stems | republication.named_stems,
    )


def _shared_weight(sides: tuple, weights: dict[Feature, int], here: Counter, there: Counter) -> np.ndarray:
    """Weight that each wire sentence shares with each republication sentence; exact, as whole numbers below 2^53."""
    n, m = len(sides[0]), len(sides[1])
    number = {feature: k for k, feature in enumerate(weights)}
    weight = np.fromiter(weights.values(), float, len(weights))
    in_wire = np.fromiter(map(here.__getitem__, weights), np.int64, len(weights))
    in_other = np.fromiter(map(there.__getitem__, weights), np.int64, len(weights))
    rows, ids = [], []
    for side in sides:
        found = [[number[feature] for feature in of_sentence if feature in number] for of_sentence in side]
        row, flat = np.repeat(np.arange(len(side)), list(map(len, found))), np.fromiter(chain.from_iterable(found), np.int64)
        order = np.argsort(flat, kind="stable")
        rows.append(row[order])
        ids.append(flat[order])
    dense = in_wire * in_other > _DENSE
    column = np.cumsum(dense) - 1
    left, right = np.zeros((n, int(dense.sum()))), np.zeros((m, int(dense.sum())))
    often = dense[ids[0]]
    left[rows[0][often], column[ids[0][often]]] = weight[ids[0][often]]
    often = dense[ids[1]]
    right[rows[1][often], column[ids[1][often]]] = 1
    i, feature = rows[0][~dense[ids[0]]], ids[0][~dense[ids[0]]]
    repeats = in_other[feature]
    first = np.cumsum(in_other) - in_other
    within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    j = rows[1][np.repeat(first[feature], repeats) + within]
    cells = np.repeat(i, repeats) * m + j
    return left @ right.T + np.bincount(cells, np.repeat(weight[feature], repeats), n * m).reshape(n, m)


def word_similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """
    How much of its wording one passage has in common with another.

    Parameters
    ----------
    one, other : sequence of str
        Keys of their words, in order.

    Returns
    -------
    float
        In [0, 1], 1 for equal wording: the longest common subsequence as a share of the shorter passage and as a share of
        both (the Dice coefficient), averaged, so that what was merely cut from a longer sentence is close to it, and what
        shares as many words with a longer one is less so.

    Examples
    --------
    >>> round(word_similarity("the talks failed".split(), "the talks in Rome failed again".split()), 3)
    0.833
    """
    one, other = one[:_WORDS], other[:_WORDS]
    shared = LCSseq.similarity(one, other)
    return shared / max(1, min(len(one), len(other))) / 2 + shared / max(1, len(one) + len(other))
