"""A research package of a corpus: its tables as CSV with types and digests, as a Frictionless data package."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import pandas as pd

import analysis
from analysis.articles.corpus.records import guard_cell
from analysis.articles.corpus.writing import write_all
from analysis.articles.model import Article, Story
from analysis.comparison.frames import typed_frame

_ARTICLE = ("story_id", "article_id", "outlet", "role", "headline", "byline", "published", "url", "licence", "language")
_OF_ARTICLES = ("measure", "country_sentiment", "sources", "evidence")
_OF_STORIES = (
    *("overview", "sentence_table", "edits", "claims", "headlines", "quote_fates", "source_fates", "hedge_changes"),
    *("compare", "explain", "country_differences", "findings", "outlets"),
)
_TYPES = {"int64": "integer", "Int64": "integer", "float64": "number", "bool": "boolean", "object": "array"}


def write_package(stories: Iterable[Story], folder: str | Path, labels: str | Path | None = None) -> Path:
    """
    Write every table of a corpus into a folder that can be published and checked.

    Parameters
    ----------
    stories : iterable of Story
    folder : path-like
        Made if needed; what it holds of an earlier package is replaced, all of it or nothing.
    labels : path-like or None
        A file of labels, for the tables ``labels``, ``agreement`` and, by layer, ``corrected_rates``.

    Returns
    -------
    Path
        ``datapackage.json``: version of the kit, time, and for each table its file, SHA-256, size and the type of each column
        (Frictionless Data Package 1.0).

    Raises
    ------
    AnalysisError
        If the stories cannot be measured, or a file cannot be written.

    Notes
    -----
    Whole texts are left out, as they are seldom one's own to publish: ``articles`` has the SHA-256 of each, so that whoever has
    them can see that they are the same. Tables that quote (``evidence``, ``sentence_table``, ``edits`` …) hold the words that
    they are about. Cells that a spreadsheet would take for a formula begin with an apostrophe; missing values are empty.
    """
    stories, folder = tuple(stories), Path(folder)
    files = {f"{name}.csv": make() for name, make in _tables(stories, labels).items()}
    contents = {name: _csv(frame) for name, frame in files.items()}
    described = {
        "profile": "tabular-data-package",
        "name": "wirecopy-corpus",
        "title": f"{len(stories)} stories, measured by wirecopy {analysis.__version__}",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "wirecopy": analysis.__version__,
        "resources": [_resource(name, frame, contents[name]) for name, frame in files.items()],
    }
    package = folder / "datapackage.json"
    whole = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    write_all({**{folder / name: data for name, data in contents.items()}, package: whole.encode("utf-8")})
    return package


def _tables(stories: tuple[Story, ...], labels: str | Path | None) -> dict[str, Callable[[], pd.DataFrame]]:
    articles = [article for story in stories for article in story.articles]
    made: dict[str, Callable[[], pd.DataFrame]] = {"articles": partial(_articles, articles)}
    made |= {name: partial(getattr(analysis, name), articles) for name in _OF_ARTICLES}
    made |= {name: partial(getattr(analysis, name), stories) for name in _OF_STORIES}
    if labels is not None:
        given = analysis.load_labels(labels)
        made |= {"labels": lambda: given, "agreement": partial(analysis.agreement, given)}
        for layer in sorted(set(given["layer"])):
            made[f"corrected_rates-{layer}"] = partial(analysis.corrected_rates, given, stories, layer)
    return made


def _articles(articles: list[Article]) -> pd.DataFrame:
    rows = [(*(getattr(a, name) for name in _ARTICLE), sha256(a.text.encode("utf-8")).hexdigest()) for a in articles]
    return typed_frame(rows, {**dict.fromkeys(_ARTICLE, "str"), "text_sha256": "str"})


def _csv(frame: pd.DataFrame) -> bytes:
    texts = {name: kind for name, kind in frame.dtypes.astype(str).items() if kind in ("str", "object")}
    cells = {name: [_cell(value) for value in frame[name]] for name in texts}
    return frame.assign(**cells).to_csv(index=False, lineterminator="\n").encode("utf-8")


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return "" if pd.isna(value) else guard_cell(str(value))


def _resource(name: str, frame: pd.DataFrame, data: bytes) -> dict[str, object]:
    fields = [{"name": column, "type": _TYPES.get(str(kind), "string")} for column, kind in frame.dtypes.items()]
    return {
        "profile": "tabular-data-resource",
        "name": name.removesuffix(".csv"),
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""]},
    }
