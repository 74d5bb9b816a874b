"""What `outlets` pools: one observation for each republication and number, of each of the kinds that it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import inf
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.annotation.countries.mentions import country_name
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.pairs import pair
from analysis.comparison.changes.edit_types import EDIT_TYPES
from analysis.comparison.changes.edits import edits
from analysis.comparison.changes.fates import FATES, quote_fates
from analysis.comparison.changes.hedge_changes import hedge_changes
from analysis.comparison.claims.claim_changes import CLAIM_TYPES, claims
from analysis.comparison.claims.headlines import headlines
from analysis.comparison.frames import rows_of
from analysis.comparison.numbers.mentions import VOICES, counting
from analysis.comparison.numbers.metrics import METRICS, WORDS, Metric, values_of
from analysis.comparison.numbers.overview import overview

SHARES = ("kept_share", "new_share")
_NONE = (0.0, 0.0)
_BENT = 3  # gravity of a claim that is bent: below, something is only put or cut


class Observation(NamedTuple):
    """
    A number of one republication, as a part of a whole: pooled, both are summed.

    Attributes
    ----------
    article : Article
    metric : str
    own : tuple of float
        Part and whole in the republication.
    wire : tuple of float or None
        The same in its wire version; None where the number has no counterpart there, and other outlets are what it
        is compared with.
    n : int
        What the number rests on: mentions, quotations, edits …
    unit : str
    bounds : tuple of float
    about : tuple of str
        Country, its name and the voice, of a number about a country.
    """

    article: Article
    metric: str
    own: tuple[float, float]
    wire: tuple[float, float] | None
    n: int
    unit: str
    bounds: tuple[float, float]
    about: tuple[str, ...] = ()


def of_metrics(story: Story) -> Iterator[Observation]:
    """Every metric beside the wire's, and the shares of words that are kept and new."""
    shares = overview(story)
    for republication, *found in zip(story.republications, *(shares[name] for name in SHARES), strict=True):
        for name, share in zip(SHARES, found, strict=True):
            if not np.isnan(share):
                yield Observation(republication, name, (share, 1.0), None, 1, "share", (0.0, 1.0))
        both = pair(story.wire, republication)
        numbers = values_of((both.wire, both.republication)).tolist()
        for metric, before, after in zip(METRICS.values(), *numbers, strict=True):
            if not np.isnan(after - before):
                yield Observation(republication, metric.name, (after, 1.0), (before, 1.0), 1, metric.unit, metric.bounds)


def of_countries(story: Story) -> Iterator[Observation]:
    """Mean sentiment toward each country, in all and by voice."""
    for voice in VOICES:
        choice = counting(voice=voice)
        for republication in story.republications:
            both = pair(story.wire, republication)
            before, after = (
                {code: sums.sum(axis=0).tolist() for code, sums in choice.sums(side).items()}
                for side in (both.wire, both.republication)
            )
            for code in sorted(before.keys() | after.keys()):
                own, about = after.get(code, _NONE), (code, country_name(code), voice)
                of_wire = tuple(before.get(code, _NONE))
                yield Observation(republication, "sentiment", tuple(own), of_wire, int(own[1]), "score", (-1.0, 1.0), about)


def of_fates(story: Story) -> Iterator[Observation]:
    """The share of the wire's quotations that met each fate, and of the own quotations that are new."""
    for republication, fates in _counted(story, quote_fates(story), "fate"):
        new = fates["new"]
        total = fates.total() - new
        for fate in FATES[:-1]:
            yield _share(republication, f"quotations_{fate}", fates[fate], total)
        yield _share(republication, "quotations_new", new, total - fates["dropped"] - fates["paraphrased"] + new)


def of_edits(story: Story) -> Iterator[Observation]:
    """Edits of each type in the sentences that are carried, for 1,000 of the wire's words in them."""
    typed = edits(story)
    for republication, found in _counted(story, typed, "type"):
        words = _carried_words(story, republication)
        for kind in EDIT_TYPES:
            yield _rate(republication, f"edits_{kind}", found[kind], words)


def of_claims(story: Story) -> Iterator[Observation]:
    """Changed claims in the sentences that are carried, of each type and of all that bend a claim, as `of_edits` counts edits."""
    found = claims(story)
    bent = _counted(story, found[found.gravity >= _BENT], "article_id")
    for (republication, types), (_, every) in zip(_counted(story, found, "type"), bent, strict=True):
        words = _carried_words(story, republication)
        yield _rate(republication, "claims_bent", every.total(), words)
        for kind in CLAIM_TYPES:
            yield _rate(republication, f"claims_{kind}", types[kind], words)


def of_hedges(story: Story) -> Iterator[Observation]:
    """
    The share of the wire's hedges that is lost, and hedges per 1,000 words beside the wire's.

    The two answer different questions: a text that is cut to a tenth can lose most hedges and still hedge more
    for its length.
    """
    changes = hedge_changes(story)
    changes["what"] = changes.change.where(changes.change != "lost", "lost_" + changes.cause)
    for republication, found in _counted(story, changes, "what"):
        # "would" for "will" is grammar: nothing is hedged more or less.
        lost = {cause: found[f"lost_{cause}"] for cause in ("cut", "edited")}
        total = found["kept"] + found["lost_tense"] + sum(lost.values())
        yield _share(republication, "hedges_lost", sum(lost.values()), total)
        yield _share(republication, "hedges_lost_by_editing", lost["edited"], total - lost["cut"])
    yield from (seen for seen in of_metrics(story) if seen.metric == "hedges_per_1000_words")


def of_headlines(story: Story) -> Iterator[Observation]:
    """
    The share of headlines that change a claim of the wire's headline, and beside the wire's, that alarm, load or shout.

    What alarms is what the article's own text does not say, see `headlines`.
    """
    if not story.republications:
        return
    wire, *rows = rows_of(headlines(story))
    for republication, row in zip(story.republications, rows, strict=True):
        if row.headline and wire.headline:
            yield _share(republication, "headlines_changed", bool(row.claims), 1)
        for name in ("alarms", "loaded", "capitals") if row.headline else ():
            own, before = (float(bool(getattr(version, name))) for version in (row, wire))
            of_wire = (before, 1.0) if wire.headline else None
            yield Observation(republication, f"headlines_{name}", (own, 1.0), of_wire, 1, "share", (0.0, 1.0))


def _counted(story: Story, frame: pd.DataFrame, column: str) -> Iterator[tuple[Article, Counter[str]]]:
    """How often each value of a column occurs, for every republication."""
    found: dict[str, Counter[str]] = {republication.article_id: Counter() for republication in story.republications}
    for article_id, value in zip(frame.article_id, frame[column], strict=True):
        found[article_id][value] += 1
    for republication in story.republications:
        yield republication, found[republication.article_id]


def _carried_words(story: Story, republication: Article) -> int:
    both = pair(story.wire, republication)
    carried = {link.wire for link in both.alignment.links}
    return int(both.wire.counts[sorted(carried), WORDS].sum())


def _share(article: Article, metric: str, part: int, whole: int) -> Observation:
    return Observation(article, metric, (float(part), float(whole)), None, whole, "share", (0.0, 1.0))


def _rate(article: Article, metric: str, n: int, words: int) -> Observation:
    return Observation(article, metric, (1000.0 * n, float(words)), None, n, "per 1,000 words", (0.0, inf))


@lru_cache(maxsize=512)
def observed(story: Story, of: str, metrics: tuple[Metric, ...]) -> tuple[Observation, ...]:
    """All observations of a kind in a story; kept, as several tables start from them. The metrics are those that there are."""
    return tuple(KINDS[of](story))


KINDS: dict[str, Callable[[Story], Iterator[Observation]]] = {
    "metrics": of_metrics,
    "countries": of_countries,
    "fates": of_fates,
    "edits": of_edits,
    "claims": of_claims,
    "hedges": of_hedges,
    "headlines": of_headlines,
}
