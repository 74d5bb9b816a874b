"""
Charts: one function a question, a frame in, an ``alt.Chart`` out.

Every mark that stands for words carries an address in the field ``words`` (``hedge:modal``,
``country:KOR``, ``wire-3``): a click on it leads the reader to those words. A frame that holds several
republications gives a chart with a switch between them; ``outlet=None`` shows all of them at once, and ``outlet="Name"`` one.
"""

from __future__ import annotations

from analysis.presentation.charts.countries import country_sentiment
from analysis.presentation.charts.flow import sentence_flow
from analysis.presentation.charts.matrix import survival
from analysis.presentation.charts.metrics import MAIN_METRICS, address, causes, metric_differences
from analysis.presentation.charts.outlets import outlet_profiles
from analysis.presentation.charts.parts import draw_offline
from analysis.presentation.charts.spans import hedges, quotation_fates, strip

__all__ = [
    "MAIN_METRICS",
    "address",
    "causes",
    "country_sentiment",
    "hedges",
    "metric_differences",
    "outlet_profiles",
    "quotation_fates",
    "sentence_flow",
    "strip",
    "survival",
]

draw_offline()
