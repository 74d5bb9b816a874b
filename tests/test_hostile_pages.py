"""Markup in every field is text on every page: opened in a real Chromium, where it would run."""

from __future__ import annotations

import csv
from html import escape

import pytest
from browser import launched, opened_in
from hostile_story import TEXT, hostile_story, markup

import analysis
from analysis import Article, Story
from analysis.cli import main
from analysis.errors import AnalysisError
from analysis.presentation.page.annotated import render_annotated
from analysis.presentation.report.report import render_reports

FIELDS = ("outlet", "headline", "byline", "published", "url", "licence")
BODY = TEXT.format(*map(markup, ("quotation", "speaker", "line")))


def _page(tmp_path) -> Article:
    """From a web page that says everything of itself."""
    said = {name: escape(markup(name)) for name in FIELDS}
    head = f"<title>{said['headline']}</title><meta property='og:site_name' content=\"{said['outlet']}\">"
    head += f'<meta name=author content="{said["byline"]}"><meta property=\'article:published_time\' content="{said["published"]}">'
    head += f'<link rel=canonical href="https://example.org/{said["url"]}">'
    body = "".join(f"<p>{escape(line)}</p>" for line in BODY.splitlines())
    file = tmp_path / "page.html"
    file.write_text(
        f"<html lang=en><head>{head}</head><body><article><h1>{said['headline']}</h1>{body}</article></body></html>", "utf8"
    )
    return analysis.import_article(file, story_id="s", outlet=None, role="wire", default_outlet="none")


def _table(tmp_path) -> Article:
    """From a row of a table, through the command and the corpus folder that it writes; what is refused is left out."""
    row = {"story_id": "s", "role": "wire", "text": BODY, **{name: markup(name) for name in FIELDS}}
    for cells in (row, {**row, "published": "2026-01-31"}):
        with (tmp_path / "table.csv").open("w", encoding="utf8", newline="") as handle:
            csv.writer(handle).writerows([cells.keys(), cells.values()])
        try:
            if main(["import", str(tmp_path / "table.csv"), "--corpus", str(tmp_path / "corpus"), "--overwrite"]) == 0:
                return analysis.load_corpus(tmp_path / "corpus")[0].wire
        except AnalysisError:
            continue
    raise AssertionError("neither row was imported")


def _text(tmp_path) -> Article:
    """From a pasted text, whose lines are whatever the rules take them for."""
    lines = "\n\n".join([*map(markup, FIELDS), *BODY.splitlines(), f"Image: {markup('caption')}"])
    return analysis.import_article(lines + "\n", story_id="s", outlet=markup("outlet"), role="wire")


def assert_nothing_ran(page, url):
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, [onerror]").count() == 0
    # Text that becomes a style would hide the rest of the page; these are the kit's own.
    assert (
        page.locator("style").evaluate_all("all => all.filter(e => !e.sheet.cssRules.length || /hacked/.test(e.textContent))") == []
    )
    assert [request for request in page.requests if request != url] == []
    assert page.problems == []


@pytest.mark.browser
def test_no_field_of_any_importer_runs_on_the_page_of_an_article(tmp_path):
    with launched() as browser:
        for read in (_page, _table, _text):
            article = read(tmp_path)
            url = render_annotated(article, tmp_path / f"{read.__name__}.html").as_uri()
            with opened_in(browser, url, offline=True) as page:
                assert "onerror" in page.locator("main").inner_text(), read.__name__
                assert_nothing_ran(page, url)
                for mark in page.locator("[data-why]").all()[:12]:
                    mark.hover()
                assert_nothing_ran(page, url)


@pytest.mark.browser
@pytest.mark.slow
def test_no_field_runs_on_the_pages_of_a_report(tmp_path):
    story = hostile_story()
    other = Story("index", story.title, story.wire, story.republications[:1])
    done = render_reports([story, other], tmp_path)
    assert [type(path).__name__ for path in done.values()] == ["PosixPath"] * 4
    with launched() as browser:
        for path in [done["hostile"], done["outlets.html"], done["index.html"]]:
            with opened_in(browser, path.as_uri(), offline=True) as page:
                if path.name != "index.html":
                    page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
                assert "onerror" in page.locator("main").inner_text(), path
                assert_nothing_ran(page, path.as_uri())
                for mark in [
                    *page.locator("svg.marks path[role=button]").all()[:8],
                    *page.locator(".wc-panel:visible [data-why]").all()[:8],
                ]:
                    mark.hover(force=True)
                assert_nothing_ran(page, path.as_uri())
