"""Tables of figures as Markdown, and their place in a page of the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path


def markdown(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def replace_between(page: str, name: str, text: str) -> str:
    """The page with what stands between ``<!-- name -->`` and ``<!-- end of name -->`` replaced."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    if page.count(start) != 1 or page.count(end) != 1:
        raise SystemExit(f"The page needs the markers {start} and {end}, once each.")
    return re.sub(f"{start}.*{end}", lambda _: f"{start}\n{text}\n{end}", page, flags=re.DOTALL)


def write_tables(path: Path, tables: dict[str, str]) -> None:
    """Write each table between the markers of its name."""
    page = path.read_text(encoding="utf-8")
    for name, table in tables.items():
        page = replace_between(page, name, table)
    path.write_text(page, encoding="utf-8")
