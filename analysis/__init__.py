"""
wirecopy: what each outlet did to the agency's copy.

The public names are loaded on first use, so that ``import analysis`` stays quick and pulls in
neither altair, ipywidgets nor jupyter.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "AnalysisError": "analysis.errors",
    "Block": "analysis.articles.model",
    "Article": "analysis.articles.model",
    "Story": "analysis.articles.model",
    "Correction": "analysis.articles.corrections",
    "save_correction": "analysis.articles.corpus.corrections_file",
    "load_corpus": "analysis.articles.corpus.store",
    "load_stories": "analysis.articles.corpus.locations",
    "load_story": "analysis.articles.corpus.locations",
    "save_article": "analysis.articles.corpus.store",
    "import_article": "analysis.articles.importing.ingest",
    "preview_import": "analysis.articles.importing.ingest",
    "annotate": "analysis.annotation.annotation",
    "target_sentiment": "analysis.annotation.sentiment.score",
    "align": "analysis.comparison.alignment.align",
    "METRICS": "analysis.comparison.numbers.metrics",
    "Metric": "analysis.comparison.numbers.metrics",
    "add_metric": "analysis.comparison.numbers.own_metrics",
    "remove_metric": "analysis.comparison.numbers.own_metrics",
    "load_metrics": "analysis.comparison.numbers.own_metrics",
    "concordance": "analysis.comparison.numbers.concordance",
    "keyness": "analysis.comparison.numbers.keyness",
    "substitutions": "analysis.comparison.numbers.substitutions",
    "measure": "analysis.comparison.numbers.metrics",
    "country_sentiment": "analysis.comparison.numbers.countries",
    "country_differences": "analysis.comparison.numbers.countries",
    "evidence": "analysis.comparison.numbers.evidence",
    "sources": "analysis.comparison.changes.sources",
    "source_fates": "analysis.comparison.changes.source_fates",
    "sentence_counts": "analysis.comparison.changes.sentences",
    "sentence_table": "analysis.comparison.changes.sentences",
    "survival": "analysis.comparison.changes.survival",
    "edits": "analysis.comparison.changes.edits",
    "quote_fates": "analysis.comparison.changes.fates",
    "claim_changes": "analysis.comparison.claims.claim_changes",
    "claims": "analysis.comparison.claims.claim_changes",
    "compare": "analysis.comparison.numbers.differences",
    "explain": "analysis.comparison.numbers.differences",
    "outlets": "analysis.comparison.numbers.outlets",
    "findings": "analysis.comparison.findings.findings",
    "headlines": "analysis.comparison.claims.headlines",
    "hedge_changes": "analysis.comparison.changes.hedge_changes",
    "overview": "analysis.comparison.numbers.overview",
    "sample_for_coding": "analysis.comparison.coding.sampling",
    "load_labels": "analysis.comparison.coding.labels",
    "export_labels": "analysis.comparison.coding.exchange",
    "import_labels": "analysis.comparison.coding.exchange",
    "agreement": "analysis.comparison.coding.agreement",
    "apply_labels": "analysis.comparison.coding.applying",
    "corrected_rates": "analysis.comparison.coding.rates",
    "find_republications": "analysis.archive.find",
    "measure_archive": "analysis.archive.measuring",
    "ArticleImporter": "analysis.presentation.lab.importer",
    "Coder": "analysis.presentation.lab.coder",
    "StoryExplorer": "analysis.presentation.lab.explorer",
    "write_package": "analysis.presentation.report.package",
    "render_outlets": "analysis.presentation.report.report",
    "render_report": "analysis.presentation.report.report",
    "render_reports": "analysis.presentation.report.report",
}
_MODULES = {"charts": "analysis.presentation.charts.gallery"}

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
