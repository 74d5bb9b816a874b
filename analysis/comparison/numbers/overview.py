"""overview() and unchanged_shares(): how much of the wire each republication carries."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
import pandas as pd

from analysis.arguments import each_story
from analysis.articles.model import Story
from analysis.comparison.alignment.align import RELATIONS
from analysis.comparison.alignment.pairs import pair
from analysis.comparison.changes.edits import edits
from analysis.comparison.changes.sentences import relations
from analysis.comparison.claims.claim_changes import claims
from analysis.comparison.frames import rows_of, typed_frame
from analysis.comparison.numbers.metrics import WORDS

_RELATIONS = (*RELATIONS, "dropped", "new")
_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet"), "str"),
    **dict.fromkeys(("wire_words", "words"), "int64"),
    **dict.fromkeys(("kept_share", "new_share"), "float64"),
    **{f"{relation}_{what}": "int64" for relation in _RELATIONS for what in ("sentences", "words")},
    **dict.fromkeys(("moved_sentences", "turned_claims", "changed_claims"), "int64"),
}


@each_story
def overview(story: Story) -> pd.DataFrame:
    """
    How much of the wire each republication carries, and how.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication: story_id, article_id, outlet, wire_words, words, kept_share
        (share of the wire's words in linked sentences, in [0, 1]), new_share (share of the
        republication's words in sentences without a link), and for each relation the number of
        sentences (``verbatim_sentences`` …; wire sentences, but republication sentences for "new") and
        of their words (``verbatim_words`` …), moved_sentences, turned_claims (rows of `claims` that say the
        opposite: "reversed" and "roles") and changed_claims (all of its rows but "lost"). Shares are NaN for a text without words.
    """
    rows, changed = [], claims(story)
    for republication in story.republications:
        both = pair(story.wire, republication)
        of_wire, own = relations(both)
        wire_words, words = (side.counts[:, WORDS].tolist() for side in (both.wire, both.republication))
        # Links are counted on the wire's side, where kept and dropped sentences make up the whole.
        described = [*zip(of_wire, wire_words, strict=True)]
        described += [(relation, n) for relation, n in zip(own, words, strict=True) if relation.relation == "new"]
        found = {name: [n for relation, n in described if relation.relation == name] for name in _RELATIONS}
        wire_total, total = sum(wire_words), sum(words)
        kept_share = _share(wire_total - sum(found["dropped"]), wire_total)
        row = (story.story_id, republication.article_id, republication.outlet, wire_total, total, kept_share)
        numbers = [number for name in _RELATIONS for number in (len(found[name]), sum(found[name]))]
        kinds = changed.type[changed.article_id == republication.article_id]
        of_claims = int(kinds.isin(["reversed", "roles"]).sum()), int((kinds != "lost").sum())
        rows.append((*row, _share(sum(found["new"]), total), *numbers, sum(relation.moved for relation in of_wire), *of_claims))
    return typed_frame(rows, _COLUMNS)


def unchanged_shares(story: Story) -> dict[str, float]:
    """
    Share of the wire's words that a republication carries unchanged, for each republication's id.

    Parameters
    ----------
    story : Story

    Returns
    -------
    dict
        In [0, 1], never above ``kept_share`` of `overview`; NaN for a wire without words. A word counts if its sentence is
        linked and no change of `edits` other than house style touches it or a part of it: "US-led" that became "US-backed" was
        changed. Sentences of relation "rewritten" count for nothing: words that two of them share by chance were not kept.

    Examples
    --------
    >>> from analysis import Article
    >>> wire = Article.from_text("Both sides blamed the other on Monday. Rain fell.", role="wire")
    >>> unchanged_shares(Story("talks", "", wire, (Article.from_text("Both sides blamed the others.", article_id="b"),)))
    {'b': 0.4444444444444444}
    """
    changed = edits(story).query("type != 'house_style'")
    shares = {}
    for republication in story.republications:
        both = pair(story.wire, republication)
        start, end = both.wire.tokens.start, both.wire.tokens.end
        unchanged = np.zeros(len(start), dtype=bool)
        for sentence, relation in zip(both.wire.sentences, relations(both)[0], strict=True):
            unchanged[sentence.first : sentence.stop] = relation.relation not in ("dropped", "rewritten")
        for row in rows_of(changed[changed.article_id == republication.article_id]):
            unchanged[bisect_right(end, row.wire_start) : bisect_left(start, row.wire_end)] = False
        shares[republication.article_id] = _share(int(unchanged.sum()), len(unchanged))
    return shares


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
