"""Sentiment toward a target: who does what to whom, with the reasons in words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import tanh

from analysis.annotation.countries.mentions import CountrySpan, find_countries
from analysis.annotation.sentiment.after import read_after
from analysis.annotation.sentiment.before import read_before
from analysis.annotation.sentiment.grammar import fading, standing_of
from analysis.annotation.sentiment.layout import Layout, lay_out, merge_spans
from analysis.annotation.sentiment.lexicon import NAME
from analysis.annotation.sentiment.reasons import reason, signed
from analysis.annotation.sentiment.roles import Cue, Reading
from analysis.annotation.sentiment.weights import COUNTRY, OTHER, contributions
from analysis.annotation.text.dateline import dateline_end
from analysis.annotation.text.words import Tokens, tokenize
from analysis.errors import AnalysisError


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


_WHERE = frozenset(("in", "into", "near", "outside", "across"))
_AFFIXES = ("anti", "pro-", "counter-")
_NOTHING = TargetSentiment(0.0, 0, ())


def score_targets(
    tokens: Tokens,
    targets: Sequence[tuple[int, int]],
    masked: Sequence[tuple[int, int]] = (),
    thresholds: tuple[int, int] = COUNTRY,
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
    thresholds : (int, int)
        Sums of contributions, in hundredths, from which a target counts as unfavourable or favourable.

    Returns
    -------
    list of TargetSentiment
        One per target, in order.
    """
    if not targets or not tokens.sentences:
        return [_NOTHING] * len(targets)
    names = merge_spans(masked if targets is masked else [*masked, *targets])
    name_starts = [start for start, _ in names]
    sentence_starts = [sentence.start for sentence in tokens.sentences]
    laid_out: dict[int, tuple[int, Layout]] = {}  # by sentence: where it begins behind its dateline, and the rest of it
    scored = []
    for start, _ in targets:
        k = max(0, bisect_right(sentence_starts, start) - 1)
        if k not in laid_out:
            sentence = tokens.sentences[k]
            first, stop = bisect_left(name_starts, sentence.start), bisect_left(name_starts, sentence.end)
            begin = dateline_end(tokens.text, sentence.start)
            word = bisect_left(tokens.start, begin, sentence.first, sentence.stop)
            laid_out[k] = begin, lay_out(tokens, word, sentence.stop, names[max(0, first - 1) : stop])
        begin, layout = laid_out[k]
        at = max(0, bisect_right(layout.starts, start) - 1)
        scored.append(_score(layout, at, thresholds) if start >= begin else _NOTHING)
    return scored


def _score(layout: Layout, at: int, thresholds: tuple[int, int]) -> TargetSentiment:
    standing = standing_of(layout, at)
    reading = Reading(layout, standing)
    read_before(reading, read_after(reading))
    if (noun := fading(layout, standing)) >= 0:
        reading.turn(noun, standing.left)
    key = layout.keys[at]
    if key != NAME and key.startswith(_AFFIXES):
        reading.append(Cue("affix", "back" if key.startswith("pro") else "versus", 1.0, at, False))
    parts = contributions(reading, standing)
    if not parts:
        return _NOTHING
    total = sum([value for value, _ in parts])
    unfavourable, favourable = thresholds
    label = -1 if total <= unfavourable else 1 if total >= favourable else 0
    parts.sort(key=_by_size)
    target = layout.text[layout.starts[at] : layout.ends[at]]
    if layout.possessive(at):
        target = target.removesuffix("’s").removesuffix("'s")
    reasons = [reason(layout, cue, value, target) for value, cue in parts]
    if label == 0:
        reasons.append(f"together {signed(total)}: too weak to count as favourable or unfavourable")
    return TargetSentiment(tanh(total / 100), label, tuple(reasons))


def _by_size(part: tuple[int, Cue]) -> int:
    return -abs(part[0])


def check_target(text: str, start: int, end: int) -> None:
    """Refuse offsets that do not enclose a part of the text."""
    if not 0 <= start < end <= len(text):
        raise AnalysisError(
            f"The target's offsets {start}–{end} do not lie in the text of {len(text)} characters: "
            "give 0 <= start < end <= len(text)."
        )


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
    check_target(text, start, end)
    tokens = tokenize(text)
    spans = find_countries(tokens)
    thresholds = COUNTRY if _is_place(tokens, spans, start, end) else OTHER
    return score_targets(tokens, [(start, end)], [(span.start, span.end) for span in spans], thresholds)[0]


def _is_place(tokens: Tokens, spans: Sequence[CountrySpan], start: int, end: int) -> bool:
    """Whether a target is a country or another place, and not a person or an organisation."""
    kinds = {span.kind for span in spans if span.start < end and start < span.end}
    if kinds:
        return kinds != {"leader"}
    before = bisect_left(tokens.start, start) - 1
    if before >= 0 and tokens.lower[before] in _WHERE:
        return True
    # "Georgia" names the country elsewhere, if not here.
    return not {span.kind for span in find_countries(tokenize(tokens.text[start:end]))} <= {"leader"}
