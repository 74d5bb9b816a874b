"""Conditions on the words around a hedge; the column ``condition`` of ``data/hedges.csv`` names them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from analysis.annotation.text.words import Tokens
from analysis.data import read_table

# A condition sees the words [i, j) that an entry matched, inside the words [first, stop) of their sentence.
Condition = Callable[[Tokens, int, int, int, int], bool]

_MONEY = frozenset("$€£¥")
_BREAKS_BEFORE_VERB = frozenset([",", "–", "—", "--", "("])
_WH = frozenset(["how", "why", "when", "what", "where", "who"])


@cache
def _words(*classes: str) -> frozenset[str]:
    """Words of one or more classes of ``data/hedge_contexts.csv``."""
    return frozenset(word for row in read_table("hedge_contexts.csv") if row["class"] in classes for word in row["words"].split())


def is_adverb(word: str) -> bool:
    """Whether a word may stand between the parts of an entry, as in "is [widely] believed to"."""
    return word in _words("adverb") or (word.endswith("ly") and word not in _words("no_adverb"))


def _next(tokens: Tokens, j: int, stop: int) -> str:
    """Word after the match; "" at the end of the sentence and behind punctuation."""
    return tokens.lower[j] if j < stop and tokens.text[tokens.end[j - 1] : tokens.start[j]].isspace() else ""


def _previous(tokens: Tokens, i: int, first: int) -> str:
    return tokens.lower[i - 1] if i > first and tokens.text[tokens.end[i - 1] : tokens.start[i]].isspace() else ""


def _skip_adverbs(tokens: Tokens, j: int, stop: int) -> int:
    while is_adverb(_next(tokens, j, stop)):
        j += 1
    return j


def _next_but_adverbs(tokens: Tokens, j: int, stop: int) -> str:
    return _next(tokens, _skip_adverbs(tokens, j, stop), stop)


def before_verb(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Auxiliaries, "may leave", "might, however, leave"; not the noun, "might is right", nor the month, "may 5"."""
    if j < stop and tokens.text[tokens.end[j - 1] : tokens.start[j]].strip() in _BREAKS_BEFORE_VERB:
        return True
    word = _next(tokens, j, stop)
    return word != "" and not word[0].isdigit() and word not in _words("pronoun", "determiner", "no_verb")


def not_wish(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not a word that opens the sentence, "May peace return"; other wishes name their subject next, see `before_verb`."""
    return i > first and _next(tokens, j, stop) != "god"


def not_after_determiner(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not a noun: "its might", "this kind of"."""
    return _previous(tokens, i, first) not in _words("determiner", "noun_before")


def not_perception(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not past ability: "could see the smoke", "could be heard", "could only watch"."""
    if _next(tokens, j, stop) in _words("perception"):
        return False
    j = _skip_adverbs(tokens, j, stop)
    word = _next(tokens, j, stop)
    if word == "be":
        return _next_but_adverbs(tokens, j + 1, stop) not in _words("perceived")
    return word not in _words("perception")


def not_backshifted(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not "said it would cut jobs", the past of "will cut", with the reporting verb at most 14 words before."""
    return _words("reported").isdisjoint(tokens.lower[max(first, i - 14) : i])


def not_negated(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not "would not comment", "would never agree": a refusal or a future that is ruled out, told as fact."""
    return _next(tokens, j, stop) not in _words("negation")


def before_effect(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Expectation, "should help"; not duty, "should resign"."""
    return _next_but_adverbs(tokens, j, stop) in _words("effect")


def before_outcome(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Possibility, "can cause cramps"; not ability or permission, "can swim"."""
    return _next_but_adverbs(tokens, j, stop) in _words("outcome")


def not_rate_comparison(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not "were more likely to", which compares rates; "most likely" hedges."""
    return _previous(tokens, i, first) not in {"more", "less", "as", "equally"} or _next(tokens, j, stop) != "to"


def before_number(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Before a number in figures or words, a sum of money, "a dozen", "an hour"."""
    if j >= stop:
        return False
    gap = tokens.text[tokens.end[j - 1] : tokens.start[j]].strip()
    if gap and gap not in _MONEY:
        return False
    word = tokens.lower[j]
    if word in {"a", "an"}:
        return _next(tokens, j + 1, stop) in _words("unit")
    return word[0].isdigit() or word[0] in _MONEY or all(part in _words("numeral") for part in word.split("-"))


def before_round_number(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """
    Before a number that is round: in words, up to 12, or a multiple of 5 or .5.

    "About 40 ships" is an estimate; "about $137.8 million" abbreviates a figure that is known (Krifka 2007).
    """
    if not before_number(tokens, i, j, first, stop):
        return False
    whole, _, fraction = tokens.lower[j].lstrip("$€£¥").rstrip("%").replace(",", "").partition(".")
    if not whole.isdecimal():
        return True
    if fraction:
        return fraction in {"0", "5"}
    return whole[-1] in "05" or (len(whole) < 3 and int(whole) <= 12)


def not_topic(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not "talks about 40 ships", "a law about 2015"."""
    if _previous(tokens, i, first) in _words("topic"):
        return False
    word = _next(tokens, j, stop)
    is_year = len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}
    return not is_year or _next(tokens, j + 1, stop).endswith(("s", "people", "men", "women", "children"))


def before_that_or_pronoun(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Before a clause that "that" or a pronoun opens: "fears that", "doubted he", "hopes it's"."""
    return _next(tokens, j, stop).partition("'")[0] in _words("pronoun")


def _before_clause(tokens: Tokens, j: int, stop: int) -> bool:
    word = _next(tokens, j, stop)
    return word.partition("'")[0] in _words("pronoun", "determiner") or (word != "" and tokens.words[j][0].isupper())


def takes_clause(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Verbs before a clause, "believe the plan", or in brackets, ", he believes,"; not "believe in", "the thought"."""
    previous = _previous(tokens, i, first)
    if previous in _words("people", "pronoun"):
        return _next(tokens, j, stop) not in _words("no_clause")
    return previous not in _words("determiner") and _before_clause(tokens, j, stop)


def before_complement(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Before "to" or a clause: "appears to", "hopes the plan"; not "appeared before MPs"."""
    return _next_but_adverbs(tokens, j, stop) == "to" or _before_clause(tokens, j, stop)


def after_subject(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Verbs, "police suspect", "she suspects"; not the noun, "a suspect was held"."""
    word = _previous(tokens, i, first)
    return word in _words("people") or word in _words("pronoun") - _words("determiner")


def before_open_plan(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Before what is not decided: "considering leaving", "weighing whether", "exploring a sale"."""
    word = _next(tokens, j, stop)
    return word in {"whether", "how", "a", "an"} or (word.endswith("ing") and len(word) > 5)


def before_infinitive(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Behind "to" a verb, "a battle to survive"; not "likened the battle to the war"."""
    return _next(tokens, j, stop) not in _words("determiner")


def inverted(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """A condition without "if": "should he survive", "Should talks fail, ..."; not a question."""
    if "?" in tokens.text[tokens.end[stop - 1] : tokens.end[stop - 1] + 3] or _previous(tokens, i, first) in _WH:
        return False
    return i == first or _next(tokens, j, stop) in _words("pronoun", "determiner")


CONDITIONS: dict[str, Condition] = {
    condition.__name__: condition
    for condition in (
        before_verb,
        not_wish,
        not_after_determiner,
        not_perception,
        not_backshifted,
        not_negated,
        before_effect,
        before_outcome,
        not_rate_comparison,
        before_number,
        before_round_number,
        not_topic,
        before_that_or_pronoun,
        takes_clause,
        before_complement,
        after_subject,
        before_open_plan,
        before_infinitive,
        inverted,
    )
}
