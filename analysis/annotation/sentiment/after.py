"""What stands after a target: what it does, what is done to it, what it is."""

from __future__ import annotations

from bisect import bisect_right

from analysis.annotation.sentiment.grammar import HELD, denied, passive
from analysis.annotation.sentiment.lexicon import Verb
from analysis.annotation.sentiment.roles import BREAK, CHARGE, CLAUSE_BREAK, FADE, NEUTRAL_VERBS, REACH, Cue, Reading

_PREDICATE = frozenset(("verb", "be", "have", "modal", "do", "adverb"))
_OBLIGING = frozenset(("must", "should"))  # "A must withdraw": who is told what to do has not done it
_MEETING = frozenset(("receive", "merit", "decline"))
# What follows the verb of a speaker or a judge is about somebody else.
_SHIELD = {"speech": 0.4, "blame": 0.5, "praise": 0.5, "against": 0.5, "back": 0.5}


def read_after(reading: Reading) -> bool:
    """
    Note what the words after a target say of it.

    Parameters
    ----------
    reading : Reading
        Where the cues are added.

    Returns
    -------
    bool
        Whether the target speaks: "A said …".
    """
    return _After(reading).read()


class _After:
    """One pass over the units after a target, with what is known so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.layout, self.standing = reading, reading.layout, reading.standing
        self.subject = self.standing.subject  # it can be the subject of the next verb
        self.awaited = True  # the verb of the target has not come yet
        self.aside = False  # inside ", which … ,": the verb of the target comes after it
        self.says_what = -99  # the unit of "is": what follows says what the target is
        self.acts = -99  # the unit of its own verb
        self.meets = -99  # the unit of "faces": what follows befalls the target
        self.breaks = self.shield = 1.0
        self.names = 0
        self.speaks = False
        governing = self.layout.words[self.standing.governor].verb if self.standing.governed else None
        self.is_called = governing is not None and governing.kind == "link"
        self.denied = denied(self.layout, self.standing)

    def read(self) -> bool:
        reading, layout, standing = self.reading, self.layout, self.standing
        parts, gaps, right, live = layout.parts, layout.gaps, standing.right, layout.live
        for i in range(standing.last + 1, right + 1):
            if parts[i] == "noun" or parts[i] == "tone":
                # "called A's offer laughable" against "called A's laughable offer"
                reading.add("called" if self.is_called and i == right and parts[i] == "tone" else "own", i)
        if self.subject and right + 1 < len(parts) and layout.keys[right + 1] in _OBLIGING and not gaps[right + 1]:
            reading.append(Cue("patient", "demand", 1.0, right + 1, False))
        for k in range(bisect_right(live, right), len(live)):
            i = live[k]
            distance = i - right - 1
            if distance >= REACH:
                break
            part, gap = parts[i], gaps[i]
            if gap:
                self.cross(i, gap)
            if part == "verb":
                self.verb(i, layout.words[i].verb, FADE[distance] * self.breaks)
            elif part == "noun" or part == "tone":
                role = self.nominal_role(i)
                reading.add(role, i, FADE[distance] * self.breaks * self.shield, self.denied and role in ("predicate", "called"))
            elif part == "name":
                self.names += 1
            elif part == "preposition" or part == "clause":
                if layout.keys[i] not in ("of", "as"):
                    self.says_what = -99
                if part == "clause":
                    self.breaks *= CLAUSE_BREAK
                    self.subject = self.subject and not self.awaited
            elif self.awaited:
                if part == "be":
                    self.says_what = i if self.subject else -99
                elif part == "relative" and distance < 3:
                    self.aside = self.aside or bool(gap)
                    self.subject = self.subject or bool(gap) or layout.keys[i] == "who"
                elif part == "pronoun":
                    self.subject = False
        return self.speaks

    def cross(self, i: int, gap: str) -> None:
        """Pass a break."""
        self.breaks *= BREAK[gap]
        if gap == "“":
            return
        self.says_what = self.meets = -99
        if self.aside and self.layout.parts[i] in _PREDICATE:
            self.awaited, self.aside, self.names = True, False, 0
        elif i == self.standing.right + 1 and gap == "," and self.layout.parts[i] == "preposition":
            self.aside = True  # "A, unlike B, deserves praise"

    def part_before(self, i: int) -> str:
        """The part of the unit before, adverbs left out."""
        parts = self.layout.parts
        i -= 1
        while i > self.standing.right and parts[i] == "adverb":
            i -= 1
        return parts[i] if i > self.standing.right else ""

    def verb(self, i: int, verb: Verb | None, fade: float) -> None:
        """Read a verb; an unknown one only uses up the target's place."""
        if verb is None:
            self.awaited, self.says_what = False, -99
            self.acts = i if self.subject else -99
            return
        fade *= self.shield
        role, before = "far", self.part_before(i)
        if self.awaited:
            self.awaited = False
            if self.subject:
                role = "passive" if self.is_passive(i, verb, before) or self.is_to_blame(i) else "agent"
                self.is_called = role == "passive" and verb.kind == "link"
                self.says_what = i if self.is_called or verb.kind == "copula" else -99
                if role == "agent":
                    self.acts = i
                    self.meets = i if verb.kind in _MEETING else -99
                    self.speaks = verb.kind == "speech"
                    self.shield = _SHIELD.get(verb.kind, 1.0)
            elif self.standing.governed and before in ("preposition", "to") and i <= self.standing.right + 2:
                role = "charge" if before == "preposition" else "chain"
        elif self.subject and self.is_joined_passive(i, before):
            role = "passive"
        elif self.names == 0 and self.subject and self.goes_on(i, before):
            role = "chain"
        if role == "far":
            self.says_what = -99
        if verb.kind not in NEUTRAL_VERBS:
            self.reading.add(role, i, fade, self.denied and role in ("agent", "chain"))

    def goes_on(self, i: int, before: str) -> bool:
        """Whether a further verb has the same subject: "plans to attack", "lied and cheated"."""
        return before == "and" or (before in ("to", "verb") and not self.layout.gaps[i])

    def is_joined_passive(self, i: int, before: str) -> bool:
        """Whether a further verb is done to the same target: "froze two accounts and was praised"."""
        if before != "be" or not passive(self.layout, i):
            return False
        parts, j = self.layout.parts, i - 1
        while j > self.standing.right and parts[j] in ("be", "have", "adverb"):
            j -= 1
        return parts[j] == "and"

    def is_to_blame(self, i: int) -> bool:
        """Whether the verb is the one of "A is to blame", which blames its subject."""
        return self.layout.keys[i] == "blame" and self.layout.keys[i - 1] == "to" and self.layout.parts[i - 2] == "be"

    def is_passive(self, i: int, verb: Verb, before: str) -> bool:
        """Whether the verb is done to the target: "was accused", "accused of", "accused by"."""
        if verb.form not in ("past", "participle"):
            return False
        if passive(self.layout, i):
            return True
        if verb.kind in NEUTRAL_VERBS or before == "have" or i + 1 == len(self.layout.parts) or self.layout.gaps[i + 1]:
            return False
        following = self.layout.keys[i + 1]
        return following == "by" or (following in CHARGE and following != "as" and verb.kind in ("blame", "praise"))

    def nominal_role(self, i: int) -> str:
        """The role that a noun or an adjective gives the target."""
        layout, standing = self.layout, self.standing
        beside = standing.right + 1
        if layout.keys[i] in HELD and (i == beside or layout.keys[i - 1] == "held"):
            return "aimed" if i == beside else "called"  # "held A responsible"; "A must be held responsible"
        if i <= self.says_what + 7 or (i <= self.acts + 2 and layout.keys[i].endswith("ly")):
            return "called" if self.is_called else "predicate"  # "A was called brave"; "A is brave", "A behaved bravely"
        if self.names == 0 and (i <= self.meets + 4 or (self.subject and self.is_under(i))):
            return "receives"
        if self.awaited and i <= standing.right + 6:
            if self.is_called and (layout.parts[beside] == "determiner" or layout.keys[beside] == "as"):
                return "called"  # "called A a friend", "sees A as a danger"
            if standing.governed and not layout.gaps[i] and i <= standing.right + 4 and layout.keys[beside] in CHARGE:
                return "charge"
            if layout.gaps[beside] == "," and layout.parts[beside] in ("determiner", "possessive") and self.breaks > 0.7:
                return "predicate"  # "A, an ally of B, …"
        return "near"

    def is_under(self, i: int) -> bool:
        """Whether the noun follows "under": "came under fresh criticism"."""
        layout = self.layout
        while i - 1 > self.standing.right and not layout.gaps[i] and layout.parts[i - 1] in ("", "tone", "determiner"):
            i -= 1
        return i - 1 > self.standing.right and layout.keys[i - 1] == "under"
