"""A wire version and one republication, annotated and aligned: what every comparison starts from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.annotate.annotation import Annotation, annotate
from analysis.articles.model import Article
from analysis.compare.align import Alignment, align


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


@lru_cache(maxsize=256)
def pair(wire: Article, republication: Article) -> Pair:
    """Annotate and align two versions; the result is kept, as several frames start from it."""
    a, b = annotate(wire), annotate(republication)
    return Pair(a, b, align(a, b))
