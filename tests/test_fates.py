import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.annotation import annotate
from analysis.articles.importing.ingest import import_article
from analysis.articles.model import Article, Story
from analysis.comparison.changes.fates import FATES, fates, quote_fates

WIRE = (
    "“We will close the port on Friday,” Transport Minister Ana Sol said in Lima on Monday. "
    "“Nobody asked the crews,” said Tomas Reyes, who owns three trawlers.\n"
    "Traders called the plan “a bitter blow to every family on the coast”."
)


CORPUS = Path(__file__).parents[1] / "corpus"


def plain(text):
    return text.replace("’", "'").strip(" .,")


def found(text, wire=WIRE):
    return [(f.fate, f.text) for f in fates(annotate(wire), annotate(text))]


def one(wire, text):
    """Fate of the one quotation of a wire, and what the republication prints."""
    every = found(f"{text} The session in Lima lasted two hours.", f"{wire} The session in Lima lasted two hours.")
    return every[0]


# Nothing and odd things


@pytest.mark.parametrize("text", ["", "Nothing of it.", "“”", "““””", "“", "”", "“…”", "“?!”", "\n\n", "“ ”" * 50])
def test_without_its_words_every_quotation_is_dropped(text):
    assert [fate for fate, _ in found(text)] == ["dropped"] * 3
    assert found(WIRE, wire=text)[-3:] == [("new", q.text) for q in annotate(WIRE).quotes if q.direct]


def test_a_version_keeps_its_own_quotations():
    assert [fate for fate, _ in found(WIRE)] == ["kept"] * 3


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab “”\"'‘’.[]\n", max_size=120), st.text(alphabet="ab “”\"'‘’.[]\n", max_size=120))
def test_each_quotation_has_one_fate_and_its_words(wire, text):
    one, two = annotate(wire), annotate(text)
    every = fates(one, two)
    assert [f.wire_start for f in every if f.fate != "new"] == [
        q.start for q in one.quotes if q.direct and any(c in "ab" for c in q.text)
    ]
    for f in every:
        assert f.fate in FATES
        assert f.wire_start is None or one.text[f.wire_start : f.wire_end] == f.wire_text
        assert f.start is None or (f.start < f.end and " … ".join([two.text[f.start : f.end]])[:1] == f.text[:1])
        assert (f.start is None) == (f.fate == "dropped") == (f.text is None)


def test_quotations_of_the_same_words_stay_with_their_own_speakers():
    text = "“No comment,” said Kari Holm in Oslo. Rain fell all day. “No comment,” said Per Lund in Bergen."
    every = fates(annotate(text), annotate(text))
    assert [(f.fate, f.wire_speaker, f.speaker, f.speaker_changed) for f in every] == [
        ("kept", "Kari Holm", "Kari Holm", False),
        ("kept", "Per Lund", "Per Lund", False),
    ]
    assert all(f.start == f.wire_start for f in every)


# Fates


@pytest.mark.parametrize(
    "text",
    [
        "“We will close the port on Friday”, Sol said.",
        '"We will close the port on Friday," Sol said.',
        "‘We will close the port on Friday,’ Sol said.",
        "“We will close the port,” Sol said, “on Friday.”",
        "“We will close the port,” Sol said. “On Friday.”",
        "“We will close the port on Friday. It has to be,” Sol said.",
        "“We [the government] will close the port on Friday,” Sol said.",
        "Ms Sol said the ministry “will close the port”. In full: “We will close the port on Friday.”",
    ],
)
def test_kept_whatever_the_marks_and_the_divisions(text):
    assert one("“We will close the port on Friday,” Ana Sol said.", text)[0] == "kept"


@pytest.mark.parametrize(
    "wire, text",
    [
        ("“The U.S. organised it on Jan. 5,” Sol said.", "“The US organized it on 5 January,” Sol said."),
        ("“It was a far-sighted programme,” Sol said.", "“It was a farsighted program,” Sol said."),
        ("“Mr. Lee paid 12 percent,” Sol said.", "“Lee paid 12%,” Sol said."),
    ],
)
def test_house_style_inside_marks_is_kept(wire, text):
    assert one(wire, text)[0] == "kept"


@pytest.mark.parametrize(
    "text, printed",
    [
        ("Sol said they would “close the port”.", "close the port"),
        ("“We will close the port,” Sol said.", "We will close the port,"),
        ("“We will close … on Friday,” Sol said.", "We will close … on Friday,"),
        ("The ministry “will close” the harbour, Sol said, “on Friday”.", "will close … on Friday"),
    ],
)
def test_fewer_of_the_same_words_are_truncated(text, printed):
    assert one("“We will close the port on Friday,” Ana Sol said.", text) == ("truncated", printed)


@pytest.mark.parametrize(
    "wire, text, printed",
    [
        (
            "“We will close the port on Friday,” Ana Sol said.",
            "Sol wants “to close the port on Monday”.",
            "to close the port on Monday",
        ),
        (
            "“We will close the port,” Ana Sol said.",
            "“We will never close the port,” Ana Sol said.",
            "We will never close the port,",
        ),
        (
            "“We will not close the port now,” Ana Sol said.",
            "“We will close the port now,” Ana Sol said.",
            "We will close the port now,",
        ),
        (
            "“They’re closing the port,” Ana Sol said.",
            "Sol spoke of plans “to close the port for good”.",
            "to close the port for good",
        ),
    ],
)
def test_other_words_inside_the_marks_are_altered(wire, text, printed):
    assert one(wire, text) == ("altered", printed)


def test_words_out_of_their_marks_are_paraphrased():
    fate, sentence = one(
        "“The northern trawlers rammed our patrol boat,” Ana Sol said.", "The northern trawlers rammed their patrol boat, Sol said."
    )
    assert (fate, sentence) == ("paraphrased", "The northern trawlers rammed their patrol boat, Sol said.")


RECKLESS = "“The captain of the ferry acted recklessly, and it could have drowned my crew,” Tomas Reyes said."


@pytest.mark.parametrize(
    "text, fate",
    [
        ("Reyes accused the captain of recklessness.", "paraphrased"),
        ("Tomas Reyes was angry. He accused the captain of recklessness.", "paraphrased"),
        # Somebody else, nobody who says so, and one word alone.
        ("Lena Voss accused the captain of recklessness.", "dropped"),
        ("Tomas Reyes was angry. Lena Voss was not. She accused the captain of recklessness.", "dropped"),
        ("The recklessness of the captain had an end.", "dropped"),
        ("Reyes said the captain was asleep.", "dropped"),
    ],
)
def test_a_person_who_is_said_to_say_so_in_other_words_is_paraphrased(text, fate):
    assert one(RECKLESS, text)[0] == fate


def test_speaking_of_the_same_subject_is_no_paraphrase():
    wire = f"The captain of the ferry has left the port. {RECKLESS}"
    assert found("Reyes said the captain of the ferry would be at the hearing.", wire) == [("dropped", None)]
    assert found("Reyes spoke of recklessness toward his crew, and accused the captain.", wire)[0][0] == "paraphrased"


def test_what_the_narrator_of_the_wire_says_too_is_no_paraphrase():
    wire = "The trawler rammed a patrol boat off Lima. “A boat was rammed, and I want to know why,” Ana Sol said."
    assert found("The trawler rammed a patrol boat off Lima.", wire) == [("dropped", None)]


def test_the_same_words_by_chance_are_no_trace():
    assert (
        one("“We will go to the court,” Ana Sol said.", "“We will see,” said Tomas Reyes. “It is a long way to the sea.”")[0]
        == "dropped"
    )


def test_two_quotations_that_an_outlet_joins_are_both_kept():
    wire = "“We will close the port,” Ana Sol said. She added: “Nobody asked the crews.”"
    assert found("“We will close the port. Nobody asked the crews,” Ana Sol said.", wire) == [
        ("kept", "We will close the port"),
        ("kept", "Nobody asked the crews,"),
    ]


def test_quotations_of_the_republication_alone_come_last():
    every = found(f"{WIRE}\n“My bags are by the door,” said Ines Duarte, a passenger.")
    assert every[-1] == ("new", "My bags are by the door,")
    assert [fate for fate, _ in every] == ["kept"] * 3 + ["new"]


def test_a_changed_speaker_is_marked_and_a_description_is_not():
    wire = annotate("“We will close the port on Friday,” said Ana Sol.")
    changed = {
        text: fates(wire, annotate(text))[0].speaker_changed
        for text in (
            "“We will close the port on Friday,” said Tomas Reyes.",
            "“We will close the port on Friday,” said Ms Sol.",
            "“We will close the port on Friday,” said the minister.",
            "“We will close the port on Friday,” Portugal said.",
            "“We will close the port on Friday,” Harbour Watch said.",
        )
    }
    assert list(changed.values()) == [True, False, False, False, True]


def test_a_country_may_be_whoever_speaks_for_it():
    wire = annotate("“We will close the port on Friday,” Portugal said.")
    for text in ("“We will close the port on Friday,” said Ana Sol.", "“We will close the port on Friday,” Peru said."):
        assert not fates(wire, annotate(text))[0].speaker_changed


def test_a_huge_quotation_is_compared_in_bounded_time():
    wire = annotate("“" + "no " * 20_000 + "way,” Ana Sol said.")
    text = annotate("“" + "no " * 20_001 + "way,” Ana Sol said.")
    assert [f.fate for f in fates(wire, wire)] == ["kept"]
    assert [f.fate for f in fates(wire, text)] == ["kept"]


# The frame


def test_frame_leads_to_the_words():
    wire = Article.from_text(WIRE, story_id="s", article_id="w", outlet="Wire", role="wire")
    other = Article.from_text(
        "Sol said: “We will close the port on Friday.”\n“My bags are by the door,” he said.", article_id="r", outlet="Post"
    )
    frame = quote_fates(Story("s", "Port", wire, (other, Article.from_text("", article_id="e"))))
    assert frame.article_id.tolist() == ["r"] * 4 + ["e"] * 3
    assert frame.fate.tolist() == ["kept", "dropped", "dropped", "new", "dropped", "dropped", "dropped"]
    assert {str(frame[name].dtype) for name in ("wire_start", "wire_end", "start", "end")} == {"Int64"}
    assert frame.speaker_changed.dtype == bool
    row = frame.iloc[0]
    assert wire.text[row.wire_start : row.wire_end] == row.wire_text
    assert other.text[row.start : row.end] == row.text


def test_frame_of_a_story_without_quotations_has_its_columns():
    wire = Article.from_text("Nothing was said.", role="wire")
    frame = quote_fates(Story("s", "Nothing", wire, ()))
    assert frame.empty and {"story_id", "article_id", "wire_text", "text", "fate", "speaker_changed"} <= set(frame.columns)


# Against labels


def test_fates_agree_with_the_sample_corpus(stories):
    right = total = 0
    for story in stories:
        with (CORPUS / story.story_id / "gold.csv").open(encoding="utf8") as table:
            gold = [row for row in csv.DictReader(table) if row["layer"] == "quote"]
        for republication in story.republications:
            ours = Counter((f.fate, plain(f.wire_text or f.text)) for f in fates(annotate(story.wire), annotate(republication)))
            rows = [row for row in gold if row["article_id"] == republication.article_id]
            labels = Counter((row["value"], plain(row["wire_text"] or row["text"])) for row in rows)
            right, total = right + sum((ours & labels).values()), total + sum(labels.values())
    assert total > 200
    assert right / total >= 0.98


def test_the_fates_in_real_articles(shared):
    wire, rewrite, light = (
        annotate(import_article(path, story_id="s", outlet="o", role="wire")) for path in sorted((shared / "seeds").glob("*.txt"))
    )
    assert [f.fate for f in fates(wire, light)] == ["kept"] * 6 + ["dropped"] * 2 + ["new"]
    assert [f.fate for f in fates(wire, rewrite)] == ["dropped"] * 2 + ["altered", "truncated", "paraphrased"] + ["dropped"] * 3
