"""Reporting verbs: the words that tell the reader that somebody said something, neutral or loaded."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.annotation.text import function_words as fw
from analysis.annotation.text.clauses import Clauses, VerbGroup, clauses_of
from analysis.annotation.text.words import Span, Tokens
from analysis.data import read_table

# “…,” he noted: a quotation that closes a few words before. An apostrophe alone is none.
_CLOSING = re.compile(r"[”\"»]|[,.?!…][’']")
_OPENING_OR_STOP = re.compile(r"[“\"„«]|(?<!\w)[‘']|[.;]\s|\n")
_STOPS = frozenset((". ", "; ", ".\n", "\n", ".\xa0"))
_INTRODUCING = frozenset(":“\"„«‘'")
_COMPLEMENTS = frozenset(("that", "how", "why", "whether", "about"))
_RELATIVES = frozenset(("that", "which", "who"))
_SUBJECTS = frozenset(("he", "she", "they", "we", "there", "i"))
# The door, not the government: what the verb then does is no speech.
_OBJECTS = {
    "slam": frozenset(("door", "doors", "brakes", "shut", "into")),
    "blast": frozenset(("off", "into", "through", "away", "open")),
    "hail": frozenset(("from", "taxi", "cab")),
    "admit": frozenset(("hospital",)),
}
# What follows at once and changes the meaning: "argued all night", "two are accused of theft", "as described in the guide".
_OTHER_SENSE = {
    "argue": frozenset(("all", "with", "over", "about", "among", "amongst")),
    "accuse": frozenset(("of",)),
    "describe": frozenset(("in", "on", "above", "below")),
}
_ACTIVE_ONLY = frozenset(("admit", "deny", "add", "charge", "maintain", "contend", "explain", "ask", "blame"))
# Of these the passive names who hears it: "drivers were warned". Others tell of a statement only with the one who makes it:
# "the cut was criticised by teachers", not "a date was announced".
_ADDRESSED = frozenset(("tell", "warn", "urge", "remind", "inform", "advise", "assure"))
# "When asked about the delay", "Asked whether he would go": what was asked tells what an answer is about.
_WHEN = frozenset(("when", "if", "once", "after", "as", "while"))
_ON_TO_SAY = frozenset(("on", "continued"))  # "went on to say" says; "refused to say" does not
# What may follow the verb of a parenthesis that ends the sentence: "sales rose, the firm reported on Monday".
_CLOSING_TIME = frozenset(("on", "in", "late", "early", "last", "this", "yesterday", "today"))


class Wording(NamedTuple):
    """The classes of ``speaker_grammar.csv``, words in lower case; the table's ``source`` column says what each is."""

    pronoun: frozenset[str]
    noun_marker: frozenset[str]
    indefinite: frozenset[str]
    before_verb: frozenset[str]
    naming_verb: frozenset[str]
    title_word: frozenset[str]
    mentioned: frozenset[str]
    using: frozenset[str]
    small_word: frozenset[str]
    first_person: frozenset[str]
    work: frozenset[str]
    office: frozenset[str]


@cache
def wording() -> Wording:
    """Read the table, once."""
    classes: dict[str, list[str]] = {name: [] for name in Wording._fields}
    for row in read_table("speaker_grammar.csv"):
        classes[row["class"]].append(row["word"])
    return Wording(**{name: frozenset(words) for name, words in classes.items()})


class ReportingForm(NamedTuple):
    """
    A row of ``reporting_verbs.csv``: what one form of a verb reports, and what must stand beside it.

    Attributes
    ----------
    verb : str
    kind : str
        "neutral", or "loaded": the verb judges the speaker, the manner or the truth of what is said.
    use : str
        When the form reports speech: "any" (always), "clause" (with "that", a colon, a quotation, a clause or as a
        parenthesis), "quote" (beside a quotation only), "thought" (next to a quotation, where nothing else reports).
    particles : tuple of str
        One of them must follow ("pointed out").
    complements : tuple of str
        What may follow in place of "that" ("claimed to").
    noun : bool
        The form is a noun as well ("claims").
    """

    verb: str
    kind: str
    use: str
    particles: tuple[str, ...]
    complements: tuple[str, ...]
    noun: bool


@cache
def reporting_forms() -> dict[str, ReportingForm]:
    """Every form of every reporting verb, by the form in lower case."""
    return {
        row["form"]: ReportingForm(
            row["verb"],
            row["kind"],
            row["use"],
            tuple(row["particle"].split()),
            tuple(row["complement"].split()),
            row["noun"] == "yes",
        )
        for row in read_table("reporting_verbs.csv")
    }


class ReportingVerb(NamedTuple):
    """
    A verb that reports speech, at ``[start, end)``.

    ``kind`` is "neutral" (said, told, according to) or "loaded" (claimed, insisted, slammed): the verb judges the
    speaker, the manner or the truth of what is said.
    """

    start: int
    end: int
    text: str
    kind: str


def find_reporting_verbs(tokens: Tokens, quotes: Sequence[Span] = ()) -> tuple[ReportingVerb, ...]:
    """
    Find every verb that reports speech.

    Parameters
    ----------
    tokens : Tokens
    quotes : sequence with ``start`` and ``end``, in order
        Quotations whose own verbs are left out: they are the speaker's choice, not the narrator's.

    Returns
    -------
    tuple of ReportingVerb
        In order, without overlaps.

    Notes
    -----
    A form that means other things as well counts only in company: "added 5 per cent", "charged with murder",
    "their stated aim" and "reports" the noun do not count; "added that", "he noted:" and "…,” he claimed" do.
    Which verbs are loaded is a judgement: ``analysis/data/reporting_verbs.csv`` names whose.

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> text = "Lee said sales rose. The firm added 5 stores, he claimed. “Good,” Vlk added."
    >>> [(verb.text, verb.kind) for verb in find_reporting_verbs(tokenize(text))]
    [('said', 'neutral'), ('claimed', 'loaded'), ('added', 'neutral')]
    """
    forms, lower, start = reporting_forms(), tokens.lower, tokens.start
    found = []
    q = 0
    for i in tokens.places("reporting", reporting_forms):
        form, begin = forms[lower[i]], start[i]
        while q < len(quotes) and quotes[q].end <= begin:
            q += 1
        if (q == len(quotes) or begin < quotes[q].start) and _reports(tokens, i, form):
            end = tokens.end[i + 1 if form.particles else i]
            found.append(ReportingVerb(begin, end, tokens.text[begin:end], form.kind))
    return tuple(found)


def _reports(tokens: Tokens, i: int, form: ReportingForm) -> bool:
    """Whether the verb at word ``i`` reports speech, by its neighbours."""
    lower, words, known = tokens.lower, tokens.words, wording()
    before = lower[i - 1] if i and tokens.start[i] - tokens.end[i - 1] == 1 else ""
    if before in known.noun_marker or before.endswith(("'s", "s'")):
        return False
    if before and words[i][0].isupper() and not words[i].isupper():
        return False  # a name inside a sentence: "the United States and its allies"
    following = lower[i + 1] if i + 1 < len(lower) else ""
    if form.particles and following not in form.particles:
        return False
    c, piece = parsed_at(tokens, i)
    before = c.keys[piece - 1] if before else ""  # of "didn't" it is "not"
    group = c.groups[c.group_at[piece]] if c.group_at[piece] >= 0 else None
    passive = group is not None and group.passive
    helped = group is not None and group.first < piece == group.head
    if form.verb == "say":
        return not passive and _says(tokens, i, group)
    if form.verb == "tell":
        return before != "to"
    if following in _OTHER_SENSE.get(form.verb, ()):
        return False
    governed = (
        words[i - 1][:1].isupper() or helped or before in known.pronoun or before in known.before_verb or before.endswith("s")
    )
    if form.noun and before and not governed:
        return False
    if passive and form.verb in _ACTIVE_ONLY:
        return False
    if lower[i] == "asked" and (words[i] == "Asked" or before in _WHEN):
        return False
    if form.use == "any":
        if passive and form.verb not in _ADDRESSED and "by" not in lower[i + 1 : i + 3]:
            return False
        return form.verb not in _OBJECTS or _OBJECTS[form.verb].isdisjoint(lower[i + 1 : i + 4])
    if _CLOSING.search(tokens.text, tokens.end[max(0, i - 5)], tokens.start[i]):
        return True
    if form.use == "clause":
        return _has_clause(tokens, i, form, passive)
    last = min(i + (8 if form.use == "quote" else 2), len(words) - 1)
    ahead = _OPENING_OR_STOP.search(tokens.text, tokens.end[i], tokens.start[last] + 1)
    return ahead is not None and ahead.group() not in _STOPS


def sentence_at(tokens: Tokens, word: int) -> int:
    """The index of the sentence of a word."""
    return max(0, bisect_right(tokens.sentences, word, key=lambda sentence: sentence.first) - 1)


def parsed_at(tokens: Tokens, word: int) -> tuple[Clauses, int]:
    """The parse of the sentence of a word, and the word's first piece in it."""
    c = clauses_of(tokens, sentence_at(tokens, word))
    return c, c.piece_of(word)


def _says(tokens: Tokens, i: int, group: VerbGroup | None) -> bool:
    """Whether the form of "say" at word ``i`` tells of a statement: not "refused to say", "that said,", "what he says"."""
    lower = tokens.lower
    before, second = lower[i - 1] if i else "", lower[i - 2] if i > 1 else ""
    if lower[i] == "say":
        return not ((group is not None and group.negated) or (before == "to" and second not in _ON_TO_SAY))
    if lower[i] == "said" and before == "that" and tokens.text[tokens.end[i] : tokens.end[i] + 1] == ",":
        return False
    return second != "what"


def _has_clause(tokens: Tokens, i: int, form: ReportingForm, passive: bool) -> bool:
    """Whether what is said follows word ``i``, or stands around a parenthesis."""
    lower, start, end = tokens.lower, tokens.start, tokens.end
    gap = tokens.text[end[i] : min(end[i] + 4, start[i + 1])] if i + 1 < len(lower) else ""
    if gap == " ":
        following = lower[i + 1]
        if following in _COMPLEMENTS or following in _SUBJECTS or following in form.complements:
            return True
        if passive:
            return False
        if _is_finite(following) and not _RELATIVES.isdisjoint(lower[max(0, i - 4) : i]):
            return True  # "a cable that Morocco claims was cut": the subject stands before
        if (following in _CLOSING_TIME or following in fw.words_of("calendar")) and "," in tokens.text[
            end[max(0, i - 6)] : start[i]
        ]:
            return True
        # Claimed the minister had lied: a subject and a finite verb.
        for k in range(i + 2, min(i + 7, len(lower))):
            if start[k] - end[k - 1] != 1:
                return False
            if _is_finite(lower[k]):
                return True
        return False
    if not _INTRODUCING.isdisjoint(gap):
        return True
    # Sales, he added, rose; sales rose, he added.
    if passive or (gap and gap[0] not in ",."):
        return False
    return "," in tokens.text[end[max(0, i - 6)] : start[i]]


def _is_finite(word: str) -> bool:
    """Whether a word is an auxiliary with a tense: "had", "isn't", "will"."""
    known = fw.can_be((fw.spelled_out(word) or ((word, 0),))[0][0])
    return bool(known & fw.AUXILIARY and known & (fw.FINITE_AUXILIARY | fw.MODAL))
