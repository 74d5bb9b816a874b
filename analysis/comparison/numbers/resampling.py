"""Intervals for small samples, by resampling."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

DRAWS = 1000
SEED = 20240501
FEWEST_UNITS = 5  # two or three units that happen to be alike would show next to no spread, and be sure of themselves
_MOST_UNDEFINED = 0.1
_NOISE = 1e-12
_MOST_KEPT = 200


def resample(units: np.ndarray, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """
    Sums over all units, over all but each one, and over units drawn with replacement.

    Parameters
    ----------
    units : numpy.ndarray
        ``n_units × n_counts``: what each unit adds to each sum.
    draws, seed : int

    Returns
    -------
    numpy.ndarray
        ``(1 + n_units + draws) × n_counts``: the sums themselves, then the sums without each unit, then the
        resamples. Equal numbers of units are drawn alike, so that two versions of a story vary jointly.
    """
    n = len(units)
    total = units.sum(axis=0)[:, np.newaxis]
    # Not a matrix product: threads of its library cost more than they save here, and fight over the cores of a pool.
    drawn = np.einsum("dn,nk->kd", weights(n, draws, seed), units)
    return np.concatenate([total, total - units.T, drawn], axis=1).T


def weights(n_units: int, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """
    How often each unit is drawn in each resample.

    Parameters
    ----------
    n_units : int
    draws, seed : int

    Returns
    -------
    numpy.ndarray
        ``draws × n_units``, read-only; every row sums to ``n_units``. The same arguments give the same weights.
    """
    return _kept_weights(n_units, draws, seed) if n_units <= _MOST_KEPT else _draw(n_units, draws, seed)


def _draw(n_units: int, draws: int, seed: int) -> np.ndarray:
    if not n_units:
        return np.zeros((draws, 0))
    rng = np.random.default_rng(seed)
    drawn = np.asfortranarray(rng.multinomial(n_units, np.full(n_units, 1 / n_units), size=draws), dtype=float)
    drawn.flags.writeable = False
    return drawn


# Weights of a story's usual length are drawn once; those of very long texts would fill the memory.
_kept_weights = lru_cache(maxsize=32)(_draw)


def interval(values: np.ndarray, n_units: int, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """
    Interval around a value from its resamples.

    Parameters
    ----------
    values : numpy.ndarray
        Along the first axis the value itself, the values without each unit, and the resamples: a formula
        applied to what `resample` returns. Any further axis is kept.
    n_units : int
    level : float
        Nominal coverage.

    Returns
    -------
    low, high : numpy.ndarray
        NaN with fewer than `FEWEST_UNITS` units, where the value or more than a tenth of the resamples are
        undefined, and where all resamples have the same value: units that show no spread, such as the only
        three with a reporting verb, all loaded, say nothing of how much others would vary.

    Notes
    -----
    A t interval: the standard deviation of the resamples times a quantile of Student's t. Its degrees of
    freedom follow from the units' influences (Satterthwaite 1946, Biometrics Bulletin 2): ``n − 1`` where all
    units weigh alike, about 2 where the whole difference comes from one unit, so that one odd sentence never
    makes a difference clear. Percentile and BCa intervals cover 80 to 92 % where this one covers 92 to 95 %:
    see ``benchmarks/coverage.py``.
    """
    values = np.asarray(values, dtype=float)
    value, left_out, drawn = values[0], values[1 : 1 + n_units], values[1 + n_units :]
    defined = ~np.isnan(value) & (np.isnan(drawn).mean(axis=0) <= _MOST_UNDEFINED)
    if n_units < FEWEST_UNITS:
        defined = np.zeros_like(defined)
    drawn = np.where(defined, drawn, 0.0)
    spread = np.nanstd(drawn, axis=0) * np.sqrt(n_units / max(1, n_units - 1))
    defined &= spread > _NOISE
    half = spread * t_quantile(0.5 + level / 2, _degrees_of_freedom(np.where(defined, left_out, 0.0), n_units))
    # The last bits of a standard deviation depend on the machine.
    low, high = np.round(value - half, 12), np.round(value + half, 12)
    return np.where(defined, low, np.nan), np.where(defined, high, np.nan)


def _degrees_of_freedom(left_out: np.ndarray, n_units: int) -> np.ndarray:
    influence = left_out - np.nanmean(left_out, axis=0) if n_units else left_out
    influence = np.nan_to_num(influence)
    squares, fourths = (influence**2).sum(axis=0), (influence**4).sum(axis=0)
    excess = n_units * fourths - squares**2
    scale = 2 * n_units * squares**2
    even = scale >= (n_units - 1) * excess
    return np.where(even, max(1, n_units - 1), scale / np.where(even, 1.0, excess))


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


def t_quantile(p: float, df: float | np.ndarray) -> np.ndarray:
    """
    Quantile of Student's t, for fractional degrees of freedom too.

    Parameters
    ----------
    p : float
        Probability in [0.5, 1).
    df : float or numpy.ndarray
        Degrees of freedom, 1 or more.

    Returns
    -------
    numpy.ndarray
        Within 0.03 % of the exact value for 1 to 1,000 degrees of freedom.

    Notes
    -----
    With ``t = √df · tan θ`` the density of θ is proportional to ``cos θ ** (df − 1)`` on a bounded range, so
    that adding it up along a grid is enough.

    Examples
    --------
    >>> round(float(t_quantile(0.975, 10)), 3)
    2.228
    """
    df = np.asarray(df, dtype=float)
    return np.array([_t_quantile(p, round(float(x), 2)) for x in df.ravel()]).reshape(df.shape)


@lru_cache(maxsize=4096)
def _t_quantile(p: float, df: float) -> float:
    theta = np.linspace(0, np.pi / 2, 2049)
    density = np.cos(theta) ** (df - 1)
    steps = (density[1:] + density[:-1]) / 2
    below = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
    return float(np.sqrt(df) * np.tan(np.interp(2 * p - 1, below, theta)))
