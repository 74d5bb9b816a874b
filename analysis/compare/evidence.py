"""evidence(): the spans that every number was counted from."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.annotate.annotation import annotate
from analysis.articles.model import Article

LAYERS = ("quote", "hedge", "reporting", "country")


def evidence(articles: Iterable[Article]) -> pd.DataFrame:
    """
    Every quotation, hedge, reporting verb and country mention, with its words.

    Parameters
    ----------
    articles : iterable of Article

    Returns
    -------
    pandas.DataFrame
        One row for each article and span: story_id, article_id, outlet, role, layer ("quote", "hedge",
        "reporting", "country"), start, end (offsets in the article's text), text, kind (of quotations
        "direct" or "scare"), entity (speaker or ISO alpha-3 country, missing where there is none), score
        (sentiment toward the country, NaN for other layers), reasons, quoted (a country mention inside
        a quotation), sentence (index).

    Examples
    --------
    >>> frame = evidence([Article.from_text("Ministers may meet in May.")])
    >>> frame.loc[frame.layer == "hedge", "text"].tolist()
    ['may']
    """
    rows = []
    nothing = (None, float("nan"), "", False)
    for article in articles:
        found = annotate(article)
        key = (article.story_id, article.article_id, article.outlet, article.role)
        spans = [
            *(("quote", q, "direct" if q.direct else "scare", q.speaker, *nothing[1:]) for q in found.quotes),
            *(("hedge", h, h.kind, *nothing) for h in found.hedges),
            *(("reporting", r, r.kind, *nothing) for r in found.reporting),
            *(("country", m, m.kind, m.country, m.score, "; ".join(m.reasons), m.quoted) for m in found.mentions),
        ]
        rows += [
            (*key, layer, s.start, s.end, s.text, kind, entity, score, reasons, quoted, found.sentence_of(s.start))
            for layer, s, kind, entity, score, reasons, quoted in spans
        ]
    columns = ["story_id", "article_id", "outlet", "role", "layer", "start", "end", "text", "kind", "entity", "score", "reasons"]
    return pd.DataFrame(rows, columns=[*columns, "quoted", "sentence"]).sort_values(
        ["story_id", "article_id", "start", "layer"], ignore_index=True, kind="stable"
    )
