"""Databases of what an outlet changed after publishing: diffengine's, and NewsEdits', which has its form."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from analysis.articles.addresses import archived_address, web_address
from analysis.articles.ids import slug
from analysis.articles.reading import MAX_BYTES, CorpusError, first_bytes

DATABASES = (".db", ".sqlite", ".sqlite3")
_NEEDED = ("entry_id", "title", "url", "summary", "created")


def version_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """
    Yield the versions of a diffengine or NewsEdits database as rows of a table of articles, with their number from 1.

    An entry becomes a story: its first version is the wire, that is what the others are compared with, and the later ones are
    republications, each dated with the time at which it was seen.
    """
    if not first_bytes(path, 16).startswith(b"SQLite format 3"):
        raise CorpusError("this is no SQLite database: give diffengine's or NewsEdits', or a table.", path)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            columns = {row[1] for row in database.execute("PRAGMA table_info(entryversion)")}
            if not columns.issuperset(_NEEDED):
                raise CorpusError(f"there is no table 'entryversion' with {', '.join(_NEEDED)}, as diffengine makes it.", path)
            source = "source" if "source" in columns else "NULL"
            order = "version" if "version" in columns else "created"
            query = f"SELECT {', '.join(_NEEDED)}, {source}, length(summary) FROM entryversion ORDER BY entry_id, {order}"  # noqa: S608
            entry, story = object(), ""
            for number, (entry_id, title, url, summary, created, outlet, size) in enumerate(database.execute(query), 1):
                if size and size > MAX_BYTES:
                    raise CorpusError(f"the text has more than {MAX_BYTES / 1e6:.0f} MB, too much for one article.", path, number)
                first = entry_id != entry
                if first:
                    entry, story = entry_id, f"{slug(str(title or ''))[:60].strip('-')}-{slug(str(entry_id))}"
                place = web_address(archived_address(str(url or "")))
                yield (
                    number,
                    {
                        "story": story,
                        "role": "wire" if first else "republication",
                        "outlet": outlet or (place.netloc.removeprefix("www.") if place else None),
                        "headline": title,
                        "url": url,
                        "published": created,
                        "text": summary,
                    },
                )
    except sqlite3.Error as error:
        raise CorpusError(f"the database cannot be read ({error}): export it as CSV.", path) from None
