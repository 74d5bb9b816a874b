"""A raw page or text becomes an Article: which part is headline, byline, body, caption, crosshead or furniture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.articles.blocks import Page, read_page
from analysis.articles.model import Article, Block
from analysis.articles.names import check_id, slug
from analysis.articles.sources import MAX_BYTES, CorpusError, decode, read_bytes
from analysis.errors import AnalysisError


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """
    An article as it would be imported, with what a person needs to check it.

    Parameters
    ----------
    article : Article
        The article.
    reasons : tuple of str
        Why each block of the article got its kind, in the same order.
    doubts : tuple of str
        What to look at before saving.
    """

    article: Article
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]

    def __str__(self) -> str:
        article = self.article
        lines = [f"headline  {article.headline or '(none)'}", f"byline    {article.byline or '(none)'}"]
        for number, (block, reason) in enumerate(zip(article.blocks, self.reasons, strict=True), 1):
            text = block.text if len(block.text) <= 70 else block.text[:69] + "…"
            lines.append(f"{number:>4} {block.kind:<10} {text}" + (f"  ({reason})" if block.kind != "body" else ""))
        return "\n".join([*lines, *(f"doubt: {doubt}" for doubt in self.doubts)])


def import_article(source: str | Path, *, story_id: str, outlet: str, role: str, **fields: object) -> Article:
    r"""
    Turn a raw page or text into an article.

    Parameters
    ----------
    source : path-like or str
        A path to a text file, or the text itself (a string with a line end, or one that names no file).
    story_id, outlet, role : str
        The story it belongs to, who published it, and ``"wire"`` or ``"republication"``.
    **fields
        Other fields of `Article` (``article_id``, ``headline``, ``byline``, ``published``, ``url``, ``licence``,
        ``language``), which go before what the page says; ``encoding`` of the file, where it is not UTF-8; ``kinds``, a
        mapping of block numbers (from 1, as `preview_import` shows them) to the kinds that a person chose.

    Returns
    -------
    Article
        Every line of the source is its headline or in one of its blocks. The id is made from the outlet's name.

    Raises
    ------
    AnalysisError
        If the file is missing, empty, binary or in another encoding, or a field is unknown.

    Examples
    --------
    >>> page = "Talks on herring fail\n\nBy Example Press\n\nTalks on herring failed on Monday.\n\nShare this article"
    >>> article = import_article(page, story_id="herring", outlet="Example Gazette", role="republication")
    >>> article.article_id, article.headline, article.byline, article.text
    ('example-gazette', 'Talks on herring fail', 'Example Press', 'Talks on herring failed on Monday.')
    """
    return preview_import(source, story_id=story_id, outlet=outlet, role=role, **fields).article


def preview_import(
    source: str | Path,
    *,
    story_id: str,
    outlet: str,
    role: str,
    encoding: str | None = None,
    kinds: Mapping[int, str] | None = None,
    **fields: str | None,
) -> ImportPreview:
    """
    Show what `import_article` would make of a source, and why; nothing is written.

    Parameters are those of `import_article`. The result prints as a numbered list of blocks.
    """
    check_id(story_id, "story")
    if not isinstance(outlet, str) or not outlet.strip():
        raise AnalysisError("The outlet is empty: say who published the article.")
    _refuse_unknown(fields)
    page = _read(source, encoding, fields.get("headline") or "")
    blocks, reasons = _apply_kinds(page, kinds or {})
    known = {"article_id": slug(outlet), "headline": page.headline, "byline": page.byline}
    values = {**known, **{name: value for name, value in fields.items() if value is not None}}
    check_id(values["article_id"], "article")
    article = Article(story_id=story_id, outlet=outlet, role=role, blocks=blocks, **values)
    return ImportPreview(article, reasons, page.doubts)


def _refuse_unknown(fields: Mapping[str, str | None]) -> None:
    allowed = ("article_id", "headline", "byline", "published", "url", "licence", "language")
    for name in fields:
        if name not in allowed:
            raise AnalysisError(f"The field {name!r} is unknown: an article has {', '.join(allowed)}.")


def _read(source: str | Path, encoding: str | None, headline: str) -> Page:
    path = _as_path(source)
    if path is None:
        text = str(source)
        if len(text) > MAX_BYTES:
            raise AnalysisError(
                f"The text has {len(text) / 1e6:.0f} million characters; one article may have {MAX_BYTES / 1e6:.0f} at most."
            )
        if not text.strip():
            raise AnalysisError("The text is empty: there is no article in it.")
        return read_page(text, headline)
    text = decode(read_bytes(path), path, encoding)
    if not text.strip():
        raise CorpusError("the file is empty: there is no article in it.", path)
    return read_page(text, headline)


def _as_path(source: str | Path) -> Path | None:
    """A string is a path if it has one line and a file of that name exists or it looks like a file's name."""
    if isinstance(source, Path):
        return source
    if not isinstance(source, str):
        raise AnalysisError(f"The source is {type(source).__name__}: give a path, or the text as a string.")
    if "\n" in source or "\r" in source or len(source) > 1000 or "\0" in source:
        return None
    path = Path(source)
    looks = path.suffix.casefold() in (".txt", ".html", ".htm", ".md", ".docx", ".text") and " " not in path.suffix
    return path if source.strip() and (looks or path.is_file()) else None


def _apply_kinds(page: Page, kinds: Mapping[int, str]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    blocks = list(page.blocks)
    for number, kind in kinds.items():
        if not 1 <= number <= len(blocks):
            raise AnalysisError(f"There is no block {number}: the page has blocks 1 to {len(blocks)}.")
        blocks[number - 1] = (Block(kind, blocks[number - 1][0].text), "was chosen by a person")
    return tuple(block for block, _ in blocks), tuple(reason for _, reason in blocks)
