"""
Charts: one function a question, a frame in, an ``alt.Chart`` out.

Every mark that stands for words carries an address in the field ``words`` (``hedge:modal``,
``country:KOR``, ``wire-3``): a click on it leads the reader to those words. A frame that holds several
republications gives a chart with a switch between them.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from analysis.annotate.countries import country_name
from analysis.annotate.hedges import HEDGE_KINDS
from analysis.compare.metrics import METRICS
from analysis.present.chart_parts import LABEL_ROOM, chosen, draw_offline, finish, pick, require, shown, signed, switch
from analysis.present.theme import FATE_COLOR, FATE_SHAPE, LIGHT, RELATION_COLOR, RELATION_LABEL, RELATION_SHAPE

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
# Where a metric's words are: the address that a click on its mark leads to.
_ADDRESS = {"length": "sentence", "readability": "hard", "quotation": "quote", "hedging": "hedge", "attribution": "reporting"}
_LIMIT = 100  # per cent; changes beyond it are drawn at the edge, and their label tells the values

draw_offline()


def address(metric: str) -> str:
    """Where the words behind a metric (or ``sentiment:XXX``) are, as the reader's marks name them."""
    if metric.startswith("sentiment:"):
        return "country:" + metric.partition(":")[2]
    kind = metric.removeprefix("hedges_").removesuffix("_per_1000_words")
    if kind in HEDGE_KINDS:
        return f"hedge:{kind}"
    if metric == "loaded_reporting_share":
        return "reporting:loaded"
    if metric == "scare_quotes":
        return "scare"
    return _ADDRESS[METRICS[metric].family] if metric in METRICS else "sentence"


def metric_differences(frame: pd.DataFrame, metrics: Sequence[str] = MAIN_METRICS) -> alt.LayerChart:
    """
    What changed? Every metric of a republication against the wire, as a dumbbell.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `compare`.
    metrics : sequence of str
        Names of metrics, in the order to draw.

    Returns
    -------
    altair.LayerChart
        The wire is at zero, changes are in per cent of the wire's value, labels give the raw values; a
        filled diamond means that the 95 % interval leaves out zero.
    """
    require(
        frame, ["article_id", "outlet", "metric", "wire_value", "value", "difference", "low", "high", "clear"], "compare(story)"
    )
    data = frame[frame.metric.isin(list(metrics))].dropna(subset=["wire_value", "value"], how="all").copy()
    require(data, [], "compare(story) for these metrics")
    base = data.wire_value.abs().where(data.wire_value != 0)
    for column, source in (("change", "difference"), ("from", "low"), ("to", "high")):
        percent = (100 * data[source] / base).where(base.notna(), np.sign(data[source]) * _LIMIT)
        data[column] = percent.clip(-_LIMIT, _LIMIT)
    data["zero"] = 0
    data["name"] = [METRICS[m].label for m in data.metric]
    data["wire_shown"] = [shown(v, m) for v, m in zip(data.wire_value, data.metric, strict=True)]
    data["value_shown"] = [shown(v, m) for v, m in zip(data.value, data.metric, strict=True)]
    data["label"] = data.wire_shown + " → " + data.value_shown
    data["words"] = [address(m) for m in data.metric]
    data["sure"] = np.where(data.clear, "clear of zero", "not clear of zero")
    data["meaning"] = [METRICS[m].meaning for m in data.metric]
    order = [METRICS[m].label for m in metrics if m in set(data.metric)]
    columns = ["article_id", "outlet", "name", "zero", "change", "from", "to", "label", "words", "sure", "meaning"]
    data = data[columns]
    y = alt.Y("name:N", sort=order, title=None, axis=alt.Axis(grid=True, gridDash=[1, 4]))
    axis = alt.Axis(labelExpr="datum.value == 0 ? 'wire' : format(datum.value, '+') + ' %'", tickCount=7)
    x = alt.X("change:Q", title="change against the wire", axis=axis, scale=alt.Scale(domain=[-_LIMIT, _LIMIT], padding=10))
    tooltip = [
        alt.Tooltip("outlet", title="Republication"),
        alt.Tooltip("name", title="Metric"),
        alt.Tooltip("label", title="Wire → here"),
        alt.Tooltip("change", title="Change, %", format="+.1f"),
        alt.Tooltip("sure", title="95 % interval"),
        alt.Tooltip("meaning", title="More means"),
    ]
    rows = alt.Chart(data).transform_filter(chosen())
    interval = rows.mark_rule(strokeWidth=6, opacity=0.22, color=LIGHT["kept"]).encode(y=y, x=alt.X("from:Q"), x2="to:Q")
    line = rows.mark_rule(strokeWidth=2.5, opacity=0.6, color=LIGHT["kept"]).encode(y=y, x=x, x2="zero:Q")
    wire = rows.mark_point(filled=True, size=110, color=LIGHT["wire"], opacity=1).encode(y=y, x="zero:Q", tooltip=tooltip)
    fill = alt.condition("datum.sure === 'clear of zero'", alt.value(LIGHT["republication"]), alt.value("transparent"))
    here = (
        rows.mark_point(size=170, shape="diamond", stroke=LIGHT["republication"], strokeWidth=2, opacity=1, cursor="pointer")
        .encode(y=y, x=x, fill=fill, tooltip=tooltip)
        .add_params(pick())
    )
    label = rows.mark_text(align="left", dx=10, fontSize=11.5).encode(y=y, x=alt.value("width"), text="label:N")
    clear = data[data.sure == "clear of zero"]
    finding = (
        "; ".join(f"{o}: {n} {label}" for o, n, label in zip(clear.outlet, clear.name, clear.label, strict=True)) or "none is clear"
    )
    return finish(
        alt.layer(interval, line, wire, here, label).add_params(switch(data)),
        "What changed in the numbers?",
        "circle: wire; diamond: republication, filled where the 95 % interval (grey) leaves out zero; labels: raw values",
        f"Clear of zero: {finding}.",
        height=30 * len(order),
        padding=LABEL_ROOM,
    )


def causes(frame: pd.DataFrame, metrics: Sequence[str] = MAIN_METRICS) -> alt.LayerChart:
    """
    Why did it change? Each difference as contributions of cut, edited and new text.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `explain`.
    metrics : sequence of str
        Names of metrics or ``sentiment:XXX``, in the order to draw.

    Returns
    -------
    altair.LayerChart
        Bars in per cent of the largest contribution of the metric's row; labels give the raw difference.
    """
    require(frame, ["article_id", "outlet", "metric", "step", "contribution", "difference"], "explain(story)")
    data = frame[frame.metric.isin(list(metrics))].dropna(subset=["contribution"]).copy()
    require(data, [], "explain(story) for these metrics")
    data["name"] = [_quantity(m) for m in data.metric]
    largest = data.contribution.abs().groupby([data.article_id, data.metric]).transform("sum").replace(0, np.nan)
    data["share"] = (100 * data.contribution / largest).fillna(0)
    data["shown"] = [
        signed(100 * c) + " points" if _is_share(m) else signed(c, 2) for c, m in zip(data.contribution, data.metric, strict=True)
    ]
    data["label"] = [
        "= " + (signed(100 * d) + " pts" if _is_share(m) else signed(d, 2))
        for d, m in zip(data.difference, data.metric, strict=True)
    ]
    data["words"] = "step:" + data.step
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
                axis=alt.Axis(format="+.0f"),
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
    strongest = data.loc[data.groupby(["outlet", "name"]).share.apply(lambda s: s.abs().idxmax())]
    finding = "; ".join(
        f"{r.outlet}, {r.name_}: mostly {r.step} ({r.shown})" for r in strongest.rename(columns={"name": "name_"}).itertuples()
    )
    return finish(
        alt.layer(zero, bars, label).add_params(switch(data)),
        "Why did the numbers change?",
        "what the cuts, the edits and the new text each contributed; the three sum to the difference at the right",
        f"{finding}.",
        height=30 * len(order),
        padding=LABEL_ROOM,
    )


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
        Bars from −1 to +1 with the 95 % interval; faint where there are fewer than five mentions.
    """
    require(
        frame,
        ["article_id", "outlet", "role", "country", "country_name", "n_mentions", "score", "low", "high"],
        "country_sentiment(articles)",
    )
    data = frame.copy()
    order = data.groupby("country_name").n_mentions.sum().sort_values(ascending=False, kind="stable").index.tolist()
    data["words"] = "country:" + data.country
    data["n"] = "n = " + data.n_mentions.astype(str)
    data["weight"] = np.where(data.n_mentions < 5, "fewer than 5 mentions", "5 mentions or more")
    data["label_at"] = data[["score", "high"]].max(axis=1).clip(lower=0)
    versions = data[data.role != "wire"]
    if versions.empty:
        versions = data
    only = f"datum.role === 'wire' || {chosen()}"
    data = data[["article_id", "outlet", "role", "country_name", "score", "low", "high", "n", "weight", "label_at", "words"]]
    y = alt.Y("country_name:N", sort=order, title=None)
    offset = alt.YOffset("role:N", sort=["wire", "republication"])
    colors = alt.Scale(domain=["wire", "republication"], range=[LIGHT["wire"], LIGHT["republication"]])
    x = alt.X(
        "score:Q",
        title="← unfavourable · mean over mentions · favourable →",
        scale=alt.Scale(domain=[-1, 1]),
        axis=alt.Axis(format="+.1f", tickCount=5),
    )
    rows = alt.Chart(data).transform_filter(only)
    faint = alt.condition("datum.weight === 'fewer than 5 mentions'", alt.value(0.42), alt.value(1))
    bars = (
        rows.mark_bar(cursor="pointer", minBandSize=3)
        .encode(
            y=y,
            yOffset=offset,
            x=x,
            color=alt.Color("role:N", scale=colors, sort=["wire", "republication"], legend=alt.Legend(title=None)),
            opacity=faint,
            tooltip=[
                alt.Tooltip("outlet", title="Version"),
                alt.Tooltip("country_name", title="Country"),
                alt.Tooltip("score", title="Mean score", format="+.2f"),
                alt.Tooltip("low", title="95 % from", format="+.2f"),
                alt.Tooltip("high", title="95 % to", format="+.2f"),
                alt.Tooltip("n", title="Mentions"),
                alt.Tooltip("weight", title="Evidence"),
            ],
        )
        .add_params(pick())
    )
    interval = rows.mark_rule(strokeWidth=1.4).encode(y=y, yOffset=offset, x="low:Q", x2="high:Q", color=alt.value(LIGHT["kept"]))
    count = rows.mark_text(align="left", dx=7, fontSize=11).encode(y=y, yOffset=offset, x="label_at:Q", text="n:N")
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=LIGHT["kept"]).encode(x="zero:Q")
    finding = "; ".join(f"{r.outlet} on {r.country_name} {signed(r.score, 2)} ({r.n})" for r in data.itertuples())
    return finish(
        alt.layer(bars, interval, count, zero).add_params(switch(versions)),
        "How does each version treat each country?",
        "who does what to whom, by rules; thin line: 95 % interval; faint: fewer than five mentions, little evidence",
        f"Mean sentiment from −1 to +1: {finding}.",
        height=40 * len(order),
    )


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
        From the first to the last word of each version; bars are quotations, ticks are hedges.
    """
    require(frame, ["article_id", "outlet", "role", "layer", "start", "end", "text", "kind"], "evidence(articles)")
    data = frame[frame.layer.isin(["quote", "hedge"]) & (frame.kind != "scare")].copy()
    require(data, [], "evidence(articles) for texts with quotations or hedges")
    length = frame.groupby("article_id").end.max()
    total = data.article_id.map(length)
    data["from"], data["to"] = 100 * data.start / total, 100 * data.end / total
    data["words"] = "at:" + data.article_id + ":" + data.start.astype(str)
    data["shown"] = data.text.str.slice(0, 90)
    versions = frame[frame.role != "wire"]
    data = data[["article_id", "outlet", "role", "layer", "kind", "from", "to", "shown", "words"]]
    rows = alt.Chart(data).transform_filter(f"datum.role === 'wire' || {chosen()}")
    y = alt.Y("role:N", sort=["wire", "republication"], title=None)
    x = alt.X("from:Q", title="from the first to the last word, %", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(grid=False))
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
        "Where do quotations and hedges stand?",
        "bars: direct quotations; triangles: hedges",
        f"{finding}.",
        height=108,
    )


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
    data = frame.groupby(["article_id", "outlet", "kind", "change"], as_index=False).agg(
        n=("text", "size"), texts=("text", ", ".join)
    )
    data["size"] = data.n.where(data.change != "lost", -data.n)
    data["words"] = "hedge:" + data.kind
    data["kind"] = data.kind.str.replace("_", " or ")
    changes = ["lost", "kept", "added"]
    colors = alt.Scale(domain=changes, range=[LIGHT["dropped"], LIGHT["kept"], LIGHT["new"]])
    data["order"] = [changes.index(c) for c in data.change]
    rows = alt.Chart(data).transform_filter(chosen())
    y = alt.Y("kind:N", sort=[k.replace("_", " or ") for k in HEDGE_KINDS], title=None)
    bars = (
        rows.mark_bar(height=18, cursor="pointer", stroke="white", strokeWidth=0.6)
        .encode(
            y=y,
            x=alt.X(
                "size:Q",
                title="← lost · hedges · kept, added →",
                axis=alt.Axis(format="d", labelExpr="abs(datum.value)", tickMinStep=1),
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
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=LIGHT["kept"]).encode(x="zero:Q")
    total = data.groupby(["outlet", "change"]).n.sum()
    finding = "; ".join(f"{outlet}: {n} {change}" for (outlet, change), n in total.items())
    return finish(
        alt.layer(bars, zero).add_params(switch(data)),
        "Which hedges were kept, lost or added?",
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
    require(frame, ["article_id", "outlet", "wire_text", "text", "fate", "wire_speaker", "speaker"], "quote_fates(story)")
    data = frame.copy()
    wire = data.wire_text.notna() & (data.wire_text != "")
    data["quotation"] = data.wire_text.where(wire, data.text)
    data["key"] = [_short(q) for q in data.quotation]
    data["who"] = data.wire_speaker.where(wire, data.speaker).fillna("no speaker")
    data["wire_start"] = data.wire_start.astype("float64") if "wire_start" in data else np.nan
    data["words"] = [f"quote-{int(w)}" if pd.notna(w) else "quote:new" for w in data.wire_start]
    order = list(dict.fromkeys(pd.concat([data.key[wire], data.key[~wire]])))
    fates = [f for f in FATE_COLOR if f in set(data.fate)]
    data = data[["article_id", "outlet", "key", "fate", "quotation", "text", "who", "words"]]
    y = alt.Y("key:N", sort=order, title=None, axis=alt.Axis(labelLimit=330, grid=True, gridDash=[1, 4]))
    x = alt.X(
        "outlet:N", title=None, sort=list(dict.fromkeys(data.outlet)), axis=alt.Axis(orient="top", labelAngle=0, labelLimit=140)
    )
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
                alt.Tooltip("fate", title="Fate"),
                alt.Tooltip("quotation", title="Quotation"),
                alt.Tooltip("text", title="Here"),
                alt.Tooltip("who", title="Speaker"),
            ],
        )
        .add_params(pick())
    )
    n = data.groupby(["outlet", "fate"]).size()
    finding = "; ".join(f"{outlet}: {count} {fate}" for (outlet, fate), count in n.items())
    return finish(
        alt.layer(marks),
        "What became of each quotation?",
        "each row a quotation, each column a republication",
        f"{finding}.",
        width=max(180, 110 * data.outlet.nunique()),
        height=26 * len(order),
    )


def sentence_flow(frame: pd.DataFrame) -> alt.LayerChart:
    """
    Where did each sentence go? Ribbons from the wire's sentences to the republication's.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `sentence_table`.

    Returns
    -------
    altair.LayerChart
        Left the wire, right the republication, top to bottom; crossing ribbons are moved sentences.
    """
    require(
        frame,
        ["article_id", "compared_with", "role", "sentence", "text", "relation", "partners", "moved", "similarity"],
        "sentence_table(story)",
    )
    wire, own = frame[frame.role == "wire"], frame[frame.role != "wire"]
    require(own, [], "sentence_table(story) with a republication")
    ends = pd.concat([_flow_ends(wire, "compared_with", "wire", 0), _flow_ends(own, "article_id", "rep", 1)], ignore_index=True)
    ribbons = _ribbons(wire, own)
    present = [r for r in RELATION_COLOR if r in set(ends.relation)]
    names = [RELATION_LABEL[r] for r in present]
    color = alt.Color(
        "relation_name:N", scale=alt.Scale(domain=names, range=[RELATION_COLOR[r] for r in present]), legend=alt.Legend(title=None)
    )
    shape = alt.Shape("relation_name:N", scale=alt.Scale(domain=names, range=[RELATION_SHAPE[r] for r in present]))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.62, 1.62]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 1], reverse=True))
    tooltip = [
        alt.Tooltip("relation_name", title="Relation"),
        alt.Tooltip("n", title="Sentence"),
        alt.Tooltip("text", title="Begins"),
    ]
    layers = []
    if len(ribbons):
        lines = alt.Chart(ribbons).transform_filter(chosen()).mark_line(strokeCap="round", opacity=0.55, interpolate="monotone")
        layers.append(
            lines.encode(
                x=x,
                y=y,
                detail="link:N",
                order="step:Q",
                color=color,
                strokeWidth=alt.StrokeWidth("similarity:Q", scale=alt.Scale(domain=[0, 1], range=[1.5, 8]), legend=None),
                strokeDash=alt.condition("datum.moved", alt.value([6, 4]), alt.value([1, 0])),
            )
        )
    points = alt.Chart(ends).transform_filter(chosen())
    layers.append(
        points.mark_point(filled=True, size=140, opacity=1, cursor="pointer")
        .encode(x=x, y=y, color=color, shape=shape, tooltip=tooltip)
        .add_params(pick())
    )
    for side, align, sign in ((0, "right", -1), (1, "left", 1)):
        text = points.transform_filter(f"datum.x === {side}")
        layers.append(text.mark_text(align=align, dx=12 * sign, fontSize=11.5).encode(x=x, y=y, text="n:Q"))
        layers.append(text.mark_text(align=align, dx=34 * sign, fontSize=11.5, limit=165).encode(x=x, y=y, text="text:N"))
    n = own.assign(relation=own.relation.map(RELATION_LABEL)).groupby(["outlet", "relation"]).size()
    dropped = wire[wire.relation == "dropped"].groupby("compared_with").size()
    outlet = own.drop_duplicates("article_id").set_index("article_id").outlet
    finding = "; ".join(f"{o}: {count} {r}" for (o, r), count in n.items())
    finding += "".join(f"; {outlet[i]} drops {count}" for i, count in dropped.items())
    longest = max(wire.groupby("compared_with").size().max(), own.groupby("article_id").size().max())
    return finish(
        alt.layer(*layers).add_params(switch(own)),
        "Where did each sentence go?",
        "left: wire, right: republication, top to bottom; thicker: closer wording; dashed: moved",
        f"{finding}.",
        height=int(max(160, 23 * longest)),
    )


def outlet_profiles(frame: pd.DataFrame, metrics: Sequence[str] = ("kept_share", "new_share", *MAIN_METRICS)) -> alt.LayerChart:
    """
    What does each outlet do on average? Mean differences over stories with their intervals.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `outlets`.
    metrics : sequence of str

    Returns
    -------
    altair.Chart
        One small panel for each metric on its own scale; hollow where the interval holds zero or there
        are fewer than three stories.
    """
    require(frame, ["outlet", "metric", "mean_difference", "low", "high", "n_stories", "clear"], "outlets(stories)")
    data = frame[frame.metric.isin(list(metrics))].copy()
    require(data, [], "outlets(stories) for these metrics")
    names = {"kept_share": "Share of the wire kept", "new_share": "Share that is new"}
    data["name"] = [names.get(m) or METRICS[m].label for m in data.metric]
    data["zero"] = 0
    data["stories"] = data.n_stories.astype(str) + " stories"
    fill = alt.condition("datum.clear", alt.value(LIGHT["republication"]), alt.value("transparent"))
    tooltip = [
        "outlet",
        alt.Tooltip("name", title="Metric"),
        alt.Tooltip("mean_difference", format="+.2f", title="Mean difference"),
        alt.Tooltip("low", format="+.2f"),
        alt.Tooltip("high", format="+.2f"),
        alt.Tooltip("stories", title="From"),
    ]
    base = alt.Chart().encode(y=alt.Y("outlet:N", title=None))
    rule = base.mark_rule(strokeWidth=5, opacity=0.25, color=LIGHT["kept"]).encode(x=alt.X("low:Q", title=None), x2="high:Q")
    zero = base.mark_rule(color=LIGHT["kept"], strokeDash=[2, 3]).encode(x="zero:Q")
    dots = base.mark_point(shape="diamond", size=120, stroke=LIGHT["republication"], strokeWidth=2, opacity=1).encode(
        x="mean_difference:Q", fill=fill, tooltip=tooltip
    )
    order = [names.get(m) or METRICS[m].label for m in metrics if m in set(data.metric)]
    panels = (
        alt.layer(rule, zero, dots, data=data)
        .properties(width=210, height=alt.Step(22))
        .facet(facet=alt.Facet("name:N", sort=order, title=None), columns=2)
        .resolve_scale(x="independent")
    )
    clear = data[data.clear]
    finding = "; ".join(
        f"{r.outlet}: {r.name_} {signed(r.mean_difference, 2)} over {r.stories}"
        for r in clear.rename(columns={"name": "name_"}).itertuples()
    )
    return finish(
        panels,
        "What does each outlet do on average?",
        "mean difference from the wire over stories, with 95 % interval; filled: clear of zero",
        f"{finding or 'No habit is clear'}.",
        width=None,
    )


def _quantity(metric: str) -> str:
    if metric.startswith("sentiment:"):
        return f"Sentiment toward {country_name(metric.partition(':')[2])}"
    return METRICS[metric].label


def _is_share(metric: str) -> bool:
    return metric in METRICS and METRICS[metric].unit == "share"


def _short(text: str, limit: int = 52) -> str:
    return f"“{text}”" if len(text) <= limit else f"“{text[:limit].rsplit(' ', 1)[0]} …”"


def _flow_ends(frame: pd.DataFrame, key: str, side: str, x: int) -> pd.DataFrame:
    size = frame.groupby(key).sentence.transform("size")
    return pd.DataFrame(
        {
            "article_id": frame[key],
            "x": x,
            "y": (frame.sentence + 0.5) / size,
            "relation": frame.relation,
            "relation_name": frame.relation.map(RELATION_LABEL),
            "n": frame.sentence + 1,
            "text": frame.text.str.slice(0, 70),
            "words": [f"{side}-{k}" for k in frame.sentence],
        }
    )


def _ribbons(wire: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    sizes = own.groupby("article_id").size()
    relation = own.set_index(["article_id", "sentence"])
    n_wire = wire.groupby("compared_with").size()
    # Four points, which "monotone" interpolation bends into an S.
    across, ease = np.array([0, 0.3, 0.7, 1]), np.array([0, 0, 1, 1])
    parts = []
    for row in wire.itertuples():
        for j in row.partners:
            a, b = (row.sentence + 0.5) / n_wire[row.compared_with], (j + 0.5) / sizes[row.compared_with]
            partner = relation.loc[(row.compared_with, j)]
            name = row.relation if len(row.partners) == 1 else partner.relation
            parts.append(
                pd.DataFrame(
                    {
                        "article_id": row.compared_with,
                        "link": f"{row.compared_with}:{row.sentence}:{j}",
                        "step": range(4),
                        "x": across,
                        "y": a + (b - a) * ease,
                        "relation_name": RELATION_LABEL[name],
                        "similarity": min(row.similarity, 1.0),
                        "moved": bool(row.moved and partner.moved),
                    }
                )
            )
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
