"""Which links keep the order of the wire: everything else has moved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from zlib import crc32

from analysis.comparison.version import Version


def in_order(links: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[int]:
    """
    Find the heaviest set of links that do not cross.

    Parameters
    ----------
    links : sequence of (wire, republication)
        Sorted; links that share a sentence do not cross.
    weights : sequence of int
        Positive weight of each link.

    Returns
    -------
    list of int
        Positions of the chosen links, ascending. Of equally heavy sets one is chosen by position.

    Notes
    -----
    A heaviest non-decreasing subsequence, in n log n steps: the best chains by their last republication
    sentence are kept with ascending weight, so that a lighter chain which ends later is dropped.

    Examples
    --------
    >>> in_order([(0, 0), (1, 3), (2, 1), (3, 2)], [5, 5, 5, 5])
    [0, 2, 3]
    """
    ends: list[int] = []
    totals: list[int] = []
    last: list[int] = []
    before = [-1] * len(links)
    for k, (_, j) in enumerate(links):
        at = bisect_right(ends, j)
        total = weights[k] + (totals[at - 1] if at else 0)
        before[k] = last[at - 1] if at else -1
        if at and ends[at - 1] == j:
            at -= 1
        stop = at
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        ends[at:stop], totals[at:stop], last[at:stop] = [j], [total], [k]
    chosen, k = [], last[-1] if last else -1
    while k != -1:
        chosen.append(k)
        k = before[k]
    return chosen[::-1]


def link_weights(links: Sequence[tuple[int, int]], wire: Version, republication: Version) -> list[int]:
    """
    Weigh links for `in_order`: their number counts first, then their words.

    Then the place in the text decides, and the words themselves: of two equally long passages that changed
    places, the same one must have moved when the sides are swapped.
    """
    n, m = len(wire), len(republication)
    out = []
    for i, j in links:
        words = wire.size(i) + republication.size(j)
        near = round((1 - abs(i * m - j * n) / (n * m)) * 0xFFFF)
        texts = "\n".join(sorted((wire.text(i), republication.text(j)))).encode("utf8", "replace")
        out.append(1 << 144 | words << 96 | near << 56 | crc32(texts))
    return out
