"""Word-level differences between two passages, with house style folded: one change a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from analysis.annotation.annotation import Annotation
from analysis.comparison.alignment.folding import fold
from analysis.comparison.changes.word_classes import is_figure, is_function_word, is_office

_TITLE = re.compile(r"[^\W\d_]+\.?")
_MARKS, _STOPS = frozenset("“”„«»\"'‘’"), frozenset(",.")
# Pairs of words beyond which a difference is one change: difflib's worst case grows with the cube.
_MOST_PAIRS = 250_000


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """
    Sentences of a text as one run of words.

    Attributes
    ----------
    annotation : Annotation
        The text, with what was found in it.
    keys : tuple of str
        Words with house style folded.
    start, end : tuple of int
        Their offsets in the text.
    quoted : tuple of bool
        Whether they stand inside quotation marks.
    sentence : tuple of int
        The sentence of each.
    """

    annotation: Annotation
    keys: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    quoted: tuple[bool, ...]
    sentence: tuple[int, ...]

    @classmethod
    def of(cls, annotation: Annotation, sentences: Sequence[int]) -> Passage:
        """Join sentences of a text."""
        words = []
        for number in sentences:
            span = annotation.sentences[number]
            folded = fold(annotation.text[span.start : span.end])
            columns = zip(folded.keys, folded.start, folded.end, folded.quoted, strict=True)
            words += [(key, span.start + a, span.start + b, quoted, number) for key, a, b, quoted in columns]
        return cls(annotation, *zip(*words, strict=True)) if words else cls(annotation, (), (), (), (), ())

    def title(self, k: int) -> tuple[int, int]:
        """Offsets of a courtesy title before a word, which has no key of its own; empty if there is none."""
        begin = (
            self.end[k - 1] if k and self.sentence[k - 1] == self.sentence[k] else self.annotation.sentences[self.sentence[k]].start
        )
        found = [match.span() for match in _TITLE.finditer(self.annotation.text, begin, self.start[k])]
        return (found[0][0], found[-1][1]) if found else (self.start[k], self.start[k])

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Offsets of a run of words, with a title before it; where there are none, of the place."""
        if first < stop:
            return self.title(first)[0], self.end[stop - 1]
        if first:
            return self.end[first - 1], self.end[first - 1]
        return (self.title(0)[0],) * 2 if self.start else (0, 0)

    def marked_span(self, first: int, stop: int) -> tuple[int, int]:
        """Offsets of a run of words with the quotation marks around it, if it is quoted."""
        text, (start, end) = self.annotation.text, self.span(first, stop)
        if self.quoted[first]:
            start -= text[max(0, start - 1) : start] in _MARKS
            closing = end + (text[end : end + 1] in _STOPS)
            end = closing + 1 if text[closing : closing + 1] in _MARKS else end
        return start, end


class Change(NamedTuple):
    """
    Words ``first:stop`` of one passage that stand as words ``other_first:other_stop`` in the other.

    ``kind`` is "words" (other words), "marks" (the same words in quotation marks or out of them), "spelling"
    (the same words in another style) or "title" (a courtesy title before the word).
    """

    kind: str
    first: int
    stop: int
    other_first: int
    other_stop: int

    def spans(self, wire: Passage, other: Passage) -> tuple[int, int, int, int]:
        """Offsets of what changed, in the wire's text and in the other one's."""
        if self.kind == "title":
            return *wire.title(self.first), *other.title(self.other_first)
        if self.kind == "marks":
            return *wire.marked_span(self.first, self.stop), *other.marked_span(self.other_first, self.other_stop)
        if self.kind == "spelling":
            return wire.start[self.first], wire.end[self.stop - 1], other.start[self.other_first], other.end[self.other_stop - 1]
        return *wire.span(self.first, self.stop), *other.span(self.other_first, self.other_stop)


def changes(wire: Passage, other: Passage) -> Iterator[Change]:
    """Differences between two passages, in order."""
    for tag, i, k, j, m in _blocks(wire.keys, other.keys):
        if tag != "equal":
            yield from _figures_apart(wire.keys, other.keys, i, k, j, m)
            continue
        run = Change("", i, i, j, j)
        for x, y in zip(range(i, k), range(j, m), strict=True):
            titles = [passage.annotation.text[slice(*passage.title(at))] for passage, at in ((wire, x), (other, y))]
            kind = _style(wire, x, other, y)
            if kind != run.kind or titles[0] != titles[1]:
                if run.kind:
                    yield run
                run = Change(kind, x, x, y, y)
            if titles[0] != titles[1] and kind != "marks":
                yield Change("title", x, x, y, y)
            run = run._replace(stop=x + 1, other_stop=y + 1)
        if run.kind:
            yield run


def _style(wire: Passage, x: int, other: Passage, y: int) -> str:
    """How the same word differs on the two sides; empty if it does not."""
    if wire.quoted[x] != other.quoted[y]:
        return "marks"
    one, two = (p.annotation.text[p.start[at] : p.end[at]].replace("’", "'") for p, at in ((wire, x), (other, y)))
    if one == two:
        return ""
    begins = any(at == 0 or p.sentence[at - 1] != p.sentence[at] for p, at in ((wire, x), (other, y)))
    # A capital that a sentence's first letter gains or loses follows from a cut before it.
    return "" if begins and one[:1].lower() + one[1:] == two[:1].lower() + two[1:] else "spelling"


def _blocks(one: tuple[str, ...], two: tuple[str, ...]) -> list[tuple[str, int, int, int, int]]:
    """Equal and changed blocks; changes that a single word without content parts are one."""
    first = next((k for k, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    last = 0
    while last < min(len(one), len(two)) - first and one[-1 - last] == two[-1 - last]:
        last += 1
    a, b = one[first : len(one) - last], two[first : len(two) - last]
    if len(a) * len(b) > _MOST_PAIRS:
        inner = [("replace", 0, len(a), 0, len(b))]
    else:
        inner = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    blocks = [("equal", 0, first, 0, first)] + [(tag, i + first, k + first, j + first, m + first) for tag, i, k, j, m in inner]
    blocks.append(("equal", len(one) - last, len(one), len(two) - last, len(two)))
    out: list[tuple[str, int, int, int, int]] = []
    for block in (block for block in blocks if block[1] < block[2] or block[3] < block[4]):
        between = one[out[-1][1]] if len(out) > 1 and out[-1][0] == "equal" and out[-1][2] - out[-1][1] == 1 else ""
        # "President Tavares" → "The president": an office between two changes belongs to the name.
        if between and (is_office(between) or (is_function_word(between) and block[0] == out[-2][0] == "replace")):
            out[-2:] = [("replace", out[-2][1], block[2], out[-2][3], block[4])]
        else:
            out.append(block)
    return out


def _figures_apart(one: tuple[str, ...], two: tuple[str, ...], i: int, k: int, j: int, m: int) -> Iterator[Change]:
    """A changed block; a figure at its end that is the only one is a change of its own: "said 3" → "claimed 4" is two."""
    figures = [[at for at in range(*span) if is_figure(keys[at], False)] for keys, span in ((one, (i, k)), (two, (j, m)))]
    apart = k - i > 1 and m - j > 1 and figures == [[k - 1], [m - 1]]
    yield Change("words", i, k - apart, j, m - apart)
    if apart:
        yield Change("words", k - 1, k, m - 1, m)
