"""Country mentions: names, demonyms, capitals, governments, leaders."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from analysis.annotate import country_context as context
from analysis.annotate.gazetteer import Candidate, Meaning, candidates, gazetteer
from analysis.annotate.words import Tokens

MENTION_KINDS = ("name", "demonym", "capital", "government", "leader")

# Conditions of countries.csv that the words around a candidate decide: what must hold, or must not.
_REQUIRED = {"prefix": context.is_prefix, "the": context.has_article, "short": context.is_short_for_korea}
_EXCLUDED = {"language": context.is_language, "pronoun": context.is_pronoun, "verb": context.is_verb}
# Conditions that the whole text decides, once it is known which countries it names beyond doubt.
_OF_TEXT = frozenset(["named", "unless", "instead", "contest", "person", "short"])


class CountrySpan(NamedTuple):
    """A run of text that names a country: ISO 3166-1 alpha-3 ``country`` and one of `MENTION_KINDS`."""

    start: int
    end: int
    text: str
    country: str
    kind: str


class _Evidence:
    """What a text as a whole says about its candidates."""

    def __init__(self) -> None:
        self.named: dict[str, set[str]] = {}
        self.cues: Counter[str] = Counter()
        self.elsewhere: set[str] = set()
        self.people: set[str] = set()

    def names(self, country: str, besides: str = "") -> bool:
        """The text names the country by an entry other than ``besides``."""
        return bool(self.named.get(country, set()) - {besides})


def find_countries(tokens: Tokens) -> tuple[CountrySpan, ...]:
    """
    Find every mention of a country.

    Parameters
    ----------
    tokens : Tokens
        Words of one text; what is ambiguous ("Georgia", "Congo", "Korean") is settled by the text as a whole.

    Returns
    -------
    tuple of CountrySpan
        In order. A possessive ending is outside the span. Spans do not overlap, save that a phrase for two countries
        ("North and South Korea", "the Koreas") gives two mentions with the same span.

    Notes
    -----
    Entries, kinds and conditions are rows of ``data/countries.csv``, ``country_leaders.csv`` and ``country_context.csv``.
    England, Scotland, Wales and Northern Ireland count for GBR, Gaza and the West Bank for PSE; territories with a code of
    their own (HKG, PRI, GRL) carry it; Kosovo has XKX. Not mentions: languages ("in Russian"), Americans by descent
    ("Cuban-American"), towns, seas, papers and firms that bear a country's name, states that no longer exist.

    Examples
    --------
    >>> from analysis.annotate.words import tokenize
    >>> [(m.text, m.country, m.kind) for m in find_countries(tokenize("Kenya’s envoy met the French in Oslo."))]
    [('Kenya', 'KEN', 'name'), ('French', 'FRA', 'demonym'), ('Oslo', 'NOR', 'capital')]
    """
    evidence = _Evidence()
    kept = _without_descent(tokens, [c for c in candidates(tokens) if _stands(tokens, c, evidence)])
    found = []
    for candidate in kept:
        start, end = candidate.start, candidate.end
        found += [
            CountrySpan(start, end, tokens.text[start:end], meaning.country, meaning.kind)
            for meaning in candidate.entry.meanings
            if _holds(tokens, candidate, meaning, evidence)
        ]
    return tuple(found)


def country_name(country: str) -> str:
    """
    English short name of a country, as newspapers write it.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-3; a code that is not in the table is returned as it is.

    Examples
    --------
    >>> country_name("PRK"), country_name("GBR")
    ('North Korea', 'United Kingdom')
    """
    return gazetteer().short_names.get(country, country)


def _stands(tokens: Tokens, candidate: Candidate, evidence: _Evidence) -> bool:
    """Judge a candidate by its neighbours, and note what it says about others."""
    entry = candidate.entry
    for place, weight in entry.cues:
        evidence.cues[place] += weight
    if not entry.meanings:
        return False
    if context.is_elsewhere(tokens, candidate):
        evidence.elsewhere.add(entry.text)
        return False
    if context.is_person(tokens, candidate):
        evidence.people.add(entry.text)
        return False
    if entry.conditions and any(_EXCLUDED[name](tokens, candidate) for name in _EXCLUDED.keys() & entry.conditions):
        return False
    for country, _, conditions in entry.meanings:
        if _OF_TEXT.isdisjoint(name for name, _ in conditions):
            evidence.named.setdefault(country, set()).add(entry.text)
    return True


def _without_descent(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Drop "Cuban-American" and "Chinese American": neither country is meant."""
    kept: list[Candidate] = []
    for candidate in found:
        if candidate.entry.text in ("American", "Americans"):
            near = kept[-1] if kept else None
            pair = near is not None and near.entry.meanings[0].kind == "demonym" and candidate.start - near.end == 1
            if pair and (tokens.text[near.end] == " " or context.is_american_by_descent(tokens, candidate)):
                kept.pop()
                continue
        kept.append(candidate)
    return kept


def _holds(tokens: Tokens, candidate: Candidate, meaning: Meaning, evidence: _Evidence) -> bool:
    """Judge a meaning of a candidate by the text as a whole."""
    text, country = candidate.entry.text, meaning.country
    if meaning.kind in ("capital", "government") and (
        text in evidence.elsewhere or (context.has_namesake(candidate, evidence.cues) and not evidence.names(country, text))
    ):
        return False
    if text in evidence.people and not evidence.names(country, text):
        return False
    for name, others in meaning.conditions:
        if name in _REQUIRED and not _REQUIRED[name](tokens, candidate):
            return False
        own = evidence.names(country, text)
        other = any(evidence.names(code) for code in others)
        if (
            (name == "named" and not own)
            or (name == "unless" and other and not own)
            or (name == "instead" and (own is False or other))
            or (name == "contest" and evidence.cues[country] + 2 * own < 0)
            or (name == "short" and not (evidence.names("PRK") and evidence.names("KOR")))
        ):
            return False
    return True
