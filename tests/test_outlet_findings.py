"""Sentences about what an outlet does over stories: each says its numbers, and what is chance is not called a habit."""

from __future__ import annotations

import re

import pytest

import analysis
from analysis import Article, Story
from analysis.comparison.findings.habits import COLUMNS


@pytest.fixture(scope="module")
def stated(stories):
    return analysis.findings(stories)


def test_every_sentence_says_its_numbers_what_they_are_compared_with_and_over_how_many_stories(stated):
    assert len(stated) and list(stated) == list(COLUMNS)
    for row in stated.itertuples():
        assert re.search(r" against .+ (in the wire|at the other outlets)", row.text), row.text
        assert re.search(r"adjusted p (below )?0\.\d{3}, over (three|four|five|six) stories", row.text), row.text
        assert row.text[0].isupper() and row.text.endswith(".") and "nan" not in row.text and "storys" not in row.text


def test_every_outlet_is_told_of_and_chance_is_not_called_a_habit(stated, stories):
    assert set(stated.outlet) == {r.outlet for story in stories for r in story.republications}
    rest = stated[~stated.metric.isin(["claims_bent", "hedges_lost", "kept_share"])]
    assert (rest.p_adjusted < 0.05).all()
    for _, of_one in stated.groupby("outlet"):
        sure = (of_one.p_adjusted < 0.05).tolist()
        assert sure == sorted(sure, reverse=True)


def test_a_loss_and_a_rate_are_both_said(stated, stories):
    rates = analysis.outlets(stories, of="hedges").set_index(["metric", "outlet"]).loc["hedges_per_1000_words"]
    for row in stated[stated.metric == "hedges_lost"].itertuples():
        rate = rates.loc[row.outlet]
        assert f"{rate.value:.1f} per 1,000 words against {rate.reference:.1f} in the wire" in row.text
        assert ("no clear difference" in row.text) == (not rate.clear)


def test_two_stories_show_no_habit(stories):
    few = analysis.findings(stories[:2])
    assert few.p.isna().all() and set(few.metric) <= {"claims_bent", "hedges_lost", "kept_share"}
    assert few.text.str.contains("fewer than three stories show no habit").any()
    assert analysis.findings([]).empty and analysis.findings([]).dtypes.equals(few.dtypes)


def test_headlines_are_pooled_over_stories_and_told_where_they_are_a_habit():
    def made(k: int) -> Story:
        head = f"Norway may close {k + 2} ports"
        texts = {"wire": head, "calm": head, "loud": head if k == 9 else f"Fury: {head} in 99 places"}
        wire, calm, loud = (
            Article.from_text(
                f"{head}.", article_id=name, role="wire" if name == "wire" else "republication", outlet=name, headline=own
            )
            for name, own in texts.items()
        )
        return Story(f"s{k}", "S", wire, (calm, loud))

    stories = [made(k) for k in range(10)]
    frame = analysis.outlets(stories, of="headlines").set_index(["outlet", "metric"])
    assert (frame.value["calm"] == 0).all() and frame.n_stories.eq(10).all()
    loud = frame.loc["loud"]
    assert loud.value[["headlines_alarms", "headlines_loaded", "headlines_capitals"]].tolist() == pytest.approx([0.9, 0.9, 0])
    assert loud.against["headlines_alarms"] == "wire" and loud.against["headlines_changed"] == "others"
    said = analysis.findings(stories).query("outlet == 'loud' and topic == 'headline'").text.tolist()
    assert any(text.startswith("90 % of its headlines say what their own text does not against 0 % in the wire") for text in said)
