"""Sentences about what stands first: what the lead keeps of the wire's lead, and what moved up or down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.annotation.annotation import Annotation
from analysis.comparison.findings.wording import Finding, Row, Spans, beginning, count, number, percent, quoted, sentence, spans_of
from analysis.comparison.stems import common_words
from analysis.comparison.version import Version, version_of

# Share of a text, and paragraphs, that a sentence must move by to be told of; how many are shown; words that a lead must lack.
_FAR, _PARAGRAPHS = 0.25, 2
_SHOWN = 3
_LEAST_MISSING = 3


def about_lead(places: Sequence[Row], own: Sequence[Row], wire: Annotation, republication: Annotation) -> Iterator[Finding]:
    """
    What the lead, the first paragraph, keeps of the wire’s lead.

    Parameters
    ----------
    places : sequence of Row
        Of `survival`, about one republication.
    own : sequence of Row
        Of `sentence_table`, the republication's side.
    wire, republication : Annotation
    """
    lead = [row for row in places if row.paragraph == wire.sentences[0].paragraph]
    opening = [k for k, s in enumerate(republication.sentences) if s.paragraph == republication.sentences[0].paragraph]
    spans = spans_of(lead), spans_of(own[k] for k in opening)
    # A paragraph of several sentences is the whole text where nobody marked where one ends.
    if len(lead) == len(places):
        return
    leading = [row for row in lead if not set(opening).isdisjoint(row.partners)]
    if leading:
        yield from _kept(version_of(wire), [row.sentence for row in lead], version_of(republication), opening, spans)
        return
    first = [row for row in places if opening[0] in row.partners]
    gone = all(row.relation == "dropped" for row in lead)
    where = "is gone" if gone else "stands further down"
    if first:
        of_wire = (*spans[0], *spans_of(first[:1]))
        text = f"It leads with paragraph {number(first[0].paragraph + 1)} of the wire, {quoted(beginning(first[0].text))}"
        yield Finding(sentence(f"{text}; the wire’s lead {where}"), of_wire, spans[1])
    else:
        text = f"Its lead matches no sentence of this wire copy: {quoted(beginning(own[0].text))}"
        yield Finding(sentence(f"{text}; the wire’s lead {where}"), *spans)


def _kept(
    wire: Version, lead: Sequence[int], republication: Version, opening: Sequence[int], spans: tuple[Spans, Spans]
) -> Iterator[Finding]:
    """How many of the telling words of the wire’s lead its own has, and which are missing."""
    own = {stem for k in opening for stem in republication.stems_of(k)}
    words = {
        wire.stems[k]: wire.annotation.text[wire.start[k] : wire.end[k]]
        for sentence_ in lead
        for k in wire.pieces(sentence_)
        if wire.stems[k] not in common_words()
    }
    missing = [word for stem, word in words.items() if stem not in own]
    if len(missing) >= _LEAST_MISSING:
        shown = ", ".join(f"“{word}”" for word in missing[:6]) + (" …" if len(missing) > 6 else "")
        share = percent(1 - len(missing) / len(words))
        text = f"Its lead has {number(len(words) - len(missing))} of the {number(len(words))} telling words of the wire’s lead"
        yield Finding(f"{text} ({share}), not {shown}.", *spans)


def about_moved(places: Sequence[Row], own: Sequence[Row]) -> Iterator[Finding]:
    """What stands at least a quarter of the text higher or lower than the order of the wire would have it: from `survival`."""
    moved = [row for row in places if row.moved]
    for direction, sign in (("up", -1), ("down", 1)):
        far = [row for row in moved if sign * (row.own_place - row.place) >= _FAR]
        rows = [row for row in far if sign * (row.own_paragraph - row.paragraph) >= _PARAGRAPHS]
        rows.sort(key=lambda row: -abs(row.own_place - row.place))
        if rows:
            shown = "; ".join(
                f"{quoted(beginning(row.text))} from paragraph {number(row.paragraph + 1)} to {number(row.own_paragraph + 1)}"
                for row in rows[:_SHOWN]
            )
            more = f", and {number(len(rows) - _SHOWN)} more" if len(rows) > _SHOWN else ""
            spans = spans_of(own[min(row.partners)] for row in rows)
            yield Finding(sentence(f"It moves {direction} {count(len(rows), 'sentence')}: {shown}{more}"), spans_of(rows), spans)
