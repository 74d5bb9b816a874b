"""From an executed notebook to one self-contained page: what nbconvert's template ``wirecopy`` needs."""

from __future__ import annotations

import re

import nbformat
from nbconvert import HTMLExporter
from nbconvert.preprocessors import Preprocessor

from analysis.presentation.charts.figure import figure_html, script_hash, vega_bundle
from analysis.presentation.rendering import TEMPLATES, Html, asset

_VEGALITE = re.compile(r"application/vnd\.vegalite\.v\d+\+json")
# What a notebook says of JupyterLab alone, where there is an explorer.
_LAB_ONLY = re.compile(r'<span class="wc-lab-only">.*?</span>', re.DOTALL)
_WIDGET = "application/vnd.jupyter.widget-view+json"


class ReportPreprocessor(Preprocessor):
    """
    Make an executed notebook ready for the ``wirecopy`` template.

    Widget views give way to their static twins, charts to a figure with its title as text, headings to a contents list; cells
    with the tag ``lab-only`` and words in a ``<span class="wc-lab-only">`` go; scripts are listed with the hashes that the
    content security policy admits.
    """

    def preprocess(self, nb: nbformat.NotebookNode, resources: dict) -> tuple[nbformat.NotebookNode, dict]:
        """Return the notebook without widget views, and the resources that the template needs."""
        nb.metadata.pop("widgets", None)
        nb.cells = [cell for cell in nb.cells if "lab-only" not in cell.metadata.get("tags", [])]
        contents: list[dict[str, str]] = []
        n_charts = 0
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                cell.source = _anchored(_LAB_ONLY.sub("", cell.source), contents)
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                data.pop(_WIDGET, None)
                if 'class="dataframe"' in data.get("text/html", ""):
                    data["text/html"] = _frame_html(data["text/html"])
                mime = next((key for key in data if _VEGALITE.match(key)), None)
                if mime:
                    n_charts += 1
                    output.data = {"text/html": str(figure_html(data[mime], n_charts, pack=True))}
        scripts = [asset("reader.js"), asset("corrections.js"), asset("chart.js"), asset("report.js")]
        if n_charts:
            scripts.insert(0, vega_bundle().replace("</script", "<\\/script"))
        resources["wirecopy"] = {
            "home": nb.metadata.get("home", ""),
            "contents": contents,
            "scripts": scripts,
            "script_hashes": " ".join(script_hash(s) for s in scripts),
            "style": asset("report.css") + asset("reader.css"),
            "title": nb.metadata.get("title")
            or next((e["title"] for e in contents), resources.get("metadata", {}).get("name", "Report")),
        }
        return nb, resources


def exported(nb: nbformat.NotebookNode, title: str, home: str = "") -> str:
    """Return the page of an executed notebook; ``home`` is the page that it leads back to."""
    nb.metadata["title"], nb.metadata["home"] = title, home
    exporter = HTMLExporter(template_name="wirecopy", extra_template_basedirs=[str(TEMPLATES)])
    return exporter.from_notebook_node(nb)[0]


def _frame_html(html: str) -> str:
    """A frame as pandas shows it, in a room of its own that scrolls, by keyboard too; its corners are no headings."""
    table = html.replace("<th></th>", "<td></td>")
    return f'<div class="wc-scroll" tabindex="0" role="group" aria-label="Table">{table}</div>'


def _anchored(source: str, contents: list[dict[str, str]]) -> str:
    def anchor(match: re.Match) -> str:
        title = match.group(1).strip()
        slug = re.sub(r"\W+", "-", title.lower()).strip("-")
        contents.append({"id": slug, "title": title})
        return Html('<h2 id="{}">{}</h2>\n').format(slug, title)

    return re.sub(r"^## (.+)$", anchor, source, flags=re.MULTILINE)
