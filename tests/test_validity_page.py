"""validity.html: what the labels of a corpus say, shown beside its report, with nothing in it that runs."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest
from browser import opened
from conftest import ROOT
from hostile_story import hostile_story, markup

from analysis import Coder, agreement, corrected_rates, load_labels, sample_for_coding
from analysis.cli import main
from analysis.presentation.page.validity_page import validity_page
from analysis.presentation.report import report


def label_all(file, stories, layer, n, coder="Ana", every=4):
    """Labels that are the kit's, but for each ``every``-th item, which has the other answer."""
    sample = sample_for_coding(stories, layer, n)
    at_work = Coder(sample, coder, file)
    for k, row in enumerate(sample.itertuples()):
        at_work.give(row.kit if (k + 1) % every else next(code for code in row.options if code != row.kit))


def test_shows_what_the_frames_say(tmp_path, stories):
    file = tmp_path / "labels.csv"
    label_all(file, stories, "hedges", 40)
    label_all(file, stories, "hedges", 40, coder="Bo", every=5)
    label_all(file, stories, "fates", 20)
    html = validity_page(file, stories)
    text = re.sub(r"<[^>]+>", " ", html)
    for row in agreement(load_labels(file)).itertuples():
        assert f"{row.value:.2f}".replace("-", "−") in text
    rates = corrected_rates(load_labels(file), stories, "hedges")
    assert all(name in html for name in rates.group)
    assert html.count("<table") == 4 and "Does the marked sentence hold back" in html
    assert "100 labels by Ana, Bo" in text and "NaN" not in text and "nan" not in text


@pytest.mark.slow
def test_the_command_finds_the_labels_of_a_corpus(tmp_path, capsys):
    from analysis import load_corpus

    corpus = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus" / "cod-collision", corpus / "cod-collision")
    label_all(corpus / "labels.csv", load_corpus(corpus), "quotations", 10)
    assert main(["report", str(corpus), "--out", str(tmp_path / "out")]) == 0
    page = (tmp_path / "out" / "validity.html").read_text("utf8")
    assert "10 labels by Ana" in page and 'href="validity.html"' in (tmp_path / "out" / "index.html").read_text("utf8")
    assert str(tmp_path / "out" / "validity.html") in capsys.readouterr().out


def test_labels_of_another_corpus_are_told_on_the_page(tmp_path, stories):
    file = tmp_path / "labels.csv"
    label_all(file, stories[:1], "claims", 6)
    html = validity_page(file, stories[1:])
    assert "cannot be given: 6 labelled items are not in this corpus" in html and "Accuracy" in html


def test_a_story_of_that_name_has_its_own_page():
    assert report._file_name(replace(hostile_story(), story_id="validity")) == "~validity.html"


@pytest.mark.browser
def test_no_field_of_a_label_runs(tmp_path):
    file, story = tmp_path / "labels.csv", hostile_story()
    label_all(file, [story], "speakers", 50, coder=markup("coder"))
    with file.open("a", encoding="utf8") as out:
        fields = [markup(name).replace('"', '""') for name in ("layer", "item", "text", "coder", "label", "note")]
        out.write(",".join(f'"{field}"' for field in fields) + ",now\n")
    page_file = tmp_path / "validity.html"
    page_file.write_text(validity_page(file, [story]), "utf8")
    with opened(page_file.as_uri(), width=400) as page:
        page.locator("h2").first.wait_for()
        assert page.evaluate("window.hacked") is None and page.locator("img, script").count() == 0
        assert "onerror" in page.locator("main").inner_text() and page.problems == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
