"""The reader: wire and republications side by side, sentence by sentence, with every layer marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from analysis.annotation.annotation import Annotation
from analysis.annotation.own_counts import own_counts
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.pairs import Pair, pair
from analysis.comparison.changes.edits import edits
from analysis.comparison.changes.fates import quote_fates
from analysis.comparison.changes.sentences import sentence_table
from analysis.comparison.changes.source_fates import source_fates
from analysis.comparison.claims.claim_changes import claims
from analysis.comparison.findings.findings import findings
from analysis.comparison.frames import rows_of
from analysis.presentation.charts.names import version_names
from analysis.presentation.charts.packing import PLAIN, packed
from analysis.presentation.charts.theme import RELATION_LABEL
from analysis.presentation.page.judged import LABELS, of_sentences, said_of_sentences
from analysis.presentation.page.marks import Mark, by_sentence, claim_marks, edit_marks, layer_marks, marked, told_marks
from analysis.presentation.rendering import Html, render

LAYERS = {
    "edits": "Edits",
    "house": "House style",
    "quotes": "Quotations",
    "hedges": "Hedges",
    "reporting": "Reporting verbs",
    "countries": "Countries",
    "hard": "Long words",
}
_OWN = {"own": "Own words"}
_ON = ("edits", "quotes")
# Republications beyond which a menu takes the place of tabs.
MOST_TABS = 9
_MOST_PLAIN = 10  # times `PLAIN`: a story of seven versions or so
_STEP = {"dropped": "step:cut", "new": "step:new"}


def layers() -> dict[str, str]:
    """The layers that can be switched on, by their name for people; with words of one's own if there are any."""
    return LAYERS | _OWN if own_counts() else LAYERS


def reader_html(story: Story) -> Html:
    """
    The side-by-side reader of a story.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
        Without style and script (``asset("reader.css")``, ``asset("reader.js")``). One panel for each republication; every
        sentence and mark lists in ``data-w`` the addresses that charts, cards and findings lead to.
    """
    table = sentence_table(story)
    frames = edits(story), quote_fates(story), claims(story), stated_findings(story), source_fates(story)
    contents = {
        r.article_id: _panel(story.wire, r, table, *(frame[frame.article_id == r.article_id] for frame in frames))
        for r in story.republications
    }
    # The first stands there as it is; the others are unpacked when they are shown, where all together would be a burden.
    pack = sum(map(len, contents.values())) > _MOST_PLAIN * PLAIN
    panels = [
        {"article_id": key, "packed": packed(content), "content": ""}
        if k and pack
        else {"article_id": key, "packed": "", "content": content}
        for k, (key, content) in enumerate(contents.items())
    ]
    names = version_names(story)
    return render(
        "reader",
        on=_ON,
        names=names,
        most_tabs=MOST_TABS,
        layers=layers(),
        panels=panels,
        wire=story.wire.article_id,
        story_id=story.story_id,
        labels=LABELS,
    )


@lru_cache(maxsize=4)
def stated_findings(story: Story) -> pd.DataFrame:
    """The findings, which the cards, their list and the reader all need and which take a third of a second; nobody changes them."""
    return findings(story)


def _panel(
    wire: Article,
    republication: Article,
    table: pd.DataFrame,
    typed: pd.DataFrame,
    fates: pd.DataFrame,
    changed: pd.DataFrame,
    stated: pd.DataFrame,
    sources: pd.DataFrame,
) -> Html:
    both = pair(wire, republication)
    left_rows = table[(table.role == "wire") & (table.compared_with == republication.article_id)].to_dict("records")
    right_rows = table[table.article_id == republication.article_id].to_dict("records")
    quotes_here = {int(f.start): f for f in rows_of(fates) if pd.notna(f.start)}
    quotes_wire = {int(f.wire_start): f for f in rows_of(fates) if pd.notna(f.wire_start)}
    left_marks = [
        *layer_marks(both.wire, wire, quotes_wire),
        *edit_marks(typed, "wire_start", "wire_end", "del"),
        *claim_marks(changed, "before"),
        *told_marks(stated.wire_spans),
        *told_marks(sources.wire_spans, "source"),
    ]
    right_marks = [
        *layer_marks(both.republication, republication, quotes_here),
        *edit_marks(typed, "start", "end", "ins"),
        *claim_marks(changed, "after"),
        *told_marks(stated.spans),
        *told_marks(sources.spans, "source"),
    ]
    for rows, judged, said in zip((left_rows, right_rows), of_sentences(both), said_of_sentences(both), strict=True):
        for row in rows:
            row |= {"judged": judged[row["sentence"]], "said": said.get(row["sentence"], "")}
    units = _rows(both)
    left = _sentences(both.wire, left_rows, left_marks, "wire", _joined(cells for cells, _ in units))
    right = _sentences(both.republication, right_rows, right_marks, "rep", _joined(cells for _, cells in units))
    rows = [([left[k] for k in wire_side], [right[k] for k in own_side]) for wire_side, own_side in units]
    return render("reader_panel", articles=(wire, republication), rows=rows)


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


def _sentences(found: Annotation, rows: list[dict], marks: list[Mark], side: str, joined: Mapping[int, int]) -> list[dict]:
    inside = by_sentence(found, marks)
    return [_sentence(found.text, row, inside[row["sentence"]], side, joined.get(row["sentence"])) for row in rows]


def _sentence(text: str, row: dict, marks: list[Mark], side: str, first: int | None) -> dict[str, Any]:
    relation, k, n_also = row["relation"], row["sentence"], len(row["also_in"])
    step = _STEP.get(relation, "step:edited" if relation != "verbatim" else "step:kept")
    return {
        "relation": relation,
        "addresses": f"sentence {side}-{k} rel:{relation} {side}:{relation} {step}"
        + ("" if relation in ("dropped", "new") else f" {side}:carried"),
        "label": RELATION_LABEL[relation]
        + (", moved" if row["moved"] else "")
        + ("" if first is None else f" · with {first + 1}, above")
        + (f" · {row['said']}" if row["said"] else ""),
        "judged": row["judged"],
        "n": k + 1,
        "also": {0: "", 1: "also in another version"}.get(n_also, f"also in {n_also} other versions"),
        "text": marked(text, row["start"], row["end"], marks),
    }
