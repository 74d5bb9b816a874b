"""What a self-contained page is made of: charts as figures, the script that draws them, the hash that admits a script."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs
import vl_convert

from analysis.articles.corpus.writing import write_whole
from analysis.errors import AnalysisError
from analysis.presentation.charts.packing import PLAIN, packed
from analysis.presentation.charts.parts import SWITCH
from analysis.presentation.rendering import Html, render


def figure_html(spec: Mapping[str, Any], number: int | str, *, pack: bool = False) -> Html:
    """
    Turn a chart's specification into a figure that a script draws without a network.

    Parameters
    ----------
    spec : mapping
        Vega-Lite, as ``chart.to_dict()`` gives it; its title becomes the caption and its description the text that a
        person who cannot see the chart reads.
    number : int or str
        Tells the figure from the others of its page.
    pack : bool
        Compress a large specification; the script that draws it must unpack it.

    Returns
    -------
    Html
    """
    spec = dict(spec)
    title = spec.pop("title", None) or {}
    question, note = (title, "") if isinstance(title, str) else (title.get("text", ""), title.get("subtitle", ""))
    spec["description"] = described = shortened(str(spec.get("description", "Chart")))
    data = json.dumps(spec, separators=(",", ":")).replace("<", "\\u003c")
    large = pack and len(data) > PLAIN
    return render(
        "figure",
        number=number,
        question=question,
        note=" ".join(note) if isinstance(note, list) else note,
        # A chart of one republication at a time leaves room for its name.
        switched=any(param.get("name") == SWITCH for param in spec.get("params", [])),
        packed=large,
        data=Html(packed(data) if large else data),
        described=described,
    )


def shortened(text: str, limit: int = 1500) -> str:
    """
    Cut a text that nobody would listen to till its end, at a whole statement.

    Examples
    --------
    >>> shortened("Kept: A; B; C.", 11)
    'Kept: A; B; and more.'
    """
    return text if len(text) <= limit else text[:limit].rpartition(";")[0].rstrip() + "; and more."


def script_hash(script: str) -> str:
    """Return the source expression by which a content security policy admits an inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@cache
def vega_bundle() -> str:
    """
    Return the script that draws charts: Vega, Vega-Lite and Vega-Embed in one, as ``window.vegaEmbed``.

    Bundling takes about two seconds, so the result is kept in the user's cache folder under vl-convert's version and its own
    digest: a file that was damaged, or cut short by a full disk, is not taken for it.
    """
    folder, name = Path(platformdirs.user_cache_dir("wirecopy")), f"vega-{vl_convert.__version__}"
    for kept in folder.glob(f"{name}-*.js"):
        with suppress(OSError, UnicodeDecodeError):
            bundle = kept.read_text(encoding="utf8")
            if kept.name == f"{name}-{_digest(bundle)}.js":
                return bundle
    bundle = vl_convert.javascript_bundle()
    # A home that cannot be written to costs the two seconds again, nothing else.
    with suppress(OSError, AnalysisError):
        for old in folder.glob("*vega-*"):  # of another version, damaged, or left by a run that was killed
            old.unlink()
        write_whole(folder / f"{name}-{_digest(bundle)}.js", bundle.encode())
    return bundle


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
