"""What each view of the explorer shows for a story: frames, charts and page parts, made once and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from analysis.annotation.annotation import annotate
from analysis.articles.model import Story
from analysis.comparison.changes.fates import quote_fates
from analysis.comparison.changes.hedge_changes import hedge_changes
from analysis.comparison.changes.sentences import sentence_table
from analysis.comparison.changes.survival import survival
from analysis.comparison.numbers.countries import country_differences, country_sentiment
from analysis.comparison.numbers.differences import compare, explain
from analysis.comparison.numbers.evidence import evidence
from analysis.comparison.numbers.metrics import METRICS
from analysis.errors import AnalysisError
from analysis.presentation.charts import altair as alt
from analysis.presentation.charts import gallery as charts
from analysis.presentation.charts.figure import figure_html
from analysis.presentation.page import page, tables
from analysis.presentation.page.reader import reader_html
from analysis.presentation.rendering import Html

VIEWS = ("Overview", "Metrics", "Why", "Countries", "Hedges", "Quotations", "Flow", "Read")
FAMILIES = tuple(dict.fromkeys(metric.family for metric in METRICS.values()))
METHODS = ("directed", "vader")


@dataclass(frozen=True, slots=True)
class Choice:
    """
    What a person has chosen to see of a story.

    Parameters
    ----------
    view : str
        One of ``VIEWS``.
    families : tuple of str
        Families of metrics, for the views Metrics and Why.
    countries : tuple of str
        ISO alpha-3 codes, for the views Why and Countries.
    method, voice : str
        How sentiment is scored and whose words count, as for `country_sentiment`; for the view Countries.
    """

    view: str = "Overview"
    families: tuple[str, ...] = FAMILIES
    countries: tuple[str, ...] = ()
    method: str = "directed"
    voice: str = "all"

    @property
    def key(self) -> str:
        """Name of the view with the choices that it depends on."""
        used = {
            "Metrics": self.families,
            "Why": (*self.families, *self.countries),
            "Countries": (*self.countries, self.method, self.voice),
        }.get(self.view, ())
        return " ".join((self.view, *used))


class StoryViews:
    """
    The views of one story; what was computed or drawn once is kept.

    Parameters
    ----------
    story : Story
        With at least one republication.
    edition : int
        How often the story has been corrected since it was loaded.
    """

    def __init__(self, story: Story, edition: int = 0) -> None:
        self.story, self.edition = story, edition
        self._kept: dict[Any, Any] = {}

    def _once(self, name: Any, make: Callable[[], Any]) -> Any:
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    @cached_property
    def problem(self) -> str:
        """Why the story cannot be measured, as for an article in another language; empty if it can."""
        try:
            for article in self.story.articles:
                annotate(article)
        except AnalysisError as error:
            return str(error)
        return ""

    def countries(self) -> tuple[str, ...]:
        """ISO alpha-3 codes of the countries that any version names, most mentions first."""
        if self.problem:
            return ()
        frame = self._sentiment("directed", "all")
        return tuple(frame.groupby("country").n_mentions.sum().sort_values(ascending=False, kind="stable").index)

    def reader(self) -> str:
        """Return the side-by-side reader as HTML."""
        return "" if self.problem else self._once("reader", lambda: reader_html(self.story))

    def charts(self, choice: Choice) -> tuple[alt.TopLevelMixin, ...]:
        """Return the charts of a view, each with all republications; none for a view without a chart, or an empty choice."""
        return self._once(("charts", choice.key), lambda: self._draw(choice))

    def html(self, choice: Choice) -> Html:
        """Return a view as HTML, its charts as figures for a script to draw."""
        return self._once(("html", choice.key), lambda: self._page(choice))

    def _page(self, choice: Choice) -> Html:
        if self.problem:
            return _NOTHING.format(self.problem)
        # Without Altair's check against the schema, which takes longer than the rest; the tests of the charts make it.
        specs = [chart.to_dict(validate=False) for chart in self.charts(choice)]
        drawn = page.cards(self.story) if choice.view == "Overview" else Html("")
        drawn += Html("").join(figure_html(spec, f"{choice.view}-{k}") for k, spec in enumerate(specs))
        if choice.view == "Overview":
            drawn += page.findings_list(self.story) + page.claim_table(self.story)
        if choice.view == "Quotations" and drawn:
            drawn += page.quotation_table(self.story) + page.source_table(self.story)
        if choice.view == "Hedges" and drawn:
            drawn += tables.measured("hedges")
        return drawn or _NOTHING.format(_EMPTY.get(choice.view, ""))

    def _draw(self, choice: Choice) -> tuple[alt.TopLevelMixin, ...]:
        if self.problem:
            return ()
        if choice.view == "Overview":
            return (charts.survival(self._frame(survival)),)
        metrics = [name for name, metric in METRICS.items() if metric.family in (*choice.families, "own")]
        if choice.view == "Metrics" and metrics:
            return (charts.metric_differences(self._frame(compare), metrics),)
        if choice.view == "Why" and (metrics or choice.countries):
            return (charts.causes(self._frame(explain), [*metrics, *(f"sentiment:{code}" for code in choice.countries)]),)
        if choice.view == "Countries" and choice.countries:
            frame = self._sentiment(choice.method, choice.voice)
            frame = frame[frame.country.isin(choice.countries)]
            return (charts.country_sentiment(frame, self._against(choice.method, choice.voice)),) if len(frame) else ()
        if choice.view == "Hedges":
            return self._hedges()
        if choice.view == "Quotations" and len(fates := self._frame(quote_fates)):
            return (charts.quotation_fates(fates),)
        if choice.view == "Flow":
            return (charts.sentence_flow(self._frame(sentence_table)),)
        return ()

    def _hedges(self) -> tuple[alt.TopLevelMixin, ...]:
        changes, spans = self._frame(hedge_changes), self._once("evidence", lambda: evidence(self.story.articles))
        drawn = [charts.hedges(changes)] if len(changes) else []
        if spans.layer.isin(["quote", "hedge"]).any():
            drawn.append(charts.strip(spans))
        return tuple(drawn)

    def _frame(self, make: Callable[[Story], Any]) -> Any:
        return self._once(make.__name__, lambda: make(self.story))

    def _sentiment(self, method: str, voice: str) -> Any:
        return self._once(("sentiment", method, voice), lambda: country_sentiment(self.story.articles, method, voice=voice))

    def _against(self, method: str, voice: str) -> Any:
        return self._once(("against", method, voice), lambda: country_differences(self.story, method, voice=voice))


_NOTHING = Html('<p class="wc-nothing">{}</p>')
_EMPTY = {
    "Metrics": "Nothing is chosen: switch on at least one family of metrics.",
    "Why": "Nothing is chosen: switch on at least one family of metrics, or a country.",
    "Countries": "There is nothing to show: switch on a country that a version names in this voice.",
    "Hedges": "No version has a hedge or a quotation.",
    "Quotations": "No version has a quotation.",
}
