"""Reporting verbs: the words that tell the reader that somebody said something, neutral or loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, Protocol

from analysis.annotate.speaker_grammar import grammar
from analysis.annotate.words import Tokens
from analysis.data import read_table

# “…,” he noted: a quotation that closes a few words before. An apostrophe alone is none.
_CLOSING = re.compile(r"[”\"»]|[,.?!…][’']")
_OPENING_OR_STOP = re.compile(r"[“\"„«]|(?<!\w)[‘']|[.;]\s|\n")
_STOPS = frozenset((". ", "; ", ".\n", "\n", ".\xa0"))
_INTRODUCING = frozenset(":“\"„«‘'")
_COMPLEMENTS = frozenset(("that", "how", "why", "whether", "about"))
_SUBJECTS = frozenset(("he", "she", "they", "we", "there", "i"))
# The door, not the government: what the verb then does is no speech.
_OBJECTS = {
    "slam": frozenset(("door", "doors", "brakes", "shut", "into")),
    "blast": frozenset(("off", "into", "through", "away", "open")),
    "hail": frozenset(("from", "taxi", "cab")),
    "admit": frozenset(("hospital",)),
}
_ACTIVE_ONLY = frozenset(("admit", "deny", "add", "charge", "maintain", "contend"))


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


class _Span(Protocol):
    start: int
    end: int


def find_reporting_verbs(tokens: Tokens, quotes: Sequence[_Span] = ()) -> tuple[ReportingVerb, ...]:
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
    >>> from analysis.annotate.words import tokenize
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
    lower, words, known = tokens.lower, tokens.words, grammar()
    before = lower[i - 1] if i and tokens.start[i] - tokens.end[i - 1] == 1 else ""
    if before in known.noun_marker or before.endswith(("'s", "s'")):
        return False
    if before and words[i][0].isupper() and not words[i].isupper():
        return False  # a name inside a sentence: "the United States and its allies"
    if form.particles and (i + 1 == len(lower) or lower[i + 1] not in form.particles):
        return False
    if form.verb == "say" or form.verb == "tell":
        return True
    if (
        form.noun
        and before
        and not (words[i - 1][0].isupper() or before in known.pronoun or before in known.before_verb or before.endswith("s"))
    ):
        return False
    passive = before in known.be and not lower[i].endswith("ing")
    if passive and form.verb in _ACTIVE_ONLY:
        return False
    if form.use == "any":
        return form.verb not in _OBJECTS or _OBJECTS[form.verb].isdisjoint(lower[i + 1 : i + 4])
    if _CLOSING.search(tokens.text, tokens.end[max(0, i - 5)], tokens.start[i]):
        return True
    if form.use == "clause":
        return _has_clause(tokens, i, form, passive)
    last = min(i + (8 if form.use == "quote" else 2), len(words) - 1)
    ahead = _OPENING_OR_STOP.search(tokens.text, tokens.end[i], tokens.start[last] + 1)
    return ahead is not None and ahead.group() not in _STOPS


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
        # Claimed the minister had lied: a subject and a finite verb.
        for k in range(i + 2, min(i + 7, len(lower))):
            if start[k] - end[k - 1] != 1:
                return False
            if lower[k] in grammar().finite:
                return True
        return False
    if not _INTRODUCING.isdisjoint(gap):
        return True
    # Sales, he added, rose; sales rose, he added.
    if passive or (gap and gap[0] not in ",."):
        return False
    return "," in tokens.text[end[max(0, i - 6)] : start[i]]
