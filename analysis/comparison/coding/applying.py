"""apply_labels(): where people and kit differ, make the labels corrections of the corpus."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pandas as pd

from analysis.articles.corpus.corrections_file import save_corrections
from analysis.articles.corrections import NO, Correction
from analysis.comparison.coding.labels import load_labels
from analysis.errors import AnalysisError

# Layers that ask about words that a correction can name, each with the layer of its corrections.
_LAYERS = {"sentiment": "sentiment", "voice": "voice", "speakers": "speaker"}
_NOT_SO = {"not_country": ("country", NO), "unnamed": ("speaker", NO)}
_NO_ANSWER = ("other", "no_speech")  # the name stands in the note, if anywhere; and what is no speech is not the speaker's matter


def apply_labels(labels: pd.DataFrame | str | Path, corpus: str | Path, coder: str | None = None) -> int:
    """
    Make labels that differ from the kit corrections of a corpus, which every later reading applies.

    Parameters
    ----------
    labels : pandas.DataFrame or path-like
        From `load_labels`, or the file that it reads.
    corpus : path-like
        The corpus folder.
    coder : str or None
        Whose labels; None for everybody's, where all who labelled an item say the same.

    Returns
    -------
    int
        How many corrections were made. Those that stand there already stay, once.

    Raises
    ------
    AnalysisError
        If what the kit says is not known, the coder has labelled nothing, or a file cannot be written.

    Notes
    -----
    Of the layers "sentiment", "voice" and "speakers" alone: the others ask about whole sentences or pairs of them, and do not
    say which words were misread. "Somebody else" and "no speech" make no correction either. Rates that allow for the kit's
    errors (`corrected_rates`) are of the kit as it reads, before any correction: do not correct twice.
    """
    frame = labels if isinstance(labels, pd.DataFrame) else load_labels(labels)
    if coder is not None:
        frame = frame[frame["coder"] == coder]
        if frame.empty:
            raise AnalysisError(f"{coder!r} has labelled nothing here.")
    if frame["kit"].isna().any():
        raise AnalysisError("What the kit says of these items is not known: keep the labels beside their labels-sample.csv.")
    found: dict[str, list[Correction]] = defaultdict(list)
    for (layer, _), rows in frame.groupby(["layer", "item"], sort=False):
        row = rows.iloc[-1]
        if layer in _LAYERS and rows["label"].nunique() == 1 and row["label"] not in (row["kit"], *_NO_ANSWER):
            found[row["story_id"]].append(_correction(row, ", ".join(rows["coder"])))
    for story_id, corrections in found.items():
        save_corrections(corrections, Path(corpus) / story_id)
    return sum(map(len, found.values()))


def _correction(row: pd.Series, who: str) -> Correction:
    layer, label = _NOT_SO.get(row["label"], (_LAYERS[row["layer"]], row["label"]))
    span = int(row["start"]), int(row["end"]), row["text"]
    kit = "" if row["kit"] in _NOT_SO or layer != _LAYERS[row["layer"]] else row["kit"]
    note, when = ("" if pd.isna(row[name]) else row[name] for name in ("note", "when"))
    return Correction(layer, row["article_id"], *span, label, kit=kit, who=who, when=when, note=note)
