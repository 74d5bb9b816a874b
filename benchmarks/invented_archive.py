"""An invented archive: wires, and articles that carry a known part of one, share its topic and quotations, or nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis import Article

SYLLABLES = re.findall("..", "bacodifegulamoniperosatuvawizokenirelosudavimetohapyne")
LIGHT = ["the", "of", "to", "in", "and", "a", "that", "for", "on", "with", "as", "was", "by", "at", "from", "said", "it", "is"]
LIGHT += ["were", "had", "be", "has", "not", "but", "an", "which", "after"]
_TOPICS, _OWN = 400, 150
_BRIEF = 100  # words: shorter wires have no background paragraph
# What an article does to a wire, and how much of the wire's text it then carries.
KINDS = {"copy": 1.0, "edited": 0.88, "half": 0.5, "quarter": 0.25, "topic": 0.0, "unrelated": 0.0}


@dataclass(frozen=True, slots=True)
class Wire:
    """A wire as paragraphs of one sentence each, and which of them are quotations or standing paragraphs."""

    number: int
    topic: int
    sentences: tuple[str, ...]
    quoted: tuple[int, ...]
    standing: tuple[int, ...]


class Archive:
    """
    Draws wires and articles from a seed; the same number gives the same text, so that nothing need be kept.

    Words follow Zipf's law, two in five are function words, half of the others belong to the topic. Every wire has two to four
    quotations, and one or two paragraphs that all stories of its topic repeat; short ones have fewer, and none.
    """

    def __init__(self, n_wires: int, seed: int = 1, words: int = 350) -> None:
        self.n_wires, self._seed, self._words = n_wires, seed, words
        draw = random.Random(seed)
        self._vocabulary = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(12000)]
        self._weights = _cumulated([1 / (k + 3) for k in range(len(self._vocabulary))])
        self._topics = [draw.sample(self._vocabulary, _OWN) for _ in range(_TOPICS)]
        self._topic_weights = _cumulated([1 / (k + 3) for k in range(_OWN)])
        self._standing = [[self._sentence(draw, topic) for _ in range(3)] for topic in range(_TOPICS)]

    def wire(self, number: int) -> Wire:
        """Draw a wire."""
        draw = random.Random(f"{self._seed} wire {number}")
        topic = draw.randrange(_TOPICS)
        sentences = self._text(draw, topic, self._words)
        quoted = tuple(sorted(draw.sample(range(1, len(sentences)), min(draw.randint(2, 4), (len(sentences) - 1) // 3))))
        for k in quoted:
            sentences[k] = f"“{sentences[k][:-1]},” {self._name(draw)} said."
        standing = draw.sample(self._standing[topic], draw.randint(1, 2) if self._words >= _BRIEF else 0)
        return Wire(number, topic, (*sentences, *standing), quoted, tuple(range(len(sentences), len(sentences) + len(standing))))

    def wire_article(self, number: int) -> Article:
        """The wire as an article."""
        return _article(f"wire-{number}", f"story-{number}", "Harbour Wire", "wire", self.wire(number).sentences)

    def article(self, number: int, kind: str, wire_number: int) -> Article:
        """Draw an article that does something to a wire."""
        draw = random.Random(f"{self._seed} article {number}")
        wire = self.wire(wire_number)
        sentences = getattr(self, f"_{kind}")(draw, wire)
        if kind in ("copy", "edited", "half", "quarter") and draw.random() < 0.5:
            sentences[0] = f"LISBON (Harbour Wire) — {sentences[0]}"
        return _article(
            f"article-{number}-{kind}-{wire_number}", "pile", f"Outlet {draw.randrange(200)}", "republication", sentences
        )

    def _copy(self, draw: random.Random, wire: Wire) -> list[str]:
        return list(wire.sentences)

    def _edited(self, draw: random.Random, wire: Wire) -> list[str]:
        return [" ".join(w if draw.random() > 0.12 else self._word(draw, wire.topic) for w in s.split()) for s in wire.sentences]

    def _half(self, draw: random.Random, wire: Wire) -> list[str]:
        return self._part(draw, wire, 0.5)

    def _quarter(self, draw: random.Random, wire: Wire) -> list[str]:
        return self._part(draw, wire, 0.25)

    def _part(self, draw: random.Random, wire: Wire, share: float) -> list[str]:
        """Sentences of the narrator's, the first ones first, up to a share of the wire's words; the rest is the outlet's own."""
        total, kept = sum(len(s.split()) for s in wire.sentences), []
        for k, sentence in enumerate(wire.sentences):
            if k in wire.quoted or k in wire.standing:
                continue
            if sum(len(s.split()) for s in kept) >= share * total:
                break
            kept.append(sentence)
        own = self._text(draw, wire.topic, int((1 - share) * self._words))
        for sentence in kept:
            own.insert(draw.randrange(len(own) + 1), sentence)
        return own

    def _topic(self, draw: random.Random, wire: Wire) -> list[str]:
        """Another reporter at the same event: up to three of its quotations and its standing paragraphs."""
        own = self._text(draw, wire.topic, self._words)
        for k in draw.sample(wire.quoted, min(len(wire.quoted), draw.randint(1, 3))):
            quotation = wire.sentences[k].partition("”")[0]
            own.insert(
                draw.randrange(len(own) + 1), f"{quotation}” {self._name(draw)} told reporters in {self._word(draw, wire.topic)}."
            )
        return own + [wire.sentences[k] for k in wire.standing]

    def _unrelated(self, draw: random.Random, wire: Wire) -> list[str]:
        return self._text(draw, draw.randrange(_TOPICS), self._words)

    def _text(self, draw: random.Random, topic: int, words: int) -> list[str]:
        sentences, n = [], 0
        while n < words:
            sentences.append(self._sentence(draw, topic))
            n += sentences[-1].count(" ") + 1
        return sentences

    def _sentence(self, draw: random.Random, topic: int) -> str:
        n = draw.randint(8, 32)
        light = draw.choices(LIGHT, k=n)
        rare = draw.choices(self._vocabulary, cum_weights=self._weights, k=n)
        own = draw.choices(self._topics[topic], cum_weights=self._topic_weights, k=n)
        chosen = [light[k] if x < 0.4 else rare[k] if x < 0.7 else own[k] for k in range(n) for x in (draw.random(),)]
        return " ".join(chosen).capitalize() + "."

    def _word(self, draw: random.Random, topic: int) -> str:
        return draw.choice(self._topics[topic])

    def _name(self, draw: random.Random) -> str:
        return " ".join(draw.choice(self._vocabulary).capitalize() for _ in range(2))


def _cumulated(weights: list[float]) -> list[float]:
    total, sums = 0.0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


def _article(article_id: str, story_id: str, outlet: str, role: str, sentences: list[str] | tuple[str, ...]) -> Article:
    text = "\n".join(sentences)
    return Article.from_text(text, article_id=article_id, story_id=story_id, outlet=outlet, role=role, headline=sentences[0][:60])


def pile(archive: Archive, shares: dict[str, float], n: int, seed: int = 2) -> Iterator[tuple[str, int, Article]]:
    """Yield kind, number of the wire and article of each article of a pile."""
    draw = random.Random(seed)
    kinds, weights = zip(*shares.items(), strict=True)
    for number in range(n):
        kind, wire = draw.choices(kinds, weights)[0], draw.randrange(archive.n_wires)
        yield kind, wire, archive.article(number, kind, wire)
