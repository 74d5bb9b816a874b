"""
wirecopy: what each outlet did to the agency's copy.

The public names are loaded on first use, so that ``import analysis`` stays quick and pulls in
neither altair, ipywidgets nor jupyter.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "AnalysisError": "analysis.errors",
    "Block": "analysis.articles.model",
    "Article": "analysis.articles.model",
    "Story": "analysis.articles.model",
    "load_corpus": "analysis.articles.store",
    "load_stories": "analysis.articles.places",
    "load_story": "analysis.articles.places",
    "save_article": "analysis.articles.store",
    "import_article": "analysis.articles.ingest",
    "preview_import": "analysis.articles.ingest",
    "annotate": "analysis.annotate.annotation",
    "target_sentiment": "analysis.annotate.sentiment",
    "align": "analysis.compare.align",
    "METRICS": "analysis.compare.metrics",
    "measure": "analysis.compare.metrics",
    "country_sentiment": "analysis.compare.countries",
    "country_differences": "analysis.compare.countries",
    "evidence": "analysis.compare.evidence",
    "sentence_counts": "analysis.compare.sentences",
    "sentence_table": "analysis.compare.sentences",
    "edits": "analysis.compare.edits",
    "quote_fates": "analysis.compare.fates",
    "compare": "analysis.compare.differences",
    "explain": "analysis.compare.differences",
    "outlets": "analysis.compare.outlets",
    "findings": "analysis.compare.findings",
    "hedge_changes": "analysis.compare.hedge_changes",
    "overview": "analysis.compare.overview",
    "ArticleImporter": "analysis.present.importer",
    "StoryExplorer": "analysis.present.explorer",
    "render_outlets": "analysis.present.report",
    "render_report": "analysis.present.report",
    "render_reports": "analysis.present.report",
}
_MODULES = {"charts": "analysis.present.charts"}

__all__ = sorted([*_HOME, *_MODULES])


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        value = import_module(_MODULES[name])
    elif name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
    else:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


class _PublicNames(ModuleType):
    """
    Keeps ``analysis.annotate`` and ``analysis.compare`` the functions.

    Two rooms bear the name of their main function. Importing anything from a room would bind the
    room's name here; ``from analysis.compare.align import align`` works all the same, as Python
    looks rooms up in ``sys.modules``.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _PublicNames
