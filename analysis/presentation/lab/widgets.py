"""What JupyterLab draws and what answers there: the stage with a view's charts, the reader, the list of a page's blocks."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from analysis.articles.model import BLOCK_KINDS
from analysis.presentation.charts.figure import vega_bundle
from analysis.presentation.rendering import asset

# The report's style sheet, held inside the widget: nested, none of its rules touches JupyterLab itself.
_PAGE_STYLE = f".wc-stage{{{asset('report.css')}}}"


class Stage(anywidget.AnyWidget):
    """
    The place where a view's charts and page parts are drawn.

    Attributes
    ----------
    content : dict
        ``key``, a name of the view with its choices, and ``html``; what was drawn under a key is kept.
    ahead : dict
        As ``content``, of a view to draw out of sight.
    republication : str
        The republication that charts and page parts show.
    picked : list
        Address of the words behind the mark that was clicked, the version that they are in (or an empty string), and how
        many clicks there have been.
    """

    _css = _PAGE_STYLE + asset("widget.css")
    content = traitlets.Dict({"key": "", "html": ""}).tag(sync=True)
    republication = traitlets.Unicode("").tag(sync=True)
    ahead = traitlets.Dict({"key": "", "html": ""}).tag(sync=True)
    picked = traitlets.List(["", "", 0]).tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        # Vega is large: it is read when the first stage is made, not when this module is imported.
        type(self)._esm = vega_bundle() + "\n" + asset("lab.js") + asset("chart.js") + asset("stage.js")
        super().__init__(**kwargs)


class BlockEditor(anywidget.AnyWidget):
    """
    The blocks of a page, each with the kind that it was taken for and a menu to correct it.

    Attributes
    ----------
    blocks : list of dict
        ``kind``, ``text`` and ``reason`` of each block.
    kinds : dict
        Kinds that a person has chosen, by the number of the block from 1, as text.
    doubts : list of str
        What to look at.
    """

    _esm = asset("lab.js") + asset("importer.js")
    _css = asset("widget.css")
    blocks = traitlets.List().tag(sync=True)
    kinds = traitlets.Dict().tag(sync=True)
    doubts = traitlets.List().tag(sync=True)
    options = traitlets.List(list(BLOCK_KINDS)).tag(sync=True)
