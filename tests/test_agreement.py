"""Agreement between coders against published examples, and of the kit with them over what a sample stands for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import AnalysisError, agreement
from analysis.comparison.coding.reliability import alpha, code_indices, coincidences, kappa

NAMES = ("layer", "item", "coder", "label", "kit", "stratum", "stratum_size")


def table(*coders):
    """A row an item of what each coder said, from a line of codes a coder; a dot is a missing one."""
    return [[None if code == "." else code for code in item] for item in zip(*coders, strict=True)]


def alpha_of(rows):
    codes, n = code_indices(rows)
    return float(alpha(coincidences(codes, n).sum(axis=0)))


@pytest.mark.parametrize(
    ("coders", "published"),
    [
        # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): sections A, B and C.
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
        # Hayes and Krippendorff's data as Wikipedia's article on alpha works them out.
        ((".....34121133.3", "1.213343.......", "..21344.21133.4"), 0.691),
    ],
)
def test_alpha_of_published_examples(coders, published):
    assert alpha_of(table(*coders)) == pytest.approx(published, abs=0.0006)


def test_alpha_and_kappa_are_those_of_nltk():
    from nltk.metrics.agreement import AnnotationTask

    rng = np.random.default_rng(3)
    codes = rng.integers(0, 3, (40, 2))
    codes[:25, 1] = codes[:25, 0]
    task = AnnotationTask([(f"c{k}", i, int(code)) for i, row in enumerate(codes) for k, code in enumerate(row)])
    assert float(alpha(coincidences(codes, 3).sum(axis=0))) == pytest.approx(task.alpha())
    counts = np.zeros((3, 3))
    np.add.at(counts, (codes[:, 0], codes[:, 1]), 1)
    assert float(kappa(counts)) == pytest.approx(task.kappa())


def labels(rows):
    return pd.DataFrame(rows, columns=NAMES[: len(rows[0])])


def figures(frame):
    return {(r.figure, None if pd.isna(r.code) else r.code): r for r in frame.itertuples()}


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from("ab"), min_size=2, max_size=3), min_size=3, max_size=12))
def test_coders_who_say_the_same_agree_fully_and_nobody_more(rows):
    given_ = [("hedges", str(k), who, code) for k, row in enumerate(rows) for who, code in zip("XYZ", row, strict=False)]
    same = [("hedges", str(k), who, row[0]) for k, row in enumerate(rows) for who in "XY"]
    for row in agreement(labels(given_)).itertuples():
        assert np.isnan(row.value) or row.value <= 1
        assert np.isnan(row.low) or row.low <= row.value <= row.high <= 1
    expected = [1.0, 1.0] if len({row[0] for row in rows}) > 1 else [np.nan, np.nan]
    assert np.allclose(agreement(labels(same)).value, expected, equal_nan=True)


def test_figures_count_what_the_items_stand_for():
    """Of 100 hits 8 of 10 are right; of 900 sentences without one, 1 of 10 was missed: 80 right, 20 false, 90 missed."""
    hits = [("hedges", f"h{k}", "Ana", "yes" if k < 8 else "no", "yes", "yes", 100) for k in range(10)]
    rest = [("hedges", f"n{k}", "Ana", "yes" if k < 1 else "no", "no", "no", 900) for k in range(10)]
    found = figures(agreement(labels(hits + rest)))
    assert found["precision", "yes"].value == pytest.approx(0.8)
    assert found["recall", "yes"].value == pytest.approx(80 / 170)
    assert found["f1", "yes"].value == pytest.approx(160 / (160 + 110))
    assert found["accuracy", None].value == pytest.approx(890 / 1000)
    assert found["precision", "no"].value == pytest.approx(0.9)
    for row in found.values():
        assert 0 <= row.low < row.value < row.high <= 1


def test_recall_knows_of_what_was_not_read():
    """Nothing missed in 25 of 1,000 sentences: some 3 % of them, 30 and more, may still be missed."""
    hits = [("hedges", f"h{k}", "Ana", "yes", "yes", "yes", 25) for k in range(25)]
    rest = [("hedges", f"n{k}", "Ana", "no", "no", "no", 1000) for k in range(25)]
    row = figures(agreement(labels(hits + rest)))["recall", "yes"]
    assert row.value == row.high == 1 and 0.15 < row.low < 0.45


def test_every_label_of_an_item_counts_a_part():
    one = [("hedges", str(k), "Ana", "yes", "yes", "", 4) for k in range(4)]
    two = one + [("hedges", str(k), "Bo", "no" if k < 2 else "yes", "yes", "", 4) for k in range(4)]
    assert figures(agreement(labels(one)))["accuracy", None].value == 1
    assert figures(agreement(labels(two)))["accuracy", None].value == pytest.approx(0.75)


@pytest.mark.slow
def test_intervals_hold_the_truth():
    """Samples of 60 of a corpus of 1,000, half of them hits: precision .8 and recall .67 lie inside as often as is said."""
    rng = np.random.default_rng(1)
    truth = {"precision": 120 / 150, "recall": 120 / 180, "accuracy": 910 / 1000}
    held = dict.fromkeys(truth, 0)
    for _ in range(60):
        hits = rng.permutation(np.arange(150) < 120)[:30]
        rest = rng.permutation(np.arange(850) < 60)[:30]
        rows = [("hedges", f"h{k}", "Ana", "yes" if y else "no", "yes", "yes", 150) for k, y in enumerate(hits)]
        rows += [("hedges", f"n{k}", "Ana", "yes" if y else "no", "no", "no", 850) for k, y in enumerate(rest)]
        found = figures(agreement(labels(rows)))
        for name in truth:
            row = found[name, None if name == "accuracy" else "yes"]
            held[name] += row.low <= truth[name] <= row.high
    assert min(held.values()) >= 0.9 * 60, held


def test_an_order_of_rows_changes_nothing():
    rows = [
        ("hedges", str(k), who, "yes" if (k * j) % 3 else "no", "yes", "s", 9) for k in range(8) for j, who in enumerate("AB", 1)
    ]
    assert agreement(labels(rows)).equals(agreement(labels(rows[::-1])))


def test_no_labels_give_an_empty_frame_and_a_missing_column_a_sentence():
    empty = agreement(pd.DataFrame(columns=NAMES))
    assert empty.empty and list(empty)[:4] == ["layer", "figure", "code", "coders"]
    with pytest.raises(AnalysisError, match="no column 'coder'"):
        agreement(pd.DataFrame({"layer": [], "item": [], "label": []}))
