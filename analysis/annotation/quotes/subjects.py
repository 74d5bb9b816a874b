"""Who does what a verb says: subjects and objects of reporting verbs as noun phrases, from the shallow parse."""

from __future__ import annotations

from collections.abc import Callable

from analysis.annotation.quotes.reporting import parsed_at, reporting_forms
from analysis.annotation.text import function_words as fw
from analysis.annotation.text.clauses import Clauses
from analysis.annotation.text.words import Tokens

Span = tuple[int, int]
_BESIDE = frozenset(("adverb", "negation"))
_VERBAL = frozenset(("verb", "auxiliary", "modal", "to"))
_STOPS = frozenset(("complementizer", "subordinator"))
_CHAIN = 4  # appositions
_SUBJECTS = frozenset(("he", "she", "they", "we", "i"))
_OBJECTS = frozenset(("him", "her", "them", "us", "me", "himself", "herself", "themselves", "itself"))
_NOBODY = _OBJECTS | {"there", "that", "this", "these", "those", "what", "which", "it's", "they're"}
_ASKING = frozenset(
    ("ask", "urge", "tell", "want", "get", "lead", "prompt", "cause", "allow", "let", "force", "invite", "beg", "call")
)


class Subjects:
    """
    Finds noun phrases around verbs, as ranges of words of a text.

    Parameters
    ----------
    tokens : Tokens
    is_quoted : callable
        Whether a word stands inside quotation marks.
    is_place : callable
        Whether a range of words names a place.
    """

    def __init__(self, tokens: Tokens, is_quoted: Callable[[int], bool], is_place: Callable[[int, int], bool]) -> None:
        self._tokens, self._is_quoted, self._is_place = tokens, is_quoted, is_place

    def _sentence(self, word: int) -> tuple[Clauses, int]:
        return parsed_at(self._tokens, word)

    def is_noun(self, word: int) -> bool:
        """Whether a word that can be a noun or a verb is the noun: no object or clause follows it."""
        c, i = self._sentence(word)
        if c.tags[i] == "verb" or (i and self._title_case(c)):
            return False
        following = c.tags[i + 1] if i + 1 < len(c.keys) and not c.gaps[i + 1] else ""
        joined = i > 0 and c.tags[i - 1] == "coordinator" and following in ("noun", "name")
        return not joined and following not in ("pronoun", "determiner", "possessive", "complementizer")

    def is_passive(self, word: int) -> bool:
        """Whether a verb is in the passive: "was called"."""
        c, i = self._sentence(word)
        return c.group_at[i] >= 0 and c.groups[c.group_at[i]].passive

    def of_noun(self, word: int, low: int) -> Span | None:
        """Whose a noun of speech is: "Lee’s claim", else the subject of the verb before it: "Lee made this claim"."""
        c, i = self._sentence(word)
        phrase = c.phrase_at[i]
        if phrase >= 0 and c.phrases[phrase].possessor >= 0:
            return self._words(c, c.phrases[phrase].first, c.phrases[phrase].possessor + 1)
        outer = self._finite_before(c, i, low)
        return self._subject(c, outer, low) if outer >= 0 else None

    def before(self, word: int, low: int) -> Span | None:
        """The subject of the verb at a word, not before word ``low`` unless the verb only continues a clause from there."""
        c, i = self._sentence(word)
        opened = self._before_colon(c) if self._title_case(c) else None
        if opened is not None and opened[1] - opened[0] > 1:
            return opened  # "Ann Lee: Banks Call …"
        k, phrase = c.group_at[i], c.phrase_at[i]
        if phrase >= 0 and c.phrases[phrase].first < i and c.keys[c.phrases[phrase].first] != "that":
            return self._words(c, c.joined(phrase)[0], i)  # a verb that the parse takes for a noun
        return self._subject(c, k, low) if k >= 0 else self._left(c, i, low)

    def in_title_case(self, word: int) -> bool:
        """Whether the sentence of a word is a headline whose words are all capitalised, so that capitals tell nothing."""
        return self._title_case(self._sentence(word)[0])

    def _title_case(self, c: Clauses) -> bool:
        long = [self._tokens.text[start].isupper() for key, start in zip(c.keys, c.start, strict=True) if len(key) > 3]
        return len(long) > 2 and sum(long) > 0.9 * len(long)

    def _before_colon(self, c: Clauses) -> Span | None:
        """The name that a colon sets off at the start of a sentence."""
        for k in range(1, min(6, len(c.keys))):
            if c.gaps[k]:
                opening = ":" in self._tokens.text[c.end[k - 1] : c.start[k]] and not self._quoted(c, 0)
                named = all(self._tokens.text[at].isupper() for at in c.start[:k]) and "preposition" not in c.tags[:k]
                return self._words(c, 0, k) if opening and named else None
        return None

    def _subject(self, c: Clauses, k: int, low: int) -> Span | None:
        """The subject of a verb group."""
        group = c.groups[k]
        if group.governor >= 0:
            return self._subject(c, group.governor, low)
        if group.infinitive:
            # "asked him to say": the one before "to"; "to say": whose clause it is
            before = c.phrase_at[group.first - 1] if group.first and not c.gaps[group.first] else -1
            if before >= 0 and c.phrases[before].preposition < 0 and self._finite_before(c, c.phrases[before].first, low) >= 0:
                outer = self._finite_before(c, c.phrases[before].first, low)
                return self._whole(c, before) if c.groups[outer].verb in _ASKING else self._subject(c, outer, low)
            return self._continued(c, k, low)
        participle = not group.tense and not group.modal and c.keys[group.first].endswith("ing")
        if participle:
            return self._of_participle(c, k, low)
        return self._left(c, group.first, low)

    def _of_participle(self, c: Clauses, k: int, low: int) -> Span | None:
        """Whose doing "saying" is: the noun before it, "with Lee saying"; else that of the main verb."""
        first = c.groups[k].first
        before = c.phrase_at[first - 1] if first and not c.gaps[first] and not self._quoted(c, first - 1) else -1
        while before >= 0 and c.phrases[before].preposition >= 0 and c.keys[c.phrases[before].preposition] == "of":
            before = c.phrase_at[c.phrases[before].preposition - 1]
        if before >= 0 and not self._is_time(c, before):
            object_of = c.phrases[before].preposition < 0 and self._finite_before(c, c.phrases[before].first, low) >= 0
            led = c.phrases[before].preposition
            if (led < 0 and not object_of) or (led >= 0 and c.keys[led] in ("with", "from", "by")):
                return self._whole(c, before)
        return self._continued(c, k, low)

    def _continued(self, c: Clauses, k: int, low: int) -> Span | None:
        """The subject of the main verb before a group, or of the first one after it: "Asked about it, she said"."""
        first = c.groups[k].first
        begin = next(
            (j for j in range(first - 1, 0, -1) if c.gaps[j] == ";" and not self._quoted(c, j) and not self._quoted(c, j - 1)), 0
        )
        outer = [g for g in self._finite(c, begin, first) if self._level(c, g) == "main"] or self._finite(c, begin, first)
        if outer:
            # "An audit had found more, she said, adding …": the parenthesis, not the sentence around it
            nearest = c.groups[outer[-1]]
            spoke = c.keys[nearest.head] in reporting_forms() and first - nearest.stop < 3
            found = self._subject(c, outer[-1] if spoke else outer[0], -1)
            if found is not None:
                return found
        for later in range(k + 1, len(c.groups)):
            group = c.groups[later]
            if (group.tense or group.modal) and not self._quoted(c, group.first):
                return self._left(c, group.first, low)
        return None

    def _finite(self, c: Clauses, begin: int, stop: int) -> list[int]:
        """The narrator's finite verb groups between two pieces."""
        return [
            k
            for k, group in enumerate(c.groups)
            if begin <= group.first and group.stop <= stop and (group.tense or group.modal) and not self._quoted(c, group.first)
        ]

    def _level(self, c: Clauses, group: int) -> str:
        return c.clauses[c.clause_at[c.groups[group].first]].kind

    def _finite_before(self, c: Clauses, i: int, low: int) -> int:
        found = self._finite(c, 0, i)
        return found[-1] if found and c.tokens[c.groups[found[-1]].first] >= low else -1

    def _joined_verb(self, c: Clauses, j: int, tense: str) -> Span | None:
        """The subject of the verb that "and" at piece ``j`` joins to another: the nearest of that tense in no clause of "that"."""
        found = self._finite(c, 0, j)
        alike = [k for k in found if c.groups[k].tense == tense and self._level(c, k) not in ("relative", "complement")]
        chosen = (alike or found)[-1:]
        return self._subject(c, chosen[0], -1) if chosen else None

    def _left(self, c: Clauses, i: int, low: int) -> Span | None:
        """The noun phrase to the left of a verb group that begins at piece ``i``."""
        if i and self._closes_bracket(c, i):
            i = self._opening(c, i)
        j = i - 1
        while j >= 0 and not c.gaps[j + 1] and (c.tags[j] in _BESIDE or (c.phrase_at[j] >= 0 and self._is_time(c, c.phrase_at[j]))):
            j -= 1
            j -= j >= 0 and c.tags[j] == "preposition" and not c.gaps[j + 1]
        if j < 0 or c.tokens[j] < low:
            return None
        if c.gaps[j + 1]:
            return self._from_segments(c, j + 1, low)
        return self._adjacent(c, j, low, i)

    def _adjacent(self, c: Clauses, j: int, low: int, verb: int) -> Span | None:
        """The subject that ends at piece ``j``, where no comma parts it from its verb."""
        while j >= 0 and c.tokens[j] >= low:
            tag, phrase = c.tags[j], c.phrase_at[j]
            if tag == "relative" or c.keys[j] == "that":
                return self._antecedent(c, j)
            if tag == "coordinator":
                return self._joined_verb(c, j, c.groups[c.group_at[verb]].tense if c.group_at[verb] >= 0 else "past")
            if c.keys[j] in _SUBJECTS:
                return self._words(c, j, j + 1)  # "after she left": no preposition
            if phrase >= 0 and c.phrases[phrase].preposition < 0 and not self._is_time(c, phrase):
                return self._choose(c, [phrase], verb)
            if phrase >= 0:
                first, preposition = c.phrases[phrase].first, c.phrases[phrase].preposition
                name = self._name_at_end(c, phrase)
                if name is not None and j == c.phrases[phrase].stop - 1:
                    return name
                j = (preposition if preposition >= 0 else first) - 1
                if j >= 0 and c.gaps[j + 1]:
                    return self._from_segments(c, j + 1, low)
            elif tag == "preposition" or tag in _BESIDE:
                j -= 1
            else:
                return None
        return None

    def _name_at_end(self, c: Clauses, phrase: int) -> Span | None:
        """In a television interview Lee said; on Tuesday Lee said: the parse takes both for one noun phrase."""
        first, stop = c.phrases[phrase][:2]
        calendar = fw.words_of("calendar")
        k = stop
        while k > first and c.capital[k - 1] and c.keys[k - 1] not in calendar:
            k -= 1
        noun = c.tags[k - 1] == "noun" and c.tags[first] in ("determiner", "possessive") and c.keys[first - 1] != "of"
        return self._words(c, k, stop) if first < k < stop and (noun or c.keys[k - 1] in calendar) else None

    def _from_segments(self, c: Clauses, i: int, low: int) -> Span | None:
        """The subject before a comma: "Lee, the mayor, said"; "Lee, who lives in Oslo, said"; "the plan failed, Lee said"."""
        chain: list[int] = []
        stop = i
        for _ in range(_CHAIN):
            if self._closes_bracket(c, stop):
                stop = self._opening(c, stop)
            first = stop - 1
            while first > 0 and not c.gaps[first] and c.tokens[first - 1] >= low:
                first -= 1
            if c.tokens[first] < low:
                break
            kind, phrase = self._segment(c, first, stop)
            if kind == "clause":
                if not chain or not self._is_name(c, chain[-1]):
                    ends = c.phrase_at[stop - 1]
                    if ends >= 0 and not self._is_time(c, ends) and stop < len(c.gaps) and (chain or stop < i):
                        return self._adjacent(c, stop - 1, low, i) if not chain else self._choose(c, [*chain, ends], i)
                break
            ends = c.phrase_at[stop - 1]
            name = self._name_at_end(c, ends) if ends >= 0 and kind == "insertion" else None
            if name is not None and not chain:
                return name
            if phrase >= 0:
                chain.append(phrase)
            if not first or c.tokens[first - 1] < low or (c.gaps[first] == ";" and chain):
                break
            stop = first
        return self._choose(c, chain, i) if chain else None

    def _segment(self, c: Clauses, first: int, stop: int) -> tuple[str, int]:
        """What stands between two commas: "clause", "phrase" with the noun phrase that opens it, or "insertion"."""
        k = first
        while k < stop - 1 and c.tags[k] in (*_BESIDE, "coordinator"):
            k += 1
        phrase = c.phrase_at[k]
        ends = c.phrase_at[stop - 1]
        if c.tags[k] == "preposition" and ends >= 0 and c.phrases[ends].preposition < 0 and not self._finite(c, first, stop):
            return "phrase", ends  # "On Tuesday Lee, who is ill, said"
        if c.tags[k] in ("relative", "preposition", *_STOPS) or (c.keys[k].endswith(("ing", "ed")) and phrase < 0):
            return "insertion", -1
        if any(c.groups[g].first >= first for g in self._finite(c, first, stop)):
            return "clause", -1
        if phrase < 0 or self._is_time(c, phrase):
            return "insertion", -1
        return "phrase", phrase

    def _antecedent(self, c: Clauses, j: int) -> Span | None:
        if j and c.gaps[j] and c.keys[j] == "that":
            return self._from_segments(c, j, 0)  # "a letter, signed by Lee, that accused"
        before = c.phrase_at[j - 1] if j else -1
        if before < 0:
            return None
        phrase = c.phrases[before]
        if c.keys[j] != "who" and phrase.attached >= 0 and c.phrase_at[phrase.attached] >= 0 and phrase.preposition >= 0:
            before = c.phrase_at[phrase.attached]
        return self._whole(c, before)

    def _choose(self, c: Clauses, chain: list[int], stop: int) -> Span | None:
        """Of a noun phrase and its appositions the name, where the first is none: "the finance minister, Ana Lee"."""
        first = chain[-1]
        if len(chain) > 1 and not self._is_name(c, first):
            for phrase in reversed(chain[:-1]):
                if self._is_name(c, phrase) and not self._is_place(
                    *self._words(c, c.phrases[phrase].first, c.phrases[phrase].stop)
                ):
                    return self._whole(c, phrase)
        return self._whole(c, first, stop)

    def _is_name(self, c: Clauses, phrase: int) -> bool:
        p = c.phrases[phrase]
        return (
            c.capital[p.head]
            and all(c.capital[k] or c.keys[k] in fw.words_of("name_particle") for k in range(p.first, p.stop))
            and p.possessor < 0
        )

    def _is_time(self, c: Clauses, phrase: int) -> bool:
        p = c.phrases[phrase]
        if c.keys[p.head].isdigit() or c.keys[p.stop : p.stop + 1] == ["ago"]:
            return True
        calendar = fw.words_of("calendar")
        return c.keys[p.head] in calendar or (c.keys[p.first] in calendar and not c.capital[p.head])

    def _whole(self, c: Clauses, phrase: int, stop: int | None = None) -> Span | None:
        """A noun phrase with those that it is joined with, and what follows a noun: "a spokesman for the port"."""
        if c.phrases[phrase].stop - c.phrases[phrase].first == 1 and c.keys[c.phrases[phrase].head] in _NOBODY:
            return None
        first, end = c.joined(phrase)
        while end - 1 > first and c.keys[end - 1] in fw.words_of("calendar"):
            end -= 1
        first += c.keys[first] in fw.words_of("calendar") and end - 1 > first
        if stop is not None and c.tags[end - 1] != "pronoun" and not self._is_name(c, phrase):
            while end < stop and not c.gaps[end] and c.tags[end] == "preposition" and end + 1 < stop and c.phrase_at[end + 1] >= 0:
                follows = c.phrases[c.phrase_at[end + 1]]
                if follows.stop > stop or self._is_time(c, c.phrase_at[end + 1]) or any(c.gaps[end + 1 : follows.stop]):
                    break
                end = follows.stop
        return self._words(c, first, end)

    @staticmethod
    def _words(c: Clauses, first: int, stop: int) -> Span:
        return c.tokens[first], c.tokens[stop - 1] + 1

    def _quoted(self, c: Clauses, i: int) -> bool:
        return self._is_quoted(c.tokens[i])

    def _closes_bracket(self, c: Clauses, i: int) -> bool:
        return ")" in self._tokens.text[c.end[i - 1] : c.start[i]]

    def _opening(self, c: Clauses, i: int) -> int:
        for k in range(i - 1, max(0, i - 9), -1):
            if "(" in self._tokens.text[c.end[k - 1] : c.start[k]]:
                return k
        return i

    def after(self, word: int, stop: int) -> Span | None:
        """The noun phrase that begins at a word: "said the director, Ana Lee"."""
        if word >= stop:
            return None
        c, i = self._sentence(word)
        phrase = c.phrase_at[i]
        if phrase < 0 or self._is_time(c, phrase) or c.gaps[i] in (",", ";") or c.keys[i] in _OBJECTS:
            return None
        first, end = i, c.phrases[phrase].stop
        while end - 1 > first and c.keys[end - 1] in fw.words_of("calendar"):
            end -= 1
        n = len(c.keys)
        following = c.phrase_at[end] if end < n and c.gaps[end] == "," else -1
        if not self._is_name(c, phrase) and following >= 0 and self._is_name(c, following):
            p = c.phrases[following]
            if p.stop - p.first > 1 and (p.stop == n or c.gaps[p.stop] or c.tags[p.stop] != "verb"):
                return self._words(c, p.first, p.stop)
        if not self._is_name(c, phrase) and c.phrases[phrase].kind != "pronoun":
            while end + 1 < n and not c.gaps[end] and c.keys[end] in ("of", "for") and c.phrase_at[end + 1] >= 0:
                end = c.phrases[c.phrase_at[end + 1]].stop
        span = self._words(c, first, end)
        return span[0], min(span[1], stop)

    def first(self, low: int, stop: int) -> Span | None:
        """The subject of the first finite verb among words, else their first noun phrase."""
        c, i = self._sentence(low)
        opened = self._before_colon(c) if not i else None
        if opened is not None:
            return opened
        for group in c.groups:
            if (
                group.first >= i
                and c.tokens[group.first] < stop
                and (group.tense or group.modal)
                and not self._quoted(c, group.first)
                and c.clauses[c.clause_at[group.first]].kind in ("main", "complement")
            ):
                found = self._left(c, group.first, low)
                if found is not None:
                    return found
        for k, phrase in enumerate(c.phrases):
            inside = phrase.first >= i and c.tokens[phrase.stop - 1] < stop
            if inside and phrase.preposition < 0 and not self._quoted(c, phrase.first) and not self._is_time(c, k):
                return self._whole(c, k)
        return None
