"""Sentences about words: claims, quotations, headlines, sources, hedges, and what stands first. Each takes rows of a frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.annotation.annotation import Annotation
from analysis.comparison.findings.wording import (
    Finding,
    Row,
    Spans,
    around_change,
    beginning,
    count,
    doubt,
    every,
    in_context,
    listed,
    number,
    quoted,
    sample,
    sentence,
    spans_of,
    wire_spans_of,
    with_article,
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


def about_altered(fates: Sequence[Row]) -> Iterator[Finding]:
    """What was changed inside quotation marks: from `quote_fates`."""
    for row in [row for row in fates if row.fate == "altered"]:
        before, after = around_change(row.wire_text.strip(" ,."), row.text.strip(" ,."))
        whose = f" of {row.wire_speaker}" if isinstance(row.wire_speaker, str) else ""
        text = sentence(f"A quotation{whose} is altered inside its marks: {quoted(before)} became {quoted(after)}")
        yield Finding(text, wire_spans_of([row]), spans_of([row]))


def about_claims(claims: Sequence[Row], wire: Annotation, own: Annotation) -> Iterator[Finding]:
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
            before = tuple((row.before_start, row.before_end) for row in rows)
            after = tuple((row.after_start, row.after_end) for row in rows)
            yield Finding(sentence(f"{verb} {count(len(rows), thing)}: {'; '.join(shown)}{more}"), before, after)


def about_headline(row: Row, wire: Row) -> Iterator[Finding]:
    """What a headline says that its text does not, how it changes the wire’s, and its loaded words: from `headlines`."""
    if row.unsupported:
        said = listed([quoted(alarm.partition(": ")[2]) for alarm in row.unsupported.split("; ")])
        yield Finding(sentence(f"Its headline says what its own text does not: {said}"))
    if row.claims:
        kinds = listed(list(dict.fromkeys(claim.partition(":")[0] for claim in row.claims.split("; "))))
        yield Finding(sentence(f"Its headline changes what the wire’s headline claims ({kinds}): {quoted(row.headline)}"))
    # A word that the wire's headline has is the agency's.
    given = wire.headline.lower()
    loaded = [word for word in row.loaded.split("; ") if word and word.lower() not in given]
    words = [*loaded, *(word for word in row.capitals.split("; ") if word and word not in wire.headline)]
    if words:
        yield Finding(sentence(f"Its headline has loaded words or words in capitals: {sample(words)}"))


def about_quotations(fates: Sequence[Row]) -> Iterator[Finding]:
    """How many quotations met which fate: from `quote_fates`."""
    numbers = Counter(row.fate for row in fates)
    added = numbers.pop("new", 0)
    own = f"It has {count(added, 'quotation')} that {'is' if added == 1 else 'are'} not in this wire copy." if added else ""
    total = numbers.total()
    if not total and not own:
        return
    text = ""
    did = [(verb, numbers[fate]) for fate, verb in _FATES.items() if numbers[fate]]
    if len(did) == 1:
        text = f"It {did[0][0]} {every(total, 'quotation')}."
    elif did:
        done = listed([f"{verb} {number(n)}" for verb, n in did])
        text = f"Of the wire’s {count(total, 'quotation')} it {done}."
    yield Finding(f"{text} {own}".strip(), wire_spans_of(fates), spans_of(fates))


def about_speakers(fates: Sequence[Row]) -> Iterator[Finding]:
    """Whose words became another’s: from `quote_fates`."""
    for row in [row for row in fates if row.speaker_changed]:
        words = quoted(beginning(row.wire_text.strip(" ,."), 60))
        text = sentence(f"In the wire {words} is said by {row.wire_speaker}; here by {row.speaker}")
        yield Finding(text, wire_spans_of([row]), spans_of([row]))


def about_sources(fates: Sequence[Row], n_new: int) -> Iterator[Finding]:
    """
    Whose words are new, who no longer speaks, and who is called otherwise: from `source_fates`.

    Parameters
    ----------
    fates : sequence of Row
    n_new : int
        How many sentences of the republication match none of the wire.
    """
    putting = sorted((row for row in fates if row.new_sentences), key=lambda row: -row.new_sentences)
    if putting:
        first, *rest = putting
        them = "its only new sentence" if n_new == 1 else f"{number(first.new_sentences)} of its {number(n_new)} new sentences"
        told = [f"{them} into the mouth of {_called(first)}"]
        told += [f"{number(row.new_sentences)} into that of {_called(row)}" for row in rest]
        yield Finding(sentence(f"It puts {listed(told)}"), spans=_said(putting))
    new, gone = ([row for row in fates if row.fate == fate] for fate in ("new", "dropped"))
    if new:
        names = listed([_described(row, row.after) for row in new])
        yield Finding(sentence(f"It lets speak whom this wire copy does not: {names}"), spans=_said(new))
    if gone:
        named = [_described(row, row.before) for row in gone if row.named]
        parts = [f"to {listed(named, 'or')}"] if named else []
        if len(named) < len(gone):
            parts.append(f"to {count(len(gone) - len(named), 'source')} that the wire does not name")
        yield Finding(sentence(f"It puts no words down {', nor '.join(parts)}"), _in_wire(gone))
    for fate, how in (("named→unnamed", "no longer names {}"), ("unnamed→named", "names {} otherwise")):
        rows = [row for row in fates if row.fate == fate]
        if rows:
            became = "; ".join(f"{quoted(row.before)} became {quoted(row.after)}" for row in rows)
            yield Finding(sentence(f"It {how.format(count(len(rows), 'source'))}: {became}"), _in_wire(rows), _said(rows))


def _called(row: Row) -> str:
    """A name, or the text's own words for somebody unnamed."""
    return with_article(row.source) if row.named else quoted(row.source)


def _described(row: Row, called: str) -> str:
    """The source with the description that a version gives: "Ana Sol (a lawyer)"."""
    description = called.removeprefix(f"{row.source}, ")
    return _called(row) if description == called else f"{_called(row)} ({description})"


def _said(rows: Sequence[Row]) -> Spans:
    return tuple(span for row in rows for span in row.spans)


def _in_wire(rows: Sequence[Row]) -> Spans:
    return tuple(span for row in rows for span in row.wire_spans)


def about_hedges(hedges: Sequence[Row]) -> Iterator[Finding]:
    """Which of the narrator's hedges were lost and added: from `hedge_changes`."""
    own = [row for row in hedges if row.voice == "narrator"]
    lost, added, kept = ([row for row in own if row.change == change] for change in ("lost", "added", "kept"))
    # "would" for "will" is grammar: nothing was hedged, and nothing is less so
    added, shifted = [row for row in added if row.cause != "tense"], [row for row in lost if row.cause == "tense"]
    lost = [row for row in lost if row.cause != "tense"]
    kept += shifted
    text = _hedging(lost, added, len(kept) + len(lost))
    if text:
        yield Finding(text + doubt("hedges"), spans_of(lost), spans_of(row for row in own if row.change != "lost"))


def _hedging(lost: Sequence[Row], added: Sequence[Row], total: int) -> str:
    more = f"adds {number(len(added))} ({sample(row.text for row in added)})" if added else ""
    if not total:
        return f"The wire’s narrator hedges nothing; it {more}." if more else ""
    if not lost:
        return f"It keeps {every(total, 'narrator hedge')}{f' and {more}' if more else ''}."
    edited = [row.text for row in lost if row.cause == "edited"]
    n = len(edited)
    text = f"Of the wire’s {count(total, 'narrator hedge')} it loses {number(len(lost))}"
    if total == len(lost):
        text = f"It loses {every(total, 'narrator hedge')}"
    if n == len(lost):
        text += f", {({1: '', 2: 'both '}).get(n, 'all ')}by editing ({sample(edited)})"
    elif n:
        sentences = "a sentence" if n == 1 else "sentences"
        text += f", {number(n)} of them by editing {sentences} that it carries ({sample(edited)})"
    else:
        text += f" with what it cuts ({sample(row.text for row in lost)})"
    return text + (f"; it {more}" if more else "") + "."
