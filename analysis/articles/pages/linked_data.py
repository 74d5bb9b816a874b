"""JSON-LD as pages have it: several objects, references between them, and text that is not quite JSON."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from analysis.articles.lines import key, trim

_ARTICLE_TYPES = ("article", "blogposting", "report", "newsarticle")
_LIMIT = 2000  # objects of a page that are looked at
_WRAPPING = re.compile(r"^[\s/*]*(?:<!\[CDATA\[|<!--)[\s/*]*|[\s/*]*(?:\]\]>|-->)[\s/*]*$")
_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*[}\]])', re.DOTALL)
_TAG = re.compile(r"<[^<>]{1,400}>")
_BY = re.compile(r"^(?:by|written by|view all posts by)\b[:\s]*", re.IGNORECASE)
_SEVERAL = 20  # authors of one article
_LOGINS = frozenset(["admin", "administrator", "author", "editor", "webmaster", "user", "staff", "unknown", "none", "null"])


class LinkedData:
    """What the JSON-LD of a parsed page says of its article; references between its objects are followed."""

    def __init__(self, tree: Any):
        self._objects = list(_objects(tree))
        self._by_id = {item["@id"]: item for item in reversed(self._objects) if _is_named(item)}

    def article(self, title: str | None, addresses: set[str]) -> dict[str, Any]:
        """Return the object of the page's article: of several the one with its address or title, else the first; or nothing."""
        articles = [item for item in self._objects if _is_article(item)]
        wanted = key(title or "")

        def fits(item: dict[str, Any]) -> tuple[bool, bool]:
            places = {place for name in ("url", "mainEntityOfPage", "@id") if (place := address_of(item.get(name)))}
            headline = key(item["headline"]) if isinstance(item.get("headline"), str) else ""
            return bool(places & addresses), bool(headline) and (headline in wanted or wanted in headline)

        return max(articles, key=fits, default={})

    def names(self, value: Any, depth: int = 3) -> list[str]:
        """Return the names of persons or organisations, wherever the object that describes them stands."""
        if isinstance(value, list):
            return list(dict.fromkeys(name for item in value[:_SEVERAL] for name in self.names(item, depth))) if depth else []
        if not isinstance(value, dict):
            return clean_names(value)
        parts = [part for field in ("givenName", "familyName") if isinstance(part := value.get(field), str)]
        found = self.names(value.get("name"), depth - 1) if depth else []
        if not found and depth and value.get("@id") in self._by_id and self._by_id[value["@id"]] is not value:
            found = self.names(self._by_id[value["@id"]], depth - 1)
        return found or clean_names(" ".join(parts))


def _is_named(item: dict[str, Any]) -> bool:
    return isinstance(item.get("@id"), str) and any(field in item for field in ("name", "givenName"))


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.casefold().endswith(_ARTICLE_TYPES) for kind in kinds)


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects that a page's JSON-LD names at its top, in lists, in graphs and as a page's main entity."""
    queue: deque[Any] = deque()
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            queue.extend(_load(script.text))
    for _ in range(_LIMIT):
        if not queue:
            break
        item = queue.popleft()
        if isinstance(item, list):
            queue.extendleft(reversed(item[:_LIMIT]))
        elif isinstance(item, dict):
            yield item
            queue.extend(value for name in ("@graph", "mainEntity", "author") if isinstance(value := item.get(name), dict | list))


def _load(text: str) -> Iterator[Any]:
    """Read what is nearly JSON: in comments or CDATA, with entities for quotation marks, with a comma or semicolon too many."""
    text = _WRAPPING.sub("", text)
    if '"' not in text:
        text = html.unescape(text)
    for form in (text, _COMMA.sub(r"\1", text)):
        try:
            yield json.JSONDecoder(strict=False).raw_decode(form.lstrip("\ufeff \t\r\n;"))[0]
        except (ValueError, RecursionError):
            continue
        return


def clean_names(value: Any) -> list[str]:
    """
    Return the name that a value holds, without mark-up and entities; an address or a login is none.

    Examples
    --------
    >>> clean_names("By &lt;a href='/p'&gt;Amir Lund&lt;/a&gt;"), clean_names("https://gazette.example/lund"), clean_names("admin")
    (['Amir Lund'], [], [])
    """
    if not isinstance(value, str):
        return []
    text = " ".join(trim(_TAG.sub("", html.unescape(html.unescape(value[:2000])))).split())
    text = _BY.sub("", text).strip(" ,;|")
    if not text or text.casefold() in _LOGINS or text.startswith(("http:", "https:", "/", "@", "www.")):
        return []
    return [text]


def address_of(value: Any) -> str | None:
    """Return the address that a value is or names."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None
