"""What a person may judge of a mark or a sentence, for the reader's script, and what was said of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.annotation.annotation import Annotation
from analysis.articles.corrections import LAYERS, NO, Correction
from analysis.articles.model import without_controls
from analysis.comparison.alignment.pairs import Pair

BREAK = "¦"  # between the things of one mark
LABELS = json.dumps(LAYERS)


def thing(layer: str, start: Any, end: Any, now: str, wire_start: Any = "", wire_end: Any = "") -> str:
    """One thing of ``data-c``: a layer, its place, and what stands there now; offsets that are missing are empty."""
    places = ("" if pd.isna(at) else at for at in (start, end, wire_start, wire_end))
    return "\t".join(map(str, (layer, *places, " ".join(now.replace(BREAK, "|").split()))))


def told(correction: Correction | None) -> str:
    """
    Who said what of something, for whoever points at it; empty if nobody did.

    Examples
    --------
    >>> told(Correction("hedge", "gazette", 10, 13, "may", "no", kit="modal", who="Ana", when="2026-01-31T10:00:00Z"))
    'corrected by Ana, 2026-01-31: hedge modal → no'
    """
    if correction is None:
        return ""
    day = f", {correction.when[:10]}" if correction.when else ""
    note = f" ({correction.note})" if correction.note else ""
    change = f"{correction.kit or 'nothing'} → {correction.label}" if correction.kit != correction.label else correction.label
    return without_controls(f"corrected by {correction.who or 'a person'}{day}: {correction.layer} {change}{note}")


def refused(found: Annotation, layer: str) -> Iterator[Correction]:
    """Spans of a layer that a person says are none."""
    return (c for (of, _, _), c in found.said.items() if of == layer and c.label == NO)


def of_sentences(both: Pair) -> tuple[list[str], list[str]]:
    """``data-c`` of every sentence of two versions: its own place, and its links."""
    sides: tuple[dict[int, list[str]], dict[int, list[str]]] = defaultdict(list), defaultdict(list)
    for link in both.alignment.links:
        one, other = both.wire.sentences[link.wire], both.republication.sentences[link.republication]
        line = thing("relation", other.start, other.end, link.relation, one.start, one.end)
        sides[0][link.wire].append(line)
        sides[1][link.republication].append(line)
    lists = zip((both.wire, both.republication), sides, strict=True)
    first, second = (
        [BREAK.join([thing("sentence", s.start, s.end, ""), *links[k]]) for k, s in enumerate(found.sentences)]
        for found, links in lists
    )
    return first, second


def said_of_sentences(both: Pair) -> tuple[dict[int, str], dict[int, str]]:
    """What was said of the links of every sentence, by its index on either side."""
    wire: dict[int, str] = {}
    own: dict[int, str] = {}
    for said in both.alignment.said:
        wire[said.wire] = own[said.republication] = told(said.correction)
    return wire, own
