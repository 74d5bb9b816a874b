import csv
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.annotation import annotate
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.align import align
from analysis.comparison.changes.edits import EDIT_TYPES, edits, word_edits
from analysis.comparison.folding import fold

TABLE = Path(__file__).parent / "data" / "edits.csv"


def found(one, two):
    return [(e.before, e.after, e.type) for e in word_edits(one, two)]


# Nothing and odd things


@pytest.mark.parametrize(
    "text", ["", "   ", "?!", "“”", "word", "Ministers left on Monday.", "’", "Mr", "5", "\u200b", "no " * 2000]
)
def test_the_same_sentence_has_no_edits(text):
    assert word_edits(text, text) == ()


@pytest.mark.parametrize("one, two", [("", "Ministers left."), ("Ministers left.", ""), ("?", "!"), ("Mr", "Ms")])
def test_where_there_is_nothing_to_compare_there_are_no_edits(one, two):
    assert word_edits(one, two) == ()


def test_a_rewrite_has_no_word_marks():
    assert word_edits("Ministers left the capital on Monday.", "A quiet week ends with nobody at the table.") == ()


def test_long_passages_that_differ_are_one_change():
    one, two = "start " + "a b " * 1500 + "end", "start " + "b a c " * 1100 + "end"
    assert len(word_edits(one, two)) <= 1


WORDS = [
    "Mr",
    "Lee",
    "said",
    "the",
    "ship",
    "“",
    "”",
    "may",
    "12",
    "twelve",
    "harbour",
    "harbor",
    "on",
    "Monday",
    ".",
    "US",
    "U.S.",
    "he",
]
SENTENCE = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(SENTENCE, SENTENCE)
def test_outside_the_edits_both_sentences_say_the_same(one, two):
    every = word_edits(one, two)
    if not every:
        return
    rest = [list(one), list(two)]
    for e in every:
        assert (e.before, e.after) == (one[e.wire_start : e.wire_end], two[e.start : e.end])
        assert e.before or e.after
        assert e.type in EDIT_TYPES
        rest[0][e.wire_start : e.wire_end] = "\0" * (e.wire_end - e.wire_start)
        rest[1][e.start : e.end] = "\0" * (e.end - e.start)
    ends = [(0, 0), *((e.wire_end, e.end) for e in every)]
    assert all(a <= e.wire_start and b <= e.start for (a, b), e in zip(ends, every, strict=False))
    left = [[c for c in "".join(text).replace("\0", "").lower() if c.isalnum()] for text in rest]
    assert left[0] == left[1]


# Phrases


@pytest.mark.parametrize(
    "one, two, expected",
    [
        (
            "Mr. Vera said 14 people died in the harbour.",
            "Vera claimed 16 people died in the harbor.",
            [
                ("Mr.", "", "house_style"),
                ("said", "claimed", "attribution"),
                ("14", "16", "number"),
                ("harbour", "harbor", "house_style"),
            ],
        ),
        (
            "He called the plan “a disaster” for all.",
            "He called the plan a disaster for all.",
            [("“a disaster”", "a disaster", "quotation")],
        ),
        (
            "President Joao Tavares opened the bridge.",
            "The president opened the bridge.",
            [("President Joao Tavares", "The president", "naming")],
        ),
        (
            "Jan Novak owns the ship in the port.",
            "Mr Novak owns the ship in the port.",
            [("Jan", "", "naming"), ("", "Mr", "house_style")],
        ),
        ("Sanctions may follow in May.", "Sanctions will follow in June.", [("may", "will", "hedge"), ("May", "June", "number")]),
        ("Peru, South Korea and Chile sent ships north.", "Peru and Chile sent ships north.", [("South Korea", "", "wording")]),
        ("The German Chancellor sent ships north.", "The Chancellor sent ships north.", [("German", "", "naming")]),
        ("The two sides met in Rome.", "Vera and Lind met in Rome.", [("The two sides", "Vera and Lind", "wording")]),
        ("“The words ‘might go’ mean nothing,” Sol said.", "\"The words 'might go' mean nothing,\" Sol said.", []),
    ],
)
def test_one_edit_a_changed_phrase(one, two, expected):
    assert found(one, two) == expected


def test_a_capital_that_a_cut_brings_is_no_edit():
    assert found("On Monday the ministers left the capital.", "The ministers left the capital.") == [("On Monday", "", "number")]


# The frame


def story(wire, text):
    one = Article.from_text(wire, article_id="w", story_id="s", role="wire")
    return Story("s", "Ships", one, (Article.from_text(text, article_id="r", story_id="s"),))


def test_frame_leads_to_the_words():
    case = story(
        "Talks ended.\nMr Okoro said three ships left the port on Friday.", "Okoro said four ships left the port on Friday."
    )
    frame = edits(case)
    assert set(frame.type) <= set(EDIT_TYPES)
    assert frame.type.tolist() == ["house_style", "number"]
    assert frame.wire_sentence.tolist() == [1, 1] and frame.sentence.tolist() == [0, 0]
    for row in frame.itertuples():
        assert case.wire.text[row.wire_start : row.wire_end] == row.before
        assert case.republications[0].text[row.start : row.end] == row.after


def test_parts_of_a_split_sentence_are_compared_as_one_passage():
    wire = "Two ferries were turned back, and about 300 passengers spent the night at a school."
    frame = edits(story(wire, "Two ferries were turned back. 300 passengers spent the night at a school."))
    assert frame[["before", "after", "type"]].values.tolist() == [["and about", "", "hedge"]]


def test_rewritten_pairs_have_no_row():
    case = story(
        "The government has offered a rebate of 12 percent, which the union rejected.",
        "Dockers have thrown out what the state put on the table: a rebate of 12 percent.",
    )
    assert [link.relation for link in align(case.wire, case.republications[0]).links] == ["rewritten"]
    assert edits(case).empty


def test_frame_of_a_story_without_changes_has_its_columns():
    frame = edits(story("Talks ended.", "Talks ended."))
    assert frame.empty
    assert frame.columns.tolist()[4:7] == ["before", "after", "type"]


def types(one, two):
    return [(e.before, e.after, e.type) for e in word_edits(one, two)]


def test_a_claim_is_turned_round_by_a_negation_or_an_opposite():
    assert types("The board has not left the port.", "The board has left the port.") == [("not", "", "reversal")]
    assert types("The board offered to leave the port.", "The board refused to leave the port.") == [
        ("offered", "refused", "reversal")
    ]


def test_a_contraction_is_style():
    assert types("They do not leave the port.", "They don’t leave the port.") == [("do not", "don’t", "house_style")]


def test_a_negation_that_moves_turns_nothing_round():
    found = types("The board did not say that it knew of the leak.", "The board said that it did not know of the leak.")
    assert found and "reversal" not in [kind for *_, kind in found]


def test_two_ways_to_deny_turn_nothing_round():
    for one, two in [
        ("The board could not leave the port.", "The board was unable to leave the port."),
        ("The board did not accept the plan.", "The board rejected the plan."),
        ("It was unlikely to fill the gap.", "It will not fill the gap."),
    ]:
        assert "reversal" not in [kind for *_, kind in types(one, two)], one


# Against labels


@pytest.mark.parametrize("part, least", [("tuned", 0.94), ("held out", 0.8)])
def test_types_agree_with_the_labelled_table(part, least):
    spec = spec_from_file_location("edit_types", Path(__file__).parents[1] / "benchmarks" / "edit_types.py")
    benchmark = module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    counts, _ = benchmark.confusion(part)
    labelled = sum(n for (kind, _), n in counts.items() if kind != "not labelled")
    assert sum(counts[kind, kind] for kind in EDIT_TYPES) >= least * labelled
    assert labelled >= 40


def test_the_table_has_no_offsets_to_get_wrong():
    with TABLE.open(encoding="utf8") as table:
        for row in csv.DictReader(table):
            assert row["before"] in row["wire_sentence"] and row["after"] in row["sentence"] and row["type"] in EDIT_TYPES
            assert fold(row["wire_sentence"]) and annotate(row["sentence"]).sentences
