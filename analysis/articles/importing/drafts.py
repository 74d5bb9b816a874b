"""A folder of saved pages becomes a table that a person completes: which file, which story, which outlet, which role."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analysis.articles.corpus.records import csv_table
from analysis.articles.corpus.writing import write_whole
from analysis.articles.ids import slug
from analysis.articles.importing.ingest import ImportPreview, preview_import
from analysis.articles.importing.roles import propose_wire
from analysis.articles.importing.tables import TABLES
from analysis.articles.lines import key
from analysis.articles.model import Article
from analysis.articles.reading import PAGE_FILES, CorpusError, leads_inside, open_file
from analysis.errors import AnalysisError

_NAME_END = re.compile(r"\s[-–—|_]\s")
# Documents that are not read, but may be somebody's articles: each gets a row that says so.
_UNREAD = (".webarchive", ".doc", ".odt", ".pages")
# One of these makes the words after a person's name an outlet: "Political Editor" is none.
_OUTLET_WORD = re.compile(
    r"\b(?:agency|broadcasting|chronicle|courier|daily|echo|gazette|globe|guardian|herald|independent|journal|mail|media|mirror|news"
    r"|newspaper|observer|post|press|radio|record|reporter|review|standard|star|sun|telegraph|television|times|tribune|tv|wire)\b",
    re.IGNORECASE,
)
COLUMNS = ("file", "story_id", "outlet", "role", "headline", "published", "url", "look_at")


class DraftRow(NamedTuple):
    """A row of the table: a file, what was found in it, what is proposed, and what a person should look at."""

    file: str
    story_id: str
    outlet: str
    role: str
    headline: str
    published: str
    url: str
    look_at: str


def page_files(folder: str | Path) -> list[Path]:
    """
    List the pages of a folder and of its subfolders, and what is in it and is no page: documents such as PDF, tables.

    The folders of pictures that browsers save beside a page are left out.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise CorpusError("this is no folder: give the folder with the saved pages.", folder)
    found: list[Path] = []
    for place, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith(".") and not name.endswith(("_files", "-Dateien", ".fld")))
        found.extend(
            Path(place) / name
            for name in sorted(files)
            if Path(name).suffix.casefold() in (*PAGE_FILES, *_UNREAD, *TABLES)
            and not name.startswith(".")
            and name.casefold() != "thumbs.db"  # which Windows leaves in every folder with pictures
            and not _is_draft(Path(place) / name)
        )
    if not found:
        raise CorpusError(f"there is no page in this folder: pages end in {', '.join(PAGE_FILES)}.", folder)
    return found


def _is_draft(file: Path) -> bool:
    """Tell whether a file is a table that was drafted here before, completed or not."""
    if file.suffix.casefold() != ".csv" or not file.is_file():  # a link may lead nowhere
        return False
    with open_file(file) as handle:
        header = handle.readline(1000).decode("utf-8-sig", "replace")
    return {"file", "story_id", "outlet", "role"} <= {name.strip(' "\r\n') for name in re.split("[,;\t]", header)}


def draft_table(folder: str | Path, *, story_id: str | None = None) -> list[DraftRow]:
    """
    Read a folder of pages and draft the table from which `import_table` imports them.

    Parameters
    ----------
    folder : path-like
        Saved pages, texts and Word documents; those of one story may stand in a subfolder that is named after it. For a text that
        does not say its outlet, one is proposed from its file's name, "Talks fail - Example Gazette.txt", or from its byline,
        "By Ana Lund, Example News".
    story_id : str, optional
        The story of the pages that stand in no subfolder.

    Returns
    -------
    list of DraftRow
        A row a file. The outlet, the date and the address come from the page's metadata. The role is a proposal: the likeliest
        wire of each story, by credits and by which version the others carry (`propose_wire`); ``look_at`` says why, and what
        else a person should look at. A file that cannot be read has a row that says why.
    """
    folder = Path(folder)
    rows: list[tuple[Path, str, ImportPreview | None, str]] = []
    files = page_files(folder)
    names = _story_names(files, folder)
    for file in files:
        inside = file.relative_to(folder).parts[:-1]
        story = names[inside[0]] if inside else story_id or ""
        preview, fault = None, ""
        try:
            if not leads_inside(file, folder):
                raise CorpusError("this link leads out of the folder: copy the page into it.", file)
            # A text file does not say who published it; it may be its story's wire all the same.
            if file.suffix.casefold() in TABLES:
                raise CorpusError("this is a table, no page: if it holds articles, import it by itself, and delete this row.", file)
            preview = preview_import(file, story_id=story or "draft", outlet=None, default_outlet="", role="republication")
        except AnalysisError as error:
            fault = error.what
        rows.append((file, story, preview, fault))
    outlets = {key(preview.article.outlet): preview.article.outlet for _, _, preview, _ in rows if preview is not None}
    rows = [(file, story, _with_outlet(preview, file, outlets), fault) for file, story, preview, fault in rows]
    reasons: dict[int, str] = {}
    undecided: set[str] = set()
    for story in {story for _, story, _, _ in rows if story}:
        articles = [preview.article for _, name, preview, _ in rows if name == story and preview is not None]
        if len(articles) > 1:
            best = propose_wire(articles)[0]
            # Of two versions, each holds all that they share: without a credit or a date, nothing tells them apart.
            if len(articles) == 2 and len(best.reasons) == 1:
                undecided.add(story)
            else:
                reasons[id(best.article)] = f"proposed as wire: {'; '.join(best.reasons)}"
    # The role does not go by an outlet that a byline credits: the copy may be another outlet's.
    drafted = []
    for file, story, preview, fault in rows:
        reason = reasons.get(id(preview.article), "") if preview is not None else ""
        name = file.relative_to(folder).as_posix()
        drafted.append(_row(name, story, _with_credited(preview), fault, reason, story in undecided))
    return drafted


def _with_outlet(preview: ImportPreview | None, file: Path, outlets: Mapping[str, str]) -> ImportPreview | None:
    """Propose the outlet from the file's name ("Talks fail - Example Gazette.txt"), as a page writes it if one does."""
    if preview is None or preview.article.outlet:
        return preview
    name = _NAME_END.split(file.stem)
    outlet = outlets.get(key(name[-1])) or (name[-1].strip() if len(name) > 1 and _is_name(name[-1]) else "")
    return _proposed(preview, outlet, "file's name")


def _with_credited(preview: ImportPreview | None) -> ImportPreview | None:
    """Propose the outlet that stands behind a person's name in the byline: "Ana Lund, Example News"."""
    if preview is None or preview.article.outlet:
        return preview
    person, _, name = re.sub(r"\s+for(?:\s+the)?\s+", ", ", preview.article.byline or "").rpartition(", ")
    fits = person and _is_name(name) and _OUTLET_WORD.search(name)
    return _proposed(preview, name if fits else "", "byline")


def _proposed(preview: ImportPreview, outlet: str, place: str) -> ImportPreview:
    doubts = (f"the outlet {outlet!r} is taken from the {place}",) if outlet else ()
    return replace(preview, article=replace(preview.article, outlet=outlet), doubts=(*doubts, *preview.doubts))


def _is_name(text: str) -> bool:
    """Tell whether words may name an outlet: few, with capitals, but for "of" and "the"; "minister says" does not."""
    words = text.split()
    return 1 <= len(words) <= 5 and all(word[0].isupper() or word in ("of", "the", "and", "&") for word in words)


def _story_names(files: Sequence[Path], folder: Path) -> dict[str, str]:
    """Name a story after each subfolder; two that differ in capitals or signs alone stay two stories."""
    names: dict[str, str] = {}
    for name in dict.fromkeys(inside[0] for file in files if len(inside := file.relative_to(folder).parts) > 1):
        story = slug(name)
        number = next(n for n in range(1, len(names) + 2) if (story if n == 1 else f"{story}-{n}") not in names.values())
        names[name] = story if number == 1 else f"{story}-{number}"
    return names


def _row(file: str, story: str, preview: ImportPreview | None, fault: str, reason: str, undecided: bool) -> DraftRow:
    if preview is None:
        return DraftRow(file, story, "", "", "", "", "", fault)
    article: Article = preview.article
    choose = "two versions do not tell which is the wire: write wire or republication" if undecided else ""
    notes = [reason, choose, "" if article.outlet else "say who published it", *preview.doubts]
    role = "" if undecided else "wire" if reason else "republication"
    look_at = "; ".join(note for note in notes if note)
    return DraftRow(file, story, article.outlet, role, article.headline, article.published or "", article.url or "", look_at)


def write_draft(rows: Sequence[DraftRow], path: str | Path, folder: str | Path | None = None) -> Path:
    """
    Write a draft as CSV that spreadsheets open, with no cell that they would run as a formula.

    Parameters
    ----------
    rows : sequence of DraftRow
        As `draft_table` gives them.
    path : path-like
        The table. It lies in the folder of the pages or in one above it, as `import_table` reads no file from elsewhere.
    folder : path-like, optional
        The folder of the pages; left out, it is the table's.

    Returns
    -------
    Path
        The table; ``file`` is seen from it.
    """
    path = Path(path)
    folder = path.parent if folder is None else Path(folder)
    if not leads_inside(folder, path.parent):
        raise CorpusError(f"the table must lie in the folder of the pages, or in one above it, such as {folder / path.name}.", path)
    place = folder.resolve().relative_to(path.parent.resolve())
    if path.exists():
        raise CorpusError("this file is there already, and may hold your corrections: choose another name.", path)
    placed = (row._replace(file=(place / row.file).as_posix())._asdict() for row in rows)
    # Excel reads UTF-8 only if the file begins with a byte order mark.
    write_whole(path, b"\xef\xbb\xbf" + csv_table(placed, COLUMNS))
    return path
