"""What an article alone says, as people have corrected it: hedges, quotations' speakers, countries, sentiment."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from analysis.annotation.countries.mentions import CountrySpan
from analysis.annotation.hedges.hedges import Hedge
from analysis.annotation.quotes.attributions import Attribution
from analysis.annotation.quotes.quotations import Quote
from analysis.annotation.text.clauses import clauses_of
from analysis.annotation.text.reported import reported_in
from analysis.annotation.text.words import Tokens
from analysis.articles.corrections import NO, Correction, standing

if TYPE_CHECKING:
    from analysis.annotation.annotation import Mention

_OF_SPANS = ("hedge", "country", "sentiment", "voice", "speaker")
_LABELS = {"unfavourable": -1, "neutral": 0, "favourable": 1}
# By layer and place: of each place the last word.
Said = Mapping[tuple[str, int, int], Correction]
Span = TypeVar("Span", Hedge, CountrySpan)


def said_of(text: str, corrections: Iterable[Correction]) -> Said:
    """The corrections of an article alone whose words still stand in its text."""
    return {(c.layer, c.start, c.end): c for c in standing(corrections, _OF_SPANS, text)}


def _others(said: Said, layer: str, found: Iterable[Hedge | CountrySpan]) -> list[Correction]:
    """What people see and the kit does not."""
    there = {(span.start, span.end) for span in found}
    return [c for (of, *place), c in said.items() if of == layer and tuple(place) not in there and c.label != NO]


def _clear_of(spans: Iterable[Span], added: Sequence[Correction]) -> list[Span]:
    """Spans that no added one overlaps: a person's takes their place."""
    return [span for span in spans if not any(c.start < span.end and span.start < c.end for c in added)]


def corrected_hedges(hedges: Sequence[Hedge], tokens: Tokens, quotes: Sequence[Quote], said: Said) -> tuple[Hedge, ...]:
    """Hedges without those that are none, with other kinds, and with those that only a person saw."""
    added = _others(said, "hedge", hedges)
    kept = []
    for hedge in _clear_of(hedges, added):
        correction = said.get(("hedge", hedge.start, hedge.end))
        if correction is None or correction.label == hedge.kind:
            kept.append(hedge)
        elif correction.label != NO:
            kept.append(hedge._replace(kind=correction.label, entry=""))
    for c in added:
        words = tokens.text[c.start : c.end]
        kept.append(Hedge(c.start, c.end, words, c.label, "", _voice(tokens, quotes, c.start), " ".join(words.lower().split())))
    return tuple(sorted(kept))


def _voice(tokens: Tokens, quotes: Sequence[Quote], offset: int) -> str:
    sentence = max(0, bisect_right(tokens.sentences, offset, key=attrgetter("start")) - 1)
    c = clauses_of(tokens, sentence)
    reported = any(c.start[r.first] <= offset < c.end[r.stop - 1] for r in reported_in(tokens, sentence))
    return "source" if reported or any(quote.start <= offset < quote.end for quote in quotes) else "narrator"


def corrected_quotes(quotes: Sequence[Quote], text: str, said: Said) -> tuple[Quote, ...]:
    """Quotations with the speakers that a person names."""
    out = []
    for quote in quotes:
        correction = said.get(("speaker", quote.start, quote.end))
        if correction is not None and correction.label not in (quote.speaker, quote.speaker_name):
            span = _nearest(text, correction) if correction.label != NO else (None, None)
            name = correction.label if correction.label != NO else None
            cue = quote.cue if name else None
            quote = quote._replace(speaker=name, speaker_name=name, cue=cue, speaker_start=span[0], speaker_end=span[1])
        out.append(quote)
    return tuple(out)


def _nearest(text: str, correction: Correction) -> tuple[int, int]:
    """Where the text names the speaker that a person gives, nearest to the quotation; nothing at its start where it does not."""
    found = [match.span() for match in re.finditer(re.escape(correction.label), text)]
    return min(found, key=lambda span: abs(span[0] - correction.start), default=(correction.start, correction.start))


def corrected_attributions(found: Sequence[Attribution], text: str, quotes: Sequence[Quote], said: Said) -> tuple[Attribution, ...]:
    """Attributions of quotations to the speakers that a person names."""
    direct = {(quote.start, quote.end) for quote in quotes if quote.direct}
    speakers = {(start, end): c for (of, start, end), c in said.items() if of == "speaker" and (start, end) in direct}
    out = [a for a in found if a.kind != "direct" or (a.start, a.end) not in speakers]
    before = {(a.start, a.end): a for a in found if a.kind == "direct"}
    for (start, end), c in speakers.items():
        known = before.get((start, end))
        if known is not None and c.label in (known.source, known.name):
            out.append(known)
        elif c.label != NO:
            cue = (known.cue_start, known.cue_end) if known is not None else (None, None)
            out.append(Attribution(start, end, *_nearest(text, c), c.label, c.label, *cue, "direct", False))
    return tuple(sorted(out, key=attrgetter("start", "end")))


def corrected_countries(spans: Sequence[CountrySpan], text: str, said: Said) -> tuple[CountrySpan, ...]:
    """Mentions without those that are none, with other countries, and with those that only a person saw, as names."""
    added = _others(said, "country", spans)
    kept = _clear_of(spans, added)
    kinds = {(span.start, span.end): span.kind for span in reversed(kept)}
    out = [span for span in kept if ("country", span.start, span.end) not in said]
    for (layer, start, end), c in said.items():
        if layer == "country" and c.label != NO and ((start, end) in kinds or c in added):
            kind = kinds.get((start, end), "name")
            out += [CountrySpan(start, end, text[start:end], code, kind) for code in c.label.split()]
    return tuple(sorted(out, key=attrgetter("start", "end")))


def corrected_mentions(mentions: Iterable[Mention], said: Said) -> tuple[Mention, ...]:
    """Mentions with the sentiment and the voice that a person gives; a label that the kit gives too leaves its score."""
    out = []
    for mention in mentions:
        place = mention.start, mention.end
        tone, voice = said.get(("sentiment", *place)), said.get(("voice", *place))
        if tone is not None:
            label = _LABELS[tone.label]
            same = label == mention.label
            reasons = mention.reasons if same else (f"a person says {tone.label}",)
            mention = replace(mention, score=mention.score if same else float(label), label=label, reasons=reasons, probability=1.0)
        if voice is not None and voice.label != mention.voice:
            mention = replace(mention, voice=voice.label, speaker=None)
        out.append(mention)
    return tuple(out)
