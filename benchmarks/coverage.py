"""
How often does a 95 % interval of `compare`, `country_differences` and `outlets` hold the true difference?

    python benchmarks/coverage.py [--texts 200]

A population of alignment units (pairs of linked sentences, dropped and new ones) is made for each outlet of the sample
corpus from what it did to every story, and for invented outlets: a trimmer, a reteller and a stripper of all wire sentences,
the last of which takes nearly every hedge away, and an attributer that names nearly every speaker. Texts of 10, 20 and 40 units
are drawn from each population; the interval of each text is compared with the difference in the whole population. To see how
often "clear" is said without a cause, wire and republication are swapped at random in every unit, so that the true difference
is zero. Over stories: an outlet's stories are drawn, each from the units of one or two populations.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np

from analysis import load_corpus
from analysis.annotation.annotation import COUNT_NAMES
from analysis.comparison.alignment.pairs import Pair, pair, sum_by_unit
from analysis.comparison.numbers.intervals import clear, difference_interval, scaled, unscaled
from analysis.comparison.numbers.mentions import counting, mean_score
from analysis.comparison.numbers.metrics import METRICS

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
LENGTHS = (10, 20, 40)
STORIES = (4, 8, 16)
TOTALS = {"quotations", "speakers", "hedges", "reporting_verbs"}
NAMES = [
    "words_per_sentence",
    "flesch_reading_ease",
    "gunning_fog",
    "smog_index",
    "dale_chall",
    "lix",
    "quotations",
    "quoted_share",
    "quotations_per_1000_words",
    "words_per_quotation",
    "speakers",
    "attributed_share",
    "hedges",
    "hedges_per_1000_words",
    "hedges_modal_per_1000_words",
    "hedges_conditional_per_1000_words",
    "reporting_verbs",
    "reporting_verbs_per_1000_words",
    "loaded_reporting_share",
]
BOUNDS = np.array([METRICS[name].bounds for name in NAMES])
TONE_BOUNDS = np.array([[-1.0, 1.0]])
Units = tuple[np.ndarray, np.ndarray]
Numbers = Callable[[np.ndarray], np.ndarray]
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
    found["(stripper)"] = invented(np.vstack(wires), rng, cut=0.1, keep=0.95, hedges=0.03, split=0.0)
    found["(attributer)"] = attributing(found["(trimmer)"], rng)
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
    quoting, named = _COLUMN["quotations"], _COLUMN["quotations_attributed"]
    other[:, named] = np.minimum(other[:, named], other[:, quoting])
    gone, new = rng.random(len(one)) < cut, rng.random(len(one)) < 0.1
    other[gone] = 0
    one[new & ~gone] = 0
    return one.astype(float), other.astype(float)


def attributing(units: Units, rng: np.random.Generator) -> Units:
    """The same units, with a speaker for 60 % of the wire's quotations and 97 % of the republication's."""
    one, other = (side.copy() for side in units)
    for side, named in ((one, 0.6), (other, 0.97)):
        side[:, _COLUMN["quotations_attributed"]] = rng.binomial(side[:, _COLUMN["quotations"]].astype(int), named)
    return one, other


def metrics(sums: np.ndarray) -> np.ndarray:
    return np.stack([METRICS[name].value(sums) for name in NAMES], axis=-1)


def tone(sums: np.ndarray) -> np.ndarray:
    return mean_score(sums)[..., None]


class Tally:
    """What intervals did: defined ones, those that hold the truth, those beyond a bound; clear ones where the truth is zero."""

    def __init__(self, size: int) -> None:
        self.texts = 0
        self.defined, self.held, self.held_there, self.beyond, self.null_defined, self.false = (np.zeros(size) for _ in range(6))

    def add(self, wire: np.ndarray, found: Units, truth: Units, bounds: np.ndarray) -> None:
        """Count an interval: of a wire with the number ``wire``, for a true pair of numbers of wire and republication."""
        low, high = found
        defined = ~np.isnan(low)
        moved = unscaled(scaled(wire, bounds) + scaled(truth[1], bounds) - scaled(truth[0], bounds), bounds) - wire
        self.texts += 1
        self.defined += defined
        self.held += defined & (low - 1e-9 <= moved) & (moved <= high + 1e-9)
        self.held_there += defined & (low - 1e-9 <= truth[1] - truth[0]) & (truth[1] - truth[0] <= high + 1e-9)
        self.beyond += defined & ((wire + low < bounds[:, 0] - 1e-9) | (wire + high > bounds[:, 1] + 1e-9))

    def add_null(self, low: np.ndarray, high: np.ndarray) -> None:
        self.null_defined += ~np.isnan(low)
        self.false += clear(low, high)


def simulate(units: Units, n: int, texts: int, of: Numbers, bounds: np.ndarray, tally: Tally, rng: np.random.Generator) -> Units:
    """Draw texts from a population; returns its true numbers, of texts of this length."""
    scale = np.where([name in TOTALS for name in NAMES], n / len(units[0]), 1.0) if len(bounds) == len(NAMES) else 1.0
    truth = tuple(of(side.sum(axis=0, keepdims=True))[0] * scale for side in units)
    for _ in range(texts):
        drawn = rng.integers(0, len(units[0]), n)
        wire, own = (side[drawn] for side in units)
        tally.add(of(wire.sum(axis=0, keepdims=True))[0], difference_interval(wire, own, of, bounds)[:2], truth, bounds)
        swap = rng.random((n, 1)) < 0.5
        tally.add_null(*difference_interval(np.where(swap, own, wire), np.where(swap, wire, own), of, bounds)[:2])
    return truth


def over_stories(pools: list[Units], n: int, times: int, tally: Tally, rng: np.random.Generator) -> None:
    """Draw stories of 20 units, each from one of the pools, and take the interval of the means over stories."""

    def story(pool: Units) -> np.ndarray:
        drawn = rng.integers(0, len(pool[0]), 20)
        return np.stack([metrics(side[drawn].sum(axis=0)) for side in pool])

    def means(sums: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore"):
            return sums[..., 0] / sums[..., 1]

    many = np.stack([story(pools[k % len(pools)]) for k in range(2000)])
    truth = np.nanmean(np.where(np.isnan(many).any(axis=1, keepdims=True), np.nan, many), axis=0)
    # A story in which a number is undefined has no weight.
    told = ~np.isnan(many).any(axis=1, keepdims=True)
    many = np.stack([np.where(told, many, 0.0), np.broadcast_to(told, many.shape).astype(float)], axis=-1)
    for _ in range(times):
        found = many[rng.integers(0, len(many), n)]
        wire, own = found[:, 0], found[:, 1]
        interval = difference_interval(wire, own, means, BOUNDS, fewest=3)[:2]
        tally.add(means(wire.sum(axis=0)), interval, (truth[0], truth[1]), BOUNDS)


def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return 100 * part / whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=200, help="texts drawn for each population and length (default 200)")
    texts = parser.parse_args().texts
    counts, scores = populations()
    rng = np.random.default_rng(20260101)
    rows: dict[str, list[str]] = {name: [] for name in [*NAMES, "sentiment toward a country"]}
    edges: dict[str, list[np.ndarray]] = {"counts near zero": [], "shares near one": []}
    for n in LENGTHS:
        tally, of_tone, near = Tally(len(NAMES)), Tally(1), {name: np.zeros(2) for name in edges}
        for units in counts.values():
            one = Tally(len(NAMES))
            truth = simulate(units, n, texts, metrics, BOUNDS, one, rng)
            few = np.array([name in TOTALS for name in NAMES]) & (truth[1] < 2)
            much = (BOUNDS[:, 1] == 1) & (truth[1] > 0.9)
            for name, where in zip(edges, (few, much), strict=True):
                near[name] += one.held[where].sum(), one.defined[where].sum()
            for field, found in vars(one).items():
                setattr(tally, field, getattr(tally, field) + found)
        for units in scores.values():
            simulate(units, n, texts, tone, TONE_BOUNDS, of_tone, rng)
        for names, found in ((NAMES, tally), (["sentiment toward a country"], of_tone)):
            figures = share(found.defined, found.texts), share(found.held, found.defined), share(found.false, found.null_defined)
            for name, *shown in zip(names, *figures, strict=True):
                rows[name] += [f"{figure:.0f}" if np.isfinite(figure) else "–" for figure in shown]
        for name, (held, defined) in near.items():
            edges[name].append(share(held, defined))
        least, beyond = np.nanmin(share(tally.held, tally.defined)), int(tally.beyond.sum() + of_tone.beyond.sum())
        held, there = (share(part.sum(), tally.defined.sum()) for part in (tally.held, tally.held_there))
        print(
            f"{n} units: over all metrics {held:.0f} % hold, the least of a metric {least:.0f} %; the population's own "
            f"difference is held by {there:.0f} %; beyond a bound: {beyond}."
        )
    print(f"\n{len(counts)} populations, {texts} texts from each.\n")
    print("| difference of | " + " | ".join(f"{n}: defined | holds | false clear" for n in LENGTHS) + " |")
    print("|---|" + "---:|" * 3 * len(LENGTHS))
    for name, figures in rows.items():
        print(f"| {name} | " + " | ".join(figures) + " |")
    for name, held in edges.items():
        print(f"| *{name}* | " + " | ".join(f"– | {figure:.0f} | –" for figure in held) + " |")
    pools = [[units] for units in counts.values()] + [[counts["Newsgale"], counts["(trimmer)"]]]
    print("\n| over stories | " + " | ".join(f"{n}: defined | holds" for n in STORIES) + " |")
    print("|---|" + "---:|" * 2 * len(STORIES))
    tallies = [Tally(len(NAMES)) for _ in STORIES]
    for n, tally in zip(STORIES, tallies, strict=True):
        for pool in pools:
            over_stories(pool, n, texts // 2, tally, rng)
    for k, name in enumerate(NAMES):
        cells = [f"{share(t.defined[k], t.texts):.0f} | {share(t.held[k], t.defined[k]):.0f}" for t in tallies]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
