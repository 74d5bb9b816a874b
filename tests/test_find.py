"""Finding republications: fingerprints, the index, what the alignment confirms, credits, and the command."""

from __future__ import annotations

import csv
import json

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_archive import Archive, pile

from analysis import AnalysisError, Article, annotate, cli, find_republications, load_corpus
from analysis.archive import index as index_module
from analysis.archive.credits import find_credit
from analysis.archive.fingerprints import fingerprints
from analysis.archive.index import WireIndex
from analysis.articles.corpus.records import to_record

_WORD = st.text("abcdefgh", min_size=1, max_size=4)


@settings(max_examples=40)
@given(st.lists(_WORD, max_size=40), st.lists(_WORD, max_size=40), st.lists(_WORD, min_size=12, max_size=16))
def test_texts_with_twelve_words_in_a_row_in_common_share_a_print(before, after, shared):
    one, other = " ".join([*before, *shared, *after]), " ".join([*after, "x", *shared, "y", *before])
    prints, owner = fingerprints([one, other])
    assert set(prints[owner == 0]) & set(prints[owner == 1])


@settings(max_examples=40)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_a_text_has_the_same_prints_alone_and_among_others(texts):
    prints, owner = fingerprints(texts)
    for k, text in enumerate(texts):
        assert np.array_equal(prints[owner == k], fingerprints([text])[0])


def test_a_text_of_any_length_and_script_is_read():
    words = " ".join(f"w{k}" for k in range(120_000))
    _, owner = fingerprints(
        [words, "", "Hello", "Ни слова о ценах на хлеб сегодня", "😀 " * 50, "half \ud800 a character is no end of a text"]
    )
    assert 0.15 < np.sum(owner == 0) / 120_000 < 0.3
    assert np.bincount(owner, minlength=6)[1:3].tolist() == [0, 0] and np.sum(owner == 3) >= 1


def test_capitals_accents_apostrophes_and_punctuation_do_not_count():
    plain = "they re sure that Malaga s port wont open before the summer of next year"
    prints, _ = fingerprints([plain.replace("wont", "won’t"), plain.upper().replace(" ", " — "), plain.replace("Malaga", "Málaga")])
    assert len(set(prints)) * 3 == len(prints)


def test_a_run_of_words_that_stands_everywhere_says_nothing(monkeypatch):
    monkeypatch.setattr(index_module, "COMMON", 5)
    notice = "This report may not be published broadcast rewritten or redistributed without the permission of its owner."
    index = WireIndex.of([f"{notice} Number {k} of its kind speaks of {k} boats and {k} nets in {k} harbours." for k in range(8)])
    assert not len(index.candidates([notice]).wire)


def test_an_index_comes_back_from_its_folder(tmp_path):
    texts = [Archive(3).wire_article(k).text for k in range(3)]
    index = WireIndex.of(texts)
    index.save(tmp_path)
    found, again = index.candidates(texts), WireIndex.load(tmp_path).candidates(texts)
    assert all(np.array_equal(a, b) for a, b in zip(found, again, strict=True))
    assert {(t, w) for t, w, c in zip(found.text, found.wire, found.containment, strict=True) if c == 1} == {(0, 0), (1, 1), (2, 2)}


@pytest.fixture(scope="module")
def archive():
    return Archive(30, seed=5, words=350)


def test_known_reuse_is_found_and_nothing_else(archive):
    drawn = list(pile(archive, {"copy": 1, "edited": 1, "half": 1, "quarter": 1, "topic": 2, "unrelated": 2}, 120, seed=3))
    frame = find_republications([archive.wire_article(k) for k in range(30)], [article for _, _, article in drawn])
    truth = {(article.article_id, f"wire-{k}") for kind, k, article in drawn if kind not in ("topic", "unrelated")}
    assert {*zip(frame.article_id, frame.wire_id, strict=True)} == truth
    texts = {article.article_id: article.text for _, _, article in drawn}
    for row in frame.itertuples():
        assert all(0 <= share <= 1 for share in (row.containment, row.carried, row.narrated, row.borrowed))
        spans = [tuple(map(int, span.split("-"))) for span in row.passages.split()]
        assert max(len(annotate(texts[row.article_id][a:b]).tokens.words) for a, b in spans) == row.longest_passage
        assert row.credited == ("Harbour Wire" in texts[row.article_id]) == (row.credit_place == "dateline")
    copies = frame[frame.article_id.str.contains("copy")]
    assert len(copies) and (copies.carried == 1).all() and (copies.containment > 0.9).all()


def test_the_rows_keep_the_order_of_the_articles_however_long_the_pile_is(archive, monkeypatch):
    wires = [archive.wire_article(k) for k in range(5)]
    articles = [archive.article(k, "copy", k % 5) for k in range(12)]
    frame = find_republications(wires, iter(articles))
    monkeypatch.setattr("analysis.archive.find._TURN", 5)
    pd.testing.assert_frame_equal(frame, find_republications(wires, iter(articles)))
    assert frame.article_id.tolist() == [article.article_id for article in articles]


def test_quotations_alone_confirm_nothing():
    said = "“We will not sign a paper that takes the harbour from the people who built it and gives it to a bank abroad,”"
    wire = Article.from_text(f"{said} Holm said. Talks ended late.", role="wire", article_id="a")
    assert not len(find_republications([wire], [Article.from_text(f"{said} Holm told a radio station. Rain fell on the port.")]))


def test_a_wire_in_the_pile_is_no_republication_of_itself(archive):
    wire = archive.wire_article(0)
    assert not len(find_republications([wire], [wire]))


def test_nothing_gives_an_empty_frame_with_the_same_columns(archive):
    full = find_republications([archive.wire_article(0)], [archive.article(0, "copy", 0)])
    for wires, articles in (([], []), ([], [archive.article(0, "copy", 0)]), ([archive.wire_article(0)], [Article.from_text("")])):
        empty = find_republications(wires, articles)
        assert not len(empty) and empty.dtypes.equals(full.dtypes)


@pytest.mark.parametrize("least", [0, -1, 1.5, float("nan")])
def test_a_share_out_of_range_is_refused(least):
    with pytest.raises(AnalysisError, match="least"):
        find_republications([], [], least=least)


def test_an_invented_credit_is_read_as_it_is_labelled():
    with (ROOT / "tests" / "data" / "agency_credits.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = ["The minister resigned on Monday.", "His party met in the evening.", "Nobody else spoke."]
    wrong = []
    for row in rows:
        k = {"first": 0, "body": 1, "last": 2}.get(row["place"])
        text = "\n".join(row["text"] if k == n else line for n, line in enumerate(lines))
        article = Article.from_text(text, byline=row["text"] if k is None else None)
        wrong += [row] if (find_credit(article, row["agency"]) is not None) != (row["credited"] == "yes") else []
    assert len(rows) >= 200 and len(wrong) <= 0.03 * len(rows), wrong


def test_a_credit_names_its_words():
    article = Article.from_text("Talks failed.\nThe Associated Press contributed to this report from Lisbon.")
    assert find_credit(article, "AP") == ("ending", "The Associated Press contributed to this report from Lisbon.")
    assert find_credit(article, "Reuters") is None


def test_the_command_writes_a_table_and_a_corpus(archive, tmp_path, capsys):
    wires = [archive.wire_article(k) for k in range(4)]
    drawn = list(pile(archive, {"copy": 1, "half": 1, "unrelated": 1}, 40, seed=9))
    for name, articles in (("wires", wires), ("pile", [article for _, _, article in drawn])):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(to_record(article)) + "\n" for article in articles))
    out, corpus = tmp_path / "found.csv", tmp_path / "corpus"
    command = ["find", "--wires", f"{tmp_path}/wires.jsonl", "--in", f"{tmp_path}/pile.jsonl", "--workers", "1"]
    assert cli.main([*command, "--out", str(out), "--corpus", str(corpus)]) == 0
    expected = find_republications(wires, [article for _, _, article in drawn])
    pd.testing.assert_frame_equal(pd.read_csv(out), expected, check_dtype=False)
    stories = load_corpus(corpus)
    assert {story.wire.text for story in stories} == {wires[int(name.removeprefix("wire-"))].text for name in expected.wire_id}
    assert sum(len(story.republications) for story in stories) == expected.article_id.nunique()
    assert {*tmp_path.iterdir()} == {out, corpus, tmp_path / "wires.jsonl", tmp_path / "pile.jsonl"}


def test_ids_that_are_no_names_of_files_are_made_into_some(archive, tmp_path):
    wire = archive.wire_article(0)
    rows = [{"article_id": "a/b: c?", "text": wire.text}, {"article_id": "a/b: c?", "text": wire.text}]
    (tmp_path / "wires.jsonl").write_text(json.dumps({"text": wire.text, "headline": "No deal: talks / fail"}) + "\n")
    (tmp_path / "pile.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = ["find", "--wires", f"{tmp_path}/wires.jsonl", "--in", f"{tmp_path}/pile.jsonl", "--workers", "1"]
    assert cli.main([*command, "--corpus", f"{tmp_path}/corpus"]) == 0
    (story,) = load_corpus(tmp_path / "corpus")
    assert story.story_id == "no-deal-talks-fail" and [r.article_id for r in story.republications] == ["a-b-c", "a-b-c-2"]
