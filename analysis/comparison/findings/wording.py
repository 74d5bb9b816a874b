"""A finding, and numbers, lists, quotations, country names and doubts as they stand in its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from analysis.annotation.annotation import Annotation
from analysis.annotation.countries.mentions import country_name
from analysis.data import read_table

# A row of a frame, with its columns as attributes.
Row = Any
Spans = tuple[tuple[int, int], ...]

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WITH_ARTICLE = frozenset(
    {"Bahamas", "Comoros", "Gambia", "Isle of Man", "Maldives", "Netherlands", "Philippines", "United Arab Emirates"}
    | {"United Kingdom", "United States", "European Union", "United Nations", "European Commission"}
)

# Share of what a layer marks that is right, from which a count of it is told as a fact.
_PRECISE = 0.85
_MARKED = {"hedges": "hedges that are marked", "sentiment": "judgements that are marked"}


class Finding(NamedTuple):
    """
    A sentence, and the words that it rests on.

    Attributes
    ----------
    text : str
    wire_spans, spans : tuple of (int, int)
        Offsets in the wire's text and in the republication's, half-open, in the order of the sentence.
    """

    text: str
    wire_spans: Spans = ()
    spans: Spans = ()


def spans_of(rows: Iterable[Row]) -> Spans:
    """Offsets of rows or marks; those that stand in another version have none."""
    return tuple((int(row.start), int(row.end)) for row in rows if not pd.isna(row.start))


def wire_spans_of(rows: Iterable[Row]) -> Spans:
    """The same in the wire's text."""
    return tuple((int(row.wire_start), int(row.wire_end)) for row in rows if not pd.isna(row.wire_start))


@cache
def doubt(layer: str) -> str:
    """
    What must be said beside a number of a layer that is not precise enough to be told as a fact; empty if it is.

    Examples
    --------
    >>> doubt("quotations")
    ''
    """
    figures = [row for row in read_table("accuracy.csv") if row["layer"] == layer and row["figure"].startswith("precision")]
    if layer not in _MARKED or not figures:
        return ""
    worst = min(float(row["value"]) for row in figures)
    return "" if worst >= _PRECISE else f" An indicator: people agree with {percent(worst)} of the {_MARKED[layer]} in news."


def number(n: int) -> str:
    """A whole number: in words below ten, as news agencies write it."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else f"{n:,}"


def count(n: int, thing: str) -> str:
    """A number of things: "one hedge", "12 hedges"."""
    return f"{number(n)} {thing}" + ("" if n == 1 else "s")


def percent(share: float) -> str:
    """A share in per cent; what is not all or nothing is never rounded to it."""
    if 0 < share < 0.005:
        return "less than 1 %"
    if 0.995 <= share < 1:
        return "more than 99 %"
    return f"{100 * share:.0f} %"


def signed(value: float, digits: int = 1) -> str:
    """A number with its sign, with a true minus and no sign on zero."""
    text = f"{value:+.{digits}f}".replace("-", "−")
    return text if text.strip("+−0.") else text[1:]


def plain(value: float, digits: int = 1) -> str:
    """A number with a true minus."""
    return f"{value:.{digits}f}".replace("-", "−")


def every(n: int, thing: str) -> str:
    """All of the wire's things: "both quotations of the wire"."""
    if n == 1:
        return f"the wire’s only {thing}"
    return f"{'both' if n == 2 else f'all {number(n)}'} {thing}s of the wire"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" {last} " + parts[-1]


def sentence(text: str) -> str:
    """With a capital at its beginning and one full stop at its end."""
    closed = text.rstrip("”’").endswith((".", "!", "?", "…"))
    return text[:1].upper() + text[1:] + ("" if closed else ".")


def quoted(text: str) -> str:
    """Between quotation marks, with single marks for those inside."""
    inner = text.strip()
    for mark, single in (("“", "‘"), ("”", "’")):
        inner = inner.replace(mark, single)
    first, *rest = inner.split('"')
    return "“" + first + "".join(f"{'’' if k % 2 else '‘'}{part}" for k, part in enumerate(rest)) + "”"


def beginning(text: str, limit: int = 70) -> str:
    """The first words of a text, with an ellipsis where it goes on."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def sample(words: Iterable[str], limit: int = 4) -> str:
    """Some words in quotation marks, each once."""
    shown = list(dict.fromkeys(word.lower() for word in words))
    return ", ".join(f"“{word}”" for word in shown[:limit]) + (" …" if len(shown) > limit else "")


def around_change(before: str, after: str, context: int = 4) -> tuple[str, str]:
    """
    Two wordings cut down to what differs, with some words on either side.

    Parameters
    ----------
    before, after : str
    context : int
        How many of the equal words at both ends stay.

    Returns
    -------
    before, after : str

    Examples
    --------
    >>> around_change("She told us last week that we shall see you", "She told us last week that we will see you")
    ('… last week that we shall see you', '… last week that we will see you')
    """
    one, other = before.split(), after.split()
    shortest = min(len(one), len(other))
    first = next((k for k in range(shortest) if one[k] != other[k]), shortest)
    last = next((k for k in range(shortest - first) if one[-1 - k] != other[-1 - k]), shortest - first)
    start, stop = max(0, first - context), max(0, last - context)
    start, stop = (n if n > 2 else 0 for n in (start, stop))

    def cut(words: list[str]) -> str:
        kept = words[start : len(words) - stop]
        return ("… " if start else "") + " ".join(kept) + (" …" if stop else "")

    return cut(one), cut(other)


def in_context(annotation: Annotation, start: int, end: int, before: int = 2, after: int = 2) -> str:
    """
    Words of a text with some of their sentence on either side.

    Parameters
    ----------
    annotation : Annotation
        Of the text.
    start, end : int
        Offsets, half-open; equal for a place between two words.
    before, after : int
        How many words are added on each side.

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.annotation.annotation import annotate
    >>> in_context(annotate("The board has not published its report. It will."), 14, 17)
    '… board has not published its …'
    """
    tokens = annotation.tokens
    place = annotation.sentences[annotation.sentence_of(start)]
    first = max(place.first, bisect_left(tokens.end, start + (start == end)) - before)
    stop = min(place.stop, max(bisect_left(tokens.start, end), first) + after)
    words = tokens.text[tokens.start[first] : tokens.end[stop - 1]]
    return f"{'… ' if first > place.first else ''}{words}{' …' if stop < place.stop else ''}"


def country(code: str) -> str:
    """Name of a country as it stands after a preposition: "the Netherlands", "Norway"."""
    return with_article(country_name(code))


def with_article(name: str) -> str:
    """A name as it stands inside a sentence: "the Netherlands", "the European Union"."""
    bare = name.removeprefix("The ").removeprefix("the ")
    wants = name != bare or bare in _WITH_ARTICLE or "Republic" in bare or bare.endswith("Islands")
    return f"the {bare}" if wants else bare
