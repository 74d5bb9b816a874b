"""The commonest mistakes in Python, one sentence each: a story for stories, stories for a story, a path for what stands at it."""

from __future__ import annotations

import pandas as pd
import pytest

import analysis
from analysis.articles.model import Article
from analysis.errors import AnalysisError

OF_STORIES = [
    *("claims", "compare", "country_differences", "edits", "explain", "hedge_changes", "overview", "quote_fates"),
    *("sentence_table", "source_fates"),
]


def call(name, given, tmp_path):
    more = (tmp_path,) if name.startswith("render") else ("Talks failed.",) if name == "align" else ()
    return getattr(analysis, name)(given, *more)


@pytest.mark.parametrize("name", OF_STORIES)
def test_what_takes_a_story_takes_several_and_gives_one_frame(stories, name):
    of, two = getattr(analysis, name), stories[:2]
    pd.testing.assert_frame_equal(of(iter(two)), pd.concat([of(story) for story in two], ignore_index=True))
    pd.testing.assert_frame_equal(of([two[0]]), of(two[0]))
    assert of([]).empty and of([]).dtypes.equals(of(two).dtypes)
    assert "story_id" in of(two)


@pytest.mark.parametrize("name", OF_STORIES)
def test_what_takes_stories_says_so_of_anything_else(story, name):
    for given, what in (
        (story.wire, "was given an article"),
        ("corpus", "was given a text"),
        (None, "was given a NoneType"),
        ([story, story.wire], "one of them is an article"),
    ):
        with pytest.raises(AnalysisError, match=f"^{name} takes a story or stories, and {what}: write [^\n]*load_corpus.*\\.$"):
            getattr(analysis, name)(given)


@pytest.mark.parametrize("name", ["render_report"])
def test_what_takes_one_story_says_how_to_go_through_several(stories, story, tmp_path, name):
    with pytest.raises(AnalysisError, match=f"^{name} takes one story, and was given a tuple: write for .*: {name}\\(story\\)\\.$"):
        call(name, stories, tmp_path)
    for given, what in ((story.wire, "an article"), ("corpus", "a text"), (None, "a NoneType"), ([], "a list")):
        with pytest.raises(AnalysisError, match=f"^{name} takes one story, and was given {what}: write [^\n]*load_story.*\\.$"):
            call(name, given, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["measure", "evidence", "country_sentiment", "sources"])
def test_what_takes_articles_takes_stories(stories, name):
    of, two = getattr(analysis, name), stories[:2]
    every = of([article for story in two for article in story.articles])
    pd.testing.assert_frame_equal(of(two), every)
    pd.testing.assert_frame_equal(of([two[0], *two[1].articles]), every)
    pd.testing.assert_frame_equal(of(two[0]), of(two[0].articles))
    pd.testing.assert_frame_equal(of(two[0].wire), of([two[0].wire]))


@pytest.mark.parametrize(
    ("name", "mistake", "said"),
    [
        ("measure", lambda s: 5, "measure takes articles or stories, and was given an int: write measure(analysis.lo"),
        ("measure", lambda s: [s, 5], "measure takes articles or stories, and one of them is an int"),
        (
            "evidence",
            lambda s: s.wire.text,
            "evidence takes articles or stories, and was given a text: write evidence(analysis.Article.from_text(text)).",
        ),
        (
            "outlets",
            lambda s: s.articles,
            "outlets takes a story or stories, and one of them is an article: write outlets(analysis.lo",
        ),
        (
            "StoryExplorer",
            lambda s: s.articles,
            "StoryExplorer takes a story or stories, and one of them is an article: write StoryExp",
        ),
        (
            "StoryExplorer",
            lambda s: s.wire,
            "StoryExplorer takes a story or stories, and was given an article: write StoryExplorer(ana",
        ),
        ("annotate", lambda s: s, "annotate takes one article or text, and was given a story: write annotate(story.wire)."),
        ("annotate", lambda s: s.articles, "was given a tuple: write for article in articles: annotate(article)."),
        ("sentence_counts", lambda s: s, "write sentence_counts(story.wire)."),
        ("align", lambda s: s, "and was given a story: write align(story.wire, story.republications[0])."),
        ("align", lambda s: s.articles, "and one of them is an article: write align(story.wire, story.republications[0])."),
    ],
)
def test_what_takes_articles_or_stories_says_what_to_write(story, tmp_path, name, mistake, said):
    with pytest.raises(AnalysisError) as caught:
        call(name, mistake(story), tmp_path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_what_can_be_gone_through_once_is_taken(story):
    assert len(analysis.measure(iter(story.articles))) == len(analysis.measure(story.articles))
    assert len(analysis.outlets(iter([story]))) == len(analysis.outlets([story]))


def test_a_method_may_return_an_object_with_a_score(story):
    scored = analysis.country_sentiment([story.wire], method=analysis.target_sentiment)
    directed = analysis.country_sentiment([story.wire])
    assert scored.n_mentions.tolist() == directed.n_mentions.tolist()
    assert scored.method.unique().tolist() == ["target_sentiment"]
    assert scored.score.abs().max() > 0


@pytest.mark.parametrize("method", [lambda text, start, end: None, lambda text, start, end: "bad", lambda text, start, end: [1]])
def test_a_method_that_returns_no_number_is_named(method):
    article = Article.from_text("Spain blamed Iceland on Monday.")
    with pytest.raises(AnalysisError, match=r"'<lambda>' gave \w+ for 'Spain': it takes \(text, start, end\)"):
        analysis.country_sentiment([article], method=method)
