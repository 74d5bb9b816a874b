"""The narrator's words around quotations: where clauses divide, which words report, which noun phrase is the subject."""

from __future__ import annotations

from bisect import bisect_left

from analysis.annotation.quotes.people import is_place, is_role
from analysis.annotation.quotes.reporting import reporting_forms
from analysis.annotation.quotes.speaker_grammar import grammar
from analysis.annotation.text.words import Tokens

_OPENING = frozenset('“"„‘')
_DIVIDING = frozenset(',;:—–“”"()―')


class Narration:
    """
    A text as a reader of attributions sees it.

    Ranges of words are half-open. Every search is bounded, so that reading a text takes time in proportion to its length.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._text, self._words, self._lower = tokens.text, tokens.words, tokens.lower
        self._start, self._end = tokens.start, tokens.end
        self._forms = reporting_forms()
        self._grammar = grammar()
        self._form_places = tokens.places("reporting", reporting_forms)

    def forms_in(self, low: int, stop: int) -> list[int]:
        """The words ``low`` to ``stop`` that are forms of reporting verbs."""
        places = self._form_places
        return places[bisect_left(places, low) : bisect_left(places, stop)]

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
                (named and lower[j] not in particle) or lower[j] in auxiliary or lower[j].endswith("ed") or self.is_cue(j)
            ):
                break
            named = named or (capital and (j > i or lower[j] not in self._grammar.determiner))
            j += 1
            if lower[j - 1].endswith("'s"):
                break
        while j - 1 > i and lower[j - 1] in particle:
            j -= 1
        return (i, j) if j > i else None

    def is_cue(self, i: int) -> bool:
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

    def is_noun(self, c: int) -> bool:
        """Whether a form such as "reports" or "claims" is more likely the noun."""
        if not c or not self._forms[self._lower[c]].noun or self.divides(c) or self._words[c - 1][0].isupper():
            return False
        before = self._lower[c - 1]
        return before not in self._grammar.pronoun and before not in self._grammar.before_verb and "." not in self.gap(c)

    def noun_phrase(self, i: int, stop: int) -> tuple[int, int] | None:
        """The noun phrase that starts at word ``i``."""
        lower, words, follower, particle = self._lower, self._words, self._grammar.follower, self._grammar.particle
        if i >= stop or self.divides(i) or lower[i] in follower:
            return None
        if lower[i] in self._grammar.pronoun:
            return i, i + 1
        j = i + 1
        while j < min(stop, i + 12) and not self.divides(j):
            word = lower[j]
            if word in follower:
                break
            named = words[j - 1][0].isupper() and not words[j][0].isupper() and word not in particle
            # Said Lee yesterday; but in "said the Russian foreign minister" a role is still to come.
            if named and (lower[i] != "the" or not any(is_role(lower[k]) for k in range(j, min(j + 2, stop)))):
                break
            if word == "of" and words[j - 1][0].isupper() and self._describes(j + 1):
                break
            j += 1
        while j - 1 > i and lower[j - 1] in particle:
            j -= 1
        if not any(words[k][0].isupper() for k in range(i, j)) or self._ends_with_role(j):
            # Said its director, Ann Lee, on Monday; said the French envoy, Ann Lee: the name tells more.
            k = j
            while k < stop and words[k][0].isupper() and (k == j or not self.divides(k)):
                k += 1
            if k - j > 1 and self.gap(j)[:1] == "," and self.ends_clause(k, stop):
                return j, k
        return i, j

    def subject_before(self, c: int, low: int) -> tuple[int, int] | None:
        """The subject of the verb at word ``c``."""
        lower, words, auxiliary = self._lower, self._words, self._grammar.auxiliary
        divided = self.divides(c)
        j = c - 1
        before = lower[j] if j >= low else ""
        if before == "to":
            return self.subject(self._clause(j, low), c)
        if before in ("and", "but", "or", "then"):
            return self.subject(low, c)
        if before and self.is_cue(j):
            return self.subject_before(j, low)
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
            if self.divides(k) or self.is_cue(k - 1) or (before in border and not (before == "and" and words[k][0].isupper())):
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
        # His former partner in Oslo, Ann Lee, said; Norway's foreign minister, Ann Lee, said: the name tells more.
        if len(chunks) > 1 and self._is_name(*chunks[-2]) and not self._is_place(*chunks[-2]):
            if self._ends_with_role(stop):
                return chunks[-2]
            head = next((i for i in range(first + 1, stop) if lower[i] in self._grammar.introduction), stop)
            if lower[first] in self._grammar.determiner and not any(self._words[i][0].isupper() for i in range(first + 1, head)):
                return chunks[-2]
        return self._last_phrase(self._clause(stop - 1, first), stop)

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

    def _describes(self, i: int) -> bool:
        """Whether what follows "of" is no name: Ann Lee of the pressure group Open Water."""
        i += i < len(self._lower) and self._lower[i] in ("the", "a", "an")
        return i < len(self._lower) and not self._words[i][0].isupper()

    def _ends_with_role(self, stop: int) -> bool:
        """Whether a stretch of words ends with a role that describes somebody: "the French foreign minister", not a title."""
        return is_role(self._lower[stop - 1]) and not self._words[stop - 1][0].isupper()

    def _is_place(self, first: int, stop: int) -> bool:
        return is_place(self._text[self._start[first] : self._end[stop - 1]])

    def _is_name(self, first: int, stop: int) -> bool:
        return all(self._words[i][0].isupper() or self._lower[i] in self._grammar.particle for i in range(first, stop))
