"""quote_fates(): what became of every quotation of the wire."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from rapidfuzz.distance import LCSseq

from analysis.annotate.annotation import Annotation
from analysis.annotate.quotes import Quote
from analysis.articles.model import Story
from analysis.compare.folding import fold
from analysis.compare.pairs import pair

FATES = ("kept", "truncated", "altered", "paraphrased", "dropped", "new")


@dataclass(frozen=True, slots=True)
class Fate:
    """
    What became of one quotation.

    Attributes
    ----------
    fate : str
        One of `FATES`.
    wire_text, text : str or None
        Its words in the wire and in the republication; None on the side that lacks it.
    wire_start, wire_end, start, end : int or None
        Their offsets in the two texts.
    wire_speaker, speaker : str or None
        Who says it in either, as far as the text says so.
    speaker_changed : bool
        Both texts name a speaker, and not the same one.
    """

    fate: str
    wire_text: str | None
    text: str | None
    wire_start: int | None
    wire_end: int | None
    start: int | None
    end: int | None
    wire_speaker: str | None
    speaker: str | None
    speaker_changed: bool


def fates(wire: Annotation, republication: Annotation) -> tuple[Fate, ...]:
    """
    Find every direct quotation of the wire in a republication, then the republication's own.

    Parameters
    ----------
    wire, republication : Annotation

    Returns
    -------
    tuple of Fate
        The wire's quotations in order, then those that only the republication has.
    """
    theirs = [(q, fold(q.text).keys) for q in republication.quotes]
    out, used = [], set()
    unquoted = fold(republication.text)
    narration = tuple(key for key, quoted in zip(unquoted.keys, unquoted.quoted, strict=True) if not quoted)
    for quote in wire.quotes:
        if not quote.direct:
            continue
        words = fold(quote.text).keys
        best = max(
            ((LCSseq.similarity(words, keys) / max(1, min(len(words), len(keys))), -n) for n, (_, keys) in enumerate(theirs)),
            default=(0.0, 0),
        )
        if best[0] < 0.6:
            share = LCSseq.similarity(words, narration) / max(1, len(words))
            out.append(_fate("paraphrased" if share > 0.9 and _run(words, narration) else "dropped", quote, None))
            continue
        used.add(-best[1])
        other, keys = theirs[-best[1]]
        kept = "kept" if keys == words else "truncated" if _run(keys, words) else "kept" if _run(words, keys) else "altered"
        out.append(_fate(kept, quote, other))
    return (*out, *(_fate("new", None, q) for n, (q, _) in enumerate(theirs) if q.direct and n not in used))


def _run(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the words stand in the other ones as one run."""
    return "\n".join(("", *part, "")) in "\n".join(("", *whole, ""))


def _fate(fate: str, quote: Quote | None, other: Quote | None) -> Fate:
    speakers = quote.speaker if quote else None, other.speaker if other else None
    changed = None not in speakers and not {*fold(speakers[0]).keys} & {*fold(speakers[1]).keys}
    one = (quote.text, quote.start, quote.end) if quote else (None, None, None)
    two = (other.text, other.start, other.end) if other else (None, None, None)
    return Fate(fate, one[0], two[0], *one[1:], *two[1:], *speakers, changed)


def quote_fates(story: Story) -> pd.DataFrame:
    """
    What became of every quotation, in every republication of a story.

    Parameters
    ----------
    story : Story

    Returns
    -------
    pandas.DataFrame
        One row for each direct quotation of the wire and republication, then for each quotation that only
        the republication has: story_id, article_id, outlet, wire_text, text, fate (one of `FATES`),
        wire_speaker, speaker, wire_start, wire_end (offsets in the wire's text), start, end (in the
        republication's; missing where there are no words), speaker_changed.
    """
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        for f in fates(both.wire, both.republication):
            keys = (story.story_id, republication.article_id, republication.outlet)
            spans = (f.wire_start, f.wire_end, f.start, f.end)
            rows.append((*keys, f.wire_text, f.text, f.fate, f.wire_speaker, f.speaker, *spans, f.speaker_changed))
    columns = ["story_id", "article_id", "outlet", "wire_text", "text", "fate", "wire_speaker", "speaker"]
    frame = pd.DataFrame(rows, columns=[*columns, "wire_start", "wire_end", "start", "end", "speaker_changed"])
    return frame.astype(dict.fromkeys(("wire_start", "wire_end", "start", "end"), "Int64") | {"speaker_changed": bool})
