"""outlets(): what an outlet does on average, over stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.arguments import several_stories
from analysis.articles.model import Article, Story
from analysis.comparison.frames import typed_frame
from analysis.comparison.numbers.intervals import clear, difference_interval, sample, value_interval
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.observations import KINDS, Observation, observed
from analysis.comparison.numbers.student import adjusted
from analysis.errors import AnalysisError

FEWEST_STORIES = 3
_ABOUT = {"countries": ("country", "country_name", "voice")}
_NUMBERS = {
    **dict.fromkeys(
        ("value", "value_low", "value_high", "reference", "mean_difference", "low", "high", "p", "p_adjusted"), "float64"
    ),
    **dict.fromkeys(("n_tests", "n", "n_stories"), "int64"),
    "clear": "bool",
    **dict.fromkeys(("against", "unit"), "str"),
}


def outlets(stories: Story | Iterable[Story], of: str = "metrics") -> pd.DataFrame:
    """
    What each outlet does to the wire copy on average, over stories.

    Parameters
    ----------
    stories : Story or iterable of Story
    of : str
        "metrics" (and the shares of words kept and new), "countries" (mean sentiment, by voice), "fates" (of
        quotations), "edits" and "claims" (changed ones, by type), "hedges" (the share lost, and the rate),
        "headlines" (how many change the wire's claim, say what their own text does not, or use loaded words or capitals).

    Returns
    -------
    pandas.DataFrame
        One row for each outlet and number, by outlet in alphabetical order without "The": outlet, metric, of
        countries also country, country_name and voice; value (pooled over the outlet's stories), value_low, value_high
        (its 95 % interval), reference (the same of what `against` names), mean_difference (value minus
        reference), low, high (its 95 % interval), p, p_adjusted (for all tests of the frame: Benjamini and
        Hochberg), n_tests (how many these are), n (what the value rests on: versions, mentions, quotations, edits,
        hedges), n_stories, clear (the interval leaves out zero), against ("wire": the wire versions of the same
        stories; "others": the other outlets' versions of the same stories), unit. Intervals and p are NaN with
        fewer than three stories, as one or two show no habit, and where all stories agree.

    Raises
    ------
    AnalysisError
        If the kind is unknown or an article is marked as being in another language than English.

    Notes
    -----
    The story is the unit: an outlet's several versions of it are averaged first, and the interval says how much
    the number would move with other stories of the same kind. Metrics are means over stories; shares, rates and
    sentiment are pooled, so that a story counts by its quotations, words or mentions. Undefined values are left out
    and lower ``n_stories``. Where no row was asked for beforehand, go by ``p_adjusted``: of twenty habits that are
    nothing but chance, one will be called clear. A habit in these stories is no habit in others: what was
    collected, and from which agency, decides as much as the outlet does.
    """
    stories = several_stories(stories, "outlets")
    if of not in KINDS:
        raise AnalysisError(f"outlets knows no {of!r}: use {', '.join(map(repr, KINDS))}.")
    pools = _pools(stories, of)
    names = sorted({outlet for pool in pools.values() for outlet in pool}, key=alphabetical)
    found = [(outlet, key, _habit(pools[key], outlet)) for outlet in names for key in pools if outlet in pools[key]]
    of_all = adjusted(np.array([habit.p for *_, habit in found]))
    n_tests = int((~np.isnan(of_all)).sum())
    rows = [
        (outlet, *key, *habit[:8], p, n_tests, *habit[8:10], bool(clear(habit.low, habit.high)), *habit[10:])
        for (outlet, key, habit), p in zip(found, of_all.tolist(), strict=True)
    ]
    return typed_frame(rows, {"outlet": "str", "metric": "str", **dict.fromkeys(_ABOUT.get(of, ()), "str"), **_NUMBERS})


def alphabetical(outlet: str) -> tuple[str, str]:
    """Key that sorts names of outlets as a list of newspapers does: "The Anvil" under A."""
    name = outlet.casefold()
    return name.removeprefix("the "), name


class _Habit(NamedTuple):
    """A row of `outlets` but for its keys and what depends on the other rows."""

    value: float
    value_low: float
    value_high: float
    reference: float
    mean_difference: float
    low: float
    high: float
    p: float
    n: int
    n_stories: int
    against: str
    unit: str


def version_numbers(story: Story) -> Iterator[tuple[Article, str, float]]:
    """Each republication with each metric and its difference from the wire; of the two shares of words, with the share."""
    for seen in observed(story, "metrics", tuple(METRICS.values())):
        yield seen.article, seen.metric, seen.own[0] - (seen.wire[0] if seen.wire else 0.0)


Pool = dict[str, dict[int, list[Observation]]]


def _pools(stories: list[Story], of: str) -> dict[tuple[str, ...], Pool]:
    """Observations by number, then outlet, then story."""
    pools: dict[tuple[str, ...], Pool] = {}
    for k, story in enumerate(stories):
        for seen in observed(story, of, tuple(METRICS.values())):
            by_outlet = pools.setdefault((seen.metric, *seen.about), {})
            by_outlet.setdefault(seen.article.outlet, {}).setdefault(k, []).append(seen)
    return dict(sorted(pools.items(), key=lambda item: item[0][2:])) if of in _ABOUT else pools


def _habit(pool: Pool, outlet: str) -> _Habit:
    own_by_story = pool[outlet]
    one = next(iter(own_by_story.values()))[0]
    bounds = np.array([one.bounds])
    own = np.array([_mean([seen.own for seen in versions]) for versions in own_by_story.values()])
    others = [_reference(pool, outlet, k, versions) for k, versions in own_by_story.items()]
    both = np.array([reference is not None for reference in others])
    reference = np.array([reference for reference in others if reference is not None]).reshape(-1, 2)
    of_own = sample(own, _ratio)
    value = value_interval(of_own, bounds, FEWEST_STORIES)
    difference = difference_interval(reference, own[both], _ratio, bounds, FEWEST_STORIES)
    before, after = (float(_ratio(sums.sum(axis=0, keepdims=True)).item()) for sums in (reference, own[both]))
    n = sum(seen.n for versions in own_by_story.values() for seen in versions)
    n_stories = int((own[:, 1] > 0).sum())
    interval = (value.low.item(), value.high.item())
    against = "others" if one.wire is None else "wire"
    numbers = (of_own.value.item(), *interval, before, after - before, *(x.item() for x in difference))
    return _Habit(*numbers, n, n_stories, against, one.unit)


def _reference(pool: Pool, outlet: str, story: int, versions: list[Observation]) -> tuple[float, float] | None:
    """What an outlet's versions of a story are compared with: the wire, or the mean of the other outlets' versions."""
    if versions[0].wire is not None:
        return _mean([seen.wire for seen in versions if seen.wire is not None])
    others = [seen.own for name, by_story in pool.items() if name != outlet for seen in by_story.get(story, ())]
    return _mean(others) if others else None


def _mean(parts: list[tuple[float, float]]) -> tuple[float, float]:
    part, whole = np.mean(parts, axis=0).tolist()
    return part, whole


def _ratio(sums: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(sums[:, 1:] > 0, sums[:, :1] / sums[:, 1:], np.nan)
