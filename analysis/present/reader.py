"""The reader: wire and republications side by side, sentence by sentence, with every layer marked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

import pandas as pd

from analysis.annotate.annotation import Annotation
from analysis.annotate.countries import country_name
from analysis.annotate.readability import word_counts
from analysis.articles.model import Article, Story
from analysis.compare.edits import edits
from analysis.compare.fates import quote_fates
from analysis.compare.pairs import Pair, pair
from analysis.compare.sentences import sentence_table
from analysis.present.chart_parts import signed
from analysis.present.theme import RELATION_LABEL

TEMPLATES = Path(__file__).parent / "templates"
LAYERS = {
    "edits": "Edits",
    "house": "House style",
    "quotes": "Quotations",
    "hedges": "Hedges",
    "reporting": "Reporting verbs",
    "countries": "Countries",
    "hard": "Long words",
}
_ON = ("edits", "quotes")
_STEP = {"dropped": "step:cut", "new": "step:new"}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span to mark: its layer, the addresses that lead to it, and what a pointer shows."""

    start: int
    end: int
    layer: str
    address: str
    why: str = ""


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
    buttons = "".join(
        f'<label class="wc-layer wc-layer-{name}"><input type="checkbox" data-layer="{name}"{" checked" if name in _ON else ""}>'
        f"<span>{label}</span></label>"
        for name, label in LAYERS.items()
    )
    tabs = "".join(
        f'<button type="button" role="tab" data-show="{escape(r.article_id)}" aria-selected="{"true" if k == 0 else "false"}">'
        f"{escape(r.outlet)}</button>"
        for k, r in enumerate(story.republications)
    )
    panels = "".join(
        _panel(story.wire, r, table, typed[typed.article_id == r.article_id], fates[fates.article_id == r.article_id], hidden=k > 0)
        for k, r in enumerate(story.republications)
    )
    on = " ".join(f"wc-on-{name}" for name in _ON)
    return (
        f'<div class="wc-reader {on}">'
        f'<div class="wc-tools"><div class="wc-tabs" role="tablist" aria-label="Republication">{tabs}</div>'
        f'<div class="wc-layers" role="group" aria-label="Layers to mark">{buttons}</div>'
        '<div class="wc-steps"><button type="button" data-step="-1" aria-label="Previous change">↑</button>'
        '<button type="button" data-step="1" aria-label="Next change">↓ next change</button>'
        '<span class="wc-found" role="status"></span></div></div>'
        f"{panels}</div>"
    )


def _panel(
    wire: Article, republication: Article, table: pd.DataFrame, typed: pd.DataFrame, fates: pd.DataFrame, *, hidden: bool
) -> str:
    both = pair(wire, republication)
    left_rows = table[(table.role == "wire") & (table.compared_with == republication.article_id)].to_dict("records")
    right_rows = table[table.article_id == republication.article_id].to_dict("records")
    quotes_here = {int(f.start): f for f in fates.itertuples() if pd.notna(f.start)}
    quotes_wire = {int(f.wire_start): f for f in fates.itertuples() if pd.notna(f.wire_start)}
    left_marks = _marks(both.wire, wire, quotes_wire) + _edit_marks(typed, "wire_start", "wire_end", "del")
    right_marks = _marks(both.republication, republication, quotes_here) + _edit_marks(typed, "start", "end", "ins")
    left = [_sentence(both.wire.text, row, left_marks, "wire") for row in left_rows]
    right = [_sentence(both.republication.text, row, right_marks, "rep") for row in right_rows]
    rows = []
    for wire_side, own_side in _rows(both):
        cells = "".join(
            f'<div class="wc-cell">{"".join(texts[k] for k in side)}</div>'
            for texts, side in ((left, wire_side), (right, own_side))
        )
        rows.append(f'<div class="wc-row">{cells}</div>')
    heads = "".join(
        f"<h3>{escape(a.outlet)} <small>{a.role}</small><b>{escape(a.headline)}</b></h3>" for a in (wire, republication)
    )
    closed = " hidden" if hidden else ""
    return (
        f'<div class="wc-panel" role="tabpanel" data-republication="{escape(republication.article_id)}"{closed}>'
        f'<div class="wc-row wc-heads">{heads}</div>{"".join(rows)}</div>'
    )


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


def _sentence(text: str, row: dict, marks: list[_Mark], side: str) -> str:
    start, end, relation, k = row["start"], row["end"], row["relation"], row["sentence"]
    addresses = (
        f"sentence {side}-{k} rel:{relation} {_STEP.get(relation, 'step:edited' if relation != 'verbatim' else 'step:kept')}"
    )
    label = RELATION_LABEL[relation] + (", moved" if row["moved"] else "")
    also = f' <span class="wc-also">also in {len(row["also_in"])} other version(s)</span>' if row["also_in"] else ""
    inside = [m for m in marks if m.start < end and start < m.end]
    return (
        f'<p class="wc-s wc-{relation}" data-w="{addresses}" tabindex="-1"><span class="wc-tag">{k + 1} · {label}</span>{also}'
        f"{_marked(text, start, end, inside)}</p>"
    )


def _marked(text: str, start: int, end: int, marks: list[_Mark]) -> str:
    """Escaped text in which overlapping marks are cut into flat runs."""
    borders = sorted({start, end, *(min(max(b, start), end) for m in marks for b in (m.start, m.end))})
    out = []
    for a, b in pairwise(borders):
        here = [m for m in marks if m.start <= a and b <= m.end]
        if not here:
            out.append(escape(text[a:b]))
            continue
        classes = " ".join(dict.fromkeys(f"wc-m-{m.layer}" for m in here))
        addresses = " ".join(dict.fromkeys(m.address for m in here))
        why = " · ".join(dict.fromkeys(m.why for m in here if m.why))
        shown = f' data-why="{escape(why)}"' if why else ""
        out.append(f'<span class="{classes}" data-w="{escape(addresses)}"{shown}>{escape(text[a:b])}</span>')
    return "".join(out)


def _marks(found: Annotation, article: Article, fates: dict) -> list[_Mark]:
    marks = []
    for q in found.quotes:
        at = f"at:{article.article_id}:{q.start}"
        fate = fates.get(q.start)
        if not q.direct:
            marks.append(_Mark(q.start, q.end, "scare", f"scare {at}", "in marks, but no quotation"))
            continue
        own = f"quote-{int(fate.wire_start)}" if fate is not None and pd.notna(fate.wire_start) else "quote:new"
        said = f"{q.speaker or 'no speaker named'}" + (f": {fate.fate}" if fate is not None else "")
        marks.append(_Mark(q.start, q.end, f"quote wc-fate-{fate.fate if fate is not None else 'kept'}", f"quote {own} {at}", said))
    for h in found.hedges:
        kind = h.kind.replace("_", " or ")
        marks.append(_Mark(h.start, h.end, "hedge", f"hedge hedge:{h.kind} at:{article.article_id}:{h.start}", f"hedge, {kind}"))
    for r in found.reporting:
        marks.append(_Mark(r.start, r.end, f"reporting wc-{r.kind}", f"reporting reporting:{r.kind}", f"reporting verb, {r.kind}"))
    for m in found.mentions:
        tone = {1: "favourable", 0: "neutral", -1: "unfavourable"}[m.label]
        why = f"{country_name(m.country)} {signed(m.score, 2)} {tone}" + "".join(f" · {reason}" for reason in m.reasons)
        marks.append(_Mark(m.start, m.end, f"country wc-tone-{tone}", f"country country:{m.country}", why))
    for word, start, end in zip(found.tokens.words, found.tokens.start, found.tokens.end, strict=True):
        if _is_long(word):
            marks.append(_Mark(start, end, "hard", "hard", ""))
    return marks


@cache
def _long_column() -> int:
    from analysis.annotate.readability import WORD_COUNTS

    return WORD_COUNTS.index("polysyllables")


def _is_long(word: str) -> bool:
    return word_counts(word)[_long_column()] > 0


def _edit_marks(typed: pd.DataFrame, start: str, end: str, side: str) -> list[_Mark]:
    marks = []
    for row in typed.to_dict("records"):
        if pd.isna(row[start]) or row[start] == row[end]:
            continue
        layer = "house" if row["type"] == "house_style" else "edit"
        why = f"{row['type'].replace('_', ' ')}: {row['before'] or '—'} → {row['after'] or '—'}"
        marks.append(_Mark(int(row[start]), int(row[end]), f"{layer} wc-{side}", f"edit edit:{row['type']}", why))
    return marks
