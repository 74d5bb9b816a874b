"""What a headline says and its article does not: figures, countries, quotations, parties, negations, hedges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from analysis.annotation.annotation import Annotation, annotate
from analysis.comparison.claims.matching import Side, match
from analysis.comparison.claims.measured import amount_of, bound_of
from analysis.comparison.claims.polarity import BORDER
from analysis.comparison.claims.reading import Claim, Reading
from analysis.comparison.claims.turned import reversed_claims, role_claims
from analysis.comparison.version import Version, version_of

ALARMS = ("reversed", "roles", "figure", "country", "quotation", "certainty")
_HEDGES = frozenset(("modal", "adverb", "evidential", "adjective_noun"))
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]|(?<!\w)[‘']([^‘’'\s](?:[^‘’']|[’'](?=\w))*)[’'](?!\w)")
# By these words, marks or shapes a headline leaves a claim open or gives it to somebody.
_OPEN = re.compile(
    r"[?“”\"‘:]|(?<!\w)'|\b(?:may|might|could|would|should|claim\w*|say|says|said|alleged(?:ly)?|accus\w+|suspect\w*|warn\w*|fear\w*"
    r"|report\w*|possibl[ey]|likely|probabl[ey]|believ\w+|think\w*|thought|expect\w*|to|hint\w*|threat\w*)\b",
    re.IGNORECASE,
)
# Share of a headline's content words that a sentence has if it is one that the headline sums up.
_SUMS_UP = 0.5
# How far a round figure, and one after "more than", may be from the figure that it stands for.
_ROUNDED, _BOUNDED = 0.05, 0.25
# Numbers in words up to which things are counted rather than measured.
_COUNTED = 4


class Alarm(NamedTuple):
    """
    Something that a headline says and its article does not.

    Attributes
    ----------
    type : str
        One of `ALARMS`.
    text : str
    start, end : int
        Offsets in the headline, half-open.
    """

    type: str
    text: str
    start: int
    end: int


def headline_alarms(headline: Annotation, body: Annotation) -> Iterator[Alarm]:
    """What a headline says and its article does not, in the order of `ALARMS`."""
    if not headline.sentences or not body.sentences:
        return
    side, text = Side(version_of(headline)), version_of(body)
    summed_up = _summed_up(side, text)
    for rule in (reversed_claims, role_claims):
        yield from _turned(rule, side, summed_up, text)
    yield from _other_figures(side, Side(text))
    there = {mention.country for mention in body.mentions}
    for mention in headline.mentions:
        if mention.country not in there and not _of_a_town(headline.text, mention.start, body.text):
            yield Alarm("country", mention.text, mention.start, mention.end)
    yield from _other_quotations(headline, text)
    if not _OPEN.search(headline.text):
        yield from _bare(side, summed_up)


def _of_a_town(headline: str, at: int, body: str) -> bool:
    """Whether a country only says where a town of the text lies: "in Lagos, Nigeria"."""
    town = re.search(r"(\w+), $", headline[:at])
    return town is not None and town[1] in body


def _summed_up(side: Side, text: Version) -> list[Side]:
    """Sentences of the text that have most of the headline's words, the fullest first, three at most."""
    words = {side.lemma[k] for k in side.content}
    found = []
    for k in range(len(text)):
        sentence = Side(text.part([k]))
        shared = len(words & set(sentence.lemma))
        if words and shared >= _SUMS_UP * len(words):
            found.append((-shared, k, sentence))
    return [sentence for _, _, sentence in sorted(found, key=lambda one: one[:2])][:3]


def _turned(rule: Callable[[Reading], Iterator[Claim]], side: Side, summed_up: list[Side], text: Version) -> Iterator[Alarm]:
    """What every sentence that the headline sums up says the other way round."""
    told = [list(rule(Reading(match(sentence, side), frozenset(), frozenset()))) for sentence in summed_up]
    if told and all(told):
        for claim in told[0]:
            words = range(claim.other_first, claim.other_stop)
            if (
                claim.type in ALARMS
                and words
                and not any(side.passage.quoted[k] for k in words)
                and not _denied_too(side, words, text)
            ):
                start, end = side.passage.start[claim.other_first], side.passage.end[claim.other_stop - 1]
                yield Alarm(claim.type, side.passage.annotation.text[start:end], start, end)


def _denied_too(side: Side, words: range, text: Version) -> bool:
    """Whether some other sentence of the text denies what the headline denies."""
    if not any(side.negation[k] for k in words):
        return False
    denied = {side.lemma[k] for k in words if not side.light[k] and not side.negation[k]}
    sentences = (Side(text.part([k])) for k in range(len(text)))
    return any(any(one.negation) and not denied.isdisjoint(one.lemma) for one in sentences)


def _other_figures(side: Side, text: Side) -> Iterator[Alarm]:
    """Figures that the text does not have, nor the sum of two, nor one that was rounded to it."""
    there = [amount_of(key) for key in text.passage.keys if key[0].isdigit()]
    sums = {a + b for n, a in enumerate(there[:200]) for b in there[:n]}
    for k, key in enumerate(side.passage.keys):
        amount = amount_of(key)
        # "Two nations" may count what the text names one by one.
        spelled = side.passage.annotation.text[side.passage.start[k]].isalpha()
        if (
            not key[0].isdigit()
            or amount <= (_COUNTED if spelled else 1)
            or key.endswith("th")
            or side.passage.annotation.text[side.passage.end[k] :][:1].isalpha()
        ):
            continue
        slack = _BOUNDED if bound_of(side, k)[0] else _ROUNDED
        rounded = amount % 10 == 0 and any(other and abs(amount / other - 1) <= slack for other in there)
        if amount not in there and amount not in sums and not rounded:
            start, end = side.passage.start[k], side.passage.end[k]
            yield Alarm("figure", side.passage.annotation.text[start:end], start, end)


def _other_quotations(headline: Annotation, text: Version) -> Iterator[Alarm]:
    """Words in quotation marks that stand nowhere in the text."""
    there = "\n".join(("", *text.stems, ""))
    for match_ in _QUOTED.finditer(headline.text):
        group = 1 if match_[1] is not None else 2
        stems = version_of(annotate(match_[group])).stems
        if stems and "\n".join(("", *stems, "")) not in there:
            yield Alarm("quotation", match_[group], *match_.span(group))


def _bare(side: Side, summed_up: list[Side]) -> Iterator[Alarm]:
    """What every sentence that the headline sums up hedges, and the headline states."""
    found = [_hedged(sentence, side) for sentence in summed_up]
    if found and all(found):
        k = found[0][0]
        start, end = side.passage.start[k], side.passage.end[k]
        yield Alarm("certainty", side.passage.annotation.text[start:end], start, end)


def _hedged(sentence: Side, side: Side) -> list[int]:
    """Words of the headline that stand for a word right behind a hedge of the sentence."""
    matched, out = match(sentence, side), []
    for hedge in sentence.passage.annotation.hedges:
        words = sentence.words(hedge.start, hedge.end) if hedge.kind in _HEDGES else []
        if words and not BORDER.search(sentence.between(words[-1])):
            after = [k for k in range(words[-1] + 1, len(sentence)) if not sentence.light[k]][:2]
            out += [matched.partner[k] for k in after if matched.how.get(k) in ("same", "moved", "alike", "phrase")][:1]
    return out
