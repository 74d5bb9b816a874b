"""Sentiment toward a target: who does what to whom, with the reasons in words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import tanh

from analysis.annotate.countries import find_countries
from analysis.annotate.sentiment_layout import Unit, lay_out, merge_spans
from analysis.annotate.sentiment_roles import Cue, cues_of
from analysis.annotate.sentiment_weights import FAVOURABLE, UNFAVOURABLE, contributions
from analysis.annotate.words import Tokens, tokenize
from analysis.errors import AnalysisError

_KINDS = {
    "blame": "criticism",
    "praise": "praise",
    "against": "pressure or opposition",
    "back": "support",
    "harm": "violence or force",
    "wrong": "wrongdoing",
    "merit": "an achievement",
    "decline": "a decline",
    "trouble": "trouble",
    "foe": "an enemy or a danger",
    "friend": "a friend or an ally",
    "good": "a favourable word",
    "bad": "an unfavourable word",
    "versus": "opposition",
    "relation": "relations",
    "fire": "criticism",
    "upset": "an upset",
    "delight": "a delight",
}
_ROLES = {
    "patient": "{kind} aimed at {target}",
    "passive": "{kind} aimed at {target}",
    "patient_of": "{kind} aimed at what belongs to {target}",
    "patient_in": "{kind} aimed at something in {target}",
    "victim": "{kind} that {target} would suffer",
    "charge": "{kind} that {target} is charged or credited with",
    "claim": "{kind} about what {target} does",
    "same": "{kind} in the same clause",
    "content": "{kind}, with {target} in what is said",
    "beyond": "{kind}, aimed at another",
    "agent": "{kind} by {target}",
    "chain": "{kind} by {target}",
    "far": "{kind} elsewhere in the sentence",
    "near": "{kind} in the sentence",
    "own": "{kind} of {target}’s own",
    "premod": "{kind} that describes {target}",
    "predicate": "{kind} said of {target}",
    "receives": "{kind} that {target} meets with",
    "toward": "{kind} toward {target}",
    "affix": "{kind} toward {target}",
    "to": "{kind} to {target}",
    "with": "{kind} with {target}",
    "of": "{kind} of {target}",
    "source": "{kind} from {target}",
    "place": "{kind} in {target}",
}


@dataclass(frozen=True, slots=True)
class TargetSentiment:
    """
    Sentiment of a sentence toward one target.

    Attributes
    ----------
    score : float
        In [-1, 1]; negative means the sentence puts the target in a bad light. The hyperbolic tangent
        of the sum of the contributions that `reasons` names.
    label : int
        -1, 0 or 1: whether the sum passes the threshold of its side.
    reasons : tuple of str
        What contributed, in words, the strongest first: ``"“accused”: criticism aimed at South Korea, −1.98"``.
        The last entry says so if the sum is too weak for a label. Empty if nothing telling was found.
    """

    score: float
    label: int
    reasons: tuple[str, ...]


_NOTHING = TargetSentiment(0.0, 0, ())


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
        Spans whose own words carry no tone (names of countries); each counts as one word.

    Returns
    -------
    list of TargetSentiment
        One per target, in order.
    """
    if not targets or not tokens.sentences:
        return [_NOTHING] * len(targets)
    names = merge_spans([*masked, *targets])
    name_starts = [start for start, _ in names]
    sentence_starts = [sentence.start for sentence in tokens.sentences]
    laid_out: dict[int, tuple[list[Unit], list[int]]] = {}
    scored = []
    for start, _ in targets:
        k = max(0, bisect_right(sentence_starts, start) - 1)
        if k not in laid_out:
            sentence = tokens.sentences[k]
            near = names[max(0, bisect_left(name_starts, sentence.start) - 1) : bisect_left(name_starts, sentence.end)]
            units = lay_out(tokens, sentence.first, sentence.stop, near)
            laid_out[k] = units, [unit.start for unit in units]
        units, starts = laid_out[k]
        at = max(0, bisect_right(starts, start) - 1)
        scored.append(_score(tokens.text, units, at) if units else _NOTHING)
    return scored


def _score(text: str, units: list[Unit], at: int) -> TargetSentiment:
    parts = contributions(*cues_of(units, at))
    if not parts:
        return _NOTHING
    total = sum(value for value, _ in parts) / 100
    label = -1 if total <= UNFAVOURABLE else 1 if total >= FAVOURABLE else 0
    parts.sort(key=lambda part: -abs(part[0]))
    target = text[units[at].start : units[at].end]
    reasons = [_reason(text, units, cue, value / 100, target) for value, cue in parts]
    if label == 0:
        reasons.append(f"together {_signed(total)}: too weak to count as favourable or unfavourable")
    return TargetSentiment(tanh(total), label, tuple(reasons))


def _reason(text: str, units: list[Unit], cue: Cue, value: float, target: str) -> str:
    unit = units[cue.unit]
    words = f"“{text[unit.start : unit.end]}”" + (" (negated)" if cue.flipped else "")
    return f"{words}: {_ROLES[cue.role].format(kind=_KINDS[cue.kind], target=target)}, {_signed(value)}"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def target_sentiment(text: str, start: int, end: int) -> TargetSentiment:
    """
    Sentiment of a text toward one target in it.

    Parameters
    ----------
    text : str
        A sentence, or more: the target is scored within its sentence.
    start, end : int
        Offsets of the target, half-open.

    Returns
    -------
    TargetSentiment

    Raises
    ------
    AnalysisError
        If the offsets do not enclose at least one character of the text.

    Examples
    --------
    >>> result = target_sentiment("Japan accused Russia of aggression.", 14, 20)
    >>> result.label
    -1
    >>> result.reasons[0]
    '“accused”: criticism aimed at Russia, −1.98'
    """
    if not 0 <= start < end <= len(text):
        raise AnalysisError(
            f"The target's offsets {start}–{end} do not lie in the text of {len(text)} characters: "
            "give 0 <= start < end <= len(text)."
        )
    tokens = tokenize(text)
    masked = [(span.start, span.end) for span in find_countries(tokens)]
    return score_targets(tokens, [(start, end)], masked)[0]
