"""Articles from tables: a row an article, in CSV, Excel, JSON lines or Parquet, with columns of any name."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from analysis.articles.corpus.records import csv_rows, json_rows, parquet_rows
from analysis.articles.ids import slug
from analysis.articles.importing.ingest import PAGE_FIELDS, ImportPreview, preview_import
from analysis.articles.importing.versions import DATABASES, version_rows
from analysis.articles.reading import CorpusError, first_bytes, leads_inside
from analysis.errors import AnalysisError

# Names that columns have in exports of Nexis, Factiva, ProQuest, Media Cloud and others, whatever their capitals, spaces and
# underscores; others are named with ``columns``.
SYNONYMS = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "article_text",
        "full_text",
        "maintext",
        "main_text",
        "bodytext",
        "hlead",
        "td",
        "lp",
    ),
    "lead": ("lp", "lead_paragraph"),
    "file": ("file", "filename", "path"),
    "headline": ("headline", "title", "hd", "document_title"),
    "outlet": (
        *("outlet", "source", "publication", "publication_name", "publication_title", "pubtitle", "publisher", "newspaper"),
        *("media_name", "medium", "sn", "source_name", "source_common_name", "domain"),
    ),
    "published": (
        *("published", "date", "publish_date", "published_at", "published_date", "publication_date", "date_publish", "pubdate"),
        *("pd", "seendate", "created"),
    ),
    "byline": ("byline", "author", "authors", "by"),
    "url": ("url", "link", "document_identifier"),
    "story_id": ("story_id", "story"),
    "article_id": ("article_id", "id"),
    "role": ("role",),
    "licence": ("licence", "license"),
    "language": ("language", "lang"),
}
# Bounds of a sheet: what it unpacks to, how many columns are read, how many rows and how many characters in a cell Excel knows.
_SHEET_BYTES, _SHEET_COLUMNS, _SHEET_ROWS, _CELL = 100_000_000, 256, 1_048_576, 32_767
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005F)_")  # how a workbook writes a control character, and an underscore before "x"
TABLES = (".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson", ".parquet", *DATABASES)


def import_table(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    story_id: str | None = None,
    outlet: str | None = None,
    role: str | None = None,
    encoding: str | None = None,
) -> list[ImportPreview]:
    """
    Import the articles of a table, one a row.

    Parameters
    ----------
    path : path-like
        A ``.csv``, ``.tsv``, ``.xlsx`` (first sheet), ``.jsonl`` or ``.parquet`` file with a header, or a database of the versions
        of an outlet's articles (``.db``, `version_rows`).
    columns : mapping of str to str, optional
        Which column holds a field, as ``{"text": "Body", "outlet": "Medium"}``, for names that are not in `SYNONYMS`.
    story_id, outlet, role : str, optional
        Values for all rows, where the table has no such column or the cell is empty.
    encoding : str, optional
        Encoding of a CSV file, where it is not UTF-8.

    Returns
    -------
    list of ImportPreview
        In the order of the rows. Nothing is written; `save_articles` writes them all, or none.

    Raises
    ------
    AnalysisError
        If there is no column with a text (``text``) or with the name of a file beside the table (``file``), if a row lacks a
        story, a role or an outlet, if its story has a name that makes the id of another, or if its article cannot be imported;
        the message says what is wrong with the first such row and names the lines of the others. A
        ``file`` that lies outside the table's folder is refused.

    Notes
    -----
    A cell's text goes through the same rules as a page, so that captions in it are set apart. Two rows of one outlet in one
    story get ids that end in -2, -3 and so on.
    """
    path = Path(path)
    given = {"story_id": story_id, "outlet": outlet, "role": role}
    mapping: dict[str, str] | None = None
    previews: list[ImportPreview] = []
    faults: list[CorpusError] = []
    taken: dict[tuple[str, str], int] = {}
    stories: dict[str, tuple[str, int]] = {}
    for line, row in _rows(path, encoding):
        if mapping is None:
            mapping = _map_columns(list(row), columns or {}, path)
        try:
            values = {field: _text(row.get(column)) for field, column in mapping.items()}
        except RecursionError:
            faults.append(CorpusError("a cell holds lists in lists without end: write text into it.", path, line))
            continue
        if values.get("lead") and values.get("text"):
            values["text"] = f"{values['lead']}\n\n{values['text']}"
        values = {**values, **{name: values.get(name) or value for name, value in given.items()}}
        if not any(values.values()):
            continue
        try:
            if name := values.get("story_id"):
                _keep_apart(name, stories, path, line)
            previews.append(_import_row(values, path, line, taken, encoding))
        except CorpusError as error:
            faults.append(error)
    if faults:
        raise _all_of(faults, path)
    if not previews:
        raise CorpusError("there is no row with an article in this table.", path)
    return previews


def _map_columns(header: list[str], columns: Mapping[str, str], path: Path) -> dict[str, str]:
    for field, column in columns.items():
        if field not in SYNONYMS:
            raise CorpusError(f"the field {field!r} is unknown: columns may be given for {', '.join(SYNONYMS)}.", path)
        if column not in header:
            raise CorpusError(f"there is no column {column!r}: the table has {', '.join(map(repr, header[:30]))}.", path, 1)
    folded = {_column(name): name for name in reversed(header)}
    known = {field: [folded[_column(name)] for name in names if _column(name) in folded] for field, names in SYNONYMS.items()}
    found = {field: next(iter(names), None) for field, names in known.items()}
    mapping = {**{field: column for field, column in found.items() if column is not None}, **columns}
    if mapping.get("lead") == mapping.get("text"):
        mapping.pop("lead", None)
    if "text" not in mapping and "file" not in mapping:
        listed = ", ".join(map(repr, header[:30]))
        if "url" in mapping:
            what = "this is a list of addresses: save the pages beside it and name each in a column 'file'"
        else:
            what = "no column holds the text: name it, as --column text=…"
        raise CorpusError(f"{what}; the table has {listed}.", path, 1)
    return mapping


def _column(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()


def _keep_apart(name: str, stories: dict[str, tuple[str, int]], path: Path, line: int) -> None:
    """Refuse two stories whose names make one id, such as "C" and "C++": they would become one without a word."""
    story_id = slug(name)
    first, at = stories.setdefault(story_id, (name, line))
    if _same_name(first) != _same_name(name):
        what = f"the stories {_short(first)} (line {at}) and {_short(name)} would both be {story_id!r}: write other names for them."
        raise CorpusError(what, path, line)


def _same_name(name: str) -> str:
    """A name without capitals and with spaces for hyphens: "Harbour strike" and "harbour-strike" are one story."""
    return " ".join(re.sub("[-_]", " ", name.casefold()).split())


def _short(name: str) -> str:
    """A name to print; of a long one its end, too, in which it may differ."""
    return repr(name if len(name) <= 120 else f"{name[:60]} … {name[-50:]}")


def _import_row(
    values: dict[str, str | None], path: Path, line: int, taken: dict[tuple[str, str], int], encoding: str | None
) -> ImportPreview:
    story, role = values.get("story_id"), values.get("role")
    if not story or not role:
        missing = "role" if story else "story_id"
        raise CorpusError(f"the row has no {missing}: fill the cell, or give one for all rows.", path, line)
    fields: dict[str, Any] = {name: values.get(name) for name in PAGE_FIELDS}
    source: str | Path
    if text := values.get("text"):
        source = _BREAK.sub("\n", text) + "\n"  # with a line end it is a text, whatever it looks like
    elif file := values.get("file"):
        source = path.parent / file
        if not leads_inside(source, path.parent):
            raise CorpusError(f"{file!r} lies outside the table's folder: copy it there first.", path, line)
    else:
        raise CorpusError("the row has no text and no file: fill one of the cells, or delete the row.", path, line)
    try:
        preview = preview_import(
            source, story_id=slug(story), role=role.casefold(), outlet=values.get("outlet"), encoding=encoding, **fields
        )
    except AnalysisError as error:
        raise CorpusError(str(error), path, line) from None
    article = preview.article
    number = taken[article.story_id, article.article_id] = taken.get((article.story_id, article.article_id), 0) + 1
    if number == 1 or fields["article_id"]:
        return preview
    return replace(preview, article=replace(article, article_id=f"{article.article_id}-{number}"))


def _all_of(faults: list[CorpusError], path: Path) -> CorpusError:
    """Name the first fault, and the lines of the others, so that a table is not corrected a row a time."""
    first, others = faults[0], [str(fault.line) for fault in faults[1:]]
    if not others:
        return first
    lines = ", ".join(others[:20]) + (f" and {len(others) - 20} more" if len(others) > 20 else "")
    return CorpusError(f"{first.what} Line{'s' if len(others) > 1 else ''} {lines} cannot be imported either.", path, first.line)


def _text(value: Any) -> str | None:
    """Bring a cell into text; an empty cell, a missing number or date is None."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or value != value:
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value).replace("\r\n", "\n")
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := _text(item))) or None
    return str(value).strip() or None


def _rows(path: Path, encoding: str | None) -> Iterator[tuple[int, dict[str, Any]]]:
    suffix = path.suffix.casefold()
    if suffix in (".csv", ".tsv"):
        return csv_rows(path, encoding)
    if suffix in (".jsonl", ".ndjson"):
        return json_rows(path)
    if suffix == ".parquet":
        return parquet_rows(path)
    if suffix == ".xlsx":
        return _sheet_rows(path)
    if suffix in DATABASES:
        return version_rows(path)
    raise CorpusError(f"a table ends in {', '.join(TABLES)}.", path)


def _sheet_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        import openpyxl
    except ImportError:
        raise AnalysisError("Excel files need openpyxl: pip install 'wirecopy[excel]', or save the sheet as CSV.") from None
    first_bytes(path)
    try:
        with path.open("rb") as handle:  # which openpyxl leaves open where it fails
            size = sum(member.file_size for member in zipfile.ZipFile(handle).infolist())
            if size > _SHEET_BYTES:
                raise CorpusError(
                    f"the Excel file unpacks to more than {_SHEET_BYTES / 1e6:.0f} MB: save it as CSV, or in parts.", path
                )
            book = openpyxl.load_workbook(handle, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # the size that a file gives its sheet is wrong at times; rows beyond it would be lost
            rows = sheet.iter_rows(max_col=_SHEET_COLUMNS, values_only=True)
            header = [str(name).strip() if name is not None else "" for name in next(rows, ())]
            found = list(_bounded(rows, path))
    except AnalysisError:
        raise
    except Exception as error:  # openpyxl lets errors of zipfile, XML and its own through
        raise CorpusError(
            f"the Excel file cannot be read ({' '.join(str(error).split())[:120]}): save it again, or as CSV.", path
        ) from None
    for line, cells in found:
        yield line, {name: cell for name, cell in zip(header, cells, strict=False) if name}


def _bounded(rows: Iterable[tuple[Any, ...]], path: Path) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Pass rows with something in them on; a text that is written once may stand in every cell, so that size shows only here."""
    size = 0
    for line, cells in enumerate(rows, 2):
        if line > _SHEET_ROWS:
            raise CorpusError(f"the sheet has more than {_SHEET_ROWS:,} rows, which no sheet can have.", path)
        lengths = [len(cell) for cell in cells if isinstance(cell, str)]
        if max(lengths, default=0) > _CELL:
            raise CorpusError(f"a cell has more than {_CELL:,} characters, more than Excel knows: save it as CSV.", path, line)
        size += sum(lengths)
        if size > _SHEET_BYTES:
            raise CorpusError(f"the sheet has more than {_SHEET_BYTES / 1e6:.0f} MB of text: save it in parts.", path, line)
        if any(cell is not None for cell in cells):
            yield line, cells
