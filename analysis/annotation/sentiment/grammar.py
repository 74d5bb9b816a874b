"""A target's place in its clause: its noun phrase, what it is joined with, what governs it, what is negated."""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotation.quotes.people import is_role
from analysis.annotation.sentiment.layout import Layout
from analysis.annotation.sentiment.lexicon import NAME

_HEADS_OF = frozenset(("of", "in", "from"))
_ONE_OF_MANY = frozenset(("a", "an", "one", "two", "three", "four", "five"))
_NOMINAL = frozenset(("", "head", "noun", "tone"))
_NAMING = frozenset(("noun", "tone"))
_MODIFIERS = frozenset(("determiner", "possessive", "tone", ""))
_FINITE = frozenset(("have", "modal", "do", "be", "relative"))
_CLAUSAL = frozenset(("clause", "relative"))
_JOINING = frozenset(("name", "and"))
_CONTENT = frozenset(("that", "how", "why", "whether", "what"))
_DOUBTING = frozenset(("scepticism", "skepticism", "doubt", "doubts", "doubted", "sceptical", "skeptical", "denial"))
HELD = frozenset(("responsible", "accountable", "liable"))  # follow what they describe: "held A responsible"
_TOWARD = frozenset(("on", "against", "at", "toward", "towards", "for", "in", "over", "about"))
_FADING = frozenset(("decline", "fade"))
_AUXILIARIES = frozenset(("have", "be", "modal", "do", "adverb"))
_LONGEST_LIST = 8


class Standing(NamedTuple):
    """
    How a target stands in its clause.

    Attributes
    ----------
    last : int
        Unit of the last name that it is joined with: "A, B and C" stand alike.
    left, right : int
        First and last unit of the noun phrase around them ("the government of A", "A's president").
    place : str
        What comes before: nothing ("opening", or "reported" where the sentence ends with "she said"), "apart" (a comma or a
        stronger break), "clause" ("that", "if"), "verb",
        "preposition", or "inside" (any other word).
    preposition : str
        The preposition that governs it, if any.
    governor : int
        The unit before the noun phrase with its adjectives and articles; -1 at an opening.
    governed : bool
        A verb directly before it has it as its object: "accused A".
    claimed : bool
        A conjunction directly before it makes it the subject of what is said: "that A", "how A".
    subject : bool
        It can be the subject of what follows.
    phrase : str
        What the noun phrase names: "bare" (the name alone), "institution" ("A's government"), "person" ("A's Lee"), "thing"
        ("A's exports"), "individual" ("an A citizen", "the A driver", "two As") or "envoy" ("two A diplomats": they stand for
        A).
    """

    last: int
    left: int
    right: int
    place: str
    preposition: str
    governor: int
    governed: bool
    claimed: bool
    subject: bool
    phrase: str


def standing_of(layout: Layout, at: int) -> Standing:
    """Find a target's noun phrase and what governs it."""
    keys, words, parts, gaps = layout.keys, layout.words, layout.parts, layout.gaps
    first = last = at
    n = len(parts)
    while first and parts[first - 1] in _JOINING and at - first < _LONGEST_LIST:
        if (step := _joined(layout, first, -1)) is None:
            break
        first = step
    while last + 1 < n and parts[last + 1] in _JOINING and last - at < _LONGEST_LIST:
        if (step := _joined(layout, last, 1)) is None:
            break
        last = step
    left, right = first, last
    if left >= 2 and keys[left - 1] in _HEADS_OF and words[left - 2].head and not gaps[left] and not gaps[left - 1]:
        left -= 2
    stop = min(n, last + 6)
    while right + 1 < stop and not gaps[right + 1] and parts[right + 1] in _NOMINAL and keys[right + 1] not in HELD:
        right += 1
    # Adjectives and articles do not govern: "accused the hostile A".
    outer = left
    while outer and not gaps[outer] and parts[outer - 1] in _MODIFIERS and left - outer < 4:
        outer -= 1
    place, preposition, governed, claimed = "inside", "", False, False
    if not outer:
        place = "reported" if _is_reported(layout, right) else "opening"
    elif gaps[outer]:
        place = "apart"
    else:
        before = parts[outer - 1]
        if before in ("preposition", "to"):
            place, preposition = "preposition", keys[outer - 1]
            verb = words[outer - 2].verb if outer > 1 and parts[outer - 2] == "verb" and not gaps[outer - 1] else None
            governed = verb is not None and preposition in verb.via
        elif before == "verb":
            place, governed = "verb", True
        elif before in _CLAUSAL:
            place, claimed = "clause", keys[outer - 1] in _CONTENT
    finite = right + 1 < n and not gaps[right + 1] and _is_finite(layout, right + 1)
    subject = place != "preposition" and (not governed or finite)
    phrase = _phrase(layout, at, last, right)
    return Standing(last, left, right, place, preposition, outer - 1, governed and not finite, claimed, subject, phrase)


def _is_reported(layout: Layout, right: int) -> bool:
    """Whether a sentence is what somebody says: "A broke the treaty, she said" judges A, "A broke the treaty" tells of it."""
    n = len(layout.parts)
    for i in range(n - 1, max(right + 2, n - 9), -1):
        verb = layout.words[i].verb if layout.parts[i] == "verb" else None
        if verb is not None and verb.kind == "speech":
            before = next((j for j in range(i, max(right + 1, i - 7), -1) if layout.gaps[j]), -1)
            return before > right + 1 and layout.gaps[before] in (",", ";")
    return False


def _is_finite(layout: Layout, i: int) -> bool:
    if layout.parts[i] == "verb":
        verb = layout.words[i].verb
        return verb is not None and verb.form in ("s", "past")
    return layout.parts[i] in _FINITE


def _phrase(layout: Layout, at: int, last: int, right: int) -> str:
    headed = any(word.head for word in layout.words[last + 1 : right + 1])
    if at and layout.keys[at - 1] in _ONE_OF_MANY and not layout.gaps[at]:
        return "envoy" if headed or layout.keys[at] != NAME else "individual"
    if right == last:
        return "bare"
    if headed:
        return "institution"
    plain = right == last + 1 or (right == last + 2 and not layout.parts[last + 1])
    if plain and is_role(layout.keys[right]) and layout.keys[at] == NAME and not layout.capital(right):
        return "individual"
    return "person" if layout.capital(right) else "thing"


def _joined(layout: Layout, at: int, step: int) -> int | None:
    """The neighbouring name in an enumeration, if any."""
    parts, gaps = layout.parts, layout.gaps
    near, other = at + step, at + 2 * step
    if parts[near] == "name":
        return near if gaps[max(at, near)] == "," and _is_list(layout, max(at, near)) else None
    if not 0 <= other < len(parts) or parts[other] != "name":
        return None
    last = max(at, other)
    if gaps[last]:
        return None
    # "Japan, and Kenya …" begins a new clause; "Japan, Kenya, and France" is a list.
    enumerated = last >= 3 and gaps[last - 2] == "," and parts[last - 3] == "name"
    return other if not gaps[last - 1] or enumerated else None


def _is_list(layout: Layout, i: int) -> bool:
    """Whether names set off by commas end in "and" and a name; "In Peru, Chile …" is no list."""
    parts, n = layout.parts, len(layout.parts)
    stop = i + _LONGEST_LIST
    while i + 1 < min(n, stop) and parts[i + 1] == "name" and layout.gaps[i + 1] == ",":
        i += 1
    return i + 2 < n and parts[i + 1] == "and" and parts[i + 2] == "name" and not layout.gaps[i + 2]


def passive(layout: Layout, at: int) -> bool:
    """Whether a form of "be" governs the participle at this place."""
    for j in range(at - 1, max(-1, at - 4), -1):
        if layout.gaps[j + 1]:
            return False
        if layout.parts[j] == "be":
            return True
        if layout.parts[j] != "adverb":
            return False
    return False


def flipped(layout: Layout, at: int) -> bool:
    """
    Whether the word at this place is turned.

    By a negation ("did not condemn"), by a verb that undoes what it governs ("lifted sanctions", "refused to praise"),
    by such a noun ("lack of trust") or by a doubt ("scepticism that the visit helped A").
    """
    if layout.parts[at] == "verb" and _doubted(layout, at):
        return True
    words, parts, gaps = layout.words, layout.parts, layout.gaps
    naming, governed = parts[at] in _NAMING, False
    reach = 4
    for j in range(at - 1, -1, -1):
        if at - j > reach:
            return False
        if naming and parts[j] == "and":
            reach += 2  # "a lack of contact and trust"
        if gaps[j + 1] and gaps[j + 1] != "“":
            return False
        word, part = words[j], parts[j]
        if word.negates:
            return True
        if part == "verb":
            if not governed and word.verb is not None and word.verb.undoes and (naming or _complement(layout, j, at)):
                return True
            governed = True
        elif part == "noun":
            if naming and not governed and parts[j + 1] in ("preposition", "to"):
                if word.noun.kind in ("reverse", "against"):
                    return True
                if word.noun.kind == "foe" and layout.side(at) > 0:
                    return True  # "a threat to peace", but "the threat of war"
        elif part in _CLAUSAL or part == "name":
            return False
    return False


def fading(layout: Layout, standing: Standing) -> int:
    """
    The unit of a noun that is aimed at the target and said to end or to be wrong; -1 if there is none.

    "Support for A is waning", "sanctions on A were lifted", "the attack on A was condemned".
    """
    parts, gaps = layout.parts, layout.gaps
    noun = standing.governor - 1
    if noun < 0 or parts[noun] != "noun":
        return -1
    of_view = standing.preposition == "of" and layout.words[noun].noun.kind in ("blame", "praise")  # "criticism of A"
    if not of_view and standing.preposition not in _TOWARD:
        return -1
    is_passive = False
    for j in range(standing.right + 1, min(len(parts), standing.right + 5)):
        if gaps[j] or layout.words[j].negates:
            return -1
        if parts[j] == "verb":
            verb = layout.words[j].verb
            ends = verb is not None and (verb.kind in _FADING or (is_passive and (verb.undoes or verb.kind == "blame")))
            return noun if ends else -1
        if parts[j] not in _AUXILIARIES:
            return -1
        is_passive = is_passive or parts[j] == "be"
    return -1


def _doubted(layout: Layout, verb: int) -> bool:
    """Whether a verb stands in a clause that somebody doubts."""
    for j in range(verb - 1, max(0, verb - 8), -1):
        if layout.gaps[j + 1] or layout.parts[j] in ("name", "verb"):
            return False
        if layout.keys[j] == "that":
            return layout.keys[j - 1] in _DOUBTING
    return False


def _complement(layout: Layout, verb: int, at: int) -> bool:
    """Whether the verb at one place takes the verb at the other: "refused to praise", "stopped praising"."""
    if layout.parts[at] != "verb":
        return False
    if at - verb == 1:
        return layout.words[at].verb.form == "ing"
    return at - verb == 2 and layout.parts[at - 1] == "to"


def denied(layout: Layout, standing: Standing) -> bool:
    """Whether the clause that the target opens is denied: "denied that A …", "no evidence that A …"."""
    j = standing.governor
    if not standing.claimed or j < 1 or layout.keys[j] != "that":
        return False
    verb = layout.words[j - 1].verb
    return (verb is not None and verb.undoes) or flipped(layout, j - 1)
