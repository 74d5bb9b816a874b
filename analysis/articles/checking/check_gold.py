"""Whether the labels of a story (``gold.csv``) still fit its articles. Each finding is (line, message)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.articles.corpus.records import csv_rows
from analysis.articles.model import Article
from analysis.articles.reading import CorpusError


def check_gold(story: Path, articles: Mapping[str, Article]) -> Iterator[tuple[int | None, str]]:
    """
    Compare the labels of a story with its articles.

    Parameters
    ----------
    story : Path
        The story's folder; without a ``gold.csv`` there is nothing to check.
    articles : mapping of str to Article
        The articles by id.

    Yields
    ------
    tuple of (int or None, str)
        The line, and what does not fit: an unknown article, or a text that no longer stands in it. ``text`` and ``sentence``
        must stand in the article's body, ``wire_text`` in the wire's.
    """
    file = story / "gold.csv"
    if not file.exists():
        return
    bodies = {name: _plain(article.text) for name, article in articles.items()}
    wire = next((bodies[name] for name, article in articles.items() if article.role == "wire"), None)
    try:
        for line, row in csv_rows(file):
            name = row.get("article_id", "")
            if name not in bodies:
                yield line, f"there is no article {name!r} in this story: correct the label's article_id."
                continue
            for column, body in (("text", bodies[name]), ("sentence", bodies[name]), ("wire_text", wire)):
                text = _plain(row.get(column) or "")
                if text and body is not None and text not in body:
                    yield line, f"the label's {column} does not stand in the article: {text[:60]!r}."
    except CorpusError as error:
        yield error.line, error.what


def _plain(text: str) -> str:
    return " ".join(text.split())
