"""country_sentiment(): sentiment toward each country, with its n and its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

from analysis.annotate.annotation import Mention, annotate
from analysis.annotate.countries import MENTION_KINDS, country_name
from analysis.articles.model import Article
from analysis.compare.resampling import interval, weights
from analysis.errors import AnalysisError

Scorer = Callable[[str, int, int], float]
DEFAULT_KINDS = ("name", "demonym", "capital", "government")
VOICES = ("all", "narrator", "quoted")
NEUTRAL_BAND = 0.05  # scores of other methods within ±0.05 count as neutral, as VADER's authors advise


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
        mention and returns a score in [-1, 1].
    kinds : sequence of str
        Which mentions count: of "name", "demonym", "capital", "government", "leader".
    voice : "all", "narrator" or "quoted"
        Mentions anywhere, outside quotations, or inside them.

    Returns
    -------
    pandas.DataFrame
        One row for each article and country: story_id, article_id, outlet, role, country (ISO
        alpha-3), country_name, n_mentions, n_sentences, score (mean over mentions, in [-1, 1],
        negative is unfavourable), low, high (95 % interval over sentences, NaN for fewer than two),
        share_positive, share_negative, method.

    Raises
    ------
    AnalysisError
        If the method, a kind or the voice is unknown.

    Notes
    -----
    On labelled sentences every method errs often; an average of fewer than five mentions says little.
    See ``docs/validity.md``.
    """
    unknown = set(kinds) - set(MENTION_KINDS)
    if unknown:
        raise AnalysisError(f"Mention kind {sorted(unknown)[0]!r} is unknown: use {', '.join(MENTION_KINDS)}.")
    if voice not in VOICES:
        raise AnalysisError(f"Voice {voice!r} is unknown: use {', '.join(VOICES)}.")
    name, score_of = _scorer(method)
    rows = []
    for article in articles:
        found = annotate(article)
        by_country: dict[str, list[tuple[int, float, int]]] = {}
        for mention in found.mentions:
            if mention.kind in kinds and (voice == "all" or mention.quoted == (voice == "quoted")):
                score, label = score_of(found.text, mention)
                by_country.setdefault(mention.country, []).append((found.sentence_of(mention.start), score, label))
        key = (article.story_id, article.article_id, article.outlet, article.role)
        rows += [(*key, code, country_name(code), *_summary(scored), name) for code, scored in sorted(by_country.items())]
    columns = ["story_id", "article_id", "outlet", "role", "country", "country_name", "n_mentions", "n_sentences"]
    return pd.DataFrame(rows, columns=[*columns, "score", "low", "high", "share_positive", "share_negative", "method"])


def _scorer(method: str | Scorer) -> tuple[str, Callable[[str, Mention], tuple[float, int]]]:
    if method == "directed":
        return "directed", lambda text, mention: (mention.score, mention.label)
    if method == "vader":
        from analysis.annotate.vader import vader_sentiment as scorer
    elif callable(method):
        scorer = method
    else:
        raise AnalysisError(
            f"Sentiment method {method!r} is unknown: use 'directed', 'vader' or a callable (text, start, end) -> score."
        )

    def score(text: str, mention: Mention) -> tuple[float, int]:
        value = float(scorer(text, mention.start, mention.end))
        return value, int(value > NEUTRAL_BAND) - int(value < -NEUTRAL_BAND)

    return getattr(scorer, "__name__", "callable") if callable(method) else "vader", score


def _summary(scored: list[tuple[int, float, int]]) -> tuple[float, ...]:
    sentences, inverse = np.unique([s for s, _, _ in scored], return_inverse=True)
    scores, labels = np.array([x for _, x, _ in scored]), np.array([k for _, _, k in scored])
    n = len(sentences)
    low = high = np.nan
    if n > 1:
        drawn = weights(n)
        sums, sizes = np.bincount(inverse, scores, minlength=n), np.bincount(inverse, minlength=n)
        low, high = interval((drawn @ sums) / (drawn @ sizes), n)
        low, high = max(-1.0, float(low)), min(1.0, float(high))
    return len(scored), n, float(scores.mean()), low, high, float((labels > 0).mean()), float((labels < 0).mean())
