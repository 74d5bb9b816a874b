"""The parts of a page that are words: its head, the cards, the findings, the quotations."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

from analysis.articles.model import Article, Story
from analysis.comparison.changes.fates import quote_fates
from analysis.comparison.findings.findings import findings
from analysis.comparison.numbers.differences import compare
from analysis.comparison.numbers.overview import overview, unchanged_shares
from analysis.presentation.charts.names import version_names
from analysis.presentation.charts.parts import short_percent, shown
from analysis.presentation.charts.theme import ELSEWHERE, FATE_COLOR, RELATION_LABEL
from analysis.presentation.page.annotated import annotated_html
from analysis.presentation.page.reader import asset, reader_html

# Cards beyond which each is one line, and opens when it is chosen.
MOST_CARDS = 9
_SEGMENTS = ("verbatim", "house_style", "edited", "rewritten", "dropped")
_FACTS = {
    "words": "Words",
    "words_per_sentence": "Words a sentence",
    "quoted_share": "In quotation marks",
    "hedges_per_1000_words": "Hedges per 1,000 words",
    "loaded_reporting_share": "Loaded reporting verbs",
}


class Html(str):
    """HTML that a notebook and a report show as it is; every text in it is escaped."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


class ReaderHtml(Html):
    """A reader with its style; in JupyterLab a live widget, elsewhere its static twin, which a page's script brings to life."""

    __slots__ = ("body",)

    def __new__(cls, body: str) -> ReaderHtml:
        """Keep the reader without its style too, which the widget brings along itself."""
        page = super().__new__(cls, f"<style>{asset('reader.css')}</style>{body}")
        page.body = body
        return page

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        from analysis.presentation.page.reader_widget import Reader, with_static_twin

        return with_static_twin(Reader(html=self.body)._repr_mimebundle_(), str(self))


def masthead(story: Story) -> Html:
    """
    Title of the story, its versions and their dates.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
    """
    dates = sorted(a.published[:10] for a in story.articles if a.published)
    when = escape(f" · {dates[0]}" + (f" to {dates[-1]}" if dates[-1] != dates[0] else "") if dates else "")
    names = version_names(story).values()
    others = (
        f"{len(names)} republications"
        if len(names) > MOST_CARDS
        else ", ".join(f"<bdi>{escape(name)}</bdi>" for name in names) or "no republication"
    )
    return Html(
        f'<header class="wc-masthead"><p class="wc-kicker">One story, {len(story.articles)} versions{when}</p>'
        f'<h1 id="top">{escape(story.title or story.story_id)}</h1>'
        f"<p>What did each outlet do to the agency’s copy? Wire version: <b>{escape(story.wire.outlet)}</b>. Compared with it: {others}. "
        "“Wire” is a role in the comparison, not proof of who copied whom.</p></header>"
    )


def cards(story: Story) -> Html:
    """
    One card for each republication: how much of the wire it carries, and its main numbers.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
        Radio buttons that switch the page to a republication; without a script, a plain list of cards.
    """
    differences, fates, stated = compare(story), quote_fates(story), _findings(story)
    names, unchanged = version_names(story), unchanged_shares(story)
    many = len(names) > MOST_CARDS
    # the page opens on the republication with most to see: the one that keeps least as it was
    opened = min(unchanged, key=unchanged.get, default=None)
    out = []
    for row in overview(story).itertuples():
        own = differences[differences.article_id == row.article_id].set_index("metric")
        words = {s: getattr(row, f"{s}_words") for s in _SEGMENTS}
        bar = "".join(
            f'<i class="wc-seg-{s}" style="width:{100 * n / max(1, row.wire_words):.2f}%"></i>' for s, n in words.items() if n
        )
        legend = "".join(
            f'<li><i class="wc-seg-{s}"></i><b>{getattr(row, f"{s}_sentences")}</b> {RELATION_LABEL[s]}</li>'
            for s in (*_SEGMENTS, "new")
            if getattr(row, f"{s}_sentences")
        )
        facts = "".join(
            f"<div><dt>{label}</dt><dd>{shown(own.wire_value[m], m)} → {shown(own.value[m], m)}</dd></div>"
            for m, label in _FACTS.items()
        )
        quotations = _counted(fates[fates.article_id == row.article_id])
        of_it = stated[stated.article_id == row.article_id]
        # how many claims, without the words that "at a glance" gives
        claims = [text.partition(":")[0] + "." for text in of_it[of_it.topic == "claims"].text]
        notes = claims + ([f"Quotations: {quotations}."] if quotations else []) + of_it[of_it.topic == "countries"].text.tolist()
        told = "".join(f'<p class="wc-note">{escape(note)}</p>' for note in notes)
        strict = f"<b>{short_percent(unchanged[row.article_id])}</b> stand there unchanged, house style aside"
        out.append(
            f'<label class="wc-card"><input type="radio" name="wc-republication" value="{escape(row.article_id)}"{" checked" if row.article_id == opened else ""} '
            f'aria-label="{escape(names[row.article_id])}: {short_percent(row.kept_share)} of the wire’s words stand in sentences that it carries">'
            f'<span class="wc-card-body"><span class="wc-outlet">{escape(names[row.article_id])}</span>'
            f'<span class="wc-big">{short_percent(row.kept_share)} <small>of the wire’s words stand in sentences that it carries</small></span>'
            f'<span class="wc-strict">{strict}</span>'
            f'<span class="wc-bar" aria-hidden="true">{bar}</span></span>'
            f'<span class="wc-card-more"><ul class="wc-legend">{legend}</ul>{told}<dl class="wc-facts">{facts}</dl></span></label>'
        )
    choose = "Choose the republication that the page shows." if len(out) > 1 else "The republication that the page shows."
    what = " Beside each: the share of the wire’s words in sentences that it carries." if many else ""
    said = f"<span>{choose}</span>{what}"
    return Html(
        f'<fieldset class="wc-cards{" wc-many" if many else ""}" style="--wc-row:{_per_row(len(out))}"><legend>{said}</legend>{"".join(out)}</fieldset>'
    )


def _counted(fates: pd.DataFrame) -> str:
    """How many quotations have each fate, and how many of these stand beside another name than in the wire."""
    counts, moved = fates.fate.value_counts(), fates[fates.speaker_changed].fate.value_counts()
    return ", ".join(
        f"{counts[fate]} {fate}" + (f" ({moved[fate]} {ELSEWHERE})" if fate in moved else "")
        for fate in FATE_COLOR
        if fate in counts
    )


def _per_row(n: int) -> int:
    """Cards side by side at most, so that none stands alone in a last row."""
    return n if n <= 4 else 3 if n % 4 in (1, 2) else 4


def findings_list(story: Story) -> Html:
    """
    The main findings in sentences, one list for each republication.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
    """
    lists, names = [], version_names(story)
    for article_id, group in _findings(story).groupby("article_id", sort=False):
        items = "".join(f'<li class="wc-topic-{row.topic}">{escape(row.text)}</li>' for row in group.itertuples())
        lists.append(
            f'<section data-republication="{escape(article_id)}"><h3>{escape(names[article_id])}</h3><ul class="wc-findings">{items}</ul></section>'
        )
    return Html("".join(lists))


def quotation_table(story: Story) -> Html:
    """
    Every quotation beside what became of it, one table for each republication.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
        Each row's button leads the reader to the words.
    """
    tables, fates = [], quote_fates(story)
    wire = escape(story.wire.outlet)
    for article_id, name in version_names(story).items():
        outlet, rows = escape(name), []
        for row in fates[fates.article_id == article_id].itertuples():
            address = f"quote-{int(row.wire_start)}" if pd.notna(row.wire_start) else f"at:{article_id}:{int(row.start)}"
            other = f'<span class="wc-elsewhere">{ELSEWHERE}</span>' if row.speaker_changed else ""
            rows.append(
                f'<tr><td><button type="button" class="wc-fate wc-fate-{row.fate}" data-focus="{escape(address)}">{row.fate}</button>{other}</td>'
                f'<td data-label="Wire">{_quote(row.wire_text, row.wire_speaker)}</td>'
                f'<td data-label="{outlet}">{_quote(row.text, row.speaker, marks=row.fate != "paraphrased")}</td></tr>'
            )
        if not rows:
            said = f"Neither the wire nor {outlet} has a quotation."
            tables.append(f'<p class="wc-nothing" data-republication="{escape(article_id)}">{said}</p>')
            continue
        tables.append(
            f'<div class="wc-scroll" data-republication="{escape(article_id)}"><table class="wc-table wc-stacked"><caption>Quotations, wire and {outlet}'
            f'</caption><thead><tr><th scope="col">Fate</th><th scope="col">Wire <small>{wire}</small></th><th scope="col">{outlet}</th></tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div>"
        )
    return Html("".join(tables))


def reader(story: Story) -> Html:
    """
    The side-by-side reader of a story, as part of a page and as a widget in JupyterLab.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
    """
    return ReaderHtml(reader_html(story))


def annotated(article: Article | str) -> Html:
    """
    An article with everything that was counted in it; pointing at a mark shows why it is there.

    Parameters
    ----------
    article : Article or str
        Every newline of a string ends a paragraph.

    Returns
    -------
    Html
    """
    return ReaderHtml(annotated_html(article))


@lru_cache(maxsize=4)
def _findings(story: Story) -> pd.DataFrame:
    """The findings, which the cards and their list both need and which take a third of a second; nobody changes them."""
    return findings(story)


def _quote(text: str | None, speaker: str | None, *, marks: bool = True) -> str:
    if text is None or pd.isna(text) or text == "":
        return '<span class="wc-none">—</span>'
    who = f"<small>{escape(speaker)}</small>" if speaker is not None and not pd.isna(speaker) else ""
    # A paraphrase stands in no marks there, so it stands in none here.
    return f"“{escape(text)}” {who}" if marks else f"{escape(text)} {who}"
