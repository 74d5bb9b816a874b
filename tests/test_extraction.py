"""What belongs to the article on a saved page, whatever its markup says, and what a page says of itself, however it says it."""

from __future__ import annotations

import html
import json
import os
import re
import unicodedata
from pathlib import Path

import pytest
from lxml import html as parser

from analysis.articles.importing.ingest import ImportPreview, preview_import
from analysis.articles.pages.html import read_html
from analysis.articles.pages.linked_data import clean_names
from analysis.articles.pages.markup import NO_TEXT

SHARED = Path(os.environ.get("WIRECOPY_SHARED", Path(__file__).parents[2] / "shared"))
REAL = sorted((SHARED / "data" / "pages" / "web_dev").glob("*.html"))
PARAGRAPHS = [
    "Talks on the ferry between Malta and Tunisia failed on Monday after nine hours, officials said.",
    "“We are far apart,” said Rita Camilleri, the Maltese transport minister, as she left the building.",
    "Tunisia wants a larger share of the fares, which have doubled since the route was opened in spring.",
    "The two sides will meet again in March, and ships may stay in port until then, the ministry said in a statement.",
    "Drivers in Valletta said that they would wait for a month and then take the longer road through Sicily.",
]


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>Ferry talks fail</title>{head}</head><body>{body}</body></html>"


def read(text: str, **fields: str) -> ImportPreview:
    return preview_import(text, story_id="s", outlet=None, default_outlet="?", role="wire", **fields)


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def body_of(preview: ImportPreview) -> list[str]:
    return [block.text for block in preview.article.blocks if block.kind == "body"]


@pytest.mark.parametrize("where", [slice(2, 4), slice(2, 5), slice(0, 2), slice(0, 5)], ids=["middle", "end", "start", "all"])
@pytest.mark.parametrize(
    "element",
    [
        'div class="paywall"',
        'div class="teaser-content"',
        'div class="no-ads"',
        'div class="related"',
        'div class="newsletter promo"',
        'section class="subscription"',
        'div class="comment-block"',
        'div id="sidebar"',
        'div class="byline"',
        "aside",
        "form",
        "footer",
    ],
)
def test_no_class_and_no_tag_alone_takes_a_paragraph_away(element: str, where: slice) -> None:
    inside = f"<{element}>{paragraphs(PARAGRAPHS[where])}</{element.split()[0]}>"
    text = paragraphs(PARAGRAPHS[: where.start]) + inside + paragraphs(PARAGRAPHS[where.stop :])
    preview = read(page(f"<nav><a href=/>Home</a></nav><article><h1>Ferry talks fail</h1>{text}</article><footer>Privacy</footer>"))
    assert body_of(preview) == PARAGRAPHS


def test_what_is_kept_against_the_extractor_is_told() -> None:
    boxed = f"<aside class=related>{paragraphs(PARAGRAPHS[2:4])}</aside>"
    text = f"<h1>Ferry talks fail</h1>{paragraphs(PARAGRAPHS[:2])}{boxed}{paragraphs(PARAGRAPHS[4:])}"
    preview = read(page(f"<article>{text}</article>"))
    assert body_of(preview) == PARAGRAPHS
    assert sum(doubt.startswith("may not be body") for doubt in preview.doubts) == 2


@pytest.mark.parametrize(
    ("added", "kept"),
    [
        ("<ul><li>Malta must pay a tenth of the fares before the season opens.</li><li>Tunisia must open its books.</li></ul>", 2),
        ("<h3>What the two sides want</h3>", 0),
        ("<div class=factbox><h3>Get your daily news</h3><p>Sign up to our newsletter for a digest.</p></div>", 0),
        ("<p>Get in touch with our news team by emailing us at desk@gazette.example.</p>", 0),
        ("<p>For more stories like this, check our news page.</p>", 0),
        ("<p><b>Correction: June 5, 2025</b></p><p>An earlier version of this article misstated the name of a ship.</p>", 0),
        ("<p>This post contains links to shops, and we may receive a commission.</p>", 0),
    ],
)
def test_lists_stay_and_notices_go(added: str, kept: int) -> None:
    text = f"<article><h1>Ferry talks fail</h1>{paragraphs(PARAGRAPHS)}{added}{paragraphs(['The road is open.'])}</article>"
    assert len(body_of(read(page(text)))) == len(PARAGRAPHS) + 1 + kept


def test_questions_of_an_interview_are_all_of_one_kind() -> None:
    answers = ["It was very hard, but I am glad that we won in the end.", "I hope so, if my leg holds until the spring."]
    for tag in ("<h3>{}</h3>", "<p><b>{}</b></p>", "<p><strong>{}</strong></p>"):
        asked = [tag.format(text) for text in ("Ms. Vella, how did you find the race?", "Will you come back?")]
        text = "".join(question + f"<p>{answer}</p>" for question, answer in zip(asked, answers, strict=True))
        preview = read(page(f"<article><h1>A hard race</h1>{text}</article>"))
        kinds = [block.kind for block in preview.article.blocks if block.text.endswith("?")]
        assert len(set(kinds)) == 1
        assert set(answers) <= set(body_of(preview))


@pytest.fixture(scope="module")
def real() -> dict[str, ImportPreview]:
    if not REAL:
        pytest.skip("the labelled pages are not here")
    return {file.name: preview_import(file, story_id="s", outlet="o", role="wire") for file in REAL}


@pytest.mark.slow
def test_every_text_of_a_real_page_stands_in_some_block(real: dict[str, ImportPreview]) -> None:
    for file in REAL:
        article = real[file.name].article
        have = letters("".join([article.headline, *(block.text for block in article.blocks)]))
        tree = parser.document_fromstring(file.read_bytes(), parser=parser.HTMLParser(encoding="utf-8", remove_comments=True))
        for element in list(tree.iter(*NO_TEXT)):
            element.drop_tree()
        assert all(text in have for text in set(map(letters, tree.itertext()))), file.name


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text)).casefold()


@pytest.mark.slow
def test_real_pages_have_a_floor(real: dict[str, ImportPreview]) -> None:
    rows = [json.loads(line) for line in (SHARED / "data/pages/web_dev.jsonl").read_text("utf-8").splitlines()]
    found = missed = wrong = 0
    for row in rows:
        text = plain(real[row["file"]].article.text)
        found += sum(plain(part) in text for part in row["with"])
        missed += sum(plain(part) not in text for part in row["with"])
        wrong += sum(plain(part) in text for part in row["without"])
    assert found / (found + missed) > 0.92
    assert found / (found + wrong) > 0.94


def plain(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


ARTICLE = {"@type": "NewsArticle", "author": {"name": "Rita Vella"}, "datePublished": "2026-01-31"}
GRAPH = {
    "@graph": [
        {"@type": "NewsArticle", "author": [{"@id": "#p"}], "publisher": {"@id": "#o"}, "datePublished": "2026-01-31"},
        {"@type": "Person", "@id": "#p", "name": "Rita Vella"},
        {"@type": "Organization", "@id": "#o", "name": "Valletta Herald"},
    ]
}
OTHER = {"@type": "NewsArticle", "headline": "Rain in Gozo", "author": {"name": "Sam Borg"}, "datePublished": "2020-01-01"}
NAMED = {**ARTICLE, "headline": "Ferry talks fail"}
PARTS = {**ARTICLE, "author": {"@type": "Person", "givenName": "Rita", "familyName": "Vella"}}
MARKED = {**ARTICLE, "author": "By <a href='/rv'>Rita Vella</a>"}


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(ARTICLE),
        json.dumps(GRAPH),
        json.dumps([OTHER, NAMED]),
        json.dumps(PARTS),
        json.dumps(MARKED),
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE)[:-1] + ",}",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        "<!--" + json.dumps(ARTICLE) + "-->",
        html.escape(json.dumps(ARTICLE)),
        '{"broken": ' + "</script><script type='application/ld+json'>" + json.dumps(ARTICLE),
        '{"name": "a, ]", ' + json.dumps(ARTICLE)[1:-1] + ", }",
    ],
    ids=["plain", "graph", "several", "parts", "markup", "semicolon", "comma", "cdata", "comment", "entities", "two", "string"],
)
def test_json_ld_as_pages_have_it(data: str) -> None:
    script = f'<script type="application/ld+json">{data}</script>'
    article = read(page(f"<article><h1>Ferry talks fail</h1>{paragraphs(PARAGRAPHS)}</article>", script)).article
    assert (article.byline, article.published) == ("Rita Vella", "2026-01-31")
    assert article.outlet == ("Valletta Herald" if data == json.dumps(GRAPH) else "?")


@pytest.mark.parametrize(
    ("head", "top", "byline", "published"),
    [
        ("<meta name=author content='Rita Vella'><meta name=author content='Sam Borg'>", "", "Rita Vella, Sam Borg", None),
        ("<meta name=authors content='Rita Vella'>", "<a href=/tag>Ferries</a>", "Rita Vella", None),
        ('<meta name=author content="By &lt;a href=/v&gt;Rita V&amp;eacute;la&lt;/a&gt;">', "", "Rita Véla", None),
        (
            "",
            "<div class=byline><span>The Valletta Post</span><span>&nbsp;|&nbsp;By <a>Sam Borg</a></span></div>",
            "Sam Borg",
            None,
        ),
        (
            "",
            "<div><span>31 January 2026</span><span>By Rita Vella</span><span>Ferry desk</span></div>",
            "Rita Vella",
            "2026-01-31",
        ),
        ("", "<p>Published 31 January 2026 by Rita Vella</p>", "Rita Vella", "2026-01-31"),
        ("", "<time datetime='2026-01-31T10:00:00Z'>yesterday</time>", None, "2026-01-31T10:00:00+00:00"),
        ("<meta name=author content=admin>", "<p>By Rita Vella</p>", "Rita Vella", None),
    ],
)
def test_authors_and_dates_as_pages_have_them(head: str, top: str, byline: str | None, published: str | None) -> None:
    preview = read(page(f"<article><h1>Ferry talks fail</h1>{top}{paragraphs(PARAGRAPHS)}</article>", head))
    assert (preview.article.byline, preview.article.published) == (byline, published)
    assert body_of(preview) == PARAGRAPHS


def test_a_page_from_an_archive_is_the_outlet_s() -> None:
    link = '<link rel=canonical href="https://web.archive.org/web/20260131100000/https://gazette.example/ferry">'
    bar = '<div id="wm-ipp-base"><div>42 captures</div><p>31 Jan 2026 - 02 Feb 2026</p><div>COLLECTED BY</div></div>'
    preview = read(page(f"{bar}<article><h1>Ferry talks fail</h1>{paragraphs(PARAGRAPHS)}</article>", link))
    assert (preview.article.url, preview.article.outlet) == ("https://gazette.example/ferry", "gazette.example")
    assert body_of(preview) == PARAGRAPHS


def test_an_archive_s_address_of_nothing_is_none() -> None:
    link = '<link rel=canonical href="https://web.archive.org/web/20260131/https://">'
    assert read(page(f"<article>{paragraphs(PARAGRAPHS)}</article>", link)).article.url is None


@pytest.mark.parametrize("value", [None, {"a": 1}, "https://x.example/a", "@rita", "admin", "<b></b>", "&lt;", 3])
def test_what_is_no_name_is_none(value: object) -> None:
    assert clean_names(value) in ([], ["<"])


@pytest.mark.parametrize(
    "data",
    [
        "[" * 40_000,
        "[" * 900 + json.dumps(ARTICLE) + "]" * 900,
        json.dumps([{"@id": "#a", "name": {"@id": "#a"}}, {**ARTICLE, "author": {"@id": "#a"}}]),
        json.dumps({"@type": "Article", "author": [{"author": {"author": 1}}] * 3000}),
    ],
)
def test_hostile_json_ld_is_passed_over(data: str) -> None:
    text = page(f"<article>{paragraphs(PARAGRAPHS)}</article>", f'<script type="application/ld+json">{data}</script>')
    assert body_of(read(text)) == PARAGRAPHS


@pytest.mark.parametrize(
    "body", ["<p>No." * 3000, "<div>" * 200 + "Talks failed on Monday." + "</div>" * 200, "<b>" * 200 + "x", "<table>" * 100 + "x"]
)
def test_hostile_markup_does_not_break_the_extractor(body: str) -> None:
    assert read_html(page(body).encode()).lines
