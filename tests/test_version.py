"""One reading of a text: what one layer says of its words, the others say too."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import Article, Story
from analysis.comparison.alignment.pairs import pair
from analysis.comparison.changes.sentences import relations
from analysis.comparison.numbers.overview import unchanged_shares
from analysis.comparison.version import version_of, version_of_sentences

LEAD = ["The port stayed shut on Monday.", "Crews of 300 ships waited outside it.", "US-led talks on oil-rich fields failed."]
QUOTED = ["We sent 300 letters", "Nobody in the port authority answered", "The crews have waited for 10 days"]


def story(wire, republication):
    versions = (Article.from_text(wire, article_id="a", role="wire"), Article.from_text(republication, article_id="b"))
    return Story("port", "Port", versions[0], versions[1:])


@st.composite
def edited_words(draw):
    """A text with a quotation of several sentences, and the same with some words exchanged."""
    said = " ".join(f"{sentence}." for sentence in draw(st.permutations(QUOTED)))
    wire = f"{' '.join(draw(st.permutations(LEAD)))} “{said[:-1]},” Ana Lund said."
    swaps = {
        "300": "900",
        "Nobody": "Everybody",
        "10 days": "10 hours",
        "US-led": "US-backed",
        "oil-rich": "oil-poor",
        "shut": "open",
    }
    chosen = draw(st.lists(st.sampled_from(sorted(swaps)), min_size=1, unique=True))
    return wire, re.sub("|".join(map(re.escape, chosen)), lambda match: swaps[match.group()], wire)


@settings(max_examples=40)
@given(edited_words())
def test_a_change_inside_a_quotation_is_typed_quotation_and_no_other_is(texts):
    made = story(*texts)
    quotes = analysis.annotate(made.wire).quotes
    rows = analysis.edits(made)
    assert len(rows)
    for row in rows.itertuples():
        inside = any(quote.start <= row.wire_start < quote.end for quote in quotes)
        assert (row.type == "quotation") == inside, row


def covered(wire, republication, rows):
    """Words of carried wire sentences that are unchanged, by the overview, and those that an edit touches."""
    both = pair(wire, republication)
    carried, touched = set(), set()
    for sentence, relation in zip(both.wire.sentences, relations(both)[0], strict=True):
        if relation.relation not in ("dropped", "rewritten"):
            carried |= set(range(sentence.first, sentence.stop))
    for row in rows.itertuples():
        if row.article_id == republication.article_id and row.type != "house_style":
            for k, (start, end) in enumerate(zip(both.wire.tokens.start, both.wire.tokens.end, strict=True)):
                if start < row.wire_end and row.wire_start < end:
                    touched.add(k)
    return carried, touched & carried


def assert_unchanged_and_touched_are_all(made):
    rows = analysis.edits(made)
    shares = unchanged_shares(made)
    for republication in made.republications:
        carried, touched = covered(made.wire, republication, rows)
        words = len(analysis.annotate(made.wire).tokens.words)
        assert round(shares[republication.article_id] * words) == len(carried) - len(touched)


@settings(max_examples=40)
@given(edited_words())
def test_unchanged_and_touched_words_make_up_the_carried_ones(texts):
    assert_unchanged_and_touched_are_all(story(*texts))


def test_unchanged_and_touched_words_make_up_the_carried_ones_of_the_sample(stories):
    for made in stories:
        assert_unchanged_and_touched_are_all(made)


@pytest.mark.parametrize(("before", "after"), [("US-led", "US-backed"), ("oil-rich", "oil-poor"), ("10-day", "10-hour")])
def test_half_a_compound_that_changed_is_a_changed_word(before, after):
    made = story(f"The {before} talks failed on Monday.", f"The {after} talks failed on Monday.")
    assert unchanged_shares(made) == {"b": pytest.approx(5 / 6)}


@settings(max_examples=200)
@given(st.lists(st.text(max_size=30), max_size=6))
def test_sentences_that_somebody_else_has_cut_keep_their_borders(sentences):
    version = version_of_sentences(sentences)
    assert version.texts == tuple(sentences)
    for number in range(len(version)):
        start, end = version.spans[number]
        assert all(start <= version.start[k] < version.end[k] <= end for k in version.pieces(number))


@settings(max_examples=200)
@given(st.text(alphabet="aBc -.’'\"“”5$%\n", max_size=80))
def test_columns_of_a_version_have_a_row_a_piece(text):
    version = version_of(analysis.annotate(text))
    columns = (
        version.start,
        version.end,
        version.sentence,
        version.token,
        version.quoted,
        version.stems,
        version.name,
        version.country,
    )
    assert {len(column) for column in columns} == {len(version.keys)}
    quotes = version.annotation.quotes
    assert version.quoted == tuple(any(q.start <= at < q.end for q in quotes) for at in version.start)
