"""edits(): typed word-level changes between linked sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import pandas as pd

from analysis.annotate.attribution import find_reporting_verbs
from analysis.annotate.hedges import find_hedges
from analysis.annotate.words import tokenize
from analysis.articles.model import Story
from analysis.compare.folding import Folded, fold
from analysis.compare.pairs import pair

EDIT_TYPES = ("house_style", "naming", "attribution", "number", "hedge", "quotation", "wording")
REWRITTEN_BELOW = 0.45
_PRONOUNS = frozenset({"he", "she", "they", "it", "his", "her", "their", "its", "him", "them"})


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
        Offsets of both in their sentences, half-open; equal where there is nothing.
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
        In order, one a changed phrase; empty below a word similarity of `REWRITTEN_BELOW`, where single
        marks would only confuse and the two sentences are better read whole.

    Examples
    --------
    >>> [(e.before, e.after, e.type) for e in word_edits("Mr Lee said 3 ships left.", "Lee said 4 ships left.")]
    [('Mr', '', 'house_style'), ('3', '4', 'number')]
    """
    a, b = fold(wire_sentence), fold(sentence)
    matcher = SequenceMatcher(None, a.keys, b.keys, autojunk=False)
    if matcher.ratio() < REWRITTEN_BELOW:
        return ()
    return tuple(_edits(wire_sentence, sentence, a, b, matcher))


def _edits(wire: str, text: str, a: Folded, b: Folded, matcher: SequenceMatcher) -> Iterator[Edit]:
    for tag, i, k, j, m in matcher.get_opcodes():
        if tag != "equal":
            ws, we = (a.start[i], a.end[k - 1]) if k > i else (_after(a, i),) * 2
            s, e = (b.start[j], b.end[m - 1]) if m > j else (_after(b, j),) * 2
            yield Edit(wire[ws:we], text[s:e], _type(wire[ws:we], text[s:e], a.keys[i:k], b.keys[j:m]), ws, we, s, e)
            continue
        for x, y in zip(range(i, k), range(j, m), strict=True):
            before, after = _gap(wire, a, x), _gap(text, b, y)
            if before[2] != after[2]:
                yield Edit(before[2], after[2], "house_style", *before[:2], *after[:2])
            one, other = wire[a.start[x] : a.end[x]], text[b.start[y] : b.end[y]]
            if one != other:
                yield Edit(one, other, "house_style", a.start[x], a.end[x], b.start[y], b.end[y])


def _after(folded: Folded, k: int) -> int:
    """Offset at which words before the k-th would be inserted."""
    return folded.end[k - 1] if k else 0


def _gap(text: str, folded: Folded, k: int) -> tuple[int, int, str]:
    """Courtesy title before a word: the letters that stand there without a key."""
    start, end = _after(folded, k), folded.start[k]
    inner = text[start:end]
    kept = inner.strip(" .,;:!?()[]“”‘’\"'—–-…\u00a0")
    at = start + inner.find(kept) if kept else start
    return at, at + len(kept), kept


def _type(before: str, after: str, wire_keys: tuple[str, ...], keys: tuple[str, ...]) -> str:
    one, other = tokenize(before), tokenize(after)
    changed = {*wire_keys} ^ {*keys}
    if any(key[0].isdigit() for key in changed):
        return "number"
    if [h.text.lower() for h in find_hedges(one)] != [h.text.lower() for h in find_hedges(other)]:
        return "hedge"
    if find_reporting_verbs(one) or find_reporting_verbs(other) or changed & _PRONOUNS:
        return "attribution"
    if before[:1].isupper() and after[:1].isupper():
        return "naming"
    return "wording"


def edits(story: Story) -> pd.DataFrame:
    """
    Typed word-level changes inside the linked sentences of a story.

    Parameters
    ----------
    story : Story

    Returns
    -------
    pandas.DataFrame
        One row for each change: story_id, article_id (of the republication), wire_sentence, sentence
        (indices), before, after (words on either side, empty for an insertion or deletion), type (one of
        `EDIT_TYPES`), wire_start, wire_end (offsets in the wire's text), start, end (in the republication's).
        Pairs of relation "rewritten" have no row: they are read as two whole sentences.
    """
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        for link in both.alignment.links:
            if link.relation == "rewritten":
                continue
            one, other = both.wire.sentences[link.wire], both.republication.sentences[link.republication]
            for e in word_edits(both.alignment.wire[link.wire], both.alignment.republication[link.republication]):
                spans = (one.start + e.wire_start, one.start + e.wire_end, other.start + e.start, other.start + e.end)
                keys = (story.story_id, republication.article_id, link.wire, link.republication)
                rows.append((*keys, e.before, e.after, e.type, *spans))
    columns = ["story_id", "article_id", "wire_sentence", "sentence", "before", "after", "type"]
    return pd.DataFrame(rows, columns=[*columns, "wire_start", "wire_end", "start", "end"])
