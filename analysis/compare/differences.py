"""compare() and explain(): differences with their intervals, and with their causes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import numpy as np
import pandas as pd

from analysis.annotate.annotation import Annotation
from analysis.articles.model import Story
from analysis.compare.countries import DEFAULT_KINDS
from analysis.compare.metrics import METRICS
from analysis.compare.pairs import Pair, pair
from analysis.compare.resampling import interval, weights

STEPS = ("cut", "edited", "new")


def compare(story: Story) -> pd.DataFrame:
    """
    Every metric of every republication against the wire.

    Parameters
    ----------
    story : Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication and metric: story_id, article_id, outlet, metric, wire_value,
        value, difference (value minus wire_value), low, high (95 % interval of the difference), clear
        (the interval leaves out zero), unit. NaN where a metric is undefined.

    Notes
    -----
    The interval resamples alignment units (linked sentences together, unlinked ones alone), so the two
    versions vary jointly. It answers: would the difference hold if the story had been told in other
    sentences of the same kind? With fewer than ten sentences it is a rough guide.
    """
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        wire_unit, unit, n = both.units()
        drawn = weights(n) if n > 1 else np.zeros((0, n))
        wire_draws = drawn @ _by_unit(both.wire.counts, wire_unit, n)
        draws = drawn @ _by_unit(both.republication.counts, unit, n)
        before, after = _total(both.wire.counts), _total(both.republication.counts)
        for metric in METRICS.values():
            wire_value, value = float(metric.value(before)), float(metric.value(after))
            difference = value - wire_value
            low, high = (float(x) for x in interval(metric.value(draws) - metric.value(wire_draws), n))
            if np.isnan(difference):
                low = high = np.nan
            clear = bool(low > 0 or high < 0)
            rows.append(
                (
                    story.story_id,
                    republication.article_id,
                    republication.outlet,
                    metric.name,
                    wire_value,
                    value,
                    difference,
                    low,
                    high,
                    clear,
                    metric.unit,
                )
            )
    columns = ["story_id", "article_id", "outlet", "metric", "wire_value", "value", "difference", "low", "high", "clear", "unit"]
    return pd.DataFrame(rows, columns=columns)


def explain(story: Story) -> pd.DataFrame:
    """
    Split every difference into what cuts, edits and new text contributed.

    Parameters
    ----------
    story : Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication, metric and step: story_id, article_id, outlet, metric (a name of
        ``METRICS``, or ``sentiment:XXX`` for a country), step ("cut", "edited", "new"), contribution,
        difference, wire_sentences and sentences (indices of the sentences behind the step). The three
        contributions sum to the difference.

    Notes
    -----
    A contribution is the change that the step makes, averaged over the orders in which the three steps
    can be taken (the Shapley value), so it does not depend on an order. Orders that pass through an
    undefined value (a text without words) are left out of the average.
    """
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        linked_wire = sorted({link.wire for link in both.alignment.links})
        linked = sorted({link.republication for link in both.alignment.links})
        behind = {
            "cut": (both.alignment.dropped, ()),
            "edited": (tuple(linked_wire), tuple(linked)),
            "new": ((), both.alignment.new),
        }
        key = (story.story_id, republication.article_id, republication.outlet)
        for name, formula, wire_counts, counts in _quantities(both):
            parts = _contributions(formula, wire_counts, counts, behind)
            difference = float(formula(_total(counts)) - formula(_total(wire_counts)))
            rows += [(*key, name, step, parts[step], difference, *behind[step]) for step in STEPS]
    columns = ["story_id", "article_id", "outlet", "metric", "step", "contribution", "difference", "wire_sentences", "sentences"]
    return pd.DataFrame(rows, columns=columns)


def _by_unit(counts: np.ndarray, unit: np.ndarray, n: int) -> np.ndarray:
    out = np.zeros((n, counts.shape[1]))
    np.add.at(out, unit, counts)
    return out


def _total(counts: np.ndarray) -> np.ndarray:
    return counts.sum(axis=0)


def _quantities(both: Pair) -> list[tuple[str, Callable, np.ndarray, np.ndarray]]:
    """Everything that is explained: a name, a formula over sums, and the summands of both versions."""
    found = [(m.name, m.value, both.wire.counts, both.republication.counts) for m in METRICS.values()]
    codes = sorted({m.country for side in (both.wire, both.republication) for m in side.mentions if m.kind in DEFAULT_KINDS})
    return found + [(f"sentiment:{c}", _mean, _country_sums(both.wire, c), _country_sums(both.republication, c)) for c in codes]


def _country_sums(annotation: Annotation, code: str) -> np.ndarray:
    sums = np.zeros((len(annotation.sentences), 2))
    for mention in annotation.mentions:
        if mention.country == code and mention.kind in DEFAULT_KINDS:
            sums[annotation.sentence_of(mention.start)] += (mention.score, 1)
    return sums


def _mean(sums: np.ndarray) -> float:
    return float(sums[0] / sums[1]) if sums[1] else float("nan")


def _contributions(
    formula: Callable, wire_counts: np.ndarray, counts: np.ndarray, behind: dict[str, tuple[tuple, tuple]]
) -> dict[str, float]:
    removed = {step: wire_counts[list(behind[step][0])].sum(axis=0) for step in STEPS}
    added = {step: counts[list(behind[step][1])].sum(axis=0) for step in STEPS}
    start = _total(wire_counts)
    value: dict[frozenset, float] = {}

    def after(steps: frozenset) -> float:
        if steps not in value:
            value[steps] = float(formula(start + sum(added[s] - removed[s] for s in STEPS if s in steps)))
        return value[steps]

    totals, orders = dict.fromkeys(STEPS, 0.0), 0
    for order in permutations(STEPS):
        path = [after(frozenset(order[:k])) for k in range(len(STEPS) + 1)]
        if not np.isnan(path).any():
            orders += 1
            for step, before, behind_it in zip(order, path, path[1:], strict=False):
                totals[step] += behind_it - before
    return {step: totals[step] / orders if orders else float("nan") for step in STEPS}
