"""
How well, how fast and with how much memory republications are found in an invented archive with known reuse.

    python benchmarks/find.py [--articles 20000] [--wires 2000] [--short]

The pile has copies, articles with one word in eight edited, with half and with a quarter of the wire kept, articles on the same
event by somebody else (up to three of the wire's quotations and all its standing paragraphs), and unrelated ones.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from pathlib import Path

from invented_archive import KINDS, Archive, pile
from targets import target

from analysis import Article, find_republications
from analysis.archive.credits import find_credit
from analysis.archive.index import WireIndex

SHARES = {"copy": 0.1, "edited": 0.1, "half": 0.1, "quarter": 0.1, "topic": 0.3, "unrelated": 0.3}
CREDITS = Path(__file__).resolve().parents[1] / "tests" / "data" / "agency_credits.csv"


def credited_article(place: str, text: str) -> Article:
    """An article that has a line at a place: byline, first or last line, or in the middle."""
    lines = ["The minister resigned on Monday.", "His party met in the evening.", "Nobody else spoke."]
    if place != "byline":
        lines[{"first": 0, "body": 1, "last": 2}[place]] = text
    return Article.from_text("\n".join(lines), byline=text if place == "byline" else None)


def credits_accuracy() -> float:
    """Share of the invented bylines, first and last lines whose label the kit shares."""
    with CREDITS.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = [
        (find_credit(credited_article(r["place"], r["text"]), r["agency"]) is not None) == (r["credited"] == "yes") for r in rows
    ]
    return sum(right) / len(rows)


def run(n_wires: int, n: int, words: int) -> dict:
    """Find, and count what was found."""
    archive = Archive(n_wires, words=words)
    wires = [archive.wire_article(k) for k in range(n_wires)]
    drawn = list(pile(archive, SHARES, n))
    begin = time.process_time()
    index = WireIndex.of(wire.text for wire in wires)
    indexing = time.process_time() - begin
    texts = [article.text for _, _, article in drawn]
    begin = time.process_time()
    for k in range(0, n, 512):
        index.candidates(texts[k : k + 512])
    looking = time.process_time() - begin
    begin = time.process_time()
    found = find_republications(wires, (article for _, _, article in drawn))
    whole = time.process_time() - begin
    pairs = set(zip(found.article_id, found.wire_id, strict=True))
    truth = {(article.article_id, f"wire-{wire}"): kind for kind, wire, article in drawn if KINDS[kind]}
    hit, sizes = Counter(truth[pair] for pair in pairs if pair in truth), Counter(truth.values())
    return {
        "recall": {kind: hit[kind] / sizes[kind] for kind, share in KINDS.items() if share},
        "precision": sum(pair in truth for pair in pairs) / max(len(pairs), 1),
        "documents a second": n / looking,
        "bytes a wire": (index.entries.nbytes + index.sizes.nbytes) / n_wires,
        "indexed a second": n_wires / indexing,
        "ms a pair": 1000 * (whole - looking - indexing) / max(len(pairs), 1),
        "words": sum(len(text.split()) for text in texts) / n,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20000)
    parser.add_argument("--wires", type=int, default=2000)
    parser.add_argument("--short", action="store_true", help="also: how short a wire may be")
    options = parser.parse_args()
    found = run(options.wires, options.articles, 350)
    print(f"{options.articles:,} articles of {found['words']:.0f} words, {options.wires:,} wires; processor time of one core")
    print(f"indexing: {found['indexed a second']:,.0f} wires a second; confirming: {found['ms a pair']:.1f} ms a pair found")
    for kind, recall in found["recall"].items():
        target(f"find: recall, {kind}", recall, least=0.99)
    target("find: precision after confirmation", found["precision"], least=0.99)
    target("find: articles before confirmation", found["documents a second"], least=6000, unit="a second")
    target("find: index", found["bytes a wire"], most=1024, unit="bytes a wire")
    target("find: credited or not", credits_accuracy(), least=0.97)
    if options.short:
        print(f"\n| words of a wire | {' | '.join(kind for kind, share in KINDS.items() if share)} | precision |")
        print("|---:" * (2 + sum(share > 0 for share in KINDS.values())) + "|")
        for words in (20, 40, 60, 80, 120, 160, 240):
            found = run(500, 2000, words)
            print(f"| {words} | {' | '.join(f'{r:.3f}' for r in found['recall'].values())} | {found['precision']:.3f} |")


if __name__ == "__main__":
    main()
