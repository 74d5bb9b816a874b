import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.text.boundaries import ends_sentence, is_plain_end, read_gap
from analysis.annotation.text.words import tokenize


def sentences(text):
    tokens = tokenize(text)
    return [text[s.start : s.end] for s in tokens.sentences]


def words(text):
    return list(tokenize(text).words)


# | marks where a sentence ends; it is taken out before the text is cut
SPLIT = """
Troops left the U.S.| The last flight took off at dawn.
Troops of the U.S. Army left.| Nobody saw them go.
The talks ended at 5 p.m.| Nobody spoke.
The talks end at 5 p.m. Eastern time.| They may go on.
They met at 9 a.m. Monday.| It rained.
“Why?” he asked.| “Because,” she said.
“Why?” Ms. Ortega asked.| He shrugged.
“Why?”| The hall fell silent.
“It is over!” shouted Lee.| Nobody moved.
“We lost.”| Lee left.
“We lost. We will be back,” he said.
Gen. J. R. Holm and Dr. A. Park met Prof. Ito in St. Louis.| They left.
George W. Stone spoke.| He smiled.
He waited ... and waited.| Then he left.
He waited...| Then he left.
“We … Americans will not wait,” he said.
It was No. 10 on the list.| No. 11 was empty.
Was it true?| No.| Nobody knew.
He lives in Portland, Ore., near No. 5 Pine St.| The house is blue.
It opened on Jan. 5.| In Feb. Russia closed it.
It opened on Sat. Jan. 5.
Acme Inc. said sales rose.| Profit fell to $1.5 million.| It sold Acme Ltd.| The rest stays.
Prices rose 4.5 percent.| 12 shops closed.
The war ended.[17] Peace came. [2]| Nobody cheered.
Smith vs. Jones began.| See pp. 12-14.
They sold apples, pears, etc.| The rest rotted.
A. The first point.| B. The second point.
Yahoo! Inc. fell.| It paid Rs. 500 for 20 kg. of rice.
1. The first point.| 2. The second point.
He studied law (at home).| She did not.
(He left.)| She stayed.
The war ended.The talks did not.
The war ended.”The talks did not.
he left. then she left.| it was late ! i went home.
It was late :)| We went home.
Visit www.example.org or write to desk.one@example.org.| Thanks.
Yahoo! shares fell.| Nobody knew why.
The firm (Acme Inc.).| It fell.
He moved to the capital (Washington, D.C.).| She stayed.
It is quoted by one exchange (in the U.S.).| Nobody trades it.
The firm (Acme Inc.) fell.| It rose.
See the list (no. 5).| It is long.
Team no. 5 won.| Teams nos. 6 and 7 lost.
At 5 a.m. Mr. Lee left.| By 9 p.m. Dr. Ito had spoken.
They met at 5 a.m.| Mr. Lee left.
“What Now? A Memoir” sold well.| She read it.
The film “Why Him? The Return” flopped.| Nobody cried.
He wrote "Oklahoma! A History" in 1990.| It sold.
“Is it true?| No,” she said.
“Stop!| The bridge is out,” he cried.
He got a B.A. in 1990.| She got a Ph.D.| They met later.
HULL, Mass. (Example Wire) — A ship sank.| Nobody drowned.
ALBANY, N.Y. — The bridge closed.
O. P. Quint and Lt.-Gen. Marta Holm spoke at 12 Main St. The crowd left.
The end.| — Reuters staff wrote it.
Email: desk@example.org| Follow the desk there.
""".strip().splitlines()
# the lines above where the lost space or capital leaves no room for the mark
JOINED = {
    "The war ended.The talks did not.": ["The war ended.", "The talks did not."],
    "The war ended.”The talks did not.": ["The war ended.”", "The talks did not."],
    "he left. then she left.| it was late ! i went home.": ["he left.", "then she left.", "it was late !", "i went home."],
    "“We lost. We will be back,” he said.": ["“We lost.", "We will be back,” he said."],
    "The war ended.[17] Peace came. [2]| Nobody cheered.": ["The war ended.[17]", "Peace came. [2]", "Nobody cheered."],
    "O. P. Quint and Lt.-Gen. Marta Holm spoke at 12 Main St. The crowd left.": [
        "O. P. Quint and Lt.-Gen. Marta Holm spoke at 12 Main St.",
        "The crowd left.",
    ],
    "The end.| — Reuters staff wrote it.": ["The end.", "Reuters staff wrote it."],
}


@pytest.mark.parametrize("line", SPLIT)
def test_sentences_end_where_a_reader_ends_them(line):
    expected = JOINED.get(line) or [part.strip() for part in line.split("|")]
    assert sentences(line.replace("|", "")) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_no_sentence_crosses_a_newline(newline):
    text = f"A headline without a stop{newline}The first sentence.{newline}• a bullet{newline}***{newline}— the end"
    assert sentences(text) == ["A headline without a stop", "The first sentence.", "a bullet", "the end"]
    assert [s.paragraph for s in tokenize(text).sentences] == [0, 1, 2, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nuclear-related talks", ["nuclear-related", "talks"]),
        ("The U.S.-led force", ["The", "U.S.-led", "force"]),
        ("U.S.’s aim", ["U.S.’s", "aim"]),
        ("in the U.S.", ["in", "the", "U.S."]),
        ("in the “U.S.”", ["in", "the", "U.S."]),
        ("Mr. Lee", ["Mr", "Lee"]),
        ("They’re here, aren't they?", ["They’re", "here", "aren't", "they"]),
        ("$1.5 million, €20m, 1,000, 50% and 10:30", ["$1.5", "million", "€20m", "1,000", "50%", "and", "10:30"]),
        ("war—which—ended", ["war", "which", "ended"]),
        ("war--which ended", ["war", "which", "ended"]),
        ("war – which ended", ["war", "which", "ended"]),
        ("the Moscow–Kyiv line", ["the", "Moscow–Kyiv", "line"]),
        ("https://example.org/a?b=c, www.example.org.", ["https://example.org/a?b=c", "www.example.org"]),
        ("(see http://example.org/a/)", ["see", "http://example.org/a/"]),
        ("desk.one@example.org @example_desk #Example", ["desk.one@example.org", "@example_desk", "#Example"]),
        ("AT&T and/or R&D", ["AT&T", "and/or", "R&D"]),
        ("• one\n* two\n- three", ["one", "two", "three"]),
        ("the war.The talks", ["the", "war", "The", "talks"]),
        ("one,two;three:four…five", ["one", "two", "three", "four", "five"]),
        ("“‘Yes,’ he said.”", ["Yes", "he", "said"]),
        ("São Paulo’s Ångström, Łódź, Zürich", ["São", "Paulo’s", "Ångström", "Łódź", "Zürich"]),
        ("Путин, 习近平", ["Путин", "习近平"]),
        ("d**n the 90s", ["d**n", "the", "90s"]),
        ("It fell 5.[3]", ["It", "fell", "5"]),
        ("said [5] people", ["said", "5", "people"]),
        ("", []),
        (" \n\t\u00a0 ", []),
        ("… — !!! “” ***", []),
        ("\0", []),
    ],
)
def test_words_are_counted_as_a_newsroom_counts(text, expected):
    assert words(text) == expected


def test_invisible_characters_and_accents_stay_inside_their_word():
    text = "\ufeffThe nu\u00adclear\u00a0cafe\u0301 pla\u200bn\u2060s."
    tokens = tokenize(text)
    assert tokens.lower == ("the", "nuclear", "café", "plans")
    assert [text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)] == list(tokens.words)
    assert sentences(text) == [text[1:]]


def test_letters_that_grow_in_lower_case_do_not_shift_offsets():
    text = "İİİ İzmir fell. Nobody left."
    assert sentences(text) == ["İİİ İzmir fell.", "Nobody left."]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0", "\0\0", "...", "“”", "• * –", "\ud800", "🙂"])
def test_a_text_without_words_has_no_sentence(text):
    tokens = tokenize(text)
    assert tokens.sentences == () and tokens.words == ()


@pytest.mark.parametrize(
    "piece",
    ["a.a.a. ", "((((", "aaaa", "“", ". ", "?!", "1.", "[1]", "http://", "www.", "a@", "Email: ", ".” ", "\n", "- ", "'s", "…"],
)
def test_hostile_text_of_megabytes_is_cut_in_one_go(piece):
    text = piece * (3_000_000 // len(piece))
    tokens = tokenize(text)
    assert all(a.end <= b.start for a, b in pairwise(tokens.sentences))


PIECES = [
    "U.S.",
    "Mr.",
    "he",
    "The",
    "war",
    "“",
    "”",
    '"',
    ".",
    "?",
    "...",
    " ",
    " ",
    "\n",
    "\u00a0",
    "\0",
    "[1]",
    "—",
    "a@b.c",
    "İ",
    "\ud83d",
    "1",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_offsets_always_hold(text):
    tokens = tokenize(text)
    assert len(tokens.words) == len(tokens.lower) == len(tokens.start) == len(tokens.end)
    assert all(text[a:b] == word for a, b, word in zip(tokens.start, tokens.end, tokens.words, strict=True))
    assert all(a <= b for a, b in pairwise([x for span in zip(tokens.start, tokens.end, strict=True) for x in span]))
    assert all(a.end <= b.start and a.stop == b.first for a, b in pairwise(tokens.sentences))
    assert [i for s in tokens.sentences for i in range(s.first, s.stop)] == list(range(len(tokens.words)))
    for s in tokens.sentences:
        assert s.first < s.stop and text[s.start : s.end].strip() == text[s.start : s.end]
        begin, end = tokens.paragraphs[s.paragraph]
        assert begin <= s.start <= tokens.start[s.first] and tokens.end[s.stop - 1] <= s.end <= end


@given(st.text(alphabet="ab.U ?“”\n", max_size=40), st.text(alphabet="ab.U ?“”\n", max_size=40))
def test_what_follows_a_newline_changes_nothing_before_it(left, right):
    alone, both = tokenize(left), tokenize(left + "\n" + right)
    assert both.words[: len(alone.words)] == alone.words
    assert both.sentences[: len(alone.sentences)] == alone.sentences


@pytest.mark.parametrize(("name", "floor"), [("gum_dev_prose", 0.955), ("ewt_dev_web", 0.925)])
def test_sentence_ends_agree_with_people(shared, name, floor):
    hits = found = labelled = 0
    for line in (shared / "data" / "sentences" / f"{name}.jsonl").read_text("utf8").splitlines():
        case = json.loads(line)
        gold, size = case["ends"][:-1], len(case["text"])
        ends = [s.end for s in tokenize(case["text"]).sentences if s.end < size - 1]
        hits += sum(any(abs(a - b) <= 1 for b in ends) for a in gold)
        found, labelled = found + len(ends), labelled + len(gold)
    assert 2 * hits / (found + labelled) >= floor


@given(
    st.sampled_from(["war", "p", "vs", "ft", "Mr", "US", "sat", "no", "é", "5", "a.m"]),
    st.sampled_from(["The", "Lee", "he", "I", "5", "Éva"]),
)
def test_the_short_way_to_an_end_agrees_with_the_long_one(before, after):
    if is_plain_end(before, after):
        assert ends_sentence(read_gap(". "), ["It", "was", before, after], ["", " ", " ", ". ", ""], 3, 0)
