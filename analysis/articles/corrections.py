"""Correction: what a person says of one thing that the kit has read, and whether its words still stand there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from analysis.articles.model import BLOCK_KINDS, Article, storable
from analysis.errors import AnalysisError

# What a person says of something that the kit tells and that is not so.
NO = "no"
_COUNTRY = re.compile(r"[A-Z]{3}( [A-Z]{3})*")
# Layer → labels that a person may give; None: any words. The later rooms' own lists are tested to say the same.
LAYERS: dict[str, tuple[str, ...] | None] = {
    "block": BLOCK_KINDS,
    "hedge": ("modal", "adverb", "evidential", "verb", "adjective_noun", "approximator", "conditional", "intention", NO),
    "country": None,
    "sentiment": ("favourable", "neutral", "unfavourable"),
    "voice": ("narrator", "source"),
    "speaker": None,
    "link": ("yes", NO),
    "relation": ("verbatim", "house_style", "edited", "rewritten"),
    "fate": ("kept", "truncated", "altered", "paraphrased", "dropped"),
    "claim": (
        *("reversed", "roles", "quotation", "figure", "name", "quantity", "date", "relation", "certainty", "attribution"),
        *("agent", "added", "lost", NO),
    ),
}
# Layers that judge a republication's words beside the wire's, and those that need words on either side.
COMPARED = ("link", "relation", "fate", "claim")
_BOTH_SIDES = ("link", "relation")
CORRECTION_COLUMNS = (
    *("layer", "article", "start", "end", "text", "wire_start", "wire_end", "wire_text"),
    *("kit", "label", "who", "when", "note"),
)
_OFFSETS = ("start", "end", "wire_start", "wire_end")


@dataclass(frozen=True, slots=True)
class Correction:
    """
    A person's label of one thing in an article.

    Parameters
    ----------
    layer : str
        One of `LAYERS`.
    article : str
        Id of the article; of the republication, where it is compared with the wire.
    start, end : int
        Offsets in the article's text, half-open; of a block its number on the page, from 0, and the next one. Both are 0 where
        the republication has no words, as of a quotation that it drops.
    text : str
        The words there, by which a changed text is noticed.
    label : str
        What the person says: one of the layer's labels, a country's ISO 3166-1 alpha-3 code (two, with a space
        between, for words that stand for both), or who speaks; "no" where what the kit tells is not so, or nobody is named.
    kit : str
        What the kit said; empty for what it did not see.
    wire_start, wire_end : int
        Offsets in the wire's text; 0 where the layer is one of an article alone.
    wire_text : str
        The wire's words.
    who, when, note : str
        Who says so, when (ISO 8601), and why.

    Raises
    ------
    AnalysisError
        If a layer or a label is unknown, the offsets are no span, or words are missing.

    Examples
    --------
    >>> Correction("hedge", "gazette", 10, 13, "may", "no", kit="modal", note="the month").fits("Talks in (May), he said.")
    False
    """

    layer: str
    article: str
    start: int
    end: int
    text: str
    label: str
    kit: str = ""
    wire_start: int = 0
    wire_end: int = 0
    wire_text: str = ""
    who: str = ""
    when: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for name in ("layer", "article", "text", "label", "kit", "wire_text", "who", "when", "note"):
            object.__setattr__(self, name, " ".join(storable(getattr(self, name), f"The correction's {name}").split()))
        for name in _OFFSETS:  # of a frame, they are numpy's
            object.__setattr__(self, name, int(getattr(self, name)))
        if self.layer not in LAYERS:
            raise AnalysisError(f"Correction layer {self.layer!r} is unknown: use one of {', '.join(LAYERS)}.")
        if not 0 <= self.start <= self.end or not 0 <= self.wire_start <= self.wire_end:
            raise AnalysisError("A correction's offsets are no span: start and wire_start count from 0 and come before the ends.")
        self._check_label()
        here, there = bool(self.text), bool(self.wire_text)
        if here != (self.start < self.end) or there != (self.wire_start < self.wire_end):
            raise AnalysisError("A correction's words and offsets do not go together: a span has its text, no span has none.")
        if there and self.layer not in COMPARED:
            raise AnalysisError(f"A correction of the layer {self.layer!r} is of one article: leave its wire columns empty.")
        if not (here and there if self.layer in _BOTH_SIDES else there if self.layer == "fate" else here or there):
            raise AnalysisError(f"A correction of the layer {self.layer!r} lacks the words that it is about: fill in its text.")

        if self.layer == "fate" and self.label != "dropped" and not here:
            raise AnalysisError(f"A quotation that is {self.label!r} has words in the republication: give their place and text.")

    def _check_label(self) -> None:
        allowed = LAYERS[self.layer]
        if allowed is not None and self.label not in allowed:
            raise AnalysisError(f"Label {self.label!r} is unknown in layer {self.layer!r}: use one of {', '.join(allowed)}.")
        if self.layer == "country" and self.label != NO and not _COUNTRY.fullmatch(self.label):
            raise AnalysisError(f"Label {self.label!r} is no country: use its ISO code, such as ISL, or 'no'.")
        if not self.label:
            raise AnalysisError(f"A correction of the layer {self.layer!r} has no label: say what is right, or 'no'.")

    @property
    def place(self) -> tuple[str, str, int, int, int, int]:
        """What it is about: of two corrections of one place, the later one counts."""
        return self.layer, self.article, self.start, self.end, self.wire_start, self.wire_end

    def fits(self, text: str, wire: str | None = None) -> bool:
        """Whether its words still stand in the article's text and, where that is given, in the wire's; white space apart."""
        return _stands(text, self.start, self.end, self.text) and (
            wire is None or _stands(wire, self.wire_start, self.wire_end, self.wire_text)
        )

    def block(self, article: Article) -> int | None:
        """Which block of an article it is about: the one at its number, or the only one, with its words; None if there is none."""
        same = [k for k, block in enumerate(article.blocks) if _squeezed(block.text) == _squeezed(self.text)]
        return self.start if self.start in same else same[0] if len(same) == 1 else None


def _stands(text: str, start: int, end: int, words: str) -> bool:
    return end <= len(text) and _squeezed(text[start:end]) == _squeezed(words)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def last_of_each(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections that count: the last one of each place, in the order in which those were given."""
    latest: dict[object, Correction] = {}
    for correction in corrections:
        latest.pop(correction.place, None)
        latest[correction.place] = correction
    return list(latest.values())


def standing(corrections: Iterable[Correction], layers: Collection[str], text: str, wire: str | None = None) -> list[Correction]:
    """The corrections of some layers that count, and whose words still stand in the article's text and, if given, the wire's."""
    return [c for c in last_of_each(corrections) if c.layer in layers and c.fits(text, wire)]


def corrected_article(article: Article, corrections: Iterable[Correction]) -> Article:
    """
    Give an article its corrections, and its blocks the kinds that a person gave them.

    Parameters
    ----------
    article : Article
    corrections : iterable of Correction
        Those of other articles are left out.

    Returns
    -------
    Article
    """
    own = tuple(correction for correction in corrections if correction.article == article.article_id)
    if not own:
        return article
    blocks = list(article.blocks)
    for correction in last_of_each(own):
        k = correction.block(article) if correction.layer == "block" else None
        if k is not None:
            blocks[k] = replace(blocks[k], kind=correction.label)
    return replace(article, blocks=tuple(blocks), corrections=own)


def from_row(row: Mapping[str, Any]) -> Correction:
    """Make a correction of the cells of a table or the values of a record; an empty offset is 0, and other columns are left."""
    values: dict[str, Any] = {name: "" if row.get(name) is None else row[name] for name in CORRECTION_COLUMNS}
    for name in _OFFSETS:
        given = str(values[name]).strip() or "0"
        if not (given.isascii() and given.isdigit() and len(given) < 10):
            raise AnalysisError(f"{name} {given[:40]!r} is no offset: give the number of characters before it, from 0.")
        values[name] = int(given)
    return Correction(**values)


def to_row(correction: Correction) -> dict[str, Any]:
    """Return the cells of a correction by column; offsets of no words are empty."""
    row = asdict(correction)
    for name in ("", "wire_"):
        if not row[f"{name}text"]:
            row[f"{name}start"] = row[f"{name}end"] = ""
    return {name: row[name] for name in CORRECTION_COLUMNS}
