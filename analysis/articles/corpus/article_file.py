r"""
The file of one article: YAML front matter, then blocks divided by blank lines.

A block that is not body starts with its kind in brackets, ``[caption] Boats wait in the harbour.`` Inside a block, a
backslash at the start of a line is taken away when the file is read, and protects what follows it: a body paragraph that
itself starts with a bracketed word (``\[sic] was added``), a line inside a block that is blank (a backslash alone), a line
that starts with a backslash (``\\server``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from analysis.articles.dates import iso_date
from analysis.articles.model import BLOCK_KINDS, ROLES, Article, Block
from analysis.articles.reading import CorpusError
from analysis.errors import AnalysisError

FIELDS = ("outlet", "role", "headline", "byline", "published", "url", "licence", "language")
NOTE = "note"  # a field for people, which nothing reads
REQUIRED = ("outlet", "role", "headline")
_TAG = re.compile(r"\[([A-Za-z][A-Za-z_-]*)\](?=\s|$)")
_FENCE = "---"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class ArticleFile(NamedTuple):
    """
    The contents of an article's file, with lines to point at.

    ``fields`` maps each key of the front matter to its value and line; ``blocks`` holds line, kind as written and text;
    ``unread`` holds line and words of what follows a value as a comment, such as " #2" in ``headline: Lorry strike #2``.
    """

    fields: dict[str, tuple[str | None, int]]
    blocks: list[tuple[int, str, str]]
    unread: list[tuple[int, str]]


def has_front_matter(text: str) -> bool:
    """Tell whether a file begins as an article's file does."""
    return text.startswith((_FENCE + "\n", _FENCE + "\r\n", _FENCE + " \n"))


def remarks_in(text: str) -> str:
    r"""
    Return what the front matter of an article's file holds for people alone: comments, and fields that nothing reads.

    Examples
    --------
    >>> remarks_in("---\n# Checked twice.\noutlet: Example Wire\nnote: see\n  the archive\n---\n\n# Talks failed.")
    '# Checked twice.\nnote: see\n  the archive\n'
    """
    front, _ = _divide(text, "text")
    kept, end = [], 0
    for field in (*_fields(front, "text"), None):
        between = front[end : len(front) if field is None else field.start]
        kept += [line.strip() + "\n" for line in between.split("\n") if line.strip().startswith("#")]
        if field is not None:
            end = field.end
            if field.name not in FIELDS:
                kept.append(front[field.start : end].rstrip("\n") + "\n")
    return "".join(kept)


def render_article(article: Article, remarks: str = "") -> str:
    r"""
    Write an article as the text of its file, with remarks for people (`remarks_in`) above its fields.

    Examples
    --------
    >>> article = Article.from_text("[sic] Talks failed.", outlet="Example Wire", role="wire", headline="No deal")
    >>> print(render_article(article).split("---\n")[2].strip())
    \[sic] Talks failed.
    """
    front = "".join(_scalar(name, getattr(article, name)) for name in FIELDS)
    return f"{_FENCE}\n{remarks}{front}{_FENCE}\n\n{render_blocks(article.blocks)}\n"


def render_blocks(blocks: tuple[Block, ...]) -> str:
    """Write blocks with blank lines between and their kinds in brackets."""
    return "\n\n".join(_render_block(block) for block in blocks)


def _scalar(name: str, value: str | None) -> str:
    if value is None:
        return f"{name}:\n"
    dumped: str = yaml.safe_dump({name: value}, allow_unicode=True, width=float("inf"), default_flow_style=False)
    return dumped


def _render_block(block: Block) -> str:
    lines = block.text.split("\n")
    protected = "\\" if _TAG.match(lines[0]) or lines[0].startswith("\\") else ""
    start = protected if block.kind == "body" else f"[{block.kind}] "
    rest = ("\\" + line if line.startswith("\\") or not line.strip() else line for line in lines[1:])
    return "\n".join([start + lines[0], *rest])


def read_article_file(text: str, path: Path | str) -> ArticleFile:
    """
    Read the text of an article's file.

    Raises
    ------
    CorpusError
        If the front matter is missing, not closed or not a plain list of fields; with the line. Kinds are not judged here.
    """
    front, lines = _divide(text, path)
    fields: dict[str, tuple[str | None, int]] = {}
    unread: list[tuple[int, str]] = []
    for field in _fields(front, path):
        line = _line(front, field.start)
        if field.name in fields:
            raise CorpusError(f"the field {field.name!r} stands twice in the front matter: keep one.", path, line)
        fields[field.name] = (field.value, line)
        rest = front[field.end :].split("\n", 1)[0].strip() if field.plain else ""
        if rest.startswith("#"):
            unread.append((_line(front, field.end), rest))
    return ArticleFile(fields, list(_read_blocks(lines, front.count("\n") + 2)), unread)


def _divide(text: str, path: Path | str) -> tuple[str, list[str]]:
    """Return the front matter, each line with its end, and all lines of the file."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        raise CorpusError("an article begins with front matter: a line '---', then outlet, role and headline, then '---'.", path, 1)
    end = next((i for i in range(1, min(len(lines), 400)) if lines[i].rstrip() in (_FENCE, "...")), None)
    if end is None:
        raise CorpusError("the front matter is not closed: put a line '---' after its last field.", path, 1)
    return "".join(line + "\n" for line in lines[1:end]), lines


class _Field(NamedTuple):
    name: str
    value: str | None
    plain: bool  # written without quotation marks
    start: int
    end: int  # both in the front matter


def _fields(front: str, path: Path | str) -> Iterator[_Field]:
    """
    Read "key: value" lines from YAML's events, so that nothing is constructed and no alias is followed.

    Places are told by character: YAML ends lines at U+2028, too, which a file's lines do not end at.
    """
    key: Any = None
    depth = 0
    try:
        for event in yaml.parse(front, Loader=_LOADER):
            if isinstance(event, yaml.MappingStartEvent) and depth == 0:
                depth = 1
            elif isinstance(event, yaml.ScalarEvent) and depth == 1:
                if key is None:
                    key = event
                    continue
                empty = not event.value.strip() or (not event.style and event.value in ("~", "null"))
                value = None if empty else event.value
                yield _Field(key.value, value, not event.style, key.start_mark.index, max(event.end_mark.index, key.end_mark.index))
                key = None
            elif isinstance(event, yaml.CollectionStartEvent | yaml.AliasEvent | yaml.ScalarEvent):
                what = "the front matter takes 'field: value' lines only: no list, no nesting, no alias."
                raise CorpusError(what, path, _line(front, event.start_mark.index))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
        line = _line(front, mark.index) if mark else 1
        raise CorpusError(
            f"the front matter cannot be read ({problem}): put quotation marks around the value.", path, line
        ) from None


def _line(front: str, index: int) -> int:
    return front.count("\n", 0, index) + 2


def _read_blocks(lines: list[str], start: int) -> Iterator[tuple[int, str, str]]:
    first, kind = 0, "body"
    block: list[str] = []
    for number, line in enumerate(lines[start:], start + 1):
        if not line.strip():
            if block:
                yield first, kind, "\n".join(block)
            block = []
            continue
        if not block:
            first, kind = number, "body"
            tag = _TAG.match(line)
            if tag:
                kind = tag[1]
                line = line[tag.end() :].lstrip()
                block.append(line)
                continue
        block.append(line[1:] if line.startswith("\\") else line)
    if block:
        yield first, kind, "\n".join(block)


def known_kind(kind: str, path: Path | str | None = None, line: int | None = None) -> str:
    """Return a kind as `Block` takes it, or refuse it with the place where it stands."""
    if kind.casefold() in BLOCK_KINDS:
        return kind.casefold()
    allowed = ", ".join(BLOCK_KINDS)
    raise CorpusError(
        f"block kind [{kind}] is unknown: use {allowed}, or write \\[{kind}] if the text itself starts so.", path, line
    )


def parse_blocks(text: str, path: Path | str = "text") -> tuple[Block, ...]:
    r"""
    Read blocks as `render_blocks` writes them.

    Examples
    --------
    >>> parse_blocks("Talks failed.\n\n[caption] Boats wait.")
    (Block(kind='body', text='Talks failed.'), Block(kind='caption', text='Boats wait.'))
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(Block(known_kind(kind, path, line), block) for line, kind, block in _read_blocks(lines, 0))


def parse_article(text: str, path: Path | str, story_id: str, article_id: str) -> Article:
    """Read the text of an article's file; its ids come from the names of the folder and the file."""
    fields, blocks, _ = read_article_file(text, path)
    for name in REQUIRED:
        if name not in fields or (fields[name][0] is None and name != "headline"):
            raise CorpusError(f"the front matter has no field {name!r}: add a line '{name}: …'.", path, 1)
    values: dict[str, Any] = {name: fields[name][0] for name in FIELDS if name in fields}
    if values["role"] not in ROLES:
        raise CorpusError(f"role {values['role']!r} is unknown: use wire or republication.", path, fields["role"][1])
    if values.get("published") and iso_date(values["published"]) is None:
        what = f"published {values['published'][:40]!r} is no date that can be told: write it as 2026-01-31."
        raise CorpusError(what, path, fields["published"][1])
    values["headline"] = values["headline"] or ""
    values["language"] = values.get("language") or "en"
    try:
        parts = tuple(Block(known_kind(kind, path, line), block) for line, kind, block in blocks)
        return Article(article_id, story_id, blocks=parts, **values)
    except CorpusError:
        raise
    except AnalysisError as error:
        raise CorpusError(str(error), path) from None
