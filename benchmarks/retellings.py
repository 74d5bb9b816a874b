"""
How far links and changed claims agree with labels on 60 invented pairs of wire and free retelling.

    python benchmarks/retellings.py

Sentences are divided by " | ". "links" names the sentences of either side that tell the same, "claims" the types of claims that
the retelling changes, none where it says the same in other words. The pairs were written and labelled by one hand before the
kit read them, and the labels of their claims were read once more, in view of the first; no rule was changed for them.
"""

from __future__ import annotations

import csv
from pathlib import Path

from agreement import Counts, Tally, f1, precision, recall
from pages import markdown

from analysis import align, claim_changes

TABLE = Path(__file__).resolve().parents[1] / "tests" / "data" / "retellings.csv"
COLUMNS = ("Figure", "Labelled", "Found", "precision", "recall", "F1")


def pairs() -> list[dict[str, str]]:
    """The labelled pairs."""
    with TABLE.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def sides(row: dict[str, str]) -> tuple[list[str], list[str]]:
    """Sentences of the wire and of the retelling."""
    return row["wire"].split(" | "), row["retelling"].split(" | ")


def links(row: dict[str, str]) -> tuple[set[str], set[str]]:
    """Labelled links and those that the kit makes, as "0-1"."""
    return set(row["links"].split()), {f"{link.wire}-{link.republication}" for link in align(*sides(row)).links}


def types(row: dict[str, str]) -> tuple[set[str], set[str]]:
    """Labelled types of changed claims and those that the kit finds; what is only put or cut is another matter."""
    wire, retelling = map(" ".join, sides(row))
    return set(row["claims"].split()), set(claim_changes(wire, retelling).type) - {"added", "lost"}


def changed(row: dict[str, str]) -> tuple[set[str], set[str]]:
    """Whether a claim is changed at all, as a set that is empty or not."""
    return tuple({"changed"} if found else set() for found in types(row))


FIGURES = {"links": links, "a claim is changed": changed, "types of changed claims": types}


def rows() -> list[tuple[str, ...]]:
    """The table of docs/validity.md."""
    out = []
    for name, read in FIGURES.items():
        found = [(k, *read(row)) for k, row in enumerate(pairs())]
        counts: list[tuple[int, Counts]] = [
            (k, {"hit": len(gold & kit), "false": len(kit - gold), "missed": len(gold - kit)}) for k, gold, kit in found
        ]
        tally = Tally(counts)
        figures = [f"{tally.figure(figure):.3f}" for figure in (precision, recall, f1)]
        out.append((name, str(sum(len(gold) for _, gold, _ in found)), str(sum(len(kit) for *_, kit in found)), *figures))
    return out


def main() -> None:
    labelled = pairs()
    print(markdown(COLUMNS, rows()))
    alike = sum(row["first"] == row["second"] for row in labelled)
    print(f"\n{alike} of {len(labelled)} pairs were labelled alike at both readings.")


if __name__ == "__main__":
    main()
