"""METRICS: one line per metric, a formula over summed counts; and measure(), which applies them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.annotate.annotation import COUNT_NAMES, annotate
from analysis.annotate.hedges import HEDGE_KINDS
from analysis.articles.model import Article

_COLUMN = {name: k for k, name in enumerate(COUNT_NAMES)}
WORDS_PER_MINUTE = 238  # silent reading of English non-fiction: Brysbaert (2019), Journal of Memory and Language 109


class Sums:
    """
    Summed counts, one attribute a count: ``sums.words`` is a number or an array.

    Parameters
    ----------
    counts : numpy.ndarray
        Last axis in the order of ``COUNT_NAMES``; other axes are kept.
    """

    def __init__(self, counts: np.ndarray) -> None:
        self._counts = np.asarray(counts, dtype=float)

    def __getattr__(self, name: str) -> np.ndarray:
        if name not in _COLUMN:
            raise AttributeError(f"no count is called {name!r}")
        return self._counts[..., _COLUMN[name]]

    @property
    def hedges(self) -> np.ndarray:
        """Hedges of every kind."""
        return sum(getattr(self, f"hedges_{kind}") for kind in HEDGE_KINDS)

    @property
    def reporting_verbs(self) -> np.ndarray:
        """Reporting verbs, neutral and loaded."""
        return self.reporting_neutral + self.reporting_loaded


@dataclass(frozen=True, slots=True)
class Metric:
    """
    A number about a text.

    Attributes
    ----------
    name, label : str
        Name in data frames and name for people.
    family : str
        "length", "readability", "quotation", "hedging" or "attribution".
    unit : str
        What one unit is; "share" is in [0, 1].
    formula : callable
        From `Sums` to a value or an array of values; a zero denominator gives NaN.
    meaning : str
        What a larger value means, with the source of the formula.
    """

    name: str
    label: str
    family: str
    unit: str
    formula: Callable[[Sums], np.ndarray]
    meaning: str

    def value(self, counts: np.ndarray) -> np.ndarray:
        """
        Apply the formula to summed counts.

        Parameters
        ----------
        counts : numpy.ndarray
            Sums over any set of sentences, last axis in the order of ``COUNT_NAMES``.

        Returns
        -------
        numpy.ndarray
            One value for each row; NaN where the metric is undefined.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.asarray(self.formula(Sums(counts)), dtype=float)
        return np.where(np.isfinite(value), value, np.nan)


def _dale_chall(s: Sums) -> np.ndarray:
    difficult = 100 * s.difficult_words / s.words
    return 0.1579 * difficult + 0.0496 * s.words / s.sentences + np.where(difficult > 5, 3.6365, 0.0)


def _per_1000(count: str) -> Callable[[Sums], np.ndarray]:
    return lambda s: 1000 * getattr(s, count) / s.words


# fmt: off
_TABLE = [
    Metric("words", "Words", "length", "words", lambda s: s.words, "Length of the body text."),
    Metric("sentences", "Sentences", "length", "sentences", lambda s: s.sentences, "Length of the body text."),
    Metric("paragraphs", "Paragraphs", "length", "paragraphs", lambda s: s.paragraphs, "Length of the body text."),
    Metric("words_per_sentence", "Words per sentence", "length", "words per sentence", lambda s: s.words / s.sentences, "Longer sentences."),
    Metric("reading_time", "Reading time", "length", "minutes", lambda s: s.words / WORDS_PER_MINUTE, "Minutes at 238 words a minute (Brysbaert 2019)."),
    Metric("flesch_reading_ease", "Flesch reading ease", "readability", "points", lambda s: 206.835 - 1.015 * s.words / s.sentences - 84.6 * s.syllables / s.words, "Easier; news is about 40 to 60 (Flesch 1948)."),
    Metric("flesch_kincaid_grade", "Flesch–Kincaid grade", "readability", "US school grade", lambda s: 0.39 * s.words / s.sentences + 11.8 * s.syllables / s.words - 15.59, "Harder (Kincaid et al. 1975)."),
    Metric("gunning_fog", "Gunning fog", "readability", "US school grade", lambda s: 0.4 * (s.words / s.sentences + 100 * s.complex_words / s.words), "Harder (Gunning 1952)."),
    Metric("smog_index", "SMOG", "readability", "US school grade", lambda s: 1.043 * np.sqrt(30 * s.polysyllables / s.sentences) + 3.1291, "Harder; made for 30 sentences or more (McLaughlin 1969)."),
    Metric("automated_readability_index", "ARI", "readability", "US school grade", lambda s: 4.71 * s.characters / s.words + 0.5 * s.words / s.sentences - 21.43, "Harder (Senter and Smith 1967)."),
    Metric("coleman_liau_index", "Coleman–Liau", "readability", "US school grade", lambda s: 5.88 * s.letters / s.words - 29.6 * s.sentences / s.words - 15.8, "Harder (Coleman and Liau 1975)."),
    Metric("dale_chall", "Dale–Chall", "readability", "score", _dale_chall, "Harder; names count as difficult words (Dale and Chall 1948)."),
    Metric("lix", "LIX", "readability", "score", lambda s: s.words / s.sentences + 100 * s.long_words / s.words, "Harder; news is about 40 to 50 (Björnsson 1968)."),
    Metric("quotations", "Direct quotations", "quotation", "quotations", lambda s: s.quotations, "More direct quotations."),
    Metric("quoted_share", "Words in quotation marks", "quotation", "share", lambda s: s.quoted_words / s.words, "More of the text is somebody's own words."),
    Metric("quotations_per_1000_words", "Quotations per 1,000 words", "quotation", "per 1,000 words", _per_1000("quotations"), "More direct quotations for the length."),
    Metric("speakers", "Speakers quoted", "quotation", "speakers", lambda s: s.speakers, "More different people or bodies quoted."),
    Metric("attributed_share", "Quotations with a speaker", "quotation", "share", lambda s: s.quotations_attributed / s.quotations, "More of the quotations say who speaks."),
    Metric("scare_quotes", "Scare quotes and titles", "quotation", "spans", lambda s: s.scare_quotes, "More words in marks that are not quotations."),
    Metric("hedges_per_1000_words", "Hedges per 1,000 words", "hedging", "per 1,000 words", _per_1000("hedges"), "More claims weakened or qualified."),
    *(Metric(f"hedges_{kind}_per_1000_words", f"Hedges, {kind.replace('_', ' or ')}", "hedging", "per 1,000 words", _per_1000(f"hedges_{kind}"), "More hedges of this kind.") for kind in HEDGE_KINDS),
    Metric("reporting_verbs_per_1000_words", "Reporting verbs per 1,000 words", "attribution", "per 1,000 words", _per_1000("reporting_verbs"), "More statements are attributed."),
    Metric("loaded_reporting_share", "Loaded reporting verbs", "attribution", "share", lambda s: s.reporting_loaded / s.reporting_verbs, "More reporting verbs judge the statement (claimed, slammed)."),
]
# fmt: on
METRICS: dict[str, Metric] = {metric.name: metric for metric in _TABLE}


def measure(articles: Iterable[Article]) -> pd.DataFrame:
    """
    Every metric of every article.

    Parameters
    ----------
    articles : iterable of Article

    Returns
    -------
    pandas.DataFrame
        One row for each article and metric: story_id, article_id, outlet, role, metric, value, unit.
        NaN means undefined (a text without words); 0 means counted and none.

    Examples
    --------
    >>> frame = measure([Article.from_text("Talks failed.", outlet="Example Wire")])
    >>> float(frame.loc[frame.metric == "words", "value"].item())
    2.0
    """
    articles = list(articles)
    counts = np.array([annotate(article).counts.sum(axis=0) for article in articles]).reshape(len(articles), len(COUNT_NAMES))
    values = np.array([metric.value(counts) for metric in METRICS.values()]).reshape(len(METRICS), len(articles))
    values[:, counts[:, _COLUMN["words"]] == 0] = np.nan
    rows, size = np.repeat(np.arange(len(articles)), len(METRICS)), len(articles)
    frame = {
        key: np.array([getattr(a, key) for a in articles], dtype=object)[rows]
        for key in ("story_id", "article_id", "outlet", "role")
    }
    frame["metric"] = np.tile(np.array(list(METRICS), dtype=object), size)
    frame["value"] = values.T.ravel()
    frame["unit"] = np.tile(np.array([m.unit for m in METRICS.values()], dtype=object), size)
    return pd.DataFrame(frame).astype(dict.fromkeys(("story_id", "article_id", "outlet", "role", "metric", "unit"), "str"))
