"""What stands in marks: laid out with the narrator's words around it, quotations told from titles, nicknames and scare quotes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from analysis.annotation.quotes.quotation_marks import MarkedSpan
from analysis.annotation.quotes.reporting import wording
from analysis.annotation.quotes.speakers import Attribution, SpeakerFinder
from analysis.annotation.text.words import Tokens

_WHAT = frozenset(("what", "which", "that", "who"))


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


class DirectSpeech:
    """Tells quotations from other uses of the marks."""

    def __init__(self, tokens: Tokens, finder: SpeakerFinder) -> None:
        self._tokens, self._finder, self._wording = tokens, finder, wording()

    def is_direct(self, d: Draft, previous: Draft | None) -> bool:
        """Tell what somebody said from scare quotes, titles, nicknames and words mentioned as words."""
        text, lower = self._tokens.text, self._tokens.lower
        count = d.stop - d.first
        if text[max(0, d.span.start - 2)] == "=":  # an attribute of left-over markup
            return False
        if not d.span.closed:
            return True
        cue = d.attribution.cue if d.attribution is not None else None
        titled = self._is_title(d)
        if count > 8 or self._names(d, titled, cue):
            return count > 8 and not self._names(d, titled, cue)
        if previous is not None and previous.sentence == d.sentence and self._is_list(previous.stop, d.first):
            return previous.direct
        whole = d.low == d.first and text[d.span.end - 1] in ".?!"
        if whole and previous is not None and previous.direct and previous.paragraph == d.paragraph:
            return True
        if cue is None and count > 1 and d.attribution is not None and d.attribution.speaker is not None:
            return True
        before = lower[max(d.low, d.first - 3) : d.first]
        adjacent = cue is not None and (
            cue[1] == d.first or d.lead in (":", ",") or (cue[1] == d.first - 1 and before[-1:] in (("a",), ("an",)))
        )
        if not self._wording.mentioned.isdisjoint(before):
            # Somebody's use of the words is a quotation; a word that is only talked about is not.
            return cue is not None or not self._wording.using.isdisjoint(lower[max(d.low, d.first - 5) : d.first])
        announced = not self._wording.title_word.isdisjoint(before) or ("known", "as") in (before[-2:], before[-3:-1])
        if announced and (titled or count <= 3) and d.lead not in (":", ","):
            return False
        if self._finder.in_title_case(d.first):
            # A heading that is nothing but a title in marks tells no speech; one around a quotation does.
            return cue is not None or ((count > 1 and d.low < d.first) or d.stop < d.high)
        if titled:
            if cue is None:
                return False
            if cue[0] >= d.stop:
                return d.low == d.first or d.lead == ":" or (d.lead == "," and count == 1)
            return adjacent or "as" in before[-2:] or (self._finder.gives_name(cue[0]) and d.first - cue[1] < 9)
        if count >= 4 or (cue is not None and (count > 1 or cue[0] >= d.low)):
            return True
        return count > 1 and (text[d.span.end - 1] in "?!" or "as" in before[-2:])

    def _names(self, d: Draft, titled: bool, cue: tuple[int, int] | None) -> bool:
        """Whether a word right before the mark says that a name follows: "the memoir “…”", "a rule called “…”", "known as “…”"."""
        if d.low == d.first or d.lead == ":":
            return False
        lower = self._tokens.lower
        word = lower[d.first - 1]
        if d.lead == "," and not titled and cue is not None and cue[0] >= d.stop:
            return False
        if (
            word in self._wording.work
            or word in self._wording.title_word
            or (word == "as" and lower[max(0, d.first - 2)] == "known")
        ):
            return True
        if (
            cue is None
            or cue[1] != d.first
            or d.lead == ","
            or not self._finder.gives_name(cue[0])
            or self._finder.subjects.is_passive(cue[0])
        ):
            return False
        return _WHAT.isdisjoint(lower[max(d.low, cue[0] - 12) : cue[0]])

    def _is_list(self, first: int, stop: int) -> bool:
        """Whether nothing but "and" or "a" stands between two quotations."""
        return stop - first <= 2 and all(word in ("and", "or", "a", "an", "the") for word in self._tokens.lower[first:stop])

    def _is_title(self, d: Draft) -> bool:
        words, lower = self._tokens.words, self._tokens.lower
        return all(not words[i][0].islower() or lower[i] in self._wording.small_word for i in range(d.first, d.stop))
