"""Sentiment toward a target: who does what to whom, with the reasons in words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cosh, exp, tanh
from typing import NamedTuple

from analysis.annotation.countries.mentions import CountrySpan, find_countries
from analysis.annotation.quotes.quotations import find_quotes
from analysis.annotation.sentiment.features import Telling, read
from analysis.annotation.sentiment.layout import Layout, lay_out, merge_spans
from analysis.annotation.text.clauses import clauses_of
from analysis.annotation.text.dateline import dateline_end
from analysis.annotation.text.words import Tokens, tokenize
from analysis.data import read_table
from analysis.errors import AnalysisError


@dataclass(frozen=True, slots=True)
class TargetSentiment:
    """
    Sentiment of a sentence toward one target.

    Attributes
    ----------
    score : float
        In [-1, 1]; negative means the sentence puts the target in a bad light. How likely a side is taken, times how far the
        words lean to one side; the sum of the contributions that `reasons` names.
    label : int
        -1, 0 or 1.
    reasons : tuple of str
        What contributed, in words, the strongest first: ``"“accused”: criticism of Russia, −0.41"``. The last entry says so if
        the sum is too weak for a label. Empty if nothing telling was found.
    probability : float
        In [0, 1]: how likely a careful reader gives this label, as measured on labelled sentences (see docs/validity.md).
    """

    score: float
    label: int
    reasons: tuple[str, ...]
    probability: float = 1.0


class Model(NamedTuple):
    """Weights for one kind of target: feature -> (is a side taken?, which?), and what turns sums into labels."""

    weights: dict[str, tuple[float, float]]
    constant: float
    prior: float
    low: float
    high: float


_WHERE = frozenset(("in", "into", "near", "outside", "across"))
_FAINT = 0.2  # a lean below this says nothing of the side
_LEAST = 3  # hundredths that a word without a class must add to be told, and to count
_STEPS = 8  # of the path along which a score is divided among words
_GROUPS = {
    "blame": "criticism",
    "praise": "praise",
    "against": "pressure or opposition",
    "back": "support",
    "harm": "violence or force",
    "wrong": "wrongdoing",
    "good": "something good",
    "trouble": "trouble",
    "foe": "an enemy or a danger",
    "bright": "a favourable word",
    "dark": "an unfavourable word",
}
_ROLES = {
    "patient": "aimed at {}",
    "passive": "aimed at {}",
    "charge": "that {} is charged or credited with",
    "claim": "about what {} does",
    "content": "in what is said of {}",
    "agent": "by {}",
    "chain": "by {}",
    "deed": "in what {} does",
    "own": "of {}’s own",
    "describes": "that describes {}",
    "predicate": "said of {}",
    "apposition": "said of {}",
}
_PREPOSITIONS = {key: key for key in ("toward", "of", "to", "with", "from", "by", "in")}


@cache
def model_of(kind: str) -> Model:
    """The weights for "country", or for any "other" target."""
    rows = {row["feature"]: (float(row[f"{kind}_side"]), float(row[f"{kind}_lean"])) for row in read_table("sentiment_weights.csv")}
    (constant, prior), (low, high) = rows.pop("constant"), rows.pop("threshold")
    return Model({feature: pair for feature, pair in rows.items() if any(pair)}, constant, prior, low, high)


def score_targets(
    tokens: Tokens,
    targets: Sequence[tuple[int, int]],
    masked: Sequence[tuple[int, int]] = (),
    demonyms: Sequence[bool] = (),
    quotations: Sequence[tuple[int, int]] = (),
    kind: str = "country",
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
    demonyms : sequence of bool
        Whether each target is a people or an adjective; none is, if left out.
    quotations : sequence of (start, end)
        In order.
    kind : "country" or "other"
        Whose weights are used.

    Returns
    -------
    list of TargetSentiment
        One per target, in order.
    """
    if not targets or not tokens.sentences:
        return [_NOTHING] * len(targets)
    model = model_of(kind)
    names = merge_spans(masked if targets is masked else [*masked, *targets])
    name_starts = [start for start, _ in names]
    sentence_starts = [sentence.start for sentence in tokens.sentences]
    quote_starts = [start for start, _ in quotations]
    laid_out: dict[int, tuple[int, Layout]] = {}  # by sentence: where it begins behind its dateline, and the rest of it
    scored = []
    for n, (start, _) in enumerate(targets):
        k = max(0, bisect_right(sentence_starts, start) - 1)
        if k not in laid_out:
            sentence = tokens.sentences[k]
            first, stop = bisect_left(name_starts, sentence.start), bisect_left(name_starts, sentence.end)
            begin = dateline_end(tokens.text, sentence.start)
            laid_out[k] = begin, lay_out(clauses_of(tokens, k), tokens.text, begin, names[max(0, first - 1) : stop])
        begin, layout = laid_out[k]
        if start < begin or not layout.keys:
            scored.append(_NOTHING)
            continue
        at = max(0, bisect_right(layout.starts, start) - 1)
        quote = bisect_right(quote_starts, start) - 1
        quoted = quote >= 0 and start < quotations[quote][1]
        scored.append(_score(layout, at, bool(demonyms) and demonyms[n], quoted, model))
    return scored


def _score(layout: Layout, at: int, demonym: bool, quoted: bool, model: Model) -> TargetSentiment:
    standing, telling = read(layout, at, demonym, quoted)
    weights = model.weights
    start = model.constant + sum(weights[name][0] for name in standing if name in weights)
    found: list[tuple[float, float, Telling]] = []
    for word in telling:
        side = lean = 0.0
        for name, value in word.features:
            if name in weights:
                a, b = weights[name]
                side += a * value
                lean += b * value
        found.append((side, lean, word))
    total_side, total_lean = sum(side for side, _, _ in found), sum(lean for _, lean, _ in found)
    taken, favourable = _logistic(start + total_side), _logistic(total_lean + model.prior)
    low, high = taken * (1 - favourable), taken * favourable
    label = -1 if total_lean < -_FAINT and low >= model.low else 1 if total_lean > _FAINT and high >= model.high else 0
    probability = low if label < 0 else high if label else 1 - taken
    parts = _contributions(start, found, total_side, total_lean)
    if not parts:
        return TargetSentiment(0.0, 0, (), 1 - taken)
    reasons = [_reason(layout, word, value, at) for value, word in parts]
    total = sum(value for value, _ in parts)
    if label == 0:
        reasons.append(f"together {signed(total)}: too weak to count as favourable or unfavourable")
    return TargetSentiment(total / 100, label, tuple(reasons), probability)


def _contributions(start: float, found: list[tuple[float, float, Telling]], side: float, lean: float) -> list[tuple[int, Telling]]:
    """
    What each word adds to the score, in hundredths, the strongest first.

    The score is chance of a side × lean, which is no sum. As all words grow together from nothing to what they are, each adds at
    every step what it changes then (the Aumann–Shapley value): that is a sum, and it is the score. Rounded so that the reasons
    that a reader sees add up exactly.
    """
    by_side = by_lean = 0.0
    for k in range(_STEPS):
        t = (k + 0.5) / _STEPS
        chance, tilt = _logistic(start + t * side), t * lean / 2
        by_side += chance * (1 - chance) * tanh(tilt) / _STEPS
        by_lean += chance / (2 * cosh(min(abs(tilt), 300.0)) ** 2) / _STEPS
    exact = [100 * (a * by_side + b * by_lean) for a, b, _ in found]
    goal = 100 * _logistic(start + side) * tanh(lean / 2)
    if (total := sum(exact)) and abs(total) > 1e-9:
        exact = [value * goal / total for value in exact]
    parts = [(round(value), word) for value, (_, _, word) in zip(exact, found, strict=True)]
    parts = [(value, word) for value, word in parts if abs(value) >= (1 if word.group in _GROUPS else _LEAST)]
    return sorted(parts, key=lambda part: -abs(part[0]))


_NOTHING = TargetSentiment(0.0, 0, ())


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-max(-500.0, x)))


@cache
def signed(hundredths: int) -> str:
    """
    A contribution as a reader sees it.

    Examples
    --------
    >>> signed(-160)
    '−1.60'
    """
    return f"{hundredths / 100:+.2f}".replace("-", "−")


def _reason(layout: Layout, word: Telling, hundredths: int, at: int) -> str:
    """One reason: the words of the text, what they are to the target, what they contribute."""
    target = layout.text[layout.starts[at] : layout.ends[at]].removesuffix("’s").removesuffix("'s")
    words = layout.text[layout.starts[word.unit] : layout.ends[word.unit]]
    negated = " (negated)" if word.negated else ""
    what = _GROUPS.get(word.group) or ("a word of doubt or blame" if hundredths < 0 else "a word of esteem")
    template = _ROLES.get(word.role)
    if template is None:  # "noun toward": what stands behind the noun's preposition
        preposition = _PREPOSITIONS.get(word.role.rpartition(" ")[2])
        template = f"{preposition} {{}}" if preposition else "in the sentence"
    return f"“{words}”{negated}: {what} {template.format(target)}, {signed(hundredths)}"


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
    """
    check_target(text, start, end)
    tokens = tokenize(text)
    spans = find_countries(tokens)
    own = [span for span in spans if span.start < end and start < span.end]
    kind = "country" if _is_place(tokens, own, start, end) else "other"
    quotations = [(quote.start, quote.end) for quote in find_quotes(tokens)]
    masked = [(span.start, span.end) for span in spans]
    return score_targets(tokens, [(start, end)], masked, [any(span.kind == "demonym" for span in own)], quotations, kind)[0]


def _is_place(tokens: Tokens, own: Sequence[CountrySpan], start: int, end: int) -> bool:
    """Whether a target is a country or another place, and not a person or an organisation."""
    kinds = {span.kind for span in own}
    if kinds:
        return kinds != {"leader"}
    before = bisect_left(tokens.start, start) - 1
    if before >= 0 and tokens.lower[before] in _WHERE:
        return True
    # "Georgia" names the country elsewhere, if not here.
    return not {span.kind for span in find_countries(tokenize(tokens.text[start:end]))} <= {"leader"}
