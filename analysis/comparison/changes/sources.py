"""sources(): who speaks in an article, in quotation marks or not, and with how many words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from analysis.annotation.annotation import Annotation, annotate
from analysis.annotation.quotes.attributions import Attribution
from analysis.arguments import several_articles
from analysis.articles.model import Article, Story
from analysis.comparison.changes.source_names import beside, called, country_of, same_name, speaks_officially, telling_stems
from analysis.comparison.folding import keys_of
from analysis.comparison.frames import typed_frame

_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet", "role", "source", "name", "description"), "str"),
    **dict.fromkeys(("named", "official"), "bool"),
    **dict.fromkeys(("words", "n", "n_direct", "n_indirect", "first_sentence", "start", "end"), "int64"),
    "spans": "object",
}


@dataclass(slots=True)
class Source:
    """
    Somebody to whom a text puts down words.

    Attributes
    ----------
    name : str or None
        None if the text names nobody.
    description : str or None
        The first words that say who it is: "Icelandic Foreign Minister", "two people familiar with the talks".
    start, end : int
        Where the text first calls the source by the words that it was found by.
    country : str or None
        Code, if a country speaks.
    attributions : list of Attribution
    keys : tuple or frozenset of str
        What the name, or else the description, is compared by.
    """

    name: str | None
    description: str | None
    start: int
    end: int
    country: str | None
    attributions: list[Attribution] = field(default_factory=list)
    keys: frozenset[str] | tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.keys = keys_of(self.name) if self.name else telling_stems(self.label)

    @property
    def named(self) -> bool:
        """Whether the text gives a name."""
        return self.name is not None

    @property
    def label(self) -> str:
        """The name, or else the description."""
        return self.name or self.description or ""

    @property
    def official(self) -> bool:
        """Whether the source speaks for a state, an authority or a body of states."""
        return self.country is not None or speaks_officially(self.name, self.description)

    def is_same(self, other: Source) -> bool:
        """Whether two sources, of one text or two, are the same by what they are called."""
        if self.country or other.country:
            return self.country == other.country
        if self.named != other.named:
            return False
        return same_name(self.keys, other.keys) if self.named else self.keys == other.keys

    def words(self, annotation: Annotation) -> set[int]:
        """Indices of the words put down to the source; what is attributed twice counts once."""
        start = annotation.tokens.start
        return {k for a in self.attributions for k in range(bisect_left(start, a.start), bisect_left(start, a.end))}

    def sentences(self, annotation: Annotation) -> set[int]:
        """Indices of the sentences in which the source's words stand."""
        return {
            k
            for a in self.attributions
            for k in range(annotation.sentence_of(a.start), annotation.sentence_of(max(a.start, a.end - 1)) + 1)
        }


def sources_of(annotation: Annotation) -> tuple[Source, ...]:
    """
    The sources of a text in the order of their first words.

    Examples
    --------
    >>> text = "Rents rise, said Ana Sol, a lawyer. “They do,” Sol added. The mayor said that they fall."
    >>> for source in sources_of(annotate(text)):
    ...     print(source.name, source.description, len(source.attributions), sep="; ")
    Ana Sol; a lawyer; 2
    None; The mayor; 1
    """
    found: list[Source] = []
    for a in annotation.attributions:
        if a.name is None:
            continue  # a pronoun that stays open may mean anybody
        words = annotation.text[a.source_start : a.source_end]
        # "she": only the name that it was resolved to tells who that is
        resolved = a.source.endswith(")") and a.source != words
        name, description = called(a.name if resolved else words, a.name)
        if name is not None and not resolved:
            description = description or beside(annotation.text, a.source_start, a.source_end)
        country = country_of(name) if name else country_of(words)
        source = Source(name, description, a.source_start, a.source_end, country)
        known = next((other for other in found if other.is_same(source)), None)
        if known is None:
            found.append(known := source)
        known.attributions.append(_without_its_source(a, annotation.text))
        known.description = known.description or description
        if name and known.name and len(name.split()) > len(known.name.split()) and not country:
            known.name, known.keys = name, source.keys
    return tuple(found)


def _without_its_source(a: Attribution, text: str) -> Attribution:
    """What is said up to its cue, where cue and source stand behind it: "Rents rise, said Ana Sol, a lawyer"."""
    if a.cue_start is None or not a.start < a.cue_start < a.source_start < a.end:
        return a
    return a._replace(end=a.start + len(text[a.start : a.cue_start].rstrip(" ,")))


def sources(articles: Article | Story | Iterable[Article | Story]) -> pd.DataFrame:
    """
    Who speaks in each article, in quotation marks or in the narrator's words.

    Parameters
    ----------
    articles : Article, Story or iterable of either

    Returns
    -------
    pandas.DataFrame
        One row for each article and source: story_id, article_id, outlet, role, source (the name, or the words for somebody
        unnamed), name (missing for somebody unnamed), description (missing where the text has none), named, official (speaks
        for a state, an authority or a body of states), words (put down to the source), n (attributions, of which n_direct in
        quotation marks and n_indirect without), first_sentence (index), start, end (offsets of the words that first name the
        source), spans (tuple of start and end of everything put down to it).

    Raises
    ------
    AnalysisError
        If something else than articles was given, or an article is in another language than English.

    Notes
    -----
    Rests on `annotate(text).attributions`: speech and opinions, not attitudes. A country that speaks is named and official. A
    pronoun that stays open has no row. "Official" as in the study of sources since Sigal, *Reporters and Officials* (1973).

    Examples
    --------
    >>> article = Article.from_text("Talks will resume, Mayor Ana Sol said. Two officials said that they would not.")
    >>> sources(article)[["source", "description", "named", "official", "words"]].values.tolist()
    [['Ana Sol', 'Mayor', True, True, 3], ['Two officials', 'Two officials', False, True, 4]]
    """
    return typed_frame((row for article in several_articles(articles, "sources") for row in _rows(article)), _COLUMNS)


def _rows(article: Article) -> Iterator[tuple]:
    annotation = annotate(article)
    for source in sources_of(annotation):
        direct = sum(a.kind == "direct" for a in source.attributions)
        n = len(source.attributions)
        yield (
            *(article.story_id, article.article_id, article.outlet, article.role, source.label, source.name, source.description),
            *(source.named, source.official, len(source.words(annotation)), n, direct, n - direct),
            *(min(source.sentences(annotation)), source.start, source.end),
            tuple((a.start, a.end) for a in source.attributions),
        )
