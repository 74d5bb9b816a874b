"""The chart of sentences on their way from the wire to a republication."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.comparison.frames import rows_of
from analysis.presentation.charts.panels import per_outlet
from analysis.presentation.charts.parts import chosen, finish, named, nothing, pick, require, switch
from analysis.presentation.charts.theme import RELATION_COLOR, RELATION_LABEL, RELATION_SHAPE


@per_outlet
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
        ["article_id", "outlet", "compared_with", "role", "sentence", "text", "relation", "partners", "moved", "similarity"],
        "sentence_table(story)",
    )
    frame = named(frame)
    wire, own = frame[frame.role == "wire"], frame[frame.role != "wire"]
    question = "Where did each sentence go?"
    if own.empty:
        return nothing(question, "No republication has a sentence.")
    ends = pd.concat([_flow_ends(wire, "compared_with", "wire", 0), _flow_ends(own, "article_id", "rep", 1)], ignore_index=True)
    ribbons = _ribbons(wire, own)
    present = [r for r in RELATION_COLOR if r in set(ends.relation)]
    names = [RELATION_LABEL[r] for r in present]
    color = alt.Color(
        "relation_name:N",
        scale=alt.Scale(domain=names, range=[RELATION_COLOR[r] for r in present]),
        legend=alt.Legend(title=None, symbolOpacity=1),
    )
    shape = alt.Shape("relation_name:N", scale=alt.Scale(domain=names, range=[RELATION_SHAPE[r] for r in present]))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-1.1, 2.1]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 1], reverse=True))
    tooltip = [
        alt.Tooltip("relation_name", title="Relation"),
        alt.Tooltip("n", title="Sentence"),
        alt.Tooltip("text", title="Begins"),
    ]
    layers = []
    if len(ribbons):
        lines = (
            alt.Chart(ribbons)
            .transform_filter(chosen())
            .mark_line(strokeCap="round", opacity=0.55, interpolate="monotone", cursor="pointer")
        )
        layers.append(
            lines.encode(
                x=x,
                y=y,
                detail="link:N",
                order="step:Q",
                color=color,
                strokeWidth=alt.StrokeWidth("similarity:Q", scale=alt.Scale(domain=[0, 1], range=[1.5, 8]), legend=None),
                strokeDash=alt.condition("datum.moved", alt.value([6, 4]), alt.value([1, 0])),
                tooltip=[
                    alt.Tooltip("relation_name", title="Relation"),
                    alt.Tooltip("similarity", title="Closeness of wording", format=".2f"),
                ],
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
    finding += "".join(f"; {outlet.get(i, i)} drops {count}" for i, count in dropped.items())
    longest = ends.groupby(["article_id", "x"]).size().max()
    return finish(
        alt.layer(*layers).add_params(switch(own)),
        question,
        "left: wire, right: republication, top to bottom; thicker: closer wording; dashed: moved",
        f"{finding}.",
        height=int(max(160, 23 * longest)),
    )


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
    sizes, n_wire = own.groupby("article_id").size(), wire.groupby("compared_with").size()
    partners = {(row.article_id, row.sentence): row for row in rows_of(own)}
    rows = []
    for row in rows_of(wire):
        for j in row.partners:
            partner = partners[row.compared_with, j]
            a, b = (row.sentence + 0.5) / n_wire[row.compared_with], (j + 0.5) / sizes[row.compared_with]
            link = {
                "article_id": row.compared_with,
                "link": f"{row.compared_with}:{row.sentence}:{j}",
                "words": f"wire-{row.sentence}",
                "relation_name": RELATION_LABEL[row.relation if len(row.partners) == 1 else partner.relation],
                "similarity": min(row.similarity, 1.0),
                "moved": bool(row.moved and partner.moved),
            }
            # Four points, which "monotone" interpolation bends into an S.
            rows += [{**link, "step": k, "x": x, "y": y} for k, (x, y) in enumerate(((0, a), (0.3, a), (0.7, b), (1, b)))]
    return pd.DataFrame(rows)
