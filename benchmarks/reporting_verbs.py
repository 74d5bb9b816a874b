"""
How far reporting verbs agree with labels: sentences written for the kit, ``tests/data/reporting_verbs.csv``.

    python benchmarks/reporting_verbs.py [--disagreements]

In the table, brackets stand around each verb that tells what somebody said, asked or wrote. The rules were made with the part
"tuned" at hand. The part "reported" was written afterwards, and no rule was changed for it.
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

import agreement
from agreement import Tally
from pages import markdown

from analysis import annotate

TABLE = Path(__file__).parents[1] / "tests" / "data" / "reporting_verbs.csv"
FIGURES = {"precision": agreement.precision, "recall": agreement.recall, "F1": agreement.f1}
COLUMNS = ("Part", "Sentences", "Labelled verbs", "Figure", "wirecopy", "95 % interval")
_LABEL = re.compile(r"\[([^\]]+)\]")


def cases() -> list[tuple[str, str, set[int]]]:
    """Part, sentence without brackets and the offsets of its labelled verbs."""
    out = []
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            starts = {match.start() - 2 * k for k, match in enumerate(_LABEL.finditer(row["sentence"]))}
            out.append((row["part"], _LABEL.sub(r"\1", row["sentence"]), starts))
    return out


def count(text: str, starts: set[int]) -> agreement.Counts:
    found = {verb.start for verb in annotate(text).reporting}
    return {"hit": len(found & starts), "false": len(found - starts), "missed": len(starts - found)}


def tally(part: str) -> Tally:
    """Counts of a part, by sentence."""
    return Tally((text, count(text, starts)) for name, text, starts in cases() if name == part)


def rows() -> list[tuple[str, ...]]:
    out = []
    for part in ("reported", "tuned"):
        counted = tally(part)
        labelled = sum(len(starts) for name, _, starts in cases() if name == part)
        for name, figure in FIGURES.items():
            low, high = counted.interval(figure)
            size = (str(len(counted.rows)), str(labelled))
            out.append((part, *size, name, f"{counted.figure(figure):.3f}", f"{low:.3f}–{high:.3f}"))
    return out


def table() -> str:
    return markdown(COLUMNS, rows())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--disagreements", action="store_true", help="print every sentence that the kit reads otherwise")
    args = parser.parse_args()
    print(table())
    if args.disagreements:
        for part, text, starts in cases():
            found = {verb.start: verb.text for verb in annotate(text).reporting}
            if found.keys() != starts:
                print(f"\n{part}: {text}\n    read: {', '.join(found.values()) or 'none'}")


if __name__ == "__main__":
    main()
