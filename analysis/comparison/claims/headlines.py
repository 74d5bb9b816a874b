"""headlines(): what each headline does to the wire's headline, and what it says that its own article does not."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from analysis.annotation.annotation import Annotation, annotate
from analysis.arguments import each_story
from analysis.articles.model import Story
from analysis.comparison.alignment.align import relation_of
from analysis.comparison.claims.alarms import headline_alarms
from analysis.comparison.claims.claim_changes import claim_changes
from analysis.comparison.frames import rows_of, typed_frame
from analysis.comparison.version import version_of_sentences
from analysis.data import read_table

_SHOUTED = re.compile(r"\b[A-Z]{3,}(?:['’][A-Z]+)?\b")
_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet", "role", "headline", "relation"), "str"),
    "words": "int64",
    **dict.fromkeys(("claims", "countries", "hedges", "loaded", "capitals", "unsupported"), "str"),
    "alarms": "int64",
}


@each_story
def headlines(story: Story) -> pd.DataFrame:
    """
    What each headline does to the wire's headline, and what it says that its own article does not.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each version, the wire's first: story_id, article_id, outlet, role, headline, relation (to the wire's
        headline: "verbatim", "house_style", "edited" or "rewritten"; "" for the wire's own, and where one is missing), words,
        claims (what `claim_changes` finds against the wire's headline, as "reversed: welcomed → did not welcome", joined by
        "; "), countries (ISO codes), hedges, loaded (words that judge or alarm), capitals (words in capitals that the
        article writes small), unsupported (what the article's own text does not say, as "figure: 40"), alarms (how many of them).

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English.

    Notes
    -----
    An alarm is a figure, a country or words in quotation marks that the text lacks ("figure", "country", "quotation"), a sentence
    turned round or with the parties swapped ("reversed", "roles"), or a hedge left out of a sentence that the
    headline states as fact ("certainty"). A headline with a question mark, a colon, quotation marks or a word such as "says" states
    nothing as fact. Rounding is no other figure. Loaded words are those of ``data/loaded_words.csv``; they are no alarm.
    """
    wire, rows = story.wire, []
    for article in story.articles if story.republications else ():
        head, body = annotate(article.headline or ""), annotate(article)
        both = article is not wire and article.headline and wire.headline
        relation = _relation(wire.headline, article.headline) if both else ""
        changed = rows_of(claim_changes(wire.headline, article.headline)) if both else ()
        # What a headline that was written anew takes up and leaves is a choice, no changed claim.
        told = [c for c in changed if relation != "rewritten" or c.type not in ("added", "lost")]
        alarms = list(headline_alarms(head, body))
        key = (story.story_id, article.article_id, article.outlet, article.role, article.headline or "")
        rows.append(
            (
                *key,
                relation,
                len(head.tokens.words),
                "; ".join(f"{c.type}: {c.before} → {c.after}" for c in told),
                " ".join(dict.fromkeys(mention.country for mention in head.mentions)),
                "; ".join(hedge.text for hedge in head.hedges),
                "; ".join(_loaded(head)),
                "; ".join(_shouted(article.headline or "", body)),
                "; ".join(f"{alarm.type}: {alarm.text}" for alarm in alarms),
                len(alarms),
            )
        )
    return typed_frame(rows, _COLUMNS)


def _loaded(headline: Annotation) -> list[str]:
    words = _loaded_words()
    return [word for word, key in zip(headline.tokens.words, headline.tokens.lower, strict=True) if key in words]


@cache
def _loaded_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("loaded_words.csv"))


def _shouted(headline: str, body: Annotation) -> list[str]:
    """Words in capitals that are no abbreviation: the article writes them small, or they are loaded, or long."""
    if headline.isupper():
        return []
    small = frozenset(body.tokens.words)
    return [
        word
        for word in _SHOUTED.findall(headline)
        if word not in small and (word.lower() in small or word.lower() in _loaded_words() or len(word) > 4)
    ]


def _relation(one: str, other: str) -> str:
    return relation_of(version_of_sentences([one]), version_of_sentences([other]))[0]
