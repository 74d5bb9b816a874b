"""Who does what to whom: the role that a target plays for each telling word of its sentence."""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate.sentiment_layout import Unit

REACH = 22  # units on either side; a longer sentence is read through this window
_TOWARD = frozenset(
    ["on", "against", "at", "to", "toward", "towards", "for", "over", "with", "about", "upon", "of", "regarding", "between"]
)
_SOURCE = frozenset(("from", "by"))
_HEADS_OF = frozenset(("of", "in", "from"))
_PLACE = frozenset(("in", "near", "across", "into", "throughout", "inside", "off", "outside", "around"))


class Cue(NamedTuple):
    """
    One telling word and what the target is to it.

    ``role`` and ``kind`` choose the weight; ``amount`` carries strength, distance and negation.
    """

    role: str
    kind: str
    amount: float
    unit: int
    flipped: bool


class Group(NamedTuple):
    """The units that a target shares its role with: "A, B and C", and the noun phrase around them."""

    first: int  # of the names
    last: int
    left: int  # of the noun phrase
    right: int


def group_of(units: list[Unit], at: int) -> Group:
    """Widen a name to the names it is joined with and to the noun phrase around them."""
    first = last = at
    while (step := _joined(units, first, -1)) is not None and first - step < 8:
        first = step
    while (step := _joined(units, last, 1)) is not None:
        last = step
    left, right = first, last
    if (
        left >= 2
        and units[left - 1].key in _HEADS_OF
        and units[left - 2].word.part == "head"
        and not units[left].gap
        and not units[left - 1].gap
    ):
        left -= 2
    stop = min(len(units), last + 6)
    while right + 1 < stop and not units[right + 1].gap and units[right + 1].part in ("", "head", "noun", "tone"):
        right += 1
    return Group(first, last, left, right)


def _joined(units: list[Unit], at: int, step: int) -> int | None:
    """The neighbouring name in an enumeration, if any."""
    near, other = at + step, at + 2 * step
    later = max(at, near)
    if not 0 <= near < len(units):
        return None
    if units[near].part == "name":
        return near if units[later].gap == "," and not units[min(at, near)].possessive else None
    if units[near].part != "and" or not 0 <= other < len(units) or units[other].part != "name":
        return None
    last = max(at, other)
    if units[last].gap:
        return None
    # "Japan, and Kenya …" begins a new clause; "Japan, Kenya, and France" is a list.
    enumerated = last >= 3 and units[last - 2].gap == "," and units[last - 3].part == "name"
    return other if not units[last - 1].gap or enumerated else None


def negated(units: list[Unit], at: int) -> bool:
    """Whether a negation, or a verb that undoes what it governs, stands shortly before."""
    for j in range(at - 1, max(-1, at - 5), -1):
        if units[j + 1].gap and units[j + 1].gap != "“":
            return False
        u = units[j]
        if u.word.negates:
            return True
        if u.part in ("clause", "relative"):
            return False
    return False


def undone(units: list[Unit], at: int) -> bool:
    """Whether "lifted", "denied", "ended" … governs the noun (or the infinitive) at this place."""
    for j in range(at - 1, max(-1, at - 5), -1):
        if units[j + 1].gap and units[j + 1].gap != "“":
            return False
        u = units[j]
        if u.part == "verb":
            return u.word.verb.kind == "reverse" if u.word.verb else False
        if u.part in ("clause", "relative", "name"):
            return False
    return False


_DECAY = [2.718281828 ** (-d / 6.0) for d in range(REACH + 1)]
_BREAK = {"": 1.0, ",": 0.75, "“": 0.85, ";": 0.45}
_TONE_UNIT = 2.0  # a tone of this size counts as strength 1
_KIND_SIGN = {
    "blame": -1,
    "praise": 1,
    "against": -1,
    "back": 1,
    "harm": -1,
    "wrong": -1,
    "merit": 1,
    "decline": -1,
    "trouble": -1,
    "foe": -1,
    "friend": 1,
}
_BY_PARTICIPLE = frozenset(("of", "for", "by", "over", "as", "with"))


def _flip(units: list[Unit], at: int, noun: bool) -> bool:
    return negated(units, at) or (noun and undone(units, at))


def _passive(units: list[Unit], at: int) -> bool:
    """Whether a form of "be" governs the participle at this place."""
    for j in range(at - 1, max(-1, at - 4), -1):
        if units[j + 1].gap:
            return False
        part = units[j].part
        if part == "be":
            return True
        if part not in ("adverb", "verb") or (part == "verb" and units[j].key != "being"):
            return False
    return False


def cues_of(units: list[Unit], at: int) -> list[Cue]:
    """Every telling word around a target, with the target's role."""
    group = group_of(units, at)
    found: list[Cue] = []
    _affix(units, at, found)
    subject = _right(units, at, group, found)
    _left(units, at, group, found, subject)
    return found


def _affix(units, at, found):
    key = units[at].key
    if key != "§":
        if key.startswith("anti"):
            found.append(Cue("toward", "against", 1.0, at, False))
        elif key.startswith("pro-"):
            found.append(Cue("toward", "back", 1.0, at, False))


def _strength(u: Unit):
    """kind, strength of a noun or tone unit."""
    if u.part == "noun" and u.word.noun is not None:
        return u.word.noun.kind, u.word.noun.strength
    tone = u.word.tone
    return ("good" if tone > 0 else "bad"), abs(tone) / _TONE_UNIT


def _left(units, at, group, found, speaks) -> None:
    left = group.left
    if left == 0:
        return
    near_prep = units[left - 1].key if units[left - 1].part in ("preposition", "to") else ""
    if near_prep == "against":
        found.append(Cue("toward", "versus", 1.0, left - 1, negated(units, left - 1)))
    preps = verbs = names = 0
    breaks, premod = 1.0, True
    if speaks and units[left].gap in (",", "“"):
        breaks = 0.4
    for i in range(left - 1, max(-1, left - 1 - REACH), -1):
        u, gap = units[i], units[i + 1].gap
        breaks *= _BREAK[gap]
        if gap:
            premod = False
        part = u.part
        d = left - 1 - i
        if part == "verb":
            verb = u.word.verb
            if verb is not None and verb.kind in _KIND_SIGN:
                role = "far"
                past = verb.form in ("past", "participle")
                passive = past and _passive(units, i)
                tight = verbs == 0 and breaks > 0.99
                if past and near_prep == "by" and preps == 1 and tight:
                    role = "agent"
                elif passive:
                    role = "far"
                elif tight and names == 0:
                    if (
                        preps == 0
                        or (preps == 1 and near_prep in verb.via)
                        or (i + 1 == left - 1 and near_prep in ("at", "against"))
                    ):
                        role = "patient"
                        if verb.via and preps == 0:
                            role = "far"
                    elif preps:
                        role = "patient_of"
                elif tight:
                    role = "beyond"
                elif verbs == 1 and names == 0 and breaks > 0.6:
                    role = "content"
                _add(units, found, role, verb.kind, verb.strength, i, d, breaks, False)
            elif verb is not None and verb.kind == "link" and verbs == 0:
                pass
            verbs += 1
            premod = False
        elif part == "noun" or part == "tone":
            kind, strength = _strength(u)
            role = "near"
            if premod:
                role = "premod"
            elif (
                verbs == 0
                and names == 0
                and breaks > 0.99
                and preps == 1
                and part == "noun"
                and units[i + 1].part in ("preposition", "to")
            ):
                p = units[i + 1].key
                role = "toward" if p in _TOWARD else "source" if p in _SOURCE else "place" if p in _PLACE else "near"
                if p == "of":
                    role = "of"
                elif p == "to":
                    role = "to"
                elif p == "with":
                    role = "with"
            _add(units, found, role, kind, strength, i, d, breaks, True)
        elif part == "name":
            names += 1
            premod = False
        elif part in ("preposition", "to"):
            preps += 1
            premod = False
        elif part in ("clause", "relative"):
            breaks *= 0.7
            premod = False
        elif part not in ("", "head"):
            premod = False


def _add(units, found, role, kind, strength, i, d, breaks, noun) -> None:
    flip = _flip(units, i, noun)
    if role in ("near", "far", "beyond"):
        strength *= _DECAY[d] * breaks
    found.append(Cue(role, kind, strength, i, flip))


def _right(units, at, group, found) -> bool:
    n = len(units)
    right = group.right
    # what the noun phrase itself holds: "Russian aggression", "Iran's brutal regime"
    for i in range(group.last + 1, right + 1):
        if units[i].part in ("noun", "tone"):
            kind, strength = _strength(units[i])
            _add(units, found, "own", kind, strength, i, 0, 1.0, True)
    left = group.left
    before = units[left - 1].part if left and not units[left].gap else ""
    subject = before not in ("preposition",)
    mode, breaks = "start", 1.0
    main = None
    speaks = False
    names = 0
    passive = copula = False
    previous = ""
    commas = 0
    shield = 1.0
    for i in range(right + 1, min(n, right + 1 + REACH)):
        u = units[i]
        breaks *= _BREAK[u.gap]
        part = u.part
        d = i - right - 1
        if u.gap:
            commas += 1
            if copula:
                copula = False
        if part == "be" and mode == "start":
            passive = copula = True
        elif part == "verb":
            verb = u.word.verb
            role = "far"
            if verb is None:
                if mode == "start":
                    mode, main = "done", i
            else:
                past = verb.form in ("past", "participle")
                if mode == "start" and subject:
                    nxt = units[i + 1] if i + 1 < n else None
                    if past and (
                        passive
                        or (
                            nxt is not None
                            and not nxt.gap
                            and nxt.key in _BY_PARTICIPLE
                            and verb.kind in ("blame", "praise", "against", "back", "harm")
                        )
                    ):
                        role = "passive"
                    else:
                        role = "agent"
                    mode, main = "done", i
                    if role == "agent" and verb.kind == "speech":
                        speaks, shield = True, 0.4
                    elif role == "agent" and verb.kind in ("blame", "praise", "against", "back"):
                        shield = 0.5
                    copula = role == "passive" and verb.kind == "link"
                elif mode == "start":
                    mode, main = "done", i
                    if before == "preposition":
                        role = "far"
                elif (names == 0 and previous in ("to", "verb") and commas == 0 and subject) or (
                    names == 0 and previous == "and" and subject
                ):
                    role = "chain"
                if verb.kind in _KIND_SIGN:
                    _add(units, found, role, verb.kind, verb.strength * (shield if role == "far" else 1), i, d, breaks, False)
            if role == "far":
                copula = False
        elif part == "noun" or part == "tone":
            kind, strength = _strength(u)
            role = "predicate" if copula else "near"
            if (
                role == "near"
                and main is not None
                and units[main].word.verb is not None
                and units[main].word.verb.kind == "receive"
                and subject
                and names == 0
                and commas == 0
            ):
                role = "receives"
            elif (
                role == "near"
                and d <= 6
                and commas == 1
                and units[right + 1].gap == ","
                and units[right + 1].part in ("determiner", "possessive")
                and mode == "start"
            ):
                role = "predicate"
            _add(units, found, role, kind, strength * (shield if role == "near" else 1), i, d, breaks, True)
        elif part == "name":
            names += 1
        elif part == "clause":
            breaks *= 0.7
            copula = False
            subject = False
        elif part == "pronoun" and mode == "start":
            subject = False
        if part != "adverb":
            previous = part
    return speaks
