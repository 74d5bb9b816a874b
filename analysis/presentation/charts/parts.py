"""What every chart shares: its checks, its republication switch, its look and its way into a page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from itertools import count
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from analysis.comparison.findings.wording import percent, signed
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.observations import SHARES
from analysis.errors import AnalysisError
from analysis.presentation.charts.names import told_apart
from analysis.presentation.charts.theme import FONT, GRID, INK

MIMETYPE = "application/vnd.vegalite.v5+json"
WIDTH = 640
# Altair's 5,000 is passed by a story of 200 republications, of which a chart shows one at a time.
MOST_ROWS = 100_000
PICK = "pick"
SWITCH = "republication"


def require(frame: pd.DataFrame, columns: Sequence[str], maker: str) -> None:
    """Refuse a frame that lacks a column: Vega-Lite would draw nothing and say nothing."""
    missing = [c for c in columns if c not in frame.columns]
    if missing:
        raise AnalysisError(f"The frame lacks the column {missing[0]!r}: pass the result of {maker}.")


def nothing(question: str, said: str) -> alt.LayerChart:
    """
    A chart that says in words why there is nothing to draw: a story without quotations is a result, not a mistake.

    The words are the subtitle, which pages show as text that wraps.
    """
    blank = alt.Chart(pd.DataFrame({"said": [said]})).mark_point(opacity=0, aria=False)
    return finish(alt.layer(blank), question, said, said, height=1, usermeta={"embedOptions": {"actions": False}})


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a name of its own for each version in the column ``outlet``: two may be of one outlet."""
    versions = frame.drop_duplicates("article_id")
    names = told_apart(zip(versions.outlet, versions.article_id, strict=True))
    return frame.assign(outlet=frame.article_id.map({key: label for label, key in names}))


def switch(frame: pd.DataFrame) -> alt.Parameter:
    """A parameter that shows one republication at a time; a page or an explorer sets it."""
    ids = list(dict.fromkeys(frame.article_id))
    labels = [str(frame.outlet[frame.article_id == i].iloc[0]) for i in ids]
    if len(ids) == 1:
        return alt.param(name=SWITCH, value=ids[0])
    return alt.param(name=SWITCH, value=ids[0], bind=alt.binding_select(options=ids, labels=labels, name="Republication "))


def chosen(column: str = "article_id") -> str:
    """Vega expression: the row belongs to the republication that the switch shows."""
    return f"datum.{column} === {SWITCH}"


def pick() -> alt.Parameter:
    """A click on a mark: its ``words`` say what the reader shall mark."""
    return alt.selection_point(name=PICK, fields=["words"], on="click", empty=False, nearest=False)


def finish(chart: Any, question: str, subtitle: str, finding: str, width: int | None = WIDTH, **properties: Any) -> Any:
    """Add title, alt text and the common look; ``finding`` is what a person who cannot see the chart reads."""
    if width is not None:
        properties["width"] = width
    return chart.properties(
        # Vega does not wrap: what is longer than the chart would be cut off in a picture.
        title=alt.Title(question, subtitle=wrap(subtitle, 96) if len(subtitle) > 96 else subtitle),
        description=f"{question} {finding}",
        background="transparent",
        **properties,
    ).configure(
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=INK,
            titleColor=INK,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight=500,
            gridColor=GRID,
            domain=False,
            ticks=False,
            labelLimit=220,
            labelPadding=8,
            labelFlush=False,
        ),
        legend=alt.LegendConfig(labelColor=INK, titleColor=INK, labelFontSize=12, orient="top", symbolSize=110, title=None),
        title=alt.TitleConfig(
            anchor="start", fontSize=15, subtitleFontSize=12, color=INK, subtitleColor=INK, offset=14, frame="group"
        ),
        text=alt.MarkConfig(color=INK),
        header=alt.HeaderConfig(labelColor=INK, titleColor=INK, labelFontSize=12),
    )


def whole_ticks(low: int, high: int, most: int = 8) -> list[int]:
    """
    Whole numbers to label an axis of counts with; left alone, Vega divides a short axis into fifths.

    Examples
    --------
    >>> whole_ticks(0, 1), whole_ticks(-3, 14)
    ([0, 1], [-2, 0, 2, 4, 6, 8, 10, 12, 14])
    """
    steps = (base * 10**power for power in count() for base in (1, 2, 5))
    step = next(step for step in steps if high - low <= (most + 1) * step)
    return list(range(-(-low // step) * step, high + 1, step))


def shown(value: float, metric: str) -> str:
    """A metric's value for people: shares in per cent, counts whole, the rest with one decimal."""
    if pd.isna(value):
        return "undefined"
    unit = METRICS[metric].unit if metric in METRICS else ""
    if unit == "share":
        return short_percent(value)
    if float(value).is_integer() and abs(value) < 1e6:
        return f"{value:,.0f}"
    return f"{value:,.1f}"


def is_share(metric: str) -> bool:
    """Whether a metric, or one of the two shares of `outlets`, is a share in [0, 1]."""
    return metric in SHARES or (metric in METRICS and METRICS[metric].unit == "share")


def amount(difference: float, metric: str) -> str:
    """
    A difference for people: that of shares in percentage points.

    Examples
    --------
    >>> amount(0.125, "quoted_share"), amount(-2, "words"), amount(0.5, "words_per_sentence")
    ('+12.5 pts', '−2', '+0.50')
    """
    if is_share(metric):
        return f"{signed(100 * difference)} pts"
    return signed(difference, 0 if float(difference).is_integer() else 2)


def short_percent(share: float) -> str:
    """
    A share for a label, where `percent` is too long; what is not all or nothing is never rounded to it.

    Examples
    --------
    >>> short_percent(0.5), short_percent(0.998), short_percent(0.001), short_percent(float("nan"))
    ('50 %', 'over 99 %', 'under 1 %', '–')
    """
    if pd.isna(share):
        return "–"
    return percent(share).replace("less than", "under").replace("more than", "over")


def _offline(spec: Mapping[str, Any], **_: Any) -> dict[str, Any]:
    # Without the schema's version: JupyterLab's Vega-Lite would warn of each chart that it is one behind Altair's.
    quiet = {name: part for name, part in spec.items() if name != "$schema"}
    # What exports and other views show of a notebook: a picture, which needs neither script nor network.
    picture = vl_convert.vegalite_to_png({**spec, "background": "white"}, scale=1.5)
    return {MIMETYPE: quiet, "image/png": b64encode(picture).decode(), "text/plain": spec.get("description", "chart")}


def draw_offline() -> None:
    """
    Let notebooks draw charts without a network.

    Altair's own renderer fetches scripts; this one hands the specification to the Vega that JupyterLab
    and the report carry. A renderer that the user has chosen is left alone, and so is a limit of rows.
    """
    if alt.data_transformers.active == "default" and not alt.data_transformers.options:
        alt.data_transformers.enable("default", max_rows=MOST_ROWS)
    alt.renderers.register("wirecopy", _offline)
    if alt.renderers.active in ("default", ""):
        alt.renderers.enable("wirecopy")
