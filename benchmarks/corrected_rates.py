"""
How often the intervals of corrected rates hold the truth: python benchmarks/corrected_rates.py [--times N]

Corpora are drawn with eight outlets of 40 to 300 items and rates of a code from 2 to 60 %. The kit errs alike in all outlets,
or in each in its own way; samples are simply random, or stratified by the kit's code. A rate is that of the outlet's items,
a difference that to all other outlets together.
"""

from __future__ import annotations

import argparse

import numpy as np

from analysis.comparison.coding.estimators import Counts, Estimate, misclassification_corrected, prediction_powered
from analysis.comparison.coding.posterior import middle
from analysis.comparison.coding.rates import against_others, count

SIZES = (50, 100, 200, 400)
OUTLETS = 8
METHODS = {"ppi": prediction_powered, "misclassification": misclassification_corrected}


def corpus(rng: np.random.Generator, alike: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Group, truth and the kit's answer of every item of a drawn corpus."""
    sizes = rng.integers(40, 301, OUTLETS)
    group = np.repeat(np.arange(OUTLETS), sizes)
    truth = rng.random(len(group)) < np.exp(rng.uniform(np.log(0.02), np.log(0.6), OUTLETS))[group]
    n = 1 if alike else OUTLETS
    hit, alarm = (np.broadcast_to(rng.uniform(*between, n), OUTLETS)[group] for between in ((0.6, 0.95), (0.01, 0.2)))
    return group, truth, rng.random(len(group)) < np.where(truth, hit, alarm)


def draw(kit: np.ndarray, n: int, stratified: bool, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Indices of a sample, and the weight of each."""
    if not stratified:
        drawn = rng.permutation(len(kit))[:n]
        return drawn, np.full(len(drawn), len(kit) / len(drawn))
    parts = [np.flatnonzero(kit == code) for code in (False, True)]
    fewer = min(n // 2, *map(len, parts))
    takes = [
        min(len(part), n - min(fewer, len(other))) if len(part) > n // 2 else len(part)
        for part, other in zip(parts, reversed(parts), strict=True)
    ]
    drawn = [rng.permutation(part)[:take] for part, take in zip(parts, takes, strict=True)]
    weights = [np.full(len(d), len(p) / max(1, len(d))) for d, p in zip(drawn, parts, strict=True)]
    return np.concatenate(drawn), np.concatenate(weights)


def counted(group: np.ndarray, truth: np.ndarray, kit: np.ndarray, drawn: np.ndarray, weights: np.ndarray) -> Counts:
    return count(group, kit, OUTLETS, drawn, truth[drawn].astype(float), weights)


def coverage(times: int, n: int, alike: bool, stratified: bool, seed: int = 0) -> dict[str, np.ndarray]:
    """Method -> share of intervals that are defined; of them, shares that hold, widths and error; the error of plain counts."""
    rng = np.random.default_rng(seed)
    found: dict[str, list] = {name: [] for name in METHODS}
    for _ in range(times):
        group, truth, kit = corpus(rng, alike)
        drawn, weights = draw(kit, n, stratified, rng)
        counts = counted(group, truth, kit, drawn, weights)
        sizes = counts.items.sum(axis=1)
        true = Estimate(*(np.bincount(group, truth, OUTLETS) / sizes,) * 2)
        true_difference = against_others(true.value, sizes)
        plain = np.abs(counts.items[:, 1] / sizes - true.value)
        for name, method in METHODS.items():
            made = method(counts, np.random.default_rng(0))
            low, high = middle(made.draws, made.value)
            one, two = middle(against_others(made.draws, sizes), against_others(made.value, sizes))
            held = (low <= true.value) & (true.value <= high), (one <= true_difference) & (true_difference <= two)
            known = ~np.isnan(low)
            of_known = [np.where(known, x, np.nan) for x in (*held, high - low, two - one, np.abs(made.value - true.value))]
            found[name].append([known, *of_known, plain])
    return {name: np.nanmean(np.array(rows, dtype=float), axis=(0, 2)) for name, rows in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200, help="corpora drawn for each row (default 200)")
    times = parser.parse_args().times
    heads = ("labels", "kit errs", "sample", "method", "defined", "rate held", "difference held", "width", "of difference")
    print("| " + " | ".join((*heads, "error", "plain error")) + " |")
    print("|---:|---|---|---|---:|---:|---:|---:|---:|---:|---:|")
    for n in SIZES:
        for alike in (True, False):
            for stratified in (True, False):
                for name, row in coverage(times, n, alike, stratified).items():
                    where = f"{'alike' if alike else 'differently'} | {'by kit' if stratified else 'random'}"
                    print(f"| {n} | {where} | {name} | " + " | ".join(f"{x:.3f}" for x in row) + " |", flush=True)


if __name__ == "__main__":
    main()
