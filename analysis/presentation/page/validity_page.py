"""How often the kit is right on a corpus that people have labelled, and rates that allow for its errors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

import analysis
from analysis.articles.model import Story
from analysis.comparison.coding.agreement import agreement
from analysis.comparison.coding.codebooks import codebooks
from analysis.comparison.coding.labels import load_labels
from analysis.comparison.coding.rates import corrected_rates
from analysis.errors import AnalysisError
from analysis.presentation.charts.parts import short_percent
from analysis.presentation.rendering import Html, asset, render

_NAMES = {"alpha": "Krippendorff’s α", "kappa": "Cohen’s κ", "f1": "F1"}


def validity_page(labels: str | Path, stories: Iterable[Story]) -> Html:
    """
    The page of a corpus's labels.

    Parameters
    ----------
    labels : path-like
        The file of labels.
    stories : iterable of Story
        The corpus that the labelled items were drawn from.

    Returns
    -------
    Html
        A whole page: for each layer how far coders agree, how often the kit is right, and each outlet's shares with its errors
        allowed for.

    Raises
    ------
    AnalysisError
        If the labels cannot be read.
    """
    given, stories = load_labels(labels), list(stories)
    figures = agreement(given)
    layers = [_layer(name, given[given.layer == name], figures[figures.layer == name], stories) for name in figures.layer.unique()]
    return render(
        "validity_page",
        n_labels=len(given),
        coders=sorted(set(given.coder)),
        layers=layers,
        version=analysis.__version__,
        style=Html(asset("report.css")),
        script="",
    )


def _layer(name: str, labels: pd.DataFrame, figures: pd.DataFrame, stories: list[Story]) -> dict[str, Any]:
    book = codebooks().get(name)
    told: dict[str, Any] = {"name": name, "question": book.question if book else "", "n_items": labels["item"].nunique()}
    told |= {"figures": [_figure(row) for row in figures.itertuples()], "problem": "", "rates": [], "codes": []}
    if book is None or labels.kit.isna().any():
        return told
    try:
        rates = corrected_rates(labels, stories, name)
    except AnalysisError as error:
        return told | {"problem": str(error)}
    met = rates.groupby("code")[["plain", "value"]].max().max(axis=1) > 0
    rates = rates[rates.code.map(met)]
    told["codes"] = [code.label for code in book.codes if met[code.code]]
    told["rates"] = [
        {
            "group": group,
            "n": f"{part.n_items.iloc[0]}, {part.n_labelled.iloc[0]}",
            "rates": [_rate(row) for row in part.itertuples()],
        }
        for group, part in rates.groupby("group", sort=False)
    ]
    return told


def _figure(row: Any) -> dict[str, Any]:
    value, low, high = (_number(x) for x in (row.value, row.low, row.high))
    who = row.coders if row.figure in ("alpha", "kappa") else f"the kit, {row.coders}"
    name = _NAMES.get(row.figure, row.figure.capitalize())
    code = "" if pd.isna(row.code) else row.code
    return {"figure": name, "code": code, "value": value or "–", "low": low, "high": high, "n_items": row.n_items, "who": who}


def _number(x: float) -> str:
    return "" if pd.isna(x) else f"{x:.2f}".replace("-", "−")


def _rate(row: Any) -> dict[str, str]:
    value, low, high = ("" if pd.isna(x) else short_percent(x) for x in (row.value, row.low, row.high))
    differs = row.difference_low > 0 or row.difference_high < 0
    return {"value": f"{value or '–'}{'*' if differs else ''}", "low": low, "high": high, "plain": short_percent(row.plain)}
