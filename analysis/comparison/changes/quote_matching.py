"""Where the words of a quotation stand inside the marks of another text: whole, in parts, or changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from analysis.comparison.changes.word_classes import is_negation
from analysis.comparison.stems import common_words, stem
from analysis.comparison.version import Version

# An editor's clarification: “He [the minister] refused.”
_BRACKETS = re.compile(r"\[[^\[\]\n]{0,80}\]")
# Words that are compared: nobody says more in one breath, and cost grows with the square.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with house style folded: its key, its offsets, and its sentence."""

    key: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Piece:
    """
    What a quotation shares with one of the other text.

    Attributes
    ----------
    quote : int
        Which quotation of the other text.
    own, other : tuple of int
        Positions of the shared words in the quotation itself and in the other one, in order.
    """

    quote: int
    own: tuple[int, ...]
    other: tuple[int, ...]


def quoted_words(version: Version) -> tuple[list[list[Word]], list[Word]]:
    """Words of each quotation of a text, without those in square brackets, and the words of its narrator."""
    marked = version.annotation.quotes
    quotes: list[list[Word]] = [[] for _ in marked]
    clarifications: list[list[Word]] = [[] for _ in marked]
    narration: list[Word] = []
    brackets = [match.span() for match in _BRACKETS.finditer(version.annotation.text)]
    k = at = 0
    for word in map(Word, version.keys, version.start, version.end, version.sentence):
        while k < len(marked) and marked[k].end <= word.start:
            k += 1
        while at < len(brackets) and brackets[at][1] <= word.start:
            at += 1
        if k == len(marked) or word.start < marked[k].start:
            narration.append(word)
        elif at < len(brackets) and marked[k].start <= brackets[at][0] < word.start:
            clarifications[k].append(word)
        else:
            quotes[k].append(word)
    return [words or instead for words, instead in zip(quotes, clarifications, strict=True)], narration


def content(words: Sequence[str]) -> list[str]:
    """Stems that carry content; of a quotation without any ("We will."), all of them."""
    stems = [stem(word) for word in words]
    return [one for one in stems if one not in common_words()] or stems


def find_pieces(
    quotes: Sequence[Sequence[Word]], others: Sequence[Sequence[Word]], bond: Callable[[int, int], str]
) -> tuple[list[list[Piece]], list[set[int]]]:
    """
    Find what each quotation of one text shares with those of another.

    Parameters
    ----------
    quotes, others : sequence of sequence of Word
        Words of each quotation, of one text and of the other.
    bond : callable
        What else ties two quotations: "linked" (they stand in linked sentences), "speaker" (the same person
        speaks) or "".

    Returns
    -------
    pieces : list of list of Piece
        For each quotation, the fullest first.
    taken : list of set of int
        For each other quotation, positions of the words that belong to some quotation.
    """
    keys, theirs = [[word.key for word in words] for words in quotes], [[word.key for word in words] for words in others]
    candidates = []
    for k, own in enumerate(keys):
        vocabulary = set(own)
        for n, other in enumerate(theirs):
            if not vocabulary.isdisjoint(other):
                piece = _shared(own, other, n)
                # Of two quotations with the same words, that in the linked sentence is the one: each speaker says "No comment".
                apart = bond(k, n) != "linked"
                candidates.append((-len(content([own[at] for at in piece.own])), -len(piece.own), apart, k, n, piece))
    pieces: list[list[Piece]] = [[] for _ in quotes]
    taken: list[set[int]] = [set() for _ in others]
    for *_, k, n, piece in sorted(candidates, key=lambda candidate: candidate[:5]):
        if len(piece.own) < len(keys[k]) or not _is_run(piece.other):
            # Of changed words each belongs to one quotation; whole ones may repeat each other, as a lead and its source do.
            free = [(a, b) for a, b in zip(piece.own, piece.other, strict=True) if b not in taken[n]]
            piece = Piece(n, tuple(a for a, _ in free), tuple(b for _, b in free))
        if _belongs(keys[k], theirs[n], piece, bond(k, n)):
            pieces[k].append(piece)
            taken[n].update(piece.other)
    return pieces, taken


def drops_a_negation(own: Sequence[Word], piece: Piece) -> bool:
    """Whether a word such as "not" is missing between words that are there: that turns round what was said."""
    gone = set(range(piece.own[0], piece.own[-1])) - set(piece.own)
    return any(is_negation(own[k].key) or own[k].key == "without" for k in gone)


def _shared(own: Sequence[str], other: Sequence[str], quote: int) -> Piece:
    """The one quotation inside the other if it stands there in one run, else the words they share in order."""
    if "".join(own) == "".join(other):
        # "farsighted" and "far-sighted" are one word and two.
        return Piece(quote, tuple(range(len(own))), tuple(range(len(other))))
    if (first := _find_run(own, other)) >= 0:
        return Piece(quote, tuple(range(len(own))), tuple(range(first, first + len(own))))
    if (first := _find_run(other, own)) >= 0:
        return Piece(quote, tuple(range(first, first + len(other))), tuple(range(len(other))))
    equal = [block for block in LCSseq.opcodes(own[:_LONGEST], other[:_LONGEST]) if block.tag == "equal"]
    positions = [(a + k, b + k) for _, a, end, b, _ in equal for k in range(end - a)]
    return Piece(quote, tuple(a for a, _ in positions), tuple(b for _, b in positions))


def _find_run(part: Sequence[str], whole: Sequence[str]) -> int:
    """Where the words stand in the other ones as one run; -1 if they do not."""
    text = "\n".join(("", *whole, ""))
    at = text.find("\n".join(("", *part, "")))
    return text.count("\n", 0, at) if at >= 0 else -1


def _is_run(positions: Sequence[int]) -> bool:
    return all(b - a == 1 for a, b in pairwise(positions))


def _belongs(own: Sequence[str], other: Sequence[str], piece: Piece, bond: str) -> bool:
    """Whether shared words are a trace of the quotation, not chance: a run of its words, or enough that tell."""
    mine, yours = content(own), content(other)
    telling = sum(stem(own[k]) in mine for k in piece.own)
    if len(piece.own) == len(own) or len(piece.other) == len(other):
        whole = len(piece.own) == len(own) and len(piece.other) == len(other)
        if whole or (_is_run(piece.own) and (telling > 1 or len(piece.own) > 3 or (bond and telling > 0))):
            return True
    share = telling / min(len(mine), len(yours))
    if telling > 1 and share >= 0.5:
        return True
    # A quotation with other words stands in the place of the old one, or the same person begins it alike.
    begins = piece.own[:2] == piece.other[:2] == (0, 1)
    return telling > 0 and share >= 0.3 and (bond == "linked" or (bond == "speaker" and begins))
