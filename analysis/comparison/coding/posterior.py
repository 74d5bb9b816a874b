"""What a sample leaves open about shares: draws from their posterior, stratum by stratum, with Jeffreys' prior."""

from __future__ import annotations

import numpy as np

N_DRAWS = 4000
_LEVEL = 0.95


def share_draws(yes: np.ndarray, n: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """
    Draw shares that are possible after some were seen.

    Parameters
    ----------
    yes, n : numpy.ndarray
        How many of how many, of any shape and not necessarily whole; a share of nothing can be anything.
    rng : numpy.random.Generator

    Returns
    -------
    numpy.ndarray
        ``N_DRAWS × the shape``.

    Notes
    -----
    The prior is Jeffreys', Beta(1/2, 1/2), whose intervals hold the truth as often as they say on average (Brown, Cai and
    DasGupta 2001), and which does not take an error that has not been seen for one that cannot happen.
    """
    yes, n = np.asarray(yes, dtype=float), np.asarray(n, dtype=float)
    return rng.beta(yes + 0.5, np.maximum(n - yes, 0.0) + 0.5, size=(N_DRAWS, *yes.shape))


def dirichlet_draws(counts: np.ndarray, possible: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """
    Draw shares of several kinds that add up to 1, as `share_draws` does of two.

    Parameters
    ----------
    counts : numpy.ndarray
        ``… × n_kinds``: how many of each kind were seen.
    possible : numpy.ndarray of bool
        Of the same shape: kinds that there can be; the others have no share.
    rng : numpy.random.Generator

    Returns
    -------
    numpy.ndarray
        ``N_DRAWS × … × n_kinds``.
    """
    drawn = rng.standard_gamma(counts + 0.5, size=(N_DRAWS, *counts.shape)) * possible
    return drawn / drawn.sum(axis=-1, keepdims=True)


def middle(draws: np.ndarray, value: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """
    Return the middle 95 % of draws.

    Parameters
    ----------
    draws : numpy.ndarray
        ``N_DRAWS × …``; those that are NaN are left out.
    value : numpy.ndarray or float
        The estimate. The interval reaches to it, so that it holds 0 and 1 where nothing or everything was seen.

    Returns
    -------
    low, high : numpy.ndarray
        NaN where the estimate is, or no draw is a number.
    """
    undefined = np.isnan(draws).all(axis=0) | np.isnan(value)
    low, high = np.nanquantile(np.where(undefined, 0.0, draws), [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2], axis=0)
    low, high = (np.where(undefined, np.nan, np.round(edge, 6)) for edge in (np.fmin(low, value), np.fmax(high, value)))
    return low, high
