"""
Finding republications and measuring at the size of an archive, generated: Boumans 2018 had 119,452 wires, 247,161 articles.

    python benchmarks/archive_scale.py [--wires 119452] [--articles 247161] [--workers 2] [--measure 2000]

Three articles in ten carry a known part of a wire. Says how long each step takes and how much memory the processes need.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from invented_archive import KINDS, Archive, pile

from analysis import Article, measure_archive
from analysis.archive.finding import find_archive, read_matches
from analysis.archive.run import Progress
from analysis.articles.corpus.records import to_record

SHARES = {"copy": 0.05, "edited": 0.1, "half": 0.08, "quarter": 0.07, "topic": 0.2, "unrelated": 0.5}


def write(path: Path, articles: Iterable[Article]) -> None:
    with path.open("w", encoding="utf8") as file:
        for article in articles:
            file.write(json.dumps(to_record(article), ensure_ascii=False) + "\n")


def memory() -> str:
    """Largest resident memory of this process and of the largest of those that it started, in MB."""
    own, others = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{own:.0f} MB here, {others:.0f} MB in the largest worker"


def processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


class Step:
    """Prints what a step cost."""

    def __init__(self, name: str) -> None:
        self._name, self._wall, self._used = name, time.monotonic(), processor_seconds()

    def done(self, n: int, what: str) -> None:
        wall, used = time.monotonic() - self._wall, processor_seconds() - self._used
        rate = f"{n / max(used, 1e-9):,.0f} {what} a second of a core"
        print(f"{self._name}: {wall:,.0f} s, {used:,.0f} s of processor time, {rate}; {memory()}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wires", type=int, default=119_452)
    parser.add_argument("--articles", type=int, default=247_161)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--measure", type=int, default=2000, help="articles that are measured, too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, archive = Path(name), Archive(options.wires)
        step = Step("generating")
        write(folder / "wires.jsonl", map(archive.wire_article, range(options.wires)))
        write(folder / "pile.jsonl", (article for _, _, article in pile(archive, SHARES, options.articles)))
        step.done(options.wires + options.articles, "texts")
        sizes = [(folder / f"{part}.jsonl").stat().st_size for part in ("wires", "pile")]
        print(f"{options.wires:,} wires of {sizes[0] / 1e6:,.0f} MB, {options.articles:,} articles of {sizes[1] / 1e6:,.0f} MB")
        step = Step("finding")
        begun: list[float] = []

        def tell(progress: Progress) -> None:
            if not begun or progress.parts == progress.of or time.monotonic() - begun[-1] > 30:
                begun.append(time.monotonic())
                print(f"  {progress.parts} of {progress.of} parts, {progress.rate:.0f} articles a second", flush=True)

        find_archive([folder / "wires.jsonl"], [folder / "pile.jsonl"], folder / "work", workers=options.workers, tell=tell)
        step.done(options.articles, "articles")
        found = read_matches(folder / "work")
        names = [name.rsplit("-", 2)[1:] for name in found.article_id]
        right = sum(KINDS[kind] > 0 and wire == f"wire-{number}" for (kind, number), wire in zip(names, found.wire_id, strict=True))
        truth = sum(KINDS[kind] > 0 for kind, _, _ in pile(_Numbers(options.wires), SHARES, options.articles))
        entries = (folder / "work" / "index" / "entries.npy").stat().st_size
        share = f"{right / max(len(found), 1):.4f} of {len(found):,} pairs are right; recall {right / truth:.4f}"
        print(f"index: {entries / 1e6:.0f} MB; {share}", flush=True)
        write(folder / "sample.jsonl", (article for _, _, article in pile(archive, SHARES, options.measure)))
        step = Step("measuring")
        measure_archive(folder / "sample.jsonl", folder / "measured", workers=options.workers)
        step.done(options.measure, "articles")
        size = sum(file.stat().st_size for file in (folder / "measured").rglob("*.parquet"))
        print(f"results: {size / options.measure:,.0f} bytes an article")


class _Numbers:
    """Draws the same kinds and wires as an archive, without their texts."""

    def __init__(self, n_wires: int) -> None:
        self.n_wires = n_wires

    def article(self, number: int, kind: str, wire: int) -> None:
        """Nothing."""


if __name__ == "__main__":
    main()
