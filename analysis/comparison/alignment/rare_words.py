"""Rare words that two sentences share: the trace of a wire sentence in a heavy rewrite, or of a clause in another sentence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from analysis.comparison.alignment.similarity import Overlap
from analysis.comparison.stems import tells
from analysis.comparison.version import Feature, Version

# A word that only these two sentences have counts 1; a run of two or three words that only they have 0.6, a figure 1 more.
_RUN, _FIGURE = 0.6, 1.0
# What a pair must reach: in a heavy rewrite; how much more if nearly all is carried as it was, since what is left over
# is then new rather than rewritten; and if a link of either sentence is close already.
_ENOUGH, _CARRIED, _BESIDES = 2.1, 5.5, 1.5
_CLOSE = 0.5
_ARTICLES = frozenset({"a", "an", "the"})
# Likeness below which a pair has no chance beside a close link; only to save time.
_LIKE = 0.15
# Words that only two free sentences must have, a figure counting twice, and two of which one has a link; more of them in texts
# of fewer sentences. What a clause must reach that went from one linked sentence to another; the share of its telling words
# that a free sentence must have in a linked one, and how many if one alone is rare.
_RARE, _PAIR, _USUAL = 3, 2, 25
_CLAUSE, _COVERED, _MANY = 4.0, 0.6, 5


class _Trace(NamedTuple):
    """
    What two sentences share that no link of either explains.

    Attributes
    ----------
    words : list of str
        Telling words, names included.
    rare, names, figures : int
        Words, names and figures that no other sentence has.
    value : float
        Worth of the words without names, of the rare runs and of the figures.
    runs, long_runs : int
        Runs of two and three words that no other sentence has and that are more than names; those of three.
    """

    words: list[str]
    rare: int
    names: int
    figures: int
    value: float
    runs: int
    long_runs: int

    @property
    def is_strong(self) -> bool:
        """Whether it holds together: a figure, two rare words and a run, or three words in a row, one rare or all telling much."""
        return bool(self.figures or (self.long_runs and (self.rare or self.value >= _CLAUSE)) or (self.rare > 1 and self.runs))

    @property
    def introduces(self) -> bool:
        """Whether it is little more than a person's name and office, which may stand beside any statement."""
        return self.names > 1 and self.names >= self.rare


def telling_pairs(
    wire: Version,
    republication: Version,
    shared: Overlap,
    displacement: np.ndarray,
    of_wire: Mapping[int, Sequence[int]],
    of_republication: Mapping[int, Sequence[int]],
) -> list[tuple[int, int]]:
    """
    Pairs without a link that share rare words, or a figure, which no link of either sentence explains.

    Names and common words count little: sentences of one story share them by chance. Texts without any link
    have none of these either, since unrelated texts on one subject share a rare run now and then.
    """
    if not of_wire:
        return []
    sides = _runs(wire), _runs(republication)
    count = Counter(chain.from_iterable(chain.from_iterable(sides)))
    sentences = len(wire) + len(republication)
    # In a short text every word is rare.
    scarcity = max(1, math.log(_USUAL) / math.log(sentences))
    closest, linked = _closest_links(wire, republication, shared, of_wire)
    close = closest >= _CLOSE
    carried = min(1, np.count_nonzero(linked & (shared.score >= _CLOSE)) / min(len(wire), len(republication)))
    # In a heavy rewrite nothing keeps its place.
    enough = _ENOUGH + _CARRIED * carried**2 + _BESIDES * close + carried * displacement
    wanted = ~linked & (shared.score >= np.where(close, _LIKE, 0))
    columns = (column[wanted].tolist() for column in (shared.wire, shared.republication, enough))
    found = []
    for i, j, least in zip(*columns, strict=True):
        inner = sides[0][i].keys() & sides[1][j].keys()
        if len(inner) < 2:
            continue
        partners, others = of_wire.get(i, ()), of_republication.get(j, ())
        for y in partners:
            inner -= sides[1][y].keys()
        for x in others:
            inner -= sides[0][x].keys()
        if len(inner) < 2:
            continue
        trace = _trace(inner, count, sentences, shared.names)
        if trace.introduces and (partners or others):
            continue
        joined = trace.value >= least and trace.is_strong
        if not joined and partners and others:
            joined = trace.rare >= _PAIR * scarcity and trace.value >= _CLAUSE
        elif not joined and trace.words:
            covered = [_share(trace.words, side, count, sentences) for side in (sides[0][i], sides[1][j])]
            if partners or others:
                joined = _joins_to_linked(trace, covered[bool(partners)], scarcity)
            else:
                joined = _joins_free(trace, covered, scarcity)
        if joined:
            found.append((i, j))
    return found


def _trace(inner: set[Feature], count: Mapping[Feature, int], sentences: int, names: frozenset[str]) -> _Trace:
    words = [f for f in inner if isinstance(f, str)]
    plain = [f for f in words if not _is_name(f, names)]
    rare = [f for f in inner if count[f] == 2]
    rare_words = [f for f in rare if isinstance(f, str)]
    rare_names = [f for f in rare_words if f in names]
    # A person is introduced by several names at once, whatever is then said: "Ana Sol, who heads the Amber Fund".
    introduced = frozenset(rare_names if len(rare_names) > 1 else ())
    runs = [
        f for f in rare if isinstance(f, tuple) and introduced.isdisjoint(f) and any(tells(w) and not _is_name(w, names) for w in f)
    ]
    figures = sum(f[0].isdigit() for f in rare_words)
    # Whole numbers: their sum does not depend on the order of a set.
    value = sum(round(1000 * math.log(sentences / count[f])) for f in plain) / (1000 * math.log(sentences / 2))
    value += _RUN * len(runs) + _FIGURE * figures
    n_rare = sum(not _is_name(f, names) for f in rare_words)
    return _Trace(words, n_rare, len(rare_words) - n_rare, figures, value, len(runs), sum(len(f) == 3 for f in runs))


def _is_name(word: str, names: frozenset[str]) -> bool:
    """Whether a stem is a name; stems in capitals stand for countries."""
    return word in names or word.isupper()


def _joins_free(trace: _Trace, covered: Sequence[float], scarcity: float) -> bool:
    """Whether two sentences without a link share so much that nobody else has; of names it takes nearly all they tell."""
    if trace.figures and trace.rare + trace.names + trace.figures >= _RARE:
        return True
    least = _RARE if max(covered) >= _COVERED else _RARE * scarcity
    return trace.rare + (trace.names if min(covered) >= _COVERED else 0) >= least


def _joins_to_linked(trace: _Trace, covered: float, scarcity: float) -> bool:
    """Whether most of what a free sentence tells stands in a linked one, whose links do not explain it."""
    enough = trace.rare >= _PAIR * scarcity or (trace.rare > 0 and len(trace.words) >= _MANY * scarcity)
    return covered >= _COVERED and enough


def _share(words: Iterable[str], features: Iterable[Feature], count: Mapping[Feature, int], sentences: int) -> float:
    """Share of what a sentence tells that these words make up, the rare ones first."""

    def weight(words: Iterable[str]) -> int:
        return sum(round(1000 * math.log(1 + sentences / count[word])) for word in words)

    return weight(words) / weight(f for f in features if isinstance(f, str))


def _closest_links(
    wire: Version, republication: Version, shared: Overlap, of_wire: Mapping[int, Sequence[int]]
) -> tuple[np.ndarray, np.ndarray]:
    """For each pair, the likeness of the closest link that either sentence has; and whether the pair is a link."""
    i, j, m = shared.wire, shared.republication, len(republication)
    links = np.array([x * m + y for x, others in of_wire.items() for y in others], dtype=np.int64)
    linked = np.isin(i * m + j, links)
    closest = np.zeros(len(wire)), np.zeros(m)
    for best, index in zip(closest, (i, j), strict=True):
        np.maximum.at(best, index[linked], shared.score[linked])
    return np.maximum(closest[0][i], closest[1][j]), linked


def _runs(version: Version) -> tuple[dict[Feature, None], ...]:
    """For each sentence, words that may tell, and the runs of two and three words with one of them."""
    return tuple(_runs_of(_stems_and_countries(version, sentence)) for sentence in range(len(version)))


def _runs_of(words: Sequence[str]) -> dict[Feature, None]:
    # "relationship with the DPRK" and "relationship with North Korea": an article is no break.
    own = tuple(one for one in words if one not in _ARTICLES)
    telling = [tells(one) for one in own]
    out: dict[Feature, None] = {one: None for one, of_it in zip(own, telling, strict=True) if of_it}
    for size in (2, 3):
        out.update((own[k : k + size], None) for k in range(len(own) - size + 1) if any(telling[k : k + size]))
    return out


def _stems_and_countries(version: Version, sentence: int) -> tuple[str, ...]:
    """Stems in order, with the code of a country for its name: "the DPRK" and "North Korea" are one."""
    out, before = [], None
    for k in version.pieces(sentence):
        country = version.country[k]
        if country is None or country != before:
            out.append(country[1] if country else version.stems[k])
        before = country
    return tuple(out) or version.stems_of(sentence)
