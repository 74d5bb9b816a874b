"""Quotations: which marks belong together, what is a quotation at all, and who says it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import annotate, import_article
from analysis.annotation.quotes.quotations import Quote, find_quotes
from analysis.annotation.text.words import tokenize

MARKS = "\"“”„‟«»‘‚’'`"


def quotes(text: str) -> tuple[Quote, ...]:
    return find_quotes(tokenize(text))


def only(text: str) -> Quote:
    (quote,) = quotes(text)
    return quote


def direct(text: str) -> list[str]:
    return [quote.text for quote in quotes(text) if quote.direct]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "Harbour", "“", '"', "'", "””", '""', "“ ”", "‘’", "'''", "…", "“…”", "\0“\0", "𝒬 “", "«»", "``''"]
)
def test_text_without_quoted_words_has_no_quotations(text):
    assert quotes(text) == ()


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('"', '"'),
        ("“", "”"),
        ("‘", "’"),
        ("'", "'"),
        ("„", "“"),
        ("„", "”"),
        ("«", "»"),
        ("»", "«"),
        ("“", "“"),
        ("”", "”"),
        ("``", "''"),
    ],
)
def test_every_style_of_marks_is_read(opening, closing):
    quote = only(f"Mayor Ruth Vane sighed. {opening}The ferry isn't late,{closing} she said.")
    assert quote.text == "The ferry isn't late,"
    assert quote.direct
    assert quote.words == 4
    assert quote.speaker == "Ruth Vane (she)"


def test_quotation_inside_a_quotation_belongs_to_the_outer_one():
    assert direct("“He told me ‘never again’ and ‘go home,’” Lee said.") == ["He told me ‘never again’ and ‘go home,’"]
    assert direct("'He told me \"never again\" twice,' Lee said.") == ['He told me "never again" twice,']
    assert direct("“He told me “never again” twice,” Lee said.") == ["He told me “never again” twice,"]
    assert direct("‘“Go home,” he told me,’ Lee said.") == ["“Go home,” he told me,"]


@pytest.mark.parametrize(
    "text",
    [
        "“We pay,“ Lee said. “Never.“",
        "“We pay,“Lee said. “Never.“",
        "“We pay, “ Lee said. “Never. “",
        '"We pay," -- Lee said -- "Never."',
        'Lee said —"We pay,"— and added —"Never."',
        "“We pay,” –Lee said– “Never.”",
    ],
)
def test_marks_that_were_typed_wrong_or_touch_a_dash(text):
    found = quotes(text)
    assert [quote.text.strip() for quote in found] == ["We pay,", "Never."]
    assert [quote.speaker for quote in found] == ["Lee", "Lee"]


def test_apostrophes_decades_and_units_are_not_marks():
    assert quotes("In the '90s rock 'n' roll wasn't the Smiths' thing. The keepers' hut is 6' 2\" tall, its door 30\" wide.") == ()
    assert quotes("In the ’90s rock ’n’ roll wasn’t the Smiths’ thing, ’tis true.") == ()
    assert direct("'The keepers' hut isn't ours,' Lee said. 'Tell 'em that.'") == ["The keepers' hut isn't ours,", "Tell 'em that."]
    assert direct('"The mast is 30" wide and 9\' high," Lee said.') == ["The mast is 30\" wide and 9' high,"]


def test_a_chain_of_paragraphs_has_one_speaker():
    text = "“The river rose for days.\n“The “old” wall gave way.\n“Now we rebuild,” Ana Brito said.\nShe left."
    first, second, third = quotes(text)
    assert [q.text for q in (first, second, third)] == ["The river rose for days.", "The “old” wall gave way.", "Now we rebuild,"]
    assert {q.speaker for q in (first, second, third)} == {"Ana Brito"}
    first, second = quotes("Ana Brito said: ‘The river rose.\n‘Now we rebuild.’")
    assert first.speaker == second.speaker == "Ana Brito"


def test_a_mark_that_never_closes_costs_its_sentence_at_most():
    text = 'Ana Brito said: "The river rose for days. Nobody slept. A wall gave way.\nIn Porto, "we rebuild," Rui Sá said.'
    broken, whole = quotes(text)
    assert broken.text == "The river rose for days."
    assert (whole.text, whole.speaker) == ("we rebuild,", "Rui Sá")
    assert direct("“We rebuild, Ana Brito said. “We pay,” Rui Sá said.") == ["We rebuild, Ana Brito said.", "We pay,"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“We pay,” Ana Brito said.", "Ana Brito", "said"),
        ("“We pay,” said Ana Brito, the finance minister, on Monday.", "Ana Brito", "said"),
        ("“We pay,” Ana Brito, the finance minister, told reporters.", "Ana Brito", "told"),
        ("“We pay,” Finance Minister Ana Brito said in Lisbon.", "Finance Minister Ana Brito", "said"),
        ("“We pay,” according to Ana Brito.", "Ana Brito", "according to"),
        ("According to Ana Brito, the bill is “a bad joke among friends”.", "Ana Brito", "According to"),
        ("Ana Brito said: “We pay.”", "Ana Brito", "said"),
        ("Ana Brito said that the bill was “far too high”.", "Ana Brito", "said"),
        ("Ana Brito, the finance minister, called the bill “far too high”.", "Ana Brito", "called"),
        ("In a statement on Friday, the ministry said the bill was “far too high”.", "the ministry", "said"),
        ("“We pay,” the ministry said in a statement.", "the ministry", "said"),
        ("“Who pays?” Ana Brito asked.", "Ana Brito", "asked"),
        ("“Who pays?” asked Ana Brito.", "Ana Brito", "asked"),
        ("“We pay,” said a senior official who asked not to be named.", "a senior official", "said"),
        ("“We pay,” said the ministry’s director, Ana Brito, on Monday.", "Ana Brito", "said"),
        ("“We pay,” Ana Brito of the pressure group Clean Tills said.", "Ana Brito", "said"),
        ("“We pay,” the Portuguese finance minister, Ana Brito, said.", "Ana Brito", "said"),
        ("“We pay,” said the Portuguese finance minister, Ana Brito, on Monday.", "Ana Brito", "said"),
        ("“We pay,” Portugal’s finance minister, Ana Brito, told reporters.", "Ana Brito", "told"),
        ("The Labour leader, Ana Brito, said: “We pay.”", "Ana Brito", "said"),
        ("“We pay,” the finance ministry in Faro, Portugal, said.", "the finance ministry in Faro", "said"),
        ("“We pay,” she stormed.", "she", "stormed"),
        ("“We pay,” lectured Ana Brito.", "Ana Brito", "lectured"),
        ("“We pay,” as Ana Brito put it.", "Ana Brito", "put it"),
        (
            "Her counterpart in Porto, Finance Minister Ana Brito, said the bill was “far too high”.",
            "Finance Minister Ana Brito",
            "said",
        ),
        ("Ana Brito said Porto had told “every crook in town” to hide.", "Ana Brito", "said"),
        ("“We pay,” Sen. Ana Brito (D-Maine) said.", "Sen. Ana Brito", "said"),
        ("The bill was described by Ana Brito as “far too high”.", "Ana Brito", "described"),
        ("“We pay.” — Ana Brito, Lisbon", "Ana Brito", None),
        ("“BRITO: We pay.”", "BRITO", None),
        ("Ana Brito attacked the bill, saying it was “far too high”.", "Ana Brito", "saying"),
        ("Ana Brito read the bill and called it “far too high”.", "Ana Brito", "called"),
        ("Ana Brito’s “far too high a bill” line drew laughter.", "Ana Brito", None),
        # a noun phrase, never an adverb, a day or what a fragment begins with
        ("Already, Mr. Brito and his allies said “the tax is dead”.", "Mr. Brito and his allies", "said"),
        ("Brito issued a statement Tuesday slamming the “greedy banks of Porto”.", "Brito", "slamming"),
        ("Brito called on banks Monday, saying they were “greedy beyond belief”.", "Brito", "saying"),
        ("On Tuesday Brito, who was ill, said the bill was “far too high”.", "Brito", "said"),
        ("Questions abound. Brito said he was “glad to go”.", "Brito", "said"),
        ("People familiar with the talks said it was “far too high”.", "People familiar with the talks", "said"),
        ("The council sent a letter, signed by Rui Sá, that accused banks of “tearing down history”.", "a letter", "accused"),
        ("Brito read the bill that Sá wrote and said it was “far too high”.", "Brito", "said"),
        ("In a television interview Brito said it was “far too high”.", "Brito", "said"),
        ("“We pay,” retired general Ana Brito said.", "retired general Ana Brito", "said"),
        ("Brito seized on Sá’s claim that there were “thousands of ships” in Faro.", "Sá", "claim"),
        # a colon, a line that announces, one that signs
        ("And from Chairwoman Brito:\n\n“We pay.”", "Chairwoman Brito", None),
        ("And from Chairwoman Brito: “We pay.”", "Chairwoman Brito", None),
        ("A word from the mayor, Ana Brito:\n“We pay.”", "Ana Brito", None),
        ("“We pay for the harbour.”\n– Ana Brito", "Ana Brito", None),
        ("“We pay for the harbour.”\n\n— Ana Brito, mayor of Faro", "Ana Brito", None),
        ("Ana Brito said the aim of the tax is clearly stated: “We pay.”", "Ana Brito", "said"),
        # headlines
        ("Ana Brito: Banks Must Stop ‘Tearing Down History’", "Ana Brito", None),
        ("Ana Brito Calls Harbour Tax ‘Unfair And Wrong’", "Ana Brito", "Calls"),
        ("‘We Will Not Pay,’ Says Ana Brito", "Ana Brito", "Says"),
    ],
)
def test_the_speaker_as_the_text_names_them(text, speaker, cue):
    quote = only(text)
    assert (quote.speaker, quote.cue, quote.direct) == (speaker, cue, True)
    assert text[quote.speaker_start : quote.speaker_end] == speaker


def test_who_is_described_is_not_who_speaks():
    assert only("The bill was described as “a bad joke among friends”.").speaker is None
    assert only("The aim is clearly stated: “We pay for the harbour.”").speaker is None
    assert only("Sá praised a woman described as “a friend of the harbour”.").speaker is None
    first, second = quotes("Brito praised the bill as “fair to all,” telling reporters it was “a great thing.”")
    assert (first.speaker, second.speaker) == ("Brito", "Brito")


def test_a_split_quotation_has_one_speaker():
    first, second = quotes("“We pay,” Ana Brito said. “But not today.”")
    assert (second.speaker, second.cue) == (first.speaker, first.cue) == ("Ana Brito", "said")
    first, second, third = quotes(
        "Brito said: “We pay for the harbour and for the town.”\nSá left. “Never,” he said.\n“We pay for the harbour”\nRain fell."
    )
    assert (first.speaker, second.speaker, third.speaker) == ("Brito", "he", "Brito")
    first, second = quotes("“We pay,” Ana Brito said, “but not today.”")
    assert second.speaker == first.speaker == "Ana Brito"


@pytest.mark.parametrize(
    ("before", "pronoun", "speaker", "name"),
    [
        ("Ana Brito met Rui Costa.", "she", "Ana Brito (she)", "Ana Brito"),
        ("Ana Brito met Rui Costa.", "he", "Rui Costa (he)", "Rui Costa"),
        ("President Ondra Vlk arrived. Oslo waited.", "he", "Ondra Vlk (he)", "Ondra Vlk"),
        ("A senior official said Oslo was waiting.", "she", "a senior official (she)", "a senior official"),
        ("Russia said the talks had failed.", "he", "he", None),
        ("The Ministry of Health said the talks had failed.", "he", "he", None),
        ("General Motors said the talks had failed.", "he", "he", None),
        ("Human Rights Watch accused Georgia and Jordan.", "she", "she", None),
        ("President Ondra Vlk spoke. Russia said the talks had failed.", "he", "Ondra Vlk (he)", "Ondra Vlk"),
        ("Talks had failed.", "he", "he", None),
        ("Qomu Zaal, who heads the port, arrived.", "he", "Qomu Zaal (he)", "Qomu Zaal"),
        ("Qomu Zaal of Arund, a student, arrived.", "he", "Qomu Zaal (he)", "Qomu Zaal"),
        ("The neighbour Saudi Arabia protested.", "he", "he", None),
        ("Ana Brito’s lawyer met a clerk.", "she", "Ana Brito (she)", "Ana Brito"),
        ("Ana Brito said talks with Eva Holm had failed.", "she", "Ana Brito (she)", "Ana Brito"),
        ("Mrs Vlk arrived.", "he", "he", None),
        ("Samantha Hill arrived.", "she", "Samantha Hill (she)", "Samantha Hill"),
        ("Ana Brito arrived.", "they", "they", None),
    ],
)
def test_a_pronoun_is_the_person_named_last_never_a_country_or_a_body(before, pronoun, speaker, name):
    text = f"{before} “We will not sign this,” {pronoun} said."
    quote = only(text)
    assert (quote.speaker, quote.speaker_name) == (speaker, name)
    assert text[quote.speaker_start : quote.speaker_end] == pronoun


def test_a_body_is_it_in_its_own_sentence():
    quote = only("The Harbour Bank rejected what it called “a bad joke among friends”.")
    assert (quote.speaker, quote.speaker_name) == ("The Harbour Bank (it)", "The Harbour Bank")


def test_a_surname_that_says_i_is_a_person():
    _, second = quotes("“I pay,” Zaal said. “Not today,” he said.")
    assert second.speaker == "Zaal (he)"
    _, second = quotes("“We pay,” Zaal said. “Not today,” he said.")
    assert second.speaker == "he"


def test_speakers_are_counted_by_name():
    annotation = annotate("“We pay,” Ana Brito said. “Not today,” she said. “Never,” Brito said.")
    assert sum(annotation.counts[:, annotation.count_names.index("speakers")]) == 1


BODIES = [
    "Georgia",
    "Jordan",
    "Israel",
    "South Korea",
    "Saudi Arabia",
    "Moscow",
    "The Kremlin",
    "The White House",
    "Goldman Sachs",
    "Morgan Stanley",
    "General Dynamics",
    "Eli Lilly",
    "Amnesty International",
    "The Bank of England",
    "Queen Mary University",
    "San Marino",
    "Prince Edward Island",
    "Max Planck Society",
    "Stanley Cup",
    "Boko Haram",
    "Christian Aid",
    "The minister’s office",
    "Fellow Democrats",
    "Neighbour Saudi Arabia",
]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_or_a_place_is_never_he_or_she(body):
    for text in (
        f"{body} said talks had failed.",
        f"“Never,” said {body}.",
        f"“Never,” {body} said.",
        f"Officials met {body} on Monday.",
    ):
        assert quotes(f"{text} “We will not sign,” he said.")[-1].speaker == "he"


def test_whom_a_speaker_talks_about_does_not_speak_next():
    _, second = quotes("“Rui Costa is a fool,” Pedro Reis said. “Pay up,” he added.")
    assert second.speaker == "Pedro Reis (he)"


def test_a_speaker_is_grouped_by_the_fullest_name():
    found = quotes("Finance Minister Ana Brito spoke. “We pay,” Brito said. “Not today,” Ms Brito said. “Never,” she said.")
    assert {q.speaker_name for q in found} == {"Ana Brito"}
    assert [q.speaker for q in found] == ["Brito", "Ms Brito", "Ana Brito (she)"]


@pytest.mark.parametrize(
    "text",
    [
        "The “reform” cost them dear.",
        "Lee starred in “The Long Harbour” last year.",
        "The so-called “harbour tax” was dropped.",
        "The word “harbour” is old.",
        "Robert “Bobby” Lee left.",
        '<img alt="harbour lights">',
        "In her memoir “What we paid for the harbour” she says little.",
        "The mayor, author of the essay “How to lose a harbour in ten days,” spoke.",
        "An approach called “harbour first” won.",
        "It is part of a policy dubbed “clean harbours for all”.",
        "a practice known as “catch and hold fast”",
        "They left.\n\n“Legend of the Coal Fields”\n\nIt is a game.",
        "The commentary, “Ana, tell your story,” is kind.",
        "They quoted an essay titled “What we owe to sailors and why”.",
        "the so-called “harbour peace process plan”",
        "Lee spoke to NBC's “Harbour Morning” on Friday.",
    ],
)
def test_scare_quotes_titles_and_mentioned_words_are_no_quotations(text):
    quote = only(text)
    assert (quote.direct, quote.speaker, quote.cue) == (False, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "“Never,” Lee said.",
        "Lee called the tax “unfair”.",
        "“No!” he cried.",
        "Lee used the word “fraud” twice.",
        "“We shall all pay for it.”",
        "What critics call “harbour theft” is back.",
        "Mayor Calls Banks ‘Greedy’ As Talks Fail",
    ],
)
def test_short_quotations_are_quotations(text):
    assert only(text).direct


def test_marks_are_paired_within_a_paragraph():
    assert direct("Lee said “we pay.\nThe Vlk family said “never”.") == ["we pay.", "never"]


PIECES = [*MARKS, *" \n.,?!—()12sSaIé", "Lee ", "said ", "he ", "The ", "was ", "’s ", "a "]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


@settings(deadline=None)  # the first text loads the tables
@given(st.one_of(st.text(max_size=120), TEXTS))
def test_any_text_gives_sound_spans(text):
    tokens = tokenize(text)
    end = 0
    for quote in find_quotes(tokens):
        assert end <= quote.start < quote.end <= len(text)
        end = quote.end
        assert quote.text == text[quote.start : quote.end]
        assert text[quote.start - 1] in MARKS
        assert any(a <= quote.start and quote.end <= b for a, b in tokens.paragraphs)
        assert quote.words == sum(quote.start <= a < quote.end for a in tokens.start) > 0
        assert (quote.speaker is None) == (quote.speaker_start is None) == (quote.speaker_end is None)
        if quote.speaker is not None:
            assert quote.direct
            named = text[quote.speaker_start : quote.speaker_end]
            assert quote.speaker == named or quote.speaker.casefold().endswith(f"({named.casefold()})")


@pytest.mark.parametrize("piece", ['"', "“", "”", "'", "‘", "``", "“a” ", '"A," he said. ', "“a\n", "a' ", '6" ', "(", "said "])
def test_monotonous_text_is_read_to_the_end(piece):
    text = "“We pay,” Lee said.\n" + piece * 20_000
    assert quotes(text)[0].speaker == "Lee"


def test_one_unclosed_mark_before_a_long_text_leaves_the_rest_alone():
    text = '"It began. ' + "The harbour lay still. " * 2_000 + "\n“We pay,” Lee said."
    broken, whole = quotes(text)
    assert broken.text == "It began."
    assert whole.speaker == "Lee"


LAVROV = "Sergey Lavrov"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a title, a nationality or both mean the one person who was introduced with them
        ("Russian Foreign Minister Sergey Lavrov came. “No,” Lavrov said. “No,” the Russian minister said.", [LAVROV] * 2),
        ("Russian Foreign Minister Sergey Lavrov came. “No,” the foreign minister added. “No,” the minister said.", [LAVROV] * 2),
        ("Sergey Lavrov, Russia’s foreign minister, came. “No,” he said. “No,” said the Russian minister.", [LAVROV] * 2),
        ("Sergey Lavrov, the Russian foreign minister, came. The minister said: “No.” “It is late,” he added.", [LAVROV] * 2),
        ("Mayor Ana Brito met Governor Bo Berg. “No,” the mayor said. “Yes,” the governor said.", ["Ana Brito", "Bo Berg"]),
        ("Jan Vlk, a spokesman for the port, came. “No,” the spokesman said.", ["Jan Vlk"]),
        ("The Russian foreign minister Sergey Lavrov came. “No,” the Russian minister said.", [LAVROV]),
        ("Foreign Minister Sergey Lavrov came. “No,” the Russian minister said.", [LAVROV]),
        ("The union’s chairwoman, Nino Beridze, came. “No,” the chairwoman said.", ["Nino Beridze"]),
        ("“No,” the union’s chairwoman, Nino Beridze, said. “Never,” she added.", ["Nino Beridze"] * 2),
        # two may be meant, or somebody else
        ("Minister Ana Brito met Minister Bo Berg. “No,” the minister said.", ["the minister"]),
        ("Russian Foreign Minister Sergey Lavrov came. “No,” the Ukrainian minister said.", ["the Ukrainian minister"]),
        ("President Ana Brito came. “No,” the former president said.", ["the former president"]),
        ("Jan Vlk, a spokesman for the port, came. “No,” a spokesman said.", ["a spokesman"]),
        ("“No,” the minister said. Minister Ana Brito came.", ["the minister"]),
    ],
)
def test_a_title_means_the_person_who_was_introduced_with_it(text, names):
    assert [quote.speaker_name for quote in quotes(text)] == names


def test_an_epithet_stands_beside_the_name():
    assert quotes("Foreign Minister Ana Brito came. “No,” the minister said.")[0].speaker == "Ana Brito (the minister)"


@pytest.mark.parametrize(
    ("short", "long"), [("wouldn’t", "would not"), ("isn’t", "is not"), ("hasn’t", "has not"), ("didn’t", "did not")]
)
def test_a_contraction_changes_no_speaker(short, long):
    for text in (
        "Brito {} call it “a coup”.",
        "“We pay,” Brito, who {} left, said.",
        "Brito, whose term {} over, said she {} “going to pay for it”.",
        "Brito said the bill {} called “a coup”.",
    ):
        one, other = quotes(text.replace("{}", short)), quotes(text.replace("{}", long))
        assert [(q.text, q.speaker, q.direct) for q in one] == [(q.text, q.speaker, q.direct) for q in other]


SEEDS = Path(os.environ.get("WIRECOPY_SHARED", Path(__file__).parents[2] / "shared")) / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not at hand (WIRECOPY_SHARED)")
def test_the_speakers_of_the_seeds():
    wanted = {"000": ["Lavrov"] * 8, "001": ["Lavrov"] * 2, "002": ["Lavrov"] * 6 + ["Soosuk"]}
    for path in sorted(SEEDS.glob("00*.txt")):
        found = annotate(import_article(path, story_id="s", outlet="o", role="wire")).quotes
        assert [(q.direct, q.speaker_name.split()[-1]) for q in found] == [(True, name) for name in wanted[path.name[:3]]]


def test_many_ministers_take_no_longer_than_many_words():
    crowd = "".join(
        f"Russian Minister Ana Lind{k} met Foreign Minister Bo Berg{k}. “No,” the foreign minister said. " for k in range(9_000)
    )
    assert len(quotes(crowd)) == 9_000
