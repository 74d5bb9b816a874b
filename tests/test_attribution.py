"""Reporting verbs: speech and nothing else, neutral or loaded."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.annotation import annotate
from analysis.annotation.quotes.quotations import find_quotes
from analysis.annotation.quotes.reporting import find_reporting_verbs, reporting_forms
from analysis.annotation.text.words import tokenize

TABLE = Path(__file__).parents[1] / "analysis" / "data" / "reporting_verbs.csv"


def verbs(text: str) -> list[tuple[str, str]]:
    return [(verb.text, verb.kind) for verb in find_reporting_verbs(tokenize(text))]


@pytest.mark.parametrize("text", ["", " ", "\n", "Harbour", "“”", ".", "The harbour lay still.", "12 %"])
def test_text_without_speech_has_none(text):
    assert verbs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Lee said sales rose.",
        "Lee says it is late.",
        "Lee told the court he was ill.",
        "“Sales rose,” Lee added.",
        "Lee added that sales rose.",
        "Sales, Lee added, rose.",
        "Sales rose, Lee added.",
        "Lee noted: “Sales rose.”",
        "Lee stated the harbour was shut.",
        "According to Lee, sales rose.",
        "Sales rose, according to Lee.",
        "Lee called the tax “a joke”.",
        "Lee asked whether sales rose.",
        "“Sales rose,” Lee went on.",
        "Lee reports that sales rose.",
        "Officials report that sales rose.",
    ],
)
def test_neutral_verbs(text):
    ((_, kind),) = verbs(text)
    assert kind == "neutral"


@pytest.mark.parametrize(
    "text",
    [
        "Lee claimed that sales rose.",
        "Lee claimed to be ill.",
        "The boat that Lee claims was stolen is back.",
        "Lee claims the minister has lied.",
        "Lee insisted sales rose.",
        "Lee slammed the tax.",
        "Lee admitted a mistake.",
        "Lee boasted of his sales.",
        "Lee pointed out that sales rose.",
        "Lee lashed out at the tax.",
        "Lee denied the charge.",
        "“It is over,” Lee thundered.",
        "Lee alleges that Vlk lied.",
        "Lee charged that Vlk was a thief.",
        "Lee demanded that Vlk resign.",
        "He maintained that sales rose.",
    ],
)
def test_loaded_verbs(text):
    ((_, kind),) = verbs(text)
    assert kind == "loaded"


@pytest.mark.parametrize(
    "text",
    [
        "Shares added 5 per cent.",
        "Sugar was added to the tea.",
        "Lee was charged with murder.",
        "Insurance claims were high.",
        "The stated aim is peace.",
        "The report was late and its claims were thin.",
        "Reports of theft rose.",
        "The police received many reports about theft.",
        "The point is moot; he pointed at the map.",
        "The claims were settled.",
        "Lee slammed the door.",
        "Lee was admitted to hospital.",
        "Lee was denied entry.",
        "The alleged thief fled.",
        "The accused left the court.",
        "Lee claimed the prize.",
        "Lee read the book and called a friend.",
        "Lee thinks a lot.",
        "The hotel boasts a pool.",
        "As the saying goes, time is money.",
        "They had no say.",
        "Lee maintained the road.",
        "Lee observed the birds.",
        "He hit the ball out of the ground and hit a man.",
        "The states voted.",
    ],
)
def test_other_meanings_report_nothing(text):
    assert verbs(text) == []


def test_a_verb_and_its_particle_are_one():
    assert verbs("Lee pointed out that sales rose.") == [("pointed out", "loaded")]


def test_verbs_inside_quotations_are_the_speakers():
    tokens = tokenize("“He claimed that I said so,” Lee said.")
    assert [verb.text for verb in find_reporting_verbs(tokens)] == ["claimed", "said", "said"]
    assert [verb.start for verb in find_reporting_verbs(tokens, find_quotes(tokens))] == [tokens.text.rindex("said")]


def test_the_annotation_keeps_the_narrators_verbs():
    assert [verb.text for verb in annotate("“He claimed that I said so,” Lee said.").reporting] == ["said"]


def test_the_table_is_sound():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["form"] for row in rows}) == len(rows) == len(reporting_forms())
    for row in rows:
        assert row["form"] == row["form"].strip().lower()
        assert row["kind"] in ("neutral", "loaded")
        assert row["use"] in ("any", "clause", "quote", "thought")
        assert row["source"]


PIECES = [*reporting_forms(), *"“”\"'‘’.,:\n", "Lee", "he", "the", "that", "was", "to", "out", "is"]


@settings(deadline=None)  # the first text loads the tables
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)))
def test_any_text_gives_sound_spans(text):
    end = 0
    for verb in find_reporting_verbs(tokenize(text)):
        assert end <= verb.start < verb.end <= len(text)
        assert verb.text == text[verb.start : verb.end]
        assert verb.kind in ("neutral", "loaded")
        end = verb.end


@pytest.mark.parametrize("piece", ["said ", "added ", "“", "called ", "claims that ", "pointed "])
def test_monotonous_text_is_read_to_the_end(piece):
    assert verbs(piece * 20_000 + "\nLee said no.")[-1] == ("said", "neutral")


def test_a_name_inside_a_sentence_is_no_verb():
    found = find_reporting_verbs(tokenize("The minister said the United States and its allies left. Lee states that they left."))
    assert [verb.text for verb in found] == ["said", "states"]
