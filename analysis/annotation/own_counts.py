"""Counts of one's own beside those that every annotation has: words of a list, or what a function says of each sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from analysis.annotation.annotation import COUNT_NAMES, Annotation
from analysis.annotation.word_lists import WordList
from analysis.errors import AnalysisError


@dataclass(frozen=True, slots=True)
class OwnCount:
    """
    What adds up over sentences: hits of a word list, or a function's number of each sentence.

    Attributes
    ----------
    name : str
    of : WordList or callable
        A callable takes the text of a sentence and returns a number.
    """

    name: str
    of: WordList | Callable[[str], float]

    def spans(self, annotation: Annotation) -> Iterator[tuple[int, int, float]]:
        """Where in a text something is counted, and what it adds: words of the list, or sentences whose number is not zero."""
        if isinstance(self.of, WordList):
            yield from ((start, end, 1.0) for start, end in self.of.find(annotation.tokens))
            return
        for sentence in annotation.sentences:
            text = annotation.text[sentence.start : sentence.end]
            given = self.of(text)
            try:
                number = float(given)
            except (TypeError, ValueError):
                number = float("nan")
            if not np.isfinite(number):
                raise AnalysisError(
                    f"The count {self.name!r} got {given!r} for the sentence {text[:60]!r}: its function takes the text of a "
                    "sentence and returns a number."
                )
            if number:
                yield sentence.start, sentence.end, number


_OWN: dict[str, OwnCount] = {}
_kept: WeakKeyDictionary[Annotation, tuple[tuple[OwnCount, ...], np.ndarray]] = WeakKeyDictionary()


def own_counts() -> tuple[OwnCount, ...]:
    """The counts of one's own, in the order in which they were added."""
    return tuple(_OWN.values())


def put_count(count: OwnCount) -> None:
    """Count something in every text from now on, in the place of what had the same name."""
    _OWN[count.name] = count


def drop_count(name: str) -> None:
    """Count it no longer."""
    _OWN.pop(name, None)


def count_names() -> tuple[str, ...]:
    """Names of all counts, one's own last."""
    return (*COUNT_NAMES, *_OWN)


def counts_of(annotation: Annotation) -> np.ndarray:
    """
    What each sentence adds to each count, one's own included.

    Parameters
    ----------
    annotation : Annotation

    Returns
    -------
    numpy.ndarray
        ``n_sentences × len(count_names())``.
    """
    own = own_counts()
    if not own:
        return annotation.counts
    kept = _kept.get(annotation)
    if kept is None or kept[0] != own:
        columns = np.zeros((len(annotation.sentences), len(own)))
        for k, count in enumerate(own):
            for start, _, number in count.spans(annotation):
                columns[annotation.sentence_of(start), k] += number
        kept = _kept[annotation] = own, np.hstack([annotation.counts, columns])
    return kept[1]
