"""keyness(): which words set an outlet apart from the wire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import erfc, sqrt

import numpy as np
import pandas as pd

from analysis.annotation.annotation import annotate
from analysis.arguments import several_stories
from analysis.articles.model import Story
from analysis.comparison.frames import typed_frame
from analysis.comparison.numbers.student import adjusted
from analysis.errors import AnalysisError

_COLUMNS = {
    **dict.fromkeys(("outlet", "word"), "str"),
    **dict.fromkeys(("n", "wire_n", "n_stories"), "int64"),
    **dict.fromkeys(("per_1000_words", "wire_per_1000_words", "log_ratio", "difference_percent"), "float64"),
    **dict.fromkeys(("g2", "p", "p_adjusted"), "float64"),
    "n_tests": "int64",
}


def keyness(stories: Story | Iterable[Story], outlet: str, *, fewest: int = 3) -> pd.DataFrame:
    """
    Which words an outlet uses more, or less, than the wire versions of the same stories.

    Parameters
    ----------
    stories : Story or iterable of Story
    outlet : str
        Its republications are compared with the wire versions of the stories that it has.
    fewest : int
        Words that occur less often, in both together, are left out: nothing can be said of them.

    Returns
    -------
    pandas.DataFrame
        One row for each word (in small letters), the strongest evidence first: outlet, word, n and wire_n (how often),
        n_stories (in how many stories of either), per_1000_words and wire_per_1000_words, log_ratio (binary logarithm of
        their ratio: +1 is twice as often; half an occurrence stands for none), difference_percent (by how many per cent the
        rate is higher; NaN where the wire has none), g2 (log-likelihood), p (of a g2 as large by chance), p_adjusted
        (for all words: Benjamini and Hochberg), n_tests.

    Raises
    ------
    AnalysisError
        If the outlet has no republication, or an article is marked as being in another language than English.

    Notes
    -----
    G2 tells how sure a difference is and grows with the texts, the ratio how large it is: read both. G2 takes words as
    independent draws, which they are not: a word of one story recurs there. So look at n_stories, and take a word of
    one story for a topic and not for a habit. G2: Dunning (1993), Computational Linguistics 19; of two corpora, Rayson and
    Garside (2000), Comparing Corpora. Log ratio: Hardie (2014). Difference in per cent: Gabrielatos and Marchi (2012).

    Examples
    --------
    >>> from analysis import Article
    >>> wire = Article.from_text("Officials said it. Officials said so. Officials said more.", role="wire", article_id="a")
    >>> own = Article.from_text("Officials claimed it. Officials claimed so. They claimed.", outlet="Gazette")
    >>> keyness(Story("port", "", wire, (own,)), "Gazette")[["word", "n", "wire_n"]].values.tolist()
    [['claimed', 3, 0], ['said', 0, 3], ['officials', 2, 3]]
    """
    stories = several_stories(stories, "keyness")
    having = [story for story in stories if any(r.outlet == outlet for r in story.republications)]
    if not having:
        names = sorted({r.outlet for story in stories for r in story.republications})
        raise AnalysisError(f"No republication is by {outlet!r}; there are: {', '.join(names) or 'none'}.")
    own, wire, spread = Counter[str](), Counter[str](), Counter[str]()
    for story in having:
        here = Counter(word for r in story.republications if r.outlet == outlet for word in annotate(r).tokens.lower)
        there = Counter(annotate(story.wire).tokens.lower)
        own, wire = own + here, wire + there
        spread.update(here.keys() | there.keys())
    words = sorted(word for word in spread if own[word] + wire[word] >= fewest and not word[0].isdigit())
    a, b = (np.array([counter[word] for word in words], dtype=float) for counter in (own, wire))
    n, m = own.total(), wire.total()
    g2 = _log_likelihood(a, b, n, m)
    p = np.array([erfc(sqrt(max(0.0, x) / 2)) for x in g2])
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log2((np.maximum(a, 0.5) / n) / (np.maximum(b, 0.5) / m))
        percent = np.where(b > 0, 100 * (a / n - b / m) / (b / m), np.nan)
        rates = 1000 * a / n, 1000 * b / m
    of_all = adjusted(p)
    numbers = (*rates, ratio, percent, g2, p, of_all)
    rows = [
        (outlet, words[k], int(a[k]), int(b[k]), spread[words[k]], *(x[k] for x in numbers), len(words))
        for k in sorted(range(len(words)), key=lambda k: (-g2[k], words[k]))
    ]
    return typed_frame(rows, _COLUMNS)


def _log_likelihood(a: np.ndarray, b: np.ndarray, n: int, m: int) -> np.ndarray:
    """Of words that occur a times in n words and b times in m: Rayson and Garside (2000)."""
    g2 = np.zeros(len(a))
    for seen, size in ((a, n), (b, m)):
        expected = size * (a + b) / (n + m)
        g2 += 2 * np.where(seen > 0, seen * np.log(np.maximum(seen, 1) / np.maximum(expected, 1e-300)), 0.0)
    return np.round(g2, 12)
