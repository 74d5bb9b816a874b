"""The table of what each outlet does: every mean is reachable, in words for people, with the stories that it is made of."""

from __future__ import annotations

import re
from dataclasses import replace

import made_stories
import pytest
from markupsafe import escape

import analysis
from analysis import Story, charts
from analysis.annotation.hedges.hedges import HEDGE_KINDS
from analysis.comparison.numbers.outlets import version_numbers
from analysis.presentation.page import outlets_page as habits

WIRE = "Norway may close its ports. “We are ready,” Kari Holm said on Monday. Nobody was hurt."


def _story(name: str, *outlets: str) -> Story:
    wire = replace(made_stories.article(WIRE, "a", "wire"), story_id=name)
    versions = [
        replace(made_stories.article(WIRE.replace("may ", ""), f"r{k}"), outlet=outlet, story_id=name)
        for k, outlet in enumerate(outlets)
    ]
    return Story(name, f"Title of <{name}>", wire, tuple(versions))


def test_every_mean_has_a_row_in_words_for_people(stories):
    html, frame = habits.table(stories), analysis.outlets(stories)
    assert len(re.findall(r'<tr id="habit-', html)) == len(frame)
    assert html.count("<details") == frame.outlet.nunique()
    assert not re.search(r">[^<]*(_share|_per_1000|_index|_grade)[^<]*<", html)
    assert "dataframe" not in html and "nan" not in re.sub(r'"[^"]*"', "", html).lower()


def test_every_mark_of_the_chart_leads_to_a_row(stories):
    html = habits.table(stories)
    spec = charts.outlet_profiles(analysis.outlets(stories)).to_dict()
    for rows in spec["datasets"].values():
        for row in rows:
            assert f'id="{row["words"]}"' in html
            assert row["interval"] and row["shown"]


def test_a_row_gives_the_value_of_every_story_and_both_versions_of_one_outlet():
    html = habits.table([_story("one", "Gazette", "Gazette"), _story("two & three", "Gazette")])
    (row,) = re.findall(rf'<tr id="{habits.anchor("Gazette", "hedges")}".*?</tr>', html)
    assert re.findall(r'data-page="([^"]*)"', row) == [
        "one#republication=r0&amp;words=hedge",
        "one#republication=r1&amp;words=hedge",
        "two%20%26%20three#republication=r0&amp;words=hedge",
    ]
    assert row.count(">−1</a>") == 3
    assert "Title of &lt;one&gt;" in html and "<one>" not in html
    assert "none: fewer than 3 stories" in row


def test_of_many_stories_the_table_says_how_many_it_leaves_out():
    html = habits.table([_story(f"s{k}", "Gazette") for k in range(habits.MOST_STORIES + 3)])
    assert html.count('<th scope="col" style="text-align:left"><a data-page') == habits.MOST_STORIES
    assert "3 more stories are part of the means, and not shown." in html


def test_sentences_ranking_and_matrix_tell_of_every_outlet(stories):
    names = {r.outlet for story in stories for r in story.republications}
    stated = analysis.findings(stories)
    said, ranking, matrix = habits.findings(stories), habits.ranking(stories), habits.coverage(stories)
    for name in names:
        assert name in said and name in ranking and name in matrix
    for row in stated[stated.p_adjusted < 0.05].itertuples():
        assert str(escape(row.text)) in said
    assert said.count("<li") == (stated.p_adjusted < 0.05).sum() + said.count("Nothing that it does is more than chance")
    order = [ranking.index(f". {name}<br>") for name in habits.ranked(stories)]
    assert order == sorted(order)
    shares = analysis.overview(stories)
    assert matrix.count('<a data-page="') == len(stories) + len(shares.drop_duplicates(["story_id", "outlet"]))
    assert matrix.index("The Anvil") < matrix.index("The Calder Herald") < matrix.index("Ledgerline")


def test_no_outlet_is_said_in_words():
    assert "No outlet is compared" in habits.findings([_story("one")])
    assert "No outlet is compared" in habits.table([])
    assert "No outlet is compared" in habits.table([_story("one")])


@pytest.mark.parametrize("metric", ["kept_share", "new_share", *analysis.METRICS])
def test_a_value_leads_to_words_that_the_story_has(metric):
    words = habits.place(metric).partition("?")[0]
    assert words in {"", "step:new", "sentence", "scare", "quote", "hedge", "reporting", "reporting:loaded", "hard"} | {
        f"hedge:{kind}" for kind in HEDGE_KINDS
    } | {"hard:complex", "hard:difficult"}


def test_numbers_of_versions_are_what_the_means_are_made_of(stories):
    frame = analysis.outlets(stories).set_index(["outlet", "metric"])
    one = [
        number for story in stories for r, metric, number in version_numbers(story) if (r.outlet, metric) == ("Newsgale", "words")
    ]
    assert frame.mean_difference["Newsgale", "words"] == pytest.approx(sum(one) / len(one))
