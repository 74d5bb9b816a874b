"""Which mentions of countries count, and how each is scored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.annotation.annotation import Annotation, Mention
from analysis.annotation.countries.mentions import MENTION_KINDS
from analysis.annotation.sentiment.score import TargetSentiment
from analysis.errors import AnalysisError

Scorer = Callable[[str, int, int], float | TargetSentiment]
DEFAULT_KINDS = ("name", "demonym", "capital", "government")
VOICES = ("all", "narrator", "source")
NEUTRAL_BAND = 0.05  # scores of other methods within ±0.05 count as neutral, as VADER's authors advise
# Scores are kept as multiples of this: their sums are then exact, so that no order and no machine shows in a mean.
_GRAIN = 2.0**-30


@dataclass(frozen=True, slots=True)
class ScoredMention:
    """A mention that counts: its country, the index of its sentence, its score in [-1, 1], its label and how likely that is."""

    country: str
    sentence: int
    score: float
    label: int
    probability: float


@dataclass(frozen=True, slots=True)
class Counting:
    """
    A choice of method, kinds and voice.

    Attributes
    ----------
    method : str
        Name for the ``method`` column.
    scorer : callable or None
        From text, start and end to a score; None for the directed score that an annotation carries.
    kinds : tuple of str
    voice : str
    """

    method: str
    scorer: Scorer | None
    kinds: tuple[str, ...]
    voice: str

    def mentions(self, annotation: Annotation) -> list[ScoredMention]:
        """Score the mentions of an annotated text that count."""
        return [
            ScoredMention(mention.country, annotation.sentence_of(mention.start), *self._score(annotation.text, mention))
            for mention in annotation.mentions
            if mention.kind in self.kinds and self.voice in ("all", mention.voice)
        ]

    def sums(self, annotation: Annotation) -> dict[str, np.ndarray]:
        """Sum of scores and number of mentions of each sentence, by country: ``n_sentences × 2``."""
        found: dict[str, np.ndarray] = {}
        for mention in self.mentions(annotation):
            sums = found.setdefault(mention.country, np.zeros((len(annotation.sentences), 2)))
            sums[mention.sentence] += (mention.score, 1)
        return found

    def _score(self, text: str, mention: Mention) -> tuple[float, int, float]:
        if self.scorer is None:
            return _GRAIN * round(mention.score / _GRAIN), mention.label, mention.probability
        found = self.scorer(text, mention.start, mention.end)
        try:
            score = float(getattr(found, "score", found))
        except (TypeError, ValueError):
            raise AnalysisError(
                f"Sentiment method {self.method!r} gave {type(found).__name__} for {mention.text!r}: it takes (text, start, end) "
                "and returns a number, or an object that has one as score."
            ) from None
        if not -1 <= score <= 1:
            raise AnalysisError(f"Sentiment method {self.method!r} gave {score} for {mention.text!r}: scores lie in [-1, 1].")
        return _GRAIN * round(score / _GRAIN), int(score > NEUTRAL_BAND) - int(score < -NEUTRAL_BAND), np.nan


def counting(method: str | Scorer = "directed", kinds: Sequence[str] = DEFAULT_KINDS, voice: str = "all") -> Counting:
    """
    Check a choice of method, kinds and voice.

    Parameters
    ----------
    method : "directed", "vader" or callable
    kinds : sequence of str
    voice : "all", "narrator" or "source"

    Returns
    -------
    Counting

    Raises
    ------
    AnalysisError
        If the method, a kind or the voice is unknown.
    """
    kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    unknown = [kind for kind in kinds if kind not in MENTION_KINDS]
    if unknown:
        raise AnalysisError(f"Mention kind {unknown[0]!r} is unknown: use {', '.join(MENTION_KINDS)}.")
    if voice not in VOICES:
        raise AnalysisError(f"Voice {voice!r} is unknown: use {', '.join(VOICES)}.")
    if callable(method):
        return Counting(getattr(method, "__name__", type(method).__name__), method, kinds, voice)
    if method == "directed":
        return Counting(method, None, kinds, voice)
    if method == "vader":
        from analysis.annotation.sentiment.vader import vader_sentiment

        return Counting(method, vader_sentiment, kinds, voice)
    raise AnalysisError(
        f"Sentiment method {method!r} is unknown: use 'directed', 'vader' or a callable (text, start, end) -> score."
    )


def mean_score(sums: np.ndarray) -> np.ndarray:
    """
    Mean score of mentions.

    Parameters
    ----------
    sums : numpy.ndarray
        Sum of scores and number of mentions along the last axis.

    Returns
    -------
    numpy.ndarray
        NaN where there is no mention.
    """
    sums = np.asarray(sums)
    with np.errstate(invalid="ignore"):
        return np.where(sums[..., 1] > 0, sums[..., 0] / sums[..., 1], np.nan)
