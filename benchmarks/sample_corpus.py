"""
How far the kit agrees with the labels of the sample corpus.

    python benchmarks/sample_corpus.py [--disagreements] [--write docs/validity.md] [--pin [--lower-floors]]

Prints the figures and what was confused with what; with --disagreements every label that the kit does not share. --pin writes
the figures as floors, with the digest of the corpus, to tests/data/gold_floors.json, which tests/test_gold.py holds the kit
to. A floor is lowered only with --lower-floors.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from agreement import Tally, macro_f1
from gold import NONE, Judgement, digest, judgements
from pages import markdown, write_tables

FLOORS = Path(__file__).resolve().parents[1] / "tests" / "data" / "gold_floors.json"
# Where a figure's name does not begin with the layer that it is about.
_LAYERS = {
    "sentences cut alike": "sentence",
    "links": "link",
    "quotation fate": "fate",
    "new quotations": "new quotation",
    "country mentions": "mention",
}


def figures(judged: Iterable[Judgement]) -> dict[str, float]:
    """Agreement by layer, each figure in [0, 1]."""
    layers: dict[str, list[Judgement]] = {}
    for judgement in judged:
        layers.setdefault(judgement.layer, []).append(judgement)

    def accuracy(name: str) -> float:
        return sum(j.right for j in layers[name]) / len(layers[name])

    def found(name: str) -> tuple[float, float, float]:
        both = sum(j.right and j.gold != NONE for j in layers[name])
        gold, kit = (sum(getattr(j, side) != NONE for j in layers[name]) for side in ("gold", "kit"))
        return both / kit, both / gold, 2 * both / (kit + gold)

    precision, recall, f1 = found("link")
    labels = Tally((k, {f"{j.gold}:{j.kit}": 1}) for k, j in enumerate(layers["sentiment"]))
    return {
        "sentences cut alike": accuracy("sentence"),
        "links: precision": precision,
        "links: recall": recall,
        "links: F1": f1,
        "relation: accuracy": accuracy("relation"),
        "moved: accuracy": accuracy("moved"),
        "moved: F1": found("moved")[2],
        "quotation fate: accuracy": accuracy("fate"),
        "new quotations: F1": found("new quotation")[2],
        "speaker: accuracy": accuracy("speaker"),
        "country mentions: recall": accuracy("mention"),
        "sentiment: accuracy": accuracy("sentiment"),
        "sentiment: macro-F1": labels.figure(macro_f1),
    }


def sizes(judged: Iterable[Judgement]) -> dict[str, int]:
    """Labels behind each layer: what is labelled, whether or not the kit has it."""
    return Counter(j.layer for j in judged if j.gold != NONE or j.layer == "moved")


def confusion(judged: Iterable[Judgement], layer: str) -> str:
    """What was labelled and read otherwise, the commonest first."""
    pairs = Counter((j.gold, j.kit) for j in judged if j.layer == layer and not j.right)
    return ", ".join(f"{gold} read as {kit} {n}" for (gold, kit), n in sorted(pairs.items(), key=lambda item: (-item[1], item[0])))


def tables() -> str:
    """Agreement with the sample corpus as Markdown."""
    judged = judgements()
    counted = sizes(judged)
    rows = []
    for name, value in figures(judged).items():
        what = name.split(":")[0]
        rows.append((name, str(counted[_LAYERS.get(what, what)]), f"{value:.3f}"))
    mistaken = [f"- {layer}: {confusion(judged, layer) or 'none'}" for layer in ("relation", "fate", "sentiment")]
    return "\n".join([markdown(("Figure", "Labels", "wirecopy"), rows), "", "Mistaken:", "", *mistaken])


def pin(measured: dict[str, float], corpus_digest: str, pinned: dict, lower: bool) -> dict:
    """
    Floors for the next test: what was measured, cut off after three digits.

    Raises
    ------
    SystemExit
        If a figure is below its floor and ``lower`` is not given.
    """
    floors = {name: math.floor(value * 1000) / 1000 for name, value in measured.items()}
    lowered = [name for name, floor in pinned.get("floors", {}).items() if floors.get(name, -1) < floor]
    if lowered and not lower:
        raise SystemExit(f"These figures are below their floors: {', '.join(lowered)}. To lower them all the same: --lower-floors.")
    return {"corpus": corpus_digest, "floors": floors}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--disagreements", action="store_true", help="print every label that the kit does not share")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the table between the markers of this page")
    parser.add_argument("--pin", action="store_true", help="write the figures as floors")
    parser.add_argument("--lower-floors", action="store_true", help="with --pin: lower floors, too")
    args = parser.parse_args()
    judged = judgements()
    print(tables())
    if args.disagreements:
        for j in sorted((j for j in judged if not j.right), key=lambda j: (j.layer, j.article)):
            print(f"\n{j.layer}: {j.article}: labelled {j.gold}, read as {j.kit}\n    {j.about}")
    if args.write:
        write_tables(args.write, {"sample corpus": tables()})
    if args.pin:
        pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
        floors = pin(figures(judged), digest(), pinned, args.lower_floors)
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
