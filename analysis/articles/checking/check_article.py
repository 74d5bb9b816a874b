"""What may be wrong with one article: its fields, its blocks, its language. Each finding is (line, severity, message)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches

from analysis.articles.addresses import address_fault
from analysis.articles.corpus.article_file import FIELDS, NOTE, REQUIRED, known_kind
from analysis.articles.dates import iso_date
from analysis.articles.languages import detect_language, language_name
from analysis.articles.lines import Line
from analysis.articles.model import ROLES, Article, base_language, is_english
from analysis.articles.pages.line_features import judge
from analysis.articles.reading import CorpusError

Finding = tuple[int | None, str, str]
_FIRST_YEAR = 1850  # the oldest agencies


def check_fields(fields: Mapping[str, tuple[str | None, int]]) -> Iterator[Finding]:
    """Check the front matter: what is missing, unknown, misspelt or not plausible."""
    for name in REQUIRED:
        if name not in fields or (fields[name][0] is None and name != "headline"):
            yield 1, "error", f"the field {name!r} is missing: add a line '{name}: …'."
    for name, (_, line) in fields.items():
        if name not in (*FIELDS, NOTE):
            near = get_close_matches(name, FIELDS, 1)
            advice = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(FIELDS)} and {NOTE}."
            yield line, "warning", f"the field {name!r} is unknown and not read: {advice}"
    value, line = fields.get("role", (None, 1))
    if value is not None and value not in ROLES:
        yield line, "error", f"role {value!r} is unknown: use wire or republication."
    value, line = fields.get("headline", ("", 1))
    if "headline" in fields and not value:
        yield line, "warning", "the headline is empty: add it if the page had one."
    yield from _check_date(*fields.get("published", (None, 1)))
    value, line = fields.get("url", (None, 1))
    if value and (fault := address_fault(value)):
        yield line, "warning", f"{fault}."
    value, line = fields.get("language", (None, 1))
    if value and not is_english(value):
        name = language_name(base_language(value))
        yield (
            line,
            "warning",
            f"the language is {name}, and only English is measured: 'wirecopy measure', 'compare' and 'report' leave it out.",
        )


def check_unread(unread: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    """Check whether words of a field stand where YAML takes them for a comment."""
    for line, words in unread:
        yield line, "warning", f"{words[:40]!r} is not read, as ' #' begins a comment: put quotation marks around the whole value."


def _check_date(value: str | None, line: int) -> Iterator[Finding]:
    if not value:
        return
    found = iso_date(value)
    if found is None:
        yield line, "error", f"published {value[:40]!r} is no date that can be told: write it as 2026-01-31."
    elif not value[:4].isdigit():
        yield line, "warning", f"the date {value[:40]!r} is read as {found}: write it so, as ISO 8601 has it."
    elif int(found[:4]) < _FIRST_YEAR or found[:10] > (date.today() + timedelta(days=1)).isoformat():
        yield line, "warning", f"the date {value[:40]!r} is hardly right: it lies in the future, or before there were agencies."


def check_blocks(blocks: Sequence[tuple[int, str, str]]) -> Iterator[Finding]:
    """Check the blocks: unknown kinds, no body, body that looks like a caption or furniture, captions that look like body."""
    for line, kind, _ in blocks:
        try:
            known_kind(kind)
        except CorpusError as error:
            yield line, "error", error.what
    body = [(line, text) for line, kind, text in blocks if kind.casefold() == "body" and text.strip()]
    if not body:
        yield None, "error", "there is no body text: nothing can be measured."
    for line, text in body:
        yield from _check_body(line, text)
    for line, kind, text in blocks:
        seen = Line(text.strip() or "-")
        if kind.casefold() in ("caption", "crosshead") and seen.prose and seen.words >= 45:
            yield line, "warning", f"this {kind.casefold()} has {seen.words} words: take the kind away if it is body."


def _check_body(line: int, text: str) -> Iterator[Finding]:
    if "\n" in text.strip():
        yield (
            line,
            "warning",
            "a line break inside a paragraph ends a paragraph when it is measured: join the lines, or part them by a blank line.",
        )
        return
    seen = Line(text.strip())
    judge(seen)
    if seen.kind and seen.zone != "credit":
        yield line, "warning", f"this body text may be {seen.kind}: it {seen.reason}; write [{seen.kind}] before it if so."


def check_language(article: Article, line: int | None = None) -> Iterator[Finding]:
    """Check that the body is in the language that the article says."""
    detected = detect_language(article.text)
    if detected not in (None, base_language(article.language)):
        name = language_name(detected)
        yield (
            line,
            "warning",
            f"the text reads as {name}, the language field says {article.language!r}: correct it, or take the article out.",
        )
