"""Every chart draws what its frame holds, says what it shows, and refuses a frame that would draw nothing."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from dataclasses import replace

import made_stories
import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import Story, charts
from analysis.annotation.hedges.hedges import HEDGE_KINDS
from analysis.comparison.numbers.metrics import METRICS
from analysis.errors import AnalysisError
from analysis.presentation.charts.theme import RELATION_LABEL
from analysis.presentation.page.reader import reader_html

MAKERS = {
    "metric_differences": lambda s: analysis.compare(s),
    "causes": lambda s: analysis.explain(s),
    "country_sentiment": lambda s: analysis.country_sentiment(s.articles),
    "strip": lambda s: analysis.evidence(s.articles),
    "hedges": lambda s: analysis.hedge_changes(s),
    "quotation_fates": lambda s: analysis.quote_fates(s),
    "sentence_flow": lambda s: analysis.sentence_table(s),
    "survival": lambda s: analysis.survival(s),
    "outlet_profiles": lambda s: analysis.outlets([s]),
}


@pytest.fixture(scope="module")
def drawn(story):
    return {name: getattr(charts, name)(make(story)).to_dict() for name, make in MAKERS.items()}


def subtitle(spec):
    """The words below a chart's question, which may stand in several lines."""
    said = spec["title"]["subtitle"]
    return said if isinstance(said, str) else " ".join(said)


def _encodings(node, data=None):
    """Every (data name, field) that a specification encodes, with the data that is in force there."""
    if isinstance(node, list):
        for part in node:
            yield from _encodings(part, data)
    elif isinstance(node, dict):
        data = node.get("data", {}).get("name", data) if isinstance(node.get("data"), dict) else data
        for channel, value in node.get("encoding", {}).items():
            for entry in value if isinstance(value, list) else [value]:
                if isinstance(entry, dict) and "field" in entry:
                    yield data, channel, entry["field"]
        for key in ("layer", "spec", "vconcat", "hconcat", "concat"):
            if key in node:
                yield from _encodings(node[key], data)


@pytest.mark.parametrize("name", MAKERS)
def test_every_encoded_field_is_a_column(drawn, name):
    spec = drawn[name]
    found = list(_encodings(spec))
    assert found
    for data, channel, field in found:
        assert field in spec["datasets"][data][0], f"{channel} names the missing column {field!r}"


@pytest.mark.parametrize("name", MAKERS)
def test_title_asks_and_description_answers(drawn, name):
    spec = drawn[name]
    question = spec["title"]["text"]
    assert question.endswith("?")
    assert spec["description"].startswith(question)
    assert len(spec["description"]) > len(question) + 10


@pytest.mark.parametrize("name", MAKERS)
def test_specification_is_json_without_nan_or_address(drawn, name):
    text = json.dumps(drawn[name], allow_nan=False)
    for url in ("http://", "https://"):
        assert url not in text.replace(drawn[name]["$schema"], "")


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_frame_of_another_kind_is_refused_in_one_sentence(name):
    with pytest.raises(AnalysisError, match=r"lacks the column '\w+': pass the result of \w+\("):
        getattr(charts, name)(pd.DataFrame({"nope": [1]}))


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_nothing_to_draw_is_said_in_words(story, name):
    """A story without a quotation, a hedge or a country is a result; its report is built, and says so."""
    spec = getattr(charts, name)(MAKERS[name](story).iloc[:0]).to_dict()
    question, said = spec["title"]["text"], spec["title"]["subtitle"]
    assert question == getattr(charts, name)(MAKERS[name](story)).to_dict()["title"]["text"]
    assert said.startswith(("No version ", "No republication ", "No number ", "No difference ", "No outlet "))
    assert spec["description"] == f"{question} {said}"
    json.dumps(spec, allow_nan=False)


def test_charts_of_a_story_with_an_empty_version_are_drawn():
    text = "Norway may close its ports. “We are ready,” Kari Holm said."
    odd = made_stories.story(text, "", text)
    for name, make in MAKERS.items():
        spec = getattr(charts, name)(make(odd)).to_dict()
        json.dumps(spec, allow_nan=False)
        assert not subtitle(spec).startswith("No "), name
    for odd in (
        made_stories.story("", ""),
        made_stories.story("— !", "…"),
        made_stories.story(text, ""),
        made_stories.story("", text),
    ):
        for name, make in MAKERS.items():
            json.dumps(getattr(charts, name)(make(odd)).to_dict(), allow_nan=False)


def test_one_chart_holds_every_republication_and_a_switch(drawn, story):
    ids = [r.article_id for r in story.republications]
    for name in ("metric_differences", "causes", "country_sentiment", "strip", "hedges", "sentence_flow"):
        switch = next(p for p in drawn[name]["params"] if p["name"] == "republication")
        assert switch["bind"]["options"] == ids, name


def test_marks_carry_the_address_of_their_words(drawn):
    for name in ("metric_differences", "causes", "country_sentiment", "strip", "hedges", "quotation_fates", "sentence_flow"):
        rows = [row for rows in drawn[name]["datasets"].values() for row in rows]
        addresses = {row["words"] for row in rows if "words" in row}
        assert addresses, name
        assert all(isinstance(a, str) and a and " " not in a for a in addresses), name
        assert any(p["name"] == "pick" for p in drawn[name]["params"]), name


def test_dumbbell_shows_the_values_of_the_frame(drawn, story):
    frame = analysis.compare(story).set_index(["article_id", "metric"])
    rows = [row for rows in drawn["metric_differences"]["datasets"].values() for row in rows if row.get("name") == "Words"]
    assert len(rows) == len(story.republications)
    for row in rows:
        expected = frame.loc[(row["article_id"], "words")]
        assert row["label"] == f"{expected.wire_value:,.0f} → {expected.value:,.0f}"
        assert row["change"] == np.sign(expected.difference)  # a length has no interval: the mark is the farthest


@pytest.mark.parametrize("n", [1, 2, 14, 300])
def test_hedges_are_counted_in_whole_numbers(n):
    wire = " ".join(["It may rain on Monday."] * n)
    spec = charts.hedges(analysis.hedge_changes(made_stories.story(wire, "It rained on Monday."))).to_dict()
    x = next(layer["encoding"]["x"] for layer in spec["layer"] if layer["encoding"]["x"].get("axis"))
    assert x["scale"]["domain"] == [-n, 0]
    ticks = x["axis"]["values"]
    assert 2 <= len(ticks) <= 10
    assert all(isinstance(tick, int) and -n <= tick <= 0 for tick in ticks)


def test_every_row_is_in_its_own_unit_and_no_interval_is_cut(drawn, story):
    frame = analysis.compare(story).set_index(["article_id", "metric"])
    labels = {METRICS[m].label: m for m in charts.MAIN_METRICS}
    rows = [row for rows in drawn["metric_differences"]["datasets"].values() for row in rows]
    assert len(rows) > 40
    for row in rows:
        expected = frame.loc[(row["article_id"], labels[row["name"]])]
        numbers = [row[column] or 0 for column in ("change", "from", "to")]
        assert max(map(abs, numbers)) == pytest.approx(1) or expected.difference == 0
        if row["from"] is not None and expected.difference:
            assert row["from"] / row["change"] == pytest.approx(expected.low / expected.difference)
            assert row["differs"].endswith(")") and row["differs"].startswith(row["told"])


def test_a_number_that_was_zero_or_is_undefined_is_drawn_as_it_is(story):
    frame = analysis.compare(story).query("metric == 'quotations'").assign(wire_value=0.0)
    raised = frame.assign(value=3.0, difference=3.0, low=1.0, high=5.0)
    (row, *_), *_ = charts.metric_differences(raised, ["quotations"]).to_dict()["datasets"].values()
    assert (row["change"], row["from"], row["to"], row["differs"]) == (0.6, 0.2, 1.0, "+3 (+1 to +5)")
    same = frame.assign(value=0.0, difference=0.0, low=0.0, high=0.0)
    (row, *_), *_ = charts.metric_differences(same, ["quotations"]).to_dict()["datasets"].values()
    assert row["change"] == 0
    undefined = frame.assign(value=float("nan"), difference=float("nan"), low=float("nan"), high=float("nan"))
    (row, *_), *_ = charts.metric_differences(undefined, ["quotations"]).to_dict()["datasets"].values()
    assert (row["change"], row["told"]) == (None, "undefined")


def test_a_length_is_drawn_filled_and_without_an_interval(drawn, story):
    frame = analysis.compare(story).set_index(["article_id", "metric"])
    rows = [row for rows in drawn["metric_differences"]["datasets"].values() for row in rows]
    words = [row for row in rows if row["name"] == "Words"]
    assert words and any(row["clear"] for row in words)
    for row in words:
        assert (row["from"], row["to"], row["sure"]) == (None, None, "none: a length is plainly counted")
        assert row["clear"] == (frame.difference[row["article_id"], "words"] != 0)
    assert {row["sure"] for row in rows if row["name"] == "Words per sentence"} <= {"clear of zero", "not clear of zero"}


def test_a_mean_of_zero_has_a_mark_that_leads_to_its_words(drawn):
    ticks = [layer for layer in drawn["country_sentiment"]["layer"] if layer["mark"]["type"] == "tick"]
    assert [layer["mark"]["cursor"] for layer in ticks] == ["pointer"]
    assert "datum.score" in ticks[0]["transform"][-1]["filter"]


def test_shares_of_an_outlet_are_no_differences(stories):
    spec = charts.outlet_profiles(analysis.outlets(stories)).to_dict()
    rows = [row for rows in spec["datasets"].values() for row in rows]
    shares = [row for row in rows if row["is_share"]]
    assert {row["name"] for row in shares} == {"Share of the wire kept, %", "Share that is new, %"}
    assert max(row["mean_difference"] for row in shares) > 1  # in per cent, as the panel says
    for row in shares:
        assert row["filled"] == (row["n_stories"] >= 3)
    assert all(row["filled"] == ((row["p_adjusted"] or 1) < 0.05) for row in rows if not row["is_share"])


def test_flow_has_one_ribbon_for_each_link(drawn, story):
    rows = [row for rows in drawn["sentence_flow"]["datasets"].values() for row in rows]
    ribbons = {row["link"] for row in rows if "link" in row}
    links = sum(len(analysis.align(story.wire, r).links) for r in story.republications)
    assert len(ribbons) == links


def test_charts_need_no_network_in_a_notebook(story):
    import altair as alt

    assert alt.renderers.active == "wirecopy"
    bundle = alt.renderers.get()(charts.metric_differences(analysis.compare(story)).to_dict())
    assert set(bundle) == {"application/vnd.vegalite.v5+json", "image/png", "text/plain"}
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")


def test_every_filled_shape_has_an_inside_and_no_two_of_one_chart_are_alike():
    from analysis.presentation.charts import theme

    for shapes in (theme.RELATION_SHAPE, theme.FATE_SHAPE):
        assert "stroke" not in shapes.values()
    assert len(set(theme.FATE_SHAPE.values())) == len(theme.FATE_SHAPE)
    assert len(set(theme.RELATION_SHAPE.values())) == len(theme.RELATION_SHAPE)


def test_every_colour_of_a_chart_has_one_for_dark_paper():
    from analysis.presentation.charts import theme
    from analysis.presentation.rendering import asset

    style = asset("report.css")
    for colour in {*theme.LIGHT.values(), *theme.RELATION_COLOR.values(), *theme.FATE_COLOR.values()}:
        for attribute in ("fill", "stroke"):
            assert f'[{attribute}="{colour}"]{{{attribute}:var(--' in style, (attribute, colour)


def _rows(chart, column):
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows if column in row]


@pytest.fixture(scope="module")
def twins():
    """Two versions of one outlet, of which one keeps a quotation, and the other gives it to another person."""
    wire = "Norway may close its ports. “No comment,” said Kari Holm in Oslo. Rain fell. “No comment,” said Per Lund in Bergen."
    moved = "Norway closes its ports. “No comment,” said Anna Berg in Oslo. “We wait,” said Per Lund in Bergen."
    made = made_stories.story(wire, wire, moved)
    one, other = made.republications
    return Story(made.story_id, made.title, made.wire, (one, replace(other, outlet=one.outlet)))


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "outlet_profiles"])
def test_two_versions_of_one_outlet_are_told_apart(twins, name):
    spec = getattr(charts, name)(MAKERS[name](twins)).to_dict()
    shown = {row["outlet"] for rows in spec["datasets"].values() for row in rows if "outlet" in row}
    assert {"Outlet b (b)", "Outlet b (c)"} <= shown or name == "sentence_flow"
    if name != "metric_differences":  # of which nothing is clear of zero here
        assert "Outlet b (b)" in spec["description"] and "Outlet b (c)" in spec["description"]
    labels = [p["bind"]["labels"] for p in spec.get("params", []) if "bind" in p]
    assert labels in ([], [["Outlet b (b)", "Outlet b (c)"]])


def test_quotations_of_the_same_words_have_a_row_each(twins):
    rows = _rows(charts.quotation_fates(analysis.quote_fates(twins)), "fate")
    places = Counter((row["article_id"], row["key"]) for row in rows)
    assert set(places.values()) == {1}
    assert {"“No comment,”", "“No comment,” (2)"} <= {row["key"] for row in rows}


def test_a_quotation_given_to_another_speaker_has_a_mark_and_words_of_its_own(twins):
    chart = charts.quotation_fates(analysis.quote_fates(twins))
    row = next(row for row in _rows(chart, "fate") if row["article_id"] == "c" and row["speaker_changed"])
    assert (row["fate"], row["told"]) == ("kept", "kept, given to another speaker")
    assert row["who"] == "Kari Holm in the wire, Anna Berg here"
    spec = chart.to_dict()
    rings = [layer for layer in spec["layer"] if "speaker_changed" in json.dumps(layer.get("transform", ""))]
    assert len(rings) == 1
    assert "ring: given to another speaker" in spec["title"]["subtitle"]
    unmoved = charts.quotation_fates(analysis.quote_fates(twins).assign(speaker_changed=False)).to_dict()
    assert len(unmoved["layer"]) == 1 and "ring" not in unmoved["title"]["subtitle"]


def test_no_tooltip_says_null(drawn):
    """Vega writes "null" for what a frame leaves out: words that are not there are told in words."""
    assert all(row["text"] for rows in drawn["quotation_fates"]["datasets"].values() for row in rows)


def test_the_subtitle_names_the_method_that_scored(story):
    directed = subtitle(charts.country_sentiment(analysis.country_sentiment(story.articles)).to_dict())
    vader = subtitle(charts.country_sentiment(analysis.country_sentiment(story.articles, method="vader")).to_dict())
    assert "who does what to whom, by rules; " in directed
    assert "VADER" in vader and "who does what" not in vader


def test_a_mean_says_how_far_it_is_from_the_wires(story):
    differences = analysis.country_differences(story)
    expected = differences.dropna(subset=["difference", "low"]).iloc[0]
    rows = _rows(charts.country_sentiment(analysis.country_sentiment(story.articles), differences), "against")
    told = {(row["article_id"], row["country_name"]): row["against"] for row in rows}
    said = told[expected.article_id, expected.country_name]
    assert said.startswith(f"{expected.difference:+.2f}".replace("-", "−"))
    assert said.endswith(", clear of zero" if expected.clear else ", not clear of zero")
    lower = differences.assign(clear=differences.difference < 0)
    rows = _rows(charts.country_sentiment(analysis.country_sentiment(story.articles), lower), "against")
    assert {row["n"].rpartition(", ")[2] for row in rows if row["role"] != "wire"} >= {"clearly lower"}
    assert all(row["interval"] for row in rows)


@pytest.mark.parametrize("metric", analysis.METRICS)
def test_every_metric_leads_to_words_that_the_reader_marks(metric, story):
    from analysis.presentation.charts.metrics import step_address

    place = charts.address(metric).partition("?")[0]
    html = reader_html(story)
    marked = {address for found in re.findall(r'data-w="([^"]*)"', html) for address in found.split()}
    kinds = {f"hedge:{kind}" for kind in HEDGE_KINDS} | {"scare", "reporting:loaded"}
    assert place in marked | kinds
    for step in ("cut", "edited", "new"):
        assert step_address(step, metric).partition("?")[0] == f"step:{step}"
    assert ("rate" in step_address("new", metric).split("&")[-1]) == (metric.endswith("1000_words") or metric == "quoted_share")


@pytest.mark.parametrize("odd", ["__proto__", "constructor", "toString"])
def test_an_outlet_may_be_called_like_a_part_of_javascript(odd):
    import vl_convert

    text = "Norway may close its ports. “We are ready,” Kari Holm said on Monday."
    wire = made_stories.article(text, "a", "wire")
    versions = [
        replace(made_stories.article(text.replace("Monday", day), day), outlet=name)
        for name, day in ((odd, "May"), ("Gazette", "June"), ("Anvil", "July"))
    ]
    story = analysis.Story("s", "", wire, tuple(versions))
    for chart in (charts.quotation_fates(analysis.quote_fates(story)), charts.outlet_profiles(analysis.outlets([story]))):
        names = [
            name
            for name in re.findall(r">([^<>]+)</text>", vl_convert.vegalite_to_svg(chart.to_dict()))
            if name in (odd, "Gazette", "Anvil")
        ]
        assert {odd, "Gazette", "Anvil"} == {*names}


def test_the_matrix_draws_every_sentence_and_says_how_many_became_what(story):
    frame = analysis.survival(story)
    spec = charts.survival(frame).to_dict()
    (rows,) = spec["datasets"].values()
    assert [(row["article_id"], row["n"] - 1) for row in rows] == list(zip(frame.article_id, frame.sentence, strict=True))
    told = frame.assign(relation=frame.relation.map(RELATION_LABEL)).groupby(["outlet", "relation"]).size()
    assert all(f"{outlet}: {n} {relation}" in spec["description"] for (outlet, relation), n in told.items())


PER_OUTLET = ("metric_differences", "causes", "country_sentiment", "strip", "hedges", "sentence_flow")


@pytest.mark.parametrize("name", PER_OUTLET)
def test_a_figure_for_a_paper_shows_one_outlet_or_all_and_names_them(story, name):
    import vl_convert

    frame, draw = MAKERS[name](story), getattr(charts, name)
    svg = vl_convert.vegalite_to_svg(draw(frame, outlet=None).to_dict())
    assert all(f">{r.outlet}</text>" in svg for r in story.republications)
    one = draw(frame, outlet="Newsgale").to_dict()
    assert [part["title"]["text"] for part in one["vconcat"]] == ["Newsgale"]
    assert one == draw(frame, outlet="03-newsgale").to_dict()
    with pytest.raises(AnalysisError, match="outlet has no 'Gale': choose of The Calder Herald"):
        draw(frame, outlet="Gale")
    width = float(re.search(r'width="([\d.]+)"', svg)[1])
    assert all(6 * len(line) < width for line in re.findall(r'class="mark-text role-title-subtitle".*?>([^<]*)</text>', svg))


def test_description_of_the_causes_names_what_moved_each_number_most(stories):
    for story in stories:
        frame = analysis.explain(story)
        said = charts.causes(frame, metrics=frame.metric.unique().tolist()).to_dict()["description"]
        told = re.findall(r": mostly (cut|edited|new) \(([^)]*)\)", said)
        moved = frame[frame.contribution.fillna(0) != 0].drop_duplicates(["article_id", "metric"])
        assert len(told) == len(moved) > 10
        assert not [amount for _, amount in told if amount in ("0", "+0", "−0")]


def test_a_bar_of_a_country_leads_to_as_many_words_of_its_version_as_it_counts(stories):
    text = "Russia and Iran met. Putin praised Iran. “Iran is ready,” said Vladimir Putin of Russia."
    made = made_stories.story(text, text.replace(" and Iran", ""))
    for story in (made, *stories):
        frame = analysis.country_sentiment(story.articles)
        (rows,) = (rows for rows in charts.country_sentiment(frame).to_dict()["datasets"].values() if "words" in rows[0])
        for republication in story.republications[:2]:
            alone = replace(story, republications=(republication,))
            cells = reader_html(alone).split('<div class="wc-cell">')[1:]
            sides = {"wire": "".join(cells[0::2]), "rep": "".join(cells[1::2])}
            for row in rows:
                place, _, side = row["words"].partition("@")
                if row["article_id"] == (story.wire if side == "wire" else republication).article_id:
                    assert len(re.findall(rf'wc-m-country[^>]* {place}"', sides[side])) == row["n_mentions"] > 0
