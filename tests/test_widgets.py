"""StoryExplorer without a browser: its state, its errors, its static twin, and what it sends to the page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape

import pytest

import analysis
from analysis.errors import AnalysisError
from analysis.presentation.charts.figure import figure_html
from analysis.presentation.lab.controls import Choices
from analysis.presentation.lab.views import FAMILIES, VIEWS
from analysis.presentation.page import page

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def explorer(story):
    return analysis.StoryExplorer(story)


def specs(explorer):
    html = explorer._stage.content["html"]
    return [json.loads(text) for text in re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)]


def test_shows_the_first_republication_at_first(explorer, story):
    assert explorer.story_id == story.story_id
    assert explorer.republication == story.republications[0].article_id
    assert (explorer.view, explorer.words) == ("Overview", "")
    assert explorer.families == FAMILIES


@pytest.mark.parametrize(("view", "n_charts"), dict(zip(VIEWS, (1, 1, 1, 1, 2, 1, 1, 0), strict=True)).items())
def test_every_view_can_be_chosen_from_code(explorer, view, n_charts):
    explorer.view = view
    assert explorer._view_row.value == view
    assert len(explorer.charts) == n_charts
    if view != "Read":
        assert view in explorer._stage.content["key"]
        assert len(specs(explorer)) == n_charts


def test_a_chart_holds_every_republication_and_follows_the_switch_without_a_new_drawing(explorer, story):
    explorer.view = "Metrics"
    before = explorer._stage.content
    for version in story.republications:
        explorer.republication = version.article_id
        assert explorer._stage.republication == explorer._reader.republication == explorer._version_menu.value == version.article_id
    assert explorer._stage.content is before
    rows = [row for data in specs(explorer)[0]["datasets"].values() for row in data]
    assert {row["article_id"] for row in rows if "article_id" in row} == {v.article_id for v in story.republications}


def test_controls_and_attributes_are_two_ends_of_one_thing(explorer, story):
    explorer._version_menu.value = story.republications[2].article_id
    explorer._view_row.value = "Why"
    explorer._family_row.value = ("hedging",)
    explorer._reader.republication = story.republications[1].article_id
    assert (explorer.view, explorer.families, explorer.republication) == ("Why", ("hedging",), story.republications[1].article_id)
    explorer.families = ["quotation", "length"]
    assert explorer.families == explorer._family_row.value == ("length", "quotation")


def test_families_choose_the_metrics(explorer):
    explorer.view, explorer.families = "Metrics", ("hedging",)
    names = {row["name"] for data in specs(explorer)[0]["datasets"].values() for row in data if "name" in row}
    assert names
    assert all("edge" in name for name in names)
    explorer.families = ()
    assert explorer.charts == ()
    assert "switch on at least one" in explorer._stage.content["html"]


def test_a_click_on_a_mark_marks_its_words_even_the_second_time(explorer):
    seen = []
    explorer._reader.observe(lambda change: seen.append(change["new"]), "focus_on")
    explorer._stage.picked = ["hedge:modal", "", 1]
    explorer._stage.picked = ["hedge:modal", "", 2]
    assert explorer.words == "hedge:modal"
    assert seen == ["hedge:modal", "", "hedge:modal"]


def test_a_click_on_another_versions_mark_goes_there(explorer, story):
    explorer._stage.picked = ["quote-10", story.republications[2].article_id, 1]
    assert (explorer.republication, explorer.words) == (story.republications[2].article_id, "quote-10")
    explorer._stage.picked = ["quote-20", story.wire.article_id, 2]
    assert (explorer.republication, explorer.words) == (story.republications[2].article_id, "quote-20")


def test_marked_words_are_forgotten_with_the_version_that_had_them(explorer, story):
    explorer.words = "hedge"
    explorer.republication = story.republications[1].article_id
    assert explorer.words == ""


def test_several_stories_can_be_chosen_from(stories):
    explorer = analysis.StoryExplorer(stories)
    for story in reversed(stories[:3]):
        explorer.story_id = story.story_id
        assert explorer.story == story
        assert explorer.republication in {v.article_id for v in story.republications}
        assert [key for _, key in explorer._version_menu.options] == [v.article_id for v in story.republications]
        assert story.story_id in explorer._stage.content["key"]
        assert explorer._reader.html.count('class="wc-panel"') == len(story.republications)
    explorer._story_menu.value = stories[0].story_id
    assert explorer.story_id == stories[0].story_id


def test_one_story_needs_no_menu_of_stories(explorer, stories):
    assert explorer._story_menu not in explorer.children[0].children
    several = analysis.StoryExplorer(stories)
    assert several._story_menu in several.children[0].children


def test_a_reader_of_one_outlet_stays_with_it_through_the_stories(story):
    other = replace(story, story_id="another", republications=story.republications[1:])
    explorer = analysis.StoryExplorer([story, other], republication=story.republications[2].article_id)
    explorer.story_id = "another"
    assert explorer.republication == story.republications[2].article_id


def test_two_versions_of_one_outlet_can_be_chosen(story):
    twins = tuple(replace(version, outlet="Example Gazette") for version in story.republications)
    explorer = analysis.StoryExplorer(replace(story, republications=twins))
    for version in twins[::-1]:
        explorer._version_menu.value = version.article_id
        assert explorer.republication == explorer._version_menu.value == version.article_id


def test_state_can_be_given_at_the_start(stories):
    chosen = stories[1]
    explorer = analysis.StoryExplorer(
        stories, view="Flow", story_id=chosen.story_id, republication=chosen.republications[1].article_id, families=["length"]
    )
    assert (explorer.view, explorer.story_id, explorer.families) == ("Flow", chosen.story_id, ("length",))
    assert explorer.republication == chosen.republications[1].article_id
    assert "Flow" in explorer._stage.content["key"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("view", "Metric"),
        ("republication", "nobody"),
        ("story_id", "none"),
        ("families", ("x",)),
        ("countries", ("ZZZ",)),
        ("method", "x"),
        ("voice", "x"),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence_and_changes_nothing(explorer, name, value):
    before = getattr(explorer, name)
    with pytest.raises(AnalysisError, match=r"^[^\n]+: choose of [^\n]+\.$"):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


def test_no_story_and_no_republication_are_refused(story):
    with pytest.raises(AnalysisError, match="no story to explore"):
        analysis.StoryExplorer([])
    alone = replace(story, republications=())
    with pytest.raises(AnalysisError, match="no republication"):
        analysis.StoryExplorer(alone)
    whole = replace(story, story_id="whole")
    assert analysis.StoryExplorer([alone, whole]).story_id == "whole"
    with pytest.raises(AnalysisError, match=f"no republication to compare with the wire version in '{story.story_id}'"):
        analysis.StoryExplorer([alone, whole], story_id=story.story_id)
    with pytest.raises(AnalysisError, match="story_id has no 'other'"):
        analysis.StoryExplorer([alone, whole], story_id="other")


def test_the_display_bundle_has_a_static_twin(explorer):
    bundle = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/html"].count('class="wc-card"') == len(explorer.story.republications)


def test_hostile_names_and_texts_are_escaped(story):
    hostile = [replace(a, outlet=f"{a.outlet} {HOSTILE}", headline=HOSTILE) for a in story.republications]
    explorer = analysis.StoryExplorer(replace(story, title=HOSTILE, republications=tuple(hostile)))
    for view in VIEWS:
        explorer.view = view
        assert HOSTILE not in explorer._stage.content["html"]
    assert HOSTILE not in explorer._reader.html
    assert HOSTILE not in explorer._repr_mimebundle_()["text/html"]


def test_a_story_without_quotation_hedge_or_country_has_every_view(story):
    bare = [replace(a, blocks=type(a).from_text("Rain fell.\nIt stopped.").blocks) for a in story.articles[:2]]
    explorer = analysis.StoryExplorer(replace(story, wire=bare[0], republications=(bare[1],)))
    assert explorer.countries == ()
    for view in VIEWS:
        explorer.view = view
        assert explorer._stage.content["html"]


def test_a_story_that_cannot_be_measured_says_why_and_leaves_the_others_alone(story):
    foreign = replace(story, story_id="foreign", republications=(replace(story.republications[0], language="de"),))
    explorer = analysis.StoryExplorer([story, foreign])
    explorer.story_id = "foreign"
    for view in VIEWS[:-1]:
        explorer.view = view
        assert "only English" in explorer._stage.content["html"]
        assert explorer.charts == ()
    assert "only English" in explorer._repr_mimebundle_()["text/html"]
    assert explorer._reader.html == ""
    explorer.story_id = story.story_id
    assert explorer._reader.html


def test_choices_set_from_code_give_one_change():
    row = Choices("Metrics")
    row.offer([("A", "a"), ("B", "b"), ("C", "c")])
    seen = []
    row.observe(lambda change: seen.append(change["new"]), "value")
    row.value = ("b",)
    assert seen == [("b",)]
    assert [switch.value for switch in row.children[1:]] == [False, True, False]


def test_a_figure_has_caption_description_and_an_unbroken_specification():
    html = figure_html({"title": {"text": "Who & what?", "subtitle": HOSTILE}, "description": '"</script>', "data": "</script>"}, 1)
    assert "<b>Who &amp; what?</b>" in html
    assert HOSTILE not in html
    assert html.count("</script>") == 1
    assert "<noscript>&#34;&lt;/script&gt;</noscript>" in html


def test_a_paraphrase_is_shown_without_the_marks_that_it_does_not_have(story):
    fates = analysis.quote_fates(story)
    (told,) = set(fates.text[fates.fate == "paraphrased"])
    html = page.quotation_table(story)
    assert escape(told) in html
    assert f"“{escape(told)}" not in html
