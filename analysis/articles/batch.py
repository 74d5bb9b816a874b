"""Several sources at once: pages, documents, tables, in the order given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from analysis.articles.ids import slug
from analysis.articles.ingest import ImportPreview, preview_import
from analysis.articles.tables import TABLES, import_table
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
        In the order of the sources and their rows. Several pages of one outlet get ids from the outlet and the file's name.

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
    for source in sources:
        if Path(source).suffix.casefold() in TABLES:
            if kinds or own:
                raise AnalysisError(f"{source}: a table has its own columns for that; kinds are corrected in the article's file.")
            previews += import_table(source, columns=columns, story_id=story_id, outlet=outlet, role=role, encoding=encoding)
            continue
        if not story_id or not role:
            missing = "the story" if not story_id else "the role (wire or republication)"
            raise AnalysisError(f"{source}: {missing} is missing: a page does not say it.")
        path = "-" if str(source) == "-" else Path(source)
        preview = preview_import(path, story_id=story_id, outlet=outlet, role=role, kinds=kinds, encoding=encoding, **fields)
        if len(sources) > 1 and outlet and path != "-":
            name = slug(f"{preview.article.article_id} {Path(source).stem}")
            preview = replace(preview, article=replace(preview.article, article_id=name))
        previews.append(preview)
    return previews
