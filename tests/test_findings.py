import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from made_stories import SENTENCES, stories, story

import analysis
from analysis.comparison.findings import wording
from analysis.comparison.findings.amounts import _interval
from analysis.comparison.findings.findings import TOPICS, findings
from analysis.comparison.numbers.metrics import LENGTHS

WIRE = "\n".join(SENTENCES)
WORDS = {word: n for n, word in enumerate(["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])}
DOUBT = wording.doubt("hedges")
NUMBER = r"(\d[\d,]*|no|one|two|three|four|five|six|seven|eight|nine)"


def value(word):
    return WORDS[word.lower()] if word.lower() in WORDS else int(word.replace(",", ""))


def texts(made, topic=None, article_id="b"):
    frame = findings(made)
    return frame[(frame.article_id == article_id) & ((frame.topic == topic) if topic else True)].text.tolist()


def said(made, topic, article_id="b"):
    found = texts(made, topic, article_id)
    assert len(found) == 1, found
    return found[0].removesuffix(DOUBT)


# wording


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, "no hedges"), (1, "one hedge"), (2, "two hedges"), (9, "nine hedges"), (10, "10 hedges"), (1200, "1,200 hedges")],
)
def test_numbers_below_ten_are_words(n, expected):
    assert wording.count(n, "hedge") == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0, "0 %"),
        (0.001, "less than 1 %"),
        (0.004, "less than 1 %"),
        (0.006, "1 %"),
        (0.54, "54 %"),
        (0.996, "more than 99 %"),
        (1, "100 %"),
    ],
)
def test_what_is_not_all_or_nothing_is_never_rounded_to_it(share, expected):
    assert wording.percent(share) == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (1, "the wire’s only hedge"),
        (2, "both hedges of the wire"),
        (3, "all three hedges of the wire"),
        (15, "all 15 hedges of the wire"),
    ],
)
def test_all_of_a_number(n, expected):
    assert wording.every(n, "hedge") == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("USA", "the United States"),
        ("GBR", "the United Kingdom"),
        ("NLD", "the Netherlands"),
        ("PHL", "the Philippines"),
        ("ARE", "the United Arab Emirates"),
        ("CZE", "the Czech Republic"),
        ("COD", "the Democratic Republic of the Congo"),
        ("SLB", "the Solomon Islands"),
        ("BHS", "the Bahamas"),
        ("NOR", "Norway"),
        ("IRL", "Ireland"),
        ("ISL", "Iceland"),
        ("XXX", "XXX"),
    ],
)
def test_countries_get_their_article(code, expected):
    assert wording.country(code) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks failed.", "“Talks failed.”"),
        ("“We go,” he said.", "“‘We go,’ he said.”"),
        ('"We go," he said.', "“‘We go,’ he said.”"),
        ("", "“”"),
    ],
)
def test_quotation_marks_inside_quotation_marks(text, expected):
    assert wording.quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it is gone", "It is gone."),
        ("he said “no.”", "He said “no.”"),
        ("so it begins “And …”", "So it begins “And …”"),
        ("a “b”", "A “b”."),
    ],
)
def test_a_sentence_ends_with_one_full_stop(text, expected):
    assert wording.sentence(text) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We shall go", "We will go", ("We shall go", "We will go")),
        ("a b c d e f X g h i j k l m", "a b c d e f Y g h i j k l m", ("a b c d e f X g h i j …", "a b c d e f Y g h i j …")),
        ("one two", "one two three", ("one two", "one two three")),
        ("same words", "same words", ("same words", "same words")),
        ("", "new", ("", "new")),
    ],
)
def test_a_change_is_shown_with_its_surroundings(before, after, expected):
    assert wording.around_change(before, after) == expected


# one topic each


@pytest.mark.parametrize(
    ("wire", "text", "expected"),
    [
        (4, SENTENCES[:4], "Outlet b carries all four sentences of the wire and keeps all of them word for word."),
        (2, SENTENCES[:2], "Outlet b carries both sentences of the wire and keeps both word for word."),
        (1, SENTENCES[:1], "Outlet b carries the wire’s only sentence and keeps it word for word."),
        (1, ["Cats sleep."], "Outlet b carries none of the wire’s one sentence."),
        (4, ["Cats sleep."], "Outlet b carries none of the wire’s four sentences."),
    ],
)
def test_how_much_is_carried(wire, text, expected):
    assert said(story("\n".join(SENTENCES[:wire]), "\n".join(text)), "carried") == expected.replace(
        "the wire’s one sentence", "the wire’s one sentence"
    )


def test_what_was_done_to_carried_sentences():
    text = [SENTENCES[1], SENTENCES[0].replace("may", "will"), "Fish prices rose 4 per cent.", SENTENCES[9]]
    made = story("\n".join(SENTENCES[k] for k in (0, 1, 3, 8, 9)), "\n".join(text))
    carried = said(made, "carried")
    assert carried.startswith("Outlet b carries four of the wire’s five sentences, ")
    assert "it keeps two word for word, changes one in house style only and edits one. It moves one sentence." in carried


@pytest.mark.parametrize(
    ("wire", "text", "who"), [("", WIRE, "the wire version"), (WIRE, "", "Outlet b"), ("?", "!", "the wire version")]
)
def test_a_version_without_words_is_not_compared(wire, text, who):
    assert texts(story(wire, text)) == [f"Outlet b cannot be compared: {who} has no words."]


def test_a_cut_from_the_bottom_is_called_so():
    assert (
        said(story(WIRE, "\n".join(SENTENCES[:9])), "dropped")
        == "It cuts from the bottom: the wire’s last five sentences are gone."
    )


def test_a_sentence_dropped_is_quoted():
    assert said(story(WIRE, "\n".join(SENTENCES[:-1])), "dropped").startswith(
        "It drops the wire’s last sentence: “‘If they come, we will talk"
    )
    without = [s for s in SENTENCES if not s.startswith("Fish")]
    assert said(story(WIRE, "\n".join(without)), "dropped") == "It drops one sentence: “Fish prices rose 4 percent.”"


def test_an_altered_quotation_is_shown_with_both_wordings():
    wire = f"{SENTENCES[8]}\n“We shall not leave this harbour before the winter,” Ingrid Dahl said.\n{SENTENCES[3]}"
    made = story(wire, wire.replace("shall not leave", "shall soon leave"))
    assert said(made, "altered") == (
        "A quotation of Ingrid Dahl is altered inside its marks: “We shall not leave this harbour before the winter” became "
        "“We shall soon leave this harbour before the winter”."
    )


CLAIMS = "The flood killed 14 people on Monday.\nThe board has not published its report.\nIt offered to mend the dam."


def test_claims_that_were_turned_round_are_named():
    turned, figures = texts(
        story(CLAIMS, CLAIMS.replace("14", "41").replace("not ", "").replace("offered", "refused")),
        "claims",
    )
    assert turned == (
        "It turns round two statements: “… board has not published its report” became “… board has published its report”; "
        "“It offered to mend …” became “It refused to mend …”"
    )
    assert figures == "It changes one figure: “… flood killed 14 people on …” became “… flood killed 41 people on …”"


@pytest.mark.parametrize(("wire", "other"), [("14 people", "fourteen people"), ("300 miles away", "480 kilometres away")])
def test_the_same_figure_in_another_form_is_no_changed_claim(wire, other):
    text = f"The flood reached {wire} on Monday, the board said in a report."
    assert texts(story(text, text.replace(wire, other)), "claims") == []


def test_a_change_of_tense_adds_no_hedge():
    wire = "“It will be a mistake to leave the port now,” he said.\nIt may rain."
    made = story(wire, "It would be a mistake to leave the port now, he said.\nIt may rain.")
    assert said(made, "hedges") == "It keeps the wire’s only narrator hedge."
    assert analysis.hedge_changes(made).cause.tolist() == ["tense", ""]


def test_a_quotation_given_to_another_speaker_is_named():
    wire = f"{SENTENCES[8]}\n“We shall not leave this harbour before the winter,” said Ingrid Dahl.\n{SENTENCES[3]}"
    found = said(story(wire, wire.replace("Ingrid Dahl", "Peter Holm")), "speakers")
    assert found.startswith("In the wire “We shall not leave") and "Ingrid Dahl; here by Peter Holm" in found


def test_hedges_lost_by_editing_are_told_from_hedges_cut():
    wire = "Norway may sign the treaty in Bergen.\nIceland could follow in the autumn.\nFish prices rose."
    edited = story(wire, wire.replace("may sign", "signs"))
    assert said(edited, "hedges") == "Of the wire’s two narrator hedges it loses one, by editing (“may”)."
    cut = story(wire, wire.replace("Iceland could follow in the autumn.\n", ""))
    assert said(cut, "hedges") == "Of the wire’s two narrator hedges it loses one with what it cuts (“could”)."
    both = story(wire, "Norway signs the treaty in Bergen.\nFish prices rose.")
    assert said(both, "hedges") == (
        "It loses both narrator hedges of the wire, one of them by editing a sentence that it carries (“may”)."
    )
    more = story(wire, wire.replace("rose", "reportedly rose"))
    assert said(more, "hedges") == "It keeps both narrator hedges of the wire and adds one (“reportedly”)."
    none = story("Fish prices rose.", "Fish prices reportedly rose.")
    assert said(none, "hedges") == "The wire’s narrator hedges nothing; it adds one (“reportedly”)."


def test_countries_gone_and_come():
    wire = "Norway, Iceland and the Netherlands met.\nThe United States stayed away.\nFish prices rose."
    made = story(wire, "Norway, Iceland and the Netherlands met.\nFish prices rose.\nKenya bought cod.")
    assert said(made, "countries") == "It no longer mentions the United States and brings in Kenya."
    many = story("Norway, Iceland, Sweden, Denmark, Finland and Spain met.\nFish prices rose.", "Fish prices rose.")
    assert re.fullmatch(r"It no longer mentions (\w+, ){4}\w+ or \w+\.", said(many, "countries"))


def test_new_sentences_that_others_have_too():
    extra = "The harbour of Bodo has been closed to foreign crews since the storm of 2019."
    made = story(WIRE, f"{WIRE}\n{extra}", f"{extra}\n{WIRE}", WIRE)
    assert said(made, "new").endswith("It stands in another version too: likely agency text that this wire version lacks.")
    assert "one (" in said(made, "new") and texts(made, "new", "d") == []


def test_new_sentences_that_others_have_in_other_words_are_not_called_agency_text():
    extra = "The harbour of Bodo has been closed to foreign crews since the storm of 2019."
    told = "The harbour of Bodo, it says, has been closed since 2019 to foreign crews after a storm and a fire at the quay."
    made = story(WIRE, f"{WIRE}\n{extra}", f"{told}\n{WIRE}", WIRE)
    assert said(made, "new").endswith("matches no sentence of this wire copy. It stands in another version too, in other words.")
    assert "agency" not in said(made, "new")


def test_nothing_but_new_text():
    made = story("\n".join(SENTENCES[:3]), "Cats sleep all day.\nBread rises slowly.")
    assert said(made, "new") == "Both of its sentences match no sentence of this wire copy."


def test_a_clear_difference_states_values_cause_and_interval():
    places = ["Oslo", "Bergen", "old Moss", "Vardo", "Molde", "Narvik", "old Hamar", "Skien"]
    wire = "\n".join(f"The {place} plant may have leaked, reportedly." for place in places)
    text = "\n".join(f"The {place} plant has leaked." for place in places)
    found = texts(story(wire, text), "metric")
    assert found[0] == (
        "It hedges less in its own voice: 0.0 hedges per 1,000 words against 275.9 in the wire "
        "(difference −275.9, 95 % interval −275.9 to −192.0), "
        "mostly because of edits." + DOUBT
    )


def test_a_clear_interval_is_never_printed_with_a_zero():
    row = pd.Series({"low": -0.41, "high": -0.0004, "difference": -0.2})
    assert _interval(row, digits=2) == "difference −0.2000, 95 % interval −0.4100 to −0.0004"
    row = pd.Series({"low": 0.31, "high": 0.52, "difference": 0.42, "unit": "share"})
    assert _interval(row) == "difference +42.0 points, 95 % interval +31.0 to +52.0"


def test_tone_is_stated_with_its_mentions_when_it_is_clear():
    months = ["May", "June", "March", "August", "April", "July", "October"]
    whom = ["Norway", "all of Norway", "the people of Norway", "the whole of Norway", "Norway", "the old fleet of Norway", "Norway"]
    wire = "\n".join(f"In {month} the crews praised {who} in Vardo." for month, who in zip(months, whom, strict=True))
    found = said(story(wire, wire.replace("praised", "condemned")), "tone")
    assert found.startswith("Its sentiment toward Norway scores lower than the wire’s: −")
    assert "on a scale from −1 to +1, in seven mentions against seven (difference −" in found
    few = "\n".join(wire.split("\n")[:4])
    assert texts(story(few, few.replace("praised", "condemned")), "tone") == []


def test_a_difference_that_is_not_clear_is_not_stated():
    text = WIRE + "\nNorway may, might, could and would perhaps possibly sign, it seems, reportedly, allegedly or probably."
    assert texts(story(WIRE, text), "metric") == []


# all of it


def wrong(text):
    """What no editor would print."""
    patterns = [
        r"\bnan\b|None|NaN|<NA>|\(\)|“”|\[|\]|\{|\}",
        r"\.\.|\s[.,;:]|  |,,|\.”\.",
        r"\bone \w+s (are|stand|were)\b|\bone of them (stand|are)\b",
        r"(?<![.\d])\b(one|1) (sentences|hedges|quotations|mentions|reporting verbs)\b",
        r"\b(two|three|four|five|six|seven|eight|nine|\d+) (sentence|hedge|quotation|mention)\b",
        r"\d-\d|−0\.0\b|\+0\.0\b|- ",
        r"\ball (one|two)\b|\bnone of its no\b",
        r"(?<!the )\b(United States|Netherlands|Philippines|United Kingdom|Czech Republic)\b",
    ]
    # What is quoted from an article is the article's own.
    own = re.sub(r"“[^”]*”", "“…”", text)
    return [p for p in patterns if re.search(p, own)] + ([] if re.search(r"[.…?!][”’]*$", text) else ["end"])


def test_every_sentence_of_the_sample_corpus_reads_well(stories):
    for story_ in stories:
        for text in findings(story_).text:
            assert wrong(text) == [], text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_every_sentence_of_any_story_reads_well(made):
    frame = findings(made)
    for text in frame.text:
        assert wrong(text) == [], text
    assert set(frame.article_id) == {r.article_id for r in made.republications}
    for _, group in frame.groupby("article_id"):
        assert (group.topic == "carried").sum() == 1
        assert group.topic.map(TOPICS.index).is_monotonic_increasing
        assert not group.text.duplicated().any()


def test_numbers_are_those_of_the_frames(stories):
    checked = dict.fromkeys(("carried", "hedges", "quotations", "new", "metric"), 0)
    for story_ in stories:
        shares, hedges = (
            analysis.overview(story_).set_index("article_id"),
            analysis.hedge_changes(story_).query("voice == 'narrator'"),
        )
        fates, differences = analysis.quote_fates(story_), analysis.compare(story_).set_index(["article_id", "metric"])
        for r in findings(story_).itertuples():
            share = shares.loc[r.article_id]
            own_hedges, own_fates = hedges[hedges.article_id == r.article_id], fates[fates.article_id == r.article_id]
            if match := re.search(rf"carries {NUMBER} of the wire’s {NUMBER} sentences, which holds? (\d+) % of its words", r.text):
                n_wire = sum(share[f"{x}_sentences"] for x in ("verbatim", "house_style", "edited", "rewritten", "dropped"))
                assert value(match[1]) == n_wire - share.dropped_sentences and value(match[2]) == n_wire
                assert int(match[3]) == round(100 * share.kept_share)
                did = {"keeps": "verbatim", "changes": "house_style", "edits": "edited", "rewrites": "rewritten"}
                for verb, relation in did.items():
                    number = re.search(rf"\b{verb} {NUMBER}\b", r.text)
                    if number:
                        assert value(number[1]) == share[f"{relation}_sentences"]
                checked["carried"] += 1
            elif match := re.search(rf"Of the wire’s {NUMBER} narrator hedges it loses {NUMBER}", r.text):
                assert value(match[1]) == own_hedges.change.isin(["kept", "lost"]).sum()
                assert value(match[2]) == ((own_hedges.change == "lost") & (own_hedges.cause != "tense")).sum()
                added = re.search(rf"adds {NUMBER}", r.text)
                assert (value(added[1]) if added else 0) == (own_hedges.change == "added").sum()
                checked["hedges"] += 1
            elif match := re.search(rf"Of the wire’s {NUMBER} quotations it (.*?)\.", r.text):
                assert value(match[1]) == (own_fates.fate != "new").sum()
                for verb, fate in (("keeps", "kept"), ("truncates", "truncated"), ("alters", "altered"), ("drops", "dropped")):
                    number = re.search(rf"\b{verb} {NUMBER}\b", match[2])
                    assert (value(number[1]) if number else 0) == (own_fates.fate == fate).sum()
                checked["quotations"] += 1
            elif match := re.search(rf"Of its {NUMBER} sentences, {NUMBER} \((\d+) % of its words\)", r.text):
                assert value(match[2]) == share.new_sentences and int(match[3]) == round(100 * share.new_share)
                checked["new"] += 1
            elif match := re.search(r"difference ([+−][\d.]+) points, 95 % interval ([+−][\d.]+) to ([+−][\d.]+)\)", r.text):
                row = differences.loc[r.article_id, "loaded_reporting_share" if "loaded" in r.text else "quoted_share"]
                assert row.clear and row.p_adjusted < 0.05
                numbers = [float(x.replace("−", "-")) for x in match.groups()]
                assert numbers == pytest.approx([100 * x for x in (row.difference, row.low, row.high)], abs=0.0501)
                checked["metric"] += 1
    assert all(checked.values()), checked


def test_no_difference_is_stated_that_is_not_clear(stories):
    for story_ in stories:
        frame = analysis.compare(story_)
        clear = frame[frame.clear & ~frame.metric.isin(LENGTHS)].groupby("article_id").size()
        stated = findings(story_).query("topic == 'metric'").groupby("article_id").size()
        assert all(n <= clear.get(article_id, 0) for article_id, n in stated.items())


def test_every_altered_quotation_and_every_country_is_told():
    names = ("Ana Sol", "Bo Berg", "Cai Dahl", "Di Eng")
    said_ = [f"“We shall not leave port {k} before the long winter ends,” {name} said." for k, name in enumerate(names)]
    made = story("\n".join(said_), "\n".join(line.replace("not leave", "soon leave") for line in said_))
    assert [name for text in texts(made, "altered") for name in names if f"of {name} is" in text] == [*names]


def test_new_sources_dropped_ones_and_whose_words_are_new():
    closed = "The old harbour was closed for the winter."
    made = story(
        f"Rents will rise, Mayor Ana Sol said.\n{closed}\nFarmers warned that prices may fall.",
        f"Rents will rise, the mayor said.\n{closed}\nLena Roth, a lawyer, said that tenants were angry.",
    )
    wire, own = made.wire.text, made.republications[0].text
    frame = findings(made)
    assert texts(made, "sources") == [
        "It puts its only new sentence into the mouth of Lena Roth.",
        "It lets speak whom this wire copy does not: Lena Roth (a lawyer).",
        "It puts no words down to one source that the wire does not name.",
        "It no longer names one source: “Ana Sol, Mayor” became “the mayor”.",
    ]
    new, voice, gone, unnamed = frame[frame.topic == "sources"].itertuples()
    assert [own[a:b] for a, b in new.spans] == ["that tenants were angry"] == [own[a:b] for a, b in voice.spans]
    assert [wire[a:b] for a, b in gone.wire_spans] == ["that prices may fall"]
    assert unnamed.wire_spans and unnamed.spans


def test_what_moved_to_the_top_and_what_the_lead_left_out():
    tail = [s for s in SENTENCES[3:] if not s.startswith("“")]
    lead = "The harbour of Bodo was closed on Tuesday after a tanker with 40 sailors ran aground."
    wire = "\n\n".join([lead, *tail])
    moved = story(wire, "\n\n".join([tail[-1], lead, *tail[:-1]]))
    (leads, up) = texts(moved, "lead")
    assert (
        leads.startswith(f"It leads with paragraph {wording.number(len(tail) + 1)} of the wire, “")
        and "stands further down" in leads
    )
    assert up.startswith("It moves up one sentence: “") and up.endswith(f"from paragraph {wording.number(len(tail) + 1)} to one.")
    cut = story(wire, wire.replace(" on Tuesday after a tanker with 40 sailors ran aground", ""))
    assert texts(cut, "lead") == [
        "Its lead has three of the nine telling words of the wire’s lead (33 %), "
        "not “Tuesday”, “tanker”, “40”, “sailors”, “ran”, “aground”."
    ]
    assert texts(story(wire, wire), "lead") == []


def test_every_finding_of_the_sample_leads_to_words(stories):
    for story_ in stories:
        articles = {article.article_id: article for article in story_.articles}
        for row in findings(story_).itertuples():
            assert row.topic == "headline" or row.wire_spans or row.spans, row.text
            assert all(0 <= a <= b <= len(story_.wire.text) for a, b in row.wire_spans)
            assert all(0 <= a <= b <= len(articles[row.article_id].text) for a, b in row.spans)


def test_the_altered_quotation_of_a_real_rewrite_is_named(shared, tmp_path):
    files = sorted((shared / "seeds").glob("00*.txt"))
    for file, outlet in zip(files, ("One Agency", "Second Site", "Third Site"), strict=True):
        role = "wire" if file.name.startswith("000") else "republication"
        analysis.save_article(analysis.import_article(file, story_id="seeds", outlet=outlet, role=role), tmp_path)
    (made,) = analysis.load_corpus(tmp_path)
    frame = findings(made)
    assert all(wrong(text) == [] for text in frame.text)
    altered = frame[frame.topic == "altered"]
    assert altered.outlet.tolist() == ["Second Site"]
    assert "became “to prepare for war with" in altered.text.item()
    quotations = frame[(frame.outlet == "Third Site") & (frame.topic == "quotations")].text.item()
    assert quotations.startswith("Of the wire’s eight quotations it keeps six and drops two.")
