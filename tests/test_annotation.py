import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.annotation import COUNT_NAMES, annotate
from analysis.articles.model import Article, Block


def column(annotation, name):
    return annotation.counts[:, COUNT_NAMES.index(name)].tolist()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "\ud800", "…", "“”", "***", "\u200b"])
def test_a_text_without_words_counts_nothing(text):
    annotation = annotate(text)
    assert annotation.counts.shape == (0, len(COUNT_NAMES))
    assert annotation.counts.sum() == 0 and annotation.sentences == () and annotation.text == text
    assert annotation.sentence_of(0) == 0


@pytest.mark.parametrize("piece", ["a.a.a. ", "((((", "aaaa", "“", "He said “no.” ", "\n", "“a ", "Russia may ", "'s "])
def test_hostile_text_of_megabytes_is_annotated(piece):
    annotation = annotate(piece * (1_000_000 // len(piece)))
    assert len(annotation.counts) == len(annotation.sentences)


def test_counts_are_per_sentence():
    annotation = annotate("Talks failed on Monday. “We may try again,” he said.\n\nNobody knew why")
    assert column(annotation, "sentences") == [1, 1, 1]
    assert column(annotation, "paragraphs") == [1, 0, 1]
    assert column(annotation, "words") == [4, 6, 3]
    assert column(annotation, "characters") == [20, 23, 13]
    assert column(annotation, "quotations") == [0, 1, 0]
    assert column(annotation, "quoted_words") == [0, 4, 0]
    assert column(annotation, "hedges_modal") == [0, 1, 0]
    assert column(annotation, "reporting_neutral") == [0, 1, 0]


def test_every_kind_of_white_space_is_left_out_of_characters():
    assert column(annotate("one\u00a0two\tthree\u2009four"), "characters") == [15]


def test_nested_quotations_count_a_word_once():
    annotation = annotate("“He told us ‘we will never leave this town’ and then he left,” she said on Monday.")
    assert sum(column(annotation, "quoted_words")) == 13


def test_a_quotation_over_several_sentences_counts_its_words_where_they_stand():
    annotation = annotate("“We lost the war today. We will come back tomorrow,” he said.")
    assert column(annotation, "quoted_words") == [5, 5]
    assert sum(column(annotation, "quotations")) == 1


def test_a_mention_inside_a_quotation_is_the_speakers():
    annotation = annotate("Russia left. “France will stay in the treaty,” he said. Japan waits.")
    assert [(m.country, m.quoted) for m in annotation.mentions] == [("RUS", False), ("FRA", True), ("JPN", False)]


def test_sentence_of_an_offset():
    annotation = annotate("One went. Two came.\n\nThree stayed.")
    assert [annotation.sentence_of(i) for i in (0, 8, 9, 10, 19, 21, 33, 999)] == [0, 0, 0, 1, 1, 2, 2, 2]


def test_an_article_counts_its_body_alone():
    article = Article(
        "a",
        "s",
        "o",
        "wire",
        "A headline",
        (Block("caption", "A caption."), Block("body", "The body."), Block("furniture", "6 min")),
    )
    assert annotate(article).text == "The body."


def test_the_counts_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        annotate("Talks failed.").counts[0, 0] = 7


PIECES = [
    "Russia",
    "may",
    "“",
    "”",
    '"',
    "he said",
    ". ",
    "? ",
    " ",
    "\n",
    "\u00a0",
    "\0",
    "U.S.",
    "The",
    "allegedly",
    "\ud83d",
    "İ",
    "’s",
    "‘",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_counts_add_up_whatever_the_text(text):
    annotation = annotate(text)
    totals = dict(zip(COUNT_NAMES, annotation.counts.sum(axis=0).tolist(), strict=True))
    assert totals["words"] == len(annotation.tokens.words)
    assert totals["sentences"] == len(annotation.sentences)
    assert totals["quoted_words"] <= totals["words"] and totals["quotations_attributed"] <= totals["quotations"]
    assert (annotation.counts >= 0).all()
    if annotation.sentences:
        assert totals["quotations"] + totals["scare_quotes"] == len(annotation.quotes)
        assert totals["reporting_neutral"] + totals["reporting_loaded"] == len(annotation.reporting)


@given(
    st.lists(
        st.sampled_from(["Russia may leave.", "He said no.", "“We may stay in the U.S.,” she said.", "1,000 left."]),
        min_size=1,
        max_size=6,
    )
)
def test_paragraphs_add_up(paragraphs):
    together = annotate("\n\n".join(paragraphs)).counts
    alone = np.concatenate([annotate(paragraph).counts for paragraph in paragraphs])
    once = COUNT_NAMES.index("speakers")
    assert np.array_equal(np.delete(together, once, axis=1), np.delete(alone, once, axis=1))


def test_importing_the_package_is_light():
    code = "import sys, analysis; print(sorted({'pandas', 'nltk', 'textstat', 'altair', 'pyphen', 'numpy'} & set(sys.modules)))"
    annotating = "import sys, analysis; analysis.annotate('Talks failed.'); print(sorted({'pandas', 'altair'} & set(sys.modules)))"
    for source in (code, annotating):
        assert subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_region_of_two_countries_takes_no_side():
    found = annotate("North Korea and South Korea differ. A constructive approach to the Korean issue was praised.").mentions
    both = [mention for mention in found if mention.text == "Korean"]
    assert {mention.country for mention in both} == {"PRK", "KOR"}
    assert all(mention.score == 0 and mention.reasons for mention in both)


@pytest.mark.parametrize(
    "dateline",
    [
        "LISBON, Portugal (Example Wire) — ",
        "LISBON — ",
        "LISBON, Portugal, May 3 (EW) -- ",
        "Lisbon (EW) – ",
        "LISBON, May 3. /EW/. ",
    ],
)
def test_a_dateline_mentions_no_country(dateline):
    plain = "Morocco on Monday accused Portugal of cutting a cable."
    one, two = annotate(f"It rained.\n{dateline}{plain}"), annotate(f"It rained.\n{plain}")
    assert [(m.country, m.score) for m in one.mentions] == [(m.country, m.score) for m in two.mentions] != []


@pytest.mark.parametrize(
    "text", ["SPAIN won — again.", "Spain (in red) won.", "Peru — a hot place — won.", "USA - Mexico: a draw."]
)
def test_what_only_looks_like_a_dateline_is_counted(text):
    assert annotate(text).mentions


def test_news_items_are_remembered_and_long_texts_are_not():
    item, long = "Ministers may meet. " * 990, "Ministers may meet. " * 1010
    assert annotate(item) is annotate(item)
    assert annotate(long) is not annotate(long)
