"""Stems of words, and which of them say something of their sentence."""

from __future__ import annotations

from functools import cache, lru_cache

from analysis.data import read_table

_SUFFIXES = (
    ("ness", "", 9),
    ("ies", "y", 5),
    ("sses", "ss", 6),
    ("ing", "", 6),
    ("ed", "", 5),
    ("es", "", 5),
    ("s", "", 4),
    ("ly", "", 6),
)


@cache
def common_words() -> dict[str, str]:
    """Stem → "function" ("the") or "frequent" ("year"): words that two sentences share by chance."""
    return {stem(row["word"]): row["kind"] for row in read_table("common_words.csv")}


@lru_cache(maxsize=1 << 16)
def stem(key: str) -> str:
    """
    Cut the inflection off a key, so that "prepared" meets "preparing".

    Examples
    --------
    >>> [stem(word) for word in ("preparing", "prepared", "ministers", "minister's", "studies", "crossed", "5")]
    ['prepar', 'prepar', 'minister', 'minister', 'study', 'cross', '5']
    """
    key = key.removesuffix("'s")
    if len(key) < 4 or not key.isalpha():
        return key
    for suffix, instead, shortest in _SUFFIXES:
        if key.endswith(suffix) and len(key) >= shortest and (suffix != "s" or key[-2] != "s"):
            key = key[: -len(suffix)] + instead
            break
    if len(key) > 4 and key.endswith("e"):
        key = key[:-1]
    return key[:-1] if len(key) > 4 and key[-1] == key[-2] and key[-1] not in "lsz" else key


@lru_cache(maxsize=1 << 16)
def tells(word: str) -> bool:
    """Whether a stem is neither common nor a year or small number, which are shared by chance; "340" is not."""
    year = len(word) == 4 and word[:2] in ("19", "20")
    return word not in common_words() and not (word.isdigit() and (len(word) < 3 or year))
