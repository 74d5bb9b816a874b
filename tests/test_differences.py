import json
import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_stories import SENTENCES, article, stories, story

from analysis.articles.model import Article, Story
from analysis.comparison.alignment.pairs import pair
from analysis.comparison.changes.sentences import sentence_table
from analysis.comparison.numbers.countries import country_differences
from analysis.comparison.numbers.differences import compare, explain
from analysis.comparison.numbers.metrics import LENGTHS, METRICS, measure
from analysis.comparison.numbers.overview import overview
from analysis.errors import AnalysisError

some_stories = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WIRE = "\n".join(SENTENCES)


def contributions(made, metric, article_id="b"):
    frame = explain(made)
    rows = frame[(frame.metric == metric) & (frame.article_id == article_id)].set_index("step")
    return rows.contribution.round(9).to_dict()


def row(made, metric, article_id="b"):
    frame = compare(made)
    return frame[(frame.metric == metric) & (frame.article_id == article_id)].iloc[0]


# compare


def test_values_are_those_of_measure(story):
    measured = measure(story.articles).set_index(["article_id", "metric"]).value
    for r in compare(story).itertuples():
        wire_value, value = measured[story.wire.article_id, r.metric], measured[r.article_id, r.metric]
        assert (r.wire_value, r.value, r.difference) == pytest.approx((wire_value, value, value - wire_value), nan_ok=True)


def test_every_republication_and_metric_once_keys_first(story):
    frame = compare(story)
    assert list(frame)[:4] == ["story_id", "article_id", "outlet", "metric"]
    assert len(frame) == len(story.republications) * len(METRICS)
    assert not frame.duplicated(["article_id", "metric"]).any()
    assert frame.clear.dtype == bool and str(frame.outlet.dtype) == "str"


@pytest.mark.parametrize("text", [WIRE, WIRE.replace("\n", " "), SENTENCES[0], "\n".join([SENTENCES[1]] * 8)])
def test_a_copy_differs_nowhere_and_is_never_clear(text):
    made = story(text, text)
    frame, causes, tone = compare(made), explain(made), country_differences(made)
    assert (frame.difference.dropna() == 0).all() and (tone.difference == 0).all()
    assert not frame.clear.any() and not tone.clear.any()
    assert frame.difference.notna().sum() >= len(METRICS) - 4
    assert (causes.contribution.dropna() == 0).all()
    assert set(causes.wire_sentences) == {()} == set(causes.sentences)


def test_a_copy_in_another_order_is_clear_of_nothing():
    made = story(WIRE, "\n".join(reversed(SENTENCES)))
    assert not country_differences(made).clear.any()
    assert not compare(made).clear.any()


def test_hedges_taken_out_of_every_sentence_are_a_clear_difference():
    hedged = [
        f"The {place} plant may have leaked, reportedly."
        for place in ["Oslo", "Bergen", "old Moss", "Vardo", "Molde", "Narvik", "old Hamar", "Skien"]
    ]
    plain = [sentence.replace(" may have leaked, reportedly", " has leaked") for sentence in hedged]
    hedges = row(story("\n".join(hedged), "\n".join(plain)), "hedges_per_1000_words")
    assert hedges.clear and hedges.high < 0 and hedges.value == 0


def test_one_sentence_of_many_is_not_a_clear_difference():
    extra = "Norway may, might, could and would perhaps possibly sign, it seems, reportedly, allegedly or probably."
    hedges = row(story(WIRE, WIRE + "\n" + extra), "hedges_per_1000_words")
    assert hedges.difference > 20
    assert not hedges.clear


def test_a_share_of_two_or_three_things_that_agree_gets_no_interval():
    lines = [
        *("Norway opened the harbour of Vardo on Monday.", "Crews of both countries met in the old town hall."),
        *("“We lost the nets,” Dahl said.", "The fog lifted by noon.", "“Nobody called us,” Moe said."),
        *("“The buoy had moved,” Berg said.", "Prices of cod rose by a tenth."),
    ]
    loaded = row(story("\n".join(lines), "\n".join(lines).replace("said", "claimed")), "loaded_reporting_share")
    assert (loaded.wire_value, loaded.value, loaded.n_units) == (0, 1, 7)
    assert np.isnan([loaded.low, loaded.high]).all() and not loaded.clear


@pytest.mark.parametrize("n", [2, 9])
def test_a_length_is_clear_where_it_differs_and_has_no_interval(n):
    shorter = compare(story(WIRE, "\n".join(SENTENCES[:n]))).set_index("metric").loc[list(LENGTHS)]
    assert (shorter.difference < 0).all() and shorter.clear.all()
    assert shorter[["low", "high"]].isna().all(axis=None)
    joined = compare(story(WIRE, WIRE.replace("\n", " "))).set_index("metric").loc[list(LENGTHS)]
    assert joined.clear.to_dict() == {"words": False, "sentences": False, "paragraphs": True, "reading_time": False}


def test_short_texts_get_no_interval():
    frame = compare(story("\n".join(SENTENCES[:4]), "\n".join(SENTENCES[:2])))
    assert frame[["low", "high"]].isna().all(axis=None)
    assert not frame.clear[~frame.metric.isin(LENGTHS)].any()
    assert frame.difference.notna().any()
    assert set(frame.n_units) == {4}


@pytest.mark.parametrize(("wire", "text"), [("", ""), (WIRE, ""), ("", WIRE), (WIRE, "!!!"), ("?", "!")])
def test_a_version_without_words_is_undefined_throughout(wire, text):
    made = story(wire, text)
    frame, causes = compare(made), explain(made)
    assert frame.difference.isna().all() and frame[["low", "high"]].isna().all(axis=None) and not frame.clear.any()
    assert causes.contribution.isna().all() and causes.difference.isna().all()
    assert len(frame) == len(METRICS)


@some_stories
@given(stories())
def test_intervals_hold_the_difference_and_clear_says_that_zero_is_outside(made):
    frame = compare(made)
    lengths = frame[frame.metric.isin(LENGTHS)]
    assert (lengths.clear == (lengths.difference.abs() > 0)).all() and lengths.low.isna().all()
    for estimated in (frame[~frame.metric.isin(LENGTHS)], country_differences(made)):
        some = estimated[estimated.low.notna()]
        assert (some.low < some.high).all()
        assert (some.low <= some.difference + 1e-9).all() and (some.difference - 1e-9 <= some.high).all()
        assert (estimated.clear == ((estimated.low > 0) | (estimated.high < 0))).all()
        assert estimated.low.isna().equals(estimated.high.isna())
        assert not (estimated.clear & (estimated.n_units < 5)).any()


def test_shares_differ_by_one_at_most():
    quoted = "\n".join(
        f"“We shall certainly leave {place} on Monday,” Dahl said." for place in ("Oslo", "Moss", "Molde", "Hamar", "Bodo")
    )
    plain = "\n".join(f"They left {place} again." for place in ("Rome", "Bari", "Pisa", "Como", "Lodi"))
    frame = compare(story(quoted, plain, quoted + "\n" + plain))
    shares = frame[frame.unit == "share"]
    assert shares.low.dropna().min() >= -1 and shares.high.dropna().max() <= 1


# explain


@some_stories
@given(stories())
def test_contributions_sum_to_the_difference_for_every_metric_and_country(made):
    causes = explain(made)
    keys = ["article_id", "metric"]
    sums = causes.groupby(keys, sort=False).contribution.agg(lambda parts: parts.sum(skipna=False))
    differences = pd.concat(
        [
            compare(made)[[*keys, "difference"]],
            country_differences(made).assign(metric=lambda f: "sentiment:" + f.country)[[*keys, "difference"]],
        ]
    ).set_index(keys)["difference"]
    assert sorted(sums.index) == sorted(differences.index)
    stated = causes.groupby(keys, sort=False).difference.first()
    for key, difference in differences.items():
        assert sums[key] == pytest.approx(difference, rel=1e-12, abs=1e-11, nan_ok=True)
        assert stated[key] == pytest.approx(difference, rel=1e-12, abs=1e-12, nan_ok=True)


@some_stories
@given(stories())
def test_contributions_equal_the_average_over_orders_taken_one_by_one(made):
    both = pair(made.wire, made.republications[0])
    wire_counts, counts = both.summands()
    dropped, new = list(both.alignment.dropped), list(both.alignment.new)
    linked_wire = [i for i in range(len(wire_counts)) if i not in dropped]
    linked = [j for j in range(len(counts)) if j not in new]
    change = {
        "cut": -wire_counts[dropped].sum(axis=0),
        "edited": counts[linked].sum(axis=0) - wire_counts[linked_wire].sum(axis=0),
        "new": counts[new].sum(axis=0),
    }
    causes = explain(made)
    for name in ("words_per_sentence", "loaded_reporting_share", "smog_index"):
        metric, totals, orders = METRICS[name], dict.fromkeys(change, 0.0), 0
        for order in permutations(change):
            sums, values = wire_counts.sum(axis=0), [float(metric.value(wire_counts.sum(axis=0)))]
            for step in order:
                sums = sums + change[step]
                values.append(float(metric.value(sums)))
            if not np.isnan(values).any():
                orders += 1
                for step, before, after in zip(order, values, values[1:], strict=False):
                    totals[step] += after - before
        rows = causes[(causes.article_id == "b") & (causes.metric == name)].set_index("step").contribution
        for step, total in totals.items():
            if rows.notna().all():
                assert rows[step] == pytest.approx(total / orders, abs=1e-9)


@some_stories
@given(stories())
def test_an_additive_count_is_explained_by_the_sentences_of_each_step(made):
    table, causes = sentence_table(made), explain(made)
    for r in causes[causes.metric.isin(["words", "sentences", "hedges", "quotations"])].itertuples():
        columns = METRICS[r.metric].counts
        wire = table[(table.role == "wire") & (table.compared_with == r.article_id)].set_index("sentence")
        own = table[(table.role == "republication") & (table.article_id == r.article_id)].set_index("sentence")
        change = own.loc[list(r.sentences), [*columns]].sum().sum() - wire.loc[list(r.wire_sentences), [*columns]].sum().sum()
        if not np.isnan(r.contribution):
            assert r.contribution == pytest.approx(change)


def test_a_verbatim_republication_cut_from_the_bottom_is_explained_by_the_cut_alone():
    made = story(WIRE, "\n".join(SENTENCES[:9]))
    frame = explain(made).dropna(subset="contribution")
    assert (frame[frame.step != "cut"].contribution == 0).all()
    assert set(frame[frame.step == "edited"].sentences) == {()}
    assert set(frame[frame.step == "cut"].wire_sentences) == {tuple(range(9, len(SENTENCES)))}


@pytest.mark.parametrize("lost", range(4))
def test_a_sentence_cut_from_a_paragraph_leaves_the_paragraph(lost):
    sentences = [SENTENCES[k] for k in (0, 3, 6, 8)]
    short = [s for k, s in enumerate(sentences) if k != lost]
    found = contributions(story(" ".join(sentences), " ".join(short)), "paragraphs")
    assert found == {"cut": 0, "edited": 0, "new": 0}


def test_a_paragraph_that_is_gone_was_cut_and_one_that_came_is_new():
    made = story("\n".join(SENTENCES[:8]), "\n".join([SENTENCES[0], SENTENCES[13], *SENTENCES[3:8]]))
    assert contributions(made, "paragraphs") == {"cut": -2, "edited": 0, "new": 1}


def test_paragraphs_run_together_were_edited():
    made = story("\n".join(SENTENCES[6:10]), " ".join(SENTENCES[6:10]))
    assert contributions(made, "paragraphs") == {"cut": 0, "edited": -3, "new": 0}


def test_a_new_sentence_in_an_old_paragraph_is_no_new_paragraph():
    made = story(SENTENCES[0] + "\n" + SENTENCES[3], f"{SENTENCES[13]} {SENTENCES[0]}\n{SENTENCES[3]}")
    assert contributions(made, "paragraphs") == {"cut": 0, "edited": 0, "new": 0}


def test_a_speaker_quoted_again_survives_the_cut_of_the_first_quotation():
    wire = [SENTENCES[1], SENTENCES[3], "“Nobody has broken anything yet,” Ingrid Dahl said.", SENTENCES[13]]
    made = story("\n".join(wire), "\n".join(wire[1:]))
    assert contributions(made, "speakers") == {"cut": 0, "edited": 0, "new": 0}
    gone = story("\n".join(wire), "\n".join(wire[:-1]))
    assert contributions(gone, "speakers") == {"cut": -1, "edited": 0, "new": 0}


@some_stories
@given(stories())
def test_counting_once_where_linked_keeps_every_sum(made):
    for republication in made.republications:
        both = pair(made.wire, republication)
        for counts, side in zip(both.summands(), (both.wire, both.republication), strict=True):
            assert (counts >= 0).all()
            np.testing.assert_array_equal(counts.sum(axis=0), side.counts.sum(axis=0))


def test_splits_and_merges_are_edits():
    whole = "Iceland accused Norway of breaking the agreement of last winter, and Denmark offered to mediate in Copenhagen."
    parts = "Iceland accused Norway of breaking the agreement of last winter. Denmark offered to mediate in Copenhagen."
    other = "\n".join(SENTENCES[8:12])
    split = explain(story(f"{whole}\n{other}", f"{parts}\n{other}"))
    merged = explain(story(f"{parts}\n{other}", f"{whole}\n{other}"))
    for frame, change in ((split, 1), (merged, -1)):
        sentences = frame[frame.metric == "sentences"].set_index("step")
        assert sentences.contribution.to_dict() == {"cut": 0, "edited": change, "new": 0}
    assert split[(split.metric == "sentences") & (split.step == "edited")].iloc[0][["wire_sentences", "sentences"]].tolist() == [
        (0,),
        (0, 1),
    ]


def test_everything_dropped_and_everything_new_leaves_nothing_to_edits():
    made = story("\n".join(SENTENCES[:6]), "Cats sleep all day.\nA violin needs four strings and a bow.\nBread rises slowly.")
    frame = explain(made).dropna(subset="contribution")
    assert (frame[frame.step == "edited"].contribution == 0).all()
    words = contributions(made, "words_per_sentence")
    assert words["cut"] + words["new"] == pytest.approx(row(made, "words_per_sentence").difference)


def test_edited_sentences_are_those_that_moved_this_number():
    made = story("\n".join(SENTENCES[:5]), "\n".join([SENTENCES[0].replace("may", "will"), *SENTENCES[1:5]]))
    edited = explain(made).query("step == 'edited'").set_index("metric")
    assert edited.loc["hedges", "sentences"] == (0,)
    assert edited.loc["words", "sentences"] == ()


def test_every_contribution_leads_to_sentences(stories):
    for story_ in stories:
        frame = explain(story_)
        silent = frame[(frame.wire_sentences.map(len) == 0) & (frame.sentences.map(len) == 0)]
        assert (silent.contribution.dropna().abs() < 1e-12).all()


def test_tone_of_a_country_is_explained_like_a_metric():
    made = story(
        "Iceland praised Norway.\nNorway attacked the village.\nNorway signed.",
        "Iceland praised Norway.\nNorway signed.\nCats sleep.",
    )
    tone = country_differences(made).set_index("country").loc["NOR"]
    found = contributions(made, "sentiment:NOR")
    assert sum(found.values()) == pytest.approx(tone.difference)
    assert found["cut"] == pytest.approx(tone.difference) and found["edited"] == found["new"] == 0


# a story made by hand


def test_roles_and_ids_of_a_story_made_by_hand_are_those_of_the_story():
    wire, other = Article.from_text(WIRE, article_id="a"), Article.from_text(SENTENCES[0], article_id="b", role="wire")
    made = Story("s", "", wire, (other,))
    assert overview(made).dropped_sentences.item() == len(SENTENCES) - 1
    assert set(measure(made.articles).story_id) == set(compare(made).story_id) == {"s"}
    assert measure(made.articles).role.unique().tolist() == ["wire", "republication"]


def test_two_articles_of_one_id_are_refused():
    one = Article.from_text(WIRE)
    with pytest.raises(AnalysisError, match="Story 's': two articles are called 'text'; give each an article_id of its own"):
        Story("s", "", one, (Article.from_text(SENTENCES[0]),))


# every sentence is accounted for


@some_stories
@given(stories())
def test_kept_and_dropped_make_the_wire_carried_and_new_the_republication(made):
    table = sentence_table(made)
    for r in overview(made).itertuples():
        kept = r.verbatim_sentences + r.house_style_sentences + r.edited_sentences + r.rewritten_sentences
        wire = table[(table.role == "wire") & (table.compared_with == r.article_id)]
        own = table[(table.role == "republication") & (table.article_id == r.article_id)]
        assert kept + r.dropped_sentences == len(wire)
        assert (own.relation != "new").sum() + r.new_sentences == len(own)
        assert r.verbatim_words + r.house_style_words + r.edited_words + r.rewritten_words + r.dropped_words == r.wire_words


# nothing else decides


@given(st.permutations(range(3)))
@settings(max_examples=6, deadline=None)
def test_the_order_of_republications_does_not_matter(order):
    texts = [WIRE.replace("said", "claimed"), "\n".join(SENTENCES[4:]), WIRE + "\nCats sleep all day."]
    made = [article(text, name) for text, name in zip(texts, "bcd", strict=True)]
    wire = article(WIRE, "a", "wire")
    one, other = Story("s", "", wire, tuple(made)), Story("s", "", wire, tuple(made[k] for k in order))
    for frame_of, keys in ((compare, ["article_id", "metric"]), (explain, ["article_id", "metric", "step"])):
        frames = [frame_of(s).sort_values(keys, ignore_index=True, kind="stable") for s in (one, other)]
        pd.testing.assert_frame_equal(*frames)


CODE = """
import json, sys
import analysis
story = analysis.load_story(sys.argv[1], "cod-collision")
frames = [analysis.compare(story), analysis.explain(story), analysis.country_differences(story), analysis.sentence_table(story),
          analysis.hedge_changes(story), analysis.findings(story), analysis.outlets([story]), analysis.evidence(story.articles)]
print(json.dumps([frame.to_csv(index=False) for frame in frames]))
"""


def test_hash_seeds_change_nothing():
    root = Path(__file__).resolve().parents[1]
    found = []
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        done = subprocess.run(
            [sys.executable, "-c", CODE, str(root / "corpus")], env=environment, capture_output=True, text=True, check=True
        )
        found.append(json.loads(done.stdout))
    assert found[0] == found[1] == found[2]
    assert all(len(csv) > 200 for csv in found[0])
