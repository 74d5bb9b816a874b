"""
How far changed claims, sources and headlines of the sample corpus agree with labels.

    python benchmarks/sample_claims.py

The labels (``tests/data/sample_claims.csv``) were made from the texts, before the kit's reading of them was looked at: the changed
claims of ten republications (by type, with words of the wire), the sources of the six wires, and 19 headlines, none of which says
what its own text does not. What is only put or cut is no changed claim here. A claim is found if the kit has a row of its type in
the same sentence of the wire; a source if its words stand in the kit's.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from pages import markdown

from analysis import Article, Story, annotate, claims, headlines, load_corpus, sources

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tests" / "data" / "sample_claims.csv"
COLUMNS = ("Label", "Labelled", "Found", "Right", "precision", "recall")
_NO_CHANGE = ("added", "lost")


def labels(layer: str) -> list[dict[str, str]]:
    """Rows of a layer."""
    with TABLE.open(encoding="utf8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["layer"] == layer]


def of_claims(story: Story) -> tuple[Counter, Counter, Counter, Counter]:
    """By type: claims that are labelled, that the kit has, labelled ones that it has, and of its own those that are labelled."""
    wire, gold = annotate(story.wire), set()
    read = {row["article_id"] for row in labels("claim") if row["story_id"] == story.story_id}
    for row in labels("claim"):
        if row["story_id"] == story.story_id:
            gold.add((row["article_id"], row["type"], wire.sentence_of(wire.text.index(row["words"])), row["words"]))
    found = claims(story)
    found = found[found.article_id.isin(read) & ~found.type.isin(_NO_CHANGE)]
    kit = [(c.article_id, c.type, c.wire_sentence) for c in found.itertuples()]
    places = {label[:3] for label in gold}
    return (
        Counter(label[1] for label in gold),
        Counter(one[1] for one in kit),
        Counter(label[1] for label in gold if label[:3] in kit),
        Counter(one[1] for one in kit if one in places),
    )


def of_sources(wire: Article) -> tuple[int, int, int, int]:
    """The same of the sources of a wire."""
    gold = [row["words"].lower() for row in labels("source") if row["story_id"] == wire.story_id]
    kit = [f"{row.source} {row.description or ''}".lower() for row in sources(wire).itertuples()]
    found = [any(words in one for one in kit) for words in gold]
    return len(gold), len(kit), sum(found), sum(any(words in one for words in gold) for one in kit)


def rows() -> list[tuple[str, ...]]:
    """The table of docs/validity.md."""
    stories = load_corpus(ROOT / "corpus")
    totals = [Counter() for _ in range(4)]
    speaking = [0, 0, 0, 0]
    for story in stories:
        for total, more in zip(totals, of_claims(story), strict=True):
            total.update(more)
        speaking = [a + b for a, b in zip(speaking, of_sources(story.wire), strict=True)]
    out = [_row(f"claim, {kind}", *(total[kind] for total in totals)) for kind in sorted(totals[0] + totals[1])]
    out.append(_row("claims, all", *(total.total() for total in totals)))
    out.append(_row("sources of the wires", *speaking))
    read = {(row["story_id"], row["article_id"]) for row in labels("headline")}
    frames = [headlines(story) for story in stories]
    raised = sum(int(r.alarms) for frame in frames for r in frame.itertuples() if (r.story_id, r.article_id) in read)
    out.append(_row(f"alarms about {len(read)} headlines", 0, raised, 0, 0))
    return out


def _row(name: str, labelled: int, kit: int, found: int, right: int) -> tuple[str, ...]:
    shares = (f"{part / whole:.3f}" if whole else "–" for part, whole in ((right, kit), (found, labelled)))
    return name, str(labelled), str(kit), str(right), *shares


def main() -> None:
    print(markdown(COLUMNS, rows()))


if __name__ == "__main__":
    main()
