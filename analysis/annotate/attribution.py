"""Reporting verbs: the words that tell the reader that somebody said something, neutral or loaded."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

from analysis.annotate.speaker_grammar import grammar
from analysis.annotate.words import Tokens

_TABLE = Path(__file__).parents[1] / "data" / "reporting_verbs.csv"
_MARKS = frozenset("\"“”„«»‘'`")
_CLOSED = frozenset("”\"»’'")
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
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["form"]: ReportingForm(
                row["verb"],
                row["kind"],
                row["use"],
                tuple(row["particle"].split()),
                tuple(row["complement"].split()),
                row["noun"] == "yes",
            )
            for row in csv.DictReader(file)
        }


@dataclass(frozen=True, slots=True)
class ReportingVerb:
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
    forms = reporting_forms()
    found = []
    reader = _Reader(tokens)
    q = 0
    for i, word in enumerate(tokens.lower):
        if word not in forms:
            continue
        start = tokens.start[i]
        while q < len(quotes) and quotes[q].end <= start:
            q += 1
        if (q == len(quotes) or start < quotes[q].start) and reader.reports(i, forms[word]):
            end = tokens.end[i + bool(forms[word].particles)]
            found.append(ReportingVerb(start, end, tokens.text[start:end], forms[word].kind))
    return tuple(found)


class _Reader:
    """Judges a verb by its neighbours."""

    def __init__(self, tokens: Tokens) -> None:
        self._text, self._words, self._lower = tokens.text, tokens.words, tokens.lower
        self._start, self._end = tokens.start, tokens.end
        self._grammar = grammar()

    def reports(self, i: int, form: ReportingForm) -> bool:
        """Whether the verb at word ``i`` reports speech."""
        lower, words = self._lower, self._words
        before = lower[i - 1] if i else ""
        after = lower[i + 1 : i + 4]
        if form.particles and (not after or after[0] not in form.particles):
            return False
        joined = i > 0 and self._gap(i) == " "
        if joined and (before in self._grammar.noun_marker or before.endswith(("'s", "s'"))):
            return False
        if form.verb in ("say", "tell"):
            return True
        verbal = before in self._grammar.pronoun or before in self._grammar.before_verb or before.endswith("s")
        if form.noun and joined and not verbal and not words[i - 1][0].isupper():
            return False
        passive = joined and before in self._grammar.be and not words[i].endswith("ing")
        if passive and form.verb in _ACTIVE_ONLY:
            return False
        if form.use == "any":
            return _OBJECTS.get(form.verb, frozenset()).isdisjoint(after)
        if form.use == "clause":
            return self._has_clause(i, form, passive)
        reach = 8 if form.use == "quote" else 2
        return self._quoted_before(i) or any(not _MARKS.isdisjoint(self._gap(k)) for k in self._following(i, reach))

    def _gap(self, i: int) -> str:
        a = self._end[i - 1] if i else 0
        b = self._start[i] if i < len(self._start) else len(self._text)
        return self._text[a:b] if b - a < 24 else self._text[a : a + 12] + self._text[b - 12 : b]

    def _following(self, i: int, reach: int) -> list[int]:
        """The words after word ``i`` in its sentence, as far as ``reach``."""
        out = []
        for k in range(i + 1, min(i + 1 + reach, len(self._lower) + 1)):
            out.append(k)
            if k == len(self._lower) or "." in self._gap(k) or "\n" in self._gap(k):
                break
        return out

    def _quoted_before(self, i: int) -> bool:
        """Whether a quotation closes a few words before: “…,” he noted."""
        return any(not _CLOSED.isdisjoint(self._gap(k)) for k in range(i, max(-1, i - 5), -1))

    def _has_clause(self, i: int, form: ReportingForm, passive: bool) -> bool:
        lower = self._lower
        gap = self._gap(i + 1)
        if ":" in gap or not _MARKS.isdisjoint(gap) or self._quoted_before(i):
            return True
        if gap == " ":
            following = lower[i + 1]
            if following in _COMPLEMENTS or following in _SUBJECTS or following in form.complements:
                return True
            return not passive and self._clause_follows(i + 1)
        # A parenthesis: sales, he added, rose; sales rose, he added.
        ends = i + 1 == len(lower) or gap[0] in ",."
        return ends and not passive and any("," in self._gap(k) for k in range(i - 1, max(0, i - 5), -1))

    def _clause_follows(self, i: int) -> bool:
        """Whether a subject and a finite verb follow: claimed the minister had lied."""
        for k in range(i + 1, min(i + 6, len(self._lower))):
            if self._gap(k) != " ":
                return False
            if self._lower[k] in self._grammar.finite:
                return True
        return False
