"""What a telling word contributes to the sentiment toward a target."""

from __future__ import annotations

from functools import cache

from analysis.annotation.sentiment.grammar import Standing
from analysis.annotation.sentiment.roles import Cue
from analysis.data import read_table

# The sums of contributions, in hundredths, from which a sentence counts as unfavourable or favourable: for a country,
# and for any other target, of which less is said in passing.
COUNTRY, OTHER = (-75, 75), (-2, 2)
# "did not praise" blames almost as much as praise praises; "did not condemn" hardly praises.
_PRAISE_NEGATED, _BLAME_NEGATED = -0.7, -0.35
_RUPTURE = -1.5  # "has ties with" says little, "severed ties with" much
# What is aimed at the target or describes it counts in full wherever the target stands. For the rest the place matters: a country
# that opens the sentence mostly acts or speaks in it, and what it does is told, not judged.
_AIMED = frozenset(
    [
        "patient",
        "passive",
        "patient_of",
        "victim",
        "charge",
        "claim",
        "receives",
        "toward",
        "affix",
        "of",
        "to",
        "with",
        "premod",
        "predicate",
        "called",
        "own",
    ]
)


@cache
def _tables() -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    weights = {(row["role"], row["kind"]): float(row["weight"]) for row in read_table("sentiment_weights.csv")}
    factors = {(row["aspect"], row["value"]): float(row["factor"]) for row in read_table("sentiment_standing.csv")}
    return weights, factors


def contributions(cues: list[Cue], standing: Standing) -> list[tuple[int, Cue]]:
    """
    What each cue adds to the target's sum, in hundredths.

    Parameters
    ----------
    cues : list of Cue
    standing : Standing

    Returns
    -------
    list of (int, Cue)
        ``weight of role and kind × amount × factor of the noun phrase [× factor of the place]``, turned and
        weakened by a negation, rounded; cues that round to nothing are left out. Rounding comes before adding, so that
        the reasons that a reader sees add up to the sum exactly.
    """
    weights, factors = _tables()
    phrase = 100 * factors["phrase", standing.phrase]
    if standing.preposition:
        place = factors.get(("preposition", standing.preposition), factors["preposition", "other"])
    else:
        place = factors["place", standing.place]
    found = []
    for cue in cues:
        value = weights.get((cue.role, cue.kind), 0.0) * cue.amount * phrase
        if cue.role not in _AIMED:
            value *= place
        if cue.turned:
            value *= _RUPTURE if cue.kind == "relation" else _PRAISE_NEGATED if value > 0 else _BLAME_NEGATED
        rounded = round(value)
        if rounded:
            found.append((rounded, cue))
    return found
