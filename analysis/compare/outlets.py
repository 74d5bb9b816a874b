"""outlets(): what an outlet does on average, over stories."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.articles.model import Story
from analysis.compare.differences import compare
from analysis.compare.overview import overview
from analysis.compare.resampling import t_quantile


def outlets(stories: Iterable[Story]) -> pd.DataFrame:
    """
    The mean difference of each outlet's republications from their wire versions, over stories.

    Parameters
    ----------
    stories : iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each outlet and metric: outlet, metric (those of ``METRICS``, and "kept_share" and
        "new_share", which are no differences but means), mean_difference, low, high (95 % t interval over
        stories; NaN with fewer than three, as one or two stories show no habit), n_stories, clear, unit.

    Notes
    -----
    A story counts once: an outlet's several versions of it are averaged first. Undefined differences
    are left out and lower ``n_stories``.
    """
    parts = []
    for story in stories:
        differences = compare(story)[["story_id", "outlet", "metric", "difference", "unit"]]
        shares = overview(story).melt(["story_id", "outlet"], ["kept_share", "new_share"], "metric", "difference")
        parts += [differences, shares.assign(unit="share")]
    columns = ["outlet", "metric", "mean_difference", "low", "high", "n_stories", "clear", "unit"]
    if not parts:
        return pd.DataFrame(columns=columns)
    every = pd.concat(parts, ignore_index=True)
    by_story = every.dropna(subset="difference").groupby(["outlet", "metric", "unit", "story_id"], sort=True).difference.mean()
    rows = []
    for (outlet, metric, unit), values in by_story.groupby(level=[0, 1, 2]):
        n, mean = len(values), float(values.mean())
        half = t_quantile(0.975, n - 1) * float(values.std()) / np.sqrt(n) if n > 2 else np.nan
        low, high = mean - half, mean + half
        rows.append((outlet, metric, mean, low, high, n, bool(low > 0 or high < 0), unit))
    return pd.DataFrame(rows, columns=columns)
