"""Which words of one passage stand for which of another: the same, moved, alike in meaning, or put in their place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property

from analysis.comparison.changes.word_classes import is_figure, is_function_word, is_negation, is_pronoun, spelled_out
from analysis.comparison.claims.meanings import lemma, meaning, relation
from analysis.comparison.version import Version
from analysis.data import read_table

# How near two words must be to stand for each other, nearest first.
_NEAREST = {"same": 0, "alike": 1, "opposite": 1, "figure": 1, "name": 2, "other": 3}
# Words beside two words that stand apart, of which one must stand for another.
_NEAR = 3
# Beyond this many free words on both sides a passage was written anew, and pairing them says nothing.
_MOST_PAIRS = 10_000


class Side:
    """
    A passage with what each of its words is.

    Attributes
    ----------
    passage : Version
    lemma : list of str
    light, figure, name, negation : list of bool
        Grammar rather than content; a number, measure or time; a name; a word that denies.
    """

    def __init__(self, passage: Version) -> None:
        self.passage = passage
        keys, text = passage.keys, passage.annotation.text
        capital = [text[at].isupper() for at in passage.start]
        self.figure = [is_figure(key, big) for key, big in zip(keys, capital, strict=True)]
        self.negation = [is_negation(key) or key in ("without", "non") for key in keys]
        self.light = [
            (is_function_word(key) or is_pronoun(key)) and not figure for key, figure in zip(keys, self.figure, strict=True)
        ]
        self.lemma = [lemma(key) for key in keys]
        mentions = [(mention.start, mention.end, mention.country) for mention in passage.annotation.mentions]
        self.country = [next((c for a, b, c in mentions if a < end and start < b), "") for start, end in self.spans]
        self.name = [bool(self.country[k]) or self._is_name(k, capital) for k in range(len(keys))]

    def __len__(self) -> int:
        return len(self.passage.keys)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Offsets of every word."""
        return list(zip(self.passage.start, self.passage.end, strict=True))

    def begins(self, k: int) -> bool:
        """Whether a word is the first of its sentence."""
        return k == 0 or self.passage.sentence[k - 1] != self.passage.sentence[k]

    def _is_name(self, k: int, capital: list[bool]) -> bool:
        if not capital[k] or self.figure[k] or self.light[k]:
            return False
        if self.begins(k):
            # A capital that every first word has tells of a name only where no such word is known.
            return (k + 1 < len(self) and not self.begins(k + 1) and capital[k + 1] and not self.light[k + 1]) or not meaning(
                self.passage.keys[k]
            ).kind
        return True

    def words(self, start: int, end: int) -> list[int]:
        """Words that stand at offsets of the text."""
        return [k for k, (a, b) in enumerate(self.spans) if a < end and start < b]

    def content_of(self, first: int, stop: int) -> list[int]:
        """Those of a stretch."""
        return [k for k in range(first, stop) if not self.light[k] and not self.negation[k]]

    def between(self, k: int) -> str:
        """What stands between a word and the next one; a line break after the last word of a sentence."""
        if k + 1 >= len(self) or self.begins(k + 1):
            return "\n"
        return self.passage.annotation.text[self.passage.end[k] : self.passage.start[k + 1]]

    @cached_property
    def content(self) -> list[int]:
        """Words that tell something: neither grammar nor negation."""
        return self.content_of(0, len(self))


@dataclass(frozen=True, slots=True)
class Matching:
    """
    Two sides and what stands for what.

    Attributes
    ----------
    one, two : Side
    partner, other_partner : dict of int to int
        Word of one side → the word of the other that stands for it.
    how : dict of int to str
        Word of the first side → "same", "moved", "alike", "opposite", "figure", "name" or "other".
    blocks : list of tuple of int
        Changed stretches of the two: first and stop on the one side, then on the other.
    block, other_block : dict of int to int
        Word → the block that it stands in.
    """

    one: Side
    two: Side
    partner: dict[int, int]
    other_partner: dict[int, int]
    how: dict[int, str]
    blocks: list[tuple[int, int, int, int]]
    block: dict[int, int]
    other_block: dict[int, int]

    def pair(self, k: int, j: int, how: str) -> None:
        """Let two words stand for each other."""
        self.partner[k], self.other_partner[j], self.how[k] = j, k, how


def match(one: Side, two: Side) -> Matching:
    """Match two passages word by word."""
    found = Matching(one, two, {}, {}, {}, [], {}, {})
    for tag, i, k, j, m in SequenceMatcher(None, one.lemma, two.lemma, autojunk=False).get_opcodes():
        if tag == "equal":
            for x, y in zip(range(i, k), range(j, m), strict=True):
                found.pair(x, y, "same")
        else:
            found.block.update(dict.fromkeys(range(i, k), len(found.blocks)))
            found.other_block.update(dict.fromkeys(range(j, m), len(found.blocks)))
            found.blocks.append((i, k, j, m))
    _match_phrases(found)
    _match_moved(found)
    _match_meanings(found)
    return found


def _free(side: Side, partner: dict[int, int]) -> list[int]:
    return [k for k in side.content if k not in partner]


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word → phrases that begin with it and what they mean."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in read_table("same_claims.csv"):
        words = tuple(lemma(word) for word in row["phrase"].split())
        found[words[0]].append((words, row["meaning"]))
    return found


def _meanings(side: Side, partner: dict[int, int]) -> dict[str, list[tuple[int, int]]]:
    """Phrases of the table in a passage, where not all of their words have a counterpart: meaning → places."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    words = [spelled_out(key).split()[-1] if side.negation[k] else side.lemma[k] for k, key in enumerate(side.passage.keys)]
    for k, word in enumerate(words):
        for phrase, meant in _phrases().get(word, ()):
            if tuple(words[k : k + len(phrase)]) == phrase and not all(at in partner for at in range(k, k + len(phrase))):
                found[meant].append((k, k + len(phrase)))
    return found


def _match_phrases(found: Matching) -> None:
    """Phrases that say the same: "left open", "did not rule out"."""
    mine, yours = _meanings(found.one, found.partner), _meanings(found.two, found.other_partner)
    for meant in mine.keys() & yours.keys():
        for (i, k), (j, m) in zip(mine[meant], yours[meant], strict=False):
            if found.one.lemma[i:k] == found.two.lemma[j:m]:
                continue
            for x in range(i, k):
                found.partner[x], found.how[x] = j, "phrase"
            found.other_partner.update(dict.fromkeys(range(j, m), i))


def _match_moved(found: Matching) -> None:
    """What stands in both passages only moved."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in _free(found.two, found.other_partner):
        places[found.two.lemma[j]].append(j)
    for k in _free(found.one, found.partner):
        there = places[found.one.lemma[k]]
        if there:
            j = min(there, key=lambda at: abs(at - k))
            there.remove(j)
            found.pair(k, j, "moved")


def _match_meanings(found: Matching) -> None:
    """Words in one another's place: nearest in meaning first, then in place; elsewhere only what means alike."""
    mine, yours = _free(found.one, found.partner), _free(found.two, found.other_partner)
    if len(mine) * len(yours) > _MOST_PAIRS:
        return
    candidates = []
    for k in mine:
        for j in yours:
            together = found.block[k] == found.other_block[j]
            how = _how(found.one, k, found.two, j)
            if how and (together or how == "same" or (how == "alike" and _beside(found, k, j))):
                first, _, other_first, _ = found.blocks[found.block[k]]
                apart = abs((k - first) - (j - other_first)) if together else abs(k - j)
                candidates.append((_NEAREST[how] + 1.5 * (not together), apart, k, j, how))
    for _, _, k, j, how in sorted(candidates):
        if k not in found.partner and j not in found.other_partner:
            found.pair(k, j, how)


def _beside(found: Matching, k: int, j: int) -> bool:
    """Whether a word beside one of two stands for a word beside the other."""
    near = range(max(0, k - _NEAR), min(len(found.one), k + _NEAR + 1))
    return any(not found.one.light[x] and abs(found.partner.get(x, -99) - j) <= _NEAR for x in near)


def _how(one: Side, k: int, two: Side, j: int) -> str:
    if one.figure[k] or two.figure[j]:
        return "figure" if one.figure[k] and two.figure[j] else ""
    if one.country[k] and one.country[k] == two.country[j]:
        return "same"
    if one.name[k] != two.name[j]:
        # "Lavrov" and "the minister" may be the same person.
        return "other"
    how = relation(one.passage.keys[k], two.passage.keys[j])
    return "name" if one.name[k] and how != "same" else how
