"""The gazetteer: which phrases name a country, which only look as if they did, as a trie over the pieces of words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import compress
from operator import ne
from typing import NamedTuple

from analysis.annotate.words import Tokens

# "U.S.-South", "Russia’s" and "China/Japan" are one word each, but name their countries one by one.
_PIECE = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W_])|[^\W_]+(?:['’´][^\W\d_]+)*")
# Between the parts of a name. A full stop only after an abbreviation: "St. Lucia", not "in the north. Korea".
_JOINS = frozenset([" ", "\u00a0", "-", "‑", "–", " & ", "&"])
_ABBREVIATION_JOINS = frozenset([". ", ".\u00a0"])
_LONG_WORD = 60
# Roles of country_context.csv whose entries are looked for in the text, and whether they speak for or against their place.
_CUES = {"trap": -1, "for": 1, "state": 1}


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


class Candidate(NamedTuple):
    """
    A place in a text where an entry fits: ``text[start:end]`` in the words ``first`` to ``last``.

    ``head``: it begins where its word begins; ``tail``: it ends where its word ends ("Russia’s" and "US-led" have no tail).
    """

    entry: Entry
    start: int
    end: int
    first: int
    last: int
    head: bool
    tail: bool


Place = tuple[int, int]


class Gazetteer(NamedTuple):
    """Trie of entries (``""`` leads to the entries that end at a node), short names, and what each role's words refer to."""

    root: dict
    short_names: dict[str, str]
    roles: dict[str, dict[str, tuple[str, ...]]]


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a table in ``analysis/data``."""
    with files("analysis").joinpath("data", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
        if role not in ("trap", "for"):
            known = roles.setdefault(role, {})
            known[entry] = (*known.get(entry, ()), of)
    root: dict = {}
    for text in meanings | cues:
        parts = [(piece, word[piece.start : piece.end]) for word in text.split() for piece in pieces(word)]
        entry = _entry(text, parts, tuple(meanings.get(text, ())), tuple(cues.get(text, ())))
        node = root
        for key in entry.keys:
            node = node.setdefault(key, {})
        node.setdefault("", []).append(entry)
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
    return _remembered_pieces(word) if len(word) < _LONG_WORD else _pieces(word)


def _pieces(word: str) -> tuple[Piece, ...]:
    found = []
    for match in _PIECE.finditer(word):
        key = match.group().lower().replace("’", "'").replace("´", "'").rstrip(".")
        found.append(Piece(key, key[:-2] if key.endswith("'s") else None, match.start(), match.end()))
    return tuple(found)


_remembered_pieces = lru_cache(maxsize=20_000)(_pieces)


def candidates(tokens: Tokens) -> list[Candidate]:
    """Longest entries of the gazetteer that fit the text, in order and without overlap, before any look at what is around."""
    root = gazetteer().root
    words, lower = tokens.words, tokens.lower
    found: list[Candidate] = []
    done = (0, 0)  # the word, and the piece in it, that is not yet part of a candidate
    for index in compress(range(len(words)), map(ne, words, lower)):
        key = lower[index]
        node = root.get(key)
        if node is None and words[index].isalpha():
            continue
        if node is None or not key.isalpha():
            for match in _in_compound(tokens, root, index, done):
                found.append(match[0])
                done = match[1]
            continue
        if (index, 0) < done:
            continue
        follower = lower[index + 1] if index + 1 < len(words) else ""
        if follower in node or not follower.isalpha():
            match = _longest(tokens, root, index, 0, pieces(words[index]))
            if match is not None:
                found.append(match[0])
                done = match[1]
        elif "" in node:
            start, end = tokens.start[index], tokens.end[index]
            found += [
                Candidate(entry, start, end, index, index, True, True)
                for entry in node[""]
                if _has_capitals(entry.capitals[0], words[index]) and _stands_free(tokens.text, start, end)
            ][:1]
    return found


def _in_compound(tokens: Tokens, root: dict, index: int, done: Place) -> Iterator[tuple[Candidate, Place]]:
    """Candidates that begin in a word of several pieces, or with a possessive ending."""
    word = tokens.words[index]
    if word.startswith(("@", "http:", "https:", "www.")):
        return
    row = pieces(word)
    for number, piece in enumerate(row):
        if (index, number) >= done and (piece.key in root or piece.bare in root):
            match = _longest(tokens, root, index, number, row)
            if match is not None:
                done = match[1]
                yield match


def _longest(tokens: Tokens, root: dict, first: int, number: int, row: tuple[Piece, ...]) -> tuple[Candidate, Place] | None:
    """Longest entry that begins at a piece of a word (``row`` holds the word's pieces), with the place after it."""
    text, best = tokens.text, None
    node, index, at = root, first, number
    head = row[number].start == 0
    spans: list[tuple[int, int]] = []
    while True:
        piece, offset = row[at], tokens.start[index]
        # "America’s" ends a name, but also begins "America’s Cup".
        for child, cut in ((node.get(piece.bare), 2), (node.get(piece.key), 0)):
            end = offset + piece.end - cut
            here = [*spans, (offset + piece.start, end)]
            for entry in child.get("", ()) if child else ():
                if all(map(_has_capitals, entry.capitals, (text[a:b] for a, b in here))) and _stands_free(text, here[0][0], end):
                    tail = not cut and end == tokens.end[index]
                    best = Candidate(entry, here[0][0], end, first, index, head, tail), (index, at + 1)
        if child is None:
            return best
        node, spans, at = child, here, at + 1
        if at == len(row):
            index, at = index + 1, 0
            row = pieces(tokens.words[index]) if index < len(tokens.words) else ()
            if not row:
                return best
        gap = text[end : tokens.start[index] + row[at].start][:4]
        if gap not in _JOINS and not (gap in _ABBREVIATION_JOINS and len(piece.key) < 3):
            return best


def _has_capitals(required: str, written: str) -> bool:
    if required == "all":
        return written.isupper()
    return required == "any" or written[0].isupper()


def _stands_free(text: str, start: int, end: int) -> bool:
    """Not in an address, an account or an amount: "Russia.example", "@China", "US$5"."""
    after = text[end : end + 2]
    if start and text[start - 1] in "@_":
        return False
    return not (after and (after[0] in "_@$" or (after[0] == "." and after[1:].islower())))
