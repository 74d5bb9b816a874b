"""Block, Article and Story: what was read, without computing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analysis.articles.dates import iso_date
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from analysis.articles.corrections import Correction

BLOCK_KINDS: tuple[str, ...] = ("body", "crosshead", "caption", "byline", "furniture")
ROLES: tuple[str, ...] = ("wire", "republication")


def base_language(language: str) -> str:
    """
    Return the language of a code without its region.

    Examples
    --------
    >>> base_language("en-GB"), base_language("pt_BR")
    ('en', 'pt')
    """
    return language.replace("_", "-").partition("-")[0].casefold()


def is_english(language: str) -> bool:
    """Tell whether a code is that of English, of any region: "en", "en-GB". Nothing else is measured."""
    return base_language(language) == "en"


# What agencies' feeds, terminals and copying leave in a text: bells, escape sequences, marks of transmission. Those above 127,
# but for the line end U+0085, are what browsers take them for: quotation marks and dashes of Windows-1252, read as Latin-1.
_CONTROL = re.compile("[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def without_controls(text: str) -> str:
    r"""
    Return text without the characters that a terminal would take for commands.

    Examples
    --------
    >>> without_controls("No \x1b[1mdeal\x07"), without_controls("\x93No deal\x94")
    ('No [1mdeal', '“No deal”')
    """
    return _CONTROL.sub(lambda found: found[0].encode("latin-1").decode("cp1252", "ignore") if found[0] > "\x7f" else "", text)


def storable(text: str, what: str) -> str:
    """Return text without control characters and with newlines as its only line ends, or refuse what no file format keeps."""
    if not isinstance(text, str):
        raise AnalysisError(f"{what} holds {type(text).__name__} where text is needed: convert it to str first.")
    if "\0" in text:
        raise AnalysisError(
            f"{what} holds a NUL character, which no text has: it was read from a binary file or with a wrong encoding."
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise AnalysisError(
            f"{what} holds half a character (a lone surrogate): read the source again with the right encoding."
        ) from None
    text = without_controls(text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@dataclass(frozen=True, slots=True)
class Block:
    r"""
    A run of text from a page, with what it is.

    Parameters
    ----------
    kind : str
        ``"body"`` (the only kind that is measured), ``"crosshead"``, ``"caption"``, ``"byline"`` or
        ``"furniture"`` (whatever else surrounds an article on a page).
    text : str
        The text. Surrounding white space is dropped and every kind of line end becomes a newline, so that a block is the
        same after it went through any file format. Control characters are dropped; NUL characters and lone surrogates, which
        say that the text was read wrongly, are refused.

    Examples
    --------
    >>> Block("caption", " Ministers arrive for the talks on Monday.\r\n")
    Block(kind='caption', text='Ministers arrive for the talks on Monday.')
    """

    kind: str
    text: str

    def __post_init__(self) -> None:
        if self.kind not in BLOCK_KINDS:
            raise AnalysisError(f"Block kind {self.kind!r} is unknown: use one of {', '.join(BLOCK_KINDS)}.")
        object.__setattr__(self, "text", storable(self.text, "A block").strip())


@dataclass(frozen=True, slots=True)
class Article:
    r"""
    One version of a story, as an outlet published it.

    Parameters
    ----------
    article_id, story_id : str
        Names of the article and of its story; they become file and folder names.
    outlet : str
        Who published this version.
    role : str
        ``"wire"`` or ``"republication"``: a place in the comparison, not proof of ancestry.
    headline : str
        The headline; it is kept, and not measured.
    blocks : tuple of Block
        Everything that was read, in page order; blocks without text are left out.
    byline, published, url, licence : str or None
        What the page says of itself; ``published`` is an ISO 8601 date or date-time. Another form of an unambiguous date
        ("3 March 2026") is brought into it; anything else is refused.
    language : str
        ISO 639-1 code, with or without a region; only English (``"en"``, ``"en-GB"``) is measured.
    corrections : tuple of Correction
        What people said of this version, in the order in which they said it; every function applies them.

    Notes
    -----
    Every field but the blocks is one line: white space in it, line ends included, becomes a single space. An optional
    field that is empty is None. So an article is equal to itself after it went through any file format.

    Examples
    --------
    >>> article = Article.from_text("Talks failed.\nThey resume on Monday.", outlet="Example Wire", role="wire")
    >>> article.text
    'Talks failed.\n\nThey resume on Monday.'
    """

    article_id: str
    story_id: str
    outlet: str
    role: str
    headline: str
    blocks: tuple[Block, ...]
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    licence: str | None = None
    language: str = "en"
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", tuple(block for block in self.blocks if block.text))
        for field in ("article_id", "story_id", "outlet", "role", "headline", "language"):
            object.__setattr__(self, field, " ".join(storable(getattr(self, field), f"Field {field}").split()))
        for field in ("byline", "published", "url", "licence"):
            value = getattr(self, field)
            object.__setattr__(self, field, None if value is None else " ".join(storable(value, f"Field {field}").split()) or None)
        published = self.published and iso_date(self.published)
        if self.published and not published:
            said = f"published {self.published[:40]!r} is no date that can be told"
            raise AnalysisError(f"Article {self.article_id!r}: {said}: write it as 2026-01-31.")
        object.__setattr__(self, "published", published)
        if self.role not in ROLES:
            raise AnalysisError(f"Article {self.article_id!r}: role {self.role!r} is unknown: use wire or republication.")

    def __repr__(self) -> str:
        n_body = sum(block.kind == "body" for block in self.blocks)
        return (
            f"<Article {self.story_id}/{self.article_id}: {self.outlet}, {self.role}, {n_body} of {len(self.blocks)} blocks body>"
        )

    @property
    def text(self) -> str:
        """Body paragraphs joined by a blank line; every offset in the kit refers to this string."""
        return "\n\n".join(block.text for block in self.blocks if block.kind == "body")

    @classmethod
    def from_text(cls, text: str, **fields: str | None) -> Article:
        """
        Make an article from plain body text whose paragraphs are divided by newlines.

        Parameters
        ----------
        text : str
            Body text; every line is a paragraph.
        **fields
            Any field of `Article`; those left out get a neutral value.
        """
        defaults = {"article_id": "text", "story_id": "text", "outlet": "unknown", "role": "republication", "headline": ""}
        values: dict[str, Any] = {**defaults, **fields}
        blocks = tuple(Block("body", line.strip()) for line in text.splitlines() if line.strip())
        return cls(blocks=blocks, **values)

    def with_blocks(self, blocks: tuple[Block, ...]) -> Article:
        """Return a copy that carries other blocks, as after a person has corrected a kind."""
        return replace(self, blocks=tuple(blocks))


@dataclass(frozen=True, slots=True)
class Story:
    """
    A wire version and its republications.

    Parameters
    ----------
    story_id, title : str
        Name of the story and its title for people.
    wire : Article
        The version that the others are compared with.
    republications : tuple of Article
        The other versions, in reading order.

    Raises
    ------
    AnalysisError
        If two articles have the same id: every frame tells them apart by it.

    Notes
    -----
    A role is a place in the story: the articles that a story holds have the story's id, and the role of their place.

    Examples
    --------
    >>> wire, other = Article.from_text("Talks failed."), Article.from_text("Talks fail.", article_id="b")
    >>> [(article.role, article.story_id) for article in Story("talks", "Talks", wire, (other,)).articles]
    [('wire', 'talks'), ('republication', 'talks')]
    """

    story_id: str
    title: str
    wire: Article
    republications: tuple[Article, ...]

    def __post_init__(self) -> None:
        twice, n = Counter(article.article_id for article in self.articles).most_common(1)[0]
        if n > 1:
            raise AnalysisError(f"Story {self.story_id!r}: two articles are called {twice!r}; give each an article_id of its own.")
        object.__setattr__(self, "wire", self._placed(self.wire, "wire"))
        object.__setattr__(self, "republications", tuple(self._placed(r, "republication") for r in self.republications))

    def __repr__(self) -> str:
        others = ", ".join(article.outlet for article in self.republications) or "no republication"
        return f"<Story {self.story_id}: {self.wire.outlet} (wire); {others}>"

    def seen_from(self, article_id: str) -> Story:
        """
        Return the story with another version in the wire's place, and the wire among the others.

        Parameters
        ----------
        article_id : str
            The version that the others are compared with; every function that takes a story then compares with it.

        Raises
        ------
        AnalysisError
            If there is no such version.
        """
        base = next((article for article in self.articles if article.article_id == article_id), None)
        if base is None:
            names = ", ".join(article.article_id for article in self.articles)
            raise AnalysisError(f"Story {self.story_id!r} has no version {article_id!r}: it has {names}.")
        return replace(self, wire=base, republications=tuple(article for article in self.articles if article is not base))

    def _placed(self, article: Article, role: str) -> Article:
        if (article.role, article.story_id) == (role, self.story_id):
            return article
        return replace(article, role=role, story_id=self.story_id)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The wire first, then the republications."""
        return (self.wire, *self.republications)
