"""Reporting verbs, neutral and loaded."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotate.words import Tokens

_KINDS = {"said": "neutral", "told": "neutral", "says": "neutral", "claimed": "loaded", "insisted": "loaded", "slammed": "loaded"}


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb that reports speech, ``kind`` "neutral" (said, told) or "loaded" (claimed, slammed)."""

    start: int
    end: int
    text: str
    kind: str


def find_reporting_verbs(tokens: Tokens) -> tuple[ReportingVerb, ...]:
    """Find every reporting verb of a text, in order."""
    return tuple(
        ReportingVerb(tokens.start[i], tokens.end[i], tokens.words[i], _KINDS[word])
        for i, word in enumerate(tokens.lower)
        if word in _KINDS
    )
