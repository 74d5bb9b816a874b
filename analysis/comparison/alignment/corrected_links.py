"""Links between sentences as people have corrected them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.articles.corrections import NO, Correction, standing
from analysis.comparison.version import Version

_LAYERS = ("link", "relation")


class SaidLink(NamedTuple):
    """What a person said of a wire sentence and a republication sentence, by their indices."""

    wire: int
    republication: int
    correction: Correction


def said_of_links(wire: Version, republication: Version) -> tuple[SaidLink, ...]:
    """
    Find what people said of the links and relations between two versions.

    Parameters
    ----------
    wire, republication : Version

    Returns
    -------
    tuple of SaidLink
        Where the words of both sides still stand. What was said of two versions holds when they change places.
    """
    one, other = wire.annotation, republication.annotation
    forth = ((c, c.wire_start, c.start) for c in standing(other.corrections, _LAYERS, other.text, one.text))
    back = ((c, c.start, c.wire_start) for c in standing(one.corrections, _LAYERS, one.text, other.text))
    places = ((_sentence_at(wire, here), _sentence_at(republication, there), c) for c, here, there in (*forth, *back))
    return tuple(SaidLink(i, j, c) for i, j, c in places if i is not None and j is not None)


def _sentence_at(version: Version, offset: int) -> int | None:
    k = bisect_right(version.spans, offset, key=lambda span: span[0]) - 1
    return k if k >= 0 and offset < version.spans[k][1] else None


def corrected_pairs(pairs: Sequence[tuple[int, int]], said: Iterable[SaidLink]) -> list[tuple[int, int]]:
    """Linked sentences without the links that people reject, and with those that they see; a relation is one of a link."""
    links = dict.fromkeys(pairs, True)
    for i, j, correction in said:
        links[i, j] = correction.label != NO
    return sorted(place for place, linked in links.items() if linked)
