"""Large inputs in parts: rows of a Parquet file, bytes of a JSON-lines file, articles of a folder; each read on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.articles.corpus.records import COLUMNS, from_record, json_object
from analysis.articles.corpus.store import article_files, load_article
from analysis.articles.model import Article
from analysis.articles.reading import MAX_BYTES, CorpusError
from analysis.errors import AnalysisError

ARTICLES, BYTES = 2000, 8_000_000  # of a part
_LARGE_GROUPS = 50  # a row group is read from its beginning for every part of it: so it has no more parts than these
_BATCH = 64  # rows decoded at a time
_LINE = 2 * MAX_BYTES
_FOLDER = "folder"
UNSORTED = "pile"  # story of an article that names none


class Part(NamedTuple):
    """
    A piece of an input that one worker reads at a time.

    ``start`` and ``stop`` are rows of a Parquet file, bytes of a JSON-lines file (a line belongs to the part in which it
    begins) or numbers of a folder's articles in their order.
    """

    source: str
    kind: str
    start: int
    stop: int


class Row(NamedTuple):
    """
    Where something was read, and the article, or why there is none.

    ``source`` is the input, ``place`` is "row 5", "byte 2048" or the name of a file; ``ids`` are the ids of story and article
    as far as they are known.
    """

    source: str
    place: str
    ids: tuple[str, str]
    article: Article | None
    reason: str = ""


def parts_of(inputs: Iterable[str | Path]) -> list[Part]:
    """
    Divide inputs into parts, always in the same way.

    Parameters
    ----------
    inputs : iterable of path-like
        Parquet files, JSON-lines files, folders of such files, and folders of stories.

    Returns
    -------
    list of Part

    Raises
    ------
    AnalysisError
        If an input does not exist, is of another kind, or cannot be read.
    """
    found = [part for source in inputs for part in _parts(Path(source))]
    if not found:
        raise AnalysisError("There is nothing to read: give Parquet files, JSON lines or folders of stories that hold articles.")
    return found


def _parts(path: Path) -> Iterator[Part]:
    kind = path.suffix.casefold()
    if path.is_dir():
        tables = sorted(file for file in path.iterdir() if file.suffix.casefold() in _TABLES and not file.name.startswith("."))
        if tables:
            for table in tables:
                yield from _parts(table)
        else:
            yield from _cut(path, _FOLDER, len(_files(str(path))), 200)
    elif kind not in _TABLES:
        what = "is unknown here: give Parquet, JSON lines (.jsonl) or a folder of stories" if path.exists() else "is not there"
        raise CorpusError(f"this input {what}.", path)
    elif not path.is_file():
        raise CorpusError("there is no such file.", path)
    elif kind == ".parquet":
        with _parquet(path) as file:
            groups = [file.metadata.row_group(k).num_rows for k in range(file.metadata.num_row_groups)]
        yield from _cut(path, "parquet", sum(groups), max(ARTICLES, max(groups, default=0) // _LARGE_GROUPS))
    else:
        yield from _cut(path, "jsonl", path.stat().st_size, BYTES)


_TABLES = (".parquet", ".jsonl", ".ndjson")


def _cut(path: Path, kind: str, size: int, step: int) -> Iterator[Part]:
    for start in range(0, size, step):
        yield Part(str(path.resolve()), kind, start, min(start + step, size))


def read_part(part: Part) -> Iterator[Row]:
    """Yield what a part holds, one article in memory at a time; what is no article comes with the reason."""
    return {"parquet": _parquet_rows, "jsonl": _json_rows, _FOLDER: _file_rows}[part.kind](part)


def signature(part: Part) -> str:
    """Tell one input from another that has its name: by size, beginning and end of a file, or the names in a folder."""
    path = Path(part.source)
    digest = hashlib.sha256()
    if part.kind == _FOLDER:
        for story, file in _files(part.source):
            digest.update(f"{story}/{file.name}/{file.stat().st_size}\n".encode())
    else:
        with path.open("rb") as handle:
            digest.update(str(path.stat().st_size).encode() + handle.read(1 << 16))
            handle.seek(max(0, path.stat().st_size - (1 << 16)))
            digest.update(handle.read())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=4)
def _files(folder: str) -> tuple[tuple[str, Path], ...]:
    return tuple(article_files(Path(folder)))


def _file_rows(part: Part) -> Iterator[Row]:
    for story_id, file in _files(part.source)[part.start : part.stop]:
        place, ids = f"{story_id}/{file.name}", (story_id, file.stem)
        try:
            yield Row(part.source, place, ids, load_article(file, story_id))
        except AnalysisError as error:
            yield Row(part.source, place, ids, None, _without_place(error))


def _json_rows(part: Part) -> Iterator[Row]:
    path = Path(part.source)
    with path.open("rb") as handle:
        if part.start:
            handle.seek(part.start - 1)
            _skip_line(handle)
        while (at := handle.tell()) < part.stop:
            raw = handle.readline(_LINE + 1)
            if len(raw) > _LINE:
                _skip_line(handle)
                yield Row(part.source, f"byte {at}", ("", ""), None, f"The line is longer than {_LINE / 1e6:.0f} MB.")
            elif raw.strip():
                yield _row(f"byte {at}", path, lambda raw=raw: json_object(raw, path, 0))


def _skip_line(handle: Any) -> None:
    while (piece := handle.readline(1 << 20)) and not piece.endswith(b"\n"):
        pass


def _parquet_rows(part: Part) -> Iterator[Row]:
    path = Path(part.source)
    with _parquet(path) as file:
        sizes = [file.metadata.row_group(k).num_rows for k in range(file.metadata.num_row_groups)]
        begins = [sum(sizes[:k]) for k in range(len(sizes))]
        groups = [k for k, begin in enumerate(begins) if begin < part.stop and begin + sizes[k] > part.start]
        columns = [name for name in (*COLUMNS, "blocks", "text") if name in file.schema_arrow.names]
        number = begins[groups[0]]
        for batch in file.iter_batches(batch_size=_BATCH, row_groups=groups, columns=columns):
            begin, number = number, number + len(batch)
            if number <= part.start:
                continue
            first = max(part.start - begin, 0)
            for k, cells in enumerate(batch.slice(first, part.stop - begin - first).to_pylist(), begin + first):
                yield _row(f"row {k + 1}", path, lambda cells=cells: cells)
            if number >= part.stop:
                return


def _parquet(path: Path) -> Any:
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise AnalysisError("Parquet needs pyarrow: pip install 'wirecopy[parquet]'.") from None
    try:
        return ParquetFile(path, pre_buffer=False, buffer_size=1 << 20)
    except Exception as error:  # pyarrow raises its own errors, OSError and more for damaged files
        raise CorpusError(f"the Parquet file cannot be read ({str(error).splitlines()[0][:120]}).", path) from None


def _row(place: str, path: Path, cells: Any) -> Row:
    """Make an article of a row; a pile needs no roles, stories or ids, so that those that are missing are filled in."""
    ids = ("", "")
    try:
        row = cells()
        ids = (str(row.get("story_id") or ""), str(row.get("article_id") or ""))
        filled = {"story_id": UNSORTED, "article_id": f"{path.stem}-{place.replace(' ', '-')}", "outlet": "unknown"}
        filled |= {"role": "republication", "headline": ""}
        row = {**row, **{name: value for name, value in filled.items() if row.get(name) in (None, "")}}
        return Row(str(path), place, (row["story_id"], row["article_id"]), from_record(row, path, 0))
    except AnalysisError as error:
        return Row(str(path), place, ids, None, _without_place(error))
    except (TypeError, ValueError, AttributeError) as error:
        return Row(str(path), place, ids, None, f"The row is no article ({error}).")


def _without_place(error: AnalysisError) -> str:
    return error.what if isinstance(error, CorpusError) else str(error)
