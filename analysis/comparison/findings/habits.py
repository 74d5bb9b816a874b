"""Sentences about what an outlet does over stories, each from a row of `outlets`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.articles.model import Story
from analysis.comparison.findings.wording import count, country, number, percent, plain, sentence, signed
from analysis.comparison.frames import rows_of, typed_frame
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.outlets import FEWEST_STORIES, alphabetical, outlets

KINDS = ("claims", "headlines", "hedges", "fates", "countries", "metrics")
COLUMNS = {
    **dict.fromkeys(("outlet", "topic", "text", "metric"), "str"),
    **dict.fromkeys(("value", "reference", "difference", "low", "high", "p", "p_adjusted"), "float64"),
    **dict.fromkeys(("n_tests", "n", "n_stories"), "int64"),
}
_LIMIT = 0.05
# What is said of a number, gravest first; {} is the number. Of lengths and of what another row says already nothing is said.
_SAID = {
    "claims_reversed": "it turns round claims of the wire {n}, {}",
    "claims_roles": "it swaps who did what to whom {n}, {}",
    "claims_quotation": "it changes words inside quotation marks {n}, {}",
    "claims_figure": "it gives another figure {n}, {}",
    "claims_name": "it gives another name {n}, {}",
    "claims_attribution": "it cuts who says so from what it carries {n}, {}",
    "claims_bent": "it bends claims of the wire {n}, {}",
    "headlines_alarms": "{} of its headlines say what their own text does not",
    "headlines_changed": "{} of its headlines change what the wire’s headline claims",
    "headlines_loaded": "{} of its headlines have loaded words",
    "headlines_capitals": "{} of its headlines shout in capitals",
    "hedges_lost": "it loses {} of the wire’s hedges",
    "sentiment": "its {voice}sentiment toward {country} scores {higher} than the wire’s: {}",
    "loaded_reporting_share": "{} of its reporting verbs are loaded",
    "quotations_altered": "it alters {} of the wire’s quotations inside their marks",
    "quotations_truncated": "it truncates {} of the wire’s quotations",
    "quotations_dropped": "it drops {} of the wire’s quotations",
    "quotations_new": "{} of its quotations are not in the wire copy",
    "kept_share": "it carries {} of the wire’s words",
    "new_share": "{} of its words match no sentence of the wire copy",
    "quoted_share": "{} of its words stand in quotation marks",
    "speakers": "it quotes {} people or bodies a story",
    "words_per_sentence": "its sentences are {longer}: {} words on average",
    "flesch_reading_ease": "it is {easier} to read: Flesch reading ease {}",
}
_ORDER = {metric: rank for rank, metric in enumerate(_SAID)}
_ALWAYS = ("claims_bent", "hedges_lost", "kept_share")
_RATE = "hedges_per_1000_words"
_TAKEN = ("value", "reference", "mean_difference", "low", "high", "p", "p_adjusted", "n_tests", "n", "n_stories")
_TOPICS = {"sentiment": "tone", "kept_share": "carried", "new_share": "new", "speakers": "quotations"}
_TOPICS_OF_GROUPS = {"claims": "claims", "headlines": "headline", "hedges": "hedges", "quotations": "quotations"}
_OPPOSITES = {"higher": "lower", "longer": "shorter", "easier": "harder"}
_VOICES = {"all": "", "narrator": "narrator’s ", "source": "sources’ "}


def habits(stories: Sequence[Story]) -> pd.DataFrame:
    """
    State what each outlet does over stories as plain sentences.

    Parameters
    ----------
    stories : sequence of Story

    Returns
    -------
    pandas.DataFrame
        As `findings` describes it for several stories.
    """
    frames = {kind: outlets(stories, of=kind) for kind in KINDS}
    rates = {row.outlet: row for row in rows_of(frames["hedges"]) if row.metric == _RATE}
    rows = [row for frame in frames.values() for row in rows_of(frame) if _is_told(row)]
    rows.sort(key=lambda row: (alphabetical(row.outlet), not row.p_adjusted < _LIMIT, _ORDER.get(row.metric, len(_ORDER))))
    found = [
        (
            row.outlet,
            _topic(row.metric),
            sentence(_text(row) + _rate(row, rates)),
            row.metric,
            *(getattr(row, name) for name in _TAKEN),
        )
        for row in rows
    ]
    return typed_frame(found, COLUMNS)


def _is_told(row: Any) -> bool:
    """What an outlet carries, bends and no longer hedges is said in any case; all else only where it is more than chance."""
    said = row.metric in _SAID or _is_own(row.metric)
    return row.metric in _ALWAYS or (said and row.p_adjusted < _LIMIT)


def _is_own(metric: str) -> bool:
    return metric in METRICS and METRICS[metric].family == "own"


def _topic(metric: str) -> str:
    if metric in _TOPICS:
        return _TOPICS[metric]
    return _TOPICS_OF_GROUPS.get(metric.partition("_")[0], "metric")


def _text(row: Any) -> str:
    up = row.mean_difference > 0
    words = {more: more if up else less for more, less in _OPPOSITES.items()}
    if row.metric == "sentiment":
        words |= {"voice": _VOICES[row.voice], "country": country(row.country)}
    if row.metric.startswith("claims_"):
        words["n"] = count(row.n, "time")
    pattern = _SAID.get(row.metric) or f"{METRICS[row.metric].label}: {{}}"
    return pattern.format(_shown(row.value, row), **words) + _compared(row)


def _compared(row: Any) -> str:
    """What a number is compared with, and how sure the difference is."""
    over = f"over {count(row.n_stories, 'story').replace('storys', 'stories')}"
    if pd.isna(row.reference):
        return f" {over}"
    of_all = plain(row.reference) if row.metric.startswith("claims_") else _shown(row.reference, row)
    reference = f"{of_all} {'in the wire' if row.against == 'wire' else 'at the other outlets'}"
    if pd.isna(row.low):
        few = f"; fewer than {number(FEWEST_STORIES)} stories show no habit" if row.n_stories < FEWEST_STORIES else ""
        return f" against {reference}, {over}{few}"
    digits, scale, points = (0, 100, " points") if row.unit == "share" else (2 if row.metric == "sentiment" else 1, 1, "")
    low, high = (signed(scale * x, digits) for x in (row.low, row.high))
    chance = "below 0.001" if row.p_adjusted < 0.001 else f"{row.p_adjusted:.3f}"
    return f" against {reference} (difference {low} to {high}{points}, adjusted p {chance}, {over})"


def _shown(value: float, row: Any) -> str:
    if row.unit == "share":
        return percent(value)
    if row.metric.startswith("claims_"):
        return f"{plain(value)} in 1,000 words carried"
    return signed(value, 2) if row.metric == "sentiment" else plain(value)


def _rate(row: Any, rates: dict[str, Any]) -> str:
    """Beside the share of hedges that are lost, how many stand in a text of that length: another question."""
    rate = rates.get(row.outlet) if row.metric == "hedges_lost" else None
    if rate is None:
        return ""
    both = f"{plain(rate.value)} per 1,000 words against {plain(rate.reference)} in the wire"
    if rate.clear:
        return f"; for its length it hedges {'more' if rate.mean_difference > 0 else 'less'}: {both}"
    return f"; for its length no clear difference: {both}"
