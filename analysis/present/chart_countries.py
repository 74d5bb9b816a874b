"""The chart of sentiment toward each country."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from analysis.compare.statements import FEWEST_MENTIONS
from analysis.compare.wording import signed
from analysis.present.chart_parts import chosen, finish, named, nothing, pick, require, switch
from analysis.present.theme import LIGHT


def country_sentiment(frame: pd.DataFrame) -> alt.LayerChart:
    """
    How does each version treat each country? Mean directed sentiment, wire and republication.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `analysis.country_sentiment`, with the wire and one or more republications.

    Returns
    -------
    altair.LayerChart
        Bars from −1 to +1 with the 95 % interval; faint where there are fewer mentions than `FEWEST_MENTIONS`.
    """
    require(
        frame,
        ["article_id", "outlet", "role", "country", "country_name", "n_mentions", "score", "low", "high"],
        "country_sentiment(articles)",
    )
    question = "How does each version treat each country?"
    if frame.empty:
        return nothing(question, "No version names a country.")
    data = named(frame)
    order = data.groupby("country_name").n_mentions.sum().sort_values(ascending=False, kind="stable").index.tolist()
    data["words"] = "country:" + data.country
    # In greyscale the two bars of a country look alike: the words tell them apart.
    data["n"] = np.where(data.role == "wire", "wire, ", "") + "n = " + data.n_mentions.astype(str)
    few, enough = f"fewer than {FEWEST_MENTIONS} mentions", f"{FEWEST_MENTIONS} mentions or more"
    data["weight"] = np.where(data.n_mentions < FEWEST_MENTIONS, few, enough)
    data["label_at"] = data[["score", "high"]].max(axis=1).clip(lower=0)
    versions = data[data.role != "wire"]
    if versions.empty:
        versions = data
    only = f"datum.role === 'wire' || {chosen()}"
    data = data[
        ["article_id", "outlet", "role", "country_name", "score", "low", "high", "n", "n_mentions", "weight", "label_at", "words"]
    ]
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
                alt.Tooltip("low", title="95 % from", format="+.2f"),
                alt.Tooltip("high", title="95 % to", format="+.2f"),
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
    finding = "; ".join(f"{r.outlet} on {r.country_name} {signed(r.score, 2)} (n = {r.n_mentions})" for r in data.itertuples())
    return finish(
        alt.layer(bars, interval, count, zero, zeros).add_params(switch(versions)),
        question,
        f"who does what to whom, by rules; thin line: 95 % interval; faint: {few}, little evidence",
        f"Mean sentiment from −1 to +1: {finding}.",
        height=40 * len(order),
    )
