"""per_outlet(): a chart of one republication at a time, of one that is named, or of all at once for a paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import altair as alt
import pandas as pd

from analysis.errors import AnalysisError
from analysis.presentation.charts.parts import SWITCH, named

EACH = "each"
_WHOLE = ("$schema", "config", "background", "description", "title", "params", "datasets", "usermeta", "name", "padding")


def per_outlet(draw: Callable[..., alt.LayerChart]) -> Callable[..., alt.TopLevelMixin]:
    """
    Let a chart of one republication take ``outlet``.

    Parameters
    ----------
    draw : callable
        From a frame with the columns ``article_id`` and ``outlet`` to a chart with a switch between republications.

    Returns
    -------
    callable
        The same with the keyword ``outlet``: "each" shows one republication at a time, with a switch between them; an
        outlet's name or an article id shows this one alone; None shows all at once, a panel for each, as a paper needs it.
    """

    @wraps(draw)
    def chart(frame: pd.DataFrame, *args: Any, outlet: str | None = EACH, **kwargs: Any) -> alt.TopLevelMixin:
        if outlet == EACH or frame.empty or not {"article_id", "outlet"} <= {*frame.columns}:
            return draw(frame, *args, **kwargs)
        versions = named(frame[frame.role != "wire"] if "role" in frame else frame)
        names = dict(zip(versions.article_id, versions.outlet, strict=True))
        others = frame.article_id.isin(names.keys())
        if outlet is not None:
            (names,) = [{key: name} for key, name in names.items() if outlet in (key, name)] or [_unknown(outlet, names)]
        panels = {}
        for key, name in names.items():
            # Of the wire, a frame of comparisons has rows for each of them.
            of_wire = ~others & (frame.compared_with == key) if "compared_with" in frame else ~others
            panels[name] = draw(frame[of_wire | (frame.article_id == key)], *args, **kwargs).to_dict()
        return _together([(key, name, panels[name]) for key, name in names.items()])

    return chart


def _unknown(outlet: str, names: dict[str, str]) -> dict[str, str]:
    raise AnalysisError(f"outlet has no {outlet!r}: choose of {', '.join(names.values())}, or None for all at once.")


def _together(panels: list[tuple[str, str, dict[str, Any]]]) -> alt.VConcatChart:
    first, parts, datasets = panels[0][2], [], {}
    for key, name, spec in panels:
        # The switch is set for good: each panel shows one version, which stands in its title.
        own = json.dumps({k: v for k, v in spec.items() if k not in _WHOLE})
        fixed = json.loads(own.replace(f"=== {SWITCH}", f"=== {json.dumps(json.dumps(key))[1:-1]}"))
        for layer in fixed.get("layer", []):
            layer.pop("name", None)
        parts.append({**fixed, "title": {"text": name, "anchor": "start", "fontSize": 13}})
        datasets |= spec.get("datasets", {})
    whole = {key: first[key] for key in ("config", "background", "title") if key in first}
    told = " ".join(spec["description"] for *_, spec in panels)
    return alt.VConcatChart.from_dict({"vconcat": parts, "datasets": datasets, "description": told, **whole})
