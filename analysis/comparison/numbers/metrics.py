"""METRICS: one line per metric, a formula over summed counts; and measure(), which applies them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
import pandas as pd

from analysis.annotation.annotation import COUNT_NAMES, Annotation, annotate
from analysis.annotation.hedges.hedges import HEDGE_KINDS
from analysis.annotation.own_counts import count_names, counts_of
from analysis.arguments import several_articles
from analysis.articles.model import Article
from analysis.comparison.numbers.textstat_formulas import FORMULAS, textstat_values
from analysis.errors import AnalysisError

_COLUMN = {name: k for k, name in enumerate(COUNT_NAMES)}
_KEYS = ("story_id", "article_id", "outlet", "role")
WORDS_PER_MINUTE = 238  # silent reading of English non-fiction: Brysbaert (2019), Journal of Memory and Language 109


class Sums:
    """
    Summed counts, one attribute a count: ``sums.words`` is a number or an array.

    Parameters
    ----------
    counts : numpy.ndarray
        Last axis in the order of ``count_names()``; other axes are kept.
    """

    def __init__(self, counts: np.ndarray) -> None:
        # counts come first, so that those of one text are plain numbers: a formula over numbers takes a fifth of the time
        self._counts = np.asarray(counts, dtype=float).T

    def __getattr__(self, name: str) -> np.ndarray:
        column = _COLUMN.get(name)
        if column is None and name in count_names():
            column = count_names().index(name)
        if column is None:
            raise AttributeError(f"no count is called {name!r}")
        # an attribute from now on: the formulas ask for some counts twenty times
        value = self.__dict__[name] = self._counts[column].T
        return value

    @cached_property
    def hedges(self) -> np.ndarray:
        """Hedges of every kind."""
        return sum(getattr(self, f"hedges_{kind}") for kind in HEDGE_KINDS)

    @cached_property
    def reporting_verbs(self) -> np.ndarray:
        """Reporting verbs, neutral and loaded."""
        return self.reporting_neutral + self.reporting_loaded


class _Asked(Sums):
    """Sums that remember which counts a formula asks for."""

    def __init__(self) -> None:
        super().__init__(np.ones(len(count_names())))
        self.names: dict[str, None] = {}

    def __getattr__(self, name: str) -> np.ndarray:
        value = super().__getattr__(name)
        self.names[name] = None
        return value


@dataclass(frozen=True, slots=True)
class Metric:
    """
    A number about a text.

    Attributes
    ----------
    name, label : str
        Name in data frames and name for people.
    family : str
        "length", "readability", "quotation", "hedging" or "attribution"; "own" of one's own.
    unit : str
        What one unit is; "share" is in [0, 1].
    formula : callable
        From `Sums` to a value or an array of values.
    meaning : str
        What a larger value means, and what to beware of.
    source : str
        Where the formula comes from; empty for a plain count, share or rate.
    least : float
        The least possible value, which no interval passes; minus infinity where there is none.
    """

    name: str
    label: str
    family: str
    unit: str
    formula: Callable[[Sums], np.ndarray]
    meaning: str
    source: str = ""
    least: float = 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest possible value; infinite where there is none."""
        return self.least, 1.0 if self.unit == "share" else inf

    @property
    def counts(self) -> tuple[str, ...]:
        """Names of the counts that the formula uses, in the order in which it asks for them."""
        asked = _Asked()
        self.formula(asked)
        return tuple(asked.names)

    def value(self, counts: np.ndarray) -> np.ndarray:
        """
        Apply the formula to summed counts.

        Parameters
        ----------
        counts : numpy.ndarray
            Sums over any set of sentences, last axis in the order of ``count_names()``.

        Returns
        -------
        numpy.ndarray
            One value for each row; NaN where a denominator is zero.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.asarray(self.formula(Sums(counts)), dtype=float)
        return np.where(np.isfinite(value), value, np.nan)


def _dale_chall(s: Sums) -> np.ndarray:
    difficult = 100 * s.difficult_words / s.words
    return 0.1579 * difficult + 0.0496 * s.words / s.sentences + np.where(difficult > 5, 3.6365, 0.0)


def _per_1000(count: str) -> Callable[[Sums], np.ndarray]:
    return lambda s: 1000 * getattr(s, count) / s.words


_SMALL = "On a short text one count more or less moves it much."
# fmt: off
_TABLE = [
    Metric("words", "Words", "length", "words", lambda s: s.words, "A longer body text."),
    Metric("sentences", "Sentences", "length", "sentences", lambda s: s.sentences, "A longer body text, or shorter sentences."),
    Metric("paragraphs", "Paragraphs", "length", "paragraphs", lambda s: s.paragraphs, "A longer body text, or shorter paragraphs."),
    Metric("words_per_sentence", "Words per sentence", "length", "words per sentence", lambda s: s.words / s.sentences, "Longer sentences."),
    Metric("words_per_paragraph", "Words per paragraph", "length", "words per paragraph", lambda s: s.words / s.paragraphs, "Longer paragraphs."),
    Metric("reading_time", "Reading time", "length", "minutes", lambda s: s.words / WORDS_PER_MINUTE, "A longer body text, at 238 words a minute.", "Brysbaert (2019), Journal of Memory and Language 109"),
    Metric("flesch_reading_ease", "Flesch reading ease", "readability", "points", lambda s: 206.835 - 1.015 * s.words / s.sentences - 84.6 * s.syllables / s.words, "Easier; news is about 40 to 60.", "Flesch (1948), Journal of Applied Psychology 32", least=-inf),
    Metric("flesch_kincaid_grade", "Flesch–Kincaid grade", "readability", "US school grade", lambda s: 0.39 * s.words / s.sentences + 11.8 * s.syllables / s.words - 15.59, "Harder.", "Kincaid, Fishburne, Rogers and Chissom (1975), Navy Research Branch Report 8-75", least=-inf),
    Metric("gunning_fog", "Gunning fog", "readability", "US school grade", lambda s: 0.4 * (s.words / s.sentences + 100 * s.complex_words / s.words), "Harder. As in textstat, a complex word has three syllables and is not on Dale and Chall’s list.", "Gunning (1952), The Technique of Clear Writing"),
    Metric("smog_index", "SMOG", "readability", "US school grade", lambda s: 1.043 * np.sqrt(30 * s.polysyllables / s.sentences) + 3.1291, "Harder. Made for samples of 30 sentences; most news items have fewer, so compare it with care.", "McLaughlin (1969), Journal of Reading 12", least=3.1291),
    Metric("automated_readability_index", "ARI", "readability", "US school grade", lambda s: 4.71 * s.characters / s.words + 0.5 * s.words / s.sentences - 21.43, "Harder.", "Senter and Smith (1967), AMRL-TR-66-220", least=-inf),
    Metric("coleman_liau_index", "Coleman–Liau", "readability", "US school grade", lambda s: 5.8 * s.letters / s.words - 29.6 * s.sentences / s.words - 15.8, "Harder. The coefficient of letters is textstat’s 0.058 for 100 words; the paper has 0.0588, which gives about 0.4 grades more.", "Coleman and Liau (1975), Journal of Applied Psychology 60", least=-inf),
    Metric("dale_chall", "Dale–Chall", "readability", "score", _dale_chall, "Harder. Names and inflected forms count as difficult words, so news scores high; it leaps by 3.6 where the share of difficult words passes 5 %.", "Dale and Chall (1948), Educational Research Bulletin 27"),
    Metric("lix", "LIX", "readability", "score", lambda s: s.words / s.sentences + 100 * s.long_words / s.words, "Harder; news is about 40 to 50.", "Björnsson (1968), Läsbarhet"),
    Metric("quotations", "Direct quotations", "quotation", "quotations", lambda s: s.quotations, "More direct quotations."),
    Metric("quoted_share", "Words in quotation marks", "quotation", "share", lambda s: s.quoted_words / s.words, "More of the text is somebody’s own words."),
    Metric("quotations_per_1000_words", "Quotations per 1,000 words", "quotation", "per 1,000 words", _per_1000("quotations"), f"More direct quotations for the length. {_SMALL}"),
    Metric("words_per_quotation", "Words per quotation", "quotation", "words per quotation", lambda s: s.quoted_words / s.quotations, "Longer quotations."),
    Metric("speakers", "Speakers quoted", "quotation", "speakers", lambda s: s.speakers, "More different people or bodies quoted."),
    Metric("attributed_share", "Quotations with a speaker", "quotation", "share", lambda s: s.quotations_attributed / s.quotations, f"More of the quotations say who speaks. {_SMALL}"),
    Metric("scare_quotes", "Scare quotes and titles", "quotation", "spans", lambda s: s.scare_quotes, "More words in marks that are not quotations."),
    Metric("hedges", "Hedges", "hedging", "hedges", lambda s: s.hedges, "More words that weaken or qualify a claim."),
    Metric("hedges_per_1000_words", "Hedges per 1,000 words", "hedging", "per 1,000 words", _per_1000("hedges"), "More claims weakened or qualified for the length."),
    *(Metric(f"hedges_{kind}_per_1000_words", f"Hedges, {kind.replace('_', ' or ')}", "hedging", "per 1,000 words", _per_1000(f"hedges_{kind}"), f"More hedges of this kind for the length. {_SMALL}") for kind in HEDGE_KINDS),
    Metric("narrator_hedges", "Hedges of the narrator", "hedging", "hedges", lambda s: s.narrator_hedges, "More words with which the text itself, and nobody it quotes or reports, weakens or qualifies a claim."),
    Metric("narrator_hedges_per_1000_words", "Hedges of the narrator per 1,000 words", "hedging", "per 1,000 words", _per_1000("narrator_hedges"), "More of the narrator’s claims weakened or qualified for the length."),
    Metric("reporting_verbs", "Reporting verbs", "attribution", "reporting verbs", lambda s: s.reporting_verbs, "More statements are attributed."),
    Metric("reporting_verbs_per_1000_words", "Reporting verbs per 1,000 words", "attribution", "per 1,000 words", _per_1000("reporting_verbs"), "More statements are attributed for the length."),
    Metric("neutral_reporting_share", "Neutral reporting verbs", "attribution", "share", lambda s: s.reporting_neutral / s.reporting_verbs, f"More reporting verbs leave the judgement to the reader (said, told). {_SMALL}"),
    Metric("loaded_reporting_share", "Loaded reporting verbs", "attribution", "share", lambda s: s.reporting_loaded / s.reporting_verbs, f"More reporting verbs judge the statement (claimed, slammed). {_SMALL}"),
]
# fmt: on
METRICS: dict[str, Metric] = {metric.name: metric for metric in _TABLE}
# Plainly counted, with nothing to recognise: two texts differ in them or do not, whatever other sentences would show.
LENGTHS = ("words", "sentences", "paragraphs", "reading_time")
WORDS = _COLUMN["words"]


def metric_values(totals: np.ndarray) -> np.ndarray:
    """
    Every metric of whole texts.

    Parameters
    ----------
    totals : numpy.ndarray
        ``n_texts × n_counts``, summed over each text.

    Returns
    -------
    numpy.ndarray
        ``n_texts × n_metrics`` in the order of ``METRICS``; NaN throughout for a text without words.
    """
    totals = np.asarray(totals, dtype=float).reshape(-1, len(count_names()))
    values = formula_values(totals)
    values[totals[:, WORDS] == 0] = np.nan
    return values


def formula_values(sums: np.ndarray) -> np.ndarray:
    """Every metric of any sums, as `metric_values` gives those of whole texts: without words, counts are 0 and not undefined."""
    of = Sums(sums[0] if len(sums) == 1 else sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.array([metric.formula(of) for metric in METRICS.values()]).reshape(len(METRICS), len(sums)).T
    values[~np.isfinite(values)] = np.nan
    return values


def values_of(annotations: Iterable[Annotation]) -> np.ndarray:
    """Every metric of some annotated texts: a row a text, in the order of ``METRICS``; NaN where undefined."""
    return metric_values(np.array([counts_of(annotation).sum(axis=0) for annotation in annotations]))


def measure(articles: Iterable[Article], readability: str = "kit") -> pd.DataFrame:
    """
    Every metric of every article.

    Parameters
    ----------
    articles : iterable of Article
    readability : str
        "kit", or "textstat" for the eight formulas as textstat computes them, with its own words and sentences.

    Returns
    -------
    pandas.DataFrame
        One row for each article and metric: story_id, article_id, outlet, role, metric, value, unit.
        NaN means undefined (a text without words, a share of nothing); 0 means counted and none.

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English, or ``readability`` is neither.

    Notes
    -----
    Rates of a short text jump: in 60 words one hedge more is 17 more per 1,000 words. Read a rate beside
    ``words`` and beside the spans that `evidence` lists.

    Examples
    --------
    >>> frame = measure([Article.from_text("Talks failed.", outlet="Example Wire")])
    >>> float(frame.loc[frame.metric == "words", "value"].item())
    2.0
    """
    articles = several_articles(articles, "measure")
    if readability not in ("kit", "textstat"):
        raise AnalysisError(f"measure() knows no readability {readability!r}: give 'kit' or 'textstat'.")
    values = values_of(annotate(article) for article in articles)
    if readability == "textstat":
        _put_textstat(values, articles)
    size = values.size
    # Making an array of text, and taking from one, costs more than the formulas of an article: so one array holds every text,
    # and one call takes all six columns from it.
    units = [metric.unit for metric in METRICS.values()]
    texts = pd.array([*METRICS, *units, *(getattr(article, key) for key in _KEYS for article in articles)], dtype="str")
    metric, article = np.tile(np.arange(len(METRICS)), len(articles)), np.repeat(np.arange(len(articles)), len(METRICS))
    keys = [article + 2 * len(METRICS) + k * len(articles) for k in range(len(_KEYS))]
    taken = texts.take(np.concatenate([*keys, metric, metric + len(METRICS)]))
    columns = {key: taken[k * size : (k + 1) * size] for k, key in enumerate((*_KEYS, "metric"))}
    return pd.DataFrame({**columns, "value": values.ravel(), "unit": taken[-size:]}, index=range(size), copy=False)


def _put_textstat(values: np.ndarray, articles: Sequence[Article]) -> None:
    columns = [list(METRICS).index(name) for name in FORMULAS]
    for row, article in zip(values, articles, strict=True):
        if not np.isnan(row[columns[0]]):  # else a text without words
            row[columns] = list(textstat_values(article.text).values())
