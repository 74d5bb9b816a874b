"""How alike the sentences of two versions are: shared words and word pairs, the rare ones first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from analysis.comparison.alignment.folding import fold
from analysis.data import read_table

Feature = str | tuple[str, ...]

# Below this share of common weight a pair is not looked at: it shares function words at most.
_FLOOR = 0.08
# Letters of a sentence whose order is compared; the cost of comparing grows with the square.
_LETTERS = 1500
# A word that occurs in this many pairs of sentences is counted by matrix product, a rarer one pair by pair.
_DENSE = 32
# Weight of two neighbouring words beside that of one word, of function words beside other words, of order beside words.
_PAIR, _LIGHT, _ORDER = 0.7, 0.5, 0.25
# Words of two passages that are compared in order, for the same reason.
_WORDS = 4000
_SUFFIXES = (
    ("ness", "", 9),
    ("ies", "y", 5),
    ("sses", "ss", 6),
    ("ing", "", 6),
    ("ed", "", 5),
    ("es", "", 5),
    ("s", "", 4),
    ("ly", "", 6),
)


@cache
def common_words() -> dict[str, str]:
    """Stem → "function" ("the") or "frequent" ("year"): words that two sentences share by chance."""
    return {stem(row["word"]): row["kind"] for row in read_table("common_words.csv")}


@lru_cache(maxsize=1 << 16)
def stem(key: str) -> str:
    """
    Cut the inflection off a key, so that "prepared" meets "preparing".

    Examples
    --------
    >>> [stem(word) for word in ("preparing", "prepared", "ministers", "minister's", "studies", "crossed", "5")]
    ['prepar', 'prepar', 'minister', 'minister', 'study', 'cross', '5']
    """
    key = key.removesuffix("'s")
    if len(key) < 4 or not key.isalpha():
        return key
    for suffix, instead, shortest in _SUFFIXES:
        if key.endswith(suffix) and len(key) >= shortest and (suffix != "s" or key[-2] != "s"):
            key = key[: -len(suffix)] + instead
            break
    if len(key) > 4 and key.endswith("e"):
        key = key[:-1]
    return key[:-1] if len(key) > 4 and key[-1] == key[-2] and key[-1] not in "lsz" else key


@lru_cache(maxsize=1 << 14)
def stems(sentence: str) -> tuple[str, ...]:
    """Stems of a sentence in order; a sentence without words is its own stem."""
    return tuple(map(stem, fold(sentence).keys)) or (sentence.strip(),)


@lru_cache(maxsize=1 << 14)
def features(sentence: str) -> dict[Feature, float]:
    """
    Stems of a sentence and pairs of neighbouring stems, with the factor of their weight.

    A pair weighs less than a word, as its words count already; what consists of function words weighs little.
    """
    own, common = stems(sentence), common_words()
    light = [common.get(one) == "function" for one in own]
    out: dict[Feature, float] = {one: _LIGHT if of_it else 1.0 for one, of_it in zip(own, light, strict=True)}
    for k in range(len(own) - 1):
        out[own[k], own[k + 1]] = _PAIR * (_LIGHT if light[k] and light[k + 1] else 1)
    return out


@lru_cache(maxsize=1 << 16)
def tells(word: str) -> bool:
    """Whether a stem is neither common nor a year or small number, which are shared by chance; "340" is not."""
    year = len(word) == 4 and word[:2] in ("19", "20")
    return word not in common_words() and not (word.isdigit() and (len(word) < 3 or year))


@lru_cache(maxsize=1 << 14)
def names(sentence: str) -> frozenset[str]:
    """Stems that stand with a capital inside the sentence or before such a one; none of a headline, where every word does."""
    folded = fold(sentence)
    capital = [sentence[at].isupper() for at in folded.start]
    found = [stem(key) for k, key in enumerate(folded.keys) if capital[k] and (k or capital[1:2] == [True])]
    return frozenset(found) if 2 * len(found) <= len(folded.keys) else frozenset()


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


def overlap(wire: Sequence[str], republication: Sequence[str]) -> Overlap:
    """
    Compare every sentence of the wire with every one of a republication.

    Parameters
    ----------
    wire, republication : sequence of str
        Sentences; neither side is empty.

    Returns
    -------
    Overlap
        The same, mirrored, when the sides are swapped: weights depend on both versions together.
    """
    sides = tuple(map(features, wire)), tuple(map(features, republication))
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
    letters = [[" ".join(fold(s).keys)[:_LETTERS] or s.strip() for s in side] for side in (wire, republication)]
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
        frozenset().union(*map(names, (*wire, *republication))),
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


def word_similarity(one: Sequence[str], other: Sequence[str]) -> tuple[float, float]:
    """
    How many words two passages share in order, as a share of the shorter one and of both.

    Examples
    --------
    >>> word_similarity("the talks failed".split(), "the talks in Rome failed again".split())
    (1.0, 0.6666666666666666)
    """
    one, other = one[:_WORDS], other[:_WORDS]
    shared = LCSseq.similarity(one, other)
    return shared / max(1, min(len(one), len(other))), 2 * shared / max(1, len(one) + len(other))
