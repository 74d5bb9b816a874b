"""Sentences about how much: what is carried, dropped and new, which countries are named, and numbers that clearly differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.annotation.annotation import Annotation
from analysis.comparison.findings.wording import (
    Finding,
    Row,
    Spans,
    beginning,
    count,
    country,
    doubt,
    every,
    listed,
    number,
    percent,
    plain,
    quoted,
    sample,
    sentence,
    signed,
    spans_of,
)

FEWEST_MENTIONS = 5
_CHANCE = 0.05
_STEP_WORDS = {"cut": "what was cut", "edited": "edits", "new": "new text"}
# Metrics worth a sentence, with the smallest difference worth one: a clear difference can be too small to matter.
_WORTH = {
    "narrator_hedges_per_1000_words": 3,
    "loaded_reporting_share": 0.1,
    "quoted_share": 0.03,
    "words_per_sentence": 1,
    "flesch_reading_ease": 3,
}
_WORTH_OF_TONE = 0.1
_VERBS = (
    ("verbatim", "keeps {} word for word"),
    ("house_style", "changes {} in house style only"),
    ("edited", "edits {}"),
    ("rewritten", "rewrites {}"),
)


def about_carried(outlet: str, shares: Row, wire: Sequence[Row], own: Sequence[Row]) -> Finding:
    """How much of the wire is carried, and how: from a row of `overview` and the rows of `sentence_table`."""
    n_wire = len(wire)
    spans = (spans_of(row for row in wire if row.relation != "dropped"), spans_of(row for row in own if row.relation != "new"))
    numbers = {relation: int(getattr(shares, f"{relation}_sentences")) for relation, _ in _VERBS}
    carried, moved = sum(numbers.values()), int(shares.moved_sentences)
    if not carried:
        return Finding(f"{outlet} carries none of the wire’s {count(n_wire, 'sentence')}.", spans_of(wire), spans_of(own))
    # Not "59 % of it": of a sentence that was rewritten, not every word is carried.
    holding = f"which {'holds' if carried == 1 else 'hold'} {percent(shares.kept_share)} of its words"
    part = f"{number(carried)} of the wire’s {count(n_wire, 'sentence')}, {holding}"
    did = [(verb, numbers[relation]) for relation, verb in _VERBS if numbers[relation]]
    if len(did) == 1:
        it = {1: "it", 2: "both"}.get(carried, "all of them")
        how = f"{'' if carried == n_wire else ','} and {did[0][0].format(it)}"
    else:
        how = ": it " + listed([verb.format(number(n)) for verb, n in did])
    text = f"{outlet} carries {every(n_wire, 'sentence') if carried == n_wire else part}{how}."
    return Finding(text + (f" It moves {count(moved, 'sentence')}." if moved else ""), *spans)


def about_dropped(wire: Sequence[Row]) -> Iterator[Finding]:
    """Which of the wire’s sentences are gone: from its rows of `sentence_table`."""
    dropped, kept = [row for row in wire if row.relation == "dropped"], [row for row in wire if row.relation != "dropped"]
    n, spans = len(dropped), spans_of(dropped)
    if not dropped or not kept:
        return
    trailing = wire[-1].sentence - kept[-1].sentence
    if n == 1:
        which = "the wire’s last" if trailing else "one"
        yield Finding(sentence(f"It drops {which} sentence: {quoted(beginning(dropped[0].text))}"), spans)
    elif trailing == n:
        yield Finding(f"It cuts from the bottom: the wire’s last {number(n)} sentences are gone.", spans)
    else:
        # An agency's copy tells the most important first.
        text = sentence(f"Of the {number(n)} sentences that it drops, the first begins {quoted(beginning(dropped[0].text))}")
        last = f" The wire’s last {number(trailing)} sentences are among them." if trailing > 2 else ""
        yield Finding(text + last, spans)


def about_new(own: Sequence[Row], shares: Row) -> Iterator[Finding]:
    """How much is not in the wire: from the republication’s rows of `sentence_table` and a row of `overview`."""
    new = [row for row in own if row.relation == "new"]
    n = len(new)
    if not n:
        return
    if n == len(own):
        which = {1: "Its only sentence matches", 2: "Both of its sentences match"}.get(n, f"All {number(n)} of its sentences match")
        text = f"{which} no sentence of this wire copy."
    else:
        share = f"{number(n)} ({percent(shares.new_share)} of its words) {'matches' if n == 1 else 'match'}"
        text = f"Of its {count(len(own), 'sentence')}, {share} no sentence of this wire copy."
    same = _elsewhere([row.also_in for row in new], "too: likely agency text that this wire version lacks")
    retold = _elsewhere([row.retold_in for row in new], "too, in other words")
    yield Finding(" ".join(filter(None, (text, same, retold))), spans=spans_of(new))


def _elsewhere(versions: Sequence[Sequence[str]], how: str) -> str:
    """How many of the new sentences stand in which other versions."""
    n, shared = len(versions), sum(map(bool, versions))
    if not shared:
        return ""
    which = "it" if n == 1 else "one of them" if shared == 1 else f"{number(shared)} of them"
    others = "another version" if len({v for ids in versions for v in ids}) == 1 else "other versions"
    return sentence(f"{which} {'stands' if shared == 1 else 'stand'} in {others} {how}")


def about_countries(tone: Sequence[Row], wire: Annotation, own: Annotation) -> Iterator[Finding]:
    """Which countries are gone and which have come: from `country_differences` and the two annotated texts."""
    gone = sorted((row for row in tone if not row.n_mentions), key=lambda row: -row.wire_n_mentions)
    come = sorted((row for row in tone if not row.wire_n_mentions), key=lambda row: -row.n_mentions)
    parts = [f"no longer mentions {listed([country(row.country) for row in gone], 'or')}"] if gone else []
    parts += [f"brings in {listed([country(row.country) for row in come], 'and')}"] if come else []
    if parts:
        yield Finding(f"It {listed(parts)}.", *(_mentioned(*side) for side in ((wire, gone), (own, come))))


def _mentioned(annotation: Annotation, rows: Sequence[Row]) -> Spans:
    codes = {row.country for row in rows}
    return spans_of(mention for mention in annotation.mentions if mention.country in codes)


def about_tone(tone: Sequence[Row], wire: Annotation, own: Annotation) -> Iterator[Finding]:
    """Differences of sentiment that are more than chance, with enough mentions: from `country_differences`."""
    often = [row for row in tone if min(row.wire_n_mentions, row.n_mentions) >= FEWEST_MENTIONS]
    enough = [row for row in often if row.clear and row.p_adjusted < _CHANCE and abs(row.difference) >= _WORTH_OF_TONE]
    for row in sorted(enough, key=lambda row: -abs(row.difference)):
        scores = f"{signed(row.score, 2)} against {signed(row.wire_score, 2)} on a scale from −1 to +1"
        numbers = f"{count(row.n_mentions, 'mention')} against {number(row.wire_n_mentions)}"
        lower = "higher" if row.difference > 0 else "lower"
        text = f"Its sentiment toward {country(row.country)} scores {lower} than the wire’s: {scores}, in {numbers}"
        told = f"{text} ({_interval(row, digits=2)}).{doubt('sentiment')}"
        yield Finding(told, _mentioned(wire, [row]), _mentioned(own, [row]))


def about_metrics(
    differences: Sequence[Row], causes: Sequence[Row], verbs: Sequence[Row], wire: Annotation, own: Annotation
) -> Iterator[Finding]:
    """
    Differences that are more than chance and large enough to matter.

    From `compare`, `explain`, the loaded reporting verbs of `evidence`, and the two annotated texts.
    """
    rows = {row.metric: row for row in differences}
    for metric, worth in _WORTH.items():
        row = rows[metric]
        if row.clear and row.p_adjusted < _CHANCE and abs(row.difference) >= worth:
            parts = [cause for cause in causes if cause.metric == metric]
            text = f"{_statement(metric, rows, [verb.text for verb in verbs])} ({_interval(row)}){_mostly(row, parts)}."
            yield Finding(text + doubt(_LAYERS.get(metric, "")), _counted(metric, wire), _counted(metric, own))


_LAYERS = {"narrator_hedges_per_1000_words": "hedges", "quoted_share": "quotations"}


def _counted(metric: str, annotation: Annotation) -> Spans:
    """What a metric counts: hedges, reporting verbs, quotations, or else sentences."""
    if metric == "narrator_hedges_per_1000_words":
        return spans_of(hedge for hedge in annotation.hedges if hedge.voice == "narrator")
    if metric == "loaded_reporting_share":
        return spans_of(annotation.reporting)
    return spans_of(annotation.quotes if metric == "quoted_share" else annotation.sentences)


def _statement(metric: str, rows: dict[str, Row], verbs: Sequence[str]) -> str:
    row = rows[metric]
    more = row.difference > 0
    numbers = f"{plain(row.value)} {{}}against {plain(row.wire_value)} in the wire"
    if metric == "narrator_hedges_per_1000_words":
        return f"It hedges {'more' if more else 'less'} in its own voice: {numbers.format('hedges per 1,000 words ')}"
    if metric == "words_per_sentence":
        return f"Its sentences are {'longer' if more else 'shorter'}: {numbers.format('words on average ')}"
    if metric == "flesch_reading_ease":
        return f"It is {'easier' if more else 'harder'} to read: Flesch reading ease {numbers.format('')}"
    if metric == "quoted_share":
        shares = f"{percent(row.value)} of the words against {percent(row.wire_value)} in the wire"
        return f"{'More' if more else 'Less'} of it stands in quotation marks: {shares}"
    m, wire_m = int(rows["reporting_verbs"].value), int(rows["reporting_verbs"].wire_value)
    n, wire_n = round(row.value * m), round(row.wire_value * wire_m)
    verb = f"{'is' if n == 1 else 'are'} loaded{f' ({sample(verbs)})' if n else ''}"
    return f"Of its {count(m, 'reporting verb')}, {_of(n, m)} {verb}, of the wire’s {number(wire_m)} {_of(wire_n, wire_m)}"


def _of(n: int, total: int) -> str:
    return "none" if not n else "all" if n == total > 1 else number(n)


def _mostly(row: Row, causes: Sequence[Row]) -> str:
    most = max(causes, key=lambda cause: cause.contribution / row.difference)
    return f", mostly because of {_STEP_WORDS[most.step]}" if most.contribution / row.difference > 0.5 else ""


def _interval(row: Row, digits: int = 1) -> str:
    scale, points = (100, " points") if getattr(row, "unit", "") == "share" else (1, "")
    # A bound that is printed as zero would deny that the difference is clear.
    nearest = scale * min(abs(row.low), abs(row.high))
    digits = next((more for more in range(digits, 6) if nearest * 10**more >= 0.5), 6)
    low, high = signed(scale * row.low, digits), signed(scale * row.high, digits)
    return f"difference {signed(scale * row.difference, digits)}{points}, 95 % interval {low} to {high}"
