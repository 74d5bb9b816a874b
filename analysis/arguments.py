"""What a function was given: one story, several stories, articles, a version. The commonest mistakes get a sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analysis.articles.model import Article, Story
from analysis.errors import AnalysisError


def one_story(given: Any, function: str) -> Story:
    """
    Return what was given if it is a story, or refuse it.

    Parameters
    ----------
    given : object
    function : str
        What the user has called, for the message.

    Examples
    --------
    >>> one_story([], "compare")
    Traceback (most recent call last):
    analysis.errors.AnalysisError: compare takes one story, and was given a list: write compare(analysis.load_story(path)).
    """
    if isinstance(given, Story):
        return given
    if _holds(given, Story):
        raise _mistake(function, "one story", given, f"for story in stories: {function}(story)")
    raise _mistake(function, "one story", given, f"{function}(analysis.load_story(path))")


def several_stories(given: Any, function: str) -> list[Story]:
    """Return what was given as a list if it is stories, or refuse it."""
    if isinstance(given, Story):
        raise _mistake(function, "several stories", given, f"{function}([story])")
    return _all(given, Story, function, "several stories", f"{function}(analysis.load_corpus(path))")


def several_articles(given: Any, function: str) -> list[Article]:
    """Return what was given as a list if it is articles, or refuse it."""
    if isinstance(given, Story):
        raise _mistake(function, "articles", given, f"{function}(story.articles)")
    if isinstance(given, Article):
        raise _mistake(function, "articles", given, f"{function}([article])")
    if isinstance(given, str):
        raise _mistake(function, "articles", given, f"{function}([analysis.Article.from_text(text)])")
    return _all(given, Article, function, "articles", f"{function}(story.articles)")


def one_version(given: Any, function: str) -> Article | str:
    """Return what was given if it is an article or a text, or refuse it."""
    if isinstance(given, Article | str):
        return given
    instead = f"for article in articles: {function}(article)" if _holds(given, Article) else f"{function}(story.wire)"
    raise _mistake(function, "one article or text", given, instead)


def sentences_of(given: Any, function: str) -> tuple[str, ...]:
    """Return what was given for one of two versions as sentences if it is a sequence of them, or refuse it."""
    takes = "two versions, each an article, a text or a list of sentences"
    return tuple(_all(given, str, function, takes, f"{function}(story.wire, story.republications[0])"))


def _all(given: Any, kind: type, function: str, takes: str, instead: str) -> list:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise _mistake(function, takes, given, instead)
    items = list(given)
    for item in items:
        if not isinstance(item, kind):
            raise _mistake(function, takes, item, instead, "one of them is ")
    return items


def _holds(given: Any, kind: type) -> bool:
    return isinstance(given, list | tuple) and len(given) > 0 and all(isinstance(item, kind) for item in given)


def _mistake(function: str, takes: str, given: Any, instead: str, which: str = "was given ") -> AnalysisError:
    name = type(given).__name__
    what = {"Story": "a story", "Article": "an article", "str": "a text"}.get(
        name, f"{'an' if name[0] in 'AEIOaeio' else 'a'} {name}"
    )
    return AnalysisError(f"{function} takes {takes}, and {which}{what}: write {instead}.")
