"""Classes of words by which changes are told apart: figures, offices, pronouns, function words, negations, opposites."""

from __future__ import annotations

from functools import cache

from analysis.annotation.text import function_words as fw
from analysis.comparison.house_style import fold_spelling, months
from analysis.comparison.stems import common_words, stem
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


def spelled_out(key: str) -> str:
    """
    A contraction as the words that it stands for; ’s as "is" and ’d as "would".

    Examples
    --------
    >>> spelled_out("doesn't"), spelled_out("won't"), spelled_out("they'll"), spelled_out("it's"), spelled_out("lee's")
    ('does not', 'will not', 'they will', 'it is', "lee's")
    """
    return " ".join([word for word, _ in fw.spelled_out(key)]) or key


def spelled_out_otherwise(key: str) -> str:
    """As `spelled_out`, but ’s as "has" and ’d as "had"."""
    ending = {"'s": (" is", " has"), "'d": (" would", " had")}.get(key[-2:])
    words = spelled_out(key)
    return words.removesuffix(ending[0]) + ending[1] if ending and words.endswith(ending[0]) else words


def is_negation(key: str) -> bool:
    """Whether a word denies: "not", "never", "nobody", "didn't", "unable"."""
    return key == "unable" or any(fw.can_be(word) & fw.NEGATION for word, _ in fw.spelled_out(key) or ((key, 0),))


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("opposites.csv"):
        one, two = ([fold_spelling(word) for word in row[column].split()] for column in ("words", "opposites"))
        for word, others in [(word, two) for word in one] + [(word, one) for word in two]:
            found.setdefault(word, set()).update(others)
    return {word: frozenset(others) for word, others in found.items()}


def has_opposite(key: str) -> bool:
    """Whether a word has an opposite in the table: "before", "rose"."""
    return key in _opposites()


def are_opposite(key: str, other: str) -> bool:
    """
    Whether a claim is turned round where one word replaces the other.

    Examples
    --------
    >>> are_opposite("offered", "refused"), are_opposite("fell", "rose"), are_opposite("fell", "dropped")
    (True, True, False)
    """
    return other in _opposites().get(key, ())
