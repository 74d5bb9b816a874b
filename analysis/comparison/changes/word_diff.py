"""Word-level differences between two passages, with house style folded: one change a phrase."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from analysis.comparison.changes.word_classes import is_figure, is_function_word, is_office
from analysis.comparison.version import Version

_TITLE = re.compile(r"[^\W\d_]+\.?")
_MARKS, _STOPS = frozenset("“”„«»\"'‘’"), frozenset(",.")
# Pairs of words beyond which a difference is one change: difflib's worst case grows with the cube.
_MOST_PAIRS = 250_000


def title_span(version: Version, k: int) -> tuple[int, int]:
    """Offsets of a courtesy title before a piece, which has no key of its own; empty if there is none."""
    sentence = bisect_right(version.first, k) - 1
    begin = version.end[k - 1] if k > version.first[sentence] else version.spans[sentence][0]
    found = [match.span() for match in _TITLE.finditer(version.annotation.text, begin, version.start[k])]
    return (found[0][0], found[-1][1]) if found else (version.start[k], version.start[k])


def run_span(version: Version, first: int, stop: int) -> tuple[int, int]:
    """Offsets of a run of pieces, with a title before it; where there are none, of the place."""
    if first < stop:
        return title_span(version, first)[0], version.end[stop - 1]
    if first:
        return version.end[first - 1], version.end[first - 1]
    return (title_span(version, 0)[0],) * 2 if version.start else (0, 0)


def _marked_span(version: Version, first: int, stop: int) -> tuple[int, int]:
    """Offsets of a run of pieces with the quotation marks around it, if it is quoted."""
    text, (start, end) = version.annotation.text, run_span(version, first, stop)
    if version.quoted[first]:
        start -= text[max(0, start - 1) : start] in _MARKS
        closing = end + (text[end : end + 1] in _STOPS)
        end = closing + 1 if text[closing : closing + 1] in _MARKS else end
    return start, end


class Change(NamedTuple):
    """
    Pieces ``first:stop`` of one passage that stand as pieces ``other_first:other_stop`` in the other.

    ``kind`` is "words" (other words), "marks" (the same words in quotation marks or out of them), "spelling"
    (the same words in another style) or "title" (a courtesy title before the word).
    """

    kind: str
    first: int
    stop: int
    other_first: int
    other_stop: int

    def spans(self, wire: Version, other: Version) -> tuple[int, int, int, int]:
        """Offsets of what changed, in the wire's text and in the other one's."""
        if self.kind == "title":
            return *title_span(wire, self.first), *title_span(other, self.other_first)
        if self.kind == "marks":
            return *_marked_span(wire, self.first, self.stop), *_marked_span(other, self.other_first, self.other_stop)
        if self.kind == "spelling":
            return wire.start[self.first], wire.end[self.stop - 1], other.start[self.other_first], other.end[self.other_stop - 1]
        return *run_span(wire, self.first, self.stop), *run_span(other, self.other_first, self.other_stop)


def changes(wire: Version, other: Version) -> Iterator[Change]:
    """Differences between two passages, in order."""
    for tag, i, k, j, m in _blocks(wire.keys, other.keys):
        if tag != "equal":
            yield from _figures_apart(wire.keys, other.keys, i, k, j, m)
            continue
        run = Change("", i, i, j, j)
        for x, y in zip(range(i, k), range(j, m), strict=True):
            titles = [passage.annotation.text[slice(*title_span(passage, at))] for passage, at in ((wire, x), (other, y))]
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


def _style(wire: Version, x: int, other: Version, y: int) -> str:
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
