"""The text of a parsed page as lines, with what its elements and their classes say of each."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lxml import etree

from analysis.articles.dates import is_date_line
from analysis.articles.lines import Line, n_words, trim
from analysis.articles.pages.line_features import is_byline

_ENDS_IN_NUMBER, _UNIT = re.compile(r"\d$"), re.compile(r"[A-Za-z%]{1,3}$")
_SPACE = re.compile(r"[ \t\n\r\f]+")


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


NO_TEXT = _tags("script style template noscript svg math iframe object select textarea video audio canvas head datalist")
_BLOCKS = _tags(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_MOST_WORDS = {"byline": 60, "caption": 100}  # in paragraphs; what has more is a part of the article
_FURNITURE_TAGS = _tags("nav footer aside form button menu dialog")


def _named(words: str) -> re.Pattern[str]:
    """Find one of the words as a part of a class name: "related" in "c-related__list"."""
    ends = "s|list|box|block|links|section|wrapper|container"
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words.split())})(?:{ends})?(?=$|[\s_-])")


_CLASSES = (
    ("caption", _named("caption figcaption photo-credit image-credit imagecredit wp-caption-text media-caption credit")),
    ("byline", _named("byline by-line author-name article-author contributor")),
    ("standfirst", _named("standfirst dek subheadline subtitle article-summary entry-summary")),
    (
        "furniture",
        _named(
            "related recommended recommendation promo newsletter share sharing social comment footer nav navbar navigation menu "
            "breadcrumb sidebar cookie consent advert advertisement ad ads subscribe subscription paywall tag taglist "
            "toolbar most-read popular trending author-bio author-box about-author pagination signup donation skip-link sr-only "
            "visually-hidden screen-reader-text outbrain taboola read-more readmore teaser timestamp dateline-time modal popup"
        ),
    ),
)


def lines_of(tree: Any) -> list[Line]:
    """
    Turn a page that lxml has parsed into lines.

    Parameters
    ----------
    tree : lxml element
        The page.

    Returns
    -------
    list of Line
        A line for every block of text, in page order, with a hint. Scripts, styles and what is not text are left out.
    """
    return _Walk(tree).lines


class _Walk:
    """One pass over a parsed page, without recursion: text gathers in a buffer and becomes a line at every block's edge."""

    def __init__(self, tree: Any):
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._gap = 1
        self._weights = _paragraph_words(tree)
        self._total = max(self._weights.get(tree, 0), 1)
        self._hints: list[str] = []
        self._after_span = False
        self._names_author = False
        self._run(tree)

    def _run(self, tree: Any) -> None:
        skipped = 0
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if skipped or tag in NO_TEXT:
                    skipped += 1
                    continue
                self._open(element, tag)
            else:
                if skipped:
                    skipped -= 1
                else:
                    self._close(tag)
                if element.tail and not skipped:
                    self._parts.append(element.tail)
                    self._after_span = False
        self._flush(1)

    def _open(self, element: Any, tag: str) -> None:
        if tag == "br":
            self._flush(0)
        elif tag in _BLOCKS:
            self._flush(1)
        elif tag == "span" and self._after_span and _parts_line(element):
            self._flush(0)
        elif tag == "span" and self._after_span and not self._is_unit(element):
            self._parts.append(" ")  # "<span>9 October</span><span>7:11 AM</span>" is parted by the style sheet
        self._after_span = False
        self._hints.append(self._hint(element, tag))
        # The element that names the author is often closed before its line ends: "<a rel=author>Ana Lund</a>, Bergen".
        if tag not in _BLOCKS and self._hints[-1] == "byline" and "".join(self._parts[-4:]).strip(" :\n").casefold() in ("", "by"):
            self._names_author = True
        if element.text:
            self._parts.append(element.text)

    def _is_unit(self, element: Any) -> bool:
        """Tell whether a span holds the unit of the number before it: "31" and "g"."""
        return bool(self._parts and _ENDS_IN_NUMBER.search(self._parts[-1]) and _UNIT.match(element.text or ""))

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush(1)
        self._after_span = tag == "span"
        self._hints.pop()

    def _hint(self, element: Any, tag: str) -> str:
        above = self._hints[-1] if self._hints else ""
        if above == "caption" and tag in ("blockquote", "table", "pre"):
            return ""  # a figure may hold a quotation or a table
        if above in ("furniture", "caption", "byline"):
            return above
        own = _tag_hint(element, tag)
        # A class or a form may wrap the whole page; what holds most of the text is not furniture.
        if own in ("furniture", "caption") and self._weights.get(element, 0) > 0.5 * self._total:
            return above
        if own in _MOST_WORDS and self._weights.get(element, 0) > _MOST_WORDS[own]:
            return above
        return own or above

    def _flush(self, gap: int) -> None:
        text = trim(unicodedata.normalize("NFC", _SPACE.sub(" ", "".join(self._parts))))
        self._parts.clear()
        if text:
            hint = self._hints[-1] if self._hints else ""
            line = Line(text, self._gap, hint)
            if not hint and self._names_author and line.words <= 12 and not line.prose:
                line.hint = "byline"
            self.lines.append(line)
            self._names_author = False
            self._gap = gap
        else:
            self._gap = max(self._gap, gap)


def _parts_line(element: Any) -> bool:
    """Tell whether one of a span and the one before it is a date or a byline, so that the two are lines of their own."""
    texts = [" ".join((part.text or "").split()) for part in (element, element.getprevious())]
    return all(texts) and any(is_date_line(text) or is_byline(text) for text in texts)


def _tag_hint(element: Any, tag: str) -> str:
    if tag == "h1":
        return "headline"
    if tag in ("h2", "h3", "h4", "h5", "h6"):
        return "crosshead"
    if tag in ("figcaption", "figure"):
        return "caption"
    if (
        tag in _FURNITURE_TAGS
        or element.get("hidden") is not None
        or element.get("role") in ("navigation", "complementary", "banner")
    ):
        return "furniture"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:400].casefold()
    if names != " " and tag not in ("html", "body", "article", "main"):
        for hint, pattern in _CLASSES:
            if pattern.search(names):
                return hint
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return "byline"
    return "item" if tag == "li" else ""


def _paragraph_words(tree: Any) -> dict[Any, int]:
    """Count, for every element, the words that stand inside paragraphs in it; only elements with some are listed."""
    totals: dict[Any, int] = {}
    stack: list[int] = [0]
    inside = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            inside += element.tag == "p"
            stack.append(n_words(element.text or "") if inside else 0)
            continue
        inside -= element.tag == "p"
        words = stack.pop()
        if words:
            totals[element] = words
        stack[-1] += words + (n_words(element.tail or "") if inside else 0)
    return totals
