"""Sentences of a comparison, one function for each topic; each takes the rows of a frame that are about one republication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from analysis.annotation.annotation import Annotation
from analysis.comparison.findings.wording import (
    around_change,
    beginning,
    count,
    country,
    every,
    in_context,
    listed,
    number,
    percent,
    plain,
    quoted,
    sample,
    sentence,
    signed,
)

# A row of a frame, with its columns as attributes.
Row = Any
FEWEST_MENTIONS = 5
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
# Quotations and hedges have sentences of their own; what a sentence only lost is told as cut.
_CLAIMS = (
    (("reversed", "roles"), "It turns round", "statement"),
    (("figure",), "It changes", "figure"),
    (("name",), "It replaces or leaves out", "name"),
    (("quantity", "date", "relation"), "It changes how much, when or why in", "statement"),
    (("attribution",), "It leaves out who says so in", "statement"),
    (("agent",), "It leaves out who did it in", "statement"),
    (("added",), "It puts into sentences of the wire", "phrase"),
)
_FATES = {"kept": "keeps", "truncated": "truncates", "altered": "alters", "paraphrased": "paraphrases", "dropped": "drops"}


def about_carried(outlet: str, shares: Row, n_wire: int) -> str:
    """How much of the wire is carried, and how: from a row of `overview`."""
    numbers = {relation: int(getattr(shares, f"{relation}_sentences")) for relation, _ in _VERBS}
    carried, moved = sum(numbers.values()), int(shares.moved_sentences)
    if not carried:
        return f"{outlet} carries none of the wire’s {count(n_wire, 'sentence')}."
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
    return text + (f" It moves {count(moved, 'sentence')}." if moved else "")


def about_dropped(wire: Sequence[Row]) -> str:
    """Which of the wire’s sentences are gone: from its rows of `sentence_table`."""
    dropped, kept = [row for row in wire if row.relation == "dropped"], [row for row in wire if row.relation != "dropped"]
    n = len(dropped)
    if not dropped or not kept:
        return ""
    trailing = wire[-1].sentence - kept[-1].sentence
    if n == 1:
        return sentence(f"It drops {'the wire’s last' if trailing else 'one'} sentence: {quoted(beginning(dropped[0].text))}")
    if trailing == n:
        return f"It cuts from the bottom: the wire’s last {number(n)} sentences are gone."
    # An agency's copy tells the most important first.
    text = sentence(f"Of the {number(n)} sentences that it drops, the first begins {quoted(beginning(dropped[0].text))}")
    return text + (f" The wire’s last {number(trailing)} sentences are among them." if trailing > 2 else "")


def about_altered(fates: Sequence[Row]) -> Iterator[str]:
    """What was changed inside quotation marks: from `quote_fates`."""
    for row in [row for row in fates if row.fate == "altered"][:2]:
        before, after = around_change(row.wire_text.strip(" ,."), row.text.strip(" ,."))
        whose = f" of {row.wire_speaker}" if isinstance(row.wire_speaker, str) else ""
        yield sentence(f"A quotation{whose} is altered inside its marks: {quoted(before)} became {quoted(after)}")


def about_claims(claims: Sequence[Row], wire: Annotation, own: Annotation) -> Iterator[str]:
    """Claims that edits changed, the gravest kind first: from `claims` and the two annotated texts."""
    for kinds, verb, thing in _CLAIMS:
        rows = [row for row in claims if row.type in kinds]
        if rows:
            shown = [
                f"{quoted(in_context(wire, row.before_start, row.before_end))} became "
                f"{quoted(in_context(own, row.after_start, row.after_end))}"
                for row in rows[:3]
            ]
            more = f", and {number(len(rows) - 3)} more" if len(rows) > 3 else ""
            yield sentence(f"{verb} {count(len(rows), thing)}: {'; '.join(shown)}{more}")


def about_headline(row: Row) -> Iterator[str]:
    """What a headline says that its text does not, how it changes the wire’s, and its loaded words: from `headlines`."""
    if row.unsupported:
        said = listed([quoted(alarm.partition(": ")[2]) for alarm in row.unsupported.split("; ")])
        yield sentence(f"Its headline says what its own text does not: {said}")
    if row.claims:
        kinds = listed(list(dict.fromkeys(claim.partition(":")[0] for claim in row.claims.split("; "))))
        yield sentence(f"Its headline changes what the wire’s headline claims ({kinds}): {quoted(row.headline)}")
    words = [word for word in (*row.loaded.split("; "), *row.capitals.split("; ")) if word]
    if words:
        yield sentence(f"Its headline has loaded words or words in capitals: {sample(words)}")


def about_quotations(fates: Sequence[Row]) -> str:
    """How many quotations met which fate: from `quote_fates`."""
    numbers = Counter(row.fate for row in fates)
    added = numbers.pop("new", 0)
    own = f"It has {count(added, 'quotation')} that {'is' if added == 1 else 'are'} not in this wire copy." if added else ""
    total = numbers.total()
    if not total:
        return own
    did = [(verb, numbers[fate]) for fate, verb in _FATES.items() if numbers[fate]]
    if len(did) == 1:
        text = f"It {did[0][0]} {every(total, 'quotation')}."
    else:
        done = listed([f"{verb} {number(n)}" for verb, n in did])
        text = f"Of the wire’s {count(total, 'quotation')} it {done}."
    return f"{text} {own}".strip()


def about_speakers(fates: Sequence[Row]) -> Iterator[str]:
    """Whose words became another’s: from `quote_fates`."""
    for row in [row for row in fates if row.speaker_changed][:1]:
        words = quoted(beginning(row.wire_text.strip(" ,."), 60))
        yield sentence(f"In the wire {words} is said by {row.wire_speaker}; here by {row.speaker}")


def about_hedges(hedges: Sequence[Row]) -> str:
    """Which of the narrator's hedges were lost and added: from `hedge_changes`."""
    own = [row for row in hedges if row.voice == "narrator"]
    lost, added, kept = ([row for row in own if row.change == change] for change in ("lost", "added", "kept"))
    # "would" for "will" is grammar: nothing was hedged, and nothing is less so
    added, shifted = [row for row in added if row.cause != "tense"], [row for row in lost if row.cause == "tense"]
    lost = [row for row in lost if row.cause != "tense"]
    kept += shifted
    total = len(kept) + len(lost)
    more = f"adds {number(len(added))} ({sample(row.text for row in added)})" if added else ""
    if not total:
        return f"The wire’s narrator hedges nothing; it {more}." if more else ""
    if not lost:
        return f"It keeps {every(total, 'narrator hedge')}{f' and {more}' if more else ''}."
    edited = [row.text for row in lost if row.cause == "edited"]
    n = len(edited)
    text = f"Of the wire’s {count(total, 'narrator hedge')} it loses {number(len(lost))}"
    if not kept:
        text = f"It loses {every(total, 'narrator hedge')}"
    if n == len(lost):
        text += f", {({1: '', 2: 'both '}).get(n, 'all ')}by editing ({sample(edited)})"
    elif n:
        sentences = "a sentence" if n == 1 else "sentences"
        text += f", {number(n)} of them by editing {sentences} that it carries ({sample(edited)})"
    return text + (f"; it {more}" if more else "") + "."


def about_tone(tone: Sequence[Row]) -> Iterator[str]:
    """Clear differences of sentiment with enough mentions: from `country_differences`."""
    often = [row for row in tone if min(row.wire_n_mentions, row.n_mentions) >= FEWEST_MENTIONS]
    enough = [row for row in often if row.clear and abs(row.difference) >= _WORTH_OF_TONE]
    for row in sorted(enough, key=lambda row: -abs(row.difference))[:2]:
        scores = f"{signed(row.score, 2)} against {signed(row.wire_score, 2)} on a scale from −1 to +1"
        numbers = f"{count(row.n_mentions, 'mention')} against {number(row.wire_n_mentions)}"
        lower = "higher" if row.difference > 0 else "lower"
        yield (
            f"Its sentiment toward {country(row.country)} scores {lower} than the wire’s: {scores}, in {numbers} "
            f"({_interval(row, digits=2)})."
        )


def about_metrics(differences: Sequence[Row], causes: Sequence[Row], verbs: Sequence[str]) -> Iterator[str]:
    """Clear differences that are large enough to matter: from `compare`, `explain` and the loaded reporting verbs."""
    rows = {row.metric: row for row in differences}
    for metric, worth in _WORTH.items():
        row = rows[metric]
        if row.clear and abs(row.difference) >= worth:
            parts = [cause for cause in causes if cause.metric == metric]
            yield f"{_statement(metric, rows, verbs)} ({_interval(row)}){_mostly(row, parts)}."


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


def about_countries(tone: Sequence[Row]) -> str:
    """Which countries are gone and which have come: from `country_differences`."""
    gone = sorted((row for row in tone if not row.n_mentions), key=lambda row: -row.wire_n_mentions)
    come = sorted((row for row in tone if not row.wire_n_mentions), key=lambda row: -row.n_mentions)
    parts = [f"no longer mentions {_some([row.country for row in gone], 'or')}"] if gone else []
    parts += [f"brings in {_some([row.country for row in come], 'and')}"] if come else []
    return f"It {listed(parts)}." if parts else ""


def _some(codes: list[str], last: str, limit: int = 4) -> str:
    names = [country(code) for code in codes]
    if len(names) > limit:
        names[limit - 1 :] = [f"{number(len(names) - limit + 1)} other countries"]
    return listed(names, last)


def about_new(own: Sequence[Row], shares: Row) -> str:
    """How much is not in the wire: from the republication’s rows of `sentence_table` and a row of `overview`."""
    new = [row for row in own if row.relation == "new"]
    n = len(new)
    if not n:
        return ""
    if n == len(own):
        which = {1: "Its only sentence matches", 2: "Both of its sentences match"}.get(n, f"All {number(n)} of its sentences match")
        text = f"{which} no sentence of this wire copy."
    else:
        share = f"{number(n)} ({percent(shares.new_share)} of its words) {'matches' if n == 1 else 'match'}"
        text = f"Of its {count(len(own), 'sentence')}, {share} no sentence of this wire copy."
    same = _elsewhere([row.also_in for row in new], "too: likely agency text that this wire version lacks")
    retold = _elsewhere([row.retold_in for row in new], "too, in other words")
    return " ".join(filter(None, (text, same, retold)))


def _elsewhere(versions: Sequence[Sequence[str]], how: str) -> str:
    """How many of the new sentences stand in which other versions."""
    n, shared = len(versions), sum(map(bool, versions))
    if not shared:
        return ""
    which = "it" if n == 1 else "one of them" if shared == 1 else f"{number(shared)} of them"
    others = "another version" if len({v for ids in versions for v in ids}) == 1 else "other versions"
    return sentence(f"{which} {'stands' if shared == 1 else 'stand'} in {others} {how}")
