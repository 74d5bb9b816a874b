"""
How often does a 95 % interval of `compare` and `country_differences` hold the true difference?

    python benchmarks/coverage.py [--texts 400]

A population of alignment units (pairs of linked sentences, dropped and new ones) is made for each outlet of the sample
corpus from what it did to every story, and for two invented outlets: a trimmer and a reteller of all wire sentences. Texts of
10, 20 and 40 units are drawn from each population; the interval of each text is compared with the difference in the whole
population. To see how often "clear" is said without a cause, wire and republication are swapped at random in every unit, so
that the true difference is zero.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from analysis import load_corpus
from analysis.annotation.annotation import COUNT_NAMES
from analysis.comparison.alignment.pairs import Pair, pair, sum_by_unit
from analysis.comparison.numbers.mentions import counting, mean_score
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.resampling import clear, interval, resample

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
LENGTHS = (10, 20, 40)
TOTALS = {"hedges"}
NAMES = [
    "words_per_sentence",
    "flesch_reading_ease",
    "gunning_fog",
    "smog_index",
    "dale_chall",
    "lix",
    "quoted_share",
    "quotations_per_1000_words",
    "attributed_share",
    "hedges",
    "hedges_per_1000_words",
    "hedges_modal_per_1000_words",
    "hedges_conditional_per_1000_words",
    "reporting_verbs_per_1000_words",
    "loaded_reporting_share",
]
Units = tuple[np.ndarray, np.ndarray]
_COLUMN = {name: k for k, name in enumerate(COUNT_NAMES)}


def by_unit(both: Pair, counts: tuple[np.ndarray, np.ndarray]) -> Units:
    wire_unit, unit, n = both.units()
    return sum_by_unit(counts[0], wire_unit, n), sum_by_unit(counts[1], unit, n)


def tones(both: Pair) -> list[Units]:
    choice = counting()
    one, other = choice.sums(both.wire), choice.sums(both.republication)
    nothing = [np.zeros((len(side.sentences), 2)) for side in (both.wire, both.republication)]
    found = []
    for code in sorted(one.keys() | other.keys()):
        wire_units, units = by_unit(both, (one.get(code, nothing[0]), other.get(code, nothing[1])))
        some = (wire_units[:, 1] > 0) | (units[:, 1] > 0)
        found.append((wire_units[some], units[some]))
    return found


def stack(parts: list[Units]) -> Units:
    return np.vstack([one for one, _ in parts]), np.vstack([other for _, other in parts])


def populations() -> tuple[dict[str, Units], dict[str, Units]]:
    """Units of each outlet: of counts, and of scores and mentions of a country."""
    counts, scores, wires = {}, {}, []
    for story in load_corpus(CORPUS):
        for republication in story.republications:
            both = pair(story.wire, republication)
            counts.setdefault(republication.outlet, []).append(by_unit(both, both.summands()))
            scores.setdefault(republication.outlet, []).extend(tones(both))
        wires.append(both.summands()[0])
    found = {outlet: stack(parts) for outlet, parts in counts.items()}
    rng = np.random.default_rng(7)
    found["(trimmer)"] = invented(np.vstack(wires), rng, cut=0.4, keep=1.0, hedges=1.0, split=0.0)
    found["(reteller)"] = invented(np.vstack(wires), rng, cut=0.3, keep=0.8, hedges=0.4, split=0.15)
    return found, {outlet: stack(parts) for outlet, parts in scores.items()}


def invented(wire: np.ndarray, rng: np.random.Generator, cut: float, keep: float, hedges: float, split: float) -> Units:
    """Two thousand units: sentences cut, shortened word by word, stripped of hedges, split, and some new ones."""
    one = wire[rng.integers(0, len(wire), 2000)].astype(int)
    other = one.copy()
    words = [_COLUMN[name] for name in COUNT_NAMES if name not in ("sentences", "paragraphs", "speakers")]
    other[:, words] = rng.binomial(other[:, words], keep)
    kinds = [_COLUMN[name] for name in COUNT_NAMES if name.startswith("hedges_")]
    other[:, kinds] = rng.binomial(one[:, kinds], hedges)
    other[:, _COLUMN["words"]] = np.maximum(other[:, _COLUMN["words"]], 1)
    other[:, _COLUMN["sentences"]] += rng.random(len(other)) < split
    gone, new = rng.random(len(one)) < cut, rng.random(len(one)) < 0.1
    other[gone] = 0
    one[new & ~gone] = 0
    return one.astype(float), other.astype(float)


def differences(wire_sums: np.ndarray, sums: np.ndarray) -> np.ndarray:
    return np.stack([METRICS[name].value(sums) - METRICS[name].value(wire_sums) for name in NAMES], axis=1)


def tone_differences(wire_sums: np.ndarray, sums: np.ndarray) -> np.ndarray:
    return (mean_score(sums) - mean_score(wire_sums))[:, None]


class Tally:
    """Texts drawn, intervals defined and those that hold the truth, ours and plain ones; clear ones where the truth is zero."""

    def __init__(self, size: int) -> None:
        self.texts = self.null_texts = 0
        self.defined, self.held, self.plain_held, self.null_defined, self.false = (np.zeros(size) for _ in range(5))

    def add(self, values: np.ndarray, n: int, truth: np.ndarray) -> None:
        low, high = interval(values, n)
        defined = ~np.isnan(low)
        plain_low, plain_high = np.nanquantile(np.where(defined, values[1 + n :], 0), [0.025, 0.975], axis=0)
        self.texts += 1
        self.defined += defined
        self.held += defined & (low - 1e-9 <= truth) & (truth <= high + 1e-9)
        self.plain_held += defined & (plain_low - 1e-9 <= truth) & (truth <= plain_high + 1e-9)

    def add_null(self, low: np.ndarray, high: np.ndarray) -> None:
        self.null_texts += 1
        self.null_defined += ~np.isnan(low)
        self.false += clear(low, high)


def simulate(population: Units, n: int, texts: int, of: object, totals: np.ndarray, tally: Tally, rng: np.random.Generator) -> None:
    one, other = population
    scale = np.where(totals, n / len(one), 1.0)
    truth = of(one.sum(axis=0, keepdims=True), other.sum(axis=0, keepdims=True))[0] * scale
    for _ in range(texts):
        drawn = rng.integers(0, len(one), n)
        tally.add(of(resample(one[drawn]), resample(other[drawn])), n, truth)
        swap = rng.random((n, 1)) < 0.5
        a, b = np.where(swap, other[drawn], one[drawn]), np.where(swap, one[drawn], other[drawn])
        tally.add_null(*interval(of(resample(a), resample(b)), n))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=400, help="texts drawn for each population and length (default 400)")
    texts = parser.parse_args().texts
    counts, scores = populations()
    rng = np.random.default_rng(20260101)
    means = []
    rows: dict[str, list[str]] = {name: [] for name in [*NAMES, "sentiment toward a country"]}
    for n in LENGTHS:
        tally, tone = Tally(len(NAMES)), Tally(1)
        for population in counts.values():
            simulate(population, n, texts, differences, np.array([name in TOTALS for name in NAMES]), tally, rng)
        for population in scores.values():
            simulate(population, n, texts, tone_differences, np.array([False]), tone, rng)
        held = [100 * held.sum() / tally.defined.sum() for held in (tally.held, tally.plain_held)]
        means.append(f"{n} units {held[0]:.0f} and {held[1]:.0f} %")
        for names, found in ((NAMES, tally), (["sentiment toward a country"], tone)):
            with np.errstate(invalid="ignore"):
                held, wrong = 100 * found.held / found.defined, 100 * found.false / found.null_defined
            for name, *figures in zip(names, 100 * found.defined / found.texts, held, wrong, strict=True):
                rows[name] += [f"{figure:.0f}" if np.isfinite(figure) else "–" for figure in figures]
    print(f"{len(counts)} populations, {texts} texts from each, 1,000 draws for each interval.\n")
    print("| difference of | " + " | ".join(f"{n}: defined | holds | false clear" for n in LENGTHS) + " |")
    print("|---|" + "---:|" * 3 * len(LENGTHS))
    for name, figures in rows.items():
        print(f"| {name} | " + " | ".join(figures) + " |")
    print("\nOver all metrics, these intervals and plain percentile intervals of the same draws hold: " + "; ".join(means) + ".")


if __name__ == "__main__":
    main()
