"""Tables and folders of pages become articles; nothing is written until a person has said yes, and then all or nothing."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from made_pages import SYSTEMS, one_file

from analysis.articles.checking.check import check_corpus
from analysis.articles.corpus.duplicates import name_duplicates
from analysis.articles.corpus.store import load_corpus, save_article, save_articles
from analysis.articles.importing import tables
from analysis.articles.importing.batch import import_sources
from analysis.articles.importing.drafts import draft_table, page_files, write_draft
from analysis.articles.importing.tables import import_table
from analysis.articles.model import Article, Block
from analysis.cli import main
from analysis.errors import AnalysisError

TEXT = """Talks on herring quotas failed on Monday after Norway left the table, the ministry said.
Boats wait (Ana Lund, AP)
They resume in May."""
ROWS = [
    {
        "Body": TEXT,
        "Medium": "Gazette",
        "Title": "Talks fail in Bergen",
        "Date": "2026-01-05",
        "story": "Herring talks",
        "role": "wire",
    },
    {"Body": TEXT, "Medium": "Herald", "Title": "No deal", "Date": "", "story": "Herring talks", "role": "Republication"},
    {"Body": TEXT, "Medium": "Herald", "Title": "Still no deal", "Date": "", "story": "Herring talks", "role": "republication"},
]
COLUMNS = {"outlet": "Medium", "text": "Body"}


def write_rows(path: Path, rows: list[dict] = ROWS) -> Path:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    elif path.suffix == ".parquet":
        pandas = pytest.importorskip("pandas")
        pandas.DataFrame(rows).to_parquet(path)
    else:
        book = pytest.importorskip("openpyxl").Workbook()
        book.active.append(list(rows[0]))
        for row in rows:
            book.active.append(list(row.values()))
        book.save(path)
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet", "a.xlsx"])
def test_every_format_gives_the_same_articles(tmp_path: Path, name: str) -> None:
    previews = import_table(write_rows(tmp_path / name), columns=COLUMNS)
    articles = [preview.article for preview in previews]
    assert [article.article_id for article in articles] == ["gazette", "herald", "herald-2"]
    assert [article.role for article in articles] == ["wire", "republication", "republication"]
    assert {article.story_id for article in articles} == {"herring-talks"}
    assert (articles[0].headline, articles[0].published, articles[1].published) == ("Talks fail in Bergen", "2026-01-05", None)
    assert [block.kind for block in articles[0].blocks] == ["body", "caption", "body"]
    save_articles(articles, tmp_path / "corpus")
    assert len(load_corpus(tmp_path / "corpus")[0].articles) == 3


def test_dates_of_a_spreadsheet_and_empty_rows(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "Date": date(2026, 1, 5)}, dict.fromkeys(ROWS[0])]
    (preview,) = import_table(write_rows(tmp_path / "a.xlsx", rows), columns=COLUMNS)
    assert preview.article.published.startswith("2026-01-05")


def test_values_for_all_rows_and_files_beside_the_table(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"Talks fail in Bergen\n\n{TEXT}", encoding="utf-8")
    table = write_rows(tmp_path / "a.csv", [{"file": "page.txt", "outlet": "", "role": "wire"}])
    (preview,) = import_table(table, story_id="herring", outlet="Gazette")
    assert (preview.article.headline, preview.article.outlet, preview.article.story_id) == (
        "Talks fail in Bergen",
        "Gazette",
        "herring",
    )


def test_markup_in_a_cell_is_read_as_a_page(tmp_path: Path) -> None:
    body = "<p>Talks on herring failed on Monday, the ministry said.</p><figure><figcaption>Boats.</figcaption></figure>"
    (preview,) = import_table(write_rows(tmp_path / "a.csv", [{**ROWS[0], "Body": body}]), columns=COLUMNS)
    assert [block.kind for block in preview.article.blocks] == ["body", "caption"]


@pytest.mark.parametrize(
    ("rows", "columns", "words"),
    [
        ([{"a": "b"}], {}, "no column holds the text.*'a'"),
        ([{"text": TEXT}], {"text": "Body"}, "no column 'Body'"),
        ([{"text": TEXT}], {"colour": "text"}, "'colour' is unknown"),
        ([{"text": TEXT, "outlet": "A", "role": "wire"}], {}, "line 2: the row has no story_id"),
        ([{"text": TEXT, "outlet": "A", "story": "s"}], {}, "line 2: the row has no role"),
        ([{"text": TEXT, "role": "wire", "story": "s"}], {}, "line 2: .*give the outlet"),
        ([{"text": TEXT, "outlet": "A", "role": "agency", "story": "s"}], {}, "line 2: .*role 'agency'"),
        ([{"text": "", "outlet": "A", "role": "wire", "story": "s"}], {}, "line 2: the row has no text"),
        ([{"file": "absent.txt", "outlet": "A", "role": "wire", "story": "s"}], {}, "line 2: .*no such file"),
        ([{"text": ""}], {}, "no row"),
    ],
)
def test_what_a_table_lacks_is_named(tmp_path: Path, rows: list[dict], columns: dict, words: str) -> None:
    with pytest.raises(AnalysisError, match=words):
        import_table(write_rows(tmp_path / "a.csv", rows), columns=columns)


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet", "a.csv", "a.jsonl"])
def test_a_damaged_table_is_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b'"\x01 not a table')
    with pytest.raises(AnalysisError) as caught:
        import_table(path)
    assert name in str(caught.value)
    with pytest.raises(AnalysisError):
        import_table(tmp_path / "absent" / name)


def make_pages(folder: Path) -> None:
    (folder / "Herring talks").mkdir(parents=True)
    (folder / "Herring talks" / "Page_files").mkdir()
    (folder / "Herring talks" / "Page_files" / "frame.html").write_text("<p>frame", encoding="utf-8")
    body = "Talks on herring quotas failed on Monday after nine hours.\n\nNorway left the table first, two diplomats said."
    (folder / "Herring talks" / "a.txt").write_text(f"Talks fail in Bergen\n\n{body}", encoding="utf-8")
    (folder / "Herring talks" / "b.txt").write_text(f"No deal\n\nBy Press Association\n\n{body}", encoding="utf-8")
    (folder / "Herring talks" / "c.txt").write_bytes(b"caf\xe9")
    (folder / "notes.md").write_text("x", encoding="utf-8")


def test_a_folder_becomes_a_table_for_a_person_to_complete(tmp_path: Path) -> None:
    make_pages(tmp_path / "pages")
    assert [path.name for path in page_files(tmp_path / "pages")] == ["a.txt", "b.txt", "c.txt"]
    rows = draft_table(tmp_path / "pages")
    assert [(row.file, row.story_id, row.role, row.outlet) for row in rows] == [
        ("Herring talks/a.txt", "herring-talks", "republication", ""),
        ("Herring talks/b.txt", "herring-talks", "wire", ""),
        ("Herring talks/c.txt", "herring-talks", "", ""),
    ]
    assert "names an agency" in rows[1].look_at
    assert "not UTF-8" in rows[2].look_at
    table = write_draft(rows[:2], tmp_path / "pages" / "pages.csv")
    with pytest.raises(AnalysisError, match="there already"):
        write_draft(rows, table)
    with pytest.raises(AnalysisError, match="give the outlet"):
        import_table(table)
    completed = table.read_text(encoding="utf-8-sig").replace("herring-talks,,", "herring-talks,Gazette,")
    table.write_text(completed, encoding="utf-8-sig")
    assert [preview.article.article_id for preview in import_table(table)] == ["gazette", "gazette-2"]


def test_no_cell_of_a_draft_is_run(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "=1+1.txt").write_text("=HYPERLINK(evil) for everyone\n\nTalks failed.", encoding="utf-8")
    table = write_draft(draft_table(tmp_path / "pages", story_id="s"), tmp_path / "pages" / "x.csv")
    with table.open(encoding="utf-8-sig", newline="") as handle:
        cells = list(csv.reader(handle))[1]
    assert not [cell for cell in cells if cell[:1] in set("=+-@")]
    (preview,) = import_table(table, outlet="A", role="wire")
    assert preview.article.text == "Talks failed."


LONG = "a story whose name goes on and on until nobody reads it any more and the program has cut it off"


@pytest.mark.parametrize(("first", "second", "story"), [("C", "C++", "c"), (f"{LONG} one", f"{LONG} two", "a-story-whose")])
def test_two_stories_whose_names_make_one_id_are_refused(tmp_path: Path, first: str, second: str, story: str) -> None:
    table = write_rows(tmp_path / "a.csv", [{**ROWS[0], "story": name} for name in (first, second)])
    with pytest.raises(AnalysisError, match=f"line 5: the stories .* would both be '{story}") as caught:
        import_table(table, columns=COLUMNS)
    assert first[-20:] + "' (line 2) and '" in str(caught.value)
    assert second[-20:] in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_story_that_is_written_with_other_capitals_or_hyphens_is_the_same(tmp_path: Path) -> None:
    rows = [{**row, "story": name} for row, name in zip(ROWS, ("Herring talks", "herring  talks", "herring-talks"), strict=True)]
    previews = import_table(write_rows(tmp_path / "a.csv", rows), columns=COLUMNS)
    assert {preview.article.story_id for preview in previews} == {"herring-talks"}


def test_a_folder_without_pages(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "no page"), (tmp_path / "absent", "no folder")):
        with pytest.raises(AnalysisError, match=words):
            draft_table(path)


def article(article_id: str, role: str = "republication", text: str = "Talks failed.") -> Article:
    return Article(article_id, "s", article_id, role, "No deal", (Block("body", text),))


def test_several_articles_are_written_or_none(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for bad in (
        [article("a"), article("../b")],
        [article("a", "wire"), article("b", "wire")],
        [article("a"), article("a", text="Other.")],
    ):
        with pytest.raises(AnalysisError):
            save_articles(bad, corpus)
        assert not corpus.exists()
    kept = save_article(article("a"), corpus)
    with pytest.raises(AnalysisError):
        save_articles([article("a"), article("b"), article("..")], corpus)
    assert [path.name for path in kept.parent.iterdir()] == ["a.md"]
    assert [path.name for path in save_articles([article("a"), article("b", "wire")], corpus)] == ["a.md", "b.md"]


def test_duplicates_are_named_before_an_import(tmp_path: Path) -> None:
    save_article(article("a"), tmp_path)
    (tmp_path / "s" / "broken.md").write_text("x", encoding="utf-8")
    again = Article("z", "s", "a", "republication", "", (Block("body", "Talks failed."),))
    assert name_duplicates([again, article("b")], tmp_path) == [
        "s/z has the same text, word for word as s/a (a): leave it out, unless both are wanted.",
        "s/b has the same text, word for word as s/a (a) and others: right if the outlet changed nothing.",
    ]
    assert name_duplicates([article("q", text="New.")], tmp_path / "absent") == []


def test_several_sources_at_once(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Talks fail in Bergen\n\nTalks failed on Monday.", encoding="utf-8")
    other = tmp_path / "other page.txt"
    other.write_text("No deal in Bergen\n\nTalks failed again.", encoding="utf-8")
    table = write_rows(tmp_path / "a.csv")
    previews = import_sources([page, other, table], story_id="s", outlet="Gazette", role="wire", columns=COLUMNS)
    assert [preview.article.article_id for preview in previews[:3]] == ["gazette-page", "gazette-other-page", "gazette"]
    for sources, fields, words in (
        ([page], {"outlet": "A", "role": "wire"}, "the story is missing"),
        ([page], {"outlet": "A", "story_id": "s"}, "the role .* is missing"),
        ([page], {"story_id": "s", "role": "wire"}, "give the outlet"),
        ([page, other], {"story_id": "s", "role": "wire", "outlet": "A", "headline": "x"}, "headline can be given for one page"),
        ([tmp_path], {}, "this is a folder: draft a table .* --draft .*pages.csv"),
        ([tmp_path], {"story_id": "s", "role": "wire", "outlet": "A"}, "this is a folder: draft a table"),
        ([table], {"kinds": {1: "body"}}, "a table has its own"),
    ):
        with pytest.raises(AnalysisError, match=words):
            import_sources(sources, **fields)


def test_pages_of_one_outlet_get_ids_that_differ_and_others_keep_theirs(tmp_path: Path) -> None:
    def page(name: str, outlet: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        site = f'<meta property="og:site_name" content="{outlet}">'
        path.write_text(f"<html>{site}<p>Talks failed again, {name} said.</p>", encoding="utf-8")
        return path

    sources = [page("one.html", "Gazette"), page("two.html", "Gazette"), page("three.html", "Herald")]
    previews = import_sources(sources, story_id="s", role="republication")
    assert [preview.article.article_id for preview in previews] == ["gazette-one", "gazette-two", "herald"]
    assert len(save_articles([preview.article for preview in previews], tmp_path / "corpus")) == 3
    sources = [page("a/one.html", "Gazette"), page("b/one.html", "Gazette"), write_rows(tmp_path / "a.csv", ROWS[:2])]
    for outlet, ids in ((None, ["gazette-one", "gazette-one-2"]), ("Post", ["post-one", "post-one-2"])):
        previews = import_sources(sources, story_id="s", role="republication", columns=COLUMNS, outlet=outlet)
        assert [preview.article.article_id for preview in previews] == [*ids, "gazette", "herald"]


def test_forty_saved_pages_become_the_corpus_that_they_were_made_from(tmp_path: Path) -> None:
    corpus = Path(__file__).parents[1] / "corpus"
    if not corpus.is_dir():
        pytest.skip("there is no sample corpus in this checkout")
    stories = load_corpus(corpus)
    for number, version in enumerate(version for story in stories for version in story.articles):
        system = SYSTEMS[number % len(SYSTEMS)]
        suffix = ".mhtml" if system is one_file else ".html"
        path = tmp_path / "pages" / version.story_id / f"{version.article_id}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(system(version), encoding="utf-8")
    rows = draft_table(tmp_path / "pages")
    wires = {row.file.rsplit(".", 1)[0] for row in rows if row.role == "wire"}
    assert wires == {f"{story.story_id}/{story.wire.article_id}" for story in stories}
    table = write_draft(rows, tmp_path / "pages" / "pages.csv")
    save_articles([preview.article for preview in import_table(table)], tmp_path / "corpus")
    again = load_corpus(tmp_path / "corpus")
    assert [story.title for story in again] == [story.title for story in stories]
    for story, copy in zip(stories, again, strict=True):
        assert {version.outlet: version.text for version in copy.articles} == {
            version.outlet: version.text for version in story.articles
        }
    assert not [problem for problem in check_corpus(tmp_path / "corpus") if problem.severity == "error"]


def test_the_example_of_the_documentation_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    page = (Path(__file__).parents[1] / "docs" / "your-corpus.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "export.csv").write_text(
        'Volltext,Medium\n"Talks on herring failed on Monday, the ministry said.",Gazette\n', encoding="utf-8"
    )
    exec(code, {})
    assert capsys.readouterr().out.startswith("harbour-strike/gazette  Gazette, republication")
    assert (tmp_path / "corpus" / "harbour-strike" / "gazette.md").exists()


def test_all_rows_that_cannot_be_imported_are_named_at_once(tmp_path: Path) -> None:
    row = {**ROWS[0], "Body": "Talks failed on Monday."}
    rows = [row, {**row, "role": ""}, {**row, "role": "agency"}, {**row, "Body": ""}]
    with pytest.raises(AnalysisError, match=r"line 3: the row has no role.* Lines 4, 5 cannot be imported either\.$"):
        import_table(write_rows(tmp_path / "a.csv", rows), columns=COLUMNS)
    many = [{**row, "role": ""}] * 40
    with pytest.raises(AnalysisError, match=r"line 2: .* Lines 3, .*, 22 and 19 more cannot"):
        import_table(write_rows(tmp_path / "a.csv", many), columns=COLUMNS)


def test_a_file_outside_the_table_s_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The password is swordfish.", encoding="utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "pages" / "loop.txt").symlink_to("loop.txt")
    for name in ("../secret.txt", str(tmp_path / "secret.txt"), "link.txt", "loop.txt", "x/../../secret.txt"):
        table = write_rows(tmp_path / "pages" / "a.csv", [{"file": name, "outlet": "A", "role": "wire", "story": "s"}])
        with pytest.raises(AnalysisError, match="lies outside the table's folder"):
            import_table(table)


def change_sheet(path: Path, change: Callable[[bytes], bytes], member: str = "xl/worksheets/sheet1.xml") -> Path:
    """Write a workbook, then change one of the files in it as openpyxl would not."""
    write_rows(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(data) if name == member else data)
    return path


def test_rows_beyond_the_size_that_a_sheet_says_it_has_are_read(tmp_path: Path) -> None:
    for said in (b"A1", b"A1:B2", b"A1:XFD1048576"):
        path = change_sheet(tmp_path / "a.xlsx", lambda data, said=said: re.sub(rb'ref="A1:\w+"', b'ref="%b"' % said, data))
        assert len(import_table(path, columns=COLUMNS)) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.replace(b"</sheetData>", b"<row/>" * 17_000_000 + b"</sheetData>"), "unpacks to more than 100 MB"),
        (lambda data: re.sub(rb'r="([A-Z]*)4"', rb'r="\g<1>99999999999"', data), "more than 1,048,576 rows"),
        (lambda data: data.replace(b'r="F4"', b'r="ZZZZZZ4"'), "cannot be read"),
        (lambda data: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + data.replace(b"<v>", b"<v>&a;"), "cannot be read"),
        (lambda data: data[:300], "cannot be read"),
    ],
    ids=["bomb", "rows", "columns", "entities", "cut"],
)
def test_a_hostile_sheet_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change, words: str) -> None:
    monkeypatch.setattr(tables, "_SHEET_ROWS", 1000)
    path = change_sheet(tmp_path / "a.xlsx", change)
    with pytest.raises(AnalysisError, match=words.replace("1,048,576", "1,000")) as caught:
        import_table(path, columns=COLUMNS)
    assert "\n" not in str(caught.value)


def test_one_long_text_in_every_cell_of_a_sheet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    long = "x" * 30_000
    write_rows(path, [{"story": "s", "outlet": f"o{n}", "role": "republication", "text": "@" if n else "text"} for n in range(90)])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = re.sub('t="inlineStr"><is><t>@</t></is>', 't="s"><v>0</v>', parts["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/sheet1.xml"] = sheet
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", part)
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{long}</t></si></sst>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    monkeypatch.setattr(tables, "_SHEET_BYTES", 1_000_000)
    with pytest.raises(AnalysisError, match="line 36: the sheet has more than 1 MB of text"):
        import_table(path)
    monkeypatch.setattr(tables, "_CELL", 20_000)
    with pytest.raises(AnalysisError, match="line 3: a cell has more than 20,000 characters"):
        import_table(path)


def test_a_cell_without_a_floor_and_a_name_without_an_end_are_sentences(tmp_path: Path) -> None:
    row = '{"story": "s", "outlet": "o", "role": "wire", "%s": %s}\n'
    for name, cell, words in (("text", "[" * 900 + "]" * 900, "lists in lists"), ("file", f'"{"x" * 5000}"', "cannot be read")):
        (tmp_path / "t.jsonl").write_text(row % (name, cell))
        with pytest.raises(AnalysisError, match=words):
            import_table(tmp_path / "t.jsonl")


@pytest.mark.parametrize("place", ["pages/x.csv", "x.csv"])
def test_a_draft_is_imported_from_where_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, place: str) -> None:
    make_pages(tmp_path / "pages")
    (tmp_path / "pages" / "Herring talks" / "c.txt").unlink()
    monkeypatch.chdir(tmp_path)
    assert main(["import", "pages", "--draft", place]) == 0
    assert main(["import", place, "--outlet", "Gazette", "--corpus", "corpus"]) == 0
    assert [article.role for article in load_corpus("corpus")[0].articles] == ["wire", "republication"]
    capsys.readouterr()
    (tmp_path / "elsewhere").mkdir()
    assert main(["import", "pages", "--draft", "elsewhere/x.csv"]) == 1
    assert "must lie in the folder of the pages" in capsys.readouterr().err
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_link_out_of_the_folder_is_not_drafted(tmp_path: Path) -> None:
    make_pages(tmp_path / "pages")
    (tmp_path / "secret.txt").write_text("The password is swordfish.", encoding="utf-8")
    (tmp_path / "pages" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "pages" / "nowhere.csv").symlink_to(tmp_path / "absent.csv")
    (row,) = [row for row in draft_table(tmp_path / "pages") if row.file == "link.txt"]
    assert row.look_at == "this link leads out of the folder: copy the page into it."
    assert row.headline == ""


def test_two_folders_stay_two_stories(tmp_path: Path) -> None:
    for name in ("Herring talks", "herring-talks", "😀", "🐟"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("Talks failed.", encoding="utf-8")
    stories = {row.file.split("/")[0]: row.story_id for row in draft_table(tmp_path)}
    assert len(set(stories.values())) == 4
    assert {stories["Herring talks"], stories["herring-talks"]} == {"herring-talks", "herring-talks-2"}


@pytest.mark.parametrize(
    ("name", "byline", "outlet", "place"),
    [
        ("Talks fail - example gazette.txt", "", "Example Gazette", "file's name"),
        ("Cable was cut - Harbour Post.txt", "", "Harbour Post", "file's name"),
        ("Norway leaves the talks – minister says.txt", "", "", ""),
        ("Gazette.txt", "", "", ""),
        ("a.txt", "By Ines Falk, Atlas News Press", "Atlas News Press", "byline"),
        ("a.txt", "By Ines Falk for the Atlas Wire", "Atlas Wire", "byline"),
        ("a.txt", "By Ines Falk, Political Editor", "", ""),
        ("a.txt", "By Ines Falk, Bo Berg", "", ""),
        ("Cable was cut - Harbour Post.txt", "By Ines Falk, Atlas News Press", "Harbour Post", "file's name"),
    ],
)
def test_the_outlet_of_a_text_is_proposed_from_its_file_s_name_or_its_byline(
    tmp_path: Path, name: str, byline: str, outlet: str, place: str
) -> None:
    page = '<html><meta property="og:site_name" content="Example Gazette"><p>Talks failed, the ministry said.</p>'
    (tmp_path / "z.html").write_text(page, encoding="utf-8")
    (tmp_path / name).write_text(f"Talks on herring fail\n\n{byline}\n\nTalks failed, the ministry said.", encoding="utf-8")
    (row,) = [row for row in draft_table(tmp_path, story_id="s") if row.file == name]
    assert row.outlet == outlet
    assert (f"the outlet {outlet!r} is taken from the {place}" if outlet else "say who published it") in row.look_at


def test_a_table_among_the_pages_has_a_row_that_says_what_to_do_and_a_draft_has_none(tmp_path: Path) -> None:
    make_pages(tmp_path / "pages")
    write_rows(tmp_path / "pages" / "export.csv")
    write_draft(draft_table(tmp_path / "pages"), tmp_path / "pages" / "pages.csv")
    completed = '"file";"story_id";"outlet";"role"\r\n"Herring talks/a.txt";"herring-talks";"Gazette";"wire"\r\n'
    (tmp_path / "pages" / "completed.csv").write_text(completed, encoding="utf-8-sig", newline="")
    rows = {row.file: (row.role, row.look_at) for row in draft_table(tmp_path / "pages")}
    assert set(rows) == {"Herring talks/a.txt", "Herring talks/b.txt", "Herring talks/c.txt", "export.csv"}
    assert rows["export.csv"] == ("", "this is a table, no page: if it holds articles, import it by itself, and delete this row.")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.webarchive", b"bplist00\xd1\x01", "web archive of Safari"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1", "old Office document"),
        ("a.odt", b"PK\x03\x04", "ZIP archive"),
    ],
)
def test_a_document_that_is_not_read_has_a_row_that_says_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (row,) = draft_table(tmp_path, story_id="s")
    assert (row.file, row.role) == (name, "")
    assert words in row.look_at
