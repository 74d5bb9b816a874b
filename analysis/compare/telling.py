"""Rare words that two sentences share in a run: the trace of a wire sentence in a heavy rewrite."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np

from analysis.compare.similarity import Feature, Overlap, stems, tells

# A word that only these two sentences have counts 1; a run of two or three words that only they have 0.6, a figure 1 more.
_RUN, _FIGURE = 0.6, 1.0
# What a pair must reach: in a heavy rewrite; how much more if nearly all is carried as it was, since what is left over
# is then new rather than rewritten; and if a link of either sentence is close already.
_ENOUGH, _CARRIED, _BESIDES = 2.4, 6.0, 2.0
_CLOSE = 0.5
# Likeness below which a pair has no chance beside a close link; only to save time.
_LIKE = 0.15


def telling_pairs(
    wire: Sequence[str],
    republication: Sequence[str],
    shared: Overlap,
    displacement: np.ndarray,
    of_wire: Mapping[int, Sequence[int]],
    of_republication: Mapping[int, Sequence[int]],
) -> list[tuple[int, int]]:
    """
    Pairs without a link that share rare words in a run, or a figure, which no link of either sentence explains.

    Names and common words count nothing: sentences of one story share them by chance. Texts without any link
    have none of these either, since unrelated texts on one subject share a rare run now and then.
    """
    if not of_wire:
        return []
    sides = tuple(map(_runs, wire)), tuple(map(_runs, republication))
    count = Counter(chain.from_iterable(chain.from_iterable(sides)))
    sentences = len(wire) + len(republication)
    closest, linked = _closest_links(wire, republication, shared, of_wire)
    close = closest >= _CLOSE
    carried = np.count_nonzero(linked & (shared.score >= _CLOSE)) / min(len(wire), len(republication))
    enough = _ENOUGH + _CARRIED * min(1, carried) ** 2 + _BESIDES * close + displacement
    wanted = ~linked & (shared.score >= np.where(close, _LIKE, 0))
    columns = (column[wanted].tolist() for column in (shared.wire, shared.republication, enough))
    found = []
    for i, j, least in zip(*columns, strict=True):
        inner = sides[0][i].keys() & sides[1][j].keys()
        if len(inner) < 2:
            continue
        for y in of_wire.get(i, ()):
            inner -= sides[1][y].keys()
        for x in of_republication.get(j, ()):
            inner -= sides[0][x].keys()
        words = [f for f in inner if isinstance(f, str) and f not in shared.names]
        rare = [f for f in inner if count[f] == 2]
        runs = sum(isinstance(f, tuple) and any(w not in shared.names and tells(w) for w in f) for f in rare)
        figures = sum(isinstance(f, str) and f[0].isdigit() for f in rare)
        # Whole numbers: their sum does not depend on the order of a set.
        value = sum(round(1000 * math.log(sentences / count[f])) for f in words) / (1000 * math.log(sentences / 2))
        if (runs or figures) and value + _RUN * runs + _FIGURE * figures >= least:
            found.append((i, j))
    return found


def _closest_links(
    wire: Sequence[str], republication: Sequence[str], shared: Overlap, of_wire: Mapping[int, Sequence[int]]
) -> tuple[np.ndarray, np.ndarray]:
    """For each pair, the likeness of the closest link that either sentence has; and whether the pair is a link."""
    i, j, m = shared.wire, shared.republication, len(republication)
    links = np.array([x * m + y for x, others in of_wire.items() for y in others], dtype=np.int64)
    linked = np.isin(i * m + j, links)
    closest = np.zeros(len(wire)), np.zeros(m)
    for best, index in zip(closest, (i, j), strict=True):
        np.maximum.at(best, index[linked], shared.score[linked])
    return np.maximum(closest[0][i], closest[1][j]), linked


@lru_cache(maxsize=1 << 14)
def _runs(sentence: str) -> dict[Feature, None]:
    """Words that may tell, and the runs of two and three words with one of them."""
    own = stems(sentence)
    telling = [tells(one) for one in own]
    out: dict[Feature, None] = {one: None for one, of_it in zip(own, telling, strict=True) if of_it}
    for size in (2, 3):
        out.update((own[k : k + size], None) for k in range(len(own) - size + 1) if any(telling[k : k + size]))
    return out
