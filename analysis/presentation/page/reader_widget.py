"""The reader as a widget of JupyterLab, and the static twin that an exported notebook shows in a widget's place."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets
from IPython import get_ipython

from analysis.presentation.rendering import asset


def with_static_twin(bundle: Any, html: str) -> dict[str, Any]:
    """
    Add to a widget's display bundle what an exported notebook shows in the widget's place.

    Where nobody looks, as with ``jupyter nbconvert --execute``, the twin is all: an export would show the widget instead,
    with scripts from the network.
    """
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return {**(data if _somebody_looks() else {}), "text/html": html}


def _somebody_looks() -> bool:
    """Whether the cell was run by a person's front end, which can be asked for input; one that only executes cannot."""
    shell = get_ipython()
    try:
        return bool(shell.get_parent()["content"]["allow_stdin"])
    except (AttributeError, KeyError, TypeError):
        return True


class Reader(anywidget.AnyWidget):
    """
    The reader as a widget.

    Attributes
    ----------
    html : str
        From `reader_html`.
    republication : str
        The panel that is shown.
    focus_on : str
        Address of the words to mark and scroll to; the empty string marks nothing.
    correctable : bool
        What a person says of the words under the cursor is sent as a message, ``{"correct": rows}`` or ``{"undo": rows}``.
    """

    _esm = asset("lab.js") + asset("reader.js") + asset("corrections.js") + asset("widget.js")
    _css = asset("reader.css") + asset("widget.css")
    html = traitlets.Unicode("").tag(sync=True)
    republication = traitlets.Unicode("").tag(sync=True)
    focus_on = traitlets.Unicode("").tag(sync=True)
    correctable = traitlets.Bool(False).tag(sync=True)
