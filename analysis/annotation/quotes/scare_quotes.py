"""What stands in marks and is no quotation: scare quotes, titles, nicknames, words mentioned as words."""

from __future__ import annotations

from analysis.annotation.quotes.candidates import Draft
from analysis.annotation.quotes.speaker_grammar import grammar
from analysis.annotation.quotes.speakers import SpeakerFinder
from analysis.annotation.text.words import Tokens


class DirectSpeech:
    """Tells quotations from other uses of the marks."""

    def __init__(self, tokens: Tokens, finder: SpeakerFinder) -> None:
        self._tokens, self._finder, self._grammar = tokens, finder, grammar()

    def is_direct(self, d: Draft, previous: Draft | None) -> bool:
        """Tell what somebody said from scare quotes, titles, nicknames and words mentioned as words."""
        text, lower = self._tokens.text, self._tokens.lower
        count = d.stop - d.first
        if text[max(0, d.span.start - 2)] == "=":  # an attribute of left-over markup
            return False
        if not d.span.closed or count > 8:
            return True
        if previous is not None and previous.sentence == d.sentence and self._is_list(previous.stop, d.first):
            return previous.direct
        whole = d.low == d.first and text[d.span.end - 1] in ".?!"
        if whole and previous is not None and previous.direct and previous.paragraph == d.paragraph:
            return True
        cue = d.attribution.cue if d.attribution is not None else None
        if cue is None and d.attribution is not None and d.attribution.speaker is not None:
            return True
        before = lower[max(d.low, d.first - 3) : d.first]
        adjacent = cue is not None and (
            cue[1] == d.first or d.lead in (":", ",") or (cue[1] == d.first - 1 and before[-1:] in (("a",), ("an",)))
        )
        if not self._grammar.mentioned.isdisjoint(before):
            # Somebody's use of the words is a quotation; a word that is only talked about is not.
            return cue is not None or not self._grammar.using.isdisjoint(lower[max(d.low, d.first - 5) : d.first])
        titled = self._is_title(d)
        announced = not self._grammar.title_word.isdisjoint(before) or ("known", "as") in (before[-2:], before[-3:-1])
        if announced and (titled or count <= 3) and d.lead not in (":", ","):
            return False
        if titled:
            if cue is None:
                return False
            if cue[0] >= d.stop:
                return d.low == d.first or d.lead == ":" or (d.lead == "," and count == 1)
            return adjacent or "as" in before[-2:] or (self._finder.gives_name(cue[0]) and d.first - cue[1] < 9)
        if count >= 4 or cue is not None:
            return True
        return count > 1 and (text[d.span.end - 1] in "?!" or "as" in before[-2:])

    def _is_list(self, first: int, stop: int) -> bool:
        """Whether nothing but "and" or "a" stands between two quotations."""
        return stop - first <= 2 and all(word in ("and", "or", "a", "an", "the") for word in self._tokens.lower[first:stop])

    def _is_title(self, d: Draft) -> bool:
        words, lower = self._tokens.words, self._tokens.lower
        return all(not words[i][0].islower() or lower[i] in self._grammar.small_word for i in range(d.first, d.stop))
