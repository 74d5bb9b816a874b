"""Whether two texts let the same person speak."""

from __future__ import annotations

from analysis.annotation.countries.mentions import find_countries
from analysis.annotation.quotes.quotations import Quote
from analysis.annotation.text.words import tokenize
from analysis.comparison.folding import keys_of

_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "der", "di", "dos", "el", "ibn", "la", "le", "of", "ten", "van", "von"})
_DETERMINERS = frozenset({"A", "An", "He", "Her", "His", "It", "Its", "One", "Our", "She", "The", "Their", "They"})


def speaker_of(quote: Quote | None) -> str | None:
    """The speaker of a quotation by the fullest name that the text has given them."""
    return (quote.speaker_name or quote.speaker) if quote else None


def is_name(speaker: str | None) -> bool:
    """
    Whether a speaker is named: "the minister" and "Her counterpart in Lima" may be anybody.

    Examples
    --------
    >>> [is_name(speaker) for speaker in ("Ana de Sol", "the minister", "Her counterpart in Lima", None)]
    [True, False, False, False]
    """
    words = (speaker or "").split()
    return bool(words) and all(word[:1].isupper() or word in _PARTICLES for word in words) and words[0] not in _DETERMINERS


def is_country(speaker: str) -> bool:
    """
    Whether a speaker is a country, which stands for whoever speaks for it.

    Examples
    --------
    >>> is_country("Portugal"), is_country("South Korea"), is_country("Bank of Portugal"), is_country("Ana Sol")
    (True, True, False, False)
    """
    tokens = tokenize(speaker)
    return any(span.start == 0 and span.end >= tokens.end[-1] for span in find_countries(tokens)) if tokens.words else False


def changed_speaker(one: Quote, other: Quote) -> bool:
    """
    Whether two texts name different persons or bodies beside the same words.

    "he" may stand for another person than the one it was resolved to, and "Portugal" for its minister: only names on
    the spot show a change.
    """
    if not (is_name(one.speaker) and is_name(other.speaker)) or same_speaker(speaker_of(one), speaker_of(other)):
        return False
    return not is_country(one.speaker) and not is_country(other.speaker)


def same_speaker(one: str | None, other: str | None) -> bool:
    """
    Whether two speakers are named alike: they share a word of their names.

    Examples
    --------
    >>> same_speaker("Ms Ana Sol", "Sol"), same_speaker("Ana Sol", "Lee"), same_speaker("Ana Sol", "the minister")
    (True, False, False)
    """
    if one is None or other is None or not (is_name(one) and is_name(other)):
        return False
    return not set(keys_of(one)).isdisjoint(keys_of(other))
