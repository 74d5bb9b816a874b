"""Quotations: what stands inside quotation marks, and who says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.annotate.words import Tokens


@dataclass(frozen=True, slots=True)
class Quote:
    """
    A run of text inside quotation marks.

    Attributes
    ----------
    start, end : int
        Offsets inside the marks, half-open.
    text : str
    speaker : str or None
        Who says it, as the text names them (a pronoun is resolved to the person named last); None if the text does not say.
    cue : str or None
        The reporting word that joins quotation and speaker ("said", "according to").
    direct : bool
        False for scare quotes, titles and words mentioned as words.
    words : int
        Words inside the marks.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    cue: str | None
    direct: bool
    words: int


def find_quotes(tokens: Tokens) -> tuple[Quote, ...]:
    """Find every quotation of a text, in order."""
    out = []
    for match in re.finditer(r"“([^“”\n]+)”|\"([^\"\n]+)\"", tokens.text):
        start, end = match.start() + 1, match.end() - 1
        inside = sum(start <= a < end for a in tokens.start)
        out.append(Quote(start, end, tokens.text[start:end], None, None, inside > 2, inside))
    return tuple(out)
