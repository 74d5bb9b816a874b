"""render_report(): run a notebook for a story and write it as one self-contained page."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from analysis.arguments import one_story, several_stories
from analysis.articles.corpus.writing import write_whole
from analysis.articles.model import Story
from analysis.errors import AnalysisError
from analysis.presentation.page.tables import story_list
from analysis.presentation.page.validity_page import validity_page
from analysis.presentation.rendering import Html, asset, render
from analysis.presentation.report.execution import run_notebook
from analysis.presentation.report.export import exported

_PAGE = re.compile(r' data-page="([^"#]*)#([^"]*)"')
_INDEX, _OUTLETS, _VALIDITY = "index.html", "outlets.html", "validity.html"


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
        If the story cannot be measured, or the file cannot be written.
    """
    one_story(story, "render_report")
    return _render_story(story, Path(out))


def _render_story(story: Story, out: Path, *, home: str = "", **how: Any) -> Path:
    path = out if out.suffix == ".html" else out / _file_name(story)
    nb = run_notebook("story.ipynb", f"Story {story.story_id!r}", [story], story_id=story.story_id, **how)
    write_whole(path, exported(nb, story.title, home).encode())
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
        If the stories cannot be measured, or the file cannot be written.
    """
    stories = several_stories(stories, "render_outlets")
    return _render_outlets(stories, Path(out))


def _render_outlets(stories: list[Story], out: Path, *, home: str = "", **how: Any) -> Path:
    path = out if out.suffix == ".html" else out / _OUTLETS
    nb = run_notebook("outlets.ipynb", "The page of the outlets", stories, **how)
    write_whole(path, _linked(exported(nb, "What each outlet does", home), stories, path.parent).encode())
    return path


def render_reports(
    stories: Iterable[Story],
    out: str | Path,
    tell: Callable[[str], None] = lambda _: None,
    step: Callable[[str, int, int], None] = lambda name, done, of: None,
    labels: str | Path | None = None,
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
    labels : path-like or None
        A file of labels that people gave to these stories: how often the kit is right on them becomes a page beside the others.

    Returns
    -------
    dict
        For each story its file, or the error that kept it from being built; the others are built all the same. Then, where
        two stories or more were built, ``"outlets.html"`` with its file or error, ``"validity.html"`` where there are labels,
        and ``"index.html"`` where one was.

    Raises
    ------
    AnalysisError
        If the folder cannot be written to: that is known before anything is built.

    Notes
    -----
    Ctrl-C leaves the pages that were done, each of them whole.
    """
    stories, folder = several_stories(stories, "render_reports"), Path(out)
    done: dict[str, Path | AnalysisError] = {}
    with writable(folder):
        for story in stories:
            done[story.story_id] = _outcome(partial(_render_story, story, folder, home=_INDEX, step=partial(step, story.story_id)))
            tell(story.story_id)
        built = [story for story in stories if isinstance(done[story.story_id], Path)]
        if len(built) > 1:
            done[_OUTLETS] = _outcome(partial(_render_outlets, built, folder, home=_INDEX, step=partial(step, _OUTLETS)))
        if labels is not None:
            done[_VALIDITY] = _outcome(partial(_render_validity, labels, stories, folder))
        if built:
            page = render(
                "index_page",
                stories=built,
                outlets=isinstance(done.get(_OUTLETS), Path),
                validity=isinstance(done.get(_VALIDITY), Path),
                story_list=story_list(built),
                style=Html(asset("report.css")),
                script="",
            )
            done[_INDEX] = folder / _INDEX
            write_whole(done[_INDEX], _linked(page, built, folder).encode())
    return done


def _render_validity(labels: str | Path, stories: list[Story], folder: Path) -> Path:
    write_whole(folder / _VALIDITY, validity_page(labels, stories).encode())
    return folder / _VALIDITY


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
    """Of the story's page; some names are taken by the pages about all stories, and no id of a story begins with "~"."""
    taken = f"{story.story_id.casefold()}.html" in (_INDEX, _OUTLETS, _VALIDITY)
    return f"~{story.story_id}.html" if taken else f"{story.story_id}.html"


def _linked(html: str, stories: list[Story], folder: Path) -> str:
    """Make links of what leads to the page of a story, where there is one."""
    pages = {quote(story.story_id, safe=""): _file_name(story) for story in stories if (folder / _file_name(story)).exists()}

    def href(match: re.Match) -> str:
        page, place = pages.get(match[1]), f"#{match[2]}" if match[2] else ""
        return f' href="{quote(page)}{place}"' if page else ""

    return _PAGE.sub(href, html)
