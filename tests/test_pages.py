"""Block kinds on labelled pages that were written for the kit: accuracy per kind has a floor."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analysis.articles.model import Story
from analysis.articles.pages.blocks import read_page

PAGES = Path(__file__).parent / "data" / "pages"
CODES = {"H": "headline", "B": "body", "X": "crosshead", "C": "caption", "Y": "byline", "F": "furniture"}
# Recall and precision that the classifier may not fall below, on all labelled text pages together.
FLOORS = {
    "headline": (0.95, 0.95),
    "body": (0.99, 0.97),
    "crosshead": (0.75, 0.85),
    "caption": (0.88, 0.88),
    "byline": (0.95, 0.85),
    "furniture": (0.95, 0.97),
}


def read_labels(path: Path) -> tuple[str, list[tuple[str, str]]]:
    """Return the page without its labels, and kind and text of each labelled paragraph (a wrapped one goes on, indented)."""
    raw, labels = [], []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line[:1] in CODES and line[1:2] == " ":
            labels.append((CODES[line[0]], line[2:].strip()))
            raw.append(line[2:])
        else:
            if line.strip():
                labels[-1] = (labels[-1][0], f"{labels[-1][1]} {line.strip()}")
            raw.append(line)
    return "\n".join(raw), labels


def judge(path: Path) -> Counter[tuple[str, str]]:
    """Count pairs of labelled and given kind, block by block in page order."""
    text, labels = read_labels(path)
    page = read_page(text)
    blocks = [(block.kind, block.text) for block, _ in page.blocks]
    pairs: Counter[tuple[str, str]] = Counter()
    position, headline = 0, page.headline
    for kind, label in labels:
        if label == headline:
            pairs[kind, "headline"] += 1
            headline = ""
            continue
        found = next((i for i in range(position, len(blocks)) if blocks[i][1] == label), None)
        pairs[kind, "missing" if found is None else blocks[found][0]] += 1
        position = position if found is None else found + 1
    return pairs


def scores(pairs: Counter[tuple[str, str]]) -> dict[str, tuple[int, float, float]]:
    result = {}
    for kind in CODES.values():
        right = pairs[kind, kind]
        labelled = sum(count for (label, _), count in pairs.items() if label == kind)
        given = sum(count for (_, got), count in pairs.items() if got == kind)
        result[kind] = (labelled, right / max(labelled, 1), right / max(given, 1))
    return result


def test_there_are_enough_pages() -> None:
    assert len(list(PAGES.glob("*.txt"))) >= 40


@pytest.mark.parametrize("kind", list(FLOORS))
def test_accuracy_has_a_floor(kind: str) -> None:
    pairs = sum((judge(path) for path in sorted(PAGES.glob("*.txt"))), Counter())
    _, recall, precision = scores(pairs)[kind]
    assert (recall >= FLOORS[kind][0], precision >= FLOORS[kind][1]) == (True, True), (kind, recall, precision)


def test_the_documentation_gives_the_measured_accuracy() -> None:
    pairs = sum((judge(path) for path in sorted(PAGES.glob("*.txt"))), Counter())
    text = (Path(__file__).parents[1] / "docs" / "your-corpus.md").read_text(encoding="utf-8")
    for kind, (labelled, recall, precision) in scores(pairs).items():
        assert f"| {kind} | {labelled} | {recall:.2f} | {precision:.2f} |" in text
    counts = f"{len(list(PAGES.glob('*.txt')))} plain texts, {len(list(PAGES.glob('*.html')))} web pages"
    assert counts in text


def test_the_documentation_counts_the_body_paragraphs_of_the_sample_that_are_kept(stories: tuple[Story, ...]) -> None:
    kept = total = 0
    for article in (article for story in stories for article in story.articles):
        page = read_page("\n\n".join([article.headline, *(block.text for block in article.blocks)]))
        body = {block.text for block, _ in page.blocks if block.kind == "body"}
        labelled = [block.text for block in article.blocks if block.kind == "body"]
        kept, total = kept + sum(text in body for text in labelled), total + len(labelled)
    assert kept / total > 0.99
    text = (Path(__file__).parents[1] / "docs" / "your-corpus.md").read_text(encoding="utf-8")
    assert f"{kept} of {total} body paragraphs were kept" in text


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_no_body_sentence_is_set_apart(path: Path) -> None:
    pairs = judge(path)
    assert {got for (label, got), count in pairs.items() if label == "body" and count} <= {"body"}
    assert not any(got == "missing" for _, got in pairs)
