"""Metrics and dictionaries of one's own, keywords in context, and keyness."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_stories import SENTENCES, story

import analysis
from analysis import AnalysisError, Article, Metric, Story, add_metric, concordance, keyness, load_metrics, remove_metric
from analysis.annotation.own_counts import own_counts
from analysis.annotation.text.words import tokenize
from analysis.annotation.word_lists import WordList
from analysis.cli import main
from analysis.comparison.numbers.metrics import METRICS
from analysis.comparison.numbers.own_metrics import expression

TEXT = "Rebels attacked the port. The armed conflict went on, an attack every day. Who attacks? Nobody's attack-dogs."


@pytest.fixture(autouse=True)
def nothing_stays():
    before = dict(METRICS)
    yield
    for name in [name for name in METRICS if name not in before][::-1]:
        remove_metric(name)
    assert before == METRICS and not own_counts()


def found(entries, text=TEXT):
    return [text[start:end] for start, end in WordList(tuple(entries)).find(tokenize(text))]


@pytest.mark.parametrize(
    ("entries", "hits"),
    [
        (["attack"], ["attack"]),
        (["attack*"], ["attacked", "attack", "attacks", "attack-dogs"]),
        (["Armed Conflict", "armed", "conflict"], ["armed conflict"]),
        (["*s"], ["Rebels", "attacks", "Nobody's", "attack-dogs"]),
        (["nobody’s"], ["Nobody's"]),
        (["a* con*ict"], ["armed conflict"]),
        (["conflict armed", "att"], []),
    ],
)
def test_words_and_phrases_are_found_whole_in_any_case(entries, hits):
    assert found(entries) == hits


@given(st.text("ab*", min_size=1, max_size=6).filter(lambda p: p.strip("*")), st.text("ab", min_size=1, max_size=8))
def test_a_star_stands_for_any_letters(pattern, word):
    import fnmatch

    assert (found([pattern], word) == [word]) == fnmatch.fnmatchcase(word, pattern)


def test_a_dictionary_is_in_every_frame_with_interval_cause_and_words():
    lines = [f"{line[:-1]} and attacked." for line in SENTENCES[:8]]
    made = story("\n".join(lines), "\n".join(line.replace(" and attacked", "") for line in lines))
    add_metric("fighting", words=["attack*"], label="Fighting words")
    row = analysis.compare(made).set_index("metric").loc["fighting"]
    n = len(lines)
    assert row.wire_value > 0 == row.value and row.unit == "per 1,000 words"
    assert row.low == pytest.approx(row.difference) and row.difference < row.high < 0 and row.clear
    causes = analysis.explain(made).query("metric == 'fighting'")
    assert causes.contribution.sum() == pytest.approx(row.difference)
    spans = analysis.evidence(made.wire).query("layer == 'own'")
    assert set(spans.text) == {"attacked"} and set(spans.kind) == {"fighting"} and len(spans) == n
    table = analysis.sentence_table(made)
    assert table[table.role == "wire"].fighting.sum() == n and str(table.dtypes["fighting"]) == "float64"
    assert "fighting" in set(analysis.outlets(made).metric)


def test_a_dictionary_is_in_charts_and_in_the_reader():
    from analysis import charts
    from analysis.presentation.page.reader import reader_html

    made = story("\n".join(SENTENCES), "\n".join(SENTENCES[:4]))
    assert "own:" not in reader_html(made)
    add_metric("places", words=["harbour*", "Norway"], label="Places of ours")
    assert 'data-w="own own:places' in reader_html(made) and "Own words" in reader_html(made)
    assert "Places of ours" in charts.metric_differences(analysis.compare(made)).to_json()
    assert charts.address("places") == "own:places"


def test_a_metric_is_made_from_counts_and_from_a_function_of_a_sentence():
    add_metric("long_sentence_words", function=lambda sentence: max(0, len(sentence.split()) - 5), per="sentence")
    add_metric("quoted_per_hedge", formula="quoted_words / (hedges + 1)")
    add_metric(Metric("letters_per_word", "Letters per word", "mine", "letters", lambda s: s.letters / s.words, "Longer words."))
    add_metric("twice", formula="2 * long_sentence_words")
    values = analysis.measure(Article.from_text(TEXT)).set_index("metric").value
    lengths = [4, 9, 2, 2]
    assert values["long_sentence_words"] == sum(max(0, n - 5) for n in lengths) / 4
    assert values["twice"] == 8 and 3 < values["letters_per_word"] < 8
    assert METRICS["letters_per_word"].family == "own" and METRICS["twice"].counts == ("long_sentence_words",)
    with pytest.raises(AnalysisError, match="'twice' is made of 'long_sentence_words': remove it first"):
        remove_metric("long_sentence_words")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (lambda: add_metric("hedges", words=["may"]), "a metric or a count 'hedges' of its own"),
        (lambda: add_metric("letters", words=["may"]), "a metric or a count 'letters' of its own"),
        (lambda: add_metric("My words", words=["may"]), "'My words' names no metric: use small letters"),
        (lambda: add_metric("mine"), "counts one thing: give words"),
        (lambda: add_metric("mine", words=["a"], formula="words"), "counts one thing"),
        (lambda: add_metric("mine", words=[]), "has no words"),
        (lambda: add_metric("mine", words=["a", 3]), "one of these is 3"),
        (lambda: add_metric("mine", words=["a"], per="page"), "knows no per='page'"),
        (lambda: add_metric("mine", formula="wordz / 2"), "no count is called 'wordz'. Counts are sentences,"),
        (lambda: add_metric("mine", formula="words("), "is none: write, for example"),
        (lambda: add_metric("mine", formula="__import__('os')"), "has more than counts, numbers"),
        (lambda: remove_metric("words"), "No metric of your own is called 'words'"),
    ],
)
def test_what_is_no_metric_is_refused_in_a_sentence_and_leaves_nothing(arguments, said):
    with pytest.raises(AnalysisError, match=said.replace("(", r"\(")):
        arguments()


def test_a_function_that_gives_no_number_is_named():
    add_metric("mine", function=lambda sentence: "many")
    with pytest.raises(AnalysisError, match="'mine' got 'many' for the sentence 'Rebels"):
        analysis.measure(Article.from_text(TEXT))


@pytest.mark.parametrize("text", ["1 + 2 * words", "-(words ** 2) / 3", "hedges / words - 0.5"])
def test_an_expression_is_what_python_makes_of_it(text):
    class Counts:
        words, hedges = 8.0, 3.0

    assert expression(text)(Counts) == pytest.approx(eval(text, {"words": 8.0, "hedges": 3.0}))


def test_metrics_are_read_from_a_table_and_by_the_command(tmp_path, capsys):
    table = tmp_path / "mine.csv"
    table.write_text("metric,word,per,label\nfighting,attack*,text,Fighting\nfighting,armed conflict,,\ncalm,peace,,\n", "utf8")
    assert load_metrics(table) == ("fighting", "calm")
    assert analysis.measure(Article.from_text(TEXT)).set_index("metric").value["fighting"] == 5
    formulas = tmp_path / "formulas.csv"
    formulas.write_text("metric,formula\nhalf,words / 2\n", "utf8")
    text = tmp_path / "text.txt"
    text.write_text(TEXT, "utf8")
    assert main(["measure", str(text), "--metrics", str(formulas), "--out", str(tmp_path / "out.csv")]) == 0
    assert pd.read_csv(tmp_path / "out.csv").set_index("metric").value["half"] == 8.5
    (tmp_path / "War words.txt").write_text("attack*\n\n", "utf8")
    assert load_metrics(tmp_path / "War words.txt") == ("war_words",)
    for content, said in (("a,b\n1,2\n", "the first line names"), ("metric,formula\nx,1 +\n", "mine.csv: The formula")):
        table.write_text(content, "utf8")
        assert main(["measure", str(text), "--metrics", str(table)]) == 1
        assert said in capsys.readouterr().err


def test_a_concordance_has_every_place_with_its_context(stories):
    frame = concordance(stories, ["said", "claim*"], width=20)
    assert len(frame) > 20 and frame.text.str.lower().str.match("said|claim").all()
    texts = {(a.story_id, a.article_id): a.text for s in stories for a in s.articles}
    for row in frame.itertuples():
        text = texts[row.story_id, row.article_id]
        assert text[row.start : row.end] == row.text and len(row.before) <= 20 and "\n" not in row.before + row.after
    assert frame.quoted.any() or not frame.empty
    assert concordance(stories, "zzzz").empty and concordance([], "a").dtypes.equals(frame.dtypes)
    for query in ("", []):
        with pytest.raises(AnalysisError, match="has no words"):
            concordance(stories, query)


def test_keyness_is_the_log_likelihood_of_the_papers():
    wire = Article.from_text(" ".join(["word"] * 10 + ["other"] * 90) + ".", role="wire", article_id="a")
    own = Article.from_text(" ".join(["word"] * 30 + ["other"] * 70) + ".", outlet="Gazette", article_id="b")
    row = keyness(Story("s", "", wire, (own,)), "Gazette").set_index("word").loc["word"]
    # 30 of 100 against 10 of 100: 20 are expected in each
    assert row.g2 == pytest.approx(2 * (30 * math.log(30 / 20) + 10 * math.log(10 / 20)))
    assert row.log_ratio == pytest.approx(math.log2(3)) and row.difference_percent == pytest.approx(200)
    assert row.p == pytest.approx(math.erfc(math.sqrt(row.g2 / 2))) and 0.001 < row.p < 0.01
    assert (row.n, row.wire_n, row.n_stories, row.n_tests) == (30, 10, 1, 2)


def test_keyness_of_the_sample_ranks_by_evidence_and_names_unknown_outlets(stories):
    frame = keyness(stories, "Newsgale")
    assert frame.g2.is_monotonic_decreasing and (frame.n + frame.wire_n >= 3).all()
    assert (frame.p_adjusted >= frame.p - 1e-12).all() and frame.difference_percent.isna().equals(frame.wire_n == 0)
    assert ((frame.log_ratio > 0) == (frame.per_1000_words > frame.wire_per_1000_words))[frame.n > 0].all()
    with pytest.raises(AnalysisError, match="No republication is by 'Nobody'; there are: Ledgerline"):
        keyness(stories, "Nobody")
