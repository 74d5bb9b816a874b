"""Sentiment toward a target: invented sentences, properties, hostile input, agreement with people's labels."""

import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentiment_cases import CASES

from analysis import AnalysisError, annotate, target_sentiment
from analysis.annotation.countries.mentions import find_countries
from analysis.annotation.sentiment.features import GROUPS
from analysis.annotation.sentiment.lexicon import lexicon
from analysis.annotation.sentiment.score import score_targets
from analysis.annotation.sentiment.vader import vader_sentiment
from analysis.annotation.text.words import tokenize
from analysis.data import read_table

SHARED = Path(os.environ.get("WIRECOPY_SHARED", Path(__file__).parents[2] / "shared"))
SHARE_RIGHT, SHARE_TURNED = 0.68, 0.02
LABELLED = SHARED / "data" / "light" / "countries_dev.jsonl"

# Names of the same kind, of one to four words, with and without an article, possessive in 's and in a bare apostrophe.
NAMES = ["Japan", "the United States", "Kenya", "the Democratic Republic of the Congo", "New Zealand", "the Philippines"]
TEMPLATES = [
    "{a} accused {b} of lying and of plotting a war.",
    "{a} was condemned by {b}, which praised the rebels.",
    "Critics attack {a}’s brutal regime but thank {b} for its help.",
    "The envoy said that {a} is a threat to {b}.",
    "Support for {a} grew while anger at {b} faded.",
    "An ally of {a}, she denied that {b} had broken the treaty.",
    "“{a} is a friend,” he said, “and {b} is not.”",
    "The hostile rulers of {a} lost a war against {b}; nobody mourned.",
]


def mentions(text):
    return {mention.text: mention for mention in annotate(text).mentions}


def fill(template, a, b):
    text = template.format(a=a, b=b)
    # A possessive of a name in s is written with the apostrophe alone.
    return re.sub(r"s’s\b", "s’", text[0].upper() + text[1:])


def scores(text):
    return [mention.score for mention in annotate(text).mentions]


def test_who_does_what_to_whom():
    """The weights are learned from news, not from these sentences: what share is read as meant is measured, and may not fall."""
    right = turned = n = 0
    for _, text, expected in CASES:
        found = mentions(text)
        for name, label in expected.items():
            n += 1
            right += found[name].label == label
            turned += found[name].label * label < 0
    assert right / n >= SHARE_RIGHT
    assert turned / n <= SHARE_TURNED


def test_the_sentences_cover_every_construction():
    constructions = {"agent and patient", "passive", "negation", "comparison", "preposition", "reported speech"}
    assert len(CASES) >= 60
    assert constructions <= {case[0] for case in CASES}


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_name_has_a_tone_of_its_own(template):
    expected = scores(fill(template, "Peru", "Chad"))
    assert len(expected) == 2
    assert any(expected)
    for a in NAMES:
        for b in NAMES:
            if a != b:
                assert scores(fill(template, a, b)) == expected, (a, b)


@pytest.mark.parametrize("template", TEMPLATES)
def test_swapping_two_countries_swaps_their_scores(template):
    one, two = (mentions(fill(template, *names)) for names in (("the United States", "Japan"), ("Japan", "the United States")))
    assert [m.score for m in one.values()] == [m.score for m in two.values()]
    assert one["Japan"].score == two["United States"].score
    assert one["United States"].score == two["Japan"].score


@pytest.mark.parametrize(
    ("plain", "negated"),
    [
        ("Togo condemned Benin.", "Togo did not condemn Benin."),
        ("Togo praised Benin.", "Togo never praised Benin."),
        ("The club trusts Benin.", "The club doesn’t trust Benin."),
        ("There is support for Benin.", "There is no support for Benin."),
        ("Togo imposed sanctions on Benin.", "Togo lifted sanctions on Benin."),
        ("Togo wants to punish Benin.", "Togo refused to punish Benin."),
        ("He said that Benin is a threat.", "He said that Benin is not a threat."),
        ("She voiced trust in Benin and respect for Benin.", "She voiced a lack of trust in Benin and of respect for Benin."),
    ],
)
def test_negation_flips_or_weakens(plain, negated):
    before, after = mentions(plain)["Benin"].score, mentions(negated)["Benin"].score
    assert before
    assert after * math.copysign(1, before) < abs(before)


def test_reasons_add_up_to_the_score_and_name_words_of_the_text():
    text = "The minister accused South Korea of lying, but lauded its hostile neighbour Japan for its loyal support."
    for mention in annotate(text).mentions:
        given = [reason for reason in mention.reasons if not reason.startswith("together ")]
        parts = [re.fullmatch(r"“(.+?)”(?: \(negated\))?: .+, ([+−]\d+\.\d\d)", reason) for reason in given]
        assert parts
        assert all(part and part[1] in text for part in parts)
        assert mention.score == pytest.approx(sum(float(part[2].replace("−", "-")) for part in parts), abs=1e-9)
    assert mentions(text)["South Korea"].reasons[0].startswith("“accused”: criticism aimed at South Korea, −")


def test_the_strongest_reason_comes_first_and_a_weak_sum_is_said():
    mention = mentions("Norway’s old enemy, a friend of fish, sold cod to Gabon.")["Gabon"]
    assert mention.label == 0
    assert mention.score
    assert "too weak" in mention.reasons[-1]
    sizes = [float(reason.rpartition(", ")[2].replace("−", "-")) for reason in mention.reasons[:-1]]
    assert [abs(size) for size in sizes] == sorted((abs(size) for size in sizes), reverse=True)


def test_without_a_telling_word_there_are_no_reasons():
    mention = mentions("The train to Austria leaves at noon.")["Austria"]
    assert (mention.score, mention.label, mention.reasons) == (0.0, 0, ())


def test_a_sentence_without_a_country_gives_nothing():
    assert annotate("The brutal enemy attacked and everybody condemned it.").mentions == ()


def test_north_and_south_korea_are_two_mentions_that_stand_alike():
    found = annotate("Japan accused North and South Korea of lying.").mentions
    assert [mention.country for mention in found] == ["JPN", "PRK", "KOR"]
    assert [mention.label for mention in found] == [0, -1, -1]
    assert found[1].score == found[2].score


def test_a_case_at_the_start_of_a_sentence_changes_nothing():
    assert scores("Hostile words about Laos were heard.") == scores("hostile words about Laos were heard.")


def test_a_tone_stays_in_its_sentence():
    text = "Critics slammed the brutal and corrupt regime. Laos sold rice."
    assert mentions(text)["Laos"].reasons == ()


def test_the_scores_of_a_text_are_those_of_its_sentences():
    one, two = "Chad praised Mali.", "Peru condemned Cuba."
    assert scores(f"{one} {two}") == scores(one) + scores(two)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 0), (2, 2), (3, 2), (5, 90), (90, 95)])
def test_offsets_outside_the_text_are_refused(start, end):
    for method in (target_sentiment, vader_sentiment):
        with pytest.raises(AnalysisError, match=r"offsets .* give 0 <= start < end"):
            method("Japan left.", start, end)


def test_an_empty_text_has_no_target():
    with pytest.raises(AnalysisError):
        target_sentiment("", 0, 0)
    assert score_targets(tokenize(""), [], []) == []
    assert score_targets(tokenize("…"), [(0, 1)], [])[0].reasons == ()


@pytest.mark.parametrize(
    "text", ["…", "   ", "“”", "Peru", "§ § §", "a §’s b", "{kind} {target}", "\u202e\u200bPeru\u0301", "-- Peru --"]
)
def test_odd_texts_give_a_score_in_range(text):
    for start in range(len(text)):
        result = target_sentiment(text, start, len(text))
        assert -1 <= result.score <= 1
        assert -1 <= vader_sentiment(text, start, len(text)) <= 1


def test_a_target_that_holds_the_whole_sentence_has_nothing_around_it():
    text = "Peru condemned Cuba."
    assert target_sentiment(text, 0, len(text)).reasons == ()


def test_a_target_may_be_a_person():
    for text, label in (("The senator berated Ms Okafor.", -1), ("The senator thanked Ms Okafor.", 1)):
        assert target_sentiment(text, text.index("Ms"), len(text) - 1).label == label


def test_a_huge_sentence_is_read_through_a_window():
    chunk = "Peru accused Cuba of lies and the brutal attack on Mali, "
    far = scores(chunk * 40 + "he said.")
    assert len(far) == 120
    assert far[30] == far[33] == far[60]  # what is far away does not matter
    long = "not " * 20_000 + "condemn Peru"
    assert mentions(long)["Peru"].label in (-1, 0, 1)


WORDS = """
Japan Kenya the United States Peru’s accused condemned praised by of that not, “ ” ; — , . and but is was a an threat to ally
sanctions on support for against said brutal hostile attack attacks under fire refused lifted Russian-backed anti-Japanese who
"""
words = st.sampled_from(WORDS.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(words, max_size=40).map(" ".join))
def test_any_order_of_words_gives_scores_in_range_with_reasons(text):
    for mention in annotate(text).mentions:
        assert -1 <= mention.score <= 1
        assert mention.label in (-1, 0, 1)
        if not mention.reasons:
            assert mention.score == 0
        if mention.label:
            assert mention.label == math.copysign(1, mention.score)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.data())
def test_any_text_and_any_target_give_a_score_in_range(text, data):
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert -1 <= target_sentiment(text, start, end).score <= 1


def test_every_row_of_the_tables_has_a_source_and_a_class_that_is_weighed():
    names = ("verbs", "nouns", "tones", "words", "weights")
    tables = {name: read_table(f"sentiment_{name}.csv") for name in names}
    for name, table in tables.items():
        assert all(row["source"] for row in table), name
    weighed = {row["feature"].split()[0].rstrip("~") for row in tables["weights"]}
    kinds = {row["class"] for name in ("verbs", "nouns") for row in tables[name]} - {"state", "fire", "class", "other", "fade"}
    assert {GROUPS.get(kind, kind) for kind in kinds} <= weighed


def test_verbs_are_inflected():
    known = lexicon()
    forms = ["slam", "slams", "slammed", "slamming", "accuses", "accusing", "vilified", "struck", "threatened"]
    assert [form for form in forms if known[form].verb is None] == []


def test_vader_reads_the_sentence_whole_and_masks_the_names():
    text = "It rained. The United States sold a horrible film to Oman. A wonderful day."
    one, two = text.index("United"), text.index("Oman")
    score = vader_sentiment(text, one, one + 13)
    assert score == vader_sentiment(text, two, two + 4) < 0
    for name in ("Japan", "United Kingdom", "US"):
        other = text.replace("United States", name)
        assert vader_sentiment(other, one, one + len(name)) == score


def test_vader_gives_the_values_of_its_authors():
    # The examples of NLTK's documentation and of the VADER README, where both agree.
    assert vader_sentiment("VADER is smart, handsome, and funny.", 0, 5) == 0.8316
    assert vader_sentiment("The book was good.", 4, 8) == 0.4404
    assert vader_sentiment("Today SUX!", 0, 5) == -0.5461


def test_annotating_does_not_load_nltk():
    code = "import sys; from analysis import annotate; annotate('Peru condemned Cuba.'); assert 'nltk' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])})


@pytest.mark.skipif(not LABELLED.exists(), reason="labelled sentences are not at hand (set WIRECOPY_SHARED)")
def test_agreement_with_people_stays_up():
    cases = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()[::4]]
    pairs = [(case["label"], target_sentiment(case["text"], case["start"], case["end"]).label) for case in cases]

    def f1(label):
        hits = pairs.count((label, label))
        return 2 * hits / (sum(gold == label for gold, _ in pairs) + sum(given == label for _, given in pairs))

    # The weights were fitted on these rows; docs/validity.md has the cross-validated figure.
    assert sum(map(f1, (-1, 0, 1))) / 3 >= 0.60


@pytest.mark.skipif(not LABELLED.exists(), reason="labelled sentences are not at hand (set WIRECOPY_SHARED)")
def test_renaming_countries_in_real_sentences_changes_nothing():
    changed = 0
    for line in LABELLED.read_text(encoding="utf-8").splitlines()[:400]:
        text = json.loads(line)["text"]
        spans = [span for span in find_countries(tokenize(text)) if span.kind == "name"]
        if len(spans) != 1 or text[spans[0].end - 1] == "s" or text[spans[0].start :][:2] == "U.":
            continue
        (span,) = spans
        renamed = [text[: span.start] + name + text[span.end :] for name in ("Papua New Guinea", "Peru")]
        results = [[m.score for m in annotate(t).mentions if m.text in ("Papua New Guinea", "Peru")] for t in renamed]
        if len(results[0]) == len(results[1]) == 1:
            changed += 1
            assert results[0] == results[1], text
    assert changed > 30
