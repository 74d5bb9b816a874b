"""What cuts, edits and new text contributed to each difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations
from typing import NamedTuple

import numpy as np

from analysis.compare.mentions import counting, mean_score
from analysis.compare.metrics import METRICS
from analysis.compare.pairs import Pair, sum_by_unit

STEPS = ("cut", "edited", "new")
# The orders in which three steps can be taken: each passes through four states, a state being the set of steps taken.
_ORDERS = np.array(list(permutations(range(3))))
_STATES = np.array([[sum(1 << step for step in order[:k]) for k in range(4)] for order in _ORDERS])


def contributions(both: Pair) -> Iterator[tuple]:
    """
    Split every difference between two versions into what each step contributed.

    Parameters
    ----------
    both : Pair

    Yields
    ------
    tuple
        Name of a metric, or ``sentiment:XXX``; step; contribution; difference; the wire sentences and the
        republication sentences behind the step. Three for each quantity.
    """
    for quantity in _quantities(both):
        undefined = np.isnan(quantity.difference)
        parts = np.full(3, np.nan) if undefined else _contributions(both, quantity)
        behind = _behind(both, quantity)
        for step, part in zip(STEPS, parts.tolist(), strict=True):
            yield quantity.name, step, part, quantity.difference, *behind[step]


class _Quantity(NamedTuple):
    """What is explained: a formula over sums, each sentence's summands, and which of them the formula uses."""

    name: str
    formula: Callable[[np.ndarray], np.ndarray]
    wire_counts: np.ndarray
    counts: np.ndarray
    used: list[int]
    difference: float


def _quantities(both: Pair) -> Iterator[_Quantity]:
    wire_counts, counts = both.summands()
    wire_values, values = both.values()
    for metric, difference in zip(METRICS.values(), (values - wire_values).tolist(), strict=True):
        used = [both.wire.count_names.index(name) for name in metric.counts]
        yield _Quantity(metric.name, metric.value, wire_counts, counts, used, difference)
    choice = counting()
    wire_sums, sums = choice.sums(both.wire), choice.sums(both.republication)
    for code in sorted(wire_sums.keys() | sums.keys()):
        one = wire_sums.get(code, np.zeros((len(both.wire.sentences), 2)))
        other = sums.get(code, np.zeros((len(both.republication.sentences), 2)))
        difference = float(mean_score(other.sum(axis=0)) - mean_score(one.sum(axis=0)))
        yield _Quantity(f"sentiment:{code}", mean_score, one, other, [0, 1], difference)


def _contributions(both: Pair, quantity: _Quantity) -> np.ndarray:
    start, end = quantity.wire_counts.sum(axis=0), quantity.counts.sum(axis=0)
    cut = quantity.wire_counts[list(both.alignment.dropped)].sum(axis=0)
    new = quantity.counts[list(both.alignment.new)].sum(axis=0)
    steps = np.stack([-cut, (end - new) - (start - cut), new])
    taken = (np.arange(8)[:, None] >> np.arange(3)) & 1
    paths = quantity.formula(start + taken @ steps)[_STATES]
    defined = ~np.isnan(paths).any(axis=1)
    changes, orders = np.diff(paths[defined], axis=1), _ORDERS[defined]
    return np.array([changes[orders == step].mean() for step in range(3)])


def _behind(both: Pair, quantity: _Quantity) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    wire_unit, unit, n = both.units()
    one = sum_by_unit(quantity.wire_counts[:, quantity.used], wire_unit, n)
    differs = (one != sum_by_unit(quantity.counts[:, quantity.used], unit, n)).any(axis=1)
    dropped, new = set(both.alignment.dropped), set(both.alignment.new)
    return {
        "cut": (both.alignment.dropped, ()),
        "edited": (
            tuple(i for i, u in enumerate(wire_unit.tolist()) if i not in dropped and differs[u]),
            tuple(j for j, u in enumerate(unit.tolist()) if j not in new and differs[u]),
        ),
        "new": ((), both.alignment.new),
    }
