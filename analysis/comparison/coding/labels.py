"""Labels in a file: one row a label, what was drawn in a file beside it; every label is on the disk when it is given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.articles.corpus.records import csv_rows, csv_table, other_columns
from analysis.articles.corpus.writing import one_at_a_time, write_whole
from analysis.articles.reading import CorpusError
from analysis.comparison.coding.sampling import SAMPLE_COLUMNS
from analysis.comparison.frames import typed_frame
from analysis.errors import AnalysisError

KEYS = ("item", "layer", "coder")
FILE_COLUMNS = ("layer", "item", "text", "coder", "label", "note", "when")
_DRAWN = ("story_id", "article_id", "outlet", "role", "start", "end", "kit", "stratum", "stratum_size")
LABEL_COLUMNS = {
    **dict.fromkeys(("layer", "item"), "str"),
    **dict.fromkeys(("story_id", "article_id", "outlet", "role"), "str"),
    **dict.fromkeys(("start", "end"), "Int64"),
    **dict.fromkeys(("text", "coder", "label", "note", "when", "kit", "stratum"), "str"),
    "stratum_size": "Int64",
}


def load_labels(path: str | Path) -> pd.DataFrame:
    """
    Read the labels that people gave, with what the kit says of the same items.

    Parameters
    ----------
    path : path-like
        ``labels.csv`` as `Coder` writes it, or a table with at least the columns layer, item, coder and label. What the kit
        says stands in ``labels-sample.csv`` beside it.

    Returns
    -------
    pandas.DataFrame
        One row for each label: layer, item, story_id, article_id, outlet, role, start, end, text, coder, label, note, when
        (UTC), kit, stratum, stratum_size; missing values for what no sample tells.

    Raises
    ------
    AnalysisError
        If a file cannot be read, lacks a column, or a coder has labelled an item twice.
    """
    path = Path(path)
    drawn = {(row["layer"], row["item"]): row for row in sample_rows(path)}
    made = []
    for _, row in label_rows(path):
        told = drawn.get((row["layer"], row["item"]), {})
        known = {**row, **{name: told[name] for name in _DRAWN if name in told}}
        made.append(tuple(known.get(name) for name in LABEL_COLUMNS))
    return typed_frame(made, LABEL_COLUMNS)


def label_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return line and cells of every label of a file, or refuse what is no table of labels."""
    found: list[tuple[int, dict[str, str]]] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, row in csv_rows(path):
        missing = [name for name in (*KEYS, "label") if not row.get(name)]
        if missing:
            raise CorpusError(f"{missing[0]!r} is missing: a label needs {', '.join((*KEYS, 'label'))}.", path, line)
        key = tuple(row[name] for name in KEYS)
        if key in seen:
            raise CorpusError(f"{row['coder']!r} has labelled this item in line {seen[key]} already: keep one.", path, line)
        seen[key] = line
        found.append((line, row))
    return found


def sample_file(path: Path) -> Path:
    """Return where the sample of a file of labels is kept: out of sight of those who label."""
    return path.with_name(f"{path.stem}-sample.csv")


def sample_rows(path: Path) -> list[dict[str, Any]]:
    """Return what was drawn for a file of labels, empty if nothing is told."""
    file = sample_file(path)
    return [_drawn(row, file, line) for line, row in csv_rows(file)] if file.exists() else []


def _drawn(row: Mapping[str, str], file: Path, line: int) -> dict[str, Any]:
    missing = [name for name in SAMPLE_COLUMNS if name not in row]
    if missing:
        raise CorpusError(f"the column {missing[0]!r} is missing: draw the sample anew.", file, line)
    try:
        numbers = {name: int(row[name]) for name in ("start", "end", "stratum_size")}
        wire_start = int(row["wire_start"]) if row["wire_start"] else None
        options = tuple(str(option) for option in json.loads(row["options"]))
        return {**row, **numbers, "wire_start": wire_start, "options": options, "weight": float(row["weight"])}
    except (TypeError, ValueError):
        raise CorpusError("a number or the options cannot be read: draw the sample anew.", file, line) from None


def keep_sample(path: Path, sample: pd.DataFrame) -> None:
    """
    Write down what was drawn, beside a file of labels.

    Parameters
    ----------
    path : Path
        The file of labels.
    sample : pandas.DataFrame
        From `sample_for_coding`. Other layers stay; a larger sample takes the place of a smaller one of the same layer.

    Raises
    ------
    AnalysisError
        If items of the layer are labelled that the sample does not hold: their weights would be of another draw.
    """
    layers = set(sample["layer"])
    with one_at_a_time(path.parent):
        check_sample(path, sample)
        rows = [row for row in sample_rows(path) if row["layer"] not in layers]
        rows += sample[list(SAMPLE_COLUMNS)].astype(object).where(sample.notna(), "").to_dict("records")
        for row in rows:
            row["options"] = json.dumps(list(row["options"]), ensure_ascii=False)
            row["wire_start"] = "" if row["wire_start"] is None else row["wire_start"]
        write_whole(sample_file(path), coding_table(rows, tuple(SAMPLE_COLUMNS)))


def check_sample(path: Path, sample: pd.DataFrame) -> None:
    """Refuse a sample that does not hold what is labelled of its layers in a file of labels."""
    if not path.exists():
        return
    layers, drawn = set(sample["layer"]), set(zip(sample["layer"], sample["item"], strict=True))
    strange = [row["item"] for _, row in label_rows(path) if row["layer"] in layers and (row["layer"], row["item"]) not in drawn]
    if strange:
        raise AnalysisError(
            f"{path}: {len(strange)} of its labels are of another sample ({strange[0][:80]!r}): draw with the same seed and at "
            "least as many items, or choose another file."
        )


def save_label(path: Path, label: Mapping[str, str]) -> None:
    """
    Put a label into a file, in the place of the one that the same person gave to the same item before.

    Parameters
    ----------
    path : Path
        Made if it is not there. It is replaced as a whole: whenever the process ends, it holds all labels but the last.
    label : mapping of str to str
        The columns `FILE_COLUMNS`.
    """
    _rewrite(path, label, [dict(label)])


def remove_label(path: Path, label: Mapping[str, str]) -> None:
    """Take the label of a person for an item out of a file."""
    _rewrite(path, label, [])


def _rewrite(path: Path, label: Mapping[str, str], instead: list[dict[str, str]]) -> None:
    key = tuple(label[name] for name in KEYS)
    with one_at_a_time(path.parent):
        rows = [row for _, row in label_rows(path)] if path.exists() else []
        rows = [row for row in rows if tuple(row[name] for name in KEYS) != key] + instead
        write_whole(path, label_table(rows))


def label_table(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Write labels as CSV; columns that a person has added stay."""
    rows = list(rows)
    return coding_table(rows, (*FILE_COLUMNS, *other_columns(rows, FILE_COLUMNS)))


def coding_table(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> bytes:
    """Write rows as CSV, with one kind of line breaks in their cells."""
    return csv_table(({name: _with_line_feeds(value) for name, value in row.items()} for row in rows), columns)


def _with_line_feeds(value: Any) -> str:
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
