"""Several sources at once: pages, documents, tables, in the order given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from analysis.articles.ids import slug
from analysis.articles.importing.ingest import ImportPreview, preview_import
from analysis.articles.importing.tables import TABLES, import_table
from analysis.errors import AnalysisError


def import_sources(
    sources: Sequence[str | Path],
    *,
    story_id: str | None = None,
    outlet: str | None = None,
    role: str | None = None,
    columns: Mapping[str, str] | None = None,
    kinds: Mapping[int, str] | None = None,
    encoding: str | None = None,
    **fields: str | None,
) -> list[ImportPreview]:
    """
    Show what would be imported from several sources; nothing is written.

    Parameters
    ----------
    sources : sequence of path-like
        Pages, texts and documents as `import_article` reads them (``"-"`` is standard input), and tables as `import_table` does.
    story_id, role : str, optional
        Needed for a page; a table may have them in its columns.
    outlet : str, optional
        Who published it; if it is left out, a page's metadata or a table's column say so.
    columns : mapping of str to str, optional
        The columns of tables, as for `import_table`.
    kinds, **fields
        As for `import_article`; they are for one page alone.
    encoding : str, optional
        Encoding of text, pages and CSV, where it is not UTF-8.

    Returns
    -------
    list of ImportPreview
        In the order of the sources and their rows. Pages get ids from the outlet; several for which one outlet was given, or
        whose ids would be the same, from the outlet and the file's name.

    Raises
    ------
    AnalysisError
        As `import_article` and `import_table`; and if something is missing that a page needs.
    """
    own = {name: value for name, value in fields.items() if value is not None and name != "language"}
    if len(sources) > 1 and (kinds or own):
        names = ", ".join([*(["kinds"] if kinds else []), *own])
        raise AnalysisError(f"{names} can be given for one page only: import the files one by one.")
    previews: list[ImportPreview] = []
    pages: dict[int, str] = {}  # which of the previews are pages, and what their files are called
    for source in sources:
        if Path(source).suffix.casefold() in TABLES:
            if kinds or own:
                raise AnalysisError(f"{source}: a table has its own columns for that; kinds are corrected in the article's file.")
            previews += import_table(source, columns=columns, story_id=story_id, outlet=outlet, role=role, encoding=encoding)
            continue
        if Path(source).is_dir():
            table = Path(source) / "pages.csv"
            raise AnalysisError(
                f"{source}: this is a folder: draft a table of its pages first: wirecopy import {source} --draft {table}"
            )
        if not story_id or not role:
            missing = "the story" if not story_id else "the role (wire or republication)"
            raise AnalysisError(f"{source}: {missing} is missing: a page does not say it.")
        path = "-" if str(source) == "-" else Path(source)
        preview = preview_import(path, story_id=story_id, outlet=outlet, role=role, kinds=kinds, encoding=encoding, **fields)
        if len(sources) > 1 and isinstance(path, Path):
            pages[len(previews)] = path.stem
        previews.append(preview)
    ids = Counter(map(_place, previews))
    for number, stem in pages.items():
        if outlet or ids[_place(previews[number])] > 1:
            previews[number] = _renamed(previews[number], slug(f"{previews[number].article.article_id} {stem}"))
    return _numbered(previews, pages)


def _numbered(previews: list[ImportPreview], pages: Container[int]) -> list[ImportPreview]:
    """Number pages that would be one file still: those of one name from two folders, or whose names were too long."""
    taken = {_place(preview) for number, preview in enumerate(previews) if number not in pages}
    for number, preview in enumerate(previews):
        if number in pages:
            name = preview.article.article_id
            preview = next(
                new for n in count(1) if _place(new := preview if n == 1 else _renamed(preview, f"{name}-{n}")) not in taken
            )
            taken.add(_place(preview))
            previews[number] = preview
    return previews


def _place(preview: ImportPreview) -> tuple[str, str]:
    return preview.article.story_id, preview.article.article_id.casefold()


def _renamed(preview: ImportPreview, article_id: str) -> ImportPreview:
    return replace(preview, article=replace(preview.article, article_id=article_id))
