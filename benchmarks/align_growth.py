"""How the time and memory of `align` grow with the number of sentences, on invented news of any length."""

from __future__ import annotations

import argparse
import random
import re
import time
import tracemalloc

from analysis.comparison.alignment.align import align

SYLLABLES = re.findall("..", "bacodifegulamoniperosatuvawizokeni")
LIGHT = ("the", "of", "to", "in", "and", "a", "that", "for", "on", "with", "as", "was", "by", "at", "from", "said", "it")


def sentences(n: int, rng: random.Random) -> list[str]:
    """Sentences of 8 to 35 words: two in five are function words, the others follow Zipf's law as in a real text."""
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(6000)]
    weights = [1 / (k + 3) for k in range(len(words))]
    out = []
    for _ in range(n):
        length = rng.randint(8, 35)
        chosen = rng.choices(words, weights, k=length)
        out.append(" ".join(rng.choice(LIGHT) if rng.random() < 0.4 else word for word in chosen).capitalize() + ".")
    return out


def republished(wire: list[str], rng: random.Random) -> list[str]:
    """Half of the sentences edited in every tenth word, in another order here and there, the other half new."""
    kept = [" ".join(w if rng.random() > 0.1 else rng.choice(LIGHT) for w in s.split()) for s in wire[: len(wire) // 2]]
    for _ in range(len(kept) // 10):
        kept.insert(rng.randrange(len(kept)), kept.pop(rng.randrange(len(kept))))
    return kept + sentences(len(wire) - len(kept), rng)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10,20,40,80,160,320,640,800,1600")
    rng = random.Random(7)
    print(f"{'sentences':>9}  {'cold ms':>8}  {'warm ms':>8}  {'µs a pair':>9}  {'peak MB':>8}  links")
    for n in map(int, parser.parse_args().sizes.split(",")):
        wire = sentences(n, rng)
        other = republished(wire, rng)
        start = time.perf_counter()
        found = align(wire, other)
        cold, warm = time.perf_counter() - start, float("inf")
        for _ in range(5):
            start = time.perf_counter()
            align(wire, other)
            warm = min(warm, time.perf_counter() - start)
        tracemalloc.start()
        align(wire, other)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"{n:>9}  {cold * 1e3:>8.1f}  {warm * 1e3:>8.1f}  {warm * 1e6 / n**2:>9.2f}  {peak:>8.1f}  {len(found.links)}")


if __name__ == "__main__":
    main()
