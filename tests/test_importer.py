"""ArticleImporter without a browser: read, correct, save, compare; one sentence for what is wrong; nothing written too early."""

from __future__ import annotations

from pathlib import Path

import pytest

import analysis
from analysis import load_corpus
from analysis.articles.corpus.store import load_article

PAGE = (Path(__file__).parent / "data" / "raw_page.txt").read_text("utf8")
WEB = b"""<html><head><title>Talks fail again</title><meta property="og:site_name" content="Example Gazette"></head><body><article>
<h1>Talks fail again</h1><p>Norway left the talks on Tuesday, officials said, and nobody knows what will follow now.</p>
</article></body></html>"""
WRONG = r"^[^\n]+\.$"


@pytest.fixture
def importer(tmp_path):
    return analysis.ArticleImporter(corpus=str(tmp_path / "corpus"))


def complete(importer, **fields):
    for name, value in {"text": PAGE, "story_id": "herring", "outlet": "Example Wire", "role": "wire", **fields}.items():
        setattr(importer, name, value)


def test_reads_what_was_pasted_and_fills_the_fields(importer):
    importer.text = PAGE
    assert [block["kind"] for block in importer._blocks.blocks] == [block.kind for block in importer.preview.article.blocks]
    assert all(block["reason"] for block in importer._blocks.blocks)
    assert (importer.headline, importer.byline, importer.outlet) == ("Talks on herring fail in Bergen", "Example Press", "")
    assert importer._fields["headline"].value == importer.headline
    assert not importer.wrong


def test_a_field_that_a_person_has_filled_is_kept(importer):
    importer.headline = "No deal on herring"
    importer.text = PAGE
    assert importer.headline == "No deal on herring"


OTHER = b"""<html><head><title>Herring boats stay out</title><meta property="og:site_name" content="Example Herald">
<link rel="canonical" href="https://herald.example/stay"></head><body><article><h1>Herring boats stay out</h1>
<p>The boats will stay out until the weekend, skippers said, and nobody expects the ministers to meet before then.</p>
</article></body></html>"""


def test_the_next_page_brings_its_own_fields(importer):
    importer.story_id = "herring"
    importer.upload("one.html", WEB.replace(b"<body>", b'<meta name="date" content="2026-01-05"><body>'))
    assert (importer.outlet, importer.published, importer.url) == ("Example Gazette", "2026-01-05", "")
    assert importer.save()
    importer.licence = "CC BY 4.0"
    importer.upload("two.html", OTHER)
    assert importer.save()
    second = load_article(importer.saved)
    assert (second.outlet, second.headline) == ("Example Herald", "Herring boats stay out")
    assert (second.published, second.url, second.licence) == (None, "https://herald.example/stay", "CC BY 4.0")


def test_what_a_person_has_corrected_stays_with_the_next_page(importer):
    importer.upload("one.html", WEB)
    importer.outlet = "The Example Gazette"
    importer.upload("two.html", OTHER)
    assert (importer.outlet, importer.headline) == ("The Example Gazette", "Herring boats stay out")


def test_a_page_that_cannot_be_read_leaves_nothing_of_the_one_before(importer):
    importer.upload("one.html", WEB)
    importer.upload("two.txt", b"")
    assert (importer.outlet, importer.headline) == ("", "")


def test_nothing_is_written_before_save(importer, tmp_path):
    complete(importer, kinds={2: "furniture"})
    importer.upload("page.html", WEB)
    assert not (tmp_path / "corpus").exists()
    assert importer.saved is None


def test_saves_with_corrected_kinds(importer, tmp_path):
    complete(importer)
    kinds = [block.kind for block in importer.preview.article.blocks]
    number = kinds.index("caption") + 1
    importer._blocks.kinds = {str(number): "crosshead"}
    assert importer.kinds == {number: "crosshead"}
    assert importer.save() == tmp_path / "corpus" / "herring" / "example-wire.md"
    text = importer.saved.read_text("utf8")
    assert "[crosshead] Ministers arrive" in text
    assert "headline: Talks on herring fail in Bergen" in text
    assert "role: wire" in text


def test_kinds_from_code_reach_the_menus(importer):
    importer.text = PAGE
    importer.kinds = {1: "body"}
    assert importer._blocks.kinds == {"1": "body"}


def test_the_first_comparison_appears_with_the_second_version(importer):
    complete(importer)
    importer.save()
    assert importer.explorer is None
    assert "no republication" in importer.message
    importer.clear()
    assert (importer.story_id, importer.outlet, importer.headline, importer.preview) == ("herring", "", "", None)
    complete(importer, text=PAGE.replace("nine hours", "9 hours"), outlet="Example Gazette", role="republication")
    importer.save()
    assert importer.explorer.republication == "example-gazette"
    assert importer._place.children == (importer.explorer,)
    (story,) = load_corpus(importer.corpus)
    assert [a.outlet for a in story.articles] == ["Example Wire", "Example Gazette"]


def test_a_republication_alone_waits_for_its_wire(importer):
    complete(importer, role="republication")
    assert importer.save()
    assert "no wire version" in importer.message
    assert not importer.wrong


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"outlet": " "}, "outlet is empty"),
        ({"story_id": ""}, "story id is empty"),
        ({"story_id": "../up"}, "would leave the corpus folder"),
        ({"article_id": "a/b"}, "article id"),
        ({"published": "31 January"}, "ISO 8601"),
        ({"corpus": " "}, "corpus folder is empty"),
        ({"kinds": dict.fromkeys(range(1, 6), "furniture")}, "No part is body text"),
        ({"text": ""}, "no article yet"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_one_sentence(importer, tmp_path, fields, said):
    complete(importer, **fields)
    assert importer.save() is None
    assert importer.wrong
    assert said in importer.message
    assert "\n" not in importer.message
    assert 'role="alert"' in importer._status.value
    assert not (tmp_path / "corpus").exists()


def test_another_article_of_the_same_id_is_replaced_only_if_allowed(importer):
    complete(importer)
    importer.save()
    importer.text = PAGE.replace("nine", "ten")
    assert importer.save() is None
    assert "another article of this id" in importer.message
    importer.overwrite = True
    assert importer.save()


def test_a_second_wire_is_refused(importer):
    complete(importer)
    importer.save()
    complete(importer, outlet="Another Agency")
    assert importer.save() is None
    assert "has this wire version already" in importer.message


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"caf\xe9 talks failed\n", "UTF-8"),
        ("a.txt", b"\x00\x01\x02\x03" * 40, "binary"),
        ("../../up.txt", b" \n ", "empty"),
    ],
)
def test_an_upload_that_cannot_be_read_is_named_without_its_hiding_place(importer, name, content, said):
    importer.upload(name, content)
    assert importer.wrong
    assert said in importer.message
    assert "tmp" not in importer.message
    assert importer.preview is None
    assert importer._blocks.blocks == []


def test_an_uploaded_page_tells_its_outlet(importer):
    importer.upload("page.html", WEB)
    assert (importer.outlet, importer.headline) == ("Example Gazette", "Talks fail again")


def test_a_line_that_names_a_file_is_a_text(importer, tmp_path, monkeypatch):
    (tmp_path / "secret.txt").write_text("Talks failed on Monday.", encoding="utf8")
    monkeypatch.chdir(tmp_path)
    importer.text = "secret.txt"
    assert [block["text"] for block in importer._blocks.blocks] in ([], ["secret.txt"])
    assert importer.headline in ("", "secret.txt")


def test_another_language_can_be_kept_marked_so(importer):
    german = (
        "Die Gespräche über den Hering sind gescheitert, sagte der Minister am Montag in Bergen. Er wird nicht mehr kommen, "
        "und niemand weiß, was nun aus dem Vertrag zwischen den beiden Ländern werden soll."
    )
    importer.text = german
    assert "German" in importer.message
    importer.language = "de"
    assert not importer.wrong
    assert importer.preview.article.language == "de"


def test_the_sample_corpus_is_no_place_for_own_articles(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WIRECOPY_CORPUS", raising=False)
    assert analysis.ArticleImporter().corpus == str(tmp_path / "corpus")
    (tmp_path / "mine").mkdir()
    monkeypatch.setenv("WIRECOPY_CORPUS", str(tmp_path / "mine"))
    assert analysis.ArticleImporter().corpus == str(tmp_path / "mine")


def test_hostile_words_are_escaped(importer):
    complete(importer, story_id="<img src=x onerror=alert(1)>")
    importer.save()
    assert importer.wrong
    assert "<img" not in importer._status.value


def test_the_display_bundle_has_a_static_twin(importer):
    bundle = importer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "pasted" in bundle["text/html"]
