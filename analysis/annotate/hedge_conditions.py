"""Conditions on the words around a hedge; the column ``condition`` of ``data/hedges.csv`` names them."""

from __future__ import annotations

from collections.abc import Callable

from analysis.annotate.words import Tokens

# A condition sees the words [i, j) that an entry matched, inside the words [first, stop) of their sentence.
Condition = Callable[[Tokens, int, int, int, int], bool]

_ADVERBS = frozenset("also now still yet long already ever never always often even just only far so not".split())
_NOT_ADVERBS = frozenset("ally apply assembly comply early family fly friendly imply italy july likely rely reply supply unlikely".split())
_PRONOUNS = frozenset("i you he she it we they there this that these those one".split())
_DETERMINERS = frozenset("the a an its his her their our my your this that these those no any some each every another such whose".split())
_NOT_VERBS = _PRONOUNS | _DETERMINERS | frozenset("and or of in to at on by for from is was are were has had said says told day".split())
_NUMERALS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half third thirds "
    "quarter quarters fifth fifths tenth hundreds thousands millions billions dozens midnight noon".split()
)
_UNITS = frozenset(
    "dozen hundred thousand million billion trillion half third quarter fifth tenth minute hour day week fortnight month year "
    "decade century mile kilometre kilometer metre meter ton tonne".split()
)
_MONEY = frozenset("$€£¥")
_TOPIC_WORDS = frozenset(
    "talk talks talked talking speak speaks spoke speaking think thinks thought know knows knew hear heard ask asks asked worry "
    "worries worried concern concerns concerned question questions complain complained complaints warn warned write writes wrote "
    "read joke joked lie lied forget forgot something anything nothing what how information story stories book film".split()
)
_PERCEPTION = frozenset("see hear feel smell taste watch only hardly barely scarcely afford remember".split())
_PERCEIVED = frozenset("seen heard felt smelled smelt watched".split())
_REFUSALS = frozenset("comment say elaborate discuss disclose divulge specify identify reveal confirm name give provide let".split())
_REPORTED = frozenset(
    "said announced told assured promised pledged vowed confirmed insisted added declared agreed reported stated warned".split()
)
_EFFECTS = frozenset(
    "affect allow appear arise become begin boost bring cause come contribute cost cut decrease delay drive ease enable encourage "
    "end enhance fail find gain give harm help hurt impair improve increase lead lower make mean prevent produce prove provide "
    "raise reduce result reveal rise save show slow start strengthen support take trigger weaken worsen".split()
)
# Nouns with a plural verb: "police suspect" is a verb where "a suspect" is not.
_PEOPLE = frozenset(
    "police officials officers investigators detectives authorities prosecutors analysts experts doctors scientists researchers "
    "economists historians critics observers diplomats lawyers relatives parents people many some most few others who which".split()
)


def is_adverb(word: str) -> bool:
    """Whether a word may stand between the parts of an entry, as in "is [widely] believed to"."""
    return word in _ADVERBS or (word.endswith("ly") and word not in _NOT_ADVERBS)


def _next(tokens: Tokens, j: int, stop: int) -> str:
    """Word after the match; "" at the end of the sentence and behind punctuation."""
    return tokens.lower[j] if j < stop and tokens.text[tokens.end[j - 1] : tokens.start[j]].isspace() else ""


def _previous(tokens: Tokens, i: int, first: int) -> str:
    return tokens.lower[i - 1] if i > first and tokens.text[tokens.end[i - 1] : tokens.start[i]].isspace() else ""


def _skip_adverbs(tokens: Tokens, j: int, stop: int) -> int:
    while is_adverb(_next(tokens, j, stop)):
        j += 1
    return j


def _is_numeral(word: str) -> bool:
    return word[0].isdigit() or word[0] in _MONEY or all(part in _NUMERALS for part in word.split("-"))


def before_verb(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """An auxiliary, "may leave", "might, however, leave"; not the noun, "might is right", nor the month, "may 5"."""
    if j < stop and tokens.text[tokens.end[j - 1] : tokens.start[j]].strip() in {",", "–", "—", "--", "("}:
        return True
    word = _next(tokens, j, stop)
    return bool(word) and not word[0].isdigit() and word not in _NOT_VERBS


def not_wish(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not "May she rest", "may the best team win": the subject follows, or the word opens the sentence."""
    return i > first and _next(tokens, j, stop) != "god"


def not_after_determiner(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not a noun: "its might", "this kind of"."""
    return _previous(tokens, i, first) not in _DETERMINERS | {"what", "same", "military", "different", "special"}


def not_perception(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not past ability: "could see the smoke", "could be heard", "could only watch"."""
    if _next(tokens, j, stop) in _PERCEPTION:
        return False
    j = _skip_adverbs(tokens, j, stop)
    word = _next(tokens, j, stop)
    return word not in _PERCEPTION and not (word == "be" and _next(tokens, _skip_adverbs(tokens, j + 1, stop), stop) in _PERCEIVED)


def not_backshifted(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not "said it would cut jobs", the past of "will cut", with the reporting verb at most 14 words before."""
    return _REPORTED.isdisjoint(tokens.lower[max(first, i - 14) : i])


def not_refusal(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not "would not comment", "wouldn't say": told as fact."""
    if tokens.lower[i] == "would" and _next(tokens, j, stop) != "not":
        return True
    return _next(tokens, _skip_adverbs(tokens, j, stop), stop) not in _REFUSALS


def before_effect(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Expectation, "should help"; not duty, "should resign"."""
    return _next(tokens, _skip_adverbs(tokens, j, stop), stop) in _EFFECTS


def not_rate_comparison(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not "were more likely to", which compares rates; "most likely" hedges."""
    return _previous(tokens, i, first) not in {"more", "less", "as", "equally"} or _next(tokens, j, stop) != "to"


def before_number(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Before a number in figures or words, a sum of money, "a dozen", "an hour"."""
    if j >= stop or tokens.text[tokens.end[j - 1] : tokens.start[j]].strip() not in {"", "$", "€", "£", "¥"}:
        return False
    word = tokens.lower[j]
    return _is_numeral(word) or (word in {"a", "an"} and _next(tokens, j + 1, stop) in _UNITS)


def before_round_number(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """
    Before a number that is round: in words, up to 12, or a multiple of 5.

    "About 40 ships" is an estimate; "about $137.8 million" abbreviates a figure that is known (Krifka 2007).
    """
    if not before_number(tokens, i, j, first, stop):
        return False
    whole, _, fraction = tokens.lower[j].lstrip("$€£¥").rstrip("%").replace(",", "").partition(".")
    if not (whole.isdecimal() and len(whole) < 16):
        return True
    return fraction in {"0", "5"} if fraction else int(whole) <= 12 or int(whole) % 5 == 0


def not_topic(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Not "talks about 40 ships", "a law about 2015"."""
    if _previous(tokens, i, first) in _TOPIC_WORDS:
        return False
    word = _next(tokens, j, stop)
    is_year = len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}
    return not is_year or _next(tokens, j + 1, stop).endswith(("s", "people", "men", "women", "children"))


def before_that_or_pronoun(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Before a clause that "that" or a pronoun opens: "fears that", "doubted he"."""
    return _next(tokens, j, stop) in _PRONOUNS


def _before_clause(tokens: Tokens, j: int, stop: int) -> bool:
    word = _next(tokens, j, stop)
    return word in _PRONOUNS or word in _DETERMINERS or (word != "" and tokens.words[j][0].isupper())


def takes_clause(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """A verb before a clause, "believe the plan", or in brackets, ", he believes,"; not "believe in", "the thought"."""
    if _previous(tokens, i, first) in _DETERMINERS - _PRONOUNS:
        return False
    return _before_clause(tokens, j, stop) or (_previous(tokens, i, first) in _PRONOUNS and _next(tokens, j, stop) == "")


def before_complement(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Before "to" or a clause: "appears to", "hopes the plan"; not "appeared before MPs"."""
    return _next(tokens, _skip_adverbs(tokens, j, stop), stop) == "to" or _before_clause(tokens, j, stop)


def after_subject(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """A verb, "police suspect", "she suspects"; not the noun, "a suspect was held"."""
    word = _previous(tokens, i, first)
    return word in _PEOPLE or word in _PRONOUNS - _DETERMINERS


def before_open_plan(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """Before what is not decided: "considering leaving", "weighing whether", "exploring a sale"."""
    word = _next(tokens, j, stop)
    return word in {"whether", "how", "a", "an"} or (word.endswith("ing") and len(word) > 5)


def inverted(tokens: Tokens, i: int, j: int, first: int, stop: int) -> bool:
    """ "Should he survive" as a condition; not a question."""
    return _previous(tokens, i, first) not in {"how", "why", "when", "what", "where", "who"} and (
        "?" not in tokens.text[tokens.end[stop - 1] : tokens.end[stop - 1] + 3]
    )


CONDITIONS: dict[str, Condition] = {
    condition.__name__: condition
    for condition in (
        before_verb,
        not_wish,
        not_after_determiner,
        not_perception,
        not_backshifted,
        not_refusal,
        before_effect,
        not_rate_comparison,
        before_number,
        before_round_number,
        not_topic,
        before_that_or_pronoun,
        takes_clause,
        before_complement,
        after_subject,
        before_open_plan,
        inverted,
    )
}
