"""Whose judgement of a country a sentence tells: the narrator's, or somebody's who is quoted or reported."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.annotation.quotes.quotations import Quote
from analysis.annotation.sentiment.lexicon import lexicon
from analysis.annotation.text.clauses import Clauses, clauses_of
from analysis.annotation.text.reported import reported_in
from analysis.annotation.text.words import Tokens

_JUDGING_VERBS = frozenset(("blame", "praise", "link"))  # "accused", "thanked", "called"
_JUDGING_NOUNS = frozenset(("blame", "praise", "against"))  # "criticism of", "praise for", "sanctions on"


class Voice(NamedTuple):
    """Whose judgement it is: "narrator" or "source", and the source as the text names it, if it does."""

    kind: str
    speaker: str | None = None


_NARRATOR = Voice("narrator")


def voices(tokens: Tokens, offsets: Sequence[int], quotes: Sequence[Quote]) -> list[Voice]:
    """
    Say whose judgement each mention would be.

    Parameters
    ----------
    tokens : Tokens
    offsets : sequence of int
        Where the mentions begin.
    quotes : sequence of Quote
        In order.

    Returns
    -------
    list of Voice
        "source" for a mention inside a quotation, in what somebody is reported to say or think, or in a sentence in which
        somebody is quoted or judges ("accused", "praise for"), unless the mention is that somebody.
    """
    sentence_starts = [sentence.start for sentence in tokens.sentences]
    quote_starts = [quote.start for quote in quotes]
    heard: dict[int, tuple[Clauses, list[tuple[int, int, int, int]]]] = {}
    found = []
    for offset in offsets:
        k = max(0, bisect_right(sentence_starts, offset) - 1)
        inside = bisect_right(quote_starts, offset) - 1
        if inside >= 0 and offset < quotes[inside].end:
            found.append(Voice("source", quotes[inside].speaker))
            continue
        if k not in heard:
            heard[k] = clauses_of(tokens, k), list(_judgements(tokens, k))
        parsed, judgements = heard[k]
        piece = bisect_right(parsed.start, offset) - 1
        voice = _of_judgements(tokens.text, parsed, judgements, piece)
        if voice is _NARRATOR and not any(first <= piece < stop for *_, first, stop in judgements):
            stop = tokens.sentences[k].end
            beside = [quote for quote in quotes[bisect_left(quote_starts, sentence_starts[k]) :][:1] if quote.start < stop]
            voice = Voice("source", beside[0].speaker) if beside else voice
        found.append(voice)
    return found


def _of_judgements(text: str, parsed: Clauses, judgements: list[tuple[int, int, int, int]], piece: int) -> Voice:
    """The innermost judgement that the piece stands in, else the first of the sentence; its source itself judges others."""
    others = [judgement for judgement in judgements if not judgement[2] <= piece < judgement[3]]
    around = [judgement for judgement in others if judgement[0] <= piece < judgement[1]]
    for _, _, first, stop in around[::-1] or others[:1]:
        speaker = text[parsed.start[first] : parsed.end[stop - 1]] if stop > first else None
        return Voice("source", speaker)
    return _NARRATOR


def _judgements(tokens: Tokens, sentence: int) -> Iterator[tuple[int, int, int, int]]:
    """Pieces of what is said or judged, and of who does it (0, 0 where nobody is named)."""
    for report in reported_in(tokens, sentence):
        yield report.first, report.stop, *(report.source or (0, 0))
    parsed, known = clauses_of(tokens, sentence), lexicon()
    for i, (key, tag) in enumerate(zip(parsed.keys, parsed.tags, strict=True)):
        word = known[key]
        if tag == "verb" and word.verb is not None and word.verb.kind in _JUDGING_VERBS:
            group = parsed.groups[parsed.group_at[i]] if parsed.group_at[i] >= 0 else None
            subject = parsed.clauses[parsed.clause_at[i]].subject
            yield i + 1, len(parsed.keys), *(parsed.joined(subject) if subject >= 0 and group and not group.passive else (0, 0))
        elif tag == "noun" and word.noun is not None and word.noun.kind in _JUDGING_NOUNS:
            yield i + 1, i + 1, 0, 0
