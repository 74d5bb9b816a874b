import contextlib
import inspect
import io
import os
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from made_stories import SENTENCES, article, stories, story

import analysis
from analysis.annotation.annotation import COUNT_NAMES, annotate
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.align import align
from analysis.comparison.changes.hedge_changes import hedge_changes
from analysis.comparison.changes.sentences import sentence_table
from analysis.comparison.numbers.evidence import LAYERS, evidence
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.outlets import outlets
from analysis.comparison.numbers.overview import overview, unchanged_shares
from analysis.errors import AnalysisError

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "frames.md"
WIRE = "\n".join(SENTENCES)
OF_ARTICLES = ("measure", "country_sentiment", "evidence", "sources")
OF_STORIES = (
    "overview",
    "sentence_table",
    "survival",
    "edits",
    "claims",
    "headlines",
    "quote_fates",
    "source_fates",
    "hedge_changes",
    "compare",
    "explain",
    "country_differences",
    "findings",
)
KEYS = {
    "measure": ["story_id", "article_id", "metric"],
    "country_sentiment": ["story_id", "article_id", "country"],
    "evidence": ["story_id", "article_id", "layer", "start", "end"],
    "sources": ["story_id", "article_id", "source"],
    "source_fates": ["story_id", "article_id", "source", "fate"],
    "overview": ["story_id", "article_id"],
    "sentence_table": ["story_id", "article_id", "compared_with", "sentence"],
    "survival": ["story_id", "base", "article_id", "sentence"],
    "hedge_changes": ["story_id", "article_id", "change", "start"],
    "headlines": ["story_id", "article_id"],
    "claims": ["story_id", "article_id", "type", "before_start", "after_start"],
    "compare": ["story_id", "article_id", "metric"],
    "explain": ["story_id", "article_id", "metric", "step"],
    "country_differences": ["story_id", "article_id", "country"],
    "findings": ["story_id", "article_id", "text"],
    "outlets": ["outlet", "metric"],
}


def frame_of(name, made):
    """A frame of a story, or of several."""
    several = [made] if isinstance(made, Story) else list(made)
    if name == "outlets":
        return analysis.outlets(several)
    if name == "sentence_counts":
        return pd.concat([analysis.sentence_counts(s.wire) for s in several])
    of = getattr(analysis, name)
    return pd.concat([of(s.articles) if name in OF_ARTICLES else of(s) for s in several], ignore_index=True)


# shape


@pytest.mark.parametrize("name", [*OF_ARTICLES, *OF_STORIES, "outlets"])
def test_empty_frames_have_the_columns_and_types_of_full_ones(name, story):
    full = frame_of(name, story)
    assert len(full)
    nothing = Story("s", "", article("", "a", "wire"), (article("", "b"),))
    for empty in (frame_of(name, Story("s", "", story.wire, ())), frame_of(name, nothing)):
        pd.testing.assert_series_equal(empty.dtypes, full.dtypes)
    if name not in OF_ARTICLES:
        assert frame_of(name, Story("s", "", story.wire, ())).empty
    if name == "outlets":
        pd.testing.assert_series_equal(outlets([]).dtypes, full.dtypes)


@pytest.mark.parametrize("name", KEYS)
def test_each_key_occurs_once_and_is_never_missing(name, stories):
    frame = frame_of(name, stories)
    assert not frame.duplicated(KEYS[name]).any()
    assert not frame[KEYS[name]].isna().any(axis=None)


@pytest.mark.parametrize("name", [*OF_ARTICLES, *OF_STORIES])
def test_text_columns_hold_text_and_keys_come_first(name, story):
    frame = frame_of(name, story)
    assert list(frame)[:2] == ["story_id", "article_id"]
    assert {str(t) for t in frame.dtypes} <= {"str", "int64", "Int64", "float64", "bool", "object"}
    for column in [name for name, kind in frame.dtypes.items() if str(kind) == "object"]:
        assert frame[column].map(type).eq(tuple).all(), column


# documentation


def sections():
    return dict(re.findall(r"^## (\w+)\(.*?\n(.*?)(?=^## |\Z)", PAGE.read_text("utf8"), re.MULTILINE | re.DOTALL))


def test_every_public_frame_is_documented():
    of_frames = [
        name
        for name in analysis.__all__
        if inspect.isfunction(getattr(analysis, name)) and "\npandas.DataFrame\n" in (inspect.getdoc(getattr(analysis, name)) or "")
    ]
    assert set(of_frames) == set(sections())
    assert {*OF_ARTICLES, *OF_STORIES, "outlets"} <= set(of_frames)


@pytest.mark.parametrize("name", [*OF_ARTICLES, *OF_STORIES, "outlets", "sentence_counts"])
def test_columns_and_types_are_the_documented_ones(name, story):
    documented = {}
    for line in sections()[name].splitlines():
        match = re.match(r"\| (.+?) \| (\w+) \| (.+) \|$", line)
        if match and match[2] != "type":
            names = list(COUNT_NAMES) if "each count" in match[1] else re.findall(r"`(\w+)`", match[1])
            documented |= dict.fromkeys(names, match[2])
            assert len(match[3]) > 8
    frame = frame_of(name, story)
    assert documented == {column: str(kind) for column, kind in frame.dtypes.items()}
    # The same columns are named in the docstring.
    doc = inspect.getdoc(getattr(analysis, name))
    relations = "|".join(("verbatim", "house_style", "edited", "rewritten", "dropped", "new"))
    unnamed = [c for c in frame if not re.search(rf"\b{c}\b", doc) and c not in COUNT_NAMES and not re.match(relations, c)]
    assert unnamed == []


BLOCK = re.compile(r"```python\n(.*?)```\n```text\n(.*?)```", re.DOTALL)


def test_pasted_output_is_what_the_code_prints(monkeypatch):
    """``UPDATE_DOCS=1 pytest tests/test_frames.py -k pasted`` writes the page anew."""
    monkeypatch.chdir(ROOT)
    page, names, shown = PAGE.read_text("utf8"), {}, []
    with pd.option_context("display.width", 120, "display.max_columns", None):
        for code, text in BLOCK.findall(page):
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(code, names)
            shown.append((text, re.sub(r" +$", "", out.getvalue(), flags=re.MULTILINE)))
    assert len(shown) >= 13
    if os.environ.get("UPDATE_DOCS"):
        fresh = iter(shown)
        PAGE.write_text(BLOCK.sub(lambda m: m[0][: m.start(2) - m.start()] + next(fresh)[1] + "```", page), "utf8")
        return
    for pasted, printed in shown:
        assert pasted == printed


# sentence_table


def test_sentences_relations_and_partners_of_a_small_story():
    text = [SENTENCES[3], SENTENCES[0].replace("may", "will"), "Cats sleep all day.", "Fish prices rose 4 per cent."]
    table = sentence_table(story("\n".join(SENTENCES[k] for k in (0, 3, 6, 8)), "\n".join(text)))
    wire, own = table[table.role == "wire"], table[table.role == "republication"]
    assert wire.relation.tolist() == ["edited", "verbatim", "dropped", "house_style"]
    assert own.relation.tolist() == ["verbatim", "edited", "new", "house_style"]
    assert wire.partners.tolist() == [(1,), (0,), (), (3,)]
    assert own.partners.tolist() == [(1,), (0,), (), (3,)]
    assert own.similarity.isna().tolist() == [False, False, True, False]
    assert own.moved.sum() == wire.moved.sum() == 1
    assert set(wire.compared_with) == {"b"} and set(own.compared_with) == {"a"}


def test_a_sentence_of_several_links_has_its_closest_relation():
    whole = "Iceland accused Norway of breaking the agreement of last winter, and Denmark offered to mediate in Copenhagen."
    parts = "Iceland accused Norway of breaking the agreement of last winter. Denmark offered to mediate in Copenhagen."
    table = sentence_table(story(f"{whole}\n{SENTENCES[8]}", f"{parts}\n{SENTENCES[8]}"))
    assert table[table.role == "wire"].partners.tolist() == [(0, 1), (2,)]
    assert table[(table.role == "wire") & (table.sentence == 0)].relation.item() == "edited"


def test_offsets_and_counts_are_those_of_the_annotation(story):
    texts = {a.article_id: annotate(a) for a in story.articles}
    for (article_id, _), group in sentence_table(story).groupby(["article_id", "compared_with"]):
        found = texts[article_id]
        assert group[[*COUNT_NAMES]].to_numpy().tolist() == found.counts.tolist()
        assert [found.text[r.start : r.end] for r in group.itertuples()] == group.text.tolist()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_partners_mirror_each_other(made):
    table = sentence_table(made)
    for r in made.republications:
        wire = table[(table.role == "wire") & (table.compared_with == r.article_id)]
        own = table[(table.role == "republication") & (table.article_id == r.article_id)]
        forth = {(i, j) for i, partners in zip(wire.sentence, wire.partners, strict=True) for j in partners}
        back = {(i, j) for j, partners in zip(own.sentence, own.partners, strict=True) for i in partners}
        links = align(made.wire, r).links
        assert forth == back == {(link.wire, link.republication) for link in links}
        assert (wire.partners.map(len) == 0).equals(wire.relation == "dropped")
        assert (own.partners.map(len) == 0).equals(own.relation == "new")


EXTRA = "The harbour of Bodo has been closed to foreign crews since the storm of 2019."


def also_in(*texts):
    table = sentence_table(story(WIRE, *texts))
    return {key: tuple(x for x in group.also_in if x) for key, group in table[table.role == "republication"].groupby("article_id")}


def test_a_new_sentence_that_another_version_has_is_marked_in_both():
    assert also_in(f"{WIRE}\n{EXTRA}", f"{EXTRA}\n{WIRE}", WIRE) == {"b": (("c",),), "c": (("b",),), "d": ()}


def test_three_versions_with_the_same_new_sentence_name_the_other_two():
    found = also_in(f"{WIRE}\n{EXTRA}", f"{EXTRA}\n{WIRE}", EXTRA.replace("has been", "was"))
    assert found == {"b": (("c", "d"),), "c": (("b", "d"),), "d": (("b", "c"),)}


def test_a_new_sentence_in_other_words_is_retold_elsewhere_and_not_the_same_text():
    told = "The harbour of Bodo, it says, has been closed since 2019 to foreign crews after a storm and a fire at the quay."
    table = sentence_table(story(WIRE, f"{WIRE}\n{EXTRA}", f"{told}\n{WIRE}", f"{WIRE}\n{EXTRA}"))
    shared = table[table.retold_in.map(bool) | table.also_in.map(bool)]
    assert dict(zip(shared.article_id, zip(shared.also_in, shared.retold_in, strict=True), strict=True)) == {
        "b": (("d",), ("c",)),
        "c": ((), ("b", "d")),
        "d": (("b",), ("c",)),
    }


def test_wire_sentences_and_sentences_of_ones_own_are_shared_with_nobody():
    assert also_in(WIRE, WIRE) == {"b": (), "c": ()}
    assert also_in(f"{WIRE}\n{EXTRA}", f"{WIRE}\nBread rises slowly in a cold kitchen.") == {"b": (), "c": ()}
    assert not sentence_table(story(WIRE, f"{WIRE}\n{EXTRA}", EXTRA)).query("role == 'wire'").also_in.map(bool).any()


# overview


def test_overview_of_a_small_story():
    text = [SENTENCES[3], SENTENCES[0].replace("may", "will"), "Cats sleep all day.", "Fish prices rose 4 per cent."]
    row = overview(story("\n".join(SENTENCES[k] for k in (0, 3, 6, 8)), "\n".join(text))).iloc[0]
    numbers = {name: row[f"{name}_sentences"] for name in ("verbatim", "house_style", "edited", "rewritten", "dropped", "new")}
    assert numbers == {"verbatim": 1, "house_style": 1, "edited": 1, "rewritten": 0, "dropped": 1, "new": 1}
    assert row.moved_sentences == 1
    assert (row.new_words, row.dropped_words) == (4, 8)
    assert row.new_share == pytest.approx(4 / row.words)
    assert row.kept_share == pytest.approx(1 - 8 / row.wire_words)


def test_a_wire_sentence_counts_once_however_many_carry_it():
    whole = "The harbour of Vardo was closed on Monday after two tankers collided in thick fog and leaked oil."
    halves = "The harbour of Vardo was closed on Monday. Two tankers had collided in thick fog and leaked oil."
    row = overview(story(f"{whole}\nFish prices rose.", halves)).iloc[0]
    assert (row.edited_sentences, row.edited_words, row.new_sentences) == (1, 18, 0)
    assert row.kept_share == pytest.approx(18 / 21) and row.new_share == 0


def test_words_of_rewritten_sentences_are_kept_and_not_unchanged():
    wire = (
        "Fish prices rose.\nTwo tankers collided in thick fog off Vardo on Monday and leaked about 40 tonnes of oil into the fjord."
    )
    text = (
        "Fish prices rose.\nOil is spreading through the fjord off Vardo after a collision of two tankers, which happened in fog."
    )
    made = story(wire, text)
    assert overview(made).rewritten_sentences.tolist() == [1] and overview(made).kept_share.tolist() == [1]
    assert unchanged_shares(made) == {"b": pytest.approx(3 / 23)}


@pytest.mark.parametrize(
    ("wire", "text", "kept", "new"), [("", "", None, None), ("", WIRE, None, 1), (WIRE, "", 0, None), (WIRE, WIRE, 1, 0)]
)
def test_shares_of_nothing_are_undefined(wire, text, kept, new):
    row = overview(story(wire, text)).iloc[0]
    for share, expected in ((row.kept_share, kept), (row.new_share, new)):
        assert share == pytest.approx(float("nan") if expected is None else expected, nan_ok=True)


# hedge_changes


def changes(wire, text):
    frame = hedge_changes(story(wire, text))
    return [(r.change, r.text, r.cause) for r in frame.itertuples()]


def test_hedges_kept_lost_and_added():
    wire = "Norway may sign the treaty in Bergen.\nIceland could follow in the autumn.\nFish prices rose."
    assert changes(wire, wire) == [("kept", "may", ""), ("kept", "could", "")]
    assert changes(wire, wire.replace("may sign", "signs")) == [("lost", "may", "edited"), ("kept", "could", "")]
    assert changes(wire, wire.replace("Iceland could follow in the autumn.\n", "")) == [
        ("kept", "may", ""),
        ("lost", "could", "cut"),
    ]
    assert ("added", "reportedly", "edited") in changes(wire, wire.replace("rose", "reportedly rose"))
    assert ("added", "perhaps", "new") in changes(wire, wire + "\nPerhaps cats sleep.".replace("Perhaps", "Some say perhaps"))


def test_a_hedge_replaced_by_another_is_lost_and_added():
    wire = "Norway may sign the treaty in Bergen."
    assert changes(wire, wire.replace("may", "could")) == [("lost", "may", "edited"), ("added", "could", "edited")]


def test_another_form_of_the_same_entry_is_kept():
    wire = "Norway is believed to have signed the treaty in Bergen on Friday."
    (change,) = changes(wire, wire.replace("is believed", "was believed"))
    assert change[0] == "kept" and "believed" in change[1]


def test_a_hedge_said_twice_and_kept_once_is_lost_once():
    wire = "Norway may sign the treaty in Bergen and Iceland may follow it in the autumn."
    text = "Norway may sign the treaty in Bergen and Iceland will follow it in the autumn."
    assert sorted(change for change, _, _ in changes(wire, text)) == ["kept", "lost"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_kept_and_lost_make_the_wires_hedges_kept_and_added_the_republications(made):
    frame = hedge_changes(made)
    for r in made.republications:
        own = frame[frame.article_id == r.article_id]
        n = own.change.value_counts().to_dict()
        assert n.get("kept", 0) + n.get("lost", 0) == len(annotate(made.wire).hedges)
        assert n.get("kept", 0) + n.get("added", 0) == len(annotate(r).hedges)
        for change in own.itertuples():
            version = made.wire if change.change == "lost" else r
            assert version.text[change.start : change.end] == change.text
        assert own.wire_sentence.isna().equals(own.change == "added")
        assert own.sentence.isna().equals(own.change == "lost")


# evidence


def test_spans_of_every_layer_with_their_words(story):
    frame = evidence(story.articles)
    assert set(frame.layer) == set(LAYERS)
    texts = {a.article_id: a.text for a in story.articles}
    assert all(texts[r.article_id][r.start : r.end] == r.text for r in frame.itertuples())
    assert frame.article_id.drop_duplicates().tolist() == list(texts)
    for _, group in frame.groupby("article_id"):
        assert group.start.is_monotonic_increasing
    country = frame.layer == "country"
    assert frame.score.notna().equals(country)
    assert frame.entity[country].str.fullmatch("[A-Z]{3}").all()
    assert frame.entity[frame.layer.isin(["hedge", "reporting"])].isna().all()
    assert set(frame.kind[frame.layer == "quote"]) <= {"direct", "scare"}
    assert not frame.quoted[~country].any()


def test_every_count_leads_to_its_spans(stories):
    articles = [a for s in stories for a in s.articles]
    spans = evidence(articles).groupby(["story_id", "article_id", "layer", "kind"]).size()
    measured = analysis.measure(articles).set_index(["story_id", "article_id", "metric"]).value
    for a in articles:
        at = (a.story_id, a.article_id)
        assert measured[(*at, "quotations")] == spans.get((*at, "quote", "direct"), 0)
        assert measured[(*at, "scare_quotes")] == spans.get((*at, "quote", "scare"), 0)
        assert measured[(*at, "hedges")] == spans.loc[at].get("hedge", pd.Series(dtype=int)).sum()
        assert measured[(*at, "reporting_verbs")] == spans.loc[at].get("reporting", pd.Series(dtype=int)).sum()


def test_every_speaker_that_is_counted_is_a_person_of_the_evidence(stories):
    articles = [a for s in stories for a in s.articles]
    keys = ["story_id", "article_id"]
    persons = evidence(articles).groupby(keys, sort=False).person.nunique()
    counted = analysis.measure(articles).query("metric == 'speakers'").set_index(keys).value
    assert persons.to_dict() == counted.to_dict()
    assert counted.sum() > 100


def test_a_person_keeps_the_fullest_name_and_an_open_pronoun_is_nobody():
    text = "“It broke,” Anna Lind said. “It fell,” Lind said. “It sank,” she said. The “salvage” went on."
    frame = evidence([Article.from_text(text), Article.from_text("“It broke,” he said.")])
    assert frame[frame.kind == "direct"].person.fillna("").tolist() == ["Anna Lind", "Anna Lind", "Anna Lind", ""]
    assert frame[frame.kind == "direct"].entity.tolist() == ["Anna Lind", "Lind", "Anna Lind (she)", "he"]
    assert frame[frame.kind != "direct"].person.isna().all()


def test_a_mention_inside_a_quotation_is_marked():
    frame = evidence([Article.from_text("Norway left. “Norway betrayed us,” Anna Lind said.")])
    assert frame[frame.layer == "country"].quoted.tolist() == [False, True]


def test_articles_of_the_same_id_in_two_stories_stay_apart():
    one = Article.from_text("Norway may sign.", article_id="x", story_id="first")
    other = Article.from_text("Iceland could sign.", article_id="x", story_id="second")
    assert evidence([other, one]).story_id.drop_duplicates().tolist() == ["second", "first"]


# outlets


def made_corpus(*texts, outlet="Gazette"):
    wire = "\n".join(SENTENCES[:6])
    return [
        Story(
            f"s{k}",
            "",
            Article.from_text(wire, article_id="a", story_id=f"s{k}", role="wire"),
            (Article.from_text(text, article_id="b", story_id=f"s{k}", outlet=outlet),),
        )
        for k, text in enumerate(texts)
    ]


def habit(made, metric):
    frame = outlets(made)
    return frame[frame.metric == metric].iloc[0]


def test_an_outlets_habit_is_the_mean_over_stories_with_an_interval():
    wire = SENTENCES[:6]
    texts = ["\n".join(wire[:k]) for k in (3, 4, 5)]
    row = habit(made_corpus(*texts), "sentences")
    assert (row.value, row.reference, row.mean_difference, row.n_stories, row.n) == (4, 6, -2, 3, 3)
    assert -6 <= row.low < -2 < row.high and not row.clear and row.p > 0.05
    row = habit(made_corpus(*texts[:1] * 3, *texts[1:2] * 3), "sentences")
    assert row.clear and row.p < row.p_adjusted and row.high < 0


@pytest.mark.parametrize("n", [1, 2])
def test_fewer_than_three_stories_make_no_claim(n):
    frame = outlets(made_corpus(*["\n".join(SENTENCES[:k]) for k in (2, 4)][:n]))
    assert frame[["low", "high"]].isna().all(axis=None) and not frame.clear.any()
    assert frame.value.notna().all() and set(frame.n_stories) == {n}


def test_stories_that_agree_to_the_last_digit_give_no_interval():
    row = habit(made_corpus(*[SENTENCES[0]] * 4), "sentences")
    assert (row.mean_difference, row.n_stories) == (-5, 4)
    assert pd.isna(row.low) and not row.clear


def test_several_versions_of_one_story_count_once():
    (made,) = made_corpus("\n".join(SENTENCES[:2]))
    second = Article.from_text("\n".join(SENTENCES[:4]), article_id="c", story_id="s0", outlet="Gazette")
    row = habit([Story("s0", "", made.wire, (*made.republications, second))], "sentences")
    assert (row.mean_difference, row.n_stories) == (-3, 1)


def test_undefined_differences_are_left_out():
    quoting = [SENTENCES[1], SENTENCES[4]]
    texts = ["\n".join([*SENTENCES[:1], *quoting[:k]]) for k in (0, 1, 2)]
    row = habit(made_corpus(*texts), "attributed_share")
    assert row.n_stories == 2 and pd.isna(row.low)


def test_shares_of_the_wire_are_compared_with_other_outlets():
    alone = made_corpus(*["\n".join(SENTENCES[:k]) for k in (2, 3, 4, 5)])
    row = habit(alone, "kept_share")
    assert row.against == "others" and 0 < row.value_low < row.value < row.value_high < 1
    assert pd.isna([row.reference, row.mean_difference, row.low, row.p]).all() and not row.clear
    whole = "\n".join(SENTENCES[:6])
    both = [
        replace(
            s, republications=(*s.republications, Article.from_text(whole, article_id="c", story_id=s.story_id, outlet="The Copy"))
        )
        for s in alone
    ]
    frame = outlets(both).set_index(["outlet", "metric"])
    assert frame.loc[("The Copy", "kept_share"), ["value", "reference"]].tolist() == pytest.approx([1, row.value])
    assert frame.loc[("Gazette", "kept_share"), "mean_difference"] == pytest.approx(row.value - 1)


def test_names_are_sorted_as_a_list_of_newspapers_is():
    (made,) = made_corpus(SENTENCES[0])
    versions = [
        Article.from_text(SENTENCES[0], article_id=f"v{k}", outlet=name) for k, name in enumerate(["The Anvil", "Zeit", "beacon"])
    ]
    assert outlets(Story("s", "", made.wire, tuple(versions))).outlet.unique().tolist() == ["The Anvil", "beacon", "Zeit"]


@pytest.mark.parametrize("of", ["metrics", "countries", "fates", "edits", "claims", "hedges"])
def test_every_kind_is_pooled_within_its_bounds_and_adjusted_for_its_tests(stories, of):
    frame = outlets(stories, of=of)
    keys = ["outlet", "metric", *(["country", "voice"] if of == "countries" else [])]
    assert len(frame) and not frame.duplicated(keys).any()
    assert frame.dtypes.equals(outlets([], of=of).dtypes)
    assert set(frame.against) <= {"wire", "others"}
    assert (frame.value - frame.reference - frame.mean_difference).abs().max() < 1e-9
    tested = frame[frame.p.notna()]
    assert (frame.n_tests == len(tested)).all() and (tested.n_stories >= 3).all()
    assert (tested.p_adjusted >= tested.p - 1e-12).all()
    assert (tested.low - 1e-9 <= tested.mean_difference).all() and (tested.mean_difference <= tested.high + 1e-9).all()
    least = -1 if of == "countries" else 0
    bounded = tested[~tested.metric.isin(["flesch_reading_ease", "flesch_kincaid_grade"])]
    bounded = bounded[~bounded.metric.isin(["automated_readability_index", "coleman_liau_index"])]
    assert (bounded.reference + bounded.low >= least - 1e-9).all()
    shares = tested[(tested.unit == "share") | (tested.metric == "sentiment")]
    assert (shares.reference + shares.high <= 1 + 1e-9).all()


def test_shares_over_stories_are_pooled_from_the_frames(stories):
    frame = outlets(stories, of="fates").set_index(["outlet", "metric"])
    fates = analysis.quote_fates(stories).query("outlet == 'Newsgale' and fate != 'new'")
    row = frame.loc[("Newsgale", "quotations_dropped")]
    assert row.value == pytest.approx((fates.fate == "dropped").mean()) and row.n == len(fates)
    hedges = analysis.hedge_changes(stories).query("outlet == 'Newsgale' and change != 'added'")
    lost = outlets(stories, of="hedges").set_index(["outlet", "metric"]).loc[("Newsgale", "hedges_lost")]
    assert lost.value == pytest.approx(((hedges.change == "lost") & (hedges.cause != "tense")).mean())


def test_an_unknown_kind_is_refused(stories):
    with pytest.raises(AnalysisError, match=r"^outlets knows no 'tone': use 'metrics', 'countries', "):
        outlets(stories, of="tone")


def test_habits_of_the_sample_corpus(stories):
    frame = outlets(stories)
    every = pd.concat([analysis.compare(s) for s in stories]).dropna(subset="difference")
    means = every.groupby(["outlet", "metric", "story_id"]).difference.mean().groupby(level=[0, 1]).agg(["mean", "size"])
    for r in frame[frame.metric.isin([*METRICS])].itertuples():
        assert r.mean_difference == pytest.approx(means.loc[(r.outlet, r.metric), "mean"])
        assert r.n_stories == means.loc[(r.outlet, r.metric), "size"]
    shares = frame[frame.unit == "share"]
    assert shares.low.dropna().min() >= -1 and shares.high.dropna().max() <= 1


# survival


def test_survival_says_what_sentence_table_says_of_the_wire_and_takes_any_base(stories):
    made = stories[0]
    frame = analysis.survival(made)
    of_wire = sentence_table(made).query("role == 'wire'")
    assert frame.relation.tolist() == of_wire.relation.tolist()
    assert frame.article_id.tolist() == of_wire.compared_with.tolist()
    base = made.republications[1].article_id
    other = analysis.survival(made, base=base)
    assert set(other.base) == {base}
    assert set(other.article_id) == {a.article_id for a in made.articles} - {base}
    n = len(annotate(made.republications[1]).sentences)
    assert (other.groupby("article_id").size() == n).all()
    # Links are the same from either side.
    back = frame[frame.article_id == base].set_index("sentence").partners
    for row in other[other.article_id == made.wire.article_id].itertuples():
        assert all(row.sentence in back[k] for k in row.partners)
    with pytest.raises(AnalysisError, match="has no version 'nobody'"):
        analysis.survival(made, base="nobody")
