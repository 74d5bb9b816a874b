"""The command as a person types it: results on standard output, one sentence for a mistake, nothing half-written."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from analysis import Story
from analysis.cli import main

PAGE = (Path(__file__).parent / "data" / "raw_page.txt").read_text("utf8")


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
    assert code == 0
    assert "caption    Ministers arrive" in out
    assert err == "Nothing was written; leave out --preview to import.\n"
    assert not corpus.exists()


def test_an_odd_address_stops_neither_the_import_nor_the_check(capsys, tmp_path, page):
    corpus = tmp_path / "corpus"
    where = ["--story", "s", "--role", "republication", "--corpus", corpus]
    for outlet in ("A", "B"):
        code, out, err = run(capsys, "import", page, "--outlet", outlet, "--url", "http://[bad", *where)
        assert (code, len(out.splitlines())) == (0, 1)
        assert "doubt: the url 'http://[bad' is not an address of the web" in err
    _, out, _ = run(capsys, "check", corpus)
    assert "'http://[bad' is not an address of the web" in out


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
    assert re.search(r"^\S+ · Example Gazette\n(  It .*\n)*  Example Gazette carries", out, re.MULTILINE)


def test_measure_reads_files_and_corpora(capsys, tmp_path, page):
    out_file = tmp_path / "metrics.csv"
    assert run(capsys, "measure", page, "--out", out_file)[0] == 0
    rows = list(csv.DictReader(out_file.read_text(encoding="utf8").splitlines()))
    assert {row["metric"] for row in rows} >= {"words", "lix", "quoted_share"}


@pytest.mark.parametrize("name", ["c.jsonl", "c.ndjson", "C.CSV", "c.parquet"])
def test_measure_takes_a_table_for_a_corpus(capsys, tmp_path, stories, name):
    from analysis.articles.corpus.store import save_corpus

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


def _typed(*arguments, **options):
    environment = {**os.environ, **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "analysis.cli", *map(str, arguments)], capture_output=True, env=environment, **options
    )


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C"}])
def test_any_character_is_printed_in_any_locale(tmp_path, page, env):
    corpus = tmp_path / "corpus é"
    where = ["--story", "s", "--corpus", corpus]
    done = _typed("import", page, "--outlet", "Café 日本", "--role", "wire", *where)
    assert done.returncode == 0
    done = _typed("import", page, "--outlet", "Tromsø Tidende ☀", "--role", "republication", *where)
    assert done.returncode == 0
    for arguments in (["compare", corpus], ["compare", corpus, "--words"], ["check", corpus]):
        done = _typed(*arguments, env=env)
        assert done.returncode == 0
        assert "Traceback" not in done.stderr.decode("utf8")
        if arguments[0] == "compare":
            assert "Tromsø Tidende ☀" in done.stdout.decode("utf8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
@pytest.mark.parametrize("command", [["measure", "-"], ["check", "tests"]])
def test_a_full_disk_is_said_in_one_sentence(command):
    with Path("/dev/full").open("w") as full:
        typed = [sys.executable, "-m", "analysis.cli", *command]
        done = subprocess.run(typed, input=PAGE.encode(), stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == "wirecopy: standard output: No space left on device."
    assert "Traceback" not in done.stderr.decode()


def test_closed_standard_input_is_empty():
    done = subprocess.run(f"{sys.executable} -m analysis.cli measure - <&-", shell=True, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.decode().strip() == "wirecopy: Standard input is empty: there is no article in it."


@pytest.mark.parametrize("command", ["measure", "compare", "annotate"])
def test_an_unknown_table_format_is_refused_before_anything_is_read(capsys, command):
    code, _, err = run(capsys, command, "nowhere", "--out", "x.docx")
    assert code == 1
    assert err.startswith("wirecopy: 'x.docx': the format is unknown")


@pytest.mark.parametrize("name", ["x.csv", "X.CSV", None])
def test_no_spreadsheet_runs_a_cell_of_a_result(capsys, tmp_path, page, name):
    corpus = tmp_path / "corpus"
    outlet = "=HYPERLINK(1)"
    run(capsys, "import", page, "--story", "s", "--outlet", outlet, "--role", "wire", "--corpus", corpus)
    _, out, _ = run(capsys, "measure", corpus, *(["--out", tmp_path / name] if name else []))
    text = (tmp_path / name).read_text(encoding="utf8") if name else out
    assert {row["outlet"] for row in csv.DictReader(io.StringIO(text))} == {"'" + outlet}


def test_a_text_without_body_and_a_story_without_republication_are_named(capsys, tmp_path, page):
    (tmp_path / "x.txt").write_text("… ! ???", encoding="utf8")
    code, out, err = run(capsys, "measure", tmp_path / "x.txt")
    assert (code, err) == (0, "wirecopy: x: no body text was found, so nothing can be measured.\n")
    corpus = tmp_path / "corpus"
    run(capsys, "import", page, "--story", "s", "--outlet", "O", "--role", "wire", "--corpus", corpus)
    code, out, err = run(capsys, "compare", corpus, "--words")
    assert (code, out, err) == (0, "", "wirecopy: story 's' has no republication: there is nothing to compare.\n")


@pytest.fixture
def mixed(tmp_path, stories):
    """A corpus of a story with a republication in German, and one whose wire is in German."""
    from analysis.articles.corpus.store import save_corpus

    first, second = stories[:2]
    foreign = replace(first.republications[0], language="de")
    corpus = tmp_path / "mixed"
    save_corpus(
        [
            replace(first, republications=(foreign, *first.republications[1:])),
            replace(second, wire=replace(second.wire, language="de-AT")),
        ],
        corpus,
    )
    return corpus, first, foreign, second


@pytest.mark.parametrize("words", [[], ["--words"]])
def test_compare_leaves_out_what_is_in_another_language(capsys, mixed, words):
    corpus, story, foreign, other = mixed
    code, out, err = run(capsys, "compare", corpus, *words)
    assert code == 0
    assert err.splitlines() == [
        f"wirecopy: {story.story_id}/{foreign.article_id} is left out: it is marked as 'de', and only English is measured.",
        f"wirecopy: story {other.story_id!r} is left out: its wire is marked as 'de-AT', and only English is measured.",
    ]
    for article in story.republications:
        assert (article.outlet in out) == (article.article_id != foreign.article_id)
    assert other.story_id not in out
    code, out, err = run(capsys, "compare", corpus, "--story", other.story_id)
    assert (code, out, len(err.splitlines())) == (1, "", 2)


def test_a_report_leaves_out_what_is_in_another_language(capsys, monkeypatch, tmp_path, mixed):
    from analysis.presentation.report import report

    corpus, story, foreign, _ = mixed
    built = []
    monkeypatch.setattr(report, "render_reports", lambda stories, *_, **__: built.extend(stories) or {})
    assert run(capsys, "report", corpus, "--out", tmp_path / "reports")[0] == 0
    assert [one.story_id for one in built] == [story.story_id]
    assert foreign.article_id not in {article.article_id for article in built[0].articles}


def test_measure_leaves_out_what_is_in_another_language(capsys, mixed):
    corpus, story, foreign, other = mixed
    code, out, err = run(capsys, "measure", corpus)
    ids = {(row["story_id"], row["article_id"]) for row in csv.DictReader(io.StringIO(out))}
    assert code == 0
    assert ids == {
        *((story.story_id, a.article_id) for a in story.articles if a.article_id != foreign.article_id),
        *((other.story_id, a.article_id) for a in other.republications),
    }
    assert len(err.splitlines()) == 2
    code, out, err = run(capsys, "measure", corpus / story.story_id / f"{foreign.article_id}.md")
    assert (code, out, len(err.splitlines())) == (1, "", 2)


def test_findings_are_written_to_a_file(capsys, tmp_path, stories):
    from conftest import ROOT

    name = tmp_path / "found.csv"
    arguments = ["compare", ROOT / "corpus", "--story", stories[0].story_id, "--words"]
    assert run(capsys, *arguments, "--out", name) == (0, "", "")
    rows = list(csv.DictReader(name.read_text(encoding="utf8").splitlines()))
    _, out, _ = run(capsys, *arguments)
    assert [f"  {row['text']}" for row in rows] == [line for line in out.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize("command", [["measure"], ["compare", "--story", "cod-collision"]])
def test_a_terminal_gets_rounded_numbers_and_a_file_all_digits(capsys, tmp_path, monkeypatch, command):
    from conftest import ROOT

    name, *options = command
    run(capsys, name, ROOT / "corpus", *options, "--out", tmp_path / "x.csv")
    _, piped, _ = run(capsys, name, ROOT / "corpus", *options)
    assert piped == (tmp_path / "x.csv").read_text(encoding="utf8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    _, shown, _ = run(capsys, name, ROOT / "corpus", *options)
    assert re.search(r"\.\d{10}", piped)
    assert not re.search(r"\.\d{4}", shown)
    for exact, rounded in zip(csv.DictReader(io.StringIO(piped)), csv.DictReader(io.StringIO(shown)), strict=True):
        assert float(rounded["value"] or "nan") == pytest.approx(float(exact["value"] or "nan"), abs=0.000501, nan_ok=True)


@pytest.mark.parametrize("kind", ["²=body", "9=body", "0=body", "1=photo", "body", "1"])
def test_a_kind_that_is_not_understood_is_one_sentence(capsys, page, kind):
    code, _, err = run(capsys, "import", page, "--story", "s", "--outlet", "O", "--role", "wire", "--kind", kind, "--preview")
    assert code == 1
    assert len(err.splitlines()) == 1


def test_several_pages_are_told_in_a_line_each(capsys, tmp_path, page):
    (tmp_path / "other.txt").write_text(
        PAGE.replace("Share this article", "Both sides will now wait for a word from Oslo or Reykjavik")
    )
    arguments = ["import", page, tmp_path / "other.txt", "--story", "s", "--outlet", "O", "--role", "republication"]
    code, _, err = run(capsys, *arguments, "--corpus", tmp_path / "corpus")
    assert code == 0
    first, second, *others = err.splitlines()
    assert first == f"s/o-page  O, republication  from {page}: 2 body, 1 caption, 1 byline, 1 furniture"
    assert second.startswith("s/o-other  O, republication")
    assert [line for line in others if not line.startswith(("doubt: ", "duplicate: "))] == [
        f"Saved 2 articles to {tmp_path / 'corpus'}:"
    ]


def test_a_second_import_says_that_the_article_was_there(capsys, tmp_path, page):
    arguments = ["import", page, "--story", "s", "--role", "republication", "--corpus", tmp_path, "--outlet"]
    first = run(capsys, *arguments, "A")
    assert first[2].splitlines()[-1] == f"Saved 1 article to {tmp_path}:"
    again = run(capsys, *arguments, "A")
    assert again[:2] == first[:2]
    assert again[2].splitlines()[-1] == f"Saved 0 articles to {tmp_path}; 1 was there already, unchanged:"


FRONT = "---\noutlet: {outlet}\nrole: {role}\nheadline: x\n---\n\n"
BODY = "Talks on herring failed on Monday.\n"
WIRE = FRONT.format(outlet="A", role="wire") + BODY
OTHER = FRONT.format(outlet="B", role="republication") + BODY


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"s/a.md": b"", "s/b.md": OTHER}, "a.md: the file is empty"),
        ({"s/a.md": b"\x00\x01\xff\xfe", "s/b.md": OTHER}, "a.md: this is a binary file"),
        ({"s/a.md": WIRE.encode("utf-8") + b"caf\xe9", "s/b.md": OTHER}, "a.md, line 8: byte 0xe9 is not UTF-8"),
        ({"s/a.md": OTHER, "s/b.md": OTHER}, "'s' has no wire version"),
        ({"s/a.md": WIRE, "s/b.md": WIRE}, "'s' has 2 wire versions"),
        ({"s/a.md": WIRE.replace("outlet: A\n", ""), "s/b.md": OTHER}, "a.md, line 1: the front matter has no field 'outlet'"),
        ({"s/a.md": WIRE + "\n[photo] Boats.", "s/b.md": OTHER}, "a.md, line 9: block kind [photo] is unknown"),
        ({"s/a.md": "Talks failed.", "s/b.md": OTHER}, "a.md, line 1: an article begins with front matter"),
        ({"s/a b.md": WIRE, "s/b.md": OTHER}, "The article id 'a b' has white space"),
        ({"x.csv": "story_id,article_id,outlet,role,headline,text\ns,a,A,wire,x,T.\ns,a,B,republication,x,T."}, "'a' twice"),
        ({"x.csv": "story_id,article_id,outlet,role,headline,text\n../s,a,A,wire,x,T."}, "line 2: The story id '../s' would leave"),
        ({"x.csv": "story_id,article_id,outlet,role,headline,text\ns,CON,A,wire,x,T."}, "no file name on every system"),
    ],
)
def test_every_fault_of_a_corpus_is_one_sentence_and_an_exit_code(capsys, tmp_path, files, said):
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    corpus = tmp_path / "x.csv" if "x.csv" in files else tmp_path
    for arguments in (["compare", corpus], ["compare", corpus, "--words"], ["measure", corpus]):
        code, out, err = run(capsys, *arguments)
        assert code == 1
        # What can be read of the story is measured, and nothing of it can be compared.
        assert out.count("s,b,B,") > 10 if arguments[0] == "measure" and "s/b.md" in files and "s' has" not in said else out == ""
        assert said in err
        assert len(err.splitlines()) == 1
    code, out, _ = run(capsys, "check", corpus)
    assert code == 1
    assert ": error: " in out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.txt", b"", "the file is empty"),
        ("x.txt", b"\x00\x01\xff", "binary"),
        ("x.txt", b"caf\xe9", "0xe9 is not UTF-8"),
        ("x.txt", b"%PDF-1.7", "this PDF cannot be read"),
        ("x.html", b"<html><body></body></html>", "no text"),
        ("x.docx", b"PK\x03\x04", "ZIP"),
        ("x.csv", b"a,b\n1,2\n", "no column holds the text"),
        ("x.xlsx", b"PK\x03\x04", "cannot be read"),
    ],
)
def test_every_fault_of_a_page_is_one_sentence_and_an_exit_code(capsys, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    corpus = tmp_path / "corpus"
    arguments = ["--story", "s", "--outlet", "O", "--role", "wire", "--corpus", corpus]
    code, out, err = run(capsys, "import", tmp_path / name, *arguments)
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert not corpus.exists()


def test_one_article_that_cannot_be_read_never_costs_the_others(tmp_path, capsys, story):
    from analysis.articles.corpus.store import save_corpus

    corpus = tmp_path / "corpus"
    kept = [replace(a, story_id="kept") for a in story.articles[:2]]
    save_corpus([Story("kept", "", kept[0], (kept[1],)), story], corpus)
    broken = corpus / story.story_id / f"{story.republications[0].article_id}.md"
    broken.write_text("---\noutlet: [\n---\nNo text.", encoding="utf8")
    (corpus / "lost").mkdir()
    (corpus / "lost" / "only.md").write_bytes(b"\xff\xfe\xfa")
    for command in (["measure", str(corpus)], ["measure", str(tmp_path / "missing.txt"), str(corpus)], ["compare", str(corpus)]):
        assert main(command) == 1
        printed, said = capsys.readouterr()
        assert str(broken) in said and "only.md" in said
        assert ("missing.txt" in said) == ("missing.txt" in " ".join(command))
        ids = {line.split(",")[1] for line in printed.splitlines()[1:]}
        assert ids >= {a.article_id for a in (*kept[1:], *story.republications[1:])}
    assert main(["compare", str(corpus / "lost")]) == 1
    printed, said = capsys.readouterr()
    assert printed == "" and said.count("\n") == 1


def test_a_closed_standard_output_is_said_in_a_sentence(tmp_path):
    (tmp_path / "page.txt").write_text("Talks failed on Monday, the minister said in Oslo.", encoding="utf8")
    command = f"{sys.executable} -m analysis.cli measure page.txt >&-"
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=place, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "wirecopy: standard output is closed: name a file with --out.\n")
