"""Hedges: words that weaken or qualify a claim, by kind. ``data/hedges.csv`` lists them, with condition and source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from analysis.annotation.hedges.conditions import CONDITIONS, Condition, is_adverb
from analysis.annotation.text.words import Tokens
from analysis.data import read_table

HEDGE_KINDS = ("modal", "adverb", "evidential", "verb", "adjective_noun", "approximator", "conditional")

# What looks like a hedge and is none: "as soon as possible". Such an entry only keeps shorter ones from matching.
_NO_HEDGE = "none"
_OPTIONAL_ADVERB = "[adverb]"
_CLASSES = {"{be}": "is|are|was|were|be|been|being|it's|he's|she's|they're|that's|who's"}
_OPENERS = "\"“‘'«([:–—"


class Hedge(NamedTuple):
    """
    A hedge: ``text`` at ``[start, end)``.

    Attributes
    ----------
    start, end : int
        Offsets in the text, half-open.
    text : str
    kind : str
        One of `HEDGE_KINDS`.
    entry : str
        The entry of ``data/hedges.csv`` that matched; its row says under which condition and by which source.
    """

    start: int
    end: int
    text: str
    kind: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class _Pattern:
    entry: str
    kind: str
    slots: tuple[frozenset[str] | None, ...]  # None: an adverb may stand here, as in "is [adverb] believed to"
    conditions: tuple[Condition, ...]


_Patterns = tuple[_Pattern, ...]


def find_hedges(tokens: Tokens) -> tuple[Hedge, ...]:
    """
    Find every hedge of a text.

    Parameters
    ----------
    tokens : Tokens

    Returns
    -------
    tuple of Hedge
        In order, without overlaps, none across two sentences. Where entries overlap, the one that starts first wins, then the
        longest. A capitalised word inside a sentence is a name ("Theresa May", "Mr Might"), unless it opens a quotation.

    Notes
    -----
    A hedge is found by its form: that "may leave" hedges a claim and "may vote" gives leave is not told apart. Verbs of wish,
    struggle and purpose ("wants to", "struggles to") count, because what they govern is not said to have happened. Not counted,
    because they state something definite or are counted elsewhere: reporting verbs ("claimed"), attempts and readiness ("tried
    to", "ready to"), what is ruled out ("would not"), bounds ("at least 40", "nearly 40"), frequency ("often"), "can" of
    ability, "cannot", "no evidence", plans ("plans to") and vague quantifiers ("some people").

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> [(h.text, h.kind) for h in find_hedges(tokenize("About 40 ships may leave in May, it is widely believed."))]
    [('About', 'approximator'), ('may', 'modal'), ('it is widely believed', 'evidential')]
    """
    entries, lower, words, sentences = _entries(), tokens.lower, tokens.words, tokens.sentences
    found: list[Hedge] = []
    free = k = first = stop = 0
    for i in tokens.places("hedges", _entries):
        if i < free:
            continue
        patterns, by_second = entries[lower[i]]
        if by_second and i + 1 < len(lower):
            following = lower[i + 1]
            if following in by_second:
                patterns += by_second[following]
            if _OPTIONAL_ADVERB in by_second and is_adverb(following):
                patterns += by_second[_OPTIONAL_ADVERB]
        if not patterns:
            continue
        while stop <= i:
            _, _, _, first, stop = sentences[k]
            k += 1
        # the first comparison settles most words; only one with a capital can be a name
        if words[i] != lower[i] and _is_name(tokens, i, first):
            continue
        free, pattern = _longest(tokens, patterns, i, first, stop)
        if pattern is not None and pattern.kind != _NO_HEDGE:
            a, b = tokens.start[i], tokens.end[free - 1]
            found.append(Hedge(a, b, tokens.text[a:b], pattern.kind, pattern.entry))
    return tuple(found)


@cache
def _entries() -> dict[str, tuple[_Patterns, dict[str, _Patterns]]]:
    """The table by first word: entries of one word, and the longer ones by their second word or `_OPTIONAL_ADVERB`."""
    entries: dict[str, tuple[_Patterns, dict[str, _Patterns]]] = {}
    for row in read_table("hedges.csv"):
        slots = tuple(
            None if slot == _OPTIONAL_ADVERB else frozenset(_CLASSES.get(slot, slot).split("|")) for slot in row["entry"].split()
        )
        pattern = _Pattern(row["entry"], row["kind"], slots, tuple(CONDITIONS[name] for name in row["condition"].split()))
        seconds = slots[1] if len(slots) > 1 else ()
        if seconds is None:
            seconds = {_OPTIONAL_ADVERB, *slots[2]}
        for word in slots[0]:
            one_word, by_second = entries.get(word, ((), {}))
            for second in seconds:
                by_second[second] = (*by_second.get(second, ()), pattern)
            entries[word] = (one_word if seconds else (*one_word, pattern), by_second)
    return entries


def _is_name(tokens: Tokens, i: int, first: int) -> bool:
    word = tokens.words[i]
    if i == first or not word[0].isupper() or (word.isupper() and len(word) > 1):
        return False
    # "may" opens no quotation but as a wish or a month: “May she rest”.
    gap = tokens.text[tokens.end[i - 1] : tokens.start[i]].rstrip()
    return word == "May" or not gap or gap[-1] not in _OPENERS


def _longest(tokens: Tokens, patterns: _Patterns, i: int, first: int, last: int) -> tuple[int, _Pattern | None]:
    """Index behind the longest entry that matches at word ``i`` and whose conditions hold, and that entry; else ``i``, None."""
    best, winner = i, None
    for pattern in patterns:
        # an entry of one word matches: its word led here
        stop = _match(tokens, pattern.slots, i, last) if len(pattern.slots) > 1 else i + 1
        if stop <= best:
            continue
        for holds in pattern.conditions:
            if not holds(tokens, i, stop, first, last):
                break
        else:
            best, winner = stop, pattern
    return best, winner


def _match(tokens: Tokens, slots: tuple[frozenset[str] | None, ...], i: int, stop: int) -> int:
    """Index behind the last word that fills the slots, with nothing but white space between them; -1 if they are not filled."""
    lower, j = tokens.lower, i
    for slot in slots:
        if j >= stop or (j > i and not tokens.text[tokens.end[j - 1] : tokens.start[j]].isspace()):
            return -1
        if slot is None:
            j += is_adverb(lower[j])
        elif lower[j] in slot:
            j += 1
        else:
            return -1
    return j
