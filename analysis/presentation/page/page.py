"""The parts of a page that are words: its head, the cards, the findings, the quotations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from analysis.articles.model import Article, Story
from analysis.comparison.changes.fates import quote_fates
from analysis.comparison.changes.source_fates import source_fates
from analysis.comparison.claims.claim_changes import claims
from analysis.comparison.frames import rows_of
from analysis.comparison.numbers.overview import overview, unchanged_shares
from analysis.presentation.charts.names import version_names
from analysis.presentation.charts.parts import short_percent
from analysis.presentation.charts.theme import ELSEWHERE, FATE_COLOR, RELATION_LABEL
from analysis.presentation.page.annotated import annotated_html
from analysis.presentation.page.reader import reader_html, stated_findings
from analysis.presentation.rendering import Html, asset, render

# Cards beyond which each is one line, and opens when it is chosen.
MOST_CARDS = 9
# Where the words are that a finding of a topic counts, exactly as many as it says, where its own spans are on both sides.
_PLACES = {
    "carried": "wire:carried",
    "dropped": "wire:dropped",
    "quotations": "quote@wire",
    "new": "rep:new",
    "headline": "headline",
}
_PARTS = ("verbatim", "house_style", "edited", "rewritten", "dropped", "new")


class ReaderHtml(Html):
    """A reader with its style; in JupyterLab a live widget, elsewhere its static twin, which a page's script brings to life."""

    __slots__ = ("body",)

    def __new__(cls, body: Html) -> ReaderHtml:
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
        A story whose addresses all end in ``.example``, which belong to nobody, is called invented.
    """
    dates = sorted(filter(None, map(day, story.articles)))
    names = list(version_names(story).values())
    others = f"{len(names)} republications" if names else "no republication"
    return render(
        "masthead",
        n_versions=len(story.articles),
        dates=list(dict.fromkeys(dates[:1] + dates[-1:])),
        title=story.title or story.story_id,
        invented=all(_host(article).endswith(".example") for article in story.articles),
        wire=story.wire.outlet,
        names=names if len(names) <= MOST_CARDS else [],
        others=others,
    )


def day(article: Article) -> date | None:
    """The day on which an article was published; None where what it says is no date."""
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def _host(article: Article) -> str:
    try:
        return urlsplit(article.url or "").hostname or ""
    except ValueError:
        return ""


def cards(story: Story) -> Html:
    """
    One card for each republication: how much of the wire stands in it, and what became of the rest.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
        Radio buttons that switch the page to a republication; without a script, a plain list of cards. Every count leads to
        the words that it counts.
    """
    fates, stated, unchanged = quote_fates(story), stated_findings(story), unchanged_shares(story)
    names = version_names(story)
    # the page opens on the republication with most to see: the one that keeps least as it was
    opened = min(unchanged, key=unchanged.get, default=None)
    made = []
    for row, article in zip(rows_of(overview(story)), story.republications, strict=True):
        key = row.article_id
        told = _told(stated[stated.article_id == key])
        topics = {topic: [said for said in told if said["topic"] == topic] for topic in ("claims", "headline", "countries")}
        made.append(
            {
                "article_id": key,
                "name": names[key],
                "opened": key == opened,
                "unchanged": short_percent(unchanged[key]),
                "carried": short_percent(row.kept_share),
                "words": row.words,
                "wire_words": row.wire_words,
                "parts": [_part(row, relation) for relation in _PARTS],
                "headline": article.headline,
                "quotations": _counted(fates[fates.article_id == key]),
                "heading": _briefly(topics["headline"]),
                "notes": _briefly(topics["claims"]) + topics["countries"],
            }
        )
    return render("cards", cards=made, most_cards=MOST_CARDS, per_row=_per_row(len(made)), elsewhere=ELSEWHERE)


def _briefly(told: list[dict[str, str]]) -> list[dict[str, str]]:
    """Findings without the words that they give after a colon, which stand on the card or in the list of findings."""
    return [said | {"text": said["text"].partition(":")[0] + "."} for said in told]


def _part(row: Any, relation: str) -> dict[str, Any]:
    """How many sentences have a relation, and of the wire's words how large a share."""
    new, n = relation == "new", getattr(row, f"{relation}_sentences")
    share = 0 if new else round(100 * getattr(row, f"{relation}_words") / max(1, row.wire_words), 2)
    place = "rep:new" if new else f"wire:{relation}"
    return {"relation": relation, "label": RELATION_LABEL[relation], "n": n, "share": share, "place": place}


def _counted(fates: pd.DataFrame) -> list[dict[str, Any]]:
    """How many quotations have each fate, and how many of these stand beside another name than in the wire."""
    counts, moved = fates.fate.value_counts(), fates[fates.speaker_changed].fate.value_counts()
    return [
        {"fate": fate, "n": counts[fate], "moved": moved.get(fate, 0), "place": f"fate:{fate}"}
        for fate in FATE_COLOR
        if fate in counts
    ]


def _per_row(n: int) -> int:
    """Cards side by side at most, so that none stands alone in a last row."""
    return n if n <= 4 else 3 if n % 4 in (1, 2) else 4


def findings_list(story: Story) -> Html:
    """
    The main findings in sentences, one list for each republication, each a link to its words.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
    """
    groups, stated = [], stated_findings(story)
    for key, name in version_names(story).items():
        groups.append((key, name, _told(stated[stated.article_id == key])))
    return render("findings", groups=groups)


def _told(stated: pd.DataFrame) -> list[dict[str, str]]:
    """The findings of one republication, each with the address of its words in the reader."""
    told = []
    for k, row in enumerate(rows_of(stated)):
        own = f"told:{k}" if row.wire_spans or row.spans else ""
        told.append({"topic": row.topic, "text": row.text, "place": _PLACES.get(row.topic, own)})
    return told


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

    def row(key: str, _: int, fate: dict[str, Any]) -> dict[str, Any]:
        # A paraphrase stands in no marks there, so it stands in none here.
        marks = "{}" if fate["fate"] == "paraphrased" else "“{}”"
        return {
            "label": fate["fate"],
            "css": fate["fate"],
            "place": f"at:{key}:{int(fate['start'])}" if fate["wire_start"] is None else f"quote-{int(fate['wire_start'])}",
            "note": ELSEWHERE if fate["speaker_changed"] else "",
            "wire": _cell(fate["wire_text"] and f"“{fate['wire_text']}”", fate["wire_speaker"]),
            "own": _cell(fate["text"] and marks.format(fate["text"]), fate["speaker"]),
        }

    return _versus(story, quote_fates(story), row, "Quotations", "Fate", "Neither the wire nor {} has a quotation.")


def claim_table(story: Story) -> Html:
    """
    Every claim that an edit changes, in the words of both, one table for each republication.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
        Each row's button leads the reader to the words.
    """

    def row(_: str, k: int, claim: dict[str, Any]) -> dict[str, Any]:
        note = "as a person says" if claim["corrected"] else ""
        place = {"label": claim["type"], "css": "changed", "place": f"claim:{k}", "note": note}
        return place | {"wire": _cell(claim["before"]), "own": _cell(claim["after"])}

    return _versus(story, claims(story), row, "Changed claims", "What changed", "{} changes no claim in what it carries.")


def source_table(story: Story) -> Html:
    """
    Whoever speaks, directly or indirectly, beside what became of them, one table for each republication.

    Parameters
    ----------
    story : Story

    Returns
    -------
    Html
        Each row's button leads the reader to what is put down to the source on both sides; beside it, how many words that
        are, and how many sentences that the wire lacks.
    """

    def row(_: str, k: int, source: dict[str, Any]) -> dict[str, Any]:
        new = source["new_sentences"]
        return {
            "label": source["fate"],
            "css": {"kept": "kept", "dropped": "dropped", "new": "new"}.get(source["fate"], "changed"),
            "place": f"source:{k}",
            "note": f"{new} new sentence{'s' * (new > 1)}" if new else "",
            "wire": _cell(source["before"], f"{source['words_before']} words"),
            "own": _cell(source["after"], f"{source['words_after']} words"),
        }

    return _versus(story, source_fates(story), row, "Sources", "Fate", "Neither the wire nor {} lets anybody speak.")


def _cell(text: str | None, small: str | None = None) -> dict[str, str | None]:
    return {"text": text, "small": small}


def _versus(
    story: Story,
    frame: pd.DataFrame,
    row: Callable[[str, int, dict[str, Any]], dict[str, Any]],
    what: str,
    column: str,
    nothing: str,
) -> Html:
    """A table for each republication: a row made of each row of the frame, given its number among the republication's."""
    frame = frame.astype(object).where(frame.notna(), None)
    groups = []
    for key, name in version_names(story).items():
        found = frame[frame.article_id == key].to_dict("records")
        groups.append((key, name, [row(key, k, of_it) for k, of_it in enumerate(found)]))
    return render("versus", groups=groups, what=what, column=column, nothing=nothing, wire=story.wire.outlet)


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
