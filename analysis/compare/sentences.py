"""sentence_table(): every sentence of a story with its relation to the other version and its counts."""

from __future__ import annotations

import pandas as pd

from analysis.annotate.annotation import COUNT_NAMES, Annotation, annotate
from analysis.articles.model import Article, Story
from analysis.compare.align import Link, align
from analysis.compare.frames import typed_frame
from analysis.compare.pairs import pair

# A sentence linked to several others is described by the closest of its links.
_CLOSENESS = {"verbatim": 3, "house_style": 2, "edited": 1, "rewritten": 0}
# Two outlets may well write of the same thing; only where they write the same words, somebody else wrote them first.
_SAME_WORDS = ("verbatim", "house_style", "edited")
_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "compared_with", "outlet", "role"), "str"),
    **dict.fromkeys(("sentence", "start", "end"), "int64"),
    "text": "str",
    "relation": "str",
    "similarity": "float64",
    "partners": "object",
    "moved": "bool",
    "also_in": "object",
    **dict.fromkeys(COUNT_NAMES, "int64"),
}


def sentence_table(story: Story) -> pd.DataFrame:
    """
    Every sentence of every comparison of a story.

    Parameters
    ----------
    story : Story

    Returns
    -------
    pandas.DataFrame
        One row for each comparison, version and sentence: story_id, article_id, compared_with, outlet,
        role, sentence (index), start, end (offsets in the article's text), text, relation ("verbatim",
        "house_style", "edited", "rewritten", "dropped", "new"), similarity (of the closest link, NaN
        without), partners (indices of the linked sentences), moved, also_in (other republications
        that carry this new sentence too: likely agency text that this wire version lacks), and one
        column for each count.

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
    for republication in story.republications:
        both = pair(story.wire, republication)
        also_in = _also_in(story, republication)
        by_wire: dict[int, list[Link]] = {}
        by_republication: dict[int, list[Link]] = {}
        for link in both.alignment.links:
            by_wire.setdefault(link.wire, []).append(link)
            by_republication.setdefault(link.republication, []).append(link)
        rows += _rows(story.wire, republication, both.wire, by_wire, "republication", "dropped", {})
        rows += _rows(republication, story.wire, both.republication, by_republication, "wire", "new", also_in)
    return typed_frame(rows, _COLUMNS)


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
    found = annotate(article)
    rows = [(k, s.start, s.end, found.text[s.start : s.end], *found.counts[k].tolist()) for k, s in enumerate(found.sentences)]
    kept = ("sentence", "start", "end", "text", *COUNT_NAMES)
    return typed_frame(rows, {name: kind for name, kind in _COLUMNS.items() if name in kept})


def _rows(
    article: Article, other: Article, annotation: Annotation, links: dict[int, list[Link]], side: str, alone: str, also_in: dict
) -> list[tuple]:
    rows = []
    for k, sentence in enumerate(annotation.sentences):
        own = links.get(k, [])
        best = max(own, key=lambda link: (_CLOSENESS[link.relation], link.similarity), default=None)
        rows.append(
            (
                article.story_id,
                article.article_id,
                other.article_id,
                article.outlet,
                article.role,
                k,
                sentence.start,
                sentence.end,
                annotation.text[sentence.start : sentence.end],
                best.relation if best else alone,
                best.similarity if best else float("nan"),
                tuple(getattr(link, side) for link in own),
                any(link.moved for link in own),
                also_in.get(k, ()),
                *annotation.counts[k].tolist(),
            )
        )
    return rows


def _also_in(story: Story, republication: Article) -> dict[int, tuple[str, ...]]:
    """Other republications that carry the sentences which this one has and the wire lacks."""
    own = pair(story.wire, republication)
    found: dict[int, tuple[str, ...]] = {}
    for other in story.republications:
        if other.article_id == republication.article_id:
            continue
        theirs = pair(story.wire, other)
        mine, yours = own.alignment.new, theirs.alignment.new
        links = align([own.alignment.republication[j] for j in mine], [theirs.alignment.republication[j] for j in yours]).links
        for k in dict.fromkeys(link.wire for link in links if link.relation in _SAME_WORDS):
            found[mine[k]] = (*found.get(mine[k], ()), other.article_id)
    return found
