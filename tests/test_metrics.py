import math
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis.annotation.annotation import COUNT_NAMES, annotate
from analysis.annotation.hedges.hedges import HEDGE_KINDS
from analysis.articles.model import Article, Story
from analysis.comparison.numbers.metrics import METRICS, Sums, measure, metric_values
from analysis.errors import AnalysisError

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "metrics.md").read_text("utf8")
ROWS = {
    cells[0].strip("`"): cells
    for line in PAGE.splitlines()
    if line.startswith("| `")
    for cells in [[cell.strip() for cell in line.strip("|").split(" | ")]]
}
FAMILIES = ("length", "readability", "quotation", "hedging", "attribution")


def value(name, **counts):
    sums = np.zeros(len(COUNT_NAMES))
    for count, n in counts.items():
        sums[COUNT_NAMES.index(count)] = n
    return float(METRICS[name].value(sums))


def measured(text, name):
    frame = measure([Article.from_text(text)])
    return frame.loc[frame.metric == name, "value"].item()


def test_there_is_a_line_for_every_metric_of_the_design():
    assert len(METRICS) >= 31
    assert {m.family for m in METRICS.values()} == set(FAMILIES)
    assert all(name == metric.name for name, metric in METRICS.items())
    assert {f"hedges_{kind}_per_1000_words" for kind in HEDGE_KINDS} <= set(METRICS)
    assert len({m.label for m in METRICS.values()}) == len(METRICS)


@pytest.mark.parametrize(
    ("name", "counts", "expected"),
    [
        ("words_per_sentence", {"words": 120, "sentences": 6}, 20),
        ("words_per_paragraph", {"words": 120, "paragraphs": 4}, 30),
        ("reading_time", {"words": 476}, 2),
        ("flesch_reading_ease", {"words": 100, "sentences": 5, "syllables": 150}, 206.835 - 20.3 - 126.9),
        ("flesch_kincaid_grade", {"words": 100, "sentences": 5, "syllables": 150}, 7.8 + 17.7 - 15.59),
        ("gunning_fog", {"words": 100, "sentences": 5, "complex_words": 10}, 12),
        ("smog_index", {"sentences": 30, "polysyllables": 64}, 1.043 * 8 + 3.1291),
        ("automated_readability_index", {"words": 100, "sentences": 5, "characters": 500}, 23.55 + 10 - 21.43),
        ("coleman_liau_index", {"words": 100, "sentences": 5, "letters": 480}, 27.84 - 1.48 - 15.8),
        ("dale_chall", {"words": 100, "sentences": 5, "difficult_words": 5}, 0.7895 + 0.992),
        ("dale_chall", {"words": 100, "sentences": 5, "difficult_words": 6}, 0.9474 + 0.992 + 3.6365),
        ("lix", {"words": 100, "sentences": 5, "long_words": 30}, 50),
        ("quoted_share", {"words": 200, "quoted_words": 50}, 0.25),
        ("quotations_per_1000_words", {"words": 500, "quotations": 3}, 6),
        ("words_per_quotation", {"quoted_words": 50, "quotations": 4}, 12.5),
        ("attributed_share", {"quotations": 4, "quotations_attributed": 3}, 0.75),
        ("hedges", {"hedges_modal": 2, "hedges_conditional": 1}, 3),
        ("hedges_per_1000_words", {"words": 250, "hedges_modal": 2, "hedges_verb": 3}, 20),
        ("hedges_adjective_noun_per_1000_words", {"words": 250, "hedges_adjective_noun": 3}, 12),
        ("reporting_verbs", {"reporting_neutral": 3, "reporting_loaded": 1}, 4),
        ("reporting_verbs_per_1000_words", {"words": 100, "reporting_neutral": 3, "reporting_loaded": 1}, 40),
        ("neutral_reporting_share", {"reporting_neutral": 3, "reporting_loaded": 1}, 0.75),
        ("loaded_reporting_share", {"reporting_neutral": 3, "reporting_loaded": 1}, 0.25),
    ],
)
def test_values_worked_out_by_hand(name, counts, expected):
    assert value(name, **counts) == pytest.approx(expected, abs=1e-9)


def documented(formula):
    """A formula of docs/metrics.md as a function of named counts."""
    code = formula.strip("`").replace("×", "*").replace("−", "-").replace("√", "sqrt")
    return lambda names: eval(code, {"sqrt": math.sqrt}, names)


@given(st.lists(st.integers(1, 400), min_size=len(COUNT_NAMES), max_size=len(COUNT_NAMES)))
def test_documented_formulas_are_the_ones_that_are_used(counts):
    names = dict(zip(COUNT_NAMES, counts, strict=True))
    names["hedges"] = sum(names[f"hedges_{kind}"] for kind in HEDGE_KINDS)
    for name, cells in ROWS.items():
        assert METRICS[name].value(np.array(counts)) == pytest.approx(documented(cells[3])(names), rel=1e-12)


def test_documentation_names_label_unit_meaning_and_source_of_every_metric():
    assert list(ROWS) == list(METRICS)
    for name, cells in ROWS.items():
        metric = METRICS[name]
        assert cells == [f"`{name}`", metric.label, metric.unit, cells[3], metric.meaning, metric.source or "–"]
    families = re.findall(r"^## (\w+)$", PAGE, re.MULTILINE)
    assert [f.lower() for f in families] == list(FAMILIES)


def test_documentation_names_every_count():
    text = PAGE.replace("`hedges_…` by kind", " ".join(f"`hedges_{kind}`" for kind in HEDGE_KINDS))
    assert [count for count in COUNT_NAMES if f"`{count}`" not in text] == []


def test_every_formula_from_a_paper_names_its_source():
    for metric in METRICS.values():
        if metric.family == "readability":
            assert re.search(r"\((19|20)\d\d\)", metric.source), metric.name


def test_a_metric_knows_its_counts():
    assert METRICS["gunning_fog"].counts == ("words", "sentences", "complex_words")
    for metric in METRICS.values():
        base = np.full(len(COUNT_NAMES), 50.0)
        for k, count in enumerate(COUNT_NAMES):
            more = base.copy()
            more[k] += 20
            assert (metric.value(more) != metric.value(base)) == (count in metric.counts), (metric.name, count)


def test_an_unknown_count_is_an_error():
    with pytest.raises(AttributeError, match="verbs"):
        _ = Sums(np.zeros(len(COUNT_NAMES))).verbs


@pytest.mark.parametrize("text", ["", " \n ", "— … !", "🙂 🙂", "***\n\n***"])
def test_a_text_without_words_is_undefined_throughout(text):
    frame = measure([Article.from_text(text)])
    assert len(frame) == len(METRICS)
    assert frame.value.isna().all()


def test_counted_and_none_is_zero_and_a_share_of_nothing_is_undefined():
    values = measure([Article.from_text("Talks failed on Monday.")]).set_index("metric").value
    assert values["hedges_per_1000_words"] == values["quotations"] == values["quoted_share"] == values["scare_quotes"] == 0
    assert values[["attributed_share", "words_per_quotation", "loaded_reporting_share"]].isna().all()


def test_a_word_alone():
    values = measure([Article.from_text("Yes")]).set_index("metric").value
    assert (values["words"], values["sentences"], values["paragraphs"], values["words_per_sentence"]) == (1, 1, 1, 1)


@given(st.integers(2, 6))
def test_a_text_said_several_times_keeps_its_rates(n):
    text = "Norway may sign. “We shall see what they want,” Dahl said on Tuesday, slamming nobody."
    once, often = (measure([Article.from_text("\n".join([text] * k))]).set_index("metric").value for k in (1, n))
    totals = ["words", "sentences", "paragraphs", "reading_time", "quotations", "scare_quotes"]
    totals += ["hedges", "narrator_hedges", "reporting_verbs"]
    assert often[totals].tolist() == pytest.approx((once[totals] * n).tolist())
    rates = [name for name in METRICS if name not in (*totals, "speakers")]
    assert often[rates].tolist() == pytest.approx(once[rates].tolist(), nan_ok=True)
    assert often["speakers"] == once["speakers"] == 1


def test_shares_stay_within_zero_and_one(stories):
    frame = measure(article for story in stories for article in story.articles)
    shares = frame[frame.unit == "share"].value.dropna()
    assert len(shares) > 100
    assert shares.between(0, 1).all()


def test_one_row_for_each_article_and_metric_keys_first(story):
    frame = measure(story.articles)
    assert list(frame) == ["story_id", "article_id", "outlet", "role", "metric", "value", "unit"]
    assert len(frame) == len(story.articles) * len(METRICS)
    assert not frame.duplicated(["story_id", "article_id", "metric"]).any()
    assert frame.article_id.unique().tolist() == [a.article_id for a in story.articles]
    assert [*map(str, frame.dtypes)] == ["str"] * 5 + ["float64", "str"]
    assert frame.metric[: len(METRICS)].tolist() == list(METRICS)


def test_no_article_gives_the_same_columns_and_types(story):
    pd.testing.assert_series_equal(measure([]).dtypes, measure(story.articles).dtypes)
    assert measure([]).empty


def test_many_articles_at_once_measure_as_one_by_one(story):
    together = measure(story.articles)
    alone = pd.concat([measure([article]) for article in story.articles], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone)
    totals = np.array([annotate(article).counts.sum(axis=0) for article in story.articles])
    np.testing.assert_array_equal(together.value.to_numpy().reshape(len(totals), -1), metric_values(totals))


def test_another_language_is_never_measured_silently():
    german = Article.from_text("Die Gespräche sind gescheitert.", article_id="zeitung", story_id="fisch", language="de")
    english = Article.from_text("Talks failed.", article_id="wire", story_id="fisch", role="wire")
    message = "Article 'zeitung' of story 'fisch' is marked as 'de'"
    story = Story("fisch", "Fisch", english, (german,))
    for frame_of in (
        lambda: measure([english, german]),
        lambda: analysis.country_sentiment([german]),
        lambda: analysis.evidence([german]),
        lambda: analysis.compare(story),
        lambda: analysis.explain(story),
        lambda: analysis.sentence_table(story),
        lambda: analysis.overview(story),
        lambda: analysis.findings(story),
        lambda: analysis.outlets([story]),
        lambda: analysis.quote_fates(story),
        lambda: analysis.align(english, german),
    ):
        with pytest.raises(AnalysisError, match=message):
            frame_of()


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US"])
def test_regional_english_is_english(language):
    assert measured("Talks failed.", "words") == 2
    assert len(measure([Article.from_text("Talks failed.", language=language)])) == len(METRICS)
