"""Hedges: words that weaken or qualify a claim, by kind. ``data/hedges.csv`` lists them, with condition and source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from analysis.annotation.hedges.conditions import CONDITIONS, Condition, is_adverb
from analysis.annotation.text.clauses import Clauses, clauses_of
from analysis.annotation.text.function_words import spelled_out
from analysis.annotation.text.reported import is_cue, reported_in
from analysis.annotation.text.words import Span, Tokens
from analysis.data import read_table

HEDGE_KINDS = ("modal", "adverb", "evidential", "verb", "adjective_noun", "approximator", "conditional", "intention")

# What looks like a hedge and is none: "as soon as possible". Such an entry only keeps shorter ones from matching.
_NO_HEDGE = "none"
_OPTIONAL_ADVERB = "[adverb]"
_CLASSES = {"{be}": "is|are|was|were|be|been|being"}
_START, _END = attrgetter("start"), attrgetter("end")
# Of "they will talk if …" the one who will talk sets the condition.
_COMMITTED = frozenset(("will", "would", "shall"))
_READY = frozenset(("ready", "open", "willing", "prepared"))


class Hedge(NamedTuple):
    """
    A hedge: ``text`` at ``[start, end)``.

    Attributes
    ----------
    start, end : int
        Offsets in the text, half-open; a contraction is marked whole.
    text : str
    kind : str
        One of `HEDGE_KINDS`.
    entry : str
        The entry of ``data/hedges.csv`` that matched; its row says under which condition and by which source.
    voice : str
        "source" for a hedge inside a quotation or in what the text reports of somebody's words, beliefs or conditions
        ("Lee fears that …", "they will talk if …"); else "narrator".
    words : str
        The words that matched, in lower case and spelled out, to compare by: "would" of "wouldn't".
    """

    start: int
    end: int
    text: str
    kind: str
    entry: str = ""
    voice: str = "narrator"
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Pattern:
    entry: str
    kind: str
    slots: tuple[frozenset[str] | None, ...]  # None: an adverb may stand here, as in "is [adverb] believed to"
    conditions: tuple[Condition, ...]


_Patterns = tuple[_Pattern, ...]


def find_hedges(tokens: Tokens, quotes: Sequence[Span] = ()) -> tuple[Hedge, ...]:
    """
    Find every hedge of a text.

    Parameters
    ----------
    tokens : Tokens
    quotes : sequence with ``start`` and ``end``, in order
        Quotations: a hedge inside one is the speaker's.

    Returns
    -------
    tuple of Hedge
        In order, without overlaps, none across two sentences. Where entries overlap, the one that starts first wins, then the
        longest. A capitalised word inside a sentence is a name ("Theresa May", "Mr Might"), unless it opens a quotation.

    Notes
    -----
    A hedge is found by its form: that "may leave" hedges a claim and "may vote" gives leave is not told apart. Verbs of wish,
    plan and attempt ("wants to", "plans to", "tries to") are the kind "intention", because what they govern is not said to
    have happened; whoever means doubt alone leaves this kind out. Not counted, because they state something definite or are
    counted elsewhere: reporting verbs ("claimed"), bounds ("at least 40", "nearly 40"), frequency ("often"), "can" of ability,
    "cannot", "no evidence", and vague quantifiers ("some people").

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> [(h.text, h.kind) for h in find_hedges(tokenize("About 40 ships may leave in May, it is widely believed."))]
    [('About', 'approximator'), ('may', 'modal'), ('it is widely believed', 'evidential')]
    >>> [(h.text, h.voice) for h in find_hedges(tokenize("Lee fears that the ships left. They may return."))]
    [('fears that', 'source'), ('may', 'narrator')]
    """
    places, sentences = tokens.places("hedges", _Beginnings), tokens.sentences
    found: list[Hedge] = []
    at = 0
    while at < len(places):
        k = bisect_right(sentences, places[at], key=attrgetter("first")) - 1
        stop = at
        while stop < len(places) and places[stop] < sentences[k].stop:
            stop += 1
        c = clauses_of(tokens, k)
        marked = list(_in_sentence(c, [c.piece_of(token) for token in places[at:stop]]))
        if marked:
            found += _with_voices(tokens, k, c, marked, quotes)
        at = stop
    return tuple(found)


class _Beginnings:
    """The words that an entry can begin with, as written or inside a contraction."""

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (word in _entries() or any(key in _entries() for key, _ in spelled_out(word)))


@cache
def _entries() -> dict[str, tuple[_Patterns, dict[str, _Patterns]]]:
    """The table by first word: entries of one word, and the longer ones by their second word or `_OPTIONAL_ADVERB`."""
    entries: dict[str, tuple[_Patterns, dict[str, _Patterns]]] = {}
    for row in read_table("hedges.csv"):
        slots = tuple(
            None if slot == _OPTIONAL_ADVERB else frozenset(_CLASSES.get(slot, slot).split("|")) for slot in row["entry"].split()
        )
        pattern = _Pattern(row["entry"], row["kind"], slots, tuple(CONDITIONS[name] for name in row["condition"].split()))
        first, *later = (slot if slot is not None else frozenset([_OPTIONAL_ADVERB]) for slot in slots)
        seconds = later[0] if later else frozenset()
        if _OPTIONAL_ADVERB in seconds:
            seconds |= later[1]
        for word in first:
            one_word, by_second = entries.get(word, ((), {}))
            for second in seconds:
                by_second[second] = (*by_second.get(second, ()), pattern)
            entries[word] = (one_word if seconds else (*one_word, pattern), by_second)
    return entries


def _in_sentence(c: Clauses, begin: list[int]) -> Iterator[tuple[int, int, _Pattern]]:
    """The pieces that entries match, [first, stop), and the entries."""
    entries, free = _entries(), 0
    for i in begin:
        # a contraction may begin with one entry and end with another's beginning
        for j in range(i, len(c.keys)):
            if c.tokens[j] != c.tokens[i]:
                break
            if j < free or c.keys[j] not in entries or (c.capital[j] and _is_name(c, j)):
                continue
            stop, pattern = _longest(c, _candidates(c, j), j)
            if pattern is not None:
                free = stop
                if pattern.kind != _NO_HEDGE:
                    yield j, stop, pattern


def _candidates(c: Clauses, i: int) -> _Patterns:
    patterns, by_second = _entries()[c.keys[i]]
    if by_second and i + 1 < len(c.keys):
        following = c.keys[i + 1]
        patterns += by_second.get(following, ())
        if _OPTIONAL_ADVERB in by_second and is_adverb(following):
            patterns += by_second[_OPTIONAL_ADVERB]
    return patterns


def _is_name(c: Clauses, i: int) -> bool:
    return i > 0 and not c.gaps[i] and len(c.keys[i]) > 1


def _longest(c: Clauses, patterns: _Patterns, i: int) -> tuple[int, _Pattern | None]:
    """Index behind the longest entry that matches at piece ``i`` and whose conditions hold, and that entry; else ``i``, None."""
    best, winner = i, None
    for pattern in patterns:
        stop = _match(c, pattern.slots, i)
        if stop > best and all(holds(c, i, stop) for holds in pattern.conditions):
            best, winner = stop, pattern
    return best, winner


def _match(c: Clauses, slots: tuple[frozenset[str] | None, ...], i: int) -> int:
    """Index behind the last piece that fills the slots, with nothing but white space between them; -1 if they are not filled."""
    j = i
    for slot in slots:
        if j >= len(c.keys) or (j > i and c.gaps[j]):
            return -1
        if slot is None:
            j += is_adverb(c.keys[j])
        elif c.keys[j] in slot:
            j += 1
        else:
            return -1
    return j


def _with_voices(
    tokens: Tokens, sentence: int, c: Clauses, marked: list[tuple[int, int, _Pattern]], quotes: Sequence[Span]
) -> Iterator[Hedge]:
    first, stop = tokens.sentences[sentence][3:]
    reports = reported_in(tokens, sentence) if any(map(is_cue, tokens.lower[first:stop])) else ()
    for i, j, pattern in marked:
        start, end = tokens.start[c.tokens[i]], tokens.end[c.tokens[j - 1]]
        k = bisect_right(quotes, start, key=_START) - 1
        reported = any(r.first <= i < r.stop or (r.thought and i <= r.cue < j) for r in reports)
        sourced = (k >= 0 and start < quotes[k].end) or reported or (pattern.kind == "conditional" and _is_set(c, i))
        voice = "source" if sourced else "narrator"
        yield Hedge(start, end, tokens.text[start:end], pattern.kind, pattern.entry, voice, " ".join(c.keys[i:j]))


def _is_set(c: Clauses, i: int) -> bool:
    """Whether somebody sets a condition: "they will talk if it shows sincerity"; not "the port closes if the storm returns"."""
    own = c.clause_at[i]
    for k in (own - 1, own + 1):
        if 0 <= k < len(c.clauses) and c.clauses[k].kind in ("main", "complement") and c.clauses[k].group >= 0:
            clause, group = c.clauses[k], c.groups[c.clauses[k].group]
            agent = clause.subject >= 0 and c.keys[c.phrases[clause.subject].head] not in ("it", "there", "this", "that")
            ready = not _READY.isdisjoint(c.keys[group.stop : clause.stop])
            return agent and ((group.modal in _COMMITTED and not group.passive) or (group.verb == "be" and ready))
    return False
