"""Names of versions and counts of them as people read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analysis.articles.model import Story


def told_apart(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """
    Add the key to labels that occur twice: two versions of one outlet are two entries.

    Examples
    --------
    >>> told_apart([("Gazette", "a"), ("Gazette", "b"), ("Herald", "c")])
    [('Gazette (a)', 'a'), ('Gazette (b)', 'b'), ('Herald', 'c')]
    """
    pairs = list(options)
    n = Counter(label for label, _ in pairs)
    return [(f"{label} ({key})" if n[label] > 1 else label, key) for label, key in pairs]


def version_names(story: Story) -> dict[str, str]:
    """Return the name of each republication by its id, in the story's order; no two are the same."""
    return {key: label for label, key in told_apart((r.outlet, r.article_id) for r in story.republications)}
