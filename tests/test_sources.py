"""Sources: who speaks, how the text calls them, and what became of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from made_stories import article, stories, story

import analysis
from analysis.comparison.changes.source_fates import SOURCE_FATES

FATE = ["source", "fate", "new_sentences"]


def found(text, *columns):
    return analysis.sources(article(text))[list(columns)].values.tolist()


@pytest.mark.parametrize(
    ("text", "source", "named", "official"),
    [
        ("Spain said that the port was shut.", "Spain", True, True),
        ("A furious Spain said that the port was shut.", "Spain", True, True),
        ("Mayor Ana Sol said that the port was shut.", "Ana Sol", True, True),
        ("Former mayor Ana Sol said that the port was shut.", "Ana Sol", True, False),
        ("Police said that the port was shut.", "Police", False, True),
        ("The Portuguese foreign ministry said that the port was shut.", "The Portuguese foreign ministry", False, True),
        ("Two officials said that the port was shut.", "Two officials", False, True),
        ("Analysts said that the port was shut.", "Analysts", False, False),
        ("A company spokesman said that the port was shut.", "A company spokesman", False, False),
        ("A spokeswoman for the ministry said that the port was shut.", "A spokeswoman for the ministry", False, True),
        ("The port was shut, said Ana Sol, a baker from Faro.", "Ana Sol", True, False),
    ],
)
def test_a_source_is_named_or_not_and_official_or_not(text, source, named, official):
    assert found(text, "source", "named", "official") == [[source, named, official]]


def test_what_one_source_says_in_marks_and_without_is_one_row():
    text = (
        "The port was shut, said Ana Sol, a baker from Faro. Fish rose. “We pay,” Sol said. She said that it was late.\n"
        "It said that nobody came."
    )
    frame = analysis.sources(article(text))
    assert len(frame) == 1, "a pronoun that nothing explains is nobody's source"
    row = frame.iloc[0]
    assert (row["name"], row.description, row.n, row.n_direct, row.n_indirect) == ("Ana Sol", "a baker from Faro", 3, 1, 2)
    assert [text[a:b] for a, b in row.spans] == ["The port was shut", "We pay,", "that it was late"]
    assert (row.words, row.first_sentence, text[row.start : row.end]) == (10, 0, "Ana Sol")


def test_people_of_one_surname_are_two_sources_and_a_surname_alone_is_none_of_its_own():
    text = "“Yes,” said Ana Sol. “No,” said Peter Sol. “Perhaps,” said Maria Lind. “Later,” Lind said."
    assert found(text, "source", "n") == [["Ana Sol", 1], ["Peter Sol", 1], ["Maria Lind", 2]]


@given(stories())
@settings(max_examples=15, deadline=None)
def test_words_of_sources_are_words_of_the_text_and_fates_cover_every_source(made):
    of = analysis.sources(made)
    lengths = {one.article_id: len(analysis.annotate(one).tokens.words) for one in made.articles}
    assert all(row.words <= lengths[row.article_id] and row.n == row.n_direct + row.n_indirect for row in of.itertuples())
    fates = analysis.source_fates(made)
    assert set(fates.fate) <= set(SOURCE_FATES)
    for one in made.republications:
        own = fates[fates.article_id == one.article_id]
        assert sorted(own.source[own.fate != "new"]) == sorted(of.source[of.article_id == made.wire.article_id])
        spans = [span for spans in own.spans for span in spans]
        said = [span for spans in of.spans[of.article_id == one.article_id] for span in spans]
        assert sorted(set(spans)) == sorted(set(said))
        assert (own.words_after[own.fate == "dropped"] == 0).all() and (own.words_before[own.fate == "new"] == 0).all()


def test_an_unchanged_story_keeps_its_sources():
    text = "Mayor Ana Sol said that rents would rise. The bank warned that prices may fall. “Nobody knows,” two traders said."
    assert analysis.source_fates(story(text, text))[FATE].values.tolist() == [
        ["Ana Sol", "kept", 0],
        ["The bank", "kept", 0],
        ["two traders", "kept", 0],
    ]


@pytest.mark.parametrize(
    ("before", "after", "there", "back"),
    [
        ("Mayor Ana Sol said that rents would rise.", "The mayor said that rents would rise.", "named→unnamed", "unnamed→named"),
        ("Ana Sol said that rents would rise fast.", "A baker said that rents would rise fast.", "named→unnamed", "unnamed→named"),
        ("The United States said that rents would rise.", "Washington said that rents would rise.", "kept", "kept"),
        ("Sergey Sol said that rents would rise.", "Sergei Sol said that rents would rise.", "kept", "kept"),
    ],
)
def test_a_source_may_lose_or_win_its_name(before, after, there, back):
    assert analysis.source_fates(story(before, after)).fate.tolist() == [there]
    assert analysis.source_fates(story(after, before)).fate.tolist() == [back]


def test_other_people_are_dropped_and_new_and_new_sentences_are_counted():
    wire = "Ana Sol said that rents would rise. Fish prices rose by four percent in May."
    own = "Fish prices rose by four percent in May. “We cannot go on like this,” said Peter Lind. “It is over,” Lind added."
    assert analysis.source_fates(story(wire, own))[FATE].values.tolist() == [["Ana Sol", "dropped", 0], ["Peter Lind", "new", 2]]
