"""What each outlet does on average as a table: every mean with its interval and the stories that it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import quote

import pandas as pd

from analysis.articles.model import Story
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.observations import SHARES
from analysis.comparison.numbers.outlets import outlets, version_numbers
from analysis.presentation.charts.metrics import address
from analysis.presentation.charts.outlets import anchor, habit_amount, habit_label, interval
from analysis.presentation.rendering import Html, render

# Stories of one outlet that stand beside each other; of more, the table says how many it leaves out.
MOST_STORIES = 12
_WORDS = {"kept_share": "", "new_share": "step:new"}


def table(stories: Iterable[Story]) -> Html:
    """
    What each outlet does on average, one table for each outlet to fold out, and the stories behind each mean.

    Parameters
    ----------
    stories : iterable of Story

    Returns
    -------
    Html
        The values of single stories name in ``data-page`` the place in the story's page that has their words; a page that
        lies beside those makes links of them.
    """
    stories = list(stories)
    numbers: dict[str, dict[str, dict[str, list]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for story in stories:
        for article, metric, number in version_numbers(story):
            numbers[article.outlet][metric][story.story_id].append((article.article_id, number))
    titles = {story.story_id: story.title or story.story_id for story in stories}
    made = []
    for outlet, frame in outlets(stories).groupby("outlet", sort=False):
        of_it = {key: title for key, title in titles.items() if any(key in found for found in numbers[outlet].values())}
        made.append(_outlet(outlet, frame, numbers[outlet], of_it))
    return render("outlet_table", outlets=made)


def place(metric: str) -> str:
    """Address of the words behind a metric, or of what a share of `outlets` counts; empty for the page as it opens."""
    return _WORDS[metric] if metric in _WORDS else address(metric)


def link(story_id: str, article_id: str, words: str = "") -> str:
    """Where a story's page shows a republication, and in it the words behind a number."""
    page = f"{quote(story_id, safe='')}#republication={quote(article_id, safe='')}"
    return page + (f"&words={quote(words, safe='')}" if words else "")


def _outlet(outlet: str, frame: pd.DataFrame, numbers: dict, titles: dict[str, str]) -> dict[str, Any]:
    shown = dict(list(titles.items())[:MOST_STORIES])
    n, n_clear = len(titles), int((frame.clear & ~frame.metric.isin(SHARES)).sum())
    rows = [_row(row, numbers[row.metric], shown) for row in frame.itertuples()]
    return {
        "name": outlet,
        "said": f"{n} {'story' if n == 1 else 'stories'}, {n_clear or 'no'} {'difference' if n_clear == 1 else 'differences'} clear of zero",
        "left_out": n - len(shown),
        "stories": [(quote(key, safe=""), title) for key, title in shown.items()],
        "families": [(family, list(of_it)) for family, of_it in groupby(rows, key=lambda row: row["family"])],
    }


def _row(row: Any, by_story: dict, titles: dict[str, str]) -> dict[str, Any]:
    words = place(row.metric)
    return {
        "family": "words of the wire" if row.metric in SHARES else METRICS[row.metric].family,
        "anchor": anchor(row.outlet, row.metric),
        "label": habit_label(row.metric),
        "unit": "" if row.unit == "share" else row.unit,
        "mean": habit_amount(row.value if row.metric in SHARES else row.mean_difference, row.metric),
        "clear": row.clear and row.metric not in SHARES,
        "interval": interval(row),
        "n_stories": row.n_stories,
        "cells": [
            (
                title,
                [(link(key, article_id, words), habit_amount(number, row.metric)) for article_id, number in by_story.get(key, ())],
            )
            for key, title in titles.items()
        ],
    }
