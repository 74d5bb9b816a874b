"""All parts of a large input: in this process, in several, or on a Dask cluster; what was done before is not done again."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from analysis.archive.parts import Part, signature
from analysis.archive.work import Done, Job, read_record, record_file, work_part
from analysis.articles.corpus.writing import write_whole
from analysis.errors import AnalysisError

_AHEAD = 2  # parts that wait for each worker: more would only fill the memory
_BREAKS = 12  # so often in a row may workers end without a part done before the run gives up
_FEW = 8  # parts that a cluster is sent at least: workers may join later
_PATIENCE = 20  # seconds for a scheduler to answer
_GO_ON = "start the same command again, which goes on where this one stopped"


class Progress(NamedTuple):
    """How far a run is: parts, articles, articles set aside, articles a second, and seconds that are left (None: unknown)."""

    parts: int
    of: int
    articles: int
    rejected: int
    rate: float
    left: float | None


Tell = Callable[[Progress], None]


def run(
    job: Job,
    parts: Sequence[Part],
    what: dict[str, Any],
    workers: int,
    scheduler: str | None,
    tell: Tell | None = None,
    prepare: Callable[[], None] = lambda: None,
) -> Progress:
    """
    Do a job with all parts.

    Parameters
    ----------
    job : Job
    parts : sequence of Part
    what : dict
        What else the results depend on; a folder with results of anything else is refused.
    workers : int
        Processes on this machine.
    scheduler : str or None
        Address of a Dask scheduler, which is then used instead. Its workers need this kit, and the same files under the same
        names.
    tell : callable or None
        Called with the `Progress` after each part.
    prepare : callable
        Called before the first part, when it is clear that the folder holds nothing else.

    Returns
    -------
    Progress
        Of all parts, those of earlier runs included.

    Raises
    ------
    AnalysisError
        If the folder holds results of something else, the scheduler is not there or goes away, or workers end again and again.
    """
    out = Path(job.out)
    _agree(out, parts, what)
    prepare()
    counter = _Counter(len(parts), tell)
    left = []
    for number, part in enumerate(parts):
        record = record_file(out, number)
        if record.is_file():
            counter.add(read_record(record), earlier=True)
        else:
            left.append((number, part))
    if scheduler is not None:
        with _cluster(scheduler) as (executor, n, alive, lost):
            while left:
                left = _all(executor, job, left, n, counter, alive, lost)
    elif workers == 1:
        for number, part in left:
            counter.add(work_part(job, number, part))
    else:
        _in_processes(job, left, workers, counter)
    for forgotten in (*out.glob("*/.*.part"), *out.glob("parts/*.log")):  # of processes that were killed
        forgotten.unlink(missing_ok=True)
    return counter.progress()


def _agree(out: Path, parts: Sequence[Part], what: dict[str, Any]) -> None:
    """Write down what the folder holds, or see that it holds just that."""
    sources = {part.source: part for part in parts}
    plan = {
        "wirecopy": version("wirecopy"),
        **what,
        "inputs": [{"source": name, "signature": signature(part)} for name, part in sources.items()],
        "parts": [[list(sources).index(part.source), part.start, part.stop] for part in parts],
    }
    file = out / "manifest.json"
    if not file.is_file():
        if out.is_dir() and any(out.iterdir()):
            raise AnalysisError(f"{out}: the folder is not empty, and holds no results to go on with: choose another folder.")
        write_whole(file, json.dumps(plan, indent=1).encode())
    elif json.loads(file.read_text("utf8")) != plan:
        raise AnalysisError(
            f"{out}: the folder holds results of other inputs, options or another version of the kit: choose another folder, or"
            " delete this one."
        )


def worker_count(workers: int | None) -> int:
    """Number of processes that was asked for; by default one for each processor."""
    if workers is None:
        return os.cpu_count() or 1
    if workers < 1:
        raise AnalysisError(f"workers is {workers}: give 1 or more processes.")
    return workers


class _Counter:
    """Counts what is done, and tells it."""

    def __init__(self, of: int, tell: Tell | None) -> None:
        self._of, self._tell, self._begin = of, tell, time.monotonic()
        self._parts = self._articles = self._rejected = self._new = self._new_articles = 0

    def add(self, done: Done, earlier: bool = False) -> None:
        """Count a part that is complete."""
        self._parts += 1
        self._articles += done.articles
        self._rejected += done.rejected
        if not earlier:
            self._new += 1
            self._new_articles += done.articles + done.rejected
            if self._tell is not None:
                self._tell(self.progress())

    def progress(self) -> Progress:
        """How far the run is."""
        spent = max(time.monotonic() - self._begin, 1e-9)
        left = spent / self._new * (self._of - self._parts) if self._new else None
        return Progress(self._parts, self._of, self._articles, self._rejected, self._new_articles / spent, left)


Numbered = Sequence[tuple[int, Part]]


def _in_processes(job: Job, left: Numbered, workers: int, counter: _Counter) -> None:
    """Work in processes; if one is killed its pool is lost, and a new one goes on with what is not done."""
    breaks = 0
    while left:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as executor:
            rest = _all(executor, job, left, workers, counter)
        breaks = breaks + 1 if len(rest) == len(left) else 0
        if breaks > _BREAKS:
            raise AnalysisError(f"The processes end again and again, perhaps for want of memory: give fewer workers, and {_GO_ON}.")
        left = rest


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int, Callable[[], bool], type[Exception]]]:
    """A Dask cluster: executor, parts to send at a time, whether it is there, and what says that workers were lost over a part."""
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise AnalysisError("A scheduler needs Dask: pip install 'wirecopy[cluster]'.") from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise AnalysisError(
            f"There is no Dask scheduler at {address!r} ({str(error)[:80]}): start one with 'dask scheduler', and workers with"
            " 'dask worker'."
        ) from None
    try:
        n = sum(client.nthreads().values())
        # Equal parts of equal jobs are not one: Dask would take the result of another run for this one's.
        executor = client.get_executor(pure=False)
        yield executor, max(n, _FEW), lambda: client.status == "running", KilledWorker
    finally:
        client.close(timeout=1)


def _all(
    executor: Executor,
    job: Job,
    left: Numbered,
    workers: int,
    counter: _Counter,
    alive: Callable[[], bool] = lambda: True,
    killed: type[Exception] = BrokenExecutor,
) -> list[tuple[int, Part]]:
    """Send parts to an executor, a few ahead of its workers; return those that are not done because workers ended."""
    waiting, lost, broken = iter(left), [], False
    running: dict[Future[Done], tuple[int, Part]] = {}
    while True:
        while not broken and len(running) < _AHEAD * workers and (entry := next(waiting, None)) is not None:
            try:
                running[executor.submit(work_part, job, *entry)] = entry
            except BrokenExecutor:
                lost.append(entry)
                broken = True
        if not running:
            return sorted([*lost, *waiting])
        for future in wait(running, timeout=1, return_when=FIRST_COMPLETED).done:
            entry = running.pop(future)
            try:
                counter.add(future.result())
            except (BrokenExecutor, CancelledError, killed) as error:
                lost.append(entry)
                broken = broken or isinstance(error, BrokenExecutor)
        if not alive():
            raise AnalysisError(f"The scheduler does not answer any more: {_GO_ON}.")
