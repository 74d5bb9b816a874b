"""Quotations: what stands inside quotation marks, and who says it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from analysis.annotation.quotes.direct_speech import DirectSpeech, Draft, find_drafts
from analysis.annotation.quotes.people import People
from analysis.annotation.quotes.quotation_marks import find_marked_spans
from analysis.annotation.quotes.reporting import sentence_at, wording
from analysis.annotation.quotes.speakers import Attribution, SpeakerFinder
from analysis.annotation.quotes.subjects import Span
from analysis.annotation.text.function_words import spelled_out
from analysis.annotation.text.words import Tokens

# A transcript names the speaker inside the marks: “LEE: We shall see.”
_LABEL = re.compile(r"[A-Z][A-Z.\- ]{1,25}(?=:\s)")

_PULLED = 5  # words; fewer may be said by two


class Quote(NamedTuple):
    """
    A run of text inside quotation marks.

    Attributes
    ----------
    start, end : int
        Offsets inside the marks, half-open.
    text : str
    speaker : str or None
        Who says it, as the text names them there. Where the text says "he" or "she", the person named last whom the
        pronoun fits comes first and the pronoun follows, "Anna Lind (she)"; the bare pronoun if nobody was named. So does
        a description of somebody who was named before: "Anna Lind (the minister)".
        None if the text does not say who speaks.
    cue : str or None
        The reporting word that joins quotation and speaker ("said", "according to").
    direct : bool
        False for scare quotes, titles and words mentioned as words.
    words : int
        Words inside the marks.
    speaker_start, speaker_end : int or None
        Offsets of the words that name the speaker (of the pronoun, where it is one).
    speaker_name : str or None
        The speaker by the fullest name that the text has given them so far, to group by: "Anna Lind" for
        "Lind", "Ms Lind" and "Anna Lind (she)"; otherwise as ``speaker``. None where a pronoun stays open.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    cue: str | None
    direct: bool
    words: int
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_name: str | None = None


def find_quotes(tokens: Tokens) -> tuple[Quote, ...]:
    """
    Find every quotation of a text, in order.

    Parameters
    ----------
    tokens : Tokens

    Returns
    -------
    tuple of Quote
        They do not overlap: a quotation inside a quotation belongs to the outer one. None leaves its paragraph.

    Notes
    -----
    Speakers are found by rules on the narrator's words around the marks, not by a parser: trust the share of
    quotations with a speaker more than any single speaker. ``docs/validity.md`` has the measured accuracy.

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> text = "Anna Lind rose. “We disagree,” she said. “Wait.” The “plan” failed."
    >>> [(quote.text, quote.speaker, quote.direct) for quote in find_quotes(tokenize(text))]
    [('We disagree,', 'Anna Lind (she)', True), ('Wait.', 'Anna Lind (she)', True), ('plan', None, False)]
    """
    return read_quotes(tokens).quotes


def read_quotes(tokens: Tokens) -> QuoteReader:
    """The quotations of a text with what was found around them; a second call gives the same object."""
    reader: QuoteReader | None = tokens.kept.get(("quotes", 0))
    if reader is None:
        reader = tokens.kept.setdefault(("quotes", 0), QuoteReader(tokens))
    return reader


class QuoteReader:
    """
    Joins quotations and speakers, in the order of the text.

    Attributes
    ----------
    drafts : list of Draft
    quotes : tuple of Quote
        One for each draft.
    """

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.drafts = find_drafts(tokens, find_marked_spans(tokens))
        self.quoted = [(d.first, d.stop) for d in self.drafts]
        self.people = People(tokens, self.quoted)
        self.finder = SpeakerFinder(tokens, self.is_quoted, self.people.is_place)
        self.speech = DirectSpeech(tokens, self.finder)
        self._names: dict[tuple[int, int], tuple[str, int, str | None]] = {}
        self.quotes = self._read()

    def is_quoted(self, word: int) -> bool:
        """Whether a word stands in marks."""
        k = bisect_right(self.quoted, (word, len(self.tokens.words))) - 1
        return k >= 0 and word < self.quoted[k][1]

    def _read(self) -> tuple[Quote, ...]:
        last: Draft | None = None
        last_direct: Draft | None = None
        for draft in self.drafts:
            self._attribute(draft, last_direct)
            draft.direct = self.speech.is_direct(draft, last)
            last = draft
            if draft.direct:
                last_direct = draft
        if any(draft.span.continues for draft in self.drafts):
            self._share_along_chains()
        self._share_with_pulled()
        return tuple(self._finish(draft) for draft in self.drafts)

    def _attribute(self, d: Draft, previous: Draft | None) -> None:
        if previous is not None and previous.paragraph == d.paragraph:
            d.low = max(d.low, previous.stop)
        label = _LABEL.match(self.tokens.text, d.span.start)
        if label:
            d.speaker = d.first, max(d.first + 1, bisect_left(self.tokens.start, label.end()))
            d.attribution = Attribution(None, d.speaker, 0)
            return
        d.attribution = self._own_attribution(d) or self._signed(d)
        if d.attribution:
            d.speaker = d.attribution.speaker
            if d.attribution.passive:
                return
        if d.speaker is None and previous is not None and previous.sentence == d.sentence:
            self._inherit(d, previous)
        if d.speaker is None and d.low < d.first:
            d.speaker = self.finder.subjects.first(d.low, d.first)
            start = self.tokens.sentences[d.sentence].first
            if d.speaker is None and start < d.low:
                d.speaker = self.finder.subjects.first(start, d.low)
        if d.speaker is None and previous is not None and previous.paragraph == d.paragraph:
            self._inherit(d, previous)
        if d.speaker is None and d.low == d.first:
            self._look_back(d, previous)

    def _own_attribution(self, d: Draft) -> Attribution | None:
        after = self.finder.after(d.stop, d.high) if d.stop < d.high else None
        last = self.tokens.text[d.span.start : d.span.end].rstrip()[-1:]
        if after is None and last in ",?!" and d.stop < d.high:
            after = self.finder.after_comma(d.stop, d.high)
        if after is None or after.speaker is None:
            return self._before(d)
        if after.cue is None:
            return self._before(d) or after
        if last in ",?!…—’'":
            if self.finder.is_pronoun(after.speaker[0]) and d.lead in (":", ","):
                # Lee scolded him: “…,” she said. The name tells more than the pronoun.
                before = self._before(d)
                return before if before is not None and before.speaker is not None else after
            return after
        before = self._before(d)
        if before is not None:
            return before
        adjoining = d.stop == after.speaker[0] or d.stop == after.cue[0]
        if last == ".":
            # “We won.” Lee left: a verb of saying must end the clause.
            ends = self.finder.ends_clause(max(after.cue[1], after.speaker[1]), d.high)
            return after if adjoining and (ends or self.tokens.words[d.stop][0].islower()) else None
        parenthesis = "," in self.finder.gap(after.speaker[0]) or self.tokens.lower[d.stop] == "as"
        return after if adjoining or parenthesis else None

    def _before(self, d: Draft) -> Attribution | None:
        if d.low == d.first:
            return None
        return self.finder.before(d.low, d.first) or (self.finder.announced(d.low, d.first) if d.lead == ":" else None)

    def _signed(self, d: Draft) -> Attribution | None:
        """The line below a quotation that is a paragraph of its own: “…”, next paragraph: — Lee, mayor."""
        tokens, paragraphs = self.tokens, self.tokens.paragraphs
        if d.high > d.stop or d.paragraph + 1 >= len(paragraphs):
            return None
        begin, end = paragraphs[d.paragraph + 1]
        first, stop = bisect_left(tokens.start, begin), bisect_left(tokens.start, end)
        if not 0 < stop - first < 16 or tokens.text[d.span.end + 1 : paragraphs[d.paragraph][1]].strip(" .,\"'”’"):
            return None
        signature = self.finder.signature(first, stop, tokens.text[begin : tokens.start[first]])
        return Attribution(None, signature) if signature else None

    def _look_back(self, d: Draft, previous: Draft | None) -> None:
        """The speaker of a quotation that stands alone: from the sentence or the paragraph before."""
        sentences = self.tokens.sentences
        if not d.sentence:
            return
        last = sentences[d.sentence - 1]
        if last.paragraph == d.paragraph or self.tokens.text[last.end - 1] in ":,":
            found = self.finder.before(last.first, last.stop) or self.finder.announced(last.first, last.stop)
            d.speaker = found.speaker if found and found.speaker else self.finder.subjects.first(last.first, last.stop)
            d.attribution = d.attribution or found
        elif previous is not None and previous.paragraph == d.paragraph - 1:
            self._inherit(d, previous)

    @staticmethod
    def _inherit(d: Draft, previous: Draft) -> None:
        d.speaker = previous.speaker
        if d.attribution is None and previous.attribution is not None:
            d.attribution = Attribution(previous.attribution.cue, None, 0)

    def _share_along_chains(self) -> None:
        """Paragraphs of one quotation have one speaker, wherever in the chain the text names them."""
        chain: list[Draft] = []
        for d in self.drafts:
            chain.append(d)
            if d.span.continues:
                continue
            if len(chain) > 1:
                speaker, said = next(
                    ((c.speaker, c.attribution) for c in chain if c.attribution and c.attribution.speaker), (None, None)
                )
                for c in chain:
                    if said is not None and not (c.attribution and c.attribution.speaker):
                        c.speaker, c.attribution = speaker, Attribution(said.cue, None, 0)
            chain = []

    def _share_with_pulled(self) -> None:
        """A pull quote says again what somebody says in the text: words of another quotation, in a paragraph of their own."""
        lower = self.tokens.lower
        pulled = [d for d in self.drafts if d.low == d.first and d.stop == d.high and d.stop - d.first >= _PULLED]
        pulled = [d for d in pulled if d.attribution is None or d.attribution.speaker is None]
        if not pulled:
            return
        said: dict[tuple[str, ...], tuple[Draft, int]] = {}
        for d in self.drafts:
            if d.direct and d.attribution is not None and d.attribution.speaker is not None:
                said |= {lower[k : k + _PULLED]: (d, k) for k in range(d.first, d.stop - _PULLED + 1)}
        for d in pulled:
            other, k = said.get(lower[d.first : d.first + _PULLED], (None, 0))
            if other is not None and other.attribution is not None and lower[k : k + d.stop - d.first] == lower[d.first : d.stop]:
                d.speaker, d.attribution = other.speaker, Attribution(other.attribution.cue, None, 0)

    def _organisation(self, pronoun: str, at: int) -> str | None:
        """Whom "it" or "they" means in "The bank rejected what it called …": the subject of the same sentence."""
        first = self.tokens.sentences[sentence_at(self.tokens, at)].first
        if pronoun not in ("it", "they") or first >= at:
            return None
        found = self.finder.subjects.first(first, at)
        if found is None or self.finder.is_pronoun(found[0]):
            return None
        return self.tokens.text[self.tokens.start[found[0]] : self.tokens.end[found[1] - 1]]

    def _finish(self, d: Draft) -> Quote:
        text, span = self.tokens.text, d.span
        plain = (span.start, span.end, text[span.start : span.end])
        if not d.direct or d.speaker is None:
            return Quote(*plain, None, None, d.direct, d.stop - d.first)
        speaker, end, name = self.name(*d.speaker, (d.first, d.stop))
        cue = None
        if d.attribution is not None and d.attribution.cue is not None:
            a, b = d.attribution.cue
            cue = text[self.tokens.start[a] : self.tokens.end[b - 1]]
        return Quote(*plain, speaker, cue, True, d.stop - d.first, self.tokens.start[d.speaker[0]], end, name)

    def name(self, first: int, stop: int, spoken: Span = (0, 0)) -> tuple[str, int, str | None]:
        """
        The speaker whom words ``first`` to ``stop`` name: how, the offset where that ends, and their fullest name.

        ``spoken``: the words that they say; whoever says "I" is a person.
        """
        if (first, stop) not in self._names:
            self._names[first, stop] = self._name(first, stop, spoken)
        return self._names[first, stop]

    def _name(self, first: int, stop: int, spoken: Span) -> tuple[str, int, str | None]:
        lower = self.tokens.lower
        parts = spelled_out(lower[stop - 1])  # "He'll": the pronoun alone speaks
        end = self.tokens.start[stop - 1] + parts[0][1] if parts else self.tokens.end[stop - 1]
        speaker = self.tokens.text[self.tokens.start[first] : end]
        if speaker.endswith(("'s", "’s")):
            speaker, end = speaker[:-2], end - 2
        if stop - first == 1 and self.finder.is_pronoun(first):
            pronoun = parts[0][0] if parts else lower[first]
            name = self.people.resolve(pronoun, first) or self._organisation(pronoun, first)
            return speaker if name is None else f"{name} ({pronoun})", end, name
        name = self.people.fullest_name(first, stop)
        if name is None:
            name = self.people.described(first, stop)
            if name is not None:
                return f"{name} ({speaker[0].lower()}{speaker[1:]})", end, name
            says_i = not wording().first_person.isdisjoint(lower[spoken[0] : min(spoken[1], spoken[0] + 40)])
            self.people.add_speaker(first, stop, says_i)
        return speaker, end, name or speaker
