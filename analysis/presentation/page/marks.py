"""Marks in a text: which words a layer counts, where a number's address leads, and why each mark is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pandas as pd
from markupsafe import escape

from analysis.annotation.annotation import Annotation
from analysis.annotation.countries.mentions import country_name
from analysis.annotation.own_counts import own_counts
from analysis.annotation.quotes.quotations import Quote
from analysis.annotation.text.readability import WORD_COUNTS, word_counts
from analysis.articles.corrections import NO
from analysis.articles.model import Article
from analysis.comparison.findings.wording import signed
from analysis.presentation.charts.theme import ELSEWHERE
from analysis.presentation.page.judged import BREAK, refused, thing, told
from analysis.presentation.rendering import Html

# Which switch of a reader shows a kind of mark.
SWITCH_OF = {
    "edit": "edits",
    "house": "house",
    "quote": "quotes",
    "scare": "quotes",
    "hedge": "hedges",
    "reporting": "reporting",
    "country": "countries",
    "hard": "hard",
    "own": "own",
    "claim": "edits",
    "nohedge": "hedges",
    "nocountry": "countries",
    "told": "",  # what a finding rests on, which a click alone shows
}
# Which mark holds which where they overlap, the outermost first: what is drawn as a box or a line must not be cut.
_NESTING = (
    "told",
    "own",
    "quote",
    "scare",
    "country",
    "nocountry",
    "hedge",
    "nohedge",
    "reporting",
    "claim",
    "edit",
    "house",
    "hard",
)
_END = Html("</span>")
_COUNTED = ("syllables", "polysyllables", "complex_words", "difficult_words")
_SYLLABLES, _LONG, _COMPLEX, _DIFFICULT = (WORD_COUNTS.index(name) for name in _COUNTED)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to mark: its kind (and more classes), the addresses that lead to it, what a pointer shows and a person may judge."""

    start: int
    end: int
    layer: str
    address: str
    why: str = ""
    judged: str = ""


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Html:
    """
    Mark a stretch of a text.

    Parameters
    ----------
    text : str
    start, end : int
        The stretch.
    marks : iterable of Mark
        Those that touch the stretch; what lies outside it is cut off.

    Returns
    -------
    Html
        Marks stand inside each other, so that a name is one box however many of its words another layer
        marks; where two overlap in part, the one that `_NESTING` puts inside is cut. What goes on with a mark that was
        cut has the class ``wc-more``.

    Examples
    --------
    >>> print(marked("a < b", 0, 5, [Mark(2, 3, "hedge", "hedge", "doubt")]))
    a <span class="wc-m-hedge" data-w="hedge" data-why="hedges doubt">&lt;</span> b
    >>> print(marked("New Land", 0, 8, [Mark(4, 8, "hard", "hard"), Mark(0, 8, "country", "country")]))
    <span class="wc-m-country" data-w="country">New <span class="wc-m-hard" data-w="hard">Land</span></span>
    """
    inside = [m for m in marks if m.start < m.end and m.start < end and start < m.end]
    inside.sort(key=lambda m: (_NESTING.index(m.layer.split()[0]), m.start, -m.end))
    borders = sorted({start, end, *(min(max(b, start), end) for m in inside for b in (m.start, m.end))})
    starting = defaultdict(list)
    for rank, mark in enumerate(inside):
        starting[max(mark.start, start)].append(rank)
    out, opened, active = [], [], []
    for a, b in pairwise(borders):
        active = sorted([rank for rank in active if inside[rank].end > a] + starting[a])
        same = next((k for k, (x, y) in enumerate(zip(opened, active, strict=False)) if x != y), min(len(opened), len(active)))
        out.append(_END * (len(opened) - same))
        out += [_tag(inside[rank], more=inside[rank].start < a) for rank in active[same:]]
        out.append(escape(text[a:b]))
        opened = active
    return Html("".join(out)) + _END * len(opened)


def _tag(mark: Mark, *, more: bool) -> Html:
    # A line for each reason, with the layer that it belongs to: only those of layers that are on are shown.
    switch = SWITCH_OF[mark.layer.split()[0]]
    why = "\n".join(f"{switch} {line}" for line in mark.why.splitlines())
    shown = Html(' data-why="{}"').format(why) if why else ""
    judged = Html(' data-c="{}"').format(mark.judged) if mark.judged else ""
    return Html('<span class="wc-m-{}{}" data-w="{}"{}{}>').format(
        mark.layer, " wc-more" if more else "", mark.address, shown, judged
    )


def by_sentence(found: Annotation, marks: Iterable[Mark]) -> defaultdict[int, list[Mark]]:
    """Return the marks of each sentence by its index; a quotation may run through several."""
    inside = defaultdict(list)
    for mark in marks:
        for k in range(found.sentence_of(mark.start), found.sentence_of(max(mark.start, mark.end - 1)) + 1):
            inside[k].append(mark)
    return inside


def layer_marks(found: Annotation, article: Article, fates: Mapping[int, Any] | None = None) -> list[Mark]:
    """
    Mark everything that was counted in a text, with the reason for each mark.

    Parameters
    ----------
    found : Annotation
    article : Article
        The text's article.
    fates : mapping or None
        Rows of `quote_fates` by where their quotation starts here; None where nothing is compared.

    Returns
    -------
    list of Mark
        Quotations, hedges, reporting verbs, country mentions and words of three syllables or more.
    """
    marks = [_quote_mark(q, article, (fates or {}).get(q.start), found) for q in found.quotes]
    for h in found.hedges:
        why = f"hedge, {h.kind.replace('_', ' or ')}" + (f", entry “{h.entry}”" if h.entry not in ("", h.text.lower()) else "")
        why = _with_said(why, found, h.start, h.end, "hedge")
        judged = thing("hedge", h.start, h.end, h.kind)
        marks.append(Mark(h.start, h.end, "hedge", f"hedge hedge:{h.kind} at:{article.article_id}:{h.start}", why, judged))
    for r in found.reporting:
        marks.append(Mark(r.start, r.end, f"reporting wc-{r.kind}", f"reporting reporting:{r.kind}", f"reporting verb, {r.kind}"))
    countries: dict[tuple[int, int], list[str]] = defaultdict(list)
    for m in found.mentions:
        countries[m.start, m.end].append(m.country)
    for m in found.mentions:
        tone = {1: "favourable", 0: "neutral", -1: "unfavourable"}[m.label]
        voice = [f"judged by {m.speaker or 'a source'}, not by the narrator"] if m.label and m.voice == "source" else []
        why = "\n".join([f"{country_name(m.country)} {signed(m.score, 2)} {tone}", *m.reasons, *voice])
        why = _with_said(why, found, m.start, m.end, "country", "sentiment", "voice")
        now = {"country": " ".join(countries[m.start, m.end]), "sentiment": tone, "voice": m.voice}
        judged = BREAK.join(thing(layer, m.start, m.end, label) for layer, label in now.items())
        # a leader's name is no mention that a country's number counts
        own = "leader" if m.kind == "leader" else "country"
        marks.append(Mark(m.start, m.end, f"country wc-tone-{tone}", f"country {own}:{m.country}", why, judged))
    for layer in ("hedge", "country"):
        for c in refused(found, layer):
            address, judged = f"said at:{article.article_id}:{c.start}", thing(layer, c.start, c.end, NO)
            marks.append(Mark(c.start, c.end, f"no{layer}", address, told(c), judged))
    for word, start, end in zip(found.tokens.words, found.tokens.start, found.tokens.end, strict=True):
        counts = word_counts(word)
        if counts[_LONG]:
            listed = ", not on Dale and Chall’s list of easy words" if counts[_DIFFICULT] else ""
            own = "hard" + (" hard:complex" if counts[_COMPLEX] else "") + (" hard:difficult" if counts[_DIFFICULT] else "")
            marks.append(Mark(start, end, "hard", own, f"{counts[_SYLLABLES]} syllables{listed}"))
    for count in own_counts():
        marks += [Mark(start, end, "own", f"own own:{count.name}", count.name) for start, end, _ in count.spans(found)]
    # Where nothing is compared, nothing is judged.
    return marks if fates is not None else [replace(mark, judged="") for mark in marks]


def _with_said(why: str, found: Annotation, start: int, end: int, *layers: str) -> str:
    return "\n".join([why, *filter(None, (told(found.said.get((layer, start, end))) for layer in layers))])


def claim_marks(claims: pd.DataFrame, side: str) -> list[Mark]:
    """Mark the changed claims of a frame of `claims`: on the wire's side (``side`` "before") or the republication's ("after")."""
    marks = []
    for k, c in enumerate(claims.to_dict("records")):
        if c[side]:
            why = f"claim changed, {c['type']}: {c['before'] or '—'} → {c['after'] or '—'}" + (
                " (as a person says)" if c["corrected"] else ""
            )
            own = (c["after_start"], c["after_end"]) if c["after"] else ("", "")
            wire = (c["before_start"], c["before_end"]) if c["before"] else ("", "")
            judged = thing("claim", *own, c["type"], *wire)
            marks.append(Mark(c[f"{side}_start"], c[f"{side}_end"], "claim", f"claim claim:{c['type']} claim:{k}", why, judged))
    return marks


def _quote_mark(quote: Quote, article: Article, fate: Any, found: Annotation) -> Mark:
    at = f"at:{article.article_id}:{quote.start}"
    if not quote.direct:
        return Mark(
            quote.start,
            quote.end,
            "scare",
            f"scare {at}",
            "in quotation marks, but no quotation: a title, or words held at a distance",
        )
    said = f"quotation, {quote.speaker or 'no speaker named'}" + (f" ({quote.cue})" if quote.cue else "")
    judged = thing("speaker", quote.start, quote.end, quote.speaker_name or quote.speaker or NO)
    if fate is None:
        said = _with_said(said, found, quote.start, quote.end, "speaker")
        return Mark(quote.start, quote.end, "quote", f"quote quote:new {at}", said, judged)
    own = f"quote-{int(fate.wire_start)}" if pd.notna(fate.wire_start) else "quote:new"
    # Counted once, on the wire's side, unless the wire lacks it.
    if fate.fate == "new" or article.role == "wire":
        own += f" fate:{fate.fate}"
    moved = fate.speaker_changed
    said += f": {fate.fate}" + (f", {ELSEWHERE}: {fate.wire_speaker} in the wire, {fate.speaker} here" if moved else "")
    said = _with_said(said, found, quote.start, quote.end, "speaker")
    if fate.fate != "new":
        judged += BREAK + thing("fate", fate.start, fate.end, fate.fate, fate.wire_start, fate.wire_end)
        said += "\ncorrected by a person" if fate.corrected and "corrected" not in said else ""
    layer = f"quote wc-fate-{fate.fate}" + (" wc-elsewhere" if moved else "")
    return Mark(quote.start, quote.end, layer, f"quote {own} {at}", said, judged)


def told_marks(told: Iterable[Iterable[tuple[int, int]]], name: str = "told") -> list[Mark]:
    """
    Mark the words that rows of a frame rest on, given the spans of each in this text.

    Those of the third finding are ``told:2``, those of the third source ``source:2``.
    """
    return [Mark(start, end, "told", f"{name}:{k}") for k, spans in enumerate(told) for start, end in spans]


def edit_marks(typed: pd.DataFrame, start: str, end: str, side: str) -> list[Mark]:
    """Mark the word-level changes of a frame of `edits`: in the wire (``side`` "del") or in the republication ("ins")."""
    marks = []
    for row in typed.to_dict("records"):
        if pd.isna(row[start]) or row[start] == row[end]:
            continue
        layer = "house" if row["type"] == "house_style" else "edit"
        why = f"{row['type'].replace('_', ' ')}: {row['before'] or '—'} → {row['after'] or '—'}"
        marks.append(Mark(int(row[start]), int(row[end]), f"{layer} wc-{side}", f"edit edit:{row['type']}", why))
    return marks
