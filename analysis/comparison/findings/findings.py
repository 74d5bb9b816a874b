"""findings(): what a comparison shows, in plain sentences that carry their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.annotation.annotation import annotate
from analysis.arguments import several_stories
from analysis.articles.model import Article, Story
from analysis.comparison.changes.fates import quote_fates
from analysis.comparison.changes.hedge_changes import hedge_changes
from analysis.comparison.changes.sentences import sentence_table
from analysis.comparison.changes.source_fates import source_fates
from analysis.comparison.changes.survival import survival
from analysis.comparison.claims.claim_changes import claims
from analysis.comparison.claims.headlines import headlines
from analysis.comparison.findings.amounts import (
    about_carried,
    about_countries,
    about_dropped,
    about_metrics,
    about_new,
    about_tone,
)
from analysis.comparison.findings.habits import habits
from analysis.comparison.findings.prominence import about_lead, about_moved
from analysis.comparison.findings.statements import (
    about_altered,
    about_claims,
    about_headline,
    about_hedges,
    about_quotations,
    about_sources,
    about_speakers,
)
from analysis.comparison.findings.wording import Finding, Row
from analysis.comparison.frames import rows_of, typed_frame
from analysis.comparison.numbers.countries import country_differences
from analysis.comparison.numbers.differences import compare, explain
from analysis.comparison.numbers.evidence import evidence
from analysis.comparison.numbers.overview import overview

# The gravest first: what is claimed and who is quoted, then what is judged and who is named, then counts.
TOPICS = (
    "claims",
    "altered",
    "headline",
    "speakers",
    "hedges",
    "quotations",
    "sources",
    "lead",
    "tone",
    "countries",
    "carried",
    "dropped",
    "new",
    "metric",
)
_OF_SENTENCES = (
    *("article_id", "compared_with", "role", "sentence", "start", "end"),
    *("text", "relation", "also_in", "retold_in", "words"),
)
_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet", "topic", "text"), "str"),
    **dict.fromkeys(("wire_spans", "spans"), "object"),
}


def findings(story: Story | Iterable[Story]) -> pd.DataFrame:
    r"""
    State the main findings of a comparison as plain sentences: of a story, or of what each outlet does over several.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication and finding, the gravest first: story_id, article_id, outlet, topic ("claims", "altered",
        "headline", "speakers", "hedges", "quotations", "sources", "lead", "tone", "countries", "carried", "dropped", "new",
        "metric"), text, wire_spans, spans (tuples of start and end: the words in the wire's text and in the republication's that
        the sentence rests on; none for a headline, which stands in no text).

        Of several stories, one row for each outlet and finding: outlet, topic, text, and what the sentence rests on, from
        `outlets`: metric, value, reference, difference, low, high, p, p_adjusted, n_tests, n, n_stories. First what is
        more than chance (adjusted p below 0.05), gravest first. How much an outlet carries, how often it bends a claim and what
        share of the wire's hedges it loses is said in any case.

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English.

    Notes
    -----
    Counts are stated as they are. A difference of a rate is stated only when its 95 % interval leaves out
    zero, its p adjusted for all that were looked at is below 0.05, and it is large enough to matter (three hedges per 1,000
    words, three points of reading ease …); one of sentiment only with five mentions or more on both sides. Where people agree
    with fewer than 85 % of what a layer marks, the sentence says so. What matches "no sentence of this wire copy" may come
    from another version of it.

    Examples
    --------
    >>> wire = Article.from_text("Talks failed on Monday.\nBoth sides blamed rain.", outlet="Example Wire", role="wire")
    >>> short = Article.from_text("Talks failed on Monday.", article_id="b", outlet="Example Gazette")
    >>> findings(Story("talks", "Talks fail", wire, (short,))).set_index("topic").text["carried"]
    'Example Gazette carries one of the wire’s two sentences, which holds 50 % of its words, and keeps it word for word.'
    """
    if not isinstance(story, Story):
        return habits(several_stories(story, "findings"))
    frames = {
        "fates": quote_fates(story),
        "claims": claims(story),
        "headlines": headlines(story),
        "hedges": hedge_changes(story),
        "sources": source_fates(story),
        "places": survival(story),
        "differences": compare(story),
        "causes": explain(story),
        "tone": country_differences(story),
        "shares": overview(story),
        "reporting": evidence(story.republications).query("layer == 'reporting' and kind == 'loaded'"),
    }
    by_article = {name: _by(frame, "article_id") for name, frame in frames.items()}
    table = sentence_table(story)[list(_OF_SENTENCES)]
    wires = _by(table[table.role == "wire"], "compared_with")
    republications = _by(table[table.role == "republication"], "article_id")
    of_wire = by_article["headlines"].get(story.wire.article_id, [])
    rows = []
    for republication in story.republications:
        key = republication.article_id
        of_it = {name: by_id.get(key, []) for name, by_id in by_article.items()}
        of_it |= {"wire": wires.get(key, []), "own": republications.get(key, []), "wire_headline": of_wire}
        ranked = sorted(_found(story.wire, republication, of_it), key=lambda finding: TOPICS.index(finding[0]))
        rows += [(story.story_id, key, republication.outlet, topic, *finding) for topic, finding in ranked]
    return typed_frame(rows, _COLUMNS)


def _by(frame: pd.DataFrame, column: str) -> dict[str, list[Row]]:
    """Rows of a frame by the article that they are about."""
    rows: dict[str, list[Row]] = {}
    for row in rows_of(frame):
        rows.setdefault(getattr(row, column), []).append(row)
    return rows


def _found(wire_article: Article, republication: Article, of_it: dict[str, list[Row]]) -> Iterator[tuple[str, Finding]]:
    outlet, wire, own = republication.outlet, of_it["wire"], of_it["own"]
    if not wire or not own:
        lacking = outlet if wire else "the wire version"
        yield "carried", Finding(f"{outlet} cannot be compared: {lacking} has no words.")
        return
    shares, fates = of_it["shares"][0], of_it["fates"]
    both = annotate(wire_article), annotate(republication)
    found: dict[str, Iterable[Finding]] = {
        "claims": about_claims(of_it["claims"], *both),
        "altered": about_altered(fates),
        "headline": about_headline(of_it["headlines"][0], of_it["wire_headline"][0]),
        "speakers": about_speakers(fates),
        "hedges": about_hedges(of_it["hedges"]),
        "quotations": about_quotations(fates),
        "sources": about_sources(of_it["sources"], sum(row.relation == "new" for row in own)),
        "lead": (*about_lead(of_it["places"], own, *both), *about_moved(of_it["places"], own)),
        "tone": about_tone(of_it["tone"], *both),
        "countries": about_countries(of_it["tone"], *both),
        "carried": (about_carried(outlet, shares, wire, own),),
        "dropped": about_dropped(wire),
        "new": about_new(own, shares),
        "metric": about_metrics(of_it["differences"], of_it["causes"], of_it["reporting"], *both),
    }
    for topic, of_topic in found.items():
        yield from ((topic, finding) for finding in of_topic)
