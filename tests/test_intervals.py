import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison.numbers.intervals import (
    FEWEST_UNITS,
    clear,
    difference_interval,
    sample,
    scaled,
    unscaled,
    value_interval,
)
from analysis.comparison.numbers.student import adjusted, t_quantile, t_two_sided

ANY, COUNT, SHARE = (-np.inf, np.inf), (0.0, np.inf), (0.0, 1.0)


def means(sums):
    with np.errstate(invalid="ignore"):
        return sums[:, :1] / sums[:, 1:]


def found(wire, own, numbers, bounds):
    return [float(x[0]) for x in difference_interval(np.array(wire, float), np.array(own, float), numbers, np.array([bounds]))]


def of_means(wire, own, bounds=ANY):
    return found(*(np.column_stack([values, np.ones(len(values))]) for values in (wire, own)), means, bounds)


def of_sums(wire, own):
    return found(*(np.array(side)[:, None] for side in (wire, own)), lambda sums: sums, COUNT)


def of_shares(wire, own):
    """Of pairs (part, whole) in each unit."""
    return found(wire, own, means, SHARE)


def test_a_sample_has_the_value_and_the_value_with_less_of_each_unit():
    found = sample(
        np.array([[1.0, 10.0], [2.0, 20.0], [6.0, 0.0]]), lambda sums: sums[:, :1] / np.where(sums[:, 1:] > 0, 1, np.nan)
    )
    assert found.value.tolist() == [9]
    assert found.lighter.ravel().tolist() == pytest.approx([8.5 * 1.2, 8 * 1.2, 6 * 1.2])
    assert found.n_defined.tolist() == [2]


def test_no_unit_at_all():
    low, high, p = of_sums([], [])
    assert np.isnan([low, high, p]).all()


@given(st.lists(st.floats(-5, 5), min_size=8, max_size=30))
def test_units_of_one_version_that_weigh_alike_get_students_interval(values):
    values = np.array(values)
    low, high, _ = (
        float(x[0]) for x in value_interval(sample(np.column_stack([values, np.ones(len(values))]), means), np.array([ANY]))
    )
    error = values.std(ddof=1) / np.sqrt(len(values))
    if error < 1e-6:
        return
    assert (low + high) / 2 == pytest.approx(values.mean(), abs=1e-9)
    # Student's quantile for n − 1 degrees of freedom, or a larger one where some units weigh more
    assert (high - low) / 2 >= 0.999 * float(t_quantile(0.975, len(values) - 1)) * error


@pytest.mark.parametrize("n", [5, 12, 40, 200])
def test_one_odd_unit_never_makes_a_difference_clear(n):
    odd = np.zeros(n)
    odd[n // 2] = 3.0
    for low, high, p in (
        of_means(np.zeros(n), odd),
        of_means(np.zeros(n), odd, COUNT),
        of_sums(odd, np.zeros(n)),
        of_sums(np.zeros(n), odd),
    ):
        assert low <= 0 <= high and p > 0.05


@pytest.mark.parametrize("shift", [0, -0.1, 1, 1000 / 3])
@pytest.mark.parametrize("n", [5, 12, 60])
def test_the_same_shift_in_every_unit_gives_no_interval_and_is_not_clear(shift, n):
    low, high, p = of_means(np.zeros(n), np.full(n, shift))
    assert np.isnan([low, high, p]).all()
    assert not clear(low, high)


def test_a_small_spread_is_no_noise():
    low, high, _ = of_means(np.zeros(12), 1 + 1e-6 * np.arange(12))
    assert low < 1 + 1e-6 * 5.5 < high and clear(low, high)


@pytest.mark.parametrize("n", range(FEWEST_UNITS))
def test_too_few_units_give_no_interval(n):
    low, high, p = of_sums(range(n), range(1, n + 1))
    assert np.isnan([low, high, p]).all() and not clear(low, high)


def test_what_fewer_than_three_units_define_has_no_interval():
    wire = [(0, 2), (1, 2), (1, 1), *[(0, 0)] * 5]
    assert np.isfinite(of_shares(wire, [(1, 1), (1, 1), (0, 1), *[(0, 0)] * 5])).all()
    assert np.isnan(of_shares(wire, [(1, 1), (0, 1), *[(0, 0)] * 6])).all()


def test_metrics_side_by_side_get_the_intervals_that_they_get_alone():
    rng = np.random.default_rng(5)
    wire, own = rng.poisson(2, (9, 4)), rng.poisson(3, (9, 4))
    together = difference_interval(wire, own, lambda sums: sums, np.array([COUNT] * 4))
    alone = [of_sums(wire[:, k], own[:, k]) for k in range(4)]
    np.testing.assert_array_equal(np.array(together), np.array(alone).T)


counts = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=5, max_size=25)


@given(counts)
def test_no_interval_of_a_count_loses_more_than_there_was(units):
    wire, own = zip(*units, strict=True)
    low, high, p = of_sums(wire, own)
    if np.isnan(low):
        return
    difference = sum(own) - sum(wire)
    assert -sum(wire) <= low <= difference + 1e-9 and difference - 1e-9 <= high and low < high
    assert (p < 0.05) == clear(low, high) or abs(p - 0.05) < 1e-4


@given(counts)
def test_no_interval_of_a_share_leaves_what_is_possible(units):
    wire, own = [(min(a, b), b) for a, b in units], [(min(a, b), a) for a, b in units]
    low, high, _ = of_shares(wire, own)
    if np.isnan(low):
        return
    before = sum(part for part, _ in wire) / sum(whole for _, whole in wire)
    assert -1e-9 <= before + low <= before + high <= 1 + 1e-9


def test_where_all_is_lost_the_interval_ends_there_and_begins_well_above_nothing():
    low, high, p = of_sums([2, 1, 3, 0, 2, 1, 2, 4], [0] * 8)
    assert low == -15 and -14 < high < -8 and p < 0.01
    assert of_sums([0] * 8, [2, 1, 3, 0, 2, 1, 2, 4])[0] > 2


@given(st.floats(0, 1), st.sampled_from([ANY, COUNT, SHARE, (-1.0, 1.0), (3.1, np.inf)]))
def test_the_scale_and_back(x, bounds):
    value = np.array([bounds[0] + x if np.isfinite(bounds[0]) else x])
    assert unscaled(scaled(value, np.array([bounds])), np.array([bounds])) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(("low", "high", "expected"), [(0.1, 2, True), (-2, -0.1, True), (-1, 1, False), (0, 1, False)])
def test_clear_means_that_zero_is_outside(low, high, expected):
    assert bool(clear(low, high)) is expected
    assert not clear(np.nan, np.nan)


# Tables of Student's t: two-sided 5 and 1 %.
@pytest.mark.parametrize(
    ("df", "five", "one"),
    [(1, 12.706, 63.657), (2, 4.303, 9.925), (3, 3.182, 5.841), (10, 2.228, 3.169), (30, 2.042, 2.750), (999, 1.962, 2.581)],
)
def test_students_t(df, five, one):
    assert float(t_quantile(0.975, df)) == pytest.approx(five, rel=6e-4)
    assert t_two_sided(np.array([five, -one]), np.array([df, df], dtype=float)) == pytest.approx([0.05, 0.01], rel=3e-3)


def test_a_probability_has_no_bounds_to_leave():
    df = np.array([1.0, 2.5, 40.0, 1e6])
    assert t_two_sided(np.zeros(4), df) == pytest.approx(np.ones(4))
    assert (t_two_sided(np.full(4, 1e3), df) < 0.001).all() and (t_two_sided(np.full(4, 1e3), df) >= 0).all()


p_values = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@given(p_values)
def test_adjusted_p_values_accept_what_the_step_up_procedure_accepts(p):
    p = np.array(p)
    made, n = adjusted(p), len(p)
    assert (made >= p - 1e-12).all() and (made <= 1).all()
    assert (np.diff(made[np.argsort(p)]) >= 0).all()
    # The procedure itself: the largest k with p of rank k at most k / n of the limit
    for limit in (0.05, 0.3):
        passing = [k for k, x in enumerate(np.sort(p), 1) if x <= limit * k / n]
        accepted = p <= (np.sort(p)[passing[-1] - 1] if passing else -1)
        near = np.isclose(made, limit)
        assert ((made <= limit) == accepted)[~near].all()


def test_what_was_not_tested_counts_for_no_test():
    assert np.isnan(adjusted(np.array([np.nan, np.nan]))).all() and adjusted(np.array([])).size == 0
    assert adjusted(np.array([0.02, np.nan]))[0] == 0.02
