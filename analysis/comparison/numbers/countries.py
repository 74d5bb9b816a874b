"""Sentiment toward each country: of every version, and against the wire, with n and interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from analysis.annotation.annotation import annotate
from analysis.annotation.countries.mentions import country_name
from analysis.arguments import each_story, several_articles
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.pairs import pair, sum_by_unit
from analysis.comparison.frames import typed_frame
from analysis.comparison.numbers.intervals import clear, difference_interval, sample, value_interval
from analysis.comparison.numbers.mentions import DEFAULT_KINDS, ScoredMention, Scorer, counting, mean_score
from analysis.comparison.numbers.student import adjusted

_BOUNDS = np.array([[-1.0, 1.0]])
_KEYS = {"story_id": "str", "article_id": "str", "outlet": "str"}
_COUNTRY = {"country": "str", "country_name": "str"}
_COLUMNS = {
    **_KEYS,
    "role": "str",
    **_COUNTRY,
    "n_mentions": "int64",
    "n_sentences": "int64",
    "score": "float64",
    "low": "float64",
    "high": "float64",
    "share_positive": "float64",
    "share_negative": "float64",
    "probability": "float64",
    "voice": "str",
    "method": "str",
}
_DIFFERENCE_COLUMNS = {
    **_KEYS,
    **_COUNTRY,
    "wire_n_mentions": "int64",
    "n_mentions": "int64",
    "wire_score": "float64",
    "score": "float64",
    "difference": "float64",
    "low": "float64",
    "high": "float64",
    "p": "float64",
    "p_adjusted": "float64",
    "n_tests": "int64",
    "clear": "bool",
    "n_units": "int64",
    "method": "str",
}


def country_sentiment(
    articles: Iterable[Article],
    method: str | Scorer = "directed",
    kinds: Sequence[str] = DEFAULT_KINDS,
    voice: str = "all",
) -> pd.DataFrame:
    """
    Mean sentiment toward each country that an article mentions.

    Parameters
    ----------
    articles : iterable of Article
    method : "directed", "vader" or callable
        How a mention is scored. A callable takes ``(text, start, end)`` of the whole text and the
        mention and returns a score in [-1, 1], or an object that has it as ``score``, as `target_sentiment` does.
    kinds : sequence of str
        Which mentions count: of "name", "demonym", "capital", "government", "leader". Leaders are left
        out unless asked for: what is said of a president is not always said of the country.
    voice : "all", "narrator" or "source"
        Whose judgement counts: anybody's, the narrator's own, or that of those who are quoted or reported.

    Returns
    -------
    pandas.DataFrame
        One row for each article and country: story_id, article_id, outlet, role, country (ISO
        alpha-3), country_name, n_mentions, n_sentences, score (mean over mentions, in [-1, 1],
        negative is unfavourable), low, high (95 % interval over sentences, NaN for fewer than five and
        where all of them score alike), share_positive, share_negative, probability (mean chance that a
        mention's label is right; NaN for other methods), voice, method.

    Raises
    ------
    AnalysisError
        If the method, a kind or the voice is unknown, a score lies outside [-1, 1], or an article is
        marked as being in another language than English.

    Notes
    -----
    On labelled sentences every method errs often; an average of fewer than five mentions says little.
    The interval knows of the spread between sentences, not of the method's errors. See
    ``docs/validity.md``.
    """
    articles = several_articles(articles, "country_sentiment")
    choice = counting(method, kinds, voice)
    rows = []
    for article in articles:
        by_country: dict[str, list[ScoredMention]] = {}
        for mention in choice.mentions(annotate(article)):
            by_country.setdefault(mention.country, []).append(mention)
        key = (article.story_id, article.article_id, article.outlet, article.role)
        for code, found in sorted(by_country.items()):
            rows.append((*key, code, country_name(code), *_summary(found), voice, choice.method))
    return typed_frame(rows, _COLUMNS)


def _summary(found: list[ScoredMention]) -> tuple[float, ...]:
    _, sentence = np.unique([mention.sentence for mention in found], return_inverse=True)
    n = int(sentence.max()) + 1
    own = sample(sum_by_unit(np.array([(mention.score, 1.0) for mention in found]), sentence, n), _means)
    low, high, _ = value_interval(own, _BOUNDS)
    labels = np.array([mention.label for mention in found])
    shares = float((labels > 0).mean()), float((labels < 0).mean())
    chance = float(np.mean([mention.probability for mention in found]))
    return len(found), n, own.value.item(), low.item(), high.item(), *shares, chance


def _means(sums: np.ndarray) -> np.ndarray:
    return mean_score(sums)[:, np.newaxis]


@each_story
def country_differences(
    story: Story,
    method: str | Scorer = "directed",
    kinds: Sequence[str] = DEFAULT_KINDS,
    voice: str = "all",
) -> pd.DataFrame:
    """
    Sentiment toward each country in every republication against the wire.

    Parameters
    ----------
    story : Story or iterable of Story
    method, kinds, voice
        As in `country_sentiment`.

    Returns
    -------
    pandas.DataFrame
        One row for each republication and country that either version mentions: story_id, article_id,
        outlet, country (ISO alpha-3), country_name, wire_n_mentions, n_mentions, wire_score, score (means
        over mentions, in [-1, 1]; NaN in a version that does not mention it), difference (score minus
        wire_score), low, high (95 % interval), p, p_adjusted and n_tests (as in `compare`, over the countries of a
        republication), clear (the interval leaves out zero), n_units (alignment units that mention the country),
        method. The interval is NaN with fewer than five units, where a version mentions the country in fewer than
        three, and where all units agree.

    Raises
    ------
    AnalysisError
        As in `country_sentiment`.

    Notes
    -----
    The units are those of `compare`: linked sentences together, unlinked ones alone, among those that mention
    the country. `explain` splits the same differences, for the default method, kinds and voice. One
    mention more or less can turn a mean of three: read the mentions in `evidence`.
    """
    choice = counting(method, kinds, voice)
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        key = (story.story_id, republication.article_id, republication.outlet)
        wire_sums, sums, units = choice.sums(both.wire), choice.sums(both.republication), both.units()
        found = []
        for code in sorted(wire_sums.keys() | sums.keys()):
            one = wire_sums.get(code, np.zeros((len(both.wire.sentences), 2)))
            other = sums.get(code, np.zeros((len(both.republication.sentences), 2)))
            found.append((code, country_name(code), *_difference(one, other, units)))
        p = np.array([values[-1] for *values, _ in found])
        n_tests = int((~np.isnan(p)).sum())
        rows += [
            (*key, *values, of_all, n_tests, bool(clear(*values[-3:-1])), n, choice.method)
            for (*values, n), of_all in zip(found, adjusted(p).tolist(), strict=True)
        ]
    return typed_frame(rows, _DIFFERENCE_COLUMNS)


def _difference(one: np.ndarray, other: np.ndarray, units: tuple[np.ndarray, np.ndarray, int]) -> tuple[float, ...]:
    wire_unit, unit, n = units
    wire_units, units = sum_by_unit(one, wire_unit, n), sum_by_unit(other, unit, n)
    mentioning = (wire_units[:, 1] > 0) | (units[:, 1] > 0)
    n = int(mentioning.sum())
    difference = difference_interval(wire_units[mentioning], units[mentioning], _means, _BOUNDS)
    numbers = int(one[:, 1].sum()), int(other[:, 1].sum())
    wire_score, score = (float(mean_score(side.sum(axis=0))) for side in (one, other))
    return *numbers, wire_score, score, score - wire_score, *(x.item() for x in difference), n
