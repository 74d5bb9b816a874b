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
from analysis.comparison.claims.claim_changes import claims
from analysis.comparison.claims.headlines import headlines
from analysis.comparison.findings.habits import habits
from analysis.comparison.findings.statements import (
    Row,
    about_altered,
    about_carried,
    about_claims,
    about_countries,
    about_dropped,
    about_headline,
    about_hedges,
    about_metrics,
    about_new,
    about_quotations,
    about_speakers,
    about_tone,
)
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
    "tone",
    "countries",
    "carried",
    "dropped",
    "new",
    "metric",
)
_OF_SENTENCES = ("article_id", "compared_with", "role", "sentence", "text", "relation", "also_in", "retold_in", "words")
_COLUMNS = dict.fromkeys(("story_id", "article_id", "outlet", "topic", "text"), "str")


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
        "headline", "speakers", "hedges", "quotations", "tone", "countries", "carried", "dropped", "new", "metric"), text.

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
    zero and it is large enough to matter (three hedges per 1,000 words, three points of reading ease …); one
    of sentiment only with five mentions or more on both sides. What matches "no sentence of this wire copy" may come from
    another version of it.

    Examples
    --------
    >>> wire = Article.from_text("Talks failed on Monday.\nBoth sides blamed rain.", outlet="Example Wire", role="wire")
    >>> short = Article.from_text("Talks failed on Monday.", article_id="b", outlet="Example Gazette")
    >>> findings(Story("talks", "Talks fail", wire, (short,))).text.iloc[0]
    'Example Gazette carries one of the wire’s two sentences, which holds 50 % of its words, and keeps it word for word.'
    """
    if not isinstance(story, Story):
        return habits(several_stories(story, "findings"))
    frames = {
        "fates": quote_fates(story),
        "claims": claims(story),
        "headlines": headlines(story),
        "hedges": hedge_changes(story),
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
    rows = []
    for republication in story.republications:
        key = republication.article_id
        of_it = {name: by_id.get(key, []) for name, by_id in by_article.items()}
        found = _found(story.wire, republication, wires.get(key, []), republications.get(key, []), of_it)
        ranked = sorted(found, key=lambda finding: TOPICS.index(finding[0]))
        rows += [(story.story_id, key, republication.outlet, topic, text) for topic, text in ranked]
    return typed_frame(rows, _COLUMNS)


def _by(frame: pd.DataFrame, column: str) -> dict[str, list[Row]]:
    """Rows of a frame by the article that they are about."""
    rows: dict[str, list[Row]] = {}
    for row in rows_of(frame):
        rows.setdefault(getattr(row, column), []).append(row)
    return rows


def _found(
    wire_article: Article, republication: Article, wire: list[Row], own: list[Row], of_it: dict[str, list[Row]]
) -> Iterator[tuple[str, str]]:
    outlet = republication.outlet
    if not wire or not own:
        lacking = outlet if wire else "the wire version"
        yield "carried", f"{outlet} cannot be compared: {lacking} has no words."
        return
    shares, fates = of_it["shares"][0], of_it["fates"]
    single = (
        ("carried", about_carried(outlet, shares, len(wire))),
        ("hedges", about_hedges(of_it["hedges"])),
        ("dropped", about_dropped(wire)),
        ("quotations", about_quotations(fates)),
        ("new", about_new(own, shares)),
        ("countries", about_countries(of_it["tone"])),
    )
    yield from ((topic, text) for topic, text in single if text)
    yield from (("claims", text) for text in about_claims(of_it["claims"], annotate(wire_article), annotate(republication)))
    yield from (("headline", text) for text in about_headline(of_it["headlines"][0]))
    yield from (("altered", text) for text in about_altered(fates))
    yield from (("speakers", text) for text in about_speakers(fates))
    yield from (("tone", text) for text in about_tone(of_it["tone"]))
    verbs = [row.text for row in of_it["reporting"]]
    yield from (("metric", text) for text in about_metrics(of_it["differences"], of_it["causes"], verbs))
