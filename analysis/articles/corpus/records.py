"""Corpora as tables with a row an article: JSON lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import repeat
from pathlib import Path
from typing import Any

from analysis.articles.corpus.article_file import parse_blocks, render_blocks
from analysis.articles.corrections import Correction, corrected_article, from_row, to_row
from analysis.articles.model import Article, Block
from analysis.articles.reading import MAX_BYTES, CorpusError, bom_encoding, first_bytes, known_encoding, open_file
from analysis.errors import AnalysisError

_SEPARATOR = re.compile(r"\"?sep=(.)\"?[\r\n]*$", re.IGNORECASE)
COLUMNS = ("story_id", "article_id", "outlet", "role", "headline", "byline", "published", "url", "licence", "language")
_REQUIRED = ("story_id", "article_id", "outlet", "role", "headline")
_LINE_BYTES = 2 * MAX_BYTES
# What a spreadsheet would run as a formula, where it begins a cell or, in one that parts cells at semicolons, would begin one; an
# apostrophe before it makes it text, and one is taken away when it is read.
_FORMULA = re.compile(r"(^|[;\t\r\n])(?='*[=+\-@\t\r＝＋－＠])")
_GUARDED = re.compile(r"(^|[;\t\r\n])'(?='*[=+\-@\t\r＝＋－＠])")
# The csv module refuses cells above 128 kB, unless told otherwise for the whole process: told once, no reader takes it away.
csv.field_size_limit(max(csv.field_size_limit(), _LINE_BYTES))


Refuse = Callable[[AnalysisError], None]


def stop(error: AnalysisError) -> None:
    """What a reader does with a row that cannot be read, unless it is given something else to do, and goes on."""
    raise error


def to_record(article: Article) -> dict[str, Any]:
    """Turn an article into a row: its fields, and its blocks as a list of kind and text."""
    row: dict[str, Any] = {name: getattr(article, name) for name in COLUMNS}
    row["blocks"] = [{"kind": block.kind, "text": block.text} for block in article.blocks]
    if article.corrections:
        row["corrections"] = [to_row(correction) for correction in article.corrections]
    return row


def from_record(row: dict[str, Any], path: Path, line: int) -> Article:
    """
    Make an article from a row of a table.

    The text comes from ``blocks`` (a list of kind and text, or a string as in an article's file) or, in tables from
    elsewhere, from ``text``, whose lines are body paragraphs.
    """
    for name in _REQUIRED:
        if row.get(name) is None or (name != "headline" and not str(row[name]).strip()):
            raise CorpusError(
                f"the field {name!r} is missing: every row needs {', '.join(_REQUIRED)} and blocks or text.", path, line
            )
    values: dict[str, Any] = {name: row.get(name) for name in COLUMNS}
    values["language"] = values["language"] or "en"
    try:
        corrections = _corrections(row.get("corrections"), values["article_id"], path, line)
        if row.get("blocks") is not None:
            return corrected_article(Article(blocks=_blocks(row["blocks"], path, line), **values), corrections)
        if isinstance(row.get("text"), str):
            return corrected_article(Article.from_text(row["text"], **values), corrections)
    except CorpusError:
        raise
    except AnalysisError as error:
        raise CorpusError(str(error), path, line) from None
    raise CorpusError("the field 'blocks' (or 'text') is missing: it holds the article.", path, line)


def _blocks(value: Any, path: Path, line: int) -> tuple[Block, ...]:
    if isinstance(value, str):
        try:
            return parse_blocks(value)
        except CorpusError as error:
            raise CorpusError(f"in line {error.line} of its blocks: {error.what}", path, line) from None
    try:
        return tuple(Block(item["kind"], item["text"]) for item in value)
    except (TypeError, KeyError):
        raise CorpusError("'blocks' must be a list of objects with kind and text.", path, line) from None


def _corrections(value: Any, article_id: str, path: Path, line: int) -> list[Correction]:
    """What people said of an article: a list of objects, or a string that is such a list in JSON; nothing in older tables."""
    try:
        rows = json.loads(value) if isinstance(value, str) and value.strip() else value or ()
        return [from_row({**row, "article": article_id}) for row in rows]
    except (TypeError, ValueError, RecursionError) as error:
        what = error.what if isinstance(error, AnalysisError) else "this is no list of objects with layer, text and label."
        raise CorpusError(f"in its corrections: {what}", path, line) from None


def _articles(rows: Iterable[tuple[int, dict[str, Any]]], path: Path, refuse: Refuse) -> Iterator[tuple[int, Article]]:
    for line, row in rows:
        try:
            article = from_record(row, path, line)
        except CorpusError as error:
            refuse(error)
        else:
            yield line, article


def read_jsonl(path: Path, refuse: Refuse = stop) -> Iterator[tuple[int, Article]]:
    """Yield line and article of every line of a JSON-lines file, one line in memory at a time."""
    return _articles(json_rows(path, refuse), path, refuse)


def json_rows(path: Path, refuse: Refuse = stop) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield line and object of every line of a JSON-lines file."""
    try:
        with open_file(path) as handle:
            for number, raw in enumerate(iter(lambda: handle.readline(_LINE_BYTES + 1), b""), 1):
                if len(raw) > _LINE_BYTES:
                    raise CorpusError(
                        f"the line is longer than {_LINE_BYTES / 1e6:.0f} MB, more than one article may have.", path, number
                    )
                if raw.strip():
                    try:
                        row = json_object(raw, path, number)
                    except CorpusError as error:
                        refuse(error)
                    else:
                        yield number, row
    except OSError as error:
        raise CorpusError(f"the file cannot be read ({error.strerror or error}).", path) from None


def json_object(raw: bytes, path: Path, line: int) -> dict[str, Any]:
    """Read the object of one line of a JSON-lines file, or refuse it by name of file and line."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        row = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"byte 0x{raw[error.start]:02x} is not UTF-8, which JSON lines are in: save the file as UTF-8.", path, line
        ) from None
    except (ValueError, RecursionError) as error:
        raise CorpusError(
            f"this line is not JSON ({str(error).split(':')[0]}): one object a line is expected.", path, line
        ) from None
    if not isinstance(row, dict):
        raise CorpusError("this line is JSON, but not an object with the fields of an article.", path, line)
    return row


def read_csv(path: Path, refuse: Refuse = stop) -> Iterator[tuple[int, Article]]:
    """Yield line and article of every row of a CSV file with a header."""
    return _articles(csv_rows(path, refuse=refuse), path, refuse)


def csv_rows(path: Path, encoding: str | None = None, refuse: Refuse = stop) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line and the cells of every row of a CSV file; the delimiter is a comma, a semicolon or a tab."""
    announced = bom_encoding(first_bytes(path))
    encoding = known_encoding(encoding, path) if encoding else announced or "utf-8"
    line = 0
    try:
        with path.open(encoding=encoding, newline="") as handle:
            first = handle.readline(_LINE_BYTES)
            handle.seek(0)
            told = _SEPARATOR.match(first.removeprefix("\ufeff"))  # a line for Excel alone
            if told:
                handle.readline()
                line = 1
            delimiter = told[1] if told else max(",;\t", key=first.count)
            reader = csv.reader(handle, delimiter=delimiter, strict=True)
            header = [name.strip().removeprefix("\ufeff") for name in next(reader, [])]
            twice = next((name for name, n in Counter(header).items() if name and n > 1), None)
            if twice is not None:
                raise CorpusError(f"the column {twice!r} stands twice in the header: rename one.", path, line + 1)
            above, last = line, reader.line_num
            for cells in reader:
                line, last = above + last + 1, reader.line_num
                if not any(cells):
                    continue
                if len(cells) != len(header):
                    what = f"the row has {len(cells)} cells, the header {len(header)}: check the quotation marks."
                    refuse(CorpusError(what, path, line))
                    continue
                yield line, {name: _unguard(cell) for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise CorpusError(f"the table cannot be read ({error}): save it again as CSV.", path, line + 1) from None
    except UnicodeError:
        what = f"the table is not {encoding.upper().removesuffix('-SIG')}, which was tried: save it as UTF-8, or name its encoding."
        raise CorpusError(what, path) from None


def guard_cell(cell: str) -> str:
    """
    Write a cell so that no spreadsheet runs it, or a part of it, as a formula.

    Examples
    --------
    >>> guard_cell("=1+1"), guard_cell("No deal;=1+1")
    ("'=1+1", "No deal;'=1+1")
    """
    return _FORMULA.sub(r"\1'", cell)


def _unguard(cell: str) -> str:
    return _GUARDED.sub(r"\1", cell)


def read_parquet(path: Path, refuse: Refuse = stop) -> Iterator[tuple[int, Article]]:
    """Yield row number and article of every row of a Parquet file."""
    return _articles(parquet_rows(path), path, refuse)


def parquet_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """
    Yield number and cells of every row of a Parquet file, some hundred in memory at a time.

    A text that stands in many rows is written once and has no size of its own in each; texts stay so until it is known how much
    they unpack to.
    """
    parquet = _pyarrow("parquet")
    first_bytes(path)
    try:
        schema = parquet.ParquetFile(path).schema
        texts = [schema.column(i).path for i in range(len(schema)) if schema.column(i).physical_type == "BYTE_ARRAY"]
        number = 0
        for batch in parquet.ParquetFile(path, read_dictionary=texts).iter_batches(batch_size=256):
            small = _unpacked(batch) <= _LINE_BYTES
            for part in (batch,) if small else map(batch.slice, range(len(batch)), repeat(1)):
                if not small and _unpacked(part) > _LINE_BYTES:
                    what = f"the row unpacks to more than {_LINE_BYTES / 1e6:.0f} MB, more than one article may have."
                    raise CorpusError(what, path, number + 1)
                for row in part.to_pylist():
                    number += 1
                    yield number, row
    except AnalysisError:
        raise
    except Exception as error:  # pyarrow raises its own errors, OSError and more for damaged files
        raise CorpusError(f"the Parquet file cannot be read ({str(error).splitlines()[0][:120]}).", path) from None


def _unpacked(array: Any) -> int:
    """Return how many bytes an Arrow batch or array holds, each text counted as often as it stands there."""
    compute = _pyarrow("compute")
    if not hasattr(array, "type"):
        return sum(map(_unpacked, array.columns))
    if hasattr(array, "dictionary"):
        return compute.sum(compute.binary_length(array.dictionary).take(array.indices)).as_py() or 0
    if hasattr(array, "flatten") and array.type.num_fields:
        parts = array.flatten()
        return sum(map(_unpacked, parts)) if isinstance(parts, list) else _unpacked(parts)
    return int(array.nbytes)


def write_jsonl(articles: Sequence[Article]) -> bytes:
    """Write articles as JSON lines."""
    return "".join(json.dumps(to_record(article), ensure_ascii=False) + "\n" for article in articles).encode("utf-8")


def write_csv(articles: Sequence[Article]) -> bytes:
    """Write articles as CSV; blocks as in an article's file, and no cell that a spreadsheet would run."""
    corrected = any(article.corrections for article in articles)
    rows = (
        {name: getattr(article, name) or "" for name in COLUMNS}
        | {"blocks": render_blocks(article.blocks)}
        | ({"corrections": _as_json(article)} if corrected else {})
        for article in articles
    )
    return csv_table(rows, (*COLUMNS, "blocks", *(["corrections"] if corrected else [])))


def csv_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """Write rows as CSV, no cell one that a spreadsheet would run; what a row lacks is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guard_cell(str(row.get(name, ""))) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8")


def other_columns(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that a person has added to a table of the kit's, which stay when it is written anew."""
    return tuple(dict.fromkeys(name for row in rows for name in row if name and name not in columns))


def write_parquet(articles: Sequence[Article]) -> bytes:
    """Write articles as Parquet; blocks as a list of kind and text."""
    arrow, parquet = _pyarrow(), _pyarrow("parquet")
    block = arrow.struct([("kind", arrow.string()), ("text", arrow.string())])
    texts = [*COLUMNS, *(["corrections"] if any(article.corrections for article in articles) else [])]
    schema = arrow.schema([*((name, arrow.string()) for name in texts), ("blocks", arrow.list_(block))])
    out = io.BytesIO()
    rows = [to_record(article) | {"corrections": _as_json(article)} for article in articles]
    parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), out)
    return out.getvalue()


def _as_json(article: Article) -> str:
    return json.dumps([to_row(correction) for correction in article.corrections], ensure_ascii=False) if article.corrections else ""


def _pyarrow(part: str = "") -> Any:
    try:
        arrow = import_module("pyarrow")
        return import_module(f"pyarrow.{part}") if part else arrow
    except ImportError:
        raise AnalysisError("Parquet needs pyarrow: pip install 'wirecopy[parquet]', or use .jsonl or .csv.") from None


READERS = {".jsonl": read_jsonl, ".ndjson": read_jsonl, ".csv": read_csv, ".tsv": read_csv, ".parquet": read_parquet}
WRITERS = {".jsonl": write_jsonl, ".csv": write_csv, ".parquet": write_parquet}
