"""StoryExplorer: one story in JupyterLab, every mark with the words behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import anywidget
import ipywidgets
import traitlets

from analysis.annotate.countries import country_name
from analysis.articles.model import Story
from analysis.compare.countries import country_sentiment
from analysis.compare.differences import compare, explain
from analysis.compare.evidence import evidence
from analysis.compare.fates import quote_fates
from analysis.compare.hedge_changes import hedge_changes
from analysis.compare.metrics import METRICS
from analysis.compare.sentences import sentence_table
from analysis.errors import AnalysisError
from analysis.present import charts, page
from analysis.present.chart_parts import PICK, SWITCH
from analysis.present.reader import asset, reader_html

VIEWS = ("Overview", "Metrics", "Why", "Countries", "Hedges", "Quotations", "Flow")
FAMILIES = tuple(dict.fromkeys(metric.family for metric in METRICS.values()))


class Reader(anywidget.AnyWidget):
    """
    The side-by-side reader as a widget.

    Attributes
    ----------
    html : str
        From `reader_html`.
    republication : str
        The panel that is shown.
    focus_on : str
        Address of the words to mark and scroll to; the empty string marks nothing.
    """

    _esm = asset("reader.js") + asset("widget.js")
    _css = asset("reader.css") + asset("widget.css")
    html = traitlets.Unicode("").tag(sync=True)
    republication = traitlets.Unicode("").tag(sync=True)
    focus_on = traitlets.Unicode("").tag(sync=True)


class StoryExplorer(ipywidgets.VBox):
    """
    Explore one story: choose a republication and a view, click a mark, read the words.

    Parameters
    ----------
    story : Story

    Attributes
    ----------
    republication : str
        Article id of the republication that is shown; set it to show another.
    view : str
        One of ``VIEWS``.
    families : tuple of str
        Families of metrics that the views Metrics and Why show.
    countries : tuple of str
        ISO alpha-3 codes that the view Countries shows.
    method : str
        Sentiment method, "directed" or "vader".
    words : str
        Address of the words that are marked in the reader, set by a click or from code.

    Raises
    ------
    AnalysisError
        If the story has no republication.
    """

    republication = traitlets.Unicode()
    view = traitlets.Enum(VIEWS, "Overview")
    families = traitlets.Tuple(FAMILIES)
    countries = traitlets.Tuple()
    method = traitlets.Enum(("directed", "vader"), "directed")
    words = traitlets.Unicode("")

    def __init__(self, story: Story, **kwargs: Any) -> None:
        if not story.republications:
            raise AnalysisError(f"Story {story.story_id!r} has no republication to compare with its wire version.")
        alt.JupyterChart.enable_offline(True)
        self.story = story
        self._frames: dict[Any, Any] = {}
        named = self._frame("directed", lambda: country_sentiment(story.articles)).country
        self._codes = tuple(dict.fromkeys(named))
        self._chart: alt.JupyterChart | None = None
        options = [(r.outlet, r.article_id) for r in story.republications]
        self._versions = ipywidgets.Dropdown(options=options, description="Republication")
        self._views = ipywidgets.ToggleButtons(options=VIEWS, description="View", style={"button_width": "auto"})
        self._families = ipywidgets.SelectMultiple(options=FAMILIES, description="Metrics", rows=len(FAMILIES))
        labels = [(country_name(code), code) for code in self._codes]
        self._countries = ipywidgets.SelectMultiple(options=labels, description="Countries", rows=min(8, max(2, len(labels))))
        self._method = ipywidgets.Dropdown(options=[("directed, by rules", "directed"), ("VADER", "vader")], description="Method")
        self._choices = ipywidgets.HBox()
        self._place = ipywidgets.Box(layout={"width": "100%", "overflow": "auto"})
        self._reader = Reader(html=reader_html(story))
        super().__init__(**kwargs)
        self.republication, self.families, self.countries = options[0][1], FAMILIES, self._codes
        for widget, name in (
            (self._versions, "republication"),
            (self._views, "view"),
            (self._families, "families"),
            (self._countries, "countries"),
            (self._method, "method"),
        ):
            traitlets.link((self, name), (widget, "value"))
        traitlets.link((self, "republication"), (self._reader, "republication"))
        traitlets.dlink((self, "words"), (self._reader, "focus_on"))
        self.observe(self._show, ["view", "families", "countries", "method"])
        self.observe(self._switch, ["republication"])
        self._show()
        self.add_class("wc-explorer")
        self.children = [
            ipywidgets.HBox([self._versions, self._views], layout={"flex_flow": "wrap"}),
            self._choices,
            self._place,
            self._reader,
        ]

    @traitlets.validate("republication")
    def _known(self, proposal: dict) -> str:
        ids = [r.article_id for r in self.story.republications]
        if proposal["value"] not in ids:
            raise AnalysisError(f"The story has no republication {proposal['value']!r}: it has {', '.join(ids)}.")
        return proposal["value"]

    def _frame(self, name: Any, make: Callable[[], Any]) -> Any:
        if name not in self._frames:
            self._frames[name] = make()
        return self._frames[name]

    def _draw(self) -> Any:
        """The chart of the view that is chosen, with all republications, or None for the overview."""
        story = self.story
        metrics = [m for m in METRICS if METRICS[m].family in self.families]
        if self.view == "Metrics" and metrics:
            return charts.metric_differences(self._frame("compare", lambda: compare(story)), metrics)
        if self.view == "Why" and metrics:
            return charts.causes(self._frame("explain", lambda: explain(story)), metrics)
        if self.view == "Countries" and self.countries:
            frame = self._frame(self.method, lambda: country_sentiment(story.articles, self.method))
            return charts.country_sentiment(frame[frame.country.isin(self.countries)])
        if self.view == "Hedges":
            return charts.hedges(self._frame("hedges", lambda: hedge_changes(story))) & charts.strip(
                self._frame("evidence", lambda: evidence(story.articles))
            )
        if self.view == "Quotations":
            return charts.quotation_fates(self._frame("fates", lambda: quote_fates(story)))
        if self.view == "Flow":
            return charts.sentence_flow(self._frame("sentences", lambda: sentence_table(story)))
        return None

    def _show(self, _: Any = None) -> None:
        self._choices.children = {
            "Metrics": (self._families,),
            "Why": (self._families,),
            "Countries": (self._countries, self._method),
        }.get(self.view, ())
        chart = self._draw()
        if chart is None:
            self._chart = None
            html = page.findings_list(self.story) if self.view == "Overview" else "<p>Nothing is chosen.</p>"
            self._place.children = (ipywidgets.HTML(str(html)),)
            return
        self._chart = alt.JupyterChart(
            chart, embed_options={"actions": {"export": True, "source": False, "compiled": False, "editor": False}}
        )
        self._chart.selections.observe(self._picked, [PICK])
        self._place.children = (self._chart,)
        self._switch()

    def _switch(self, _: Any = None) -> None:
        if self._chart is not None and SWITCH in self._chart.params.trait_names():
            setattr(self._chart.params, SWITCH, self.republication)

    def _picked(self, change: dict) -> None:
        chosen = change["new"].value
        if chosen:
            self.words = ""
            self.words = chosen[0].get("words", "")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        data["text/html"] = str(page.cards(self.story))
        return bundle
