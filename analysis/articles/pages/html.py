"""
Saved web pages: the lines of a page's text, with what its markup says of each, and its metadata.

The page is parsed with lxml. trafilatura says which of its lines are the article; the rules that plain text goes through say
what each line is. An extractor returns the article and throws captions and furniture away; here they are kept with their kind,
so that nothing that was on the page is lost and a person can correct it.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from lxml import etree, html

from analysis.articles.lines import Line, key
from analysis.articles.pages.extraction import mark_article
from analysis.articles.pages.markup import lines_of
from analysis.articles.pages.metadata import Metadata, guess_metadata, read_metadata
from analysis.articles.reading import CorpusError, bom_encoding, decode

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# An element's attributes as HTML reads them; a quotation mark is one only after the equals sign.
_ATTRIBUTE = r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+((?:[\s/]++|{_ATTRIBUTE})*+)")
_MOST_ATTRIBUTES = 20_000  # the parser's time grows with their square
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|article|p|div)\b", re.IGNORECASE)


class HtmlPage(NamedTuple):
    """The lines of a page, what it says of itself, what else was guessed, and what to look at."""

    lines: list[Line]
    metadata: Metadata
    guess: Metadata
    doubts: tuple[str, ...]


def looks_like_html(data: bytes) -> bool:
    """Tell whether bytes begin as a web page does."""
    return _MARKUP.search(data[:2048]) is not None


def read_html(data: bytes, path: Any = None, encoding: str | None = None, url: str | None = None) -> HtmlPage:
    """
    Read a saved web page.

    Parameters
    ----------
    data : bytes
        The file.
    path : path-like
        Its name, for messages.
    encoding : str
        Its encoding, where the page does not say it or says it wrongly.
    url : str
        Its address, where the page does not say it.

    Raises
    ------
    CorpusError
        If the page is in another encoding, or has no text.
    """
    text = decode(data, path, encoding or declared_encoding(data))
    tree = _parse(text, path)
    if tree is None:
        raise CorpusError("there is no text on this page: save it from the browser as 'web page, complete'.", path)
    metadata = read_metadata(tree, data, url)
    url = url or metadata.url
    lines = lines_of(tree)
    if not lines:
        raise CorpusError("there is no text on this page, perhaps it is drawn by a script: copy the text into a .txt file.", path)
    doubts = _place_headline(lines, metadata)
    doubts += mark_article(tree, lines, url)
    return HtmlPage(lines, metadata, guess_metadata(tree, url), tuple(doubts))


def declared_encoding(data: bytes) -> str | None:
    """
    The encoding that a page says it has, unless it is UTF-8 all the same.

    A server announces UTF-8 where the page still says Latin-1, and the announcement is lost when the page is saved. Text in
    another encoding is never UTF-8 by chance.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        return declared[1].decode("ascii") if declared and not bom_encoding(data) else None
    return None


def _parse(text: str, path: Any) -> Any:
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > 2 * _MOST_ATTRIBUTES and len(re.findall(_ATTRIBUTE, tag[1])) > _MOST_ATTRIBUTES:
            raise CorpusError("an element of this page has thousands of attributes: copy the text into a .txt file.", path)
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
    stated = metadata.headline or ""
    title = key(stated)
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
            return [f"the page's heading and its metadata differ: {best.text[:60]!r}, {stated[:60]!r}"]
    return []
