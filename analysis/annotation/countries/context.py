"""
What stands around a candidate: is it the country, or a person, a language, a pronoun, a town of the same name?

The words that tell are rows of ``data/country_context.csv``, by role:

==================== ==================================================================================================
trap                 looked for in the text: bears a country's name and means none
for, against         looked for in the text: speaks for or against the country ``of``, whose name a state of the US has, too
state                a state or province; ``of`` is its full name
namesake             a country or a capital that the state ``of`` has a town of the same name as
after                goes on after a country's name in a street, a paper, an airline
local_body           goes on after the name of a town or a county: "Lebanon High School"
resident             whom a town's name tells of, where a country has an adjective: "a Cuba man"
region               what a part of a country is called: "Niger state"
given, title         stands before a surname
no_surname           capitalised words that go on after a country; any other may be a surname ("Jordan Fairweather")
between_states       nouns that tell two countries from a person of both: "Russian-American talks"
language_before      verbs, and ``language_after`` nouns, of languages; a ``function_word`` cannot be what a demonym qualifies
determiner           stands before a person: "a Finn"
town                 stands before the name of a town, "the city of Turkey"; a ``city`` is a country with a city of that name
place_word           prepositions of place
town_of              a town in the state ``of``, which bears a country's or a capital's name: "Seattle, Washington"
state_organ          what a sovereign state has and a state of the US lacks
neighbour            a country whose mention speaks for the contested country ``of``
verb_object          begins the object of "Polish" as an order
pronoun_before       words after which "US" in a headline of capitals is the pronoun, ``pronoun_of`` those before "OF US"
==================== ==================================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from analysis.annotation.countries.candidates import Candidate
from analysis.annotation.countries.gazetteer import gazetteer
from analysis.annotation.text.words import Tokens

_SPACES = (" ", "\u00a0")
_COMMAS = (", ", ",\u00a0")
LISTS = frozenset([", ", " and ", ", and ", " or ", ", or ", " & ", " with "])
_AMERICAN_TELEPHONE = re.compile(r"\b\(?[2-9][0-9]{2}\)?[-. ][2-9][0-9]{2}[-. ][0-9]{4}\b")


def word_before(tokens: Tokens, candidate: Candidate) -> tuple[str, str]:
    """The word before a candidate in lower case, and the gap between the two; a hyphenated neighbour is no word of its own."""
    index = candidate.first - 1
    if index < 0 or not candidate.head:
        return "", ""
    return tokens.lower[index], tokens.text[tokens.end[index] : candidate.start][:4]


def word_after(tokens: Tokens, candidate: Candidate, distance: int = 1) -> tuple[str, str]:
    """The word after a candidate as written, and the gap before it."""
    index = candidate.last + distance
    if index >= len(tokens.words) or not candidate.tail:
        return "", ""
    return tokens.words[index], tokens.text[tokens.end[index - 1] : tokens.start[index]][:4]


def is_town(tokens: Tokens, candidate: Candidate) -> bool:
    """A town or a state by that name: "Paris, Texas", "the city of Turkey", "Seattle, Washington"."""
    return _is_called_town(tokens, candidate) or _is_in_state(tokens, candidate)


def _is_called_town(tokens: Tokens, candidate: Candidate) -> bool:
    if candidate.first < 2:
        return False
    entry, roles = candidate.entry, gazetteer().roles
    before, gap = word_before(tokens, candidate)
    if gap in _COMMAS:
        return entry.text in roles["town_of"].get(tokens.words[candidate.first - 1], ())
    if before != "of" or gap not in _SPACES or "name" not in entry.kinds:
        return False
    return tokens.lower[candidate.first - 2] in roles["town"] and entry.text not in roles["city"]


def _is_in_state(tokens: Tokens, candidate: Candidate) -> bool:
    """A state or province of another country follows a name or capital: "Paris, Texas", but "Mexico, Texas and Arizona"."""
    if tokens.text[candidate.end : candidate.end + 1] != "," or not candidate.entry.is_place:
        return False
    word, gap = word_after(tokens, candidate)
    if gap not in _COMMAS:
        return False
    entry, states = candidate.entry, gazetteer().roles["state"]
    state, last = word.rstrip("."), 1
    if state not in states:
        following, gap = word_after(tokens, candidate, 2)
        state, last = f"{word} {following}" if gap in _SPACES else "", 2
    if state not in states or entry.countries & {"CAN", "AUS"}:
        return False
    joined, _ = word_after(tokens, candidate, last + 1)
    listed = len(state) > 4 and joined in ("and", "or")
    if state == "Georgia":
        return "capital" in entry.kinds and "GEO" not in entry.countries and not listed
    return "name" not in entry.kinds or not (listed or "USA" in entry.countries)


def has_namesake(text: str, candidate: Candidate, cues: Mapping[str, int]) -> bool:
    """The text is about a state or province that has a town of the same name (Ontario has a London), or North American at least."""
    states = gazetteer().roles["namesake"].get(candidate.entry.text)
    return states is not None and (any(cues.get(state, 0) > 0 for state in states) or _has_american_telephone(text))


@lru_cache(maxsize=1)
def _has_american_telephone(text: str) -> bool:
    return _AMERICAN_TELEPHONE.search(text) is not None


def is_borrowed(tokens: Tokens, candidate: Candidate) -> bool:
    """The name goes on, as that of a street, a paper, an airline: "China Daily"."""
    return _goes_on_as(tokens, candidate, "after")


def is_local_body(tokens: Tokens, candidate: Candidate) -> bool:
    """The name goes on as that of a body that towns have and countries lack: "Lebanon High School"."""
    return candidate.entry.is_place and _goes_on_as(tokens, candidate, "local_body")


def _goes_on_as(tokens: Tokens, candidate: Candidate, role: str) -> bool:
    word, gap = word_after(tokens, candidate)
    if gap not in _SPACES or not word[:1].isupper():
        return False
    after = gazetteer().roles[role]
    following, gap = word_after(tokens, candidate, 2)
    return word in after or (gap in _SPACES and f"{word} {following}" in after)


def is_home(tokens: Tokens, candidate: Candidate) -> bool:
    """Where somebody of the local news lives: "Ann Lee, 36, of Palestine"; "a Cuba man" in a text about an American state."""
    if not candidate.entry.is_place:
        return False
    before, gap = word_before(tokens, candidate)
    if before == "of" and gap in _SPACES and candidate.first > 2 and _is_age(tokens, candidate.first - 2):
        return True
    word, gap = word_after(tokens, candidate)
    return (
        gap in _SPACES
        and word in gazetteer().roles["resident"]
        and "name" in candidate.entry.kinds
        and _has_american_telephone(tokens.text)
    )


def is_region(tokens: Tokens, candidate: Candidate) -> bool:
    """Called a state or a province, as a part of another country is: "in Niger state", "Belgium’s Luxembourg province"."""
    word, gap = word_after(tokens, candidate)
    if gap not in _SPACES or word.lower() not in gazetteer().roles["region"] or "name" not in candidate.entry.kinds:
        return False
    following, gap = word_after(tokens, candidate, 2)
    before, _ = word_before(tokens, candidate)
    # "in China state media": a noun goes on.
    ends = gap not in _SPACES or following in gazetteer().roles["function_word"]
    # "an Iran state of emergency", "the bank's China department of trade": no part of another country.
    return ends and (following != "of" or before in gazetteer().roles["place_word"] or before.endswith(("'s", "s'")))


def is_surname(tokens: Tokens, candidate: Candidate) -> bool:
    """A given name or a title stands before it: "Michael Jordan", "Sen. Jordan", "Michael B. Jordan"."""
    if len(candidate.entry.keys) > 1 or not candidate.first or not candidate.head:
        return False
    written = tokens.words[candidate.first - 1]
    if not written[0].isupper():
        return False
    return _is_name_before(tokens, candidate, written.rstrip(".")) or (
        _is_name(word_before(tokens, candidate)) and _is_age(tokens, candidate.last + 1)
    )


def _is_name(neighbour: tuple[str, str]) -> bool:
    """Whether a word beside a candidate is no country and no term of geography."""
    word, gap = neighbour
    return gap in _SPACES and word.isalpha() and word not in gazetteer().root and word not in gazetteer().roles["no_surname"]


def _is_age(tokens: Tokens, i: int) -> bool:
    """Whether an age stands between commas at word ``i``: "Ann Holland, 36, said"."""
    if i >= len(tokens.words) or not (tokens.words[i].isdigit() and len(tokens.words[i]) < 3):
        return False
    return tokens.text[tokens.end[i - 1] : tokens.start[i]] in _COMMAS and tokens.text[tokens.end[i] : tokens.end[i] + 1] == ","


def is_person(tokens: Tokens, candidate: Candidate) -> bool:
    """What may be a name of a person stands amid other capitalised words: "Jordan Fairweather", "Capt. Jana Jordan"."""
    if _follows_name(tokens, candidate):
        return True
    word, gap = word_after(tokens, candidate)
    if not word or gap not in _SPACES or not word[0].isupper() or word.isupper() or word.lower() in gazetteer().roles["no_surname"]:
        return False
    return word.isalpha() and word.lower() not in gazetteer().root and not _is_headline(tokens, candidate)


def _is_name_before(tokens: Tokens, candidate: Candidate, written: str) -> bool:
    roles = gazetteer().roles
    _, gap = word_before(tokens, candidate)
    if gap not in (*_SPACES, ". "):
        return False
    if len(written) == 1 and candidate.first > 1:
        # not "Vladimir V. Putin"
        return "leader" not in candidate.entry.kinds and tokens.lower[candidate.first - 2] in roles["given"]
    return written in roles["title"] or (gap != ". " and written.lower() in roles["given"])


def _follows_name(tokens: Tokens, candidate: Candidate) -> bool:
    """A capitalised word amid a sentence stands before it that is no country, title or term of geography: "Capt. Jan Jordan"."""
    word, gap = word_before(tokens, candidate)
    index = candidate.first - 1
    if index < 1 or gap not in _SPACES or not tokens.words[index].istitle() or not word.isalpha():
        return False
    before = tokens.text[tokens.end[index - 1] : tokens.start[index]][:4]
    inside = before in _SPACES or (before == ". " and tokens.words[index - 1].rstrip(".") in gazetteer().roles["title"])
    return inside and _is_name((word, gap)) and not _is_headline(tokens, candidate)


def _is_headline(tokens: Tokens, candidate: Candidate) -> bool:
    """Most words around are capitalised, so that capitals tell nothing."""
    near = tokens.words[max(0, candidate.first - 6) : candidate.first] + tokens.words[candidate.last + 1 : candidate.last + 7]
    long_words = [word for word in near if len(word) > 3]
    return len(long_words) > 3 and sum(word[0].isupper() for word in long_words) > 0.8 * len(long_words)


def is_language(tokens: Tokens, candidate: Candidate) -> bool:
    """The language: "he spoke in Russian.", "fluent in French", "a Spanish-language daily"."""
    after = tokens.text[candidate.end : candidate.end + 10]
    if after.startswith(("-language", "-speaking", "-speaker", "‑language", "‑speaking")):
        return True
    word, gap = word_after(tokens, candidate)
    roles = gazetteer().roles
    if gap in _SPACES and word.lower() in roles["language_after"]:
        return True
    before, gap_before = word_before(tokens, candidate)
    if gap_before not in _SPACES:
        return False
    if before in roles["language_before"]:
        return _is_alone(tokens, candidate)
    # "in French, Greek and Maltese waters" is a list of countries, as is "in French and Greek waters".
    following, _ = word_after(tokens, candidate, 2)
    listed = (gap in _COMMAS and word[0].isupper()) or (word in ("and", "or") and following[:1].isupper())
    return before in ("in", "into") and not listed and _is_alone(tokens, candidate)


def is_next_language(tokens: Tokens, candidate: Candidate, end: int) -> bool:
    """One more in a list of languages, the one before it ending at ``end``: "they speak Danish and Norwegian"."""
    return tokens.text[end : min(candidate.start, end + 10)] in LISTS and _is_alone(tokens, candidate)


def _is_alone(tokens: Tokens, candidate: Candidate) -> bool:
    """No noun follows."""
    word, gap = word_after(tokens, candidate)
    return candidate.tail and (gap not in _SPACES or word in gazetteer().roles["function_word"])


def is_attributive(tokens: Tokens, candidate: Candidate) -> bool:
    """Of people and things: "English" before a noun or after an article or "is"; alone it is the language or the subject."""
    before, gap_before = word_before(tokens, candidate)
    if gap_before in _SPACES and before in ("the", "is", "are", "was", "were", "being", "i'm", "he's", "she's", "they're"):
        return True
    return not _is_alone(tokens, candidate)


def is_pronoun(tokens: Tokens, candidate: Candidate) -> bool:
    """Where all words around are in capitals, "US" for "us": "HELP US NOW", but "WAR WITH US" stays the country."""
    near = [*tokens.words[max(0, candidate.first - 2) : candidate.first], *tokens.words[candidate.last + 1 : candidate.last + 3]]
    if not near or not all(word.isupper() for word in near):
        return False
    word, gap = word_before(tokens, candidate)
    if gap not in _SPACES:
        return False
    return word in gazetteer().roles["pronoun_before"] or (
        word == "of" and candidate.first > 1 and tokens.lower[candidate.first - 2] in gazetteer().roles["pronoun_of"]
    )


def is_verb(tokens: Tokens, candidate: Candidate) -> bool:
    """An order, "Polish the brass", not the demonym."""
    word, gap = word_after(tokens, candidate)
    before, gap_before = word_before(tokens, candidate)
    return gap in _SPACES and word in gazetteer().roles["verb_object"] and (not before or gap_before not in _SPACES)


def is_prefix(tokens: Tokens, candidate: Candidate) -> bool:
    """Prefixes, "Sino-" and the like, before another name: "Sino-Russian", but not "Franco’s rule" or "Franco-era"."""
    after = tokens.text[candidate.end : candidate.end + 2]
    return after[:1] in ("-", "‑", "–") and after[1:].isupper()


def has_article(tokens: Tokens, candidate: Candidate) -> bool:
    """The article stands before it: "the Emirates", not the airline "Emirates"."""
    word, gap = word_before(tokens, candidate)
    return word == "the" and gap in _SPACES


def has_determiner(tokens: Tokens, candidate: Candidate) -> bool:
    """A person by nationality, "a Finn", "the 30-year-old Dane"; without a determiner "Finn" and "Dane" are given names."""
    word, gap = word_before(tokens, candidate)
    return gap in _SPACES and (word in gazetteer().roles["determiner"] or word.endswith("-old"))


def is_at(tokens: Tokens, candidate: Candidate) -> bool:
    """After a preposition of place: "in Male", not "Male staff"."""
    word, gap = word_before(tokens, candidate)
    return gap in _SPACES and word in gazetteer().roles["place_word"]


def has_state_organ(tokens: Tokens, candidate: Candidate) -> bool:
    """Followed by what a sovereign state has and a state of the US lacks: "Georgia’s prime minister"."""
    index = candidate.last + 1
    return index < len(tokens.words) and tokens.lower[index] in gazetteer().roles["state_organ"]


def is_in(tokens: Tokens, candidate: Candidate) -> bool:
    """Right after "in": a place, whatever person of that name the text speaks of."""
    return word_before(tokens, candidate) == ("in", " ")


def is_city(tokens: Tokens, candidate: Candidate) -> bool:
    """The city itself, "in Brussels", or a dateline, not an institution that sits there, "Brussels fined the firm"."""
    return is_at(tokens, candidate) or tokens.text[candidate.start : candidate.end].isupper()


def neighbours(country: str) -> tuple[str, ...]:
    """Countries whose mention speaks for a contested country: Armenia for Georgia."""
    return tuple(code for code, of in gazetteer().roles["neighbour"].items() if country in of)


def is_short_for_korea(tokens: Tokens, candidate: Candidate) -> bool:
    """Short for a Korea, "the North", that is no region: not "the North Pole", "the north of"."""
    word, gap = word_after(tokens, candidate)
    if not has_article(tokens, candidate) or (candidate.tail and tokens.text[candidate.end : candidate.end + 1] == "-"):
        return False
    return gap not in _SPACES or not (word[:1].isupper() or word == "of")


def is_american_by_descent(tokens: Tokens, candidate: Candidate) -> bool:
    """An American by descent, "Cuban-American", where "Russian-American talks" are between countries."""
    text, start = tokens.text, candidate.start
    if start < 2 or text[start - 1] not in "-‑–":
        return False
    word, gap = word_after(tokens, candidate)
    return not (gap in _SPACES and word.lower() in gazetteer().roles["between_states"])
