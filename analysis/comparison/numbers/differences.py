"""compare() and explain(): differences with their intervals, and with their causes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.arguments import each_story
from analysis.articles.model import Story
from analysis.comparison.alignment.pairs import Pair, pair, sum_by_unit
from analysis.comparison.frames import typed_frame
from analysis.comparison.numbers.causes import contributions
from analysis.comparison.numbers.intervals import Interval, clear, difference_interval
from analysis.comparison.numbers.metrics import LENGTHS, METRICS, formula_values, values_of
from analysis.comparison.numbers.student import adjusted

_COLUMNS = {
    "story_id": "str",
    "article_id": "str",
    "outlet": "str",
    "metric": "str",
    "wire_value": "float64",
    "value": "float64",
    "difference": "float64",
    "low": "float64",
    "high": "float64",
    "p": "float64",
    "p_adjusted": "float64",
    "n_tests": "int64",
    "clear": "bool",
    "n_units": "int64",
    "unit": "str",
}
_CAUSE_COLUMNS = {
    "story_id": "str",
    "article_id": "str",
    "outlet": "str",
    "metric": "str",
    "step": "str",
    "contribution": "float64",
    "difference": "float64",
    "wire_sentences": "object",
    "sentences": "object",
}


@each_story
def compare(story: Story) -> pd.DataFrame:
    """
    Every metric of every republication against the wire.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication and metric: story_id, article_id, outlet, metric, wire_value,
        value, difference (value minus wire_value), low, high (95 % interval of the difference), p (probability
        of as large a difference where there is none), p_adjusted (for the other metrics of the same
        republication: Benjamini and Hochberg), n_tests (how many metrics these are), clear (the interval leaves out
        zero; of a length, that the two texts differ), n_units (alignment units that the interval rests on), unit.
        NaN where a metric is undefined; low, high and p are NaN too with fewer than five units, where a version
        defines the metric in fewer than three, where all units agree, and for the four lengths ("words",
        "sentences", "paragraphs", "reading_time").

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English.

    Notes
    -----
    The interval rests on alignment units (linked sentences together, unlinked ones alone), so the two versions
    vary jointly. It answers: which difference would the same treatment make in a text with the wire's number,
    told in other sentences of the same kind? It never says that more was lost than there was, nor that a share
    passes one. Of a length nobody asks that: a republication of half the words is half as long. So lengths have
    no interval, and any difference of theirs is clear.

    Of twenty differences that are nothing but chance, one will be called clear: where no single metric was asked
    for beforehand, go by ``p_adjusted``. A difference that rests on one or two sentences is never clear, however
    large. How often the intervals are right is in ``docs/intervals.md``.
    """
    rows, lengths = [], np.array([name in LENGTHS for name in METRICS])
    for republication in story.republications:
        both = pair(story.wire, republication)
        key = (story.story_id, republication.article_id, republication.outlet)
        wire_values, values = values_of((both.wire, both.republication))
        found, n_units = _intervals(both)
        undefined = np.isnan(values - wire_values)
        low, high, p = (np.where(undefined | lengths, np.nan, x) for x in found)
        differ = np.where(lengths, ~undefined & (values != wire_values), clear(low, high))
        tests = np.full(len(p), (~np.isnan(p)).sum())
        columns = (wire_values, values, values - wire_values, low, high, p, adjusted(p), tests, differ)
        rows += [
            (*key, metric.name, *numbers, n_units, metric.unit)
            for metric, *numbers in zip(METRICS.values(), *(column.tolist() for column in columns), strict=True)
        ]
    return typed_frame(rows, _COLUMNS)


@each_story
def explain(story: Story) -> pd.DataFrame:
    r"""
    Split every difference into what cuts, edits and new text contributed.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication, metric and step: story_id, article_id, outlet, metric (a name of
        ``METRICS``, or ``sentiment:XXX`` for a country), step ("cut", "edited", "new"), contribution,
        difference (that of `compare` and of `country_differences`), wire_sentences and sentences (tuples of
        indices: the sentences behind the step). The three contributions sum to the difference; where it is
        undefined, so are they.

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English.

    Notes
    -----
    *Cut* takes the dropped sentences away, *edited* puts the republication's version of each linked
    sentence in the place of the wire's (house style, merges and splits included), *new* adds the sentences
    without a link. A contribution is the change that the step makes, averaged over the six orders in which
    the three steps can be taken (the Shapley value), so it does not depend on an order. Orders that pass
    through an undefined value, such as the mean of no sentence, are left out of the average; one order is
    always left, as new text and edits come before the cut in it.

    Of linked sentences, those are listed whose counts differ. A sentence that nobody edited can be among
    them if its surroundings changed: "he" has another speaker once the sentence before is gone.

    Examples
    --------
    >>> from analysis.articles.model import Article
    >>> wire = Article.from_text("Talks failed.\nBoth sides blamed the rain.", role="wire")
    >>> short = Article.from_text("Talks failed.", article_id="b")
    >>> frame = explain(Story("talks", "Talks fail", wire, (short,)))
    >>> frame[frame.metric == "words"][["step", "contribution", "wire_sentences"]].values.tolist()
    [['cut', -5.0, (1,)], ['edited', 0.0, ()], ['new', 0.0, ()]]
    """
    rows = []
    for republication in story.republications:
        key = (story.story_id, republication.article_id, republication.outlet)
        rows += [(*key, *row) for row in contributions(pair(story.wire, republication))]
    return typed_frame(rows, _CAUSE_COLUMNS)


def _intervals(both: Pair) -> tuple[Interval, int]:
    wire_unit, unit, n = both.units()
    wire, own = (sum_by_unit(counts, of, n) for counts, of in zip(both.summands(), (wire_unit, unit), strict=True))
    bounds = np.array([metric.bounds for metric in METRICS.values()])
    return difference_interval(wire, own, formula_values, bounds), n
