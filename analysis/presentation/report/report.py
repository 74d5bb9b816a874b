"""render_report(): run a notebook for a story and write it as one self-contained page."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from functools import partial
from html import escape
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

import nbformat
from nbconvert import HTMLExporter
from nbconvert.preprocessors import Preprocessor

from analysis.arguments import one_story, several_stories
from analysis.articles.corpus.writing import write_whole
from analysis.articles.model import Story
from analysis.comparison.numbers.overview import overview
from analysis.errors import AnalysisError
from analysis.presentation.charts.figure import figure_html, script_hash, vega_bundle
from analysis.presentation.charts.names import version_names
from analysis.presentation.charts.parts import short_percent
from analysis.presentation.page.page import MOST_CARDS
from analysis.presentation.page.reader import TEMPLATES, asset
from analysis.presentation.page.tables import scrolling
from analysis.presentation.report.kernel import run_notebook

_VEGALITE = re.compile(r"application/vnd\.vegalite\.v\d+\+json")
# What a notebook says of JupyterLab alone, where there is an explorer.
_LAB_ONLY = re.compile(r'<span class="wc-lab-only">.*?</span>', re.DOTALL)
_PAGE = re.compile(r' data-page="([^"#]*)#([^"]*)"')
_INDEX = "index.html"
_WIDGET = "application/vnd.jupyter.widget-view+json"


class ReportPreprocessor(Preprocessor):
    """
    Make an executed notebook ready for the ``wirecopy`` template.

    Widget views give way to their static twins, charts to a figure with its title as text, headings to a
    contents list; words in a ``<span class="wc-lab-only">`` go; scripts are listed with the hashes that the content security policy admits.
    """

    def preprocess(self, nb: nbformat.NotebookNode, resources: dict) -> tuple[nbformat.NotebookNode, dict]:
        """Return the notebook without widget views, and the resources that the template needs."""
        nb.metadata.pop("widgets", None)
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
                    data["text/html"] = figure_html(data.pop(mime), n_charts, pack=True)
                    data.pop("text/plain", None)
        scripts = [asset("reader.js"), asset("chart.js"), asset("report.js")]
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


def render_report(story: Story, out: str | Path) -> Path:
    """
    Write the report of a story as one HTML file that needs no network.

    Parameters
    ----------
    story : Story
    out : str or Path
        A file that ends in ``.html``, or a folder, where the file is named after the story.

    Returns
    -------
    Path
        The file. It is replaced as a whole, or left alone if something fails.

    Raises
    ------
    AnalysisError
        If the notebook cannot be run for this story, or the file cannot be written.
    """
    one_story(story, "render_report")
    return _render_story(story, Path(out))


def _render_story(story: Story, out: Path, *, home: str = "", **how: Any) -> Path:
    path = out if out.suffix == ".html" else out / _file_name(story)
    nb = run_notebook("story.ipynb", f"Story {story.story_id!r}", [story], story_id=story.story_id, **how)
    if home:
        nb.metadata["home"] = home
    write_whole(path, _export(nb, story.title).encode())
    return path


def render_outlets(stories: Iterable[Story], out: str | Path) -> Path:
    """
    Write what each outlet does on average over stories as one HTML file that needs no network.

    Parameters
    ----------
    stories : iterable of Story
        An outlet with fewer than three of them shows no habit, and the page says so.
    out : str or Path
        A file that ends in ``.html``, or a folder, where the file is named ``outlets.html``.

    Returns
    -------
    Path

    Raises
    ------
    AnalysisError
        If the notebook cannot be run for these stories, or the file cannot be written.
    """
    stories = several_stories(stories, "render_outlets")
    return _render_outlets(stories, Path(out))


def _render_outlets(stories: list[Story], out: Path, *, home: str = "", **how: Any) -> Path:
    path = out if out.suffix == ".html" else out / "outlets.html"
    nb = run_notebook("outlets.ipynb", "The page of the outlets", stories, **how)
    # The explorer's twin is one story; a page of all of them leads to theirs.
    for output in (output for cell in nb.cells for output in cell.get("outputs", []) if _WIDGET in output.get("data", {})):
        output.data = {"text/html": _story_list([story for story in stories if story.republications], 3, path.parent)}
    for output in (output for cell in nb.cells for output in cell.get("outputs", []) if "text/html" in output.get("data", {})):
        output.data["text/html"] = _linked(output.data["text/html"], stories, path.parent)
    if home:
        nb.metadata["home"] = home
    write_whole(path, _export(nb, "What each outlet does").encode())
    return path


def render_reports(
    stories: Iterable[Story],
    out: str | Path,
    tell: Callable[[str], None] = lambda _: None,
    step: Callable[[str, int, int], None] = lambda name, done, of: None,
) -> dict[str, Path | AnalysisError]:
    """
    Write the reports of several stories, a page of what each outlet does on average, and an index page.

    Parameters
    ----------
    stories : iterable of Story
    out : str or Path
        A folder, made if needed.
    tell : callable
        Told each story's name as its report is done or has failed.
    step : callable
        Told now and then which page is being made, how many of its parts are done, and of how many.

    Returns
    -------
    dict
        For each story its file, or the error that kept it from being built; the others are built all the same. Then, where
        two stories or more were built, ``"outlets.html"`` with its file or error, and ``"index.html"`` where one was.

    Raises
    ------
    AnalysisError
        If the folder cannot be written to: that is known before anything is built.

    Notes
    -----
    Ctrl-C ends the kernels and leaves the pages that were done.
    """
    stories, folder = several_stories(stories, "render_reports"), Path(out)
    done: dict[str, Path | AnalysisError] = {}
    stop = Event()
    with writable(folder):
        with ThreadPoolExecutor(max_workers=max(1, min(len(stories), os.cpu_count() or 1))) as pool:
            work = {
                pool.submit(_render_story, story, folder, home=_INDEX, stop=stop, step=partial(step, story.story_id)): story
                for story in stories
            }
            try:
                for future in as_completed(work):
                    name = work[future].story_id
                    done[name] = _outcome(future.result)
                    tell(name)
            except BaseException:
                # Before the pool waits for its threads.
                stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        done = {story.story_id: done[story.story_id] for story in stories}
        built = [story for story in stories if isinstance(done[story.story_id], Path)]
        if len(built) > 1:
            done["outlets.html"] = _outcome(
                partial(_render_outlets, built, folder, home=_INDEX, stop=stop, step=partial(step, "outlets.html"))
            )
        if built:
            habits = isinstance(done.get("outlets.html"), Path)
            done[_INDEX] = folder / _INDEX
            write_whole(done[_INDEX], _index(built, folder, habits=habits).encode())
    return done


def _outcome(make: Callable[[], Path]) -> Path | AnalysisError:
    try:
        return make()
    except AnalysisError as error:
        return error


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Refuse a folder that cannot be written to before anything is built; one that is made for nothing goes again."""
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        _remove(made)
        raise AnalysisError(
            f"{folder}: no file can be written there ({error.strerror or error}): choose a folder that you may write to."
        ) from None
    try:
        yield
    finally:
        _remove(made)


def _remove(folders: list[Path]) -> None:
    for place in folders:
        with suppress(OSError):  # there is something in it, or it was not made
            place.rmdir()


def _file_name(story: Story) -> str:
    """Of the story's page; two names are taken by the pages about all stories, and no id of a story begins with "~"."""
    taken = story.story_id.casefold() in ("index", "outlets")
    return f"~{story.story_id}.html" if taken else f"{story.story_id}.html"


def _export(nb: nbformat.NotebookNode, title: str) -> str:
    nb.metadata["title"] = title
    exporter = HTMLExporter(template_name="wirecopy", extra_template_basedirs=[str(TEMPLATES)])
    return exporter.from_notebook_node(nb)[0]


def _frame_html(html: str) -> str:
    """A frame as pandas shows it, in a room of its own; its corners are no headings."""
    return scrolling(html.replace("<th></th>", "<td></td>"))


def _anchored(source: str, contents: list[dict[str, str]]) -> str:
    def anchor(match: re.Match) -> str:
        title = match.group(1).strip()
        slug = re.sub(r"\W+", "-", title.lower()).strip("-")
        contents.append({"id": slug, "title": title})
        return f'<h2 id="{slug}">{escape(title)}</h2>\n'

    return re.sub(r"^## (.+)$", anchor, source, flags=re.MULTILINE)


def _story_list(stories: list[Story], level: int, folder: Path) -> str:
    """Stories with links to their pages, where there are any, and how much of the wire each republication carries."""
    rows = []
    for story in stories:
        names, shares = version_names(story), overview(story).dropna(subset="kept_share")
        if len(shares) > MOST_CARDS:
            least, half, most = (short_percent(shares.kept_share.quantile(q)) for q in (0, 0.5, 1))
            said = f"{len(shares)} republications carry from {least} to {most} of its words; half of them carry {half} or more."
            kept = ""
        else:
            said = "Share of its words that each republication carries:" if len(shares) else "No republication to compare with it."
            kept = "".join(
                f"<li>{escape(names[r.article_id])} <b>{short_percent(r.kept_share)}</b></li>" for r in shares.itertuples()
            )
        title, page = escape(story.title or story.story_id), _file_name(story)
        linked = f'<a href="{escape(quote(page))}">{title}</a>' if (folder / page).exists() else title
        rows.append(
            f'<li class="wc-story"><h{level}>{linked}</h{level}>'
            f"<p>Wire: {escape(story.wire.outlet)}. {said}</p>{f'<ul>{kept}</ul>' if kept else ''}</li>"
        )
    return f'<ul class="wc-stories">{"".join(rows)}</ul>'


def _linked(html: str, stories: list[Story], folder: Path) -> str:
    """Make links of what leads to the page of a story, where there is one."""
    pages = {quote(story.story_id, safe=""): _file_name(story) for story in stories if (folder / _file_name(story)).exists()}

    def href(match: re.Match) -> str:
        page, place = pages.get(match[1]), f"#{match[2]}" if match[2] else ""
        return f' href="{escape(quote(page))}{place}"' if page else ""

    return _PAGE.sub(href, html)


def _index(stories: list[Story], folder: Path, *, habits: bool) -> str:
    more = '<p><a href="outlets.html">What each outlet does on average, over all stories</a></p>' if habits else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="color-scheme" content="light dark">'
        "<title>What did each outlet do to the agency’s copy?</title>"
        f'<style>{asset("report.css")}</style></head><body class="wc-index"><main id="main"><p class="wc-kicker">wirecopy</p>'
        f"<h1>What did each outlet do to the agency’s copy?</h1>{more}{_story_list(stories, 2, folder)}</main></body></html>"
    )
