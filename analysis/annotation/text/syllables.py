"""How many syllables a word has: the CMU dictionary, abbreviations as they are spoken, hyphenation for the rest."""

from __future__ import annotations

import re
from functools import cache

from analysis.annotation.text.boundaries import is_dotted
from analysis.data import read_table

# textstat keeps the apostrophe of a contraction and drops every other one; so do the dictionary's keys
_OTHER_APOSTROPHE = re.compile(r"'(?!t|s|d|ve|ll|re)")
_VOWELS = re.compile(r"[aeiouy]+")
# what divides a compound into words that are said one after the other, and what is not said at all
_PARTS = re.compile(r"[\-‑–/&+@]")
_MARKS = re.compile(r"[^\w']|_")
_LONGEST_WORD = 60
_NO_PATTERN = (0, ())


@cache
def _table() -> dict[str, str]:
    return {row["initials"]: row["words"] for row in read_table("syllables.csv")}


@cache
def _patterns() -> dict[str, tuple[int, tuple[int, ...]] | None]:
    from pyphen import Pyphen  # 0.1 s, needed for words outside the dictionary only

    patterns = Pyphen(lang="en_US").hd.patterns
    # what only begins a pattern is None: once a piece of a word begins none, no longer piece does
    beginnings = {pattern[:k] for pattern in patterns for k in range(1, len(pattern))}
    return {**dict.fromkeys(beginnings), **patterns}


def _hyphens(word: str) -> int:
    # Liang's algorithm: in odd places a hyphen may stand. As `len(Pyphen.positions(word))`, in a quarter of its time,
    # which is most of the time that a text with unknown names takes.
    patterns = _patterns()
    dotted = f".{word}."
    size = len(dotted)
    places = [0] * (size + 1)
    for i in range(size - 1):
        for j in range(i + 1, size + 1):
            pattern = patterns.get(dotted[i:j], _NO_PATTERN)
            if pattern is None:
                continue
            if pattern is _NO_PATTERN:
                break
            k = i + pattern[0]
            for value in pattern[1]:
                if value > places[k]:
                    places[k] = value
                k += 1
    # two letters at least stand before and after a hyphen
    return sum([value & 1 for value in places[3 : len(word)]])


@cache
def spoken_abbreviations() -> dict[str, str]:
    """Abbreviations and the words that a reader says for them: ``"Gen"`` is "general", ``"US"`` is "u s"."""
    return {row["abbreviation"]: row["spoken"] for row in read_table("spoken_abbreviations.csv")}


def _listed(word: str) -> int | None:
    row = _table().get(word[:3], "")
    found = row.find(f"|{word} ")
    return None if found < 0 else int(row[found + len(word) + 2 : row.index("|", found + 1)])


def syllables(word: str) -> int:
    """
    Syllables of one plain word.

    Parameters
    ----------
    word : str
        In lower case, without hyphens; a straight apostrophe may stand in it.

    Returns
    -------
    int
        First pronunciation of the CMU Pronouncing Dictionary, else one more than the places where the word may be
        hyphenated, as in textstat. A figure counts one.

    Examples
    --------
    >>> syllables("nuclear"), syllables("zelensky"), syllables("2024")
    (3, 3, 1)
    """
    if word.isdigit():
        return 1
    if "'" in word:
        word = _OTHER_APOSTROPHE.sub("", word)
    count = _listed(word)
    if count is not None:
        return count
    if len(word) > _LONGEST_WORD:  # nobody's word; hyphenating it would take forever
        return max(1, len(_VOWELS.findall(word)))
    return _hyphens(word) + 1


def is_plain(word: str) -> bool:
    """Whether a word is letters alone, without accents, and no abbreviation, so that it is said as it is written."""
    return word.isascii() and word.isalpha() and (word.islower() or word[1:].islower()) and word not in spoken_abbreviations()


def spoken(word: str) -> list[str]:
    """
    The words that a reader says for a word as written, in lower case.

    Parameters
    ----------
    word : str
        A word of `tokenize`, as written.

    Returns
    -------
    list of str
        The parts of a hyphenated compound, the letters of an initialism, what an abbreviation stands for.

    Examples
    --------
    >>> spoken("Gen"), spoken("U.S.-led"), spoken("DPRK’s"), spoken("NATO"), spoken("1,000")
    (['general'], ['u', 's', 'led'], ['d', 'p', 'r', 'k'], ['nato'], ['1000'])
    """
    if word.isalpha() and word[1:].islower() and word not in spoken_abbreviations():
        return [word.lower()]
    out = []
    for part in _PARTS.split(word.replace("’", "'")):
        letters = part.replace(".", "")
        base = letters.removesuffix("s").removesuffix("'")
        if letters in spoken_abbreviations():
            out += spoken_abbreviations()[letters].split()
        elif base.isupper() and base in spoken_abbreviations():
            out += spoken_abbreviations()[base].split()
        elif _is_spelled(base, dotted=is_dotted(part.rstrip("."))):
            out += base.lower()
        else:
            plain = _MARKS.sub("", part).lower()
            if plain:
                out.append(plain)
    return out


def _is_spelled(letters: str, *, dotted: bool) -> bool:
    # "D.C." and "DPRK" are spelled; "NATO" and "BREAKING" are read as words, "IAEA" as letters for want of an entry
    if dotted:
        return True
    if not (1 < len(letters) < 7 and letters.isalpha() and letters.isupper()):
        return False
    lower = letters.lower()
    return not _VOWELS.search(lower) or (len(lower) < 5 and _listed(lower) is None)
