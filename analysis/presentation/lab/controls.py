"""Controls of the explorer: a row of switches, and menus whose entries can be told apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ipywidgets
import traitlets

from analysis.presentation.charts.names import told_apart


class Choices(ipywidgets.HBox):
    """
    A row of switches, of which any number may be on.

    Attributes
    ----------
    value : tuple of str
        Keys of the switches that are on, in the order of the row.
    """

    value = traitlets.Tuple()

    def __init__(self, label: str, **kwargs: Any) -> None:
        self._label = ipywidgets.Label(label)
        self._switches: dict[str, ipywidgets.ToggleButton] = {}
        self._setting = False
        super().__init__(**kwargs)
        self.add_class("wc-choices")

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer other ``(label, key)`` pairs, all of them on."""
        self._switches = {key: ipywidgets.ToggleButton(value=True, description=label) for label, key in options}
        for switch in self._switches.values():
            switch.observe(self._read, "value")
        self.children = (self._label, *self._switches.values())
        self._read()

    def _read(self, _: Any = None) -> None:
        if not self._setting:
            self.value = tuple(key for key, switch in self._switches.items() if switch.value)

    @traitlets.observe("value")
    def _set(self, change: dict) -> None:
        self._setting = True
        for key, switch in self._switches.items():
            switch.value = key in change["new"]
        self._setting = False


def menu(label: str, options: Iterable[tuple[str, str]]) -> ipywidgets.Dropdown:
    """Return a menu of ``(label, key)`` pairs."""
    return ipywidgets.Dropdown(options=told_apart(options), description=label, style={"description_width": "auto"})
