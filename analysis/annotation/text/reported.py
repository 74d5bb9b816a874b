"""Reported clauses: what somebody says or thinks in the text's own words, and who."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.annotation.text import function_words as fw
from analysis.annotation.text.clauses import Clauses, VerbGroup, clauses_of
from analysis.annotation.text.words import Tokens

_BREAKS = frozenset((",", ";"))
_OPENERS = frozenset(("complementizer", "subordinator"))
# Words between the verb and what is said: "told reporters in Oslo on Friday that".
_HEARERS = 9
# Of these whoever is spoken of is the object: "accused Russia of", "praised the deal".
_SAYING = frozenset(("say", "tell", "add", "note", "ask", "reply", "write"))


class Reported(NamedTuple):
    """
    What a source says or thinks, in the words of the text.

    Attributes
    ----------
    first, stop : int
        Pieces of what is said, half-open; where the cue stands inside it, as in "Sales, Lee said, rose", it is included.
    cue : int
        Piece of the verb, or of "according".
    source : (int, int) or None
        Pieces of the noun phrase that names who says it.
    thought : bool
        The verb tells of a belief, "fears that", not of words.
    """

    first: int
    stop: int
    cue: int
    source: tuple[int, int] | None
    thought: bool


def is_cue(word: str) -> bool:
    """Whether a word in lower case can report what somebody says or thinks."""
    return word in fw.reporting_uses() or word == "according"


def reported_in(tokens: Tokens, sentence: int, *, objects: bool = False) -> tuple[Reported, ...]:
    """
    Find what a sentence reports of others' words and beliefs, outside quotation marks or inside.

    Parameters
    ----------
    tokens : Tokens
    sentence : int
        Index in ``tokens.sentences``.
    objects : bool
        Also what a verb reports with a mere object, "cited the delay", "called for talks"; whoever is spoken of there is spoken
        of by the narrator as well.

    Returns
    -------
    tuple of Reported
        In order of their cues; a report inside a report follows it.

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> tokens = tokenize("Sales may fall, Lee said. The firm fears that France will leave.")
    >>> for k in range(2):
    ...     for r in reported_in(tokens, k):
    ...         keys = clauses_of(tokens, k).keys
    ...         print(keys[r.source[0] : r.source[1]], keys[r.first : r.stop], r.thought)
    ['lee'] ['sales', 'may', 'fall'] False
    ['the', 'firm'] ['that', 'france', 'will', 'leave'] True
    """
    key = "reported objects" if objects else "reported", sentence
    found: tuple[Reported, ...] | None = tokens.kept.get(key)
    if found is None:
        found = tokens.kept.setdefault(key, tuple(_reports(clauses_of(tokens, sentence), objects)))
    return found


def _reports(c: Clauses, objects: bool) -> Iterator[Reported]:
    for i, key in enumerate(c.keys):
        if key == "according" and c.keys[i + 1 : i + 2] == ["to"]:
            yield _according(c, i)
        elif key in fw.reporting_uses() and c.group_at[i] >= 0 and c.groups[c.group_at[i]].head == i:
            found = _report(c, c.groups[c.group_at[i]], fw.reporting_uses()[key], objects)
            if found is not None:
                yield found


def _according(c: Clauses, i: int) -> Reported:
    phrase = c.phrase_at[i + 2] if i + 2 < len(c.keys) else -1
    source = c.phrases[phrase][:2] if phrase >= 0 else None
    if i and not c.gaps[i]:
        return Reported(_start(c, i), i, i, source, False)
    return Reported(_start(c, i) if i else 0, len(c.keys), i, source, False)


def _start(c: Clauses, i: int) -> int:
    """Where the stretch that ends before piece ``i`` begins: behind the last strong break."""
    return next((j for j in range(i - 1, -1, -1) if c.gaps[j] == ";"), 0)


def _report(c: Clauses, group: VerbGroup, use: str, objects: bool) -> Reported | None:
    if group.passive and use != "any":
        return None
    clause = c.clauses[c.clause_at[group.head]]
    source = c.joined(clause.subject) if clause.subject >= 0 else None
    if group.passive:  # "were told that": by whom is said behind "by"
        by = next((p for p in c.phrases if p.preposition >= group.stop and c.keys[p.preposition] == "by"), None)
        source = by[:2] if by and by.preposition - group.stop < _HEARERS else None
    thought = use == "thought"
    inserted = _inserted(c, group)
    if inserted is not None:
        first, stop, who = inserted
        return Reported(first, stop, group.head, who or source, thought)
    begin = _content(c, group)
    if begin < 0:
        accused = use == "any" and group.verb not in _SAYING
        if group.stop >= len(c.keys) or not (accused or (objects and _takes_object(c, group, source))):
            return None
        begin = group.stop
    return Reported(begin, len(c.keys), group.head, source, thought)


def _takes_object(c: Clauses, group: VerbGroup, source: tuple[int, int] | None) -> bool:
    """Whether what follows the verb tells what is said without a clause: "cited the delay", "called for talks"."""
    beside = source is not None and not group.passive and not c.gaps[group.stop]
    return beside and group.verb in fw.reporting_objects() and c.keys[group.stop] != "by" and len(c.keys) - group.stop > 1


def _inserted(c: Clauses, group: VerbGroup) -> tuple[int, int, tuple[int, int] | None] | None:
    """The span around ", she said" or ", said Lee,", and the source behind the verb; None for any other place."""
    first, stop, who = group.first, group.stop, None
    before = c.phrase_at[first - 1] if first and not c.gaps[first] else -1
    if before >= 0:
        first = c.phrases[before].first
    elif stop < len(c.keys) and not c.gaps[stop] and c.phrase_at[stop] >= 0:
        who = c.phrases[c.phrase_at[stop]][:2]
        stop = who[1]
    if not first or c.gaps[first] not in _BREAKS:
        return None
    while (
        stop < len(c.keys) and not c.gaps[stop] and c.group_at[stop] < 0 and c.tags[stop] not in ("complementizer", "subordinator")
    ):
        stop += 1  # ", she told reporters on Friday"
    begin = _start(c, first)
    spoken = c.gaps[first] == ";" or any(group.tense or group.modal for group in c.groups if begin <= group.first < first)
    if not spoken or (stop < len(c.keys) and c.gaps[stop] not in _BREAKS):
        return None
    return begin, first if stop == len(c.keys) else len(c.keys), who


def _content(c: Clauses, group: VerbGroup) -> int:
    """Where what is said begins: at "that" or "whether", or at a clause right behind the verb; -1 if no clause follows."""
    own = c.clause_at[group.head]
    for j in range(group.stop, min(len(c.keys), group.stop + _HEARERS)):
        if c.tags[j] == "complementizer":
            return j
        if c.clause_at[j] != own:
            return j if j == group.stop and c.tags[j] not in ("subordinator", "relative", "coordinator") else -1
        if c.gaps[j] == ";" and j == group.stop:
            return j
        if c.group_at[j] >= 0 and c.groups[c.group_at[j]].infinitive:
            return j if c.groups[c.group_at[j]].governor == c.group_at[group.head] else -1
    return -1
