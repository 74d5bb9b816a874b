"""Files that articles come in: documents, e-mails, tables of other programs, encodings; and what they hide."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from analysis.articles.importing.ingest import ImportPreview, preview_import
from analysis.articles.importing.tables import import_table
from analysis.errors import AnalysisError

FIRST = "Talks on the ferry between Malta and Tunisia failed on Monday after nine hours, officials said."
SECOND = "“We are far apart,” said Rita Camilleri, the Maltese transport minister, as she left the building."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(file: Path, data: bytes, **fields: str) -> ImportPreview:
    file.write_bytes(data)
    return preview_import(file, story_id="s", outlet=None, default_outlet="?", role="wire", **fields)


def body_of(preview: ImportPreview) -> list[str]:
    return [block.text for block in preview.article.blocks if block.kind == "body"]


def word(paragraphs: str, notes: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>')
        if notes:
            archive.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{WORD}">{notes}</w:footnotes>')
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (
            f"{run('Talks failed')}<w:del><w:r><w:delText> at last</w:delText></w:r></w:del>{run(' on Monday.')}",
            "Talks failed on Monday.",
        ),
        (f"{run('Talks failed')}<w:ins>{run(' at last')}</w:ins>{run('.')}", "Talks failed at last."),
        (
            f"<w:moveFrom>{run('On Monday ')}</w:moveFrom>{run('talks failed')}<w:moveTo>{run(' on Monday.')}</w:moveTo>",
            "talks failed on Monday.",
        ),
        (f"{run('Talks failed')}{run(' secretly', '<w:vanish/>')}{run('.')}", "Talks failed."),
        (f"{run('A COVID')}<w:r><w:noBreakHyphen/></w:r>{run('19 ward closed.')}", "A COVID-19 ward closed."),
        (f"<w:hyperlink>{run('Talks')}</w:hyperlink>{run(' failed.')}", "Talks failed."),
    ],
    ids=["deleted", "inserted", "moved", "hidden", "hyphen", "link"],
)
def test_a_word_document_reads_as_it_shows(tmp_path: Path, inside: str, shown: str) -> None:
    note = f"<w:footnote><w:p>{run('See the report of the ministry.')}</w:p></w:footnote>"
    preview = read(tmp_path / "a.docx", word(f"<w:p>{inside}</w:p><w:p>{run(FIRST)}</w:p>", note))
    assert body_of(preview) == [shown, FIRST]
    apart = [block.text for block in preview.article.blocks if block.kind == "furniture"]
    assert apart == (["secretly"] if "vanish" in inside else []) + ["See the report of the ministry."]


def test_rich_text_and_a_pdf_are_read(tmp_path: Path) -> None:
    pytest.importorskip("striprtf")
    pytest.importorskip("pypdf")
    quoted = SECOND.replace("“", r"\'93").replace("”", r"\'94")
    rich = rf"{{\rtf1\ansi\ansicpg1252 {FIRST}\par {quoted}\par}}"
    assert body_of(read(tmp_path / "a.rtf", rich.encode("ascii"))) == [FIRST, SECOND]
    content = f"BT /F1 12 Tf 40 700 Td ({FIRST}) Tj ET".encode("ascii")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj%bendobj\n" % (number, part)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"%btrailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % (table, len(data))
    assert body_of(read(tmp_path / "a.pdf", data + end)) == [FIRST]
    for name, damaged in (("b.pdf", b"%PDF-1.7 x"), ("c.pdf", data[:90])):
        with pytest.raises(AnalysisError, match="PDF"):
            read(tmp_path / name, damaged)


@pytest.mark.parametrize(
    ("kind", "charset", "text"),
    [
        ("text/plain", "; charset=utf-8", f"{FIRST}\n\n{SECOND}"),
        ("text/plain", "; charset=windows-1252", f"{FIRST}\n\n{SECOND}"),
        ("text/html", "; charset=utf-8", f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"),
        ("application/xhtml+xml", "", f"<html><head><meta charset=utf-8></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"),
        ("text/html", "", f"<html><head><meta charset=windows-1252></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"),
    ],
)
@pytest.mark.parametrize("name", ["a.eml", "a.mhtml"])
def test_an_e_mail_and_a_page_of_parts(tmp_path: Path, kind: str, charset: str, text: str, name: str) -> None:
    head = "From: =?utf-8?q?Valletta_P=C3=B3st?= <news@post.example>\nSubject: Fwd: Ferry talks fail\n"
    head += "Date: Sat, 31 Jan 2026 10:00:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
    part = f"--b\nContent-Type: {kind}{charset}\n\n{text}\n--b--\n"
    preview = read(tmp_path / name, (head + part).encode("cp1252" if "1252" in charset + text else "utf-8"))
    assert body_of(preview) == [FIRST, SECOND]
    article = preview.article
    assert (article.headline, article.published, article.outlet) == (
        "Ferry talks fail",
        "2026-01-31T10:00:00+01:00",
        "Valletta Póst",
    )


@pytest.mark.parametrize(
    ("said", "real"),
    [("gb2312", "gb18030"), ("iso-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("shift_jis", "cp932"), ("iso-8859-9", "cp1254")],
)
def test_a_page_is_decoded_as_browsers_do(tmp_path: Path, said: str, real: str) -> None:
    rare = {"gb18030": "镕", "cp932": "①", "cp1254": "€"}.get(real, "™")
    page = f"<html><head><meta charset={said}></head><body><p>{rare} {FIRST}</p></body></html>"
    assert body_of(read(tmp_path / "a.html", page.encode(real))) == [f"{rare} {FIRST}"]


def test_text_that_was_decoded_wrongly_is_mended_and_told(tmp_path: Path) -> None:
    for wrong in ("cp1252", "latin-1"):
        garbled = SECOND.encode("utf-8").decode(wrong, "ignore" if wrong == "latin-1" else "replace")
        preview = read(tmp_path / "a.txt", f"{FIRST}\n\n{garbled}\n\nA café in Zürich.".encode())
        if "\ufffd" not in garbled:
            assert body_of(preview) == [FIRST, SECOND, "A café in Zürich."]
        assert sum("decoded wrongly" in doubt for doubt in preview.doubts) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", f'sep=;\r\ntext;outlet;date\r\n"{FIRST}";Post;2026-01-31\r\n'),
        ("a.csv", f'"sep=|"\ntext|outlet|date\n{FIRST}|Post|2026-01-31\n'),
        ("a.csv", f'Full Text,Publication,Date\n"{FIRST}",Post,31 January 2026\n'),
        ("a.csv", f'HD,SN,PD,LP\nFerry talks fail,Post,31 January 2026,"{FIRST}"\n'),
        ("a.csv", f'title,media_name,publish_date,text\nx,Post,2026-01-31,"{FIRST}"\n'),
        ("a.csv", f'text,outlet,date\n"{FIRST}<br /><br>{SECOND}",Post,2026-01-31\n'),
        ("a.csv", f'HD,SN,PD,LP,TD\nFerry talks fail,Post,31 January 2026,"{FIRST}","{SECOND}"\n'),
    ],
    ids=["sep", "quoted sep", "nexis", "factiva lead", "media cloud", "br", "factiva"],
)
def test_tables_of_other_programs(tmp_path: Path, name: str, data: str) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    (preview,) = import_table(tmp_path / name, story_id="s", role="wire")
    assert body_of(preview) == ([FIRST, SECOND] if SECOND in data else [FIRST])
    assert (preview.article.outlet, preview.article.published) == ("Post", "2026-01-31")


def test_a_list_of_addresses_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("url,title,seendate\nhttps://post.example/a,Ferry talks fail,20260131\n")
    with pytest.raises(AnalysisError, match="list of addresses: save the pages"):
        import_table(tmp_path / "a.csv", story_id="s", role="wire")


def test_a_workbook_s_escapes_are_characters(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["text", "outlet"], [f"{FIRST}_x000D_\n_x000D_\n{SECOND}", "Post"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (preview,) = import_table(tmp_path / "a.xlsx", story_id="s", role="wire")
    assert body_of(preview) == [FIRST, SECOND]


def test_the_encoding_is_for_the_pages_of_a_table_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SECOND.encode("cp1252"))
    (tmp_path / "a.csv").write_text("file,outlet\na.txt,Post\n")
    (preview,) = import_table(tmp_path / "a.csv", story_id="s", role="wire", encoding="cp1252")
    assert body_of(preview) == [SECOND]


def database(file: Path, rows: list[tuple], columns: str = "entry_id, title, url, summary, created") -> Path:
    with closing(sqlite3.connect(file)) as made:
        made.execute(f"CREATE TABLE entryversion ({columns})")
        made.executemany(f"INSERT INTO entryversion VALUES ({', '.join('?' * len(rows[0]))})", rows)
        made.commit()
    return file


def test_versions_of_an_outlet_s_article_become_a_story(tmp_path: Path) -> None:
    url = "https://web.archive.org/web/20260131100000/https://www.post.example/ferry"
    rows = [
        (7, "Ferry talks fail", url, f"<p>{FIRST}</p>", "2026-01-31 10:00:00"),
        (9, "Rain in Gozo", "https://post.example/rain", f"<p>{SECOND}</p>", "2026-02-01 08:00:00"),
        (7, "Ferry talks fail again", url, f"<p>{FIRST}</p><p>{SECOND}</p>", "2026-01-31 12:30:00"),
    ]
    articles = [preview.article for preview in import_table(database(tmp_path / "edits.db", rows))]
    assert [(a.story_id, a.article_id, a.role) for a in articles] == [
        ("ferry-talks-fail-7", "post-example", "wire"),
        ("ferry-talks-fail-7", "post-example-2", "republication"),
        ("rain-in-gozo-9", "post-example", "wire"),
    ]
    assert [a.published for a in articles[:2]] == ["2026-01-31T10:00:00", "2026-01-31T12:30:00"]
    assert [a.headline for a in articles[:2]] == ["Ferry talks fail", "Ferry talks fail again"]
    assert articles[1].text == f"{FIRST}\n\n{SECOND}"


def test_a_database_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("text")
    (tmp_path / "b.db").write_bytes(b"SQLite format 3\0" + b"x" * 200)
    database(tmp_path / "c.db", [(1, "x")], "entry_id, title")
    for name, words in (("a.db", "no SQLite"), ("b.db", "cannot be read"), ("c.db", "no table 'entryversion'")):
        with pytest.raises(AnalysisError, match=words):
            import_table(tmp_path / name)
