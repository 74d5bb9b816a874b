"""``corrections.csv`` of a story's folder: what people said of its articles, a row a correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.articles.corpus.records import Refuse, csv_rows, csv_table, other_columns, stop
from analysis.articles.corpus.writing import one_at_a_time, write_all, write_whole
from analysis.articles.corrections import CORRECTION_COLUMNS, Correction, from_row, to_row
from analysis.articles.reading import CorpusError
from analysis.errors import AnalysisError

CORRECTIONS_FILE = "corrections.csv"
_NEEDED = ("layer", "article", "start", "end", "text", "label")


def read_corrections(file: Path, refuse: Refuse = stop) -> Iterator[tuple[int, Correction]]:
    """
    Yield line and correction of every row of a ``corrections.csv``; nothing where there is no such file.

    Parameters
    ----------
    file : Path
    refuse : callable
        Told of each row that cannot be used, as a `CorpusError` with file and line; without it, the first one is raised.
    """
    if not file.exists():
        return
    try:
        for line, row in csv_rows(file, refuse=refuse):
            missing = next((name for name in _NEEDED if name not in row), None)
            if missing is not None:
                raise CorpusError(f"the column {missing!r} is missing: the header is {','.join(CORRECTION_COLUMNS)}.", file, 1)
            try:
                yield line, from_row(row)
            except AnalysisError as error:
                refuse(CorpusError(error.what, file, line))
    except CorpusError as error:
        refuse(error)


def save_correction(correction: Correction, story_dir: str | Path) -> Path:
    """
    Add a correction to those of a story; it counts from the next reading of the corpus on.

    Parameters
    ----------
    correction : Correction
    story_dir : path-like
        The story's folder, ``<corpus>/<story-id>``.

    Returns
    -------
    Path
        ``corrections.csv``. It is written whole or not at all: a process that ends at any moment loses this correction at most.

    Raises
    ------
    AnalysisError
        If there is no such folder, its file has rows that cannot be read, or it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as corpus:
    ...     file = save_correction(Correction("hedge", "gazette", 10, 13, "May", "no", kit="modal", who="Ana"), corpus)
    ...     [correction.text for _, correction in read_corrections(file)]
    ['May']
    """
    return save_corrections([correction], story_dir)


def save_corrections(corrections: Iterable[Correction], story_dir: str | Path) -> Path:
    """Add several corrections as `save_correction` adds one, all of them or none."""
    file = Path(story_dir) / CORRECTIONS_FILE
    with _alone(file):
        write_all(with_added(file, corrections))
    return file


def with_added(file: Path, corrections: Iterable[Correction]) -> dict[Path, bytes]:
    """What a ``corrections.csv`` holds when corrections are added to it; empty if they stand there already."""
    there = {correction for _, correction in read_corrections(file)}
    new = [to_row(correction) for correction in dict.fromkeys(corrections) if correction not in there]
    return {file: _table([*_rows(file), *new])} if new else {}


def undo_correction(correction: Correction, story_dir: str | Path) -> None:
    """Take a correction out again, the last of those that are equal to it; what was said before of the same place counts again."""
    file = Path(story_dir) / CORRECTIONS_FILE
    with _alone(file):
        rows = _rows(file)
        same = [k for k, (_, other) in enumerate(read_corrections(file)) if other == correction]
        if same:
            del rows[same[-1]]
            write_whole(file, _table(rows))


def _rows(file: Path) -> list[dict[str, str]]:
    return [row for _, row in csv_rows(file)] if file.exists() else []


def _table(rows: list[dict[str, Any]]) -> bytes:
    return csv_table(rows, (*CORRECTION_COLUMNS, *other_columns(rows, CORRECTION_COLUMNS)))


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Keep imports into the corpus, and others who correct, away from a story's file."""
    if not file.parent.is_dir():
        raise CorpusError(
            "there is no such story folder: corrections are kept beside the articles that they are about.", file.parent
        )
    with one_at_a_time(file.parent.resolve().parent):
        yield
