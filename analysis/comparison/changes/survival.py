"""survival(): what became of every sentence of one version in all the others, and how prominent it is there."""

from __future__ import annotations

import pandas as pd

from analysis.annotation.annotation import Annotation
from analysis.arguments import each_story
from analysis.articles.model import Story
from analysis.comparison.alignment.pairs import pair
from analysis.comparison.changes.sentences import relations
from analysis.comparison.frames import typed_frame

_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "base", "outlet"), "str"),
    **dict.fromkeys(("sentence", "start", "end"), "int64"),
    "text": "str",
    "relation": "str",
    "similarity": "float64",
    "partners": "object",
    **dict.fromkeys(("moved", "corrected"), "bool"),
    "paragraph": "int64",
    "place": "float64",
    "own_paragraph": "Int64",
    "own_place": "float64",
}


@each_story
def survival(story: Story, base: str | None = None) -> pd.DataFrame:
    """
    What became of every sentence of the wire, or of another version, in each of the others.

    Parameters
    ----------
    story : Story or iterable of Story
    base : str or None
        Article id of the version whose sentences are followed; None is the wire. With a republication as the base, the wire
        is one of the others.

    Returns
    -------
    pandas.DataFrame
        One row for each other version and sentence of the base: story_id, article_id (of the version that is looked at), base
        (article id of the base), outlet (of the version), sentence (index), start, end (offsets in the base's text), text,
        relation ("verbatim", "house_style", "edited", "rewritten", "dropped"), similarity (of the closest link, in [0, 1],
        NaN where the sentence is dropped), partners (indices of the linked sentences), moved (against the order of the
        others), corrected (a person has judged a link of it, or that there is none), paragraph (index in the base), place
        (share of the base's words that stand before the sentence, in [0, 1)), own_paragraph, own_place (the same of the first
        linked sentence in the version; missing where it is dropped): how prominent it is in either.

    Raises
    ------
    AnalysisError
        If the story has no such version, or an article is marked as being in another language than English.

    Notes
    -----
    "Dropped" says that the version has no sentence that is linked to this one, not that it ever had it: of a republication as
    the base, the wire "drops" what the outlet added.

    Examples
    --------
    >>> from analysis import Article
    >>> wire = Article.from_text("Talks failed on Monday. Rain fell.", article_id="wire")
    >>> one, two = (Article.from_text(text, article_id=text[:4]) for text in ("Rain fell.", "Talks failed on Monday."))
    >>> survival(Story("talks", "", wire, (one, two)))[["article_id", "sentence", "relation"]].values.tolist()
    [['Rain', 0, 'dropped'], ['Rain', 1, 'verbatim'], ['Talk', 0, 'verbatim'], ['Talk', 1, 'dropped']]
    """
    rows = []
    seen = story if base is None else story.seen_from(base)
    for version in seen.republications:
        both = pair(seen.wire, version)
        keys = (story.story_id, version.article_id, seen.wire.article_id, version.outlet)
        places, own = _places(both.wire), _places(both.republication)
        for k, (sentence, relation) in enumerate(zip(both.wire.sentences, relations(both)[0], strict=True)):
            text = both.wire.text[sentence.start : sentence.end]
            there = own[min(relation.partners)] if relation.partners else (None, float("nan"))
            rows.append((*keys, k, sentence.start, sentence.end, text, *relation, *places[k], *there))
    return typed_frame(rows, _COLUMNS)


def _places(annotation: Annotation) -> list[tuple[int, float]]:
    """Paragraph of each sentence, and the share of the text's words that stand before it."""
    n = max(1, len(annotation.tokens.words))
    return [(sentence.paragraph, sentence.first / n) for sentence in annotation.sentences]
