"""What people said of articles is kept by every format and every import, applied while its words stand there, and told else."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import subprocess
import sys
import time

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.articles.checking.check import check_corpus
from analysis.articles.corpus.corrections_file import (
    CORRECTIONS_FILE,
    read_corrections,
    save_correction,
    save_corrections,
    undo_correction,
)
from analysis.articles.corpus.store import load_article, load_corpus, save_articles, save_corpus, stored
from analysis.articles.corrections import CORRECTION_COLUMNS, Correction, corrected_article, from_row, to_row
from analysis.articles.model import Article, Block
from analysis.errors import AnalysisError

WIRE = "The ferry may sail in May. Anna Lind said the port was closed."
COPY = "The ferry will sail in May. Anna Lind said the port was shut."
HOSTILE = ['=HYPERLINK("http://x","y")', "<script>alert(1)</script>", 'a";b\n,c', "-1", "'=x", "\ufeff“…”\u202e", "  @SUM  "]


def wire(**fields):
    return Article.from_text(
        WIRE, article_id="wire", story_id="ferry", outlet="Example Wire", role="wire", headline="Ferry", **fields
    )


def copy(text=COPY, **fields):
    return Article.from_text(text, article_id="gazette", story_id="ferry", outlet="Gazette", headline="Ferry", **fields)


def may(**fields):
    return Correction(**{"layer": "hedge", "article": "wire", "start": 10, "end": 13, "text": "may", "label": "no"} | fields)


@pytest.fixture
def corpus(tmp_path):
    save_articles([wire(), copy()], tmp_path)
    return tmp_path


WORDS = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
)


@settings(max_examples=60, deadline=None)
@given(note=WORDS, who=WORDS, label=WORDS.filter(lambda text: any(c.isprintable() and not c.isspace() for c in text)), kit=WORDS)
def test_a_correction_is_the_same_after_it_went_through_its_file(tmp_path_factory, note, who, label, kit):
    folder = tmp_path_factory.mktemp("ferry")
    try:
        said = may(layer="speaker", label=label, note=note, who=who, kit=kit)
    except AnalysisError:  # a label of control characters alone
        return
    file = save_correction(said, folder)
    assert [found for _, found in read_corrections(file)] == [said] == [from_row(to_row(said))]
    with file.open(encoding="utf-8", newline="") as handle:
        cells = [cell for row in csv.reader(handle) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@")], "no spreadsheet runs what somebody wrote"


@pytest.mark.parametrize("suffix", ["", ".jsonl", ".csv", ".parquet"])
def test_every_format_keeps_corrections(corpus, tmp_path, suffix):
    said = [may(who=who, note=who) for who in HOSTILE] + [
        Correction("link", "gazette", 0, 27, COPY[:27], "no", "edited", 0, 26, WIRE[:26]),
        Correction("block", "gazette", 0, 1, COPY, "caption", "body"),
    ]
    save_corrections(said, corpus / "ferry")
    (story,) = load_corpus(corpus)
    assert story.wire.corrections == tuple(said[:-2]) and story.republications[0].blocks == (Block("caption", COPY),)
    again = save_corpus([story], tmp_path / f"again{suffix}")
    assert load_corpus(again) == (story,)
    assert load_corpus(save_corpus(load_corpus(again), tmp_path / "folder")) == (story,)


def test_tables_without_corrections_are_as_before(corpus, tmp_path):
    for suffix in (".jsonl", ".csv"):
        assert b"corrections" not in save_corpus(load_corpus(corpus), tmp_path / f"t{suffix}").read_bytes()


def test_importing_an_article_again_keeps_its_corrections(corpus):
    save_corrections([may(), Correction("block", "gazette", 0, 1, COPY, "caption", "body")], corpus / "ferry")
    assert stored([wire(), copy()], corpus) == [wire(), copy()], "the page's own kinds are no other article"
    save_articles([wire(), copy()], corpus)
    save_articles([wire(url="https://example.org/1"), copy()], corpus, overwrite=True)
    (story,) = load_corpus(corpus)
    assert story.wire.corrections == (may(),) and story.republications[0].blocks[0].kind == "caption"
    assert load_article(corpus / "ferry" / "wire.md") == story.wire
    assert check_corpus(corpus) == []


def test_the_last_word_counts_and_can_be_taken_back(corpus):
    first, second = may(label="verb", who="Ana"), may(label="adverb", who="Ana")
    for said in (first, second, first):
        file = save_correction(said, corpus / "ferry")
    assert [c for _, c in read_corrections(file)] == [first, second], "the same is not said twice"
    undo_correction(second, corpus / "ferry")
    undo_correction(second, corpus / "ferry")
    assert [c for _, c in read_corrections(file)] == [first]


def test_columns_of_ones_own_stay(corpus):
    file = corpus / "ferry" / CORRECTIONS_FILE
    file.write_text("layer;article;start;end;text;label;colour\nhedge;wire;10;13;may;no;red\n", encoding="utf-8")
    save_correction(may(label="verb"), corpus / "ferry")
    head, one, two = file.read_text(encoding="utf-8").splitlines()
    assert head == ",".join([*CORRECTION_COLUMNS, "colour"])
    assert one.endswith(",red") and two.endswith(",")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("hedges,wire,10,13,may,no", "line 2: Correction layer 'hedges' is unknown: use one of block, hedge"),
        ("hedge,wire,10,13,may,perhaps", "line 2: Label 'perhaps' is unknown in layer 'hedge': use one of modal"),
        ("country,wire,10,13,may,Iceland", "line 2: Label 'Iceland' is no country"),
        ("hedge,wire,ten,13,may,no", "line 2: start 'ten' is no offset"),
        ("hedge,wire,-1,13,may,no", "line 2: start '-1' is no offset"),
        ("hedge,wire,13,10,may,no", "line 2: A correction's offsets are no span"),
        ("hedge,wire,10,13,,no", "line 2: A correction's words and offsets do not go together"),
        ("hedge,wire,,,,no", "line 2: A correction of the layer 'hedge' lacks the words"),
        ("link,gazette,0,27,The ferry,no", "line 2: A correction of the layer 'link' lacks the words"),
        ("speaker,wire,10,13,may,", "line 2: A correction of the layer 'speaker' has no label"),
        ("hedge,wire,10,13,may", "line 2: the row has 5 cells, the header 6"),
    ],
)
def test_a_wrong_row_is_refused_by_file_and_line(corpus, row, says):
    file = corpus / "ferry" / CORRECTIONS_FILE
    file.write_text(f"layer,article,start,end,text,label\n{row}\n", encoding="utf-8")
    with pytest.raises(AnalysisError) as refused:
        load_corpus(corpus)
    assert str(refused.value).startswith(f"{file}, {says}")
    assert [(p.path, p.line, p.severity) for p in check_corpus(corpus)] == [(file, 2, "error")]
    with pytest.raises(AnalysisError):
        save_correction(may(), corpus / "ferry")
    assert file.read_text(encoding="utf-8").endswith(f"{row}\n")


def test_a_file_of_something_else_is_refused(corpus):
    file = corpus / "ferry" / CORRECTIONS_FILE
    file.write_text("name,when\nAna,today\n", encoding="utf-8")
    with pytest.raises(AnalysisError, match="the column 'layer' is missing: the header is layer,article,"):
        load_corpus(corpus)


def test_check_tells_of_words_that_stand_there_no_longer(corpus):
    save_corrections(
        [
            may(),
            may(start=3, end=6),
            may(article="nobody"),
            Correction("link", "gazette", 0, 27, COPY[:27], "yes", "", 0, 26, "The ferry must sail in May."),
            Correction("block", "gazette", 1, 2, "gone", "caption"),
            may(label="modal", who="Ana"),
        ],
        corpus / "ferry",
    )
    told = [(p.line, p.severity, p.message) for p in check_corpus(corpus)]
    assert [(line, severity) for line, severity, _ in told] == [(line, "warning") for line in (3, 4, 5, 6, 7)]
    for (_, _, message), words in zip(told, ["'may'", "'nobody'", "'The ferry must", "'gone'", "Ana says 'modal'"], strict=True):
        assert words in message


def test_check_tells_of_them_in_a_table_too(corpus, tmp_path):
    save_correction(may(start=3, end=6), corpus / "ferry")
    table = save_corpus(load_corpus(corpus), tmp_path / "table.jsonl")
    (problem,) = check_corpus(table)
    assert problem.line == 1 and "its words stand there no longer" in problem.message
    table.write_text(table.read_text(encoding="utf-8").replace('"layer": "hedge"', '"layer": "hodge"'), encoding="utf-8")
    with pytest.raises(AnalysisError, match="line 1: in its corrections: Correction layer 'hodge' is unknown"):
        load_corpus(table)


def test_a_block_is_found_by_its_words_where_its_number_has_changed():
    article = copy("One.\nTwo.\nOne.")
    assert corrected_article(article, [Correction("block", "gazette", 0, 1, "Two.", "furniture")]).text == "One.\n\nOne."
    assert corrected_article(article, [Correction("block", "gazette", 1, 2, "One.", "furniture")]).text == article.text, (
        "which one?"
    )
    assert corrected_article(article, [Correction("block", "wire", 1, 2, "Two.", "furniture")]) is article


SAVE = """
import sys
from analysis.articles.corpus.corrections_file import save_correction
from analysis.articles.corrections import Correction
for k in range(10_000):
    save_correction(Correction("hedge", "wire", 10, 13, "may", "no", note=str(k)), sys.argv[1])
    print(k, flush=True)
"""


def test_a_process_that_is_killed_loses_the_label_being_given_at_most(corpus):
    for moment in (0.01, 0.03, 0.07):
        with subprocess.Popen([sys.executable, "-c", SAVE, str(corpus / "ferry")], stdout=subprocess.PIPE, text=True) as process:
            said = [process.stdout.readline()]
            time.sleep(moment)
            process.kill()
            said += process.stdout.read().splitlines()
        kept = [c.note for _, c in read_corrections(corpus / "ferry" / CORRECTIONS_FILE)]
        assert int(said[-1]) + 1 <= len(kept) <= int(said[-1]) + 2 and kept == [str(k) for k in range(len(kept))]
        (corpus / "ferry" / CORRECTIONS_FILE).unlink()


BLOCK_OF_PAGE = re.compile(r"```python\n(.*?)```(?:\n```text\n(.*?)```)?", re.DOTALL)


def test_the_walk_through_prints_what_the_page_says(tmp_path, monkeypatch):
    """``UPDATE_DOCS=1 pytest tests/test_corrections.py -k walk`` writes what it prints into the page."""
    page = ROOT / "docs" / "corrections.md"
    text, names, printed = page.read_text("utf8"), {}, []
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    for code, _ in BLOCK_OF_PAGE.findall(text):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, page.name, "exec"), names)
        printed.append(out.getvalue())
    assert len(printed) >= 3 and all(printed)
    if os.environ.get("UPDATE_DOCS"):
        fresh = iter(printed)
        page.write_text(BLOCK_OF_PAGE.sub(lambda m: f"```python\n{m[1]}```\n```text\n{next(fresh)}```", text), "utf8")
        return
    assert [shown for _, shown in BLOCK_OF_PAGE.findall(text)] == printed
