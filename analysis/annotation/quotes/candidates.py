"""Quotations while they are read: which words are theirs, and which of the narrator's stand around them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from analysis.annotation.quotes.quotation_marks import MarkedSpan
from analysis.annotation.quotes.speakers import Attribution
from analysis.annotation.text.words import Tokens


@dataclass(slots=True)
class Draft:
    """A quotation while its surroundings are read."""

    span: MarkedSpan
    first: int  # its words
    stop: int
    low: int  # the narrator's words before it, in its sentence: words[low:first]
    high: int  # and after it: words[stop:high]
    sentence: int
    paragraph: int
    lead: str  # the last character before its opening mark
    attribution: Attribution | None = None
    speaker: tuple[int, int] | None = None
    direct: bool = True


def find_drafts(tokens: Tokens, spans: list[MarkedSpan]) -> list[Draft]:
    """Lay out every quotation that has words: its own, and the narrator's before and after it."""
    text, start, sentences = tokens.text, tokens.start, tokens.sentences
    bounds = [(span, bisect_left(start, span.start), bisect_left(start, span.end)) for span in spans]
    bounds = [b for b in bounds if b[1] < b[2]]
    drafts: list[Draft] = []
    s = 0
    for n, (span, first, stop) in enumerate(bounds):
        while s + 1 < len(sentences) and sentences[s + 1].first <= first:
            s += 1
        own, paragraph, low = s, sentences[s].paragraph, sentences[s].first
        lead = text[max(0, span.start - 5) : span.start - 1].rstrip(" \xa0\"'“‘`")[-1:]
        if low == first and lead in (":", ",") and s and sentences[s - 1].paragraph == paragraph:
            low = sentences[s - 1].first
        while s + 1 < len(sentences) and sentences[s + 1].first < stop:
            s += 1
        high = sentences[s].stop
        # “Will you?” Lee asked: the sentence goes on, whatever the mark looks like.
        if high - stop < 3:
            for more in sentences[s + 1 : s + 3]:
                if more.paragraph == paragraph:
                    high = more.stop
        if n + 1 < len(bounds):
            high = min(high, bounds[n + 1][1])
        drafts.append(Draft(span, first, stop, low, high, own, paragraph, lead))
    return drafts
