import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison.numbers.resampling import FEWEST_UNITS, clear, interval, resample, t_quantile, weights


def mean_interval(values):
    units = np.column_stack([values, np.ones(len(values))])
    sums = resample(units)
    with np.errstate(invalid="ignore"):
        return interval(sums[:, 0] / sums[:, 1], len(values))


def test_weights_are_seeded_draws_with_replacement():
    drawn = weights(7)
    assert drawn.shape == (1000, 7)
    assert (drawn.sum(axis=1) == 7).all()
    assert np.array_equal(drawn, weights(7))
    assert not np.array_equal(drawn, weights(7, seed=1))
    assert drawn.mean() == pytest.approx(1)
    with pytest.raises(ValueError, match="read-only"):
        drawn[0, 0] = 9


def test_resample_gives_sums_then_sums_without_each_unit_then_draws():
    units = np.array([[1.0, 10.0], [2.0, 20.0], [4.0, 40.0]])
    sums = resample(units)
    assert sums[0].tolist() == [7, 70]
    assert sums[1:4].tolist() == [[6, 60], [5, 50], [3, 30]]
    assert sums.shape == (1 + 3 + 1000, 2)
    assert (sums[:, 1] == 10 * sums[:, 0]).all()


def test_no_unit_at_all():
    assert resample(np.zeros((0, 2))).shape == (1001, 2)
    low, high = interval(np.zeros(1001), 0)
    assert np.isnan(low) and np.isnan(high)


def test_units_that_weigh_alike_get_students_interval():
    values = np.arange(30.0)
    low, high = mean_interval(values)
    half = 2.045 * values.std(ddof=1) / np.sqrt(30)
    assert low == pytest.approx(values.mean() - half, rel=0.08)
    assert high == pytest.approx(values.mean() + half, rel=0.08)


@pytest.mark.parametrize("n", [5, 12, 40, 200])
def test_one_odd_unit_never_makes_a_difference_clear(n):
    values = np.zeros(n)
    values[n // 2] = 3.0
    low, high = mean_interval(values)
    assert low < 0 < high


def test_few_units_get_the_spread_of_a_sample_and_not_of_a_population():
    low, high = mean_interval(np.array([1, -1, 1, -1, 1, -1]))
    # Student's quantile for 5 degrees of freedom, and n − 1 below the root
    half = 2.571 * np.sqrt(6 / 5) / np.sqrt(6)
    assert (high - low) / 2 == pytest.approx(half, rel=0.05)


@pytest.mark.parametrize("n", [12, 40, 200])
def test_what_one_unit_makes_has_few_degrees_of_freedom_however_many_others_there_are(n):
    values = np.zeros(n)
    values[0] = 1
    low, high = mean_interval(values)
    # The standard error is 1 / n; Student's quantile is 4.303 for 2 degrees of freedom, 3.182 for 3, and near 2 for n − 1.
    assert 3.182 < n * (high - low) / 2 < 4.5


@pytest.mark.parametrize("shift", [0, -0.1, 1, 1000 / 3])
@pytest.mark.parametrize("n", [5, 12, 60])
def test_the_same_shift_in_every_unit_gives_no_interval_and_is_not_clear(shift, n):
    low, high = mean_interval(np.full(n, shift))
    assert np.isnan(low) and np.isnan(high)
    assert not clear(low, high)


@pytest.mark.parametrize("size", [0, 1, 300])
def test_noise_of_sums_gives_no_interval(size):
    values = size + np.random.default_rng(1).normal(0, 3e-17 * max(1, size), size=1021)
    assert np.isnan(interval(values, 20)[0])
    assert not clear(*interval(values, 20))


def test_a_small_spread_is_no_noise():
    low, high = mean_interval(1 + 1e-6 * np.arange(12))
    assert low < 1 + 1e-6 * 5.5 < high and clear(low, high)


@pytest.mark.parametrize(("low", "high", "expected"), [(0.1, 2, True), (-2, -0.1, True), (-1, 1, False), (0, 1, False)])
def test_clear_means_that_zero_is_outside(low, high, expected):
    assert bool(clear(low, high)) is expected
    assert not clear(np.nan, np.nan)


@pytest.mark.parametrize("n", range(FEWEST_UNITS))
def test_too_few_units_give_no_interval(n):
    low, high = mean_interval(np.arange(n, dtype=float))
    assert np.isnan(low) and np.isnan(high)
    assert not clear(low, high)


def test_an_undefined_value_or_many_undefined_draws_give_no_interval():
    values = np.random.default_rng(3).normal(size=(1 + 8 + 1000, 3))
    values[0, 0] = np.nan
    values[20:200, 1] = np.nan
    values[20:60, 2] = np.nan
    low, high = interval(values, 8)
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, True, False]


def test_metrics_side_by_side_get_the_intervals_that_they_get_alone():
    values = np.random.default_rng(5).normal(size=(1 + 9 + 1000, 4))
    together = interval(values, 9)
    alone = [interval(values[:, k], 9) for k in range(4)]
    np.testing.assert_array_equal(np.array(together), np.array(alone).T)


@given(st.lists(st.floats(-5, 5), min_size=5, max_size=30), st.floats(-3, 3), st.floats(0.1, 9))
def test_intervals_hold_the_value_and_follow_shift_and_scale(values, shift, scale):
    values = np.round(values, 3)
    if np.ptp(values) == 0:
        return
    low, high = mean_interval(values)
    assert low <= values.mean() + 1e-9 and values.mean() - 1e-9 <= high
    other_low, other_high = mean_interval(shift + scale * values)
    assert other_low == pytest.approx(shift + scale * low, abs=1e-4)
    assert other_high == pytest.approx(shift + scale * high, abs=1e-4)


@pytest.mark.parametrize(
    ("df", "expected"),
    # Tables of Student's t, 97.5 %
    [(1, 12.7062), (2, 4.30265), (3, 3.18245), (5, 2.57058), (10, 2.22814), (30, 2.04227), (120, 1.97993)],
)
def test_quantiles_of_t(df, expected):
    assert float(t_quantile(0.975, df)) == pytest.approx(expected, rel=3e-4)


def test_quantiles_of_t_fall_with_the_degrees_of_freedom():
    found = t_quantile(0.975, np.linspace(1, 60, 200))
    assert (np.diff(found) < 0).all()
    assert float(t_quantile(0.5, 7)) == pytest.approx(0)


@pytest.mark.parametrize(("n", "rare"), [(10, 0.5), (20, 0.5), (40, 0.5), (40, 0.1)])
def test_intervals_of_a_rate_hold_about_as_often_as_they_say(n, rare):
    rng = np.random.default_rng(n)
    words, hedges = rng.integers(5, 40, 5000).astype(float), rng.poisson(rare, 5000).astype(float)
    cut = rng.random(5000) < 0.4
    wire = np.column_stack([hedges, words])
    text = np.where(cut[:, None], 0, np.column_stack([rng.binomial(hedges.astype(int), 0.5), words * 0.8]))
    truth = text.sum(axis=0)[0] / text.sum(axis=0)[1] - wire.sum(axis=0)[0] / wire.sum(axis=0)[1]
    held = []
    for _ in range(300):
        drawn = rng.integers(0, 5000, n)
        one, other = resample(wire[drawn]), resample(text[drawn])
        with np.errstate(invalid="ignore"):
            low, high = interval(other[:, 0] / other[:, 1] - one[:, 0] / one[:, 1], n)
        if not np.isnan(low):
            held.append(low <= truth <= high)
    assert len(held) > 200
    assert 0.9 <= np.mean(held) <= 0.99
