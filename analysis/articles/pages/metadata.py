"""What a page says of itself: JSON-LD, Open Graph, meta elements, the note that a browser or an archive leaves; else a guess."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, NamedTuple

from analysis.articles.addresses import archived_address, web_address
from analysis.articles.dates import iso_date
from analysis.articles.lines import key, trim
from analysis.articles.model import without_controls
from analysis.articles.pages.linked_data import LinkedData, address_of, clean_names

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S{4,2000}?)\s*-->")
_TITLE_END = re.compile(r"\s+[|–—»-]\s+")
_SITE_WORDS = frozenset(["the", "news", "online", "com"])  # that a site has in one of its names and not in another
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
_AUTHORS = ("author", "authors", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "citation_author")


class Metadata(NamedTuple):
    """What was found; a field that was not found is None."""

    headline: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    licence: str | None = None


def read_metadata(tree: Any, head: bytes, url: str | None = None) -> Metadata:
    """
    Read what a parsed page says of itself.

    Parameters
    ----------
    tree : lxml element
        The page.
    head : bytes
        The beginning of the file, where a browser notes from where it saved the page.
    url : str, optional
        The page's address, where a person gave it.

    Returns
    -------
    Metadata
        From JSON-LD where it describes the article, then Open Graph, then other meta elements, then the title. The address
        of a page that was taken from an archive is the one it was archived from.
    """
    meta = _meta_elements(tree)
    one = {name: values[0] for name, values in meta.items()}
    canonical = next((link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")), None)
    saved = _SAVED_FROM.search(head[:4096])
    titles = one.get("og:title"), tree.findtext(".//title")
    addresses = {address for address in (canonical, one.get("og:url"), url) if address}
    data = LinkedData(tree)
    linked = data.article(_first(*titles), addresses)
    site = _first(
        *data.names(linked.get("publisher")), one.get("og:site_name"), one.get("application-name"), one.get("dc.publisher")
    )
    found = _first(
        *map(_web, (canonical, one.get("og:url"), linked.get("url"), linked.get("mainEntityOfPage"))),
        _web(saved[1].decode("utf-8", "replace")) if saved else None,
    )
    address = web_address(found) if found else None
    names = data.names(linked.get("author"))
    names = names or [name for field in _AUTHORS for value in meta.get(field, ()) for name in clean_names(value)]
    return Metadata(
        headline=_first(*clean_names(linked.get("headline")), *(_without_site(text, site) for text in titles)),
        byline=", ".join(dict.fromkeys(without_controls(name) for name in names)) or None,
        published=_date(linked.get("datePublished"), *(one.get(name) for name in _DATES), *_times(tree)),
        url=found,
        outlet=_first(site, address.netloc.removeprefix("www.") if address else None),
        licence=_first(_web(linked.get("license")), one.get("dc.rights")),
    )


def guess_metadata(tree: Any, url: str | None) -> Metadata:
    """Return what trafilatura and htmldate find in a page that does not say it; to be told as a guess."""
    from trafilatura.metadata import extract_metadata  # which takes a second to load, for a page alone

    try:
        found = extract_metadata(deepcopy(tree), default_url=url)
    except Exception:  # the library reads any page, and this page may be made to break it
        return Metadata()
    names = [name for part in (found.author or "").split(";") for name in clean_names(part)]
    return Metadata(byline=", ".join(names) or None, published=_date(found.date), outlet=_first(found.sitename))


def _meta_elements(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().casefold(), []).append(content[:2000].strip())
    return found


def _times(tree: Any) -> list[str]:
    """Return when the page says it was published in elements that say so: ``<time itemprop="datePublished" datetime="…">``."""
    marked = [element.attrib for element in tree.iter("time") if element.get("datetime")]
    named = [found for found in marked if "pubdate" in found or "ublish" in found.get("itemprop", "") + found.get("class", "")]
    return [found["datetime"] for found in (named or (marked if len(marked) == 1 else ()))]


def _first(*values: Any) -> str | None:
    """Return the first value that is text with something in it."""
    texts = (" ".join(without_controls(trim(value[:2000])).split()) for value in values if isinstance(value, str))
    return next(filter(None, texts), None)


def _web(value: Any) -> str | None:
    """Return an address of the web; anything else, such as ``javascript:``, is none."""
    address = archived_address((address_of(value) or "").strip())
    return address if len(address) <= 2000 and web_address(address) else None


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
