"""Saved web pages: metadata, headline, and what the markup and the text say of each block."""

from __future__ import annotations

import base64
import json
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from analysis.articles.importing.ingest import ImportPreview, import_article, preview_import
from analysis.articles.pages.html import declared_encoding
from analysis.articles.pages.messages import read_message
from analysis.errors import AnalysisError

PAGES = sorted((Path(__file__).parent / "data" / "pages").glob("*.html"))
TEXT = "Talks on herring quotas failed on Monday after Norway left the table, the ministry said."


def preview(page: str, **fields: str) -> ImportPreview:
    return preview_import(page + "\n", **{"story_id": "s", "outlet": "Gazette", "role": "wire", **fields})


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_labelled_pages(path: Path) -> None:
    """Elements carry their kind in ``data-kind``, which the importer does not know."""
    tree = html.fromstring(path.read_text(encoding="utf-8"))
    labels = [(node.get("data-kind"), " ".join(node.text_content().split())) for node in tree.iter() if node.get("data-kind")]
    result = preview_import(path, story_id="s", outlet="X", role="wire")
    assert result.article.headline == next(text for kind, text in labels if kind == "headline")
    got = [(block.kind, " ".join(block.text.split())) for block in result.article.blocks]
    body = [text for kind, text in labels if kind == "body"]
    assert [text for kind, text in got if kind == "body"] == body
    wrong = Counter(got) - Counter(labels)
    assert sum(wrong.values()) <= 1, wrong


def test_metadata_of_the_page() -> None:
    linked = {
        "@graph": [
            {"@type": ["WebPage"]},
            {
                "@type": "ReportageNewsArticle",
                "headline": "Talks fail",
                "datePublished": "2025-05-03T09:00:00Z",
                "author": [{"name": "Ana Lund"}, {"name": "Bo Berg"}],
                "publisher": {"name": "The Gazette"},
                "mainEntityOfPage": {"@id": "https://gazette.example/talks"},
                "license": "https://creativecommons.org/licenses/by/4.0/",
            },
        ]
    }
    head = f"<script type='application/ld+json'>{json.dumps(linked)}</script><title>x</title>"
    article = preview(page(f"<h1>Talks fail</h1><p>{TEXT}</p>", head), outlet=None).article
    assert (article.headline, article.byline, article.outlet) == ("Talks fail", "Ana Lund, Bo Berg", "The Gazette")
    assert article.article_id == "the-gazette"
    assert (article.published, article.url) == ("2025-05-03T09:00:00+00:00", "https://gazette.example/talks")
    assert article.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_open_graph_the_title_and_the_note_of_the_browser() -> None:
    head = '<meta property="og:title" content="Talks fail in Bergen | Gazette"><meta property="og:site_name" content="Gazette">'
    saved = "<!-- saved from url=(0030)https://www.gazette.example/x -->" + page(f"<p>{TEXT}</p>", head)
    article = preview(saved, outlet=None).article
    assert (article.headline, article.outlet, article.url) == ("Talks fail in Bergen", "Gazette", "https://www.gazette.example/x")
    titled = preview(page(f"<p>{TEXT}</p>", "<title>Talks fail again in Bergen - Example Gazette</title>")).article
    assert titled.headline == "Talks fail again in Bergen"


@pytest.mark.parametrize(
    ("title", "site", "headline"),
    [
        ("Norway leaves the herring talks – minister says", "Example Gazette", "Norway leaves the herring talks – minister says"),
        ("Norway leaves the herring talks – minister says", None, "Norway leaves the herring talks"),
        ("Norway leaves the herring talks - BBC", "BBC News", "Norway leaves the herring talks"),
        ("Norway leaves the herring talks | The Gazette", "Gazette", "Norway leaves the herring talks"),
        ("Norway leaves the herring talks | Gazette says", "Gazette", "Norway leaves the herring talks | Gazette says"),
    ],
)
def test_the_end_of_a_headline_is_no_site_where_the_page_names_another(title: str, site: str | None, headline: str) -> None:
    named = f'<meta property="og:site_name" content="{site}">' if site else ""
    read = preview(page(f"<p>{TEXT}</p>", f'<meta property="og:title" content="{title}">{named}'))
    assert read.article.headline == headline


def test_what_a_person_says_goes_before_the_page() -> None:
    head = '<meta property="og:title" content="Talks fail in Bergen"><meta name="date" content="2020-01-01">'
    article = preview(page(f"<p>{TEXT}</p>", head), headline="No deal", published="2026-01-05", byline="Me").article
    assert (article.headline, article.published, article.byline) == ("No deal", "2026-01-05", "Me")


def test_a_class_that_wraps_the_whole_page_sets_nothing_apart() -> None:
    for wrapper in ("<form>", "<div class='related'>", "<div class='caption'>", "<aside>", "<section class='comments sidebar'>"):
        tag = wrapper[1:-1].split()[0]
        result = preview(page(f"{wrapper}<h1>Talks fail in Bergen</h1><p>{TEXT}</p><p>They resume in May.</p></{tag}>"))
        assert result.article.text == f"{TEXT}\n\nThey resume in May.", wrapper


def test_white_space_and_inline_markup() -> None:
    body = f"<h1>Talks\n fail\tin Bergen</h1><p>{TEXT[:40]}<b>{TEXT[40:]}</b></p><p>One.<br>Two.</p>"
    body += "<p>10&nbsp;km of net were<i>n’t</i> found.</p>"
    article = preview(page(body)).article
    assert article.headline == "Talks fail in Bergen"
    assert article.text == f"{TEXT}\n\nOne.\n\nTwo.\n\n10\xa0km of net weren’t found."


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<script>alert(1)</script><style>p{}</style><noscript>no</noscript><template>t</template>", ""),
        (
            "<svg><text>drawn</text></svg><iframe>framed</iframe><textarea>typed</textarea>",
            "<script type='application/ld+json'>{</script>",
        ),
        ("", f"<script type='application/ld+json'>{'[' * 5000}</script>"),
        ("", '<script type="application/ld+json">{"@type": "NewsArticle", "headline": 3, "author": {"name": {}}}</script>'),
        ("", '<link rel=canonical href="javascript:alert(1)"><meta property="og:url" content="data:text/html,x">'),
    ],
)
def test_scripts_and_odd_metadata_do_no_harm(body: str, head: str) -> None:
    article = preview(page(f"<h1>Talks fail in Bergen</h1><p>{TEXT}</p>{body}", head)).article
    assert article.text == TEXT
    assert article.url is None
    assert article.headline == "Talks fail in Bergen"
    assert [block.text for block in article.blocks] == [TEXT]


def test_markup_as_text_stays_text() -> None:
    article = preview(page(f"<h1>&lt;script&gt;alert(1)&lt;/script&gt; fails</h1><p>{TEXT}</p>")).article
    assert article.headline == "<script>alert(1)</script> fails"


HOSTILE = {
    "nested divs": "<div>" * 1000 + TEXT,
    "open paragraphs": "<p>" * 50_000 + TEXT,
    "inline": "<b>" * 1000 + f"<p>{TEXT}</p>",
    "closed": f"<p>{TEXT}</p>" + "</div>" * 50_000,
    "comments": f"<p>{TEXT}</p>" + "<!--" * 50_000,
    "open attribute": f"<p>{TEXT}</p>" + "<a href='" + "x" * 1_000_000,
    "attributes": f"<p {'class=x ' * 10_000}>{TEXT}</p>",
    "attribute": f"<p data-page='{'a=1 ' * 50_000}'>{TEXT}</p>",
    "entities": f"<p>{TEXT}</p>" + "&amp" * 200_000,
    "classes": f"<p class='{'related-' * 50_000}'>{TEXT}</p>",
    "lists": "<ul>" + "<li><ul>" * 500 + f"<p>{TEXT}</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_neither_fails_nor_hides_the_text(name: str) -> None:
    article = preview(f"<html><body>{HOSTILE[name]}").article
    assert any(TEXT in block.text for block in article.blocks)


def test_markup_that_is_nested_too_deeply_is_refused_and_not_cut() -> None:
    with pytest.raises(AnalysisError, match="nested too deeply"):
        preview("<html><body>" + "<div>" * 50_000 + TEXT)


@pytest.mark.parametrize("start", ["<p ", '<p " ', '<p =" ', '<p a=b=" ', "<p a='b' ", "<p\f", "<svg:p/"])
@pytest.mark.parametrize("end", [">x</p>", '">x</p>', ""])
def test_an_element_with_attributes_past_counting_is_refused(start: str, end: str) -> None:
    """The parser looks at all attributes of an element for each."""
    with pytest.raises(AnalysisError, match="thousands of attributes"):
        preview(page(f"<p>{TEXT}</p>{start}{' '.join(f'a{i}=1' for i in range(25_000))} {end}"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body></body></html>", "no text"),
        (b"<html><body><script>x</script>", "no text"),
        (b"<html><body><p>caf\xe9 talks</p>", "0xe9 is not UTF-8"),
        (b"<html><meta charset=nonsense><p>caf\xe9 talks</p>", "unknown"),
        (b"MIME-Version: 1.0\nContent-Type: image/png\n\nno page", "MHTML"),
    ],
)
def test_pages_that_cannot_be_read(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    with pytest.raises(AnalysisError, match=words) as caught:
        import_article(path, story_id="s", outlet="Gazette", role="wire")
    assert "page.html" in str(caught.value)


def test_the_page_names_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for charset in ("windows-1252", "iso-8859-1", "utf-8"):
        path.write_bytes(f'<html><meta charset="{charset}"><p>Talks in Málaga failed, the ministry said.</p>'.encode(charset))
        assert "Málaga" in import_article(path, story_id="s", outlet="Gazette", role="wire").text


@pytest.mark.parametrize(
    ("said", "real"), [("iso-8859-1", "cp1252"), ("latin1", "utf-8"), ("iso-8859-1", "utf-8"), ("utf-16", "utf-8")]
)
def test_a_page_that_names_the_wrong_encoding_keeps_its_quotation_marks(tmp_path: Path, said: str, real: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f'<html><meta charset="{said}"><p>“Talks in Málaga failed,” the minister said.</p>'.encode(real))
    assert import_article(path, story_id="s", outlet="Gazette", role="wire").text == "“Talks in Málaga failed,” the minister said."


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    path = tmp_path / "page.mhtml"
    path.write_text(
        "From: <Saved by Blink>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n'
        "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<html><h1>Talks fail in Bergen</h1><p>Talks on herring quotas failed=\n on Monday, he said =E2=80=93 again.</p>\n"
        "--b\nContent-Type: image/png\n\nx\n--b--\n",
        encoding="utf-8",
    )
    article = import_article(path, story_id="s", outlet="Gazette", role="wire")
    assert article.text == "Talks on herring quotas failed on Monday, he said – again."


@pytest.mark.parametrize(
    "line", ["<a rel=author>Ana Lund and wire reports</a>", "By <span class=author-name>Ana Lund</span>, in Oslo"]
)
def test_a_line_with_the_element_that_names_the_author_is_the_byline(line: str) -> None:
    body = f"<h1>Talks fail in Bergen</h1><div>{line}<div>10 May 2026</div></div><p>{TEXT}</p>"
    article = preview(page(f"{body}<p><a rel=author>Ana Lund</a> watched as they left.</p>")).article
    assert [block.kind for block in article.blocks] == ["byline", "furniture", "body", "body"]
    assert article.byline.startswith("Ana Lund")
    posted = preview(page(f"<h1>Talks fail in Bergen</h1><div>Posted on 10 May 2026 by <a rel=author>Ana</a></div><p>{TEXT}</p>"))
    assert posted.article.byline == "Ana"


PART = "Content-Type: text/html; charset=windows-1252\nContent-Transfer-Encoding: base64\n\n{}\n"
MULTI = 'MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary="b{}"\n\n'


@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_a_page_in_a_part_of_a_part(line: str) -> None:
    coded = base64.encodebytes(f"<html><p>“{TEXT}”</p>".encode("cp1252")).decode("ascii")
    inner = MULTI.format(1).removeprefix("MIME-Version: 1.0\n") + "--b1\n" + PART.format(coded) + "--b1--\n"
    file = MULTI.format(0) + f"--b0\nContent-Type: image/png\n\nx\n--b0\n{inner}--b0--\n"
    message = read_message(file.replace("\n", line).encode("ascii"), declared_encoding)
    assert (message.text, message.is_page) == (f"<html><p>“{TEXT}”</p>", True)


@pytest.mark.parametrize(
    "text",
    [
        MULTI.format(0) + "".join(f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(5000)),
        MULTI.format(0) + "--b0\nContent-Type: multipart/mixed; boundary=b0\n\n" * 5000,
        "MIME-Version: 1.0\nContent-Type: text/html" + ";a=b" * 100_000 + f"\n\n<p>{TEXT}",
        "MIME-Version: 1.0\nContent-Type: " + "(" * 100_000 + f"\n\n<p>{TEXT}",
        "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nabcde",
    ],
    ids=["nested", "again", "long", "comments", "cut"],
)
def test_a_hostile_mhtml_file_is_one_sentence(text: str) -> None:
    with pytest.raises(AnalysisError, match="MHTML file"):
        read_message(text.encode("ascii"), declared_encoding)
