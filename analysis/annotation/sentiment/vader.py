"""VADER by sentence: a second method to hold the directed one against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from analysis.annotation.countries.mentions import find_countries
from analysis.annotation.sentiment.layout import merge_spans
from analysis.annotation.sentiment.score import check_target
from analysis.annotation.text.words import Tokens, tokenize
from analysis.data import read_table

if TYPE_CHECKING:
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

# VADER finds a tone in names ("united" is +1.8) and emphasis in capitals ("US"): every name is read as this one.
_MASK = "Someland"


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    # NLTK costs time and memory that only this method needs.
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    class Analyzer(SentimentIntensityAnalyzer):
        """NLTK's analyzer with the lexicon of this kit: NLTK's own constructor refuses files outside its data path."""

        def __init__(self) -> None:
            self.lexicon = {row["token"]: float(row["mean"]) for row in read_table("vader_lexicon.csv")}
            self.constants = VaderConstants()

    return Analyzer()


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[Tokens, tuple[tuple[int, int], ...], list[int]]:
    tokens = tokenize(text)
    names = tuple(merge_spans([(span.start, span.end) for span in find_countries(tokens)]))
    return tokens, names, [sentence.start for sentence in tokens.sentences]


@lru_cache(maxsize=4096)
def _compound(sentence: str) -> float:
    return float(_analyzer().polarity_scores(sentence)["compound"])


def vader_sentiment(text: str, start: int, end: int) -> float:
    """
    VADER's compound score of the sentence that a target stands in.

    Parameters
    ----------
    text : str
    start, end : int
        Offsets of the target, half-open.

    Returns
    -------
    float
        In [-1, 1]; negative is unfavourable. 0 if the sentence has no word that VADER knows.

    Raises
    ------
    AnalysisError
        If the offsets do not enclose at least one character of the text.

    Notes
    -----
    Names of countries, the target among them, are masked before scoring. The score says how the sentence sounds, not
    whom it concerns: two countries of one sentence get the same. NLTK's implementation of C.J. Hutto and E. Gilbert,
    VADER (ICWSM 2014), with the lexicon of vaderSentiment 3.3.2.

    Examples
    --------
    >>> text = "Japan accused Russia of a cruel attack."
    >>> vader_sentiment(text, 0, 5) == vader_sentiment(text, 14, 20)
    True
    >>> vader_sentiment(text, 0, 5)
    -0.8442
    """
    check_target(text, start, end)
    tokens, names, begins = _read(text)
    if not begins:
        return 0.0
    sentence = tokens.sentences[max(0, bisect_right(begins, start) - 1)]
    first = max(0, bisect_left(names, (sentence.start, sentence.start)) - 1)
    spans = merge_spans([*names[first : bisect_left(names, (sentence.end, sentence.end))], (start, end)])
    pieces, last = [], sentence.start
    for a, b in spans:
        if last <= a < sentence.end:
            pieces += [text[last:a], _MASK]
            last = b
    pieces.append(text[last : sentence.end])
    return _compound("".join(pieces))
