"""A raw page becomes an article: no furniture is counted as text, no sentence is lost."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from analysis.articles.importing.batch import import_sources
from analysis.articles.importing.ingest import import_article, preview_import
from analysis.articles.languages import detect_language
from analysis.articles.pages import blocks
from analysis.articles.pages.blocks import read_page
from analysis.articles.pages.line_features import judge
from analysis.errors import AnalysisError

SHARED = Path(os.environ.get("WIRECOPY_SHARED", Path(__file__).parents[2] / "shared"))
NAMES = {"story_id": "herring", "outlet": "Example Gazette", "role": "republication"}
PAGE = """Home | News | World
Ministers fail to agree on herring quotas

By Example Press Agency
6\xa0min read
Fishing boats wait in the harbour of Bergen on Monday (Ana Lund, AP)
Talks on herring quotas failed on Monday after Norway left the table.

Norway herring talks
A trawler, left, sails past the Icelandic coast guard (Icelandic Coast Guard via AP)

“We have nothing to add,” the minister said.

Keep Reading

What happens next

Both sides will meet again in May.
Load More By\xa0Staff
Check Also
Prices of cod rise

The price of cod rose by a fifth last ye…
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block, _ in read_page(text).blocks]


def test_a_page_is_divided() -> None:
    article = import_article(PAGE, **NAMES)
    assert article.headline == "Ministers fail to agree on herring quotas"
    assert article.byline == "Example Press Agency"
    assert article.text.split("\n\n") == [
        "Talks on herring quotas failed on Monday after Norway left the table.",
        "“We have nothing to add,” the minister said.",
        "Both sides will meet again in May.",
    ]
    assert [block.text for block in article.blocks if block.kind == "crosshead"] == ["What happens next"]
    assert sum(block.kind == "caption" for block in article.blocks) == 3


def test_nothing_is_lost() -> None:
    article = import_article(PAGE, **NAMES)
    kept = [article.headline, *(block.text for block in article.blocks)]
    assert kept.count(article.headline) == 1
    assert sorted(kept) == sorted(line.strip() for line in PAGE.splitlines() if line.strip())


def test_a_page_without_a_headline_keeps_its_first_sentence() -> None:
    preview = preview_import("Talks failed on Monday.\n\nThey resume in May.", **NAMES)
    assert preview.article.headline == ""
    assert preview.article.text == "Talks failed on Monday.\n\nThey resume in May."
    assert any("no headline" in doubt for doubt in preview.doubts)


def test_an_author_box_is_set_apart_and_a_last_paragraph_about_a_person_is_not() -> None:
    box = "\n\n\n  • Ana Lund\n\n  Ana Lund is a reporter who covers fishing.\n\n  View all posts"
    assert [kind for kind, _ in kinds("Talks fail again in Bergen\n\nTalks failed." + box)] == [
        "body",
        "furniture",
        "furniture",
        "furniture",
    ]
    plain = "Talks fail again in Bergen\n\nTalks failed.\n\nMr Lund was an editor before he became a minister."
    assert [kind for kind, _ in kinds(plain)] == ["body", "body"]


def test_the_last_paragraph_may_carry_the_agency_s_name() -> None:
    page = (
        "Talks fail again in Bergen\n\nTalks on herring failed.\n\nBoth sides will meet again, the ministry in Oslo said. (Reuters)"
    )
    assert [kind for kind, _ in kinds(page)] == ["body", "body"]


@pytest.mark.parametrize("verb", ["sails past", "can be seen off", "watches"])
def test_a_scene_in_the_present_with_its_day_is_a_caption(verb: str) -> None:
    scene = f"The ferry {verb} the harbour of Bergen on Tuesday, May 6, 2025."
    assert kinds(f"Talks fail again in Bergen\n\nTalks on herring failed.\n\n{scene}") == [
        ("body", "Talks on herring failed."),
        ("caption", scene),
    ]


@pytest.mark.parametrize(
    ("top", "byline", "published"),
    [
        ("By Ana Lund, 12 March 2026", "Ana Lund", "2026-03-12"),
        ("By Ana Lund - Thursday, March 12, 2026 10:00 GMT", "Ana Lund", "2026-03-12"),
        ("Ana Lund\nMar 12, 2026 at 4:05 pm", "Ana Lund", "2026-03-12"),
        ("Updated 13 March 2026\nPublished 12 March 2026", None, "2026-03-12"),
        ("Updated 13 March 2026", None, "2026-03-13"),
        ("12 March 2026 | 3 min read", None, "2026-03-12"),
        ("By Ana Lund, 03/04/2026", "Ana Lund", None),
        ("By Ana Lund for 12 March Review", "Ana Lund for 12 March Review", None),
        ("Read more: The storm of 12 March 2026 remembered", None, None),
    ],
)
def test_the_date_above_the_text_is_taken(top: str, byline: str | None, published: str | None) -> None:
    page = f"Saturday, 21 November 2026\nMinisters fail to agree on herring\n\n{top}\n\nTalks failed.\n\nPosted 1 May 2020"
    article = import_article(page, **NAMES)
    assert (article.byline, article.published) == (byline, published)
    assert article.text == "Talks failed."


def test_what_the_page_s_metadata_say_goes_before_the_date_that_it_shows() -> None:
    page = '<html><meta name="date" content="2026-03-11"><h1>No deal</h1><p class="byline">12 March 2026</p><p>Talks failed.</p>'
    assert import_article(page, **NAMES).published == "2026-03-11"


def test_wrapped_text_is_joined() -> None:
    paragraph = (
        "Talks on herring quotas failed on Monday after Norway left the\n"
        "table, and both sides said that they would meet again in May or\nin June, if the weather allows."
    )
    page = read_page(f"Talks on herring fail\n\n{paragraph}\n\n{paragraph}\n\n{paragraph}")
    assert [block.text for block, _ in page.blocks] == [paragraph.replace("\n", " ")] * 3


def test_a_person_corrects_a_kind() -> None:
    preview = preview_import(PAGE, kinds={4: "body"}, **NAMES)
    assert preview.article.blocks[3].kind == "body"
    assert preview.reasons[3] == "was chosen by a person"
    assert "   4 body" in str(preview)
    for wrong, words in (({99: "body"}, "no block 99"), ({1: "text"}, "'text' is unknown")):
        with pytest.raises(AnalysisError, match=words):
            preview_import(PAGE, kinds=wrong, **NAMES)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\xc2\xa0 \n", "empty"),
        (b"caf\xe9 talks\n", "0xe9 is not UTF-8"),
        (b"%PDF-1.4 x", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x00\x01\x02\xff", "binary"),
        (b"T\x00a\x00l\x00k\x00", "NUL"),
        (b"PK\x03\x04aa", "ZIP"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(AnalysisError, match=words) as caught:
        import_article(path, **NAMES)
    assert "page.txt" in str(caught.value)


@pytest.mark.parametrize(
    ("encoding", "given"), [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("cp1252", "cp1252"), ("cp1252", "latin-1")]
)
def test_encodings(tmp_path: Path, encoding: str, given: str | None) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("Talks in Málaga failed – again.".encode(encoding))
    assert import_article(path, encoding=given, **NAMES).text == "Talks in Málaga failed – again."


@pytest.mark.parametrize("name", ["undefined", "unicode_escape", "idna", "punycode", "hex", "utf-7", "no-such", "", "x" * 100])
def test_what_is_no_encoding_of_files_is_refused(tmp_path: Path, name: str) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(f'<html><meta charset="{name}"><p>'.encode() + b"Talks in M\xe1laga \\ud800 failed, the ministry said.</p>")
    with pytest.raises(AnalysisError, match=r"is unknown|not UTF-8"):
        import_article(page, **NAMES)
    if name:
        for suffix in ("txt", "csv"):
            (tmp_path / f"page.{suffix}").write_bytes(b"text\nTalks in M\xe1laga failed.\n")
            with pytest.raises(AnalysisError, match="is unknown"):
                import_sources([tmp_path / f"page.{suffix}"], encoding=name, **NAMES)


def test_arguments_are_checked(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="no such file"):
        import_article(tmp_path / "absent.txt", **NAMES)
    with pytest.raises(AnalysisError, match="no such file"):
        import_article("absent.txt", **NAMES)
    with pytest.raises(AnalysisError, match="folder"):
        import_article(tmp_path, **NAMES)
    for fields, words in (
        ({"story_id": "../x"}, "leave"),
        ({"outlet": " "}, "outlet is empty"),
        ({"colour": "x"}, "unknown"),
        ({"role": "x"}, "role"),
    ):
        with pytest.raises(AnalysisError, match=words):
            import_article("Talks failed.", **{**NAMES, **fields})
    with pytest.raises(AnalysisError, match="empty"):
        import_article(" \n", **NAMES)


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds are not beside this checkout (WIRECOPY_SHARED)")
@pytest.mark.parametrize(
    ("number", "apart", "paragraphs", "headline_words", "byline"),
    [
        (0, {"byline": 1, "caption": 5}, 14, 13, "Press Association"),
        (1, {"furniture": 11, "crosshead": 1}, 9, 12, None),
        (2, {"furniture": 3}, 12, 0, None),
    ],
)
def test_the_seeds(number: int, apart: dict[str, int], paragraphs: int, headline_words: int, byline: str | None) -> None:
    path = sorted((SHARED / "seeds").glob("*.txt"))[number]
    article = import_article(path, **NAMES)
    counts: dict[str, int] = {}
    for block in article.blocks:
        counts[block.kind] = counts.get(block.kind, 0) + 1
    assert counts == {**apart, "body": paragraphs}
    assert (len(article.headline.split()), article.byline) == (headline_words, byline)
    kept = [article.headline, *(block.text for block in article.blocks)]
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert sorted(filter(None, kept)) == sorted(lines)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        def __init__(self, data: bytes):
            self.buffer = io.BytesIO(data)

    monkeypatch.setattr(sys, "stdin", Stream("Talks in Málaga failed.".encode()))
    assert import_article("-", **NAMES).text == "Talks in Málaga failed."
    for data, words in ((b"", "empty"), (b"\xff\x00", "binary"), (b"caf\xe9", "UTF-8")):
        monkeypatch.setattr(sys, "stdin", Stream(data))
        with pytest.raises(AnalysisError, match=words):
            import_article("-", **NAMES)


GERMAN = "Die Gespräche über die Fischerei sind am Montag gescheitert, und beide Seiten sprachen von einem Fehler."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GERMAN, "German"),
        ("Les discussions sur la pêche ont échoué lundi, et les deux pays ont dit qu'ils se verront dans un mois.", "French"),
        ("Las conversaciones sobre la pesca fracasaron el lunes y los dos países dijeron que se verán en mayo.", "Spanish"),
        ("Переговоры о рыбной ловле в Бергене сорвались в понедельник, и стороны не назвали дату новой встречи.", "Russian"),
        ("漁業に関する会談は月曜日に決裂し、双方は五月に再び会うと述べた。", "Japanese"),
        ("Преговорите за риболова се провалиха в понеделник, а двете страни казаха, че ще се срещнат отново.", "Bulgarian"),
        ("Преговори о риболову пропали су у понедељак, а обе стране су рекле да ће се поново састати.", "Serbian"),
        ("თევზაობის შესახებ მოლაპარაკებები ორშაბათს ჩაიშალა და ორივე მხარე კვლავ შეხვდება.", "Georgian"),
        ("Mazungumzo kuhusu uvuvi yalivunjika Jumatatu, na pande zote zilisema kwamba zitakutana tena.", "Swahili"),
        ("Derybos dėl žvejybos žlugo pirmadienį, o abi šalys pareiškė, kad kitą savaitę vėl susitiks.", "Lithuanian"),
        ("فشلت المحادثات بشأن الصيد يوم الاثنين وقال الجانبان إنهما سيلتقيان في مايو.", "Arabic"),
    ],
)
def test_other_languages_are_refused_or_marked(text: str, name: str) -> None:
    with pytest.raises(AnalysisError, match=f"reads as {name}"):
        import_article(text + "\n", **NAMES)
    code = detect_language(text)
    assert import_article(text + "\n", language=code, **NAMES).language == code


def test_an_english_article_may_quote_another_language() -> None:
    text = f"The minister said on Monday that the talks had failed, and that both sides would meet again.\n“{GERMAN}” he said."
    assert import_article(text, **NAMES).language == "en"
    assert import_article("No.\n", **NAMES).language == "en"


def make_docx(document: str | bytes, name: str = "word/document.xml", packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        archive.writestr(name, document)
    return out.getvalue()


def spoilt(packed: int) -> bytes:
    """A Word document with some bytes of its text changed."""
    data = bytearray(make_docx(document(paragraph("Talks failed. " * 100)), packed=packed))
    data[60:90] = b"\xff" * 30
    return bytes(data)


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text[:5]}</w:t></w:r><w:r><w:t>{text[5:]}</w:t></w:r></w:p>"


def document(*paragraphs: str) -> str:
    start = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return f'<?xml version="1.0"?>{start}{"".join(paragraphs)}</w:body></w:document>'


def test_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "page.docx"
    parts = [
        paragraph("Talks fail in Bergen", "Title"),
        paragraph("Talks on herring failed on Monday."),
        paragraph("What next", "Heading2"),
        paragraph("They resume in May.<w:br/>"),
        paragraph("It is COVID</w:t><w:noBreakHyphen/><w:t>19."),
        paragraph("Boats.", "Caption"),
        paragraph(""),
    ]
    path.write_bytes(make_docx(document(*parts).replace("&lt;", "<")))
    article = import_article(path, **NAMES)
    assert article.headline == "Talks fail in Bergen"
    assert [block.kind for block in article.blocks] == ["body", "crosshead", "body", "body", "caption"]
    assert article.text.endswith("It is COVID-19.")


ENTITIES = f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]>{document(paragraph('Talks &a; failed.'))[21:]}"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (make_docx(document()), "no text"),
        (make_docx("<w:document"), "damaged"),
        (make_docx('<!DOCTYPE x [<!ENTITY a "b">]>' + document(paragraph("Talks &a; failed."))[21:]), "entities"),
        (make_docx("x", "other.xml"), "ZIP archive"),
        (make_docx(document(paragraph("Talks failed.")))[:-40], "ZIP archive"),
        (make_docx(" " * 120_000_000), "unpacks to more"),
        (make_docx(document("<w:x>" * 50_000 + "</w:x>" * 50_000)), r"damaged \(Excessive depth in document: 256\)"),
        (make_docx(ENTITIES.encode("utf-16")), "entities"),
        (make_docx(ENTITIES.replace("1.0'", "1.0' encoding='cp037'").encode("cp037")), "entities|damaged"),
        (spoilt(zipfile.ZIP_DEFLATED), "damaged"),
        (spoilt(zipfile.ZIP_BZIP2), "damaged"),
        (spoilt(zipfile.ZIP_LZMA), "damaged"),
    ],
    ids=["empty", "damaged", "entities", "other", "cut", "bomb", "deep", "utf-16", "ebcdic", "deflate", "bzip2", "lzma"],
)
def test_a_word_document_that_is_none(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "page.docx"
    path.write_bytes(data)
    with pytest.raises(AnalysisError, match=words):
        import_article(path, **NAMES)


HOSTILE = {
    "one long line": "The minister said so. " * 60_000,
    "open brackets": "(" * 1_000_000,
    "closing brackets": "Boats wait " + ")" * 1_000_000,
    "many blocks": "\n\n".join(f"The minister said so {i} times." for i in range(10_000)),
    "short lines": "\n".join(f"Word {i}" for i in range(10_000)),
    "captions": "Koreas\nBoats wait here today (Ana Lund, AP)\n" * 5_000,
    "white space": "\xa0" * 1_000_000 + "Talks failed.",
    "dots": "." * 1_000_000,
    "bylines": "By " * 300_000,
    "times": "12:" * 300_000,
    "tags": "[caption " * 100_000,
    "quotation marks": "“" * 500_000,
    "formulas": "=cmd|' /C calc'!A0\n@SUM(1)\n",
    "markup": "<script>alert(1)</script>\n<img src=x onerror=alert(1)>\nTalks failed, the minister said.",
    "right to left": "\u202eTalks failed.\u202c\n\u200fTalks failed again.",
    "marks alone": "!!!\n???\n…\n😀😀",
    "line ends": "Talks\x0bfailed\x0con\x85Monday\u2028again\r\nand\ragain.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_kept_whole(name: str) -> None:
    text = HOSTILE[name]
    article = preview_import(text + "\n", **NAMES, language="en").article
    kept = "".join("".join(part.split()) for part in (article.headline, *(block.text for block in article.blocks)))
    assert sorted(kept) == sorted("".join(text.split()).replace("\u200f", ""))


def test_an_article_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    with path.open("wb") as handle:
        handle.truncate(50_000_000)
    with pytest.raises(AnalysisError, match="50 MB; one article may have 20 MB"):
        import_article(path, **NAMES)
    with pytest.raises(AnalysisError, match="million characters"):
        import_article("x\n" * 11_000_000, **NAMES)


def test_rules_are_asked_once_a_line_so_that_time_grows_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(blocks, "judge", lambda line: calls.append(line) or judge(line))
    for n_lines in (100, 1000):
        calls.clear()
        read_page("\n\n".join(f"The minister said so {i} times." for i in range(n_lines)))
        assert len(calls) == n_lines


def test_an_article_of_a_corpus_is_not_imported_again(tmp_path: Path) -> None:
    path = tmp_path / "gazette.md"
    path.write_text("---\noutlet: A\nrole: wire\nheadline: x\n---\n\n[caption] Boats.\n", encoding="utf-8")
    with pytest.raises(AnalysisError, match="article of a corpus already"):
        import_article(path, **NAMES)


def test_letters_and_accents_become_one_character() -> None:
    assert import_article("Talks in Ma\u0301laga failed.\n", **NAMES).text == "Talks in Málaga failed."


@pytest.mark.parametrize(
    ("package", "name", "data", "extra"),
    [
        ("openpyxl", "a.xlsx", b"PK", "excel"),
        ("pyarrow", "a.parquet", b"PAR1", "parquet"),
    ],
)
def test_a_missing_package_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, name: str, data: bytes, extra: str
) -> None:
    (tmp_path / name).write_bytes(data)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(AnalysisError, match=rf"wirecopy\[{extra}\]"):
        import_sources([tmp_path / name], **NAMES)


def test_a_line_of_control_characters_is_no_block() -> None:
    preview = preview_import("Talks fail again in Bergen\n\x02\nShare this article\n\x1b\nTalks failed.\n\x03", **NAMES)
    assert [(block.kind, block.text) for block in preview.article.blocks] == [
        ("furniture", "Share this article"),
        ("body", "Talks failed."),
    ]
    assert len(preview.reasons) == 2
    assert preview.with_kinds({1: "body"}).article.text == "Share this article\n\nTalks failed."
    assert "furniture  Share" in str(preview)
