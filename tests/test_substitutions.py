"""Which words of the wire an outlet replaces: counted in what it carries, with the story as the unit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Article, Story, substitutions
from analysis.comparison.numbers.intervals import clustered_share
from analysis.presentation.page import outlets_page

TOPICS = ("fishing quotas", "the gas pipeline", "night trains", "old debts", "corn prices")


def _stories(*changes: dict[str, str], outlet: str = "Gazette") -> list[Story]:
    """Stories of three sentences; each republication has its words replaced."""
    made = []
    for k, (topic, change) in enumerate(zip(TOPICS, changes, strict=False)):
        text = f"Talks on {topic} failed on Monday, officials said. Both sides said little. About 40 percent of ships left."
        own = text
        for before, after in change.items():
            own = own.replace(before, after)
        wire = Article.from_text(text, role="wire", article_id="wire", story_id=str(k))
        made.append(Story(str(k), "", wire, (Article.from_text(own, article_id="own", story_id=str(k), outlet=outlet),)))
    return made


def _row(frame, before, after):
    return frame[(frame.before == before) & (frame.after == after)].iloc[0]


def test_what_is_always_replaced_is_systematic_and_what_is_mostly_kept_is_not():
    change = {"said": "claimed", "percent": "per cent"}
    frame = substitutions(_stories(change, change, change, {"Monday": "Tuesday"}, {"Monday": "Tuesday"}))
    said = _row(frame, "said", "claimed")
    assert (said.n, said.n_stories, said.kept, said.n_wire) == (6, 3, 4, 10)
    assert said.share == pytest.approx(0.6) and said.low < 0.6 < said.high and not said.systematic
    assert _row(frame, "Monday", "Tuesday")[["n", "n_stories", "kept", "systematic"]].tolist() == [2, 2, 3, False]
    always = substitutions(_stories(*[change] * 5))
    assert _row(always, "said", "claimed").systematic and _row(always, "percent", "per cent").type == "house_style"
    assert always.kept.eq(0).all() and always.share.eq(1).all() and always.low.lt(1).all()


def test_words_that_are_left_out_have_nothing_in_their_place():
    frame = substitutions(_stories(*[{"About 40": "40"}] * 4))
    assert frame[["n", "n_wire", "kept", "systematic"]].iloc[0].tolist() == [4, 4, 0, True]
    assert frame.before.iloc[0].lower() == "about" and frame.after.iloc[0] == ""


def test_two_stories_and_an_outlet_that_changes_nothing_show_no_habit():
    frame = substitutions(_stories({"said": "claimed"}, {"said": "claimed"}))
    assert frame[["low", "high"]].isna().all(axis=None) and not frame.systematic.any()
    nothing = substitutions(_stories({}, {}, {}))
    assert nothing.empty and nothing.dtypes.equals(frame.dtypes)
    assert len(substitutions(_stories({"said": "claimed"}), fewest=1)) == 1
    assert substitutions(_stories({"officials said": "ministers said"}), fewest=2).empty


def test_every_row_of_the_sample_leads_to_its_words(stories):
    frame = substitutions(stories)
    articles = {(a.story_id, a.article_id): a for story in stories for a in story.articles}
    wires = {story.story_id: story.wire for story in stories}
    assert (frame.n + frame.kept <= frame.n_wire).all() and (frame.n_stories <= frame.n).all()
    for row in frame.itertuples():
        assert len(row.places) == row.n
        for story_id, article_id, wire_start, wire_end, start, end in row.places:
            assert wires[story_id].text[wire_start:wire_end].casefold() == row.before.casefold()
            assert articles[story_id, article_id].text[start:end].casefold() == row.after.casefold()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(any), min_size=3, max_size=12))
def test_the_interval_holds_the_share_and_what_is_possible(counts):
    units = np.array([(done, done + left) for done, left in counts], dtype=float)
    low, high = clustered_share(units, 3)
    assert 0 <= low <= units[:, 0].sum() / units[:, 1].sum() + 1e-9 and units[:, 0].sum() / units[:, 1].sum() - 1e-9 <= high <= 1
    assert low < high


def test_the_outlets_page_shows_what_is_systematic_and_counts_the_rest():
    html = outlets_page.substitutions(_stories(*[{"said": "claimed", "percent": "per cent"}] * 5))
    assert html.index("claimed") < html.index("per cent") and "10 of 10, in 5 stories" in html and "house style" in html
    assert "No outlet surely replaces" in outlets_page.substitutions(_stories({}, {}))
