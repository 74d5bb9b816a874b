"""substitutions(): which words of the wire an outlet systematically replaces, and by which."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.arguments import several_stories
from analysis.articles.model import Article, Story
from analysis.comparison.alignment.pairs import pair
from analysis.comparison.changes.edits import edits
from analysis.comparison.frames import rows_of, typed_frame
from analysis.comparison.numbers.intervals import clustered_share
from analysis.comparison.numbers.outlets import FEWEST_STORIES, alphabetical

_COLUMNS = {
    **dict.fromkeys(("outlet", "before", "after", "type"), "str"),
    **dict.fromkeys(("n", "n_stories", "kept", "n_wire"), "int64"),
    **dict.fromkeys(("share", "low", "high"), "float64"),
    "systematic": "bool",
    "places": "object",
}
_Key = tuple[str, str]


class _Place(NamedTuple):
    """One replaced phrase, and where its words stand."""

    story: int
    before: str
    after: str
    type: str
    address: tuple[str, str, int, int, int, int]


class _Carried(NamedTuple):
    """Sentences of a wire that an outlet carries with their wording, and what is changed in them."""

    texts: tuple[tuple[int, str], ...]
    changed: tuple[tuple[int, int], ...]


def substitutions(stories: Story | Iterable[Story], *, fewest: int = 2) -> pd.DataFrame:
    """
    Which words of the wire each outlet replaces by which, or leaves out of sentences that it carries, over stories.

    Parameters
    ----------
    stories : Story or iterable of Story
    fewest : int
        What is replaced less often is left out.

    Returns
    -------
    pandas.DataFrame
        One row for each outlet, phrase of the wire and phrase in its place, by outlet in alphabetical order, what is systematic
        first, then the most frequent: outlet, before, after (empty where the words are left out), type (of `edits`;
        "house_style" is spelling, titles and the like, the others are wording), n (how often), n_stories (in how many stories),
        kept (how often the wire's words stayed), n_wire (how often they stand in sentences that are carried with their wording:
        n, kept, and what was done to them otherwise), share (n of n_wire), low, high (its 95 % interval, with the
        story as the unit; NaN with fewer than three stories that have the words), systematic (in three stories or more,
        and the whole interval lies above the share that was kept), places (tuples of story_id, article_id, wire_start, wire_end,
        start, end: the words behind the row).

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English.

    Notes
    -----
    The phrase is what differs as a whole: "officials said" that became "ministers claim" is no row of "said". Sentences
    that are rewritten have no counterpart word by word and are left out. The interval is Wilson's (1927) for the number of
    independent words that would vary as much between stories (Korn and Graubard 1998). Rows are picked because something was
    replaced: of many that are not systematic, some look as if they were.

    Examples
    --------
    >>> wires = [f"Talks on {what} failed, officials said." for what in ("fish", "gas", "rail", "debt", "corn")]
    >>> stories = [
    ...     Story(
    ...         str(k),
    ...         "",
    ...         Article.from_text(text, role="wire", article_id="wire"),
    ...         (Article.from_text(text.replace("said", "claimed"), article_id="own", outlet="Gazette"),),
    ...     )
    ...     for k, text in enumerate(wires)
    ... ]
    >>> substitutions(stories)[["before", "after", "n", "n_stories", "kept", "systematic"]].values.tolist()
    [['said', 'claimed', 5, 5, 0, True]]
    """
    found: dict[str, dict[_Key, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    carried: dict[str, list[tuple[int, _Carried]]] = defaultdict(list)
    for k, story in enumerate(several_stories(stories, "substitutions")):
        by_article = dict(iter(edits(story).groupby("article_id")))
        for republication in story.republications:
            frame = by_article.get(republication.article_id)
            places = [] if frame is None else list(_replaced(frame, k))
            for place in places:
                found[republication.outlet][_key(place)].append(place)
            spans = tuple(place.address[2:4] for place in places)
            carried[republication.outlet].append((k, _Carried(tuple(_carried(story, republication)), spans)))
    rows = [
        (outlet, *_row(places, carried[outlet]))
        for outlet in sorted(found, key=alphabetical)
        for places in found[outlet].values()
        if len(places) >= fewest
    ]
    order = {outlet: rank for rank, outlet in enumerate(sorted(found, key=alphabetical))}
    rows.sort(key=lambda row: (order[row[0]], not row[-2], -row[4], row[1:3]))
    return typed_frame(rows, _COLUMNS)


def _replaced(frame: pd.DataFrame, story: int) -> Iterator[_Place]:
    """Edits that put something in the place of words of the wire, or leave them out."""
    for row in rows_of(frame):
        if row.before and row.type != "quotation":
            address = (row.story_id, row.article_id, row.wire_start, row.wire_end, row.start, row.end)
            yield _Place(story, " ".join(row.before.split()), " ".join(row.after.split()), row.type, address)


def _key(place: _Place) -> _Key:
    """What counts as the same replacement: a capital at the beginning of a sentence matters only to house style."""
    if place.type == "house_style":
        return place.before, place.after
    return place.before.casefold(), place.after.casefold()


def _carried(story: Story, republication: Article) -> Iterator[tuple[int, str]]:
    """Wire sentences that are carried and not rewritten, each with its offset."""
    both = pair(story.wire, republication)
    for wire_sentences, _, links in both.alignment.units():
        if all(link.relation != "rewritten" for link in links):
            for k in wire_sentences:
                sentence = both.wire.sentences[k]
                yield sentence.start, both.wire.text[sentence.start : sentence.end]


def _row(places: list[_Place], carried: list[tuple[int, _Carried]]) -> tuple:
    before, after = (Counter(getattr(place, side) for place in places).most_common(1)[0][0] for side in ("before", "after"))
    kind = Counter(place.type for place in places).most_common(1)[0][0]
    words = re.escape(before).replace(r"\ ", r"\s+")
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", 0 if kind == "house_style" else re.IGNORECASE)
    replaced = Counter(place.story for place in places)
    kept, touched = Counter[int](), Counter[int]()
    for story, of_story in carried:
        for start, end in _occurrences(pattern, of_story.texts):
            changed = any(a < end and start < b for a, b in of_story.changed)
            (touched if changed else kept)[story] += 1
    # What was left out with its title or its blank is not found again as it stands: it counts all the same.
    units = np.array(
        [(replaced[k], kept[k] + max(touched[k], replaced[k])) for k in sorted(replaced.keys() | kept.keys() | touched.keys())],
        dtype=float,
    )
    n, n_wire = (int(total) for total in units.sum(axis=0))
    low, high = clustered_share(units, FEWEST_STORIES)
    systematic = len(replaced) >= FEWEST_STORIES and low > kept.total() / n_wire
    addresses = tuple(place.address for place in places)
    return before, after, kind, n, len(replaced), kept.total(), n_wire, n / n_wire, low, high, systematic, addresses


def _occurrences(pattern: re.Pattern[str], texts: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    for offset, text in texts:
        for match in pattern.finditer(text):
            yield offset + match.start(), offset + match.end()
