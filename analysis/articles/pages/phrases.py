"""Phrases that tell page furniture, captions and bylines from an article's text, and the agencies' credit lines."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.data import read_table

# A phrase is looked up in the first or last words of a line, so that a line of a megabyte costs no more than a short one.
REACH = 200
_EDGE = " \t\xa0\u200b.:!…>»›→▶►▼▾↓•·|-–—*+#[](){}<«‹←"
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "\xad": None, "\u200b": None})
_SPLIT_MENU = re.compile(r"\s*[|>/•·»›,–—]\s*|\s{2,}|\s+-\s+")


class Phrase(NamedTuple):
    """
    One row of ``page_phrases.csv``.

    ``match`` says where the phrase stands: ``whole`` (it is the line), ``start`` (the line begins with it and is not a
    full sentence), ``label`` (the line begins with it, a sentence of some words too), ``notice`` (the same, however long the
    sentence), ``section`` (an entry of a menu).
    ``zone`` says how far it reaches: the line alone (empty), the teasers that follow (``list``), the rest of the page (``end``).
    """

    text: str
    match: str
    kind: str
    zone: str


def fold(text: str) -> str:
    r"""
    Bring the beginning of a line into the form that phrases are stored in.

    Examples
    --------
    >>> fold("  Don’t\xa0MISS: ")
    "don't miss:"
    """
    return _SPACES.sub(" ", text[: 2 * REACH].translate(_APOSTROPHES)).strip()[:REACH].casefold()


@cache
def _tables() -> tuple[dict[str, Phrase], dict[str, list[Phrase]], frozenset[str]]:
    whole: dict[str, Phrase] = {}
    starts: dict[str, list[Phrase]] = {}
    sections = set()
    for row in read_table("page_phrases.csv"):
        phrase = Phrase(fold(row["phrase"]), row["match"], row["kind"], row["zone"])
        if phrase.match == "section":
            sections.add(phrase.text)
        elif phrase.match == "whole":
            whole[phrase.text.strip(_EDGE) or phrase.text] = phrase
        else:
            starts.setdefault(phrase.text.split(" ")[0], []).append(phrase)
    for phrases in starts.values():
        phrases.sort(key=lambda phrase: -len(phrase.text))
    return whole, starts, frozenset(sections)


def whole_phrase(line: str) -> Phrase | None:
    """Return the phrase that the whole line is, arrows, bullets and colons aside."""
    if len(line) > REACH:
        return None
    return _tables()[0].get(fold(line).strip(_EDGE))


def start_phrase(line: str) -> Phrase | None:
    """Return the longest phrase that the line begins with, at a word's end."""
    folded = fold(line).lstrip("•·*>»›→▶►-–—[(| ")
    first = folded.split(" ", 1)[0]
    for phrase in _tables()[1].get(first, ()):
        rest = folded[len(phrase.text) :]
        if folded.startswith(phrase.text) and (not rest or not (rest[0].isalnum() and phrase.text[-1].isalnum())):
            return phrase
    return None


def is_menu(line: str) -> bool:
    """
    Tell whether a line is made of section names, or of the labels of buttons, alone.

    Examples
    --------
    >>> is_menu("Home > World > Middle East"), is_menu("Share Save"), is_menu("World leaders meet")
    (True, True, False)
    """
    if len(line) > REACH:
        return False
    sections = _tables()[2]
    folded = fold(line).strip(_EDGE)
    if folded in sections:
        return True
    entries = [entry for entry in _SPLIT_MENU.split(folded) if entry]
    if len(entries) > 1 and all(entry in sections for entry in entries):
        return True
    words = folded.split()
    if 1 < len(words) <= 6 and all(word in sections or _is_button(word) for word in words):
        return True
    known = sum(word in sections for word in words)
    return len(words) > 2 and (known == len(words) or (len(words) > 3 and known >= 0.6 * len(words) and line.istitle()))


def _is_button(word: str) -> bool:
    phrase = _tables()[0].get(word)
    return phrase is not None and phrase.kind == "furniture"


@cache
def credits() -> dict[str, str]:
    """Map every credit line of ``agencies.csv``, as written, to the agency's short name."""
    return {row["credit"]: row["agency"] for row in read_table("agencies.csv")}


@cache
def agency_pattern() -> re.Pattern[str]:
    """Find an agency's credit as a whole word; case counts, since "AP" is an agency and "ap" is not."""
    names = sorted({form for name in credits() for form in (name, name.upper())}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in names) + r")(?!\w)")
