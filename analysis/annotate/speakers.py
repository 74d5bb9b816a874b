"""Who says it: the words that name the speaker of a quotation, and the word that joins them to it."""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate.attribution import reporting_forms
from analysis.annotate.speaker_grammar import grammar
from analysis.annotate.words import Tokens

_OPENING = frozenset('“"„‘')
_DASHES = frozenset("—–―-")
_DIVIDING = frozenset(',;:—–“”"()―')
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


class SpeakerFinder:
    """
    Finds speakers in the narrator's words around quotations.

    Ranges of words are half-open. Every search is bounded, so that reading a text takes time in proportion to its length.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._text, self._words, self._lower = tokens.text, tokens.words, tokens.lower
        self._start, self._end = tokens.start, tokens.end
        self._forms = reporting_forms()
        self._grammar = grammar()

    def after(self, first: int, stop: int) -> Attribution | None:
        """The attribution in the words that follow a quotation: “…,” she said; “…,” said Lee; “…” — Lee."""
        lower = self._lower
        signed = self._signature(first, stop)
        if signed is not None:
            return Attribution(None, signed)
        forms = self._forms
        for c in range(first, min(stop, first + _AFTER_REACH)):
            if lower[c] not in forms or not self._is_cue(c) or self._is_noun(c):
                continue
            cue = self._cue_words(c)
            by = lower[cue[1] : cue[1] + 1] == ["by"]
            if c == first or lower[c] == "according" or by:
                return Attribution(cue, self._noun_phrase(cue[1] + by, stop))
            speaker = self._subject_before(c, first)
            if speaker is not None and speaker[0] > first and not self.divides(speaker[0]) and lower[first] not in ("as", "which"):
                return None
            return Attribution(cue, speaker)
        return None

    def after_comma(self, first: int, stop: int) -> Attribution | None:
        """A verb that no list has, in a place where only a verb of saying stands: “…,” she stormed; “…,” lectured Lee."""
        lower, words = self._lower, self._words
        if not words[first][0].isupper() and lower[first].endswith("ed"):
            speaker = self._noun_phrase(first + 1, stop)
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
        for c in range(first - 1, max(low, first - _BEFORE_REACH) - 1, -1):
            if lower[c] not in forms or not self._is_cue(c):
                continue
            cue = self._cue_words(c)
            if self._is_noun(c) and not (cue[1] == first and self.divides(first)):
                continue
            if cue[1] == first and forms[lower[c]].verb == "tell" and self.gap(first)[:1] == " ":
                continue  # told “every crook in town” the news: whom, not what
            if lower[c] == "according":
                speaker = self._noun_phrase(cue[1], first)
            elif lower[cue[1] : cue[1] + 1] == ["by"]:
                speaker = self._noun_phrase(cue[1] + 1, first)
            elif self._is_passive(c, low):
                if best is None and first - cue[1] <= 3:
                    return Attribution(cue, None, passive=True)
                continue
            else:
                speaker = self._subject_before(c, low)
                if speaker is None and c == low:
                    speaker = self._noun_phrase(cue[1], first)
            score = self._score(c, first, speaker)
            if best is None or score > best.score:
                best = Attribution(cue, speaker, score)
            if first - c < 4 and speaker is not None and lower[speaker[0]] not in self._grammar.pronoun:
                break
        return best

    def subject(self, low: int, stop: int) -> tuple[int, int] | None:
        """The first noun phrase of a sentence, past an introduction such as "In a statement on Friday,"."""
        lower, words = self._lower, self._words
        introduction, particle, auxiliary = self._grammar.introduction, self._grammar.particle, self._grammar.auxiliary
        i = low
        for _ in range(3):
            if i < stop and (
                lower[i] in introduction or lower[i].endswith(("ing", "ed")) or not _OPENING.isdisjoint(self.gap(i)[-1:])
            ):
                i += 1
                while i < stop and i - low < 60 and not self.divides(i):
                    i += 1
        if i >= stop:
            return None
        if lower[i] in self._grammar.pronoun:
            return i, i + 1
        j, named = i, False
        while j < min(stop, i + 9) and (j == i or not self.divides(j)):
            capital = words[j][0].isupper()
            if not capital and (
                (named and lower[j] not in particle) or lower[j] in auxiliary or lower[j].endswith("ed") or self._is_cue(j)
            ):
                break
            named = named or (capital and (j > i or lower[j] not in self._grammar.determiner))
            j += 1
            if lower[j - 1].endswith("'s"):
                break
        while j - 1 > i and lower[j - 1] in particle:
            j -= 1
        return (i, j) if j > i else None

    def gap(self, i: int) -> str:
        """What stands between word ``i`` and the one before it: its ends alone where that is long."""
        a = self._end[i - 1] if i else 0
        b = self._start[i] if i < len(self._start) else len(self._text)
        return self._text[a:b] if b - a < 24 else self._text[a : a + 12] + self._text[b - 12 : b]

    def divides(self, i: int) -> bool:
        """Whether a comma, a colon, a dash, a bracket or a mark stands before word ``i``."""
        if 0 < i < len(self._start) and self._start[i] - self._end[i - 1] == 1:
            return self._text[self._end[i - 1]] in _DIVIDING
        gap = self.gap(i)
        return not _DIVIDING.isdisjoint(gap) or " - " in gap or "--" in gap

    def starts_clause(self, i: int) -> bool:
        """Whether word ``i`` starts a clause of its own, which says nothing about the quotation before it."""
        return self._lower[i] in self._grammar.clause_start

    def ends_clause(self, i: int, stop: int) -> bool:
        """Whether the clause is over before word ``i``."""
        return i >= stop or self.divides(i) or "." in self.gap(i)

    def gives_name(self, c: int) -> bool:
        """Whether the cue at word ``c`` gives its object a name: called it “…”."""
        return self._forms[self._lower[c]].verb in self._grammar.naming_verb

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

    def _is_cue(self, i: int) -> bool:
        """Whether word ``i`` can report speech beside a quotation."""
        form = self._forms.get(self._lower[i])
        if form is None or (i and self._words[i][0].isupper() and self.gap(i) == " "):
            return False
        if form.particles and (i + 1 >= len(self._lower) or self._lower[i + 1] not in form.particles):
            return False
        if i == 0 or form.verb == "say" or form.verb == "tell":
            return True
        before = self._lower[i - 1]
        return before not in self._grammar.noun_marker and not before.endswith(("'s", "s'"))

    def _is_noun(self, c: int) -> bool:
        """Whether a form such as "reports" or "claims" is more likely the noun."""
        if not c or not self._forms[self._lower[c]].noun or self.divides(c) or self._words[c - 1][0].isupper():
            return False
        before = self._lower[c - 1]
        return before not in self._grammar.pronoun and before not in self._grammar.before_verb and "." not in self.gap(c)

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

    def _noun_phrase(self, i: int, stop: int) -> tuple[int, int] | None:
        """The noun phrase that starts at word ``i``."""
        lower, words, follower, particle = self._lower, self._words, self._grammar.follower, self._grammar.particle
        if i >= stop or self.divides(i) or lower[i] in follower:
            return None
        if lower[i] in self._grammar.pronoun:
            return i, i + 1
        j = i + 1
        while j < min(stop, i + 12) and not self.divides(j):
            word = lower[j]
            if word in follower or (words[j - 1][0].isupper() and not words[j][0].isupper() and word not in particle):
                break
            if word == "of" and words[j - 1][0].isupper() and self._describes(j + 1):
                break
            j += 1
        while j - 1 > i and lower[j - 1] in particle:
            j -= 1
        if not any(words[k][0].isupper() for k in range(i, j)):
            # Said its director, Ann Lee, on Monday: the name tells more.
            k = j
            while k < stop and words[k][0].isupper() and (k == j or not self.divides(k)):
                k += 1
            if k - j > 1 and self.gap(j)[:1] == "," and self.ends_clause(k, stop):
                return j, k
        return i, j

    def _subject_before(self, c: int, low: int) -> tuple[int, int] | None:
        """The subject of the verb at word ``c``."""
        lower, words, auxiliary = self._lower, self._words, self._grammar.auxiliary
        divided = self.divides(c)
        j = c - 1
        before = lower[j] if j >= low else ""
        if before == "to":
            return self.subject(self._clause(j, low), c)
        if before in ("and", "but", "or", "then"):
            return self.subject(low, c)
        if before and self._is_cue(j):
            return self._subject_before(j, low)
        if lower[c].endswith("ing") and (divided or before in self._grammar.introduction or before in self._grammar.document):
            return self.subject(low, c)
        while j >= low and (lower[j] in auxiliary or lower[j].endswith("ly")) and not words[j][0].isupper():
            divided = divided or self.divides(j)
            j -= 1
        if j >= low and ")" in self.gap(j + 1):
            j, divided = self._before_bracket(j, low), False
        if j < low:
            return None
        return self._before_apposition(j, low) if divided else self._last_phrase(self._clause(j, low), j + 1)

    def _before_bracket(self, j: int, low: int) -> int:
        for k in range(j, max(low, j - 8), -1):
            if "(" in self.gap(k):
                return k - 1
        return low - 1

    def _clause(self, j: int, low: int) -> int:
        """Where the stretch of words that ends with word ``j`` starts."""
        lower, words, border = self._lower, self._words, self._grammar.border
        k = j
        while k > low and j - k < 14:
            before = lower[k - 1]
            if self.divides(k) or self._is_cue(k - 1) or (before in border and not (before == "and" and words[k][0].isupper())):
                break
            k -= 1
        return k

    def _before_apposition(self, j: int, low: int) -> tuple[int, int] | None:
        """The name before an apposition that ends with word ``j``: Lee, the minister, said."""
        lower = self._lower
        chunks = []
        for _ in range(5):
            k = j
            while k > low and j - k < 24 and not self.divides(k):
                k -= 1
            if lower[k] not in self._grammar.introduction and lower[k] not in self._grammar.border:
                chunks.append((k, j + 1))
            if k <= low or "," not in self.gap(k):
                break
            j = k - 1
        if not chunks:
            return None
        first, stop = chunks[-1]
        # His former partner in Oslo, Ann Lee, said: the name tells more.
        if len(chunks) > 1 and self._is_name(*chunks[-2]) and lower[first] in self._grammar.determiner:
            head = next((i for i in range(first + 1, stop) if lower[i] in self._grammar.introduction), stop)
            if not any(self._words[i][0].isupper() for i in range(first + 1, head)):
                return chunks[-2]
        return self._last_phrase(self._clause(stop - 1, first), stop)

    def _describes(self, i: int) -> bool:
        """Whether what follows "of" is no name: Ann Lee of the pressure group Open Water."""
        i += i < len(self._lower) and self._lower[i] in ("the", "a", "an")
        return i < len(self._lower) and not self._words[i][0].isupper()

    def _is_name(self, first: int, stop: int) -> bool:
        return all(self._words[i][0].isupper() or self._lower[i] in self._grammar.particle for i in range(first, stop))

    def _last_phrase(self, first: int, stop: int) -> tuple[int, int] | None:
        """The noun phrase at the end of a stretch of words."""
        lower, words, particle, introduction = self._lower, self._words, self._grammar.particle, self._grammar.introduction
        last = stop - 1
        if lower[last] in self._grammar.pronoun:
            return last, stop
        if lower[last] in self._grammar.border or (lower[last] in introduction and not words[last][0].isupper()):
            return None
        if words[last][0].isupper():
            if lower[first] == "with":
                first += 1
            of = next((k for k in range(first + 1, last) if lower[k] == "of" and words[k - 1][0].isupper()), last)
            if of < last and self._is_name(first, of) and self._describes(of + 1):
                return first, of
            k = last
            while k > first and (words[k - 1][0].isupper() or lower[k - 1] in particle):
                k -= 1
            while k < last and lower[k] in particle and lower[k] != "the":
                k += 1
            return (k, stop) if lower[first] in introduction or stop - first > 9 else (first, stop)
        for k in range(first, stop) if stop - first <= 8 else range(last, first - 1, -1):
            if lower[k] in self._grammar.determiner:
                return k, stop
        return (first, stop) if lower[first] not in introduction else (last, stop)
