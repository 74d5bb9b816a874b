"""Articles that are the same: by address, by text, nearly."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from analysis.articles.addresses import address_key
from analysis.articles.corpus.article_file import parse_article
from analysis.articles.corpus.store import article_files
from analysis.articles.lines import key
from analysis.articles.model import Article
from analysis.articles.reading import read_text
from analysis.errors import AnalysisError

_WIDTH = 5
_NEAR = 0.95
# Of a text's runs of words, those with the smallest hashes stand for all: texts that share nearly all share most of these.
_SKETCH = 32
# So many of the same are enough: what stands in every article of an outlet, or a thousand copies of a notice, costs no more.
_MOST = 30


class Duplicate(NamedTuple):
    """
    An article that another is the same as.

    ``certain`` is True if it is the same article again (same address, or same outlet and text). A text that another outlet
    published word for word is not: that is what a republication may be.
    """

    article: Article
    reason: str
    certain: bool


class DuplicateIndex:
    """
    Articles by address, by text and by runs of words, so that each new one is compared with few.

    Parameters
    ----------
    articles : iterable of Article
        What is there already.

    Notes
    -----
    The time grows with the number of articles, not with its square. Of more than 30 articles that are the same, 30 are found.

    Examples
    --------
    >>> first = Article.from_text("Talks failed on Monday.", article_id="a", outlet="Gazette")
    >>> second = Article.from_text("Talks failed on Monday.", article_id="b", outlet="Herald")
    >>> [(found.reason, found.certain) for found in DuplicateIndex([first]).find(second)]
    [('has the same text, word for word', False)]
    """

    def __init__(self, articles: Iterable[Article] = ()):
        self._urls: dict[str, list[Article]] = {}
        self._texts: dict[str, list[Article]] = {}
        self._runs: dict[tuple[str, int], list[int]] = {}
        self._articles: list[Article] = []
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Take an article in."""
        words = body_words(article)
        if article.url:
            _append(self._urls, address_key(article.url), article)
        if words:
            _append(self._texts, " ".join(words), article)
            for run in heapq.nsmallest(_SKETCH, shingles(words)):
                _append(self._runs, (key(article.outlet), run), len(self._articles))
            self._articles.append(article)

    def find(self, article: Article) -> list[Duplicate]:
        """Find what an article is the same as, the certain ones first, each once; never itself (same story, same id)."""
        words = body_words(article)
        found: dict[tuple[str, str], Duplicate] = {(article.story_id, article.article_id): Duplicate(article, "is itself", False)}
        for other in self._urls.get(address_key(article.url), ()) if article.url else ():
            found.setdefault((other.story_id, other.article_id), Duplicate(other, "has the same address", True))
        for other in self._texts.get(" ".join(words), ()) if words else ():
            same = key(other.outlet) == key(article.outlet)
            found.setdefault((other.story_id, other.article_id), Duplicate(other, "has the same text, word for word", same))
        parts = shingles(words)
        sketch = heapq.nsmallest(_SKETCH, parts)
        shared = Counter(number for run in sketch for number in self._runs.get((key(article.outlet), run), ()))
        for number in (number for number, n_runs in shared.items() if 2 * n_runs >= len(sketch)):
            other = self._articles[number]
            if (other.story_id, other.article_id) not in found:
                others = shingles(body_words(other))
                if len(parts & others) >= _NEAR * max(len(parts), len(others)):
                    found[other.story_id, other.article_id] = Duplicate(other, "has nearly the same text", True)
        return sorted(list(found.values())[1:], key=lambda duplicate: not duplicate.certain)


def name_duplicates(articles: Iterable[Article], corpus_dir: str | Path) -> list[str]:
    """
    Say, before an import, which articles are in the corpus already or come twice.

    Parameters
    ----------
    articles : iterable of Article
        The articles about to be imported.
    corpus_dir : path-like
        The corpus folder; it may not exist yet. Files in it that cannot be read are left to `check_corpus`.

    Returns
    -------
    list of str
        A sentence for each, about the most certain of those that it is the same as.
    """
    folder = Path(corpus_dir)
    index = DuplicateIndex(_readable(folder) if folder.is_dir() else ())
    sentences = []
    for article in articles:
        name = f"{article.story_id}/{article.article_id}"
        found = index.find(article)
        if found:
            first = found[0]
            other = f"{first.article.story_id}/{first.article.article_id} ({first.article.outlet})"
            others = " and others" if len(found) > 1 else ""
            advice = "leave it out, unless both are wanted" if first.certain else "right if the outlet changed nothing"
            sentences.append(f"{name} {first.reason} as {other}{others}: {advice}.")
        index.add(article)
    return sentences


def _append(lists: dict[Any, list[Any]], name: Any, entry: Any) -> None:
    entries = lists.setdefault(name, [])
    if len(entries) < _MOST:
        entries.append(entry)


def _readable(folder: Path) -> Iterator[Article]:
    for story_id, file in article_files(folder):
        try:
            yield parse_article(read_text(file), file, story_id, file.stem)
        except AnalysisError:
            continue


def body_words(article: Article) -> list[str]:
    """Return the words of an article's body, folded, without punctuation."""
    return [word for block in article.blocks if block.kind == "body" for word in words_of(block.text)]


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, without punctuation, however long it is."""
    plain = text.casefold().replace("’", "").replace("'", "")
    return "".join(char if char.isalnum() else " " for char in plain).split()


def shingles(words: list[str], width: int = _WIDTH) -> set[int]:
    """Return the hashes of all runs of ``width`` words."""
    return {hash(tuple(words[i : i + width])) for i in range(max(len(words) - width + 1, 0))}
