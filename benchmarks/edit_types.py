"""
How often an edit is found, and given its type: a confusion matrix over a labelled table of invented sentences.

An edit is found if its words or a part of them are marked; with exactly the labelled words is counted apart. Of two
phrases that changed places the shorter one is labelled. The part "tuned" was at hand when the rules were
written. The part "held out" was written afterwards; one slip that it showed was mended.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

from analysis.comparison.changes.edits import EDIT_TYPES, word_edits

TABLE = Path(__file__).parents[1] / "tests" / "data" / "edits.csv"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def confusion(part: str) -> tuple[Counter[tuple[str, str]], int]:
    """(label, type given) → how many; and how many edits have exactly the labelled words."""
    gold = defaultdict(list)
    with TABLE.open(encoding="utf8") as table:
        for row in csv.DictReader(table):
            if row["part"] == part:
                gold[row["wire_sentence"], row["sentence"]].append(row)
    counts: Counter[tuple[str, str]] = Counter()
    exact = 0
    for (one, two), rows in gold.items():
        rest = [(words(e.before), words(e.after), e.type) for e in word_edits(one, two)]
        for row in rows:
            before, after = words(row["before"]), words(row["after"])

            def likeness(edit: tuple, before: list[str] = before, after: list[str] = after) -> int:
                same = edit[:2] == (before, after)
                return 100 * same + len({*edit[0]} & {*before}) + len({*edit[1]} & {*after})

            best = max(rest, key=likeness, default=None)
            if best is None or not likeness(best):
                counts[row["type"], "not found"] += 1
                continue
            exact += best[:2] == (before, after)
            counts[row["type"], best[2]] += 1
            rest.remove(best)
        counts.update(("not labelled", kind) for *_, kind in rest)
    return counts, exact


def main() -> None:
    for part in ("tuned", "held out"):
        counts, exact = confusion(part)
        labelled = sum(n for (kind, _), n in counts.items() if kind != "not labelled")
        right = sum(counts[kind, kind] for kind in EDIT_TYPES)
        print(
            f"\n{part}: {labelled} labelled edits, {right} ({right / labelled:.3f}) of the right type, {exact} with the same words"
        )
        columns = [*EDIT_TYPES, "not found"]
        print(f"{'labelled':>13} │ " + " ".join(f"{name[:11]:>11}" for name in columns))
        for kind in (*EDIT_TYPES, "not labelled"):
            print(f"{kind:>13} │ " + " ".join(f"{counts[kind, name] or '·':>11}" for name in columns))


if __name__ == "__main__":
    main()
