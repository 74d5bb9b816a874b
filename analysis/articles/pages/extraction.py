"""What of a page belongs to the article: trafilatura's judgement, laid over all lines of the page."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from copy import deepcopy
from itertools import accumulate
from typing import Any

from analysis.articles.lines import Line

# Without a handler of its own the library's notes on a page would be printed.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
_OTHER = re.compile(r"[\W_]+")
_NONE = "trafilatura finds no article on this page: what is article was told by how each line reads"
_MOST_ELEMENTS = 100_000  # of a page that is asked about; a news page has some thousand
_SEARCHED = 100_000_000  # letters
_LONG = 40  # letters: a line that is not found in an article by chance


def mark_article(tree: Any, lines: list[Line], url: str | None = None) -> list[str]:
    """
    Mark the lines of a page that trafilatura takes for the article: ``line.inside`` becomes True or False.

    Parameters
    ----------
    tree : lxml element
        The page; it is not changed.
    lines : list of Line
        All lines of the page, in its order.
    url : str, optional
        The page's address.

    Returns
    -------
    list of str
        A doubt where the page gives no article; the lines stay unmarked (``inside`` None) then.

    Notes
    -----
    The library gives the article's text, not its places. A line is inside if its letters stand in that text, in the order of
    the page: of a teaser that repeats the article's first paragraph further down, the longest chain in order decides.
    """
    found = _extract(tree, url)
    if found is None:
        return [_NONE]
    keys = [_OTHER.sub("", line.text).casefold() for line in lines]
    parts = [_OTHER.sub("", part).casefold() for part in re.split(r"[\n|]", found)]  # "|" parts cells
    starts = dict(zip(reversed(parts), reversed([0, *accumulate(map(len, parts))][:-1]), strict=True))
    text = "".join(parts)
    places = [starts.get(key, -1) if key else -1 for key in keys]
    # A line may be a part of a paragraph, or two; what is looked for in vain is as long as the text, so not for every line.
    sought = [i for i, key in enumerate(keys) if places[i] < 0 and len(key) >= _LONG][: _SEARCHED // max(1, len(text))]
    for i in sought:
        places[i] = text.find(keys[i])
    chain = _longest_chain(places)
    if not any(len(keys[i]) >= _LONG for i in chain):
        return [_NONE]
    inside = set(chain)
    for i, line in enumerate(lines):
        # A paragraph may stand there twice, and a short line, such as "Yes.", often.
        line.inside = i in inside or (chain[0] < i < chain[-1] and places[i] >= 0)
    return []


def _extract(tree: Any, url: str | None) -> str | None:
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return None
    import trafilatura  # which takes a second to load, for a page alone

    try:
        found = trafilatura.bare_extraction(deepcopy(tree), url=url, fast=True, include_comments=False, with_metadata=False)
    except Exception:  # the library reads any page, and this page may be made to break it
        return None
    text = getattr(found, "text", None) or ""
    return text if len(text.split()) >= 20 else None


def _longest_chain(places: list[int]) -> list[int]:
    """Return the indices of the longest run of places that rise; those that are negative are none."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for i, place in enumerate(places):
        if place < 0:
            continue
        at = bisect_left(tails, place)
        before[i] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [place], [i]
    chain: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]
