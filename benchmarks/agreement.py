"""
How far what a reader finds agrees with what people labelled: counts that add up over texts, and figures over summed counts.

Each ``count_*`` compares one labelled case with what was found in it. A figure is a formula over the sums, so that the same
counts give the figure of any selection of texts, and its interval by leaving out each text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from analysis.comparison.numbers.intervals import sample, value_interval

Counts = dict[str, float]
Figure = Callable[[dict[str, np.ndarray]], np.ndarray]

CLASSES = (-1, 0, 1)
_IN_DOUBLE_MARKS = re.compile(r"“([^“”\n]{1,1500})”|\"([^\"\n]{1,1500})\"")
_MARKS = '"“”'
_NO_NAME = frozenset(("the", "of", "a", "mr", "ms", "mrs"))
NAMES_AND_DEMONYMS = frozenset(("name", "demonym"))
ALL_BUT_LEADERS = NAMES_AND_DEMONYMS | {"capital", "government"}


# Counts ------------------------------------------------------------------------------------------------------------------


def count_sentences(case: dict, ends: Iterable[int]) -> Counts:
    """Ends of sentences inside the text, with one character of slack; the end of the text itself is no achievement."""
    gold = set(case["ends"][:-1])
    found = {end for end in ends if end < len(case["text"]) - 1}
    missed = sum(not {end - 1, end, end + 1} & found for end in gold)
    false = sum(not {end - 1, end, end + 1} & gold for end in found)
    return {"hit": len(gold) - missed, "false": false, "missed": missed}


def count_quotes(case: dict, found: list[tuple[int, int, str | None]]) -> Counts:
    """
    Quotations (start, end inside the marks, speaker) against labelled attributions, most of which have no marks.

    Right is a quotation half of which lies in attributed words. Those that should be found are the runs in double marks that
    lie in attributed words. Exact spans: attributed words that are one quotation from mark to mark. Speaker: shares a word
    with the labelled source.
    """
    text, owner = case["text"], np.full(len(case["text"]), -1)
    whole = []
    for k, attribution in enumerate(case["attributions"]):
        for start, end in attribution["content"]:
            owner[start:end] = k
            words = text[start:end]
            if len(words) > 4 and words[0] in _MARKS and words[-1] in _MARKS and not re.search('[”"]', words[1:-1]):
                whole.append((start + 1, end - 1))

    def attributed(start: int, end: int) -> bool:
        return 2 * (owner[start:end] >= 0).sum() >= end - start

    right = [quote for quote in found if attributed(*quote[:2])]
    with_source = right_speaker = 0
    for start, end, speaker in right:
        inside = [k for k in owner[start:end].tolist() if k >= 0]
        source = case["attributions"][Counter(inside).most_common(1)[0][0]]["source"] if inside else None
        if source:
            with_source += 1
            right_speaker += not _names(speaker or "").isdisjoint(_names(" ".join(text[s:e] for s, e in source)))
    marked = [(match.start() + 1, match.end() - 1) for match in _IN_DOUBLE_MARKS.finditer(text)]
    marked = [span for span in marked if attributed(*span)]
    return {
        "right": len(right),
        "false": len(found) - len(right),
        "marked": len(marked),
        "marked_found": sum(any(s < end and start < e for s, e, _ in found) for start, end in marked),
        "whole": len(whole),
        "exact": sum(any(abs(s - start) <= 1 and abs(e - end) <= 1 for s, e, _ in found) for start, end in whole),
        "with_source": with_source,
        "right_speaker": right_speaker,
    }


def _names(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w+", text)} - _NO_NAME


def count_uncertain(case: dict, uncertain: bool) -> Counts:
    """One sentence, called uncertain or not."""
    gold = bool(case["uncertain"])
    return {"hit": gold and uncertain, "false": uncertain and not gold, "missed": gold and not uncertain}


def count_countries(case: dict, found: list[tuple[int, int, str, str]]) -> Counts:
    """
    Mentions (start, end, country, kind) against labelled places.

    A mention is right if it overlaps a place of that country, a town of it included; to be found are the places that are
    countries. Counted once for names and demonyms, once for all kinds but leaders.
    """
    places = [place for place in case["toponyms"] if place["country"]]
    gold = [place for place in places if place["is_country"]]
    out: Counts = {"gold": len(gold)}

    def agree(place: dict, mention: tuple[int, int, str, str]) -> bool:
        start, end, country, _ = mention
        return start < place["end"] and place["start"] < end and country == place["country"]

    for name, kinds in {"plain": NAMES_AND_DEMONYMS, "all": ALL_BUT_LEADERS}.items():
        mentions = [mention for mention in found if mention[3] in kinds]
        out[f"{name}_found"] = len(mentions)
        out[f"{name}_right"] = sum(any(agree(place, mention) for place in places) for mention in mentions)
        out[f"{name}_hit"] = sum(any(agree(place, mention) for mention in mentions) for place in gold)
    return out


def count_sentiment(case: dict, found: tuple[int, float]) -> Counts:
    """One target, with its label and its score; a score of 0 gets half the credit for direction."""
    gold, (label, score) = case["label"], found
    out: Counts = {f"{gold}:{label}": 1}
    if gold:
        out |= {f"polar{gold}": 1, f"direction{gold}": 1 if gold * score > 0 else 0.5 if score == 0 else 0}
    return out


def count_links(case: dict, found: list[tuple[int, int, bool]]) -> Counts:
    """Links (wire, republication, moved); moved ones are set apart where moves are not labelled."""
    gold = {tuple(link) for link in case["links"]}
    links = {(i, j) for i, j, moved in found if case["moves_labelled"] or not moved}
    unchanged = {(i, j) for i, j in gold | links if case["wire"][i].split() == case["republication"][j].split()}
    out: Counts = {}
    for name, left_out in {"all": set(), "changed": unchanged}.items():
        g, f = gold - left_out, links - left_out
        out |= {f"{name}_hit": len(g & f), f"{name}_false": len(f - g), f"{name}_missed": len(g - f)}
    return out


# Figures -----------------------------------------------------------------------------------------------------------------


def f1(c: dict[str, np.ndarray], prefix: str = "") -> np.ndarray:
    hit = 2 * c[f"{prefix}hit"]
    return hit / (hit + c[f"{prefix}false"] + c[f"{prefix}missed"])


def link_f1(which: str) -> Figure:
    return lambda c: f1(c, f"{which}_")


def precision(c: dict[str, np.ndarray]) -> np.ndarray:
    return c["hit"] / (c["hit"] + c["false"])


def recall(c: dict[str, np.ndarray]) -> np.ndarray:
    return c["hit"] / (c["hit"] + c["missed"])


def share(part: str, whole: str) -> Figure:
    return lambda c: c[part] / c[whole]


def _harmonic(p: np.ndarray, r: np.ndarray) -> np.ndarray:
    return 2 * p * r / (p + r)


def quote_f1(c: dict[str, np.ndarray]) -> np.ndarray:
    return _harmonic(c["right"] / (c["right"] + c["false"]), c["marked_found"] / c["marked"])


def country_f1(name: str) -> Figure:
    return lambda c: _harmonic(c[f"{name}_right"] / c[f"{name}_found"], c[f"{name}_hit"] / c["gold"])


def macro_f1(c: dict[str, np.ndarray]) -> np.ndarray:
    """Mean of the three classes' F1; a class that is neither labelled nor found counts 0."""

    def one(k: int) -> np.ndarray:
        total = sum(c[f"{k}:{other}"] + c[f"{other}:{k}"] for other in CLASSES)
        return 2 * c[f"{k}:{k}"] / np.maximum(total, 1)

    return sum(one(k) for k in CLASSES) / len(CLASSES)


def accuracy(c: dict[str, np.ndarray]) -> np.ndarray:
    return sum(c[f"{k}:{k}"] for k in CLASSES) / sum(c[f"{a}:{b}"] for a in CLASSES for b in CLASSES)


def precision_of(label: int) -> Figure:
    """Of the targets that a reader gives this label, the share that people gave it, too."""
    return lambda c: c[f"{label}:{label}"] / sum(c[f"{gold}:{label}"] for gold in CLASSES)


def polarity(c: dict[str, np.ndarray]) -> np.ndarray:
    return (c["direction1"] / c["polar1"] + c["direction-1"] / c["polar-1"]) / 2


# Sums and intervals ----------------------------------------------------------------------------------------------------------


class Tally:
    """
    Counts by text.

    Parameters
    ----------
    counted : iterable of (key, counts)
        Cases with one key (sentences of a document, targets of a sentence) are drawn together.
    """

    def __init__(self, counted: Iterable[tuple[object, Counts]]) -> None:
        texts: dict[object, Counter] = {}
        for key, counts in counted:
            texts.setdefault(key, Counter()).update(counts)
        self.names = sorted({name for counts in texts.values() for name in counts})
        self.rows = np.array([[counts[name] for name in self.names] for counts in texts.values()], dtype=float)

    def figure(self, figure: Figure) -> float:
        return float(self._apply(figure, self.rows.sum(axis=0)))

    def interval(self, figure: Figure) -> tuple[float, float]:
        """95 % interval over the texts, made as `analysis.compare` makes its own."""
        found = sample(self.rows, lambda sums: self._apply(figure, sums)[:, np.newaxis])
        low, high, _ = value_interval(found, np.array([[0.0, 1.0]]))
        return low.item(), high.item()

    def _apply(self, figure: Figure, sums: np.ndarray) -> np.ndarray:
        # What never occurred has no column: its sum is 0.
        columns: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(sums.shape[:-1]))
        columns.update(zip(self.names, np.moveaxis(sums, -1, 0), strict=True))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(figure(columns))
