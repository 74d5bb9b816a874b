"""The command as a person types it: results on standard output, one sentence for a mistake, nothing half-written."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.parametrize("name", ["c.jsonl", "c.ndjson", "C.CSV", "c.parquet"])
def test_measure_takes_a_table_for_a_corpus(capsys, tmp_path, stories, name):
    from analysis.articles.store import save_corpus

    file = tmp_path / name
    save_corpus(stories, tmp_path / f"x.{name.split('.')[1].lower().replace('ndjson', 'jsonl')}").rename(file)
    code, out, _ = run(capsys, "measure", file)
    assert code == 0
    assert {row["article_id"] for row in csv.DictReader(io.StringIO(out))} == {a.article_id for s in stories for a in s.articles}


@pytest.mark.parametrize("command", ["annotate", "measure"])
def test_standard_input_is_decoded_or_refused_as_a_file_is(tmp_path, command):
    def typed(data):
        return subprocess.run([sys.executable, "-m", "analysis.cli", command, "-"], input=data, capture_output=True)

    done = typed("Talks in Málaga may fail, she said.".encode("utf-16"))
    assert done.returncode == 0
    assert b"standard input" in done.stdout
    done = typed("Talks in Málaga failed.".encode("cp1252"))
    assert done.returncode == 1
    assert done.stdout == b""
    assert "0xe1 is not UTF-8" in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [["import", "page.txt", "--story", "s", "--outlet", "o", "--role", "wire", "--corpus"], ["measure", "page.txt", "--out"]],
)
def test_a_place_that_cannot_be_written_to_is_said_in_one_sentence(capsys, tmp_path, monkeypatch, page, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("in the way", encoding="utf8")
    place = "file" if arguments[0] == "import" else "file/x.csv"
    code, out, err = run(capsys, *arguments, place)
    assert (code, out) == (1, "")
    assert err.splitlines()[-1].endswith("choose a folder that you may write to.")
    assert (tmp_path / "file").read_text(encoding="utf8") == "in the way"


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


def test_help_names_every_command_and_each_shows_an_example(capsys):
    def helped(*command):
        with pytest.raises(SystemExit):
            main([*command, "--help"])
        return capsys.readouterr().out

    commands = re.findall(r"^    (\w+) +\S", helped(), re.MULTILINE)
    assert {"report", "explore", "import", "check", "annotate", "measure", "compare"} <= {*commands}
    for command in commands:
        assert f"example:\n  wirecopy {command} " in helped(command)


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
