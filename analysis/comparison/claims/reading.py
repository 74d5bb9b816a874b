"""A matched passage as the rules for changed claims read it: what is free, what was cut, and what has been told already."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from analysis.comparison.claims.matching import Matching, Side
from analysis.data import read_table

# Content words that make a phrase of its own: fewer are a word or a name that was put or cut.
_PHRASE = 3
# Content words without a counterpart on both sides of a stretch that was written anew: single words in it are no pairs.
_ANEW = 4


class Claim(NamedTuple):
    """A changed claim: words ``first:stop`` of one passage and ``other_first:other_stop`` of the other."""

    type: str
    first: int
    stop: int
    other_first: int
    other_stop: int


@cache
def claim_words() -> dict[str, frozenset[str]]:
    """Class → its words, of ``claim_words.csv``."""
    found: dict[str, set[str]] = {}
    for row in read_table("claim_words.csv"):
        found.setdefault(row["class"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


@dataclass
class View:
    """
    One side of a matching, as a rule sees it that treats both sides alike.

    Attributes
    ----------
    side : Side
    partner : dict of int to int
        Words that have a counterpart.
    block : dict of int to int
        The block of each changed word.
    elsewhere : frozenset of str
        What the rest of the other text has: it only moved there.
    told : set of int
        Words that a rule has told of.
    """

    side: Side
    partner: dict[int, int]
    block: dict[int, int]
    elsewhere: frozenset[str]
    told: set[int] = field(default_factory=set)

    def is_free(self, k: int) -> bool:
        """Whether a word has no counterpart, here or elsewhere, and no rule has told of it."""
        return k not in self.partner and k not in self.told and self.side.lemma[k] not in self.elsewhere

    def free(self, first: int = 0, stop: int | None = None) -> list[int]:
        """Free content words of a stretch."""
        stop = len(self.side) if stop is None else stop
        return [k for k in self.side.content_of(first, stop) if self.is_free(k)]


class Reading:
    """
    A matching on which each rule marks what it has told, so that no other tells it again.

    Attributes
    ----------
    matching : Matching
    one, two : View
    """

    def __init__(self, matching: Matching, elsewhere: frozenset[str], other_elsewhere: frozenset[str]) -> None:
        self.matching = matching
        self.one = View(matching.one, matching.partner, matching.block, other_elsewhere)
        self.two = View(matching.two, matching.other_partner, matching.other_block, elsewhere)

    def pairs(self, *how: str) -> list[tuple[int, int]]:
        """Words that stand for each other in one of some ways, and of which no rule has told."""
        found = self.matching
        pairs = [(k, found.partner[k]) for k in sorted(found.how) if found.how[k] in how]
        return [(k, j) for k, j in pairs if k not in self.one.told and j not in self.two.told]

    def tell(self, kind: str, own: tuple[int, int], other: tuple[int, int]) -> Claim:
        """Mark the words of a claim as told."""
        self.one.told.update(range(*own))
        self.two.told.update(range(*other))
        return Claim(kind, *own, *other)

    def place(self, k: int) -> tuple[int, int]:
        """Words of the second passage where a word of the first one stood."""
        found = self.matching
        return found.blocks[found.block[k]][2:] if k in found.block else (found.partner[k], found.partner[k] + 1)

    def other_place(self, j: int) -> tuple[int, int]:
        """Words of the first passage where a word of the second one stands."""
        found = self.matching
        return (
            found.blocks[found.other_block[j]][:2]
            if j in found.other_block
            else (found.other_partner[j], found.other_partner[j] + 1)
        )

    def views(self) -> list[tuple[View, View, bool]]:
        """Both sides, each with the other one, and whether it is the first."""
        return [(self.one, self.two, True), (self.two, self.one, False)]

    def tell_of(self, kind: str, is_first: bool, own: tuple[int, int], other: tuple[int, int]) -> Claim:
        """Mark a claim that was found from either side."""
        return self.tell(kind, own, other) if is_first else self.tell(kind, other, own)

    @cached_property
    def _sizes(self) -> list[tuple[int, int]]:
        found = self.matching
        return [(self._unmatched(self.one, i, k), self._unmatched(self.two, j, m)) for i, k, j, m in found.blocks]

    @staticmethod
    def _unmatched(view: View, first: int, stop: int) -> int:
        return sum(k not in view.partner for k in view.side.content_of(first, stop))

    def is_phrase(self, block: int, of_first: bool) -> bool:
        """Whether a block is a phrase that was cut, or put."""
        mine, yours = self._sizes[block] if of_first else self._sizes[block][::-1]
        i, k, j, m = self.matching.blocks[block]
        other = self.two.side.content_of(j, m) if of_first else self.one.side.content_of(i, k)
        return mine >= _PHRASE and not yours and not other

    def is_exchange(self, k: int, of_first: bool) -> bool:
        """Whether a word stands in a stretch of few words in the place of few words."""
        block = self.one.block.get(k) if of_first else self.two.block.get(k)
        if block is None:
            return False
        i, stop, j, m = self.matching.blocks[block]
        return max(len(self.one.side.content_of(i, stop)), len(self.two.side.content_of(j, m))) < _PHRASE

    def is_anew(self, k: int, of_first: bool) -> bool:
        """Whether a word of the first or the second passage stands in a stretch that was written anew."""
        block = self.one.block.get(k) if of_first else self.two.block.get(k)
        if block is None:
            return False
        i, stop, j, m = self.matching.blocks[block]
        return min(len(self.one.side.content_of(i, stop)), len(self.two.side.content_of(j, m))) > _ANEW
