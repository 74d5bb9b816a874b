"""Plain methods that the kit is compared with: each reads a labelled case and finds what a reader of the kit finds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

import numpy as np
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer
from rapidfuzz import fuzz, process

from analysis.annotation.sentiment.vader import vader_sentiment
from analysis.comparison.numbers.mentions import NEUTRAL_BAND
from analysis.data import read_table

Sentiment = Callable[[dict], tuple[int, float]]

_QUOTED = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"|(?<!\w)[‘']([^\n]+?)[’'](?!\w)")
# Two capitalised words, one that does not open a sentence, or a pronoun.
_NAME = re.compile(r"(?:[A-Z][\w'’-]+ )+[A-Z][\w'’-]+|(?<=[a-z,”] )[A-Z][\w'’-]+|\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
_SIMILAR = 50  # of 100
_COSINE = 0.3
_WORD = re.compile(r"\w+")


def _any_of(phrases: list[str], flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(phrases, key=len, reverse=True))})(?!\w)", flags)


# Sentences


def punkt(case: dict) -> list[int]:
    return [end for _, end in PunktSentenceTokenizer().span_tokenize(case["text"])]


@cache
def _punkt_with_abbreviations() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = {row["abbreviation"].lower().rstrip(".") for row in read_table("sentence_abbreviations.csv")}
    return PunktSentenceTokenizer(parameters)


def punkt_with_abbreviations(case: dict) -> list[int]:
    return [end for _, end in _punkt_with_abbreviations().span_tokenize(case["text"])]


# Quotations


def marks_and_nearest_name(case: dict) -> list[tuple[int, int, str | None]]:
    """Whatever stands in marks, said by the name that stands nearest in the paragraph, outside the marks."""
    out: list[tuple[int, int, str | None]] = []
    start = 0
    for paragraph in case["text"].split("\n"):
        spans = [match.span(match.lastindex) for match in _QUOTED.finditer(paragraph)]
        names = [m for m in _NAME.finditer(paragraph) if not any(a <= m.start() < b for a, b in spans)]
        for a, b in spans:
            nearest = min(names, key=lambda m: max(a - m.end(), m.start() - b), default=None)
            out.append((start + a, start + b, nearest and nearest[0]))
        start += len(paragraph) + 1
    return out


# Hedges


@cache
def _hyland() -> re.Pattern[str]:
    entries = [
        row["entry"] for row in read_table("hedges.csv") if row["source"].startswith("Hyland 2005") and row["kind"] != "none"
    ]
    plain = [entry for entry in entries if re.fullmatch(r"[\w '|-]+", entry)]
    return _any_of([re.sub(r"[\w'-]+(?:\|[\w'-]+)+", lambda m: f"(?:{m[0]})", entry) for entry in plain], re.IGNORECASE)


def plain_list(case: dict) -> bool:
    return bool(_hyland().search(case["text"]))


# Countries


@cache
def _country_names() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    known = {row["entry"]: (row["country"], row["kind"]) for row in reversed(read_table("countries.csv"))}
    return _any_of([re.escape(name) for name in known]), known


def names_without_context(case: dict) -> list[tuple[int, int, str, str]]:
    pattern, known = _country_names()
    return [(*match.span(), *known[match[0]]) for match in pattern.finditer(case["text"])]


# Sentiment


def _vader(case: dict) -> float:
    return vader_sentiment(case["text"], case["start"], case["end"])


def vader(case: dict) -> tuple[int, float]:
    """What ``country_sentiment(method="vader")`` says."""
    score = _vader(case)
    return int(score > NEUTRAL_BAND) - int(score < -NEUTRAL_BAND), score


def vader_fitted(even_rows: list[dict]) -> Sentiment:
    """Neutral between the two thresholds that have the best macro-F1 on the even rows."""
    scores, labels = np.array([_vader(case) for case in even_rows]), np.array([case["label"] for case in even_rows])

    def macro_f1(low: float, high: float) -> float:
        found = (scores > high).astype(int) - (scores < low)
        both = [((labels == k) & (found == k)).sum() / max(1, (labels == k).sum() + (found == k).sum()) for k in (-1, 0, 1)]
        return 2 * sum(both) / 3

    steps = np.linspace(0, 0.95, 20)
    low, high = max(product(-steps, steps), key=lambda pair: macro_f1(*pair))

    def read(case: dict) -> tuple[int, float]:
        score = _vader(case)
        return int(score > high) - int(score < low), score

    return read


def commonest_label(even_rows: list[dict]) -> Sentiment:
    label = Counter(case["label"] for case in even_rows).most_common(1)[0][0]
    return lambda case: (label, 0.0)


# Alignment


def equal_sentences(case: dict) -> list[tuple[int, int, bool]]:
    """Sentences with the same words, in any order."""
    places = {" ".join(sentence.split()): i for i, sentence in enumerate(case["wire"])}
    found = ((places.get(" ".join(sentence.split())), j) for j, sentence in enumerate(case["republication"]))
    return list(_in_order([(i, j) for i, j in found if i is not None]))


def most_similar(case: dict) -> list[tuple[int, int, bool]]:
    """One-to-one, the most similar pair first, down to half of the characters in common."""
    ratios = process.cdist(case["wire"], case["republication"], scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    pairs = sorted(((-ratios[i, j], i, j) for i, j in zip(*ratios.nonzero(), strict=True)))
    links, used_i, used_j = [], set(), set()
    for _, i, j in pairs:
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            links.append((int(i), int(j)))
    return list(_in_order(links))


def tf_idf_in_order(case: dict) -> list[tuple[int, int, bool]]:
    """One-to-one and in order, so that the cosines of the sentences' tf-idf vectors have the greatest sum."""
    sides = [[Counter(_WORD.findall(sentence.lower())) for sentence in case[side]] for side in ("wire", "republication")]
    found_in = Counter(word for side in sides for sentence in side for word in sentence)
    column, total = {word: k for k, word in enumerate(found_in)}, sum(map(len, sides))
    wire, republication = (np.zeros((len(side), len(column))) for side in sides)
    for vectors, side in zip((wire, republication), sides, strict=True):
        for vector, sentence in zip(vectors, side, strict=True):
            for word, n in sentence.items():
                vector[column[word]] = (1 + np.log(n)) * (1 + np.log((1 + total) / (1 + found_in[word])))
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    cosine = wire @ republication.T
    cosine[cosine < _COSINE] = 0
    best = np.zeros((len(wire) + 1, len(republication) + 1))
    for i, j in np.ndindex(cosine.shape):
        best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + cosine[i, j])
    links, (i, j) = [], cosine.shape
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            links.append((i, j, False))
    return links[::-1]


def _in_order(links: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Mark as moved what is not in the longest run of links that keep their order."""
    links = sorted(links)
    best: list[tuple[int, int]] = []  # length of the longest run that ends here, and where it comes from
    for k, (_, j) in enumerate(links):
        length, before = max(((best[m][0], m) for m in range(k) if links[m][1] < j), default=(0, -1))
        best.append((length + 1, before))
    kept, k = set(), max(range(len(best)), key=lambda m: best[m][0], default=-1)
    while k >= 0:
        kept.add(k)
        k = best[k][1]
    return ((i, j, k not in kept) for k, (i, j) in enumerate(links))
