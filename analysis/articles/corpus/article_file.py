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
from typing import NamedTuple

import yaml

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
    Return what the front matter of an article's file holds for people alone: lines that are comments, and the field ``note``.

    Examples
    --------
    >>> remarks_in("---\n# Checked twice.\noutlet: Example Wire\nnote: see\n  the archive\n---\n\n# Talks failed.")
    '# Checked twice.\nnote: see\n  the archive\n'
    """
    kept, in_note = [], False
    for line in text.splitlines()[1:]:
        if line.rstrip() in (_FENCE, "..."):
            break
        in_note = line.startswith(f"{NOTE}:") or (in_note and line[:1].isspace())
        if in_note or line.startswith("#"):
            kept.append(line + "\n")
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
    return yaml.safe_dump({name: value}, allow_unicode=True, width=float("inf"), default_flow_style=False)


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
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        raise CorpusError("an article begins with front matter: a line '---', then outlet, role and headline, then '---'.", path, 1)
    end = next((i for i in range(1, min(len(lines), 400)) if lines[i].rstrip() in (_FENCE, "...")), None)
    if end is None:
        raise CorpusError("the front matter is not closed: put a line '---' after its last field.", path, 1)
    fields, unread = _read_fields(lines[1:end], path)
    return ArticleFile(fields, list(_read_blocks(lines, end + 1)), unread)


def _read_fields(lines: list[str], path: Path | str) -> tuple[dict[str, tuple[str | None, int]], list[tuple[int, str]]]:
    """Read "key: value" lines from YAML's events, so that nothing is constructed and no alias is followed."""
    fields: dict[str, tuple[str | None, int]] = {}
    unread: list[tuple[int, str]] = []
    name: str | None = None
    depth = 0
    try:
        for event in yaml.parse("\n".join(lines), Loader=_LOADER):
            line = event.start_mark.line + 2
            if isinstance(event, yaml.MappingStartEvent) and depth == 0:
                depth = 1
            elif isinstance(event, yaml.ScalarEvent) and depth == 1:
                if name is None:
                    name = event.value
                    if name in fields:
                        raise CorpusError(f"the field {name!r} stands twice in the front matter: keep one.", path, line)
                else:
                    plain = not event.style
                    empty = not event.value.strip() or (plain and event.value in ("~", "null"))
                    fields[name] = (None if empty else event.value, line)
                    name = None
                    end = event.end_mark
                    rest = lines[end.line][end.column :].strip() if plain and end.line < len(lines) else ""
                    if rest.startswith("#"):
                        unread.append((end.line + 2, rest))
            elif isinstance(event, yaml.CollectionStartEvent | yaml.AliasEvent | yaml.ScalarEvent):
                raise CorpusError("the front matter takes 'field: value' lines only: no list, no nesting, no alias.", path, line)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
        line = mark.line + 2 if mark else 1
        raise CorpusError(
            f"the front matter cannot be read ({problem}): put quotation marks around the value.", path, line
        ) from None
    return fields, unread


def _read_blocks(lines: list[str], start: int) -> Iterator[tuple[int, str, str]]:
    first, kind, block = 0, "body", []
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
    values = {name: fields[name][0] for name in FIELDS if name in fields}
    if values["role"] not in ROLES:
        raise CorpusError(f"role {values['role']!r} is unknown: use wire or republication.", path, fields["role"][1])
    values["headline"] = values["headline"] or ""
    values["language"] = values.get("language") or "en"
    try:
        parts = tuple(Block(known_kind(kind, path, line), block) for line, kind, block in blocks)
        return Article(article_id, story_id, blocks=parts, **values)
    except CorpusError:
        raise
    except AnalysisError as error:
        raise CorpusError(str(error), path) from None
