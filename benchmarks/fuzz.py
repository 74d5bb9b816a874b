"""Fuzz every function that reads a text, for as long as you like.

    python benchmarks/fuzz.py [--minutes 30] [--seed 0]

Texts are heavy with quotation marks, dates, figures and addresses. What is raised and is no AnalysisError is printed with
the text that raised it, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable

from analysis import (
    AnalysisError,
    Article,
    Story,
    align,
    annotate,
    claim_changes,
    claims,
    compare,
    country_sentiment,
    edits,
    explain,
    findings,
    import_article,
    measure,
    quote_fates,
)

PIECES = [
    *"“”‘’\"'`«»„.,?!:;—–-()[]… \n\t\x1b\u202e\u00ad\u2028",
    *(", ", ". ", ",” ", ".” ", " “", "’s ", "n’t ", "--", "[17]", "\n\n", "<b>", "</p>", "&amp;", "http://a.b/c", "@x.org"),
    *("said", "told", "beamed", "shrugs", "reports", "accused", "according to", "by", "refused to", "did not", "may", "about"),
    *("she", "he", "Lee", "Ann Lund", "the minister", "France", "Turkey", "Niger state", "U.S.", "Mr.", "South", "Korea"),
    *("9", "17", "1,000", "5.5", "99999", "$", "%", "€", "-five", "twenty-five", "10:30", "p.m.", "No.", "bn", "²", "٣"),
    *("15 HAZİRAN 2024", "Aprıl 5, 2024", "Jan. 5", "5th January", "14/03/2026", "2024-02-30", "last Monday"),
    *("By Ann Lund", "PARIS (Example Wire) —", "Photo:", "READ MORE", "Share this", "Published 31 January 2026 by"),
]
FRAMES: list[Callable[[Story], object]] = [edits, quote_fates, claims, compare, explain, findings]


def made_text(source: random.Random) -> str:
    """Some pieces, joined by a space or by nothing."""
    return source.choice(("", " ")).join(source.choices(PIECES, k=source.randint(0, 60)))


def read(source: random.Random) -> str:
    """One round: a text and a variation of it, through every function; the text that broke one, with the error, or nothing."""
    text = made_text(source)
    words = text.split(" ")
    other = " ".join(source.choice((word, word, word, made_text(source)[:9])) for word in words)
    versions = [Article.from_text(f"A {t}", article_id=r, role=r) for t, r in ((text, "wire"), (other, "republication"))]
    story = Story("s", "S", versions[0], (versions[1],))
    steps: list[Callable[[], object]] = [
        lambda: annotate(text).mentions,
        lambda: align(text, other),
        lambda: claim_changes(text, other),
        lambda: import_article(text, story_id="s", outlet="O", role="wire"),
        lambda: import_article(f"<html><body><p>{text}</p><p>{other}</p></body></html>", story_id="s", outlet="O", role="wire"),
        lambda: measure(story.articles),
        lambda: country_sentiment(story.articles),
    ]
    for step in [*steps, *(lambda frame=frame: frame(story) for frame in FRAMES)]:
        try:
            step()
        except AnalysisError:
            continue
        except Exception:
            return f"{traceback.format_exc()}\n{text!r}\n{other!r}"
    return ""


def main() -> int:
    """Run until the time is up, or until something breaks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    source, rounds, end = random.Random(given.seed), 0, time.monotonic() + 60 * given.minutes
    while time.monotonic() < end:
        rounds += 1
        if broken := read(source):
            print(broken)
            return 1
    print(f"{rounds} rounds of {7 + len(FRAMES)} functions, nothing but AnalysisError")
    return 0


if __name__ == "__main__":
    sys.exit(main())
