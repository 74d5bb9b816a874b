"""
How often a changed claim is found: on SummEdits' seven domains, and on pairs that were written for the kit.

    python benchmarks/claims.py [--data ../shared/data]

A pair counts as changed if `claim_changes` has a row for it. Which types of row count is chosen by what does best on six
domains and measured on the seventh, for each of the seven; the summed counts of the seven are reported. Intervals are made by
giving whole passages less weight, one at a time, each with all its edits. benchmarks/validity.py writes the tables into
docs/validity.md.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
from agreement import Counts, Figure, Tally, precision, recall
from pages import markdown

from analysis import claim_changes
from analysis.comparison.claims.claim_changes import CLAIM_TYPES

ROOT = Path(__file__).resolve().parents[1]
FILE = "claims/summedits_dev.jsonl"
COLUMNS = ("Domain", "Pairs", "Figure", "wirecopy", "95 % interval")
TYPE_COLUMNS = ("Type", "Pairs with it", "share that is changed", "Pairs with it alone", "share that is changed")
Read = list[tuple[dict, frozenset[str]]]


def read(file: Path) -> Read:
    """Labelled pairs, each with the types of claims that the kit finds changed."""
    cases = [json.loads(line) for line in file.read_text("utf8").splitlines()]
    return [(case, frozenset(claim_changes(case["before"], case["after"]).type)) for case in cases]


def counted(cases: Read, kinds: Collection[str] = CLAIM_TYPES) -> Iterator[tuple[str, Counts]]:
    """Passage, and whether one pair of it is a hit, false, missed or rightly silent where rows of some types count."""
    names = {(True, True): "hit", (False, True): "false", (True, False): "missed", (False, False): "silent"}
    for case, found in cases:
        yield case["before"], {names[bool(case["changed"]), not found.isdisjoint(kinds)]: 1}


def balanced(c: dict[str, np.ndarray]) -> np.ndarray:
    """Mean of the shares of changed pairs that are found and of unchanged ones that are left alone."""
    return (recall(c) + c["silent"] / (c["silent"] + c["false"])) / 2


FIGURES: dict[str, Figure] = {"precision": precision, "recall": recall, "balanced accuracy": balanced}


def chosen(cases: Read) -> set[str]:
    """Types of row, without those that lower balanced accuracy: the most harmful is dropped first."""
    kinds = set(CLAIM_TYPES)
    best = Tally(counted(cases, kinds)).figure(balanced)
    while True:
        without = {kind: Tally(counted(cases, kinds - {kind})).figure(balanced) for kind in sorted(kinds)}
        worst = max(without, key=without.__getitem__)
        if without[worst] <= best:
            return kinds
        kinds, best = kinds - {worst}, without[worst]


def held_out(cases: Read) -> tuple[Read, dict[str, set[str]]]:
    """Every pair with the rows of the types that were chosen without its domain; and these types by domain."""
    domains = sorted({case["domain"] for case, _ in cases})
    kinds = {name: chosen([pair for pair in cases if pair[0]["domain"] != name]) for name in domains}
    return [(case, found & kinds[case["domain"]]) for case, found in cases], kinds


def figure_rows(cases: Read) -> Iterator[tuple[str, ...]]:
    """Figures by domain, then of all."""
    domains = sorted({case["domain"] for case, _ in cases})
    parts = {name: [pair for pair in cases if pair[0]["domain"] == name] for name in domains}
    for name, own in (parts | {"all": cases}).items():
        tally = Tally(counted(own))
        for figure, formula in FIGURES.items():
            low, high = tally.interval(formula)
            yield name, f"{len(own):,}", figure, f"{tally.figure(formula):.3f}", f"{low:.3f}–{high:.3f}"


def type_rows(cases: Read) -> Iterator[tuple[str, ...]]:
    """How many of the pairs with a type of row are labelled as changed."""
    for kind in CLAIM_TYPES:
        row = [kind]
        for labels in (
            [case["changed"] for case, found in cases if kind in found],
            [case["changed"] for case, found in cases if found == {kind}],
        ):
            row += [f"{len(labels):,}", f"{sum(labels) / len(labels):.2f}" if labels else "–"]
        yield tuple(row)


def tables(data: Path) -> dict[str, str]:
    """Tables for docs/validity.md, by their markers."""
    cases = read(data / FILE)
    left_out, _ = held_out(cases)
    return {"claims": markdown(COLUMNS, figure_rows(left_out)), "claims by type": markdown(TYPE_COLUMNS, type_rows(cases))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(os.environ.get("WIRECOPY_SHARED", ROOT.parent / "shared")) / "data"
    parser.add_argument("--data", type=Path, default=default, help="folder of the labelled sets")
    data = parser.parse_args().data
    for name, table in tables(data).items():
        print(f"{name}\n\n{table}\n")
    _, kinds = held_out(read(data / FILE))
    for domain, of_it in kinds.items():
        print(f"left out {domain}: without {', '.join(sorted(set(CLAIM_TYPES) - of_it)) or 'nothing'}")


if __name__ == "__main__":
    main()
