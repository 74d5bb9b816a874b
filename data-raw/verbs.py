"""Write analysis/data/verbs.csv: the forms of verbs, by lemminflect, for the verbs that the table already names."""

from __future__ import annotations

import csv
from pathlib import Path

from lemminflect import getAllInflections, getAllInflectionsOOV  # pip install lemminflect (MIT)

TABLE = Path(__file__).resolve().parents[1] / "analysis" / "data" / "verbs.csv"
TAGS = {"third": "VBZ", "past": "VBD", "participle": "VBN", "ing": "VBG"}
SOURCE = "lemminflect 0.2"


def main() -> None:
    """Write the table anew."""
    with TABLE.open(encoding="utf8", newline="") as file:
        verbs = sorted({row["verb"] for row in csv.DictReader(file)})
    with TABLE.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["verb", *TAGS, "source"])
        for verb in verbs:
            forms = getAllInflections(verb, "VERB") or getAllInflectionsOOV(verb, "VERB")
            past = forms.get("VBD", ())
            writer.writerow([verb, *("|".join(forms.get(tag, past)) for tag in TAGS.values()), SOURCE])


if __name__ == "__main__":
    main()
