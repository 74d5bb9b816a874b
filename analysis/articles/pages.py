"""
Saved web pages: the lines of a page's text, with what its markup says of each, and its metadata.

The page is parsed with lxml and its text classified by the rules that plain text goes through. Extractors such as
trafilatura return the article and throw captions and furniture away; here they are kept with their kind, so that nothing
that was on the page is lost and a person can correct it.
"""

from __future__ import annotations

import email
import email.policy
import re
from typing import Any, NamedTuple

from analysis.articles.lines import Line, key, n_words, trim
from analysis.articles.metadata import Metadata, read_metadata
from analysis.articles.sources import CorpusError, decode
from analysis.errors import AnalysisError


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_NO_TEXT = _tags("script style template noscript svg math iframe object select textarea video audio canvas head datalist")
_BLOCKS = _tags(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_FURNITURE_TAGS = _tags("nav footer aside form button menu dialog")
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|article|p|div)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")


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


class HtmlPage(NamedTuple):
    """The lines of a page, what it says of itself, and what to look at."""

    lines: list[Line]
    metadata: Metadata
    doubts: tuple[str, ...]


def looks_like_html(data: bytes) -> bool:
    """Tell whether bytes begin as a web page does."""
    return _MARKUP.search(data[:2048]) is not None


def read_html(data: bytes, path: Any = None, encoding: str | None = None) -> HtmlPage:
    """
    Read a saved web page.

    Parameters
    ----------
    data : bytes
        The file; a page that was saved as one file (MHTML) too.
    path : path-like
        Its name, for messages.
    encoding : str
        Its encoding, where the page does not say it or says it wrongly.

    Raises
    ------
    CorpusError
        If the page is in another encoding, or has no text.
    """
    if data[:200].lstrip().lower().startswith((b"from:", b"mime-version:", b"content-type: multipart")):
        data = _html_of_mhtml(data, path)
    declared = _CHARSET.search(data[:4096])
    text = decode(data, path, encoding or (declared[1].decode("ascii") if declared and not _has_bom(data) else None))
    tree = _parse(text, path)
    if tree is None:
        raise CorpusError("there is no text on this page: save it from the browser as 'web page, complete'.", path)
    metadata = read_metadata(tree, data)
    lines = _Walk(tree).lines
    if not lines:
        raise CorpusError("there is no text on this page, perhaps it is drawn by a script: copy the text into a .txt file.", path)
    return HtmlPage(lines, metadata, tuple(_place_headline(lines, metadata)))


def _has_bom(data: bytes) -> bool:
    return data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))


def _html_of_mhtml(data: bytes, path: Any) -> bytes:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            charset = part.get_content_charset() or "utf-8"
            return decode(part.get_payload(decode=True), path, charset).encode("utf-8")
    raise CorpusError("there is no page in this MHTML file: save it again as 'web page, complete'.", path)


def _parse(text: str, path: Any) -> Any:
    try:
        from lxml import etree, html
    except ImportError:
        raise AnalysisError("Web pages need lxml: pip install 'wirecopy[html]', or save the page's text as .txt.") from None
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    # What lies deeper would be left out without a word.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise CorpusError("the elements of this page are nested too deeply to be read: copy the text into a .txt file.", path)
    return tree


def _place_headline(lines: list[Line], metadata: Metadata) -> list[str]:
    """Mark the line that is the headline: the one that the metadata names, else the first h1; return doubts."""
    title = key(metadata.headline or "")
    same = next((line for line in lines if title and key(line.text) == title and line.hint != "furniture"), None)
    if same is None and title:
        # The title may begin or end with the outlet's name: "Example Herald :: Malta bans fireworks boats".
        marked = (line for line in lines if line.hint in ("headline", "crosshead") and line.words >= 3)
        same = next((line for line in marked if f" {key(line.text)} " in f" {title} "), None)
    heads = [line for line in lines if line.hint == "headline"]
    for line in heads:
        line.hint = ""
    if same is not None:
        same.hint = "headline"
        return []
    words = set(title.split())
    best = max(heads, key=lambda line: len(words & set(key(line.text).split())), default=None)
    if best is not None:
        best.hint = "headline"
        if title and len(words & set(key(best.text).split())) < 0.3 * len(words):
            return [f"the page's heading and its metadata differ: {best.text[:60]!r}, {metadata.headline[:60]!r}"]
    return []


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
        self._run(tree)

    def _run(self, tree: Any) -> None:
        from lxml import etree

        skipped = 0
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if skipped or tag in _NO_TEXT:
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
        elif tag == "span" and self._after_span:
            self._parts.append(" ")  # "<span>9 October</span><span>7:11 AM</span>" is parted by the style sheet
        self._after_span = False
        self._hints.append(self._hint(element, tag))
        if element.text:
            self._parts.append(element.text)

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush(1)
        self._after_span = tag == "span"
        self._hints.pop()

    def _hint(self, element: Any, tag: str) -> str:
        above = self._hints[-1] if self._hints else ""
        if above in ("furniture", "caption", "byline"):
            return above
        own = _tag_hint(element, tag)
        # A class or a form may wrap the whole page; what holds most of the text is not furniture.
        if own in ("furniture", "caption") and self._weights.get(element, 0) > 0.5 * self._total:
            return above
        if own == "byline" and self._weights.get(element, 0) > 60:
            return above
        return own or above

    def _flush(self, gap: int) -> None:
        text = trim(_SPACE.sub(" ", "".join(self._parts)))
        self._parts.clear()
        if text:
            self.lines.append(Line(text, self._gap, self._hints[-1] if self._hints else ""))
            self._gap = gap
        else:
            self._gap = max(self._gap, gap)


def _tag_hint(element: Any, tag: str) -> str:
    if tag == "h1":
        return "headline"
    if tag in ("h2", "h3", "h4", "h5", "h6"):
        return "crosshead"
    if tag == "figcaption":
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
    from lxml import etree

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
