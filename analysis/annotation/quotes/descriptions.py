"""What a text calls a person besides their name: "the Russian foreign minister" of Sergey Lavrov."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.annotation.countries.candidates import may_name_country
from analysis.annotation.countries.mentions import find_countries
from analysis.annotation.text.words import tokenize

Description = frozenset[str]
_CROWD = 100  # so many ministers have no text but one made to take time


def describe(words: Sequence[str]) -> Description:
    """
    The words of a description in the form in which two are compared: lower case, countries by their code.

    Examples
    --------
    >>> describe(["Russia’s", "foreign", "minister"]) == describe(["Russian", "Foreign", "Minister"])
    True
    """
    found: set[str] = set()
    for word in words:
        found |= _countries(word) or {word.lower()}
    return frozenset(found)


@lru_cache(maxsize=4096)
def _countries(word: str) -> Description:
    # Most words begin no entry of the gazetteer; to tokenize them would take most of the time.
    return frozenset(span.country for span in find_countries(tokenize(word))) if may_name_country(word) else frozenset()


class Descriptions:
    """Who was described how, so far."""

    def __init__(self) -> None:
        self._people: dict[str, set[int]] = {}

    def add(self, person: int, words: Sequence[str]) -> None:
        """Enter what stands before or after a person's name: "Russian Foreign Minister", "a lawyer"."""
        for word in describe(words):
            self._people.setdefault(word, set()).add(person)

    def person(self, words: Sequence[str]) -> int | None:
        """The one person to whom each word applies; None if there is none, or more than one."""
        sets = sorted((self._people.get(word, set()) for word in describe(words)), key=len)
        if not sets or len(sets[0]) > _CROWD:
            return None
        fitting = sets[0].intersection(*sets[1:])
        return min(fitting) if len(fitting) == 1 else None
