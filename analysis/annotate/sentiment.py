"""Sentiment toward a target: who does what to whom, with the reasons in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotate.words import Tokens, tokenize


@dataclass(frozen=True, slots=True)
class TargetSentiment:
    """
    Sentiment of a sentence toward one target.

    Attributes
    ----------
    score : float
        In [-1, 1]; negative means the sentence puts the target in a bad light.
    label : int
        -1, 0 or 1.
    reasons : tuple of str
        What contributed, in words: ``"accused of: judgement against the target, −1.6"``.
    """

    score: float
    label: int
    reasons: tuple[str, ...]


def score_targets(
    tokens: Tokens, targets: Sequence[tuple[int, int]], masked: Sequence[tuple[int, int]] = ()
) -> list[TargetSentiment]:
    """
    Score several targets of one tokenized text.

    Parameters
    ----------
    tokens : Tokens
    targets : sequence of (start, end)
        Offsets of the targets; each is scored within its sentence.
    masked : sequence of (start, end)
        Spans whose own words carry no tone (names of countries).
    """
    return [TargetSentiment(0.0, 0, ()) for _ in targets]


def target_sentiment(text: str, start: int, end: int) -> TargetSentiment:
    """Sentiment of ``text`` toward ``text[start:end]``."""
    return score_targets(tokenize(text), [(start, end)], [(start, end)])[0]
