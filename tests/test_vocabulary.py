"""What is known of a word is found again by its row, however many words and threads there are."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from analysis.annotation.annotation import annotate
from analysis.annotation.text import vocabulary as module
from analysis.annotation.text.vocabulary import Vocabulary, look_up_form
from analysis.annotation.text.words import tokenize


@pytest.mark.parametrize(
    ("word", "form"),
    [("Kyiv’s", "kyiv's"), ("NATO", "nato"), ("cafe\u0301", "café"), ("nu\u00adclear", "nuclear"), ("İ", "i̇"), ("", "")],
)
def test_look_up_forms(word, form):
    assert look_up_form(word) == form


def test_a_word_has_one_row_and_rows_are_in_the_order_of_words():
    vocabulary = Vocabulary()
    assert vocabulary.rows(["The", "the", "The", "ferry", "ferry"]) == [0, 1, 0, 2, 2]
    assert vocabulary.rows(["ferry", "sank", "sank"]) == [2, 3, 3]
    assert vocabulary.words == ["The", "the", "ferry", "sank"] and vocabulary.lower == ["the", "the", "ferry", "sank"]


def test_a_column_takes_in_the_words_that_were_met_since():
    vocabulary = Vocabulary()
    vocabulary.rows(["a", "b"])
    assert vocabulary.marked("vowels", lambda: {"a", "e"})[:2].tolist() == [True, False]
    rows = vocabulary.rows([*(f"w{i}" for i in range(10_000)), "E"])
    marked = vocabulary.marked("vowels", lambda: {"a", "e"}).take(rows)
    assert marked[-1] and not marked[:-1].any()
    weighed = vocabulary.weighed("letters", lambda word: (1, len(word)), 2).take(rows, axis=0)
    assert weighed[-1].tolist() == [1, 1] and weighed[:-1].sum(axis=0).tolist() == [10_000, 48_890]


def test_a_full_vocabulary_is_left_to_the_texts_that_use_it(monkeypatch):
    text = "Anna Lind said the ferry may sink. “It will,” she said."
    before = tokenize(text)
    monkeypatch.setattr(module, "_SIZE", 0)
    after = tokenize(text)
    assert after.vocabulary is not before.vocabulary and after.lower == before.lower
    expected = before.places("hedged", lambda: {"may"})
    assert expected == after.places("hedged", lambda: {"may"}) == [5]


def test_threads_agree_on_what_words_weigh():
    texts = [" ".join(f"Word{i % 7}x{k}" for i in range(300)) + f" said Lind{k} may go." for k in range(40)]
    alone = [annotate.__globals__["_annotate"](text, ()).counts.tolist() for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: annotate(text + " ").counts.tolist(), texts))
    assert together == alone
