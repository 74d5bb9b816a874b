"""The shallow parse: contractions, verb groups, noun phrases, clauses, reports."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import annotate
from analysis.annotation.text.clauses import clauses_of
from analysis.annotation.text.function_words import can_be, contractions, spelled_out, words_of
from analysis.annotation.text.reported import reported_in
from analysis.annotation.text.words import tokenize


def parsed(text):
    return clauses_of(tokenize(text), 0)


def said(c, span):
    return " ".join(c.keys[span[0] : span[1]])


GROUPS = """
Lee would not have been told.|tell: modal=would negated passive perfect
Lee was widely criticised.|criticise: past passive
The plan wasn't approved.|approve: past negated passive
She isn't leaving.|leave: present negated progressive
They don't know.|know: present negated
Critics accuse the government.|accuse: present
Russia attacks Ukraine.|attack: present
Russia's attacks on Ukraine were condemned.|condemn: past passive
He got arrested.|arrest: past passive
She hardly speaks.|speak: present negated
He's been told.|tell: present passive perfect
He's accused of theft.|accuse: present passive
He's accused Lee.|accuse: present perfect
They'd agreed.|agree: past perfect
They'd agree.|agree: modal=would
The men were armed.|arm: past passive
I'm leaving.|leave: present progressive
The minister may resign.|resign: modal=may
Theresa May resigned.|resign: past
The drills, which involve Japan, began.|involve: present; begin: past
"""


@pytest.mark.parametrize("case", GROUPS.strip().splitlines())
def test_verb_groups(case):
    text, _, expected = case.partition("|")
    shown = []
    for group in parsed(text).groups:
        flags = [name for name in ("negated", "passive", "perfect", "progressive", "infinitive") if getattr(group, name)]
        modal = [f"modal={group.modal}"] if group.modal else []
        shown.append(f"{group.verb}: " + " ".join([group.tense, *modal, *flags]).strip())
    assert "; ".join(shown) == expected


def test_an_infinitive_names_the_verb_that_it_completes():
    c = parsed("The minister refused to comment and stopped praising the talks.")
    assert [(g.verb, c.groups[g.governor].verb if g.governor >= 0 else None) for g in c.groups] == [
        ("refuse", None),
        ("comment", "refuse"),
        ("stop", None),
        ("praise", "stop"),
    ]


PHRASES = """
The two French ministers met in Oslo.|The two French ministers; Oslo<in<met
Lee's attack on the plan failed.|Lee's attack; the plan<on<attack
They gave her the prize.|They; her; the prize
On Friday the talks began.|Friday<on<-; the talks
The head of the UN agency left.|The head; the UN agency<of<head
"""


@pytest.mark.parametrize("case", PHRASES.strip().splitlines())
def test_noun_phrases_and_what_their_prepositions_hang_on(case):
    text, _, expected = case.partition("|")
    c = parsed(text)
    shown = [
        said(c, p) + (f"<{c.keys[p.preposition]}<{c.keys[p.attached] if p.attached >= 0 else '-'}" if p.preposition >= 0 else "")
        for p in c.phrases
    ]
    assert "; ".join(shown) == expected.lower()


CLAUSES = """
After the talks failed, Lee left.|time: after the talks failed: the talks; main: lee left: lee
Lee, who lost, said it was bad.|main: lee: lee; relative: who lost: lee; main: said: lee; main: it was bad: it
They will talk if it shows sincerity.|main: they will talk: they; condition: if it shows sincerity: it
Lee said the plan was dead.|main: lee said: lee; main: the plan was dead: the plan
Lee resigned and left Oslo.|main: lee resigned: lee; main: and left oslo: lee
"""


@pytest.mark.parametrize("case", CLAUSES.strip().splitlines())
def test_clauses_and_their_subjects(case):
    text, _, expected = case.partition("|")
    c = parsed(text)
    shown = [f"{k.kind}: {said(c, k)}: {said(c, c.phrases[k.subject]) if k.subject >= 0 else '-'}" for k in c.clauses]
    assert "; ".join(shown) == expected


REPORTS = """
Sales may fall, Lee said.|lee: sales may fall
“Sales may fall,” said Ann Lee, who left.|ann lee: sales may fall said ann lee who left
Lee told reporters in Oslo on Friday that France lies.|lee: that france lies
According to the ministry, France attacked.|the ministry: according to the ministry france attacked
The war is lost, according to Ann Lee.|ann lee: the war is lost according to ann lee
Police were told by Lee that he left.|lee: that he left
Peru, Chile and Japan accused France of lying.|peru chile and japan: france of lying
The minister's claims were false.|
Lee called on France to leave.|
"""


@pytest.mark.parametrize("case", REPORTS.strip().splitlines())
def test_reports_and_their_sources(case):
    text, _, expected = case.partition("|")
    tokens = tokenize(text)
    c = clauses_of(tokens, 0)
    assert "; ".join(f"{said(c, r.source)}: {said(c, r)}" for r in reported_in(tokens, 0)) == expected


def test_a_belief_is_told_from_words():
    assert [r.thought for r in reported_in(tokenize("Experts fear that the deal may fail, Lee said."), 0)] == [True, False]


# Every auxiliary with n't, and every pronoun with what may follow it.
PAIRS = [
    *(
        (f"{w}n't", f"{w} not")
        for w in sorted(words_of("be", "have", "do", "modal"))
        if spelled_out(f"{w}n't") and w not in ("can", "will", "shall")
    ),
    *((w, contractions()[w]) for w in ("can't", "won't", "shan't", "cannot", "let's")),
    *(
        (f"{w}{tail}", f"{w} {verb}")
        for w in ("they", "we", "you")
        for tail, verb in (("'ll", "will"), ("'re", "are"), ("'ve", "have"))
    ),
    ("i'm", "i am"),
    *((f"{w}'s", f"{w} is") for w in ("he", "she", "it", "that", "there", "what", "who")),
    *((f"{w}'d", f"{w} would") for w in ("i", "he", "they")),
]


@pytest.mark.parametrize(("short", "full"), PAIRS)
@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_contraction_is_parsed_as_the_words_that_it_stands_for(short, full, mark):
    tails = (
        ("not leave", "accept the plan", "going to Oslo") if "'" in short and not short.endswith("n't") else ("leave Oslo", "told")
    )
    for tail in tails:
        text, other = (f"On Friday {words} {tail}, Lee said." for words in (short, full))
        one, two = parsed(text.replace("'", mark)), parsed(other)
        assert one.keys == two.keys and one.tags == two.tags and one.gaps == two.gaps
        assert (one.groups, one.phrases, one.clauses) == (two.groups, two.phrases, two.clauses)


@pytest.mark.parametrize("text", ["They do n't know.", "They do n’t know."])
def test_an_ending_may_stand_apart(text):
    assert parsed(text).keys == ["they", "do", "not", "know"] and annotate(f"{text} It ca n't rain.").sentences


@pytest.mark.parametrize("word", sorted(contractions()))
def test_any_contraction_is_spelled_out_with_all_its_letters(word):
    assert sum(size for _, size in spelled_out(word)) == len(word)


def test_pieces_of_a_contraction_have_their_letters():
    text = "They wouldn’t say what he’s seen; Lee's gone."
    c = parsed(text)
    pieces = [text[a:b] for a, b in zip(c.start, c.end, strict=True)]
    assert pieces == ["They", "would", "n’t", "say", "what", "he", "’s", "seen", "Lee's", "gone"]
    assert c.keys[6] == "has" and [c.piece_of(t) for t in sorted(set(c.tokens))] == [0, 1, 3, 4, 5, 7, 8, 9]


WORDS = sorted(words_of("determiner", "pronoun", "be", "have", "modal", "relative", "subordinator", "preposition", "negation"))


@given(
    st.lists(
        st.sampled_from([*WORDS, ",", "“", "”", ";", "Lee", "said", "talks", "don’t", "’s", "'d", "not", "\u00ad"]),
        min_size=1,
        max_size=25,
    )
)
@settings(max_examples=150)
def test_any_sentence_is_parsed_and_every_piece_has_its_place(words):
    tokens = tokenize(" ".join(words))
    for k, sentence in enumerate(tokens.sentences):
        c = clauses_of(tokens, k)
        assert len(c.keys) == len(c.tags) == len(c.gaps) == len(c.start) and sorted(set(c.tokens)) == list(range(*sentence[3:]))
        assert -1 not in c.clause_at and clauses_of(tokens, k) is c
        assert all(a < b or not c.keys for a, b in zip(c.start, c.end, strict=True))
        assert all(0 <= r.first <= r.stop <= len(c.keys) for r in reported_in(tokens, k))


def test_every_word_of_the_table_can_be_something():
    kinds = ("determiner", "possessive", "pronoun", "be", "have", "do", "get", "modal", "preposition", "coordinator", "adverb")
    assert all(can_be(word) for word in words_of(*kinds))
