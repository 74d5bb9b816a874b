"""Classes of words by which changes are told apart: figures, offices, pronouns, function words."""

from __future__ import annotations

from functools import cache

from analysis.compare.house_style import fold_spelling, months
from analysis.compare.similarity import common_words, stem
from analysis.data import read_table


@cache
def _classes() -> dict[str, str]:
    offices = {fold_spelling(row["word"]): "office" for row in read_table("people.csv") if row["kind"] in ("title", "role")}
    return offices | {fold_spelling(row["word"]): row["class"] for row in read_table("edit_words.csv")}


def is_figure(key: str, capital: bool) -> bool:
    """
    Whether a word is a number, a measure, or a time; a month needs its capital, as "may" and "march" are verbs.

    Examples
    --------
    >>> is_figure("12", False), is_figure("may", True), is_figure("may", False), is_figure("dozens", False)
    (True, True, False, True)
    """
    if key[0].isdigit() or _classes().get(key) in ("date", "quantity", "unit"):
        return True
    return capital and key.split()[0] in months()


def is_office(key: str) -> bool:
    """Whether people are called by this word, with a name or without one: "minister", "general"."""
    return _classes().get(key) == "office" or key == "prime minister"


def is_pronoun(key: str) -> bool:
    """Whether a word is a personal, possessive or relative pronoun."""
    return _classes().get(key) == "pronoun"


def is_function_word(key: str) -> bool:
    """Whether a word has grammar rather than content."""
    return common_words().get(stem(key)) == "function"
