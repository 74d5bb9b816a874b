"""Which of the things that a word can be it is: parts of speech by the neighbours, without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.annotation.text import function_words as fw

if TYPE_CHECKING:
    from analysis.annotation.text.clauses import Clauses

_AHEAD = 9  # words that a look for a finite verb reads
_ADVERBS = 40  # adverbs on end that are passed over: no sentence has more
_OPENERS = fw.DETERMINER | fw.POSSESSIVE | fw.PRONOUN | fw.NUMERAL
_LINKS = frozenset(("noun", "name", "number", "pronoun", "relative"))
_BEFORE_NOUN = frozenset(("determiner", "possessive", "number", "preposition"))
_HELD = frozenset(("to", "that", "whether", "how", "why", "what"))
_CALENDAR_NAMES = frozenset(("may", "march", "will", "mark", "rose", "sue", "pat", "grant", "frank", "chuck", "bill", "art"))


class Tagger:
    """Tags the pieces of one sentence from left to right."""

    def __init__(self, c: Clauses) -> None:
        self.keys, self.capital, self.gaps, self.known = c.keys, c.capital, c.gaps, c.can_be
        self.tags: list[str] = []

    def read(self) -> list[str]:
        """The tag of each piece."""
        for i in range(len(self.keys)):
            self.tags.append(self._tag(i))
        return self.tags

    def _tag(self, i: int) -> str:
        known, key = self.known[i], self.keys[i]
        if self._is_name(i, known):
            return "name"
        if not known:
            return self._unknown(i)
        before = self._before(i)
        if known & fw.NEGATION and known & fw.ADVERB:
            return "negation"
        if known & fw.MODAL:
            return self._modal(i, before)
        if known & (fw.BE | fw.HAVE | fw.DO | fw.GET):
            return "auxiliary" if self._leads_verb(i) else "verb"
        if key == "to":
            return "to" if self._infinitive(i) else "preposition"
        if key == "that":
            return self._that(i, before)
        if known & (fw.RELATIVE | fw.COMPLEMENTIZER | fw.SUBORDINATOR):
            return self._opener(i, known, before)
        if known & fw.POSSESSIVE and (not known & fw.OBJECT or self._opens_phrase(i + 1)):
            return "possessive"
        if known & fw.COORDINATOR:
            return "coordinator"
        if known & fw.PRONOUN and (not known & (fw.DETERMINER | fw.NUMERAL) or not self._opens_phrase(i + 1)):
            return "pronoun"
        if known & fw.DETERMINER:
            return "determiner"
        if known & fw.PREPOSITION and not (key == "like" and before in ("to", "modal", "pronoun")):
            return "preposition"
        if known & fw.VERB and self._is_verb(i, known, before):
            return "verb"
        if known & fw.NUMERAL:
            return "number"
        if known & fw.ADVERB and not (known & fw.VERB):
            return "adverb"
        return "noun"

    def _is_name(self, i: int, known: int) -> bool:
        if not self.capital[i]:
            return False
        if known & fw.CALENDAR and not known & fw.MODAL:
            return True
        opens = not i or self.gaps[i] in ("“", ";")
        following = i + 1 < len(self.keys) and self.capital[i + 1] and not self.gaps[i + 1]
        if opens:
            # "Lee said", "Talks failed", "May said": at an opening a capital tells nothing by itself
            return following and not known & fw.CLOSED and not known & fw.ADVERB
        return self.keys[i] != "i"

    def _unknown(self, i: int) -> str:
        before = self._before(i)
        if before in ("to", "modal") and not self.capital[i]:
            return "verb"
        return "noun"

    def _before(self, i: int) -> str:
        """The tag before a piece, past adverbs and negations; "" behind a break."""
        j = i - 1
        while j >= max(0, i - _ADVERBS) and not self.gaps[j + 1] and self.tags[j] in ("adverb", "negation"):
            j -= 1
        return self.tags[j] if j >= 0 and not self.gaps[j + 1] else ""

    def _can_be(self, i: int) -> int:
        return self.known[i] if i < len(self.keys) and not self.gaps[i] else 0

    def _next_but_adverbs(self, i: int) -> int:
        """The next piece that is neither an adverb nor a negation; the number of pieces behind a break."""
        j = i + 1
        while (
            j < min(len(self.keys), i + _ADVERBS) and not self.gaps[j] and self.known[j] & fw.ADVERB and not self.known[j] & fw.VERB
        ):
            j += 1
        return j if j < len(self.keys) and not self.gaps[j] else len(self.keys)

    def _opens_phrase(self, i: int) -> bool:
        """Whether a noun can follow at this place: "her ship", "that ship"; not "her to", "that is"."""
        if i >= len(self.keys) or self.gaps[i]:
            return False
        known = self.known[i]
        return not known & (fw.CLOSED | fw.ADVERB) or bool(known & fw.NUMERAL)

    def _modal(self, i: int, before: str) -> str:
        if before in ("determiner", "possessive") or (self.keys[i] in _CALENDAR_NAMES and self.capital[i] and i):
            return "noun"
        following = self._can_be(self._next_but_adverbs(i))
        stative = following & (fw.BE | fw.HAVE | fw.DO | fw.MODAL | fw.PREPOSITION) and not following & fw.BASE
        return "noun" if stative else "modal"  # "might is right"

    def _leads_verb(self, i: int) -> bool:
        """Whether an auxiliary has a verb of its own to help: "was widely told", "did not say", "has been"."""
        known, j = self.known[i], self._next_but_adverbs(i)
        following = self._can_be(j)
        if known & fw.BE:
            return bool(following & (fw.PARTICIPLE | fw.ING)) and not self._modifies(j)
        if known & fw.GET:
            return bool(following & fw.PARTICIPLE) and not following & (fw.BASE | fw.BE | fw.HAVE) and not self._modifies(j)
        if known & fw.HAVE:
            return bool(following & fw.PARTICIPLE) and not (following & fw.BASE and self._modifies(j))
        negated = j > i + 1 and any(self.known[k] & fw.NEGATION for k in range(i + 1, j))
        return (
            bool(following & fw.BASE)
            and (negated or not following & (fw.DETERMINER | fw.PREPOSITION))
            and known & fw.PARTICIPLE == 0
        )

    def _modifies(self, j: int) -> bool:
        """Whether a participle describes the noun after it: "were armed men", "is rising damp"."""
        following = j + 1
        if following >= len(self.keys) or self.gaps[following] or self.known[following] & ~fw.PLURAL:
            return False
        return not self.capital[following] and bool(self.known[following] & fw.PLURAL) and not self.known[j] & fw.ING

    def _infinitive(self, i: int) -> bool:
        j = self._next_but_adverbs(i)
        following = self._can_be(j)
        if j >= len(self.keys) or self.capital[j]:
            return False
        if following & fw.BASE and not following & (fw.DETERMINER | fw.PREPOSITION):
            return i == 0 or self.keys[i - 1] not in ("according", "due", "owing", "thanks")
        return False

    def _that(self, i: int, before: str) -> str:
        following = self._can_be(i + 1)
        if following & (fw.BE | fw.HAVE | fw.DO | fw.MODAL | fw.THIRD | fw.PAST) and before in ("noun", "name", "pronoun"):
            return "relative"
        if following & (fw.BE | fw.MODAL | fw.HAVE) and before != "verb":
            return "pronoun"
        if before in ("preposition", "coordinator", "to") and self._opens_phrase(i + 1):
            return "determiner"
        if (
            following & (_OPENERS | fw.ADVERB | fw.SUBORDINATOR | fw.PREPOSITION)
            or self._capital(i + 1)
            or self._finite_ahead(i + 1)
        ):
            return "complementizer"
        return "determiner" if self._opens_phrase(i + 1) else "pronoun"

    def _capital(self, i: int) -> bool:
        return i < len(self.keys) and not self.gaps[i] and self.capital[i]

    def _opener(self, i: int, known: int, before: str) -> str:
        if (
            known & fw.RELATIVE
            and (before in ("noun", "name", "pronoun", "number") or (before == "preposition") or self.gaps[i] == ",")
            and (not known & fw.SUBORDINATOR or before == "noun")
        ):
            return "relative"
        if known & fw.SUBORDINATOR and known & fw.PREPOSITION:
            # "after the talks" against "after the talks failed"
            if self.keys[i] == "than" or not self._finite_ahead(i + 1):
                return "preposition"
            return "subordinator"
        if known & fw.SUBORDINATOR:
            return "adverb" if self.keys[i] == "once" and not self._finite_ahead(i + 1) else "subordinator"
        if known & fw.DETERMINER and self._opens_phrase(i + 1) and not self._finite_ahead(i + 1):
            return "determiner"
        return "complementizer"

    def _finite_ahead(self, i: int) -> bool:
        """Whether a verb that can only be finite follows before the clause ends."""
        for j in range(i, min(len(self.keys), i + _AHEAD)):
            known = self.known[j]
            if j > i and (
                self.gaps[j]
                or known & (fw.COMPLEMENTIZER | fw.RELATIVE)
                or (known & fw.SUBORDINATOR and not known & fw.PREPOSITION)
            ):
                return False
            if known & (fw.BE | fw.HAVE | fw.DO | fw.MODAL) and known & fw.FINITE_AUXILIARY and not (self.capital[j] and j):
                return True
            if known & fw.PAST and j > i and not self.capital[j]:
                follows_noun = not self.known[j - 1] & (fw.DETERMINER | fw.POSSESSIVE | fw.PREPOSITION | fw.NUMERAL)
                if follows_noun and (not known & fw.PARTICIPLE or self._takes_object(j)):
                    return True
            if known & fw.THIRD and j > i and self._takes_object(j) and not self.known[j - 1] & (fw.DETERMINER | fw.POSSESSIVE):
                return True
        return False

    def _takes_object(self, i: int) -> bool:
        """Whether what follows a verb is what follows verbs only: an article, a pronoun, a name, "that"; or nothing."""
        j = i + 1
        if j >= len(self.keys) or self.gaps[j]:
            return True
        return bool(self.known[j] & (fw.DETERMINER | fw.POSSESSIVE | fw.PRONOUN)) or self.capital[j] or self.keys[j] in _HELD

    def _is_verb(self, i: int, known: int, before: str) -> bool:
        if before in ("to", "modal"):
            return bool(known & fw.BASE)
        if before == "auxiliary":
            return bool(known & (fw.PARTICIPLE | fw.ING | fw.BASE))
        after_noun = before in _LINKS
        if known & fw.ING:
            return before not in ("determiner", "possessive", "number")
        if known & fw.PAST or known & fw.PARTICIPLE:
            if before in _BEFORE_NOUN or (known & fw.BASE and not known & fw.PAST):
                return False  # "the accused director", "a run"
            if not after_noun and self._noun_follows(i) and not known & fw.PAST:
                return False
            return after_noun or not self._noun_follows(i) or before in ("", "coordinator")
        if known & fw.THIRD and (before in ("pronoun", "relative") or (before in ("noun", "name") and self._is_finite(i))):
            return True
        if not known & fw.BASE:
            return known & fw.THIRD > 0 and before in ("", "coordinator", "verb") and self._takes_object(i) and i > 0
        plural = i > 0 and not self.gaps[i] and bool(self.known[i - 1] & fw.PLURAL)
        if before == "pronoun" or before == "relative" or plural:
            return before in ("pronoun", "relative") or self._is_finite(i)
        return before in ("", "coordinator") and self._takes_object(i) and i + 1 < len(self.keys) and not self.gaps[i + 1]

    def _noun_follows(self, i: int) -> bool:
        j = i + 1
        return j < len(self.keys) and not self.gaps[j] and not self.known[j] & (fw.CLOSED | fw.ADVERB) and not self.capital[j]

    def _had_verb(self, i: int) -> bool:
        """Whether the clause has a verb of its own before this place."""
        for j in range(i - 1, -1, -1):
            if self.tags[j] in ("auxiliary", "modal") or (self.tags[j] == "verb" and not self.known[j] & fw.ING):
                return True
            if self.gaps[j] or self.tags[j] in ("complementizer", "relative", "subordinator"):
                return False
        return False

    def _is_finite(self, i: int) -> bool:
        """Whether a form is a verb by what follows: "Russia attacks Ukraine", not "Russia attacks drew …"."""
        j = i + 1
        if self._had_verb(i):
            # "faces criticism over security concerns that …": a second verb shows its object
            return j < len(self.keys) and not self.gaps[j] and self.keys[j] not in _HELD and self._takes_object(i)
        if self.known[i] & fw.BASE and self.keys[i] in fw.reporting_uses():
            return True  # "critics say taxes hurt"
        return (j < len(self.keys) and not self.gaps[j] and self._takes_object(i)) or not self._finite_ahead(j)
