"""overview(): how much of the wire each republication carries, on one line."""

from __future__ import annotations

import pandas as pd

from analysis.articles.model import Story
from analysis.compare.align import RELATIONS
from analysis.compare.frames import typed_frame
from analysis.compare.sentences import sentence_table

_RELATIONS = (*RELATIONS, "dropped", "new")
_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet"), "str"),
    **dict.fromkeys(("wire_words", "words"), "int64"),
    **dict.fromkeys(("kept_share", "new_share"), "float64"),
    **{f"{relation}_{what}": "int64" for relation in _RELATIONS for what in ("sentences", "words")},
    "moved_sentences": "int64",
}


def overview(story: Story) -> pd.DataFrame:
    """
    How much of the wire each republication carries, and how.

    Parameters
    ----------
    story : Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication: story_id, article_id, outlet, wire_words, words, kept_share
        (share of the wire's words in linked sentences, in [0, 1]), new_share (share of the
        republication's words in sentences without a link), and for each relation the number of
        sentences (``verbatim_sentences`` …; wire sentences, but republication sentences for "new") and
        of their words (``verbatim_words`` …), and moved_sentences. Shares are NaN for a text without words.
    """
    table = sentence_table(story)
    rows = []
    for republication in story.republications:
        wire = table[(table.role == "wire") & (table.compared_with == republication.article_id)]
        own = table[(table.role == "republication") & (table.article_id == republication.article_id)]
        row = [story.story_id, republication.article_id, republication.outlet, wire.words.sum(), own.words.sum()]
        row += [_share(wire, wire.relation != "dropped"), _share(own, own.relation == "new")]
        for relation in _RELATIONS:
            side = own if relation == "new" else wire
            of_it = side.words[side.relation == relation]
            row += [len(of_it), of_it.sum()]
        rows.append((*row, wire.moved.sum()))
    return typed_frame(rows, _COLUMNS)


def _share(side: pd.DataFrame, of_it: pd.Series) -> float:
    words = side.words.sum()
    return float(side.words[of_it].sum() / words) if words else float("nan")
