"""An article with every layer marked: nothing lost, nothing unescaped, a reason on every mark."""

from __future__ import annotations

import re
from html import unescape

import pytest
from browser import opened
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Article, Block, annotate
from analysis.cli import main
from analysis.presentation.page import page
from analysis.presentation.page.annotated import annotated_html, render_annotated
from analysis.presentation.page.marks import SWITCH_OF, Mark, marked

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
ARTICLE = Article(
    "gazette",
    "herring",
    "Example Gazette",
    "republication",
    "Talks fail",
    (
        Block("caption", "Ministers in Bergen"),
        Block("body", "Norway slammed Iceland on Monday. Talks may fail."),
        Block("crosshead", "‘Too far’"),
        Block("body", "“We are too far apart,” minister Kari Holm said."),
        Block("furniture", "Share this article"),
    ),
)


def text_of(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize(
    ("layer", "words"),
    [("country", "Norway"), ("country", "Iceland"), ("hedge", "may"), ("reporting", "slammed"), ("quote", "We are too far apart,")],
)
def test_every_layer_is_marked_with_its_reason(layer, words):
    mark = re.search(rf'<span class="[^"]*wc-m-{layer}[^"]*"[^>]* data-why="([^"]+)">{words}</span>', annotated_html(ARTICLE))
    assert mark
    assert mark[1].startswith(SWITCH_OF[layer] + " ")


def test_reasons_of_a_score_stand_one_to_a_line():
    why = unescape(re.search(r'data-why="([^"]+)">Iceland', annotated_html(ARTICLE))[1]).splitlines()
    assert re.fullmatch(r"countries Iceland [+−]\d\.\d\d unfavourable", why[0])
    assert any("slammed" in line for line in why[1:])


def test_what_is_not_measured_is_shown_where_it_stood_and_not_marked():
    text = text_of(annotated_html(ARTICLE))
    places = [text.index(block.text.split()[0]) for block in ARTICLE.blocks]
    assert places == sorted(places)
    assert text.count("not measured") == 3


def test_numbers_on_the_switches_are_those_of_the_annotation():
    found, html = annotate(ARTICLE), annotated_html(ARTICLE)
    for label, n in (("Hedges", len(found.hedges)), ("Countries", len(found.mentions)), ("Quotations", len(found.quotes))):
        assert f"<span>{label} {n}</span>" in html


@pytest.mark.parametrize("text", ["", "\n \n", "!!!", "…"])
def test_a_text_without_words_says_so(text):
    assert "nothing to measure" in annotated_html(text)


def test_hostile_text_is_escaped():
    html = annotated_html(Article("a", "s", HOSTILE, "wire", HOSTILE, (Block("body", HOSTILE), Block("caption", HOSTILE))))
    assert "<script" not in html
    assert "<img" not in html


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("aB.“”‘’'\"<&>?! \n—é\u00a0\u200b日") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)
)
def test_every_sentence_is_shown_whole(text):
    shown = text_of(annotated_html(text))
    for sentence in annotate(Article.from_text(text)).sentences:
        assert Article.from_text(text).text[sentence.start : sentence.end] in shown


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)).map(sorted)))
def test_overlapping_marks_keep_the_text(spans):
    text = "a<b>&\"'cdefghijklmnopqrst"
    marks = [Mark(a, b, "hedge", f"hedge-{k}", "why") for k, (a, b) in enumerate(spans)]
    assert text_of(marked(text, 2, 20, marks)) == text[2:20]


def test_a_long_text_is_shown_whole():
    html = annotated_html("\n".join(["Norway may leave, “we hope,” Holm said."] * 500))
    assert html.count('class="wc-s"') == 500
    assert html.count("Norway</span> <span") == 500


def test_notebook_gets_a_widget_and_its_static_twin():
    bundle = page.annotated(ARTICLE)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/html"] == str(page.annotated(ARTICLE))
    assert "<style>" in bundle["text/html"]


def test_command_writes_a_page_or_a_table(tmp_path, capsys):
    source = tmp_path / "page.txt"
    source.write_text("Talks fail\n\nNorway may leave the pact, Kari Holm said on Monday in Bergen.\n", encoding="utf8")
    assert main(["annotate", str(source)]) == 0
    assert ",hedge," in capsys.readouterr().out
    assert main(["annotate", str(source), "--out", str(tmp_path / "page.html")]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "page.html")
    assert "wc-m-hedge" in (tmp_path / "page.html").read_text("utf8")
    assert main(["annotate", str(source), "--out", str(tmp_path / "page.pdf")]) == 1
    assert "the format is unknown" in capsys.readouterr().err


def test_command_reads_an_article_of_a_corpus(tmp_path, capsys, story):
    from analysis import save_article

    file = save_article(story.wire, tmp_path)
    assert main(["annotate", str(file)]) == 0
    assert capsys.readouterr().out.count(f"{story.story_id},{story.wire.article_id}") > 10


@pytest.mark.browser
def test_page_shows_reasons_of_the_layers_that_are_on(tmp_path):
    file = render_annotated(ARTICLE, tmp_path / "page.html")
    with opened(file.as_uri(), width=390, offline=True) as tab:
        tab.locator(".wc-panel .wc-m-country").first.hover()
        assert "Norway" in tab.locator(".wc-why").inner_text()
        tab.locator("input[data-layer=countries]").uncheck(force=True)
        tab.locator(".wc-m-country").last.hover()
        assert not tab.locator(".wc-why").is_visible()
        assert tab.requests == [file.as_uri()]
        assert tab.problems == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_text_is_put_together_as_often_for_many_paragraphs_as_for_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article joins its blocks each time that it is asked for its text."""
    asked: list[int] = []
    text = Article.text.fget
    monkeypatch.setattr(Article, "text", property(lambda article: (asked.append(1), text(article))[1]))
    counts = []
    for n_paragraphs in (5, 50):
        asked.clear()
        annotated_html(Article.from_text("\n".join(f"Talks failed {i} times." for i in range(n_paragraphs))))
        counts.append(len(asked))
    assert counts[0] == counts[1]
