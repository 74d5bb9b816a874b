"""One part of a large input into one part of each result: complete or not there, and the same bytes wherever it is made."""

from __future__ import annotations

import json
import os
import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pandas as pd

from analysis.archive.parts import Part, Row, read_part
from analysis.articles.corpus.writing import write_whole
from analysis.articles.model import Article
from analysis.comparison.frames import typed_frame
from analysis.errors import AnalysisError

TURN = 250  # articles that are worked on in one call
_STRIKES = 2  # so often may a process end at an article before the article is set aside
_REJECTED = dict.fromkeys(("source", "place", "story_id", "article_id", "reason"), "str")


class Job(Protocol):
    """What is done with articles: importable and picklable, so that every process and machine can be sent it."""

    @property
    def out(self) -> str:
        """Where the results go."""

    def tables(self, articles: Sequence[Article]) -> dict[str, pd.DataFrame]:
        """Results of some articles, the same whether they are given together or one by one."""


class Done(NamedTuple):
    """Record of a part that is complete: its number, its articles, those set aside, and the rows of each result."""

    part: int
    articles: int
    rejected: int
    rows: dict[str, int]


def record_file(out: str | Path, number: int) -> Path:
    """File whose presence says that a part is complete."""
    return Path(out) / "parts" / f"{number:06}.json"


def result_file(out: str | Path, table: str, number: int) -> Path:
    """File of a part of a result."""
    return Path(out) / table / f"part-{number:06}.parquet"


def read_record(file: Path) -> Done:
    """Read the record of a complete part."""
    return Done(**json.loads(file.read_text("utf8")))


def work_part(job: Job, number: int, part: Part) -> Done:
    """
    Do a job with a part, unless that was done before.

    Parameters
    ----------
    job : Job
    number : int
        Of the part.
    part : Part

    Returns
    -------
    Done

    Notes
    -----
    Results are written beside their places and renamed when they are whole; the record comes last. A log says where the work
    is: a process that is killed leaves it behind, and the next one takes the place at which it ends one article at a time. At
    an article that ended a process twice no third one is risked. So an article that raises an error, or takes a process down,
    is set aside in ``rejected`` with the reason, and all others are measured.
    """
    record = record_file(job.out, number)
    if record.is_file():
        return read_record(record)
    log = _Log(record.with_suffix(".log"))
    with _Results(job.out, number) as results:
        n_rejected = begin = 0
        rows = read_part(part)
        while turn := list(islice(rows, TURN)):
            tables, rejected = _worked(job, begin, turn, log)
            results.add({**tables, **({"rejected": typed_frame(rejected, _REJECTED)} if rejected else {})})
            begin, n_rejected = begin + len(turn), n_rejected + len(rejected)
        if not begin:
            results.add(job.tables([]))
        done = Done(number, begin - n_rejected, n_rejected, results.keep())
    write_whole(record, json.dumps(done._asdict()).encode())
    log.remove()
    return done


def _worked(job: Job, begin: int, turn: Sequence[Row], log: _Log) -> tuple[dict[str, pd.DataFrame], list[tuple[str, ...]]]:
    """Results of a turn, and the rows that are set aside; one by one where a process ended, or something was raised."""
    if not log.is_suspect(begin, begin + len(turn)):
        log.enter(begin, len(turn))
        with suppress(_PoisonedError):
            return _tables(job, turn)
    made, rejected = [job.tables([])], []
    for number, row in enumerate(turn, begin):
        if log.deaths(number) >= _STRIKES:
            rejected.append((*_where(row), "The process ended, more than once, while this article was worked on."))
            continue
        log.enter(number, 1)
        try:
            tables, refused = _tables(job, [row])
            made.append(tables)
            rejected += refused
        except _PoisonedError as error:
            rejected.append((*_where(row), str(error)))
    return {name: pd.concat([tables[name] for tables in made], ignore_index=True) for name in made[0]}, rejected


class _PoisonedError(Exception):
    """Something was raised while articles were worked on."""


def _tables(job: Job, rows: Sequence[Row]) -> tuple[dict[str, pd.DataFrame], list[tuple[str, ...]]]:
    rejected = [(*_where(row), row.reason) for row in rows if row.article is None]
    try:
        return job.tables([row.article for row in rows if row.article is not None]), rejected
    except OSError:
        raise  # the disk's fault, not an article's
    except AnalysisError as error:
        raise _PoisonedError(str(error)) from None
    except Exception as error:  # whatever one article of a hundred million brings about, the others are measured
        raise _PoisonedError(f"{type(error).__name__}: {str(error)[:200]}") from None


def _where(row: Row) -> tuple[str, ...]:
    return (row.source, row.place, *row.ids)


class _Log:
    """Where the work on a part is, on the disk, so that it is known where a process ended."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        tries = file.read_text("utf8").split("try\n")[1:] if file.is_file() else []
        ends = [lines.split("\n")[-2].split() for lines in tries if lines.count("\n")]
        self._ends = Counter((int(begin), int(n)) for begin, n in ends)
        self._append("try")

    def enter(self, begin: int, n: int) -> None:
        """Note that work begins on some articles."""
        self._append(f"{begin} {n}")

    def _append(self, line: str) -> None:
        with self._file.open("a", encoding="utf8") as handle:
            handle.write(f"{line}\n")

    def is_suspect(self, begin: int, stop: int) -> bool:
        """Whether a process ended at one of these articles."""
        return any(begin <= at < stop for at, _ in self._ends)

    def deaths(self, number: int) -> int:
        """How many processes ended while they worked on this article alone."""
        return self._ends[number, 1]

    def remove(self) -> None:
        """The part is complete."""
        self._file.unlink(missing_ok=True)


class _Results:
    """The Parquet files of a part, written beside their places and renamed together."""

    def __init__(self, out: str, number: int) -> None:
        self._out, self._number, self._name = out, number, uuid.uuid4().hex
        self._writers: dict[str, Any] = {}
        self._rows: Counter[str] = Counter()

    def __enter__(self) -> _Results:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()
        for table in self._writers:
            self._temporary(table).unlink(missing_ok=True)

    def _temporary(self, table: str) -> Path:
        file = result_file(self._out, table, self._number)
        return file.with_name(f".{file.name}.{self._name}.part")

    def add(self, tables: dict[str, pd.DataFrame]) -> None:
        """Write rows of each result."""
        from pyarrow import Table
        from pyarrow.parquet import ParquetWriter

        for name, frame in tables.items():
            table = Table.from_pandas(frame, preserve_index=False)
            if name not in self._writers:
                self._temporary(name).parent.mkdir(parents=True, exist_ok=True)
                self._writers[name] = ParquetWriter(self._temporary(name), table.schema, compression="zstd")
            if len(frame):
                self._writers[name].write_table(table)
            self._rows[name] += len(frame)

    def keep(self) -> dict[str, int]:
        """Put the files into their places; the number of rows of each."""
        for name, writer in self._writers.items():
            writer.close()
            with self._temporary(name).open("rb") as handle:
                os.fsync(handle.fileno())
        for name in self._writers:
            self._temporary(name).replace(result_file(self._out, name, self._number))
        rows = {name: self._rows[name] for name in sorted(self._writers)}
        self._writers.clear()
        return rows
