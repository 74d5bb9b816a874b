"""The notebooks: thin, clean, run without an error in a kernel, and whole when exported."""

from __future__ import annotations

import ast
import re

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LOGIC = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.DictComp)
names = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_every_notebook_is_there():
    assert [path.stem for path in NOTEBOOKS] == ["coding", "method", "outlets", "story", "your-articles"]


@names
def test_is_valid_and_carries_nothing_from_a_run(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    for cell in code_cells(notebook):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)


@names
def test_has_no_logic_and_one_call_a_cell(path):
    for cell in code_cells(nbformat.read(path, as_version=4)):
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, LOGIC)], cell.source
        statements = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
        assert len(statements) <= 2, cell.source
        assert all(isinstance(node, ast.Assign | ast.Expr) for node in statements), cell.source


@names
def test_says_what_it_is_for(path):
    notebook = nbformat.read(path, as_version=4)
    assert any(cell.cell_type == "markdown" and len(cell.source) > 80 for cell in notebook.cells)


@names
def test_text_fits_a_page_too(path):
    """An exported notebook is a page: it is not "this notebook"."""
    text = "".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    assert "this notebook" not in text.casefold()


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    done = {}

    def run_once(path):
        if path not in done:
            notebook = nbformat.read(path, as_version=4)
            folder = tmp_path_factory.mktemp(path.stem)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("PYTHONPATH", str(ROOT))
                patch.setenv("WIRECOPY_CORPUS", str(ROOT / "corpus"))
                resources = {"metadata": {"path": str(folder)}}
                client = NotebookClient(notebook, timeout=300, kernel_name="python3", store_widget_state=False, resources=resources)
                done[path] = client.execute(), sorted(folder.iterdir())
        return done[path]

    return run_once


@names
def test_runs_in_a_kernel_and_writes_nothing(path, run):
    notebook, files = run(path)
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert outputs
    assert not [o for o in outputs if o.output_type in ("error", "stream")], outputs
    assert files == []


@names
def test_every_result_has_a_form_that_needs_no_widget(path, run):
    notebook, _ = run(path)
    for cell in code_cells(notebook):
        for output in cell.outputs:
            assert {"text/html", "application/vnd.vegalite.v5+json"} & set(output.data), cell.source


@names
def test_exports_whole(path, run):
    from nbconvert import HTMLExporter

    from analysis.presentation.rendering import TEMPLATES

    notebook, _ = run(path)
    html, _ = HTMLExporter(template_name="wirecopy", extra_template_basedirs=[str(TEMPLATES)]).from_notebook_node(notebook)
    assert "widget-view" not in html
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", html)
    kept = [cell for cell in code_cells(notebook) if "lab-only" not in cell.metadata.get("tags", [])]
    assert html.count('<div class="wc-out">') == sum(bool(cell.outputs) for cell in kept)


@pytest.mark.slow
def test_plain_nbconvert_shows_a_picture_of_each_chart_and_the_reader_as_text(tmp_path, story):
    """Exported with nothing but Jupyter's own template, opened where there is no network."""
    import os
    import subprocess
    import sys

    place = {**os.environ, "PYTHONPATH": str(ROOT), "WIRECOPY_CORPUS": str(ROOT / "corpus")}
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute", "--output-dir", str(tmp_path)]
    subprocess.run([*command, str(ROOT / "notebooks" / "story.ipynb")], check=True, capture_output=True, env=place, cwd=tmp_path)
    html = (tmp_path / "story.html").read_text(encoding="utf8")
    notebook = nbformat.read(ROOT / "notebooks" / "story.ipynb", as_version=4)
    assert html.count('src="data:image/png;base64,') == sum(cell.source.startswith("charts.") for cell in code_cells(notebook))
    assert 'type="application/vnd.jupyter.widget-view+json">' not in html
    assert 'class="wc-panel"' in html and 'class="wc-card"' in html
