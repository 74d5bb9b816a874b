"""One reading of a version: its sentences as columns of pieces, which every comparison asks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from analysis.annotation.annotation import Annotation, annotate
from analysis.comparison.folding import fold
from analysis.comparison.stems import common_words, stem

Feature = str | tuple[str, ...]

# Weight of two neighbouring words beside that of one word, and of function words beside other words.
_PAIR, _LIGHT = 0.7, 0.5


@dataclass(frozen=True, eq=False)
class Version:
    """
    Sentences of a text as pieces: words with house style folded, and what the annotation says of each.

    Attributes
    ----------
    annotation : Annotation
    spans : tuple of (int, int)
        Offsets of each sentence, half-open.
    numbers : tuple of int
        Index of each sentence in the text that it was taken from.
    first : tuple of int
        Index of the first piece of each sentence, and the number of pieces.
    keys : tuple of str
        What each piece says, house style apart.
    start, end : tuple of int
        Offsets of each piece, half-open.
    """

    annotation: Annotation
    spans: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]
    first: tuple[int, ...]
    keys: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.spans)

    def text(self, sentence: int) -> str:
        """Words of a sentence as written."""
        return self.annotation.text[slice(*self.spans[sentence])]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every sentence as written."""
        return tuple(map(self.text, range(len(self))))

    def pieces(self, sentence: int) -> range:
        """Indices of the pieces of a sentence."""
        return range(self.first[sentence], self.first[sentence + 1])

    def words(self, sentence: int) -> tuple[str, ...]:
        """Keys of a sentence in order; one without any ("***") is its own key."""
        return self.keys[self.first[sentence] : self.first[sentence + 1]] or (self.text(sentence).strip(),)

    def size(self, sentence: int) -> int:
        """Number of pieces of a sentence."""
        return self.first[sentence + 1] - self.first[sentence]

    def part(self, sentences: Sequence[int]) -> Version:
        """The same version with some of its sentences alone."""
        chosen = [k for sentence in sentences for k in self.pieces(sentence)]
        columns = (tuple(column[k] for k in chosen) for column in (self.keys, self.start, self.end))
        first = tuple(accumulate(map(self.size, sentences), initial=0))
        spans, numbers = (tuple(column[k] for k in sentences) for column in (self.spans, self.numbers))
        return Version(self.annotation, spans, numbers, first, *columns)

    @cached_property
    def sentence(self) -> tuple[int, ...]:
        """For each piece, the index of its sentence in the text that it was taken from."""
        return tuple(self.numbers[k] for k in range(len(self)) for _ in self.pieces(k))

    @cached_property
    def token(self) -> tuple[int, ...]:
        """For each piece, the index of the token of the annotation that it begins in or after."""
        starts = self.annotation.tokens.start
        return tuple(max(0, bisect_right(starts, at) - 1) for at in self.start)

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """For each piece, whether the annotation has it inside quotation marks."""
        marked = self.annotation.quotes
        found = (bisect_right(marked, at, key=lambda quote: quote.start) - 1 for at in self.start)
        return tuple(k >= 0 and at < marked[k].end for k, at in zip(found, self.start, strict=True))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """For each piece, its key without inflection."""
        return tuple(map(stem, self.keys))

    def stems_of(self, sentence: int) -> tuple[str, ...]:
        """Stems of a sentence in order; one without words is its own stem."""
        return self.stems[self.first[sentence] : self.first[sentence + 1]] or (self.text(sentence).strip(),)

    @cached_property
    def name(self) -> tuple[bool, ...]:
        """
        For each piece, whether its capital makes it a name.

        It stands inside the sentence or before another such one; a sentence of which most words have one is a headline.
        """
        text, out = self.annotation.text, []
        for sentence in range(len(self)):
            capital = [text[self.start[k]].isupper() for k in self.pieces(sentence)]
            named = [of_it and (k > 0 or capital[1:2] == [True]) for k, of_it in enumerate(capital)]
            out += named if 2 * sum(named) <= len(named) else [False] * len(named)
        return tuple(out)

    @cached_property
    def named_stems(self) -> frozenset[str]:
        """Stems of the pieces that are names."""
        return frozenset(one for one, of_it in zip(self.stems, self.name, strict=True) if of_it)

    @cached_property
    def country(self) -> tuple[tuple[int, str] | None, ...]:
        """For each piece inside a name or demonym of a country: which one of the annotation's, and its code."""
        found = [(k, span) for k, span in enumerate(self.annotation.countries) if span.kind in ("name", "demonym")]
        starts = [span.start for _, span in found]
        out: list[tuple[int, str] | None] = []
        for at in self.start:
            k = bisect_right(starts, at) - 1
            out.append((found[k][0], found[k][1].country) if k >= 0 and at < found[k][1].end else None)
        return tuple(out)

    @cached_property
    def features(self) -> tuple[dict[Feature, float], ...]:
        """
        For each sentence, its stems and pairs of neighbouring stems, with the factor of their weight.

        A pair weighs less than a word, as its words count already; what consists of function words weighs little.
        """
        return tuple(_features(self.stems_of(sentence)) for sentence in range(len(self)))


def _features(own: tuple[str, ...]) -> dict[Feature, float]:
    common = common_words()
    light = [common.get(one) == "function" for one in own]
    out: dict[Feature, float] = {one: _LIGHT if of_it else 1.0 for one, of_it in zip(own, light, strict=True)}
    for k in range(len(own) - 1):
        out[own[k], own[k + 1]] = _PAIR * (_LIGHT if light[k] and light[k + 1] else 1)
    return out


@lru_cache(maxsize=256)
def version_of(annotation: Annotation) -> Version:
    """The sentences of an annotated text; kept, as every comparison of a text asks the same."""
    return _read(annotation, tuple((sentence.start, sentence.end) for sentence in annotation.sentences))


def version_of_sentences(sentences: Sequence[str]) -> Version:
    """
    Sentences that somebody else has cut, as one version.

    Examples
    --------
    >>> version_of_sentences(["Mr. Lee agreed.", "Nobody", "asked."]).keys
    ('lee', 'agreed', 'nobody', 'asked')
    """
    ends = list(accumulate(len(sentence) + 1 for sentence in sentences))
    spans = tuple((end - 1 - len(sentence), end - 1) for end, sentence in zip(ends, sentences, strict=True))
    return _read(annotate(" ".join(sentences)), spans)


def _read(annotation: Annotation, spans: tuple[tuple[int, int], ...]) -> Version:
    folded = [fold(annotation.text, start, end) for start, end in spans]
    keys, start, end = zip(*(piece for pieces in folded for piece in pieces), strict=True) if any(folded) else ((), (), ())
    first = tuple(accumulate(map(len, folded), initial=0))
    return Version(annotation, spans, tuple(range(len(spans))), first, keys, start, end)
