"""The tables of method.ipynb: every span with its reason, and the figures of docs/validity.md."""

from __future__ import annotations

import re

import made_stories
from conftest import ROOT
from markupsafe import escape

import analysis
from analysis.presentation.page import tables


def test_spans_are_listed_with_their_reasons_and_escaped():
    hostile = "<b>Norway</b> may accuse Iceland of theft, Kari Holm said. “It is <i>ours</i>,” she said."
    html = tables.spans(made_stories.article(hostile))
    assert "<i>ours" not in html
    assert html.count("<tr><td>") == len(analysis.evidence([made_stories.article(hostile)]))
    for said in ("Iceland", "criticism aimed at Iceland", "modal", "Kari Holm"):
        assert said in html, said


def test_accuracy_is_what_the_page_on_validity_says():
    text, html = (ROOT / "docs" / "validity.md").read_text("utf8"), tables.accuracy()
    rows = [
        line for line in text.split("<!-- figures -->")[1].split("<!-- end of figures -->")[0].splitlines() if line.count("|") > 4
    ][2:]
    shown = [row for row in rows if not re.match(r"(precision|recall|accuracy)", row.split("|")[2].strip())]
    assert html.count('<tr><th scope="row"') == len(shown) > 8
    for row in shown:
        _, name, figure, value, interval, *_ = (cell.strip() for cell in row.split("|"))
        assert re.search(
            rf">{re.escape(str(escape(name)))}</td><td[^>]*>{re.escape(figure)}</td><td[^>]*>{value}</td><td[^>]*>{interval}</td>",
            html,
        ), row
