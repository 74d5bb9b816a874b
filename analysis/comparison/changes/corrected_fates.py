"""Fates of quotations as people have corrected them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.annotation.annotation import Annotation
from analysis.articles.corrections import Correction, standing
from analysis.comparison.changes.speaker_names import changed_speaker, speaker_of

if TYPE_CHECKING:
    from analysis.comparison.changes.fates import Fate

_IN_MARKS = ("kept", "truncated", "altered")


def corrected_fates(found: Sequence[Fate], wire: Annotation, republication: Annotation) -> tuple[Fate, ...]:
    """
    Apply what people said of the fates of quotations, and mark what rests on it or on a speaker whom they named.

    Parameters
    ----------
    found : sequence of Fate
        As the kit finds them.
    wire, republication : Annotation

    Returns
    -------
    tuple of Fate
        A quotation that a person finds in the republication is no longer "new" there.
    """
    said: dict[tuple[int | None, int | None], Correction] = {
        (c.wire_start, c.wire_end): c for c in standing(republication.corrections, ("fate",), republication.text, wire.text)
    }
    named = [[place for layer, *place in side.said if layer == "speaker"] for side in (wire, republication)]
    if not said and not any(named):
        return tuple(found)
    out = [_as_said(fate, said.get((fate.wire_start, fate.wire_end)), wire, republication) for fate in found]
    taken = [span for fate in out if fate.corrected and fate.fate in _IN_MARKS for span in _spans(fate)]
    out = [fate for fate in out if fate.fate != "new" or not _overlaps(fate, taken)]
    return tuple(
        replace(fate, corrected=True) if [fate.wire_start, fate.wire_end] in named[0] or _overlaps(fate, named[1]) else fate
        for fate in out
    )


def _spans(fate: Fate) -> list[tuple[int, int]]:
    """Where the republication has the words, if it has any."""
    return [(fate.start, fate.end)] if fate.start is not None and fate.end is not None else []


def _overlaps(fate: Fate, spans: Iterable[Sequence[int]]) -> bool:
    return any(start < mine[1] and mine[0] < end for mine in _spans(fate) for start, end in spans)


def _as_said(fate: Fate, correction: Correction | None, wire: Annotation, republication: Annotation) -> Fate:
    if correction is None:
        return fate
    if correction.label == "dropped":
        return replace(fate, fate="dropped", text=None, start=None, end=None, speaker=None, speaker_changed=False, corrected=True)
    start, end = correction.start, correction.end
    one = next((quote for quote in wire.quotes if (quote.start, quote.end) == (fate.wire_start, fate.wire_end)), None)
    other = next((quote for quote in republication.quotes if quote.direct and quote.start < end and start < quote.end), None)
    return replace(
        fate,
        fate=correction.label,
        text=republication.text[start:end],
        start=start,
        end=end,
        speaker=speaker_of(other),
        speaker_changed=one is not None and other is not None and changed_speaker(one, other),
        corrected=True,
    )
