"""Whatever a text contains: nothing breaks, offsets fit the words, and work grows with the length."""

import copy
import pickle
from collections import deque
from dataclasses import replace

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Article, Story, align, annotate, claims, edits, quote_fates
from analysis.annotation.quotes.quotation_marks import find_marked_spans
from analysis.annotation.text.words import tokenize
from analysis.articles.pages import linked_data

# What quotations, figures, dates and addresses are made of, and verbs that no list has.
PIECES = st.sampled_from(
    [
        *"“”‘’\"'`«»„.,?!:;—–-()[]… \n",
        *(", ", ". ", ": ", ",” ", ".” ", " “", "’s ", "s’ ", "n’t ", " n’t ", "--", "[17]", "\u00ad", "\1", "\n\n"),
        *("E-mail: ", "@", "www.x.org/", "http://a.b/c", "she", "he", "Lee", "Ann", "it", "they", "who", "the", "The", "plan"),
        *("said", "told", "called", "beamed", "enthused", "shrugs", "winked", "reports", "claims", "according", "to", "by"),
        *("9", "17", "1,000", "5.5", "99999", "$", "%", "€", "-five", "twenty-five", "10:30", "p.m.", "No.", "Jan.", "2024"),
        *("May", "U.S.", "Mr.", "not", "is", "was", "may", "about"),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).flatmap(lambda pieces: st.sampled_from(["".join(pieces), " ".join(pieces)]))


@given(TEXTS)
@settings(max_examples=300)
def test_any_text_is_annotated_and_every_word_is_where_it_is_said_to_be(text):
    annotation = annotate(text)
    assert [text[a:b] for a, b in zip(annotation.tokens.start, annotation.tokens.end, strict=True)] == list(annotation.tokens.words)
    for layer in (annotation.quotes, annotation.hedges, annotation.reporting, annotation.mentions):
        assert all(text[span.start : span.end] == span.text for span in layer)


@given(TEXTS, TEXTS)
@settings(max_examples=60)
def test_any_two_texts_are_compared(one, other):
    made = [Article.from_text(f"A {text}", article_id=role, role=role) for role, text in (("wire", one), ("republication", other))]
    story = Story("s", "S", made[0], (made[1],))
    links = align(*made).links
    assert len(edits(story)) >= 0 and len(quote_fates(story)) >= 0
    for change in claims(story).itertuples():
        assert made[0].text[change.before_start : change.before_end] == change.before
        assert made[1].text[change.after_start : change.after_end] == change.after
    assert len({link.republication for link in links if link.relation == "verbatim"}) <= len(annotate(made[1]).sentences)


@pytest.mark.parametrize("verb", ["shrugged", "beams", "enthuses", "shrugs", "winks", "winked"])
def test_a_verb_that_no_list_has_may_stand_beside_a_quotation(verb):
    first, *_ = annotate(f"“It works,” she {verb}, pointing at a “Sold” sign.").quotes
    assert (first.speaker, first.cue) == ("she", verb)


def test_a_word_that_lost_its_space_is_read_like_another():
    assert [q.text for q in annotate("“It works,” she said.analysts, “Sold” signs.").quotes] == ["It works,", "Sold"]


@pytest.mark.parametrize("number", ["9" * 5000, "²", "٣" * 5000])
def test_a_number_may_be_longer_than_python_reads(number):
    assert align(f"{number}-five ships left port.", f"{number}-six ships left port.").links


@pytest.mark.parametrize(
    "text",
    ["See http://a.b/c[17]x and go.", "See www.a.org[3] now.", "E-mail: www.x.org/@lee Follow us", "said[5] people"],
)
def test_marks_that_stand_for_others_are_in_no_word(text):
    tokens = annotate(text).tokens
    assert [text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)] == list(tokens.words)


def test_marks_without_end_are_paired_in_time_that_grows_with_their_number():
    class Counting(str):
        read = 0

        def __getitem__(self, at):
            Counting.read += 1 if isinstance(at, int) else len(range(*at.indices(len(self))))
            return super().__getitem__(at)

    def read(n):
        tokens = tokenize("’A " * n)
        Counting.read = 0
        find_marked_spans(replace(tokens, text=Counting(tokens.text)))
        return Counting.read

    assert read(2000) <= 2.2 * read(1000)


def test_lists_in_lists_of_a_page_are_looked_at_in_time_that_grows_with_their_number(monkeypatch):
    class Counting(deque):
        moved = 0

        def extend(self, items):
            items = list(items)
            Counting.moved += len(items)
            super().extend(items)

        def extendleft(self, items):
            items = list(items)
            Counting.moved += len(items)
            super().extendleft(items)

    monkeypatch.setattr(linked_data, "deque", Counting)

    def moved(n):
        chain = '[{"name": "A"}, ' * n + '{"@type": "NewsArticle", "headline": "Talks fail"}' + "]" * n
        chain = f"[{chain}{', {}' * n}]"
        tree = lxml.html.fromstring(f'<html><script type="application/ld+json">{chain}</script></html>')
        Counting.moved = 0
        assert linked_data.LinkedData(tree).article(None, set())["headline"] == "Talks fail"
        return Counting.moved

    assert 600 <= moved(200) <= 2.2 * moved(100)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda a: pickle.loads(pickle.dumps(a))])
def test_an_annotation_can_be_sent_to_another_process(copied):
    text = "France may leave, it is feared. “We will not,” said Anna Lind on May 5."
    one = annotate(text)
    other = copied(one)
    for name in ("text", "sentences", "quotes", "hedges", "reporting", "mentions"):
        assert getattr(one, name) == getattr(other, name)
    assert (one.counts == other.counts).all() and not other.counts.flags.writeable
    assert one.tokens.words == other.tokens.words and one.tokens.lower == other.tokens.lower
