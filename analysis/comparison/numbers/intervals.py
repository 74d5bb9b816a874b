"""Intervals and p-values for small samples: one unit made lighter at a time, on a scale that knows what is possible."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from analysis.comparison.numbers.student import t_quantile, t_two_sided

FEWEST_UNITS = 5  # two or three units that happen to be alike would show next to no spread, and be sure of themselves
FEWEST_DEFINED = 3  # units in which a number is defined at all: a share of things that two sentences hold is no estimate
_LEVEL = 0.95
_NOISE = 1e-10
# How much of a unit's weight is taken away to see its influence. All of it overstates what varies where one unit has the only
# hedge, next to none of it understates what varies in few units.
_TAKEN = 0.5
# Part of a unit in which two versions are taken to have nothing to do with each other: where all but a few units are
# alike, the units at hand say little of those that differ. Both were chosen by benchmarks/coverage.py.
_APART = 0.5


class Sample(NamedTuple):
    """
    Numbers computed from all units, and with each one made lighter.

    Attributes
    ----------
    value : numpy.ndarray
        ``n_numbers``.
    lighter : numpy.ndarray
        ``n_units × n_numbers``: from sums to which one unit gives half of what it has, scaled up to as many units.
    n_defined : numpy.ndarray
        Units in which the number is defined: of a share of quotations, those that quote.
    """

    value: np.ndarray
    lighter: np.ndarray
    n_defined: np.ndarray


class Interval(NamedTuple):
    """
    A 95 % interval, and the probability of as large a difference where there is none.

    Attributes
    ----------
    low, high, p : numpy.ndarray
        NaN where there is no interval; p is NaN too where nothing is compared.
    """

    low: np.ndarray
    high: np.ndarray
    p: np.ndarray


def sample(units: np.ndarray, numbers: Callable[[np.ndarray], np.ndarray]) -> Sample:
    """
    Compute numbers from all units, and with each one made lighter.

    Parameters
    ----------
    units : numpy.ndarray
        ``n_units × n_counts``: what each unit adds to each sum.
    numbers : callable
        From ``n × n_counts`` sums to ``n × n_numbers``; NaN where undefined.

    Returns
    -------
    Sample
    """
    n = len(units)
    total = units.sum(axis=0, keepdims=True)
    values = numbers(np.concatenate([total, (total - _TAKEN * units) * (n / (n - _TAKEN)), units]))
    return Sample(values[0], values[1 : 1 + n], (~np.isnan(values[1 + n :])).sum(axis=0))


def difference_interval(
    wire: np.ndarray,
    own: np.ndarray,
    numbers: Callable[[np.ndarray], np.ndarray],
    bounds: np.ndarray,
    fewest: int = FEWEST_UNITS,
) -> Interval:
    """
    Intervals of differences between two versions of the same units.

    Parameters
    ----------
    wire, own : numpy.ndarray
        ``n_units × n_counts``: what each unit adds to each sum, in the two versions.
    numbers : callable
        As in `sample`.
    bounds : numpy.ndarray
        ``n_numbers × 2``: the least and the greatest possible number; infinite where there is none.
    fewest : int
        Fewest units that get an interval.

    Returns
    -------
    Interval
        Of the own number minus the wire's. Never does the wire's number plus ``low`` or ``high`` lie outside the
        bounds. NaN with fewer units than ``fewest``, where a number is undefined or is defined in fewer than
        `FEWEST_DEFINED` units of a version, and where all units agree.

    Notes
    -----
    The two numbers are compared on the scale on which their spread does not depend on their size: the square
    root of what cannot fall below a bound (Bartlett 1936), the angle ``arcsin √share`` of what lies between two
    (Anscombe 1948), the number itself of what has no bound. There, the difference has a t interval from the
    jackknife (Tukey 1958; half of each unit's weight is taken, between the usual jackknife and the infinitesimal
    one of Jaeckel 1972), with degrees of freedom that follow from the units' influences (Satterthwaite 1946):
    ``n − 1`` where all units weigh alike, about 2 where one makes the whole difference, so that one odd sentence
    never makes a difference clear. The interval is told in the number's own unit, from the wire's number on.
    Half a unit's worth of spread is added, as if the versions had nothing to do with each other in it. A version
    that stands at a bound has units without any spread: it is given the spread that there is where each unit may
    be as in the other version. What is added has ``n − 1`` degrees of freedom. See ``benchmarks/coverage.py``.
    """
    n = len(own)
    if n < fewest:
        return Interval(*(np.full(len(bounds), np.nan) for _ in range(3)))
    sides = sample(wire, numbers), sample(own, numbers)
    value = np.stack([scaled(side.value, bounds) for side in sides])
    lighter = np.stack([scaled(side.lighter, bounds) for side in sides])
    defined = np.minimum(sides[0].n_defined, sides[1].n_defined) >= FEWEST_DEFINED
    defined &= ~(np.isnan(value).any(axis=0) | np.isnan(lighter).any(axis=(0, 1)))
    lighter = np.where(defined, lighter, 0.0)
    seen, df = _jackknife(lighter[1] - lighter[0])
    defined &= seen > _NOISE**2
    unseen = _APART / max(1, n) * sum(_jackknife(side)[0] for side in lighter)
    for units, other, side, beyond in ((wire, own, *sides), (own, wire, *reversed(sides))):
        at_bound = defined & (np.abs(side.value[:, np.newaxis] - bounds) < _NOISE).any(axis=1)
        if at_bound.any():
            changes = numbers(units.sum(axis=0) - units + other) - side.value
            changes = np.where(at_bound, np.nan_to_num(changes) * _slope(beyond.value, bounds), 0.0)
            unseen = unseen + (changes**2).sum(axis=0)
    error = np.sqrt(seen + unseen)
    df = np.where(defined, error**4 / np.where(defined, seen**2 / df + unseen**2 / max(1, n - 1), 1.0), 1.0)
    half = error * t_quantile(0.5 + _LEVEL / 2, df)
    # The last bits of a sum depend on the machine.
    low, high = (np.round(unscaled(value[1] + bound, bounds) - sides[0].value, 12) for bound in (-half, half))
    p = np.round(t_two_sided(np.divide(value[1] - value[0], error, out=np.full(error.shape, np.nan), where=defined), df), 12)
    return Interval(*(np.where(defined, x, np.nan) for x in (low, high, p)))


def value_interval(own: Sample, bounds: np.ndarray, fewest: int = FEWEST_UNITS) -> Interval:
    """
    Intervals of single numbers, as `difference_interval` makes those of differences; p is NaN.

    Parameters
    ----------
    own : Sample
    bounds : numpy.ndarray
    fewest : int

    Returns
    -------
    Interval
        Within the bounds.
    """
    if len(own.lighter) < fewest:
        return Interval(*(np.full(own.value.shape, np.nan) for _ in Interval._fields))
    value, lighter = scaled(own.value, bounds), scaled(own.lighter, bounds)
    defined = ~(np.isnan(value) | np.isnan(lighter).any(axis=0))
    variance, df = _jackknife(np.where(defined, lighter, 0.0))
    defined &= variance > _NOISE**2
    half = np.sqrt(variance) * t_quantile(0.5 + _LEVEL / 2, df)
    low, high = (np.where(defined, np.round(unscaled(x, bounds), 12), np.nan) for x in (value - half, value + half))
    return Interval(low, high, np.full(low.shape, np.nan))


def clustered_share(units: np.ndarray, fewest: int = FEWEST_UNITS) -> tuple[float, float]:
    """
    Interval of a share whose trials come in units, such as words in stories.

    Parameters
    ----------
    units : numpy.ndarray
        ``n_units × 2``: of each unit that has a trial, how many came out so, and how many there were.
    fewest : int
        Fewest units that get an interval.

    Returns
    -------
    low, high : float
        Of the 95 % interval, within 0 and 1; NaN with fewer units.

    Notes
    -----
    The interval of Wilson (1927), with Student's t, for the number of independent trials that would vary as much as the units do
    (Korn and Graubard 1998): never more than there are, and as many as there are units where these all agree.

    Examples
    --------
    >>> low, high = clustered_share(np.array([[2, 2], [1, 1], [3, 3], [1, 1], [2, 2]]))
    >>> round(low, 2), high
    (0.39, 1.0)
    """
    n = len(units)
    if n < fewest:
        return float("nan"), float("nan")
    done, trials = units.sum(axis=0).tolist()
    share = done / trials
    variance = n / (n - 1) * float(((units[:, 0] - share * units[:, 1]) ** 2).sum()) / trials**2
    effective = min(trials, max(1.0, share * (1 - share) / variance)) if variance > _NOISE**2 else float(n)
    z = float(t_quantile(0.5 + _LEVEL / 2, n - 1)) ** 2 / effective
    half = (z * (share * (1 - share) + z / 4)) ** 0.5
    low, high = ((share + z / 2 + side * half) / (1 + z) for side in (-1, 1))
    return round(max(0.0, low), 12), round(min(1.0, high), 12)


def clear(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """
    Whether an interval leaves out zero.

    Parameters
    ----------
    low, high : numpy.ndarray or float

    Returns
    -------
    numpy.ndarray of bool
        False where the interval is undefined.
    """
    return (np.asarray(low) > 0) | (np.asarray(high) < 0)


def _jackknife(lighter: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Variance of each number, and its degrees of freedom."""
    n = len(lighter)
    if not n:
        return np.zeros(lighter.shape[1]), np.ones(lighter.shape[1])
    influence = lighter - lighter.mean(axis=0)
    squares, fourths = (influence**2).sum(axis=0), (influence**4).sum(axis=0)
    excess = n * fourths - squares**2
    twice = 2 * n * squares**2
    even = twice >= (n - 1) * excess
    df = np.where(even, max(1, n - 1), twice / np.where(even, 1.0, excess))
    # Of a mean, this is the variance of a sample over its size, however much of a unit is taken.
    scale = (n - _TAKEN) ** 2 / (n * max(1, n - 1) * _TAKEN**2)
    return scale * squares, np.maximum(df, 1.0)


def scaled(values: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Numbers on the scale of `difference_interval`: roots, angles, or as they are; last axis as ``bounds``."""
    low, high, between, above = _kinds(bounds)
    root = np.sqrt(np.maximum(values - low, 0.0))
    angle = np.arcsin(np.sqrt(np.clip((values - low) / (high - low), 0.0, 1.0)))
    return np.where(between, angle, np.where(above, root, values))


def unscaled(values: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Numbers back from the scale of `difference_interval`; what lies beyond a bound becomes the bound."""
    low, high, between, above = _kinds(bounds)
    of_angle = low + (high - low) * np.sin(np.clip(values, 0.0, np.pi / 2)) ** 2
    return np.where(between, of_angle, np.where(above, low + np.maximum(values, 0.0) ** 2, values))


def _slope(values: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """How much the scale of `difference_interval` rises where a number rises by one."""
    low, high, between, above = _kinds(bounds)
    steep = np.where(between, (values - low) * (high - values), np.where(above, values - low, 0.25))
    return 0.5 / np.sqrt(np.maximum(steep, _NOISE))


def _kinds(bounds: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    low, high = np.asarray(bounds, dtype=float).T
    above = np.isfinite(low)
    between = above & np.isfinite(high)
    return np.where(above, low, 0.0), np.where(between, high, np.where(above, low, 0.0) + 1), between, above
