"""concordance(): words and phrases in their context, over any number of articles."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from analysis.annotation.annotation import annotate
from analysis.annotation.word_lists import word_list
from analysis.arguments import several_articles
from analysis.articles.model import Article, Story
from analysis.comparison.frames import typed_frame
from analysis.errors import AnalysisError

_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet", "role"), "str"),
    **dict.fromkeys(("sentence", "start", "end"), "int64"),
    **dict.fromkeys(("before", "text", "after"), "str"),
    "quoted": "bool",
}
_SPACE = re.compile(r"\s+")


def concordance(
    articles: Article | Story | Iterable[Article | Story], query: str | Iterable[str], *, width: int = 60
) -> pd.DataFrame:
    """
    Every place where words or phrases stand, with what stands around them.

    Parameters
    ----------
    articles : Article, Story or iterable of either
    query : str or iterable of str
        Words or phrases in whatever case, whole ones; ``*`` stands for any letters of a word: "attack*", "armed conflict".
    width : int
        Characters of context on either side.

    Returns
    -------
    pandas.DataFrame
        One row for each place, in the order of the articles and of their texts: story_id, article_id, outlet, role,
        sentence (index), start, end (offsets in the article's text), before, text, after, quoted (inside quotation marks of
        a direct quotation).

    Raises
    ------
    AnalysisError
        If the query has no words, or an article is marked as being in another language than English.

    Examples
    --------
    >>> found = concordance(Article.from_text("Rebels attacked the port. Nobody expected an attack."), "attack*", width=12)
    >>> found[["before", "text", "after"]].values.tolist()
    [['Rebels ', 'attacked', ' the port. N'], ['expected an ', 'attack', '.']]
    """
    if not isinstance(width, int) or width < 0:
        raise AnalysisError(f"concordance shows {width!r} characters of context: give a number from 0.")
    words = word_list(query)
    rows = []
    for article in several_articles(articles, "concordance"):
        found = annotate(article)
        text, quotations = found.text, [q for q in found.quotes if q.direct]
        for start, end in words.find(found.tokens):
            before, after = (_SPACE.sub(" ", part) for part in (text[max(0, start - width) : start], text[end : end + width]))
            quoted = any(q.start <= start and end <= q.end for q in quotations)
            place = (found.sentence_of(start), start, end, before, text[start:end], after, quoted)
            rows.append((article.story_id, article.article_id, article.outlet, article.role, *place))
    return typed_frame(rows, _COLUMNS)
