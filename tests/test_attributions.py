"""Attributions: who says or thinks what, in quotation marks or without."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import annotate


def found(text: str) -> list[tuple[str, str, str]]:
    return [(a.source, a.kind, text[a.start : a.end]) for a in annotate(text).attributions]


@pytest.mark.parametrize("text", ["", " ", "\n", "Harbour", "said", "Said.", "“", "according to", "The harbour is shut."])
def test_nothing_is_attributed(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("Ana Brito said that the harbour was shut.", "Ana Brito", "that the harbour was shut"),
        ("The harbour was shut, Ana Brito said.", "Ana Brito", "The harbour was shut"),
        ("The harbour was shut, said Ana Brito.", "Ana Brito", "The harbour was shut"),
        ("According to the port’s director, Ana Brito, ships will leave.", "Ana Brito", "ships will leave"),
        ("Ships will leave, according to Ana Brito.", "Ana Brito", "Ships will leave"),
        ("The Russian minister believes that ships will leave.", "The Russian minister", "that ships will leave"),
        ("Ana Brito, who runs the port, said on Friday that ships would leave.", "Ana Brito", "that ships would leave"),
        (
            "Yesterday the mayor and his allies told reporters that ships would leave.",
            "the mayor and his allies",
            "that ships would leave",
        ),
    ],
)
def test_indirect_speech_has_its_source(text, source, said):
    ((who, kind, what),) = found(text)
    assert (who, kind) == (source, "indirect")
    assert said in what


def test_marks_and_a_clause_with_one_cue_are_one_attribution():
    text = "Ana Brito said the tax was “far too high”. “We pay,” she added. She fears that ships will leave."
    assert [(source, kind) for source, kind, _ in found(text)] == [
        ("Ana Brito", "direct"),
        ("Ana Brito (she)", "direct"),
        ("Ana Brito (she)", "indirect"),
    ]
    assert [a.thought for a in annotate(text).attributions] == [False, False, True]
    assert {a.name for a in annotate(text).attributions} == {"Ana Brito"}


def test_what_a_source_reports_in_marks_is_not_looked_into():
    assert found("“The mayor said that ships will leave,” Ana Brito said.") == [
        ("Ana Brito", "direct", "The mayor said that ships will leave,")
    ]


WORDS = ["Ana Brito ", "said ", "that ", "ships ", "left, ", "according ", "to ", "“", "” ", "he ", "who ", ". ", "fears ", "\n"]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=40).map("".join)))
def test_any_text_gives_sound_spans(text):
    for a in annotate(text).attributions:
        assert 0 <= a.start < a.end <= len(text)
        assert 0 <= a.source_start < a.source_end <= len(text)
        assert (a.cue_start is None) == (a.cue_end is None)
        named = text[a.source_start : a.source_end]
        assert a.source == named or a.source.casefold().endswith(f"({named.casefold()})")
        assert a.kind in ("direct", "indirect")


@pytest.mark.parametrize(
    ("text", "sources", "said"),
    [
        (
            "The flood destroyed three bridges, and aid workers said that more rain was coming.",
            ["aid workers"],
            "that more rain was coming",
        ),
        ("Britain pledged £8 million, and India said that a ship would come.", ["India"], "that a ship would come"),
        ("The mine closed early, but analysts said that it would open.", ["analysts"], "that it would open"),
        ("Peru, Chile, and Japan said that they agree.", ["Peru, Chile, and Japan"], "that they agree"),
        ("Ana Lind called for new talks with the union.", ["Ana Lind"], "for new talks with the union"),
        ("Ana Lind cited the late delivery of the ship.", ["Ana Lind"], "the late delivery of the ship"),
        ("The firm this month announced it would close.", [], None),
    ],
)
def test_whose_words_they_are_and_where_they_begin(text, sources, said):
    found = annotate(text).attributions
    assert [a.source for a in found] == sources
    assert [text[a.start : a.end] for a in found] == ([said] if said else [])
