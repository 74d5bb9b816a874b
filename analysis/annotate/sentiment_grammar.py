"""A target's place in its clause: its noun phrase, what it is joined with, what governs it, what is negated."""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate.sentiment_layout import Unit

_HEADS_OF = frozenset(("of", "in", "from"))
_NAMING = frozenset(("noun", "tone"))
_CONTENT = frozenset(("that", "how", "why", "whether", "what"))
_ONE_OF_MANY = frozenset(("a", "an", "one", "two", "three", "four", "five"))
_LONGEST_LIST = 8


class Standing(NamedTuple):
    """
    How a target stands in its clause.

    Attributes
    ----------
    first, last : int
        Units of the names that it is joined with: "A, B and C" stand alike.
    left, right : int
        Units of the noun phrase around them ("the government of A", "A's president").
    place : str
        What comes before: "opening", "apart" (a comma or a stronger break), "clause" ("that", "if"), "verb",
        "preposition", or "inside" (any other word).
    preposition : str
        The preposition that governs it, if any.
    governed : bool
        A verb directly before it has it as its object: "accused A".
    clause : bool
        A conjunction directly before it makes it the subject of what is said: "that A", "how A".
    subject : bool
        It can be the subject of what follows.
    phrase : str
        What the noun phrase names: "bare" (the name alone), "institution" ("A's government"), "person" ("A's president
        Lee", "A's Lee"), "thing" ("A's exports") or "individual" ("an A citizen", "two As").
    """

    first: int
    last: int
    left: int
    right: int
    place: str
    preposition: str
    governed: bool
    clause: bool
    subject: bool
    phrase: str


def standing_of(units: list[Unit], at: int) -> Standing:
    """Find a target's noun phrase and what governs it."""
    first = last = at
    while at - first < _LONGEST_LIST and (step := _joined(units, first, -1)) is not None:
        first = step
    while last - at < _LONGEST_LIST and (step := _joined(units, last, 1)) is not None:
        last = step
    left, right = first, last
    if left >= 2 and units[left - 1].key in _HEADS_OF and units[left - 2].word.part == "head" and not units[left].gap:
        left -= 2 if not units[left - 1].gap else 0
    stop = min(len(units), last + 6)
    while right + 1 < stop and not units[right + 1].gap and units[right + 1].part in ("", "head", "noun", "tone"):
        right += 1
    # Adjectives and articles do not govern: "accused the hostile A".
    outer = left
    while outer and not units[outer].gap and units[outer - 1].part in ("determiner", "possessive", "tone", "") and left - outer < 4:
        outer -= 1
    before = units[outer - 1] if outer else None
    place, preposition, governed, clause = "inside", "", False, False
    if before is None:
        place = "opening"
    elif units[outer].gap:
        place = "apart"
    elif before.part in ("preposition", "to"):
        place, preposition = "preposition", before.key
    elif before.part == "verb":
        place, governed = "verb", True
    elif before.part in ("clause", "relative"):
        place, clause = "clause", before.key in _CONTENT
    following = units[right + 1] if right + 1 < len(units) and not units[right + 1].gap else None
    finite = following is not None and (
        following.part in ("have", "modal", "do", "be", "relative")
        or (following.part == "verb" and following.word.verb is not None and following.word.verb.form in ("s", "past"))
    )
    subject = place != "preposition" and (not governed or finite)
    phrase = _phrase(units, at, last, right)
    return Standing(first, last, left, right, place, preposition, governed and not finite, clause, subject, phrase)


def _phrase(units: list[Unit], at: int, last: int, right: int) -> str:
    if at and units[at - 1].key in _ONE_OF_MANY and not units[at].gap:
        return "individual"
    if right == last:
        return "bare"
    if any(units[i].word.part == "head" for i in range(last + 1, right + 1)):
        return "institution"
    return "person" if units[right].capital else "thing"


def _joined(units: list[Unit], at: int, step: int) -> int | None:
    """The neighbouring name in an enumeration, if any."""
    near, other = at + step, at + 2 * step
    if not 0 <= near < len(units):
        return None
    if units[near].part == "name":
        return near if units[max(at, near)].gap == "," and not units[min(at, near)].possessive else None
    if units[near].part != "and" or not 0 <= other < len(units) or units[other].part != "name":
        return None
    last = max(at, other)
    if units[last].gap:
        return None
    # "Japan, and Kenya …" begins a new clause; "Japan, Kenya, and France" is a list.
    enumerated = last >= 3 and units[last - 2].gap == "," and units[last - 3].part == "name"
    return other if not units[last - 1].gap or enumerated else None


def passive(units: list[Unit], at: int) -> bool:
    """Whether a form of "be" governs the participle at this place."""
    for j in range(at - 1, max(-1, at - 4), -1):
        if units[j + 1].gap:
            return False
        if units[j].part == "be":
            return True
        if units[j].part != "adverb":
            return False
    return False


def flipped(units: list[Unit], at: int) -> bool:
    """
    Whether the word at this place is turned.

    By a negation ("did not condemn"), by a verb that undoes what it governs ("lifted sanctions", "refused to praise")
    or by such a noun ("lack of trust").
    """
    part = units[at].part
    governed = False
    for j in range(at - 1, max(-1, at - 5), -1):
        if units[j + 1].gap and units[j + 1].gap != "“":
            return False
        unit = units[j]
        if unit.word.negates:
            return True
        if unit.part == "verb":
            undoes = unit.word.verb is not None and unit.word.verb.undoes
            if undoes and not governed and (part in _NAMING or (part == "verb" and at - j <= 2 and _complement(units, j, at))):
                return True
            governed = True
        elif unit.part == "noun":
            if part in _NAMING and not governed and units[j + 1].part in ("preposition", "to") and _undoes(unit):
                return True
        elif unit.part in ("clause", "relative", "name"):
            return False
    return False


def _complement(units: list[Unit], verb: int, at: int) -> bool:
    """Whether the verb at one place takes the verb at the other: "refused to praise", "stopped praising"."""
    return units[at].word.verb.form == "ing" if at - verb == 1 else units[at - 1].part == "to"


def _undoes(unit: Unit) -> bool:
    return unit.word.noun is not None and unit.word.noun.kind in ("reverse", "against")


def denied(units: list[Unit], standing: Standing) -> bool:
    """Whether the clause that the target opens is denied: "denied that A …", "no evidence that A …"."""
    j = standing.left - 1
    while j >= 0 and units[j].part in ("determiner", "possessive"):
        j -= 1
    if not standing.clause or j < 1 or units[j].key != "that":
        return False
    verb = units[j - 1].word.verb
    return (verb is not None and verb.undoes) or flipped(units, j - 1)
