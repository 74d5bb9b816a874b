"""
How time and memory grow: with the length of an article, the number of articles, of sentences in a pair, of stories in a report.

    python benchmarks/growth.py [--write docs/performance.md] [--only length,archive,pair,report]

Every point is measured in a process of its own: seconds of the processor, and the largest memory, imports included.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import log2
from pathlib import Path

from align_growth import republished, sentences
from pages import markdown, write_tables
from speed import article
from targets import target

ROOT = Path(__file__).resolve().parents[1]


def length(n: int) -> Callable[[], object]:
    """Everything about one article of n words."""
    from analysis import Article, country_sentiment, measure

    one = Article.from_text(article(random.Random(1), n))
    return lambda: (measure([one]), country_sentiment([one]))


def archive(n: int) -> Callable[[], object]:
    """An archive of n articles of 400 words, by one process."""
    from analysis import measure_archive

    draw, folder = random.Random(2), Path(tempfile.mkdtemp())
    with (folder / "pile.jsonl").open("w", encoding="utf8") as file:
        for _ in range(n):
            file.write(json.dumps({"text": article(draw, 400).replace("\n\n", "\n")}) + "\n")
    return lambda: measure_archive(folder / "pile.jsonl", folder / "out", workers=1)


def pair(n: int) -> Callable[[], object]:
    """The links of two versions of n sentences, half of them edited."""
    from analysis import align

    draw = random.Random(3)
    wire = sentences(n, draw)
    other = republished(wire, draw)
    return lambda: align(wire, other)


def report(n: int) -> Callable[[], object]:
    """The report of the first n stories of the sample."""
    from analysis import load_corpus, render_reports

    stories = load_corpus(ROOT / "corpus")[:n]
    return lambda: render_reports(stories, tempfile.mkdtemp())


SERIES = {
    "length": (length, "words in an article", (500, 2000, 10000, 30000, 100000)),
    "archive": (archive, "articles in an archive", (250, 1000, 4000)),
    "pair": (pair, "sentences in each of two versions", (20, 80, 320, 800)),
    "report": (report, "stories in a report", (1, 2, 4)),
}


def point(name: str, n: int) -> dict[str, float]:
    """Measure one point in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--point", name, str(n)], capture_output=True, text=True, check=True, cwd=Path(__file__).parent
    )
    return json.loads(done.stdout.splitlines()[-1])


def measure_point(name: str, n: int) -> dict[str, float]:
    """Seconds of the processor, here and in processes that are started, and the largest memory in MB."""
    import resource

    work = SERIES[name][0](n)
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

    def spent() -> float:
        used = [resource.getrusage(of) for of in who]
        return sum(u.ru_utime + u.ru_stime for u in used)

    begin = spent()
    work()
    return {"n": n, "seconds": spent() - begin, "MB": max(resource.getrusage(of).ru_maxrss for of in who) / 1024}


def table(what: str, points: list[dict[str, float]]) -> str:
    """Points as a table: with the time for each, and by how much the time grows for a doubling."""
    rows = []
    for before, here in zip([None, *points], points, strict=False):
        doubled = ""
        if before:
            doubled = f"{2 ** (log2(here['seconds'] / before['seconds']) / log2(here['n'] / before['n'])):.2f}"
        each = f"{1000 * here['seconds'] / here['n']:.2f}"
        rows.append((f"{here['n']:,}", f"{here['seconds']:.2f}", each, doubled, f"{here['MB']:.0f}"))
    return markdown((what, "seconds", "ms for each", "time for twice as many", "memory, MB"), rows)


def plot(name: str, what: str, points: list[dict[str, float]]) -> None:
    """Draw time and memory over the size, both axes logarithmic."""
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame(points)
    charts = [
        alt.Chart(frame, width=280, height=180)
        .mark_line(point=True, color=color)
        .encode(alt.X("n:Q", title=what).scale(type="log"), alt.Y(f"{column}:Q", title=title).scale(type=scale))
        for column, title, scale, color in (("seconds", "seconds", "log", "#2b5c9e"), ("MB", "memory, MB", "linear", "#c2571a"))
    ]
    alt.hconcat(*charts).save(ROOT / "docs" / "pictures" / f"growth-{name}.svg")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(SERIES))
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write tables between the markers of this page, and pictures")
    parser.add_argument("--point", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.point:
        print(json.dumps(measure_point(options.point[0], int(options.point[1]))))
        return
    for name in options.only.split(","):
        _, what, sizes = SERIES[name]
        points = [point(name, n) for n in sizes]
        print(f"\n{table(what, points)}\n", flush=True)
        first, last = points[-2], points[-1]
        times = (last["seconds"] / first["seconds"]) / (last["n"] / first["n"])
        if name in ("length", "archive"):
            target(f"growth: time for each of {what}, {last['n']:,} against {first['n']:,}", times, most=1.3)
        if name == "archive":
            target("growth: memory with four times as many articles", last["MB"] / first["MB"], most=1.15)
        if options.write:
            write_tables(options.write, {name: table(what, points)})
            plot(name, what, points)


if __name__ == "__main__":
    main()
