"""Everything of a corpus that people can be asked about, with what they need to see and what the kit says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from analysis.annotation.annotation import Annotation, annotate
from analysis.annotation.quotes.quotations import Quote
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.pairs import Pair, pair
from analysis.comparison.changes.fates import fates
from analysis.comparison.changes.sentences import relations
from analysis.comparison.claims.claim_changes import changed_claims
from analysis.comparison.numbers.mentions import DEFAULT_KINDS

MOST_NAMES = 6  # with the codes of the layer, no more than there are keys from 1 to 9


class Item(NamedTuple):
    """
    Something to be labelled.

    Attributes
    ----------
    article : Article
        The version that it is in.
    start, end : int
        Offsets of the marked words.
    before, text, after : str
        The marked words with their context: the rest of their sentences, and a sentence on either side.
    kit : str
        The code that the kit gives.
    beside : str
        The passage of the wire to compare with; empty for layers of one version.
    beside_start : int or None
        Where that begins in the wire.
    names : tuple of str
        Answers to choose from beside the codes of the layer.
    """

    article: Article
    start: int
    end: int
    before: str
    text: str
    after: str
    kit: str
    beside: str = ""
    beside_start: int | None = None
    names: tuple[str, ...] = ()


def items(story: Story, layer: str) -> Iterator[Item]:
    """
    Yield everything of a story that a layer asks about.

    Parameters
    ----------
    story : Story
    layer : str
        A layer of `codebooks`.

    Yields
    ------
    Item
        For "hedges", "countries" and "quotations" every sentence of every version, so that what the kit misses is met as well;
        for "sentiment" and "voice" every mention of a country that is counted, for "speakers" every direct quotation; for
        "relations" every sentence of every republication, for "claims" every edited or rewritten one with those that it was
        split or merged with, for "fates" every quotation of the wire in every republication.
    """
    if layer in _OF_ARTICLES:
        for article in story.articles:
            yield from _OF_ARTICLES[layer](article, annotate(article))
    else:
        for republication in story.republications:
            yield from _OF_PAIRS[layer](republication, pair(story.wire, republication))


def _item(article: Article, found: Annotation, start: int, end: int, kit: str, **more: object) -> Item:
    """Mark words of a version, with the sentences that they stand in and one on either side."""
    first, last = found.sentence_of(start), found.sentence_of(max(start, end - 1))
    begin = found.sentences[max(0, first - 1)].start if found.sentences else 0
    stop = found.sentences[min(len(found.sentences) - 1, last + 1)].end if found.sentences else end
    text = found.text
    return Item(article, start, end, text[min(begin, start) : start], text[start:end], text[end : max(stop, end)], kit, **more)


def _sentences_with(spans: Callable[[Annotation], Iterator[int]]) -> Callable[[Article, Annotation], Iterator[Item]]:
    """Make a layer that asks of every sentence whether one of certain spans begins in it."""

    def of_article(article: Article, found: Annotation) -> Iterator[Item]:
        hit = {found.sentence_of(start) for start in spans(found)}
        for k, sentence in enumerate(found.sentences):
            yield _item(article, found, sentence.start, sentence.end, "yes" if k in hit else "no")

    return of_article


def _mentions(code: Callable[..., str]) -> Callable[[Article, Annotation], Iterator[Item]]:
    def of_article(article: Article, found: Annotation) -> Iterator[Item]:
        for mention in found.mentions:
            if mention.kind in DEFAULT_KINDS:
                yield _item(article, found, mention.start, mention.end, code(mention))

    return of_article


def _speakers(article: Article, found: Annotation) -> Iterator[Item]:
    quotes = [quote for quote in found.quotes if quote.direct]
    for quote in quotes:
        # A pronoun that stays open names nobody; a speaker without a fuller name is called as the text calls them there.
        name = quote.speaker_name or "unnamed"
        yield _item(article, found, quote.start, quote.end, name, names=_nearest_names(quotes, quote))


def _nearest_names(quotes: Sequence[Quote], quote: Quote) -> tuple[str, ...]:
    """Name those who speak nearest to a quotation, in the order of the alphabet: the order must not tell whom the kit chose."""
    far = {}
    for other in quotes:
        if other.speaker_name:
            distance = abs(other.start - quote.start)
            far[other.speaker_name] = min(distance, far.get(other.speaker_name, distance))
    return tuple(sorted(sorted(far, key=lambda name: far[name])[:MOST_NAMES], key=str.casefold))


def _relations(article: Article, both: Pair) -> Iterator[Item]:
    wire = _sentence_texts(both.wire)
    for sentence, relation in zip(both.republication.sentences, relations(both)[1], strict=True):
        text = both.republication.text[sentence.start : sentence.end]
        near = relation.partners or _most_alike(text, wire)
        kit = "unrelated" if relation.relation == "new" else relation.relation
        yield _item(article, both.republication, sentence.start, sentence.end, kit, **_beside(both.wire, near))


def _claims(article: Article, both: Pair) -> Iterator[Item]:
    changes = list(changed_claims(both.wire, both.republication, both.alignment))
    places = {(both.wire.sentence_of(c.before_start), both.republication.sentence_of(c.after_start)) for c in changes}
    for mine, yours, links in both.alignment.units():
        if not {link.relation for link in links} & {"edited", "rewritten"}:
            continue
        changed = any(one in mine and two in yours for one, two in places)
        start, end = both.republication.sentences[yours[0]].start, both.republication.sentences[yours[-1]].end
        kit = "changed" if changed else "kept"
        yield _item(article, both.republication, start, end, kit, **_beside(both.wire, mine))


def _fates(article: Article, both: Pair) -> Iterator[Item]:
    own = _sentence_texts(both.republication)
    for fate in fates(both.wire, both.republication, both.alignment):
        if fate.wire_text is None or fate.wire_start is None:
            continue
        start, end = fate.start, fate.end
        if start is None or end is None:
            near = _most_alike(fate.wire_text, own)
            if not near:
                continue  # a republication without a sentence: there is nothing to look at
            start, end = both.republication.sentences[near[0]].start, both.republication.sentences[near[-1]].end
        told = {"beside": f"“{fate.wire_text}”", "beside_start": fate.wire_start}
        yield _item(article, both.republication, start, end, fate.fate, **told)


def _sentence_texts(found: Annotation) -> list[str]:
    return [found.text[sentence.start : sentence.end] for sentence in found.sentences]


def _most_alike(text: str, others: Sequence[str]) -> tuple[int, ...]:
    """Find the sentence to show where the kit has found none: the one that shares most words, in whatever order."""
    found = process.extractOne(text, others, scorer=fuzz.token_set_ratio)
    return (found[2],) if found else ()


def _beside(wire: Annotation, sentences: Sequence[int]) -> dict[str, object]:
    parts = [wire.text[wire.sentences[k].start : wire.sentences[k].end] for k in sentences]
    return {"beside": " … ".join(parts), "beside_start": wire.sentences[sentences[0]].start if sentences else None}


_OF_ARTICLES: dict[str, Callable[[Article, Annotation], Iterator[Item]]] = {
    "hedges": _sentences_with(lambda found: (hedge.start for hedge in found.hedges)),
    "countries": _sentences_with(lambda found: (mention.start for mention in found.mentions if mention.kind in DEFAULT_KINDS)),
    "quotations": _sentences_with(lambda found: (quote.start for quote in found.quotes if quote.direct)),
    "sentiment": _mentions(lambda mention: ("neutral", "favourable", "unfavourable")[mention.label]),
    "voice": _mentions(lambda mention: mention.voice),
    "speakers": _speakers,
}
_OF_PAIRS: dict[str, Callable[[Article, Pair], Iterator[Item]]] = {
    "relations": _relations,
    "claims": _claims,
    "fates": _fates,
}
