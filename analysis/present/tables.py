"""Tables of a page: which outlet published which story, and every metric of an article with its meaning."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from analysis.articles.model import Article, Story
from analysis.compare.metrics import METRICS, measure
from analysis.compare.overview import overview
from analysis.present.chart_parts import short_percent, shown
from analysis.present.page import MOST_CARDS, Html


def coverage(stories: Iterable[Story]) -> Html:
    """
    Which outlet published which story, and how much of the wire it kept.

    Parameters
    ----------
    stories : iterable of Story

    Returns
    -------
    Html
        One row for each story, one column for each outlet, the one with most stories first.
    """
    stories = list(stories)
    shares = pd.concat([overview(story) for story in stories], ignore_index=True)
    kept = shares.groupby(["story_id", "outlet"], sort=False).kept_share.max()
    outlets = shares.groupby("outlet").story_id.nunique().sort_values(ascending=False, kind="stable")
    head = "".join(f'<th scope="col">{escape(outlet)}<br><small>n = {n}</small></th>' for outlet, n in outlets.items())
    rows = []
    for story in stories:
        cells = "".join(
            f'<td data-label="{escape(outlet)}">{_cell(kept.get((story.story_id, outlet)))}</td>' for outlet in outlets.index
        )
        # JupyterLab centres the text of tables, and has no style sheet of ours for this one.
        rows.append(
            f'<tr><th scope="row" style="text-align:left">{escape(story.title or story.story_id)}<br><small>{escape(story.wire.outlet)}</small></th>{cells}</tr>'
        )
    return Html(
        f'<div class="wc-scroll"><table class="wc-table wc-coverage wc-stacked{" wc-wide" if len(outlets) > MOST_CARDS else ""}"><caption>Share of the wire’s words that each republication carries</caption>'
        f'<thead><tr><th scope="col">Story<br><small>wire version</small></th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def metric_table(article: Article) -> Html:
    """
    Every metric of an article: its value, its unit, and what a larger value means.

    Parameters
    ----------
    article : Article

    Returns
    -------
    Html
    """
    frame = measure([article])
    rows = "".join(
        f'<tr><th scope="row">{escape(METRICS[row.metric].label)}</th><td>{shown(row.value, row.metric)}</td>'
        f"<td>{escape(row.unit)}</td><td>{escape(METRICS[row.metric].meaning)}</td></tr>"
        for row in frame.itertuples()
    )
    return Html(
        f'<div class="wc-scroll"><table class="wc-table"><caption>{escape(article.outlet)}: {escape(article.headline)}</caption>'
        '<thead><tr><th scope="col">Metric</th><th scope="col">Value</th><th scope="col">Unit</th><th scope="col">A larger value means</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cell(share: float | None) -> str:
    return "" if share is None or pd.isna(share) else short_percent(share)
