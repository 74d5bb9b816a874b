"""textstat's eight formulas as textstat computes them, the second method of readability beside the kit's."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType

from analysis.annotation.text.syllables import listed_syllables

# The kit's metric -> textstat's function.
FORMULAS = {
    "flesch_reading_ease": "flesch_reading_ease",
    "flesch_kincaid_grade": "flesch_kincaid_grade",
    "gunning_fog": "gunning_fog",
    "smog_index": "smog_index",
    "automated_readability_index": "automated_readability_index",
    "coleman_liau_index": "coleman_liau_index",
    "dale_chall": "dale_chall_readability_score",
    "lix": "lix",
}


class _Pronunciations(dict[str, list[list[str]]]):
    """The CMU dictionary as textstat reads it: a syllable is a phone that ends with a figure."""

    def __missing__(self, word: str) -> list[list[str]]:
        count = listed_syllables(word)
        if count is None:
            raise KeyError(word)
        return [["0"] * count]


class _Corpus:
    def dict(self) -> _Pronunciations:
        return _Pronunciations()


@cache
def _textstat() -> ModuleType:
    """Textstat with the dictionary that it would download: it asks NLTK for one once, and keeps it."""
    import nltk.corpus
    import textstat

    theirs = nltk.corpus.cmudict
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "corpora" / "cmudict").mkdir(parents=True)
        nltk.data.path.insert(0, home)
        nltk.corpus.cmudict = _Corpus()
        try:
            textstat.syllable_count("a")
        finally:
            nltk.corpus.cmudict = theirs
            nltk.data.path.remove(home)
    return textstat


def textstat_values(text: str) -> dict[str, float]:
    """
    Textstat's figures for a text, by the kit's names of the metrics.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict of str to float
        In the units of the metrics; without network.

    Notes
    -----
    textstat ends a sentence at every ``.``, ``!`` and ``?`` and leaves out sentences of two words or fewer, so that "U.S." and
    "Mr." make a text look easier; the kit's own figures do not.

    Examples
    --------
    >>> round(textstat_values("The talks failed again on Friday night.")["flesch_kincaid_grade"], 2)
    2.31
    """
    textstat = _textstat()
    return {name: float(getattr(textstat, function)(text)) for name, function in FORMULAS.items()}
