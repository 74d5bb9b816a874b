"""Who says it: the words that name the speaker of a quotation, and the word that joins them to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from analysis.annotation.quotes.reporting import reporting_forms, wording
from analysis.annotation.quotes.subjects import Span, Subjects
from analysis.annotation.text import function_words as fw
from analysis.annotation.text.words import Tokens

_DASHES = frozenset("—–―-")
_DIVIDING = frozenset(',;:—–“”"()―')
_WHAT = frozenset(("what", "which", "that", "who"))
_AFTER_REACH = 34  # words; long appositions stand between a quotation and "said"
_BEFORE_REACH = 30
_SIGNATURE = 6


class Attribution(NamedTuple):
    """
    What joins a quotation and its speaker.

    Attributes
    ----------
    cue, speaker : (first, stop) or None
        Words of the text; None where it is silent.
    score : float
        How well the cue governs the quotation, to choose among several.
    passive : bool
        The subject is spoken of ("was called “…”"): whoever speaks, it is not the subject.
    """

    cue: Span | None
    speaker: Span | None
    score: float = 0.0
    passive: bool = False


class SpeakerFinder:
    """
    Finds speakers in the narrator's words around quotations.

    Ranges of words are half-open. Every search is bounded, so that reading a text takes time in proportion to its length.

    Parameters
    ----------
    tokens : Tokens
    is_quoted : callable
        Whether a word stands inside quotation marks.
    is_place : callable
        Whether a range of words names a place.
    """

    def __init__(self, tokens: Tokens, is_quoted: Callable[[int], bool], is_place: Callable[[int, int], bool]) -> None:
        self.subjects = Subjects(tokens, is_quoted, is_place)
        self._text, self._words, self._lower = tokens.text, tokens.words, tokens.lower
        self._start, self._end = tokens.start, tokens.end
        self._forms, self._wording = reporting_forms(), wording()
        self._form_places = tokens.places("reporting", reporting_forms)

    def _cues(self, low: int, stop: int) -> list[int]:
        """The words ``low`` to ``stop`` that can report speech beside a quotation."""
        places = self._form_places
        return [c for c in places[bisect_left(places, low) : bisect_left(places, stop)] if self._is_cue(c)]

    def gap(self, i: int) -> str:
        """What stands between word ``i`` and the one before it: its ends alone where that is long."""
        a = self._end[i - 1] if i else 0
        b = self._start[i] if i < len(self._start) else len(self._text)
        return self._text[a:b] if b - a < 24 else self._text[a : a + 12] + self._text[b - 12 : b]

    def divides(self, i: int) -> bool:
        """Whether a comma, a colon, a dash, a bracket or a mark stands before word ``i``."""
        gap = self.gap(i)
        return not _DIVIDING.isdisjoint(gap) or " - " in gap or "--" in gap

    def ends_clause(self, i: int, stop: int) -> bool:
        """Whether the clause is over before word ``i``."""
        return i >= stop or self.divides(i) or "." in self.gap(i)

    def in_title_case(self, i: int) -> bool:
        """Whether word ``i`` stands in a headline whose words are all capitalised, so that capitals tell nothing."""
        return self.subjects.in_title_case(i)

    def is_pronoun(self, i: int) -> bool:
        """Whether a word stands for a speaker who has no name there: "he"."""
        word = self._lower[i]
        return (fw.spelled_out(word)[0][0] if "'" in word and fw.spelled_out(word) else word) in self._wording.pronoun

    def _is_cue(self, c: int) -> bool:
        form, lower = self._forms[self._lower[c]], self._lower
        if c and self._words[c][0].isupper() and self.gap(c) == " " and not self.in_title_case(c):
            return False
        if form.particles and (c + 1 >= len(lower) or lower[c + 1] not in form.particles):
            return False
        if c == 0 or form.verb in ("say", "tell"):
            return True
        marked = lower[c - 1] in self._wording.noun_marker or lower[c - 1].endswith(("'s", "s'"))
        return not marked or (form.noun and lower[c + 1 : c + 2] == ("that",))

    def _is_noun(self, c: int) -> bool:
        """Whether a form such as "reports" or "claims" is the noun."""
        return self._forms[self._lower[c]].noun and self.subjects.is_noun(c)

    def after(self, first: int, stop: int) -> Attribution | None:
        """The attribution in the words that follow a quotation: “…,” she said; “…,” said Lee; “…” — Lee."""
        lower = self._lower
        signed = self.signature(first, stop, self.gap(first))
        if signed is not None:
            return Attribution(None, signed)
        for c in self._cues(first, min(stop, first + _AFTER_REACH)):
            if self._is_noun(c):
                continue
            if c == first and lower[c].endswith("ing") and lower[c] != "according":
                return None  # he praised the “strong” bill, calling it fair
            cue = self._cue_words(c)
            by = lower[cue[1] : cue[1] + 1] == ("by",)
            if c == first or lower[c] == "according" or by:
                return Attribution(cue, self.subjects.after(cue[1] + by, stop))
            speaker = self.subjects.before(c, first)
            if speaker is not None and speaker[0] > first and not self.divides(speaker[0]) and lower[first] not in ("as", "which"):
                if speaker[0] - first > 2 or not lower[first].endswith(("ed", "ing")):
                    return None
                speaker = first, speaker[1]  # "retired general Ann Lee said", "presiding judge Ann Lee said"
            return Attribution(cue, speaker)
        return None

    def after_comma(self, first: int, stop: int) -> Attribution | None:
        """A verb that no list has, in a place where only a verb of saying stands: “…,” she stormed; “…,” lectured Lee."""
        lower, words = self._lower, self._words
        if not words[first][0].isupper() and lower[first].endswith("ed"):
            speaker = self.subjects.after(first + 1, stop)
            return Attribution((first, first + 1), speaker) if speaker and self.ends_clause(speaker[1], stop) else None
        c = first
        while c < min(stop, first + 5) and words[c][0].isupper() and not self.divides(c + 1):
            c += 1
        c += c == first and self.is_pronoun(first)
        if first < c < stop and lower[c].endswith(("ed", "s")) and self.ends_clause(c + 1, stop) and not self.divides(c):
            return Attribution((c, c + 1), (first, c))
        return None

    def before(self, low: int, first: int) -> Attribution | None:
        """The attribution in the words that lead to a quotation: Lee said: “…”; he called it “…”."""
        lower, forms = self._lower, self._forms
        best = passive = None
        for c in reversed(self._cues(max(low, first - _BEFORE_REACH), first)):
            cue = self._cue_words(c)
            noun = self._is_noun(c)
            if noun and not (cue[1] == first and self.divides(first)):
                continue
            if cue[1] == first and forms[lower[c]].verb == "tell" and self.gap(first)[:1] == " ":
                continue  # told “every crook in town” the news: whom, not what
            if lower[c] == "according":
                speaker = self.subjects.after(cue[1], first)
            elif lower[cue[1] : cue[1] + 1] == ("by",):
                speaker = self.subjects.after(cue[1] + 1, first)
            elif self.subjects.is_passive(c) or self._is_reduced(c, first):
                # "is called “…”" tells no speaker; "Lee said the aim is clearly stated: “…”" has one further out.
                if best is None and first - cue[1] <= 3:
                    passive = Attribution(cue, None, passive=True)
                    if self.gives_name(c):
                        break
                continue
            else:
                speaker = self.subjects.of_noun(c, low) if noun else self.subjects.before(c, low)
                if speaker is None and c == low:
                    speaker = self.subjects.after(cue[1], first)
                if speaker is not None and speaker[0] <= c < speaker[1]:
                    speaker = None
            score = self._score(c, first, speaker)
            if best is None or score > best.score:
                best = Attribution(cue, speaker, score)
            if first - c < 4 and speaker is not None and not self.is_pronoun(speaker[0]):
                break
        return best or passive

    def announced(self, low: int, first: int) -> Attribution | None:
        """Whom a line that ends with a colon and has no verb of saying announces: "And from the mayor:", "Lee, in Oslo:"."""
        for k in range(first - 1, low - 1, -1):
            if self._lower[k] in ("from", "by"):
                speaker = self.subjects.after(k + 1, first)
                return Attribution(None, speaker) if speaker else None
            if fw.can_be(self._lower[k]) & fw.AUXILIARY:
                return None
        return None

    def gives_name(self, c: int) -> bool:
        """Whether the cue at word ``c`` gives its object a name: called it “…”."""
        form = self._forms.get(self._lower[c])  # None for a verb of no list, as in “…,” she shrugged
        return form is not None and form.verb in self._wording.naming_verb

    def _score(self, c: int, first: int, speaker: Span | None) -> float:
        """How well the cue at word ``c`` governs a quotation at word ``first``: the nearer and the plainer the better."""
        lower = self._lower
        word, before = lower[c], lower[c - 1] if c else ""
        score = 10 - 0.3 * (first - c)
        if speaker is None:
            score -= 2
        if self._forms[word].use == "thought" and first - c > 4:
            score -= 4
        if before == "to":
            score -= 3
        if word.endswith("ing") and not self.divides(c):
            score -= 2
        # "anybody who complains about noise “is …”" reports nothing.
        if before in ("who", "that", "which") and c > 1 and (first - c > 6 or lower[c - 2] in self._wording.indefinite):
            score -= 4
        return score

    def _cue_words(self, c: int) -> Span:
        return c, c + 1 + bool(self._forms[self._lower[c]].particles)

    def _is_reduced(self, c: int, first: int) -> bool:
        """Whether a verb that names has no object but the quotation: "a woman described as “…”", not "what he called “…”"."""
        if not self.gives_name(c) or not self._lower[c].endswith("ed") or not (c + 1 == first or self._lower[c + 1] == "as"):
            return False
        return _WHAT.isdisjoint(self._lower[max(0, c - 12) : c])

    def signature(self, first: int, stop: int, before: str) -> Span | None:
        """A name after a dash: “…” — Lee, Oslo."""
        if not self._words[first][0].isupper() or _DASHES.isdisjoint(before):
            return None
        j = first + 1
        while j < stop and j - first < _SIGNATURE and not self.divides(j):
            if not self._words[j][0].isupper() and self._lower[j] not in fw.words_of("name_particle"):
                return None
            j += 1
        return (first, j) if j == stop or self.divides(j) else None
