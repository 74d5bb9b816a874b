"""Which words mean alike, which the opposite, and which name a thing: WordNet's frequent words beside the kit's opposites."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from analysis.comparison.changes.word_classes import are_opposite
from analysis.comparison.stems import stem
from analysis.data import read_table

_ENDINGS = (
    ("s", ""),
    ("ies", "y"),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
    ("ier", "y"),
    ("iest", "y"),
)
_DOUBLING = frozenset(("ed", "ing", "er", "est"))
# "teacher" and "river" are words of their own.
_OF_DEGREE = frozenset(("er", "est", "ier", "iest"))


class Meaning(NamedTuple):
    """
    What the table knows of a word.

    Attributes
    ----------
    kind : str
        "n", "v", "a" or "r" (noun, verb, adjective, adverb: the class that it is used in most), "c" for a noun that names
        what can be seen or touched, "" for a word that the table lacks.
    senses, neighbours, opposite_senses : frozenset of str
        Numbers of WordNet's senses.
    opposites : frozenset of str
    """

    kind: str = ""
    senses: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    opposite_senses: frozenset[str] = frozenset()
    opposites: frozenset[str] = frozenset()


_UNKNOWN = Meaning()


@cache
def _rows() -> dict[str, tuple[str, ...]]:
    columns = ("class", "senses", "neighbours", "opposite_senses", "opposites")
    return {row["word"]: tuple(row[column] for column in columns) for row in read_table("word_relations.csv")}


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["word"] for row in read_table("irregular_forms.csv")}


@lru_cache(maxsize=1 << 16)
def lemmas(key: str) -> tuple[str, ...]:
    """
    Words of the table that a form may belong to.

    Examples
    --------
    >>> lemmas("rose"), lemmas("denied"), lemmas("stopped")
    (('rose', 'rise'), ('deny',), ('stop',))
    """
    rows, found = _rows(), []
    key = key.removesuffix("'s")
    if key in rows:
        found.append(key)
    if key in _irregular():
        found.append(_irregular()[key])
    for ending, instead in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) > 1 and not (found and ending in _OF_DEGREE):
            word = key[: -len(ending)] + instead
            if not instead and ending in _DOUBLING and word[-1:] == word[-2:-1] and word[:-1] in rows:
                word = word[:-1]
            if word in rows:
                found.append(word)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 16)
def lemma(key: str) -> str:
    """
    One word for all forms of it; of a word that the table lacks, its stem.

    Examples
    --------
    >>> lemma("rose"), lemma("rising"), lemma("refuses"), lemma("12")
    ('rise', 'rise', 'refuse', '12')
    """
    found = lemmas(key)
    return found[-1] if found else stem(key)


@lru_cache(maxsize=1 << 14)
def meaning(key: str) -> Meaning:
    """What the table knows of a word in any form; of a form of two words, what it knows of both."""
    rows = [_rows()[word] for word in lemmas(key) if word in _rows()]
    if not rows:
        return _UNKNOWN
    return Meaning(rows[-1][0], *(frozenset(" ".join(row[k] for row in rows).split()) for k in range(1, 5)))


@lru_cache(maxsize=1 << 16)
def relation(key: str, other: str) -> str:
    """
    How two words stand to each other in meaning.

    Returns
    -------
    str
        "same" (forms of one word), "opposite", "alike" (a sense of one is a sense of the other, more or less general or
        derived from it), "other".

    Examples
    --------
    >>> [relation(*pair) for pair in (("fell", "rose"), ("discussed", "debated"), ("weather", "food"), ("pays", "paid"))]
    ['opposite', 'alike', 'other', 'same']
    """
    if key == other or lemma(key) == lemma(other) or stem(key) == stem(other):
        return "same"
    if are_opposite(key, other):
        return "opposite"
    if _is_prefixed(key, other) or _is_prefixed(other, key):
        return "opposite"
    one, two = meaning(key), meaning(other)
    if not one.opposites.isdisjoint(lemmas(other)) or not two.opposites.isdisjoint(lemmas(key)):
        return "opposite"
    if not (one.senses | one.neighbours).isdisjoint(two.senses) or not two.neighbours.isdisjoint(one.senses):
        return "alike"
    if not one.opposite_senses.isdisjoint(two.senses) or not two.opposite_senses.isdisjoint(one.senses):
        return "opposite"
    return "other"


def _is_prefixed(key: str, other: str) -> bool:
    """Whether one word is the other with a prefix that denies: "unsafe", "disagree", "suboptimal"."""
    prefix = key.removesuffix(other) if len(other) > 3 and key.endswith(other) else ""
    if prefix in ("in", "im", "il", "ir"):
        return meaning(key).kind in ("a", "r")
    return prefix in ("un", "non", "dis", "sub", "anti", "mis")


def names_a_thing(key: str) -> bool:
    """Whether a word names a person, a thing, a place or a time: "doctor", "rain", and not "idea"."""
    plain = key in _rows() or not key.endswith(("ed", "ing", "est"))
    return plain and meaning(key).kind == "c"
