"""Coder: label a sample by keyboard, one item at a time, without seeing what the kit says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from analysis.articles.model import without_controls
from analysis.comparison.coding.codebooks import Code, codebook
from analysis.comparison.coding.labels import check_sample, keep_sample, label_rows, remove_label, save_label
from analysis.comparison.coding.sampling import SAMPLE_COLUMNS
from analysis.errors import AnalysisError
from analysis.presentation.page.reader_widget import with_static_twin
from analysis.presentation.rendering import asset, render


class Coder(anywidget.AnyWidget):
    """
    Label a sample: one item at a time with its context, by keyboard alone, without seeing what the kit says.

    Keys: ``1`` to ``9`` give an answer, ``n`` opens a note (Enter closes it), ``s`` puts the item behind the others, ``u`` takes
    the last label back. Every label is in the file before the next item is shown. Who comes back goes on where they stopped.

    Parameters
    ----------
    sample : pandas.DataFrame
        From `sample_for_coding`.
    coder : str
        Who labels: initials or a name. Several people write into one file, each at their own pace.
    path : str or Path
        The file of labels, made with the first one; `load_labels` reads it. ``labels.csv`` in the folder of a corpus is found by
        ``wirecopy report``. What was drawn, and what the kit says, is written into ``labels-sample.csv`` beside it.

    Raises
    ------
    AnalysisError
        If the sample lacks a column, nobody is named, or the file holds something else or labels of another sample.

    Examples
    --------
    >>> import tempfile, analysis
    >>> sample = analysis.sample_for_coding(analysis.load_stories(), "quotations", 4)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     coder = Coder(sample, "Ana", f"{folder}/labels.csv")
    ...     coder.give("yes")
    ...     coder.left, analysis.load_labels(f"{folder}/labels.csv").label.tolist()
    (3, ['yes'])
    """

    _css = asset("widget.css")
    shown = traitlets.Dict().tag(sync=True)

    def __init__(self, sample: pd.DataFrame, coder: str = "", path: str | Path = "labels.csv", **kwargs: Any) -> None:
        missing = [name for name in SAMPLE_COLUMNS if name not in sample]
        if missing:
            raise AnalysisError(f"The sample has no column {missing[0]!r}: give what sample_for_coding has drawn.")
        self._coder = without_controls(str(coder)).strip()
        if not self._coder:
            raise AnalysisError('Say who labels, as in Coder(sample, coder="AN"): several people\'s labels are compared by it.')
        self._path, self._sample, self._kept, self._turn, self._wrong = Path(path), sample, False, 0, ""
        check_sample(self._path, sample)
        self._items = {row["item"]: row for row in sample.to_dict("records")}
        own = [row for _, row in label_rows(self._path)] if self._path.exists() else []
        own = [row for row in own if row["coder"] == self._coder and row["item"] in self._items]
        self._given = [row["item"] for row in own]
        self._notes = {row["item"]: row.get("note", "") for row in own}
        self._queue = [item for item in self._items if item not in set(self._given)]
        type(self)._esm = asset("lab.js") + asset("coder.js")
        super().__init__(shown=self._state(), **kwargs)
        self.on_msg(self._take)

    @property
    def left(self) -> int:
        """How many items have no label of this person yet."""
        return len(self._queue)

    def give(self, code: str, note: str = "") -> None:
        """Label the item that is shown, and show the next; ``code`` is one of its options."""
        if not self._queue:
            raise AnalysisError("Every item of the sample is labelled: draw a larger one with the same seed to go on.")
        item = self._items[self._queue[0]]
        if code not in item["options"]:
            raise AnalysisError(f"{code!r} is no answer to this question: choose one of {', '.join(item['options'])}.")
        if not self._kept:
            keep_sample(self._path, self._sample)
            self._kept = True
        note = without_controls(note).strip()
        when = datetime.now(UTC).isoformat(timespec="seconds")
        save_label(self._path, {**self._key(item), "text": item["text"], "label": code, "note": note, "when": when})
        self._given.append(self._queue.pop(0))
        self._notes[item["item"]] = note
        self._show()

    def undo(self) -> None:
        """Take this person's last label back, and show its item again."""
        if self._given:
            remove_label(self._path, self._key(self._items[self._given[-1]]))
            self._queue.insert(0, self._given.pop())
            self._show()

    def skip(self) -> None:
        """Put the item that is shown behind the others."""
        self._queue = self._queue[1:] + self._queue[:1]
        self._show()

    def _key(self, item: dict[str, Any]) -> dict[str, str]:
        return {"layer": item["layer"], "item": item["item"], "coder": self._coder}

    def _show(self) -> None:
        self._turn, self._wrong = self._turn + 1, ""
        self.shown = self._state()

    def _progress(self) -> str:
        done, n = len(self._given), len(self._items)
        return f"All {n} items are labelled." if n and done == n else f"{self._coder}: {done} of {n} items labelled."

    def _state(self) -> dict[str, Any]:
        """What the page may know: neither what the kit says, nor the stratum, nor the outlet, which might tell it."""
        state = {"turn": self._turn, "progress": self._progress(), "wrong": self._wrong, "undo": bool(self._given), "options": []}
        if self._queue:
            item = self._items[self._queue[0]]
            state |= {name: item[name] for name in ("before", "text", "after", "beside")}
            state |= {"question": codebook(item["layer"]).question, "note": self._notes.get(item["item"], "")}
            state["options"] = [_option(item["layer"], code) for code in item["options"]]
        return state

    def _take(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        """Do what a key or a click asks for; one that was meant for an item that is gone does nothing but show what is there."""
        try:
            if content.get("turn") == self._turn:
                if content["action"] == "give":
                    self.give(str(content["code"]), str(content["note"]))
                elif content["action"] in ("undo", "skip"):
                    getattr(self, content["action"])()
        except AnalysisError as error:  # the disk is full, say: the item stays, and its label can be given again
            self._turn, self._wrong = self._turn + 1, str(error)
            self.shown = self._state()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        book = codebook(next(iter(self._items.values()))["layer"]) if self._items else None
        told = {"question": book.question if book else "", "codes": book.codes if book else ()}
        return with_static_twin(super()._repr_mimebundle_(**kwargs), render("coder", progress=self._progress(), **told))


def _option(layer: str, code: str) -> dict[str, str]:
    known = {own.code: own for own in codebook(layer).codes}
    told = known.get(code, Code(code, code, ""))
    return {"code": told.code, "label": told.label, "rule": told.rule}
