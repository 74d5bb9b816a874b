"""
How far the kit agrees with human labels: the tables of docs/validity.md, and analysis/data/accuracy.csv for pages.

    python benchmarks/validity.py [--data ../shared/data] [--write docs/validity.md]

Prints the tables as Markdown, or writes them between the markers of a page and into the table that the kit shows, so that
page, table and code cannot drift apart. The
labelled sets are not part of the project; ``--data`` or the environment variable WIRECOPY_SHARED says where they are. Rows
are counted from 0: methods were tuned on the even rows, and the odd ones are reported. Intervals come from giving whole
documents less weight, one at a time (sentences or pairs of texts where the set has no documents).
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import attributions
import claims
import headlines
import reporting_verbs
import retellings
import sample_claims
import sample_corpus
from labelled_sets import SETS, LabelledSet
from pages import markdown, write_tables

ROOT = Path(__file__).resolve().parents[1]
ACCURACY = ROOT / "analysis" / "data" / "accuracy.csv"
ACCURACY_COLUMNS = ("layer", "set", "licence", "figure", "value", "low", "high", "plain")
SET_COLUMNS = ("Layer", "Set", "Licence", "Reported part", "Size", "All rows")
FIGURE_COLUMNS = (
    "Set",
    "Figure",
    "wirecopy",
    "95 % interval",
    "On all rows",
    "Plain methods on the same rows",
    "Others, elsewhere",
)


def default_data() -> Path:
    return Path(os.environ.get("WIRECOPY_SHARED", ROOT.parent / "shared")) / "data"


def row_keys() -> list[tuple[str, str]]:
    """Set and figure of every row of the table of figures."""
    return [(labelled.name, figure) for labelled in SETS for figure in labelled.published]


def set_rows(data: Path) -> Iterator[tuple[str, ...]]:
    for labelled in SETS:
        cases, task = labelled.cases(data), labelled.task
        odd = cases[1::2]
        units = len({task.key(k, case) for k, case in enumerate(odd)})
        size = f"{units:,} {task.drawn}" if units == len(odd) else f"{len(odd):,} rows, {units:,} {task.drawn}"
        yield task.layer, labelled.name, labelled.licence, "odd rows", size, f"{len(cases):,}"


def figure_rows(data: Path) -> Iterator[tuple[str, ...]]:
    for labelled in SETS:
        task, cases = labelled.task, labelled.cases(data)
        even, odd = cases[::2], cases[1::2]
        ours, ours_everywhere = labelled.tally(odd, task.wirecopy), labelled.tally(cases, task.wirecopy)
        readers = dict(task.peers) | {name: fit(even) for name, fit in task.fitted.items()}
        theirs = {peer: labelled.tally(odd, reader) for peer, reader in readers.items()}
        for name in labelled.published:
            figure = task.figures[name]
            low, high = ours.interval(figure)
            peers = {peer: tally.figure(figure) for peer, tally in theirs.items()}
            yield (
                labelled.name,
                name,
                f"{ours.figure(figure):.3f}",
                f"{low:.3f}–{high:.3f}",
                f"{ours_everywhere.figure(figure):.3f}",
                "; ".join(f"{peer} {value:.3f}" for peer, value in peers.items() if not math.isnan(value)),
                labelled.quoted.get(name, ""),
            )


def accuracy_rows(sets: list[tuple[str, ...]], figures: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """What the kit's pages show of the two tables: each figure with its layer, its set and the set's licence."""
    of_set = {name: (layer, name, licence) for layer, name, licence, *_ in sets}
    for name, figure, value, interval, _, plain, _ in figures:
        yield (*of_set[name], figure, value, *interval.split("–"), plain)


def figures_on_all_rows(labelled: LabelledSet, data: Path) -> dict[str, float]:
    """The kit's figures on every row of a set."""
    tally = labelled.tally(labelled.cases(data), labelled.task.wirecopy)
    return {name: tally.figure(labelled.task.figures[name]) for name in labelled.task.figures}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=default_data(), help="folder of the labelled sets")
    parser.add_argument(
        "--write", type=Path, metavar="PAGE", help="write the tables between the markers of this page, and accuracy.csv"
    )
    args = parser.parse_args()
    files = {labelled.file for labelled in SETS} | {claims.FILE}
    missing = sorted(file for file in files if not (args.data / file).is_file())
    if missing:
        print(f"Not in {args.data}: {', '.join(missing)}. Give the folder of the labelled sets with --data.", file=sys.stderr)
        return 2
    sets, figures = list(set_rows(args.data)), list(figure_rows(args.data))
    tables = {
        "sets": markdown(SET_COLUMNS, sets),
        "figures": markdown(FIGURE_COLUMNS, figures),
        **claims.tables(args.data),
        "attributions": attributions.table(args.data),
        "headlines": markdown(headlines.COLUMNS, headlines.rows()),
        "fresh headlines": markdown(headlines.COLUMNS, headlines.rows(headlines.FRESH)),
        "reporting verbs": reporting_verbs.table(),
        "retellings": markdown(retellings.COLUMNS, retellings.rows()),
        "sample corpus": sample_corpus.tables(),
        "sample claims": markdown(sample_claims.COLUMNS, sample_claims.rows()),
    }
    if args.write:
        write_tables(args.write, tables)
        with ACCURACY.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([ACCURACY_COLUMNS, *accuracy_rows(sets, figures)])
    else:
        print("\n\n".join(tables.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
