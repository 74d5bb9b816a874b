"""What a page says of itself: JSON-LD, Open Graph, meta elements, the comment that a browser leaves when it saves a page."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from analysis.articles.addresses import web_address
from analysis.articles.dates import iso_date
from analysis.articles.lines import key, trim
from analysis.articles.model import without_controls

_ARTICLE_TYPES = ("article", "blogposting", "report", "newsarticle")
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S{4,2000}?)\s*-->")
_TITLE_END = re.compile(r"\s+[|–—»-]\s+")
_SITE_WORDS = frozenset(["the", "news", "online", "com"])  # that a site has in one of its names and not in another
_LIMIT = 2000  # objects of JSON-LD that are looked at


class Metadata(NamedTuple):
    """What was found; a field that was not found is None."""

    headline: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    licence: str | None = None


def read_metadata(tree: Any, head: bytes) -> Metadata:
    """
    Read the metadata of a parsed page.

    Parameters
    ----------
    tree : lxml element
        The page.
    head : bytes
        The beginning of the file, where a browser notes from where it saved the page.

    Returns
    -------
    Metadata
        From JSON-LD where it describes the article, then Open Graph, then other meta elements, then the title.
    """
    meta = _meta_elements(tree)
    linked = next(_articles(tree), {})
    publisher = linked.get("publisher")
    canonical = next((link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")), None)
    saved = _SAVED_FROM.search(head[:4096])
    site = _first(_name(publisher), meta.get("og:site_name"), meta.get("application-name"), meta.get("dc.publisher"))
    url = _first(
        *(_web(value) for value in (canonical, meta.get("og:url"), linked.get("url"), linked.get("mainEntityOfPage"))),
        _web(saved[1].decode("utf-8", "replace")) if saved else None,
    )
    title = tree.findtext(".//title")
    return Metadata(
        headline=_first(linked.get("headline"), _without_site(meta.get("og:title"), site), _without_site(title, site)),
        byline=_first(_name(linked.get("author")), _plain_author(meta.get("author")), _plain_author(meta.get("article:author"))),
        published=_date(linked.get("datePublished"), *(meta.get(name) for name in _DATES)),
        url=url,
        outlet=_first(site, web_address(url).netloc.removeprefix("www.") if url else None),
        licence=_first(_web(linked.get("license")), meta.get("dc.rights")),
    )


_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
)


def _meta_elements(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().casefold(), content[:2000].strip())
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD that describe an article; damaged JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            queue = deque([json.loads(script.text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)])
        except (ValueError, RecursionError):
            continue
        for _ in range(_LIMIT):
            if not queue:
                break
            item = queue.popleft()
            if isinstance(item, list):
                queue.extendleft(reversed(item[:_LIMIT]))
            elif isinstance(item, dict):
                kinds = item.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and kind.casefold().endswith(_ARTICLE_TYPES) for kind in kinds):
                    yield item
                queue.extend(value for key in ("@graph", "mainEntity") if isinstance(value := item.get(key), dict | list))


def _first(*values: Any) -> str | None:
    """Return the first value that is text with something in it."""
    return next(
        (clean for value in values if isinstance(value, str) and (clean := " ".join(without_controls(trim(value[:2000])).split()))),
        None,
    )


def _name(value: Any) -> str | None:
    """Return the name of a person or an organisation, or several joined."""
    if isinstance(value, list):
        names = [name for item in value[:10] if (name := _name(item))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return _plain_author(value)


def _plain_author(value: Any) -> str | None:
    """An address of a profile is no name."""
    return value if isinstance(value, str) and not value.startswith(("http:", "https:", "/", "@")) else None


def _web(value: Any) -> str | None:
    """Return an address of the web; anything else, such as ``javascript:``, is none."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if not isinstance(value, str):
        return None
    value = value.strip()
    return value if len(value) <= 2000 and web_address(value) else None


def _date(*values: Any) -> str | None:
    return next((date for value in values if isinstance(value, str) and (date := iso_date(value[:100]))), None)


def _without_site(title: str | None, site: str | None) -> str | None:
    """Take the outlet's name off a title: "Talks fail | Example Gazette"; a short end is one where the page does not name it."""
    if not title:
        return None
    title = " ".join(title[:1000].split())
    parts = _TITLE_END.split(title)
    if len(parts) > 1 and _names_site(parts[-1], site, short=len(parts[-1].split()) <= 3 < len(parts[0].split())):
        return title[: title.rindex(parts[-1])].rstrip(" |–—»-")
    return title


def _names_site(end: str, site: str | None, *, short: bool) -> bool:
    """Tell whether a title ends in the site's name, shorter ("BBC" of "BBC News") or longer, and not in "minister says"."""
    if site is None:
        return short
    words, names = {*key(end).split()}, {*key(site).split()}
    return bool(words) and (words <= names or (names <= words <= names | _SITE_WORDS))
