"""outlets(): what an outlet does on average, over stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.annotation.annotation import annotate
from analysis.arguments import several_stories
from analysis.articles.model import Article, Story
from analysis.comparison.frames import typed_frame
from analysis.comparison.numbers.metrics import METRICS, values_of
from analysis.comparison.numbers.overview import overview
from analysis.comparison.numbers.resampling import clear, t_quantile

FEWEST_STORIES = 3
SHARES = ("kept_share", "new_share")  # of words; no differences
_UNITS = {**{name: metric.unit for name, metric in METRICS.items()}, **dict.fromkeys(SHARES, "share")}
_COLUMNS = {
    "outlet": "str",
    "metric": "str",
    "mean_difference": "float64",
    "low": "float64",
    "high": "float64",
    "n_stories": "int64",
    "clear": "bool",
    "unit": "str",
}


def outlets(stories: Iterable[Story]) -> pd.DataFrame:
    """
    The mean difference of each outlet's republications from their wire versions, over stories.

    Parameters
    ----------
    stories : iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each outlet and metric, by outlet in alphabetical order: outlet, metric (those of
        ``METRICS``, and "kept_share" and "new_share"), mean_difference (of the two shares, which are no
        differences, the mean), low, high (95 % t interval over stories; NaN with fewer than three, as one
        or two stories show no habit, and where all stories agree to the last digit), n_stories, clear (the
        interval leaves out zero; False for the two shares, which are never below it), unit.

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English.

    Notes
    -----
    A story counts once: an outlet's several versions of it are averaged first. Undefined differences
    are left out and lower ``n_stories``. Of twenty habits that are nothing but chance, one will be called
    clear, and metrics of one family move together. A habit in these stories is no habit in others: what was
    collected, and from which agency, decides as much as the outlet does.
    """
    stories = several_stories(stories, "outlets")
    found: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for story in stories:
        for republication, metric, number in version_numbers(story):
            found[republication.outlet, metric][story.story_id].append(number)
    names = {outlet for outlet, _ in found}
    rows = [
        (outlet, metric, *_habit(found[outlet, metric], metric), _UNITS[metric])
        for outlet in sorted(names)
        for metric in (*SHARES, *METRICS)
        if (outlet, metric) in found
    ]
    return typed_frame(rows, _COLUMNS)


def version_numbers(story: Story) -> Iterator[tuple[Article, str, float]]:
    """
    What `outlets` averages: each republication of a story with each metric and its difference from the wire.

    Parameters
    ----------
    story : Story

    Yields
    ------
    tuple of Article, str and float
        The two shares of words first, which are no differences; what is undefined is left out.
    """
    shares = overview(story)
    for republication, *both_shares in zip(story.republications, *(shares[name] for name in SHARES), strict=True):
        wire_values, values = values_of(map(annotate, (story.wire, republication)))
        numbers = (*both_shares, *(values - wire_values))
        for metric, number in zip((*SHARES, *METRICS), numbers, strict=True):
            if not np.isnan(number):
                yield republication, metric, float(number)


def _habit(by_story: dict[str, list[float]], metric: str) -> tuple[float, float, float, int, bool]:
    means = np.array([np.mean(numbers) for numbers in by_story.values()])
    n, mean = len(means), float(means.mean())
    spread = float(means.std(ddof=1)) if n >= FEWEST_STORIES else 0.0
    if spread < 1e-12:
        return mean, np.nan, np.nan, n, False
    half = float(t_quantile(0.975, n - 1)) * spread / np.sqrt(n)
    low, high = mean - half, mean + half
    if _UNITS[metric] == "share":
        low, high = max(low, 0.0 if metric in SHARES else -1.0), min(high, 1.0)
    return mean, low, high, n, metric not in SHARES and bool(clear(low, high))
