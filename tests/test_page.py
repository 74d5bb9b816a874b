"""Head, cards, findings, quotations and reader: what stands on the page, and that hostile text stays text."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser

import made_stories
import pytest

import analysis
from analysis import Article, Block, Story
from analysis.presentation.charts.figure import figure_html
from analysis.presentation.page import page, tables
from analysis.presentation.page.reader import LAYERS, reader_html
from analysis.presentation.rendering import asset

HOSTILE = '</script><img src=x onerror=alert(1)> & "quoted" <b>bold</b> {{ 7*7 }} ${x}'
_VOID = {"input", "img", "br", "meta"}


class _Tags(HTMLParser):
    """Collects tags and text, and checks that every tag is closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.open, self.text, self.attributes = [], [], [], []
        self.feed(str(html))
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def hostile_story():
    def article(name: str, role: str, *texts: str) -> Article:
        return Article(name, "hostile", f"Outlet {HOSTILE}", role, f"Head {HOSTILE}", tuple(Block("body", t) for t in texts))

    wire = article("wire", "wire", f"Japan accused China of theft, officials said. “It may be {HOSTILE},” Mr {HOSTILE} said.")
    other = article("b", "republication", f"Japan accused China. “It was {HOSTILE},” he claimed.", HOSTILE)
    return Story("hostile", f"Title {HOSTILE}", wire, (other,))


@pytest.mark.parametrize("part", ["masthead", "cards", "findings_list", "quotation_table", "claim_table", "source_table", "reader"])
def test_hostile_text_is_escaped_everywhere(hostile_story, part):
    found = _Tags(getattr(page, part)(hostile_story))
    assert "img" not in found.tags
    assert "script" not in found.tags
    assert not any(name.startswith("on") for _, name, _ in found.attributes)


@pytest.mark.parametrize("part", ["masthead", "cards", "findings_list", "quotation_table", "claim_table", "source_table", "reader"])
def test_every_part_of_the_sample_is_well_formed(stories, part):
    for story in stories:
        _Tags(getattr(page, part)(story))


def test_reader_shows_every_sentence_of_both_sides(story):
    html = reader_html(story)
    for republication in story.republications:
        panel = html.split(f'data-republication="{republication.article_id}"')[1].split('role="tabpanel"')[0]
        for side, article in (("wire", story.wire), ("rep", republication)):
            n = len(analysis.annotate(article).sentences)
            shown = re.findall(rf'data-w="sentence {side}-(\d+) ', panel)
            assert sorted(map(int, shown)) == list(range(n)), (republication.article_id, side)


def test_reader_text_is_the_text_of_the_articles(story):
    class Sentences(HTMLParser):
        def __init__(self):
            super().__init__()
            self.found, self.depth, self.tag = {}, None, False

        def handle_starttag(self, tag, attrs):
            attrs = dict(attrs)
            if tag == "p":
                self.key = attrs["data-w"].split()[1]
                self.found.setdefault(self.key, []).append("")
                self.depth = True
            elif "wc-tag" in attrs.get("class", "") or "wc-also" in attrs.get("class", ""):
                self.tag = True

        def handle_endtag(self, tag):
            if tag == "p":
                self.depth = None
            elif self.tag:
                self.tag = False

        def handle_data(self, data):
            if self.depth and not self.tag:
                self.found[self.key][-1] += data

    parser = Sentences()
    parser.feed(str(reader_html(story)))
    wire = analysis.annotate(story.wire)
    for k, sentence in enumerate(wire.sentences):
        expected = wire.text[sentence.start : sentence.end].split()
        assert all(shown.split() == expected for shown in parser.found[f"wire-{k}"])


def test_addresses_of_charts_lead_somewhere(story):
    """A click must find words: every address that a chart of this story carries stands in the reader."""
    from analysis import charts

    html = reader_html(story)
    known = {a for value in re.findall(r'data-w="([^"]*)"', html) for a in value.split()}
    drawn = [
        charts.country_sentiment(analysis.country_sentiment(story.articles)),
        charts.strip(analysis.evidence(story.articles)),
        charts.quotation_fates(analysis.quote_fates(story)),
        charts.sentence_flow(analysis.sentence_table(story)),
        charts.hedges(analysis.hedge_changes(story)),
        charts.causes(analysis.explain(story)),
    ]
    for chart in drawn:
        spec = chart.to_dict()
        for rows in spec["datasets"].values():
            for row in rows:
                if "words" in row:
                    assert re.split("[?@]", row["words"])[0] in known, (spec["title"]["text"], row["words"])


def test_every_layer_of_the_reader_marks_something(stories):
    html = "".join(reader_html(story).split('role="tabpanel"', 1)[1] for story in stories)
    for layer, css in (
        ("quotes", "quote"),
        ("hedges", "hedge"),
        ("reporting", "reporting"),
        ("countries", "country"),
        ("hard", "hard"),
    ):
        assert f"wc-m-{css}" in html, layer
    assert "wc-m-edit" in html
    assert "wc-m-house" in html
    assert set(LAYERS) == {"edits", "house", "quotes", "hedges", "reporting", "countries", "hard"}


def test_style_hides_nothing_behind_a_network(story):
    for name in ("reader.css", "reader.js", "report.css", "report.js", "widget.css", "widget.js"):
        fetching = re.sub(r'url\("data:[^"]*"\)', "", asset(name))  # a picture that the style holds itself
        assert not re.search(r"https?://|@import|url\(", fetching), name


def test_a_republication_without_a_quotation_has_that_said():
    odd = made_stories.story(
        "Norway closed its ports.", "Norway closed its ports. “We are ready,” Kari Holm said.", "Norway closed <b>."
    )
    found = page.quotation_table(odd)
    assert found.count("<table") == 1
    assert '<p class="wc-nothing" data-republication="c">Neither the wire nor Outlet c has a quotation.</p>' in found


def test_a_sentence_says_in_how_many_versions_it_stands_too():
    plain, new = "Norway closed its ports on Monday.", "Herring prices doubled in Bergen within a single week."
    html = reader_html(made_stories.story(plain, f"{plain} {new}", f"{plain} {new}"))
    assert html.count("also in another version<") == 2
    html = reader_html(made_stories.story(plain, *[f"{plain} {new}"] * 3))
    assert html.count("also in 2 other versions<") == 3
    assert "(s)" not in html


def test_two_versions_of_one_outlet_are_told_apart_everywhere():
    text = "Norway closed its ports on Monday."
    wire, b, c = (
        made_stories.article(text, name, role) for name, role in (("a", "wire"), ("b", "republication"), ("c", "republication"))
    )
    twins = Story("s", "", wire, (b, replace(c, outlet=b.outlet)))
    for part in (
        page.masthead,
        page.cards,
        page.findings_list,
        page.quotation_table,
        page.claim_table,
        page.source_table,
        page.reader,
    ):
        html = part(twins)
        assert "Outlet b (b)" in html and "Outlet b (c)" in html, part


def test_cards_say_what_is_carried_and_what_is_unchanged():
    wire = "Both sides blamed the other on Monday. Rain fell on Oslo all day."
    html = page.cards(made_stories.story(wire, "Both sides blamed the others on Monday."))
    assert re.search(r"46 % <small>of the wire’s words stand unchanged, house style aside", html)
    assert "<b>54 %</b> stand in sentences that it carries" in html


def test_many_republications_get_lines_and_a_menu():
    text = "Norway closed its ports on Monday."
    wire = made_stories.article(text, "a", "wire")
    many = Story("s", "", wire, tuple(made_stories.article(text, f"r{k:02}") for k in range(12)))
    assert 'class="wc-cards wc-many"' in page.cards(many)
    html = reader_html(many)
    assert 'role="tab"' not in html
    assert html.count("<option ") == 12
    assert "Compared with it: 12 republications." in page.masthead(many)


def _unpacked(text):
    return zlib.decompress(base64.b64decode(text)).decode()


def test_texts_of_many_versions_are_packed_and_nothing_is_lost(monkeypatch):
    text = "Norway closed its ports on Monday. “We are <ready>,” Kari Holm said."
    wire = made_stories.article(text, "a", "wire")
    many = Story("s", "", wire, tuple(made_stories.article(text.replace("Monday", f"{k} May"), f"r{k:02}") for k in range(12)))
    plain = str(reader_html(many))
    assert "data-packed" not in plain
    monkeypatch.setattr("analysis.presentation.page.reader._MOST_PLAIN", 0)
    small = str(reader_html(many))
    packs = re.findall(r'data-packed="([^"]*)"', small)
    assert len(packs) == 11  # the first stands there as it is
    for text in packs:
        small = small.replace(f' data-packed="{text}"></div>', f">{_unpacked(text)}</div>")
    assert small == plain


def test_a_large_chart_is_packed_for_the_report_alone():
    spec = {"description": "A; " * 2000, "data": {"values": ["</script>"] * 20_000}, "params": [{"name": "republication"}]}
    html = figure_html(spec, 1, pack=True)
    assert len(html) < 5_000
    data = json.loads(_unpacked(re.search(r"data-packed>([^<]*)<", html)[1]))
    assert data["data"] == spec["data"]
    assert data["description"].endswith("; and more.") and len(data["description"]) <= 1_520
    assert "data-packed" not in figure_html(spec, 1)
    assert figure_html(spec, 1).count("</script>") == 1


def test_a_page_names_the_version_of_the_kit_and_its_texts():
    story = analysis.load_story()
    told = tables.provenance(story)
    changed = replace(story, republications=story.republications[:1])
    assert f"wirecopy {analysis.__version__} from {len(story.articles)} texts" in told._repr_html_()
    assert told._repr_html_() == tables.provenance(story)._repr_html_() != tables.provenance(changed)._repr_html_()


def test_a_card_counts_the_claims_that_were_turned_round():
    wire = "The flood killed 14 people on Monday.\nThe board has not published its report."
    html = page.cards(made_stories.story(wire, wire.replace("14", "41").replace("not ", "")))
    told = re.findall(r'<p class="wc-note"><button [^>]*data-focus="told:\d"[^>]*>([^<]*)</button></p>', html)
    assert told == ["It turns round one statement.", "It changes one figure."]


def test_a_quotation_given_to_another_speaker_is_told_on_the_card_in_the_table_and_in_the_reader():
    wire = "“We shall not sail at all this week,” said Kari Holm in Oslo. Rain fell."
    story = made_stories.story(wire, wire.replace("Kari Holm", "Anna Berg"), wire)
    told = [re.sub(r"<[^>]+>", "", said) for said in re.findall(r"<p class=\"wc-note\">(Quotations.*?)</p>", page.cards(story))]
    assert told == ["Quotations: 1 kept (1 given to another speaker).", "Quotations: 1 kept."]
    table = page.quotation_table(story)
    assert table.count('>kept</button><span class="wc-elsewhere">given to another speaker</span>') == 1
    html = page.reader(story)
    assert html.count("kept, given to another speaker: Kari Holm in the wire, Anna Berg here") == 2  # on both sides


def test_a_sentence_that_was_joined_with_another_says_with_which():
    one = "The minister closed the northern ports on Monday morning."
    two = "She said that about forty trawlers were waiting outside the fjord."
    merged = f"{one[:-1]}, and s{two[1:]}"
    html = reader_html(made_stories.story(f"{one} {two} Rain fell.", f"{merged} Rain fell."))
    assert html.count("with 1, above") == 1
    assert "with 1, above" in re.search(r'<p [^>]*data-w="sentence wire-1 .*?</p>', html)[0]
    assert "above<" not in reader_html(made_stories.story(f"{one} {two}", f"{one} {two}"))


def test_a_page_tells_how_often_its_layers_are_right():
    told = tables.provenance(analysis.load_story())
    figures = [row for row in tables._figures() if "marks" not in row["set"]]
    assert all(f"{row['figure']} {row['value']}" in told for row in figures)
    assert told.count("<tr>") == 1 + len({(row["layer"], row["set"]) for row in figures})
    hedges = [f"{row['figure']} {row['value']} ({row['set']})" for row in figures if row["layer"] == "hedges"]
    assert len(hedges) == 2 and all(said in tables.measured("hedges") for said in hedges)


def test_a_date_is_text_like_any_other_field():
    """Refused where articles are loaded; but what a script passes in is shown as it is, too."""
    wire = made_stories.article("Norway closed its ports.", "a", "wire")
    object.__setattr__(wire, "published", "<script>x")  # past every check
    assert "<script" not in page.masthead(Story("s", "", wire, ()))


def test_changed_claims_and_sources_stand_in_a_table_that_leads_to_their_words():
    wire = "The board has not published its report on Monday, Kari Holm said. Nobody was hurt, the police said."
    story = made_stories.story(wire, "The board has published its report on Monday, Kari Holm said. Rain fell, Ann Lee said.", wire)
    html = page.reader(story)
    changed, sources = page.claim_table(story), page.source_table(story)
    assert "Outlet c changes no claim in what it carries." in changed and ">reversed</button>" in changed
    (place,) = re.findall(r'data-focus="(claim:\d)"', changed)
    assert len(re.findall(rf'data-w="[^"]* {place}"', html)) == 2
    fates = dict(re.findall(r'data-focus="(source:\d)" data-in="b">([^<]+)<', sources))
    assert sorted(fates.values()) == ["dropped", "kept", "new"] and "1 new sentence<" in sources
    panel = html.split('data-republication="c"')[0]
    counts = {fate: len(re.findall(rf'data-w="{place}"', panel)) for place, fate in fates.items()}
    assert counts == {"kept": 2, "dropped": 1, "new": 1}
