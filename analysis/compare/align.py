"""Sentence links between a wire version and a republication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from analysis.annotate.annotation import Annotation, annotate
from analysis.articles.model import Article

RELATIONS = ("verbatim", "house_style", "edited", "rewritten")


@dataclass(frozen=True, slots=True)
class Link:
    """
    A wire sentence and a republication sentence that carries its content.

    Attributes
    ----------
    wire, republication : int
        Indices of the sentences.
    relation : str
        "verbatim", "house_style", "edited" or "rewritten".
    similarity : float
        In [0, 1], 1 for equal wording once house style is folded.
    moved : bool
        The link crosses the order of the others.
    """

    wire: int
    republication: int
    relation: str
    similarity: float
    moved: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """
    All links between two versions.

    Attributes
    ----------
    links : tuple of Link
        Sorted by wire sentence, then republication sentence; splits and merges share a sentence.
    wire, republication : tuple of str
        The sentences of both sides.
    """

    links: tuple[Link, ...]
    wire: tuple[str, ...]
    republication: tuple[str, ...]

    @property
    def dropped(self) -> tuple[int, ...]:
        """Wire sentences without a link."""
        linked = {link.wire for link in self.links}
        return tuple(i for i in range(len(self.wire)) if i not in linked)

    @property
    def new(self) -> tuple[int, ...]:
        """Republication sentences without a link."""
        linked = {link.republication for link in self.links}
        return tuple(j for j in range(len(self.republication)) if j not in linked)


Version = Article | Annotation | str | Sequence[str]


def sentence_texts(version: Version) -> tuple[str, ...]:
    """Sentences of a version, whatever form it comes in."""
    if isinstance(version, Article | str):
        version = annotate(version)
    if isinstance(version, Annotation):
        return tuple(version.text[s.start : s.end] for s in version.sentences)
    return tuple(version)


def align(wire: Version, republication: Version) -> Alignment:
    """Link the sentences of a republication with those of the wire."""
    a, b = sentence_texts(wire), sentence_texts(republication)
    links, used = [], set()
    for i, x in enumerate(a):
        scores = [
            (SequenceMatcher(None, x.split(), y.split(), autojunk=False).ratio(), -j) for j, y in enumerate(b) if j not in used
        ]
        if scores and max(scores)[0] > 0.4:
            ratio, j = max(scores)
            used.add(-j)
            relation = "verbatim" if x == b[-j] else "edited" if ratio > 0.6 else "rewritten"
            links.append(Link(i, -j, relation, ratio, bool(links and -j < links[-1].republication)))
    return Alignment(tuple(links), a, b)
