"""Candidates for country mentions: where a text has an entry of the gazetteer, before any look at what is around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple

from analysis.annotation.countries.gazetteer import LONG_WORD, UNSEEN, Entry, Node, Piece, gazetteer, pieces
from analysis.annotation.text.words import Tokens

# Between the parts of a name. A full stop only after an abbreviation: "St. Lucia", not "in the north. Korea".
_JOINS = frozenset([" ", "\u00a0", "-", "‑", "–", " & ", "&"])
_ABBREVIATION_JOINS = frozenset([". ", ".\u00a0", "."])
_MEMO_SIZE = 100_000
Place = tuple[int, int]


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


class _Starts(dict[str, tuple[Piece, ...]]):
    """Word as written -> its pieces if an entry may begin in it, else nothing; remembered up to a number of words."""

    def __missing__(self, word: str) -> tuple[Piece, ...]:
        root = gazetteer().root
        row: tuple[Piece, ...] = ()
        if not word.islower() and not word.startswith(("@", "http:", "https:", "www.")):
            row = pieces(word)
            if not any(piece.key in root or piece.bare in root for piece in row):
                row = ()
        if len(self) < _MEMO_SIZE and len(word) < LONG_WORD:
            self[word] = row
        return row


_STARTS = _Starts()


def candidates(tokens: Tokens) -> list[Candidate]:
    """Longest entries of the gazetteer that fit the text, in order and without overlap, before any look at what is around."""
    words, lower, root = tokens.words, tokens.lower, gazetteer().root
    found: list[Candidate] = []
    done = (0, 0)  # the word, and the piece in it, that is not yet part of a candidate
    for index in compress(range(len(words)), map(_STARTS.__getitem__, words)):
        row = _STARTS[words[index]]
        for number, piece in enumerate(row):
            node = root.get(piece.key)
            if (node is None and piece.bare not in root) or (index, number) < done:
                continue
            if node is not None and len(row) == 1 and piece.bare is None and not _goes_on(node, lower, index):
                # Most entries and most false starts ("The", "New") are settled here.
                candidate = _single(tokens, index, piece, node.get("", ()))
                done = (index + 1, 0)
            else:
                candidate, done = _longest(tokens, root, index, number, row) or (None, done)
            if candidate is not None:
                found.append(candidate)
    return found


def _goes_on(node: Node, lower: Sequence[str], index: int) -> bool:
    """Whether an entry of several pieces may begin at a word, by the word after it."""
    following = lower[index + 1] if index + 1 < len(lower) else ""
    return following in node or (len(node) > ("" in node) and not following.isalpha())


def _single(tokens: Tokens, index: int, piece: Piece, entries: Iterable[Entry]) -> Candidate | None:
    """The entry that is just this word, which has no other piece ("Russia", "#Russia")."""
    start, end = tokens.start[index] + piece.start, tokens.start[index] + piece.end
    written = tokens.text[start:end]
    for entry in entries:
        if _has_capitals(entry.capitals[0], written) and _stands_free(tokens.text, start, end):
            return Candidate(entry, start, end, index, index, piece.start == 0, end == tokens.end[index])
    return None


def _longest(tokens: Tokens, root: Node, first: int, number: int, row: tuple[Piece, ...]) -> tuple[Candidate, Place] | None:
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
                    dotted = entry.text[-1] == "." == text[end : end + 1] and text[end - 1] != "."
                    best = Candidate(entry, here[0][0], end + dotted, first, index, head, tail), (index, at + 1)
        if child is None:
            return best
        node, spans, at = child, here, at + 1
        if at == len(row):
            index, at = index + 1, 0
            row = pieces(tokens.words[index]) if index < len(tokens.words) else ()
            if not row:
                return best
        gap = UNSEEN.sub("", text[end : tokens.start[index] + row[at].start])[:4]
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
