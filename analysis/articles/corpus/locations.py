"""Where the corpus and the notebooks are: in the working folder, in a checkout, or in the installed package."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from analysis.articles.corpus.store import load_corpus
from analysis.articles.model import Story
from analysis.errors import AnalysisError

_PACKAGE = Path(__file__).resolve().parents[2]


def default_corpus() -> Path:
    """Return the corpus that ``wirecopy explore`` named, else ``corpus/`` of the working folder, else the sample corpus."""
    named, here = os.environ.get("WIRECOPY_CORPUS"), Path("corpus")
    return Path(named) if named else here if here.is_dir() else _shipped("corpus")


def is_sample(corpus: Path) -> bool:
    """Tell whether a folder is the sample corpus, which nobody wants their own articles in."""
    return corpus.resolve() == _shipped("corpus").resolve()


def notebooks() -> Path:
    """Return the folder of the kit's notebooks."""
    return _shipped("notebooks")


def _shipped(name: str) -> Path:
    """A folder that the wheel carries inside the package and a checkout beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def load_stories(corpus: str | Path | Iterable[Story] | None = None) -> tuple[Story, ...]:
    """
    Load all stories of a corpus.

    Parameters
    ----------
    corpus : str, Path, iterable of Story or None
        As for `load_corpus`; stories are taken as they are; None is the corpus that ``wirecopy explore`` named, else
        ``corpus/`` of the working folder, else the sample corpus.

    Returns
    -------
    tuple of Story
    """
    if corpus is None or isinstance(corpus, str | os.PathLike):
        return load_corpus(corpus or default_corpus())
    return tuple(corpus)


def load_story(corpus: str | Path | Iterable[Story] | None = None, story_id: str | None = None) -> Story:
    """
    Load one story of a corpus.

    Parameters
    ----------
    corpus : str, Path, iterable of Story or None
        As for `load_stories`.
    story_id : str or None
        None is the first story.

    Returns
    -------
    Story

    Raises
    ------
    AnalysisError
        If the corpus has no story of this name.

    Examples
    --------
    >>> [article.outlet for article in load_story(story_id="cod-collision").articles][:2]
    ['Tidewell Press', 'The Calder Herald']
    """
    stories = {story.story_id: story for story in load_stories(corpus)}
    if story_id is None:
        return next(iter(stories.values()))
    if story_id not in stories:
        raise AnalysisError(f"The corpus has no story {story_id!r}: it has {', '.join(stories)}.")
    return stories[story_id]
