"""claim_changes() and claims(): what an edit no longer claims, or claims anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from functools import lru_cache

import pandas as pd

from analysis.annotation.annotation import Annotation, annotate
from analysis.arguments import each_story, one_version
from analysis.articles.corrections import NO, standing
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.align import Alignment, align
from analysis.comparison.alignment.pairs import Pair, pair
from analysis.comparison.changes.word_diff import run_span
from analysis.comparison.claims.matching import Side, match
from analysis.comparison.claims.meanings import lemma
from analysis.comparison.claims.measured import bound_claims, figure_claims, word_claims
from analysis.comparison.claims.named import name_claims, passage_claims
from analysis.comparison.claims.reading import Claim, Reading
from analysis.comparison.claims.sourced import agent_claims, attribution_claims, certainty_claims, quotation_claims
from analysis.comparison.claims.turned import reversed_claims, role_claims
from analysis.comparison.frames import typed_frame
from analysis.comparison.version import version_of

# In this order: what one rule has told of, a later one does not tell again.
_RULES = (
    role_claims,
    attribution_claims,
    agent_claims,
    passage_claims,
    reversed_claims,
    quotation_claims,
    word_claims,
    bound_claims,
    figure_claims,
    certainty_claims,
    name_claims,
)
# Type → how grave it is: 5 the claim is turned round, 4 another fact, 3 the claim is bent, 2 something is put, 1 something is cut.
GRAVITY = {
    "reversed": 5,
    "roles": 5,
    "quotation": 4,
    "figure": 4,
    "name": 4,
    "quantity": 3,
    "date": 3,
    "relation": 3,
    "certainty": 3,
    "attribution": 3,
    "agent": 2,
    "added": 2,
    "lost": 1,
}
CLAIM_TYPES = tuple(GRAVITY)
_COLUMNS = {
    **dict.fromkeys(("type", "before", "after"), "str"),
    **dict.fromkeys(("gravity", "before_start", "before_end", "after_start", "after_end"), "int64"),
    "corrected": "bool",
}
_KEYS = {**dict.fromkeys(("story_id", "article_id", "outlet"), "str"), **dict.fromkeys(("wire_sentence", "sentence"), "int64")}


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """
    A changed claim.

    Attributes
    ----------
    type : str
        One of `CLAIM_TYPES`.
    before, after : str
        The words that make the difference, on either side; empty where there are none.
    gravity : int
        From 1 to 5.
    before_start, before_end, after_start, after_end : int
        Offsets of both in their texts, half-open; equal where there is nothing.
    corrected : bool
        A person has judged it.
    """

    type: str
    before: str
    after: str
    gravity: int
    before_start: int
    before_end: int
    after_start: int
    after_end: int
    corrected: bool = False


def claim_changes(before: Article | str, after: Article | str) -> pd.DataFrame:
    """
    What an edit no longer claims, or claims anew.

    Parameters
    ----------
    before, after : Article or str
        The same text before and after it was edited: a sentence, a passage, or an article.

    Returns
    -------
    pandas.DataFrame
        One row for each changed claim, in the order of the text before; empty where the edit says the same in other words.
        type, before and after (the words that make the difference, empty for what was put or cut), gravity (1 to 5),
        before_start, before_end, after_start, after_end (offsets in the two texts), corrected (a person has judged it).

    Raises
    ------
    AnalysisError
        If something else than articles or texts is given, or an article is marked as being in another language than English.

    Notes
    -----
    "reversed": a negation put or removed, or an opposite ("welcomed" → "did not welcome", "rose" → "fell"). "roles": who did
    it and to whom it was done have changed places. "quotation": other words inside the marks. "figure", "date", "name" (a
    person, place, country, organisation or thing): another one stands in its place, or a name was left out of a list.
    "quantity": all, most, some, only, at least. "relation": because of → despite, before → after. "certainty": a hedge lost or
    put. "attribution": who says so was cut from what stays. "agent": "by police" was cut. "added" and "lost": a phrase, name or
    figure put into, or cut from, a sentence that stays. Sentences without a counterpart are cuts and additions, and are not
    listed. What stands in another sentence of the other text has only moved.

    Words are compared by meaning with WordNet's frequent words and the kit's own lists. Other nouns that cannot be
    seen or touched, verbs and adjectives that are neither alike nor opposite ("helped" → "watched") are not told apart
    from a paraphrase and have no row. ``docs/validity.md`` has the accuracy.

    Examples
    --------
    >>> found = claim_changes("Kenya welcomed the deal, its envoy said.", "Kenya did not welcome the deal.")
    >>> [(c.type, c.before, c.after) for c in found.itertuples()]
    [('reversed', 'welcomed', 'not welcome'), ('attribution', 'its envoy said', '')]
    >>> claim_changes("The firm did not pay for ten years.", "For a decade, the firm failed to pay.").empty
    True
    """
    one, two = (annotate(one_version(version, "claim_changes")) for version in (before, after))
    found = sorted(changed_claims(one, two, align(one, two)), key=lambda change: (change.before_start, change.after_start))
    return typed_frame([astuple(change) for change in found], _COLUMNS)


@each_story
def claims(story: Story) -> pd.DataFrame:
    """
    What every republication no longer claims, or claims anew.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        The rows of `claim_changes` for each republication, gravest first: story_id, article_id, outlet, wire_sentence,
        sentence (indices), then type, before (the wire's words), after, gravity, before_start, before_end, after_start,
        after_end, corrected.

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English.
    """
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        for change in sorted(_changes_of(both), key=lambda change: (-change.gravity, change.after_start, change.before_start)):
            place = both.wire.sentence_of(change.before_start), both.republication.sentence_of(change.after_start)
            rows.append((story.story_id, republication.article_id, republication.outlet, *place, *astuple(change)))
    return typed_frame(rows, {**_KEYS, **_COLUMNS})


@lru_cache(maxsize=64)
def _changes_of(both: Pair) -> tuple[ClaimChange, ...]:
    """Changed claims of a pair: the reader, the cards, the findings and the charts of one page all ask for them."""
    return tuple(changed_claims(both.wire, both.republication, both.alignment))


def changed_claims(before: Annotation, after: Annotation, alignment: Alignment) -> Iterator[ClaimChange]:
    """Changed claims of all linked sentences, as people have corrected them; two single sentences need no link."""
    said = {(c.wire_start, c.wire_end, c.start, c.end): c for c in standing(after.corrections, ("claim",), after.text, before.text)}
    for change in _changed_claims(before, after, alignment):
        # Where there are no words, a correction has no place.
        a, b = (change.before_start, change.before_end) if change.before else (0, 0)
        c, d = (change.after_start, change.after_end) if change.after else (0, 0)
        correction = said.pop((a, b, c, d), None)
        if correction is None:
            yield change
        elif correction.label != NO:
            yield replace(change, type=correction.label, gravity=GRAVITY[correction.label], corrected=True)
    for (a, b, c, d), correction in said.items():
        if correction.label != NO:
            kind = correction.label
            yield ClaimChange(kind, before.text[a:b], after.text[c:d], GRAVITY[kind], a, b, c, d, corrected=True)


def _changed_claims(before: Annotation, after: Annotation, alignment: Alignment) -> Iterator[ClaimChange]:
    units = [(mine, yours) for mine, yours, _ in alignment.units()]
    if not units and len(before.sentences) == 1 == len(after.sentences):
        units = [([0], [0])]
    sides = [(Side(version_of(before).part(mine)), Side(version_of(after).part(yours))) for mine, yours in units]
    lemmas = [
        [frozenset(map(lemma, version.words(k))) for k in range(len(version))] for version in map(version_of, (before, after))
    ]
    for (mine, yours), (one, two) in zip(units, sides, strict=True):
        rest = [
            frozenset().union(*(words for k, words in enumerate(of_text) if k not in unit))
            for of_text, unit in zip(lemmas, (mine, yours), strict=True)
        ]
        for claim in told_claims(one, two, *rest):
            a, b = run_span(one.passage, claim.first, claim.stop)
            c, d = run_span(two.passage, claim.other_first, claim.other_stop)
            yield ClaimChange(claim.type, before.text[a:b], after.text[c:d], GRAVITY[claim.type], a, b, c, d)


def told_claims(
    one: Side, two: Side, elsewhere: frozenset[str] = frozenset(), other_elsewhere: frozenset[str] = frozenset()
) -> Iterator[Claim]:
    """What all rules tell of two passages, given the words that stand elsewhere in the two texts."""
    reading = Reading(match(one, two), elsewhere, other_elsewhere)
    for rule in _RULES:
        yield from rule(reading)
