"""What a function was given: one story, several stories, articles, a version. The commonest mistakes get a sentence each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from types import UnionType
from typing import TYPE_CHECKING, Any

from analysis.articles.model import Article, Story
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    import pandas as pd

_NO_STORY = Story("", "", Article.from_text("", role="wire"), ())


def one_story(given: Any, function: str) -> Story:
    """Return what was given if it is a story, or refuse it."""
    if isinstance(given, Story):
        return given
    if _holds(given, Story):
        raise _mistake(function, "one story", given, f"for story in stories: {function}(story)")
    raise _mistake(function, "one story", given, f"{function}(analysis.load_story(path))")


def several_stories(given: Any, function: str) -> list[Story]:
    """
    Return what was given as a list of stories, of which one alone is one, or refuse it.

    Parameters
    ----------
    given : object
    function : str
        What the user has called, for the message.

    Examples
    --------
    >>> several_stories("corpus", "edits")
    Traceback (most recent call last):
    analysis.errors.AnalysisError: edits takes a story or stories, and was given a text: write edits(analysis.load_corpus(path)).
    """
    if isinstance(given, Story):
        return [given]
    return _all(given, Story, function, "a story or stories", f"{function}(analysis.load_corpus(path))")


def each_story(function: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """
    Let a function of one story take several, too, and give one frame of all.

    Parameters
    ----------
    function : callable
        From a story, and what else it takes, to a frame whose columns are the same for every story.

    Returns
    -------
    callable
        The same function of a story or several; the frames stand below each other in the order of the stories.
    """

    @wraps(function)
    def over(story: Story | Iterable[Story], *args: Any, **kwargs: Any) -> pd.DataFrame:
        import pandas as pd

        # Of no story at all, the frame has its columns.
        stories = several_stories(story, function.__name__) or [_NO_STORY]
        frames = [function(one, *args, **kwargs) for one in stories]
        return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)

    return over


def several_articles(given: Any, function: str) -> list[Article]:
    """Return the articles of what was given: an article, a story, or several of either; or refuse it."""
    if isinstance(given, Article | Story):
        given = [given]
    if isinstance(given, str):
        raise _mistake(function, "articles or stories", given, f"{function}(analysis.Article.from_text(text))")
    items = _all(given, Article | Story, function, "articles or stories", f"{function}(analysis.load_corpus(path))")
    return [article for item in items for article in (item.articles if isinstance(item, Story) else (item,))]


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


def _all(given: Any, kind: type | UnionType, function: str, takes: str, instead: str) -> list[Any]:
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
