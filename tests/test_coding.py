"""Samples to label: what is asked, who has a chance to be drawn, and what each item stands for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from conftest import ROOT
from hostile_story import hostile_story
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import AnalysisError, annotate, sample_for_coding
from analysis.articles.corrections import Correction
from analysis.comparison.coding.codebooks import codebooks
from analysis.comparison.coding.sampling import STRATA, coding_items

LAYERS = tuple(codebooks())
layers = pytest.mark.parametrize("layer", LAYERS)


@layers
def test_a_codebook_says_what_the_labels_are(layer):
    """The page and the buttons come from one table."""
    page = (ROOT / "docs" / "codebooks" / f"{layer}.md").read_text("utf8")
    book = codebooks()[layer]
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", page.split("## How to decide")[0], re.MULTILINE)
    assert rows == [(code.code, code.label, code.rule) for code in book.codes]
    assert f"**{book.question}**" in page
    for part in ("## How to decide", "## Examples", "## On the border"):
        assert len(page.split(part)[1].split("##")[0].strip().splitlines()) >= 2
    answers = {row[1].strip("` ") for row in re.findall(r"^\|(.+?)\|(.+?)\|.*\|$", page.split("## Examples")[1], re.MULTILINE)[2:]}
    assert layer == "speakers" or answers <= {code.code for code in book.codes}


@layers
def test_offsets_lead_to_the_marked_words_and_their_context(layer, stories):
    texts = {(s.story_id, a.article_id): a.text for s in stories for a in s.articles}
    wires = {s.story_id: s.wire.text for s in stories}
    frame = coding_items(stories, layer)
    assert frame.item.is_unique and len(frame)
    for row in frame.itertuples():
        text = texts[row.story_id, row.article_id]
        assert text[row.start : row.end] == row.text
        assert text[row.start - len(row.before) : row.end + len(row.after)] == row.before + row.text + row.after
        assert row.kit in row.options and len(row.options) <= 9
        if row.beside:
            first = row.beside.removeprefix("“").removesuffix("”").split(" … ")[0]
            assert wires[row.story_id][row.wire_start :].removeprefix("“").startswith(first)


@layers
def test_what_the_kit_does_not_find_is_drawn_too(layer, stories):
    """A layer of sentences, links or fates is asked about everything, or recall would be made up."""
    kit = set(coding_items(stories, layer).kit)
    asked = {"relations": "unrelated", "fates": "dropped", "claims": "kept"} | dict.fromkeys(
        ("hedges", "countries", "quotations"), "no"
    )
    assert layer not in asked or {asked[layer]} < kit


@settings(max_examples=15)
@given(
    st.sampled_from(LAYERS),
    st.integers(1, 900),
    st.integers(0, 3),
    st.one_of(st.just("none"), st.sampled_from(STRATA), st.lists(st.sampled_from(STRATA), min_size=1, max_size=2, unique=True)),
)
def test_weights_add_up_to_the_corpus_and_to_every_stratum(stories, layer, n, seed, stratify):
    everything = coding_items(stories, layer)
    try:
        sample = sample_for_coding(stories, layer, n, seed=seed, stratify=stratify)
    except AnalysisError as error:
        assert n < int(re.search(r"of (\d+) strata", str(error))[1])
        return
    assert len(sample) == min(n, len(everything)) and sample.item.is_unique
    assert set(sample.item) <= set(everything.item)
    by = sample.groupby("stratum")
    assert by.weight.sum().round(6).equals(by.stratum_size.first().astype(float))
    assert sample.weight.sum() == pytest.approx(len(everything))


def test_a_larger_sample_of_the_same_seed_holds_the_smaller_one(stories):
    small, large, other = (sample_for_coding(stories, "sentiment", n, seed=seed) for n, seed in ((30, 1), (60, 1), (30, 2)))
    assert set(small.item) < set(large.item)
    assert set(small.item) != set(other.item)
    assert sample_for_coding(stories, "sentiment", 30, seed=1).equals(small)


def test_every_item_has_the_same_chance_within_its_stratum(stories):
    drawn = [item for seed in range(60) for item in sample_for_coding(stories[:1], "quotations", 10, seed=seed).item]
    sample = sample_for_coding(stories[:1], "quotations", 1000)
    for _, part in sample.groupby("stratum"):
        expected = 60 * 5 / len(part)
        counts = [drawn.count(item) for item in part.item]
        assert max(abs(count - expected) for count in counts) < 5 * expected**0.5


def test_rare_codes_are_met(stories):
    assert sample_for_coding(stories, "fates", 15).kit.value_counts().to_dict() == dict.fromkeys(
        ("kept", "dropped", "truncated", "paraphrased", "altered"), 3
    )


@layers
def test_markup_and_empty_texts_are_items_like_others(layer):
    sample = sample_for_coding(hostile_story(), layer, 500)
    assert len(sample) == len(coding_items(hostile_story(), layer)) > 0
    assert sample_for_coding([], layer, 5).dtypes.equals(sample.dtypes)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("hedge", 5), "There is no layer 'hedge' to code: choose one of hedges"),
        (("hedges", 0), "give a whole number from 1"),
        (("hedges", 2.5), "give a whole number from 1"),
    ],
)
def test_what_cannot_be_drawn_is_told(stories, arguments, message):
    with pytest.raises(AnalysisError, match=message):
        sample_for_coding(stories, *arguments)


def test_unknown_strata_are_told(stories):
    with pytest.raises(AnalysisError, match=r"by 'country': use kit, outlet, role, story_id, or 'none'"):
        sample_for_coding(stories, "hedges", 5, stratify="country")


def test_what_people_have_corrected_is_asked_about_as_the_kit_reads_it(stories):
    story = stories[0]
    found = coding_items([story], "hedges")
    hit = next(hedge for hedge in annotate(story.wire).hedges)
    told = Correction("hedge", story.wire.article_id, hit.start, hit.end, hit.text, "no", kit=hit.kind)
    corrected = replace(story, wire=replace(story.wire, corrections=(told,)))
    assert len(annotate(corrected.wire).hedges) < len(annotate(story.wire).hedges)
    assert coding_items([corrected], "hedges").equals(found)
