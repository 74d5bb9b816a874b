"""Judging words under the cursor, by keyboard and mouse in a real Chromium: kept at once, undone, or given as a file."""

from __future__ import annotations

import contextlib
import json

import pytest
from browser import launched, opened_in
from hostile_story import hostile_story, markup
from playwright.sync_api import expect

import analysis
from analysis import Article, Story, annotate
from analysis.articles.corpus.corrections_file import CORRECTIONS_FILE, read_corrections, save_corrections
from analysis.articles.corpus.store import load_corpus, save_articles
from analysis.articles.corrections import Correction
from analysis.comparison.alignment.align import align
from analysis.errors import AnalysisError
from analysis.presentation.lab.desk import Desk
from analysis.presentation.page.reader import reader_html
from analysis.presentation.page.reader_widget import Reader
from analysis.presentation.report.report import render_report

REST = " Peru attacked Chile over the delay.\n\n“Nobody asked,” Ana Sol said.\n\n"
WIRE = f"The 🚢 ferry may sail in May.{REST}About 40 ships are waiting."
COPY = f"The 🚢 ferry will sail in May.{REST}Some 40 ships are waiting."


def ferry():
    wire = Article.from_text(WIRE, article_id="wire", outlet="Example Wire", headline="Ferry")
    return Story("ferry", "Ferry", wire, (Article.from_text(COPY, article_id="gazette", outlet="Gazette", headline="Ferry"),))


@pytest.fixture
def corpus(tmp_path):
    save_articles(ferry().articles, tmp_path / "corpus")
    return tmp_path / "corpus"


def lines(corpus):
    return [correction for _, correction in read_corrections(corpus / "ferry" / CORRECTIONS_FILE)]


def kept(corpus):
    return [(c.layer, c.text or c.wire_text, c.label) for c in lines(corpus)]


def row(layer, words, label, text=COPY, article="gazette", **fields):
    start = text.index(words)
    return {"layer": layer, "article": article, "start": start, "end": start + len(words), "text": words, "label": label, **fields}


# without a browser


def test_the_explorer_keeps_a_correction_and_shows_the_story_as_it_is_then(corpus):
    explorer = analysis.StoryExplorer(load_corpus(corpus), corpus)
    reader, before = explorer._reader, explorer._stage.content
    assert reader.correctable and "2 gone" not in reader.html
    hedge = row("hedge", "may", "no", WIRE, "wire", kit="modal", who="Ana")
    reader._handle_custom_msg({"correct": [hedge]}, [])
    assert kept(corpus) == [("hedge", "may", "no")] and "corrected by Ana: hedge modal → no" in reader.html
    assert explorer._stage.content["key"] != before["key"] and "may" not in [h.text for h in annotate(explorer.story.wire).hedges]
    reader._handle_custom_msg({"correct": [{**hedge, "kit": "no", "label": "verb"}]}, [])
    assert [c.kit for c in lines(corpus)] == ["modal", "modal"], "what the kit said first"
    reader._handle_custom_msg({"undo": [{**hedge, "kit": "no", "label": "verb"}]}, [])
    reader._handle_custom_msg({"undo": [hedge]}, [])
    assert kept(corpus) == [] and "corrected by" not in reader.html


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": "Spain"}, "The words 'Spain' do not stand there"),
        ({"article": "../../etc"}, "do not stand there"),
        ({"label": "maybe"}, "Label 'maybe' is unknown"),
        ({"start": "x"}, "start 'x' is no offset"),
    ],
)
def test_what_is_no_correction_is_refused_in_a_sentence_and_nothing_is_kept(corpus, change, says):
    (story,) = load_corpus(corpus)
    with pytest.raises(AnalysisError, match=says):
        Desk(corpus).take(story, {"correct": [row("hedge", "will", "modal") | change]})
    assert kept(corpus) == []
    explorer = analysis.StoryExplorer(story, corpus)
    explorer._reader._handle_custom_msg({"correct": [row("hedge", "will", "modal") | change]}, [])
    assert kept(corpus) == []


def test_without_a_folder_nothing_can_be_corrected(corpus, tmp_path):
    for place in (None, tmp_path, tmp_path / "table.csv"):
        explorer = analysis.StoryExplorer(ferry(), place)
        assert not explorer._reader.correctable
        with pytest.raises(AnalysisError, match="nothing can be kept"):
            explorer._desk.take(ferry(), {"correct": [row("hedge", "will", "modal")]})
    assert analysis.StoryExplorer(ferry(), corpus / "ferry")._reader.correctable, "a story's folder alone is a corpus, too"


def test_the_reader_tells_what_a_person_corrected():
    said = [
        Correction("hedge", "gazette", 12, 16, "will", "modal", who="Ana", when="2026-01-31T09:00:00Z", note="of doubt"),
        Correction("link", "gazette", 0, 30, COPY[:30], "no", "edited", 0, 29, WIRE[:29], who="Ben"),
    ]
    story = ferry()
    copy = Article.from_text(COPY, article_id="gazette", corrections=tuple(said))
    html = reader_html(Story("ferry", "", story.wire, (copy,)))
    assert "corrected by Ana, 2026-01-31: hedge nothing → modal (of doubt)" in html
    assert html.count("corrected by Ben: link edited → no") == 2


# in a browser


@pytest.fixture(scope="module")
def browser():
    with launched() as browser:
        yield browser


WIDGET = """<!doctype html><meta charset=utf-8><style>{css}</style><body><div id=el></div><script type=module>
{esm}
const listeners = {{}}, values = {values};
const model = {{ get: name => values[name], set: (name, value) => {{ values[name] = value; }}, save_changes() {{}},
  on: (name, act) => {{ (listeners[name] ||= []).push(act); }}, send: message => window.keep(message).then(told => {{
    values.html = told.html;
    listeners["change:html"].forEach(act => act());
    listeners["msg:custom"].forEach(act => act(told)); }}) }};
widget.render({{ model, el: document.getElementById("el") }});
document.documentElement.dataset.ready = 1;
</script>"""


@contextlib.contextmanager
def widget_page(browser, corpus, tmp_path):
    """The reader of JupyterLab in a page of its own; what it sends goes to a desk."""
    stories = {"now": load_corpus(corpus)[0]}

    def keep(message):
        try:
            stories["now"], said = Desk(corpus).take(stories["now"], message)
        except AnalysisError as error:
            said = str(error)
        return {"html": reader_html(stories["now"]), "said": said}

    values = {"html": reader_html(stories["now"]), "republication": "gazette", "focus_on": "", "correctable": True}
    file = tmp_path / "widget.html"
    esm = Reader._esm.replace("export default", "const widget =")
    page_text = WIDGET.format(css=Reader._css, esm=esm, values=json.dumps(values).replace("</", "<\\/"))
    file.write_text(page_text, encoding="utf-8")
    with opened_in(browser, "about:blank", offline=True) as page:
        page.set_default_timeout(10_000)
        page.expose_function("keep", keep)
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready]")
        yield page
        assert page.problems == []


@pytest.fixture
def widget(browser, corpus, tmp_path):
    with widget_page(browser, corpus, tmp_path) as page:
        yield page


# Selects words in the last sentence of those that a selector finds.
SELECT = """given => { const [selector, words] = given.split('|'), sentence = [...document.querySelectorAll(selector)].at(-1);
  const texts = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT), places = [];
  while (texts.nextNode()) for (let k = 0; k < texts.currentNode.length; k++) places.push([texts.currentNode, k]);
  const at = sentence.textContent.indexOf(words), [first, start] = places[at], [last, end] = places[at + words.length - 1];
  getSelection().setBaseAndExtent(first, start, last, end + 1); }"""


def said(page, text):
    expect(page.locator(".wc-said-now")).to_contain_text(text)


@pytest.mark.browser
def test_by_mouse_a_hedge_is_none_and_the_judgement_is_undone(widget, corpus):
    widget.get_by_role("button", name="Correct").click()
    widget.locator(".wc-layer", has_text="Hedges").click()
    widget.get_by_label("your name").fill("Ana =1+1")
    widget.locator(".wc-m-hedge", has_text="may").click()
    widget.get_by_role("button", name="x reject").click()
    said(widget, "saved: hedge may → no")
    assert kept(corpus) == [("hedge", "may", "no")]
    (correction,) = lines(corpus)
    assert (correction.who, correction.kit) == ("Ana =1+1", "modal"), "a name is kept as it was typed"
    assert widget.locator(".wc-m-nohedge", has_text="may").count() == 1
    widget.get_by_role("button", name="u undo").click()
    said(widget, "undone: hedge may → no")
    assert kept(corpus) == [] and widget.locator(".wc-m-hedge", has_text="may").count() == 1


@pytest.mark.browser
def test_by_keyboard_alone_links_countries_and_fates_are_judged(widget, corpus):
    widget.get_by_role("button", name="Correct").focus()
    widget.keyboard.press("Enter")
    for _ in range(40):  # to the lead of the republication, whose wire sentence stands before it
        widget.keyboard.press("n")
        if widget.locator(".wc-cell:last-child .wc-s.wc-at").count():
            break
    widget.keyboard.press("x")
    said(widget, "saved: link The 🚢 ferry will sail in May. → no")
    assert align(*load_corpus(corpus)[0].articles).links[0].wire == 1
    widget.keyboard.press("c")
    widget.keyboard.type("4")
    widget.keyboard.press("Enter")
    said(widget, "saved: link The 🚢 ferry will sail in May. → yes")
    assert (3, 0) in {(link.wire, link.republication) for link in align(*load_corpus(corpus)[0].articles).links}
    widget.keyboard.press("u")
    said(widget, "undone")
    widget.keyboard.press("u")
    said(widget, "undone")
    assert kept(corpus) == []


@pytest.mark.browser
def test_one_key_accepts_and_a_digit_changes(widget, corpus):
    widget.get_by_role("button", name="Correct").click()
    widget.locator(".wc-layer", has_text="Countries").click()
    widget.locator(".wc-cell:last-child .wc-m-country", has_text="Chile").hover()
    widget.keyboard.press("a")
    said(widget, "saved: country Chile → CHL; sentiment Chile →")
    widget.locator(".wc-cell:last-child .wc-m-country", has_text="Peru").hover()
    widget.keyboard.press("c")
    widget.keyboard.type("BOL")
    widget.keyboard.press("Enter")
    said(widget, "saved: country Peru → BOL")
    widget.locator(".wc-cell:last-child .wc-m-country", has_text="Peru").hover()
    widget.keyboard.press("c")
    widget.keyboard.press("Tab")
    widget.keyboard.press("2")
    said(widget, "saved: sentiment Peru →")
    (_, copy) = load_corpus(corpus)[0].articles
    assert [m.country for m in annotate(copy).mentions] == ["BOL", "CHL"]


@pytest.mark.browser
def test_words_that_the_kit_did_not_see_are_added_by_selecting_them(widget, corpus):
    widget.get_by_role("button", name="Correct").click()
    widget.evaluate(SELECT, ".wc-cell:last-child .wc-s|waiting")
    widget.keyboard.press("c")
    widget.keyboard.press("4")
    said(widget, "saved: hedge waiting → verb")
    assert ("waiting", "verb") in [(h.text, h.kind) for h in annotate(load_corpus(corpus)[0].republications[0]).hedges]


@pytest.mark.browser
def test_a_quotation_that_the_kit_has_not_found_is_given_its_words(browser, tmp_path):
    wire, retold = "“Nobody asked the crews,” Ana Sol said.", "The sailors were not consulted, Ana Sol said."
    articles = [Article.from_text(wire, article_id="wire", role="wire", story_id="ferry", outlet="W", headline="F")]
    articles.append(Article.from_text(retold, article_id="gazette", story_id="ferry", outlet="G", headline="F"))
    save_articles(articles, tmp_path / "corpus")
    assert analysis.quote_fates(load_corpus(tmp_path / "corpus")[0]).fate.tolist() == ["dropped"]
    with widget_page(browser, tmp_path / "corpus", tmp_path) as page:
        page.get_by_role("button", name="Correct").click()
        page.locator(".wc-cell:first-child .wc-m-quote").click()
        page.evaluate(SELECT, ".wc-cell:last-child .wc-s|The sailors were not consulted")
        page.keyboard.press("c")
        page.get_by_role("button", name="paraphrased").click()
        said(page, "saved: fate The sailors were not consulted → paraphrased")
    fates = analysis.quote_fates(load_corpus(tmp_path / "corpus")[0])
    assert fates[["fate", "text", "corrected"]].values.tolist() == [["paraphrased", "The sailors were not consulted", True]]


@pytest.mark.browser
def test_a_report_collects_suggestions_and_gives_them_as_a_file(browser, corpus, tmp_path):
    (story,) = load_corpus(corpus)
    report = render_report(story, tmp_path / "report.html")
    with opened_in(browser, report.as_uri(), offline=True, accept_downloads=True) as page:
        page.wait_for_selector("html[data-ready]")
        page.get_by_role("button", name="Suggest corrections").click()
        page.locator(".wc-layer", has_text="Hedges").click()
        page.get_by_label("your name").fill('=cmd "x",\u202e')
        page.keyboard.press("Enter")
        page.locator(".wc-cell:first-child .wc-m-hedge", has_text="About").hover()
        page.keyboard.press("x")
        page.locator(".wc-cell:last-child .wc-s").first.hover(position={"x": 5, "y": 5})
        page.keyboard.press("x")
        with page.expect_download() as given:
            page.get_by_role("button", name="save 2 as CSV").click()
        given.value.save_as(corpus / "ferry" / CORRECTIONS_FILE)
        assert page.problems == [] and all(url.startswith(("file:", "blob:", "data:")) for url in page.requests)
    assert kept(corpus) == [("hedge", "About", "no"), ("link", "The 🚢 ferry will sail in May.", "no")]
    assert {c.who for c in lines(corpus)} == {'=cmd "x",\u202e'}
    assert "About" not in [h.text for h in annotate(load_corpus(corpus)[0].wire).hedges]


@pytest.mark.browser
def test_markup_in_a_correction_is_text(browser, tmp_path):
    story = hostile_story()
    save_articles(story.articles, tmp_path / "corpus")
    (story,) = load_corpus(tmp_path / "corpus")
    assert markup("note").split() == story.wire.corrections[0].note.split()
    save_corrections([Correction("hedge", "wire", 6, 9, "may", "no", who=markup("who"))], tmp_path / "corpus" / "hostile")
    with opened_in(browser, render_report(story, tmp_path / "report.html").as_uri(), offline=True) as page:
        page.wait_for_selector("html[data-ready]")
        page.get_by_role("button", name="Suggest corrections").click()
        for _ in range(30):
            page.keyboard.press("n")
            page.keyboard.press("a")
        page.locator(".wc-panel:not([hidden]) [data-c]").first.hover()
        page.keyboard.press("c")
        assert page.evaluate("window.hacked") is None and page.locator("img, [onerror]").count() == 0
        assert page.problems == []
