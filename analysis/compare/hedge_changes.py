"""hedge_changes(): which of the wire's hedges a republication keeps, loses or adds."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from analysis.annotate.annotation import Annotation
from analysis.annotate.hedges import Hedge
from analysis.articles.model import Story
from analysis.compare.pairs import pair

CHANGES = ("kept", "lost", "added")


def hedge_changes(story: Story) -> pd.DataFrame:
    """
    What became of each hedge, by comparing linked sentences.

    Parameters
    ----------
    story : Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication and hedge: story_id, article_id, outlet, change ("kept", "lost",
        "added"), text, kind, cause ("cut" or "edited" for a lost hedge, "new" or "edited" for an added
        one, "" for a kept one), wire_sentence, sentence (indices, missing on the side that lacks it),
        start, end (offsets in the version that has it: the wire for a lost hedge).

    Notes
    -----
    A hedge is kept if a sentence linked to its own has a hedge of the same words; one that was replaced
    by another wording counts as lost and added.
    """
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        key = (story.story_id, republication.article_id, republication.outlet)
        wire_unit, unit, _ = both.units()
        old, new = _by_unit(both.wire, wire_unit), _by_unit(both.republication, unit)
        linked_wire = {link.wire for link in both.alignment.links}
        linked = {link.republication for link in both.alignment.links}
        for k in sorted(old.keys() | new.keys()):
            missing = Counter(h.text.lower() for _, h in old[k])
            missing.subtract(Counter(h.text.lower() for _, h in new[k]))
            for sentence, hedge in _last(old[k], missing):
                cause = "edited" if sentence in linked_wire else "cut"
                rows.append((*key, "lost", hedge.text, hedge.kind, cause, sentence, None, hedge.start, hedge.end))
            extra = Counter({word: -n for word, n in missing.items()})
            added = _last(new[k], extra)
            for sentence, hedge in new[k]:
                change, cause = (
                    ("kept", "") if (sentence, hedge) not in added else ("added", "edited" if sentence in linked else "new")
                )
                rows.append((*key, change, hedge.text, hedge.kind, cause, None, sentence, hedge.start, hedge.end))
    columns = ["story_id", "article_id", "outlet", "change", "text", "kind", "cause", "wire_sentence", "sentence", "start", "end"]
    return pd.DataFrame(rows, columns=columns).astype({"wire_sentence": "Int64", "sentence": "Int64"})


def _by_unit(annotation: Annotation, unit: list[int]) -> dict[int, list[tuple[int, Hedge]]]:
    found = defaultdict(list)
    for hedge in annotation.hedges:
        sentence = annotation.sentence_of(hedge.start)
        found[unit[sentence]].append((sentence, hedge))
    return found


def _last(hedges: list[tuple[int, Hedge]], surplus: Counter) -> list[tuple[int, Hedge]]:
    """The last ``surplus[word]`` hedges of each word, in order."""
    left, found = Counter(surplus), []
    for sentence, hedge in reversed(hedges):
        if left[hedge.text.lower()] > 0:
            left[hedge.text.lower()] -= 1
            found.append((sentence, hedge))
    return found[::-1]
