"""What the words around a target say of it: for each telling word its class, and the part that the target plays for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.annotation.sentiment.layout import Layout
from analysis.annotation.text import function_words as fw

REACH = 16  # units on either side; a longer sentence is read through this window
_NEAR = (2, 5, 10)  # units: beside, near, farther
_MOST_JOINED = 8
_NOMINAL = frozenset(("", "noun", "tone"))
_TELLING = frozenset(("verb", "noun", "tone"))
_CLAUSAL = frozenset(("clause", "relative"))
_PREPOSITIONS = frozenset(("preposition", "to"))
_MODIFIERS = frozenset(("determiner", "tone", ""))
_BREAKS = frozenset((",", ";"))
_PREDICATE = frozenset(("verb", "be", "auxiliary", "adverb"))
_HEADS_OF = frozenset(("of", "in", "from"))
_ONE_OF_MANY = frozenset(("a", "an", "one", "two", "three", "four", "five"))
_CHARGE = frozenset(("of", "for", "as", "over", "with"))  # "accused A of …", "thanked A for …"
_KIN = {key: key for key in ("of", "to", "with", "from", "by", "than")} | {"between": "with"}
_KIN |= dict.fromkeys(("on", "against", "at", "toward", "towards", "over", "about", "upon", "for", "regarding"), "toward")
_KIN |= dict.fromkeys(("in", "into", "near", "across", "inside", "within", "around", "throughout", "off", "outside"), "in")
# Classes that say much the same of a target share their weights.
GROUPS = {
    **{kind: kind for kind in ("blame", "against", "harm", "wrong", "foe", "praise", "back")},
    "decline": "trouble",
    "upset": "trouble",
    "friend": "back",
    "merit": "good",
    "delight": "good",
}
SIDES = dict.fromkeys(("blame", "against", "harm", "wrong", "foe", "trouble", "dark"), "-")
SIDES |= dict.fromkeys(("praise", "back", "good", "bright"), "+")
JUDGING = frozenset(("blame", "praise", "against", "back", "speech"))  # who does this judges others, and is not judged
_JUDGES = frozenset(("agent", "chain", "verb by", "noun from", "noun by"))
TONES = frozenset(("dark", "bright"))


class Target(NamedTuple):
    """
    How a target stands in its sentence.

    Attributes
    ----------
    at, last : int
        Its unit, and the last name that it is joined with: "A, B and C" stand alike.
    left, right : int
        First and last unit of the noun phrase around them ("the government of A", "A's exports").
    governor : int
        The unit before the noun phrase with its adjectives and articles; -1 at an opening.
    place : str
        What comes before: "opening", "apart" (a break), "clause", "verb", a preposition's kin, or "inside".
    phrase : str
        What the noun phrase names: "bare" (the name), "people" ("A's" citizens by their name), "institution", "person", "one"
        (of many), "possession" ("A's exports") or "thing".
    """

    at: int
    last: int
    left: int
    right: int
    governor: int
    place: str
    phrase: str


class Telling(NamedTuple):
    """A word that bears on a target: its unit, how much it says, and its features."""

    unit: int
    group: str
    role: str
    negated: bool
    features: list[tuple[str, float]]


def target_of(layout: Layout, at: int, demonym: bool) -> Target:
    """Find a target's noun phrase and what governs it."""
    keys, parts, gaps, words = layout.keys, layout.parts, layout.gaps, layout.words
    left, last, n = at, at, len(parts)
    while left and at - left < _MOST_JOINED:
        if parts[left - 1] == "name" and gaps[left] == ",":
            left -= 1
        elif left > 1 and keys[left - 1] == "and" and parts[left - 2] == "name" and _joins(layout, left - 1):
            left -= 2
        else:
            break
    while last + 1 < n and last - at < _MOST_JOINED:
        if parts[last + 1] == "name" and gaps[last + 1] == ",":
            last += 1
        elif last + 2 < n and keys[last + 1] == "and" and parts[last + 2] == "name" and _joins(layout, last + 1):
            last += 2
        else:
            break
    right, stop = last, min(n, last + 6)
    while right + 1 < stop and not gaps[right + 1] and parts[right + 1] in _NOMINAL:
        right += 1
    if left > 1 and keys[left - 1] in _HEADS_OF and words[left - 2].head and not gaps[left] and not gaps[left - 1]:
        left -= 2
    outer = left
    while outer and not gaps[outer] and parts[outer - 1] in _MODIFIERS and left - outer < 4:
        outer -= 1
    return Target(at, last, left, right, outer - 1, _place(layout, outer), _phrase(layout, at, last, right, demonym))


def _joins(layout: Layout, i: int) -> bool:
    """Whether "and" joins names: "A and B", "A, B, and C"; "… A, and B sent a ship" begins a clause."""
    if layout.gaps[i + 1]:
        return False
    return not layout.gaps[i] or (i > 2 and layout.gaps[i - 1] == "," and layout.parts[i - 2] == "name")


def _place(layout: Layout, outer: int) -> str:
    if not outer:
        return "opening"
    if layout.gaps[outer]:
        return "apart"
    before = layout.parts[outer - 1]
    if before in _PREPOSITIONS:
        return _KIN.get(layout.keys[outer - 1], "preposition")
    return "verb" if before == "verb" else "clause" if before in _CLAUSAL else "inside"


def _phrase(layout: Layout, at: int, last: int, right: int, demonym: bool) -> str:
    if any(word.head for word in layout.words[last + 1 : right + 1]):
        return "institution"
    if right == last:
        if at and layout.keys[at - 1] in _ONE_OF_MANY and not layout.gaps[at]:
            return "one"
        return "people" if demonym else "bare"
    if layout.capital[last + 1] or layout.capital[right]:
        return "person"
    return "possession" if layout.keys[last].endswith("'s") else "thing"


def roles(layout: Layout, target: Target) -> Iterator[tuple[int, str]]:
    """Each telling unit in reach of a target, with the part that the target plays for it."""
    for i in range(target.last + 1, target.right + 1):
        yield i, "own"
    yield from _after(layout, target)
    yield from _before(layout, target)


def _is_subject(layout: Layout, target: Target) -> bool:
    """Whether a target can be the subject of what follows it."""
    if target.place in _KIN.values() or target.place == "preposition":
        return False
    following = target.right + 1
    if target.place != "verb":
        return True
    return following < len(layout.parts) and not layout.gaps[following] and layout.parts[following] in ("auxiliary", "be")


def _after(layout: Layout, target: Target) -> Iterator[tuple[int, str]]:
    keys, parts, gaps = layout.keys, layout.parts, layout.gaps
    right = target.right
    subject = _is_subject(layout, target)
    governed = target.place == "verb" and not subject
    awaited, aside, says_what, acts, clause = True, False, False, False, False
    names = breaks = verbs = 0
    preposition, speaks = "", False
    for i in range(right + 1, min(len(parts), right + 1 + REACH)):
        part, gap = parts[i], gaps[i]
        if gap in _BREAKS:
            breaks += 1
            if i == right + 1 and gap == "," and part not in _PREDICATE:
                aside = True  # "A, an ally of B, …"
            elif aside and part in _PREDICATE:
                aside, breaks, names = False, 0, 0
            elif verbs:
                acts = says_what = False
        if part == "name":
            names += 1
            preposition = ""
        elif part in _CLAUSAL:
            clause = True
            says_what = acts = False
        elif part in _PREPOSITIONS:
            preposition = keys[i]
        elif part == "be":
            says_what = says_what or (awaited and not aside and subject)
        elif part == "verb":
            plain = not (names or breaks or clause)
            if awaited and not aside and subject and not names and (not clause or i <= right + 3):
                role = "passive" if layout.passive[i] or _is_reduced(layout, i) else "agent"
                awaited, acts, says_what = False, role == "agent", False
                speaks = role == "agent" and group_of(layout, i)[0] in JUDGING
            elif governed and i <= right + 3 and preposition in _CHARGE:
                role = "charge"
            elif verbs == 1 and not awaited and plain and parts[i - 1] in ("and", "to", "verb"):
                role = "chain"
            else:
                role = "said" if speaks else "after" if plain and not verbs else "far after"
            verbs += 1
            yield i, role
        elif part in ("noun", "tone", ""):
            plain = not (names or breaks)
            if says_what and plain:
                role = "predicate"
            elif governed and not verbs and plain and i <= right + 5 and preposition in _CHARGE:
                role = "charge"
            elif speaks:
                role = "said"
            elif acts and plain and verbs == 1:
                role = "deed"
            elif aside and not verbs and not names:
                role = "apposition"
            else:
                role = "after" if plain and verbs < 2 else "far after"
            yield i, role


def _is_reduced(layout: Layout, i: int) -> bool:
    """Whether a participle without an auxiliary is done to what stands before it: "A, accused of theft, …"."""
    if not fw.can_be(layout.keys[i]) & fw.PARTICIPLE or i + 1 == len(layout.keys) or layout.gaps[i + 1]:
        return False
    return layout.keys[i + 1] in ("by", "of") and layout.parts[i - 1] not in ("auxiliary", "pronoun")


def _before(layout: Layout, target: Target) -> Iterator[tuple[int, str]]:
    keys, parts, gaps = layout.keys, layout.parts, layout.gaps
    breaks = int(gaps[target.left] in _BREAKS)
    names = verbs = prepositions = 0
    clause, preposition = False, ""
    for i in range(target.left - 1, max(-1, target.left - 1 - REACH), -1):
        part = parts[i]
        free = not (names or breaks or clause or verbs)
        if part == "name":
            names += 1
        elif part in _CLAUSAL:
            clause = True
        elif part in _PREPOSITIONS:
            prepositions += 1
            if prepositions == 1 and not verbs:
                preposition = _KIN.get(keys[i], "preposition")
        elif part == "verb":
            if free:
                role = f"verb {preposition}" if prepositions == 1 else "before" if prepositions or layout.passive[i] else "patient"
            elif clause and not (names or breaks or verbs) and i >= target.governor - 1:
                role = "claim"
            elif verbs == 1 and not (names or breaks or clause):
                role = "content"
            else:
                role = "far before"
            verbs += 1
            yield i, role
        elif part in ("noun", "tone", ""):
            if i > target.governor:
                role = "describes"
            elif free and prepositions == 1:
                role = f"noun {preposition}"
            elif clause and not (names or breaks or verbs) and i >= target.governor - 1:
                role = "claim"
            else:
                role = "before" if not (names or breaks) and verbs < 2 else "far before"
            yield i, role
        if gaps[i] in _BREAKS:
            breaks += 1


def group_of(layout: Layout, i: int) -> tuple[str, float]:
    """The group of classes that a unit belongs to, and its strength; ("", 0) for a word without a class."""
    part, word = layout.parts[i], layout.words[i]
    if part == "verb" and word.verb is not None:
        return GROUPS.get(word.verb.kind, word.verb.kind), word.verb.strength
    if part == "noun" and word.noun is not None:
        return GROUPS.get(word.noun.kind, word.noun.kind), word.noun.strength
    if part == "tone":
        return ("bright" if word.tone > 0 else "dark"), abs(word.tone)
    return "", 0.0


def read(layout: Layout, at: int, demonym: bool = False, quoted: bool = False) -> tuple[list[str], list[Telling]]:
    """
    Read what bears on a target.

    Parameters
    ----------
    layout : Layout
    at : int
        The target's unit.
    demonym : bool
        The target is a people or an adjective.
    quoted : bool
        The target stands inside a quotation.

    Returns
    -------
    list of str
        Features of the target's place, which every word shares.
    list of Telling
        The words, each with features and their values.
    """
    target = target_of(layout, at, demonym)
    place, phrase, voice = target.place, target.phrase, "quoted" if quoted else "told"
    names = layout.parts.count("name") - 1
    standing = [f"place {place}", f"phrase {phrase}", f"phrase {phrase} {place}", f"voice {voice}", f"others {min(names, 2)}"]
    found: list[Telling] = []
    first = {"L": (REACH, -1), "R": (REACH, -1)}
    speaks = False
    for i, role in roles(layout, target):
        distance = target.left - i if i < target.left else max(i - target.right, 0)
        side, word = "L" if i < at else "R", layout.words[i]
        near = sum(distance > d for d in _NEAR)
        negated = layout.negated(i) if (layout.parts[i] in _TELLING or word.lean) else False
        features = _learned(word.side, -word.lean if negated else word.lean, "own" if role == "own" else f"{side}{near}")
        group, strength = group_of(layout, i)
        if group:
            speaks = speaks or group == "speech"
            features += _classed(group, strength, role, negated, f"{side}{near}", phrase, place, voice)
            if distance < first[side][0]:
                first[side] = distance, len(found)
        if features:
            found.append(Telling(i, group, role, negated, features))
    for side, (_, k) in first.items():
        if k >= 0:
            sign = "~" if found[k].negated else ""
            found[k].features.append((f"first {found[k].group}{sign} {side}", 1.0))
    if speaks:
        standing.append("speech")
    return standing, found


def _learned(side: float, lean: float, where: str) -> list[tuple[str, float]]:
    features = []
    if side > 0:
        features += [(f"side {where}", side), ("side", side)]
    if lean:
        name = "bright" if lean > 0 else "dark"
        features += [(f"lean {name} {where}", abs(lean)), (f"lean {name}", abs(lean))]
    return features


def _classed(
    group: str, strength: float, role: str, negated: bool, where: str, phrase: str, place: str, voice: str
) -> list[tuple[str, float]]:
    sign = "~" if negated else ""
    side = ("t" if group in TONES else "") + SIDES.get(group, "0") + sign
    if role == "said":
        side = f"said {side}"
    elif role in _JUDGES and group in JUDGING:
        group, side = f"{group}s", f"judges{sign}"
    group += sign
    names = (
        f"{group} {role}",
        f"{group}",
        f"{group} of {phrase}",
        f"{group} {where}",
        f"{side} of {phrase} {where[0]}",
        f"{side} {place}",
        f"{side} {voice} {where[0]}",
        f"{side} of {phrase}, {role}",
    )
    return [(name, strength) for name in names]
