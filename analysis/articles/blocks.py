"""What each line of a raw page is: headline, body, caption, crosshead, byline or furniture, each with its reason."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.articles.lines import Line, ends_sentence, is_cut, is_prose, is_question, is_title_like, key, n_words, split_lines
from analysis.articles.model import Block
from analysis.articles.phrases import is_menu
from analysis.articles.signs import is_bio, is_name, judge


class Page(NamedTuple):
    """
    The parts of a raw page.

    ``blocks`` holds every line but the headline, in page order, each with the reason for its kind; ``doubts`` says what a
    person should look at.
    """

    headline: str
    byline: str | None
    blocks: tuple[tuple[Block, str], ...]
    doubts: tuple[str, ...]


_QUESTION = re.compile(
    r"(?:what|who|why|when|where|how|which|whose|will|is|are|can|could|do|does|did|has|have|should|would|was|were)\b", re.I
)


def classify_blocks(text: str) -> list[tuple[Block, str]]:
    r"""
    Divide a raw page into blocks and say why each got its kind.

    Parameters
    ----------
    text : str
        The page as it was copied or scraped; every line is a block, unless the text was wrapped at a fixed width.

    Returns
    -------
    list of (Block, str)
        In page order. The headline is not among them; `read_page` returns it too.

    Examples
    --------
    >>> page = "Talks fail\n\nBy Example Press\nBoats wait in Bergen (Ana Lund, AP)\nThe talks failed.\n\n6 min read"
    >>> [(block.kind, block.text) for block, reason in classify_blocks(page)][1:]
    [('caption', 'Boats wait in Bergen (Ana Lund, AP)'), ('body', 'The talks failed.'), ('furniture', '6 min read')]
    """
    return list(read_page(text).blocks)


def read_page(text: str, headline: str = "") -> Page:
    """
    Read a raw page: find the headline and the byline, and classify the rest.

    Parameters
    ----------
    text : str
        The page as plain text.
    headline : str
        The headline where it is known, as from a page's metadata; its repetitions in the text are then set apart.

    Returns
    -------
    Page
    """
    return read_lines(split_lines(text), headline)


def read_lines(lines: list[Line], headline: str = "") -> Page:
    """Classify the lines of a page, each of which may carry a hint from the page's markup."""
    doubts: list[str] = []
    for line in lines:
        _take_hint(line)
        if not line.kind:
            judge(line)
    start = _first_prose(lines)
    found = None if headline else _find_headline(lines, start)
    if found is not None:
        headline = lines[found].text
        lines[found].be("headline", "stands above the text")
    elif not headline:
        doubts.append("no headline was found: the page begins with its text")
    _set_repetitions_apart(lines, headline, found)
    _set_top_apart(lines, found, start)
    _join_caption_titles(lines)
    _keep_credited_endings(lines)
    _set_tail_apart(lines)
    _set_author_box_apart(lines)
    _set_lists_apart(lines)
    _settle_rest(lines, doubts)
    byline = next((line.text for line in lines if line.kind == "byline"), None)
    blocks = tuple((Block(line.kind, line.text), line.reason) for i, line in enumerate(lines) if i != found)
    if not any(block.kind == "body" for block, _ in blocks):
        doubts.append("no body text was found")
    return Page(headline, _name_of(byline), blocks, tuple(doubts))


def _take_hint(line: Line) -> None:
    if line.hint in ("caption", "byline", "furniture"):
        line.be(line.hint, f"the page's markup says {line.hint}")


def _first_prose(lines: list[Line]) -> int:
    """Return the index of the first line that reads as article text, or the number of lines."""
    return next(
        (i for i, line in enumerate(lines) if not line.kind and is_prose(line.text) and not _may_title(lines, i)), len(lines)
    )


def _may_title(lines: list[Line], i: int) -> bool:
    """A sentence-like first line is a headline all the same if it is a short question or cry, or if a byline follows it."""
    text = lines[i].text
    if not is_title_like(text) or n_words(text) < 4:
        return False
    before = any(not line.kind for line in lines[:i])
    return not before and i + 1 < len(lines) and (text.endswith(("?", "!")) or lines[i + 1].kind == "byline")


def _find_headline(lines: list[Line], start: int) -> int | None:
    hinted = next((i for i, line in enumerate(lines) if line.hint == "headline" and not line.kind), None)
    if hinted is not None:
        return hinted
    open_lines = [i for i in range(start) if not lines[i].kind and is_title_like(lines[i].text)]
    if start == len(lines) and len(lines) > 1 and not any(is_prose(line.text) for line in lines):
        return open_lines[0] if open_lines else None
    keys = [key(line.text) for line in lines]
    repeated = [i for i in open_lines if n_words(lines[i].text) >= 3 and keys.count(keys[i]) > 1]
    long_enough = [i for i in open_lines if n_words(lines[i].text) >= 5 and lines[i].hint != "scene"]
    return next(iter(repeated or long_enough or open_lines), None)


def _set_repetitions_apart(lines: list[Line], headline: str, found: int | None) -> None:
    title = key(headline)
    if len(title) < 8:
        return
    for i, line in enumerate(lines):
        if i == found or line.kind or n_words(line.text) > 40:
            continue
        words = key(line.text)
        added = len(words) - len(title)
        site_added = (
            0 < added <= 40 and (words.startswith(title + " ") or words.endswith(" " + title)) and not ends_sentence(line.text)
        )
        if words == title or site_added:
            line.be("furniture", "repeats the headline")


def _set_top_apart(lines: list[Line], found: int | None, start: int) -> None:
    """Settle what stands before the headline, and between the headline and the text."""
    for line in lines[: found or 0]:
        if not line.kind:
            line.be("furniture", "stands before the headline")
    top = range(0 if found is None else found + 1, start)
    bylines = [i for i, line in enumerate(lines[: start + 6]) if line.kind == "byline" and i >= top.start]
    if found is not None and bylines and bylines[0] > start and bylines[0] - start <= 2:
        for i in range(start, bylines[0]):
            if not lines[i].kind and n_words(lines[i].text) <= 45:
                lines[i].be("crosshead", "stands between the headline and the byline")
    for i in top:
        line = lines[i]
        if line.kind or line.hint == "scene":
            continue
        if not bylines and is_name(line.text):
            line.be("byline", "is a name between the headline and the text")
            bylines = [i]
        elif is_title_like(line.text) and n_words(line.text) >= 5 and not _captioned(lines, i):
            line.be("crosshead", "stands between the headline and the text")


def _captioned(lines: list[Line], i: int) -> bool:
    return i + 1 < len(lines) and lines[i + 1].kind == "caption" and lines[i + 1].gap == 0


def _join_caption_titles(lines: list[Line]) -> None:
    """Agencies title their pictures: a few words on the line right above the caption."""
    for i, line in enumerate(lines):
        if not line.kind and n_words(line.text) <= 8 and not ends_sentence(line.text) and _captioned(lines, i):
            line.be("caption", "titles the caption below it")


def _keep_credited_endings(lines: list[Line]) -> None:
    """The last paragraph of agency copy may end with the agency's name: "… officials said. (Reuters)"."""
    texts = [i for i, line in enumerate(lines) if not line.kind or line.zone == "credit"]
    if not texts or lines[texts[-1]].zone != "credit" or not any(not lines[i].kind for i in texts):
        return
    line = lines[texts[-1]]
    opening = max(line.text.rfind("("), line.text.rfind("["))
    if ends_sentence(line.text[:opening].rstrip()) and n_words(line.text) >= 8:
        line.be("body", "ends the text, with the agency's credit")
        line.zone = ""


def _set_tail_apart(lines: list[Line]) -> None:
    """After the first phrase that ends a page, everything is furniture, unless most of the text is still to come."""
    weights = [n_words(line.text) if not line.kind and is_prose(line.text) else 0 for line in lines]
    total, before = sum(weights), 0
    for i, line in enumerate(lines):
        if line.zone == "end" and before and before >= total - before:
            for rest in lines[i + 1 :]:
                if rest.kind in ("", "body", "crosshead", "byline") and not (rest.kind == "byline" and rest.gap == 0):
                    rest.be("furniture", f"comes after {line.text[:40]!r}, which ends the text")
            return
        before += weights[i]


def _set_author_box_apart(lines: list[Line]) -> None:
    """An author's box ends the text: a name or a bullet, what the author is, often a link to other posts."""
    last = len(lines) - 1
    while last >= 0 and lines[last].kind in ("furniture", "byline", "caption"):
        last -= 1
    boxed = any(
        "post" in line.text.casefold() or "author" in line.text.casefold() for line in lines[last + 1 :] if line.kind == "furniture"
    )
    i = last
    while i > 0 and last - i < 4:
        line = lines[i]
        if line.kind and line.kind != "furniture":
            break
        named = n_words(line.text) <= 6 and not ends_sentence(line.text)
        about = n_words(line.text) <= 80 and is_bio(line.text)
        if about and (boxed or _names_author(lines, i)):
            line.be("furniture", "tells who the author is")
        elif named and i < last and lines[i + 1].reason == "tells who the author is":
            line.be("furniture", "heads the author's box")
        else:
            break
        i -= 1


def _names_author(lines: list[Line], i: int) -> bool:
    """A biography without a box is one only if it begins with a name that stands in the byline or right above it."""
    first = " ".join(key(lines[i].text).split()[:2])
    above = key(lines[i - 1].text) if n_words(lines[i - 1].text) <= 7 else ""
    names = [key(line.text) for line in lines if line.kind == "byline"]
    return bool(first) and any(first in name for name in [*names, above] if name)


def _set_lists_apart(lines: list[Line]) -> None:
    """Lines that do not end as sentences and follow "Related stories" or the like are titles of other stories."""
    inside, left = False, 0
    for line in lines:
        if line.zone == "list":
            inside, left = True, 8
        elif inside and line.kind == "furniture":
            continue
        elif (
            inside
            and not line.kind
            and left
            and (not is_prose(line.text) or is_cut(line.text) or (is_question(line.text) and line.hint == "item"))
        ):
            line.be("furniture", "is the title of another story")
            left -= 1
        else:
            inside = False


def _settle_rest(lines: list[Line], doubts: list[str]) -> None:
    """Divide what is left between body and crossheads, by how it reads and what follows it."""
    seen_text = False
    for i, line in enumerate(lines):
        if line.kind:
            seen_text = seen_text or line.kind == "body"
            continue
        following = next((other for other in lines[i + 1 :] if not other.kind or other.kind in ("body", "caption")), None)
        followed = (
            following is not None and following.kind != "caption" and (is_prose(following.text) or n_words(following.text) > 12)
        )
        if line.hint == "crosshead" and not is_cut(line.text):
            line.be("crosshead" if followed else "furniture", "the page's markup says heading")
        elif is_prose(line.text) and not (is_question(line.text) and seen_text and followed and _QUESTION.match(line.text)):
            line.be("body", "reads as a sentence")
            seen_text = True
        elif is_cut(line.text):
            line.be("furniture", "is cut off in dots, as the teaser of another story")
        elif line.hint == "scene":
            line.be("caption", "describes a scene in the present, without a full stop")
        elif seen_text and followed and n_words(line.text) <= 12:
            line.be("crosshead", "is a short line above text")
        elif not seen_text and followed and n_words(line.text) <= 4:
            line.be("furniture", "is a label above the text")
        elif not followed or is_menu(line.text):
            line.be("furniture", "does not read as a sentence, and no text follows")
        elif n_words(line.text) >= 20:
            line.be("body", "is long, though it does not end as a sentence")
            doubts.append(f"may not be body: {line.text[:60]!r}")
            seen_text = True
        else:
            line.be("furniture", "does not read as a sentence")
            doubts.append(f"may be body: {line.text[:60]!r}")


def _name_of(byline: str | None) -> str | None:
    """Return the byline without its "By"."""
    if byline is None:
        return None
    first, _, rest = byline.partition(" ")
    return rest.strip() if first.casefold().strip(":") == "by" and rest.strip() else byline
