"""People that a text names: who "he" or "she" is, and the fullest name that the text gives a speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container
from functools import cache
from typing import NamedTuple

from analysis.annotation.countries.mentions import CountrySpan, find_countries
from analysis.annotation.quotes.reporting import reporting_forms, wording
from analysis.annotation.text import function_words as fw
from analysis.annotation.text.words import Tokens
from analysis.data import read_table

_GENDER = {"he": "m", "she": "f"}
_REACH = 200  # words; whoever was named earlier than that is not what a pronoun means


class _Lexicon(NamedTuple):
    titles: dict[str, str]
    roles: dict[str, str]
    given: dict[str, str]
    organisations: frozenset[str]
    bodies: frozenset[str]
    surnames: frozenset[str]
    official: frozenset[str]
    anchors: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    kinds: dict[str, dict[str, str]] = {}
    for row in read_table("people.csv"):
        kinds.setdefault(row["kind"], {})[row["word"]] = row["gender"]
    titles, roles, given = kinds["title"], kinds["role"], kinds["given_name"]
    organisations, bodies, surnames, official = (frozenset(kinds[kind]) for kind in ("organisation", "body", "surname", "official"))
    anchors = frozenset({*titles, *roles, *given, "who"})
    return _Lexicon(titles, roles, given, organisations, bodies, surnames, official, anchors)


def is_role(word: str) -> bool:
    """Whether a word names an office, an occupation or a relation, of one person or several: "minister", "spokesmen"."""
    return _is_one_of(word, _lexicon().roles)


def is_title(word: str) -> bool:
    """Whether a word is a form of address or an office that stands before a name: "mr", "general"."""
    return word in _lexicon().titles


def is_official(word: str) -> bool:
    """Whether a word tells that somebody speaks for a state, an authority or a body of states: "ministers", "police"."""
    return _is_one_of(word, _lexicon().official)


def is_of_organisations(word: str) -> bool:
    """Whether a word stands in names of organisations and places: "police", "ministry"."""
    return word in _lexicon().organisations


def _is_one_of(word: str, words: Container[str]) -> bool:
    return word in words or (word.endswith("s") and word[:-1] in words) or (word.endswith("men") and word[:-2] + "an" in words)


class Person(NamedTuple):
    """Somebody whom the text names: the fullest name so far, and "m", "f" or "" where nothing tells the gender."""

    name: str
    gender: str


_CROWD = 100  # so many ministers have no text but one made to take time


class Descriptions:
    """
    Who was described how, so far.

    A description is a set of words in lower case, with countries by their code: "Russia’s foreign minister" and "the Russian
    Foreign Minister" are one.
    """

    def __init__(self) -> None:
        self._people: dict[str, set[int]] = {}

    def add(self, person: int, described: set[str]) -> None:
        """Enter what stands before or after a person's name: "Russian Foreign Minister", "a lawyer"."""
        for word in described:
            self._people.setdefault(word, set()).add(person)

    def person(self, described: set[str]) -> int | None:
        """
        The one person to whom each word applies; None if there is none, or more than one.

        Where nobody is of that country, "the Russian minister" may be the one minister whose country was not told.
        """
        fitting = self._fitting(described)
        if not fitting:
            countries = {word for word in described if word.isupper()}
            placed = set().union(*[people for word, people in self._people.items() if word.isupper()])
            fitting = self._fitting(described - countries) - placed if countries else fitting
        return min(fitting) if len(fitting) == 1 else None

    def _fitting(self, described: set[str]) -> set[int]:
        sets = sorted((self._people.get(word, set()) for word in described), key=len)
        return sets[0].intersection(*sets[1:]) if sets and len(sets[0]) <= _CROWD else set()


class People:
    """
    The people of a text, read in order as far as was asked for.

    What counts as a person is a name with a title or an office ("Mrs Lee", "spokesman Jan Vlk"), a name that starts
    with a given name, a name with a role in apposition ("Farai Moyo, the director"), and a role that speaks
    ("a senior official"). A country or an organisation never does.

    Parameters
    ----------
    tokens : Tokens
    quoted : list of (first, stop)
        Words inside quotations, in order: whom a speaker talks about is not who speaks next.
    """

    def __init__(self, tokens: Tokens, quoted: list[tuple[int, int]]) -> None:
        self._text, self._words, self._lower = tokens.text, tokens.words, tokens.lower
        self._start, self._end = tokens.start, tokens.end
        self._quoted = quoted
        self._lexicon = _lexicon()
        self._anchors = tokens.places("people", lambda: self._lexicon.anchors)
        self._mentions = find_countries(tokens)
        self._next = 0
        self._people: list[Person] = []
        self._begins: list[tuple[str, int]] = []  # the first word of each name and the number of its words
        self._surnames: dict[str, int] = {}
        self._roles: dict[int, int] = {}
        self._descriptions = Descriptions()

    def resolve(self, pronoun: str, at: int) -> str | None:
        """
        Name of the person whom "he" or "she" means at word ``at``: the one named last whom the pronoun fits.

        A name in subject position ("Lee met Vlk") goes before one that is not. None if nobody was named who fits.
        """
        gender = _GENDER.get(pronoun)
        if gender is None:
            return None
        self._read(at)
        lower, surnames, roles, people = self._lower, self._surnames, self._roles, self._people
        if not people:
            return None
        second = None
        i, low = at - 1, max(0, at - _REACH)
        q = bisect_left(self._quoted, (at, at)) - 1
        while i >= low:
            if q >= 0 and i < self._quoted[q][1]:
                i, q = self._quoted[q][0] - 1, q - 1
                continue
            word = lower[i]
            if word in surnames or i in roles:
                person = people[roles[i] if i in roles else surnames[word]]
                if person.gender in ("", gender) and (i in roles or self._words[i][0].isupper()):
                    if i in roles or (not word.endswith("'s") and self._is_subject(i)):
                        return person.name
                    if second is None:
                        second, low = person.name, max(low, i - 60)
            i -= 1
        return second

    def fullest_name(self, first: int, stop: int) -> str | None:
        """The fullest name that the text has given the person whom words ``first`` to ``stop`` name; None if that is nobody."""
        self._read(stop)
        for i in range(stop - 1, first - 1, -1):
            known = self._surnames.get(self._lower[i])
            if known is not None and self._words[i][0].isupper():
                return self._people[known].name
        return None

    def described(self, first: int, stop: int) -> str | None:
        """
        Name of the person whom "the Russian minister" means at words ``first`` to ``stop``.

        Somebody who was introduced as such, "Russian Foreign Minister Sergey Lavrov" or "Sergey Lavrov, Russia's foreign
        minister"; None if nobody was, or more than one.
        """
        person = self._whom(first, stop)
        if person is None:
            return None
        self._roles[first] = person
        return self._people[person].name

    def _whom(self, first: int, stop: int) -> int | None:
        if self._lower[first] != "the" or stop - first < 2 or not is_role(self._lower[stop - 1]):
            return None
        return self._descriptions.person(self._described(first + 1, stop))

    def add_speaker(self, first: int, stop: int, first_person: bool) -> None:
        """
        Take a speaker whom no title and no given name announced for a person, if something else tells so.

        ``first_person``: the speaker says "I", as no organisation does. "Lee said she …" tells it as well.
        """
        words, lower = self._words, self._lower
        if is_role(lower[stop - 1]) and not words[stop - 1][0].isupper():
            name = self._named(first, stop)
            name = name[0].lower() + name[1:] if lower[first] in fw.words_of("determiner", "possessive") else name
            self._roles[first] = self._add(first, stop, self._lexicon.roles.get(lower[stop - 1], ""), name)
        elif all(words[i][0].isupper() and (len(words[i]) == 1 or not words[i].isupper()) for i in range(first, stop)):
            follower = lower[stop + 1] if stop + 1 < len(lower) else ""
            if not self._is_organisation(first, stop) and (
                (first_person or follower in _GENDER or self._mentioned(first, stop) == {"leader"})
                and not self.is_place(first, stop)
            ):
                self._add(first, stop, _GENDER.get(follower, ""))

    def _countries(self, first: int, stop: int) -> list[CountrySpan]:
        """The mentions of countries that lie in words ``first`` to ``stop``, at least in part."""
        begin, end = self._start[first], self._end[stop - 1]
        found = []
        for span in self._mentions[bisect_right(self._mentions, begin, key=lambda span: span.end) :]:
            if span.start >= end:
                break
            found.append(span)
        return found

    def _mentioned(self, first: int, stop: int) -> set[str]:
        return {span.kind for span in self._countries(first, stop)}

    def is_place(self, first: int, stop: int) -> bool:
        """Whether words have a country in them, or what stands for one, and not merely its leader."""
        return not self._mentioned(first, stop) <= {"leader"}

    def _described(self, first: int, stop: int) -> set[str]:
        """Words of a description: countries by their code, the rest in lower case."""
        return {code for i in range(first, stop) for code in [m.country for m in self._countries(i, i + 1)] or [self._lower[i]]}

    def _named(self, first: int, stop: int) -> str:
        name = self._text[self._start[first] : self._end[stop - 1]]
        return name[:-2] if name.endswith(("'s", "’s")) else name

    def _is_organisation(self, first: int, stop: int, given: bool = False) -> bool:
        """Whether a name has a word of bodies and places in it, past its given name, or is known for one ("Eli Lilly")."""
        lower, lexicon = self._lower, self._lexicon
        last = lower[stop - 1].removesuffix("'s")
        if given and stop - first == 2 and last in lexicon.surnames:
            return False
        if not lexicon.organisations.isdisjoint(lower[first + given : stop]) or last in lexicon.organisations:
            return True
        pair = " ".join(lower[first : first + 2])
        return pair in lexicon.bodies or (first > 0 and f"{lower[first - 1]} {lower[first]}" in lexicon.bodies)

    def _joined(self, i: int) -> bool:
        """Whether word ``i`` follows the one before it with nothing between but a space, or an abbreviation's full stop."""
        end = self._end[i - 1]
        gap = self._start[i] - end
        return gap == 1 or (gap == 2 and self._text[end] == "." and len(self._words[i - 1]) < 6)

    def _starts_sentence(self, i: int) -> bool:
        return i == 0 or self._start[i] - self._end[i - 1] > 1

    def _is_subject(self, i: int) -> bool:
        """Whether the name that ends with word ``i`` is a subject: a verb of saying follows it, or its clause starts with it."""
        # "would" or "was" would not do: in "Lee said Vlk was late", Lee is the subject that "he" goes back to.
        if i + 1 < len(self._lower) and self._lower[i + 1] in reporting_forms() and self._joined(i + 1):
            return True
        while i and self._joined(i) and (self._words[i - 1][0].isupper() or self._lower[i - 1] in self._lexicon.anchors):
            i -= 1
        if self._starts_sentence(i):
            return True
        before = self._lower[i - 1]
        return bool(fw.can_be(before) & (fw.SUBORDINATOR | fw.COMPLEMENTIZER | fw.RELATIVE | fw.COORDINATOR))

    def _read(self, stop: int) -> None:
        """Read the names that titles, roles and given names announce, up to word ``stop``."""
        anchors, words = self._anchors, self._words
        done = -1
        while self._next < len(anchors) and anchors[self._next] < stop:
            i = anchors[self._next]
            self._next += 1
            if i <= done:
                continue
            q = bisect_right(self._quoted, (i, len(words))) - 1
            if q >= 0 and i < self._quoted[q][1]:
                continue
            done = self._read_name(i)

    def _read_name(self, i: int) -> int:
        """Read the name at a title, a role or a given name; the last word that was read."""
        lexicon, lower, words, count = self._lexicon, self._lower, self._words, len(self._words)
        if lower[i] == "who":
            self._add_before_comma(i)
            return i
        j, gender, office = i, "", False
        while j < count and (j == i or self._joined(j)) and (lower[j] in lexicon.titles or lower[j] in lexicon.roles):
            office = office or lower[j] in lexicon.titles
            gender = gender or lexicon.titles.get(lower[j]) or lexicon.roles.get(lower[j], "")
            j += 1
        if j > i and (j == count or not self._joined(j) or not words[j][0].isupper()):
            return self._read_role(i, j)
        stop = self._name_stop(j)
        given = lower[j] in lexicon.given if j < count else False
        if stop == j or lower[j] in fw.words_of("calendar") or self._is_organisation(j, stop, given):
            return max(i, stop - 1)
        if j == i:
            named = stop - j > 1 and not self._continues_name(j)
        else:
            # "neighbour Saudi Arabia", "fellow Democrats": after a mere role a name has two words and is no country.
            named = office or given or (stop - j > 1 and not self.is_place(j, stop))
        if named:
            person = self._add(j, stop, gender or (lexicon.given[lower[j]] if given else ""))
            if j > i:
                self._descriptions.add(person, self._described(self._phrase_start(i), j))
        return stop - 1

    def _phrase_start(self, i: int) -> int:
        """Where the words that lead to a title start: "Russian Foreign" Minister, "Russian foreign" minister."""
        k = i
        while k > 0 and i - k < 4 and self._joined(k):
            if not self._words[k - 1][0].isupper() and self._lower[k - 1] not in wording().office:
                break
            if fw.can_be(self._lower[k - 1]) & fw.CLOSED:
                break
            k -= 1
        return k

    def _name_stop(self, j: int) -> int:
        """Where the run of capitalised words that starts at word ``j`` stops."""
        words, lower, particles = self._words, self._lower, fw.words_of("name_particle")
        k = j
        while k < len(words) and k - j < 6 and (k == j or self._joined(k)):
            if not words[k][0].isupper() and not (k > j and lower[k] in particles):
                break
            k += 1
            if lower[k - 1].endswith("'s"):
                break
        while k > j and not words[k - 1][0].isupper():
            k -= 1
        return k

    def _continues_name(self, j: int) -> bool:
        """San Francisco Bay: the given name is not the first word of the name."""
        return j > 0 and self._joined(j) and self._words[j - 1][0].isupper() and not self._starts_sentence(j - 1)

    def _read_role(self, first: int, stop: int) -> int:
        """
        A role without a name before it; the last word that was read.

        Somebody if it speaks at the start of a sentence, the one whose name follows ("the union’s chairwoman, Ana Brito,"),
        or it tells that a name before it is a person's ("Ana Brito, the union’s chairwoman").
        """
        lower, words = self._lower, self._words
        k = first
        while k > 0 and first - k < 4 and self._joined(k):
            k -= 1
        determined = lower[k] in fw.words_of("determiner", "possessive")
        possessor = next((i for i in range(k, first) if lower[i].endswith(("'s", "s'"))), None)
        if not determined and possessor is None:
            return stop - 1
        named = self._name_after_comma(stop)
        if named is not None:
            person = self._add(stop, named, self._lexicon.roles.get(lower[stop - 1], ""))
            self._descriptions.add(person, self._described(k + determined, stop))
            return named - 1
        if determined and self._starts_sentence(k) and words[k][0].isupper():
            if any(word in reporting_forms() for word in lower[stop : stop + 9]):
                known = self._whom(k, stop)
                if known is None:
                    name = self._named(k, stop)
                    known = self._add(k, stop, self._lexicon.roles.get(lower[stop - 1], ""), name[0].lower() + name[1:])
                self._roles[k] = known
            return stop - 1
        named = self._add_before_comma(k)
        if named is not None:
            self._descriptions.add(named, self._described(k + determined, stop))
        return stop - 1

    def _name_after_comma(self, j: int) -> int | None:
        """Where a name of two words or more stops that a comma sets off at word ``j``: "the director, Farai Moyo,"."""
        if j + 1 >= len(self._words) or self._text[self._end[j - 1] : self._start[j]] != ", ":
            return None
        stop = self._name_stop(j)
        closed = stop == len(self._words) or not self._joined(stop)
        named = stop - j > 1 and closed and not self._is_organisation(j, stop) and not self.is_place(j, stop)
        return stop if named else None

    def _add_before_comma(self, k: int) -> int | None:
        """Farai Moyo, the director …; Farai Moyo, who …; Farai Moyo of Harare, a student …: only a person is called so."""
        words, lower = self._words, self._lower
        if k < 2 or self._text[self._end[k - 1]] != ",":
            return None
        for _ in range(2):
            first = k - 1
            while first > 0 and words[first - 1][0].isupper() and self._joined(first):
                first -= 1
            if first < 2 or lower[first - 1] not in ("of", "from", "in") or not words[first - 2][0].isupper():
                break
            k = first - 1
        if lower[k - 1] in self._surnames and words[k - 1][0].isupper():
            return self._surnames[lower[k - 1]]
        if k - first < 2 or not words[k - 1][0].isupper() or self._is_organisation(first, k):
            return None
        return None if self.is_place(first, k) else self._add(first, k, "")

    def _add(self, first: int, stop: int, gender: str, name: str | None = None) -> int:
        """Enter the person whom words ``first`` to ``stop`` name, or what they add to one who is known."""
        surname = self._lower[stop - 1].removesuffix("'s")
        known = self._surnames.get(surname) if name is None else None
        if known is not None:
            person, begin = self._people[known], self._begins[known]
            single = stop - first == 1
            if (single or begin[1] == 1 or self._lower[first] == begin[0]) and (not gender or person.gender in ("", gender)):
                if (begin[1] == 1 and not single) or (gender and not person.gender):
                    if begin[1] == 1:
                        self._begins[known] = self._lower[first], stop - first
                    fullest = self._named(first, stop) if begin[1] == 1 else person.name
                    self._people[known] = Person(fullest, person.gender or gender)
                return known
        number = len(self._people)
        self._people.append(Person(self._named(first, stop) if name is None else name, gender))
        self._begins.append((self._lower[first], stop - first))
        if name is None:
            self._surnames[surname] = self._surnames[surname + "'s"] = number
        return number
