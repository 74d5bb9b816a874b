"""StoryExplorer: stories in JupyterLab, every mark with the words behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets
import traitlets

from analysis.annotation.countries.mentions import country_name
from analysis.arguments import several_stories
from analysis.articles.model import Story
from analysis.comparison.numbers.mentions import VOICES
from analysis.errors import AnalysisError
from analysis.presentation.lab.controls import Choices, menu, told_apart
from analysis.presentation.lab.desk import Desk
from analysis.presentation.lab.views import FAMILIES, METHODS, VIEWS, Choice, StoryViews
from analysis.presentation.lab.widgets import Stage
from analysis.presentation.page import page
from analysis.presentation.page.reader_widget import Reader, with_static_twin
from analysis.presentation.rendering import Html

_STATE = ("story_id", "republication", "view", "families", "countries", "method", "voice")
_PAUSE = 0.05  # seconds in which the kernel answers clicks between two preparations
_STILL = 1.5  # seconds without another correction after which the charts are drawn anew
_STORIES_AHEAD = 12
_METHOD_LABELS = (("directed, by rules", "directed"), ("VADER, for comparison", "vader"))
_VOICE_LABELS = (("all words", "all"), ("the narrator's judgement", "narrator"), ("those who are quoted or reported", "source"))


class StoryExplorer(ipywidgets.VBox):
    """
    Explore stories: choose a republication and a view, click a mark, read the words.

    Parameters
    ----------
    stories : Story or iterable of Story
        One story, or several to choose from; stories without a republication are left out.
    corpus : path-like or None
        The corpus folder that the stories are from: what a person corrects in the reader is kept there at once, in the
        ``corrections.csv`` of the story. Without it, or where a story has no folder there, nothing can be corrected.

    Attributes
    ----------
    story_id : str
        The story that is shown; set it to show another.
    republication : str
        Article id of the republication that is shown.
    view : str
        One of "Overview", "Metrics", "Why", "Countries", "Hedges", "Quotations", "Flow" and "Read".
    families : tuple of str
        Families of metrics that the views Metrics and Why show.
    countries : tuple of str
        ISO alpha-3 codes of the countries that the views Why and Countries show.
    method : str
        Sentiment method, "directed" or "vader".
    voice : str
        Whose words count for the sentiment: "all", "narrator" or "source".
    words : str
        Address of the words that are marked in the reader, set by a click or from code, such as
        "hedge:modal", "country:KOR" or "wire-3".

    Raises
    ------
    AnalysisError
        If there is no story with a republication, or an attribute is set to something that is not there.
    """

    story_id = traitlets.Unicode()
    republication = traitlets.Unicode()
    view = traitlets.Unicode("Overview")
    families = traitlets.Tuple(FAMILIES)
    countries = traitlets.Tuple()
    method = traitlets.Unicode("directed")
    voice = traitlets.Unicode("all")
    words = traitlets.Unicode("")

    def __init__(self, stories: Story | Iterable[Story], corpus: str | Path | None = None, **kwargs: Any) -> None:
        given = [stories] if isinstance(stories, Story) else several_stories(stories, "StoryExplorer")
        state = {name: kwargs.pop(name) for name in _STATE if name in kwargs}
        self._views = {story.story_id: StoryViews(story) for story in given if story.republications}
        wanted = [story for story in given if story.story_id == state.get("story_id")] or given
        if not given:
            raise AnalysisError("There is no story to explore: pass a story, or the result of load_corpus.")
        if not self._views.keys() & {story.story_id for story in wanted}:
            names = ", ".join(repr(story.story_id) for story in wanted)
            raise AnalysisError(f"There is no republication to compare with the wire version in {names}: import one first.")
        super().__init__(**kwargs)
        self._desk = Desk(corpus)
        self._settled, self._preparing, self._due = False, None, None
        self._drawn_ahead: set[str] = set()
        # At once the story that is asked for: to show another one first would cost its comparison.
        self.story_id = state.pop("story_id", next(iter(self._views)))
        self._build()
        self.observe(self._show_story, "story_id")
        self.observe(self._show_version, "republication")
        self.observe(self._show, ["view", "families", "countries", "method", "voice"])
        self._show_story()
        for name, value in state.items():
            setattr(self, name, value)

    @property
    def story(self) -> Story:
        """The story that is shown."""
        return self._views[self.story_id].story

    @property
    def charts(self) -> tuple[Any, ...]:
        """The Altair charts of the view that is shown; ``explorer.charts[0].save("chart.svg")`` keeps one."""
        return self._views[self.story_id].charts(self._choice())

    def _build(self) -> None:
        self._stage, self._reader = Stage(), Reader()
        titles = [(views.story.title or story_id, story_id) for story_id, views in self._views.items()]
        self._story_menu, self._version_menu = menu("Story", titles), menu("Republication", [])
        self._view_row = ipywidgets.ToggleButtons(
            options=VIEWS, description="View", style={"button_width": "auto", "description_width": "auto"}
        )
        self._family_row, self._country_row = Choices("Metrics"), Choices("Countries")
        self._family_row.offer((family.capitalize(), family) for family in FAMILIES)
        self._method_menu, self._voice_menu = menu("Scored by", _METHOD_LABELS), menu("Count", _VOICE_LABELS)
        self._sentiment_row = ipywidgets.HBox([self._method_menu, self._voice_menu], layout={"flex_flow": "wrap"})
        self._choice_rows = ipywidgets.VBox()
        self._panes = ipywidgets.Box([self._stage, self._reader])
        self._panes.add_class("wc-panes")
        for name, control in (
            ("story_id", self._story_menu),
            ("view", self._view_row),
            ("families", self._family_row),
            ("method", self._method_menu),
            ("voice", self._voice_menu),
        ):
            traitlets.link((self, name), (control, "value"))
        for control in (self._stage, self._reader):
            traitlets.link((self, "republication"), (control, "republication"))
        self._version_menu.observe(self._take_version, "value")
        self._country_row.observe(self._take_countries, "value")
        traitlets.dlink((self, "words"), (self._reader, "focus_on"))
        self._stage.observe(self._take_words, "picked")
        self._stage.on_msg(self._prepare)
        self._reader.on_msg(self._take_correction)
        self.add_class("wc-explorer")
        menus = [self._story_menu] if len(self._views) > 1 else []
        self.children = [
            ipywidgets.HBox([*menus, self._version_menu], layout={"flex_flow": "wrap"}),
            self._view_row,
            self._choice_rows,
            self._panes,
        ]

    @traitlets.validate(*_STATE)
    def _known(self, proposal: dict) -> Any:
        name, value = proposal["trait"].name, proposal["value"]
        allowed = self._allowed(name)
        for item in value if isinstance(value, tuple) else (value,):
            if item not in allowed:
                raise AnalysisError(f"{name} has no {item!r}: choose of {', '.join(allowed) or 'nothing'}.")
        return tuple(item for item in allowed if item in value) if isinstance(value, tuple) else value

    def _allowed(self, name: str) -> tuple[str, ...]:
        if name == "republication":
            return tuple(version.article_id for version in self.story.republications)
        if name == "countries":
            return self._views[self.story_id].countries()
        return {"view": VIEWS, "families": FAMILIES, "method": METHODS, "voice": VOICES, "story_id": tuple(self._views)}[name]

    def _choice(self) -> Choice:
        return Choice(self.view, self.families, self.countries, self.method, self.voice)

    def _show_story(self, _: Any = None) -> None:
        views, before = self._views[self.story_id], self.republication
        self._settled = False
        versions = [(version.outlet, version.article_id) for version in self.story.republications]
        self._version_menu.options = told_apart(versions)
        # Outlets recur: who reads one outlet through several stories stays with it.
        self.republication = before if before in self._allowed("republication") else versions[0][1]
        self._country_row.offer((country_name(code), code) for code in views.countries())
        self.countries = views.countries()
        self._reader.correctable = self._desk.folder(self.story) is not None
        self._reader.html = views.reader()
        self._settled = True
        self._show_version()
        self._show()

    def _show_version(self, _: Any = None) -> None:
        self.words = ""
        self._version_menu.value = self.republication

    def _show(self, _: Any = None) -> None:
        if not self._settled:
            return
        self._country_row.value = self.countries
        self._choice_rows.children = {
            "Metrics": (self._family_row,),
            "Why": (self._family_row, self._country_row),
            "Countries": (self._country_row, self._sentiment_row),
        }.get(self.view, ())
        reading = self.view == "Read"
        (self.add_class if reading else self.remove_class)("wc-reading")
        if not reading:
            self._stage.content = self._content(self._choice())

    def _content(self, choice: Choice) -> dict[str, str]:
        views = self._views[self.story_id]
        return {"key": f"{self.story_id} {choice.key}" + f" {views.edition}" * bool(views.edition), "html": views.html(choice)}

    def _take_version(self, change: dict) -> None:
        if self._settled and change["new"]:
            self.republication = change["new"]

    def _take_countries(self, change: dict) -> None:
        if self._settled:
            self.countries = change["new"]

    def _take_words(self, change: dict) -> None:
        words, version, _ = change["new"]
        if version in self._allowed("republication"):
            self.republication = version
        # The reader marks the same words again after a second click on the same mark.
        self.words = ""
        self.words = words

    def _take_correction(self, _: Any, message: dict[str, Any], __: Any) -> None:
        """Keep what a person says of the reader's words, and show the story as it is now; charts when a pause allows it."""
        views = self._views[self.story_id]
        try:
            story, said = self._desk.take(views.story, message)
        except AnalysisError as error:
            self._reader.send({"said": str(error)})
            return
        self._views[self.story_id] = fresh = StoryViews(story, views.edition + 1)
        self._reader.html = fresh.reader()
        self._reader.send({"said": said})
        if self._due is not None:
            self._due.cancel()
        try:
            self._due = asyncio.get_running_loop().call_later(_STILL, self._show)
        except RuntimeError:  # no event loop: nobody is looking
            self._show()

    def _prepare(self, *_: Any) -> None:
        """Make what the person may ask for next while they look at what is there, so that it is there at once."""
        with suppress(RuntimeError):  # no event loop: nobody is looking
            if self._preparing is None or self._preparing.done():
                self._preparing = asyncio.get_running_loop().create_task(self._make_ahead(self.story_id))

    async def _make_ahead(self, story_id: str) -> None:
        views, choice = self._views[story_id], self._choice()
        for step in self._steps_ahead(views, choice):
            await asyncio.sleep(_PAUSE)
            if story_id != self.story_id:
                return
            step()

    def _steps_ahead(self, views: StoryViews, choice: Choice) -> Iterator[Callable[[], Any]]:
        """The other views of the story, its other method (which reads a list of words), the other stories in this view."""
        for view in VIEWS[:-1]:
            yield partial(self._draw_ahead, replace(choice, view=view))
        yield partial(views.html, replace(choice, view="Countries", method="vader"))
        for other in [other for other in self._views.values() if other is not views][:_STORIES_AHEAD]:
            yield other.reader
            yield partial(other.html, replace(choice, countries=other.countries()))

    def _draw_ahead(self, choice: Choice) -> None:
        content = self._content(choice)
        if content["key"] not in self._drawn_ahead:
            self._drawn_ahead.add(content["key"])
            self._stage.ahead = content

    def static_twin(self) -> Html:
        """Return what stands in the explorer's place where there is no JupyterLab."""
        views = self._views[self.story_id]
        return views.html(Choice()) if views.problem else page.cards(self.story)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return with_static_twin(super()._repr_mimebundle_(**kwargs), self.static_twin())
