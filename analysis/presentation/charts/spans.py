"""Charts of words in their places: hedges and quotations, and what became of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt
import pandas as pd

from analysis.annotation.hedges.hedges import HEDGE_KINDS
from analysis.comparison.frames import rows_of
from analysis.presentation.charts.panels import per_outlet
from analysis.presentation.charts.parts import chosen, finish, named, nothing, pick, require, switch, whole_ticks
from analysis.presentation.charts.theme import ELSEWHERE, FATE_COLOR, FATE_SHAPE, LIGHT


@per_outlet
def strip(frame: pd.DataFrame) -> alt.LayerChart:
    """
    Where do quotations and hedges stand? Both along the article, wire and republication.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `evidence`, with the wire and one or more republications.

    Returns
    -------
    altair.LayerChart
        From the beginning of each version to the last of its spans; bars are quotations, ticks are hedges.
    """
    require(frame, ["article_id", "outlet", "role", "layer", "start", "end", "text", "kind"], "evidence(articles)")
    frame = named(frame)
    data = frame[frame.layer.isin(["quote", "hedge"]) & (frame.kind != "scare")].copy()
    question = "Where do quotations and hedges stand?"
    if data.empty:
        return nothing(question, "No version has a quotation or a hedge.")
    length = frame.groupby("article_id").end.max()
    total = data.article_id.map(length)
    data["from"], data["to"] = 100 * data.start / total, 100 * data.end / total
    data["words"] = "at:" + data.article_id + ":" + data.start.astype(str)
    data["shown"] = data.text.str.slice(0, 90)
    versions = frame[frame.role != "wire"]
    data = data[["article_id", "outlet", "role", "layer", "kind", "from", "to", "shown", "words"]]
    rows = alt.Chart(data).transform_filter(f"datum.role === 'wire' || {chosen()}")
    y = alt.Y("role:N", scale=alt.Scale(domain=["wire", "republication"]), title=None)
    x = alt.X(
        "from:Q", title="from the beginning to the last marked word, %", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(grid=False)
    )
    tooltip = [
        alt.Tooltip("outlet", title="Version"),
        alt.Tooltip("layer", title="Layer"),
        alt.Tooltip("kind", title="Kind"),
        alt.Tooltip("shown", title="Words"),
    ]
    quotes = (
        rows.transform_filter("datum.layer === 'quote'")
        .mark_bar(height=18, color=LIGHT["wire"], opacity=0.55, cursor="pointer")
        .encode(y=y, x=x, x2="to:Q", tooltip=tooltip)
    )
    hedges = (
        rows.transform_filter("datum.layer === 'hedge'")
        .mark_point(shape="triangle-down", filled=True, size=95, color=LIGHT["edited"], opacity=1, yOffset=-18, cursor="pointer")
        .encode(y=y, x=x, tooltip=tooltip)
        .add_params(pick())
    )
    n = data.groupby(["outlet", "layer"]).size()
    finding = "; ".join(f"{outlet}: {count} {layer}s" for (outlet, layer), count in n.items())
    return finish(
        alt.layer(quotes, hedges).add_params(switch(versions if not versions.empty else frame)),
        question,
        "bars: direct quotations; triangles: hedges",
        f"{finding}.",
        height=108,
        # The last words shall not lie under the button that saves the chart.
        padding={"left": 5, "top": 5, "right": 44, "bottom": 5},
    )


@per_outlet
def hedges(frame: pd.DataFrame) -> alt.LayerChart:
    """
    Which hedges were kept, lost or added?

    Parameters
    ----------
    frame : pandas.DataFrame
        From `hedge_changes`.

    Returns
    -------
    altair.LayerChart
        Lost hedges to the left, kept and added ones to the right, by kind.
    """
    require(frame, ["article_id", "outlet", "change", "kind", "text"], "hedge_changes(story)")
    question = "Which hedges were kept, lost or added?"
    if frame.empty:
        return nothing(question, "No version has a hedge.")
    data = (
        named(frame)
        .groupby(["article_id", "outlet", "kind", "change"], as_index=False)
        .agg(n=("text", "size"), texts=("text", ", ".join))
    )
    data["size"] = data.n.where(data.change != "lost", -data.n)
    data["words"] = "hedge:" + data.kind
    data["kind"] = data.kind.str.replace("_", " or ")
    changes = ["lost", "kept", "added"]
    colors = alt.Scale(domain=changes, range=[LIGHT["dropped"], LIGHT["kept"], LIGHT["new"]])
    data["order"] = [changes.index(c) for c in data.change]
    data = data.sort_values(["article_id", "kind", "order"])
    counted = data.assign(label=data.n.astype(str) + " " + data.change)
    counted = counted.groupby(["article_id", "kind"], as_index=False).label.agg(", ".join)
    bar = [data.article_id, data.kind]
    left, right = int(data["size"].clip(upper=0).groupby(bar).sum().min()), int(data["size"].clip(lower=0).groupby(bar).sum().max())
    rows = alt.Chart(data).transform_filter(chosen())
    y = alt.Y("kind:N", sort=[k.replace("_", " or ") for k in HEDGE_KINDS], title=None)
    bars = (
        rows.mark_bar(height=18, cursor="pointer", stroke="white", strokeWidth=0.6)
        .encode(
            y=y,
            x=alt.X(
                "size:Q",
                title="← lost · hedges · kept, added →",
                scale=alt.Scale(domain=[left, right]),
                axis=alt.Axis(labelExpr="abs(datum.value)", values=whole_ticks(left, right)),
                stack="zero",
            ),
            color=alt.Color("change:N", scale=colors, sort=changes, legend=alt.Legend(title=None)),
            order="order:Q",
            tooltip=[
                alt.Tooltip("outlet", title="Republication"),
                alt.Tooltip("change", title="Change"),
                alt.Tooltip("n", title="Hedges"),
                alt.Tooltip("texts", title="Words"),
            ],
        )
        .add_params(pick())
    )
    # The same in words: in greyscale kept and added look alike.
    label = (
        alt.Chart(counted)
        .transform_filter(chosen())
        .mark_text(align="left", dx=8, fontSize=11.5)
        .encode(y=y, x=alt.value("width"), text="label:N")
    )
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=LIGHT["kept"]).encode(x="zero:Q")
    total = data.groupby(["outlet", "change"]).n.sum()
    finding = "; ".join(f"{outlet}: {n} {change}" for (outlet, change), n in total.items())
    return finish(
        alt.layer(bars, label, zero).add_params(switch(data)),
        question,
        "hedges weaken or qualify a claim: may, reportedly, about 40",
        f"{finding}.",
        height=28 * data.kind.nunique(),
    )


def quotation_fates(frame: pd.DataFrame) -> alt.LayerChart:
    """
    What became of each quotation? Wire quotations against republications.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `quote_fates`.

    Returns
    -------
    altair.LayerChart
        One row for each quotation, one column for each republication, one shape for each fate.
    """
    columns = ["article_id", "outlet", "wire_text", "text", "fate", "wire_speaker", "speaker", "wire_start", "speaker_changed"]
    require(frame, columns, "quote_fates(story)")
    question = "What became of each quotation?"
    if frame.empty:
        return nothing(question, "No version has a quotation.")
    data = named(frame)
    wire = data.wire_text.notna()
    data["quotation"] = data.wire_text.where(wire, data.text)
    data["key"] = _row_names(data)
    data["who"] = [_speakers(row) for row in rows_of(data)]
    data["told"] = [row.fate + (f", {ELSEWHERE}" if row.speaker_changed else "") for row in rows_of(data)]
    data["text"] = data.text.fillna("none of its words")
    data["words"] = [f"quote-{int(w)}" if pd.notna(w) else "quote:new" for w in data.wire_start]
    order = list(dict.fromkeys(pd.concat([data.key[wire], data.key[~wire]])))
    fates = [f for f in FATE_COLOR if f in set(data.fate)]
    names = list(dict.fromkeys(data.outlet))
    # By number: Vega looks names up in an object, where an outlet called "__proto__" stands for something else.
    data["column"] = [names.index(name) for name in data.outlet]
    data = data[["article_id", "outlet", "column", "key", "fate", "told", "quotation", "text", "who", "words", "speaker_changed"]]
    y = alt.Y("key:N", sort=order, title=None, axis=alt.Axis(labelLimit=330, grid=True, gridDash=[1, 4]))
    # Names that are too long for their columns lean, and stand where there are many.
    angle = 0 if max(map(len, names)) * len(names) < 76 else -40 if len(names) < 8 else -75
    lean = {"labelAlign": "left"} if angle else {}
    axis = alt.Axis(orient="top", labelAngle=angle, labelLimit=140, labelOverlap=False, **lean)
    x = alt.X("outlet:N", title=None, sort=alt.EncodingSortField("column", op="min"), axis=axis)
    marks = (
        alt.Chart(data)
        .mark_point(filled=True, size=210, opacity=1, cursor="pointer", strokeWidth=3)
        .encode(
            y=y,
            x=x,
            color=alt.Color(
                "fate:N", scale=alt.Scale(domain=fates, range=[FATE_COLOR[f] for f in fates]), legend=alt.Legend(title=None)
            ),
            shape=alt.Shape("fate:N", scale=alt.Scale(domain=fates, range=[FATE_SHAPE[f] for f in fates])),
            tooltip=[
                alt.Tooltip("outlet", title="Republication"),
                alt.Tooltip("told", title="Fate"),
                alt.Tooltip("quotation", title="Quotation"),
                alt.Tooltip("text", title="Here"),
                alt.Tooltip("who", title="Speaker"),
            ],
        )
        .add_params(pick())
    )
    layers, ringed = [marks], data.speaker_changed.any()
    if ringed:
        rows = alt.Chart(data).transform_filter("datum.speaker_changed")
        ring = rows.mark_point(size=430, opacity=1, strokeWidth=2, stroke=LIGHT["republication"], aria=False)
        layers.insert(0, ring.encode(y=y, x=x))
    n = data.groupby(["outlet", "told"]).size()
    finding = "; ".join(f"{outlet}: {count} {told}" for (outlet, told), count in n.items())
    return finish(
        alt.layer(*layers),
        question,
        "each row a quotation, each column a republication" + (f"; ring: {ELSEWHERE}" if ringed else ""),
        f"{finding}.",
        width=min(max(180, 110 * len(names)), 640),
        height=26 * len(order),
    )


def _row_names(data: pd.DataFrame) -> list[str]:
    """
    A name for the row of each quotation; those that begin alike, as two of “No comment”, are numbered.

    A wire quotation is told by its place, a new one by its words: two outlets may bring the same.
    """
    nth = data.groupby(["article_id", "quotation", data.wire_start.notna()]).cumcount()
    keys = [
        ("", int(w)) if pd.notna(w) else (quotation, k)
        for quotation, w, k in zip(data.quotation, data.wire_start, nth, strict=True)
    ]
    names = dict(zip(keys, map(_short, data.quotation), strict=True))
    seen: Counter[str] = Counter()
    for key in sorted(names, key=lambda key: (key[0] != "", key[1])):
        name = names[key]
        seen[name] += 1
        names[key] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return [names[key] for key in keys]


def _speakers(row: Any) -> str:
    one, other = row.wire_speaker, row.speaker
    if row.speaker_changed:
        return f"{one} in the wire, {other} here"
    return next((name for name in ((one, other) if pd.notna(row.wire_text) else (other,)) if pd.notna(name)), "no speaker")


def _short(text: str, limit: int = 52) -> str:
    return f"“{text}”" if len(text) <= limit else f"“{text[:limit].rsplit(' ', 1)[0]} …”"
