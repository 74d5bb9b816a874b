"""The chart of sentiment toward each country."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from analysis.comparison.findings.amounts import FEWEST_MENTIONS
from analysis.comparison.findings.wording import signed
from analysis.comparison.frames import rows_of
from analysis.presentation.charts.panels import per_outlet
from analysis.presentation.charts.parts import chosen, finish, named, nothing, pick, require, switch
from analysis.presentation.charts.theme import LIGHT

_METHODS = {"directed": "who does what to whom, by rules", "vader": "VADER, each sentence as a whole, for comparison"}


@per_outlet
def country_sentiment(frame: pd.DataFrame, differences: pd.DataFrame | None = None) -> alt.LayerChart:
    """
    How does each version treat each country? Mean directed sentiment, wire and republication.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `analysis.country_sentiment`, with the wire and one or more republications.
    differences : pandas.DataFrame, optional
        From `country_differences`, of the same story, method and voice: the chart then tells of each republication's mean how
        far it is from the wire's, with its interval, and labels those that are clear of zero.

    Returns
    -------
    altair.LayerChart
        Bars from −1 to +1 with the 95 % interval; faint where there are fewer mentions than `FEWEST_MENTIONS`.
    """
    require(
        frame,
        ["article_id", "outlet", "role", "country", "country_name", "n_mentions", "score", "low", "high", "method"],
        "country_sentiment(articles)",
    )
    question = "How does each version treat each country?"
    if frame.empty:
        return nothing(question, "No version names a country.")
    data = named(frame)
    order = data.groupby("country_name").n_mentions.sum().sort_values(ascending=False, kind="stable").index.tolist()
    data["words"] = "country:" + data.country + np.where(data.role == "wire", "@wire", "@rep")
    # In greyscale the two bars of a country look alike: the words tell them apart.
    data["n"] = np.where(data.role == "wire", "wire, ", "") + "n = " + data.n_mentions.astype(str)
    method = " and ".join(dict.fromkeys(data.method))
    data["interval"] = [_interval(low, high) for low, high in zip(data.low, data.high, strict=True)]
    data["against"] = "–"
    if differences is not None:
        data = _compared(data, differences)
    few, enough = f"fewer than {FEWEST_MENTIONS} mentions", f"{FEWEST_MENTIONS} mentions or more"
    data["weight"] = np.where(data.n_mentions < FEWEST_MENTIONS, few, enough)
    data["label_at"] = data[["score", "high"]].max(axis=1).clip(lower=0)
    versions = data[data.role != "wire"]
    if versions.empty:
        versions = data
    only = f"datum.role === 'wire' || {chosen()}"
    columns = ["article_id", "outlet", "role", "country_name", "score", "low", "high", "n", "n_mentions", "weight", "label_at"]
    data = data[[*columns, "words", "interval", "against"]]
    y = alt.Y("country_name:N", sort=order, title=None)
    offset = alt.YOffset("role:N", sort=["wire", "republication"])
    colors = alt.Scale(domain=["wire", "republication"], range=[LIGHT["wire"], LIGHT["republication"]])
    x = alt.X(
        "score:Q",
        title="← unfavourable · mean over mentions · favourable →",
        scale=alt.Scale(domain=[-1, 1]),
        axis=alt.Axis(labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.1f')", tickCount=5),
    )
    rows = alt.Chart(data).transform_filter(only)
    faint = alt.condition(f"datum.weight === '{few}'", alt.value(0.42), alt.value(1))
    bars = (
        rows.mark_bar(cursor="pointer", minBandSize=3)
        .encode(
            y=y,
            yOffset=offset,
            x=x,
            color=alt.Color(
                "role:N", scale=colors, sort=["wire", "republication"], legend=alt.Legend(title=None, symbolType="square")
            ),
            opacity=faint,
            tooltip=[
                alt.Tooltip("outlet", title="Version"),
                alt.Tooltip("country_name", title="Country"),
                alt.Tooltip("score", title="Mean score", format="+.2f"),
                alt.Tooltip("interval", title="95 % interval"),
                *([alt.Tooltip("against", title="Against the wire")] if differences is not None else []),
                alt.Tooltip("n_mentions", title="Mentions"),
                alt.Tooltip("weight", title="Evidence"),
            ],
        )
        .add_params(pick())
    )
    # A mean of zero has no bar, and yet words behind it.
    zeros = (
        rows.transform_filter("abs(datum.score) < 0.005")
        .mark_tick(thickness=4, cursor="pointer")
        .encode(y=y, yOffset=offset, x=x, color=bars.encoding.color, opacity=faint, tooltip=bars.encoding.tooltip)
    )
    interval = rows.mark_rule(strokeWidth=1.4).encode(y=y, yOffset=offset, x="low:Q", x2="high:Q", color=alt.value(LIGHT["kept"]))
    count = rows.mark_text(align="left", dx=7, fontSize=11).encode(y=y, yOffset=offset, x="label_at:Q", text="n:N")
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=LIGHT["kept"]).encode(x="zero:Q")
    finding = "; ".join(f"{r.outlet} on {r.country_name} {signed(r.score, 2)} ({r.n})" for r in rows_of(data))
    return finish(
        alt.layer(bars, interval, count, zero, zeros).add_params(switch(versions)),
        question,
        f"mean over mentions; {_METHODS.get(method, f'scored by {method}')}; thin line: 95 % interval; faint: {few}, little evidence",
        f"Mean sentiment from −1 to +1: {finding}.",
        height=40 * len(order),
    )


def _compared(data: pd.DataFrame, differences: pd.DataFrame) -> pd.DataFrame:
    """Say of each republication's mean how far it is from the wire's."""
    require(differences, ["article_id", "country", "difference", "low", "high", "clear"], "country_differences(story)")
    told, named_so = {}, {}
    for row in rows_of(differences.dropna(subset="difference")):
        key = (row.article_id, row.country)
        sure = "" if pd.isna(row.low) else ", clear of zero" if row.clear else ", not clear of zero"
        told[key] = f"{signed(row.difference, 2)}; 95 % interval: {_interval(row.low, row.high)}{sure}"
        if row.clear:
            named_so[key] = f", clearly {'higher' if row.difference > 0 else 'lower'}"
    keys = list(zip(data.article_id, data.country, strict=True))
    return data.assign(
        against=[told.get(key, "–") for key in keys], n=[n + named_so.get(key, "") for n, key in zip(data.n, keys, strict=True)]
    )


def _interval(low: float, high: float) -> str:
    return "none: fewer than five sentences, or all alike" if pd.isna(low) else f"{signed(low, 2)} to {signed(high, 2)}"
