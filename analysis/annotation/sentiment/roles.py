"""Who does what to whom: the role that a target plays for each telling word of its sentence."""

from __future__ import annotations

from math import exp
from typing import NamedTuple

from analysis.annotation.sentiment.grammar import Standing, flipped
from analysis.annotation.sentiment.layout import Layout

REACH = 24  # units on either side; a longer sentence is read through this window
FADE = tuple(exp(-d / 6) for d in range(REACH + 1))
BREAK = {"": 1.0, ",": 0.75, "“": 0.85, ";": 0.45}
CLAUSE_BREAK = 0.7
# These verbs have no tone of their own: they say, call, tell what the subject is, receive, undo, tell that something fades.
NEUTRAL_VERBS = frozenset(("speech", "link", "copula", "receive", "reverse", "fade", "other"))
CHARGE = frozenset(("of", "for", "by", "over", "as", "with"))  # "accused A of …", "thanked A for …"
_TONE_UNIT = 2.0  # a valence of this size has strength 1
_AIMING = frozenset(("for", "of", "in", "on", "with", "to"))
_REFERRING = frozenset(("it", "its", "them", "their"))  # may well be the target
_ELSEWHERE = 0.3
_FADING = frozenset(("near", "same", "far"))  # roles whose weight fades with distance


class Cue(NamedTuple):
    """
    One telling word and what the target is to it.

    ``role`` and ``kind`` choose the weight; ``amount`` carries strength, distance and breaks;
    ``turned`` says that a negation or an undoing word turns it.
    """

    role: str
    kind: str
    amount: float
    unit: int
    turned: bool


class Reading(list[Cue]):
    """The cues found around one target."""

    def __init__(self, layout: Layout, standing: Standing) -> None:
        super().__init__()
        self.layout, self.standing = layout, standing

    def add(self, role: str, i: int, fade: float = 1.0, turn: bool = False) -> None:
        """Note the verb, noun or tone at a unit; "aimed" is the role of an adjective: "critical of A"."""
        part, word = self.layout.parts[i], self.layout.words[i]
        if part == "verb":
            kind, strength = word.verb.kind, word.verb.strength
        elif part == "noun":
            kind, strength = word.noun
            if kind == "reverse":
                return
        else:
            strength = abs(word.tone) / _TONE_UNIT
            if role == "aimed":
                role, kind = "toward", "praise" if word.tone > 0 else "blame"
            else:
                kind = "good" if word.tone > 0 else "bad"
        if role in _FADING:
            strength *= fade
            if part == "noun" and kind in ("praise", "back") and self.aimed_elsewhere(i):
                strength *= _ELSEWHERE
        self.append(Cue(role, kind, strength, i, flipped(self.layout, i) != turn))

    def turn(self, first: int, stop: int) -> None:
        """Turn the cues of the units ``first:stop``: what they speak for, the sentence speaks against."""
        self[:] = [cue._replace(turned=not cue.turned) if first <= cue.unit < stop else cue for cue in self]

    def aimed_elsewhere(self, i: int) -> bool:
        """Whether a noun has an object of its own that is not the target: "support for the South", "confidence in the pound"."""
        keys = self.layout.keys
        return i + 2 < len(keys) and keys[i + 1] in _AIMING and keys[i + 2] not in _REFERRING
