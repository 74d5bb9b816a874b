"""
How far attributions agree with labels: who says what, with and without quotation marks.

    python benchmarks/attributions.py [--data ../shared/data] [--disagreements]

PolNeAR labels everything that a text lays into somebody's mouth or mind, attitudes and plans included. An attribution of the
kit agrees with a labelled one if half of the shorter content lies in the other and the sources share a word; a labelled
"who" or "which" stands for the words before it. Of the labelled ones recall is told apart: those with quotation marks, those
whose cue is a verb of speech of ``data/reporting_verbs.csv``, and all.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from agreement import Counts, Figure, Tally
from pages import markdown

from analysis import annotate
from analysis.annotation.quotes.reporting import reporting_forms

_RELATIVE = frozenset(("who", "which", "that", "whose"))
_EMPTY = frozenset(("the", "of", "a", "mr", "ms", "mrs"))
KINDS = ("marks", "speech", "other")
COLUMNS = ("Figure", "wirecopy", "95 % interval", "regular expression")
_PLAIN = re.compile(
    r"\b((?:[A-Z][\w.’'-]*\s){1,5}|(?:[Hh]e|[Ss]he|[Tt]hey)\s)(?:also )?(?:said|says|say|told|added|wrote|claimed)\b([^.\n]+)"
)


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w+", text)} - _EMPTY


def labelled(case: dict) -> list[tuple[set[int], set[str], str]]:
    """Content, words of the source and kind ("marks", "speech" or "other") of each labelled attribution that has a source."""
    text, out = case["text"], []
    for a in case["attributions"]:
        if not a["source"]:
            continue
        source = set().union(*(words(text[start:end]) for start, end in a["source"]))
        if source <= _RELATIVE:
            start = a["source"][0][0]
            source |= words(text[max(0, start - 60) : start].rsplit(".", 1)[-1])
        content = set().union(*(range(start, end) for start, end in a["content"]))
        marked = any(mark in text[start:end] for start, end in a["content"] for mark in '"“”')
        cue = " ".join(text[start:end] for start, end in a["cue"]).lower()
        spoken = not reporting_forms().keys().isdisjoint(re.findall(r"[\w-]+", cue)) or "according" in cue
        out.append((content, source, "marks" if marked else "speech" if spoken else "other"))
    return out


def kit(text: str) -> list[tuple[int, int, str]]:
    """Start and end of what is said, and the source, as the kit finds them."""
    return [(a.start, a.end, a.source) for a in annotate(text).attributions]


def plain(text: str) -> list[tuple[int, int, str]]:
    """The same by a regular expression: capitalised words or a pronoun before a verb of speech, and what follows it."""
    return [(m.start(2), m.end(2), m.group(1)) for m in _PLAIN.finditer(text)]


def count(case: dict, read: Callable[[str], list[tuple[int, int, str]]], show: bool = False) -> Counts:
    """Attributions that agree or do not, and labelled ones found or missed, by kind."""
    text, gold = case["text"], labelled(case)
    found: set[int] = set()
    counts = dict.fromkeys(("right", "wrong", *(f"{kind} {fate}" for kind in KINDS for fate in ("found", "missed"))), 0.0)
    for start, end, source in read(text):
        content, named = set(range(start, end)), words(source)
        alike = [
            k
            for k, (other, gold_source, _) in enumerate(gold)
            if gold_source & named and 2 * len(content & other) >= min(len(content), len(other))
        ]
        found.update(alike)
        counts["right" if alike else "wrong"] += 1
        if show and not alike:
            print(f"{source} | {text[start:end]!r}")
    for k, (_, _, kind) in enumerate(gold):
        counts[f"{kind} {'found' if k in found else 'missed'}"] += 1
    return counts


def precision(sums: dict[str, np.ndarray]) -> np.ndarray:
    return sums["right"] / (sums["right"] + sums["wrong"])


def recall(*kinds: str) -> Figure:
    def figure(sums: dict[str, np.ndarray]) -> np.ndarray:
        found, missed = (sum(sums[f"{kind} {fate}"] for kind in kinds) for fate in ("found", "missed"))
        return found / (found + missed)

    return figure


def f1(*kinds: str) -> Figure:
    def figure(sums: dict[str, np.ndarray]) -> np.ndarray:
        p, r = precision(sums), recall(*kinds)(sums)
        return 2 * p * r / (p + r)

    return figure


FIGURES: dict[str, Figure] = {
    "precision": precision,
    "recall, in marks": recall("marks"),
    "recall, verb of speech": recall("speech"),
    "recall, in marks or verb of speech": recall("marks", "speech"),
    "recall, all that is labelled": recall(*KINDS),
    "F1, in marks or verb of speech": f1("marks", "speech"),
}


def tally(data: Path, read: Callable[[str], list[tuple[int, int, str]]], show: bool = False) -> Tally:
    """Counts by document."""
    with (data / "quotes" / "polnear_dev.jsonl").open(encoding="utf-8") as file:
        return Tally((k, count(case, read, show)) for k, case in enumerate(map(json.loads, file)))


def table(data: Path) -> str:
    """The figures as Markdown."""
    ours, theirs = tally(data, kit), tally(data, plain)
    rows = []
    for name, figure in FIGURES.items():
        low, high = ours.interval(figure)
        rows.append((name, f"{ours.figure(figure):.3f}", f"{low:.3f}–{high:.3f}", f"{theirs.figure(figure):.3f}"))
    return markdown(COLUMNS, rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("WIRECOPY_SHARED", Path(__file__).parents[2] / "shared"))
    parser.add_argument("--data", type=Path, default=shared / "data", help="folder of the labelled sets")
    parser.add_argument("--disagreements", action="store_true", help="list what agrees with no label")
    args = parser.parse_args()
    if args.disagreements:
        tally(args.data, kit, show=True)
    print(table(args.data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
