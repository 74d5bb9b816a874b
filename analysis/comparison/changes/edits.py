"""edits(): typed word-level changes between linked sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from analysis.annotation.annotation import annotate
from analysis.arguments import each_story
from analysis.articles.model import Story
from analysis.comparison.alignment.align import EDITED_FROM
from analysis.comparison.alignment.pairs import Pair, pair
from analysis.comparison.alignment.similarity import word_similarity
from analysis.comparison.changes.edit_types import EDIT_TYPES, edit_type
from analysis.comparison.changes.word_classes import is_negation
from analysis.comparison.changes.word_diff import changes
from analysis.comparison.frames import typed_frame
from analysis.comparison.version import Version, version_of

__all__ = ["EDIT_TYPES", "Edit", "edits", "word_edits"]

_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id"), "str"),
    **dict.fromkeys(("wire_sentence", "sentence"), "int64"),
    **dict.fromkeys(("before", "after", "type"), "str"),
    **dict.fromkeys(("wire_start", "wire_end", "start", "end"), "int64"),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One changed phrase.

    Attributes
    ----------
    before, after : str
        The words on the wire's side and on the republication's; empty for an insertion or a deletion.
    type : str
        One of `EDIT_TYPES`.
    wire_start, wire_end, start, end : int
        Offsets of both in their texts, half-open; equal where there is nothing.
    """

    before: str
    after: str
    type: str
    wire_start: int
    wire_end: int
    start: int
    end: int


def word_edits(wire_sentence: str, sentence: str) -> tuple[Edit, ...]:
    """
    Typed changes that turn a wire sentence into a republication's.

    Parameters
    ----------
    wire_sentence, sentence : str

    Returns
    -------
    tuple of Edit
        In order, one a changed phrase; empty below a word similarity of 0.45, where single marks would only
        confuse and the two sentences are better read whole (relation "rewritten").

    Notes
    -----
    "house_style": the same words in another style. "quotation": marks put or removed, words changed inside them.
    "attribution": who says it, and how (said → claimed). "number": figures, measures, days and dates. "hedge":
    one added, removed or exchanged. "reversal": a negation put or removed, or a word replaced by its opposite (rose → fell).
    "naming": other words for the same person or country. "wording": the rest.
    Punctuation and the shape of quotation marks are not listed. ``benchmarks/edit_types.py`` has the accuracy.

    Examples
    --------
    >>> [(e.before, e.after, e.type) for e in word_edits("Mr Lee said 3 ships left.", "Lee said 4 ships left.")]
    [('Mr', '', 'house_style'), ('3', '4', 'number')]
    """
    return _edits(version_of(annotate(wire_sentence)), version_of(annotate(sentence)))


def _edits(wire: Version, other: Version) -> tuple[Edit, ...]:
    if word_similarity(wire.keys, other.keys) < EDITED_FROM:
        return ()
    out, denies = [], []
    for change in changes(wire, other):
        a, b, start, end = change.spans(wire, other)
        before, after = wire.annotation.text[a:b], other.annotation.text[start:end]
        out.append(Edit(before, after, edit_type(change, wire, other), a, b, start, end))
        sides = wire.keys[change.first : change.stop], other.keys[change.other_first : change.other_stop]
        denies.append(tuple(any(map(is_negation, keys)) for keys in sides))
    if (True, False) in denies and (False, True) in denies:
        # A negation that only moves turns nothing round: "did not say he knew" became "said he did not know".
        moved = [e.type == "reversal" and one != two for e, (one, two) in zip(out, denies, strict=True)]
        out = [replace(e, type="wording") if only_moved else e for e, only_moved in zip(out, moved, strict=True)]
    return tuple(out)


@lru_cache(maxsize=64)
def _edits_of(both: Pair) -> tuple[Edit, ...]:
    """Edits of a pair: the reader, the cards, the findings and the charts of one page all ask for them."""
    wire, other = version_of(both.wire), version_of(both.republication)
    read = [
        (mine, yours) for mine, yours, links in both.alignment.units() if not any(link.relation == "rewritten" for link in links)
    ]
    return tuple(edit for mine, yours in read for edit in _edits(wire.part(mine), other.part(yours)))


@each_story
def edits(story: Story) -> pd.DataFrame:
    """
    Typed word-level changes inside the linked sentences of a story.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each change: story_id, article_id (of the republication), wire_sentence, sentence
        (indices), before, after (words on either side, empty for an insertion or deletion), type (one of
        `EDIT_TYPES`, see `word_edits`), wire_start, wire_end (offsets in the wire's text), start, end (in
        the republication's). Parts of a split or merged sentence are compared as one passage. Pairs of
        relation "rewritten" have no row: they are read as two whole sentences.
    """
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        for e in _edits_of(both):
            place = both.wire.sentence_of(e.wire_start), both.republication.sentence_of(e.start)
            keys = (story.story_id, republication.article_id, *place)
            rows.append((*keys, e.before, e.after, e.type, e.wire_start, e.wire_end, e.start, e.end))
    frame = typed_frame(rows, _COLUMNS)
    return frame.sort_values(["story_id", "article_id", "start", "wire_start"], ignore_index=True, kind="stable")
