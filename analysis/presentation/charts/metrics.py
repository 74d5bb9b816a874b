"""Charts of numbers: what changed, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from analysis.annotation.countries.mentions import country_name
from analysis.annotation.hedges.hedges import HEDGE_KINDS
from analysis.annotation.own_counts import own_counts
from analysis.comparison.frames import rows_of
from analysis.comparison.numbers.metrics import LENGTHS, METRICS
from analysis.presentation.charts.panels import per_outlet
from analysis.presentation.charts.parts import amount, chosen, finish, named, nothing, pick, require, shown, switch
from analysis.presentation.charts.theme import LIGHT

MAIN_METRICS = (
    "words",
    "sentences",
    "words_per_sentence",
    "flesch_reading_ease",
    "dale_chall",
    "quotations",
    "quoted_share",
    "speakers",
    "hedges_per_1000_words",
    "reporting_verbs_per_1000_words",
    "loaded_reporting_share",
)

# Where a metric's words are, by its family: the address that a click on its mark leads to.
_ADDRESS = {"length": "sentence", "quotation": "quote", "hedging": "hedge", "attribution": "reporting"}
# What a formula of readability counts of the words; the marks are on those of three syllables or more.
_HARD = {
    "syllables": "hard?syllables",
    "polysyllables": "hard?polysyllables",
    "complex_words": "hard:complex?complex",
    "difficult_words": "hard:difficult?difficult",
    "long_words": "hard?long",
    "letters": "hard?letters",
    "characters": "hard?letters",
}


def address(metric: str) -> str:
    """
    Where the words behind a metric (or ``sentiment:XXX``) are, as the reader's marks name them.

    Examples
    --------
    >>> address("hedges_modal_per_1000_words"), address("sentiment:KOR"), address("gunning_fog")
    ('hedge:modal', 'country:KOR', 'hard:complex?complex')
    """
    if metric.startswith("sentiment:"):
        return "country:" + metric.partition(":")[2]
    kind = metric.removeprefix("hedges_").removesuffix("_per_1000_words")
    if kind in HEDGE_KINDS:
        return f"hedge:{kind}"
    if metric == "loaded_reporting_share":
        return "reporting:loaded"
    if metric == "scare_quotes":
        return "scare"
    if metric not in METRICS:
        return "sentence"
    if METRICS[metric].family == "readability":
        return next(_HARD[count] for count in METRICS[metric].counts if count in _HARD)
    if METRICS[metric].family == "own":
        own = {count.name for count in own_counts()}
        return next((f"own:{count}" for count in METRICS[metric].counts if count in own), "sentence")
    return _ADDRESS[METRICS[metric].family]


def main_metrics() -> tuple[str, ...]:
    """What charts show unless they are asked for something else: `MAIN_METRICS`, and metrics of one's own."""
    return (*MAIN_METRICS, *(metric.name for metric in METRICS.values() if metric.family == "own"))


def step_address(step: str, metric: str) -> str:
    """Where the sentences are that a step of `explain` cut, edited or added, and after "?" what a metric counts in them."""
    place, _, counted = address(metric).partition("?")
    told = [] if place == "sentence" else [place]
    told += [counted] if counted else []
    if metric.endswith("_per_1000_words") or metric == "quoted_share":
        told.append("rate")  # of which the length of each sentence is a part, whatever is in it
    return f"step:{step}" + ("?" + "&".join(told) if told else "")


@per_outlet
def metric_differences(frame: pd.DataFrame, metrics: Sequence[str] | None = None) -> alt.LayerChart:
    """
    What changed? Every metric of a republication against the wire, as a dumbbell.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `compare`.
    metrics : sequence of str or None
        Names of metrics, in the order to draw; None is `MAIN_METRICS` and metrics of one's own.

    Returns
    -------
    altair.LayerChart
        A row for each metric, in its own unit and on a scale of its own, on which the wire is at zero: how far the mark is
        from it can be compared with its interval, not with another row. Labels give the values and the difference with its
        95 % interval. A filled diamond means that the interval leaves out zero, or that a length (`LENGTHS`), which has no
        interval, differs.
    """
    metrics = main_metrics() if metrics is None else metrics
    require(
        frame, ["article_id", "outlet", "metric", "wire_value", "value", "difference", "low", "high", "clear"], "compare(story)"
    )
    data = named(frame[frame.metric.isin(list(metrics))].dropna(subset=["wire_value", "value"], how="all"))
    question = "What changed in the numbers?"
    if data.empty:
        return nothing(question, "No number is defined: that takes a wire version and a republication with words.")
    reach = data[["difference", "low", "high"]].abs().max(axis=1).replace(0, np.nan)
    for column, source in (("change", "difference"), ("from", "low"), ("to", "high")):
        data[column] = (data[source] / reach).where(reach.notna(), 0.0).where(data[source].notna())
    data["zero"] = 0
    data["name"] = [METRICS[m].label for m in data.metric]
    data["label"] = [
        f"{shown(wire, m)} → {shown(here, m)}" for wire, here, m in zip(data.wire_value, data.value, data.metric, strict=True)
    ]
    data["words"] = [address(m) for m in data.metric]
    data["told"] = ["undefined" if pd.isna(d) else amount(d, m) for d, m in zip(data.difference, data.metric, strict=True)]
    data["sure"] = np.where(data.clear, "clear of zero", "not clear of zero")
    data.loc[data.metric.isin(LENGTHS), "sure"] = "none: a length is plainly counted"
    data["interval"] = [_interval(row) for row in rows_of(data)]
    data["differs"] = [
        told if pd.isna(row.low) else f"{told} ({amount(row.low, row.metric)} to {amount(row.high, row.metric)})"
        for told, row in zip(data.told, rows_of(data), strict=True)
    ]
    data["unit"] = [METRICS[m].unit for m in data.metric]
    data["meaning"] = [METRICS[m].meaning for m in data.metric]
    order = [METRICS[m].label for m in metrics if m in set(data.metric)]
    columns = ["article_id", "outlet", "name", "zero", "change", "from", "to", "label", "differs", "words", "clear", "sure"]
    data = data[[*columns, "told", "interval", "unit", "meaning"]]
    y = alt.Y("name:N", sort=order, title=None, axis=alt.Axis(grid=True, gridDash=[1, 4]))
    axis = alt.Axis(labelExpr="datum.value == 0 ? 'wire' : datum.value < 0 ? '← less' : 'more →'", values=[-1, 0, 1])
    x = alt.X("change:Q", title=None, axis=axis, scale=alt.Scale(domain=[-1.08, 1.08], nice=False))
    tooltip = [
        alt.Tooltip("outlet", title="Republication"),
        alt.Tooltip("name", title="Metric"),
        alt.Tooltip("label", title="Wire → here"),
        alt.Tooltip("told", title="Difference"),
        alt.Tooltip("interval", title="95 % interval"),
        alt.Tooltip("unit", title="Unit"),
        alt.Tooltip("meaning", title="More means"),
    ]
    rows = alt.Chart(data).transform_filter(chosen())
    interval = rows.mark_rule(strokeWidth=6, opacity=0.22, color=LIGHT["kept"]).encode(y=y, x=alt.X("from:Q"), x2="to:Q")
    line = rows.mark_rule(strokeWidth=2.5, opacity=0.6, color=LIGHT["kept"]).encode(y=y, x=x, x2="zero:Q")
    wire = rows.mark_point(filled=True, size=110, color=LIGHT["wire"], opacity=1).encode(y=y, x="zero:Q", tooltip=tooltip)
    fill = alt.condition("datum.clear", alt.value(LIGHT["republication"]), alt.value("transparent"))
    here = (
        rows.mark_point(size=170, stroke=LIGHT["republication"], strokeWidth=2, opacity=1, cursor="pointer")
        .encode(
            y=y,
            x=x,
            fill=fill,
            shape=alt.value("diamond"),
            tooltip=tooltip,
        )
        .add_params(pick())
    )
    label = rows.mark_text(align="left", dx=10, fontSize=11.5).encode(y=y, x=alt.value("width"), text="label:N")
    differs = rows.mark_text(align="left", dx=118, fontSize=11.5).encode(y=y, x=alt.value("width"), text="differs:N")
    clear = data[data.clear]
    finding = (
        "; ".join(f"{o}: {n} {label}" for o, n, label in zip(clear.outlet, clear.name, clear.label, strict=True)) or "none is clear"
    )
    return finish(
        alt.layer(interval, line, wire, here, label, differs).add_params(switch(data)),
        question,
        "each row in its own unit and scale; circle: wire; diamond: republication, filled where the length differs or the 95 % "
        "interval (grey) leaves out zero; labels: the values, and the difference with its interval",
        f"Clear of zero: {finding}.",
        height=30 * len(order),
    )


@per_outlet
def causes(frame: pd.DataFrame, metrics: Sequence[str] | None = None) -> alt.LayerChart:
    """
    Why did it change? Each difference as contributions of cut, edited and new text.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `explain`.
    metrics : sequence of str or None
        Names of metrics or ``sentiment:XXX``, in the order to draw; None is `MAIN_METRICS` and metrics of one's own.

    Returns
    -------
    altair.LayerChart
        Bars in per cent of all that moved the metric, up or down; labels give the raw difference.
    """
    metrics = main_metrics() if metrics is None else metrics
    require(frame, ["article_id", "outlet", "metric", "step", "contribution", "difference"], "explain(story)")
    data = named(frame[frame.metric.isin(list(metrics))].dropna(subset=["contribution"]))
    question = "Why did the numbers change?"
    if data.empty:
        return nothing(question, "No difference is defined: that takes a wire version and a republication, both with words.")
    data["name"] = [_quantity(m) for m in data.metric]
    moved = data.contribution.abs().groupby([data.article_id, data.metric]).transform("sum").replace(0, np.nan)
    data["share"] = (100 * data.contribution / moved).fillna(0)
    data["shown"] = [amount(c, m) for c, m in zip(data.contribution, data.metric, strict=True)]
    data["label"] = ["= " + amount(d, m) for d, m in zip(data.difference, data.metric, strict=True)]
    data["words"] = [step_address(step, metric) for step, metric in zip(data.step, data.metric, strict=True)]
    order = [_quantity(m) for m in metrics if m in set(data.metric)]
    steps = ["cut", "edited", "new"]
    data["order"] = [steps.index(s) for s in data.step]
    data = data[["article_id", "outlet", "name", "step", "share", "shown", "label", "words", "order"]]
    y = alt.Y("name:N", sort=order, title=None, axis=alt.Axis(grid=True, gridDash=[1, 4]))
    rows = alt.Chart(data).transform_filter(chosen())
    colors = alt.Scale(domain=steps, range=[LIGHT["dropped"], LIGHT["edited"], LIGHT["new"]])
    bars = (
        rows.mark_bar(height=16, cursor="pointer", stroke="white", strokeWidth=0.6)
        .encode(
            y=y,
            x=alt.X(
                "share:Q",
                title="← lowers · share of all that moved the number, % · raises →",
                axis=alt.Axis(labelExpr="datum.value == 0 ? '0' : format(datum.value, '+')", values=[-100, -50, 0, 50, 100]),
                scale=alt.Scale(domain=[-100, 100]),
                stack="zero",
            ),
            color=alt.Color("step:N", scale=colors, sort=steps, legend=alt.Legend(title=None)),
            order="order:Q",
            tooltip=[
                alt.Tooltip("outlet", title="Republication"),
                alt.Tooltip("name", title="Metric"),
                alt.Tooltip("step", title="Step"),
                alt.Tooltip("shown", title="Contribution"),
            ],
        )
        .add_params(pick())
    )
    label = (
        alt.Chart(data[data.step == "cut"])
        .transform_filter(chosen())
        .mark_text(align="left", dx=8, fontSize=11.5)
        .encode(y=y, x=alt.value("width"), text="label:N")
    )
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=LIGHT["kept"]).encode(x="zero:Q")
    moving = data[data.share != 0]
    strongest = moving.loc[moving.share.abs().groupby([moving.article_id, moving.name]).idxmax()]
    told = [f"{r.outlet}, {r.name}: mostly {r.step} ({r.shown})" for r in rows_of(strongest)]
    told += [f"{outlet}: no number moved" for outlet in data.outlet.unique() if outlet not in set(moving.outlet)]
    return finish(
        alt.layer(zero, bars, label).add_params(switch(data)),
        question,
        "share of cut, edited and new text in all that moved each number, and which way; how far it moved is at the right",
        f"{'; '.join(told)}.",
        height=30 * len(order),
    )


def _interval(row: Any) -> str:
    if pd.isna(row.low):
        return row.sure if row.metric in LENGTHS else "none"
    return f"{amount(row.low, row.metric)} to {amount(row.high, row.metric)}, {row.sure}"


def _quantity(metric: str) -> str:
    if metric.startswith("sentiment:"):
        return f"Sentiment toward {country_name(metric.partition(':')[2])}"
    return METRICS[metric].label
