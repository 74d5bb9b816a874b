"""What a text calls a person besides their name: "the Russian foreign minister" of Sergey Lavrov."""

from __future__ import annotations

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
