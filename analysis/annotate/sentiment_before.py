"""What stands before a target: verbs that have it as their object, nouns and adjectives aimed at it."""

from __future__ import annotations

from bisect import bisect_left

from analysis.annotate.sentiment_grammar import passive
from analysis.annotate.sentiment_layout import Layout
from analysis.annotate.sentiment_lexicon import Verb
from analysis.annotate.sentiment_roles import BREAK, CLAUSE_BREAK, FADE, NEUTRAL_VERBS, REACH, Cue, Reading

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
_HARMFUL = frozenset(("harm", "wrong", "against"))
_OBJECT_ROLES = frozenset(("patient", "patient_of", "patient_in", "victim"))
# "stands", "votes" and "fires" tell something only together with their preposition.
_BINDING = frozenset(("patient", "claim", "victim"))
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
    layout, standing = reading.layout, reading.standing
    parts, gaps, words, left = layout.parts, layout.gaps, layout.words, standing.left
    if not left:
        return
    if standing.preposition == "against":
        at = standing.governor
        turned = any(word.negates for word in words[max(0, at - 3) : at])
        reading.append(Cue("toward", "versus", 1.0, at, turned))
    describing = _describing_from(layout, left)
    compared = standing.preposition == "than"
    breaks = _SPEAKER_BREAK if speaks and gaps[left] else 1.0
    whole = True  # no break but a quotation mark so far
    prepositions = verbs = names = clauses = 0
    object_of = ""  # the role that the verb read last gave: "praised and criticised A" gives both verbs the same
    live = layout.live
    gap = gaps[left]
    if gap:
        breaks *= BREAK[gap]
        whole = gap == "“"
    for k in range(bisect_left(live, left) - 1, -1, -1):
        i = live[k]
        distance = left - 1 - i
        if distance >= REACH:
            break
        part = parts[i]
        if part == "verb":
            verb = words[i].verb
            if verb is not None and verb.kind not in NEUTRAL_VERBS:
                role = "far"
                if verbs == clauses == 0:
                    role = _object_role(reading, i, verb, prepositions, names, whole)
                elif verbs == 0 and clauses == 1 and standing.claimed and i == left - 2 and not gaps[left - 1]:
                    role = "claim"  # "complained that A …"
                elif verbs == 1 and object_of and parts[i + 1] == "and" and parts[i + 2] == "verb":
                    role = object_of
                elif verbs == 1 and clauses == names == 0 and whole and object_of != "victim":
                    role = "content"
                object_of = role if role in _OBJECT_ROLES else ""
                if role in _BINDING or not verb.via or "direct" in verb.via or layout.keys[i + 1] in verb.via:
                    reading.add(role, i, FADE[distance] * breaks)
            verbs += 1
        elif part == "noun" or part == "tone":
            role = "near"
            if i >= describing:
                # "hostile Russia" and "the hostile Russian army", but "the peaceful Egyptian revolution" is something else
                role = "own" if standing.phrase == "thing" else "premod"
            elif verbs == names == clauses == 0 and whole and prepositions == 1:
                role = _governing_role(layout, i, left)
            elif part == "noun" and standing.claimed and (i == left - 2 or (i == left - 3 and prepositions == 1)):
                role = "claim"  # "fears that A …", "criticism of how A …"
            reading.add(role, i, FADE[distance] * breaks, compared)
        elif part == "name":
            names += 1
        elif part in _PREPOSITIONS:
            prepositions += 1
        elif part == "clause" or part == "relative":
            clauses += 1
            breaks *= CLAUSE_BREAK
        gap = gaps[i]
        if gap:
            breaks *= BREAK[gap]
            whole = whole and gap == "“"


def _describing_from(layout: Layout, left: int) -> int:
    """The first unit of the run of adjectives and nouns right before a target; a verb in disguise ends it ("to convince A")."""
    parts, gaps = layout.parts, layout.gaps
    i = left
    while i and not gaps[i] and parts[i - 1] in _NOMINAL:
        i -= 1
    if i and i < left and not gaps[i] and parts[i - 1] in _BEFORE_VERB:
        return i + 1
    return i


def _object_role(reading: Reading, i: int, verb: Verb, prepositions: int, names: int, whole: bool) -> str:
    """The role of a target in the clause of the verb before it."""
    layout, standing = reading.layout, reading.standing
    near, left = standing.preposition, standing.left
    if verb.form in ("past", "participle"):
        if near == "by" and prepositions == 1 and whole and (layout.parts[i + 1] == "preposition" or passive(layout, i)):
            return "agent"
        if passive(layout, i):
            return "same"
    if not whole or names:
        return "same"
    if prepositions == 0 or (prepositions == 1 and (near in verb.via or (i == left - 2 and near in ("at", "against")))):
        if prepositions == 0 and verb.via and "direct" not in verb.via:
            return "same"
        if verb.kind in _HARMFUL and i and layout.parts[i - 1] in _PREPOSITIONS:
            return "victim"  # "accused them of attacking A", "plans to attack A"
        return "patient"
    return {"of": "patient_of", "by": "patient_of", "from": "patient_of", "in": "patient_in"}.get(near, "same")


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
