"""The command as a person types it: results on standard output, one sentence for a mistake, nothing half-written."""

from __future__ import annotations

import csv
import io
import subprocess
import sys

import pytest

from analysis.cli import main

PAGE = """Talks on herring fail in Bergen

By Example Press
Ministers arrive for the talks on Monday (Example Press)
Talks on herring between Norway and Iceland failed on Monday after nine hours, officials said.

“We are further apart than in May,” Norwegian minister Kari Holm said. Iceland may leave the pact.

Share this article
"""


def run(capsys, *arguments):
    code = main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf8")
    return file


def test_import_writes_an_article_and_says_what_it_set_apart(capsys, tmp_path, page):
    corpus = tmp_path / "corpus"
    code, out, err = run(
        capsys, "import", page, "--story", "herring", "--outlet", "Example Gazette", "--role", "wire", "--corpus", corpus
    )
    assert code == 0
    assert out.strip() == str(corpus / "herring" / "example-gazette.md")
    assert "caption" in err
    assert "furniture" in err


def test_preview_writes_nothing(capsys, tmp_path, page):
    corpus = tmp_path / "corpus"
    code, out, err = run(capsys, "import", page, "--story", "s", "--outlet", "O", "--role", "wire", "--corpus", corpus, "--preview")
    assert (code, out) == (0, "")
    assert "Nothing was written" in err
    assert not corpus.exists()


def test_kind_corrects_a_block(capsys, tmp_path, page):
    from analysis import preview_import

    blocks = preview_import(page, story_id="s", outlet="O", role="wire").article.blocks
    number = next(k for k, block in enumerate(blocks, 1) if block.kind == "caption")
    arguments = ["import", page, "--story", "s", "--outlet", "O", "--role", "wire", "--corpus", tmp_path / "c"]
    code, out, _ = run(capsys, *arguments, "--kind", f"{number}=body")
    assert code == 0
    from pathlib import Path

    assert "[caption]" not in Path(out.strip()).read_text(encoding="utf8")


def test_import_then_compare_then_words(capsys, tmp_path, page):
    corpus = tmp_path / "corpus"
    short = tmp_path / "short.txt"
    short.write_text(PAGE.replace("Iceland may leave the pact.", ""), encoding="utf8")
    for file, outlet, role in ((page, "Example Wire", "wire"), (short, "Example Gazette", "republication")):
        assert run(capsys, "import", file, "--story", "herring", "--outlet", outlet, "--role", role, "--corpus", corpus)[0] == 0
    code, out, _ = run(capsys, "compare", corpus)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    words = next(row for row in rows if row["metric"] == "words")
    assert float(words["wire_value"]) - float(words["value"]) == 5
    code, out, _ = run(capsys, "compare", corpus, "--words")
    assert "Example Gazette carries" in out


def test_measure_reads_files_and_corpora(capsys, tmp_path, page):
    out_file = tmp_path / "metrics.csv"
    assert run(capsys, "measure", page, "--out", out_file)[0] == 0
    rows = list(csv.DictReader(out_file.read_text(encoding="utf8").splitlines()))
    assert {row["metric"] for row in rows} >= {"words", "lix", "quoted_share"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["measure", "nowhere.txt"], "nowhere.txt"),
        (["report", "nowhere"], "nowhere"),
        (["compare", "nowhere.csv"], "nowhere.csv"),
        (["check", "nowhere"], "nowhere"),
        (["import", "gone.txt", "--story", "s", "--outlet", "o", "--role", "wire"], "gone.txt"),
        (["import", "gone.txt", "--story", "../s", "--outlet", "o", "--role", "wire"], "../s"),
    ],
)
def test_a_mistake_is_said_in_one_sentence(capsys, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *arguments)
    assert code != 0
    assert out == ""
    assert said in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_story_is_named_with_those_there_are(capsys):
    from conftest import ROOT

    code, _, err = run(capsys, "compare", ROOT / "corpus", "--story", "nope")
    assert code == 1
    assert "cod-collision" in err


def test_an_unknown_table_format_is_refused_before_anything_is_written(capsys, tmp_path, page):
    code, _, err = run(capsys, "measure", page, "--out", tmp_path / "x.docx")
    assert code == 1
    assert ".csv" in err
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize("command", [[], ["report"], ["explore"], ["import"], ["check"], ["measure"], ["compare"]])
def test_help_shows_an_example(command):
    done = subprocess.run([sys.executable, "-m", "analysis.cli", *command, "--help"], capture_output=True, text=True, check=True)
    assert "example" in done.stdout if command else "CORPUS is a folder" in done.stdout


def test_a_closed_pipe_is_no_error():
    from conftest import ROOT

    command = f"{sys.executable} -m analysis.cli compare {ROOT / 'corpus'} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("story_id,")
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_check_passes_the_sample_corpus(capsys):
    from conftest import ROOT

    code, _, err = run(capsys, "check", ROOT / "corpus")
    assert code == 0
    assert "0 wrong" in err
