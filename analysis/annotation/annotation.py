"""annotate(): one pass over a text, one immutable result."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import attrgetter

import numpy as np

from analysis.annotation.corrected import (
    Said,
    corrected_attributions,
    corrected_countries,
    corrected_hedges,
    corrected_mentions,
    corrected_quotes,
    said_of,
)
from analysis.annotation.countries.mentions import CountrySpan, find_countries
from analysis.annotation.hedges.hedges import HEDGE_KINDS, Hedge, find_hedges
from analysis.annotation.quotes.attributions import Attribution, find_attributions
from analysis.annotation.quotes.quotations import Quote, find_quotes
from analysis.annotation.quotes.reporting import ReportingVerb, find_reporting_verbs
from analysis.annotation.sentiment.score import TargetSentiment, score_targets
from analysis.annotation.sentiment.voice import voices
from analysis.annotation.text.dateline import dateline_end
from analysis.annotation.text.readability import WORD_COUNTS, weigh_words
from analysis.annotation.text.words import Sentence, Tokens, tokenize
from analysis.arguments import one_version
from analysis.articles.corrections import Correction
from analysis.articles.model import Article, is_english
from analysis.errors import AnalysisError

COUNT_NAMES: tuple[str, ...] = (
    "sentences",
    "paragraphs",
    "characters",
    *WORD_COUNTS,
    "quotations",
    "quotations_attributed",
    "quoted_words",
    "speakers",
    "scare_quotes",
    *(f"hedges_{kind}" for kind in HEDGE_KINDS),
    "narrator_hedges",
    "reporting_neutral",
    "reporting_loaded",
)
_COLUMN = {name: k for k, name in enumerate(COUNT_NAMES)}
_WORDS = slice(_COLUMN[WORD_COUNTS[0]], _COLUMN[WORD_COUNTS[-1]] + 1)
_SCARE, _QUOTATION = _COLUMN["scare_quotes"], _COLUMN["quotations"]
_ATTRIBUTED, _SPEAKER = _COLUMN["quotations_attributed"], _COLUMN["speakers"]
_NARRATED = _COLUMN["narrator_hedges"]
_HEDGE = {kind: _COLUMN[f"hedges_{kind}"] for kind in HEDGE_KINDS}
_REPORTING = {kind: _COLUMN[f"reporting_{kind}"] for kind in ("neutral", "loaded")}
# white space other than a plain space that may stand inside a sentence
_OTHER_SPACES = "\t\x1c\x1d\x1e\x1f\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_START = attrgetter("start")
_NO_COUNTS = np.zeros((0, len(COUNT_NAMES)), dtype=np.int64)
# Characters. News items are shorter and keep some 0.2 MB each; 512 texts of 100,000 characters would keep 2 GB.
_LONG = 20_000


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
        The mention stands inside a quotation.
    probability : float
        In [0, 1]: how likely a careful reader gives this label.
    voice : str
        Whose judgement it is: "narrator" or "source".
    speaker : str or None
        The source as the text names it.
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
    probability: float
    voice: str
    speaker: str | None


@dataclass(frozen=True, eq=False)
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
        The narrator's; verbs inside a quotation are the speaker's choice.
    attributions : tuple of Attribution
        Direct and indirect speech with its source; found when first asked for.
    mentions : tuple of Mention
        Found when first asked for: no count needs them, and judging them takes as long as all the rest.
    counts : numpy.ndarray
        ``n_sentences × len(count_names)``; a row is what the sentence adds to each sum.
    tokens : Tokens
    corrections : tuple of Correction
        What people said of the article; all of the above is as they say.
    """

    tokens: Tokens
    quotes: tuple[Quote, ...]
    hedges: tuple[Hedge, ...]
    reporting: tuple[ReportingVerb, ...]
    counts: np.ndarray
    count_names: tuple[str, ...] = COUNT_NAMES
    corrections: tuple[Correction, ...] = ()

    @property
    def text(self) -> str:
        """The text that every offset refers to."""
        return self.tokens.text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in order; they do not overlap."""
        return self.tokens.sentences

    @cached_property
    def said(self) -> Said:
        """What people said of this text alone, where its words still stand, by layer, start and end."""
        return said_of(self.text, self.corrections)

    @cached_property
    def countries(self) -> tuple[CountrySpan, ...]:
        """Every span that stands for a country, in order, also in datelines; found when first asked for."""
        found = tuple(find_countries(self.tokens)) if self.sentences else ()
        return corrected_countries(found, self.text, self.said) if self.said else found

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Everything that the text attributes to a source, in marks or not, in order; found when first asked for."""
        found = find_attributions(self.tokens) if self.sentences else ()
        return corrected_attributions(found, self.text, self.quotes, self.said) if self.said else found

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """
        Mentions of countries in order, with the sentiment directed at each.

        A dateline mentions none: it says where a report was filed, and outlets drop it.
        """
        if not self.sentences:
            return ()
        found = self.countries
        names = [(span.start, span.end) for span in found]
        filed = [(start, dateline_end(self.text, start)) for start, _ in self.tokens.paragraphs]
        at = _inside(filed, [span.start for span in found])
        spans = [s for s, of_dateline in zip(found, at, strict=True) if not of_dateline or ("country", s.start, s.end) in self.said]
        places = [(span.start, span.end) for span in spans]
        quotations = [(quote.start, quote.end) for quote in self.quotes]
        scores = score_targets(self.tokens, places, names, [s.kind == "demonym" for s in spans], quotations)
        quoted = _inside(quotations, [span.start for span in spans])
        heard = voices(self.tokens, [span.start for span in spans], self.quotes)
        shared = {place for place, n in Counter(places).items() if n > 1}
        scores = [_NO_SIDE if place in shared and _is_region(s) else t for place, s, t in zip(places, spans, scores, strict=True)]
        mentions = tuple(
            Mention(s.start, s.end, s.text, s.country, s.kind, t.score, t.label, t.reasons, q, t.probability, *voice)
            for s, t, q, voice in zip(spans, scores, quoted, heard, strict=True)
        )
        return corrected_mentions(mentions, self.said) if self.said else mentions

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self.counts.flags.writeable = False  # which an array that was sent does not keep

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that contains an offset (the one before it, for white space between two)."""
        return max(0, bisect_right(self.sentences, offset, key=_START) - 1)


# "A constructive approach to the Korean issue" praises neither Korea.
_NO_SIDE = TargetSentiment(0.0, 0, ("names a region of two countries: no sentiment is read",))


def _is_region(span: CountrySpan) -> bool:
    """Whether a span that stands for two countries names what lies between them, not both: "Korean", but not "the Koreas"."""
    return span.text.lower().endswith("peninsula") or (span.kind == "demonym" and " " not in span.text)


def annotate(article_or_text: Article | str) -> Annotation:
    """
    Read a text once: sentences, quotations, hedges, reporting verbs, countries, counts.

    Parameters
    ----------
    article_or_text : Article or str
        Of an article the body alone, and as people have corrected it; every newline of a string ends a paragraph.

    Returns
    -------
    Annotation

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English: no number is better than a wrong one; or if
        something else was given, such as a story.
    """
    given = one_version(article_or_text, "annotate")
    text, corrections = (given, ()) if isinstance(given, str) else (given.text, given.corrections)
    if not isinstance(given, str):
        _require_english(given)
    return _remembered(text, corrections) if len(text) < _LONG else _annotate(text, corrections)


def _require_english(article: Article) -> None:
    if not is_english(article.language):
        raise AnalysisError(
            f"Article {article.article_id!r} of story {article.story_id!r} is marked as {article.language!r}, and only English "
            "is measured: leave it out, or set its language to 'en' if it is English."
        )


@lru_cache(maxsize=512)
def _remembered(text: str, corrections: tuple[Correction, ...]) -> Annotation:
    return _annotate(text, corrections)


def _annotate(text: str, corrections: tuple[Correction, ...]) -> Annotation:
    tokens = tokenize(text)
    if not tokens.sentences:
        return Annotation(tokens, (), (), (), _NO_COUNTS)
    quotes = find_quotes(tokens)
    hedges = find_hedges(tokens, quotes)
    reporting = find_reporting_verbs(tokens, quotes)
    said = said_of(text, corrections)
    if said:
        quotes = corrected_quotes(quotes, text, said)
        hedges = corrected_hedges(hedges, tokens, quotes, said)
    counts = _counts(tokens, quotes, hedges, reporting)
    return Annotation(tokens, quotes, hedges, reporting, counts, corrections=corrections)


def _inside(spans: list[tuple[int, int]], offsets: list[int]) -> list[bool]:
    spans = sorted(spans)
    starts = [start for start, _ in spans]
    # how far the spans that began so far reach: they may be nested
    reach = list(accumulate((end for _, end in spans), max))
    return [bool(k) and reach[k - 1] > offset for offset in offsets for k in (bisect_right(starts, offset),)]


def _counts(
    tokens: Tokens, quotes: tuple[Quote, ...], hedges: tuple[Hedge, ...], reporting: tuple[ReportingVerb, ...]
) -> np.ndarray:
    starts, _, paragraphs, first, _ = zip(*tokens.sentences, strict=True)
    weights = weigh_words(tokens)
    quoted = np.zeros(len(weights), dtype=np.int64)
    spans, speakers = [], set()
    for quote in quotes:
        if not quote.direct:
            spans.append((quote.start, _SCARE))
            continue
        spans.append((quote.start, _QUOTATION))
        quoted[bisect_left(tokens.start, quote.start) : bisect_left(tokens.start, quote.end)] = 1
        if quote.speaker is not None:
            spans.append((quote.start, _ATTRIBUTED))
            if quote.speaker_name is not None and quote.speaker_name not in speakers:
                speakers.add(quote.speaker_name)
                spans.append((quote.start, _SPEAKER))
    spans += [(hedge.start, _HEDGE[hedge.kind]) for hedge in hedges]
    spans += [(hedge.start, _NARRATED) for hedge in hedges if hedge.voice == "narrator"]
    spans += [(verb.start, _REPORTING[verb.kind]) for verb in reporting]
    # sentences but for the first are entered at their starts: what stands before the first sentence's belongs to it
    offsets, columns = np.array(spans, dtype=np.intp).reshape(-1, 2).T
    cells = np.searchsorted(starts[1:], offsets, side="right") * len(COUNT_NAMES) + columns
    size = len(starts) * len(COUNT_NAMES)
    counts = np.bincount(cells, minlength=size).reshape(len(starts), len(COUNT_NAMES))
    counts[:, _COLUMN["sentences"]] = 1
    counts[:, _COLUMN["paragraphs"]] = [a != b for a, b in zip(paragraphs, (-1, *paragraphs), strict=False)]
    counts[:, _COLUMN["characters"]] = _characters(tokens)
    # every sentence has a word and every word a sentence, so sums from one first word to the next are the sentences'
    counts[:, _WORDS] = np.add.reduceat(weights, first, axis=0, dtype=np.int64)
    counts[:, _COLUMN["quoted_words"]] = np.add.reduceat(quoted, first)
    counts.flags.writeable = False
    return counts


def _characters(tokens: Tokens) -> list[int]:
    text = tokens.text
    spaces = [space for space in _OTHER_SPACES if space in text]
    counted = [s.end - s.start - text.count(" ", s.start, s.end) for s in tokens.sentences]
    for space in spaces:
        counted = [n - text.count(space, s.start, s.end) for n, s in zip(counted, tokens.sentences, strict=True)]
    return counted
