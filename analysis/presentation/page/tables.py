"""Tables and foot of a page: coverage, spans and metrics, how often each annotation is right, what a page was made from."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import quote

import pandas as pd

import analysis
from analysis.annotation.countries.mentions import country_name
from analysis.articles.corpus.locations import validity_page
from analysis.articles.model import Article, Story
from analysis.comparison.findings.wording import signed
from analysis.comparison.numbers.evidence import evidence
from analysis.comparison.numbers.metrics import METRICS, measure
from analysis.comparison.numbers.overview import overview
from analysis.data import read_table
from analysis.presentation.charts.parts import short_percent, shown
from analysis.presentation.page.page import MOST_CARDS, Html


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
            f'<tr><th scope="row" style="text-align:left"><a data-page="{escape(quote(story.story_id, safe=""))}#">{escape(story.title or story.story_id)}</a><br><small>{escape(story.wire.outlet)}</small></th>{cells}</tr>'
        )
    return Html(
        scrolling(
            f'<table class="wc-table wc-coverage wc-stacked{" wc-wide" if len(outlets) > MOST_CARDS else ""}"><caption>Share of the wire’s words that each republication carries</caption>'
            f'<thead><tr><th scope="col">Story<br><small>wire version</small></th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
        )
    )


def spans(article: Article) -> Html:
    """
    Every span of an article that something is counted from, in the order of the text, with the reason for its score.

    Parameters
    ----------
    article : Article

    Returns
    -------
    Html
    """
    rows = "".join(
        f"<tr><td>{row.sentence + 1}</td>{_words(row.layer)}{_words(row.text)}{_words(row.kind)}"
        f"{_words(_entity(row))}<td>{'' if pd.isna(row.score) else signed(row.score, 2)}</td>{_words(row.reasons)}</tr>"
        for row in evidence([article]).itertuples()
    )
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("Sentence", "Layer", "Words", "Kind", "Whose, or where", "Score", "Why")
    )
    return Html(
        '<div class="wc-scroll" style="max-height:30rem;overflow:auto" tabindex="0" role="region" aria-label="Words that were marked">'
        f'<table class="wc-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def accuracy() -> Html:
    """
    How often each annotation agrees with the labels that people gave to other texts.

    Returns
    -------
    Html
        One row for each layer, labelled set and main figure, all between 0 and 1.
    """
    labels = ("Labelled texts", "Figure", "wirecopy", "95 % interval", "Plain methods on the same texts")
    rows = []
    for layer, name, figure, value, interval, plain in _figures():
        cells = (_words(name), _words(figure), f"<td>{value}</td>", f"<td>{interval}</td>", _words(plain))
        # A phone shows the cells below each other, each with its heading.
        named = "".join(cell.replace("<td", f'<td data-label="{label}"', 1) for cell, label in zip(cells, labels, strict=True))
        rows.append(f'<tr><th scope="row" style="text-align:left">{escape(layer)}</th>{named}</tr>')
    head = _head("Layer", *labels)
    return Html(
        scrolling(
            '<table class="wc-table wc-stacked"><caption>Agreement with labels that people gave: 1 is full agreement</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        )
    )


def provenance(story: Story) -> Html:
    """
    What a paper must name: the version of the kit, a digest of the texts that the page was made from, and the measured accuracy.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
        The digest is the beginning of the SHA-256 of roles, outlets and body texts in the order of the versions: the same
        texts give the same digest, and a corrected block another one.
    """
    told = "\x00".join(part for article in story.articles for part in (article.role, article.outlet, article.text))
    digest = sha256(told.encode("utf8", "surrogatepass")).hexdigest()[:12]
    return Html(
        f'<p class="wc-note">Made with wirecopy {escape(analysis.__version__)} from {len(story.articles)} texts, '
        f"digest <code>{digest}</code>. Name both where you quote a number of this page.</p>" + _accuracy_in_short()
    )


def measured(layer: str) -> Html:
    """
    How often one layer is right, in a sentence to stand beside its chart.

    Parameters
    ----------
    layer : str
        As ``analysis/data/accuracy.csv`` names it, such as "hedges".

    Returns
    -------
    Html
    """
    told = " and ".join(f"{figure} {value} ({name})" for of, name, figure, value, *_ in _figures() if of == layer)
    return Html(
        f'<p class="wc-note">How often {escape(layer)} are right, on texts that people labelled: {escape(told)}; 1 is full agreement.</p>'
    )


def _accuracy_in_short() -> str:
    """Main figures, one row for each layer and labelled set."""
    sets: dict[tuple[str, str], list[str]] = {}
    for layer, name, figure, value, *_ in _figures():
        if "marks" not in name:  # the same texts with other quotation marks
            sets.setdefault((layer, name), []).append(f"{figure} {value}")
    cells = "".join(
        f'<tr><th scope="row">{escape(layer)}</th><td data-label="Labelled texts">{escape(name)}</td>'
        f'<td data-label="Agreement">{escape("; ".join(figures))}</td></tr>'
        for (layer, name), figures in sets.items()
    )
    return scrolling(
        '<table class="wc-table wc-small"><caption>Agreement with labels that people gave to other texts, where 1 is full agreement</caption>'
        f"<thead><tr>{_head('Layer', 'Labelled texts', 'Agreement')}</tr></thead><tbody>{cells}</tbody></table>"
    )


def _figures() -> list[tuple[str, str, str, str, str, str]]:
    """Layer, labelled set, main figure, its value and interval, and plain methods on the same rows."""
    return [
        (row["layer"], row["set"], row["figure"], row["value"], f"{row['low']}–{row['high']}", row["plain"])
        for row in read_table("accuracy.csv")
        if not row["figure"].startswith(("precision", "recall", "accuracy"))
    ]


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
        scrolling(
            f'<table class="wc-table"><caption>{escape(article.outlet)}: {escape(article.headline)}</caption>'
            '<thead><tr><th scope="col">Metric</th><th scope="col">Value</th><th scope="col">Unit</th><th scope="col">A larger value means</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )
    )


def scrolling(table: str) -> str:
    """Put a table into a room of its own that scrolls, by keyboard too."""
    return f'<div class="wc-scroll" tabindex="0" role="group" aria-label="Table">{table}</div>'


def _cell(share: float | None) -> str:
    return "" if share is None or pd.isna(share) else short_percent(share)


def _head(*names: str) -> str:
    return "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in names)


def _words(text: str) -> str:
    # JupyterLab sets the text of tables to the right, and has no style sheet of ours for this one.
    return f'<td style="text-align:left">{escape(text)}</td>'


def _entity(row: Any) -> str:
    if pd.isna(row.entity):
        return ""
    return country_name(row.entity) if row.layer == "country" else row.entity
