"""Sentence links between a wire version and a republication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.annotation.annotation import Annotation, annotate
from analysis.arguments import sentences_of
from analysis.articles.model import Article
from analysis.comparison.alignment.corrected_links import SaidLink, corrected_pairs, said_of_links
from analysis.comparison.alignment.linking import link_sentences
from analysis.comparison.alignment.moves import in_order, link_weights
from analysis.comparison.alignment.similarity import word_similarity
from analysis.comparison.version import Version, version_of, version_of_sentences
from analysis.errors import AnalysisError

RELATIONS = ("verbatim", "house_style", "edited", "rewritten")
# Word similarity from which a pair is edited, with single changes to show; below, it is rewritten and read as a whole.
# Of .40, .45, .50 and .55 this agrees most often with the relations that people gave in the sample corpus.
EDITED_FROM = 0.45
_MOST_PAIRS = 16_000_000


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
        In [0, 1], 1 for equal wording once house style is folded; see `word_similarity`. Of two pairs the one with less of it is
        never the one called "edited", unless a person says so.
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
    said : tuple of SaidLink
        What people said of pairs of sentences, linked or not; the links are as they say.
    """

    links: tuple[Link, ...]
    wire: tuple[str, ...]
    republication: tuple[str, ...]
    said: tuple[SaidLink, ...] = ()

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

    def units(self) -> Iterator[tuple[list[int], list[int], list[Link]]]:
        """Wire and republication sentences that links join, split and merged ones together, and the links that join them."""
        unit_of: dict[tuple[str, int], list[Link]] = {}
        for link in self.links:
            one = unit_of.setdefault(("wire", link.wire), [])
            two = unit_of.setdefault(("republication", link.republication), one)
            one.append(link)
            if two is not one:
                one.extend(two)
                for other in two:
                    unit_of["wire", other.wire] = unit_of["republication", other.republication] = one
                unit_of["republication", link.republication] = one
        seen = set()
        for unit in unit_of.values():
            if id(unit) not in seen:
                seen.add(id(unit))
                yield sorted({link.wire for link in unit}), sorted({link.republication for link in unit}), unit


Given = Version | Article | Annotation | str | Sequence[str]


def read_version(given: Given) -> Version:
    """One reading of a version, whatever form it comes in."""
    if isinstance(given, Version):
        return given
    if isinstance(given, Article | str):
        given = annotate(given)
    return version_of(given) if isinstance(given, Annotation) else version_of_sentences(sentences_of(given, "align"))


def align(wire: Given, republication: Given) -> Alignment:
    """
    Link the sentences of a republication with those of the wire.

    Parameters
    ----------
    wire, republication : Article, Annotation, Version, str or sequence of str
        Two versions of a story; a sequence holds sentences.

    Returns
    -------
    Alignment
        One-to-one links, splits, merges and moves. ``align(b, a)`` gives the same links, mirrored.

    Raises
    ------
    AnalysisError
        If the texts have too many sentences to compare every one with every other, or something else was given.

    Notes
    -----
    Rare words and word pairs that two sentences share count most; place and neighbours decide between
    equals. A sentence joins one that is linked already if it stands in what that link leaves unexplained (a
    split or merge). Weak pairs are linked by a quotation, a figure or rare words that no other sentence has;
    names alone link nothing. A link says that content is carried, not who copied whom; a paraphrase that shares
    no rare word is not found. Time and memory grow with the product of the two lengths.

    Examples
    --------
    >>> wire = ["Talks failed on Monday.", "Mr. Okoro blamed rising costs.", "Nobody else spoke."]
    >>> links = align(wire, ["Okoro blamed rising costs.", "Nobody else spoke.", "Talks failed on Monday."]).links
    >>> [(link.wire, link.republication, link.relation, link.moved) for link in links]
    [(0, 2, 'verbatim', True), (1, 0, 'house_style', False), (2, 1, 'verbatim', False)]
    """
    a, b = read_version(wire), read_version(republication)
    if len(a) * len(b) > _MOST_PAIRS:
        raise AnalysisError(f"Texts of {len(a):,} and {len(b):,} sentences are too long to align: align them in parts.")
    if not len(a) or not len(b):
        return Alignment((), a.texts, b.texts)
    pairs = link_sentences(a, b)
    said = said_of_links(a, b)
    shared = {side: Counter(pair[side] for pair in pairs) for side in (0, 1)}
    pairs = corrected_pairs(_uncrossed(pairs, shared, a, b), said)
    relations = {(s.wire, s.republication): s.correction.label for s in said if s.correction.layer == "relation"}
    ordered = set(in_order(pairs, link_weights(pairs, a, b)))
    links = []
    for k, (i, j) in enumerate(pairs):
        relation, similarity = relation_of(a.part((i,)), b.part((j,)))
        links.append(Link(i, j, relations.get((i, j), relation), similarity, k not in ordered))
    return Alignment(tuple(links), a.texts, b.texts, said)


def _uncrossed(
    pairs: Sequence[tuple[int, int]], shared: Mapping[int, Mapping[int, int]], a: Version, b: Version
) -> list[tuple[int, int]]:
    """Join sentences that stand there several times in the order in which they stand: nobody can tell which of them moved."""
    alike: dict[tuple[str, str], list[int]] = {}
    out = list(pairs)
    for k, (i, j) in enumerate(pairs):
        if shared[0][i] == 1 == shared[1][j]:
            alike.setdefault((a.text(i), b.text(j)), []).append(k)
    for places in alike.values():
        if len(places) > 1:
            sides = (sorted(pairs[k][side] for k in places) for side in (0, 1))
            for k, pair in zip(places, zip(*sides, strict=True), strict=True):
                out[k] = pair
    return sorted(out)


def relation_of(one: Version, other: Version) -> tuple[str, float]:
    """Relation of two sentences, and the word similarity that it rests on."""
    if one.text(0).split() == other.text(0).split():
        return "verbatim", 1.0
    if one.keys and _letters(one) == _letters(other):
        return "house_style", 1.0
    similarity = word_similarity(one.keys, other.keys)
    return "edited" if similarity >= EDITED_FROM else "rewritten", similarity


def _letters(version: Version) -> tuple[str, str]:
    """Letters of the keys of a sentence, and which stand in marks: "far-sighted" and "farsighted" are the same."""
    columns = zip(version.keys, version.quoted, strict=True)
    return "".join(version.keys), "".join("1" * len(key) if quoted else "0" * len(key) for key, quoted in columns)
