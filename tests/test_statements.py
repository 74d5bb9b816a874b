"""What is too small, too rare or too near to be told, on either side of each bound."""

from types import SimpleNamespace

import pytest

from analysis import annotate
from analysis.comparison.findings.amounts import about_dropped, about_metrics, about_tone
from analysis.comparison.numbers.metrics import METRICS

NOTHING = annotate("")


def tone(difference, wire_n_mentions=5, n_mentions=5):
    row = {"country": "NOR", "wire_score": 0.0, "score": difference, "difference": difference, "clear": True, "p_adjusted": 0.01}
    low, high = sorted((difference / 2, 2 * difference))
    return SimpleNamespace(**row, wire_n_mentions=wire_n_mentions, n_mentions=n_mentions, low=low, high=high)


@pytest.mark.parametrize(("wire_n", "n", "told"), [(5, 5, 1), (4, 9, 0), (9, 4, 0), (9, 9, 1)])
def test_tone_is_told_from_five_mentions_in_either_version(wire_n, n, told):
    assert len(list(about_tone([tone(-0.5, wire_n, n)], NOTHING, NOTHING))) == told


@pytest.mark.parametrize(("difference", "told"), [(0.1, 1), (-0.1, 1), (0.09, 0), (-0.09, 0)])
def test_tone_is_told_from_a_tenth_of_the_scale_s_half(difference, told):
    assert len(list(about_tone([tone(difference)], NOTHING, NOTHING))) == told


def metrics(changed, difference, contributions=(1.0, 0.0, 0.0), p=0.01):
    """What is told of a comparison in which one metric differs, clearly, and by so much."""
    rows = []
    for name, metric in METRICS.items():
        wire_value, low, high = 20.0, min(difference / 2, 2 * difference), max(difference / 2, 2 * difference)
        numbers = (difference, low, high, True, p) if name == changed else (0.0, -1.0, 1.0, False, 1.0)
        keys = ("difference", "low", "high", "clear", "p_adjusted")
        rows.append(
            SimpleNamespace(
                metric=name,
                unit=metric.unit,
                wire_value=wire_value,
                value=wire_value + numbers[0],
                **dict(zip(keys, numbers, strict=True)),
            )
        )
    causes = [
        SimpleNamespace(metric=changed, step=step, contribution=share * difference)
        for step, share in zip(("cut", "edited", "new"), contributions, strict=True)
    ]
    return [found.text for found in about_metrics(rows, causes, [SimpleNamespace(text="claimed")], NOTHING, NOTHING)]


@pytest.mark.parametrize(
    ("metric", "least"),
    [
        ("narrator_hedges_per_1000_words", 3),
        ("loaded_reporting_share", 0.1),
        ("quoted_share", 0.03),
        ("words_per_sentence", 1),
        ("flesch_reading_ease", 3),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_clear_difference_is_told_from_a_size_that_matters(metric, least, sign):
    assert len(metrics(metric, sign * least)) == 1
    assert metrics(metric, sign * 0.99 * least) == []


def test_what_many_tests_make_likely_is_not_told():
    assert metrics("words_per_sentence", 9.0, p=0.06) == [] and len(metrics("words_per_sentence", 9.0, p=0.04)) == 1


def test_what_is_not_worth_a_sentence_has_none():
    assert metrics("gunning_fog", 9.0) == []


@pytest.mark.parametrize(
    ("contributions", "ending"),
    [
        ((0.51, 0.29, 0.2), ", mostly because of what was cut."),
        ((0.3, 0.55, 0.15), ", mostly because of edits."),
        ((-0.2, 0.1, 1.1), ", mostly because of new text."),
        ((0.5, 0.3, 0.2), ")."),
        ((0.4, 0.35, 0.25), ")."),
    ],
)
@pytest.mark.parametrize("difference", [8.0, -8.0])
def test_a_cause_is_told_that_makes_more_than_half_of_the_difference(contributions, ending, difference):
    (text,) = metrics("words_per_sentence", difference, contributions)
    assert text.endswith(ending)
    assert ("mostly" in text) == ("mostly" in ending)


@pytest.mark.parametrize(
    ("relations", "told"),
    [
        ("kdkkdd", "Of the three sentences that it drops, the first begins “Sentence number one.”"),
        ("kdkddd", "“Sentence number one.” The wire’s last three sentences are among them."),
        ("kdkddddd", "“Sentence number one.” The wire’s last five sentences are among them."),
        ("kkkddd", "It cuts from the bottom: the wire’s last three sentences are gone."),
    ],
)
def test_an_end_that_is_gone_is_told_from_three_sentences(relations, told):
    names = {"k": "verbatim", "d": "dropped"}
    numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven"]
    rows = [
        SimpleNamespace(
            start=k, end=k + 1, sentence=k, relation=names[relation], text=f"Sentence number {numbers[k]}.", words=20 - k
        )
        for k, relation in enumerate(relations)
    ]
    (found,) = about_dropped(rows)
    assert found.text.endswith(told)
    assert ("last" in found.text) == ("last" in told)
    assert found.wire_spans == tuple((k, k + 1) for k, relation in enumerate(relations) if relation == "d")
