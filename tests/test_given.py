"""The commonest mistakes in Python, one sentence each: a story for stories, stories for a story, a path for what stands at it."""

from __future__ import annotations

import pytest

import analysis
from analysis.articles.model import Article
from analysis.errors import AnalysisError

OF_A_STORY = [
    *("compare", "country_differences", "edits", "explain", "findings", "hedge_changes", "overview", "quote_fates"),
    *("sentence_table", "render_report"),
]


def call(name, given, tmp_path):
    more = (tmp_path,) if name.startswith("render") else ("Talks failed.",) if name == "align" else ()
    return getattr(analysis, name)(given, *more)


@pytest.mark.parametrize("name", OF_A_STORY)
def test_what_takes_one_story_says_how_to_go_through_several(stories, story, tmp_path, name):
    with pytest.raises(AnalysisError, match=f"^{name} takes one story, and was given a tuple: write for .*: {name}\\(story\\)\\.$"):
        call(name, stories, tmp_path)
    for given, what in ((story.wire, "an article"), ("corpus", "a text"), (None, "a NoneType"), ([], "a list")):
        with pytest.raises(AnalysisError, match=f"^{name} takes one story, and was given {what}: write [^\n]*load_story.*\\.$"):
            call(name, given, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "mistake", "said"),
    [
        ("measure", lambda s: s, "measure takes articles, and was given a story: write measure(story.articles)."),
        ("measure", lambda s: s.wire, "measure takes articles, and was given an article: write measure([article])."),
        ("measure", lambda s: [s], "measure takes articles, and one of them is a story: write measure(story.articles)."),
        ("measure", lambda s: 5, "measure takes articles, and was given an int: write measure(story.articles)."),
        (
            "evidence",
            lambda s: s.wire.text,
            "evidence takes articles, and was given a text: write evidence([analysis.Article.from_text(text)]).",
        ),
        ("country_sentiment", lambda s: s, "and was given a story: write country_sentiment(story.articles)."),
        ("outlets", lambda s: s, "outlets takes several stories, and was given a story: write outlets([story])."),
        (
            "outlets",
            lambda s: s.articles,
            "outlets takes several stories, and one of them is an article: write outlets(analysis.lo",
        ),
        ("render_outlets", lambda s: s, "write render_outlets([story])."),
        (
            "StoryExplorer",
            lambda s: s.articles,
            "StoryExplorer takes several stories, and one of them is an article: write StoryExp",
        ),
        (
            "StoryExplorer",
            lambda s: s.wire,
            "StoryExplorer takes several stories, and was given an article: write StoryExplorer(ana",
        ),
        ("render_reports", lambda s: s, "write render_reports([story])."),
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
