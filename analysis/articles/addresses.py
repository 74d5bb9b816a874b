"""Addresses of the web: what is one, and when two lead to the same article."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

# Parameters that say by which link a reader came, not which article it is.
_CLICKS = frozenset(["fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid"])


def web_address(url: str) -> SplitResult | None:
    """
    Return the parts of an address of the web, or None for anything else.

    Examples
    --------
    >>> web_address("https://gazette.example/talks").netloc
    'gazette.example'
    >>> web_address("javascript:alert(1)"), web_address("http://[2001:db8/talks")
    (None, None)
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # a bracket that is not closed, as of an IPv6 address, or a host that Unicode folds into another
        return None
    return parts if parts.scheme in ("http", "https") and parts.netloc else None


_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)", re.IGNORECASE)


def archived_address(url: str) -> str:
    """
    Return the address from which an archive took a page, or the address itself.

    Examples
    --------
    >>> archived_address("https://web.archive.org/web/20260131100000/https://gazette.example/talks")
    'https://gazette.example/talks'
    """
    return _ARCHIVED.sub("", url)


def address_fault(url: str) -> str | None:
    """What is wrong with an address that is none of the web, without a full stop; None if nothing is."""
    if web_address(url) is not None:
        return None
    return f"the url {url[:60]!r} is not an address of the web: write it as https://gazette.example/talks"


def address_key(url: str) -> str:
    """
    Bring an address into the form in which those of one article are equal.

    Scheme, "www.", "m.", capitals of the path, a slash at its end, the fragment and parameters that track readers do not tell
    articles apart; other parameters do.

    Examples
    --------
    >>> address_key("https://www.gazette.example/story.php?id=1&utm_source=x") == address_key("http://gazette.example/story.php?id=1")
    True
    >>> address_key("https://gazette.example/story.php?id=1") == address_key("https://gazette.example/story.php?id=2")
    False
    """
    parts = web_address(url)
    if parts is None:
        return url.strip()
    place = parts.netloc.casefold().removeprefix("www.").removeprefix("m.") + parts.path.rstrip("/").casefold()
    query = sorted(part for part in parts.query.split("&") if part and not _tracks(part.partition("=")[0].casefold()))
    return f"{place}?{'&'.join(query)}" if query else place


def _tracks(name: str) -> bool:
    return name.startswith("utm_") or name in _CLICKS
