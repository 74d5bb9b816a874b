"""Whether what people said of a story's articles still fits them. Each finding is (line, severity, message)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from analysis.articles.corrections import COMPARED, Correction
from analysis.articles.model import Article


def check_corrections(
    said: Iterable[tuple[int | None, Correction]], articles: Mapping[str, Article]
) -> Iterator[tuple[int | None, str, str]]:
    """
    Compare the corrections of a story with its articles.

    Parameters
    ----------
    said : iterable of (int or None, Correction)
        Corrections with their lines, in their order.
    articles : mapping of str to Article
        The story's articles by id, the kinds of their blocks as people have corrected them.

    Yields
    ------
    tuple of (int or None, str, str)
        The line, "warning", and what does not fit: an unknown article, words that stand there no longer, or two people who
        disagree, of whom the later one counts.
    """
    wire = next((article for article in articles.values() if article.role == "wire"), None)
    before: dict[tuple[object, ...], Correction] = {}
    for line, correction in said:
        if correction.article not in articles:
            yield line, "warning", f"there is no article {correction.article!r} in this story: correct the correction's article."
            continue
        lost = _lost_words(correction, articles[correction.article], wire)
        if lost:
            what = f"this correction is not applied, as its words stand there no longer: {lost[:60]!r}"
            yield line, "warning", f"{what}. Judge the passage again, or delete the line."
        other = before.setdefault(correction.place, correction)
        if other.label != correction.label and other.who != correction.who:
            who, says = correction.who or "somebody", other.who or "somebody else"
            what = f"{who} says {correction.label!r} where {says} says {other.label!r} ({correction.text[:40]!r})"
            yield line, "warning", f"{what}: the later line counts; delete one."
        before[correction.place] = correction


def _lost_words(correction: Correction, article: Article, wire: Article | None) -> str:
    """The words of a correction that do not stand where it has them, of either side."""
    if correction.layer == "block":
        return correction.text if correction.block(article) is None else ""
    if not correction.fits(article.text):
        return correction.text or "(none)"
    if wire is None or correction.layer not in COMPARED or correction.fits(article.text, wire.text):
        return ""
    return correction.wire_text
