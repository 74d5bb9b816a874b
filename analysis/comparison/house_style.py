"""House style of one word: what outlets spell by rule, so that it can be folded away before texts are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from analysis.data import read_table

SCALES = {"m": "million", "mn": "million", "mln": "million", "b": "billion", "k": "thousand"}
CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
_MONTHS = "january february march april may june july august september october november december"
_UNDER_20 = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"


@cache
def months() -> frozenset[str]:
    """Keys of the months."""
    return frozenset(_MONTHS.split())


@cache
def _numbers() -> dict[str, str]:
    under_20 = f"{_UNDER_20} seventeen eighteen nineteen"
    return (
        {word: str(n) for n, word in enumerate(under_20.split())}
        | {word: str(10 * n) for n, word in enumerate(_TENS.split(), 2)}
        | {word: f"{n}th" for n, word in enumerate(_ORDINALS.split(), 1)}
    )


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(row["honorific"] for row in read_table("honorifics.csv"))


@cache
def _spellings() -> dict[str, str]:
    return {row["british"]: row["american"] for row in read_table("spelling_pairs.csv")}


@cache
def _abbreviations() -> dict[str, str]:
    """As written → key. Names hold as they are written only ("us" is no country), the others in lower case."""
    rows = read_table("abbreviations.csv")
    return {r["abbreviation"] if r["kind"] == "name" else r["abbreviation"].lower(): r["expansion"] for r in rows}


@cache
def needs_context() -> dict[str, str]:
    """Abbreviation in lower case → "month" or "title", where the same letters may be a name: "Jan Novak", "Amartya Sen"."""
    return {r["abbreviation"].lower(): r["kind"] for r in read_table("abbreviations.csv") if r["kind"] in ("month", "title")}


@cache
def phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the phrases of several words that have a key of their own, longest first."""
    found = {tuple(map(word_key, key.split())) for key in _abbreviations().values() if " " in key} | {("per", "cent")}
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(found, key=lambda words: (-len(words), words)):
        out.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(of_it) for first, of_it in out.items()}


# "advise", "rise" and "precise" change as well: a key need not be a word, it must only be the same on both sides.
_ISE = re.compile(r"(?<=[a-z]{3})([iy])s(e|ed|es|er|ers|ing|able|ably|ation|ations)$")
# By stem, since "four", "hour" and "your" would meet "for", "hor" and "yor".
_OUR = re.compile(
    r"(arb|ard|arm|avi|cand|clam|col|demean|endeav|end|enam|ferv|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav"
    r"|splend|succ|tum|val|vap|vig)our"
)
_RE = re.compile(r"(?<=[a-z]{2})([bgtv])re(s|d)?$")
# Two vowels before the l: "travelled", and not "filled", which would meet "filed".
_DOUBLE_L = re.compile(r"([aeiouy][^aeiou]*[aeiou])ll(ed|er|ers|ing|ings|or|ors|ist|ists)$")
# At the front of Greek words only: "Michael" is not "Michel".
_AE = re.compile(r"^(an|arch|h|p|pal|leuk)ae(?=[a-z]{2})")
_ENDING = {"d": "ed", "s": "s", None: ""}


@lru_cache(maxsize=1 << 16)
def fold_spelling(word: str) -> str:
    """
    One key for the British and the American spelling of a lower-case word, without accents.

    Examples
    --------
    >>> [fold_spelling(word) for word in ("organised", "neighbours", "centre", "travelling", "hour")]
    ['organized', 'neighbors', 'center', 'traveling', 'hour']
    """
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    stem, possessive = (word[:-2], "'s") if word.endswith("'s") else (word, "")
    stem = _spellings().get(stem, stem)
    if len(stem) > 4:
        if "our" in stem:
            stem = _OUR.sub(r"\1or", stem)
        if "is" in stem or "ys" in stem:
            stem = _ISE.sub(r"\1z\2", stem)
        if stem.endswith(("re", "res", "red")):
            stem = _RE.sub(lambda match: match[1] + "er" + _ENDING[match[2]], stem)
        if "ae" in stem:
            stem = _AE.sub(r"\1e", stem)
        if "ll" in stem and "fill" not in stem:
            # "refilled" keeps its letters: courts hear of papers that were "refiled".
            stem = _DOUBLE_L.sub(r"\1l\2", stem)
    return stem + possessive


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """
    Key of one word as written; empty for a courtesy title.

    Examples
    --------
    >>> [word_key(word) for word in ("U.S.", "US", "us", "Mr", "Sept", "twelve", "OPEC", "Opec")]
    ['united states', 'united states', 'us', '', 'september', '12', 'opec', 'opec']
    """
    if "." in word:
        word = word.replace(".", "")
    known = _abbreviations().get(word)
    if known:
        return known
    lower = word.lower().replace("’", "'")
    if word != lower and lower in _honorifics():
        return ""
    # "Sen" and "km" are abbreviations; "rep" and "col" in lower case may be words.
    if lower in _abbreviations() and (word != lower or len(lower) < 4):
        return _abbreviations()[lower]
    return _numbers().get(lower) or fold_spelling(lower)
