"""run_notebook(): execute one of the kit's notebooks for some stories, in this process."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

import nbformat

from analysis.articles.corpus.locations import notebooks
from analysis.articles.model import Story
from analysis.errors import AnalysisError
from analysis.presentation.charts import altair as alt
from analysis.presentation.charts.parts import MIMETYPE


def run_notebook(
    name: str,
    called: str,
    stories: Iterable[Story],
    *,
    step: Callable[[int, int], None] = lambda done, of: None,
    **parameters: str,
) -> nbformat.NotebookNode:
    """
    Run one of the kit's notebooks without a kernel: nothing is written to the disk, and nothing stays behind.

    Parameters
    ----------
    name : str
        Its file name.
    called : str
        What an error message calls the work.
    stories : iterable of Story
        What the notebook reads as ``corpus``.
    step : callable
        Told after each cell how many cells have been run, and of how many.
    **parameters : str
        Values for the cell that is tagged ``parameters``, besides ``corpus``.

    Returns
    -------
    nbformat.NotebookNode
        The notebook with what its cells show: specifications of charts, and HTML. Cells for JupyterLab alone are left out.

    Raises
    ------
    AnalysisError
        If a cell fails.
    """
    nb = nbformat.read(notebooks() / name, as_version=4)
    nb.cells = [cell for cell in nb.cells if "lab-only" not in cell.metadata.get("tags", [])]
    cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    namespace: dict[str, Any] = {}
    for n, cell in enumerate(cells, 1):
        try:
            # Without Altair's checks against the schema, which take longer than the rest; the tests of the charts make them.
            with alt.utils.schemapi.debug_mode(False):
                shown = _run(cell.source, namespace)
        except Exception as error:
            raise AnalysisError(f"{called}: the notebook stopped: {error or type(error).__name__}") from error
        if "parameters" in cell.metadata.get("tags", []):
            namespace |= {"corpus": tuple(stories), **parameters}
        if shown is not None:
            cell.outputs = [nbformat.v4.new_output("execute_result", data=_bundle(shown), execution_count=n)]
        step(n, len(cells))
    return nb


def _run(source: str, namespace: dict[str, Any]) -> Any:
    """Run a cell; its value is that of the expression it ends in."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), namespace)  # noqa: S102  the kit's own notebook
    return last and eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace)  # noqa: S307


def _bundle(shown: Any) -> dict[str, Any]:
    """What a page shows of a value: a chart's specification, a widget's static twin, or HTML."""
    if isinstance(shown, alt.TopLevelMixin):
        return {MIMETYPE: shown.to_dict(validate=False)}
    twin = getattr(shown, "static_twin", None) or shown._repr_html_
    return {"text/html": str(twin())}
