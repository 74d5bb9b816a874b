"""The gazetteer: which phrases name a country, which only look as if they did, as a trie over the pieces of words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from analysis.annotation.text.boundaries import INVISIBLE
from analysis.data import read_table

# "U.S.-South", "Russia’s" and "China/Japan" are one word each, but name their countries one by one.
_PIECE = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W_])|[^\W_]+(?:['’´][^\W\d_]+)*")
LONG_WORD = 60
UNSEEN = re.compile(f"[{INVISIBLE}]")
# Roles of country_context.csv whose entries are looked for in the text, and whether they speak for or against their place.
_CUES = {"trap": 0, "for": 1, "against": -1, "state": 1}


class Piece(NamedTuple):
    """Part of a word: its look-up form, the same without a possessive ending if it has one, and its place in the word."""

    key: str
    bare: str | None
    start: int
    end: int


class Meaning(NamedTuple):
    """What an entry stands for: a country, the kind of mention, and the conditions with their arguments."""

    country: str
    kind: str
    conditions: tuple[tuple[str, tuple[str, ...]], ...]


class Entry(NamedTuple):
    """
    A phrase of the gazetteer.

    ``meanings`` is empty for a trap, a phrase that names no country ("New Mexico"). ``cues`` say which places the phrase
    speaks for (+1) or against (-1): "Atlanta" against the country Georgia, "Ky." for Kentucky, which has a London.
    ``conditions``, ``kinds`` and ``countries`` are those of all meanings; ``is_place``: a name or a capital.
    """

    text: str
    keys: tuple[str, ...]
    capitals: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    cues: tuple[tuple[str, int], ...]
    conditions: frozenset[str]
    kinds: frozenset[str]
    countries: frozenset[str]
    is_place: bool


Node: TypeAlias = dict[str | None, Any]  # key -> the node below it, "" -> the entries that end here


class Gazetteer(NamedTuple):
    """Trie of entries (``""`` leads to the entries that end at a node), short names, and what each role's words refer to."""

    root: Node
    short_names: dict[str, str]
    roles: dict[str, dict[str, tuple[str, ...]]]


@cache
def gazetteer() -> Gazetteer:
    """The tables ``countries.csv``, ``country_leaders.csv`` and ``country_context.csv``, read once."""
    meanings: dict[str, list[Meaning]] = {}
    cues: dict[str, list[tuple[str, int]]] = {}
    short_names: dict[str, str] = {}
    roles: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in read_table("countries.csv"):
        conditions = tuple(_condition(text) for text in row["condition"].split())
        meanings.setdefault(row["entry"], []).append(Meaning(row["country"], row["kind"], conditions))
        if row["kind"] == "name":
            short_names.setdefault(row["country"], row["entry"])
    for row in read_table("country_leaders.csv"):
        meanings.setdefault(row["entry"], []).append(Meaning(row["country"], "leader", ()))
    for row in read_table("country_context.csv"):
        entry, role, of = row["entry"], row["role"], row["of"]
        if role in _CUES:
            cues.setdefault(entry, []).extend([(of, _CUES[role])] if of else [])
        if role not in ("trap", "for", "against"):
            known = roles.setdefault(role, {})
            known[entry] = (*known.get(entry, ()), of)
    given = {row["word"] for row in read_table("people.csv") if row["kind"] == "given_name"}
    roles["given"] = dict.fromkeys(given - {text.lower() for text in meanings}, ())
    root: Node = {}
    for text in meanings | cues:
        parts = [(piece, word[piece.start : piece.end]) for word in text.split() for piece in pieces(word)]
        made = _entry(text, parts, tuple(meanings.get(text, ())), tuple(cues.get(text, ())))
        node = root
        for key in made.keys:
            node = node.setdefault(key, {})
        node.setdefault("", []).append(made)
    return Gazetteer(root, short_names, roles)


def _entry(text: str, parts: list[tuple[Piece, str]], meanings: tuple[Meaning, ...], cues: tuple[tuple[str, int], ...]) -> Entry:
    kinds = frozenset(meaning.kind for meaning in meanings)
    return Entry(
        text,
        tuple(piece.key for piece, _ in parts),
        tuple(_capitals(written) for _, written in parts),
        meanings,
        cues,
        frozenset(name for meaning in meanings for name, _ in meaning.conditions),
        kinds,
        frozenset(meaning.country for meaning in meanings),
        not kinds.isdisjoint(("name", "capital")),
    )


def _condition(text: str) -> tuple[str, tuple[str, ...]]:
    name, _, arguments = text.partition(":")
    return name, tuple(arguments.split("+")) if arguments else ()


def _capitals(written: str) -> str:
    """Capitals that a piece must have: "all" ("US"; "us" is a pronoun), "first" ("Russia", also "RUSSIA") or "any" ("and")."""
    if len(written) > 1 and written.isupper():
        return "all"
    return "first" if written[0].isupper() else "any"


def pieces(word: str) -> tuple[Piece, ...]:
    """
    Cut a word where a country's name may begin or end.

    Examples
    --------
    >>> [piece.key for piece in pieces("U.S.-South")]
    ['u.s', 'south']
    >>> [piece.bare for piece in pieces("Russia’s")]
    ['russia']
    """
    return _remembered_pieces(word) if len(word) < LONG_WORD else _pieces(word)


def _pieces(word: str) -> tuple[Piece, ...]:
    # A soft hyphen or a zero-width space may stand anywhere in a name: "Uk\u00adraine".
    unseen = {match.start() for match in UNSEEN.finditer(word)}
    shown = [at for at in range(len(word)) if at not in unseen]
    found = []
    for match in _PIECE.finditer(UNSEEN.sub("", word)):
        key = match.group().lower().replace("’", "'").replace("´", "'").rstrip(".")
        start, end = shown[match.start()], shown[match.end() - 1] + 1
        found.append(Piece(key, key[:-2] if key.endswith("'s") else None, start, end))
    return tuple(found)


_remembered_pieces = lru_cache(maxsize=20_000)(_pieces)
