"""Claims of how much and when: figures, their bounds, dates, quantities, and how two claims are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.comparison.changes.word_classes import are_opposite
from analysis.comparison.claims.matching import Side
from analysis.comparison.claims.reading import Claim, Reading, View, claim_words
from analysis.comparison.claims.turned import AMOUNTS, JOINTS
from analysis.comparison.house_style import CURRENCIES, months

_BOUNDS = {"floor": "above", "above": "above", "ceiling": "below", "below": "below", "about": "about", "almost": "about"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_NEAR_DAYS = frozenset(("today", "yesterday", "tomorrow", "tonight"))
_SPANS = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"))
# Factors to metres, kilogrammes, litres or square metres: a converted measure is the same claim.
_FACTORS = {
    "mile": 1609.3, "kilometer": 1000, "km": 1000, "meter": 1, "m": 1, "foot": 0.3048, "feet": 0.3048, "yard": 0.9144,
    "inch": 0.0254, "centimeter": 0.01, "cm": 0.01, "pound": 0.4536, "kilogram": 1, "kg": 1, "ton": 1000, "tonne": 1000,
    "ounce": 0.02835, "gram": 0.001, "gallon": 3.785, "liter": 1, "acre": 4047, "hectare": 10000,
}  # fmt: skip
_CURRENCIES = frozenset(CURRENCIES.values())
_ROUNDED, _CONVERTED = 0.1, 0.05


def word_claims(reading: Reading) -> Iterator[Claim]:
    """Closed classes: how much, and how two claims are joined."""
    one, two = reading.one, reading.two
    for i, k, j, m in reading.matching.blocks:
        if reading.is_anew(i, True) if i < k else False:
            continue
        for kind, classes in (("quantity", AMOUNTS), ("relation", tuple(JOINTS))):
            mine, yours = _of_classes(one.side, i, k, classes, one.told), _of_classes(two.side, j, m, classes, two.told)
            names, other_names = set(mine.values()), set(yours.values())
            exchanged = not names & other_names and (
                bool(names and other_names) if kind == "quantity" else any(JOINTS[name] in other_names for name in names)
            )
            if exchanged or (kind == "quantity" and _has_only(one, mine) != _has_only(two, yours)):
                yield reading.tell(kind, _around(mine, i), _around(yours, j))
        for x in range(i, k):
            for y in range(j, m):
                light = one.side.light[x] and two.side.light[y] and x not in one.told and y not in two.told
                if light and are_opposite(one.side.passage.keys[x], two.side.passage.keys[y]):
                    yield reading.tell("relation", (x, x + 1), (y, y + 1))


def _has_only(view: View, places: dict[int, str]) -> bool:
    return any(name == "only" and view.side.lemma[k] not in view.elsewhere for k, name in places.items())


def _of_classes(side: Side, first: int, stop: int, classes: tuple[str, ...], told: set[int]) -> dict[int, str]:
    words = claim_words()
    return {
        k: name
        for k in range(first, stop)
        if k not in told
        for name in classes
        if side.passage.keys[k] in words[name] and not (k and side.passage.keys[k - 1] == "not")
    }


def _around(places: dict[int, str], otherwise: int) -> tuple[int, int]:
    return (min(places), max(places) + 1) if places else (otherwise, otherwise)


def bound_claims(reading: Reading) -> Iterator[Claim]:
    """A figure that stays while its bound changes: "at least 40" → "40"."""
    one, two = reading.one.side, reading.two.side
    for k, j in reading.pairs("same", "moved"):
        if one.figure[k] and one.passage.keys[k][0].isdigit():
            (bound, first), (other_bound, other_first) = bound_of(one, k), bound_of(two, j)
            if bound != other_bound:
                hedged = {bound, other_bound} == {"about", ""}
                yield reading.tell("certainty" if hedged else "quantity", (first, k + 1), (other_first, j + 1))


def bound_of(side: Side, k: int) -> tuple[str, int]:
    """What bounds a figure, and where that begins."""
    words = claim_words()
    for size in (3, 2, 1):
        if size > k:
            continue
        phrase = " ".join(side.passage.keys[k - size : k])
        for name, bound in _BOUNDS.items():
            if phrase in words[name]:
                return bound, k - size
    return "", k


def figure_claims(reading: Reading) -> Iterator[Claim]:
    """Another number, measure or date."""
    one, two = reading.one.side, reading.two.side
    for k, j in reading.pairs("figure"):
        kind = _differ(one, k, two, j)
        if kind:
            yield reading.tell(kind, (k, k + 1), (j, j + 1))
    for view, other, is_first in reading.views():
        for k in view.free():
            key = view.side.passage.keys[k]
            if view.side.figure[k] and key[0].isdigit() and key not in ("1", "2") and not key.endswith("th") and not _time(key):
                place = reading.place(k) if is_first else reading.other_place(k)
                if not other.side.content_of(*place):
                    yield reading.tell_of("lost" if is_first else "added", is_first, (k, k + 1), place)


def _differ(one: Side, k: int, two: Side, j: int) -> str:
    """Whether two figures in one another's place are another "figure" or "date", or "" the same in other words."""
    key, other = one.passage.keys[k], two.passage.keys[j]
    time, other_time = _time(key), _time(other)
    if time or other_time:
        # "Wednesday" and "24 January" may be one day.
        return "" if time != other_time else "figure" if time == "span" else "date"
    if key.removesuffix("th") == other.removesuffix("th") or (_factor(key) and _factor(other)):
        # The unit of a converted measure is told with its number.
        return (
            ""
            if not _factor(key) or _factor(key) == _factor(other) or _number_before(one, k) != _number_before(two, j)
            else "figure"
        )
    return "" if _is_same_amount(one, k, two, j) else "figure"


def _time(key: str) -> str:
    if key in _DAYS:
        return "weekday"
    if key in _NEAR_DAYS:
        return "near day"
    if key.split()[0] in months():
        return "day" if " " in key else "month"
    return "year" if _YEAR.fullmatch(key) else "span" if key.removesuffix("s") in _SPANS else ""


def _factor(key: str) -> float:
    return _FACTORS.get(key) or _FACTORS.get(key.removesuffix("s"), 0)


_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def amount_of(key: str) -> float:
    """
    The number that a key begins with, in full; 0 if it begins with none.

    Examples
    --------
    >>> amount_of("1.5 billion dollars"), amount_of("40"), amount_of("ships")
    (1500000000.0, 40.0, 0.0)
    """
    scale = next((_SCALES[word] for word in key.split() if word in _SCALES), 1)
    return _number(key) * scale


def _number(key: str) -> float:
    number = re.match(r"\d+(?:\.\d+)?", key)
    return float(number[0]) if number else 0.0


def _number_before(side: Side, k: int) -> str:
    return side.passage.keys[k - 1] if k else ""


def _is_same_amount(one: Side, k: int, two: Side, j: int) -> bool:
    """Whether one figure is the other one rounded ("nearly 1,300") or converted ("300 miles", "480 kilometres")."""
    amount, other = _number(one.passage.keys[k]), _number(two.passage.keys[j])
    units = one.passage.keys[k].split()[1:], two.passage.keys[j].split()[1:]
    if not amount or not other or units[0] != units[1]:
        # At which rate an amount of money was converted is not known.
        return all(unit and unit[-1] in _CURRENCIES for unit in units) and units[0][-1] != units[1][-1]
    factors = [
        next((f for key in side.passage.keys[at + 1 : at + 4] if (f := _factor(key))), 0) for side, at in ((one, k), (two, j))
    ]
    if all(factors) and factors[0] != factors[1]:
        return abs(amount * factors[0] / (other * factors[1]) - 1) <= _CONVERTED
    bounds = {bound_of(one, k)[0], bound_of(two, j)[0]}
    return bounds != {""} and abs(amount / other - 1) <= _ROUNDED
