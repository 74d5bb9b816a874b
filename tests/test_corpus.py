"""The sample corpus: its datasheet counts right, and its gold labels quote the texts they are about."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from rapidfuzz.distance import LCSseq

CORPUS = Path(__file__).parents[1] / "corpus"
STORIES = sorted(path.name for path in CORPUS.iterdir() if path.is_dir())
MARK = "# Written for wirecopy; the event, people and outlets are invented."
KINDS = {"crosshead", "caption", "byline", "furniture"}
FIELDS = {"outlet", "role", "headline", "byline", "published", "url", "licence"}
COLUMNS = ["layer", "article_id", "wire_text", "text", "value", "detail", "sentence"]
RELATIONS = {"verbatim", "house_style", "edited", "rewritten"}
FATES = {"kept", "truncated", "altered", "paraphrased", "dropped"}
# Double marks, or British single marks; a single mark between letters is an apostrophe.
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|(?<!\w)‘((?:[^‘’]|’(?=\w))+)’(?!\w)")


@cache
def read(story: str) -> dict[str, tuple[dict[str, str], list[str], str]]:
    """Article id → front matter, blocks, body; read by the format alone, so that a fault of the reader cannot hide one here."""
    out = {}
    for path in sorted((CORPUS / story).glob("*.md")):
        _, front, rest = path.read_text(encoding="utf8").split("---\n", 2)
        blocks = [block.strip() for block in rest.split("\n\n") if block.strip()]
        out[path.stem] = (yaml.safe_load(front), blocks, "\n\n".join(b for b in blocks if not b.startswith("[")))
    return out


@cache
def gold(story: str) -> tuple[dict[str, str], ...]:
    with (CORPUS / story / "gold.csv").open(newline="", encoding="utf8") as file:
        rows = csv.DictReader(file)
        assert rows.fieldnames == COLUMNS
        return tuple(rows)


def layer(story: str, name: str) -> list[dict[str, str]]:
    return [row for row in gold(story) if row["layer"] == name]


def wire_of(story: str) -> str:
    (article_id,) = (a for a, (front, _, _) in read(story).items() if front["role"] == "wire")
    return article_id


def quotations(body: str) -> list[str]:
    return [next(filter(None, match.groups())) for paragraph in body.split("\n\n") for match in QUOTED.finditer(paragraph)]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def tables() -> dict[str, dict[str, list[str]]]:
    """Tables of the datasheet: heading of the first column → name of the row → its other cells."""
    out: dict[str, dict[str, list[str]]] = {}
    name = None
    for line in (CORPUS / "DATASHEET.md").read_text(encoding="utf8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            name = None
        elif name is None:
            name = cells[0]
            out[name] = {}
        elif set(cells[0]) - set("-:"):
            out[name][cells[0]] = cells[1:]
    return out


@pytest.mark.parametrize("story", STORIES)
def test_every_file_is_marked_and_well_formed(story):
    for article_id, (front, blocks, body) in read(story).items():
        text = (CORPUS / story / f"{article_id}.md").read_text(encoding="utf8")
        assert MARK in text, article_id
        assert set(front) == FIELDS, article_id
        assert all(isinstance(value, str) and value for value in front.values()), article_id
        assert front["licence"] == "CC BY 4.0"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", front["published"]), article_id
        assert re.match(r"https://([a-z0-9-]+\.example|example\.org)/", front["url"]), article_id
        assert {re.match(r"\[(\w+)\] \S", b)[1] for b in blocks if b.startswith("[")} <= KINDS, article_id
        assert body and "\n" not in body.replace("\n\n", ""), article_id


@pytest.mark.parametrize("story", STORIES)
def test_one_wire_of_350_to_500_words_and_four_to_six_republications(story):
    articles = read(story)
    assert 350 <= len(articles[wire_of(story)][2].split()) <= 500
    assert [front["role"] for front, _, _ in articles.values()].count("republication") in {4, 5, 6}


@pytest.mark.parametrize("story", STORIES)
def test_sentence_labels_cover_both_sides_and_quote_them(story):
    articles, wire = read(story), wire_of(story)
    wire_sentences = {row["wire_text"] for row in layer(story, "sentence")} - {""}
    for article_id, (_, _, body) in articles.items():
        rows = [row for row in layer(story, "sentence") if row["article_id"] == article_id]
        own = wire_sentences if article_id == wire else {row["text"] for row in rows} - {""}
        left = body
        for sentence in sorted(own, key=len, reverse=True):
            assert sentence in left, (article_id, sentence)
            left = left.replace(sentence, "", 1)
        assert not left.strip(), (article_id, left)
        if article_id != wire:
            assert {row["wire_text"] for row in rows} - {""} == wire_sentences, article_id


@pytest.mark.parametrize("story", STORIES)
def test_sentence_relations_agree_with_the_words(story):
    for row in layer(story, "sentence"):
        before, after, value = row["wire_text"], row["text"], row["value"]
        assert value in (RELATIONS if before and after else {"new"} if after else {"dropped"}), row
        assert (value == "verbatim") == (before == after), row
        assert row["detail"] in ({"", "moved"} if value in RELATIONS else {""}), row
        if value == "rewritten":
            one, other = (re.findall(r"[\w'’]+", text.lower()) for text in (before, after))
            assert LCSseq.similarity(one, other) < 0.6 * min(len(one), len(other)), row


@pytest.mark.parametrize("story", STORIES)
def test_moved_links_are_the_ones_that_cross(story):
    articles, wire = read(story), wire_of(story)
    wire_body = articles[wire][2]
    for article_id in set(articles) - {wire}:
        body = articles[article_id][2]
        links = [
            (wire_body.index(row["wire_text"]), body.index(row["text"]), row["detail"])
            for row in layer(story, "sentence")
            if row["article_id"] == article_id and row["value"] in RELATIONS
        ]
        kept = [(a, b) for a, b, detail in links if not detail]
        assert not [1 for a, b in kept for c, d in kept if a < c and b > d], article_id
        for a, b, detail in links:
            assert not detail or any((a - c) * (b - d) < 0 for c, d in kept), (article_id, body[b : b + 50])


@pytest.mark.parametrize("story", STORIES)
def test_every_wire_quotation_has_a_fate_in_every_republication(story):
    articles, wire = read(story), wire_of(story)
    for article_id, (_, _, body) in articles.items():
        if article_id == wire:
            continue
        rows = [row for row in layer(story, "quote") if row["article_id"] == article_id]
        fates = [row for row in rows if row["wire_text"]]
        assert [row["wire_text"] for row in fates] == quotations(articles[wire][2]), article_id
        assert {row["value"] for row in fates} <= FATES
        assert all(row["detail"] for row in rows), article_id
        inside = [row["text"] for row in rows if row["value"] in {"kept", "truncated", "altered", "new"}]
        assert set(inside) == set(quotations(body)), article_id
        for row in rows:
            assert row["text"] in body
            assert (row["text"] == "") == (row["value"] == "dropped"), row
            assert (row["wire_text"] == "") == (row["value"] == "new"), row
            if row["value"] in {"truncated", "altered"}:
                part = f" {' '.join(words(row['text']))} " in f" {' '.join(words(row['wire_text']))} "
                assert part == (row["value"] == "truncated"), row


@pytest.mark.parametrize("story", STORIES)
def test_mention_labels_stand_in_their_sentences(story):
    articles, labels = read(story), {}
    for row in layer(story, "mention"):
        assert row["sentence"] in articles[row["article_id"]][2], row
        assert re.search(rf"(?<!\w){re.escape(row['text'])}(?!\w)", row["sentence"]), row
        assert row["value"] in {"-1", "0", "1"}
        assert re.fullmatch("[A-Z]{3}", row["detail"])
        # The same words read the same way wherever they are printed.
        assert labels.setdefault((row["text"], row["sentence"]), row["value"]) == row["value"], row
    assert {row["article_id"] for row in layer(story, "mention")} == set(articles)


def test_the_datasheet_counts_stories():
    counted = {}
    for story in STORIES:
        articles, wire = read(story), wire_of(story)
        countries = {row["detail"] for row in layer(story, "mention")}
        numbers = (
            len(articles) - 1,
            len(articles[wire][2].split()),
            sum(len(body.split()) for _, _, body in articles.values()),
            len(quotations(articles[wire][2])),
            len(countries),
        )
        counted[f"`{story}`"] = [str(number) for number in numbers]
    assert {name: cells[1:] for name, cells in tables()["Story"].items()} == counted


def test_the_datasheet_counts_outlets():
    fronts = [front for story in STORIES for front, _, _ in read(story).values()]
    counted = Counter((front["outlet"], front["role"]) for front in fronts)
    stated = {(name, cells[0]): int(cells[1]) for name, cells in tables()["Outlet"].items()}
    assert stated == counted


@pytest.mark.parametrize(("name", "heading"), [("sentence", "Relation"), ("quote", "Fate"), ("mention", "Sentiment label")])
def test_the_datasheet_counts_labels(name, heading):
    counted = Counter(row["value"] for story in STORIES for row in layer(story, name))
    assert {value: int(cells[0]) for value, cells in tables()[heading].items()} == counted


def test_outlets_keep_the_habits_that_the_datasheet_names():
    labels: dict[str, dict[str, Counter]] = {}
    bodies: dict[str, list[str]] = {}
    for story in STORIES:
        for article_id, (front, _, body) in read(story).items():
            bodies.setdefault(front["outlet"], []).append(body)
            for name in ("sentence", "quote"):
                mine = [row["value"] for row in layer(story, name) if row["article_id"] == article_id]
                labels.setdefault(front["outlet"], {}).setdefault(name, Counter()).update(mine)
    altering = {outlet: found["quote"]["altered"] for outlet, found in labels.items() if found["quote"]["altered"]}
    assert altering == {"Newsgale": 3}
    assert not labels["The Calder Herald"]["sentence"].keys() - {"verbatim", "house_style", "new"}
    assert labels["Newsgale"]["sentence"].most_common(1)[0][0] == "dropped"
    assert labels["Newsgale"]["sentence"]["rewritten"] > labels["Newsgale"]["sentence"]["edited"]
    assert labels["Pennick Tribune"]["quote"]["new"] >= len(bodies["Pennick Tribune"])
    assert not any(quotations(body) for body in bodies["Radio Saltmarsh"])
    assert all("“" not in body and "‘" in body for body in bodies["The Anvil"])
    assert all("“" not in body and '"' in body for body in bodies["Morning Quorum"])


def test_the_datasheet_states_totals():
    articles = sum(len(read(story)) for story in STORIES)
    countries = {row["detail"] for story in STORIES for row in layer(story, "mention")}
    text = (CORPUS / "DATASHEET.md").read_text(encoding="utf8")
    assert text.count(f"{len(STORIES)} stor") == 1
    assert text.count(f"{articles} articles") == 1
    assert text.count(f"{len(countries)} countries") == 1
