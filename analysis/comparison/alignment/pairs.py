"""A wire version and one republication, annotated and aligned: what every comparison starts from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.annotation.annotation import Annotation, annotate
from analysis.annotation.own_counts import counts_of
from analysis.articles.model import Article
from analysis.comparison.alignment.align import Alignment, align


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """
    Two annotated versions and the links between their sentences.

    Attributes
    ----------
    wire, republication : Annotation
    alignment : Alignment
    """

    wire: Annotation
    republication: Annotation
    alignment: Alignment

    def summands(self) -> tuple[np.ndarray, np.ndarray]:
        """
        Counts of every sentence, with paragraphs and speakers put down to linked sentences where possible.

        Returns
        -------
        wire_counts, counts : numpy.ndarray
            As `counts_of`, with the same sums.

        Notes
        -----
        An annotation counts a paragraph, and a person quoted twice, at the first sentence of either. If just
        that sentence is dropped, the count passes to the next one, which nobody has edited. So both are counted
        in the first sentence that is linked: a cut then takes away the paragraphs and speakers that are gone
        altogether, and no others.
        """
        links = self.alignment.links
        return (
            _once_where_linked(self.wire, {link.wire for link in links}),
            _once_where_linked(self.republication, {link.republication for link in links}),
        )

    def units(self) -> tuple[np.ndarray, np.ndarray, int]:
        """
        Alignment units: linked sentences together, unlinked sentences alone.

        Returns
        -------
        wire_unit, republication_unit : numpy.ndarray
            Index of the unit of each sentence.
        n_units : int
        """
        n, m = len(self.wire.sentences), len(self.republication.sentences)
        parent = list(range(n + m))

        def root(k: int) -> int:
            while parent[k] != k:
                parent[k] = parent[parent[k]]
                k = parent[k]
            return k

        for link in self.alignment.links:
            parent[root(n + link.republication)] = root(link.wire)
        _, unit = np.unique([root(k) for k in range(n + m)], return_inverse=True)
        return unit[:n], unit[n:], int(unit.max(initial=-1)) + 1


def sum_by_unit(counts: np.ndarray, unit: np.ndarray, n_units: int) -> np.ndarray:
    """
    Add up the counts of each unit's sentences.

    Parameters
    ----------
    counts : numpy.ndarray
        ``n_sentences × n_counts``.
    unit : numpy.ndarray
        Index of each sentence's unit.
    n_units : int

    Returns
    -------
    numpy.ndarray
        ``n_units × n_counts``; zero for units that have no sentence on this side.
    """
    sums = np.zeros((n_units, counts.shape[1]))
    np.add.at(sums, unit, counts)
    return sums


def _once_where_linked(annotation: Annotation, linked: set[int]) -> np.ndarray:
    counts = counts_of(annotation).astype(float)
    paragraphs = [(sentence.paragraph, k) for k, sentence in enumerate(annotation.sentences)]
    speakers = [
        (q.speaker_name, annotation.sentence_of(q.start)) for q in annotation.quotes if q.direct and q.speaker_name is not None
    ]
    for name, places in (("paragraphs", paragraphs), ("speakers", speakers)):
        counted: dict[object, int] = {}
        for key, sentence in places:
            if key not in counted or (sentence in linked and counted[key] not in linked):
                counted[key] = sentence
        column = annotation.count_names.index(name)
        counts[:, column] = np.bincount(list(counted.values()), minlength=len(counts)) if counted else 0
    return counts


@lru_cache(maxsize=256)
def pair(wire: Article, republication: Article) -> Pair:
    """Annotate and align two versions; the result is kept, as several frames start from it."""
    a, b = annotate(wire), annotate(republication)
    return Pair(a, b, align(a, b))
