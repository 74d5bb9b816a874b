"""Headlines: what they say that their own text does not, and what they do to the wire's."""

import headlines as gold
import pytest

from analysis import Article, Story, annotate, headlines
from analysis.comparison.claims.alarms import headline_alarms

TEXT = (
    "The port of Durban may stay closed until Friday, the harbour master said. Kenya accused Uganda of theft. NATO sent 14 ships."
)


def alarms(headline, text=TEXT):
    return [(alarm.type, alarm.text) for alarm in headline_alarms(annotate(headline), annotate(text))]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Durban port may stay closed until Friday", []),
        ("Durban port closed until Friday", [("certainty", "closed")]),
        ("Is Durban port closed until Friday?", []),
        ("NATO sends 14 ships", []),
        ("NATO sends 40 ships", [("figure", "40")]),
        ("Uganda accuses Kenya of theft", [("roles", "Uganda accuses Kenya")]),
        ("Ghana accuses Uganda of theft", [("country", "Ghana")]),
        ("‘We are ruined’: Durban port closed", [("quotation", "We are ruined")]),
        ("", []),
    ],
)
def test_an_alarm_names_what_the_text_does_not_say(headline, expected):
    assert alarms(headline) == expected


def test_alarms_on_labelled_pairs_are_right():
    found = gold.readings()
    right = sum(len(label & kit) for _, label, kit in found)
    assert right / sum(len(kit) for *_, kit in found) >= 0.95
    assert right / sum(len(label) for _, label, _ in found) >= 0.8
    assert len(found) == 120 and len({row["headline"] for row in gold.pairs()}) == 120


def test_alarms_on_fresh_pairs_are_mostly_right():
    found = gold.readings(gold.FRESH)
    right = sum(len(label & kit) for _, label, kit in found)
    assert len(found) == 40 and right / sum(len(kit) for *_, kit in found) >= 0.85


def test_a_version_has_a_row_with_what_its_headline_does():
    wire = Article.from_text(TEXT, article_id="w", outlet="Wire", role="wire", headline="Kenya accuses Uganda of theft")
    other = Article.from_text(TEXT, article_id="b", outlet="B", headline="Uganda SLAMS Kenya in theft FURY")
    none = Article.from_text(TEXT, article_id="c", outlet="C", headline="")
    frame = headlines(Story("s", "S", wire, (other, none))).set_index("article_id")
    assert frame.relation.tolist() == ["", "rewritten", ""]
    assert frame.loc["b", "loaded"] == "SLAMS; FURY" and frame.loc["b", "capitals"] == "SLAMS; FURY"
    assert frame.loc["b", "countries"] == "UGA KEN"
    assert frame.loc["c"].words == 0 and frame.loc["c"].alarms == 0
