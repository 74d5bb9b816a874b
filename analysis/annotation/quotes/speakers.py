"""Who says it: the words that name the speaker of a quotation, and the word that joins them to it."""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotation.quotes.narration import Narration

_DASHES = frozenset("—–―-")
_AFTER_REACH = 34  # words; long appositions stand between a quotation and "said"
_BEFORE_REACH = 30


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

    cue: tuple[int, int] | None
    speaker: tuple[int, int] | None
    score: float = 0.0
    passive: bool = False


class SpeakerFinder(Narration):
    """Finds speakers in the narrator's words around quotations."""

    def after(self, first: int, stop: int) -> Attribution | None:
        """The attribution in the words that follow a quotation: “…,” she said; “…,” said Lee; “…” — Lee."""
        lower = self._lower
        signed = self._signature(first, stop)
        if signed is not None:
            return Attribution(None, signed)
        for c in self.forms_in(first, min(stop, first + _AFTER_REACH)):
            if not self.is_cue(c) or self.is_noun(c):
                continue
            cue = self._cue_words(c)
            by = lower[cue[1] : cue[1] + 1] == ("by",)
            if c == first or lower[c] == "according" or by:
                return Attribution(cue, self.noun_phrase(cue[1] + by, stop))
            speaker = self.subject_before(c, first)
            if speaker is not None and speaker[0] > first and not self.divides(speaker[0]) and lower[first] not in ("as", "which"):
                return None
            return Attribution(cue, speaker)
        return None

    def after_comma(self, first: int, stop: int) -> Attribution | None:
        """A verb that no list has, in a place where only a verb of saying stands: “…,” she stormed; “…,” lectured Lee."""
        lower, words = self._lower, self._words
        if not words[first][0].isupper() and lower[first].endswith("ed"):
            speaker = self.noun_phrase(first + 1, stop)
            return Attribution((first, first + 1), speaker) if speaker and self.ends_clause(speaker[1], stop) else None
        c = first
        while c < min(stop, first + 5) and words[c][0].isupper() and not self.divides(c + 1):
            c += 1
        c += c == first and lower[first] in self._grammar.pronoun
        if first < c < stop and lower[c].endswith(("ed", "s")) and self.ends_clause(c + 1, stop) and not self.divides(c):
            return Attribution((c, c + 1), (first, c))
        return None

    def before(self, low: int, first: int) -> Attribution | None:
        """The attribution in the words that lead to a quotation: Lee said: “…”; he called it “…”."""
        lower, forms = self._lower, self._forms
        best = None
        for c in reversed(self.forms_in(max(low, first - _BEFORE_REACH), first)):
            if not self.is_cue(c):
                continue
            cue = self._cue_words(c)
            if self.is_noun(c) and not (cue[1] == first and self.divides(first)):
                continue
            if cue[1] == first and forms[lower[c]].verb == "tell" and self.gap(first)[:1] == " ":
                continue  # told “every crook in town” the news: whom, not what
            if lower[c] == "according":
                speaker = self.noun_phrase(cue[1], first)
            elif lower[cue[1] : cue[1] + 1] == ("by",):
                speaker = self.noun_phrase(cue[1] + 1, first)
            elif self._is_passive(c, low):
                if best is None and first - cue[1] <= 3:
                    return Attribution(cue, None, passive=True)
                continue
            else:
                speaker = self.subject_before(c, low)
                if speaker is None and c == low:
                    speaker = self.noun_phrase(cue[1], first)
            score = self._score(c, first, speaker)
            if best is None or score > best.score:
                best = Attribution(cue, speaker, score)
            if first - c < 4 and speaker is not None and lower[speaker[0]] not in self._grammar.pronoun:
                break
        return best

    def gives_name(self, c: int) -> bool:
        """Whether the cue at word ``c`` gives its object a name: called it “…”."""
        form = self._forms.get(self._lower[c])  # None for a verb of no list, as in “…,” she shrugged
        return form is not None and form.verb in self._grammar.naming_verb

    def _score(self, c: int, first: int, speaker: tuple[int, int] | None) -> float:
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
        if before in ("who", "that", "which") and c > 1 and (first - c > 6 or lower[c - 2] in self._grammar.indefinite):
            score -= 4
        return score

    def _cue_words(self, c: int) -> tuple[int, int]:
        return c, c + 1 + bool(self._forms[self._lower[c]].particles)

    def _is_passive(self, c: int, low: int) -> bool:
        lower = self._lower
        if lower[c].endswith("ing"):
            return False
        j = c - 1
        while j >= low and (lower[j].endswith("ly") or lower[j] in ("also", "once", "then", "now", "not", "often")):
            j -= 1
        return j >= low and lower[j] in self._grammar.be

    def _signature(self, first: int, stop: int) -> tuple[int, int] | None:
        """A name after a dash: “…” — Lee, Oslo."""
        if not self._words[first][0].isupper() or _DASHES.isdisjoint(self.gap(first)):
            return None
        j = first + 1
        while j < stop and j - first < 6 and not self.divides(j):
            if not self._words[j][0].isupper() and self._lower[j] not in self._grammar.particle:
                return None
            j += 1
        return (first, j) if j == stop or self.divides(j) else None
