"""hedge_changes(): which of the wire's hedges a republication keeps, loses or adds."""

from __future__ import annotations

from collections import Counter, defaultdict, deque

import numpy as np
import pandas as pd

from analysis.annotation.annotation import Annotation
from analysis.annotation.hedges.hedges import Hedge
from analysis.arguments import each_story
from analysis.articles.model import Story
from analysis.comparison.alignment.pairs import pair
from analysis.comparison.frames import typed_frame

_SHIFTED = {"would": "will", "could": "can", "should": "shall"}
_UNSHIFTED = frozenset(_SHIFTED.values())
_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet", "change", "text", "kind", "voice", "cause"), "str"),
    **dict.fromkeys(("wire_sentence", "sentence"), "Int64"),
    **dict.fromkeys(("start", "end"), "int64"),
}


@each_story
def hedge_changes(story: Story) -> pd.DataFrame:
    """
    What became of each hedge, by comparing linked sentences.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication and hedge: story_id, article_id, outlet, change ("kept", "lost",
        "added"), text, kind, voice ("narrator", or "source" for a hedge of somebody who is quoted or reported), cause ("cut"
        or "edited" for a lost hedge, "new" or "edited" for an added one, "tense" for either, "" for a kept one),
        wire_sentence, sentence (indices, missing on the side that lacks it), start, end (offsets in the version that has it:
        the wire for a lost hedge, else the republication).

    Raises
    ------
    AnalysisError
        If an article is marked as being in another language than English.

    Notes
    -----
    A hedge is kept if a sentence linked to its own has the same words, or another form of the same entry
    ("is believed to", "was believed to"); one that was replaced by another hedge ("may" by "could") counts
    as lost and added. Where "would" only stands for the wire's "will", as reported speech has it, or the other way round,
    the cause is "tense". A sentence cut whole takes its hedges with it: cause "cut". So lost hedges of cause
    "edited" are the ones that somebody took out of a sentence that stayed.
    """
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        key = (story.story_id, republication.article_id, republication.outlet)
        wire_unit, unit, n_units = both.units()
        old, new = _by_unit(both.wire, wire_unit, n_units), _by_unit(both.republication, unit, n_units)
        dropped, alone = set(both.alignment.dropped), set(both.alignment.new)
        words, own_words = _words_by_unit(both.wire, wire_unit, n_units), _words_by_unit(both.republication, unit, n_units)
        for u, (here, there) in enumerate(zip(old, new, strict=True)):
            partners = _matches(here, there)
            shifts, own_shifts = words[u] - own_words[u], own_words[u] - words[u]
            for k, (sentence, hedge) in enumerate(here):
                if k not in partners:
                    cause = "cut" if sentence in dropped else "tense" if _is_shifted(hedge, own_shifts) else "edited"
                    rows.append((*key, "lost", hedge.text, hedge.kind, hedge.voice, cause, sentence, None, hedge.start, hedge.end))
            origin = {j: here[k][0] for k, j in partners.items()}
            for j, (sentence, hedge) in enumerate(there):
                if j in origin:
                    rows.append(
                        (*key, "kept", hedge.text, hedge.kind, hedge.voice, "", origin[j], sentence, hedge.start, hedge.end)
                    )
                else:
                    cause = "new" if sentence in alone else "tense" if _is_shifted(hedge, shifts) else "edited"
                    rows.append((*key, "added", hedge.text, hedge.kind, hedge.voice, cause, None, sentence, hedge.start, hedge.end))
    return typed_frame(rows, _COLUMNS)


def _by_unit(annotation: Annotation, unit: np.ndarray, n_units: int) -> list[list[tuple[int, Hedge]]]:
    found: list[list[tuple[int, Hedge]]] = [[] for _ in range(n_units)]
    for hedge in annotation.hedges:
        sentence = annotation.sentence_of(hedge.start)
        found[unit[sentence]].append((sentence, hedge))
    return found


def _words_by_unit(annotation: Annotation, unit: np.ndarray, n_units: int) -> list[Counter[str]]:
    """How often each unit has the words that reported speech shifts: "will", "can", "shall"."""
    found: list[Counter[str]] = [Counter() for _ in range(n_units)]
    for k, sentence in enumerate(annotation.sentences):
        found[unit[k]].update(word for word in annotation.tokens.lower[sentence.first : sentence.stop] if word in _UNSHIFTED)
    return found


def _is_shifted(hedge: Hedge, spare: Counter[str]) -> bool:
    """Whether a hedge stands for a word that only the other version has; that word is used up."""
    plain = _SHIFTED.get(hedge.words)
    if plain is None or not spare[plain]:
        return False
    spare[plain] -= 1
    return True


def _matches(here: list[tuple[int, Hedge]], there: list[tuple[int, Hedge]]) -> dict[int, int]:
    """Pair hedges of one unit: first those of the same words, then those of the same entry, in order."""
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for same in (lambda hedge: hedge.words, lambda hedge: hedge.entry):
        free = defaultdict(deque)
        for j, (_, hedge) in enumerate(there):
            if j not in taken and same(hedge):
                free[same(hedge)].append(j)
        for k, (_, hedge) in enumerate(here):
            if k not in partners and free[same(hedge)]:
                partners[k] = free[same(hedge)].popleft()
                taken.add(partners[k])
    return partners
