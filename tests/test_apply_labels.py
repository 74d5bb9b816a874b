"""Labels that differ from the kit become corrections of the corpus."""

from __future__ import annotations

import shutil

import pytest
from conftest import ROOT

from analysis import AnalysisError, Coder, annotate, apply_labels, load_corpus, load_labels, sample_for_coding


@pytest.fixture
def corpus(tmp_path):
    shutil.copytree(ROOT / "corpus" / "cod-collision", tmp_path / "corpus" / "cod-collision")
    return tmp_path / "corpus"


def read(corpus, row):
    """What is read of a labelled item after the corrections."""
    (story,) = load_corpus(corpus)
    found = annotate(next(article for article in story.articles if article.article_id == row.article_id))
    if row.layer == "speakers":
        return next((quote.speaker_name or "unnamed") for quote in found.quotes if (quote.start, quote.end) == (row.start, row.end))
    mention = next((m for m in found.mentions if (m.start, m.end) == (row.start, row.end)), None)
    if mention is None:
        return "not_country"
    return mention.voice if row.layer == "voice" else ("neutral", "favourable", "unfavourable")[mention.label]


@pytest.mark.parametrize("layer", ["sentiment", "voice", "speakers"])
def test_what_people_say_is_what_the_corpus_says_from_then_on(corpus, layer):
    file = corpus / "labels.csv"
    sample = sample_for_coding(load_corpus(corpus), layer, 12)
    coder = Coder(sample, "Ana", file)
    for k, row in enumerate(sample.itertuples()):
        coder.give(row.kit if k % 2 else next(code for code in row.options if code not in (row.kit, "other", "no_speech")))
    assert apply_labels(file, corpus) == 6
    for row in load_labels(file).itertuples():
        assert read(corpus, row) == row.label
    apply_labels(file, corpus)
    assert sum(len(article.corrections) for article in load_corpus(corpus)[0].articles) == 6


def test_where_people_differ_or_nobody_is_told_apart_nothing_is_corrected(corpus):
    file = corpus / "labels.csv"
    sample = sample_for_coding(load_corpus(corpus), "voice", 4)
    for name, code in (("Ana", "narrator"), ("Bo", "source")):
        coder = Coder(sample, name, file)
        for _ in range(4):
            coder.give(code)
    assert apply_labels(file, corpus) == 0
    assert apply_labels(file, corpus, coder="Bo") == int((sample.kit != "source").sum())
    with pytest.raises(AnalysisError, match="'Cy' has labelled nothing"):
        apply_labels(file, corpus, coder="Cy")
    with pytest.raises(AnalysisError, match="is not known"):
        apply_labels(load_labels(file).assign(kit=None), corpus)
