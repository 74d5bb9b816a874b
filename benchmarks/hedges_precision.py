"""
How far hedges agree with human labels of uncertain sentences, by set, half and kind.

    python benchmarks/hedges_precision.py [--data ../shared/data]

A sentence counts as found when it has a hedge. Beside each figure stands a 95 % interval over sentences. Per kind:
how many of the sentences with such a hedge were labelled uncertain, and the same for sentences with no hedge of another kind.
The table was written on the even rows. No sentence of the odd rows was read, but counts by entry and by class of words over
all rows decided about some entries, so the odd rows are not wholly held out: expect new sentences to score like them or lower.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from analysis import annotate
from analysis.annotation.hedges.hedges import HEDGE_KINDS

DRAWS = 2000


def scores(gold: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Precision, recall and F1 over the last axis."""
    hits = (gold & found).sum(-1)
    precision, recall = hits / found.sum(-1), hits / gold.sum(-1)
    return np.array([precision, recall, 2 * hits / (found.sum(-1) + gold.sum(-1))])


def report(name: str, cases: list[dict]) -> None:
    gold = np.array([bool(case["uncertain"]) for case in cases])
    kinds = [{hedge.kind for hedge in annotate(case["text"]).hedges} for case in cases]
    found = np.array([bool(some) for some in kinds])
    rng = np.random.default_rng(0)
    for half, rows in {"even": slice(0, None, 2), "odd": slice(1, None, 2), "all": slice(None)}.items():
        g, f = gold[rows], found[rows]
        draw = rng.integers(0, len(g), (DRAWS, len(g)))
        low, high = np.percentile(scores(g[draw], f[draw]), [2.5, 97.5], axis=1)
        shown = zip(("precision", "recall", "F1"), scores(g, f), low, high, strict=True)
        print(f"{name} {half:<4} n={len(g)}  " + "  ".join(f"{label} {x:.3f} [{a:.3f}, {b:.3f}]" for label, x, a, b in shown))
    for kind in HEDGE_KINDS:
        labels = [g for g, some in zip(gold, kinds, strict=True) if kind in some]
        alone = [g for g, some in zip(gold, kinds, strict=True) if some == {kind}]
        print(f"    {kind:<15} uncertain {sum(labels)} of {len(labels)}, alone {sum(alone)} of {len(alone)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    for path in sorted((parser.parse_args().data / "hedges").glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            report(path.stem, [json.loads(line) for line in file])


if __name__ == "__main__":
    main()
