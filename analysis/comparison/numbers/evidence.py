"""evidence(): the spans that every number was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.annotation.annotation import annotate
from analysis.annotation.own_counts import own_counts
from analysis.arguments import several_articles
from analysis.articles.model import Article
from analysis.comparison.frames import typed_frame
from analysis.comparison.numbers.mentions import DEFAULT_KINDS, counting

LAYERS = ("quote", "hedge", "reporting", "country")  # and "own", of counts of one's own
# score, probability, voice, speaker, reasons, quoted of a layer that has none
_UNSCORED = (float("nan"), float("nan"), None, None, "", False)
_NOTHING = (None, None, *_UNSCORED)  # and entity, person
_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet", "role", "layer"), "str"),
    "start": "int64",
    "end": "int64",
    "text": "str",
    "kind": "str",
    "entity": "str",
    "person": "str",
    "score": "float64",
    "probability": "float64",
    "voice": "str",
    "speaker": "str",
    "reasons": "str",
    "quoted": "bool",
    "sentence": "int64",
    "corrected": "bool",
}
# What a person may have said of a layer's spans.
_SAID = {"quote": ("speaker",), "hedge": ("hedge",), "country": ("country", "sentiment", "voice")}


def evidence(articles: Iterable[Article], kinds: Sequence[str] = DEFAULT_KINDS) -> pd.DataFrame:
    """
    Every quotation, hedge, reporting verb and country mention, with its words.

    Parameters
    ----------
    articles : iterable of Article
    kinds : sequence of str
        Which mentions of countries are listed: by default those that `country_sentiment` counts by default. Ask both for
        the same kinds, and each mean has its mentions here.

    Returns
    -------
    pandas.DataFrame
        One row for each article and span, in the order of the articles and of their texts: story_id,
        article_id, outlet, role, layer ("quote", "hedge", "reporting", "country"; "own" of counts added by `add_metric`),
        start, end (offsets in
        the article's text), text, kind (of quotations "direct" or "scare"), entity (speaker as named there,
        or ISO alpha-3 country; missing where there is none), person (of a direct quotation, the speaker by the
        fullest name given so far, whom the metric ``speakers`` counts once; missing where nobody is named and
        where a pronoun stays open), score (sentiment toward the
        country), probability (that its label is right; both NaN for other layers), voice ("narrator" or "source":
        whose judgement it is), speaker (that source), reasons, quoted (a country mention inside a quotation),
        sentence (index), corrected (a person has judged it).

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English, or a kind is unknown.

    Examples
    --------
    >>> frame = evidence([Article.from_text("Ministers may meet in May.")])
    >>> frame.loc[frame.layer == "hedge", "text"].tolist()
    ['may']
    """
    rows, kinds = [], counting(kinds=kinds).kinds
    for article in several_articles(articles, "evidence"):
        found = annotate(article)
        key = (article.story_id, article.article_id, article.outlet, article.role)
        spans = [
            *(("quote", q, "direct", q.speaker, q.speaker_name, *_UNSCORED) for q in found.quotes if q.direct),
            *(("quote", q, "scare", *_NOTHING) for q in found.quotes if not q.direct),
            *(("hedge", h, h.kind, *_NOTHING) for h in found.hedges),
            *(("reporting", r, r.kind, *_NOTHING) for r in found.reporting),
            *(
                ("country", m, m.kind, m.country, None, m.score, m.probability, m.voice, m.speaker, "; ".join(m.reasons), m.quoted)
                for m in found.mentions
                if m.kind in kinds
            ),
        ]
        spans.sort(key=lambda row: (row[1].start, LAYERS.index(row[0])))
        of_kit = [(layer, s.start, s.end, s.text, kind, *rest) for layer, s, kind, *rest in spans]
        own = [("own", a, b, found.text[a:b], count.name, *_NOTHING) for count in own_counts() for a, b, _ in count.spans(found)]
        listed = sorted(of_kit + own, key=lambda row: row[1]) if own else of_kit
        for layer, start, end, *rest in listed:
            corrected = any((name, start, end) in found.said for name in _SAID.get(layer, ()))
            rows.append((*key, layer, start, end, *rest, found.sentence_of(start), corrected))
    return typed_frame(rows, _COLUMNS)
