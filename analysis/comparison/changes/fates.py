"""quote_fates(): what became of every quotation of the wire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from analysis.annotation.annotation import Annotation
from analysis.annotation.quotes.quotations import Quote
from analysis.arguments import each_story
from analysis.articles.model import Story
from analysis.comparison.alignment.align import Alignment, align
from analysis.comparison.alignment.pairs import pair
from analysis.comparison.changes.corrected_fates import corrected_fates
from analysis.comparison.changes.paraphrase import find_retelling, reported, stems_by_sentence, surname
from analysis.comparison.changes.quote_matching import Piece, Word, drops_a_negation, find_pieces, quoted_words
from analysis.comparison.changes.speaker_names import changed_speaker, same_speaker, speaker_of
from analysis.comparison.frames import typed_frame
from analysis.comparison.stems import stem, tells
from analysis.comparison.version import version_of

FATES = ("kept", "truncated", "altered", "paraphrased", "dropped", "new")
# Telling words around a quotation that a sentence must have to be what retells it.
_FEWEST_AROUND = 2

_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet", "wire_text", "text", "fate", "wire_speaker", "speaker"), "str"),
    **dict.fromkeys(("wire_start", "wire_end", "start", "end"), "Int64"),
    **dict.fromkeys(("speaker_changed", "corrected"), "bool"),
}


@dataclass(frozen=True, slots=True)
class Fate:
    """
    What became of one quotation.

    Attributes
    ----------
    fate : str
        One of `FATES`.
    wire_text, text : str or None
        Its words in the wire and in the republication; None on the side that lacks it. Parts that the
        republication divides ("…,” he said, “…") are joined by " … "; of a paraphrase it is the narrator's sentence.
    wire_start, wire_end, start, end : int or None
        Their offsets in the two texts.
    wire_speaker, speaker : str or None
        Who says it in either, by the fullest name that the text has given them; a pronoun where it stays open, None
        where the text does not say.
    speaker_changed : bool
        Both texts name a person or body beside the quotation, and not the same one; a country is neither.
    corrected : bool
        A person has judged this fate, or named a speaker of it.
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
    corrected: bool = False


def fates(wire: Annotation, republication: Annotation, alignment: Alignment | None = None) -> tuple[Fate, ...]:
    """
    Find every direct quotation of the wire in a republication, then the republication's own.

    Parameters
    ----------
    wire, republication : Annotation
    alignment : Alignment, optional
        Links between their sentences; made if left out.

    Returns
    -------
    tuple of Fate
        The wire's quotations in order, then those that only the republication has.

    Notes
    -----
    "kept": the same words in marks, house style and final punctuation apart, also where the outlet divides the
    quotation or joins it with the next one. "truncated": fewer of the same words in marks. "altered": in marks
    with words changed, added inside, or a negation left out; words in square brackets do not count. "paraphrased":
    its telling words without marks, fewer of them if the sentences are linked or the same person is said to say so, and
    quite other words if that sentence also has what stands around the quotation; any other paraphrase is not seen and
    counts as "dropped". "new": not a quotation of this wire copy, which does not say that nobody said it.

    Examples
    --------
    >>> from analysis import annotate
    >>> one = annotate("“We will close the port on Friday,” Ana Sol said. “Nobody asked the crews.”")
    >>> two = annotate("Ana Sol said they would “close the port”. “Everybody asked the crews.”")
    >>> [(fate.fate, fate.text) for fate in fates(one, two)]
    [('truncated', 'close the port'), ('altered', 'Everybody asked the crews.')]
    """
    quotes, narration = quoted_words(version_of(wire))
    others, retold = quoted_words(version_of(republication))
    said, told = stems_by_sentence(retold), stems_by_sentence(narration)
    whole = {number: frozenset(stems) for number, stems in said.items()}
    partners: dict[int, set[int]] = {}
    for link in (alignment or align(wire, republication)).links:
        partners.setdefault(link.wire, set()).add(link.republication)
        # Words that the wire's narrator accounts for are no trace of a quotation.
        said.get(link.republication, set()).difference_update(told.get(link.wire, ()))
    carried_in = [set().union(*(partners.get(sentence, ()) for sentence in {w.sentence for w in words})) for words in quotes]

    def bond(k: int, n: int) -> str:
        if any(word.sentence in carried_in[k] for word in others[n]):
            return "linked"
        return "speaker" if same_speaker(speaker_of(wire.quotes[k]), speaker_of(republication.quotes[n])) else ""

    pieces, taken = find_pieces(quotes, others, bond)
    speaking = reported(version_of(republication), {name for name in map(surname, wire.quotes) if name is not None})
    total = Counter(stem(word.key) for word in chain(narration, *quotes))
    out = []
    for k, quote in enumerate(wire.quotes):
        if not quote.direct or not quotes[k]:
            continue
        if pieces[k]:
            out.append(_in_marks(quote, quotes[k], pieces[k], republication, others, taken))
        else:
            around = set(filter(tells, chain(*(told.get(word.sentence, ()) for word in quotes[k])))) - {surname(quote)}
            framed = [n for n in carried_in[k] if len(around & whole.get(n, frozenset())) >= _FEWEST_AROUND]
            number = find_retelling(quote, quotes[k], said, carried_in[k], speaking, total, framed)
            if number is None:
                out.append(_fate("dropped", quote, None, None, None, None))
            else:
                start, end = republication.sentences[number].start, republication.sentences[number].end
                out.append(_fate("paraphrased", quote, None, republication.text[start:end], start, end))
    own = [q for n, q in enumerate(republication.quotes) if q.direct and others[n] and not taken[n]]
    out += [_fate("new", None, q, q.text, q.start, q.end) for q in own]
    return corrected_fates(out, wire, republication)


def _in_marks(
    quote: Quote, words: Sequence[Word], pieces: Sequence[Piece], republication: Annotation, others: Sequence, taken: Sequence[set]
) -> Fate:
    """Fate of a quotation that has words in marks: what the pieces cover, and what stands between and beside them."""
    used, covered = [], set()
    for piece in pieces:
        # A second occurrence of the same words, as in a lead, says nothing new.
        if not covered.issuperset(piece.own):
            used.append(piece)
            covered.update(piece.own)
    whole = len(covered) == len(words)
    used.sort(key=lambda piece: (piece.quote, piece.other))
    changed, spans = False, []
    for piece in used:
        other, foreign = others[piece.quote], _foreign(piece, others[piece.quote], taken[piece.quote])
        inserted = [at for at in foreign if piece.other[0] < at < piece.other[-1]]
        beside = [] if whole else foreign
        changed = changed or bool(inserted or beside) or drops_a_negation(words, piece)
        first, last = min((*piece.other, *beside)), max((*piece.other, *beside))
        marked = republication.quotes[piece.quote]
        spans.append(
            (marked.start if first == 0 else other[first].start, marked.end if last == len(other) - 1 else other[last].end)
        )
    text = " … ".join(republication.text[start:end] for start, end in spans)
    fate = "altered" if changed else "kept" if whole else "truncated"
    return _fate(fate, quote, republication.quotes[used[0].quote], text, spans[0][0], spans[-1][1])


def _foreign(piece: Piece, other: Sequence[Word], taken: set[int]) -> list[int]:
    """Positions of words that belong to no quotation of the wire, in the sentences that the piece touches."""
    sentences = {other[at].sentence for at in piece.other}
    return [at for at, word in enumerate(other) if word.sentence in sentences and at not in taken]


def _fate(fate: str, quote: Quote | None, other: Quote | None, text: str | None, start: int | None, end: int | None) -> Fate:
    one, two = speaker_of(quote), speaker_of(other)
    span = (quote.start, quote.end) if quote else (None, None)
    changed = quote is not None and other is not None and changed_speaker(quote, other)
    return Fate(fate, quote.text if quote else None, text, *span, start, end, one, two, changed)


@each_story
def quote_fates(story: Story) -> pd.DataFrame:
    """
    What became of every quotation, in every republication of a story.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each direct quotation of the wire and republication, then for each quotation that only
        the republication has: story_id, article_id, outlet, wire_text, text, fate (one of `FATES`, see `fates`),
        wire_speaker, speaker, wire_start, wire_end (offsets in the wire's text), start, end (in the
        republication's; missing where there are no words), speaker_changed, corrected (a person has judged it, or named a speaker).
    """
    rows = []
    for republication in story.republications:
        both = pair(story.wire, republication)
        for f in fates(both.wire, both.republication, both.alignment):
            keys = (story.story_id, republication.article_id, republication.outlet)
            spans = (f.wire_start, f.wire_end, f.start, f.end)
            rows.append((*keys, f.wire_text, f.text, f.fate, f.wire_speaker, f.speaker, *spans, f.speaker_changed, f.corrected))
    return typed_frame(rows, _COLUMNS)
