"""
Country mentions: names, demonyms, capitals, governments, leaders.

Conditions in ``data/countries.csv``; a row counts only if all of its own hold:

=============== =======================================================================================================
attributive     stands before a noun or after an article or "is" ("English")
at              follows a preposition of place ("Male")
contest:USA     is not the namesake in that country, by what else the text speaks of ("Georgia")
instead:COD     the text names this country, but not that one ("Congo" of the Republic of the Congo)
language        is not the language ("in Russian")
named           the text names the country by another entry, too ("Victoria" of the Seychelles)
noun            follows a determiner ("a Finn")
person          is no name of a person ("Jordan Fairweather")
prefix          begins a compound of two countries ("Sino-Indian")
pronoun         is not "us" in capitals ("HELP US")
seat            is the city, not an institution that sits there ("Brussels"), unless the text names the country, too
short           follows "the" in a text that names both Koreas ("the North")
the             follows "the" ("the Emirates")
unless:COG      the text does not name that country alone ("Congo" of the Democratic Republic of the Congo)
verb            is not an order ("Polish the brass")
=============== =======================================================================================================
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from analysis.annotation.countries import context
from analysis.annotation.countries.candidates import Candidate, candidates
from analysis.annotation.countries.gazetteer import Meaning, gazetteer
from analysis.annotation.text.words import Tokens

MENTION_KINDS = ("name", "demonym", "capital", "government", "leader")

# Conditions of countries.csv that the words around a candidate decide: what must hold, and what must not.
_REQUIRED = {
    "at": context.is_at,
    "attributive": context.is_attributive,
    "noun": context.has_determiner,
    "prefix": context.is_prefix,
    "short": context.is_short_for_korea,
    "the": context.has_article,
}
_EXCLUDED = {
    "language": context.is_language,
    "person": context.is_person,
    "pronoun": context.is_pronoun,
    "verb": context.is_verb,
}
# Conditions that the whole text decides, once it is known which countries it names beyond doubt.
_OF_TEXT = frozenset(["named", "seat", "unless", "instead", "contest", "person", "short"])
# A text that names more other countries than that is no local news: "Ann Lee, 36, of Kenya" ran against others.
_FEW = 3


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
        self.towns: set[str] = set()
        self.homes: set[str] = set()
        self.regions: set[str] = set()
        self.people: set[str] = set()
        self.language_end = -1

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
    >>> from analysis.annotation.text.words import tokenize
    >>> [(m.text, m.country, m.kind) for m in find_countries(tokenize("Kenya’s envoy met the French in Oslo."))]
    [('Kenya', 'KEN', 'name'), ('French', 'FRA', 'demonym'), ('Oslo', 'NOR', 'capital')]
    """
    found: tuple[CountrySpan, ...] | None = tokens.kept.get(("countries", 0))
    if found is None:
        found = tokens.kept.setdefault(("countries", 0), _find_countries(tokens))
    return found


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


def _find_countries(tokens: Tokens) -> tuple[CountrySpan, ...]:
    evidence = _Evidence()
    kept = _without_descent(tokens, [c for c in candidates(tokens) if _stands(tokens, c, evidence)])
    found = []
    for place, candidate in enumerate(kept):
        start, end = candidate.start, candidate.end
        certain = (
            not candidate.entry.conditions
            and candidate.entry.text not in gazetteer().roles["namesake"]
            and not evidence.towns
            and not evidence.homes
            and not evidence.regions
            and not evidence.people
        )
        for meaning in candidate.entry.meanings:
            if certain or _holds(tokens, kept, place, meaning, evidence):
                found.append(CountrySpan(start, end, tokens.text[start:end], meaning.country, meaning.kind))
    return tuple(found)


def _stands(tokens: Tokens, candidate: Candidate, evidence: _Evidence) -> bool:
    """Judge a candidate by its neighbours, and note what it says about others."""
    entry = candidate.entry
    for place, weight in entry.cues:
        evidence.cues[place] += weight
    if not entry.meanings:
        return False
    if context.is_borrowed(tokens, candidate):
        return False
    if context.is_town(tokens, candidate):
        evidence.towns.add(entry.text)
        return False
    if context.is_local_body(tokens, candidate):
        evidence.towns.add(entry.text)
        return "name" not in entry.kinds
    if context.is_home(tokens, candidate):
        evidence.homes.add(entry.text)
    if context.is_region(tokens, candidate):
        evidence.regions.add(entry.text)
    if context.is_surname(tokens, candidate):
        evidence.people.add(entry.text)
        return False
    for name in entry.conditions:
        if name in _REQUIRED and not _REQUIRED[name](tokens, candidate):
            return False
        if name in _EXCLUDED and _EXCLUDED[name](tokens, candidate):
            if name == "person" and "name" in entry.kinds:
                evidence.people.add(entry.text)
            if name == "language":
                evidence.language_end = candidate.end
            return False
        if name == "language" and evidence.language_end > 0 and context.is_next_language(tokens, candidate, evidence.language_end):
            evidence.language_end = candidate.end
            return False
    if _OF_TEXT.isdisjoint(entry.conditions):
        for country in entry.countries:
            evidence.named.setdefault(country, set()).add(entry.text)
    return True


def _without_descent(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Drop "Cuban-American" and "Chinese American": neither country is meant."""
    kept: list[Candidate] = []
    for candidate in found:
        if candidate.entry.text in ("American", "Americans"):
            near = kept[-1] if kept else None
            pair = near if near and near.entry.meanings[0].kind == "demonym" and candidate.start - near.end == 1 else None
            if pair and (tokens.text[pair.end] == " " or context.is_american_by_descent(tokens, candidate)):
                kept.pop()
                continue
        kept.append(candidate)
    return kept


def _holds(tokens: Tokens, kept: list[Candidate], place: int, meaning: Meaning, evidence: _Evidence) -> bool:
    """Judge a meaning of a candidate by the text as a whole."""
    entry, country = kept[place].entry, meaning.country
    own = evidence.names(country, entry.text)
    abroad = evidence.named.keys() - {country}
    if entry.text in evidence.regions and abroad and context.is_region(tokens, kept[place]):
        return False
    if not own and (
        entry.text in evidence.towns
        or (entry.text in evidence.homes and len(abroad) < _FEW)
        or (entry.text in evidence.regions and abroad)
        or (entry.text in evidence.people and not context.is_in(tokens, kept[place]))
        or context.has_namesake(tokens.text, kept[place], evidence.cues)
    ):
        return False
    for name, others in meaning.conditions:
        named = sum(evidence.names(code) for code in others)
        # What may be short for several is short for none of them: a Guinean beside Equatorial Guineans and Bissau-Guineans.
        other = named == 1 or (named > 1 and name != "unless")
        if (
            (name == "named" and not own)
            or (name == "seat" and not own and not context.is_city(tokens, kept[place]))
            or (name == "unless" and other and not own)
            or (name == "instead" and (other or not own))
            or (name == "short" and not (evidence.names("PRK") and evidence.names("KOR")))
            or (name == "contest" and not _wins(tokens, kept, place, country, own, other, evidence))
        ):
            return False
    return True


def _wins(tokens: Tokens, kept: list[Candidate], place: int, country: str, own: bool, rival: bool, evidence: _Evidence) -> bool:
    """Whether a contested name is the country: by cues, else by the company it keeps, else by whom the text is about."""
    balance = evidence.cues[country] + 2 * own + 2 * context.has_state_organ(tokens, kept[place])
    if balance:
        return balance > 0
    here = kept[place]
    for near in kept[max(0, place - 1) : place + 2]:
        gap = tokens.text[min(near.end, here.end) : max(near.start, here.start)][:10]
        if near is not here and gap in context.LISTS and "name" in near.entry.kinds:
            return True
    return not rival or any(evidence.names(code) for code in context.neighbours(country))
