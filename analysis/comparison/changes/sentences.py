"""sentence_table(): every sentence of a story with its relation to the other version and its counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from analysis.annotation.annotation import Annotation, annotate
from analysis.annotation.own_counts import count_names, counts_of, own_counts
from analysis.arguments import each_story, one_version
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.align import Link, align
from analysis.comparison.alignment.pairs import Pair, pair
from analysis.comparison.frames import typed_frame
from analysis.comparison.version import Version, version_of

# A sentence linked to several others is described by the closest of its links.
_CLOSENESS = {"verbatim": 3, "house_style": 2, "edited": 1, "rewritten": 0}
# Two outlets may well write of the same thing; only where they write the same words, somebody else wrote them first.
_COMMON_WORDING = ("verbatim", "house_style", "edited")
_SAME_WORDS = 0.75
_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "compared_with", "outlet", "role"), "str"),
    **dict.fromkeys(("sentence", "start", "end"), "int64"),
    "text": "str",
    "relation": "str",
    "similarity": "float64",
    "partners": "object",
    "moved": "bool",
    "corrected": "bool",
    "also_in": "object",
    "retold_in": "object",
}


@each_story
def sentence_table(story: Story) -> pd.DataFrame:
    """
    Every sentence of every comparison of a story.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each comparison, version and sentence: story_id, article_id, compared_with, outlet,
        role, sentence (index), start, end (offsets in the article's text), text, relation ("verbatim",
        "house_style", "edited", "rewritten", "dropped", "new"), similarity (of the closest link, NaN
        without), partners (indices of the linked sentences), moved, corrected (a person has judged a link of
        it, or that there is none), also_in (other republications that carry this new sentence in nearly the
        same words: likely agency text that this wire version lacks), retold_in (those that have it in other
        words), and one column for each count.

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English.

    Notes
    -----
    Wire sentences occur once for each republication, told apart by ``compared_with``: sum their
    counts within one comparison.
    """
    rows = []
    shared = shared_sentences(story)
    for republication in story.republications:
        both = pair(story.wire, republication)
        of_wire, own = relations(both)
        rows += _rows(story.wire, republication, both.wire, of_wire, {})
        rows += _rows(republication, story.wire, both.republication, own, shared.get(republication.article_id, {}))
    return typed_frame(rows, _COLUMNS | _count_columns())


def sentence_counts(article: Article) -> pd.DataFrame:
    """
    Every sentence of an article with what it adds to each count.

    Parameters
    ----------
    article : Article

    Returns
    -------
    pandas.DataFrame
        One row for each sentence: sentence (index), start, end (offsets in the article's text), text, and one column
        for each count. A metric is a formula over the sums of these columns, for any set of rows.

    Raises
    ------
    AnalysisError
        If the article is marked as being in another language than English.

    Examples
    --------
    >>> sentence_counts(Article.from_text("Talks may fail. Nobody knows."))[["text", "words", "hedges_modal"]].values.tolist()
    [['Talks may fail.', 3, 1], ['Nobody knows.', 2, 0]]
    """
    found = annotate(one_version(article, "sentence_counts"))
    rows = [(k, s.start, s.end, found.text[s.start : s.end], *counts_of(found)[k].tolist()) for k, s in enumerate(found.sentences)]
    return typed_frame(rows, {name: _COLUMNS[name] for name in ("sentence", "start", "end", "text")} | _count_columns())


def _count_columns() -> dict[str, str]:
    """A column for each count; one's own need not be whole numbers."""
    own = {count.name for count in own_counts()}
    return {name: "float64" if name in own else "int64" for name in count_names()}


class Relation(NamedTuple):
    """
    What became of a sentence.

    Relation and similarity of its closest link, indices of its partners, whether it moved, and whether a person said so.
    """

    relation: str
    similarity: float
    partners: tuple[int, ...]
    moved: bool
    corrected: bool


def relations(both: Pair) -> tuple[list[Relation], list[Relation]]:
    """
    Describe every sentence of two versions by its links.

    Parameters
    ----------
    both : Pair

    Returns
    -------
    wire, republication : list of Relation
        In the order of the sentences.
    """
    of_wire: list[list[Link]] = [[] for _ in both.wire.sentences]
    own: list[list[Link]] = [[] for _ in both.republication.sentences]
    for link in both.alignment.links:
        of_wire[link.wire].append(link)
        own[link.republication].append(link)
    judged_wire, judged = {said.wire for said in both.alignment.said}, {said.republication for said in both.alignment.said}
    return (
        [_relation(links, [link.republication for link in links], "dropped", k in judged_wire) for k, links in enumerate(of_wire)],
        [_relation(links, [link.wire for link in links], "new", k in judged) for k, links in enumerate(own)],
    )


def _relation(links: list[Link], partners: list[int], alone: str, corrected: bool) -> Relation:
    if not links:
        return Relation(alone, float("nan"), (), False, corrected)
    closest = max(links, key=lambda link: (_CLOSENESS[link.relation], link.similarity))
    return Relation(closest.relation, closest.similarity, tuple(partners), any(link.moved for link in links), corrected)


def _rows(
    article: Article, other: Article, annotation: Annotation, described: list[Relation], shared: dict[int, Shared]
) -> Iterator[tuple]:
    keys = (article.story_id, article.article_id, other.article_id, article.outlet, article.role)
    for k, (sentence, relation) in enumerate(zip(annotation.sentences, described, strict=True)):
        text = annotation.text[sentence.start : sentence.end]
        yield (*keys, k, sentence.start, sentence.end, text, *relation, *shared.get(k, _ALONE), *counts_of(annotation)[k].tolist())


class Shared(NamedTuple):
    """Ids of the other republications that carry a new sentence: in nearly the same words, and in other words."""

    also_in: tuple[str, ...]
    retold_in: tuple[str, ...]


_ALONE = Shared((), ())


@lru_cache(maxsize=64)
def shared_sentences(story: Story) -> dict[str, dict[int, Shared]]:
    """
    Find sentences that the wire lacks and two or more republications have.

    Parameters
    ----------
    story : Story

    Returns
    -------
    dict
        Article id -> index of a new sentence -> ids of the other republications that carry it, in order.
    """
    found: dict[str, dict[int, Shared]] = {r.article_id: {} for r in story.republications}
    new: dict[str, Version] = {}
    for republication in story.republications:
        both = pair(story.wire, republication)
        new[republication.article_id] = version_of(both.republication).part(both.alignment.new)
    for one, other in combinations(new, 2):
        links = align(new[one], new[other]).links
        common = [link for link in links if link.relation in _COMMON_WORDING]
        for here, there, side in ((one, other, "wire"), (other, one, "republication")):
            closest: dict[int, float] = {}
            for link in common:
                place = new[here].numbers[getattr(link, side)]
                closest[place] = max(closest.get(place, 0.0), link.similarity)
            for place, similarity in closest.items():
                also_in, retold_in = found[here].get(place, _ALONE)
                same = similarity >= _SAME_WORDS
                found[here][place] = Shared((*also_in, there) if same else also_in, retold_in if same else (*retold_in, there))
    return found
