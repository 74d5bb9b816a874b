"""How a text calls a source: name, description, and whether the source is official."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.annotation.countries.mentions import find_countries
from analysis.annotation.quotes.people import is_of_organisations, is_official, is_role, is_title
from analysis.annotation.text import function_words as fw
from analysis.annotation.text.words import tokenize
from analysis.comparison.changes.speaker_names import is_name
from analysis.comparison.folding import keys_of
from analysis.comparison.stems import common_words, stem

# What a comma sets off beside a name: ", a metals analyst at a brokerage," and "Its chief executive, ".
_NOUN_PHRASE = r"(?:an?|the|its|his|her|their|who|[A-Z][\w.-]*['’]s)\s[^,.;:“”\"\n]{3,90}"
_AFTER = re.compile(rf",\s({_NOUN_PHRASE})[,.;]", re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|[\s“”\"])((?:an?|the|its|his|her|their)\s[^,.;:“”\"\n]{3,90}),\s$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s(?:for|of|from|at|in|with|to|close to|familiar with)\s")
_FURIOUS = re.compile(r"([Aa]n?|[Tt]he)\s[a-z-]+\s([A-Z].*)")  # "a furious Iceland"
_REACH = 110
# A spokesman of a company is none of a state.
_SPEAKS_FOR = frozenset({"spokesman", "spokesmen", "spokeswoman", "spokeswomen", "spokesperson", "spokespersons", "spokespeople"})
_NO_LONGER = frozenset({"former", "ex", "retired", "ousted", "exiled"})
_COMPANY = frozenset({"company", "firm", "corporation", "union", "charity", "club", "airline", "brokerage", "opposition", "ngo"})


class Called(NamedTuple):
    """A source's name (None if it has none) and the description beside it or instead of it (None if there is none)."""

    name: str | None
    description: str | None


def called(words: str, name: str | None) -> Called:
    """
    Part the words for a source into name and description.

    Parameters
    ----------
    words : str
        As the text puts it: "Spanish Fisheries Minister Marcos Iriondo".
    name : str or None
        The fullest name that the text gives.

    Examples
    --------
    >>> called("Spanish Fisheries Minister Marcos Iriondo", "Marcos Iriondo")
    Called(name='Marcos Iriondo', description='Spanish Fisheries Minister')
    >>> called("A spokesman for Vossberg", "Katrin Vossberg")
    Called(name=None, description='A spokesman for Vossberg')
    >>> called("Forecasters", "Forecasters"), called("The European Commission", "The European Commission")
    (Called(name=None, description='Forecasters'), Called(name='European Commission', description=None))
    """
    head = _PREPOSITION.split(words)[0]
    if head != words and is_role(head.split()[-1].lower()) and not _is_named(_bare(words)):
        return Called(None, words)  # "a spokesman for Lee" is not Lee
    country = _FURIOUS.match(words)
    if country and country_of(country.group(2)):
        return Called(country.group(2), None)
    named, before = _without_office(_bare(name or words))
    if not _is_named(named):
        return Called(None, words)
    if before is None and words.endswith(named) and _bare(words) != named:
        before = words[: -len(named)].strip() or None
    courtesy = before is not None and keys_of(f"{before} {named}") == keys_of(named)
    return Called(named, None if courtesy else before)


def beside(text: str, start: int, end: int) -> str | None:
    """
    The description that a comma sets off after or before the words for a source, if there is one.

    Examples
    --------
    >>> beside("“No,” said Ana Sol, a lawyer from Faro.", 11, 18), beside("Its head, Ana Sol, agreed.", 10, 17)
    ('a lawyer from Faro', 'Its head')
    """
    after = _AFTER.match(text, end, end + _REACH)
    before = None if after else _BEFORE.search(text[max(0, start - _REACH) : start])
    if after:
        return after.group(1)
    # "at a consulting firm, Ana Sol said" does not describe her
    return before.group(1) if before and any(map(is_role, before.group(1).lower().split())) else None


def speaks_officially(*words: str | None) -> bool:
    """
    Whether words for a source tell that it speaks for a state, an authority or a body of states.

    Countries do; who held an office does no longer; a spokesman does unless a company is named.

    Examples
    --------
    >>> [speaks_officially(words) for words in ("Spain", "Ana Sol, the former mayor", "two officials", "a union spokesman")]
    [True, False, True, False]
    """
    given = [part for part in words if part]
    said = {piece for part in given for word in tokenize(part).lower for piece in (word.removesuffix("'s"), *word.split("-"))}
    said.update(key for part in given for key in keys_of(part))
    official = {word for word in said if is_official(word.replace(".", ""))}
    if not said.isdisjoint(_NO_LONGER) or (official <= _SPEAKS_FOR and not said.isdisjoint(_COMPANY)):
        return False
    return bool(official) or any(country_of(part) for part in given)


def country_of(words: str) -> str | None:
    """The country that words stand for as a whole, by its code: "Spain", "The United States", "Madrid"."""
    tokens = tokenize(_bare(words))
    if not tokens.words:
        return None
    whole = [s for s in find_countries(tokens) if s.start == tokens.start[0] and s.end >= tokens.end[-1] and s.kind != "leader"]
    return whole[0].country if len(whole) == 1 else None


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """
    Whether the keys of two names may be one source's: equal, a part of the other, or a surname with the same initial.

    Examples
    --------
    >>> lavrov = ("sergey", "lavrov")
    >>> same_name(("lavrov",), lavrov), same_name(("sergei", "lavrov"), lavrov), same_name(("ana", "lavrov"), lavrov)
    (True, True, False)
    """
    if not one or not other:
        return False
    return set(one) <= set(other) or set(other) <= set(one) or (one[-1] == other[-1] and one[0][0] == other[0][0])


def telling_stems(words: str) -> frozenset[str]:
    """Stems of the words of a description that tell whom it means, without determiners and figures."""
    skipped = fw.words_of("determiner", "possessive", "numeral", "preposition")
    return frozenset(stem(key) for key in keys_of(words) if key not in skipped and not key.isdigit())


def _bare(words: str) -> str:
    return re.sub(r"^[Tt]he\s", "", words)


def _without_office(words: str) -> tuple[str, str | None]:
    """Name and office: of "Foreign Minister Ana Sol" the words after the last office or title."""
    parts = words.split()
    last = max((k for k, word in enumerate(parts[:-1]) if _is_office(word)), default=-1)
    if last < 0 or not is_name(" ".join(parts[last + 1 :])):
        return words, None
    return " ".join(parts[last + 1 :]), " ".join(parts[: last + 1])


def _is_office(word: str) -> bool:
    word = word.lower().rstrip(".")
    return is_title(word) or is_role(word)


def _is_named(words: str) -> bool:
    """Whether words are a name: all capitalised, the last no office; one alone is no word that begins a sentence."""
    if not is_name(words):
        return False
    parts = [word.lower().removesuffix("'s").removesuffix("’s") for word in words.split()]
    if is_role(parts[-1]):
        return False
    alone = parts[0]
    return len(parts) > 1 or not (
        fw.can_be(alone) & fw.CLOSED or alone in fw.words_of("numeral", "determiner", "pronoun") or _is_common(alone)
    )


def _is_common(word: str) -> bool:
    return is_of_organisations(word) or (word == "authorities") or stem(word) in common_words()
