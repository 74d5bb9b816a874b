"""A sentence laid out for directed sentiment: names as one unit, breaks, verbs told from nouns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation.sentiment.lexicon import NAME, UNKNOWN, Verb, Word, lexicon
from analysis.annotation.text.words import Tokens

_QUOTES = frozenset('"“”«»„')
_STRONG = frozenset(";:—–()[]…")
_MARK = re.compile(r"[,;:—–()\[\]…\"“”«»„]| -|--|\.\.\.")
_OPENS = frozenset(("“", ";"))
_LIVE = frozenset(("name", "noun", "tone", "verb", "preposition", "to", "clause", "relative", "be", "pronoun"))
_UNSETTLED = frozenset(("name", "noun", "tone", "verb?"))
_LIE = frozenset(("lie", "lies", "lying"))
_TOLD = frozenset(("to", "about", "and", "or"))
# Kinds of nouns that speak for somebody, and against.
_FAVOURABLE = frozenset(("praise", "back", "merit", "friend"))
_ADVERSE = frozenset(("blame", "against", "harm", "wrong", "trouble", "foe", "decline"))
_OBJECTS = frozenset(("name", "determiner", "possessive", "pronoun"))


class _Gaps(dict[str, str]):
    """What stands between two words -> the break it makes, remembered for short gaps."""

    def __missing__(self, between: str) -> str:
        marks = set(between)
        if marks & _STRONG or " - " in between or "--" in between or "..." in between:
            gap = ";"
        elif marks & _QUOTES:
            closes = between[0] in ",.!?" and between[1:2] in _QUOTES  # “We regret it,” Spain said
            gap = ";" if closes else "," if "," in marks else "“"
        else:
            gap = "," if "," in marks else ""
        if len(between) < 8 and len(self) < 10_000:
            self[between] = gap
        return gap


_GAPS = _Gaps({" ": ""})


@dataclass(slots=True, eq=False)
class Layout:
    """
    The units of a sentence, as parallel lists; a unit is a word, or a masked name with all its words.

    Attributes
    ----------
    keys : list of str
        Words in lower case; a name is "§", "§'s", "anti-§" …
    words : list of Word
        What the tables know of each.
    parts : list of str
        A part of ``sentiment_grammar.csv``, "name", "verb", "noun", "tone" or "" (unknown).
    gaps : list of str
        The break before each unit: "" none, "," a comma, "“" a quotation mark, ";" a stronger one.
    starts, ends : list of int
        Offsets in the text.
    live : list of int
        The units that can bear on a target: the rest is skipped.
    text : str
        The text that the offsets refer to.
    """

    keys: list[str]
    words: list[Word]
    parts: list[str]
    gaps: list[str]
    starts: list[int]
    ends: list[int]
    live: list[int]
    text: str

    def capital(self, i: int) -> bool:
        """Whether a unit begins with a capital, as a name does."""
        return self.parts[i] == "name" or self.text[self.starts[i]].isupper()

    def side(self, i: int) -> float:
        """Above zero for a noun or an adjective that speaks for somebody, below for one that speaks against, else zero."""
        if self.parts[i] == "noun":
            kind = self.words[i].noun.kind
            return (kind in _FAVOURABLE) - (kind in _ADVERSE)
        return self.words[i].tone if self.parts[i] == "tone" else 0

    def possessive(self, i: int) -> bool:
        """Whether a unit is a name in the possessive."""
        return self.keys[i].endswith(NAME + "'s")


def merge_spans(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the spans that overlap, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def lay_out(tokens: Tokens, first: int, stop: int, names: Sequence[tuple[int, int]]) -> Layout:
    """
    Lay the words ``first:stop`` out as units.

    Parameters
    ----------
    tokens : Tokens
    first, stop : int
    names : sequence of (start, end)
        Merged spans, in order, that may lie in these words: each becomes one unit, whatever its length.

    Returns
    -------
    Layout
    """
    text = tokens.text
    keys, starts, ends = (list(column[first:stop]) for column in (tokens.lower, tokens.start, tokens.end))
    gaps = _gaps(text, starts, ends)
    for start, end in reversed(names):
        _fold(text, keys, gaps, starts, ends, start, end)
    known = lexicon()
    words = [known[key] for key in keys]
    layout = Layout(keys, words, [word[0] for word in words], gaps, starts, ends, [], text)
    _settle(layout)
    layout.live = [i for i, part in enumerate(layout.parts) if part in _LIVE or gaps[i]]
    return layout


def _gaps(text: str, starts: list[int], ends: list[int]) -> list[str]:
    """The break before each unit; only where the text has a mark that can make one, since most words follow a space."""
    gaps = [""] * len(starts)
    if starts:
        for mark in _MARK.finditer(text, starts[0], ends[-1]):
            i = bisect_left(starts, mark.start())
            if i < len(starts) and ends[i - 1] <= mark.start():  # not within a word: "1,000"
                gaps[i] = _GAPS[text[ends[i - 1] : starts[i]]]
    return gaps


def _fold(text: str, keys: list[str], gaps: list[str], starts: list[int], ends: list[int], start: int, end: int) -> None:
    """Make one unit of the words of a name, of what is joined to it by a hyphen and of the article before it."""
    i, j = bisect_right(ends, start), bisect_left(starts, end)
    if i >= j:
        return
    last = ends[j - 1]
    prefix, suffix = text[starts[i] : start].lower(), text[end:last].lower().replace("’", "'")
    name_end = text[end - 2 : end]
    possessive = suffix == "'s" or name_end in ("'s", "’s")
    if not suffix and name_end[-1:] == "s" and text[last : last + 2] in ("' ", "’ "):
        possessive = True  # "the United States’ missiles"
    begin, gap = starts[i], gaps[i]
    if i and keys[i - 1] == "the" and not gap:
        i -= 1  # "the United States" and "Japan" take the same room
        gap = gaps[i]
    keys[i:j] = [prefix + NAME + ("'s" if possessive else suffix)]
    gaps[i:j], starts[i:j], ends[i:j] = [gap], [begin], [last]


def _settle(layout: Layout) -> None:
    """Tell verbs from nouns by their neighbours, and take the words of proper names out of the tones."""
    keys, words, parts = layout.keys, layout.words, layout.parts
    for i in [i for i, part in enumerate(parts) if part in _UNSETTLED]:
        part = parts[i]
        if part == "name":
            if _is_unknown_verb(layout, i + 1):
                parts[i + 1] = "verb"
        elif _in_proper_name(layout, i):
            words[i], parts[i] = UNKNOWN, ""
        elif part == "verb?":
            word = words[i]
            if keys[i] in _LIE and not _tells_lies(layout, i):
                words[i], parts[i] = UNKNOWN, "verb"
            elif word.phrasal and (together := _with_particle(layout, i)):
                words[i], parts[i] = word._replace(verb=together), "verb"
            elif word.verb is not None and _is_verb(layout, i):
                parts[i] = "verb"
            else:
                parts[i] = "noun" if word.noun is not None else "tone" if word.tone else "head" if word.head else ""
    for i in range(len(parts) - 1):
        if parts[i] == "tone" and words[i].tone > 0 and not layout.gaps[i + 1] and layout.side(i + 1) < 0:
            words[i], parts[i] = UNKNOWN, ""  # "a staunch critic", "an extraordinary attack": it makes the noun stronger


def _tells_lies(layout: Layout, i: int) -> bool:
    """Whether a form of "lie" is about untruth, not about a place: "lies to voters", but "lies upstream"."""
    return i + 1 == len(layout.keys) or bool(layout.gaps[i + 1]) or layout.keys[i + 1] in _TOLD


def _with_particle(layout: Layout, i: int) -> Verb | None:
    """The verb that a unit is together with the next one: "called on", not "a call on"."""
    if i + 1 == len(layout.keys) or layout.gaps[i + 1] or (i and layout.parts[i - 1] in ("determiner", "possessive", "tone")):
        return None
    return layout.words[i].phrasal.get(layout.keys[i + 1])


def _is_unknown_verb(layout: Layout, i: int) -> bool:
    """Whether the unit after a name looks like a verb that the tables lack: "Russia vetoed"."""
    if i >= len(layout.parts) or layout.parts[i] or layout.gaps[i]:
        return False
    return layout.keys[i].endswith("ed") and not layout.capital(i)


def _in_proper_name(layout: Layout, i: int) -> bool:
    """Whether a capitalised word stands in a name: "Ministry of Trade and Defence", "the Peace Prize"; not in a headline."""
    if not layout.text[layout.starts[i]].isupper() or not i or layout.gaps[i] in _OPENS or layout.words[i].head:
        return False
    if not layout.capital(i - 1) and not (i + 1 < len(layout.parts) and layout.capital(i + 1)):
        return False
    return 2 * sum(map(layout.capital, range(max(0, i - 20), min(len(layout.parts), i + 20)))) <= min(40, len(layout.parts))


def _is_verb(layout: Layout, i: int) -> bool:
    word, gaps, parts = layout.words[i], layout.gaps, layout.parts
    form = word.verb.form
    before = parts[i - 1] if i and not gaps[i] else ""
    if before in ("determiner", "possessive", "preposition") and form in ("participle", "past"):
        return False  # "the accused Polish director", "between isolated Russia and …"
    if before == "name" and form == "base":
        return False  # "Chinese demand for oil"
    if form in ("participle", "ing", "past"):
        return True
    j = i - 1
    while j > 0 and not gaps[j + 1] and (parts[j] == "adverb" or layout.keys[j].endswith("ly")):
        j -= 1  # "to ruthlessly punish A"
    before = parts[j] if i and not gaps[j + 1] else ""
    if before in ("to", "modal", "pronoun", "do", "relative"):
        return True
    governs = i + 1 < len(parts) and not gaps[i + 1] and parts[i + 1] in _OBJECTS
    if before == "tone" and word.noun is None and governs:
        return True  # "critics accuse Russia"
    if before in ("determiner", "possessive", "preposition", "tone", "verb") or (i and layout.possessive(i - 1)):
        return False
    if word.noun is None and form != "base":
        return True
    # "Russia attacks Ukraine" against "Russia attacks drew …": a verb wants an object.
    return governs
