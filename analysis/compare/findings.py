"""findings(): what a comparison shows, in plain sentences that carry their numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.annotate.countries import country_name
from analysis.articles.model import Article, Story
from analysis.compare.countries import country_sentiment
from analysis.compare.differences import compare, explain
from analysis.compare.fates import quote_fates
from analysis.compare.hedge_changes import hedge_changes
from analysis.compare.metrics import METRICS
from analysis.compare.overview import overview
from analysis.compare.sentences import sentence_table

# Metrics worth a sentence of their own when clear; the others repeat them in other units.
_TELLING = ("words_per_sentence", "flesch_reading_ease", "quoted_share", "hedges_per_1000_words", "loaded_reporting_share")
_STEP_WORDS = {"cut": "what was cut", "edited": "edits", "new": "new text"}


def findings(story: Story) -> pd.DataFrame:
    r"""
    State the main findings of a comparison as plain sentences.

    Parameters
    ----------
    story : Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication and finding, the most telling first: story_id, article_id,
        outlet, topic ("carried", "dropped", "new", "quotations", "speakers", "hedges", "countries",
        "metric"), text. Counts are stated as they are; a difference of a rate only when its 95 %
        interval leaves out zero.

    Examples
    --------
    >>> wire = Article.from_text("Talks failed on Monday.\nBoth sides blamed rain.", outlet="Example Wire", role="wire")
    >>> short = Article.from_text("Talks failed on Monday.", article_id="b", outlet="Example Gazette")
    >>> findings(Story("talks", "Talks fail", wire, (short,))).text.iloc[0]
    'Example Gazette carries 50 % of the wire’s words: of 2 sentences it keeps 1 word for word and drops 1.'
    """
    shares, table, fates = overview(story).set_index("article_id"), sentence_table(story), quote_fates(story)
    hedges, differences, causes, tone = hedge_changes(story), compare(story), explain(story), country_sentiment(story.articles)
    rows = []
    for republication in story.republications:
        key = republication.article_id
        own = table[table.article_id == key]
        wire = table[(table.role == "wire") & (table.compared_with == key)]
        found = [
            ("carried", _carried(republication, shares.loc[key], len(wire))),
            ("dropped", _dropped(wire)),
            ("quotations", _quotations(fates[fates.article_id == key])),
            ("speakers", _speakers(fates[fates.article_id == key])),
            ("hedges", _hedges(hedges[hedges.article_id == key])),
            ("countries", _countries(story.wire, republication, tone)),
            ("new", _new(own, shares.loc[key])),
        ]
        clear = differences[(differences.article_id == key) & differences.clear & differences.metric.isin(_TELLING)]
        found += [
            ("metric", _metric(row, causes[(causes.article_id == key) & (causes.metric == row.metric)]))
            for row in clear.itertuples()
        ]
        rows += [(story.story_id, key, republication.outlet, topic, text) for topic, text in found if text]
    return pd.DataFrame(rows, columns=["story_id", "article_id", "outlet", "topic", "text"])


def _carried(republication: Article, row: pd.Series, n_wire: int) -> str:
    parts = [
        f"{verb} {row[f'{relation}_sentences']}{manner}"
        for relation, verb, manner in (
            ("verbatim", "keeps", " word for word"),
            ("house_style", "changes", " in house style only"),
            ("edited", "edits", ""),
            ("rewritten", "rewrites", ""),
            ("dropped", "drops", ""),
        )
        if row[f"{relation}_sentences"]
    ]
    if pd.isna(row.kept_share):
        return f"{republication.outlet} cannot be compared: the wire version has no words."
    moved = f" In another place: {_count(row.moved_sentences, 'sentence')}." if row.moved_sentences else ""
    return (
        f"{republication.outlet} carries {_percent(row.kept_share)} of the wire’s words: of {_count(n_wire, 'sentence')} it "
        f"{_list(parts)}.{moved}"
    )


def _dropped(wire: pd.DataFrame) -> str:
    dropped = wire[wire.relation == "dropped"]
    if dropped.empty or len(dropped) == len(wire):
        return ""
    n, last = len(dropped), int(wire.sentence.max())
    if dropped.sentence.tolist() == list(range(last - n + 1, last + 1)):
        return (
            f"It cuts from the bottom: the last {_count(n, 'sentence')} of the wire {'is' if n == 1 else 'are'} gone."
            if n > 1
            else ""
        )
    longest = dropped.loc[dropped.words.idxmax()]
    return f"The longest of the {_count(n, 'dropped sentence')} begins “{_short(longest.text)}”."


def _quotations(fates: pd.DataFrame) -> str:
    wire = fates[fates.fate != "new"]
    if wire.empty:
        return ""
    counts = wire.fate.value_counts()
    verbs = {"kept": "keeps", "truncated": "truncates", "altered": "alters", "paraphrased": "paraphrases", "dropped": "drops"}
    fates_found = _list([f"{verb} {counts[fate]}" for fate, verb in verbs.items() if fate in counts])
    text = f"Of the wire’s {_count(len(wire), 'quotation')} it {fates_found}."
    added = int((fates.fate == "new").sum())
    text += f" {_count(added, 'quotation')} {'is' if added == 1 else 'are'} not in this wire copy." if added else ""
    altered = wire[wire.fate == "altered"]
    for row in altered.head(2).itertuples():
        text += f" Altered inside the marks: “{_short(row.wire_text, 90)}” became “{_short(row.text, 90)}”."
    return text


def _speakers(fates: pd.DataFrame) -> str:
    changed = fates[fates.speaker_changed.astype(bool)]
    if changed.empty:
        return ""
    row = changed.iloc[0]
    return f"“{_short(row.wire_text, 60)}” is said by {row.wire_speaker} in the wire, by {row.speaker} here."


def _hedges(hedges: pd.DataFrame) -> str:
    lost, added, kept = (hedges[hedges.change == change] for change in ("lost", "added", "kept"))
    if not len(lost) and not len(added):
        return f"It keeps {'the one hedge' if len(kept) == 1 else f'all {len(kept)} hedges'} of the wire." if len(kept) else ""
    total = len(kept) + len(lost)
    edited = int((lost.cause == "edited").sum())
    text = f"Of the wire’s {_count(total, 'hedge')} it loses {len(lost)}" if total else "The wire has no hedges"
    if edited:
        text += f", {edited} of them by editing sentences that it carries ({_sample(lost[lost.cause == 'edited'].text)})"
    if len(added):
        text += f"; it adds {len(added)} ({_sample(added.text)})"
    return text + "."


def _countries(wire: Article, republication: Article, tone: pd.DataFrame) -> str:
    before, after = (
        set(tone[tone.article_id == wire.article_id].country),
        set(tone[tone.article_id == republication.article_id].country),
    )
    gone, come = sorted(map(country_name, before - after)), sorted(map(country_name, after - before))
    parts = ([f"No longer named: {_list(gone)}."] if gone else []) + ([f"Named here only: {_list(come)}."] if come else [])
    return " ".join(parts)


def _new(own: pd.DataFrame, row: pd.Series) -> str:
    new = own[own.relation == "new"]
    if new.empty:
        return ""
    text = (
        f"{len(new)} of its {_count(len(own), 'sentence')} ({_percent(row.new_share)} of its words) "
        f"{'is' if len(new) == 1 else 'are'} not in this wire copy."
    )
    shared = int(new.also_in.map(bool).sum())
    if shared:
        stand = "stands" if shared == 1 else "stand"
        text += f" {shared} of them {stand} in other versions too: likely agency text that this wire version lacks."
    return text


def _metric(row: tuple, causes: pd.DataFrame) -> str:
    metric = METRICS[row.metric]
    scale, unit = (100, " %") if metric.unit == "share" else (1, "")
    strongest = causes.loc[causes.contribution.abs().idxmax()]
    mostly = f", mostly through {_STEP_WORDS[strongest.step]}" if strongest.contribution * row.difference > 0 else ""
    moves = "rise" if row.difference > 0 else "fall"
    return (
        f"{metric.label} {moves} from {row.wire_value * scale:.1f} to {row.value * scale:.1f}{unit}{mostly} "
        f"(95 % interval of the change {row.low * scale:+.1f} to {row.high * scale:+.1f}).".replace("-", "−")
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}" + ("" if n == 1 else "s")


def _list(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else "carries none"


def _sample(words: pd.Series, limit: int = 4) -> str:
    shown = list(dict.fromkeys(words.str.lower()))
    return ", ".join(f"“{w}”" for w in shown[:limit]) + (" …" if len(shown) > limit else "")


def _short(text: str, limit: int = 70) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
