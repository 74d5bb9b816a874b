"""What stands around a candidate: is it the country, or a person, a language, a pronoun, a town of the same name?"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.annotate.gazetteer import Candidate, gazetteer
from analysis.annotate.words import Tokens

_SPACES = (" ", "\u00a0")
_COMMAS = (", ", ",\u00a0")
# Between a demonym and "-American" these nouns tell a pair of countries from a person: "Russian-American talks".
_BETWEEN_STATES = frozenset(
    ["relations", "relationship", "ties", "talks", "trade", "summit", "dialogue", "treaty", "treaties", "agreement", "agreements", "alliance", "cooperation", "co-operation", "negotiations", "rivalry", "tensions", "friendship", "partnership", "diplomacy", "border", "war", "drills", "exercises"]
)
_LANGUAGE_BEFORE = frozenset(
    ["speak", "speaks", "speaking", "spoke", "spoken", "learn", "learns", "learned", "learning", "learnt", "teach", "teaches", "fluent", "translated", "written"]
)
_LANGUAGE_AFTER = frozenset(
    ["language", "languages", "speaker", "speakers", "speaking", "translation", "translations", "translator", "subtitles", "dictionary", "alphabet", "grammar"]
)
_VERB_OBJECT = frozenset(["the", "your", "up", "off", "it", "them", "a", "an", "his", "her", "my", "their", "our", "until", "with", "each", "every"])
# Capitalised words that go on after a country or its capital, where any other would be a surname: "Paris Police", "Chad President".
_NO_SURNAME = frozenset(
    ["president", "prime", "king", "queen", "prince", "princess", "minister", "ministers", "foreign", "interior", "defense", "defence", "finance", "justice", "police", "army", "navy", "air", "military", "government", "parliament", "ambassador", "embassy", "mayor", "airport", "metro", "police", "prosecutor", "court", "stock", "exchange", "summit", "conference", "climate", "agreement", "accord", "accords", "peace", "talks", "treaty", "pact", "declaration", "club", "olympics", "olympic", "games", "masters", "fashion", "week", "motor", "show", "opera", "museum", "university", "school", "times", "river", "valley", "national", "international", "central", "east", "west", "north", "south", "and", "st", "saint", "is", "was", "are", "in", "on", "at", "to", "from", "of", "for", "with", "by", "as", "the", "has", "have", "had", "will", "would", "may", "could", "says", "said", "after", "before", "against", "over", "amid", "i", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"]
)
# "US" in a headline of capitals is the pronoun after these: "HELP US NOW", but "WAR WITH US" stays the country.
_PRONOUN_BEFORE = frozenset(
    ["help", "let", "tell", "join", "follow", "give", "show", "make", "contact", "email", "call", "told", "gave", "made", "gives", "save", "lets", "bring", "brings", "send", "teach", "teaches", "keep", "leave", "trust", "believe", "ask", "support", "text", "visit", "watch", "feed", "forgive", "deliver", "lead", "around", "about", "between", "among"]
)
_PRONOUN_OF = frozenset(["all", "some", "one", "most", "rest", "each", "both", "many", "none", "any", "half", "two", "three"])


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
    if not word or gap not in _SPACES or not word[0].isupper() or word.isupper() or word.lower() in _NO_SURNAME:
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
    if gap in _SPACES and word.lower() in _LANGUAGE_AFTER:
        return True
    before, gap_before = word_before(tokens, candidate)
    if gap_before not in _SPACES:
        return False
    ends = candidate.tail and (gap not in _SPACES or not word)
    if before in _LANGUAGE_BEFORE:
        return ends or word.islower()
    return before in ("in", "into") and ends


def is_pronoun(tokens: Tokens, candidate: Candidate) -> bool:
    """ "US" for "us" where all words around are in capitals."""
    near = [*tokens.words[max(0, candidate.first - 2) : candidate.first], *tokens.words[candidate.last + 1 : candidate.last + 3]]
    if not near or not all(word.isupper() for word in near):
        return False
    word, gap = word_before(tokens, candidate)
    if gap not in _SPACES:
        return False
    return word in _PRONOUN_BEFORE or (word == "of" and candidate.first > 1 and tokens.lower[candidate.first - 2] in _PRONOUN_OF)


def is_verb(tokens: Tokens, candidate: Candidate) -> bool:
    """ "Polish" as an order: "Polish the brass."""
    word, gap = word_after(tokens, candidate)
    before, gap_before = word_before(tokens, candidate)
    return gap in _SPACES and word in _VERB_OBJECT and (not before or gap_before not in _SPACES)


def is_prefix(tokens: Tokens, candidate: Candidate) -> bool:
    """ "Sino-" and the like before another name: "Sino-Russian", but not "Franco’s rule" or "Franco-era"."""
    after = tokens.text[candidate.end : candidate.end + 2]
    return after[:1] in ("-", "‑", "–") and after[1:].isupper()


def has_article(tokens: Tokens, candidate: Candidate) -> bool:
    """ "the Emirates", not the airline "Emirates"."""
    word, gap = word_before(tokens, candidate)
    return word == "the" and gap in _SPACES


def is_short_for_korea(tokens: Tokens, candidate: Candidate) -> bool:
    """ "the North" that is no region: not "the North Pole", "the north of"."""
    word, gap = word_after(tokens, candidate)
    if not has_article(tokens, candidate) or (candidate.tail and tokens.text[candidate.end : candidate.end + 1] == "-"):
        return False
    return gap not in _SPACES or not (word[:1].isupper() or word == "of")


def is_american_by_descent(tokens: Tokens, candidate: Candidate) -> bool:
    """ "Cuban-American", "Chinese American": a person, where "Russian-American talks" are between two countries."""
    text, start = tokens.text, candidate.start
    if start < 2 or text[start - 1] not in "-‑–":
        return False
    word, gap = word_after(tokens, candidate)
    return not (gap in _SPACES and word.lower() in _BETWEEN_STATES)
