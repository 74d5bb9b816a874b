"""Articles that are the same: by address, by text, nearly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from analysis.articles.lines import key
from analysis.articles.model import Article

_WIDTH = 5
_NEAR = 0.95


class Duplicate(NamedTuple):
    """
    An article that another is the same as.

    ``certain`` is True if it is the same article again (same address, or same outlet and text). A text that another outlet
    published word for word is not: that is what a republication may be.
    """

    article: Article
    reason: str
    certain: bool


def find_duplicates(article: Article, others: Iterable[Article]) -> list[Duplicate]:
    """
    Find the articles of a corpus that an article is the same as.

    Parameters
    ----------
    article : Article
        A new article.
    others : iterable of Article
        The articles to look among; the article itself (same story, same id) is passed over.

    Returns
    -------
    list of Duplicate
        The certain ones first.

    Examples
    --------
    >>> first = Article.from_text("Talks failed on Monday.", article_id="a", outlet="Gazette")
    >>> second = Article.from_text("Talks failed on Monday.", article_id="b", outlet="Herald")
    >>> [(found.reason, found.certain) for found in find_duplicates(second, [first])]
    [('has the same text, word for word', False)]
    """
    words = body_words(article)
    parts = shingles(words)
    found = []
    for other in others:
        if (other.story_id, other.article_id) == (article.story_id, article.article_id):
            continue
        same_outlet = key(other.outlet) == key(article.outlet)
        if article.url and other.url and _address(article.url) == _address(other.url):
            found.append(Duplicate(other, "has the same address", True))
            continue
        other_words = body_words(other)
        if words and words == other_words:
            found.append(Duplicate(other, "has the same text, word for word", same_outlet))
        elif same_outlet and 0.9 < len(words) / max(len(other_words), 1) < 1.1:
            other_parts = shingles(other_words)
            if parts and len(parts & other_parts) >= _NEAR * max(len(parts), len(other_parts)):
                found.append(Duplicate(other, "has nearly the same text", True))
    return sorted(found, key=lambda duplicate: not duplicate.certain)


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


def _address(url: str) -> str:
    parts = urlsplit(url)
    return parts.netloc.casefold().removeprefix("www.").removeprefix("m.") + parts.path.rstrip("/").casefold()
