"""A raw page or text becomes an Article: which part is headline, byline, body, caption, crosshead or furniture."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from ftfy import fix_encoding
from ftfy.badness import is_bad

from analysis.articles.addresses import address_fault
from analysis.articles.corpus.article_file import has_front_matter
from analysis.articles.ids import check_id, slug
from analysis.articles.languages import detect_language, language_name
from analysis.articles.lines import Line, key, split_lines
from analysis.articles.model import BLOCK_KINDS, Article, Block, without_controls
from analysis.articles.pages.blocks import Page, read_lines
from analysis.articles.pages.documents import is_docx, read_docx, read_pdf, read_rtf
from analysis.articles.pages.html import declared_encoding, looks_like_html, read_html
from analysis.articles.pages.messages import Message, is_message, read_message
from analysis.articles.pages.metadata import Metadata
from analysis.articles.reading import HTML_FILES, MAX_BYTES, PAGE_FILES, CorpusError, decode, read_bytes
from analysis.errors import AnalysisError

# Fields of an article that a page may say itself, and a person may say better.
PAGE_FIELDS = ("article_id", "headline", "byline", "published", "url", "licence", "language")


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
    source : str
        Where it was read from.
    """

    article: Article
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    source: str = ""

    def __post_init__(self) -> None:
        # What a page holds stands in them, and they are printed.
        for field in ("reasons", "doubts"):
            object.__setattr__(self, field, tuple(map(without_controls, getattr(self, field))))

    def with_kinds(self, kinds: Mapping[int, str]) -> ImportPreview:
        """Return a copy in which a person has chosen the kinds of some blocks, by their numbers from 1."""
        blocks, reasons = list(self.article.blocks), list(self.reasons)
        for number, kind in kinds.items():
            if not 1 <= number <= len(blocks):
                raise AnalysisError(f"There is no block {number}: the page has blocks 1 to {len(blocks)}.")
            blocks[number - 1] = Block(kind, blocks[number - 1].text)
            reasons[number - 1] = "was chosen by a person"
        return replace(self, article=self.article.with_blocks(tuple(blocks)), reasons=tuple(reasons))

    def brief(self) -> str:
        """Return a line that says what was read, how many blocks of each kind, and a line a doubt."""
        counts = Counter(block.kind for block in self.article.blocks)
        kinds = ", ".join(f"{counts[kind]} {kind}" for kind in BLOCK_KINDS if counts[kind])
        return "\n".join([f"{self._title()}: {kinds}", *self._doubts()])

    def _title(self) -> str:
        article = self.article
        source = f"  from {self.source}" if self.source else ""
        return f"{article.story_id}/{article.article_id}  {article.outlet}, {article.role}{source}"

    def _doubts(self) -> list[str]:
        return [f"doubt: {doubt}" for doubt in self.doubts]

    def __str__(self) -> str:
        article = self.article
        lines = [self._title()]
        for name in ("headline", "byline", "published", "url"):
            lines.append(f"{name:<10} {getattr(article, name) or '(none)'}")
        for number, (block, reason) in enumerate(zip(article.blocks, self.reasons, strict=True), 1):
            text = " ".join(block.text[:200].split())
            text = text if len(text) <= 70 else text[:69] + "…"
            lines.append(f"{number:>4} {block.kind:<10} {text}" + (f"  ({reason})" if block.kind != "body" else ""))
        return "\n".join([*lines, *self._doubts()])


class _Raw(NamedTuple):
    lines: list[Line]
    place: str
    metadata: Metadata = Metadata()
    guess: Metadata = Metadata()
    doubts: tuple[str, ...] = ()


def import_article(source: str | Path, *, story_id: str, outlet: str, role: str, **fields: Any) -> Article:
    r"""
    Turn a raw page or text into an article.

    Parameters
    ----------
    source : path-like or str
        A path to a text file, a saved web page (.html, .mhtml), a Word document (.docx), an e-mail (.eml), rich text (.rtf) or
        a PDF with a text layer; ``"-"`` for standard input; or the text itself (a string with a line end, or one that names
        no file).
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
        If the file is missing, empty, binary or in another encoding, a field is unknown, or the text is in another language
        than English and ``language`` does not say so.

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
    outlet: str | None,
    role: str,
    default_outlet: str | None = None,
    encoding: str | None = None,
    kinds: Mapping[int, str] | None = None,
    **fields: str | None,
) -> ImportPreview:
    r"""
    Show what `import_article` would make of a source, and why; nothing is written.

    Parameters
    ----------
    source, story_id, role, encoding, kinds, **fields
        As in `import_article`.
    outlet : str or None
        None takes it from the page's metadata.
    default_outlet : str or None
        What stands for the outlet if the metadata do not say it either; None refuses the page then.

    Returns
    -------
    ImportPreview
        Prints as a numbered list of blocks.

    Raises
    ------
    AnalysisError
        As `import_article`, and if nobody says who published it.

    Examples
    --------
    >>> page = "Talks on herring fail\n\nTalks on herring failed on Monday.\n\nShare this article"
    >>> print(preview_import(page, story_id="herring", outlet="Example Gazette", role="wire"))
    herring/example-gazette  Example Gazette, wire
    headline   Talks on herring fail
    byline     (none)
    published  (none)
    url        (none)
       1 body       Talks on herring failed on Monday.
       2 furniture  Share this article  (is the page phrase 'share this article')
    """
    check_id(story_id, "story")
    for name in fields:
        if name not in PAGE_FIELDS:
            raise AnalysisError(f"The field {name!r} is unknown: an article has {', '.join(PAGE_FIELDS)}.")
    raw = _mended(_read(source, encoding, fields.get("url")))
    known = any(line.hint == "headline" for line in raw.lines)
    page = read_lines(raw.lines, fields.get("headline") or ("" if known else raw.metadata.headline or ""))
    if outlet is not None and not outlet.strip():
        raise AnalysisError("The outlet is empty: say who published the article.")
    outlet = outlet or raw.metadata.outlet or raw.guess.outlet or default_outlet
    if outlet is None:
        raise AnalysisError(f"{raw.place or 'The text'}: the page does not say who published it: give the outlet.")
    preview = _build(page, raw, {"story_id": story_id, "outlet": outlet, "role": role}, fields)
    return preview.with_kinds(kinds) if kinds else preview


def _build(page: Page, raw: _Raw, names: Mapping[str, str], fields: Mapping[str, str | None]) -> ImportPreview:
    """Put together what the page shows, what its metadata say and what a person says; the person goes first."""
    blocks = tuple(block for block, _ in page.blocks)
    reasons = tuple(reason for _, reason in page.blocks)
    found = raw.metadata
    values: dict[str, Any] = {
        "article_id": slug(names["outlet"]),
        "headline": page.headline,
        "byline": _byline(page, raw),
        "published": found.published or page.published or raw.guess.published,
        "url": found.url,
        "licence": found.licence,
        **{name: value for name, value in fields.items() if value is not None},
    }
    check_id(values["article_id"], "article")
    body = "\n".join(block.text for block in blocks if block.kind == "body")
    values["language"] = _language(body, fields.get("language"), raw.place)
    doubts = [*raw.doubts, *page.doubts]
    if values["published"] and values["published"] not in (found.published, page.published, fields.get("published")):
        doubts.append(f"the date {values['published']} was found somewhere on the page: see whether it is right")
    if values["url"] and (fault := address_fault(values["url"])):
        doubts.append(fault)
    article = Article(**{**names, **values}, blocks=blocks)
    return ImportPreview(article, reasons, tuple(doubts), raw.place)


def _byline(page: Page, raw: _Raw) -> str | None:
    """Return who wrote it: as the page's metadata say, unless they name its outlet; else as it shows, or as is guessed."""
    stated, shown = raw.metadata.byline, page.byline
    if stated and key(stated) == key(raw.metadata.outlet or ""):
        stated = shown or stated
    if stated is None:
        return (shown if page.signed else None) or raw.guess.byline or shown
    # Metadata often name the first of several authors.
    names, long = set(key(stated).split()), 2 * len(stated) + 40
    others = (name for name in (shown, raw.guess.byline) if name and len(name) <= long)
    return next((name for name in others if names < set(key(name).split())), stated)


def _language(body: str, given: str | None, place: str) -> str:
    if given is not None:
        return given
    detected = detect_language(body)
    if detected not in ("en", None):
        name = language_name(detected)
        raise AnalysisError(
            f"{place or 'The text'}: this reads as {name}, and only English is measured: "
            f"give language {detected!r} to keep it, marked so and unmeasured, or 'en' if it is English."
        )
    return "en"


def _read(source: str | Path, encoding: str | None, url: str | None) -> _Raw:
    path = _as_path(source)
    if path is None:
        text = str(source)
        if len(text) > MAX_BYTES:
            raise AnalysisError(
                f"The text has {len(text) / 1e6:.0f} million characters; one article may have {MAX_BYTES / 1e6:.0f} at most."
            )
        if text.lstrip()[:1] == "<" and looks_like_html(text.lstrip()[:2048].encode("utf-8", "replace")):
            page = read_html(text.encode("utf-8", "replace"), encoding="utf-8", url=url)
            return _Raw(page.lines, "", page.metadata, page.guess, page.doubts)
        return _from_text(text, "")
    data = _standard_input() if str(path) == "-" else read_bytes(path)
    place = "standard input" if str(path) == "-" else str(path)
    if is_docx(data):
        return _Raw(read_docx(data, place), place)
    if data.startswith((b"%PDF", b"{\\rtf")):
        return _from_text(read_pdf(data, place) if data.startswith(b"%PDF") else read_rtf(data, place), place)
    if is_message(data, path):
        return _from_message(read_message(data, declared_encoding, place, encoding), place, url)
    if path.suffix.casefold() in HTML_FILES or looks_like_html(data):
        page = read_html(data, place, encoding, url)
        return _Raw(page.lines, place, page.metadata, page.guess, page.doubts)
    return _from_text(decode(data, place, encoding), place)


def _mended(raw: _Raw) -> _Raw:
    """Mend lines that were decoded wrongly before the file was written, "â€“" for a dash, and tell of it."""
    doubts = []
    for line in raw.lines:
        if is_bad(line.text[:MAX_BYTES]):
            mended = fix_encoding(line.text)
            if mended != line.text:
                doubts.append(f"this was decoded wrongly once, and is mended: {line.text[:60]!r}")
                line.set_text(mended)
            else:
                doubts.append(f"this may have been decoded wrongly; see which --encoding the file has: {line.text[:60]!r}")
    found = Metadata(*(value and fix_encoding(value) for value in raw.metadata))
    return raw._replace(metadata=found, doubts=(*raw.doubts, *doubts))


def _from_message(message: Message, place: str, url: str | None) -> _Raw:
    """Read the page or the text of a message; what its head says is for what the page itself does not say."""
    said = message.metadata
    if not message.is_page:
        raw = _from_text(message.text, place)
        return raw._replace(metadata=said)
    page = read_html(message.text.encode("utf-8"), place, "utf-8", url)
    found = Metadata(*(own or other for own, other in zip(page.metadata, said._replace(outlet=None), strict=True)))
    return _Raw(page.lines, place, found, page.guess._replace(outlet=page.guess.outlet or said.outlet), page.doubts)


def _from_text(text: str, place: str) -> _Raw:
    if has_front_matter(text) and place:
        raise CorpusError("this is an article of a corpus already: copy it into a story's folder instead.", place)
    # A letter and its accent may be one character or two; compared versions need the same.
    lines = split_lines(unicodedata.normalize("NFC", text))
    if not lines:
        raise CorpusError("the text is empty: there is no article in it.", place or None)
    return _Raw(lines, place)


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin is not None else b""  # it may be closed
    if len(data) > MAX_BYTES:
        raise AnalysisError(f"Standard input has more than {MAX_BYTES / 1e6:.0f} MB, too much for one article.")
    if not data.strip():
        raise AnalysisError("Standard input is empty: there is no article in it.")
    return data


def _as_path(source: str | Path) -> Path | None:
    """A string is a path if it has one line, and a file of that name exists or it ends as a file's name does."""
    if isinstance(source, Path):
        return source
    if not isinstance(source, str):
        raise AnalysisError(f"The source is {type(source).__name__}: give a path, or the text as a string.")
    if source == "-":
        return Path("-")
    if not source.strip() or "\n" in source or "\r" in source or len(source) > 1000 or "\0" in source:
        return None
    path = Path(source)
    try:
        exists = path.exists()
    except OSError:  # a sentence may be too long for a file's name
        exists = False
    return path if exists or (path.suffix.casefold() in (*PAGE_FILES, ".md") and len(path.stem) < 200) else None
