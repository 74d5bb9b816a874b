"""Claims of who says so and how sure it is: attributions, agents, hedges, quotations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from analysis.annotation.hedges.hedges import Hedge
from analysis.comparison.changes.word_classes import spelled_out
from analysis.comparison.claims.matching import Side
from analysis.comparison.claims.meanings import meaning
from analysis.comparison.claims.polarity import BORDER
from analysis.comparison.claims.reading import Claim, Reading, View, claim_words
from analysis.comparison.claims.turned import is_noun, is_passive

_HEDGES = frozenset(("modal", "adverb", "evidential", "adjective_noun"))
_MODALS = frozenset(("may", "might", "could", "can"))
# Content words of a phrase that names a source.
_SOURCE = 8


def attribution_claims(reading: Reading) -> Iterator[Claim]:
    """Who says it was taken away from what stays."""
    mine = [k for k in _sources(reading.one) if reading.one.side.lemma[k] in claim_words()["saying"]]
    yours = _sources(reading.two)
    one, two = reading.one, reading.two
    for k in mine[len(yours) :]:
        if k not in one.block:
            continue
        i, stop, j, m = reading.matching.blocks[one.block[k]]
        content = one.side.content_of(i, stop)
        verbs = [x for x in content if meaning(one.side.passage.keys[x]).kind == "v" and x > k]
        has_source = any(is_noun(one.side, x) and x not in one.partner for x in content)
        only_source = has_source and len(content) <= _SOURCE and not verbs and not two.side.content_of(j, m)
        if only_source and _stays(one, i, stop) and not _attributes(two.side, j):
            yield reading.tell("attribution", (i, stop), (j, m))


def _sources(view: View) -> list[int]:
    """Words that attribute and have no counterpart."""
    side = view.side
    found = [k for verb in side.passage.annotation.reporting for k in side.words(verb.start, verb.end)[:1]]
    found += [k for k, words in enumerate(pairwise(side.passage.keys)) if words == ("according", "to")]
    # "urged Spain to explain why" reports nobody's explanation.
    return sorted(k for k in set(found) if k not in view.partner and not (k and side.passage.keys[k - 1] == "to"))


def _attributes(side: Side, at: int) -> bool:
    """Whether the sentence of a place in a passage says of something who says it."""
    if not len(side):
        return False
    sentence = side.passage.sentence[min(at, len(side) - 1)]
    words = [k for verb in side.passage.annotation.reporting for k in side.words(verb.start, verb.end)]
    words += [k for k, key in enumerate(side.passage.keys) if key == "according"]
    return any(side.passage.sentence[k] == sentence for k in words)


def _stays(view: View, first: int, stop: int) -> bool:
    """Whether the words before or after a stretch, in its sentence, have counterparts."""
    sentence = view.side.passage.sentence
    near = [k for k in (first - 1, stop) if 0 <= k < len(view.side) and sentence[k] == sentence[first]]
    return any(k in view.partner for k in near)


def agent_claims(reading: Reading) -> Iterator[Claim]:
    """Who did it was taken out of a passive."""
    one, two = reading.one, reading.two
    for i, k, j, m in reading.matching.blocks:
        by = 0 < i < k and one.side.passage.keys[i] == "by" and is_passive(one.side, i - 1) and i - 1 in one.partner
        if by and any(is_noun(one.side, x) for x in one.free(i, k)) and not two.side.content_of(j, m):
            yield reading.tell("agent", (i, k), (j, m))


def quotation_claims(reading: Reading) -> Iterator[Claim]:
    """Words inside quotation marks that are others in the other passage, inside marks as well."""
    one, two = reading.one.side, reading.two.side
    for i, k, j, m in reading.matching.blocks:
        told = any(x in reading.one.told for x in range(i, k)) or any(y in reading.two.told for y in range(j, m))
        if told or not (_is_quoted(one, i, k) and _is_quoted(two, j, m)):
            continue
        words = ["".join(map(spelled_out, side.passage.keys[a:b])).replace(" ", "") for side, a, b in ((one, i, k), (two, j, m))]
        if words[0] != words[1]:
            yield reading.tell("quotation", (i, k), (j, m))


def _is_quoted(side: Side, first: int, stop: int) -> bool:
    """Whether a stretch stands inside a quotation; of an empty one, whether the words on both sides of it do."""
    around = range(first, stop) if first < stop else range(max(0, first - 1), min(len(side), first + 1))
    return len(around) > (first == stop) and all(side.passage.quoted[k] for k in around)


def certainty_claims(reading: Reading) -> Iterator[Claim]:
    """A hedge lost or added where the words that it hedges stay."""
    hedges = [_hedges(view) for view in (reading.one, reading.two)]
    for (view, other, is_first), mine, yours in zip(reading.views(), hedges, hedges[::-1], strict=True):
        if len(mine) <= len(yours):
            continue
        for _, words in mine:
            free = [k for k in words if k not in view.partner and k not in view.told]
            after = next((k for k in range(words[-1] + 1, len(view.side)) if not view.side.light[k]), -1)
            if not free or after not in view.partner or BORDER.search(view.side.between(words[-1])):
                continue
            place = reading.place(free[0]) if is_first else reading.other_place(free[0])
            keys = other.side.passage.keys[slice(*place)]
            plain = not other.side.content_of(*place) or (view.side.passage.keys[words[0]] in _MODALS and "will" in keys)
            if plain and _MODALS.isdisjoint(keys):
                yield reading.tell_of("certainty", is_first, (words[0], words[-1] + 1), place)


def _hedges(view: View) -> list[tuple[Hedge, list[int]]]:
    """Hedges of which some word has no counterpart, with their words."""
    side, found = view.side, []
    for hedge in side.passage.annotation.hedges:
        words = side.words(hedge.start, hedge.end)
        if words and hedge.kind in _HEDGES and hedge.words != "would" and not all(k in view.partner for k in words):
            found.append((hedge, words))
    return found
