"""Function words and forms of verbs: what a word can be, before its neighbours say what it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from analysis.data import read_table

# What a word can be, as bits of one number. A word can be several: "that", "her", "claims".
(
    DETERMINER,
    POSSESSIVE,
    SUBJECT,  # pronouns that can be a subject: he, they, it
    OBJECT,  # pronouns that can be an object: him, them, it
    NUMERAL,
    BE,
    HAVE,
    DO,
    GET,
    MODAL,
    NEGATION,
    PREPOSITION,
    SUBORDINATOR,
    COMPLEMENTIZER,
    RELATIVE,
    COORDINATOR,
    ADVERB,
    CALENDAR,
    BASE,
    THIRD,
    PAST,
    PARTICIPLE,
    ING,
    PRESENT,  # forms of be, have, do and modals that are not past
    PLURAL,  # what may be a noun in the plural
) = (1 << k for k in range(25))

AUXILIARY = BE | HAVE | DO | GET | MODAL
PRONOUN = SUBJECT | OBJECT
FINITE_AUXILIARY = PRESENT | PAST
VERB = BASE | THIRD | PAST | PARTICIPLE | ING
# Words that can be nothing but what the table says.
CLOSED = (
    DETERMINER | POSSESSIVE | PRONOUN | BE | HAVE | DO | MODAL | NEGATION | PREPOSITION | SUBORDINATOR | COMPLEMENTIZER | RELATIVE
) | COORDINATOR

_CLASS = {
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "numeral": NUMERAL,
    "be": BE,
    "have": HAVE,
    "do": DO,
    "get": GET,
    "modal": MODAL,
    "negation": NEGATION | ADVERB,
    "preposition": PREPOSITION,
    "subordinator": SUBORDINATOR,
    "complementizer": COMPLEMENTIZER,
    "relative": RELATIVE,
    "coordinator": COORDINATOR,
    "adverb": ADVERB,
    "calendar": CALENDAR,
    "plural": PLURAL,
}
_FEATURE = {
    "subject": SUBJECT,
    "object": OBJECT,
    "reflexive": OBJECT,
    "indefinite": PRONOUN,
    "base": BASE,
    "present": PRESENT,
    "past": PAST,
    "participle": PARTICIPLE,
    "ing": ING,
    "negative": NEGATION,
}
# No adverbs, no participles and no verbs in spite of their ends.
_ENDINGS = (("ly", ADVERB), ("ing", ING), ("ed", PAST | PARTICIPLE))
_BASE_ENDINGS = ("ise", "ize", "ify", "ate")
_THIRD_ENDINGS = ("ises", "izes", "ifies", "ates")


@cache
def words_of(*classes: str, feature: str = "") -> frozenset[str]:
    """
    The words of one or more classes of ``data/function_words.csv``.

    Parameters
    ----------
    *classes : str
        As in the column ``class``.
    feature : str, optional
        Only words that have it in the column ``features``.

    Returns
    -------
    frozenset of str
        In lower case, with straight apostrophes.

    Examples
    --------
    >>> sorted(words_of("determiner", feature="article")), "whose" in words_of("possessive")
    (['a', 'an', 'the'], True)
    """
    return frozenset(w for w, kind, features in _rows() if kind in classes and (not feature or feature in features))


@cache
def kind_of(conjunction: str) -> str:
    """What kind of clause a subordinating conjunction opens: "time", "reason", "concession", "condition" or ""."""
    return next((" ".join(features) for w, kind, features in _rows() if kind == "subordinator" and w == conjunction), "")


@cache
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((row["word"], row["class"], tuple(row["features"].split())) for row in read_table("function_words.csv"))


@cache
def _forms() -> dict[str, tuple[int, str]]:
    """Form of a verb -> what it can be, and the verb; of two verbs ("found") the one whose own form it is comes last."""
    forms: dict[str, tuple[int, str]] = {}

    def enter(form: str, can_be: int, verb: str) -> None:
        before, known = forms.get(form, (0, verb))
        forms[form] = before | can_be, verb if can_be & BASE else known

    for verb, columns in _verbs():
        enter(verb, BASE, verb)
        for form, can_be in columns:
            enter(form, can_be, verb)
    return forms


def _verbs() -> Iterator[tuple[str, list[tuple[str, int]]]]:
    columns = {"third": THIRD, "past": PAST, "participle": PARTICIPLE, "ing": ING}
    for row in read_table("verbs.csv"):
        yield row["verb"], [(form, can_be) for name, can_be in columns.items() for form in row[name].split("|")]


@cache
def _closed() -> dict[str, int]:
    known: dict[str, int] = {}
    for word, kind, features in _rows():
        if kind not in ("contraction", "host", "after_is", "name_particle", "no_ly", "no_ing", "no_ed"):
            can_be = _CLASS.get(kind, 0)
            for feature in features:
                can_be |= _FEATURE.get(feature, 0)
            known[word] = known.get(word, 0) | can_be
    return known


@lru_cache(maxsize=1 << 14)
def verb_of(form: str) -> str:
    """
    The verb that a form belongs to, in its base form; the form itself where the table has none.

    Examples
    --------
    >>> verb_of("said"), verb_of("denies"), verb_of("was"), verb_of("snorkelled")
    ('say', 'deny', 'be', 'snorkelled')
    """
    found = _forms().get(form)
    if found:
        return found[1]
    for kind in ("be", "have", "do", "get"):
        if form in words_of(kind):
            return kind
    return form


@lru_cache(maxsize=1 << 16)
def can_be(word: str) -> int:
    """
    What a word in lower case can be: bits of this module's names.

    Examples
    --------
    >>> can_be("that") & DETERMINER > 0, can_be("denied") & PAST > 0, can_be("widely") == ADVERB, can_be("ministry")
    (True, True, True, 0)
    """
    known = _closed().get(word, 0)
    known |= _forms().get(word, (0, ""))[0] if not known & (MODAL | BE | HAVE | DO | PREPOSITION) else 0
    if not known and "-" in word:
        return 0  # "nuclear-armed": what describes a noun
    if not known and len(word) > 4:
        for ending, kind in _ENDINGS:
            if word.endswith(ending) and word not in words_of(f"no_{ending}"):
                return kind
        if word.endswith(_BASE_ENDINGS):
            return BASE
        if word.endswith(_THIRD_ENDINGS):
            return THIRD | PLURAL
    if word[:1].isdigit():
        return NUMERAL
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and not known & CLOSED:
        known |= PLURAL
    return known


@cache
def reporting_uses() -> dict[str, str]:
    """Forms of verbs that report, by the form, and how; see the column ``use`` of ``data/reporting_verbs.csv``."""
    return {row["form"]: row["use"] for row in read_table("reporting_verbs.csv") if not row["particle"]}


@cache
def reporting_objects() -> frozenset[str]:
    """Verbs, in their base form, whose object tells what is said: "cited the delay", "called for talks"."""
    return frozenset(row["verb"] for row in read_table("reporting_verbs.csv") if row["object"])


@cache
def contractions() -> dict[str, str]:
    """What a contraction, or the end of one, stands for: ``"n't"`` is "not", ``"can't"`` is "can not"."""
    return {word: " ".join(features) for word, kind, features in _rows() if kind == "contraction"}


@lru_cache(maxsize=1 << 12)
def spelled_out(word: str) -> tuple[tuple[str, int], ...]:
    """
    The words that a contraction in lower case stands for, each with the letters that it takes; () for any other word.

    A name or a noun with 's is taken for a possessive; 's and 'd are given as "is" and "would", which their neighbours
    may change (`clauses.read_clauses`).

    Examples
    --------
    >>> spelled_out("wouldn't"), spelled_out("won't"), spelled_out("he's"), spelled_out("Lee's".lower())
    ((('would', 5), ('not', 3)), (('will', 2), ('not', 3)), (('he', 2), ('is', 2)), ())
    """
    known = contractions()
    if word in known:
        one, _, other = known[word].partition(" ")
        if not other:
            return ((one, len(word)),)  # "n't", cut off by a space
        letters = 2 if word.endswith("'s") else 3
        return (one, len(word) - letters), (other, letters)
    for tail in ("n't", "'ll", "'re", "'ve", "'m", "'d", "'s"):
        host = word.removesuffix(tail)
        if host and host != word:
            if tail == "n't" and not _closed().get(host, 0) & AUXILIARY:
                return ()
            if tail == "'s" and host not in words_of("host"):
                return ()
            first = spelled_out(host)  # wouldn't've
            return (*(first or ((host, len(host)),)), (known[tail], len(tail)))
    return ()
