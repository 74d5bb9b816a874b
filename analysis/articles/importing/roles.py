"""Which version is the wire: what a page says of its source, and which version the others draw on. A person decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time
from functools import cache
from typing import NamedTuple

from analysis.articles.corpus.duplicates import body_words, shingles
from analysis.articles.dates import iso_date
from analysis.articles.model import Article
from analysis.articles.pages.line_features import is_agency_credit
from analysis.articles.pages.phrases import agency_pattern, credits

_RUN = 4  # words: short enough to survive light editing, long enough not to be shared by chance


class RoleProposal(NamedTuple):
    """A role, the agency that the page credits or None, and the reasons in words."""

    role: str
    agency: str | None
    reasons: tuple[str, ...]


class WireCandidate(NamedTuple):
    """
    How likely a version is the wire among its story's versions.

    ``score`` is the share of the four-word runs that another version has in common with any that stand in this one, averaged
    over the others (0 to 1), less a quarter of the share of its own runs that stand in no other (what an outlet added), plus .5
    if the outlet is an agency or the byline is an agency's alone, plus .1 for the earliest date; higher is likelier.
    """

    article: Article
    score: float
    reasons: tuple[str, ...]


@cache
def _dateline() -> re.Pattern[str]:
    """Find the agency in a dateline: "GENEVA, May 3 (Reuters) -", "MOSCOW, May 3. /TASS/."."""
    names = "|".join(re.escape(name) for name in sorted(credits(), key=len, reverse=True))
    return re.compile(rf"^[^\W\d_][^()/]{{1,80}}(?:\((?P<round>{names})\)\s*(?:[-–—_:]|--)|/(?P<slash>{names})/)", re.IGNORECASE)


def propose_role(article: Article) -> RoleProposal:
    """
    Propose a role from what the page says of its source.

    Parameters
    ----------
    article : Article
        The article; its role is not looked at.

    Returns
    -------
    RoleProposal
        ``"wire"`` if the outlet is a news agency or the byline names an agency and nobody else; otherwise
        ``"republication"``, with the agency that a dateline or a credit names. A credit shows where text came from, not that
        this version is the agency's own: another outlet may have edited it.

    Examples
    --------
    >>> article = Article.from_text("BERGEN, May 3 (Reuters) - Talks failed.", outlet="Example Gazette")
    >>> propose_role(article)
    RoleProposal(role='republication', agency='reuters', reasons=('the dateline names Reuters',))
    """
    reasons = []
    agency = _agency_of(article.outlet)
    if agency:
        return RoleProposal("wire", agency, (f"the outlet {article.outlet} is a news agency",))
    bylines = [article.byline or "", *(block.text for block in article.blocks if block.kind == "byline")]
    alone = next(
        (line for line in bylines if line and is_agency_credit(re.sub(r"^by:?\s+", "", line[:80], flags=re.IGNORECASE))), None
    )
    if alone is not None:
        return RoleProposal("wire", _agency_of(alone), (f"the byline {alone!r} names an agency and nobody else",))
    first = next((block.text for block in article.blocks if block.kind == "body"), "")
    dateline = _dateline().search(first[:200])
    if dateline:
        name = dateline["round"] or dateline["slash"]
        agency = _agency_of(name)
        reasons.append(f"the dateline names {name}")
    for line in (*bylines, *(block.text for block in article.blocks if block.kind == "furniture")):
        named = agency_pattern().search(line[:400])
        if named and (agency is None or _agency_of(named[0]) != agency):
            agency = agency or _agency_of(named[0])
            reasons.append(f"{line[:60]!r} names {named[0]}")
            break
    return RoleProposal("republication", agency, tuple(reasons))


def _agency_of(text: str) -> str | None:
    named = agency_pattern().search(text[:200])
    if named is None or len(named[0]) < 0.5 * len(re.sub(r"^by:?\s+", "", text, flags=re.IGNORECASE)):
        return None
    folded = {name.casefold(): agency for name, agency in credits().items()}
    return folded.get(named[0].casefold())


def propose_wire(articles: Sequence[Article]) -> list[WireCandidate]:
    """
    Rank a story's versions by how likely each is the wire.

    Parameters
    ----------
    articles : sequence of Article
        All versions of one story; their roles are not looked at.

    Returns
    -------
    list of WireCandidate
        The likeliest first. Ties keep the order given.

    Notes
    -----
    The wire is the version whose words the others carry. A republication that kept everything and added a paragraph carries
    as much, so that two candidates may be close; dates and credits tip the scale, and a person decides.
    """
    parts = [shingles(body_words(article), _RUN) for article in articles]
    earliest = _earliest(articles)
    counts = Counter(run for runs in parts for run in runs)
    common = [{run for run in runs if counts[run] > 1} for runs in parts]
    ranked = []
    for i, article in enumerate(articles):
        others = [other for j, other in enumerate(common) if j != i and other]
        carried = sum(len(parts[i] & other) / len(other) for other in others) / len(others) if others else 0.0
        alone = sum(counts[run] == 1 for run in parts[i]) / len(parts[i]) if parts[i] else 0.0
        reasons = [f"holds {carried:.0%} of what the versions share, {alone:.0%} of it stands nowhere else"]
        score = carried - 0.25 * alone
        proposal = propose_role(article)
        if proposal.role == "wire":
            score += 0.5
            reasons.extend(proposal.reasons)
        if article is earliest:
            score += 0.1
            reasons.append("has the earliest date")
        ranked.append(WireCandidate(article, score, tuple(reasons)))
    return sorted(ranked, key=lambda candidate: -candidate.score)


def _earliest(articles: Sequence[Article]) -> Article | None:
    """Return the article that was published before all others; by the day alone where one does not give its time."""
    dated = [(article, iso_date(article.published)) for article in articles if article.published]
    moments = [(datetime.fromisoformat(date), article) for article, date in dated if date]
    if any(moment.tzinfo is None for moment, _ in moments):
        moments = [(datetime.combine(moment, time()), article) for moment, article in moments]
    first = [article for moment, article in moments if moment == min(moment for moment, _ in moments)]
    return first[0] if len(first) == 1 < len(moments) else None
