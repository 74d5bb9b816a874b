"""The chart of outlets: what each does on average, over stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import altair as alt
import numpy as np
import pandas as pd

from analysis.comparison.findings.wording import signed
from analysis.comparison.frames import rows_of
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.observations import SHARES
from analysis.comparison.numbers.outlets import FEWEST_STORIES
from analysis.presentation.charts.metrics import main_metrics
from analysis.presentation.charts.parts import amount, finish, is_share, nothing, require, short_percent
from analysis.presentation.charts.theme import LIGHT

_SHARE_LABEL = {"kept_share": "Share of the wire kept", "new_share": "Share that is new"}


def outlet_profiles(frame: pd.DataFrame, metrics: Sequence[str] | None = None) -> alt.FacetChart:
    """
    What does each outlet do on average? Mean differences over stories with their intervals.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `outlets`.
    metrics : sequence of str or None
        None is the shares of words kept and new, `MAIN_METRICS`, and metrics of one's own.

    Returns
    -------
    altair.FacetChart
        One small panel for each metric on its own scale. Circles are shares of words, filled from three stories on; diamonds
        are differences, filled where they are more than chance among all tests (adjusted p below 0.05). All panels share the axis of
        outlets. A click
        in a page leads to the row of `analysis.presentation.page.outlets_page.table`, with the stories that the mean is made of.
    """
    metrics = (*SHARES, *main_metrics()) if metrics is None else metrics
    require(frame, ["outlet", "metric", "mean_difference", "low", "high", "p_adjusted", "n_stories"], "outlets(stories)")
    data = frame[frame.metric.isin(list(metrics))].copy()
    question = "What does each outlet do on average?"
    if data.empty:
        return nothing(question, "No outlet is compared with a wire version.")
    data["name"] = [panel_name(m) for m in data.metric]
    data["is_share"] = data.metric.isin(SHARES)
    # Of the two shares of words, what is drawn is the share, not how it differs from other outlets'.
    for column, own in (("mean_difference", "value"), ("low", "value_low"), ("high", "value_high")):
        data[column] = data[own].where(data.is_share, data[column])
    data["filled"] = np.where(data.is_share, data.n_stories >= FEWEST_STORIES, data.p_adjusted < 0.05)
    means, intervals = data.mean_difference.tolist(), [interval(row) for row in rows_of(data)]
    percent = [is_share(m) for m in data.metric]
    for column in ("mean_difference", "low", "high"):
        data[column] = data[column].where(~np.array(percent), 100 * data[column])
    # Without an interval the line has no length; an axis of undefined ends alone would have no extent.
    for column in ("low", "high"):
        data[column] = data[column].fillna(data.mean_difference)
    data["zero"] = 0
    # Not a list of names to sort by: a name like "constructor" would vanish.
    data["order"] = data.outlet.map({outlet: k for k, outlet in enumerate(dict.fromkeys(data.outlet))})
    data["shown"] = [habit_amount(mean, m) for mean, m in zip(means, data.metric, strict=True)]
    data["interval"] = intervals
    data["words"] = [anchor(row.outlet, row.metric) for row in rows_of(data)]
    data["stories"] = [f"{n} {'story' if n == 1 else 'stories'}" for n in data.n_stories]
    base = alt.Chart().encode(y=alt.Y("outlet:N", title=None, sort=alt.Sort(field="order", op="min")))
    rule = base.mark_rule(strokeWidth=5, opacity=0.25, color=LIGHT["kept"]).encode(
        x=alt.X("low:Q", title=None, axis=alt.Axis(tickCount=5)), x2="high:Q"
    )
    zero = alt.Chart().mark_rule(color=LIGHT["kept"], strokeWidth=1).encode(x="zero:Q")
    share, difference = alt.value(LIGHT["kept"]), alt.value(LIGHT["republication"])
    filled = [{"test": "datum.filled && datum.is_share", **share}, {"test": "datum.filled", **difference}]
    dots = base.mark_point(size=120, strokeWidth=2, opacity=1, cursor="pointer").encode(
        x="mean_difference:Q",
        shape=alt.condition("datum.is_share", alt.value("circle"), alt.value("diamond")),
        stroke=alt.condition("datum.is_share", share, difference),
        fill=alt.Fill(condition=filled, value="transparent"),
        tooltip=[
            alt.Tooltip("outlet", title="Outlet"),
            alt.Tooltip("name", title="Metric"),
            alt.Tooltip("shown", title="Mean"),
            alt.Tooltip("interval", title="95 % interval"),
            alt.Tooltip("stories", title="From"),
        ],
    )
    order = [panel_name(m) for m in metrics if m in set(data.metric)]
    panels = (
        alt.layer(rule, zero, dots, data=data)
        .properties(width=225, height=alt.Step(20))
        .facet(facet=alt.Facet("name:N", sort=order, title=None), columns=3)
        .resolve_scale(x="independent", y="shared")
    )
    clear = data[(data.p_adjusted < 0.05) & ~data.is_share]
    finding = "; ".join(f"{r.outlet}: {r.name} {signed(r.mean_difference, 2)} over {r.stories}" for r in rows_of(clear))
    return finish(
        panels,
        question,
        "means over stories with 95 % interval; diamonds: difference from the wire, filled where more than chance among all tests; circles: shares",
        f"{finding or 'No habit is more than chance'}.",
        width=None,
    )


def anchor(outlet: str, metric: str) -> str:
    """Name of the place where a page tells the stories behind a mean; no character of it needs an escape."""
    return f"habit-{crc32(outlet.encode('utf8', 'surrogatepass')):08x}-{metric}"


def habit_amount(mean: float, metric: str) -> str:
    """A mean of `outlets` for people: of the two shares a share, of all else a difference."""
    return short_percent(mean) if metric in SHARES else amount(mean, metric)


def interval(row: Any) -> str:
    """The interval of a row of `outlets` for people; of the two shares of words that of the share."""
    low, high = (row.value_low, row.value_high) if row.metric in SHARES else (row.low, row.high)
    if pd.isna(low):
        return f"none: fewer than {FEWEST_STORIES} stories" if row.n_stories < FEWEST_STORIES else "none: all stories agree"
    return f"{habit_amount(low, row.metric)} to {habit_amount(high, row.metric)}"


def habit_label(metric: str) -> str:
    """What `outlets` averages, by its name for people."""
    return _SHARE_LABEL.get(metric) or METRICS[metric].label


def panel_name(metric: str) -> str:
    """Name of a metric's panel, with the unit of shares."""
    unit = ", %" if metric in SHARES else ", percentage points" if is_share(metric) else ""
    return habit_label(metric) + unit
