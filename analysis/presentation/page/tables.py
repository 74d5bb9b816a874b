"""Tables and foot of a page: coverage, spans and metrics, how often each annotation is right, what a page was made from."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import pandas as pd

import analysis
from analysis.annotation.countries.mentions import country_name
from analysis.articles.model import Article, Story
from analysis.comparison.findings.wording import signed
from analysis.comparison.frames import rows_of
from analysis.comparison.numbers.evidence import evidence
from analysis.comparison.numbers.metrics import METRICS, measure
from analysis.comparison.numbers.overview import overview
from analysis.data import read_table
from analysis.presentation.charts.names import version_names
from analysis.presentation.charts.parts import short_percent, shown
from analysis.presentation.page.page import MOST_CARDS, day
from analysis.presentation.rendering import Html, render


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
    rows = [
        (
            row.sentence + 1,
            "" if pd.isna(row.score) else signed(row.score, 2),
            (row.layer, row.text, row.kind, _entity(row), row.reasons),
        )
        for row in rows_of(evidence([article]))
    ]
    return render("spans", rows=rows)


def accuracy() -> Html:
    """
    How often each annotation agrees with the labels that people gave to other texts.

    Returns
    -------
    Html
        One row for each layer, labelled set and main figure, all between 0 and 1.
    """
    return render("accuracy", rows=_figures())


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
    sets: dict[tuple[str, str], list[str]] = {}
    for row in _figures():
        if "marks" not in row["set"]:  # the same texts with other quotation marks
            sets.setdefault((row["layer"], row["set"]), []).append(f"{row['figure']} {row['value']}")
    digest = sha256(told.encode("utf8", "surrogatepass")).hexdigest()[:12]
    return render("provenance", version=analysis.__version__, n_texts=len(story.articles), digest=digest, sets=sets)


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
    told = " and ".join(f"{row['figure']} {row['value']} ({row['set']})" for row in _figures() if row["layer"] == layer)
    return Html('<p class="wc-note">How often {} are right, on texts that people labelled: {}; 1 is full agreement.</p>').format(
        layer, told
    )


def _figures() -> list[dict[str, str]]:
    """The main figures of the table that `benchmarks/validity.py` writes."""
    return [row for row in read_table("accuracy.csv") if not row["figure"].startswith(("precision", "recall", "accuracy"))]


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
    rows = [
        {
            "label": METRICS[row.metric].label,
            "value": shown(row.value, row.metric),
            "unit": row.unit,
            "meaning": METRICS[row.metric].meaning,
        }
        for row in rows_of(measure([article]))
    ]
    return render("metric_table", outlet=article.outlet, headline=article.headline, rows=rows)


def _entity(row: Any) -> str:
    if pd.isna(row.entity):
        return ""
    return country_name(row.entity) if row.layer == "country" else row.entity


def story_list(stories: Iterable[Story]) -> Html:
    """
    Stories with their dates, and how much of its words each republication carries.

    Parameters
    ----------
    stories : iterable of Story

    Returns
    -------
    Html
        A page that lies beside those of the stories makes links of their titles.
    """
    return render("story_list", stories=[_listed(story) for story in stories])


def _listed(story: Story) -> dict[str, Any]:
    names, shares = version_names(story), overview(story).dropna(subset="kept_share")
    kept, said = (
        [],
        "Share of its words that each republication carries:" if len(shares) else "No republication to compare with it.",
    )
    if len(shares) > MOST_CARDS:
        least, half, most = (short_percent(shares.kept_share.quantile(q)) for q in (0, 0.5, 1))
        said = f"{len(shares)} republications carry from {least} to {most} of its words; half of them carry {half} or more."
    else:
        kept = [(names[row.article_id], short_percent(row.kept_share)) for row in rows_of(shares)]
    return {
        "address": quote(story.story_id, safe=""),
        "title": story.title or story.story_id,
        "date": day(story.wire),
        "wire": story.wire.outlet,
        "said": said,
        "kept": kept,
    }
