"""
What stands around a candidate: is it the country, or a person, a language, a pronoun, a town of the same name?

The words that tell are rows of ``data/country_context.csv``, by role:

==================== ==================================================================================================
trap, for            looked for in the text: names no country, and speaks against or for the place in ``of``
state                a state or province; ``of`` is its full name
namesake             a capital that the state ``of`` has a town of the same name as
after                goes on after a country's name in a street, a paper, an airline
given, title         stands before a surname
no_surname           capitalised words that go on after a country; any other may be a surname ("Jordan Fairweather")
between_states       nouns that tell two countries from a person of both: "Russian-American talks"
language_before      verbs, and ``language_after`` nouns, of languages
verb_object          begins the object of "Polish" as an order
pronoun_before       words after which "US" in a headline of capitals is the pronoun, ``pronoun_of`` those before "OF US"
==================== ==================================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.annotate.gazetteer import Candidate, gazetteer
from analysis.annotate.words import Tokens

_SPACES = (" ", "\u00a0")
_COMMAS = (", ", ",\u00a0")


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


def is_elsewhere(tokens: Tokens, candidate: Candidate) -> bool:
    """A namesake: a town whose state or province follows ("Paris, Texas"), a street, a paper or an airline."""
    word, gap = word_after(tokens, candidate)
    if gap in _SPACES:
        after = gazetteer().roles["after"]
        if not word[0].isupper():
            return False
        following, gap = word_after(tokens, candidate, 2)
        return word in after or (gap in _SPACES and f"{word} {following}" in after)
    if gap not in _COMMAS or not candidate.entry.is_place:
        return False
    return _in_state(tokens, candidate)


def _in_state(tokens: Tokens, candidate: Candidate) -> bool:
    """A state or province of another country follows a name or capital: "Paris, Texas", but "Mexico, Texas and Arizona"."""
    entry, states = candidate.entry, gazetteer().roles["state"]
    word, _ = word_after(tokens, candidate)
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


def has_namesake(candidate: Candidate, cues: Mapping[str, int]) -> bool:
    """The text names a state or province that has a town of the same name: Ontario has a London."""
    return any(cues.get(state, 0) > 0 for state in gazetteer().roles["namesake"].get(candidate.entry.text, ()))


def is_person(tokens: Tokens, candidate: Candidate) -> bool:
    """A surname or a given name: "Michael Jordan", "Sen. Jordan", "Michael B. Jordan", "Jordan Smith"."""
    if len(candidate.entry.keys) > 1:
        return False
    if candidate.first and candidate.head:
        written = tokens.words[candidate.first - 1]
        if written[0].isupper() and _is_name_before(tokens, candidate, written.rstrip(".")):
            return True
    if "person" not in candidate.entry.conditions:
        return False
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
        return tokens.words[candidate.first - 2] in roles["given"]
    return written in roles["title"] or (gap != ". " and written in roles["given"])


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
    if gap in _SPACES and word.lower() in gazetteer().roles["language_after"]:
        return True
    before, gap_before = word_before(tokens, candidate)
    if gap_before not in _SPACES:
        return False
    ends = candidate.tail and (gap not in _SPACES or not word)
    if before in gazetteer().roles["language_before"]:
        return ends or word.islower()
    return before in ("in", "into") and ends


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
