"""find_republications(): which articles of a pile carry the text of which wires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.annotation.annotation import Annotation
from analysis.annotation.quotes.quotation_marks import find_marked_spans
from analysis.annotation.text.words import tokenize
from analysis.archive.credits import find_credit
from analysis.archive.index import WireIndex
from analysis.arguments import several_articles
from analysis.articles.model import Article
from analysis.comparison.alignment.align import align
from analysis.comparison.frames import typed_frame
from analysis.comparison.version import Version, version_of
from analysis.errors import AnalysisError

LEAST = 0.2  # share of the wire's narrated words that make a republication
_SHARED, _HINT = 2, 1 / 3  # prints in common, and their share of what is asked for, that make a pair worth aligning
_FEWEST = 8  # words outside quotation marks: of fewer, a name and a verb are a fifth
_MOST_WIRES = 20  # of which an article is compared word by word: the likeliest
_TURN = 512  # articles whose prints are looked up at a time
_COMMON_WORDING = ("verbatim", "house_style", "edited")
COLUMNS = {
    **dict.fromkeys(("wire_story_id", "wire_id", "wire_outlet", "story_id", "article_id", "outlet"), "str"),
    **dict.fromkeys(("containment", "carried", "narrated", "borrowed"), "float64"),
    "passages": "str",
    "longest_passage": "int64",
    "credited": "bool",
    **dict.fromkeys(("credit_place", "credit"), "str"),
}


class Match(NamedTuple):
    """
    What an article carries of a wire, by the alignment of their sentences.

    ``words``: how many words outside quotation marks it carries; ``narrated``: their share of all such words of the wire;
    ``carried``: share of the wire's words in sentences that the article has verbatim, in house style or edited; ``borrowed``:
    share of the article's words in such sentences; ``passages``: offsets in the article's text of runs of such sentences;
    ``longest``: words of the longest run. All shares are in [0, 1].
    """

    words: int
    carried: float
    narrated: float
    borrowed: float
    passages: tuple[tuple[int, int], ...]
    longest: int


def find_republications(wires: Iterable[Article], articles: Iterable[Article], least: float = LEAST) -> pd.DataFrame:
    r"""
    Find which articles carry the text of which wires.

    Parameters
    ----------
    wires : iterable of Article
        The agency's copy. All are kept in memory; see ``wirecopy find`` for more of them than fit.
    articles : iterable of Article
        The pile, read once and in turns: it may be as large as you like.
    least : float
        Share of a wire's words outside quotation marks that an article must carry, in (0, 1].

    Returns
    -------
    pandas.DataFrame
        One row for each article and wire whose text it carries, in the order of the articles, the fullest first:
        wire_story_id, wire_id, wire_outlet, story_id, article_id, outlet; containment (share of the wire's fingerprints that
        the article has), carried (share of the wire's words in sentences that the article has verbatim, in house style or
        edited), narrated (the same of words outside quotation marks, word by word), borrowed (share of the article's words
        in such sentences), all in [0, 1]; passages (offsets of what is carried in the article's text, as "0-120 300-412"),
        longest_passage (words); credited (the article says that its text is the agency's), credit_place ("byline",
        "dateline", "ending", "text") and credit (the words; both missing where there is none).

    Raises
    ------
    AnalysisError
        If ``least`` is out of range or something else than articles was given.

    Notes
    -----
    Winnowed fingerprints of five-word runs find the pairs, `align` confirms them. What two texts share in quotations may have
    been said to both, so that it confirms nothing. Runs of words that stand in a hundred wires are standing phrases and count
    for nothing. A text with fewer than 12 words in a row of the wire's may be missed, as may edited copies of wires of fewer than
    60 words; of short wires, background paragraphs alone may be a fifth (``docs/performance.md``). Of more than twenty
    likely wires of an article, the twenty likeliest are looked at. That an article carries a wire's words does not say that
    it took them from this wire.

    Examples
    --------
    >>> text = "The talks in Lisbon failed on Monday after both sides could not agree on the price of herring, the hosts said."
    >>> wire = Article.from_text(text, article_id="a", outlet="Harbour Wire", role="wire")
    >>> copy = Article.from_text(text + "\nRain fell.", article_id="b", outlet="Gazette", byline="Harbour Wire")
    >>> frame = find_republications([wire], [copy])
    >>> frame[["wire_id", "article_id", "carried", "passages", "credit_place"]].values.tolist()
    [['a', 'b', 1.0, '0-110', 'byline']]
    """
    check_least(least)
    wires = several_articles(wires, "find_republications")
    index = WireIndex.of(wire.text for wire in wires)
    return typed_frame((row for _, row, _ in matches(index, wires, articles, least)), COLUMNS)


def check_least(least: float) -> None:
    """Refuse a share that nothing or everything reaches."""
    if not 0 < least <= 1:
        raise AnalysisError(f"least is {least}: give the share of a wire's words that makes a republication, above 0, at most 1.")


def matches(
    index: WireIndex, wires: Sequence[Article], articles: Iterable[Article], least: float
) -> Iterator[tuple[int, tuple[object, ...], Article]]:
    """Yield the wire's number, the row of `find_republications` and the article of each pair that the alignment confirms."""
    articles = iter(articles)
    while turn := several_articles(islice(articles, _TURN), "find_republications"):
        pairs = index.candidates([article.text for article in turn], _SHARED, least * _HINT)
        by_text: dict[int, list[tuple[float, int]]] = {}
        for text, wire, containment in zip(pairs.text.tolist(), pairs.wire.tolist(), pairs.containment.tolist(), strict=True):
            by_text.setdefault(text, []).append((containment, wire))
        for text, likely in by_text.items():
            article, rows = turn[text], []
            for containment, number in sorted(likely, key=lambda pair: (-pair[0], pair[1]))[:_MOST_WIRES]:
                wire = wires[number]
                if _is_itself(wire, article):
                    continue
                match = confirm(wire.text, article.text)
                if match.narrated >= least and match.words >= _FEWEST:
                    rows.append((match.carried, number, _row(wire, article, containment, match)))
            yield from ((number, row, article) for _, number, row in sorted(rows, key=lambda found: -found[0]))


def confirm(wire: str, article: str) -> Match:
    """Align two texts and tell what the second carries of the first."""
    ours, theirs = _read(wire), _read(article)
    links = [link for link in align(ours, theirs).links if link.relation in _COMMON_WORDING]
    there: dict[int, set[str]] = {}
    for link in links:
        there.setdefault(link.wire, set()).update(theirs.words(link.republication))
    narrated = [(key, number) for key, number, quoted in zip(ours.keys, ours.sentence, ours.quoted, strict=True) if not quoted]
    shared = sum(key in there.get(number, ()) for key, number in narrated)
    runs = _runs(sorted({link.republication for link in links}))
    sizes, other_sizes = ([s.stop - s.first for s in version.annotation.sentences] for version in (ours, theirs))
    words = [sum(other_sizes[first : last + 1]) for first, last in runs]
    return Match(
        shared,
        _share(sum(sizes[i] for i in there), sum(sizes)),
        _share(shared, len(narrated)),
        _share(sum(words), sum(other_sizes)),
        tuple((theirs.spans[first][0], theirs.spans[last][1]) for first, last in runs),
        max(words, default=0),
    )


@lru_cache(maxsize=512)
def _read(text: str) -> Version:
    """As much of a reading as the alignment asks for: words, sentences, and what stands in quotation marks."""
    tokens = tokenize(text)
    quotes: Any = tuple(find_marked_spans(tokens))  # of a quotation a version asks no more than where it stands
    return version_of(Annotation(tokens, quotes, (), (), np.zeros((0, 0))))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of every run of successive numbers."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _is_itself(wire: Article, article: Article) -> bool:
    return (wire.story_id, wire.article_id, wire.text) == (article.story_id, article.article_id, article.text)


def _row(wire: Article, article: Article, containment: float, match: Match) -> tuple[object, ...]:
    credit = find_credit(article, wire.outlet)
    return (
        *(wire.story_id, wire.article_id, wire.outlet, article.story_id, article.article_id, article.outlet),
        *(containment, match.carried, match.narrated, match.borrowed),
        " ".join(f"{start}-{end}" for start, end in match.passages),
        match.longest,
        *(credit is not None, *(credit or (None, None))),
    )
