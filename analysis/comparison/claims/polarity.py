"""What a passage denies: the words that a negation reaches, also one that a verb implies ("refused to pay")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container

from analysis.comparison.claims.matching import Side
from analysis.comparison.claims.meanings import meaning
from analysis.comparison.claims.reading import claim_words

BORDER = re.compile(r"[,;:()\n—–]|[.?!]\s")
_NOT_ONLY = frozenset(("only", "just", "merely", "simply", "necessarily"))
_NO_MATTER = frozenset(("doubt", "matter", "wonder", "fewer", "less", "more", "sooner", "question"))
# Words between a negation and what it denies, at most.
_REACH = 7


def denials(side: Side, matched: Container[int]) -> dict[int, list[int]]:
    """
    Words of a passage and what denies each.

    Parameters
    ----------
    side : Side
    matched : container of int
        Words that have a counterpart in the other passage: any other verb hands the negation on ("did not want to pay").

    Returns
    -------
    dict
        Word → the words that deny it.
    """
    found: dict[int, list[int]] = defaultdict(list)
    for k in range(len(side)):
        start = _denies_from(side, k, matched)
        if start:
            for head in _reached(side, start, matched):
                found[head].append(k)
    return found


def _denies_from(side: Side, k: int, matched: Container[int]) -> int:
    """Where the reach of a word that denies begins; 0 for a word that denies nothing."""
    keys, after = side.passage.keys, side.passage.keys[k + 1 : k + 2]
    if side.negation[k]:
        following = after[0] if after else ""
        idiom = following in _NOT_ONLY or (keys[k] == "no" and (following in _NO_MATTER or following[:1].isdigit()))
        return 0 if idiom else k + 1
    words = claim_words()
    if side.lemma[k] in words["implicit_negation"] and after == ("to",) and k not in matched:
        return k + 2
    if keys[k] in words["absence"] and after == ("of",):
        return k + 2
    if side.lemma[k] in words["denial"] and k not in matched:
        return k + 1
    return 0


def _reached(side: Side, start: int, matched: Container[int]) -> list[int]:
    """The word that a negation denies, and the one that it hands the negation on to."""
    out: list[int] = []
    if BORDER.search(side.between(start - 1)):
        return out
    for k in range(start, min(start + _REACH, len(side))):
        if side.begins(k) and k > 0:
            break
        if not side.light[k] and not side.negation[k] and meaning(side.passage.keys[k]).kind != "r":
            out.append(k)
            after = side.passage.keys[k + 1 : k + 2]
            hands_on = after == ("to",) and side.lemma[k] in claim_words()["catenative"]
            # "without a word of warning" is without warning.
            hands_on = k not in matched and (hands_on or after == ("of",))
            if not hands_on:
                break
        if BORDER.search(side.between(k)) and out:
            break
    return out
