"""Every function applies what people said: spans, counts and layers agree, links and fates follow, and frames say so."""

from __future__ import annotations

import pytest

import analysis
from analysis import annotate
from analysis.annotation.annotation import COUNT_NAMES
from analysis.annotation.hedges.hedges import HEDGE_KINDS
from analysis.articles.corrections import LAYERS, NO, Correction
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.align import RELATIONS, align
from analysis.comparison.alignment.pairs import pair
from analysis.comparison.changes.fates import FATES
from analysis.comparison.claims.claim_changes import CLAIM_TYPES

WIRE = (
    "The ferry may sail in May. Peru attacked Chile over the delay, which the port blamed on rain.\n\n"
    "“We will sail on Friday,” Ana Sol said. “Nobody asked the crews,” she added.\n\n"
    "About 40 ships are waiting near Georgia."
)
COPY = (
    "The ferry will sail in May. Peru attacked Chile over the delay, which the port blamed on rain.\n\n"
    "“We will sail on Friday,” Ben Ruiz said. Crews had been consulted by nobody.\n\n"
    "Some 40 ships are waiting near Georgia."
)


def span(text, words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words), words


def said(layer, words, label, nth=0, **fields):
    """A correction of the wire's own words."""
    return Correction(layer, "wire", *span(WIRE, words, nth), label, **fields)


def compared(layer, wire_words, words, label):
    here = span(COPY, words) if words else (0, 0, "")
    there = span(WIRE, wire_words) if wire_words else (0, 0, "")
    return Correction(layer, "copy", *here, label, "", *there)


def wire(*corrections):
    return Article.from_text(WIRE, article_id="wire", story_id="ferry", role="wire", corrections=corrections)


def story(*corrections):
    own = tuple(c for c in corrections if c.article == "copy")
    copy = Article.from_text(COPY, article_id="copy", story_id="ferry", corrections=own)
    return Story("ferry", "Ferry", wire(*(c for c in corrections if c.article == "wire")), (copy,))


def count(annotation, name):
    return int(annotation.counts[:, COUNT_NAMES.index(name)].sum())


def test_the_labels_are_those_of_the_kits_layers():
    assert LAYERS["hedge"] == (*HEDGE_KINDS, NO)
    assert LAYERS["relation"] == RELATIONS
    assert (*LAYERS["fate"], "new") == FATES
    assert set(LAYERS["claim"]) == {*CLAIM_TYPES, NO}


def test_a_hedge_that_is_none_counts_no_longer_and_one_that_was_added_counts():
    plain = annotate(wire())
    assert [(h.text, h.kind) for h in plain.hedges] == [("may", "modal"), ("About", "approximator")]
    found = annotate(wire(said("hedge", "may", NO), said("hedge", "About", "adverb"), said("hedge", "blamed on", "verb")))
    assert [(h.text, h.kind) for h in found.hedges] == [("blamed on", "verb"), ("About", "adverb")]
    assert [count(found, f"hedges_{kind}") for kind in ("modal", "verb", "adverb", "approximator")] == [0, 1, 1, 0]
    assert count(found, "narrator_hedges") == 2
    wider = annotate(wire(said("hedge", "may sail", "modal")))
    assert [h.text for h in wider.hedges] == ["may sail", "About"], "a person's span takes the place of those that it overlaps"
    assert annotate(wire()) is plain, "the same text without corrections is as it was"


def test_metrics_causes_and_intervals_follow():
    one, other = (analysis.compare(s).set_index("metric").wire_value for s in (story(), story(said("hedge", "may", NO))))
    assert one.hedges - other.hedges == 1
    steps = analysis.explain(story(said("hedge", "may", NO)))
    of = steps[steps.metric == "hedges"].contribution.sum()
    compared_ = analysis.compare(story(said("hedge", "may", NO))).set_index("metric").difference
    assert of == pytest.approx(compared_.hedges)


def test_a_speaker_is_the_one_that_a_person_names_in_every_layer():
    quote = "Nobody asked the crews,"
    found = annotate(wire(said("speaker", quote, "Ben Ruiz")))
    assert [(q.text, q.speaker, q.speaker_name) for q in found.quotes][1] == (quote, "Ben Ruiz", "Ben Ruiz")
    assert count(found, "speakers") == 2
    assert [(a.source, a.name) for a in found.attributions if a.kind == "direct"] == [("Ana Sol", "Ana Sol"), ("Ben Ruiz",) * 2]
    nobody = annotate(wire(said("speaker", quote, NO)))
    assert nobody.quotes[1].speaker is None and count(nobody, "quotations_attributed") == 1
    assert [a.source for a in nobody.attributions if a.kind == "direct"] == ["Ana Sol"]
    same = annotate(wire(said("speaker", quote, "Ana Sol")))
    assert same.quotes == annotate(wire()).quotes and same.attributions == annotate(wire()).attributions


def test_a_country_is_none_another_or_one_that_was_not_seen():
    def mentions(*corrections):
        return [(m.text, m.country) for m in annotate(wire(*corrections)).mentions]

    assert mentions() == [("Peru", "PER"), ("Chile", "CHL"), ("Georgia", "GEO")]
    changed = said("country", "Georgia", "USA"), said("country", "Chile", NO), said("country", "the port", "PER")
    assert mentions(*changed) == [("Peru", "PER"), ("the port", "PER"), ("Georgia", "USA")]
    assert mentions(said("country", "Georgia", "GEO USA"))[2:] == [("Georgia", "GEO"), ("Georgia", "USA")]


def test_sentiment_and_voice_are_as_a_person_says():
    plain = {m.text: m for m in annotate(wire()).mentions}
    found = annotate(wire(said("sentiment", "Peru", "favourable"), said("voice", "Chile", "source")))
    peru, chile, _ = found.mentions
    assert (peru.score, peru.label, peru.reasons, peru.probability) == (1.0, 1, ("a person says favourable",), 1.0)
    assert (chile.voice, chile.score) == ("source", plain["Chile"].score)
    tone = {-1: "unfavourable", 0: "neutral", 1: "favourable"}[plain["Peru"].label]
    agreed = annotate(wire(said("sentiment", "Peru", tone))).mentions[0]
    assert (agreed.score, agreed.reasons) == (plain["Peru"].score, plain["Peru"].reasons)
    scores = analysis.country_sentiment([wire(said("sentiment", "Peru", "favourable"))]).set_index("country").score
    assert scores["PER"] == 1


def test_a_link_is_rejected_put_elsewhere_or_accepted():
    lead, other = "The ferry may sail in May.", "About 40 ships are waiting near Georgia."
    assert {(link.wire, link.republication) for link in align(*story().articles).links} >= {(0, 0)}
    corrected = story(compared("link", lead, "The ferry will sail in May.", NO), compared("link", lead, COPY[-39:], "yes"))
    links = align(*corrected.articles).links
    assert (0, 4) in {(link.wire, link.republication) for link in links}
    assert 0 not in {link.republication for link in links}
    back = align(*corrected.seen_from("copy").articles).links
    assert {(link.republication, link.wire) for link in back} == {(link.wire, link.republication) for link in links}
    table = analysis.sentence_table(corrected)
    own = table[table.article_id == "copy"].set_index("sentence")
    assert own.relation[0] == "new" and own.corrected.tolist() == [True, False, False, False, True]
    assert analysis.survival(corrected).corrected.tolist() == [True, False, False, False, False]
    told = align(*story(compared("relation", other, COPY[-39:], "rewritten")).articles)
    assert [link.relation for link in told.links if link.wire == 4] == ["rewritten"]
    agreed = story(compared("link", lead, "The ferry will sail in May.", "yes"))
    assert align(*agreed.articles).links == align(*story().articles).links


def test_what_was_said_last_of_a_link_counts():
    lead = "The ferry may sail in May.", "The ferry will sail in May."
    no, yes, edited = compared("link", *lead, NO), compared("link", *lead, "yes"), compared("relation", *lead, "edited")
    for corrections, linked in (((yes, edited, no), False), ((no, edited), True), ((edited, no, yes), True)):
        links = align(*story(*corrections).articles).links
        assert ((0, 0) in {(link.wire, link.republication) for link in links}) == linked


def test_the_fate_of_a_quotation_is_as_a_person_says():
    quote, retold = "Nobody asked the crews,", "Crews had been consulted by nobody."
    before = analysis.quote_fates(story())
    assert not before.corrected.any()
    found = analysis.quote_fates(story(compared("fate", quote, retold, "paraphrased"))).set_index("wire_text")
    assert tuple(found.loc[quote, ["fate", "text", "corrected"]]) == ("paraphrased", retold, True)
    gone = analysis.quote_fates(story(compared("fate", "We will sail on Friday,", "", "dropped")))
    assert gone.fate.tolist()[0] == "dropped" and gone.text.isna()[0]
    kept = story(
        compared("fate", quote, "We will sail on Friday,", "altered"), compared("fate", "We will sail on Friday,", "", "dropped")
    )
    assert "new" not in analysis.quote_fates(kept).fate.tolist()
    named = analysis.quote_fates(story(said("speaker", "We will sail on Friday,", "Ben Ruiz"))).iloc[0]
    assert before.speaker_changed[0] and not named.speaker_changed and named.corrected


def test_claim_changes_are_rejected_accepted_or_called_otherwise():
    (may,) = analysis.claims(story()).query("before == 'may'").itertuples()
    place = {"start": may.after_start, "end": may.after_end, "text": may.after} if may.after else {"start": 0, "end": 0, "text": ""}
    judged = {"layer": "claim", "article": "copy", "wire_start": may.before_start, "wire_end": may.before_end, "wire_text": "may"}
    none = analysis.claims(story(Correction(**judged, **place, label=NO)))
    assert len(none) == len(analysis.claims(story())) - 1 and "may" not in none.before.tolist()
    date = analysis.claims(story(Correction(**judged, **place, label="date"))).set_index("before").loc["may"]
    assert (date.type, date.gravity, date.corrected) == ("date", 3, True)
    added = analysis.claims(story(compared("claim", "About", "Some", "quantity"))).set_index("before").loc["About"]
    assert (added.type, added.after, added.corrected) == ("quantity", "Some", True)


def test_frames_say_what_rests_on_a_correction():
    spans = analysis.evidence([wire(said("hedge", "About", "adverb"), said("voice", "Peru", "source"))])
    assert spans[spans.corrected].text.tolist() == ["Peru", "About"]


def test_words_that_stand_there_no_longer_are_left_alone():
    moved = Correction("hedge", "wire", 0, 3, "may", NO), Correction("link", "copy", 0, 3, "One", NO, "", 0, 3, "The")
    changed = story(*moved)
    assert annotate(changed.wire).hedges == annotate(wire()).hedges
    assert pair(*changed.articles).alignment.links == pair(*story().articles).alignment.links
    assert not analysis.sentence_table(changed).corrected.any()
