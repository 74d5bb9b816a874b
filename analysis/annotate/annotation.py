"""annotate(): one pass over a text, one immutable result."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.annotate.attribution import ReportingVerb, find_reporting_verbs
from analysis.annotate.countries import find_countries
from analysis.annotate.hedges import HEDGE_KINDS, Hedge, find_hedges
from analysis.annotate.quotes import Quote, find_quotes
from analysis.annotate.readability import WORD_COUNTS, word_counts
from analysis.annotate.sentiment import score_targets
from analysis.annotate.words import Sentence, Tokens, tokenize
from analysis.articles.model import Article

COUNT_NAMES: tuple[str, ...] = (
    "sentences",
    "paragraphs",
    *WORD_COUNTS,
    "quotations",
    "quotations_attributed",
    "quoted_words",
    "speakers",
    "scare_quotes",
    *(f"hedges_{kind}" for kind in HEDGE_KINDS),
    "reporting_neutral",
    "reporting_loaded",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """
    A mention of a country with the sentiment that its sentence directs at it.

    Attributes
    ----------
    start, end : int
    text : str
    country : str
        ISO 3166-1 alpha-3.
    kind : str
        "name", "demonym", "capital", "government" or "leader".
    score : float
        In [-1, 1], negative is unfavourable.
    label : int
        -1, 0 or 1.
    reasons : tuple of str
    quoted : bool
        The mention stands inside a quotation: the tone is the speaker's, not the narrator's.
    """

    start: int
    end: int
    text: str
    country: str
    kind: str
    score: float
    label: int
    reasons: tuple[str, ...]
    quoted: bool


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """
    Everything that one text says, as spans and as additive counts per sentence.

    Attributes
    ----------
    text : str
    sentences : tuple of Sentence
    quotes : tuple of Quote
    hedges : tuple of Hedge
    reporting : tuple of ReportingVerb
    mentions : tuple of Mention
    counts : numpy.ndarray
        ``n_sentences × len(count_names)``; a row is what the sentence adds to each sum.
    tokens : Tokens
    """

    tokens: Tokens
    quotes: tuple[Quote, ...]
    hedges: tuple[Hedge, ...]
    reporting: tuple[ReportingVerb, ...]
    mentions: tuple[Mention, ...]
    counts: np.ndarray
    count_names: tuple[str, ...] = COUNT_NAMES

    @property
    def text(self) -> str:
        """The text that every offset refers to."""
        return self.tokens.text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in order; they do not overlap."""
        return self.tokens.sentences

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that contains an offset (the one before it, for white space between two)."""
        return max(0, bisect_right([s.start for s in self.sentences], offset) - 1)


def annotate(article_or_text: Article | str) -> Annotation:
    """
    Read a text once: sentences, quotations, hedges, reporting verbs, countries, counts.

    Parameters
    ----------
    article_or_text : Article or str
        Of an article the body alone; every newline of a string ends a paragraph.

    Returns
    -------
    Annotation
    """
    return _annotate(article_or_text if isinstance(article_or_text, str) else article_or_text.text)


@lru_cache(maxsize=512)
def _annotate(text: str) -> Annotation:
    tokens = tokenize(text)
    quotes, hedges, reporting = find_quotes(tokens), find_hedges(tokens), find_reporting_verbs(tokens)
    spans = find_countries(tokens)
    places = [(span.start, span.end) for span in spans]
    scores = score_targets(tokens, places, places)
    mentions = tuple(
        Mention(
            s.start, s.end, s.text, s.country, s.kind, t.score, t.label, t.reasons, any(q.start <= s.start < q.end for q in quotes)
        )
        for s, t in zip(spans, scores, strict=True)
    )
    counts = _counts(tokens, quotes, hedges, reporting)
    counts.flags.writeable = False
    return Annotation(tokens, quotes, hedges, reporting, mentions, counts)


def _counts(
    tokens: Tokens, quotes: tuple[Quote, ...], hedges: tuple[Hedge, ...], reporting: tuple[ReportingVerb, ...]
) -> np.ndarray:
    column = {name: k for k, name in enumerate(COUNT_NAMES)}
    counts = np.zeros((len(tokens.sentences), len(COUNT_NAMES)), dtype=np.int64)
    begins = [s.start for s in tokens.sentences]
    paragraph = -1
    for row, sentence in enumerate(tokens.sentences):
        counts[row, column["sentences"]] = 1
        counts[row, column["paragraphs"]] = int(sentence.paragraph != paragraph)
        paragraph = sentence.paragraph
        for word in tokens.words[sentence.first : sentence.stop]:
            counts[row, 2 : 2 + len(WORD_COUNTS)] += word_counts(word)

    def row_of(offset: int) -> int:
        return max(0, bisect_right(begins, offset) - 1)

    speakers = set()
    for quote in quotes:
        row = row_of(quote.start)
        if not quote.direct:
            counts[row, column["scare_quotes"]] += 1
            continue
        counts[row, column["quotations"]] += 1
        counts[row, column["quotations_attributed"]] += quote.speaker is not None
        if quote.speaker is not None and quote.speaker not in speakers:
            speakers.add(quote.speaker)
            counts[row, column["speakers"]] += 1
        for a in tokens.start[bisect_right(tokens.end, quote.start) :]:
            if a >= quote.end:
                break
            counts[row_of(a), column["quoted_words"]] += 1
    for span in hedges:
        counts[row_of(span.start), column[f"hedges_{span.kind}"]] += 1
    for span in reporting:
        counts[row_of(span.start), column[f"reporting_{span.kind}"]] += 1
    return counts
