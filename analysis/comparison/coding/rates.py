"""corrected_rates(): how often a code is right in each outlet, with the kit's measured errors allowed for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.articles.model import Story
from analysis.comparison.coding.agreement import with_weights
from analysis.comparison.coding.codebooks import codebook
from analysis.comparison.coding.estimators import Counts, misclassification_corrected, prediction_powered
from analysis.comparison.coding.labels import load_labels
from analysis.comparison.coding.posterior import middle
from analysis.comparison.coding.sampling import STRATA, coding_items
from analysis.comparison.frames import typed_frame
from analysis.errors import AnalysisError

_METHODS = {"ppi": prediction_powered, "misclassification": misclassification_corrected}
_GROUPS = STRATA[1:]
_COLUMNS = {
    **dict.fromkeys(("layer", "code", "group"), "str"),
    **dict.fromkeys(("n_items", "n_labelled"), "int64"),
    **dict.fromkeys(("plain", "value", "low", "high", "difference", "difference_low", "difference_high"), "float64"),
    "method": "str",
}


def corrected_rates(
    labels: pd.DataFrame | str | Path,
    stories: Story | Iterable[Story],
    layer: str | None = None,
    *,
    by: str = "outlet",
    method: str = "ppi",
) -> pd.DataFrame:
    """
    Rates of every code in each outlet, with the kit's measured errors allowed for.

    Parameters
    ----------
    labels : pandas.DataFrame or path-like
        From `load_labels`, or the file that it reads.
    stories : Story or iterable of Story
        The corpus that the labelled items were drawn from.
    layer : str or None
        Which of the labelled layers; None where there is one.
    by : "outlet", "role" or "story_id"
        What the rates are of.
    method : "ppi" or "misclassification"
        "ppi": prediction-powered inference, which assumes nothing of the kit and needs labels of every group.
        "misclassification": the kit's counts are turned back by its sensitivity and specificity over all groups together, which
        is narrower and is wrong where the kit errs more in one group than in another.

    Returns
    -------
    pandas.DataFrame
        One row for each code and group: layer, code, group (an outlet, say), n_items (of the corpus), n_labelled, plain (share
        of them to which the kit gives the code), value (the corrected share), low, high (95 % interval), difference (value
        minus that of all other groups together), difference_low, difference_high, method. NaN where the kit tells next to
        nothing of what people say, and for the difference of a single group.

    Raises
    ------
    AnalysisError
        If the method or the groups are unknown, no layer or several are labelled and none is named, or labelled items are not in
        the corpus.

    Notes
    -----
    Angelopoulos et al., Prediction-powered inference, Science 382 (2023); Rogan and Gladen, Estimating prevalence from the
    results of a screening test, American Journal of Epidemiology 107 (1978). ``docs/coding.md`` says when to use neither;
    ``benchmarks/corrected_rates.py`` how often the intervals hold the truth.
    """
    if method not in _METHODS:
        raise AnalysisError(f"There is no method {method!r}: use {' or '.join(_METHODS)}.")
    if by not in _GROUPS:
        raise AnalysisError(f"Rates cannot be given by {by!r}: use {', '.join(_GROUPS)}.")
    given = labels if isinstance(labels, pd.DataFrame) else load_labels(labels)
    layer = layer or _one_layer(given)
    own = with_weights(given[given["layer"] == layer])
    corpus = coding_items(stories, layer)
    place = pd.Series(np.arange(len(corpus)), index=corpus["item"].to_numpy())
    strange = [item for item in own["item"] if item not in place.index]
    if strange:
        raise AnalysisError(
            f"{len(strange)} labelled items are not in this corpus ({strange[0][:80]!r}): give the stories that they were drawn "
            "from; where a text has changed, label its items anew."
        )
    names, group = np.unique(corpus[by].to_numpy(dtype=str), return_inverse=True)
    weights = own.groupby("item")["weight"].first()
    drawn = place[weights.index].to_numpy(dtype=int)
    n_labelled = np.bincount(group[drawn], minlength=len(names))
    rows: list[tuple] = []
    for code in (code.code for code in codebook(layer).codes):
        kit = (corpus["kit"] == code).to_numpy()
        positive = (own["label"] == code).groupby(own["item"]).mean()[weights.index].to_numpy(dtype=float)
        counts = count(group, kit, len(names), drawn, positive, weights.to_numpy(dtype=float))
        sizes = counts.items.sum(axis=1)
        made = _METHODS[method](counts, np.random.default_rng(0))
        low, high = middle(made.draws, made.value)
        difference = against_others(made.value, sizes)
        one, two = middle(against_others(made.draws, sizes), difference)
        plain = counts.items[:, 1] / sizes
        columns = (sizes.astype(int), n_labelled, plain, made.value, low, high, difference, one, two)
        rows += [(layer, code, name, *row, method) for name, *row in zip(names, *columns, strict=True)]
    return typed_frame(rows, _COLUMNS)


def count(
    group: np.ndarray, kit: np.ndarray, n_groups: int, drawn: np.ndarray, positive: np.ndarray, weights: np.ndarray
) -> Counts:
    """
    Count the items of every group by what the kit says, and the labels among them.

    Parameters
    ----------
    group, kit : numpy.ndarray
        Of every item of the corpus, its group and whether the kit gives it the code.
    n_groups : int
    drawn, positive, weights : numpy.ndarray
        Of every labelled item its index, the share of its labels that give the code, and its weight.

    Returns
    -------
    Counts
    """
    cell, n = 2 * group + kit, 2 * n_groups
    sums, squares, yes = (np.bincount(cell[drawn], w, n) for w in (weights, weights**2, weights * positive))
    labelled = np.divide(sums**2, squares, out=np.zeros(n), where=squares > 0)
    share = np.divide(yes, sums, out=np.zeros(n), where=sums > 0)
    items = np.bincount(cell, minlength=n).astype(float)
    return Counts(*(part.reshape(n_groups, 2) for part in (items, labelled, labelled * share)))


def against_others(rates: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Rate of each group minus that of all other groups together; NaN of a single one."""
    counts = rates * sizes
    others = sizes.sum() - sizes
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(others > 0, rates - (counts.sum(axis=-1, keepdims=True) - counts) / others, np.nan)


def _one_layer(labels: pd.DataFrame) -> str:
    layers = sorted(set(labels["layer"]))
    if len(layers) != 1:
        named = f"{len(layers)} layers ({', '.join(layers)})" if layers else "no layer"
        raise AnalysisError(f"The labels are of {named}: name the one that you want rates of.")
    return layers[0]
