"""overview(): how much of the wire each republication carries, on one line."""

from __future__ import annotations

import pandas as pd

from analysis.articles.model import Story
from analysis.compare.align import RELATIONS
from analysis.compare.sentences import sentence_table

_FATES = (*RELATIONS, "dropped", "new")


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
        own = table[table.article_id == republication.article_id]
        row = {
            "story_id": story.story_id,
            "article_id": republication.article_id,
            "outlet": republication.outlet,
            "wire_words": int(wire.words.sum()),
            "words": int(own.words.sum()),
            "kept_share": _share(wire.words[wire.relation != "dropped"].sum(), wire.words.sum()),
            "new_share": _share(own.words[own.relation == "new"].sum(), own.words.sum()),
        }
        for fate in _FATES:
            side = own if fate == "new" else wire
            row[f"{fate}_sentences"] = int((side.relation == fate).sum())
            row[f"{fate}_words"] = int(side.words[side.relation == fate].sum())
        row["moved_sentences"] = int(wire.moved.sum())
        rows.append(row)
    columns = ["story_id", "article_id", "outlet", "wire_words", "words", "kept_share", "new_share"]
    columns += [f"{fate}_{what}" for fate in _FATES for what in ("sentences", "words")]
    return pd.DataFrame(rows, columns=[*columns, "moved_sentences"])


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")
