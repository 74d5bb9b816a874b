"""Which sentences belong together: pairs, then splits and merges, then rare shared runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from analysis.comparison.alignment.moves import in_order, link_weights
from analysis.comparison.alignment.rare_words import telling_pairs
from analysis.comparison.alignment.shared_quotations import shared_quotations
from analysis.comparison.alignment.similarity import Overlap, overlap
from analysis.comparison.version import Version

# Likeness from which a pair is linked at first sight, in its place, beside a linked pair, and between two of them.
_STRONG, _PAIR, _BESIDE, _BETWEEN = 0.5, 0.25, 0.14, 0.05
# Share of a sentence that must stand in what a link leaves unexplained: near that link, and anywhere.
_NEARBY, _ANYWHERE = 0.6, 0.72
_NEAR = 2
# What neighbours may add (more among equals: a refrain belongs to what it follows), and what distance from the expected
# place takes away: in the text, and between links.
_NEIGHBOURS, _AMONG_EQUALS, _PLACE, _GAP = 0.05, 0.45, 0.1, 0.05
# Share of what a weak pair has in common that must be without names.
_BEYOND_NAMES = 0.2
# Shorter sentences are linked only if they are equal: "He agreed." says nothing of its source.
_SHORTEST = 3


class Links:
    """Links found so far, from both sides."""

    def __init__(self) -> None:
        self.of_wire: defaultdict[int, list[int]] = defaultdict(list)
        self.of_republication: defaultdict[int, list[int]] = defaultdict(list)

    def __contains__(self, pair: tuple[int, int]) -> bool:
        return pair[1] in self.of_wire.get(pair[0], ())

    def add(self, i: int, j: int) -> None:
        """Link wire sentence i with republication sentence j."""
        self.of_wire[i].append(j)
        self.of_republication[j].append(i)

    def free(self, i: int, j: int) -> bool:
        """Whether neither sentence has a link."""
        return i not in self.of_wire and j not in self.of_republication

    def pairs(self) -> list[tuple[int, int]]:
        """All links, sorted."""
        return sorted((i, j) for i, others in self.of_wire.items() for j in others)


def link_sentences(wire: Version, republication: Version) -> list[tuple[int, int]]:
    """
    Link the sentences of two versions; neither is empty.

    Every step takes pairs in an order that does not depend on which version comes first, so that the
    links are mirrored when the sides are swapped.
    """
    n, m = len(wire), len(republication)
    shared = overlap(wire, republication)
    i, j = shared.wire, shared.republication
    same, likeness = _likeness(wire, republication, shared)
    keys = [np.diff(version.first) for version in (wire, republication)]
    eligible = same | ((keys[0][i] >= _SHORTEST) & (keys[1][j] >= _SHORTEST))
    away = np.abs(i / max(1, n - 1) - j / max(1, m - 1))
    links = Links()

    placed = likeness - _PLACE * away
    for x, y in _ranked(shared, placed, away, eligible & (placed >= _STRONG)):
        if links.free(x, y):
            links.add(x, y)
    placed = likeness - _GAP * _displacement(links, wire, republication, i, j)

    for x, y in _ranked(shared, placed, away, eligible & (placed >= _PAIR)):
        if links.free(x, y) and _beyond_names(shared, x, y):
            links.add(x, y)
    for anchors, least in ((1, _BESIDE), (2, _BETWEEN)):
        for x, y in _ranked(shared, placed, away, eligible & (placed >= least)):
            if links.free(x, y) and _anchors(links, x, y, n, m) >= anchors and _beyond_names(shared, x, y):
                links.add(x, y)
    for x, y in _splits_and_merges(shared, links, away, keys):
        if x not in links.of_wire or y not in links.of_republication:
            links.add(x, y)
    for x, y in shared_quotations(wire, republication, links.of_wire, links.of_republication):
        links.add(x, y)
    gap = _displacement(links, wire, republication, i, j)
    for x, y in telling_pairs(wire, republication, shared, gap, links.of_wire, links.of_republication):
        links.add(x, y)
    return links.pairs()


def _likeness(wire: Version, republication: Version, shared: Overlap) -> tuple[np.ndarray, np.ndarray]:
    """Which pairs have equal words; and the score with what equal words, equal letters and like neighbours add."""
    n, m = len(wire), len(republication)
    pairs = list(zip(shared.wire.tolist(), shared.republication.tolist(), strict=True))
    same = np.array([wire.words(x) == republication.words(y) for x, y in pairs], dtype=bool)
    verbatim = np.array([wire.text(x) == republication.text(y) for x, y in pairs], dtype=bool)
    codes = shared.wire * m + shared.republication
    neighbours = np.zeros(len(codes))
    inside = (shared.wire > 0) & (shared.republication > 0), (shared.wire < n - 1) & (shared.republication < m - 1)
    for step, exists in zip((-m - 1, m + 1), inside, strict=True):
        at = np.minimum(np.searchsorted(codes, codes + step), len(codes) - 1)
        neighbours += np.where(exists & (codes[at] == codes + step), shared.score[at], 0) if len(codes) else 0
    # Equal words come before all that is merely alike, and among those equal letters before house style.
    return same, shared.score + same + verbatim / 2 + np.where(same, _AMONG_EQUALS, _NEIGHBOURS) * neighbours / 2


def _ranked(shared: Overlap, score: np.ndarray, away: np.ndarray, wanted: np.ndarray) -> Iterable[tuple[int, int]]:
    """Pairs, best first; of equals the nearer one, then the earlier one: two pairs that share a sentence never tie."""
    i, j = shared.wire[wanted], shared.republication[wanted]
    order = np.lexsort((i + j, away[wanted], -score[wanted]))
    return zip(i[order].tolist(), j[order].tolist(), strict=True)


def _displacement(links: Links, wire: Version, republication: Version, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """How far a pair stands from where the links in order make one expect it, as a share of the texts."""
    n, m, pairs = len(wire), len(republication), links.pairs()
    chain = [pairs[k] for k in in_order(pairs, link_weights(pairs, wire, republication))]
    ends = [(-1, -1), *chain, (n, m)]
    xs, ys = [x for x, _ in ends], [y for _, y in ends]
    expected = np.interp(np.arange(n), xs, ys), np.interp(np.arange(m), ys, xs)
    return (np.abs(j - expected[0][i]) / m + np.abs(i - expected[1][j]) / n) / 2


def _beyond_names(shared: Overlap, i: int, j: int) -> bool:
    """Whether the sentences share more than names: two on the same two presidents may be of different days."""
    a, b = shared.features[0][i], shared.features[1][j]
    inner = [feature for feature in a if feature in b]
    rest = [f for f in inner if shared.names.isdisjoint((f,) if isinstance(f, str) else f)]
    return sum(map(shared.weights.__getitem__, rest)) >= _BEYOND_NAMES * sum(map(shared.weights.__getitem__, inner))


def _anchors(links: Links, i: int, j: int, n: int, m: int) -> int:
    """How many of the pairs before and after are linked with each other; the ends of the texts are."""
    before = (i - 1, j - 1) in links or i == j == 0
    after = (i + 1, j + 1) in links or (i == n - 1 and j == m - 1)
    return before + after


def _splits_and_merges(shared: Overlap, links: Links, away: np.ndarray, sizes: list[np.ndarray]) -> list[tuple[int, int]]:
    """
    Free sentences that stand, for the most part, in a sentence of the other side, best first.

    What the links of that sentence explain already does not count: of two alike neighbours one is a new sentence.
    """
    found = []
    for side, of_other in ((0, shared.of_wire), (1, shared.of_republication)):
        own, other = (links.of_wire, links.of_republication) if side == 0 else (links.of_republication, links.of_wire)
        for k in np.nonzero(of_other >= _NEARBY)[0].tolist():
            pair = int(shared.wire[k]), int(shared.republication[k])
            x, y = pair if side == 0 else pair[::-1]
            if x in own or sizes[side][x] < _SHORTEST:
                continue
            siblings = other.get(y, [])
            features = shared.features[side]
            explained = set().union(*(features[sibling] for sibling in siblings))
            inner = [f for f in features[x] if f in shared.features[1 - side][y] and f not in explained]
            share = sum(shared.weights[f] for f in inner) / shared.totals[side][x]
            near = any(abs(x - sibling) <= _NEAR for sibling in siblings)
            if share >= (_NEARBY if near else _ANYWHERE) and (near or sizes[side][x] > _SHORTEST + 1):
                found.append((-share, away[k], sum(pair), pair))
    return [pair for *_, pair in sorted(found)]
