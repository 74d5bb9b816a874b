"""The chart of every sentence of one version in all the others."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.presentation.charts.parts import finish, named, nothing, require
from analysis.presentation.charts.theme import RELATION_COLOR, RELATION_LABEL

# In greyscale and for the colour-blind each relation has a sign, too.
_SIGN = {"verbatim": "", "house_style": "·", "edited": "~", "rewritten": "≈", "dropped": "×"}
_SHADE = {"verbatim": 0.9, "house_style": 0.55, "edited": 0.9, "rewritten": 0.55, "dropped": 0.9}


def survival(frame: pd.DataFrame) -> alt.LayerChart:
    """
    What became of each sentence? One row for each version, one column for each sentence of the wire.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `analysis.survival`, of one story and base.

    Returns
    -------
    altair.LayerChart
        A matrix of all versions at once; an arrow marks a sentence that stands in another order.
    """
    columns = ["base", "article_id", "outlet", "sentence", "text", "relation", "moved"]
    require(frame, columns, "survival(story)")
    question = "What became of each sentence?"
    if frame.empty:
        return nothing(question, "No version is compared with another, or the base has no sentence.")
    data = named(frame)
    names = list(dict.fromkeys(data.outlet))
    data["row"] = [names.index(name) for name in data.outlet]
    data["n"] = data.sentence + 1
    data["relation_name"] = data.relation.map(RELATION_LABEL)
    data["sign"] = data.relation.map(_SIGN) + data.moved.map({True: "↕", False: ""})
    data["order"] = data.moved.map({True: "moved", False: "in its place"}).where(data.relation != "dropped", "–")
    data["begins"] = data.text.str.slice(0, 90)
    data["shade"] = data.relation.map(_SHADE)
    data["words"] = [f"wire-{k}" for k in data.sentence]
    present = [relation for relation in _SIGN if relation in set(data.relation)]
    color = alt.Scale(domain=[RELATION_LABEL[r] for r in present], range=[RELATION_COLOR[r] for r in present])
    data = data[["article_id", "outlet", "row", "n", "relation_name", "sign", "order", "begins", "shade", "words"]]
    n = int(data.n.max())
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 10**6) if n <= 26 * step)
    x = alt.X(
        "n:O",
        title="sentence of the base, in its order",
        axis=alt.Axis(orient="top", labelAngle=0, values=[1, *range(every, n + 1, every)] if every > 1 else list(range(1, n + 1))),
    )
    # By number: Vega looks names up in an object, where an outlet called "__proto__" stands for something else.
    y = alt.Y("outlet:N", title=None, sort=alt.EncodingSortField("row", op="min"))
    rows = alt.Chart(data)
    cells = rows.mark_rect(stroke="white", strokeWidth=1, cursor="pointer").encode(
        x=x,
        y=y,
        color=alt.Color("relation_name:N", scale=color, legend=alt.Legend(title=None)),
        opacity=alt.Opacity("shade:Q", scale=None, legend=None),
        tooltip=[
            alt.Tooltip("outlet", title="Version"),
            alt.Tooltip("n", title="Sentence"),
            alt.Tooltip("relation_name", title="Became"),
            alt.Tooltip("order", title="Order"),
            alt.Tooltip("begins", title="Begins"),
        ],
    )
    signs = rows.mark_text(fontSize=12, aria=False, color="white").encode(x=x, y=y, text="sign:N")
    counted = data.groupby(["row", "outlet", "relation_name"], sort=False).size()
    finding = "; ".join(f"{outlet}: {count} {relation}" for (_, outlet, relation), count in counted.items())
    said = ", ".join(f"{_SIGN[r]} {RELATION_LABEL[r]}" for r in present if _SIGN[r])
    return finish(
        alt.layer(cells, signs),
        question,
        "each column a sentence, each row a version"
        + (f"; {said}" if said else "")
        + ("; ↕ moved" if "moved" in set(data.order) else ""),
        f"{finding}.",
        height=30 * len(names),
    )
