"""
Time of importing text as it grows, up to 5 MB: articles as they are, and texts that were made to slow rules down.

Run ``python benchmarks/import_time.py``; the table goes to standard output.
"""

from __future__ import annotations

import resource
import time

from analysis.articles.blocks import read_page

SENTENCE = "The minister said on Monday that the talks in Geneva had failed, and that they would resume in May. "
TEXTS = {
    "one paragraph": lambda size: SENTENCE * (size // 100),
    "paragraphs of 300 characters": lambda size: "\n\n".join(f"{SENTENCE * 3}{i}." for i in range(size // 300)),
    "short lines": lambda size: "\n".join(f"Word {i}" for i in range(size // 10)),
    "captions": lambda size: "Koreas\nBoats wait here (Ana Lund, AP)\n" * (size // 37),
    "open brackets": lambda size: "(" * size,
    "white space": lambda size: "\xa0" * size + "x",
    "wrapped lines": lambda size: (
        "the minister said on Monday that the talks in Geneva had\nfailed and that nobody was surprised\n" * (size // 95)
    ),
}


def main() -> None:
    """Print seconds for 1.25, 2.5 and 5 MB of each text; doubling the text should double the time."""
    print(f"{'text':<32}" + "".join(f"{size / 1e6:>10.2f} MB" for size in (1_250_000, 2_500_000, 5_000_000)))
    read_page("warm up.")
    for name, make in TEXTS.items():
        seconds = []
        for size in (1_250_000, 2_500_000, 5_000_000):
            text = make(size)
            start = time.perf_counter()
            read_page(text)
            seconds.append(time.perf_counter() - start)
        print(f"{name:<32}" + "".join(f"{value:>11.2f} s" for value in seconds))
    print(f"highest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
