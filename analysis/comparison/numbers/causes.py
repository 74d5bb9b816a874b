"""What cuts, edits and new text contributed to each difference."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

import numpy as np

from analysis.annotation.own_counts import count_names
from analysis.comparison.alignment.pairs import Pair, sum_by_unit
from analysis.comparison.numbers.mentions import counting, mean_score
from analysis.comparison.numbers.metrics import METRICS, formula_values, values_of

STEPS = ("cut", "edited", "new")
Units = tuple[np.ndarray, np.ndarray, int]
# The orders in which three steps can be taken: each passes through four states, a state being the set of steps taken.
_ORDERS = np.array(list(permutations(range(3))))
_PLACES = np.argsort(_ORDERS, axis=1)  # where in each order a step is taken
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
    units = both.units()
    for quantity in _quantities(both, units):
        undefined = np.isnan(quantity.difference)
        parts = np.full(3, np.nan) if undefined else _contributions(quantity)
        behind = _behind(both, quantity, units)
        for step, part in zip(STEPS, parts.tolist(), strict=True):
            yield quantity.name, step, part, quantity.difference, *behind[step]


class _Quantity(NamedTuple):
    """What is explained: its value in each of the eight states, and which units differ."""

    name: str
    values: np.ndarray
    differs: np.ndarray
    difference: float


def _quantities(both: Pair, units: Units) -> Iterator[_Quantity]:
    summands = both.summands()
    states, differs = _states(both, *summands), _differing(units, *summands)
    names = count_names()
    wire_values, values = values_of((both.wire, both.republication))
    of_states = formula_values(states)
    for metric, difference, of_state in zip(METRICS.values(), (values - wire_values).tolist(), of_states.T, strict=True):
        used = [names.index(name) for name in metric.counts]
        yield _Quantity(metric.name, of_state, differs[:, used].any(axis=1), difference)
    choice = counting()
    wire_sums, sums = choice.sums(both.wire), choice.sums(both.republication)
    for code in sorted(wire_sums.keys() | sums.keys()):
        one = wire_sums.get(code, np.zeros((len(both.wire.sentences), 2)))
        other = sums.get(code, np.zeros((len(both.republication.sentences), 2)))
        difference = float(mean_score(other.sum(axis=0)) - mean_score(one.sum(axis=0)))
        differs = _differing(units, one, other).any(axis=1)
        yield _Quantity(f"sentiment:{code}", mean_score(_states(both, one, other)), differs, difference)


def _states(both: Pair, wire_counts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Sums after every set of steps: ``8 × n_counts``, a set being the bits of its row's number."""
    start, end = wire_counts.sum(axis=0), counts.sum(axis=0)
    cut = wire_counts[list(both.alignment.dropped)].sum(axis=0)
    new = counts[list(both.alignment.new)].sum(axis=0)
    steps = np.stack([-cut, (end - new) - (start - cut), new])
    taken = (np.arange(8)[:, None] >> np.arange(3)) & 1
    return start + taken @ steps


def _differing(units: Units, wire_counts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Which counts of each unit are not the same on both sides: ``n_units × n_counts``."""
    wire_unit, unit, n = units
    return sum_by_unit(wire_counts, wire_unit, n) != sum_by_unit(counts, unit, n)


def _contributions(quantity: _Quantity) -> np.ndarray:
    paths = quantity.values[_STATES]
    defined = ~np.isnan(paths).any(axis=1)
    changes = np.take_along_axis(np.diff(paths, axis=1), _PLACES, axis=1)
    return changes[defined].sum(axis=0) / defined.sum()


def _behind(both: Pair, quantity: _Quantity, units: Units) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    wire_unit, unit, _ = units
    dropped, new = both.alignment.dropped, both.alignment.new
    edited, own = quantity.differs[wire_unit], quantity.differs[unit]
    edited[list(dropped)], own[list(new)] = False, False
    return {
        "cut": (dropped, ()),
        "edited": (tuple(np.flatnonzero(edited).tolist()), tuple(np.flatnonzero(own).tolist())),
        "new": ((), new),
    }
