"""Country mentions: who is found, what is left out, where a span begins and ends."""

from __future__ import annotations

import csv
import json
import os
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.countries.gazetteer import gazetteer, pieces
from analysis.annotation.countries.mentions import MENTION_KINDS, CountrySpan, country_name, find_countries
from analysis.annotation.text.words import tokenize
from analysis.data import read_table

SHARED = Path(os.environ.get("WIRECOPY_SHARED", Path(__file__).parents[2] / "shared"))
_UN = (
    "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV "
    "KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH "
    "FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ "
    "KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG "
    "MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA KNA "
    "LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO "
    "TON TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB ZWE "
)
UN_MEMBERS = _UN.split()
OTHERS = ["PSE", "VAT", "XKX", "TWN"]
CITY_STATES = {"MCO", "SGP", "SMR", "VAT", "STP"}  # the capital bears the country's name


def mentions(text: str) -> list[CountrySpan]:
    return list(find_countries(tokenize(text)))


def found(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.country) for m in mentions(text)]


def codes(text: str) -> list[str]:
    return [m.country for m in mentions(text)]


@cache
def unconditional(kind: str) -> list[tuple[str, str]]:
    """Entries that stand for one country whatever the text."""
    rows = [row for row in read_table("countries.csv") if row["kind"] == kind]
    entries = [row["entry"] for row in rows]
    context = {"language", "person", "verb", "pronoun", "contest", ""}
    return [
        (r["entry"], r["country"])
        for r in rows
        if entries.count(r["entry"]) == 1 and context.issuperset(r["condition"].split() or [""])
    ]


# Hostile input first


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "!?…", "—", "a", "’s", "-", "US$", "@", "\u0130", "\ufeff", "\ud83c\uddf7\ud83c\uddfa"]
)
def test_nothing_to_find(text):
    assert mentions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Russia-" * 20_000,
        "Georgia Atlanta " * 5_000,
        "North and South " * 10_000,
        "Republic of the " * 10_000,
        "’s" * 50_000,
        "U.S." * 20_000,
    ],
    ids=["compound", "contest", "coordination", "prefix", "apostrophes", "dots"],
)
def test_hostile_text_gives_spans_in_order(text):
    spans = mentions(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(deadline=None)
@given(st.text(st.sampled_from("USKRussia North and South Korea's-.–’Georgian\n,\u0130\u0301@/&$"), max_size=80))
def test_offsets_hold_the_text(text):
    previous = 0
    for m in mentions(text):
        assert text[m.start : m.end] == m.text != ""
        assert m.kind in MENTION_KINDS
        assert m.start >= previous
        previous = m.start
        assert "\n" not in m.text


# Coverage


@pytest.mark.parametrize("kind", ["name", "demonym", "capital"])
def test_every_state_has_an_entry_of_each_kind(kind):
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193
    known = {row["country"] for row in read_table("countries.csv") if row["kind"] == kind}
    missing = set(UN_MEMBERS + OTHERS) - known
    assert missing <= (CITY_STATES if kind == "capital" else set())


def test_every_country_is_found_by_its_short_name():
    names = gazetteer().short_names
    assert len(names) > 235
    for code, name in names.items():
        assert found(f"Officials in {name} met on Monday.") == [(name, code)]
        assert found(f"A ship left {name}’s main port.") == [(name, code)]
        assert country_name(code) == name


@pytest.mark.parametrize(
    ("kind", "frame"),
    [
        ("name", "Delegates from {} arrived late."),
        ("demonym", "A group of {} visitors arrived late."),
        ("capital", "They flew to {} on Monday."),
        ("government", "A statement by the {} was brief."),
    ],
)
def test_every_entry_stands_for_its_country(kind, frame):
    wrong = [(entry, code) for entry, code in unconditional(kind) if found(frame.format(entry)) != [(entry, code)]]
    assert wrong == []
    assert len(unconditional(kind)) > 60


def test_entries_are_found_in_capitals_but_not_in_lower_case():
    for entry, code in unconditional("name"):
        assert codes(f"TROOPS NEAR {entry.upper()} AT DAWN") == [code], entry
        assert codes(f"the word {entry.lower()} stands here") == [], entry


def test_every_leader_is_found_with_a_kind_of_its_own():
    for row in read_table("country_leaders.csv"):
        assert [(m.country, m.kind) for m in mentions(f"A letter to {row['entry']} was leaked.")] == [(row["country"], "leader")]


# Spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia’s fleet and China's.", [("Russia", "RUS"), ("China", "CHN")]),
        ("The US-led force met Russian-backed units.", [("US", "USA"), ("Russian", "RUS")]),
        ("A U.S.-South Korean drill began.", [("U.S.", "USA"), ("South Korean", "KOR")]),
        ("An anti-American, pro-Russian crowd.", [("American", "USA"), ("Russian", "RUS")]),
        (
            "The Sino-Indian border and the Franco-German pact.",
            [("Sino", "CHN"), ("Indian", "IND"), ("Franco", "FRA"), ("German", "DEU")],
        ),
        ("Turkey/Syria talks", [("Turkey", "TUR"), ("Syria", "SYR")]),
        ("China-U.S. trade", [("China", "CHN"), ("U.S.", "USA")]),
        ("N.Korea and S.Korea; the U. S. too", [("N.Korea", "PRK"), ("S.Korea", "KOR"), ("U. S.", "USA")]),
        ("Talks in the U.S. The delegation left the U.K.", [("U.S.", "USA"), ("U.K.", "GBR")]),
        ("He moved to Bosnia-Herzegovina.", [("Bosnia-Herzegovina", "BIH")]),
        ("from the Democratic Republic of the Congo", [("Democratic Republic of the Congo", "COD")]),
        ("St. Lucia and St Lucia", [("St. Lucia", "LCA"), ("St Lucia", "LCA")]),
        ("N. Korea and S. Korea", [("N. Korea", "PRK"), ("S. Korea", "KOR")]),
        (
            "Poles, Danes, Finns, Swedes and the Swiss",
            [("Poles", "POL"), ("Danes", "DNK"), ("Finns", "FIN"), ("Swedes", "SWE"), ("Swiss", "CHE")],
        ),
        ("America’s allies", [("America", "USA")]),
        ("Türkiye, Côte d’Ivoire and Timor-Leste", [("Türkiye", "TUR"), ("Côte d’Ivoire", "CIV"), ("Timor-Leste", "TLS")]),
        ("Nauru\nKorea", [("Nauru", "NRU"), ("Korea", "KOR")]),
    ],
)
def test_spans(text, expected):
    assert found(text) == expected


@given(st.sampled_from(["Kenya", "Kenyan", "Nairobi", "Kremlin", "UAE", "UK"]), st.sampled_from(["", "x", "q"]))
def test_no_mention_inside_a_word(entry, glue):
    inside = mentions(f"He said {glue}{entry}zz and left.")
    assert inside == []
    assert bool(mentions(f"He said {glue}{entry} and left.")) is (glue == "")


# Ambiguity

NOBODY = [
    "Michael Jordan scored 30 points.",
    "Rep. Jim Jordan asked a question.",
    "Michael B. Jordan stars in it.",
    "Jordan Fairweather won the race.",
    "Chad Miller was fined.",
    "Mr. Jordan declined to speak.",
    "Kerry Washington and George Washington",
    "Ms Holland was fined.",
    "She read it in the Washington Post.",
    "They flew to Washington state.",
    "It happened in New Mexico, near the Gulf of Mexico.",
    "The Indian Ocean, the South China Sea and the Sea of Japan",
    "An editor of the Moscow Times resigned.",
    "New England and New South Wales",
    "Paris Hilton was late.",
    "A fire broke out in Paris, Texas, on Monday.",
    "Police in London, Ont., found it.",
    "Lebanon, Pa., has a fair.",
    "Police in Moscow, Idaho, made an arrest.",
    "She plays for Georgia Tech.",
    "A jury in Atlanta, Georgia, heard the case.",
    "Georgia voters go to the polls in a runoff.",
    "Irish-Americans and African-Americans",
    "A Native American and a Latin American poet",
    "A Chinese-American engineer was hired.",
    "She keeps a guinea pig, a Guinea pig even.",
    "They ate turkey and polished the china.",
    "Polish the brass, the sergeant said.",
    "He answered in Russian.",
    "She speaks French and wrote to a Spanish-language daily.",
    "Tell us more, give us time.",
    "HELP US NOW",
    "ALL OF US KNEW",
    "It cost US$5 million.",
    "write to press@china.example or @Kenya",
    "The Franco era ended.",
    "The airline Emirates cancelled flights.",
    "A boy from Jersey City, New Jersey, misses the Jersey Shore.",
    "The city of Turkey has a fair.",
    "She teaches English at a college.",
    "Officers saw Finn and Dane in the bar.",
    "They speak Danish, Swedish or Norwegian at home.",
    "She was born in Seattle, Washington.",
    "She reads the Times of India and watches Russia Today.",
    "Brussels fined the firm; The Hague indicted him.",
    "Ivanka Trump and Trump Tower",
    "The Paris agreement and the Panama papers",
    "Real Madrid beat CSKA Moscow.",
    "Capt. Jana Jordan was on duty.",
    "The campaign sued in Georgia, Mr. Kemp said.",
    "indiana Indiana Indianapolis Romanesque Chinatown Germantown",
    "Lebanon High School won. Lebanon scored twice.",
    "Officers of the Paris Police Department closed the road. Paris has one bridge.",
    "Nora Lund, 36, of Palestine, was fined. She moved to Palestine in May.",
    "A Cuba man was fined. Call 573-555-0142.",
    "The fair in Lebanon draws crowds from Tennessee.",
    "Wim Brandt Holland, 36, was fined. Holland denied it.",
    "Mark Cuban bought the team.",
]


@given(st.sampled_from(["North Korea", "Ukraine’s", "U.S.-led", "Côte d’Ivoire"]), st.data())
def test_what_nobody_sees_changes_nothing(name, data):
    """A soft hyphen or a zero-width space inside a word of a name, wherever it stands."""
    places = [i for i in range(1, len(name)) if name[i - 1 : i + 1].isalpha()]
    at = data.draw(st.sampled_from(places))
    for unseen in "\u00ad\u200b\u2060":
        text = f"Envoys of {name[:at]}{unseen}{name[at:]} left."
        assert codes(text) == codes(text.replace(unseen, ""))
        assert [m.text.replace(unseen, "") for m in mentions(text)] == [m.text for m in mentions(text.replace(unseen, ""))]


@pytest.mark.parametrize("text", NOBODY)
def test_no_country_is_meant(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops crossed into Jordan at dawn.", ["JOR"]),
        ("In Chad, rebels advanced.", ["TCD"]),
        ("Israel and Jordan signed.", ["ISR", "JOR"]),
        ("Tbilisi is the capital of Georgia.", ["GEO", "GEO"]),
        ("Florida, Alabama and Georgia voted; Republicans won Georgia.", []),
        ("Georgia fears Russia. The Georgian army said so, Republicans noted.", ["GEO", "RUS", "GEO"]),
        ("Russia, Georgia and Ukraine", ["RUS", "GEO", "UKR"]),
        ("Mexico, Texas and Arizona share a river.", ["MEX"]),
        ("Turkey’s lira fell.", ["TUR"]),
        ("Nigeriens are not Nigerians; Niger is not Nigeria.", ["NER", "NGA", "NER", "NGA"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
        ("Sudan and South Sudan; Sudanese and South Sudanese", ["SDN", "SSD", "SDN", "SSD"]),
        ("Samoa and American Samoa", ["WSM", "ASM"]),
        ("Dominica is not the Dominican Republic.", ["DMA", "DOM"]),
        ("A Dominican pitcher signed.", ["DOM"]),
        ("Roads in Dominica are bad, a Dominican minister said.", ["DMA", "DMA"]),
        ("A Congolese minister spoke in Congo.", ["COD", "COD"]),
        ("Brazzaville is calm, a Congolese minister said.", ["COG", "COG"]),
        ("Northern Ireland is not Ireland.", ["GBR", "IRL"]),
        ("England, Scotland, Wales and Britain", ["GBR"] * 4),
        ("WAR IN US FEARED", ["USA"]),
        ("The US and us.", ["USA"]),
        ("Russian-American talks failed.", ["RUS", "USA"]),
        ("a conference in Paris", ["FRA"]),
        ("London police and British ministers", ["GBR", "GBR"]),
        ("People in Ontario and Canada like London; so do the British.", ["CAN", "GBR", "GBR"]),
        ("Russian territory lies in Russian hands.", ["RUS", "RUS"]),
        ("the Emirates", ["ARE"]),
        ("The English captain spoke English to a Finn and the 30-year-old Dane.", ["GBR", "FIN", "DNK"]),
        ("in French, Greek and Maltese waters", ["FRA", "GRC", "MLT"]),
        ("He spoke Turkish, and both the Russian and the Syrian envoy left.", ["RUS", "SYR"]),
        ("BRUSSELS — A court in Brussels met; judges in The Hague did not.", ["BEL", "BEL", "NLD"]),
        ("Brussels asked the Belgian premier.", ["BEL", "BEL"]),
        ("in Turkish and Syrian waters", ["TUR", "SYR"]),
        ("He learned French officials had lied.", ["FRA"]),
        ("The United States and Georgia signed.", ["USA", "GEO"]),
        ("An American senator flew to Georgia, where Russian troops stood.", ["USA", "GEO", "RUS"]),
        ("the city of Singapore", ["SGP"]),
        ("Georgia’s prime minister met Americans.", ["GEO", "USA"]),
        ("Tom Holland said so. Tulips grow in Holland.", ["NLD"]),
        ("in Male, the capital of the Maldives; Male staff left", ["MDV", "MDV"]),
        ("Westminster is tired of it; Westminster Square is not.", ["GBR"]),
        ("A Sofia court ruled.", ["BGR"]),
        ("Victoria won.", []),
        ("Victoria, capital of the Seychelles", ["SYC", "SYC"]),
        ("Jersey and Guernsey", ["JEY", "GGY"]),
        ("Hong Kong, Macau, Greenland and Puerto Rico", ["HKG", "MAC", "GRL", "PRI"]),
        (
            "The White House, the Kremlin, Downing Street, the Élysée, Zhongnanhai and the Blue House",
            ["USA", "RUS", "GBR", "FRA", "CHN", "KOR"],
        ),
        ("the UAE, DPRK, ROK, PRC, DRC and NZ", ["ARE", "PRK", "KOR", "CHN", "COD", "NZL"]),
        ("Burma, Swaziland, the Czech Republic and Zaire", ["MMR", "SWZ", "CZE", "COD"]),
        ("N. Macedonia met S. Africa, S. Sudan, N. Korea and N. Zealand.", ["MKD", "ZAF", "SSD", "PRK", "NZL"]),
        # a town's words around, but another form of the country's name
        ("Nora Lund, 36, of Palestine, met Palestinians.", ["PSE", "PSE"]),
        ("The Athens Fire Department serves the Greek capital.", ["GRC", "GRC"]),
        ("Ada Obi, 28, of Kenya beat runners of Ethiopia, Uganda and Eritrea.", ["KEN", "ETH", "UGA", "ERI"]),
        ("A Kenya man was fined.", ["KEN"]),
        ("The president, Joseph R. Biden, met Vladimir V. Putin.", ["USA", "RUS"]),
        # parts of other countries
        ("Thieves took cattle in Nigeria’s Niger state. Niger lies north of Abuja.", ["NGA", "NGA"]),
        ("A dam broke in Niger state, central Nigeria.", ["NGA"]),
        ("A storm hit Belgium’s Luxembourg province.", ["BEL"]),
        ("A storm hit Luxembourg’s north and Belgium’s Luxembourg province. Luxembourgers fled.", ["LUX", "BEL", "LUX"]),
        ("Reports in Niger state media blamed Nigeria.", ["NER", "NGA"]),
        ("Floods cut off Luxembourg province, Belgium said.", ["BEL"]),
        ("Iraq feared an Iran state of emergency.", ["IRQ", "IRN"]),
        ("A Guinean met a Bissau-Guinean and an Equatorial Guinean.", ["GIN", "GNB", "GNQ"]),
        ("The Equatorial Guinean premier met a Guinean minister.", ["GNQ"]),
        ("Papua New Guineans are not Guineans.", ["PNG"]),
    ],
)
def test_which_country_is_meant(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "North and South Korea agreed.",
        "A South and North Korean team",
        "Leaders of the two Koreas met.",
        "An inter-Korean hotline",
        "Calm on the Korean peninsula",
    ],
)
def test_both_koreas_share_a_span(text):
    spans = mentions(text)
    assert sorted(m.country for m in spans) == ["KOR", "PRK"]
    assert len({(m.start, m.end) for m in spans}) == 1


def test_korea_alone_follows_the_text():
    assert codes("A Korean film won.") == ["KOR"]
    assert codes("Pyongyang said the Korean people were ready.") == ["PRK", "PRK"]
    assert sorted(codes("Seoul and Pyongyang want a Korean settlement.")) == ["KOR", "KOR", "PRK", "PRK"]


def test_the_north_and_the_south_need_both_koreas():
    text = (
        "North Korea answered South Korea. The North’s army stood by, and the South waited. The north wind blew at the North Pole."
    )
    assert [(m.text, m.country) for m in mentions(text)][2:] == [("North", "PRK"), ("South", "KOR")]
    assert codes("The North won the war against the South.") == []


def test_one_sense_per_text():
    assert codes("China Daily reported it. Unrest spread in China.") == ["CHN"]
    assert codes("Jordan Fairweather won. Jordan, 31, wept.") == []
    assert codes("London police seek a man. Call 519-555-0100.") == []
    assert codes("London police seek a man. Call 020 7946 0000.") == ["GBR"]
    assert codes("Turkey is a hamlet in Texas. The town of Turkey has a fair.") == []
    assert codes("A crash in London, Ky., hurt two. London police came.") == []
    assert codes("Michael Jordan came. Jordan then left.") == []
    assert codes("Michael Jordan flew to Amman. Jordan’s king met him.") == ["JOR", "JOR"]


# Properties


@settings(deadline=None)
@given(st.sampled_from(sorted(gazetteer().short_names.items())), st.sampled_from(sorted(gazetteer().short_names.items())))
def test_swapping_two_names_swaps_the_codes(one, other):
    frame = "A ferry between {} and {} was cancelled."
    assert codes(frame.format(one[1], other[1])) == [one[0], other[0]]
    assert codes(frame.format(other[1], one[1])) == [other[0], one[0]]


def test_unknown_code_is_returned():
    assert country_name("ZZZ") == "ZZZ"
    assert (country_name("USA"), country_name("KOR"), country_name("CIV")) == ("United States", "South Korea", "Ivory Coast")


# Tables


@pytest.mark.parametrize("table", ["countries.csv", "country_leaders.csv", "country_context.csv"])
def test_tables_are_clean(table):
    rows = read_table(table)
    assert all(row["entry"] == row["entry"].strip() and row["entry"] and row["source"] for row in rows)
    assert all(pieces(word) or word == "&" for row in rows for word in row["entry"].split())
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    with (Path(__file__).parents[1] / "analysis" / "data" / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        assert table in {row["file"] for row in csv.DictReader(file)}


def test_countries_use_known_codes_kinds_and_conditions():
    rows = read_table("countries.csv")
    known = {
        "at",
        "attributive",
        "seat",
        "noun",
        "named",
        "unless",
        "instead",
        "contest",
        "person",
        "short",
        "the",
        "prefix",
        "language",
        "pronoun",
        "verb",
    }
    assert {row["kind"] for row in rows} == set(MENTION_KINDS) - {"leader"}
    assert all(re.fullmatch("[A-Z]{3}", row["country"]) for row in rows)
    assert {text.partition(":")[0] for row in rows for text in row["condition"].split()} == known
    assert {row["source"] for row in rows} == {"newsmap", "cldr", "wirecopy"}
    assert {row["country"] for row in read_table("country_leaders.csv")} <= set(UN_MEMBERS + OTHERS)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["as_of"]) for row in read_table("country_leaders.csv"))


# Labelled news


@pytest.mark.skipif(not (SHARED / "data" / "countries").is_dir(), reason="the labelled sets are not at hand (WIRECOPY_SHARED)")
def test_labelled_news():
    gold = hit = good = total = 0
    with (SHARED / "data" / "countries" / "trnews.jsonl").open(encoding="utf-8") as file:
        for case in map(json.loads, file):
            spans = [m for m in mentions(case["text"]) if m.kind in ("name", "demonym")]
            places = [p for p in case["toponyms"] if p["country"]]
            pairs = [
                (p, m) for p in places for m in spans if m.start < p["end"] and p["start"] < m.end and m.country == p["country"]
            ]
            gold += sum(p["is_country"] for p in places)
            hit += len({(p["start"], p["end"]) for p, _ in pairs if p["is_country"]})
            good += len({m for _, m in pairs})
            total += len(spans)
    precision, recall = good / total, hit / gold
    assert 2 * precision * recall / (precision + recall) >= 0.94
