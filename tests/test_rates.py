"""Corrected rates: right where the kit is, corrected where it is not, and intervals that hold the truth."""

from __future__ import annotations

import numpy as np
import pytest
from corrected_rates import coverage

from analysis import AnalysisError, corrected_rates, sample_for_coding
from analysis.comparison.coding.estimators import Counts, misclassification_corrected, prediction_powered
from analysis.comparison.coding.rates import against_others

methods = pytest.mark.parametrize("method", ["ppi", "misclassification"])


def labelled(sample, label=lambda row: row.kit):
    """The sample as labels of one coder."""
    return sample.assign(coder="Ana", label=[label(row) for row in sample.itertuples()])


@methods
def test_where_people_say_what_the_kit_says_nothing_changes(stories, method):
    everything = labelled(sample_for_coding(stories, "hedges", 10_000))
    found = corrected_rates(everything, stories, method=method)
    assert np.allclose(found.value, found.plain) and found.n_items.equals(found.n_labelled)
    assert ((found.low <= found.value) & (found.value <= found.high)).all()
    assert set(found.group) == {article.outlet for story in stories for article in story.articles}


def test_what_the_kit_misses_is_added_and_what_it_makes_up_is_taken_away(stories):
    """People find every second sentence hedged in which the kit finds nothing, and no other: the shares are exact."""
    sample = sample_for_coding(stories, "hedges", 10_000)
    other = labelled(sample, lambda row: "yes" if row.kit == "no" and row.start % 2 else "no")
    found = corrected_rates(other, stories, by="role", method="ppi")
    truth = other.groupby("role").label.apply(lambda x: (x == "yes").mean())
    yes = found[found.code == "yes"].set_index("group").value
    assert np.allclose(yes, truth[yes.index])
    undefined = corrected_rates(other, stories, by="role", method="misclassification")
    assert undefined[["value", "low", "high"]].isna().all(axis=None)  # the kit says less than nothing
    assert found.difference.tolist() == pytest.approx([v - w for v, w in zip(found.value, _other(found), strict=True)])


def _other(found):
    return [found[(found.code == row.code) & (found.group != row.group)].value.item() for row in found.itertuples()]


@methods
@pytest.mark.parametrize("n", [50, 200])
def test_intervals_hold_the_truth(n, method):
    """As benchmarks/corrected_rates.py, on fewer corpora; the second method where what it assumes is so."""
    held = coverage(15, n, alike=method == "misclassification", stratified=True, seed=5)[method]
    assert (held[1:3] >= 0.93).all(), held


def test_the_two_methods_agree_where_the_kit_errs_alike():
    counts = Counts(
        np.array([[800.0, 200.0], [500.0, 500.0]]), np.array([[400.0, 100.0], [250.0, 250.0]]), np.array([[40, 80.0], [25, 200.0]])
    )
    one, two = (method(counts, np.random.default_rng(0)) for method in (prediction_powered, misclassification_corrected))
    assert one.value.tolist() == pytest.approx([0.8 * 0.1 + 0.2 * 0.8, 0.5 * 0.1 + 0.5 * 0.8])
    assert two.draws.std(axis=0).max() < 0.05 and abs(two.value.mean() - one.value.mean()) < 0.02


def test_a_single_group_differs_from_nobody():
    assert np.isnan(against_others(np.array([0.3]), np.array([10.0]))).all()
    assert against_others(np.array([0.5, 0.1]), np.array([10.0, 30.0])).tolist() == pytest.approx([0.4, -0.4])


@pytest.mark.parametrize(
    ("change", "how", "message"),
    [
        (lambda x: x, {"method": "guess"}, "no method 'guess': use ppi or misclassification"),
        (lambda x: x, {"by": "kit"}, "cannot be given by 'kit'"),
        (lambda x: x.head(0), {}, "of no layer: name the one"),
        (lambda x: x.assign(layer=["hedges", "claims"] * 5), {}, r"of 2 layers \(claims, hedges\)"),
        (lambda x: x.assign(item="hedges:gone/a:0-3"), {}, "10 labelled items are not in this corpus"),
    ],
)
def test_mistakes_are_told_in_a_sentence(stories, change, how, message):
    with pytest.raises(AnalysisError, match=message):
        corrected_rates(change(labelled(sample_for_coding(stories, "hedges", 10))), stories, **how)
