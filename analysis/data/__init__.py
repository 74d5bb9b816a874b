"""Word lists and tables: CSV files, each row with its source; ``SOURCES.csv`` has their licences."""

from __future__ import annotations

import csv
from pathlib import Path

_FOLDER = Path(__file__).parent


def read_table(name: str) -> list[dict[str, str]]:
    """
    Read a table of this folder.

    Parameters
    ----------
    name : str
        Name of the file.

    Returns
    -------
    list of dict
        A dict for each row, by column. Nothing is kept: who needs the words more than once keeps them in the form that
        they are looked up in.

    Examples
    --------
    >>> next(row["month"] for row in read_table("months.csv") if row["name"] == "april")
    '4'
    """
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
