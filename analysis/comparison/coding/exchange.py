"""Labels in forms that other tools read, and back: CSV, JSON lines, tasks of Label Studio."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.articles.corpus.records import csv_rows, json_rows
from analysis.articles.corpus.writing import one_at_a_time, write_whole
from analysis.articles.model import without_controls
from analysis.articles.reading import CorpusError, read_text
from analysis.comparison.coding.codebooks import codebook
from analysis.comparison.coding.labels import (
    FILE_COLUMNS,
    KEYS,
    LABEL_COLUMNS,
    coding_table,
    keep_sample,
    label_rows,
    label_table,
    load_labels,
)
from analysis.errors import AnalysisError


def export_labels(labels: str | Path | pd.DataFrame, out: str | Path) -> Path:
    """
    Write labels, or items to label, in a form that other tools read.

    Parameters
    ----------
    labels : path-like or pandas.DataFrame
        A file of labels, for ``.csv`` and ``.jsonl``; a sample from `sample_for_coding`, for ``.json``.
    out : path-like
        ``.csv`` or ``.jsonl``: a row a label with the columns of `load_labels`, what the kit says among them. ``.json``: tasks
        for Label Studio, without what the kit says; the answers come back with `import_labels`.

    Returns
    -------
    Path
        The file, written as a whole.

    Raises
    ------
    AnalysisError
        If the ending is another, what is given does not fit it, or the file cannot be written.

    Examples
    --------
    >>> import tempfile, analysis
    >>> sample = analysis.sample_for_coding(analysis.load_stories(), "claims", 2)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tasks = json.loads(export_labels(sample, f"{folder}/tasks.json").read_text("utf8"))
    >>> len(tasks), sorted(tasks[0]["data"])
    (2, ['beside', 'item', 'layer', 'question', 'shown', 'text'])
    """
    out = Path(out)
    if out.suffix == ".json":
        if not isinstance(labels, pd.DataFrame) or "options" not in labels:
            raise AnalysisError("Tasks for Label Studio are made from a sample: give what sample_for_coding has drawn.")
        tasks = [{"data": _task(row)} for row in labels.to_dict("records")]
        write_whole(out, (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
        return out
    frame = labels if isinstance(labels, pd.DataFrame) else load_labels(labels)
    missing = [name for name in LABEL_COLUMNS if name not in frame]
    if missing:
        raise AnalysisError(f"The labels have no column {missing[0]!r}: give what load_labels returns, or its file.")
    records = frame[list(LABEL_COLUMNS)].astype(object).where(frame[list(LABEL_COLUMNS)].notna(), None).to_dict("records")
    if out.suffix == ".jsonl":
        write_whole(out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in records).encode("utf-8"))
    elif out.suffix == ".csv":
        empty = [{name: "" if value is None else value for name, value in row.items()} for row in records]
        write_whole(out, coding_table(empty, tuple(LABEL_COLUMNS)))
    else:
        raise AnalysisError(f"{out}: labels are written as .csv or .jsonl, items to label as .json (Label Studio).")
    return out


def import_labels(source: str | Path, path: str | Path, sample: pd.DataFrame | None = None) -> int:
    """
    Take labels that were given elsewhere into a file of labels.

    Parameters
    ----------
    source : path-like
        ``.csv`` or ``.jsonl`` with the columns layer, item, coder and label; ``.json``, what Label Studio exports ("JSON") of
        tasks that `export_labels` made.
    path : path-like
        The file of labels. A label takes the place of an earlier one of the same person for the same item.
    sample : pandas.DataFrame or None
        What was drawn, where no `Coder` has kept it: with it, the labels have weights and what the kit says.

    Returns
    -------
    int
        How many labels were taken.

    Raises
    ------
    AnalysisError
        If a file cannot be read, a label is none of the answers of its codebook, or of an item that the sample lacks: nothing is
        taken then.
    """
    source, path = Path(source), Path(path)
    readers = {".csv": csv_rows, ".jsonl": json_rows, ".json": _of_label_studio}
    if source.suffix not in readers:
        raise CorpusError("labels are read from .csv, .jsonl or .json (Label Studio).", source)
    new: dict[tuple[str, ...], dict[str, str]] = {}
    for line, row in readers[source.suffix](source):
        label = {name: without_controls(str(row.get(name) or "")).strip() for name in FILE_COLUMNS}
        missing = [name for name in (*KEYS, "label") if not label[name]]
        if missing:
            raise CorpusError(f"{missing[0]!r} is missing: a label needs {', '.join((*KEYS, 'label'))}.", source, line)
        known = [code.code for code in codebook(label["layer"]).codes]
        if label["layer"] != "speakers" and label["label"] not in known:
            raise CorpusError(f"{label['label'][:40]!r} is no answer of {label['layer']}: {', '.join(known)}.", source, line)
        if sample is not None and not ((sample["layer"] == label["layer"]) & (sample["item"] == label["item"])).any():
            raise CorpusError(
                f"the sample does not hold the item {label['item'][:80]!r}: give the one that was labelled.", source, line
            )
        new[tuple(label[name] for name in KEYS)] = label
    if sample is not None:
        keep_sample(path, sample)
    with one_at_a_time(path.parent):
        there = [row for _, row in label_rows(path)] if path.exists() else []
        kept = [row for row in there if tuple(row[name] for name in KEYS) not in new]
        write_whole(path, label_table([*kept, *new.values()]))
    return len(new)


def _task(row: Mapping[str, Any]) -> dict[str, str]:
    """What Label Studio shows of an item: it marks no words by itself, so that brackets do."""
    if row["layer"] == "speakers":
        raise AnalysisError("The answers about speakers differ from item to item, which this export does not do: use Coder.")
    shown = f"{row['before']}⟦{row['text']}⟧{row['after']}"
    told = {name: row[name] for name in ("item", "layer", "text", "beside")}
    return {**told, "question": codebook(row["layer"]).question, "shown": shown}


def _of_label_studio(source: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each task and every label of it; one that was cancelled is none."""
    try:
        tasks = json.loads(read_text(source))
        for number, task in enumerate(tasks, 1):
            for given in task.get("annotations", []):
                if given.get("was_cancelled"):
                    continue
                by = given.get("completed_by")
                coder = by.get("email") if isinstance(by, dict) else by
                answers = [part["value"] for part in given["result"]]
                chosen = [value["choices"][0] for value in answers if value.get("choices")]
                notes = [" ".join(value["text"]) for value in answers if isinstance(value.get("text"), list)]
                told = {name: task["data"][name] for name in ("item", "layer", "text")}
                note, when = " ".join(notes), given.get("created_at")
                yield number, {**told, "coder": coder, "label": chosen[0] if chosen else "", "note": note, "when": when}
    except (ValueError, RecursionError, TypeError, KeyError, IndexError, AttributeError):
        raise CorpusError("this is no export of Label Studio of tasks that export_labels has made.", source) from None
