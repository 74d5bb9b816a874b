"""The labels of the sample corpus, each beside the kit's reading."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis import Story, align, annotate, load_corpus, quote_fates

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
NONE = "none"
RELATIONS = {"verbatim", "house_style", "edited", "rewritten"}
IN_MARKS = {"kept", "truncated", "altered", "new"}
_TITLES = frozenset(("mr", "ms", "mrs", "dr", "the"))


@dataclass(frozen=True)
class Judgement:
    """One label, and what the kit says in its place; either side is "none" where the other has something alone."""

    layer: str
    article: str
    about: str
    gold: str
    kit: str

    @property
    def right(self) -> bool:
        return self.gold == self.kit


def digest(corpus: Path = CORPUS) -> str:
    """SHA-256 of the articles and labels of a corpus."""
    out = hashlib.sha256()
    for path in sorted(corpus.glob("*/*")):
        out.update(f"{path.relative_to(corpus).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return out.hexdigest()


@cache
def judgements(corpus: Path = CORPUS) -> tuple[Judgement, ...]:
    """Every label of the corpus beside the kit's reading."""
    out: list[Judgement] = []
    for story in load_corpus(corpus):
        with (corpus / story.story_id / "gold.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        layers = {name: [row for row in rows if row["layer"] == name] for name in ("sentence", "quote", "mention")}
        out += _links(story, layers["sentence"])
        out += _fates(story, layers["quote"])
        out += _speakers(story, layers["quote"])
        out += _mentions(story, layers["mention"])
    return tuple(out)


def _links(story: Story, rows: list[dict[str, str]]) -> Iterator[Judgement]:
    """Sentences by their words: a sentence that the kit cuts otherwise has no link that could agree."""
    for republication in story.republications:
        name = f"{story.story_id}/{republication.article_id}"
        mine = [row for row in rows if row["article_id"] == republication.article_id]
        alignment = align(story.wire, republication)
        known = set(alignment.republication)
        for text in dict.fromkeys(row["text"] for row in mine if row["text"]):
            yield Judgement("sentence", name, text, "one sentence", "one sentence" if text in known else "cut otherwise")
        gold = {(row["wire_text"], row["text"]): row for row in mine if row["value"] in RELATIONS}
        found = {(alignment.wire[link.wire], alignment.republication[link.republication]): link for link in alignment.links}
        for pair in dict.fromkeys((*gold, *found)):
            about = " ⇒ ".join(pair)
            yield Judgement("link", name, about, "link" if pair in gold else NONE, "link" if pair in found else NONE)
            if pair in gold and pair in found:
                yield Judgement("relation", name, about, gold[pair]["value"], found[pair].relation)
                yield Judgement("moved", name, about, gold[pair]["detail"] or NONE, "moved" if found[pair].moved else NONE)


def _fates(story: Story, rows: list[dict[str, str]]) -> Iterator[Judgement]:
    frame = quote_fates(story)
    for republication in story.republications:
        name = f"{story.story_id}/{republication.article_id}"
        found = frame[frame.article_id == republication.article_id]
        of_wire = found[found.fate != "new"]
        kit = {(row.wire_start, row.wire_end): row.fate for row in of_wire.itertuples()}
        mine = [row for row in rows if row["article_id"] == republication.article_id]
        for row in mine:
            if row["value"] != "new":
                start = story.wire.text.index(row["wire_text"])
                yield Judgement("fate", name, row["wire_text"], row["value"], kit.get((start, start + len(row["wire_text"])), NONE))
        gold_new = {row["text"] for row in mine if row["value"] == "new"}
        kit_new = set(found.text[found.fate == "new"])
        for text in sorted(gold_new | kit_new):
            yield Judgement("new quotation", name, text, "new" if text in gold_new else NONE, "new" if text in kit_new else NONE)


def _speakers(story: Story, rows: list[dict[str, str]]) -> Iterator[Judgement]:
    """The kit's speaker agrees if it shares a word of the name."""
    labels = {(story.wire.article_id, row["wire_text"]): row["detail"] for row in rows if row["wire_text"]}
    labels |= {(row["article_id"], row["text"]): row["detail"] for row in rows if row["value"] in IN_MARKS}
    for article in story.articles:
        quotes = [quote for quote in annotate(article).quotes if quote.direct]
        for text, gold in ((text, gold) for (article_id, text), gold in labels.items() if article_id == article.article_id):
            start = article.text.index(text)
            speakers = [q.speaker_name or q.speaker or NONE for q in quotes if q.start < start + len(text) and start < q.end]
            kit = speakers[0] if speakers else "no quotation"
            agrees = not _words(gold).isdisjoint(_words(kit))
            yield Judgement("speaker", f"{story.story_id}/{article.article_id}", text, gold, gold if agrees else kit)


def _mentions(story: Story, rows: list[dict[str, str]]) -> Iterator[Judgement]:
    for article in story.articles:
        name, found = f"{story.story_id}/{article.article_id}", annotate(article).mentions
        seen: Counter = Counter()
        for row in (row for row in rows if row["article_id"] == article.article_id):
            text, sentence = row["text"], row["sentence"]
            places = list(re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", sentence))
            start = article.text.index(sentence) + places[seen[text, sentence]].start()
            seen[text, sentence] += 1
            here = [m for m in found if m.start < start + len(text) and start < m.end]
            kit = next((m for m in here if m.country == row["detail"]), None)
            about = f"{text} in: {sentence}"
            yield Judgement("mention", name, about, row["detail"], row["detail"] if kit else here[0].country if here else NONE)
            if kit:
                yield Judgement("sentiment", name, about, row["value"], str(kit.label))


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - _TITLES
