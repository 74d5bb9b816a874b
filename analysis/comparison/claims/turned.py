"""Claims that an edit turns round: what is denied, what stands for its opposite, who did it to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.comparison.claims.matching import Side
from analysis.comparison.claims.meanings import meaning
from analysis.comparison.claims.polarity import BORDER, denials
from analysis.comparison.claims.reading import Claim, Reading, View, claim_words

# Classes of ``claim_words.csv``: how much, and what joins two claims.
AMOUNTS = ("all", "most", "many", "some", "rare", "only")
JOINTS = {
    "cause": "concession",
    "concession": "cause",
    "before": "after",
    "after": "before",
    "inclusion": "exception",
    "exception": "inclusion",
}
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"))
# Words between a verb and those who act in it, at most; and words beside a moved one that must have moved with it.
_REACH, _BESIDE = 7, 3


def reversed_claims(reading: Reading) -> Iterator[Claim]:
    """A negation put or removed, or a word that stands where its opposite stood."""
    found = reading.matching
    denied, other_denied = denials(found.one, found.partner), denials(found.two, found.other_partner)
    unless = [_unless(view) for view in (reading.one, reading.two)]
    for k, j, by, other_by in _flips(reading, denied, other_denied):
        if (by and unless[1]) or (other_by and unless[0]):
            # "If they do not pay" and "unless they pay" are one condition.
            unless = [[], []]
        elif found.how[k] != "moved" or _moved_along(reading, k, j):
            yield reading.tell(_kind(reading, k, j), (min([k, *by]), k + 1), (min([j, *other_by]), j + 1))
    replaced = [_replaced(view, denied_of, reading) for view, denied_of in ((reading.one, denied), (reading.two, other_denied))]
    # Beside another word that denies and was replaced as well, both may say the same in other words.
    free = [
        any(view.side.negation[k] for k in view.block if k not in view.partner) or _unless(view)
        for view in (reading.one, reading.two)
    ]
    if not free[0] and replaced[1]:
        yield from (reading.tell("reversed", reading.other_place(by), (by, head + 1)) for by, head in replaced[1])
    elif replaced[0] and not free[1]:
        yield from (reading.tell("reversed", (by, head + 1), reading.place(by)) for by, head in replaced[0])


def _flips(
    reading: Reading, denied: Mapping[int, list[int]], other_denied: Mapping[int, list[int]]
) -> list[tuple[int, int, list[int], list[int]]]:
    """Words that are denied in one passage alone, with what denies them; none where a negation only passed to the next word."""
    found, flips = reading.matching, []
    for k, j in reading.pairs("same", "moved", "alike", "opposite"):
        by, other_by, opposite = denied.get(k, []), other_denied.get(j, []), found.how[k] == "opposite"
        if opposite and _bounds(found.one, k) and _bounds(found.two, j):
            continue
        # In a stretch that was told anew words that are merely alike may be about something else.
        anew = found.how[k] == "alike" and not reading.is_exchange(k, True)
        if (len(by) + len(other_by) + opposite) % 2 and not anew:
            flips.append((k, j, by, other_by))
    # "has not received a warning" has received no warning.
    passed = {
        word
        for k, _, by, other_by in flips
        for x, _, its, other_its in flips
        if 0 < abs(k - x) <= _BESIDE and bool(by) != bool(its) and bool(other_by) != bool(other_its) and bool(by) != bool(other_by)
        for word in (k, x)
    }
    return [flip for flip in flips if flip[0] not in passed]


def _bounds(side: Side, k: int) -> bool:
    """Whether a word bounds a figure: "at least 120", "more than 100"."""
    return side.passage.keys[k] in ("more", "less", "fewer", "least", "most") and any(side.figure[k + 1 : k + 3])


def _replaced(view: View, denied: Mapping[int, list[int]], reading: Reading) -> list[tuple[int, int]]:
    """Words that deny and have no counterpart, with a denied word in whose place something else stands."""
    how, other = reading.matching.how, reading.matching.other_partner
    of_first = view is reading.one

    def exchanged(head: int) -> bool:
        # "did not say whether it would go" → "threatened to go": what stays hangs on the verb.
        governs = view.side.lemma[head] in claim_words()["catenative"] | claim_words()["saying"]
        return (
            governs
            and head in view.partner
            and how[head if of_first else other[head]] == "other"
            and reading.is_exchange(head, of_first)
        )

    return [
        (by, head)
        for head, bys in denied.items()
        for by in bys
        if view.side.negation[by] and by not in view.partner and by not in view.told and by < head and exchanged(head)
    ]


def _unless(view: View) -> list[int]:
    return [k for k in view.block if view.side.passage.keys[k] == "unless"]


def _moved_along(reading: Reading, k: int, j: int) -> bool:
    """Whether a word beside a moved one stands beside it in the other passage as well."""
    found = reading.matching
    near = range(max(0, k - _BESIDE), min(len(found.one), k + _BESIDE + 1))
    return any(x != k and not found.one.light[x] and abs(found.partner.get(x, -99) - j) <= _BESIDE for x in near)


def _kind(reading: Reading, k: int, j: int) -> str:
    """What is turned where a word stands for its opposite: of "before" the order, of "all" the amount."""
    words, keys = claim_words(), (reading.one.side.passage.keys[k], reading.two.side.passage.keys[j])
    for kind, classes in (("quantity", AMOUNTS), ("relation", JOINTS)):
        if all(any(key in words[name] for name in classes) for key in keys):
            return kind
    return "reversed"


def role_claims(reading: Reading) -> Iterator[Claim]:
    """Who acts and who suffers it have changed places."""
    found, one, two = reading.matching, reading.one.side, reading.two.side
    for k, j in reading.pairs("same", "moved", "alike"):
        if one.light[k] or meaning(one.passage.keys[k]).kind != "v" or one.lemma[k] in claim_words()["symmetric"]:
            continue
        ends = _argument(one, k, -1), _argument(one, k, 1)
        other_ends = _argument(two, j, -1), _argument(two, j, 1)
        if min(*ends, *other_ends) < 0:
            continue
        partners = tuple(found.partner.get(end) for end in ends)
        turned = is_passive(one, k) != is_passive(two, j)
        by = "by" in (*one.passage.keys[k : ends[1]], *two.passage.keys[j : other_ends[1]])
        if (partners == other_ends[::-1] and not turned) or (partners == other_ends and turned and by):
            yield reading.tell("roles", (ends[0], ends[1] + 1), (other_ends[0], other_ends[1] + 1))


def is_passive(side: Side, k: int) -> bool:
    """Whether a word is a participle after a form of "be", or before "by"."""
    key = side.passage.keys[k]
    if not key.endswith(("ed", "en", "wn")) and (side.lemma[k] == key or key.endswith(("s", "ing"))):
        return False
    return not _BE.isdisjoint(side.passage.keys[max(0, k - 3) : k]) or side.passage.keys[k + 1 : k + 2] == ("by",)


def is_noun(side: Side, k: int) -> bool:
    """Whether a word is a name, mostly used as a noun, or as rare as nouns mostly are."""
    return (side.name[k] or meaning(side.passage.keys[k]).kind in ("n", "c", "")) and not side.figure[k] and not side.light[k]


def _argument(side: Side, k: int, step: int) -> int:
    """Head of the nearest noun phrase before or after a word in its clause; -1 if there is none."""
    last = -1
    for at in range(k + step, k + step * (_REACH + 1), step):
        if not 0 <= at < len(side) or BORDER.search(side.between(min(at, at - step))):
            break
        if is_noun(side, at):
            last = at
            if step < 0:
                break
        elif last >= 0 or (meaning(side.passage.keys[at]).kind == "v" and not side.light[at]):
            break
    return last
