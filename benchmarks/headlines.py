"""
How often an alarm about a headline is right: on 120 invented pairs of a headline and the text below it, and on 40 fresh ones.

    python benchmarks/headlines.py

A pair is labelled with what the headline says and the text does not, by the types of `ALARMS`. One person wrote the pairs and
labelled them, and read them again without the labels and in another order; where the two readings differ, "label" holds what
was decided. The rules were mended while looking at the 120; the 40 were written afterwards and no rule was changed for them.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from agreement import Tally, precision, recall
from pages import markdown

from analysis import annotate
from analysis.comparison.claims.alarms import ALARMS, headline_alarms

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
TABLE, FRESH = DATA / "headlines.csv", DATA / "headlines_fresh.csv"
COLUMNS = ("Alarm", "Labelled", "Raised", "Right", "precision", "recall")


def pairs(table: Path = TABLE) -> list[dict[str, str]]:
    """The labelled pairs."""
    with table.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def readings(table: Path = TABLE) -> list[tuple[str, set[str], set[str]]]:
    """Text of each pair, with the types that are labelled and those that the kit raises."""
    return [
        (
            row["body"],
            set(row["label"].split()),
            {a.type for a in headline_alarms(annotate(row["headline"]), annotate(row["body"]))},
        )
        for row in pairs(table)
    ]


def rows(table: Path = TABLE) -> list[tuple[str, ...]]:
    """A table of docs/validity.md."""
    found, out = readings(table), []
    for name in (*ALARMS, "all"):
        kinds = set(ALARMS) if name == "all" else {name}
        counted = [
            (body, Counter(hit=len(gold & kit & kinds), false=len((kit - gold) & kinds), missed=len((gold - kit) & kinds)))
            for body, gold, kit in found
        ]
        total = sum((counts for _, counts in counted), Counter())
        tally = Tally(counted)
        figures = [f"{tally.figure(figure):.3f}" for figure in (precision, recall)]
        numbers = total["hit"] + total["missed"], total["hit"] + total["false"], total["hit"]
        out.append((name, *map(str, numbers), *figures))
    return out


def main() -> None:
    for table in (TABLE, FRESH):
        labelled = pairs(table)
        alike = sum(row["first"] == row["second"] for row in labelled)
        print(f"{markdown(COLUMNS, rows(table))}\n\n{alike} of {len(labelled)} pairs were labelled alike at both readings.\n")


if __name__ == "__main__":
    main()
