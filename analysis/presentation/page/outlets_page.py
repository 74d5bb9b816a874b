"""What each outlet does on average as a table: every mean with its interval and the stories that it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote

import pandas as pd

from analysis.articles.model import Story
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.observations import SHARES
from analysis.comparison.numbers.outlets import outlets, version_numbers
from analysis.presentation.charts.metrics import address
from analysis.presentation.charts.outlets import anchor, habit_amount, habit_label, interval
from analysis.presentation.page.page import Html
from analysis.presentation.page.tables import scrolling

# Stories of one outlet that stand beside each other; of more, the table says how many it leaves out.
MOST_STORIES = 12
_FAMILY = {**dict.fromkeys(SHARES, "words of the wire"), **{name: metric.family for name, metric in METRICS.items()}}
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
    parts = [
        _outlet(outlet, frame, numbers[outlet], {key: title for key, title in titles.items() if _has(numbers[outlet], key)})
        for outlet, frame in outlets(stories).groupby("outlet", sort=False)
    ]
    return Html("".join(parts) or '<p class="wc-nothing">No outlet is compared with a wire version.</p>')


def place(metric: str) -> str:
    """Address of the words behind a metric, or of what a share of `outlets` counts; empty for the page as it opens."""
    return _WORDS[metric] if metric in _WORDS else address(metric)


def link(story_id: str, article_id: str, words: str = "") -> str:
    """Where a story's page shows a republication, and in it the words behind a number."""
    page = f"{quote(story_id, safe='')}#republication={quote(article_id, safe='')}"
    return page + (f"&words={quote(words, safe='')}" if words else "")


def _has(by_metric: dict, story_id: str) -> bool:
    return any(story_id in found for found in by_metric.values())


def _outlet(outlet: str, frame: pd.DataFrame, numbers: dict, titles: dict[str, str]) -> str:
    shown = dict(list(titles.items())[:MOST_STORIES])
    n, n_clear = len(titles), int((frame.clear & ~frame.metric.isin(SHARES)).sum())
    left_out = f" {n - len(shown)} more stories are part of the means, and not shown." if n > len(shown) else ""
    said = (
        f"{n} {'story' if n == 1 else 'stories'}, {n_clear or 'no'} {'difference' if n_clear == 1 else 'differences'} clear of zero"
    )
    heads = "".join(
        f'<th scope="col" style="text-align:left"><a data-page="{escape(quote(key, safe=""))}#">{escape(title)}</a></th>'
        for key, title in shown.items()
    )
    rows, family = [], ""
    for row in frame.itertuples():
        if _FAMILY[row.metric] != family:
            family = _FAMILY[row.metric]
            rows.append(
                f'<tr class="wc-group"><th scope="rowgroup" colspan="{4 + len(shown)}">{escape(family.capitalize())}</th></tr>'
            )
        rows.append(_row(row, numbers[row.metric], shown))
    return (
        f'<details class="wc-habits"><summary><b>{escape(outlet)}</b> <small>{said}</small></summary>'
        + scrolling(
            f'<table class="wc-table wc-coverage wc-stacked"><caption>{escape(outlet)}: mean difference from the wire, '
            f"and the difference in each story, which leads to its words.{left_out}</caption><thead><tr>"
            '<th scope="col" style="text-align:left">Metric</th><th scope="col" style="text-align:left">Mean</th>'
            f'<th scope="col" style="text-align:left">95 % interval</th><th scope="col" style="text-align:left">Stories</th>{heads}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table>"
        )
        + "</details>"
    )


def _row(row: Any, by_story: dict, titles: dict[str, str]) -> str:
    label = habit_label(row.metric)
    unit = "" if row.unit == "share" else f"<small>{escape(row.unit)}</small>"
    clear = row.clear and row.metric not in SHARES
    mean = habit_amount(row.value if row.metric in SHARES else row.mean_difference, row.metric)
    sure = "<small>clear of zero</small>" if clear else ""
    words = place(row.metric)
    cells = "".join(
        f'<td data-label="{escape(title)}">'
        + ", ".join(
            f'<a data-page="{escape(link(key, article_id, words))}">{habit_amount(number, row.metric)}</a>'
            for article_id, number in by_story.get(key, ())
        )
        + "</td>"
        for key, title in titles.items()
    )
    return (
        f'<tr id="{anchor(row.outlet, row.metric)}" tabindex="-1"><th scope="row" style="text-align:left">{escape(label)}{unit}</th>'
        f'<td data-label="Mean">{f"<b>{mean}</b>" if clear else mean}</td><td data-label="95 % interval"><span>{interval(row)}{sure}</span></td>'
        f'<td data-label="Stories">{row.n_stories}</td>{cells}</tr>'
    )
