"""Rates of a code from many items that the kit has read and few that people have: two ways, each with what it leaves open."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.comparison.coding.posterior import share_draws

_LEAST_GAIN = 0.05  # of sensitivity and specificity above chance: below it, the kit's counts tell nothing of the truth


class Estimate(NamedTuple):
    """
    Rates of groups, and draws of what they can be.

    Attributes
    ----------
    value : numpy.ndarray
        One a group.
    draws : numpy.ndarray
        ``N_DRAWS × n_groups``.
    """

    value: np.ndarray
    draws: np.ndarray


class Counts(NamedTuple):
    """
    What is known of groups.

    Attributes
    ----------
    items : numpy.ndarray
        ``n_groups × 2``: items to which the kit does not give the code, and to which it does.
    labelled : numpy.ndarray
        Of the same shape: how many of them were labelled, as far as items of different weight are worth it (Kish 1965).
    positive : numpy.ndarray
        To how many of those people give the code.
    """

    items: np.ndarray
    labelled: np.ndarray
    positive: np.ndarray


def prediction_powered(counts: Counts, rng: np.random.Generator) -> Estimate:
    """
    Count each group by the kit, and correct it by the group's own labels.

    Parameters
    ----------
    counts : Counts
    rng : numpy.random.Generator

    Returns
    -------
    Estimate

    Notes
    -----
    Prediction-powered inference (Angelopoulos et al. 2023). Where the prediction is a yes or no, its tuned form (PPI++, 2023)
    is post-stratification: the share that people give the code, of those with the kit's yes and of those with its no, each
    weighed by how many there are. Nothing is assumed of the kit: it may be better on one outlet than on another. A half of a
    group without a label is taken to be as in all groups together for the estimate, and to be anything for the interval.
    """
    share = _shares(counts.items)
    pooled = _shares(counts.positive.sum(axis=0), counts.labelled.sum(axis=0))
    seen = np.where(counts.labelled > 0, counts.positive / np.where(counts.labelled > 0, counts.labelled, 1), pooled)
    draws = share_draws(counts.positive, counts.labelled, rng)
    kit = share_draws(counts.items[:, 1], counts.items.sum(axis=1), rng)
    return Estimate((share * seen).sum(axis=1), (1 - kit) * draws[..., 0] + kit * draws[..., 1])


def misclassification_corrected(counts: Counts, rng: np.random.Generator) -> Estimate:
    """
    Count each group by the kit, and turn its counts back by the sensitivity and specificity of all groups together.

    Parameters
    ----------
    counts : Counts
    rng : numpy.random.Generator

    Returns
    -------
    Estimate
        NaN where the kit tells next to nothing of the truth.

    Notes
    -----
    (rate + specificity - 1) / (sensitivity + specificity - 1), within [0, 1] (Rogan and Gladen 1978). It takes the kit to err
    alike in all groups: far narrower than `prediction_powered` where that is so, and wrong where it is not.
    """
    items, n = counts.items.sum(axis=0), counts.labelled.sum(axis=0)
    seen = _rogan_gladen(_shares(counts.items)[:, 1], _shares(items), _shares(counts.positive.sum(axis=0), n))
    kit = share_draws(counts.items[:, 1], counts.items.sum(axis=1), rng)
    right = share_draws(counts.positive.sum(axis=0), n, rng)
    draws = _rogan_gladen(kit, _shares(items), right[:, np.newaxis, :])
    return Estimate(seen, np.where(np.isnan(draws).mean(axis=0) > 0.025, np.nan, draws))


def _rogan_gladen(rate: np.ndarray, share: np.ndarray, positive: np.ndarray) -> np.ndarray:
    """Turn the kit's rates back, given its shares of no and yes, and how many of each people give the code."""
    true, false = share * positive, share * (1 - positive)
    with np.errstate(invalid="ignore", divide="ignore"):
        sensitivity = true[..., 1] / true.sum(axis=-1)
        false_alarm = false[..., 1] / false.sum(axis=-1)
        gain = sensitivity - false_alarm
        return np.where(gain > _LEAST_GAIN, np.clip((rate - false_alarm) / gain, 0.0, 1.0), np.nan)


def _shares(part: np.ndarray, whole: np.ndarray | None = None) -> np.ndarray:
    """Shares along the last axis, or of a whole; 0 of nothing."""
    whole = part.sum(axis=-1, keepdims=True) if whole is None else whole
    return part / np.where(whole > 0, whole, 1)
