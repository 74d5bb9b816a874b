"""Country mentions: names, demonyms, capitals, governments, leaders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.annotate.words import Tokens

MENTION_KINDS = ("name", "demonym", "capital", "government", "leader")
_NAMES = {
    "Russia": ("RUS", "name"),
    "Russian": ("RUS", "demonym"),
    "United States": ("USA", "name"),
    "US": ("USA", "name"),
    "U.S.": ("USA", "name"),
    "South Korea": ("KOR", "name"),
    "South Korean": ("KOR", "demonym"),
    "North Korea": ("PRK", "name"),
    "North Korean": ("PRK", "demonym"),
    "DPRK": ("PRK", "name"),
    "Japan": ("JPN", "name"),
    "Japanese": ("JPN", "demonym"),
    "Pyongyang": ("PRK", "capital"),
    "Seoul": ("KOR", "capital"),
    "Tokyo": ("JPN", "capital"),
    "Kremlin": ("RUS", "government"),
    "Ukraine": ("UKR", "name"),
    "Kenya": ("KEN", "name"),
    "France": ("FRA", "name"),
    "French": ("FRA", "demonym"),
}
_RE = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in sorted(_NAMES, key=len, reverse=True)) + r")(?!\w)")


@dataclass(frozen=True, slots=True)
class CountrySpan:
    """A run of text that names a country: ISO 3166-1 alpha-3 ``country`` and one of `MENTION_KINDS`."""

    start: int
    end: int
    text: str
    country: str
    kind: str


def find_countries(tokens: Tokens) -> tuple[CountrySpan, ...]:
    """Find every mention of a country, in order; "North and South Korea" gives two."""
    return tuple(CountrySpan(m.start(), m.end(), m.group(), *_NAMES[m.group()]) for m in _RE.finditer(tokens.text))


def country_name(country: str) -> str:
    """English short name of an ISO 3166-1 alpha-3 code."""
    return next((name for name, (code, kind) in _NAMES.items() if code == country and kind == "name"), country)
