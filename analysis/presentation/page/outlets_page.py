"""What each outlet does over stories: sentences, a ranking, words it replaces, a matrix of stories, and every mean with its stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

import pandas as pd

from analysis.articles.model import Story
from analysis.comparison.findings.findings import findings as state_findings
from analysis.comparison.findings.wording import plain
from analysis.comparison.frames import rows_of
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.observations import SHARES
from analysis.comparison.numbers.outlets import alphabetical, outlets, version_numbers
from analysis.comparison.numbers.overview import overview
from analysis.comparison.numbers.substitutions import substitutions as replaced_words
from analysis.presentation.charts.metrics import address
from analysis.presentation.charts.outlets import anchor, habit_amount, habit_label, interval
from analysis.presentation.charts.parts import short_percent
from analysis.presentation.page.tables import MOST_CARDS
from analysis.presentation.rendering import Html, render

# Stories of one outlet that stand beside each other; of more, the table says how many it leaves out.
MOST_STORIES = 12
# What the ranking shows: metric → kind of `outlets`, name for people, and the number that is shaded darkest.
_RANKED = {
    "kept_share": ("metrics", "Wire’s words carried", 1.0),
    "hedges_lost": ("hedges", "Wire’s hedges lost", 1.0),
    "quotations_dropped": ("fates", "Wire’s quotations dropped", 1.0),
    "claims_bent": ("claims", "Claims bent, in 1,000 words carried", 25.0),
}
_WORDS = {"kept_share": "", "new_share": "step:new"}


def findings(stories: Iterable[Story]) -> Html:
    """
    What each outlet does and is more than chance, in sentences; the outlet that carries least of the wire first.

    Parameters
    ----------
    stories : iterable of Story

    Returns
    -------
    Html
    """
    stories = list(stories)
    found, order = state_findings(stories), ranked(stories)
    groups = dict(iter(found.groupby("outlet")))
    told = [
        (outlet, [(row.text, row.topic) for row in rows_of(groups[outlet]) if row.p_adjusted < 0.05])
        for outlet in order
        if outlet in groups
    ]
    return render("outlet_findings", groups=told)


def ranked(stories: Sequence[Story]) -> list[str]:
    """Outlets by the share of the wire's words that they carry, the least first."""
    frame = outlets(stories)
    return frame[frame.metric == "kept_share"].sort_values("value", kind="stable").outlet.tolist()


def ranking(stories: Iterable[Story]) -> Html:
    """
    Outlets in the order of how much of the wire they carry, with what else they do to it.

    Parameters
    ----------
    stories : iterable of Story

    Returns
    -------
    Html
        One row for each outlet: shares of the wire's words, hedges and quotations, and claims that are bent, each with its
        interval over stories and shaded by how much it is.
    """
    stories = list(stories)
    frames = {of: outlets(stories, of=of).set_index(["metric", "outlet"]) for of, _, _ in _RANKED.values()}
    rows = []
    for outlet in ranked(stories):
        cells = []
        for metric, (of, label, most) in _RANKED.items():
            row = frames[of].loc[(metric, outlet)]
            shown, low, high = (_ranked_amount(x, row.unit) for x in (row.value, row.value_low, row.value_high))
            between = "" if pd.isna(row.value_low) else f"{low} to {high}"
            cells.append((label, shown, between, _shade(row.value / (most or 1.0))))
        n = int(frames["metrics"].loc[("kept_share", outlet)].n_stories)
        rows.append((outlet, n, cells))
    return render("outlet_ranking", labels=[label for _, label, _ in _RANKED.values()], rows=rows)


def substitutions(stories: Iterable[Story]) -> Html:
    """
    Which words of the wire each outlet systematically replaces, wording before house style.

    Parameters
    ----------
    stories : iterable of Story

    Returns
    -------
    Html
        One row for each outlet and phrase; how many others there are that may be chance is said below.
    """
    frame = replaced_words(stories)
    told = frame[frame.systematic].sort_values("type", key=lambda types: types == "house_style", kind="stable")
    rows = [
        (
            row.outlet,
            row.before,
            row.after,
            "house style" if row.type == "house_style" else "wording",
            f"{row.n} of {row.n_wire}, in {row.n_stories} stories",
            f"{short_percent(row.low)} to {short_percent(row.high)}",
            row.kept,
        )
        for row in rows_of(told)
    ]
    return render("outlet_substitutions", rows=rows, others=len(frame) - len(told))


def coverage(stories: Iterable[Story]) -> Html:
    """
    How much of the wire each outlet carries of each story, as a shaded matrix.

    Parameters
    ----------
    stories : iterable of Story

    Returns
    -------
    Html
        One row for each outlet in alphabetical order, one column for each story; a cell leads to the story's page.
    """
    stories = list(stories)
    shares = overview(stories)
    kept = {(row.story_id, row.outlet): row for row in rows_of(shares.sort_values("kept_share"))}
    rows = [
        (outlet, [_cell(story, kept.get((story.story_id, outlet))) for story in stories])
        for outlet in sorted(set(shares.outlet), key=alphabetical)
    ]
    heads = [(quote(story.story_id, safe=""), story.title or story.story_id, story.wire.outlet) for story in stories]
    return render("coverage", stories=heads, outlets=rows, wide=len(stories) > MOST_CARDS)


def _cell(story: Story, row: Any) -> tuple[str, str, str, str]:
    title = story.title or story.story_id
    if row is None or pd.isna(row.kept_share):
        return title, "", "", ""
    return title, link(story.story_id, row.article_id), short_percent(row.kept_share), _shade(row.kept_share)


def _shade(share: float) -> str:
    """The blue of the wire behind a number, so light that text on it keeps its contrast in light and dark."""
    return "" if pd.isna(share) else f"background:rgba(43,92,158,{0.25 * min(1.0, max(0.0, share)):.2f})"


def _ranked_amount(value: float, unit: str) -> str:
    return "–" if pd.isna(value) else short_percent(value) if unit == "share" else plain(value)


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
    rows = [_row(row, numbers[row.metric], shown) for row in rows_of(frame)]
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
