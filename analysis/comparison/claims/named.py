"""Claims of who and what: names and things that others stand for, names left out of a list, phrases put or cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.comparison.changes.word_classes import is_office, is_pronoun
from analysis.comparison.claims.meanings import names_a_thing
from analysis.comparison.claims.reading import Claim, Reading, View
from analysis.comparison.claims.turned import is_noun

_LISTED = re.compile(r"\s*,\s*|\s+")
# Share of a phrase's words that the rest of the other text may have before the phrase counts as moved.
_MOVED = 0.5


def passage_claims(reading: Reading) -> Iterator[Claim]:
    """A phrase put or cut inside a sentence that stays."""
    for block, (i, k, j, m) in enumerate(reading.matching.blocks):
        for view, is_first, own, other in ((reading.one, True, (i, k), (j, m)), (reading.two, False, (j, m), (i, k))):
            if not reading.is_phrase(block, is_first):
                continue
            free = [x for x in view.free(*own) if not _is_part(view, x)]
            content = view.side.content_of(*own)
            if not is_first and _only_attributes(view, content):
                view.told.update(content)
            elif any(is_noun(view.side, x) for x in free) and len(free) > (1 - _MOVED) * len(content):
                yield reading.tell_of("lost" if is_first else "added", is_first, own, other)


def _only_attributes(view: View, content: list[int]) -> bool:
    """Whether a phrase does no more than say who says it: "Sergei Orlov fumed"."""
    verbs = {k for verb in view.side.passage.annotation.reporting for k in view.side.words(verb.start, verb.end)}
    return not verbs.isdisjoint(content) and all(k in verbs or (is_noun(view.side, k) and not view.side.figure[k]) for k in content)


def name_claims(reading: Reading) -> Iterator[Claim]:
    """Another person, place, country, organisation or thing, or one left out of a list."""
    one, two = reading.one.side, reading.two.side
    for k, j in reading.pairs("name", "other"):
        # "Farai" in the place of "Zimbabwe" in a sentence that was told anew is no other name for it.
        alike = bool(one.country[k]) == bool(two.country[j]) or reading.is_exchange(k, True)
        named = reading.matching.how[k] == "name" and alike
        things = not one.name[k] and not two.name[j] and names_a_thing(one.passage.keys[k]) and names_a_thing(two.passage.keys[j])
        if (named or things) and not reading.is_anew(k, True):
            yield reading.tell("name", (k, k + 1), (j, j + 1))
    for view, other, is_first in reading.views():
        for k in view.free():
            place = reading.place(k) if is_first else reading.other_place(k)
            if not view.side.name[k] or _is_part(view, k) or any(is_pronoun(key) for key in other.side.passage.keys[slice(*place)]):
                continue
            if not other.side.content_of(*place):
                kind = "name" if _is_listed(view, k) else "lost" if is_first else "added"
                yield reading.tell_of(kind, is_first, (k, k + 1), place)


def _is_part(view: View, k: int) -> bool:
    """Whether a word is part of a name of which another part has a counterpart: "Sergey" of "Sergey Lavrov"."""
    side = view.side
    for step in (-1, 1):
        at = k + step
        while (
            0 <= at < len(side)
            and not side.between(min(at, at - step)).strip(" .-–")
            and (side.name[at] or is_office(side.passage.keys[at]))
        ):
            if at in view.partner:
                return True
            at += step
    return False


def _is_listed(view: View, k: int) -> bool:
    """Whether a name stands in a list of names of which another is still there."""
    side = view.side
    for step in (-1, 1):
        at = k + step
        joined = side.between(min(at, at - step)) if 0 <= at < len(side) else "."
        if 0 <= at < len(side) and side.passage.keys[at] in ("and", "or", "&"):
            at += step
        elif "," not in joined:
            continue
        if 0 <= at < len(side) and side.name[at] and at in view.partner:
            return True
    return False
