"""The reader: wire and republications side by side, sentence by sentence, with every layer marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd

from analysis.annotation.annotation import Annotation
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.pairs import Pair, pair
from analysis.comparison.changes.edits import edits
from analysis.comparison.changes.fates import quote_fates
from analysis.comparison.changes.sentences import sentence_table
from analysis.presentation.charts.names import version_names
from analysis.presentation.charts.packing import PLAIN, packed
from analysis.presentation.charts.theme import RELATION_LABEL
from analysis.presentation.page.marks import Mark, by_sentence, edit_marks, layer_marks, marked

TEMPLATES = Path(__file__).parents[1] / "templates"
LAYERS = {
    "edits": "Edits",
    "house": "House style",
    "quotes": "Quotations",
    "hedges": "Hedges",
    "reporting": "Reporting verbs",
    "countries": "Countries",
    "hard": "Long words",
}
# What each layer's marks look like: examples of them, and their meaning.
_KEY = {
    "edits": '<span class="wc-m-edit wc-del">struck out</span> not in the republication, '
    '<span class="wc-m-edit wc-ins">underlined</span> not in the wire',
    "house": '<span class="wc-m-house">dotted</span> the same in another style',
    "quotes": '<span class="wc-m-quote">quoted</span>, <span class="wc-m-quote wc-fate-truncated">truncated</span>, '
    '<span class="wc-m-quote wc-fate-altered">altered</span>, <span class="wc-m-quote wc-fate-dropped">dropped</span>, <span class="wc-m-quote wc-elsewhere">given to another speaker</span>; '
    '<span class="wc-m-scare">a title, or words held at a distance</span>',
    "hedges": '<span class="wc-m-hedge">hedge</span>',
    "reporting": '<span class="wc-m-reporting">reporting verb</span>, <span class="wc-m-reporting wc-loaded">loaded</span>',
    "countries": 'country, <span class="wc-m-country wc-tone-favourable">favourable</span>, '
    '<span class="wc-m-country wc-tone-unfavourable">unfavourable</span>, <span class="wc-m-country">neither</span>',
    "hard": '<span class="wc-m-hard">three syllables or more</span>',
}
_ON = ("edits", "quotes")
# Republications beyond which a menu takes the place of tabs.
MOST_TABS = 9
_MOST_PLAIN = 10  # times `PLAIN`: a story of seven versions or so
_STEP = {"dropped": "step:cut", "new": "step:new"}


@cache
def asset(name: str) -> str:
    """Text of a style sheet or script of the kit."""
    return (TEMPLATES / name).read_text(encoding="utf8")


def reader_html(story: Story) -> str:
    """
    The side-by-side reader of a story.

    Parameters
    ----------
    story : Story

    Returns
    -------
    str
        HTML without style and script (``asset("reader.css")``, ``asset("reader.js")``); every text is
        escaped. One panel for each republication; every sentence and mark lists in ``data-w`` the
        addresses that charts lead to.
    """
    table, typed, fates = sentence_table(story), edits(story), quote_fates(story)
    contents = {
        r.article_id: _panel(story.wire, r, table, typed[typed.article_id == r.article_id], fates[fates.article_id == r.article_id])
        for r in story.republications
    }
    # The first stands there as it is; the others are unpacked when they are shown, where all together would be a burden.
    pack = sum(map(len, contents.values())) > _MOST_PLAIN * PLAIN
    panels = "".join(
        f'<div class="wc-panel" role="tabpanel" data-republication="{escape(key)}"'
        + (" hidden" if k else "")
        + (f' data-packed="{packed(content)}"></div>' if k and pack else f">{content}</div>")
        for k, (key, content) in enumerate(contents.items())
    )
    on = " ".join(f"wc-on-{name}" for name in _ON)
    return (
        f'<div class="wc-reader {on}">'
        f'<div class="wc-tools">{_switch(version_names(story))}'
        f'<div class="wc-layers" role="group" aria-label="Layers to mark">{layer_switches(LAYERS, _ON)}</div>'
        '<div class="wc-steps"><button type="button" data-step="-1" aria-label="Previous change">↑</button>'
        '<button type="button" data-step="1" aria-label="Next change">↓ next change</button>'
        '<span class="wc-found" role="status"></span><button type="button" data-clear hidden>unmark</button></div></div>'
        f"{layer_key(LAYERS)}{panels}</div>"
    )


def _switch(names: Mapping[str, str]) -> str:
    """Tabs, or a menu where they would fill the screen."""
    if len(names) > MOST_TABS:
        options = "".join(f'<option value="{escape(key)}">{escape(name)}</option>' for key, name in names.items())
        return f'<label class="wc-tabs">Republication <select data-choose>{options}</select></label>'
    tabs = "".join(
        f'<button type="button" role="tab" data-show="{escape(key)}" aria-selected="{"false" if k else "true"}" tabindex="{-1 if k else 0}">'
        f"{escape(name)}</button>"
        for k, (key, name) in enumerate(names.items())
    )
    return f'<div class="wc-tabs" role="tablist" aria-label="Republication">{tabs}</div>'


def layer_key(layers: Iterable[str]) -> str:
    """Return what the marks of each layer look like, in words; the style sheet shows those of layers that are on."""
    said = "".join(f'<li class="wc-key-{name}">{_KEY[name]}</li>' for name in layers)
    return f'<ul class="wc-key" aria-label="What the marks mean">{said}</ul>'


def layer_switches(layers: Mapping[str, str], on: Collection[str]) -> str:
    """Return one labelled checkbox for each layer, of which those in ``on`` are ticked."""
    return "".join(
        f'<label class="wc-layer wc-layer-{name}"><input type="checkbox" data-layer="{name}"{" checked" if name in on else ""}>'
        f"<span>{escape(label)}</span></label>"
        for name, label in layers.items()
    )


def _panel(wire: Article, republication: Article, table: pd.DataFrame, typed: pd.DataFrame, fates: pd.DataFrame) -> str:
    both = pair(wire, republication)
    left_rows = table[(table.role == "wire") & (table.compared_with == republication.article_id)].to_dict("records")
    right_rows = table[table.article_id == republication.article_id].to_dict("records")
    quotes_here = {int(f.start): f for f in fates.itertuples() if pd.notna(f.start)}
    quotes_wire = {int(f.wire_start): f for f in fates.itertuples() if pd.notna(f.wire_start)}
    left_marks = layer_marks(both.wire, wire, quotes_wire) + edit_marks(typed, "wire_start", "wire_end", "del")
    right_marks = layer_marks(both.republication, republication, quotes_here) + edit_marks(typed, "start", "end", "ins")
    units = _rows(both)
    left = _sentences(both.wire, left_rows, left_marks, "wire", _joined(cells for cells, _ in units))
    right = _sentences(both.republication, right_rows, right_marks, "rep", _joined(cells for _, cells in units))
    rows = []
    for wire_side, own_side in units:
        cells = "".join(
            f'<div class="wc-cell">{"".join(texts[k] for k in side)}</div>'
            for texts, side in ((left, wire_side), (right, own_side))
        )
        rows.append(f'<div class="wc-row">{cells}</div>')
    heads = "".join(
        f"<h3>{escape(a.outlet)} <small>{a.role}</small><b>{escape(a.headline)}</b></h3>" for a in (wire, republication)
    )
    return f'<div class="wc-row wc-heads">{heads}</div>{"".join(rows)}'


def _rows(both: Pair) -> list[tuple[list[int], list[int]]]:
    """Alignment units in the wire's order; new sentences after the sentence that they follow."""
    wire_unit, unit, _ = both.units()
    sides: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, k in enumerate(wire_unit):
        sides[int(k)][0].append(i)
    for j, k in enumerate(unit):
        sides[int(k)][1].append(j)
    rows = sorted((side for side in sides.values() if side[0]), key=lambda side: side[0][0])
    for _, own in sorted((side for side in sides.values() if not side[0]), key=lambda side: side[1][0]):
        at = next((n for n, row in enumerate(rows) if own[0] - 1 in row[1]), -1)
        rows.insert(at + 1, ([], own))
    return rows


def _joined(cells: Iterable[list[int]]) -> dict[int, int]:
    """Sentences that stand below the first one of their cell, each with that first one: they answer to the same text."""
    return {k: cell[0] for cell in cells for k in cell[1:]}


def _sentences(found: Annotation, rows: list[dict], marks: list[Mark], side: str, joined: Mapping[int, int]) -> list[str]:
    inside = by_sentence(found, marks)
    return [_sentence(found.text, row, inside[row["sentence"]], side, joined.get(row["sentence"])) for row in rows]


def _sentence(text: str, row: dict, marks: list[Mark], side: str, first: int | None) -> str:
    start, end, relation, k = row["start"], row["end"], row["relation"], row["sentence"]
    addresses = (
        f"sentence {side}-{k} rel:{relation} {_STEP.get(relation, 'step:edited' if relation != 'verbatim' else 'step:kept')}"
    )
    label = (
        RELATION_LABEL[relation] + (", moved" if row["moved"] else "") + ("" if first is None else f" · with {first + 1}, above")
    )
    n = len(row["also_in"])
    also = f' <span class="wc-also">also in {"another version" if n == 1 else f"{n} other versions"}</span>' if n else ""
    return (
        f'<p class="wc-s wc-{relation}" data-w="{addresses}" tabindex="-1"><span class="wc-tag">{k + 1} · {label}</span>{also}'
        f"{marked(text, start, end, marks)}</p>"
    )
