"""What each line of a raw page is: headline, body, caption, crosshead, byline or furniture, each with its reason."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from analysis.articles.dates import find_date, without_date
from analysis.articles.lines import Line, ends_sentence, is_cut, is_question, is_title_like, key, split_lines
from analysis.articles.model import Block
from analysis.articles.pages import patterns
from analysis.articles.pages.article import forgive_markup, settle_marked
from analysis.articles.pages.captions import is_unpunctuated_caption
from analysis.articles.pages.line_context import (
    join_caption_parts,
    join_caption_titles,
    keep_credited_endings,
    set_author_box_apart,
    set_lists_apart,
    set_repetitions_apart,
    set_tail_apart,
    set_top_apart,
)
from analysis.articles.pages.line_features import judge
from analysis.articles.pages.phrases import is_menu


class Page(NamedTuple):
    """
    The parts of a raw page.

    ``blocks`` holds every line but the headline, in page order, each with the reason for its kind; ``published`` is the date
    that stands between the headline and the text, in ISO 8601; ``doubts`` says what a person should look at; ``signed`` tells
    whether the byline is more than a name that stands above the text.
    """

    headline: str
    byline: str | None
    published: str | None
    blocks: tuple[tuple[Block, str], ...]
    doubts: tuple[str, ...]
    signed: bool = True


_QUESTION = re.compile(
    r"(?:what|who|why|when|where|how|which|whose|will|is|are|can|could|do|does|did|has|have|should|would|was|were)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:[^|•·]{2,60}[|•·]\s*)?(?:by|byline|author|written by|words by)(?:\s*:|\b)\s*", re.IGNORECASE)
_DATED_BY = re.compile(r"^(?i:published|posted|updated)\b[^.]{6,60}?\s(?i:by)\s+((?:[A-ZÀ-Ž][\w'’.-]*(?: and |, | )?){1,6})$")
_CHANGED = re.compile(r"\b(?:updated|modified|changed|corrected)\b", re.IGNORECASE)
_DATED = re.compile(r"date|reading time|'(?:published|posted|updated|last|first|created|modified|by|on)\b")
_TOP = 8  # so many lines above the text a date is the article's; higher up it may be the day on which the page was saved
_PERSON = re.compile(r"\b(?:he|she|they|you|i)\b", re.IGNORECASE)


def read_page(text: str, headline: str = "") -> Page:
    r"""
    Read a raw page: find the headline and the byline, and say of the rest what it is and why.

    Parameters
    ----------
    text : str
        The page as it was copied or scraped; every line is a block, unless the text was wrapped at a fixed width.
    headline : str
        The headline where it is known, as from a page's metadata; its repetitions in the text are then set apart.

    Returns
    -------
    Page

    Notes
    -----
    Rules, not a model: each kind has a reason that a person can check and correct. Accuracy by kind on labelled pages is
    measured in the tests and stands in ``docs/your-corpus.md``. Time grows linearly with the text.

    Examples
    --------
    >>> page = read_page("Talks fail\n\nBy Example Press\nBoats wait in Bergen (Ana Lund, AP)\nThe talks failed.\n\n6 min read")
    >>> page.headline, page.byline
    ('Talks fail', 'Example Press')
    >>> [(block.kind, block.text) for block, reason in page.blocks][1:]
    [('caption', 'Boats wait in Bergen (Ana Lund, AP)'), ('body', 'The talks failed.'), ('furniture', '6 min read')]
    """
    return read_lines(split_lines(text), headline)


def read_lines(lines: list[Line], headline: str = "") -> Page:
    """Classify the lines of a page, each of which may carry a hint from the page's markup."""
    doubts: list[str] = []
    marked = any(line.inside for line in lines)
    forgive_markup(lines)
    for line in lines:
        if line.hint in ("caption", "byline", "furniture"):
            line.be(line.hint, f"the page's markup says {line.hint}")
        elif line.hint == "hidden":
            line.be("furniture", "is hidden, or a note below the text, in the document")
        elif line.hint == "standfirst":
            line.be("crosshead", "the page's markup says standfirst")
        else:
            judge(line)
    start = _first_prose(lines)
    found = None if headline else _find_headline(lines, start)
    if found is not None:
        headline = lines[found].text
        lines[found].be("headline", "stands above the text")
    elif not headline:
        doubts.append("no headline was found: the page begins with its text")
    join_caption_parts(lines)
    set_repetitions_apart(lines, headline)
    set_top_apart(lines, found, start)
    join_caption_titles(lines)
    keep_credited_endings(lines)
    set_tail_apart(lines)
    set_lists_apart(lines)
    set_author_box_apart(lines)
    if marked:
        settle_marked(lines, doubts)
    _settle_rest(lines, doubts)
    bylines = [line for line in lines if line.kind == "byline"]
    # In a database's export the outlet stands above "Byline: Ana Lund".
    byline = next((line for line in bylines[:3] if _BY.search(line.text)), next(iter(bylines), None))
    dated = next(filter(None, (_DATED_BY.search(line.text[:200]) for line in lines if line.kind == "furniture")), None)
    read = ((Block(line.kind, line.text), line.reason) for i, line in enumerate(lines) if i != found)
    blocks = tuple((block, reason) for block, reason in read if block.text)  # a line of control characters alone has none
    if not any(block.kind == "body" for block, _ in blocks):
        doubts.append("no body text was found")
    name = _name_of(byline.text) if byline else dated[1] if dated else None
    signed = byline is None or not byline.reason.startswith("is a name")
    return Page(headline, name, _date_above_text(lines, found), blocks, tuple(doubts), signed)


def _date_above_text(lines: list[Line], found: int | None) -> str | None:
    """Return the date of a line below the headline and above the text; when the page was changed counts for less."""
    start = next((i for i, line in enumerate(lines) if line.kind == "body"), 0)
    top = lines[max(0 if found is None else found + 1, start - _TOP) : start]
    # "Read more: The storm of 4 March 2021" has a date that is another story's.
    dated = [line.text for line in top if line.kind == "byline" or _DATED.search(line.reason)]
    dates = [(_CHANGED.search(text[:40]) is not None, i, day) for i, text in enumerate(dated) if (day := find_date(text))]
    return min(dates)[2] if dates else None


def _first_prose(lines: list[Line]) -> int:
    """Return the index of the first line that reads as article text, or the number of lines."""
    first = True
    for i, line in enumerate(lines):
        if line.kind or line.hint in ("crosshead", "headline") or line.inside is False:
            continue
        if line.prose and not (first and _is_sentence_headline(lines, i)):
            return i
        first = False
    return len(lines)


def _is_sentence_headline(lines: list[Line], i: int) -> bool:
    """Tell whether a sentence at the very top is a headline: a short question or cry, or one that a byline follows."""
    text = lines[i].text
    if not is_title_like(text) or lines[i].words < 4 or i + 1 == len(lines):
        return False
    return text.endswith(("?", "!")) or lines[i + 1].kind == "byline"


def _find_headline(lines: list[Line], start: int) -> int | None:
    hinted = next((i for i, line in enumerate(lines) if line.hint == "headline" and line.kind != "byline"), None)
    if hinted is not None:
        return hinted
    open_lines = [i for i in range(start) if not lines[i].kind and is_title_like(lines[i].text)]
    counts = Counter(key(line.text) for line in lines)
    repeated = [i for i in open_lines if lines[i].words >= 3 and counts[key(lines[i].text)] > 1]
    long_enough = [i for i in open_lines if lines[i].words >= 5]
    return next(iter(repeated or long_enough or open_lines), None)


def _settle_rest(lines: list[Line], doubts: list[str]) -> None:
    """Divide what is left between body and crossheads, by how it reads and what stands around it."""
    followed = _followed_by_text(lines)
    seen_text = False
    for i, line in enumerate(lines):
        if line.kind:
            seen_text = seen_text or line.kind == "body"
        elif (line.hint == "crosshead" and not is_cut(line.text)) or patterns.NUMERAL.match(line.text):
            line.be("crosshead" if followed[i] else "furniture", "heads a part of the text")
        elif line.prose and not (is_question(line.text) and seen_text and followed[i] and _is_heading_question(line.text)):
            line.be("body", "reads as a sentence")
            seen_text = True
        elif is_cut(line.text):
            line.be("furniture", "is cut off in dots, as the teaser of another story")
        elif line.hint == "scene":
            line.be("caption", "describes a scene in the present, without a full stop")
        elif not followed[i] or is_menu(line.text):
            line.be("furniture", "does not read as a sentence, and no text follows")
        elif line.words >= 20:
            line.be("body", "is long, though it does not end as a sentence")
            doubts.append(f"may not be body: {line.text[:60]!r}")
            seen_text = True
        elif line.hint == "labelled":
            line.be("furniture", "is a labelled title of another story")
        elif line.words <= 10 and i and (seen_text or "date" in lines[i - 1].reason) and _heads_text(lines, i):
            line.be("crosshead", "is a short line above text")
        elif is_unpunctuated_caption(line.text):
            line.be("caption", "describes, with articles and a verb, without a full stop")
            doubts.append(f"may be body: {line.text[:60]!r}")
        else:
            line.be("furniture", "does not read as a sentence")
            if line.words >= 12:
                doubts.append(f"may be body: {line.text[:60]!r}")


def _followed_by_text(lines: list[Line]) -> list[bool]:
    """Tell for each line whether the next line that is not furniture reads as article text."""
    followed = [False] * len(lines)
    after = False
    for i in range(len(lines) - 1, -1, -1):
        followed[i] = after
        line = lines[i]
        if line.kind in ("", "body", "caption"):
            after = line.kind != "caption" and (line.prose or line.words > 12)
    return followed


def _heads_text(lines: list[Line], i: int) -> bool:
    """
    Tell whether a short line stands alone above text, as a crosshead does.

    The titles of other stories come in runs, and right below a line of furniture ("Read more", then the title).
    """
    line, above = lines[i], lines[i - 1]
    below = lines[i + 1] if i + 1 < len(lines) else None
    if below is not None and below.kind == "byline" and i + 2 < len(lines):
        below = lines[i + 2]
    if below is None or (not below.kind and not below.prose):
        return False
    if line.hint == "item" or line.text[0].islower() or ends_sentence(line.text.rstrip("?!\"”’'")):
        return False
    in_run = above.kind == "furniture" and above.reason.startswith(("does not read", "is the title", "is a page phrase"))
    under_furniture = above.kind == "furniture" and line.gap == 0 and "date" not in above.reason
    return not (under_furniture or (in_run and line.gap == 0))


def _is_heading_question(text: str) -> bool:
    """Tell a heading ("What happens next?") from a question within the text ("What did he say?")."""
    return _QUESTION.match(text) is not None and _PERSON.search(text) is None


def _name_of(byline: str) -> str:
    """Return the byline without its "By" and its date."""
    return without_date(_BY.sub("", byline) or byline)
