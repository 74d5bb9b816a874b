"""Measuring an archive: parts, the same bytes however it is run, what is set aside, and kills at any moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial, partialmethod
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import AnalysisError, Article, cli, country_sentiment, evidence, load_corpus, measure, measure_archive
from analysis.archive import parts, run
from analysis.archive.measuring import MeasureJob
from analysis.archive.parts import parts_of, read_part
from analysis.articles.corpus.store import save_corpus

DRIVER = """
import sys
import analysis.archive.parts as parts
from analysis import cli
parts.BYTES = 2000
if __name__ == "__main__":
    sys.exit(cli.main(sys.argv[1:]))
"""
# Loaded by the workers of a cluster: every part takes a while, so that a kill finds it at work; one article ends its process.
SLOW = """
import os, time
from analysis.archive.measuring import MeasureJob
def tables(self, articles, plain=MeasureJob.tables):
    if any("POISON" in article.text for article in articles):
        os.kill(os.getpid(), 9)
    time.sleep(0.3 if articles else 0)
    return plain(self, articles)
if MeasureJob.tables.__module__ != __name__:  # Dask loads a module twice
    MeasureJob.tables = tables
"""


def contents(folder):
    """Every result of a run by its name; what tells of the run itself is left out."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file() and f.suffix == ".parquet"}


def texts(n):
    return [f"Talks number {k} may fail, Russia said. “We want {k} boats,” Ana Lund told France on Monday." for k in range(n)]


def jsonl(path, rows):
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return path


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(parts, "BYTES", 2000)
    monkeypatch.setattr(parts, "ARTICLES", 7)


def test_results_are_those_of_the_functions(tmp_path, stories, small):
    save_corpus(stories, tmp_path / "corpus.parquet")
    done = measure_archive(tmp_path / "corpus.parquet", tmp_path / "out", workers=1, spans=True)
    articles = [article for story in stories for article in story.articles]
    assert (done.articles, done.rejected, done.parts) == (len(articles), 0, -(-len(articles) // 7))
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out" / "metrics"), measure(articles))
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out" / "evidence"), evidence(articles))
    countries = pd.read_parquet(tmp_path / "out" / "countries")
    for voice, frame in countries.groupby("voice"):
        expected = country_sentiment(articles, voice=voice)
        pd.testing.assert_frame_equal(frame.reset_index(drop=True), expected)
    assert not (tmp_path / "out" / "rejected").exists()


def test_every_format_gives_the_same_results(tmp_path, stories, small):
    save_corpus(stories, tmp_path / "corpus.parquet")
    save_corpus(stories, tmp_path / "corpus.jsonl")
    frames = []
    for k, source in enumerate((tmp_path / "corpus.parquet", tmp_path / "corpus.jsonl", ROOT / "corpus")):
        measure_archive(source, tmp_path / f"out{k}", workers=1)
        frame = pd.read_parquet(tmp_path / f"out{k}" / "metrics")
        frames.append(frame.sort_values(["story_id", "article_id", "metric"], ignore_index=True))
    pd.testing.assert_frame_equal(frames[0], frames[1])
    pd.testing.assert_frame_equal(frames[0], frames[2])


@settings(max_examples=25)
@given(st.lists(st.text('aß😀 ."\\', max_size=60), max_size=12), st.integers(1, 200))
def test_every_line_is_in_one_part_whatever_its_length(tmp_path_factory, lines, size):
    file = jsonl(tmp_path_factory.mktemp("pile") / "p.jsonl", [{"text": f"x{line}"} for line in lines] or [{"text": "x"}])
    before, parts.BYTES = parts.BYTES, size
    try:
        read = [row.article.text for part in parts_of([file]) for row in read_part(part)]
    finally:
        parts.BYTES = before
    assert read == [Article.from_text(f"x{line}").text for line in lines or [""]]


@pytest.mark.parametrize("group", [1, 3, 10, 100])
def test_every_row_is_in_one_part_whatever_the_row_groups(tmp_path, group, small):
    table = pyarrow.Table.from_pylist([{"text": text, "article_id": str(k)} for k, text in enumerate(texts(40))])
    pyarrow.parquet.write_table(table, tmp_path / "p.parquet", row_group_size=group)
    read = [row.article.article_id for part in parts_of([tmp_path / "p.parquet"]) for row in read_part(part)]
    assert read == [str(k) for k in range(40)]


def test_what_is_no_article_is_set_aside_with_the_reason(tmp_path, small):
    good = [{"text": text, "article_id": f"a{k}"} for k, text in enumerate(texts(30))]
    bad = ["{no json\n", "[1, 2]\n", {"article_id": "none"}, {"text": "Ja.", "language": "de", "article_id": "german"}, {"text": 5}]
    file = jsonl(tmp_path / "pile.jsonl", [*good[:20], *bad, *good[20:]])
    done = measure_archive(file, tmp_path / "out", workers=1)
    assert (done.articles, done.rejected) == (30, 5)
    rejected = pd.read_parquet(tmp_path / "out" / "rejected")
    assert rejected.reason.str.len().gt(10).all() and rejected.place.str.startswith("byte ").all()
    assert "'de'" in rejected.set_index("article_id").reason["german"]
    assert pd.read_parquet(tmp_path / "out" / "metrics").article_id.nunique() == 30


def test_an_error_in_one_article_sets_that_one_aside(tmp_path, monkeypatch, small):
    file = jsonl(tmp_path / "pile.jsonl", [{"text": text, "article_id": str(k)} for k, text in enumerate(texts(30))])
    measure_archive(file, tmp_path / "plain", workers=1)
    plain = MeasureJob.tables

    def broken(self, articles):
        if any(article.article_id == "17" for article in articles):
            raise ZeroDivisionError("no such luck")
        return plain(self, articles)

    monkeypatch.setattr(MeasureJob, "tables", broken)
    measure_archive(file, tmp_path / "out", workers=1)
    (row,) = pd.read_parquet(tmp_path / "out" / "rejected").itertuples()
    assert row.article_id == "17" and row.reason == "ZeroDivisionError: no such luck"
    expected = pd.read_parquet(tmp_path / "plain" / "metrics").query("article_id != '17'").reset_index(drop=True)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out" / "metrics"), expected)


@pytest.mark.parametrize("stop", range(0, 24, 3))
def test_a_run_that_stops_anywhere_goes_on_and_counts_nothing_twice(tmp_path, monkeypatch, small, stop):
    file = jsonl(tmp_path / "pile.jsonl", [{"text": text} for text in texts(40)])
    measure_archive(file, tmp_path / "whole", workers=1)
    calls = iter(range(1000))

    def spent(*arguments, real):
        if next(calls) == stop:
            raise KeyboardInterrupt
        return real(*arguments)

    with monkeypatch.context() as patch:
        for owner, name in ((os, "fsync"), (Path, "replace"), (MeasureJob, "tables")):
            patch.setattr(owner, name, (partial if owner is os else partialmethod)(spent, real=getattr(owner, name)))
        with pytest.raises(KeyboardInterrupt):
            measure_archive(file, tmp_path / "out", workers=1)
    done = measure_archive(file, tmp_path / "out", workers=1)
    assert done.articles == 40 and contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert not [*(tmp_path / "out").rglob(".*"), *(tmp_path / "out").rglob("*.log")]


def test_a_folder_with_other_results_is_refused(tmp_path, small):
    file = jsonl(tmp_path / "pile.jsonl", [{"text": text} for text in texts(3)])
    measure_archive(file, tmp_path / "out", workers=1)
    with pytest.raises(AnalysisError, match="other inputs, options"):
        measure_archive(file, tmp_path / "out", workers=1, spans=True)
    jsonl(file, [{"text": text} for text in texts(4)])
    with pytest.raises(AnalysisError, match="other inputs, options"):
        measure_archive(file, tmp_path / "out", workers=1)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep")
    with pytest.raises(AnalysisError, match="not empty"):
        measure_archive(file, tmp_path / "mine", workers=1)
    assert [f.name for f in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("name", "what"),
    [("none.parquet", "no such file"), ("a.txt", "not there"), ("bad.parquet", "cannot be read"), ("empty", "nothing")],
)
def test_an_input_that_cannot_be_read_is_named(tmp_path, name, what):
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no")
    (tmp_path / "empty").mkdir()
    with pytest.raises(AnalysisError, match=what):
        measure_archive(tmp_path / name, tmp_path / "out", workers=1)
    assert not (tmp_path / "out").exists()


def test_a_worker_count_of_none_at_all_is_refused(tmp_path):
    file = jsonl(tmp_path / "pile.jsonl", [{"text": "Talks failed."}])
    with pytest.raises(AnalysisError, match="workers"):
        measure_archive(file, tmp_path / "out", workers=0)


def test_the_command_tells_folder_from_file(tmp_path, capsys):
    file = jsonl(tmp_path / "pile.jsonl", [{"text": text} for text in texts(3)])
    assert cli.main(["measure", str(file), "--out", str(tmp_path / "out"), "--workers", "1"]) == 0
    printed = capsys.readouterr()
    assert printed.out.strip() == str(tmp_path / "out") and "3 articles measured, 0 set aside" in printed.err
    assert cli.main(["measure", str(ROOT / "corpus"), "--workers", "2"]) == 1
    assert "name one without an ending" in capsys.readouterr().err


def test_a_scheduler_that_is_not_there_is_named(tmp_path, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(run, "_PATIENCE", 1)
    file = jsonl(tmp_path / "pile.jsonl", [{"text": "Talks failed."}])
    with pytest.raises(AnalysisError, match="no Dask scheduler at"):
        measure_archive(file, tmp_path / "out", scheduler="tcp://127.0.0.1:9")


class DeathError(BaseException):
    """Stands for the end of the process: nobody catches it, and the log of the part stays behind as after a kill."""


@dataclass(frozen=True)
class FatalJob(MeasureJob):
    """Measures, but one article takes its process down."""

    def tables(self, articles):
        if any("POISON" in article.text for article in articles):
            raise DeathError
        return MeasureJob.tables(self, articles)


def test_an_article_that_ends_processes_is_set_aside(tmp_path, small):
    rows = [{"text": text, "article_id": str(k)} for k, text in enumerate(texts(40))]
    rows.insert(13, {"text": "POISON.", "article_id": "poison"})
    job, found = FatalJob(str(tmp_path / "out"), False), parts_of([jsonl(tmp_path / "pile.jsonl", rows)])
    for _ in range(3):
        with pytest.raises(DeathError):
            run.run(job, found, {}, 1, None)
    done = run.run(job, found, {}, 1, None)
    assert (done.articles, done.rejected) == (40, 1)
    (row,) = pd.read_parquet(tmp_path / "out" / "rejected").itertuples()
    assert row.article_id == "poison" and "process ended" in row.reason
    assert pd.read_parquet(tmp_path / "out" / "metrics").article_id.nunique() == 40


class Processes:
    """Processes that are started here, and ended by their ids when the test is over."""

    def __init__(self, folder):
        self.folder, self.started = folder, []

    def start(self, *command):
        environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__PRELOAD": '["slow.py"]', "PYTHONPATH": str(ROOT)}
        with (self.folder / f"{len(self.started)}.log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, env=environment)
        self.started.append(process)
        return process

    def end(self):
        for process in self.started:
            for pid in [*descendants(process.pid), process.pid]:
                kill(pid)
            process.wait()


def descendants(pid):
    """Ids of all processes that a process, or one of its threads, has started."""
    found = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has ended meanwhile
            for child in children.read_text().split():
                found += [*descendants(int(child)), int(child)]
    return found


def spawned(process):
    """Workers that a process has started, by their ids."""
    return [pid for pid in descendants(process.pid) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def wait_for(condition, seconds=300):
    begin = time.monotonic()
    while not condition():
        assert time.monotonic() - begin < seconds, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def processes(tmp_path):
    if not Path("/proc/self/task").exists():
        pytest.skip("finds processes in /proc")
    (tmp_path / "driver.py").write_text(DRIVER)
    (tmp_path / "slow.py").write_text(SLOW)
    started = Processes(tmp_path)
    yield started
    started.end()


def n_done(out):
    return len([*out.glob("parts/*.json")])


@pytest.mark.slow
def test_a_cluster_may_be_killed_at_any_moment(tmp_path, processes):
    pytest.importorskip("distributed")
    rows = [{"text": text, "article_id": str(k)} for k, text in enumerate(texts(160))]
    rows.insert(150, {"text": "POISON.", "article_id": "poison"})
    file, out = jsonl(tmp_path / "pile.jsonl", rows), tmp_path / "out"
    dask = [sys.executable, "-m", "dask"]

    def cluster(name):
        processes.start(*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", name)
        scheduler = processes.started[-1]
        wait_for((tmp_path / name).exists)
        options = ("--nworkers", "2", "--nthreads", "1", "--no-dashboard")
        workers = processes.start(*dask, "worker", "--scheduler-file", name, *options)
        return json.loads((tmp_path / name).read_text())["address"], scheduler, workers

    def start(address):
        return processes.start(sys.executable, "driver.py", "measure", "pile.jsonl", "--out", "out", "--scheduler", address)

    address, scheduler, workers = cluster("one.json")
    first = start(address)
    wait_for(lambda: n_done(out) >= 2)
    kill(spawned(workers)[0])  # the nanny beside it starts another
    before = n_done(out)
    wait_for(lambda: n_done(out) >= before + 3)
    kill(scheduler.pid)
    assert first.wait(300) == 1
    for pid in [*spawned(workers), workers.pid]:
        kill(pid)
    address, _, _ = cluster("two.json")
    second = start(address)
    before = n_done(out)
    wait_for(lambda: n_done(out) >= before + 2)
    kill(second.pid)
    third = start(address)
    assert third.wait(300) == 0, (tmp_path / f"{len(processes.started) - 1}.log").read_text()

    jsonl(tmp_path / "pile.jsonl", [row for row in rows if row["article_id"] != "poison"])
    metrics = pd.read_parquet(out / "metrics")
    pd.testing.assert_frame_equal(metrics, measure(row.article for part in parts_of([file]) for row in read_part(part)))
    (row,) = pd.read_parquet(out / "rejected").itertuples()
    assert row.article_id == "poison"


@pytest.mark.slow
def test_processes_and_the_whole_run_may_be_killed(tmp_path, processes, monkeypatch):
    file, out = jsonl(tmp_path / "pile.jsonl", [{"text": text} for text in texts(160)]), tmp_path / "out"
    command = [sys.executable, "driver.py", "measure", str(file), "--out", "out", "--workers", "2"]
    first = processes.start(*command)
    wait_for(lambda: n_done(out) >= 2)
    kill(spawned(first)[0])
    before = n_done(out)
    wait_for(lambda: n_done(out) >= before + 2 or first.poll() is not None)
    for pid in [*descendants(first.pid), first.pid]:
        kill(pid)
    assert processes.start(*command).wait(300) == 0
    monkeypatch.setattr(parts, "BYTES", 2000)
    measure_archive(file, tmp_path / "other", workers=1)
    assert contents(out) == contents(tmp_path / "other")
    assert len(pd.read_parquet(out / "metrics")) == 160 * len(measure([Article.from_text("Hm.")]))


def test_stories_are_read_in_parts_from_their_folders(tmp_path, stories, monkeypatch):
    found = parts_of([ROOT / "corpus"])
    assert [row.article for part in found for row in read_part(part)] == [
        article for story in load_corpus(ROOT / "corpus") for article in sorted(story.articles, key=lambda a: a.article_id)
    ]
