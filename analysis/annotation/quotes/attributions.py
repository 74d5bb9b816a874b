"""Attributions: who says or thinks what, in quotation marks or in the narrator's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.annotation.quotes.quotations import QuoteReader, read_quotes
from analysis.annotation.quotes.subjects import Span
from analysis.annotation.text import function_words as fw
from analysis.annotation.text.clauses import Clauses, clauses_of
from analysis.annotation.text.reported import Reported, is_cue, reported_in
from analysis.annotation.text.words import Tokens

_MONEY = frozenset("$€£¥")
_TIMES = frozenset(("moment", "hour", "morning", "evening", "night", "day", "week", "month", "year", "decade", "time", "today"))


class Attribution(NamedTuple):
    """
    What a text lays into somebody's mouth or mind.

    Attributes
    ----------
    start, end : int
        What is said, half-open; a direct quotation without its marks.
    source_start, source_end : int
        The words that name who says it.
    source : str
        The source, as in `Quote.speaker`: "Anna Lind (she)".
    name : str or None
        The source by the fullest name that the text gives; None where a pronoun stays open.
    cue_start, cue_end : int or None
        The word that joins the two ("said"); None where there is none.
    kind : str
        "direct" (in quotation marks) or "indirect".
    thought : bool
        The cue tells of a belief, not of words: "fears that".
    """

    start: int
    end: int
    source_start: int
    source_end: int
    source: str
    name: str | None
    cue_start: int | None
    cue_end: int | None
    kind: str
    thought: bool


def find_attributions(tokens: Tokens) -> tuple[Attribution, ...]:
    """
    Find everything that a text attributes to a source.

    Parameters
    ----------
    tokens : Tokens

    Returns
    -------
    tuple of Attribution
        In order. What stands in quotation marks is one attribution a quotation, and what its source reports of others in
        it is not looked into; a clause that leads into the marks by the same cue is part of that, not another one.

    Notes
    -----
    Speech and opinions in a clause of their own ("said that", "fears that", "according to") or the object of a verb of speech
    ("cited the delay", "called for talks"), not attitudes that a noun or another verb tells ("his
    support for", "wants"). ``docs/validity.md`` has the measured accuracy.

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> text = "Anna Lind said the tax was too high. “We pay,” she added. The bank fears that sales may fall."
    >>> for a in find_attributions(tokenize(text)):
    ...     print(a.source, a.kind, text[a.start : a.end], sep="; ")
    Anna Lind; indirect; the tax was too high
    Anna Lind (she); direct; We pay,
    The bank; indirect; that sales may fall
    """
    reader = read_quotes(tokens)
    return tuple(sorted([*_direct(reader), *_indirect(reader)]))


def _direct(reader: QuoteReader) -> Iterator[Attribution]:
    """Quotations in marks, one each, with the clause that leads into them where one cue joins both."""
    for draft, quote in zip(reader.drafts, reader.quotes, strict=True):
        if quote.direct and draft.speaker is not None:
            cue = draft.attribution.cue if draft.attribution is not None else None
            yield _attribution(reader, quote.start, quote.end, draft.speaker, cue, "direct", False)


def _indirect(reader: QuoteReader) -> Iterator[Attribution]:
    tokens = reader.tokens
    joined = {draft.attribution.cue[0] for draft in reader.drafts if draft.direct and draft.attribution and draft.attribution.cue}
    for number, (_, _, _, first, stop) in enumerate(tokens.sentences):
        if not any(map(is_cue, tokens.lower[first:stop])):
            continue
        c = clauses_of(tokens, number)
        for reported in reported_in(tokens, number, objects=True):
            cue = c.tokens[reported.cue]
            if cue in joined or reader.is_quoted(cue):
                continue
            source = _source(reader, c, reported, first, stop)
            if source is not None and _speaks(tokens, source):
                span = c.start[reported.first], c.end[reported.stop - 1]
                yield _attribution(reader, *span, source, (cue, cue + 1), "indirect", reported.thought)


def _source(reader: QuoteReader, c: Clauses, reported: Reported, first: int, stop: int) -> Span | None:
    """Who says it: the subject of the cue, or the noun phrase behind it ("said Lee", "according to Lee")."""
    subjects = reader.finder.subjects
    read = reported.source and (c.tokens[reported.source[0]], c.tokens[reported.source[1] - 1] + 1)
    if read and reported.source and reported.source[0] > reported.cue:
        return subjects.after(read[0], stop) or read
    return subjects.before(c.tokens[reported.cue], first) or read


def _speaks(tokens: Tokens, source: Span) -> bool:
    """Whether words can name who speaks: no time, amount or relative pronoun, which a verb of a clause behind may seem to have."""
    words = tokens.lower[source[0] : source[1]]
    counted = any(word[0].isdigit() or word[0] in _MONEY for word in words)
    return not (counted or words[-1] in _TIMES or words[0] in fw.words_of("relative"))


def _attribution(
    reader: QuoteReader, start: int, end: int, source: Span, cue: Span | None, kind: str, thought: bool
) -> Attribution:
    tokens = reader.tokens
    named, source_end, name = reader.name(*source)
    cue_start, cue_end = (tokens.start[cue[0]], tokens.end[cue[1] - 1]) if cue is not None else (None, None)
    return Attribution(start, end, tokens.start[source[0]], source_end, named, name, cue_start, cue_end, kind, thought)
