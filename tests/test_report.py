"""The report, built by the command and opened in a real Chromium without a network."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import made_stories
import nbformat
import pytest
from browser import opened

import analysis
from analysis import Article, Block, Story
from analysis.cli import main
from analysis.errors import AnalysisError
from analysis.presentation.charts.theme import RELATION_LABEL
from analysis.presentation.page import tables
from analysis.presentation.page.reader import reader_html
from analysis.presentation.rendering import asset
from analysis.presentation.report import report as reports

READY = "html[data-ready]"
HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    from conftest import ROOT

    out = tmp_path_factory.mktemp("reports")
    assert main(["report", str(ROOT / "corpus"), "--story", "cod-collision", "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="session")
def url(built):
    return (built / "cod-collision.html").as_uri()


def figure(page, question):
    """The chart that answers a question."""
    return page.locator(".wc-figure", has_text=question)


def _ready(page):
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    return page


@pytest.mark.browser
@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_draws_every_chart_and_asks_nobody(url, width, scheme):
    with opened(url, width=width, scheme=scheme, offline=True) as page:
        _ready(page)
        charts = page.locator(".wc-chart")
        assert charts.count() == 6
        for k in range(charts.count()):
            assert charts.nth(k).locator("svg.marks").count() == 1
            assert charts.nth(k).locator("svg.marks path, svg.marks line, svg.marks text").count() > 5
        assert page.requests == [url]
        assert page.problems == []
        # Nothing sticks out: a phone scrolls down, never sideways.
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_switch_shows_another_republication_everywhere(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("input[value='03-newsgale']").check()
        assert page.locator(".wc-panel:visible").get_attribute("data-republication") == "03-newsgale"
        assert page.locator("section[data-republication]:visible h3").inner_text() == "Newsgale"
        captions = page.locator("[data-republication] table.wc-table:visible caption").all_inner_texts()
        assert captions == [f"{what}, wire and Newsgale" for what in ("Changed claims", "Quotations", "Sources")]
        words = analysis.measure(analysis.load_story("corpus", "cod-collision").articles).query("metric == 'words'")
        value = words.set_index("article_id").value["03-newsgale"]
        figure(page, "What changed in the numbers").get_by_text(f"→ {value:.0f}", exact=False).first.wait_for()
        page.locator("[data-show='01-calder-herald']").click()
        assert page.locator("input[name=wc-republication]:checked").get_attribute("value") == "01-calder-herald"


@pytest.mark.browser
def test_a_click_on_a_bar_leads_to_its_words(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("input[value='03-newsgale']").check()
        hedges = figure(page, "Which hedges")
        hedges.locator("svg.marks path[aria-roledescription='bar']").first.click()
        hit = page.locator(".wc-panel:visible .wc-hit").first
        hit.wait_for()
        assert "hedge" in hit.get_attribute("data-w").split()
        page.wait_for_function(  # the page scrolls there smoothly
            """() => { const hit = document.querySelector('.wc-panel:not([hidden]) .wc-hit').getBoundingClientRect();
            return hit.top >= 0 && hit.bottom <= innerHeight; }"""
        )
        assert page.locator("input[data-layer=hedges]").is_checked()


@pytest.mark.browser
def test_a_quotation_leads_to_both_versions_of_it(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("input[value='03-newsgale']").check()
        page.locator("button.wc-fate-altered:visible").first.click()
        text = "".join(page.locator(".wc-panel:visible .wc-hit").all_inner_texts())
        assert "This was not an accident" in text
        assert "This was no accident" in text


@pytest.mark.browser
def test_a_click_on_another_republications_mark_goes_there(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("svg.marks path[aria-label*='Newsgale'][aria-label*='altered']").first.click()
        assert page.locator(".wc-panel:visible").get_attribute("data-republication") == "03-newsgale"
        assert page.locator("input[name=wc-republication]:checked").get_attribute("value") == "03-newsgale"
        assert page.locator(".wc-panel:visible .wc-hit").count() >= 1


@pytest.mark.browser
def test_layers_reasons_and_steps(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("input[value='03-newsgale']").check()
        page.locator("input[data-layer=countries]").check(force=True)
        mark = page.locator(".wc-panel:visible .wc-m-country").first
        mark.hover()
        assert re.search(r"[+−]\d\.\d\d (un)?favourable|neutral", page.locator(".wc-why").inner_text())
        page.locator("button[data-step='1']").click()
        # A change is a row: both its sides are marked.
        assert page.locator(".wc-panel:visible .wc-row:has(.wc-hit)").count() == 1
        assert " of " in page.locator(".wc-found").inner_text()


@pytest.mark.browser
def test_keyboard_reaches_tabs_and_layers(url):
    with opened(url, offline=True) as page:
        _ready(page)
        tab = page.locator("[role=tab]").first
        tab.focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("[role=tab]").nth(1).get_attribute("aria-selected") == "true"
        page.locator("input[data-layer=hedges]").focus()
        page.keyboard.press("Space")
        assert page.locator(".wc-reader.wc-on-hedges").count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(url, scheme):
    from axe_playwright_python.sync_playwright import Axe

    with opened(url, scheme=scheme, offline=True) as page:
        _ready(page)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []


@pytest.mark.browser
def test_print_keeps_the_charts_hides_the_controls_and_says_what_it_shows(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("input[value='03-newsgale']").check()
        page.emulate_media(media="print")
        assert page.locator(".wc-chart svg.marks:visible").count() == 6
        assert page.locator(":is(.wc-tools, .wc-contents, .wc-card input, .vega-embed details):visible").count() == 0
        assert "are those of Newsgale, one of 4 republications" in page.locator(".wc-printed").inner_text()
        # What changed at a glance is short: paper has it for all of them.
        assert page.locator("section[data-republication]:visible").count() == 4
        assert page.locator(".wc-panel:visible").count() == 1
        assert page.pdf().startswith(b"%PDF")


@pytest.mark.browser
def test_every_chart_of_one_republication_names_it(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator(".wc-switch select").select_option("03-newsgale")
        assert page.locator("input[name=wc-republication]:checked").get_attribute("value") == "03-newsgale"
        assert page.locator(".wc-panel:visible").get_attribute("data-republication") == "03-newsgale"
        assert page.locator(".wc-which").all_inner_texts() == ["· Newsgale"] * 4
        page.locator("[data-show='02-pennick-tribune']").click()
        assert page.locator(".wc-switch select").input_value() == "02-pennick-tribune"


@pytest.mark.browser
def test_a_click_leaves_no_tooltip_behind_and_there_is_a_way_back(url):
    with opened(url, offline=True) as page:
        _ready(page)
        bar = figure(page, "Which hedges").locator("svg.marks path[aria-roledescription='bar']").first
        bar.hover()
        page.wait_for_timeout(900)  # the page scrolls there smoothly
        page.mouse.move(5, 5)
        bar.hover()
        page.locator("#vg-tooltip-element.visible").wait_for()
        bar.click()
        page.locator(".wc-panel:visible .wc-hit").first.wait_for()
        assert page.locator("#vg-tooltip-element.visible").count() == 0
        page.wait_for_timeout(900)  # the page scrolls there smoothly
        away = page.evaluate("scrollY")
        page.get_by_role("button", name="Back to the number").click()
        assert abs(page.evaluate("scrollY") - away) > 500
        assert bar.is_visible()
        # Nor does the reader's own, once the pointer has left it.
        mark = page.locator(".wc-panel:visible .wc-m-quote").first
        mark.hover()
        assert page.locator(".wc-why").is_visible()
        page.locator("h2").last.hover()
        assert not page.locator(".wc-why").is_visible()


@pytest.mark.browser
def test_a_name_is_one_box_however_many_of_its_words_are_marked(url):
    with opened(url, offline=True) as page:
        _ready(page)
        for layer in ("hard", "countries"):
            page.locator(f"input[data-layer={layer}]").check(force=True)
        states = page.locator(".wc-panel:visible [data-w~='country:USA']")
        names = [text for text in states.all_inner_texts() if "United" in text]
        assert names and all(name.rstrip("+−") == "United States" for name in names)
        page.locator(".wc-panel:visible .wc-m-country .wc-m-hard").first.hover()
        assert len(page.locator(".wc-why").inner_text().splitlines()) >= 2  # the word's reason and the country's


@pytest.mark.browser
def test_steps_count_what_a_reader_counts(url, story):
    """A quotation of which another layer cuts a piece is one quotation, and a changed pair of sentences one change."""
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("input[value='02-pennick-tribune']").check()
        said = []
        page.locator("button.wc-fate-kept:visible").first.click()
        said.append(page.locator(".wc-found").inner_text())
        page.locator("[data-clear]").click()
        assert page.locator(".wc-hit").count() == 0
        page.locator("button[data-step='1']").click()
        said.append(page.locator(".wc-found").inner_text())
        assert said[0].startswith("1 of 2 · quotation, ")  # in the wire and in the republication
        shares = analysis.overview(Story("s", "", story.wire, story.republications[1:2])).iloc[0]
        rows = shares.edited_sentences + shares.rewritten_sentences + shares.dropped_sentences
        changes = int(said[1].removeprefix("1 of "))
        assert rows <= changes <= rows + shares.new_sentences


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_a_chart_is_saved_with_its_question_and_the_outlet_by_keyboard(url, kind, tmp_path):
    with opened(url, scheme="dark", offline=True) as page:
        _ready(page)
        page.locator("input[value='03-newsgale']").check()
        saved = figure(page, "Why did")
        saved.locator("summary").click()
        with page.expect_download() as download:
            saved.get_by_role("link", name=kind).press("Enter")
        assert download.value.suggested_filename == f"why-did-the-numbers-change-newsgale.{kind.lower()}"
        download.value.save_as(tmp_path / "chart")
        saved = (tmp_path / "chart").read_bytes()
        if kind == "SVG":
            assert "Why did the numbers change? · Newsgale" in saved.decode()
            assert 'fill="white"' in saved.decode()
        else:
            assert saved.startswith(b"\x89PNG") and len(saved) > 20_000
        assert page.problems == []


@pytest.mark.browser
def test_a_mark_of_nothing_says_that_there_is_nothing(url):
    with opened(url, offline=True) as page:
        _ready(page)
        # This republication changes house style only: nothing is cut from it.
        page.locator("input[value='01-calder-herald']").check()
        cut = figure(page, "Why did").locator("svg.marks path[role=button][aria-label*='Step: cut']").first
        cut.focus()
        page.keyboard.press("Enter")
        assert page.locator(".wc-toast").is_visible()
        page.keyboard.press("ArrowDown")
        assert not page.locator(".wc-toast").is_visible()


@pytest.mark.browser
def test_a_phone_reads_tables_without_scrolling_sideways(url):
    with opened(url, width=390, offline=True) as page:
        _ready(page)
        page.locator("input[value='03-newsgale']").check()
        assert page.evaluate("[...document.querySelectorAll('.wc-scroll')].every(e => e.scrollWidth <= e.clientWidth)")
        cell = page.locator(".wc-table:visible td[data-label]").first
        assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Wire"'


@pytest.mark.browser
def test_a_story_with_little_in_it_has_a_page_that_says_so(tmp_path):
    plain = "The ferry left on Monday. Nobody was hurt. The band played until dusk."
    story = made_stories.story(plain, plain, f"{plain} It may rain.", "")
    path = analysis.render_report(story, tmp_path)
    with opened(path.as_uri(), offline=True) as page:
        _ready(page)
        captions = page.locator("figcaption").all_inner_texts()
        assert sum("No version" in caption for caption in captions) == 2  # no country, no quotation
        hedges = figure(page, "Which hedges")
        # The chart of hedges has rows of one republication; it shows them for no other.
        assert hedges.locator("svg.marks path[aria-roledescription='bar']").count() == 0
        assert hedges.get_by_text("There is none in the republication that is shown.").is_visible()
        page.locator("input[value='c']").check()
        hedges.locator("svg.marks path[aria-roledescription='bar']").wait_for()
        assert not hedges.get_by_text("There is none").is_visible()
        page.locator("input[value='d']").check()
        assert page.get_by_text("Neither the wire nor Outlet d has a quotation.").is_visible()
        assert page.problems == []


@pytest.mark.browser
def test_twelve_versions_with_odd_names_stay_readable(tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    text = "Norway may close its ports, the minister said. “We are ready,” Kari Holm said on Monday."
    names = ["The " + "very " * 30 + "long Gazette", "X" * 150, "صحيفة النهار", "👩‍👩‍👧 News", *["Twin"] * 8]
    wire = made_stories.article(text, "a", "wire")
    versions = [
        replace(made_stories.article(text.replace("Monday", f"{k} May"), f"r{k:02}"), outlet=name) for k, name in enumerate(names)
    ]
    path = analysis.render_report(Story("odd", "Odd", wire, tuple(versions)), tmp_path)
    for width in (1400, 390):
        with opened(path.as_uri(), width=width, offline=True) as page:
            _ready(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator(".wc-card:visible").count() == 12
            assert page.locator(".wc-card-more:visible").count() == (1 if width == 1400 else 0)  # a phone has lines
            page.locator("select[data-choose]").select_option("r07")
            assert page.locator(".wc-switch select").input_value() == "r07"
            assert page.locator("input[name=wc-republication]:checked").get_attribute("value") == "r07"
            assert page.locator(".wc-panel:visible h3").last.inner_text().startswith("Twin")
            assert [v["id"] for v in Axe().run(page).response["violations"]] == []
            assert page.problems == []


@pytest.mark.browser
def test_a_packed_version_is_there_when_a_click_asks_for_its_words(tmp_path, story, monkeypatch):
    monkeypatch.setattr("analysis.presentation.page.reader._MOST_PLAIN", 0)
    script = f"{asset('reader.js')} window.reader = wirecopyReader(document.querySelector('.wc-reader'));"
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><meta charset=utf-8>{reader_html(story)}<script>{script}</script>", "utf8")
    with opened((tmp_path / "page.html").as_uri(), offline=True) as page:
        assert page.locator(".wc-panel .wc-s").count() == page.locator(".wc-panel:visible .wc-s").count() > 0
        found = page.evaluate("async () => { reader.show('03-newsgale'); return await reader.focus('hedge'); }")
        assert found == page.locator(".wc-panel:visible [data-w~='hedge']").count() > 5
        page.locator("[data-show='02-pennick-tribune']").click()
        page.locator(".wc-panel:visible h3", has_text="Pennick Tribune").wait_for()
        assert page.problems == []


@pytest.mark.browser
def test_hostile_text_does_nothing(tmp_path):
    def article(name, role, *texts):
        return Article(name, "hostile", f"Outlet {HOSTILE}", role, f"Head {HOSTILE}", tuple(Block("body", t) for t in texts))

    wire = article("wire", "wire", f"Japan may have accused China of theft on Monday. “It may be {HOSTILE},” Mr Lee said.", HOSTILE)
    story = Story(
        "hostile", f"Title {HOSTILE}", wire, (article("b", "republication", f"Japan accused China. “It was {HOSTILE},” Lee said."),)
    )
    path = analysis.render_report(story, tmp_path)
    with opened(path.as_uri(), offline=True) as page:
        _ready(page)
        assert page.evaluate("window.hacked") is None
        assert page.locator("img").count() == 0
        assert page.problems == []
        assert HOSTILE in page.locator("h1").inner_text()


def test_one_file_under_the_limit_with_a_strict_policy(built):
    text = (built / "cod-collision.html").read_text(encoding="utf8")
    assert len(text.encode()) <= 1.5e6
    policy = next(tag for tag in re.findall(r"<meta[^>]*>", text) if "Content-Security-Policy" in tag)
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "wc-error" not in re.sub(r"<style>.*?</style>", "", text, flags=re.S)


def test_no_path_of_this_machine_is_in_the_page(built, tmp_path):
    text = (built / "cod-collision.html").read_text(encoding="utf8")
    assert "/tmp/" not in text
    assert sys.prefix not in text


def test_index_lists_the_reports_and_they_lead_back(built):
    text = (built / "index.html").read_text(encoding="utf8")
    assert '<a href="index.html">← All stories</a>' in (built / "cod-collision.html").read_text(encoding="utf8")
    assert 'href="cod-collision.html"' in text
    assert "<li>Pennick Tribune <b>54 %</b></li>" in text


def test_a_story_called_like_a_page_about_all_stories_keeps_its_own(tmp_path, story, monkeypatch):
    monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: nbformat.v4.new_notebook())
    monkeypatch.setattr(reports, "exported", lambda _, title, home: title)
    articles = [replace(a, story_id="index") for a in story.articles]
    reports.render_reports([Story("index", "A story", articles[0], tuple(articles[1:])), story], tmp_path)
    assert (tmp_path / "~index.html").read_text(encoding="utf8") == "A story"
    assert 'href="~index.html"' in (tmp_path / "index.html").read_text(encoding="utf8")


def test_a_folder_that_cannot_be_written_is_known_before_anything_is_built(tmp_path, capsys, monkeypatch):
    from conftest import ROOT

    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: pytest.fail("work was begun"))
    assert main(["report", str(ROOT / "corpus"), "--out", str(tmp_path / "file" / "reports")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "choose a folder that you may write to" in said[0]


def test_a_folder_made_for_nothing_goes_again(tmp_path, story, monkeypatch):
    def broken(*_, **__):
        raise AnalysisError("the notebook stopped")

    monkeypatch.setattr(reports, "run_notebook", broken)
    assert list(reports.render_reports([story], tmp_path / "a" / "b")) == [story.story_id]
    assert not (tmp_path / "a").exists()


def test_the_command_prints_every_page_and_tells_how_far_it_is(tmp_path, capsys, monkeypatch, stories):
    from conftest import ROOT

    def run(name, _, __, *, step, **parameters):
        step(1, 2)
        if parameters.get("story_id") == stories[1].story_id:
            raise AnalysisError(f"Story {stories[1].story_id!r}: the notebook stopped: no ink")
        return nbformat.v4.new_notebook()

    monkeypatch.setattr(reports, "run_notebook", run)
    monkeypatch.setattr(reports, "exported", lambda _, title, home: title)
    monkeypatch.setattr("analysis.cli._SILENCE", -1)
    assert main(["report", str(ROOT / "corpus"), "--out", str(tmp_path)]) == 1
    printed, said = capsys.readouterr()
    built = [s for s in stories if s is not stories[1]]
    assert printed.split() == [
        *(str(tmp_path / f"{s.story_id}.html") for s in built),
        str(tmp_path / "outlets.html"),
        str(tmp_path / "index.html"),
    ]
    assert f"6 of {len(stories)}: " in said
    assert "outlets.html: 1 of 2 parts" in said
    assert said.splitlines()[-1].endswith("the notebook stopped: no ink")


@pytest.mark.browser
def test_the_page_of_the_outlets_is_drawn_and_says_n(stories, tmp_path, built):
    from axe_playwright_python.sync_playwright import Axe

    (tmp_path / "cod-collision.html").write_bytes((built / "cod-collision.html").read_bytes())
    path = analysis.render_outlets(stories, tmp_path)
    assert path.stat().st_size < 1.5e6
    with opened(path.as_uri(), offline=True) as page:
        _ready(page)
        assert page.locator(".wc-chart svg.marks").count() == 1
        assert page.problems == []
        assert [v["id"] for v in Axe().run(page).response["violations"]] == []
        assert "fewer than three stories" in page.locator("main").inner_text()
        n = sum("Newsgale" in {r.outlet for r in s.republications} for s in stories)
        assert f"n = {n}" in page.locator("th:has-text('Newsgale')").first.inner_text()
        # A mark leads to its row, by a click and by a key; the row to the stories; and a value to its words.
        page.locator("svg.marks path[role=button][aria-label*='Newsgale'][aria-label*='Hedges per 1,000 words']").click()
        row = page.locator("tr:focus")
        assert row.locator("th").inner_text().startswith("Hedges per 1,000 words")
        assert page.locator("details.wc-habits[open] summary").inner_text().startswith("Newsgale")
        mark = page.locator("svg.marks path[role=button][aria-label*='The Anvil'][aria-label*='Sentences']").first
        mark.focus()
        page.keyboard.press("Enter")
        assert page.locator("tr:focus th").inner_text().startswith("Sentences")
        # Pages that are not there get no link.
        assert {a.get_attribute("href").partition("#")[0] for a in page.locator("main table a[href]").all()} == {
            "cod-collision.html"
        }
        page.locator("details.wc-habits[open]", has_text="Newsgale:").locator("tr", has_text="Hedges per 1,000 words").locator(
            "a[href]"
        ).click()
        _ready(page)
        page.locator(".wc-panel:visible .wc-hit").first.wait_for()
        assert page.locator("input[name=wc-republication]:checked").get_attribute("value") == "03-newsgale"
        assert page.locator(".wc-hit:not([data-w~=hedge])").count() == 0
        assert page.problems == []


def test_a_failing_story_is_named_and_the_others_are_built(tmp_path, story, monkeypatch):
    broken = Story("broken", "Broken", story.wire, ())
    one = reports._render_story

    def render(given, out, **how):
        return one(given, out, **how) if given is broken else (tmp_path / "fine.html")

    monkeypatch.setattr(reports, "_render_story", render)
    done = reports.render_reports([broken, story], tmp_path)
    assert isinstance(done["broken"], AnalysisError)
    assert "broken" in str(done["broken"])
    assert done["cod-collision"] == tmp_path / "fine.html"
    assert not (tmp_path / "broken.html").exists()


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path, story, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: None)
    monkeypatch.setattr(reports, "exported", lambda *_: "page")
    with pytest.raises(AnalysisError, match="choose a folder that you may write to"):
        reports.render_report(story, tmp_path / "file")


def test_a_report_can_be_built_from_a_notebook(tmp_path, story):
    """There, an event loop runs already."""
    import asyncio

    async def cell():
        return analysis.render_report(Story(story.story_id, "Short", story.wire, story.republications[:1]), tmp_path)

    assert asyncio.run(cell()) == tmp_path / "cod-collision.html"
    assert (tmp_path / "cod-collision.html").stat().st_size > 500_000
    assert "All stories" not in (tmp_path / "cod-collision.html").read_text(encoding="utf8")  # there is no index


def test_plain_nbconvert_makes_the_same_kind_of_page(tmp_path):
    """A researcher exports her own notebook with nothing but jupyter nbconvert."""
    from conftest import ROOT

    from analysis.presentation.rendering import TEMPLATES

    cells = [
        nbformat.v4.new_markdown_cell("## My section\n\nWords."),
        nbformat.v4.new_code_cell(
            f"import analysis\nfrom analysis import charts\nstory = analysis.load_story({str(ROOT / 'corpus')!r})\n"
            "charts.metric_differences(analysis.compare(story))"
        ),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "own.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--template", "wirecopy", "--execute", "own.ipynb"]
    command += [f"--TemplateExporter.extra_template_basedirs={TEMPLATES}"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    text = (tmp_path / "own.html").read_text(encoding="utf8")
    assert '<h2 id="my-section">My section</h2>' in text
    assert "wc-chart" in text
    assert not re.search(r'(?:src|href)="https?:', text)


@pytest.mark.browser
def test_a_click_shows_its_layer_and_puts_away_that_of_the_click_before(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("input[value='02-pennick-tribune']").check()

        def on():
            return {e.get_attribute("data-layer") for e in page.locator("input[data-layer]:checked").all()}

        def press(name):
            mark = (
                figure(page, "What changed in the numbers")
                .locator(f"svg.marks path[role=button][aria-label*='Metric: {name};']")
                .first
            )
            mark.focus()
            page.keyboard.press("Enter")

        assert on() == {"edits", "quotes"}
        press("Hedges per 1,000 words")
        assert on() == {"edits", "quotes", "hedges"}
        press("Reporting verbs per 1,000 words")
        assert on() == {"edits", "quotes", "reporting"}
        page.wait_for_timeout(900)  # the page scrolls there smoothly
        page.locator("input[data-layer=countries]").check(force=True)  # by the person
        press("Flesch reading ease")
        assert on() == {"edits", "quotes", "countries", "hard"}
        assert page.locator(".wc-counted").inner_text().startswith("This metric counts the syllables of all words")
        assert "Dale" not in page.locator(".wc-found").inner_text()
        press("Dale–Chall")
        assert "not on Dale and Chall’s list" in page.locator(".wc-counted").inner_text()
        assert page.locator(".wc-hit:not([data-w~='hard:difficult'])").count() == 0
        page.locator("[data-clear]").click()
        assert on() == {"edits", "quotes", "countries"}
        assert not page.locator(".wc-counted").is_visible()


@pytest.mark.browser
def test_a_sentence_without_a_hedge_says_why_it_counts(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("input[value='03-newsgale']").check()
        bar = figure(page, "Why did").locator("path[role=button][aria-label*='Metric: Hedges per'][aria-label*='Step: new']")
        bar.focus()
        page.keyboard.press("Enter")
        assert page.locator(".wc-panel:visible .wc-s.wc-hit").count() == 3
        assert page.locator(".wc-counted").inner_text().endswith("it makes the text longer, and the rate falls.")
        page.locator("button[data-step='-1']").click()  # to the last of them
        page.wait_for_timeout(900)  # the page scrolls there smoothly
        assert page.locator(".wc-counted").evaluate("e => e.getBoundingClientRect().top") >= 0
        assert page.locator("input[data-layer=hedges]").is_checked()


@pytest.mark.browser
def test_no_reason_covers_the_words_that_a_click_has_led_to(url):
    with opened(url, offline=True) as page:
        _ready(page)
        page.locator("input[value='02-pennick-tribune']").check()
        page.evaluate("addEventListener('pointermove', event => { window.spot = [event.screenX, event.screenY]; })")
        button = page.locator("button.wc-fate-kept:visible").first
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        page.mouse.move(box["x"] + 9, box["y"] + 9)
        button.click(position={"x": 9, "y": 9})
        page.wait_for_timeout(900)  # the page scrolls there smoothly
        # The page has brought the words under a pointer that rests, of which the browser tells them; then the pointer moves.
        over = """(mark, by) => mark.dispatchEvent(new PointerEvent('pointerover',
            { bubbles: true, screenX: window.spot[0] + by, screenY: window.spot[1] }))"""
        hit = page.locator(".wc-panel:visible .wc-hit").first
        hit.evaluate(over, 0)
        assert not page.locator(".wc-why").is_visible()
        hit.evaluate(over, 5)
        assert page.locator(".wc-why").is_visible()


def test_a_page_says_nothing_of_what_only_jupyterlab_has(built):
    text = (built / "cod-collision.html").read_text(encoding="utf8")
    main = text[text.index("<main") : text.index("</main>")]
    assert "JupyterLab" not in re.sub(r"<script.*?</script>", "", main, flags=re.S)


BOXES = """(figure, marks, texts) => {
    const boxes = selector => [...figure.querySelectorAll(selector)].map(e => e.getBoundingClientRect());
    const common = (a, b, low, high) => Math.min(a[high], b[high]) - Math.max(a[low], b[low]);
    const bars = boxes(marks).filter(b => b.width > 1);
    const touch = (a, b) => common(a, b, "left", "right") > 1 && common(a, b, "top", "bottom") > 1;
    return boxes(texts).flatMap(a => bars.filter(b => touch(a, b))).length;
}"""


@pytest.mark.browser
def test_on_a_phone_names_have_their_own_room_and_both_ends_of_an_axis_stand_side_by_side(url):
    with opened(url, width=390, offline=True) as page:
        _ready(page)
        page.locator("input[value='03-newsgale']").check()
        for question in ("Why did", "How does each version", "Which hedges"):
            drawn = figure(page, question)
            cover = f"f => ({BOXES})(f, 'path[aria-roledescription=bar]', '.role-axis-label text')"
            names = drawn.locator(".role-axis-label text").count()
            assert names > 4
            assert drawn.evaluate(cover) == 0, question
            titles = drawn.locator(".role-axis-title text").all_text_contents()
            assert sum("←" in title and "→" in title for title in titles) == 1, titles


@pytest.mark.browser
def test_a_tick_is_named_at_its_line(url):
    with opened(url, offline=True) as page:
        _ready(page)
        middle = "e => { const box = e.getBoundingClientRect(); return (box.left + box.right) / 2; }"
        drawn = figure(page, "Why did")
        lines = [line.evaluate(middle) for line in drawn.locator(".role-axis-grid line").all()]
        for end in ("−100", "+100"):
            label = drawn.locator(".role-axis-label text", has_text=end).evaluate(middle)
            assert min(abs(label - line) for line in lines) < 3


@pytest.mark.browser
def test_the_page_of_the_outlets_can_be_read_on_a_phone(stories, tmp_path):
    path = analysis.render_outlets(stories, tmp_path)
    with opened(path.as_uri(), width=390, offline=True) as page:
        _ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        drawn = page.locator(".wc-chart svg.marks")
        assert drawn.evaluate("e => e.getBoundingClientRect().width / e.width.baseVal.value") > 0.93  # not shrunk
        ticks = page.locator(".wc-chart svg.marks .role-axis-label")
        touching = """groups => groups.flatMap(group => {
            const shown = [...group.querySelectorAll('text')].filter(e => e.getAttribute('opacity') !== '0');
            const boxes = shown.map(e => e.getBoundingClientRect()), level = (a, b) => Math.abs(a.top - b.top) < 2;
            return boxes.flatMap((a, k) => boxes.slice(k + 1).filter(b =>
                level(a, b) && a.left < b.right + 2 && b.left < a.right + 2));
        }).length"""
        assert ticks.evaluate_all(touching) == 0
        assert page.problems == []


@pytest.mark.browser
@pytest.mark.parametrize("n", [5, 6, 7])
def test_the_last_row_of_cards_leaves_no_hole(tmp_path, n):
    from analysis.presentation.page import page as parts

    text = "Norway closed its ports on Monday."
    html = parts.cards(made_stories.story(text, *[text] * n))
    (tmp_path / "cards.html").write_text(f"<!DOCTYPE html><meta charset=utf-8><style>{asset('report.css')}</style>{html}", "utf8")
    with opened((tmp_path / "cards.html").as_uri(), width=1000) as page:
        rights = page.locator(".wc-card").evaluate_all(
            "cards => { const rows = {}; cards.forEach(e => { const box = e.getBoundingClientRect();"
            " rows[Math.round(box.top)] = Math.max(rows[Math.round(box.top)] || 0, box.right); }); return Object.values(rows); }"
        )
        assert len(rights) == 2
        assert max(rights) - min(rights) < 1


def test_stories_called_like_pages_and_like_each_other_have_a_page_each(story):
    names = ("index", "outlets", "index-story", "outlets-story", "INDEX", "a#b", "50%25")
    pages = [reports._file_name(replace(story, story_id=name)) for name in names]
    assert len({page.casefold() for page in pages[:4]}) == 4
    assert not {"index.html", "outlets.html"} & {page.casefold() for page in pages}


def test_links_of_the_index_are_quoted(tmp_path, story):
    odd = replace(story, story_id="a#b%25")
    (tmp_path / "a#b%25.html").touch()
    assert 'href="a%23b%2525.html"' in reports._linked(tables.story_list([odd]), [odd], tmp_path)


def test_a_damaged_bundle_of_vega_is_made_anew_and_leftovers_go(tmp_path, monkeypatch):
    from analysis.presentation.charts import figure

    made = iter(["whole", "whole again"])
    monkeypatch.setattr(figure.platformdirs, "user_cache_dir", lambda _: str(tmp_path))
    monkeypatch.setattr(figure.vl_convert, "javascript_bundle", lambda: next(made))
    bundle = figure.vega_bundle.__wrapped__
    (tmp_path / "vega-0.js").touch()
    (tmp_path / ".vega-0.js.123.part").write_text("half")
    assert bundle() == bundle() == "whole"
    (kept,) = tmp_path.iterdir()
    kept.write_text("", encoding="utf8")
    assert bundle() == "whole again"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_report_leaves_no_file_behind_while_it_is_made(tmp_path, story, monkeypatch):
    """Articles in a temporary folder would stay there if the command were killed."""
    import tempfile

    monkeypatch.setattr(tempfile, "mkdtemp", lambda *_, **__: pytest.fail("a folder was made"))
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *_, **__: pytest.fail("a file was made"))
    analysis.render_report(Story(story.story_id, "Short", story.wire, story.republications[:1]), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"{story.story_id}.html"]


def test_ctrl_c_leaves_whole_pages(tmp_path, stories, monkeypatch):
    one = reports._render_story

    def render(story, out, **how):
        if story is stories[1]:
            raise KeyboardInterrupt
        return one(Story(story.story_id, "Short", story.wire, story.republications[:1]), out, **how)

    monkeypatch.setattr(reports, "_render_story", render)
    with pytest.raises(KeyboardInterrupt):
        reports.render_reports(stories, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"{stories[0].story_id}.html"]


@pytest.mark.browser
def test_the_state_of_a_page_stands_in_its_address_and_comes_back(url):
    with opened(url, offline=True) as page:
        _ready(page)
        assert "#" not in page.url  # nothing was chosen yet
        page.locator("input[value='02-pennick-tribune']").check()
        page.locator("input[data-layer=hedges]").check(force=True)
        page.locator("input[data-layer=quotes]").uncheck(force=True)
        page.locator("button.wc-count:visible", has_text="edited").first.click()
        address = page.url
        marked = page.locator(".wc-panel:visible .wc-hit").all_inner_texts()
        assert len(marked) == 2  # as many as the card counts
    with opened(address, offline=True) as page:
        _ready(page)
        page.locator(".wc-panel:visible .wc-hit").first.wait_for()
        assert page.locator("input[name=wc-republication]:checked").get_attribute("value") == "02-pennick-tribune"
        assert page.locator(".wc-panel:visible .wc-hit").all_inner_texts() == marked
        assert {e.get_attribute("data-layer") for e in page.locator("input[data-layer]:checked").all()} == {"edits", "hedges"}


@pytest.mark.browser
def test_every_count_of_a_card_leads_to_as_many_words(url):
    with opened(url, offline=True) as page:
        _ready(page)
        counts = page.locator("button.wc-count")
        assert counts.count() > 20
        for button in counts.all():
            n = int(button.locator("b").inner_text())
            button.click()
            page.wait_for_function("document.querySelector('.wc-found').textContent.startsWith('1 of ')")
            assert page.locator(".wc-found").inner_text().split(" · ")[0] == f"1 of {n}", button.inner_text()
            page.locator("[data-clear]").click()


@pytest.mark.browser
def test_evidence_comes_before_statistics_and_the_first_finding_at_once(url):
    top = "e => e.getBoundingClientRect().top"
    with opened(url, offline=True) as page:
        _ready(page)
        assert page.locator(".wc-reader").evaluate("e => e.getBoundingClientRect().bottom") < 7_000
        assert page.locator(".wc-reader").evaluate(top) < page.locator(".wc-chart").first.evaluate(top)
        assert "invented story" in page.locator(".wc-masthead").inner_text()
        assert page.locator("time").first.get_attribute("datetime") == "2026-03-10"
    with opened(url, width=390, offline=True) as page:
        _ready(page)
        assert page.locator(".wc-findings:visible li").first.evaluate("e => e.getBoundingClientRect().bottom") < 844


@pytest.mark.browser
def test_findings_lead_to_as_many_words_as_they_count(url, story):
    shares = analysis.overview(story).set_index("article_id")
    fates = analysis.quote_fates(story)
    with opened(url, offline=True) as page:
        _ready(page)
        for key, row in shares.iterrows():
            carried = sum(row[f"{relation}_sentences"] for relation in ("verbatim", "house_style", "edited", "rewritten"))
            n_quotes = int((fates[fates.article_id == key].fate != "new").sum())
            counts = {"carried": carried, "dropped": row.dropped_sentences, "quotations": n_quotes, "new": row.new_sentences}
            page.locator(f"input[name=wc-republication][value='{key}']").check()
            for topic, n in counts.items():
                for button in page.locator(f".wc-findings:visible .wc-topic-{topic} button").all():
                    button.click()
                    assert page.locator(".wc-found").inner_text().split(" · ")[0] == f"1 of {n}", (key, topic)
            rest = analysis.findings(story).query("article_id == @key and topic not in @counts and topic != 'headline'")
            assert set(rest.topic) > {"hedges", "sources"} or key == "01-calder-herald"
            for said in rest.itertuples():
                n = sum(len({span for span in spans if span[0] < span[1]}) for spans in (said.wire_spans, said.spans))
                page.locator(".wc-findings:visible").get_by_role("button", name=said.text, exact=True).click()
                assert page.locator(".wc-found").inner_text().split(" · ")[0] == f"1 of {n}", said.text
            for button in page.locator(".wc-card .wc-topic-headline:visible, .wc-findings:visible .wc-topic-headline button").all():
                button.click()
                assert page.locator(".wc-found").inner_text().split(" · ")[0] == "1 of 2"


@pytest.mark.browser
def test_the_table_behind_a_chart_can_be_saved(url, story, tmp_path):
    import pandas as pd

    with opened(url, offline=True) as page:
        _ready(page)
        drawn = figure(page, "What became of each sentence")
        drawn.locator("summary").click()
        with page.expect_download() as download:
            drawn.get_by_role("link", name="CSV").press("Enter")
        assert download.value.suggested_filename == "what-became-of-each-sentence.csv"
        download.value.save_as(tmp_path / "table.csv")
        assert page.problems == []
    table, frame = pd.read_csv(tmp_path / "table.csv"), analysis.survival(story)
    assert table.Version.tolist() == frame.outlet.tolist()
    assert (table.Sentence - 1).tolist() == frame.sentence.tolist()
    assert table.Became.tolist() == frame.relation.map(RELATION_LABEL).tolist()
