"""Desk: keeps in a corpus what a person says of its stories, and gives the stories as they are then."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.articles.corpus.corrections_file import CORRECTIONS_FILE, read_corrections, save_corrections, undo_correction
from analysis.articles.corrections import COMPARED, Correction, from_row
from analysis.articles.model import Story
from analysis.errors import AnalysisError


class Desk:
    """
    Where corrections of a corpus are kept.

    Parameters
    ----------
    corpus : path-like, or anything else
        A folder of story folders, or one story folder; files, and stories that are nowhere on the disk, keep none.
    """

    def __init__(self, corpus: object) -> None:
        self._corpus = Path(corpus).resolve() if isinstance(corpus, str | os.PathLike) else None

    def folder(self, story: Story) -> Path | None:
        """The folder of a story; None if the corpus has none."""
        if self._corpus is None or not self._corpus.is_dir():
            return None
        places = (self._corpus / story.story_id, self._corpus)
        return next((place for place in places if place.name == story.story_id and (place / _file(story)).is_file()), None)

    def take(self, story: Story, message: Mapping[str, Any]) -> tuple[Story, str]:
        """
        Keep or undo corrections.

        Parameters
        ----------
        story : Story
        message : mapping
            ``{"correct": rows}`` or ``{"undo": rows}``; a row has the columns of ``corrections.csv``.

        Returns
        -------
        Story
            As it is with all corrections of its file.
        str
            What was done, for the person.

        Raises
        ------
        AnalysisError
            If the story has no folder, a row is no correction of the story as it is, or the file cannot be written.
        """
        folder = self.folder(story)
        if folder is None:
            raise AnalysisError("This story has no folder in a corpus, so nothing can be kept: give StoryExplorer its corpus.")
        before = [correction for _, correction in read_corrections(folder / CORRECTIONS_FILE)]
        if "undo" in message:
            wanted = [_first_said(from_row(row), before) for row in message["undo"]]
            for correction in reversed(wanted):
                undo_correction(correction, folder)
            done = "undone"
        else:
            wanted = [_first_said(_fitting(from_row(row), story), before) for row in message.get("correct", ())]
            save_corrections(wanted, folder)
            done = "saved"
        now = [correction for _, correction in read_corrections(folder / CORRECTIONS_FILE)]
        what = "; ".join(f"{c.layer} {(c.text or c.wire_text)[:40]} → {c.label}" for c in wanted)
        return _with_corrections(story, now), f"{done}: {what}"


def _file(story: Story) -> str:
    return f"{story.wire.article_id}.md"


def _first_said(correction: Correction, before: list[Correction]) -> Correction:
    """The page shows what people said of a place; what the kit said of it is what it said before the first of them."""
    kit = next((other.kit for other in before if other.place == correction.place), correction.kit)
    return replace(correction, kit=kit)


def _fitting(correction: Correction, story: Story) -> Correction:
    """The correction with the story's own words; refused if the page showed other ones."""
    article = next((article for article in story.articles if article.article_id == correction.article), None)
    wire = story.wire.text if correction.layer in COMPARED else None
    if article is None or not correction.fits(article.text, wire):
        raise AnalysisError(f"The words {correction.text[:60]!r} do not stand there: load the corpus again.")
    return correction


def _with_corrections(story: Story, corrections: list[Correction]) -> Story:
    wire, *others = (
        replace(article, corrections=tuple(c for c in corrections if c.article == article.article_id)) for article in story.articles
    )
    return replace(story, wire=wire, republications=tuple(others))
