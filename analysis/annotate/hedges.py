"""Hedges: words that weaken or qualify a claim, by kind."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotate.words import Tokens

HEDGE_KINDS = ("modal", "adverb", "evidential", "verb", "adjective_noun", "approximator", "conditional")
_WORDS = {
    "may": "modal",
    "might": "modal",
    "could": "modal",
    "perhaps": "adverb",
    "likely": "adverb",
    "allegedly": "evidential",
    "suggests": "verb",
    "possible": "adjective_noun",
    "about": "approximator",
}


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge: ``text`` at ``[start, end)``, with one of `HEDGE_KINDS`."""

    start: int
    end: int
    text: str
    kind: str


def find_hedges(tokens: Tokens) -> tuple[Hedge, ...]:
    """Find every hedge of a text, in order, without overlaps."""
    return tuple(
        Hedge(tokens.start[i], tokens.end[i], tokens.words[i], _WORDS[word])
        for i, word in enumerate(tokens.lower)
        if word in _WORDS
    )
