"""Corpora survive every format, refuse what is wrong in one sentence, and are never left half written."""

from __future__ import annotations

import csv
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.articles.checking.check import check_corpus
from analysis.articles.checking.check_article import check_fields
from analysis.articles.corpus import article_file
from analysis.articles.corpus.article_file import parse_article, render_article
from analysis.articles.corpus.records import csv_rows, guard_cell
from analysis.articles.corpus.store import load_article, load_corpus, save_article, save_articles, save_corpus
from analysis.articles.dates import find_date
from analysis.articles.ids import check_id, slug
from analysis.articles.importing.drafts import draft_table
from analysis.articles.importing.ingest import preview_import
from analysis.articles.importing.tables import import_table
from analysis.articles.model import BLOCK_KINDS, Article, Block, Story
from analysis.articles.pages.blocks import read_page
from analysis.articles.reading import read_bytes
from analysis.errors import AnalysisError


def article(article_id: str = "gazette", role: str = "wire", **fields: object) -> Article:
    values = {"story_id": "herring", "outlet": "Gazette", "headline": "No deal", "blocks": (Block("body", "Talks failed."),)}
    return Article(article_id, role=role, **{**values, **fields})


def story(*others: Article, wire: Article | None = None) -> Story:
    wire = wire or article()
    return Story("herring", wire.headline or "herring", wire, others)


ODD = st.text(
    st.one_of(
        st.sampled_from(list("\n\r\t \xa0\\[]'\"=+-@|,;:#\u2028\x85\x0b\x0c\x1c\ufeffא\u202eé😀a1")),
        st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
    ),
    max_size=40,
)
STARTS = st.sampled_from(["", "[caption] ", "[sic] ", "\\", "\\[body]", "---\n", "=1+1", "'=x", "- a\n\n\n", "\ufeff", "null", "~"])
TEXTS = st.builds(lambda start, rest: start + rest, STARTS, ODD)
ARTICLES = st.builds(
    Article,
    article_id=st.just("wire"),
    story_id=st.just("herring"),
    outlet=TEXTS.filter(lambda text: bool(Block("body", text).text.split())),  # control characters are dropped
    role=st.just("wire"),
    headline=TEXTS,
    blocks=st.lists(st.builds(Block, st.sampled_from(BLOCK_KINDS), TEXTS), max_size=6),
    byline=st.none() | TEXTS,
    published=st.none() | st.dates().map(str) | st.datetimes().map(str),
    url=st.none() | TEXTS,
    licence=st.none() | TEXTS,
    language=st.just("en"),
)


@given(ARTICLES)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_an_article_is_equal_after_its_file(odd: Article) -> None:
    text = render_article(odd)
    assert parse_article(text, "x.md", odd.story_id, odd.article_id) == odd
    assert parse_article(text.replace("\n", "\r\n"), "x.md", odd.story_id, odd.article_id) == odd


@given(ARTICLES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_story_goes_round_every_format(tmp_path_factory: pytest.TempPathFactory, odd: Article) -> None:
    folder = tmp_path_factory.mktemp("round")
    stories = (Story("herring", odd.headline or "herring", odd, ()),)
    for name in ("a", "b.jsonl", "c.csv", "d.parquet", "e"):
        stories = load_corpus(save_corpus(stories, folder / name))
        assert stories[0].wire == odd, name


def test_the_file_of_an_article_is_what_the_design_says(tmp_path: Path) -> None:
    blocks = (
        Block("body", "Talks failed."),
        Block("caption", "Boats wait."),
        Block("body", "[sic] They resume."),
        Block("body", "a\n\nb"),
    )
    file = save_article(article(blocks=blocks, published="2026-01-05"), tmp_path)
    assert file == tmp_path / "herring" / "gazette.md"
    front, body = file.read_text(encoding="utf-8").split("---\n")[1:]
    assert "published: '2026-01-05'" in front
    assert body == "\nTalks failed.\n\n[caption] Boats wait.\n\n\\[sic] They resume.\n\na\n\\\nb\n"


def test_a_person_may_write_yaml_as_people_do(tmp_path: Path) -> None:
    (tmp_path / "herring").mkdir()
    (tmp_path / "herring" / "wire.md").write_text(
        "---\r\noutlet: Yes\r\nrole: wire\r\nheadline:\r\npublished: 2026-01-05\r\nbyline: ~\r\nlanguage: no\r\n"
        "note: made up\r\n---\r\n\r\n"
        "Talks failed.\r\n\r\n[Caption] Boats wait.\r\n",
        encoding="utf-8",
    )
    (read,) = load_corpus(tmp_path)
    assert (read.wire.outlet, read.wire.published, read.wire.byline, read.wire.language) == ("Yes", "2026-01-05", None, "no")
    assert [block.kind for block in read.wire.blocks] == ["body", "caption"]
    assert read.title == "herring"


def test_stories_and_republications_are_ordered_by_name_and_notes_are_no_articles(tmp_path: Path) -> None:
    for story_id in ("b", "a"):
        for article_id, role in (("z", "republication"), ("m", "wire"), ("c", "republication")):
            save_article(article(article_id, role, story_id=story_id), tmp_path)
    (tmp_path / "DATASHEET.md").write_text("# About", encoding="utf-8")
    (tmp_path / "a" / "README.md").write_text("# About", encoding="utf-8")
    (tmp_path / "a" / "gold.csv").write_text("x\n", encoding="utf-8")
    (tmp_path / ".cache").mkdir()
    stories = load_corpus(tmp_path)
    assert [one.story_id for one in stories] == ["a", "b"]
    assert [one.article_id for one in stories[0].articles] == ["m", "c", "z"]
    assert load_corpus(tmp_path / "a") == stories[:1]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("front", "Talks failed.", "front matter"),
        ("open", "---\noutlet: A\nrole: wire\n", "not closed"),
        ("outlet", "---\nrole: wire\nheadline: x\n---\nText.", "'outlet'"),
        ("headline", "---\nrole: wire\noutlet: A\n---\nText.", "'headline'"),
        ("empty-outlet", "---\nrole: wire\noutlet:\nheadline: x\n---\nText.", "'outlet'"),
        ("role", "---\nrole: agency\noutlet: A\nheadline: x\n---\nText.", "line 2: role 'agency'"),
        ("kind", "---\nrole: wire\noutlet: A\nheadline: x\n---\n\nText.\n\n[captoin] Boats.", "line 9: block kind [captoin]"),
        ("yaml", "---\nrole: wire\noutlet: A: B: C\nheadline: x\n---\nText.", "quotation marks"),
        ("twice", "---\nrole: wire\nrole: wire\noutlet: A\nheadline: x\n---\nText.", "line 3: the field 'role'"),
        ("alias", "---\noutlet: &a A\nrole: wire\nheadline: *a\n---\nText.", "no alias"),
        ("list", "---\noutlet: [A, B]\nrole: wire\nheadline: x\n---\nText.", "no list"),
        ("tag", "---\noutlet: !!python/object/apply:os.system [ls]\nrole: wire\nheadline: x\n---\nText.", "line"),
        ("empty", "", "empty"),
        ("nul", "---\nrole: wire\noutlet: A\nheadline: x\n---\nTe\0xt.", "NUL"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / "s").mkdir()
    file = tmp_path / "s" / f"{name}.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AnalysisError) as caught:
        load_corpus(tmp_path)
    message = str(caught.value)
    assert words in message
    assert file.name in message
    assert "\n" not in message


def test_stories_need_one_wire(tmp_path: Path) -> None:
    save_article(article("a", "republication"), tmp_path)
    with pytest.raises(AnalysisError, match="'herring' has no wire"):
        load_corpus(tmp_path)
    save_article(article("b", "wire"), tmp_path)
    with pytest.raises(AnalysisError, match="has this wire version already"):
        save_article(article("c", "wire"), tmp_path)
    text = (tmp_path / "herring" / "b.md").read_text(encoding="utf-8")
    (tmp_path / "herring" / "c.md").write_text(text, encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"2 wire versions .*b\.md and .*c\.md"):
        load_corpus(tmp_path)


def test_no_story_no_corpus(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "no story"), (tmp_path / "absent", "no such corpus"), (tmp_path / "absent.csv", "no such file")):
        with pytest.raises(AnalysisError, match=words):
            load_corpus(path)
    (tmp_path / "x.xml").write_text("<x/>", encoding="utf-8")
    with pytest.raises(AnalysisError, match="a corpus is"):
        load_corpus(tmp_path / "x.xml")


@pytest.mark.parametrize("bad", ["../out", "a/b", "..", ".hidden", "a\\b", "", "con", "x" * 200, "a\nb", "a:b", "-rf"])
def test_ids_stay_in_the_folder(tmp_path: Path, bad: str) -> None:
    corpus = tmp_path / "corpus"
    for fields in ({"article_id": bad}, {"story_id": bad}):
        odd = article(**{"article_id": "x", **fields})
        if (odd.article_id, odd.story_id) == (fields.get("article_id", "x"), fields.get("story_id", "herring")):
            with pytest.raises(AnalysisError, match="id"):
                save_article(odd, corpus)
    assert not corpus.exists()


def test_a_link_out_of_the_corpus_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "herring").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(AnalysisError, match="leads out"):
        save_article(article(), tmp_path / "corpus")


def test_a_different_article_is_not_overwritten_unawares(tmp_path: Path) -> None:
    file = save_article(article(), tmp_path)
    assert save_article(article(), tmp_path) == file
    other = article(headline="A deal")
    with pytest.raises(AnalysisError, match="another article of this id"):
        save_article(other, tmp_path)
    save_article(other, tmp_path, overwrite=True)
    assert load_corpus(tmp_path)[0].wire == other


def test_an_interrupted_write_leaves_the_corpus_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KeyboardInterrupt):
        save_article(article(), tmp_path / "corpus")
    assert not (tmp_path / "corpus").exists()
    monkeypatch.undo()
    file = save_article(article(), tmp_path / "corpus")
    before = file.read_bytes()
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KeyboardInterrupt):
        save_article(article(headline="Other"), tmp_path / "corpus", overwrite=True)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_no_spreadsheet_runs_a_cell(tmp_path: Path) -> None:
    odd = article(headline="=HYPERLINK(1)", byline="'=x", blocks=(Block("body", "+1 for peace."),), url="@x", licence="-1")
    path = save_corpus([story(wire=odd)], tmp_path / "x.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        cells = list(csv.reader(handle))[1]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]
    assert load_corpus(path)[0].wire == odd


def test_a_table_from_elsewhere_may_have_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    header = "story_id;article_id;outlet;role;headline;text\n"
    path.write_text(header + 'h;w;"A; B";wire;x;"Talks failed.\n\nThey left."\n', encoding="utf-8")
    (read,) = load_corpus(path)
    assert (read.wire.outlet, read.wire.text) == ("A; B", "Talks failed.\n\nThey left.")
    for row, words in (
        ("h;w;A;wire;x\n", "5 cells"),
        ("h;w;;wire;x;T\n", "'outlet' is missing"),
        ("h;../w;A;wire;x;T\n", "leave the corpus"),
    ):
        path.write_text(header + row, encoding="utf-8")
        with pytest.raises(AnalysisError, match=words):
            load_corpus(path)


@pytest.mark.parametrize("line", ["{", "[1]", "{}", '{"story_id": "a"}', '"x"', "[" * 100_000])
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: str) -> None:
    save_corpus([story()], tmp_path / "x.jsonl")
    with (tmp_path / "x.jsonl").open("a", encoding="utf-8") as handle:
        handle.write(line + "\n")
    with pytest.raises(AnalysisError, match=r"x\.jsonl, line 2"):
        load_corpus(tmp_path / "x.jsonl")


def test_an_id_may_not_stand_twice(tmp_path: Path) -> None:
    line = save_corpus([story()], tmp_path / "x.jsonl").read_text(encoding="utf-8")
    (tmp_path / "x.jsonl").write_text(line * 2, encoding="utf-8")
    with pytest.raises(AnalysisError, match=r"line 2.*'gazette' twice.*line 1"):
        load_corpus(tmp_path / "x.jsonl")


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    path = save_corpus([story()], tmp_path / "x.parquet")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(AnalysisError, match="Parquet"):
        load_corpus(path)


@pytest.mark.parametrize("text", ["a\0b", "half \ud800", 3, None, b"bytes"])
def test_what_no_file_keeps_is_refused(text: object) -> None:
    with pytest.raises(AnalysisError):
        Block("body", text)
    with pytest.raises(AnalysisError):
        article(headline=text)


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
def test_front_matter_reads_the_same_with_and_without_libyaml(monkeypatch: pytest.MonkeyPatch, loader: str) -> None:
    monkeypatch.setattr(article_file, "_LOADER", getattr(yaml, loader, yaml.BaseLoader))
    text = "---\noutlet: 'A: B'\nrole: wire\nheadline: >\n  No\n  deal\nbyline: null\nlicence: 'null'\nurl: \"\\u00e9\"\n---\nText."
    read = parse_article(text, "x.md", "s", "a")
    assert (read.outlet, read.headline, read.byline, read.licence, read.url) == ("A: B", "No deal", None, "null", "é")


def test_a_csv_file_in_another_encoding(tmp_path: Path) -> None:
    path = save_corpus([story(wire=article(headline="Café"))], tmp_path / "x.csv")
    text = path.read_text(encoding="utf-8")
    for encoding in ("utf-8-sig", "utf-16"):
        path.write_text(text, encoding=encoding)
        assert load_corpus(path)[0].wire.headline == "Café"
    path.write_text(text, encoding="cp1252")
    with pytest.raises(AnalysisError, match="not UTF-8"):
        load_corpus(path)
    path.write_bytes(b"")
    with pytest.raises(AnalysisError, match="empty"):
        load_corpus(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_or_a_device_is_refused_and_nobody_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pages" / "p.html"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    for read in (read_bytes, load_article, import_table, draft_table, load_corpus):
        name = {load_article: "a.md", import_table: "t.csv", load_corpus: "t.jsonl"}.get(read, "p.html")
        place = pipe.rename(pipe.with_name(name))
        if read is draft_table:
            assert "pipe" in draft_table(place.parent)[0].look_at
        else:
            with pytest.raises(AnalysisError, match="pipe or a device"):
                read(place)
        pipe = place
    story = tmp_path / "corpus" / "herring"
    save_article(article(), story.parent)
    for name in ("README.md", "b.md", "gold.csv"):
        os.mkfifo(story / name)
    assert sum("pipe" in problem.message for problem in check_corpus(story.parent)) == 2  # notes are nobody's business
    if Path("/dev/zero").exists():
        with pytest.raises(AnalysisError, match="pipe or a device"):
            read_bytes("/dev/zero", 1000)


def test_control_characters_are_no_text(tmp_path: Path) -> None:
    odd = article(headline="No\x1b[31m deal\x07", blocks=(Block("body", "\x02Talks\x08 failed.\x03"),))
    assert (odd.headline, odd.text) == ("No[31m deal", "Talks failed.")
    assert load_article(save_article(odd, tmp_path)) == odd


@pytest.mark.parametrize("outlet", ["''", "'  '", '""', "~", ""])
def test_an_outlet_is_not_empty(tmp_path: Path, outlet: str) -> None:
    with pytest.raises(AnalysisError, match="no field 'outlet'"):
        parse_article(f"---\noutlet: {outlet}\nrole: wire\nheadline: x\n---\nText.", "x.md", "s", "a")
    (tmp_path / "x.csv").write_text('story_id,article_id,outlet,role,headline,text\ns,a," ",wire,x,Text.\n')
    with pytest.raises(AnalysisError, match="line 2: the field 'outlet' is missing"):
        load_corpus(tmp_path / "x.csv")


def test_an_id_that_leaves_the_folder_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("story_id,article_id,outlet,role,headline,text\ns,a,O,wire,x,Text.\n../s,a,O,wire,x,Text.\n")
    with pytest.raises(AnalysisError, match=r"x\.csv, line 3: The story id '\.\./s'"):
        load_corpus(tmp_path / "x.csv")


def test_json_lines_in_another_encoding_are_named_with_their_line(tmp_path: Path) -> None:
    path = save_corpus([story()], tmp_path / "x.jsonl")
    path.write_bytes(path.read_bytes() + '{"story_id": "Café"}'.encode("cp1252"))
    with pytest.raises(AnalysisError, match="line 2: byte 0xe9 is not UTF-8"):
        load_corpus(path)
    path.write_bytes("{}".encode("utf-16"))
    with pytest.raises(AnalysisError, match="line 1: byte 0xff is not UTF-8"):
        load_corpus(path)


@pytest.mark.parametrize("in_the_way", ["corpus", "corpus/herring"])
def test_a_file_in_the_way_of_a_folder_is_one_sentence(tmp_path: Path, in_the_way: str) -> None:
    (tmp_path / in_the_way).parent.mkdir(exist_ok=True)
    (tmp_path / in_the_way).write_text("precious")
    with pytest.raises(AnalysisError, match="cannot be written"):
        save_articles([article()], tmp_path / "corpus")
    assert (tmp_path / in_the_way).read_text() == "precious"


def test_an_import_that_fails_gives_back_what_it_had_overwritten(tmp_path: Path) -> None:
    save_article(article(), tmp_path)
    before = (tmp_path / "herring" / "gazette.md").read_bytes()
    new = article(headline="Another deal")
    with pytest.raises(AnalysisError, match="'herring' would have two wire versions, this one and herald"):
        save_articles([new, article("herald")], tmp_path, overwrite=True)
    assert (tmp_path / "herring" / "gazette.md").read_bytes() == before
    assert [path.name for path in (tmp_path / "herring").iterdir()] == ["gazette.md"]


def test_one_of_two_articles_with_one_id_is_not_lost(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="two of the articles"):
        save_articles([article(headline="One"), article(headline="Two")], tmp_path, overwrite=True)
    assert not any(tmp_path.iterdir())


def test_of_two_imports_at_once_the_second_sees_the_first(tmp_path: Path) -> None:
    """Eight processes give a story eight wire versions under one id: one is written, the others hear of it."""
    code = (
        "import sys; from analysis.articles.model import Article, Block; from analysis.articles.corpus.store import save_article\n"
        "n = sys.argv[2]; sys.stdin.read()\n"
        "save_article(Article('x' if int(n) % 2 else 'x' + n, 's', 'O', 'wire', 'H' + n, (Block('body', 'Talks.'),)), sys.argv[1])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "corpus")]
    imports = [subprocess.Popen([*command, str(n)], stdin=subprocess.PIPE, stderr=subprocess.PIPE) for n in range(8)]
    for each in imports:
        each.stdin.close()
        each.stdin = None
    said = [each.communicate()[1] for each in imports]
    assert sorted(each.returncode for each in imports) == [0] + [1] * 7, said
    assert len(list((tmp_path / "corpus" / "s").iterdir())) == 1


def test_what_an_import_replaces_no_longer_counts_as_a_wire(tmp_path: Path) -> None:
    save_article(article(), tmp_path)
    save_articles([article("herald"), article(role="republication")], tmp_path, overwrite=True)
    assert load_corpus(tmp_path)[0].wire.article_id == "herald"


ODD_NAMES = (("Herald", "herald"), ("caf\u00e9", "cafe\u0301"), ("STRASSE", "straße"))


@pytest.mark.parametrize(("first", "second"), ODD_NAMES)
def test_names_that_some_systems_take_for_one_do_not_meet(tmp_path: Path, first: str, second: str) -> None:
    with pytest.raises(AnalysisError, match="two of the articles"):
        save_articles([article(first), article(second, "republication")], tmp_path)
    save_article(article(first), tmp_path)
    with pytest.raises(AnalysisError, match="in capitals or accents alone"):
        save_article(article(second), tmp_path, overwrite=True)
    save_article(article(story_id=first), tmp_path)
    with pytest.raises(AnalysisError, match=f"this story is there already.*'{first}'"):
        save_article(article(story_id=second), tmp_path)


@pytest.mark.parametrize("name", ["a b", "a\xa0b", "a\u3000b"])
def test_an_id_has_no_white_space(name: str) -> None:
    with pytest.raises(AnalysisError, match="write 'a-b'"):
        check_id(name, "story")


FRONT = "---\n# Made for teaching.\noutlet: 'Gazette'\nnote: asked the desk,\n  who agreed\nrole: wire\nheadline: No deal\n---\n\n"


def test_what_people_noted_in_a_file_outlives_a_correction(tmp_path: Path) -> None:
    file = tmp_path / "herring" / "gazette.md"
    file.parent.mkdir()
    file.write_text(f"{FRONT}Talks failed.\n\nBoats wait.\n", encoding="utf-8")
    read = load_article(file)
    before = file.read_bytes()
    save_article(read, tmp_path)
    assert file.read_bytes() == before
    corrected = read.with_blocks((read.blocks[0], Block("caption", "Boats wait.")))
    save_article(corrected, tmp_path, overwrite=True)
    assert load_article(file) == corrected
    assert file.read_text(encoding="utf-8").startswith("---\n# Made for teaching.\nnote: asked the desk,\n  who agreed\noutlet:")
    save_article(article(outlet="Herald"), tmp_path, overwrite=True)
    assert "teaching" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "notes",
    [
        'note: "see\n\n  the archive"\n',
        "note: |\n  one\n\n  two\n",
        "note: one\n\n  two\n",
        "note : x\n",
        "'note': x\n",
        "coder: Ana Lund\n",
        'note: "a\u2028# b"\n',
        "# Checked.\nnote: >\n  # no comment\n# Twice.\n",
    ],
)
def test_notes_stay_as_they_were_written(tmp_path: Path, notes: str) -> None:
    first = article(byline="Ana Lund")
    file = save_article(first, tmp_path)
    plain = file.read_text()
    for head in (plain.replace("---\n", f"---\n{notes}", 1), plain.replace("byline:", f"{notes}byline:")):
        file.write_text(head)
        second = article(byline="Sara Berg")
        save_article(second, tmp_path, overwrite=True)
        assert load_article(file) == second
        assert notes in file.read_text()
        before = file.read_text()
        save_article(article(byline="Lea Holm"), tmp_path, overwrite=True)
        assert file.read_text() == before.replace("Sara Berg", "Lea Holm")


@pytest.mark.parametrize("date", ["soon", "<script>alert(1)</script>", "03/04/2026", "=1+1", "2026-13-01", "5 Jan"])
def test_what_is_no_date_is_refused_with_its_line(tmp_path: Path, date: str) -> None:
    file = save_article(article(published="2026-01-31"), tmp_path)
    file.write_text(file.read_text().replace("published: '2026-01-31'", f"published: '{date}'"))
    with pytest.raises(AnalysisError, match=r"gazette\.md, line 6: published .* is no date"):
        load_corpus(tmp_path)
    assert [
        problem.line for problem in check_corpus(tmp_path) if problem.severity == "error" and "is no date" in problem.message
    ] == [6]
    for table, text in (
        ("t.jsonl", '{"story_id": "s", "outlet": "o", "role": "wire", "text": "Talks failed.", "date": "%s"}\n'),
        ("t.csv", 'story_id,outlet,role,text,date\ns,o,wire,Talks failed.,"%s"\n'),
    ):
        (tmp_path / table).write_text(text % date)
        with pytest.raises(AnalysisError, match=r"line \d: .*published .* is no date"):
            import_table(tmp_path / table)


@pytest.mark.parametrize("date", ["31 January 2026", "Jan. 31, 2026, 10:42", "31/01/2026", "1/31/2026", "20260131"])
def test_other_forms_of_a_date_are_brought_into_one(tmp_path: Path, date: str) -> None:
    assert article(published=date).published == "2026-01-31"


def test_turkish_and_other_odd_months_end_nothing() -> None:
    for date in ("15 HAZİRAN 2024", "Aprıl 5, 2024", "5 Aprİl 2024", "June ٣, 2024"):
        assert read_page(f"{date}\n\nTalks failed on Monday.").blocks
        assert list(check_fields({"published": (date, 1)}))
    assert find_date("Aprıl 5, 2024") == find_date("5 APRİL 2024") == "2024-04-05"


@pytest.mark.parametrize("through", ["new/deep/corpus", "link"])
def test_four_writers_of_a_wire_at_once_leave_one(tmp_path: Path, through: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    folders = [tmp_path / through, tmp_path / through.replace("link", "real")] * 2

    def write(number: int) -> bool:
        try:
            save_article(article(f"w{number}"), folders[number])
        except AnalysisError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(write, range(4))) == 1


def test_long_names_do_not_meet_and_a_planted_link_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "x" * 100
    save_articles([article(long + "a"), article(long + "b", "republication")], tmp_path)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    monkeypatch.setattr("analysis.articles.corpus.writing.secrets.token_hex", lambda _: "0")
    (tmp_path / "herring" / ".c.md.0.part").symlink_to(victim)
    with pytest.raises(AnalysisError):
        save_article(article("c", "republication"), tmp_path)
    assert victim.read_text() == "mine"


def test_a_folder_that_cannot_be_read_is_one_sentence_and_check_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_article(article(), tmp_path)
    save_article(article(story_id="cod"), tmp_path)
    for name, make in (("README.md", Path.mkdir), ("NOTES.md", lambda file: file.symlink_to(tmp_path / "nowhere"))):
        make(tmp_path / "herring" / name)
    assert len(load_corpus(tmp_path)) == 2
    listed = Path.iterdir

    def iterdir(folder: Path):
        if folder.name == "cod":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    with pytest.raises(AnalysisError, match="cod: the folder cannot be read"):
        load_corpus(tmp_path)
    problems = check_corpus(tmp_path)
    assert [problem.path.name for problem in problems if problem.severity == "error"] == ["cod"]
    assert len(problems) > 1


def test_readers_of_long_cells_do_not_take_the_limit_from_one_another(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a\n" + f"{'x' * 200_000}\n" * 3)
    first, second = csv_rows(file), csv_rows(file)
    next(first), next(second)
    assert len(list(second)) == len(list(first)) == 2


@pytest.mark.parametrize("cell", ["＝1+1", "a;=1+1", "a;'=1", "a\n=1+1", "\t@x", "'=1", "a;;-1\r\n＠b", "x;y"])
def test_no_part_of_a_cell_is_a_formula_where_cells_are_parted_otherwise(tmp_path: Path, cell: str) -> None:
    guarded = guard_cell(cell)
    assert not any(part[:1] in set("=+-@＝＋－＠") for part in re.split("[;\t\r\n]", guarded) if part)
    (tmp_path / "t.csv").write_bytes(('a\n"' + guarded + '"\n').encode())
    assert next(csv_rows(tmp_path / "t.csv"))[1]["a"] == cell


def test_a_name_in_another_script_becomes_an_id() -> None:
    for name in ("переговоры о рыболовстве " * 9, "ტ" * 200, "会談" * 100, "x" * 300):
        assert check_id(slug(name) + "-republication-9", "article")


@pytest.mark.parametrize("name", ["com¹", "CONIN$", "conout$.x", "lpt³"])
def test_names_that_windows_keeps_for_devices_are_refused(name: str) -> None:
    with pytest.raises(AnalysisError, match="no file name on every system"):
        check_id(name, "article")


def test_nothing_that_is_printed_commands_a_terminal(tmp_path: Path) -> None:
    page = "Talks\n\nBoats (\x1b]0;PWNED\x07 Ana Lund, AP)\n\nTalks failed \x9b2J on Monday, the ministry said."
    preview = preview_import(page, story_id="s", outlet="o", role="wire", headline="\x9b2J")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", f"{preview} {preview.article.headline}")
    file = save_article(article(), tmp_path)
    file.write_text(
        file.read_text().replace("language: en", 'language: "\\e]0;x\\a\\x9b2J"') + "\n\nBoats (\x1b]0;x\x07 Ana, AP)\n"
    )
    problems = check_corpus(tmp_path)
    assert len(problems) > 1
    assert not any(re.search("[\x00-\x1f\x7f-\x9f]", str(problem)) for problem in problems)


def test_a_parquet_row_that_unpacks_to_a_mountain_is_refused_before_it_does(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    block = arrow.list_(arrow.struct([("kind", arrow.string()), ("text", arrow.string())]))
    names = {name: ["s", "t"] for name in ("story_id", "article_id", "outlet", "headline")} | {"role": ["wire", "wire"]}
    for blocks in ([{"kind": "body", "text": "x" * 1_000_000}] * 60, [{"kind": "body", "text": "x" * 50_000_000}]):
        table = {**names, "blocks": arrow.array([[{"kind": "body", "text": "Talks failed."}], blocks], block)}
        parquet.write_table(arrow.table(table), tmp_path / "t.parquet", compression="zstd")
        with pytest.raises(AnalysisError, match="line 2: the row unpacks to more than 40 MB"):
            load_corpus(tmp_path / "t.parquet")


def test_a_file_that_cannot_be_read_may_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "herring" / "gazette.md"
    file.parent.mkdir()
    file.write_bytes(b"\xff\x00")
    with pytest.raises(AnalysisError, match="another article of this id"):
        save_article(article(), tmp_path)
    assert load_article(save_article(article(), tmp_path, overwrite=True)) == article()


def _import_pages(tmp_path: Path, slow: str) -> subprocess.Popen:
    """Import two hundred pages with the command, in a process of its own that runs some code first."""
    pages = tmp_path / "pages.csv"
    rows = "".join(f"s,O{i},{'republication' if i else 'wire'},Talks failed on Monday {i} times.\n" for i in range(200))
    pages.write_text(f"story,outlet,role,text\n{rows}", encoding="utf-8")
    code = f"import os, sys, time\n{slow}\nfrom analysis.cli import main\nsys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "import", str(pages), "--corpus", str(tmp_path / "corpus")]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


SLOW = """
written, sync = [], os.fsync
def wait(handle):
    sync(handle)
    written.append(handle)
    if len(written) == 100:
        print("half way", flush=True)
        time.sleep(60)
os.fsync = wait
"""


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_import_that_is_stopped_or_killed_half_way_leaves_the_corpus_as_it_was(
    tmp_path: Path, sign: signal.Signals, there: bool
) -> None:
    if there:
        save_article(article(), tmp_path / "corpus")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    running = _import_pages(tmp_path, SLOW)
    assert running.stdout.readline() == "half way\n"
    running.send_signal(sign)
    said = running.communicate(timeout=30)[1]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == before
    if sign == signal.SIGINT:
        assert running.returncode == 130
        assert said.splitlines()[-1] == "wirecopy: stopped; what was written before is complete."
        assert not list(tmp_path.rglob("*.part"))
        assert (tmp_path / "corpus").exists() == there
    if there:
        assert len(load_corpus(tmp_path / "corpus")) == 1
        left = [problem.message for problem in check_corpus(tmp_path / "corpus") if problem.path.suffix == ".part"]
        assert left == (["an import was interrupted here: delete this file."] * 100 if sign == signal.SIGKILL else [])


def test_a_full_disk_leaves_the_corpus_as_it_was(tmp_path: Path) -> None:
    save_article(article(), tmp_path / "corpus")
    full = "sync = os.fsync\ndef fail(handle):\n    raise OSError(28, 'No space left on device')\nos.fsync = fail"
    running = _import_pages(tmp_path, full)
    out, said = running.communicate(timeout=30)
    assert (running.returncode, out) == (1, "")
    assert said.splitlines()[-1].endswith(
        "the file cannot be written (No space left on device): make room, or choose another folder."
    )
    assert [path.name for path in (tmp_path / "corpus").rglob("*") if path.is_file()] == ["gazette.md"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may write to every folder")
def test_a_folder_that_may_not_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir(mode=0o555)
    with pytest.raises(AnalysisError, match="Permission denied"):
        save_article(article(), corpus)


def test_an_article_and_a_story_print_in_one_line() -> None:
    long = article(blocks=(Block("body", "Talks failed. " * 500), Block("caption", "Boats.")))
    assert repr(long) == "<Article herring/gazette: Gazette, wire, 1 of 2 blocks body>"
    assert repr(story(article("herald", outlet="Herald"))) == "<Story herring: Gazette (wire); Herald>"
    assert repr(story()) == "<Story herring: Gazette (wire); no republication>"


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\n", b"\n\n\n,\n"])
def test_a_table_without_a_header_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(data)
    with pytest.raises(AnalysisError, match=r"x\.csv: "):
        load_corpus(tmp_path / "x.csv")
    assert [problem.severity for problem in check_corpus(tmp_path / "x.csv")] == ["error"]


def test_ids_of_a_story_are_compared_a_fixed_number_of_times_each() -> None:
    class Counting(str):
        compared = 0
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            Counting.compared += 1
            return super().__eq__(other)

    others = [article(role="republication") for _ in range(500)]
    for n, other in enumerate(others):
        object.__setattr__(other, "article_id", Counting(f"gazette-{n}"))
    Counting.compared = 0
    assert len(story(*others).republications) == 500
    assert Counting.compared <= 20 * 500


def test_a_header_without_end_is_read_once(tmp_path: Path) -> None:
    """300,000 columns: comparing each with all others would take the better part of an hour."""
    names = ",".join(f"c{n}" for n in range(300_000))
    (tmp_path / "x.csv").write_text(f"{names},c7\n1\n", encoding="utf8")
    with pytest.raises(AnalysisError, match="'c7' stands twice"):
        list(csv_rows(tmp_path / "x.csv"))
