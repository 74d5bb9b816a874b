"""Hedges: minimal pairs, properties, hostile input. Every sentence here is invented."""

import csv
import json
import os
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import annotate
from analysis.annotation.hedges import hedges
from analysis.annotation.hedges.conditions import CONDITIONS
from analysis.annotation.hedges.hedges import HEDGE_KINDS, find_hedges
from analysis.annotation.text.words import tokenize

SHARED = Path(os.environ.get("WIRECOPY_SHARED", Path(__file__).parents[2] / "shared"))

# One line a sentence: the text, then its hedges as "words:kind".
CASES = [
    # may: the modal, the month, the name, the wish
    ("The two sides may meet again.", "may:modal"),
    ("The two sides may, however, meet again.", "may:modal"),
    ("The ferry may not sail.", "may:modal"),
    ("The ferry sails in May and returns in June.", ""),
    ("The vote is due on 5 May in Oslo.", ""),
    ("Theresa May said the plan was dead.", ""),
    ("May Day marches filled the square.", ""),
    ("May was the wettest month on record.", ""),
    ("May she rest in peace.", ""),
    ("He wrote: “May the best team win.”", ""),
    ("He was a good man, and may he be remembered.", ""),
    ("RIVER MAY FLOOD TOWN CENTRE", "MAY:modal"),
    # might: the modal, the noun, the name
    ("The river might flood the town.", "might:modal"),
    ("Might they leave the pact?", "Might they:modal"),
    ("Its military might was on show.", ""),
    ("The might of the fleet was on show.", ""),
    ("Mr Might left the hall.", ""),
    # could: possibility; past ability is not told apart, but for what could not be done
    ("The strike could close the port.", "could:modal"),
    ("The strike could have closed the port.", "could have:modal"),
    ("The minister could not be reached.", ""),
    ("She couldn't find the key.", ""),
    ("From the roof they could see the smoke.", "could:modal"),
    ("The blast could be clearly heard in the harbour.", "could:modal"),
    ("The toll could not be independently verified.", "could not be independently verified:evidential"),
    ("Police cannot rule out arson.", "cannot rule out:evidential"),
    # would: condition, future in the past
    ("A deal would calm the markets.", "would:modal"),
    ("The firm said on Monday it would cut jobs.", ""),
    ("The spokeswoman would not comment.", "would:modal"),
    ("The crew would not sail at night.", "would:modal"),
    ("She wouldn't say why.", "wouldn't:modal"),
    ("A deal would never last.", "would:modal"),
    ("He would have stayed with more pay.", "would have:modal"),
    ("Would you pass the salt?", ""),
    ("The new road will open on Friday.", ""),
    # can: possibility, ability
    ("Marzipan can cause cramps.", "can:modal"),
    ("The drug can also lead to sleep.", "can:modal"),
    ("The crew can swim.", ""),
    ("Guests can bring a dog.", ""),
    # should: expectation, duty, condition
    ("The bridge should help commuters.", "should:modal"),
    ("The mayor should resign.", ""),
    ("The port stays shut should the storm return.", "should:conditional"),
    ("Why should the storm return?", ""),
    # likely
    ("Rain is likely by evening.", "likely:adverb"),
    ("The pilot most likely fell asleep.", "likely:adverb"),
    ("Boys were 12 percent more likely to drop out.", ""),
    ("He grinned like one of the likely lads.", ""),
    ("The band called itself The Likely Lads.", ""),
    # appear, seem
    ("The truce appears to hold.", ["appears", "to"][0] + ":verb"),
    ("It appears that the truce holds.", "It appears that:verb"),
    ("He appears in court on Monday.", ""),
    ("She appeared before MPs on Monday.", ""),
    ("The talks seem stalled.", "seem:verb"),
    # suspect, doubt
    ("Police suspect a gang from the coast.", "suspect:verb"),
    ("She suspects that the ledger is fake.", "suspects that:verb"),
    ("A suspect was held overnight.", ""),
    ("Two suspects fled on foot.", ""),
    ("The suspected arsonist fled.", "suspected:evidential"),
    ("There is no doubt about the result.", ""),
    ("Doubts about the result remain.", "Doubts:adjective_noun"),
    # verbs of belief and of reporting
    ("The panel believes the dam is unsafe.", "believes:verb"),
    ("The panel believes in free trade.", ""),
    ("The dam, she believes, is unsafe.", "believes:verb"),
    ("He could not believe his luck.", ""),
    ("The panel said the dam is unsafe.", ""),
    ("They felt the blast.", ""),
    ("He assumed control of the bank.", ""),
    ("Profit was lower than expected.", ""),
    ("The bank expects a loss.", "expects:verb"),
    ("The board is considering selling the yard.", "considering:verb"),
    ("The board considered the letter.", ""),
    # evidential, several words long
    ("It is thought that the crew escaped.", "It is thought that:evidential"),
    ("It is feared dozens drowned.", "It is feared:evidential"),
    ("Dozens are feared dead.", "feared dead:evidential"),
    ("The crew is widely believed to have escaped.", "is widely believed to:evidential"),
    ("It’s believed that the crew escaped.", "It’s believed that:evidential"),
    ("The crew reportedly escaped.", "reportedly:evidential"),
    ("An aide spoke on condition of anonymity.", "on condition of anonymity:evidential"),
    ("According to media reports the crew escaped.", "According to media reports:evidential"),
    ("According to the minister the crew escaped.", ""),
    ("The train was supposed to stop here.", ""),
    # negated certainty, open questions
    ("It is not yet clear whether the crew escaped.", "not yet clear whether:adjective_noun"),
    ("The cause isn't known.", "isn't known:adjective_noun"),
    ("The cause is clear.", ""),
    ("Whether it lasts remains to be seen.", "Whether:conditional remains to be seen:adjective_noun"),
    ("The inquiry found no evidence of fraud.", ""),
    ("A possible heir came forward.", "possible:adjective_noun"),
    ("Come as soon as possible.", ""),
    # about, some: rounders before a number
    ("About 40 ships left.", "About:approximator"),
    ("The ministers held talks about trade.", ""),
    ("The ministers held talks about 40 ships.", ""),
    ("The ministers argued about 1989.", ""),
    ("About 2000 people marched.", "About:approximator"),
    ("It cost about $137.8 million.", ""),
    ("It cost about $1.5 million.", "about:approximator"),
    ("She waited about an hour.", "about:approximator"),
    ("Some 40 people left.", "Some:approximator"),
    ("Some people left.", ""),
    ("It lasted a month or so.", "or so:approximator"),
    ("The plan sort of worked.", "sort of:approximator"),
    ("This sort of plan works.", ""),
    ("They walked around the lake.", ""),
    ("Around half of them left.", "Around:approximator"),
    # generally
    ("Prices generally rise in June.", "generally:approximator"),
    ("The general election is in June.", ""),
    # conditions
    ("The port closes if the storm returns.", "if:conditional"),
    ("He ran as if chased.", ""),
    ("If only it had rained.", ""),
    ("The match goes on even if it rains.", ""),
    ("The port stays open unless the storm returns.", "unless:conditional"),
    ("Profit, if not turnover, rose.", ""),
    # names and compounds are one word
    ("Bob Hope sang for the troops.", ""),
    ("The would-be buyer left.", ""),
    # what looks like a hedge and is none, entry by entry
    ("Might is right, they say.", ""),
    ("Their might grew.", ""),
    ("May peace return.", ""),
    ("She would like a seat.", ""),
    ("She can't believe he left.", ""),
    ("They are expecting a baby.", ""),
    ("They saved everything possible.", ""),
    ("The judge found probable cause.", ""),
    ("The heir apparent waved.", ""),
    ("It was without a doubt the best.", ""),
    ("He was guilty beyond reasonable doubt.", ""),
    ("They play regardless of whether it rains.", ""),
    ("They play whether it rains.", "whether:conditional"),
    ("The think tank closed.", ""),
    ("They think about food.", ""),
    ("Analysts think tariffs hurt.", "think:verb"),
    ("Guess again.", ""),
    ("I guess they left.", "guess:verb"),
    ("Suppose nothing.", ""),
    ("I suppose they left.", "suppose:verb"),
    ("She reckons on rain.", ""),
    ("She reckons it’s over.", "reckons:verb"),
    ("The judges presume innocence.", ""),
    ("The judges presume they left.", "presume:verb"),
    ("Hope fades.", ""),
    ("They hope to win.", "hope:verb"),
    ("They fear snakes.", ""),
    ("They fear that the dam broke.", "fear that:verb"),
    ("Fears that the dam broke spread.", "Fears that:adjective_noun"),
    ("They feared he left.", "feared:verb"),
    ("The noise worries parents.", ""),
    ("She worries that the dam broke.", "worries:verb"),
    ("Age predicts income.", ""),
    ("She predicts that prices will fall.", "predicts:verb"),
    ("The weather forecast was late.", ""),
    ("The bank forecasts that prices will fall.", "forecasts:verb"),
    ("They are exploring caves.", ""),
    ("The board is exploring a sale.", "exploring:verb"),
    ("Almost everyone left.", ""),
    ("Almost 300 left.", "Almost:approximator"),
    ("She lives close to the port.", ""),
    ("It weighs close to 40 tonnes.", "close to:approximator"),
    ("It fell in the region of Liguria.", ""),
    ("It cost in the region of €5m.", "in the region of:approximator"),
    ("Something like 40 ships left.", "Something like:approximator"),
    ("It was something like a boat.", ""),
    ("Assuming the role was hard.", ""),
    ("Assuming that it rains, they stay.", "Assuming:conditional"),
    ("Should talks fail, the strike goes on.", "Should:conditional"),
    # attempts, plans and wishes leave the outcome open: a kind of their own
    ("The crew plans to reach the shore.", "plans to:intention"),
    ("The plan to the last detail was his.", ""),
    ("The threats to the crew were real.", ""),
    ("The crew tried to reach the shore.", "tried to:intention"),
    ("The crew is trying to reach the shore.", "trying to:intention"),
    ("It cut jobs in an attempt to save money.", "attempt to:intention"),
    ("It cut jobs in a bid to save money.", "bid to:intention"),
    ("The crew is ready to sail.", "ready to:intention"),
    ("The crew is reluctant to sail.", "reluctant to:intention"),
    ("The crew reached the shore.", ""),
    ("I want to thank the crew.", ""),
    ("I want to leave the crew.", "want to:intention"),
    ("The crew is in a battle to survive.", "battle to:intention"),
    ("She likened the battle to the war.", ""),
]


def shown(text):
    return " ".join(f"{h.text}:{h.kind}" for h in find_hedges(tokenize(text)))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_minimal_pairs(text, expected):
    assert shown(text) == expected


def test_there_are_many_pairs_both_ways_and_of_every_kind():
    expected = [e for _, e in CASES]
    assert len(CASES) >= 60
    assert min(expected.count(""), len(expected) - expected.count("")) >= 30
    assert all(any(f":{kind}" in e for e in expected) for kind in HEDGE_KINDS)


def test_longest_entry_wins_and_names_its_row():
    (hedge,) = find_hedges(tokenize("It is generally thought that they left."))
    assert hedge.text == "It is generally thought that"
    assert hedge.entry.startswith("it is|was [adverb]") and hedge.entry.endswith(" that")


def test_punctuation_breaks_a_phrase():
    assert shown("He was, on condition, of anonymity proud.") == ""


def test_an_opening_quotation_mark_does_not_make_a_name():
    assert shown("He said: “Perhaps they left.”") == "Perhaps:adverb"


# The table -----------------------------------------------------------------------------------------------------------------


def rows():
    with files("analysis").joinpath("data", "hedges.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_is_complete_and_without_duplicates():
    table = rows()
    assert len({(row["entry"], row["kind"]) for row in table}) == len(table)
    for row in table:
        assert row["kind"] in (*HEDGE_KINDS, "none"), row
        assert row["source"], row
        assert all(name in CONDITIONS for name in row["condition"].split()), row
        assert row["entry"] == row["entry"].lower().strip(), row
    assert {name for row in table for name in row["condition"].split()} == set(CONDITIONS)


UNCONDITIONAL = [row for row in rows() if not row["condition"]]


@pytest.mark.parametrize("row", UNCONDITIONAL, ids=[row["entry"] for row in UNCONDITIONAL])
def test_every_unconditional_entry_can_match(row):
    words = [slot.split("|")[0].replace("{be}", "is") for slot in row["entry"].split() if slot != "[adverb]"]
    found = find_hedges(tokenize(f"Well, {' '.join(words)} xyzzy."))
    kinds = {(h.entry, h.kind) for h in found}
    assert kinds == (set() if row["kind"] == "none" else {(row["entry"], row["kind"])})


# Properties ----------------------------------------------------------------------------------------------------------------

PIECES = sorted(
    {text for text, _ in CASES}
    | {word for row in rows() for slot in row["entry"].split() for word in slot.split("|")}
    | {",", ".", "?", "“", "”", "\n", "…", "40", "$", "xyzzy", "Mr", "’s", "—"}
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map(" ".join)


@given(texts)
def test_spans_are_ordered_apart_and_inside_one_sentence(text):
    tokens = tokenize(text)
    hedges = find_hedges(tokens)
    assert all(h.text == text[h.start : h.end] and h.kind in HEDGE_KINDS for h in hedges)
    assert all(a.end <= b.start for a, b in pairwise(hedges))
    assert all(any(s.start <= h.start and h.end <= s.end for s in tokens.sentences) for h in hedges)


@given(st.sampled_from([text for text, _ in CASES]))
def test_the_case_of_a_sentence_start_does_not_matter(text):
    def spans(t):
        return [(h.start, h.end, h.kind) for h in find_hedges(tokenize(t))]

    assert spans(text[0].lower() + text[1:]) == spans(text[0].upper() + text[1:])


@given(st.lists(st.sampled_from([text for text, _ in CASES if text.endswith(".")]), min_size=1, max_size=6))
def test_paragraphs_add_up(some):
    assert len(find_hedges(tokenize("\n".join(some)))) == sum(len(find_hedges(tokenize(text))) for text in some)


@given(st.sampled_from([text for text, _ in CASES if "'" in text or "’" in text]))
def test_straight_and_curly_apostrophes_are_equal(text):
    assert len(find_hedges(tokenize(text.replace("’", "'")))) == len(find_hedges(tokenize(text.replace("'", "’"))))


def test_counts_by_kind_sum_to_the_hedges():
    annotation = annotate("Some 40 ships may leave. If they do, prices could rise, it is thought.")
    columns = [annotation.count_names.index(f"hedges_{kind}") for kind in HEDGE_KINDS]
    assert annotation.counts[:, columns].sum() == len(annotation.hedges) == 5


# Hostile input -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "may",
        "May",
        "about",
        "is",
        "not",
        "…",
        "?!",
        "$",
        "“”",
        "\ud800",
        "if " * 3,
        "𝒎𝒂𝒚 be",
        "\u202emay be",
        "it’s",
        "'",
        "’",
    ],
)
def test_degenerate_text_is_read(text):
    assert all(h.text == text[h.start : h.end] for h in find_hedges(tokenize(text)))


def test_a_lone_modal_is_no_hedge():
    assert shown("may") == shown("May") == ""


@pytest.mark.parametrize("piece", ["is ", "could not ", "really ", "is widely ", "about ", "may ", "couldn’t "])
def test_work_grows_with_the_length_not_its_square(piece, monkeypatch):
    calls = []
    monkeypatch.setattr(hedges, "_match", lambda *given, match=hedges._match: calls.append(1) or match(*given))

    def matches(n):
        calls.clear()
        find_hedges(tokenize(piece * n + "ends."))
        return len(calls)

    assert matches(2000) <= 2.2 * matches(1000) + 100


VOICES = [
    ("Lee fears that the dam may break.", "source source"),
    ("The dam may break, Lee said.", "source"),
    ("“The dam may break.” It might hold.", "source narrator"),
    ("The dam may break. Lee said it will hold.", "narrator"),
    ("Perhaps Lee said so.", "narrator"),
    ("According to Lee, the dam may break.", "source"),
    ("They will talk if it shows sincerity.", "source"),
    ("The ministers are ready to talk if the shelling stops.", "narrator source"),
    ("The port closes if the storm returns.", "narrator"),
    ("The dam could break if it rains.", "narrator narrator"),
    ("The truce appears to hold.", "narrator"),
    ("Dozens are feared dead.", "narrator"),
]


@pytest.mark.parametrize(("text", "expected"), VOICES)
def test_a_hedge_is_the_narrators_or_a_sources(text, expected):
    assert " ".join(hedge.voice for hedge in annotate(text).hedges) == expected


# Human labels --------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not (SHARED / "data" / "hedges").is_dir(), reason="the labelled sets are not part of the project")
@pytest.mark.parametrize(("name", "f1", "precision"), [("uw_train", 0.55, 0.55), ("scicert_train", 0.82, 0.84)])
def test_human_labels(name, f1, precision):
    with (SHARED / "data" / "hedges" / f"{name}.jsonl").open(encoding="utf-8") as file:
        cases = [json.loads(line) for line in file]
    pairs = [(bool(case["uncertain"]), bool(find_hedges(tokenize(case["text"])))) for case in cases]
    hits = sum(gold and found for gold, found in pairs)
    found, gold = sum(found for _, found in pairs), sum(gold for gold, _ in pairs)
    assert hits / found >= precision
    assert 2 * hits / (found + gold) >= f1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Dahl made the allegation on Monday.", []), ("The allegation was denied.", ["allegation"])],
)
def test_an_allegation_that_somebody_makes_hedges_nothing(text, expected):
    assert [hedge.text for hedge in annotate(text).hedges] == expected
