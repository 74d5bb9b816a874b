"""source_fates(): what became of the wire's sources, and whose words are new."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.annotation.annotation import Annotation
from analysis.annotation.quotes.attributions import Attribution
from analysis.arguments import each_story
from analysis.articles.model import Story
from analysis.comparison.alignment.pairs import Pair, pair
from analysis.comparison.changes.source_names import telling_stems
from analysis.comparison.changes.sources import Source, sources_of
from analysis.comparison.frames import typed_frame

SOURCE_FATES = ("kept", "named→unnamed", "unnamed→named", "dropped", "new")

_COLUMNS = {
    **dict.fromkeys(("story_id", "article_id", "outlet", "source", "fate", "before", "after"), "str"),
    **dict.fromkeys(("named", "official"), "bool"),
    **dict.fromkeys(("words_before", "words_after", "new_sentences"), "int64"),
    **dict.fromkeys(("wire_spans", "spans"), "object"),
}
# Share of the shorter one's words that two passages have in common if one retells the other.
_SAME_WORDS = 0.5


@each_story
def source_fates(story: Story) -> pd.DataFrame:
    """
    What became of each source of the wire in each republication, and who speaks there that the wire did not have.

    Parameters
    ----------
    story : Story or iterable of Story

    Returns
    -------
    pandas.DataFrame
        One row for each republication and source: story_id, article_id, outlet, source (the wire's name or words for it; the
        republication's if it is new), fate ("kept", "named→unnamed", "unnamed→named", "dropped", "new"), before, after
        (description and name in either, missing where it does not speak), named (in either), official, words_before,
        words_after (put down to it), new_sentences (sentences of the republication without a link to the wire that put
        words into its mouth), wire_spans, spans (tuples of start and end of what is put down to it).

    Raises
    ------
    AnalysisError
        If something else than a story or stories was given, or an article is in another language than English.

    Notes
    -----
    A named and an unnamed source are one if the description fits ("Mayor Ana Sol", "the mayor") or if they say the same in
    linked sentences. A source is "dropped" if no words are put down to it; the text may still mention it.

    Examples
    --------
    >>> from analysis import Article
    >>> wire = Article.from_text("Rents will rise, Mayor Ana Sol said. The bank warned that prices may fall.")
    >>> other = Article.from_text("Rents will rise, the mayor said. Lena Roth said that tenants were angry.", article_id="b")
    >>> source_fates(Story("s", "", wire, (other,)))[["source", "fate", "new_sentences"]].values.tolist()
    [['Ana Sol', 'named→unnamed', 0], ['The bank', 'dropped', 0], ['Lena Roth', 'new', 1]]
    """
    rows = (
        (story.story_id, republication.article_id, republication.outlet, *row)
        for republication in story.republications
        for row in _rows(pair(story.wire, republication))
    )
    return typed_frame(rows, _COLUMNS)


def _rows(both: Pair) -> Iterator[tuple]:
    before, after = sources_of(both.wire), sources_of(both.republication)
    partners = _partners(both, before, after)
    new = set(both.alignment.new)
    for k, source in enumerate(before):
        own = [other for other, partner in zip(after, partners, strict=True) if partner == k]
        yield _row(both, new, [source], own)
    for source, partner in zip(after, partners, strict=True):
        if partner is None:
            yield _row(both, new, [], [source])


def _row(both: Pair, new: set[int], before: list[Source], after: list[Source]) -> tuple:
    first = (before or after)[0]
    return (
        first.label,
        _fate(before, after),
        _put(before),
        _put(after),
        any(source.named for source in (*before, *after)),
        any(source.official for source in (*before, *after)),
        _n_words(before, both.wire),
        _n_words(after, both.republication),
        len(set().union(*(source.sentences(both.republication) for source in after)) & new),
        _spans(before),
        _spans(after),
    )


def _fate(before: list[Source], after: list[Source]) -> str:
    if not before:
        return "new"
    if not after:
        return "dropped"
    was, stays = before[0].named, any(source.named for source in after)
    if was == stays:
        return "kept"
    return "named→unnamed" if was else "unnamed→named"


def _put(sources: list[Source]) -> str | None:
    """How a version calls a source: by its name, with the description if there is one."""
    named = sorted(sources, key=lambda source: not source.named)[:1]
    for source in named:
        parts = dict.fromkeys(filter(None, (source.name, source.description)))
        return ", ".join(parts)
    return None


def _n_words(sources: list[Source], annotation: Annotation) -> int:
    return len(set().union(*(source.words(annotation) for source in sources)))


def _spans(sources: list[Source]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(a.start, a.end) for source in sources for a in source.attributions}))


def _partners(both: Pair, before: tuple[Source, ...], after: tuple[Source, ...]) -> list[int | None]:
    """For each source of the republication the wire's that it is: by what it is called, its description, or what it says."""
    partners = [next((k for k, source in enumerate(before) if source.is_same(other)), None) for other in after]
    linked = {(link.wire, link.republication) for link in both.alignment.links}
    for fits in (_is_described, lambda one, other: _says_the_same(both, linked, one, other)):
        for n, other in enumerate(after):
            if partners[n] is None:
                free = (k for k, source in enumerate(before) if k not in partners and not (source.named and other.named))
                fitting = [k for k in free if fits(before[k], other)]
                partners[n] = fitting[0] if len(fitting) == 1 else None
    return partners


def _is_described(one: Source, other: Source) -> bool:
    """Whether the words for the unnamed one of two all stand in the description of the named one."""
    if one.named == other.named or not (one.description and other.description):
        return False
    named, unnamed = (one, other) if one.named else (other, one)
    words = telling_stems(unnamed.label)
    return bool(words) and words <= telling_stems(named.description or "")


def _says_the_same(both: Pair, linked: set[tuple[int, int]], one: Source, other: Source) -> bool:
    """Whether linked sentences put much the same words into the mouths of both."""
    for a in one.attributions:
        i, said = both.wire.sentence_of(a.start), _said(both.wire, a)
        for b in other.attributions:
            if (i, both.republication.sentence_of(b.start)) in linked:
                also = _said(both.republication, b)
                if len(said & also) >= _SAME_WORDS * max(1, min(len(said), len(also))):
                    return True
    return False


def _said(annotation: Annotation, attribution: Attribution) -> frozenset[str]:
    return telling_stems(annotation.text[attribution.start : attribution.end])
