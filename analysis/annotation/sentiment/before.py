"""What stands before a target: verbs that have it as their object, nouns and adjectives aimed at it."""

from __future__ import annotations

from bisect import bisect_left

from analysis.annotation.sentiment.grammar import passive
from analysis.annotation.sentiment.layout import Layout
from analysis.annotation.sentiment.lexicon import Verb
from analysis.annotation.sentiment.roles import BREAK, CLAUSE_BREAK, FADE, NEUTRAL_VERBS, REACH, Cue, Reading

# "sanctions on X" and "criticism of X" befall X, "threats from X" come from it, "war in X" happens there.
_PREPOSITION_ROLE = (
    dict.fromkeys(("on", "against", "at", "toward", "towards", "for", "over", "about", "upon", "regarding"), "toward")
    | {"of": "of", "to": "to", "with": "with", "between": "with", "from": "source", "by": "source"}
    | dict.fromkeys(("in", "near", "across", "into", "throughout", "inside", "off", "outside", "around", "within"), "place")
)
_AFTER_ADJECTIVE = frozenset(("with", "to", "toward", "towards", "for", "on", "against", "at", "about"))
_PREPOSITIONS = frozenset(("preposition", "to"))
_BEFORE_VERB = frozenset(("to", "modal", "do", "relative", "pronoun"))
_NOMINAL = frozenset(("", "head", "noun", "tone"))
_AIMABLE = frozenset(("blame", "against", "harm", "wrong", "foe"))  # what somebody does to the target: "the attack on A"
_JUDGING = frozenset(("blame", "praise", "back"))
_THROUGH_NOUN = frozenset(("same", "patient_of"))
_HARMFUL = frozenset(("harm", "wrong", "against"))
_OBJECT_ROLES = frozenset(("patient", "patient_of", "patient_in", "victim"))
# "stands", "votes" and "fires" tell something only together with their preposition.
_BINDING = frozenset(("patient", "claim", "victim"))
# "condemned the silence of A", "protested against a rule from A"
_THROUGH = {"of": "patient_of", "by": "patient_of", "from": "patient_of", "in": "patient_in"}
_SPEAKER_BREAK = 0.4


def read_before(reading: Reading, speaks: bool) -> None:
    """
    Note what the words before a target say of it.

    Parameters
    ----------
    reading : Reading
        Where the cues are added.
    speaks : bool
        The target speaks: what stands before it, set off, is its view of others ("It was a crime, A said").
    """
    if reading.standing.left:
        _Before(reading, speaks).read()


class _Before:
    """One pass over the units before a target, from the nearest to the farthest, with what has been passed so far."""

    def __init__(self, reading: Reading, speaks: bool) -> None:
        self.reading, self.layout, self.standing = reading, reading.layout, reading.standing
        left, gaps = self.standing.left, self.layout.gaps
        self.describing = _describing_from(self.layout, left)
        self.breaks = _SPEAKER_BREAK if speaks and gaps[left] else 1.0
        self.whole = True  # no break but a quotation mark so far
        self.prepositions = self.verbs = self.names = self.clauses = 0
        self.object_of = ""  # the role that the verb read last gave: "praised and criticised A" gives both verbs the same

    def read(self) -> None:
        layout, standing = self.layout, self.standing
        parts, left, live = layout.parts, standing.left, layout.live
        if standing.preposition == "against":
            at = standing.governor
            turned = any(word.negates for word in layout.words[max(0, at - 3) : at])
            self.reading.append(Cue("toward", "versus", 1.0, at, turned))
        self.cross(layout.gaps[left])
        for k in range(bisect_left(live, left) - 1, -1, -1):
            i = live[k]
            distance = left - 1 - i
            if distance >= REACH:
                break
            part = parts[i]
            if part == "verb":
                self.verb(i, layout.words[i].verb, FADE[distance] * self.breaks)
            elif part == "noun" or part == "tone":
                self.reading.add(self.nominal_role(i), i, FADE[distance] * self.breaks, standing.preposition == "than")
            elif part == "name":
                self.names += 1
            elif part in _PREPOSITIONS:
                self.prepositions += 1
            elif part == "clause" or part == "relative":
                self.clauses += 1
                self.breaks *= CLAUSE_BREAK
            self.cross(layout.gaps[i])

    def cross(self, gap: str) -> None:
        """Pass a break, if there is one."""
        if gap:
            self.breaks *= BREAK[gap]
            self.whole = self.whole and gap == "“"

    def verb(self, i: int, verb: Verb | None, fade: float) -> None:
        """Read a verb; an unknown one only separates the target from what stands before it."""
        if verb is not None and verb.kind not in NEUTRAL_VERBS:
            role = self.verb_role(i, verb)
            if role in _THROUGH_NOUN and verb.kind in _JUDGING and self.judges_what_is_aimed():
                if verb.kind == "blame":
                    self.reading.turn(self.reading[-1].unit, self.standing.left)
                self.verbs += 1
                return
            self.object_of = role if role in _OBJECT_ROLES else ""
            if role in _BINDING or not verb.via or "direct" in verb.via or self.layout.keys[i + 1] in verb.via:
                self.reading.add(role, i, fade)
        self.verbs += 1

    def judges_what_is_aimed(self) -> bool:
        """Whether a verb's object is what is aimed at the target, not the target: "condemned (welcomed) the attack on A"."""
        if self.verbs or self.clauses or not self.whole or self.prepositions != 1 or not self.reading:
            return False
        cue = self.reading[-1]
        aimed = (cue.role == "toward" and cue.kind in _AIMABLE) or (cue.role == "of" and cue.kind == "blame")
        return aimed and cue.unit >= self.standing.governor - 2

    def verb_role(self, i: int, verb: Verb) -> str:
        """The role that a verb gives the target."""
        parts = self.layout.parts
        if self.verbs == self.clauses == 0:
            return self.object_role(i, verb)
        if self.verbs == 0 and self.clauses == 1 and self.is_claimed_by(i):
            return "claim"  # "complained that A …"
        if self.verbs == 1 and self.object_of and parts[i + 1] == "and" and parts[i + 2] == "verb":
            return self.object_of
        if self.verbs == 1 and self.clauses == self.names == 0 and self.whole and self.object_of != "victim":
            return "content"
        return "far"

    def is_claimed_by(self, i: int) -> bool:
        """Whether the word is followed by a conjunction and the target: "complained that A …"."""
        left = self.standing.left
        return self.standing.claimed and i == left - 2 and not self.layout.gaps[left - 1]

    def object_role(self, i: int, verb: Verb) -> str:
        """The role of the target in the clause of a verb before it."""
        layout, left, near = self.layout, self.standing.left, self.standing.preposition
        if verb.form in ("past", "participle"):
            is_passive = passive(layout, i)
            is_done_by = is_passive or layout.parts[i + 1] == "preposition"
            if near == "by" and near not in verb.via and self.prepositions == 1 and self.whole and is_done_by:
                return "agent"
            if is_passive:
                return "same"
        if not self.whole or self.names:
            return "same"
        opposed = i == left - 2 and near in ("at", "against") and verb.kind != "back"  # "fired at A", but "defended against A"
        if self.prepositions == 0 or (self.prepositions == 1 and (near in verb.via or opposed)):
            if self.prepositions == 0 and verb.via and "direct" not in verb.via:
                return "same"
            if verb.kind in _HARMFUL and i and layout.parts[i - 1] in _PREPOSITIONS:
                return "victim"  # "accused them of attacking A", "plans to attack A"
            return "patient"
        return _THROUGH.get(near, "same")

    def nominal_role(self, i: int) -> str:
        """The role that a noun or an adjective gives the target."""
        standing, left = self.standing, self.standing.left
        if i >= self.describing:
            # "hostile Russia" and "the hostile Russian army", but "the peaceful Egyptian revolution" is something else
            return "own" if standing.phrase == "thing" else "premod"
        if self.verbs == self.names == self.clauses == 0 and self.whole and self.prepositions == 1:
            return _governing_role(self.layout, i, left)
        if self.layout.parts[i] == "noun" and standing.claimed and (i == left - 2 or (i == left - 3 and self.prepositions == 1)):
            return "claim"  # "fears that A …", "criticism of how A …"
        return "near"


def _describing_from(layout: Layout, left: int) -> int:
    """The first unit of the run of adjectives and nouns right before a target; a verb in disguise ends it ("to convince A")."""
    parts, gaps = layout.parts, layout.gaps
    i = left
    while i and not gaps[i] and parts[i - 1] in _NOMINAL:
        i -= 1
    if i and i < left and not gaps[i] and parts[i - 1] in _BEFORE_VERB:
        return i + 1
    return i


def _governing_role(layout: Layout, i: int, left: int) -> str:
    """The role that a noun or an adjective gives through the preposition after it: "sanctions on A", "closer ties with A"."""
    parts = layout.parts
    adjective = parts[i] == "tone"
    j = i + 1
    while adjective and j < min(left - 1, i + 3) and parts[j] in ("", "noun", "head"):
        j += 1
    if parts[j] not in _PREPOSITIONS:
        return "near"
    key = layout.keys[j]
    if adjective:
        if j == i + 1:
            return "aimed" if key in layout.words[i].via else "near"
        if key not in _AFTER_ADJECTIVE:
            return "near"
    kind = layout.words[i].noun.kind if not adjective else ""
    if key == "in" and kind in ("praise", "blame"):
        return "toward"  # "confidence in A"
    if key in ("for", "to") and kind in ("merit", "decline"):
        return "own"  # "a victory for A", "a blow to A"
    return _PREPOSITION_ROLE.get(key, "near")
