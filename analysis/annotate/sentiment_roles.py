"""Who does what to whom: the role that a target plays for each telling word of its sentence."""

from __future__ import annotations

from math import exp
from typing import NamedTuple

from analysis.annotate.sentiment_grammar import Standing, denied, flipped, passive, standing_of
from analysis.annotate.sentiment_layout import NAME, Unit

REACH = 22  # units on either side; a longer sentence is read through this window
_DECAY = tuple(exp(-d / 6) for d in range(REACH + 1))
_BREAK = {"": 1.0, ",": 0.75, "“": 0.85, ";": 0.45}
_TONE_UNIT = 2.0  # a valence of this size has strength 1
_NEUTRAL_VERBS = frozenset(("speech", "link", "receive", "reverse", "other"))
# "sanctions on X" and "criticism of X" befall X, "threats from X" come from it, "war in X" happens there.
_PREPOSITION_ROLE = (
    dict.fromkeys(["on", "against", "at", "toward", "towards", "for", "over", "about", "upon", "regarding"], "toward")
    | {"of": "of", "to": "to", "with": "with", "between": "with", "from": "source", "by": "source"}
    | dict.fromkeys(["in", "near", "across", "into", "throughout", "inside", "off", "outside", "around", "within"], "place")
)
_GOVERNED_BY_TONE = frozenset(("with", "to", "toward", "towards", "for", "on", "against", "at", "about"))
_CHARGE = frozenset(("of", "for", "by", "over", "as", "with"))
_BEFORE_VERB = frozenset(("to", "modal", "do", "relative", "pronoun"))
_HARMFUL = frozenset(("harm", "wrong", "against"))
_SPREAD_OUT = frozenset(("near", "same", "far"))  # roles whose weight fades with distance


class Cue(NamedTuple):
    """
    One telling word and what the target is to it.

    ``role`` and ``kind`` choose the weight; ``amount`` carries strength, distance and breaks;
    ``flipped`` says that a negation or an undoing verb turns it.
    """

    role: str
    kind: str
    amount: float
    unit: int
    flipped: bool


def cues_of(units: list[Unit], at: int) -> tuple[list[Cue], Standing]:
    """Every telling word around a target with the target's role, and how the target stands in its clause."""
    standing = standing_of(units, at)
    found: list[Cue] = []
    key = units[at].key
    if key != NAME and key.startswith(("anti", "pro-", "counter-")):
        found.append(Cue("affix", "back" if key[0] == "p" else "versus", 1.0, at, False))
    speaks = _read_right(units, standing, found)
    _read_left(units, standing, speaks, found)
    return found, standing


def _noun_or_tone(unit: Unit, aimed: bool) -> tuple[str, float]:
    if aimed and unit.part == "tone":  # "critical of A", "grateful to A"
        return ("praise" if unit.word.tone > 0 else "blame"), abs(unit.word.tone) / _TONE_UNIT
    if unit.part == "noun" and unit.word.noun is not None:
        return unit.word.noun.kind, unit.word.noun.strength
    return ("good" if unit.word.tone > 0 else "bad"), abs(unit.word.tone) / _TONE_UNIT


def _add(units: list[Unit], found: list[Cue], role: str, i: int, fade: float, turn: bool = False) -> None:
    unit = units[i]
    if unit.part == "verb":
        kind, strength = unit.word.verb.kind, unit.word.verb.strength
    else:
        kind, strength = _noun_or_tone(unit, role == "aimed")
    if role == "aimed":
        role = "toward"
    if kind == "reverse":
        return
    found.append(Cue(role, kind, strength * fade if role in _SPREAD_OUT else strength, i, flipped(units, i) != turn))


def _read_left(units: list[Unit], standing: Standing, speaks: bool, found: list[Cue]) -> None:
    left = standing.left
    near = standing.preposition
    if near == "against":
        found.append(Cue("toward", "versus", 1.0, left - 1, flipped(units, left - 1)))
    compared = near == "than"
    prepositions = verbs = names = clauses = 0
    object_of = ""  # the role of the verb read last: "praised and criticised A" gives both verbs the same
    # "… the attack was a crime, Russia said": what stands before a speaker is the speaker's view of others.
    breaks = 0.4 if speaks and left and units[left].gap in (",", "“") else 1.0
    whole, describes = True, True
    for i in range(left - 1, max(-1, left - 1 - REACH), -1):
        unit, gap = units[i], units[i + 1].gap
        if gap:
            breaks *= _BREAK[gap]
            whole = whole and gap == "“"
            describes = False
        part = unit.part
        fade = _DECAY[left - 1 - i] * breaks
        if part == "verb":
            verb = unit.word.verb
            if verb is not None and verb.kind not in _NEUTRAL_VERBS:
                role = "far"
                participle = verb.form in ("past", "participle")
                if verbs == clauses == 0:
                    role = "same"
                    if participle and near == "by" and prepositions == 1 and whole:
                        role = "agent"
                    elif participle and passive(units, i):
                        pass
                    elif whole and names == 0:
                        if prepositions == 0:
                            role = "same" if verb.via and "direct" not in verb.via else "patient"
                        elif prepositions == 1 and (near in verb.via or (i + 1 == left - 1 and near in ("at", "against"))):
                            role = "patient"
                        elif near == "of":
                            role = "patient_of"
                        elif near == "in":
                            role = "patient_in"
                elif verbs == 0 and clauses == 1 and names == 0 and standing.clause and gap == "" and i == left - 2:
                    role = "claim"
                elif verbs == 1 and object_of and units[i + 1].part == "and" and i + 2 < left and units[i + 2].part == "verb":
                    role = object_of
                elif verbs == 1 and clauses == names == 0 and whole and object_of != "victim":
                    role = "content"
                if role == "patient" and verb.kind in _HARMFUL and i and units[i - 1].part in ("preposition", "to"):
                    role = "victim"  # "accused them of attacking A", "plans to attack A"
                object_of = role if role in ("patient", "patient_of", "patient_in", "victim") else ""
                _add(units, found, role, i, fade)
            verbs += 1
            describes = False
        elif part in ("noun", "tone"):
            role = "near"
            if describes and (i == 0 or unit.gap or units[i - 1].part not in _BEFORE_VERB):
                # "hostile Russia" and "the hostile Russian army", but "the peaceful Egyptian revolution" is something else
                role = "own" if standing.phrase == "thing" else "premod"
            elif verbs == names == clauses == 0 and whole and prepositions == 1:
                role = _governs(units, i, left)
            elif part == "noun" and standing.clause and not gap and (i == left - 2 or (i == left - 3 and prepositions == 1)):
                role = "claim"  # "fears that A …", "criticism of how A …"
            _add(units, found, role, i, fade, compared)
        elif part == "name":
            names += 1
            describes = False
        elif part in ("preposition", "to"):
            prepositions += 1
            describes = False
        elif part in ("clause", "relative"):
            clauses += 1
            breaks *= 0.7
            describes = False
        elif part not in ("", "head"):
            describes = False


def _governs(units: list[Unit], i: int, left: int) -> str:
    """The role that a noun or an adjective gives through the preposition after it: "sanctions on A", "closer ties with A"."""
    unit = units[i]
    j = i + 1
    while unit.part == "tone" and j < min(left - 1, i + 3) and units[j].part in ("", "noun", "head"):
        j += 1
    if units[j].part not in ("preposition", "to"):
        return "near"
    key = units[j].key
    if unit.part == "tone" and key not in (_GOVERNED_BY_TONE if j > i + 1 else unit.word.via):
        return "near"
    if unit.part == "tone" and key in unit.word.via and j == i + 1:
        return "aimed"
    return _PREPOSITION_ROLE.get(key, "near")


def _under(units: list[Unit], i: int, right: int) -> bool:
    """Whether the noun at this place follows "under": "came under fresh criticism"."""
    while i - 1 > right and not units[i].gap and units[i - 1].part in ("", "tone", "determiner"):
        i -= 1
    return i - 1 > right and units[i - 1].key == "under"


def _read_right(units: list[Unit], standing: Standing, found: list[Cue]) -> bool:
    """Read what follows the target; return whether the target speaks ("Russia said …")."""
    right = standing.right
    for i in range(standing.last + 1, right + 1):
        if units[i].part in ("noun", "tone"):
            _add(units, found, "own", i, 1.0)
    n = len(units)
    turn = denied(units, standing)
    subject, awaited = standing.subject, True  # awaited: the target's own verb has not come yet
    speaks = aside = False
    says_what = meets = 0  # the unit of "is", of "faces"
    breaks, shield, names, before = 1.0, 1.0, 0, ""
    for i in range(right + 1, min(n, right + 1 + REACH)):
        unit = units[i]
        gap, part = unit.gap, unit.part
        if gap:
            breaks *= _BREAK[gap]
            if gap != "“":
                says_what = meets = 0
                if aside and not awaited and part in ("verb", "be", "have", "modal", "do", "adverb"):
                    awaited, aside, names = True, False, 0
        fade = _DECAY[i - right - 1] * breaks * shield
        if part == "be" and awaited:
            says_what = i if subject else 0
        elif part == "relative" and awaited and i <= right + 3:
            aside, subject = bool(gap) or aside, subject or bool(gap) or unit.key == "who"
        elif part == "verb":
            verb = unit.word.verb
            role = "far"
            if verb is None:
                awaited, says_what = False, 0
            else:
                if awaited:
                    awaited = False
                    following = units[i + 1] if i + 1 < n else None
                    participle = verb.form in ("past", "participle")
                    bare = (
                        following is not None
                        and not following.gap
                        and before != "have"
                        and (following.key == "by" or (following.key in _CHARGE and verb.kind in ("blame", "praise")))
                    )
                    if subject and participle and (passive(units, i) or (bare and verb.kind not in _NEUTRAL_VERBS)):
                        role, says_what = "passive", i if verb.kind == "link" else 0
                    elif subject:
                        role, says_what = "agent", 0
                        meets = i if verb.kind in ("receive", "merit", "decline") else 0
                        speaks = verb.kind == "speech"
                        # What follows the verb of a speaker or a judge is about somebody else.
                        shield = 0.4 if speaks else 0.5 if verb.kind in ("blame", "praise", "against", "back") else 1.0
                    elif standing.governed and before in ("preposition", "to") and i <= right + 2:
                        role = "charge" if before == "preposition" else "chain"
                elif names == 0 and ((before in ("to", "verb") and not gap) or before == "and") and subject:
                    role = "chain"
                if verb.kind not in _NEUTRAL_VERBS:
                    _add(units, found, role, i, fade, turn and role in ("agent", "chain"))
                if role == "far":
                    says_what = 0
        elif part in ("noun", "tone"):
            role = "near"
            if says_what and i <= says_what + 7:
                role = "predicate"
            elif names == 0 and ((meets and i <= meets + 4) or (subject and _under(units, i, right))):
                role = "receives"
            elif standing.governed and not gap and awaited and i <= right + 4 and units[right + 1].key in _CHARGE:
                role = "charge"
            elif (
                awaited and i <= right + 6 and units[right + 1].gap == "," and units[right + 1].part in ("determiner", "possessive")
            ):
                role = "predicate" if breaks > 0.7 else "near"
            _add(units, found, role, i, fade, turn and role == "predicate")
        elif part == "name":
            names += 1
        elif part in ("preposition", "clause"):
            says_what = says_what if unit.key in ("of", "as") else 0
            if part == "clause":
                breaks *= 0.7
                subject = subject and not awaited
        elif part == "pronoun" and awaited:
            subject = False
        if part != "adverb":
            before = part
    return speaks
