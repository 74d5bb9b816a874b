"""Finding republications among millions of articles, in parts; and the result as a corpus."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.archive.find import COLUMNS, LEAST, check_least, matches
from analysis.archive.index import WireIndex
from analysis.archive.parts import UNSORTED, Row, parts_of, read_part, signature
from analysis.archive.run import Progress, Tell, run, worker_count
from analysis.articles.corpus.records import from_record, to_record
from analysis.articles.corpus.store import save_article
from analysis.articles.ids import check_id, slug
from analysis.articles.model import Article
from analysis.comparison.frames import typed_frame
from analysis.errors import AnalysisError

_WORK_COLUMNS = {**COLUMNS, "wire": "int64", "record": "str"}


class StoredWires(Sequence[Article]):
    """
    Wires in a file, read one by one as they are asked for.

    Parameters
    ----------
    folder : Path
        Where `store_wires` put them.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "wires.jsonl"
        self._begins = np.load(folder / "begins.npy")

    def __len__(self) -> int:
        return len(self._begins)

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices: one wire is in memory at a time
        with self._file.open("rb") as handle:
            handle.seek(int(self._begins[number]))
            return from_record(json.loads(handle.readline()), self._file, number + 1)


def store_wires(rows: Iterable[Row], folder: Path, refuse: Callable[[Row], None]) -> None:
    """Write wires and their index into a folder; what is no article is refused and left out."""
    folder.mkdir(parents=True, exist_ok=True)
    begins: list[int] = []
    with (folder / "wires.jsonl").open("wb") as handle:

        def texts() -> Iterator[str]:
            for row in rows:
                if row.article is None:
                    refuse(row)
                    continue
                begins.append(handle.tell())
                handle.write(json.dumps(to_record(row.article), ensure_ascii=False).encode() + b"\n")
                yield row.article.text

        WireIndex.of(texts()).save(folder)
    np.save(folder / "begins.npy", np.array(begins, dtype=np.int64))


@lru_cache(maxsize=2)
def _opened(folder: str) -> tuple[WireIndex, StoredWires]:
    return WireIndex.load(Path(folder)), StoredWires(Path(folder))


@dataclass(frozen=True, slots=True)
class FindJob:
    """Look articles up in an index of wires."""

    out: str
    index: str
    least: float

    def tables(self, articles: Sequence[Article]) -> dict[str, pd.DataFrame]:
        """Matches; the likeliest wire of an article has the article with it, for a corpus."""
        index, wires = _opened(self.index)
        rows, before = [], None
        for number, row, article in matches(index, wires, articles, self.least):
            record = None if article is before else json.dumps(to_record(article), ensure_ascii=False)
            rows.append((*row, number, record))
            before = article
        return {"matches": typed_frame(rows, _WORK_COLUMNS)}


def find_archive(
    wires: Sequence[str | Path],
    pile: Sequence[str | Path],
    work: str | Path,
    least: float = LEAST,
    workers: int | None = None,
    scheduler: str | None = None,
    tell: Tell | None = None,
    refuse: Callable[[Row], None] = lambda row: None,
) -> Progress:
    """
    Find republications among more articles than the memory holds.

    Parameters
    ----------
    wires, pile : sequence of path-like
        Parquet files, JSON lines, folders of them or of stories.
    work : path-like
        Folder for the index and the matches; a call that was interrupted goes on in it. Read them with `read_matches`.
    least : float
        As for `find_republications`.
    workers, scheduler, tell
        As for `measure_archive`. The workers of a cluster see the same files.
    refuse : callable
        Called with what cannot be read among the wires.

    Returns
    -------
    Progress
    """
    check_least(least)
    work = Path(work).resolve()
    index, wire_parts = work / "index", parts_of(wires)
    signatures = {part.source: signature(part) for part in wire_parts}
    job = FindJob(str(work), str(index), least)

    def prepare() -> None:
        if not (index / "begins.npy").is_file():  # it is written last
            store_wires((row for part in wire_parts for row in read_part(part)), index, refuse)

    what = {"results": "find", "least": least, "wires": signatures}
    return run(job, parts_of(pile), what, worker_count(workers), scheduler, tell, prepare)


def read_matches(work: str | Path) -> pd.DataFrame:
    """Read the matches of `find_archive`, a frame as of `find_republications`."""
    return pd.read_parquet(Path(work) / "matches", columns=list(COLUMNS))


def write_stories(work: str | Path, corpus: str | Path) -> int:
    """
    Write what was found as a corpus: each wire with the articles that carry more of it than of any other.

    Parameters
    ----------
    work : path-like
        Folder of `find_archive`.
    corpus : path-like
        Corpus folder; its other stories stay.

    Returns
    -------
    int
        Number of stories.
    """
    work, names = Path(work), _Names()
    wires, stories = StoredWires(work / "index"), {}
    for file in sorted((work / "matches").glob("part-*.parquet")):
        frame = pd.read_parquet(file, columns=["wire", "record"]).dropna()
        for number, record in zip(frame.wire.tolist(), frame.record.tolist(), strict=True):
            if number not in stories:
                wire = wires[number]
                wanted = wire.story_id if wire.story_id != UNSORTED else wire.headline or wire.article_id
                stories[number] = names.unique(wanted, "story")
                names.unique("wire", stories[number])
                save_article(replace(wire, article_id="wire", story_id=stories[number], role="wire"), corpus)
            article = from_record(json.loads(record), file, 1)
            name = names.unique(article.article_id, stories[number])
            save_article(replace(article, article_id=name, story_id=stories[number], role="republication"), corpus)
    return len(stories)


class _Names:
    """Ids that are safe as names of files, each once in its story."""

    def __init__(self) -> None:
        self._taken: dict[str, set[str]] = {}

    def unique(self, wanted: str, within: str) -> str:
        """An id like the one that is wanted."""
        try:
            name = check_id(wanted, within)
        except AnalysisError:
            name = slug(wanted)
        taken, n, found = self._taken.setdefault(within, set()), 1, name
        while found.casefold() in taken:
            n += 1
            found = f"{name[:100]}-{n}"
        taken.add(found.casefold())
        return found
