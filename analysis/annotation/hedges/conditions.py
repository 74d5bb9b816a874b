"""Conditions on the words around a hedge; the column ``condition`` of ``data/hedges.csv`` names them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from analysis.annotation.text import function_words as fw
from analysis.annotation.text.clauses import Clauses
from analysis.data import read_table

# A condition sees the pieces [i, j) of a sentence that an entry matched.
Condition = Callable[[Clauses, int, int], bool]

_MONEY = frozenset("$€£¥")
_PHRASES = frozenset(("determiner", "possessive", "name", "number"))
_REPORTED_WITHIN = 14  # pieces between "said" and the "would" that it turns "will" into


@cache
def _words(kind: str) -> frozenset[str]:
    """Words of a class of ``data/hedge_contexts.csv``."""
    return frozenset(word for row in read_table("hedge_contexts.csv") if row["class"] == kind for word in row["words"].split())


def is_adverb(key: str) -> bool:
    """Whether a word may stand between the parts of an entry, as in "is [widely] believed to"."""
    return bool(fw.can_be(key) & fw.ADVERB)


def _at(c: Clauses, j: int) -> int:
    """The piece at ``j``; -1 behind a break and at the end of the sentence."""
    return j if j < len(c.keys) and not c.gaps[j] else -1


def _next(c: Clauses, j: int) -> str:
    return c.keys[j] if _at(c, j) >= 0 else ""


def _behind_adverbs(c: Clauses, j: int) -> int:
    while _at(c, j) >= 0 and is_adverb(c.keys[j]):
        j += 1
    return _at(c, j)


def _previous(c: Clauses, i: int) -> str:
    return c.keys[i - 1] if i and not c.gaps[i] else ""


def auxiliary(c: Clauses, i: int, j: int) -> bool:
    """Auxiliaries, "may leave"; not the month, the name, the noun ("its might") or the wish ("may she rest")."""
    if c.tags[i] != "modal":
        return False
    return c.keys[i] != "may" or (
        i > 0 and c.gaps[i] in ("", ",") and not (_at(c, j) >= 0 and (c.tags[j] in _PHRASES or c.tags[j] == "pronoun"))
    )


def verb(c: Clauses, i: int, j: int) -> bool:
    """Verbs behind their subject, "police suspect"; not the noun, "a suspect was held"."""
    return c.tags[i] == "verb" and i > 0 and not c.gaps[i]


def adaptor(c: Clauses, i: int, j: int) -> bool:
    """Before what it loosens, "sort of worked"; not the noun, "this kind of", "a different sort of"."""
    before = c.tags[i - 1] if i and not c.gaps[i] else ""
    if before == "noun":
        return bool(fw.can_be(_next(c, j)) & (fw.PAST | fw.THIRD | fw.ING))
    return before not in ("determiner", "possessive", "number")


def not_backshifted(c: Clauses, i: int, j: int) -> bool:
    """Not "said it would cut jobs", the past of "will cut"."""
    return _words("reported").isdisjoint(c.keys[max(0, i - _REPORTED_WITHIN) : i])


def before_effect(c: Clauses, i: int, j: int) -> bool:
    """Expectation, "should help"; not duty, "should resign"."""
    k = _behind_adverbs(c, j)
    return k >= 0 and c.keys[k] in _words("effect")


def before_outcome(c: Clauses, i: int, j: int) -> bool:
    """Possibility, "can cause cramps"; not ability or permission, "can swim"."""
    k = _behind_adverbs(c, j)
    return k >= 0 and c.keys[k] in _words("outcome")


def not_rate_comparison(c: Clauses, i: int, j: int) -> bool:
    """Not "were more likely to", which compares rates; "most likely" hedges."""
    return _previous(c, i) not in ("more", "less", "as", "equally") or _next(c, j) != "to"


def before_number(c: Clauses, i: int, j: int) -> bool:
    """Before a number in figures or words, a sum of money, "a dozen", "an hour"."""
    word = _next(c, j)
    if word in ("a", "an"):
        return _next(c, j + 1) in _words("unit")
    return word[:1].isdigit() or word[:1] in _MONEY or (word != "" and all(part in _words("numeral") for part in word.split("-")))


def before_round_number(c: Clauses, i: int, j: int) -> bool:
    """
    Before a number that is round: in words, up to 12, or a multiple of 5 or .5.

    "About 40 ships" is an estimate; "about $137.8 million" abbreviates a figure that is known (Krifka 2007).
    """
    if not before_number(c, i, j):
        return False
    whole, _, fraction = c.keys[j].lstrip("$€£¥").rstrip("%").replace(",", "").partition(".")
    if not whole.isdecimal():
        return True
    if fraction:
        return fraction in ("0", "5")
    return whole[-1] in "05" or (len(whole) < 3 and int(whole) <= 12)


def not_topic(c: Clauses, i: int, j: int) -> bool:
    """Not "talks about 40 ships", "a law about 2015"."""
    if _previous(c, i) in _words("topic"):
        return False
    word = _next(c, j)
    is_year = len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")
    return not is_year or bool(fw.can_be(_next(c, j + 1)) & fw.PLURAL) or _next(c, j + 1) in ("people", "men", "women", "children")


def before_clause(c: Clauses, i: int, j: int) -> bool:
    """Before a clause that "that" or a pronoun opens: "fears that", "doubted he", "hopes it's"."""
    return _next(c, j) == "that" or (_at(c, j) >= 0 and c.tags[j] in ("complementizer", "pronoun") and _at(c, j + 1) >= 0)


def takes_clause(c: Clauses, i: int, j: int) -> bool:
    """Verbs before a clause, "believe the plan", or in brackets, ", he believes,"; not "believe in", "the thought"."""
    k = _at(c, j)
    if c.tags[i] != "verb":
        return False
    if k < 0:
        return bool(i) and not c.gaps[i] and c.tags[i - 1] in ("pronoun", "noun", "name", "relative")
    return before_clause(c, i, j) or c.tags[k] in _PHRASES or c.tags[k] == "noun"


def before_complement(c: Clauses, i: int, j: int) -> bool:
    """Before "to" or a clause: "appears to", "hopes the plan"; not "appeared before MPs"."""
    k = _behind_adverbs(c, j)
    return k >= 0 and (c.tags[k] == "to" or before_clause(c, i, j) or c.tags[k] in _PHRASES)


def before_open_plan(c: Clauses, i: int, j: int) -> bool:
    """Before what is not decided: "considering leaving", "weighing whether", "exploring a sale"."""
    word = _next(c, j)
    return word in ("whether", "how", "a", "an") or bool(fw.can_be(word) & fw.ING)


def not_made(c: Clauses, i: int, j: int) -> bool:
    """Not "made the allegation": the text says who speaks so, and hedges nothing."""
    before = [k for k in range(max(0, i - 3), i) if not c.gaps[k + 1]]
    return not any(c.tags[k] == "verb" and c.keys[k] in _words("making") for k in before)


def infinitive(c: Clauses, i: int, j: int) -> bool:
    """With "to" and a verb, "a battle to survive"; not "likened the battle to the war"."""
    return c.tags[j - 1] == "to"


def inverted(c: Clauses, i: int, j: int) -> bool:
    """A condition without "if": "should he survive", "Should talks fail, ..."; not a question."""
    asked = _previous(c, i) in fw.words_of("complementizer", feature="interrogative") or c.question
    return not asked and (not i or (_at(c, j) >= 0 and c.tags[j] in ("pronoun", "determiner", "possessive")))


CONDITIONS: dict[str, Condition] = {
    condition.__name__: condition
    for condition in (
        auxiliary,
        verb,
        adaptor,
        not_backshifted,
        before_effect,
        before_outcome,
        not_rate_comparison,
        before_number,
        before_round_number,
        not_topic,
        before_clause,
        takes_clause,
        before_complement,
        before_open_plan,
        not_made,
        infinitive,
        inverted,
    )
}
