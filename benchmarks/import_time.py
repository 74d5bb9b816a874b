"""
Time and memory of importing, annotating and measuring text as it grows, up to 5 MB.

Articles as they are, and texts and pages that were made to slow rules down. Run ``python benchmarks/import_time.py``, or with
words that the names of the texts hold; the table goes to standard output. Seconds are of the processor, so that other work on
the machine does not count; growth is the time for 5 MB over the time for 1.25 MB, 4 if it is linear.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from analysis import annotate, measure
from analysis.articles.corpus.article_file import parse_article, render_article
from analysis.articles.importing.ingest import preview_import
from analysis.articles.model import Article
from analysis.errors import AnalysisError

SIZES = (1_250_000, 2_500_000, 5_000_000)
SENTENCE = "The minister said on Monday that the talks in Geneva had failed, and that they would resume in May. "
START = f"<html><body><p>{SENTENCE}</p>"
QUOTED = "“The talks may have failed,” Ana Lund, the minister, told reporters in Geneva. "
WRAPPED = "the minister said on Monday that the talks in Geneva had\nfailed and that nobody was surprised\n"


def again(part: str) -> Callable[[int], str]:
    return lambda size: part * (size // len(part))


def page(part: str) -> Callable[[int], str]:
    return lambda size: START + part * (size // len(part))


TEXTS: dict[str, Callable[[int], str]] = {
    "one paragraph": again(SENTENCE),
    "paragraphs": lambda size: "\n\n".join(f"{SENTENCE * 3}{i}." for i in range(size // 300)),
    "one paragraph of quotations": again(QUOTED),
    "quotations that are never closed": again("“The talks have failed, I think.\n\n"),
    "short lines": lambda size: "\n".join(f"Word {i}" for i in range(size // 10)),
    "lines of a speaker": again("Lund: We left.\n"),
    "captions": again("Koreas\nBoats wait here (Ana Lund, AP)\n"),
    "wrapped lines": again(WRAPPED),
    "blank lines": lambda size: f"x{chr(10) * size}x",
    "spaces": lambda size: f"Talks{' ' * size}failed.",
    "no-break spaces": lambda size: "\xa0" * size + "x",
    "opening brackets": again("("),
    "nested brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "opening quotation marks": again("“"),
    "opened words": again("“a "),
    "straight quotation marks": again('"a '),
    "apostrophes": again("'a "),
    "dots": again("."),
    "dots and spaces": again(". "),
    "initials": again("a."),
    "abbreviations": again("U.S. "),
    "digits": again("7"),
    "digits and commas": again("7,"),
    "capitals": again("A"),
    "capitalised words": again("Aa "),
    "hyphens": again("a-"),
    "slashes": again("a/"),
    "hedges": again("may "),
    "countries": again("China and "),
    "says": again("says Lund, "),
    "letters": again("a"),
    "accents": again("a\u0301"),
    "joined emoji": again("😀\u200d"),
    "page: paragraphs": lambda size: START + f"<p>{SENTENCE * 3}</p>" * (size // 300),
    "page: open paragraphs": page("<p>x"),
    "page: elements beside each other": page("<div class='c-related__list'>x</div>"),
    "page: 200 levels, again and again": page("<div>" * 200 + "x" + "</div>" * 200),
    "page: inline elements": page("<b>x</b>"),
    "page: closing tags": page("</div>"),
    "page: comments": page("<!--x-->"),
    "page: character references": page("&amp;"),
    "page: one attribute": lambda size: START + f"<p class='{'related ' * (size // 8)}'>x</p>",
    "page: attributes": lambda size: START + f"<p {' '.join(f'a{i}=1' for i in range(size // 10))}>x</p>",
    "page: JSON-LD": lambda size: START + f"<script type='application/ld+json'>{'[' * size}</script>",
    "page: meta elements": page("<meta name=author content=x>"),
}


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    with suppress(AnalysisError):  # a refusal takes its time, too
        work()
    return time.process_time() - start


def steps(text: str) -> list[tuple[str, float]]:
    """Return the seconds that each step takes; of a page, its import alone."""
    names = {"story_id": "s", "outlet": "Example Gazette", "role": "wire"}
    imported = ("import", seconds(lambda: preview_import(text + "\n", language="en", **names)))
    if text.startswith(START):
        return [imported]
    body = Article.from_text(text, **names)
    file = render_article(body)
    return [
        imported,
        ("file", seconds(lambda: parse_article(file, "text.md", "s", "a"))),
        ("annotate", seconds(lambda: annotate(text))),
        ("measure", seconds(lambda: measure([body]))),
    ]


def main() -> None:
    """Print a row a text and a step."""
    wanted = sys.argv[1:]
    print(f"{'text':<36}{'step':<10}" + "".join(f"{size / 1e6:>8.2f} MB" for size in SIZES) + f"{'growth':>9}")
    annotate("Warm up, she said.")
    for name, make in TEXTS.items():
        if wanted and not any(word in name for word in wanted):
            continue
        table = [steps(make(size)) for size in SIZES]
        for k, (step, _) in enumerate(table[0]):
            times = [row[k][1] for row in table]
            growth = f"{times[-1] / times[0]:>9.1f}" if times[-1] >= 0.5 else f"{'–':>9}"
            print(f"{name:<36}{step:<10}" + "".join(f"{value:>9.2f} s" for value in times) + growth, flush=True)
    print(f"highest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
