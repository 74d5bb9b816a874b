"""Everything wrong or doubtful in a corpus, with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from analysis.articles.addresses import address_key
from analysis.articles.checking.check_article import check_blocks, check_fields, check_language, check_unread
from analysis.articles.checking.check_corrections import check_corrections
from analysis.articles.checking.check_gold import check_gold
from analysis.articles.corpus.article_file import parse_article, read_article_file
from analysis.articles.corpus.corrections_file import CORRECTIONS_FILE, read_corrections
from analysis.articles.corpus.duplicates import body_words
from analysis.articles.corpus.records import READERS
from analysis.articles.corpus.store import article_files, entries, story_folders
from analysis.articles.corrections import Correction, corrected_article
from analysis.articles.ids import check_id
from analysis.articles.lines import key
from analysis.articles.model import Article, without_controls
from analysis.articles.reading import PAGE_FILES, CorpusError, read_text
from analysis.errors import AnalysisError


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One thing that is wrong or doubtful.

    Parameters
    ----------
    path : Path
        The file or the folder.
    line : int or None
        The line in it, from 1; None where the whole is meant.
    severity : str
        ``"error"`` (the corpus cannot be used, or a number would be wrong) or ``"warning"`` (a person should look).
    message : str
        What it is, and what to do.
    """

    path: Path
    line: int | None
    severity: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", without_controls(self.message))

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{place}: {self.severity}: {self.message}"


class _Read(NamedTuple):
    path: Path
    line: int | None
    article: Article


def check_corpus(path: str | Path) -> list[Problem]:
    """
    Find everything that is wrong or doubtful in a corpus.

    Parameters
    ----------
    path : path-like
        A corpus as `load_corpus` reads it: a folder, or a ``.jsonl``, ``.csv`` or ``.parquet`` file.

    Returns
    -------
    list of Problem
        In the order of the files and their lines. Empty if nothing was found. `load_corpus` succeeds if there is no error
        among them.

    Raises
    ------
    AnalysisError
        If there is no corpus at that path.
    """
    path = Path(path)
    if path.is_dir():
        problems, read = _check_folder(path)
    elif path.suffix.casefold() in READERS and path.exists():
        problems, read = _check_table(path)
    else:
        raise CorpusError("there is no corpus: give a folder of story folders, or a .jsonl, .csv or .parquet file.", path)
    if not read and not problems:
        problems.append(Problem(path, None, "error", "there is no story here: import an article, see 'wirecopy import --help'."))
    # A story of which an article could not be read is not said to lack it.
    in_part = {problem.path.parent if path.is_dir() else path for problem in problems if problem.severity == "error"}
    problems.extend(_check_stories(read, path, in_part))
    problems.extend(_check_undated(read))
    problems.extend(_check_same(read))
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line or 0))


def _check_folder(folder: Path) -> tuple[list[Problem], list[_Read]]:
    problems: list[Problem] = []
    read: list[_Read] = []

    def name(error: AnalysisError) -> None:
        problems.append(Problem(Path(error.path or folder), error.line, "error", error.what))

    for story_id, file in article_files(folder, name):
        found, article = _check_file(file, story_id)
        problems.extend(found)
        if article is not None:
            read.append(_Read(file, None, article))
    for story in sorted({entry.path.parent for entry in read}):
        articles = {entry.article.article_id: entry.article for entry in read if entry.path.parent == story}
        problems.extend(Problem(story / "gold.csv", line, "warning", message) for line, message in check_gold(story, articles))
        file = story / CORRECTIONS_FILE
        said = list(read_corrections(file, name))
        corrected = {key: corrected_article(article, (c for _, c in said)) for key, article in articles.items()}
        problems.extend(Problem(file, *found) for found in check_corrections(said, corrected))
    unread = {problem.path for problem in problems}
    for place in ({*story_folders(folder)} | {entry.path.parent for entry in read}) - unread:
        problems.extend(_check_strays(place))
    return problems, read


def _check_strays(story: Path) -> Iterator[Problem]:
    for entry in entries(story):
        if entry.name.endswith(".part"):
            yield Problem(entry, None, "warning", "an import was interrupted here: delete this file.")
        elif entry.suffix.casefold() in PAGE_FILES:
            yield Problem(entry, None, "warning", "this file is no article of the corpus: import it with 'wirecopy import'.")


def _check_file(file: Path, story_id: str) -> tuple[list[Problem], Article | None]:
    problems: list[Problem] = []
    for value, what in ((story_id, "story"), (file.stem, "article")):
        try:
            check_id(value, what)
        except AnalysisError as error:
            problems.append(Problem(file, None, "error", str(error)))
    try:
        text = read_text(file)
        parts = read_article_file(text, file)
    except CorpusError as error:
        return [*problems, Problem(file, error.line, "error", error.what)], None
    problems.extend(Problem(file, *found) for found in (*check_fields(parts.fields), *check_unread(parts.unread)))
    problems.extend(Problem(file, *found) for found in check_blocks(parts.blocks))
    article = None
    if not any(problem.severity == "error" for problem in problems):
        try:
            article = parse_article(text, file, story_id, file.stem)
            problems.extend(Problem(file, *found) for found in check_language(article))
        except AnalysisError as error:
            problems.append(Problem(file, error.line, "error", error.what))
    return problems, article


def _check_table(path: Path) -> tuple[list[Problem], list[_Read]]:
    problems: list[Problem] = []
    read: list[_Read] = []

    def name(error: AnalysisError) -> None:
        problems.append(Problem(path, error.line, "error", error.what))

    try:
        for line, article in READERS[path.suffix.casefold()](path, name):
            read.append(_Read(path, line, article))
            fields = {
                name: (getattr(article, name), line) for name in ("outlet", "role", "headline", "published", "url", "language")
            }
            found = [*check_fields(fields), *check_blocks([(line, block.kind, block.text) for block in article.blocks])]
            problems.extend(Problem(path, at or line, *what) for at, *what in (*found, *check_language(article, line)))
            for value, what in ((article.story_id, "story"), (article.article_id, "article")):
                try:
                    check_id(value, what)
                except AnalysisError as error:
                    problems.append(Problem(path, line, "error", str(error)))
    except AnalysisError as error:  # the file itself cannot be read on
        name(error)
    return problems, read


def _check_stories(read: list[_Read], corpus: Path, in_part: set[Path]) -> Iterator[Problem]:
    stories: dict[str, list[_Read]] = {}
    for entry in read:
        stories.setdefault(entry.article.story_id, []).append(entry)
    for story_id, members in stories.items():
        place = members[0].path.parent if corpus.is_dir() else corpus
        seen: dict[str, _Read] = {}
        for entry in members:
            name = entry.article.article_id.casefold()
            if name in seen:
                yield Problem(
                    entry.path,
                    entry.line,
                    "error",
                    f"the article id {entry.article.article_id!r} stands twice in story {story_id!r}: rename one.",
                )
            seen[name] = entry
        wires = [entry for entry in members if entry.article.role == "wire"]
        if not wires and place not in in_part:
            yield Problem(
                place,
                None,
                "error",
                f"story {story_id!r} has no wire version: set 'role: wire' in one of its {len(members)} articles.",
            )
        for entry in wires[1:]:
            yield Problem(
                entry.path,
                entry.line,
                "error",
                f"story {story_id!r} has a second wire version: set 'role: republication' in one of them.",
            )
        if len(members) == 1 and wires and place not in in_part:
            yield Problem(
                place, None, "warning", f"story {story_id!r} has a wire and no republication: there is nothing to compare."
            )
        yield from _check_dates(wires, members)
        if not corpus.is_dir():
            said: list[tuple[int | None, Correction]] = [(m.line, c) for m in members for c in m.article.corrections]
            articles = {entry.article.article_id: entry.article for entry in members}
            yield from (Problem(corpus, *found) for found in check_corrections(said, articles))


def _check_dates(wires: list[_Read], members: list[_Read]) -> Iterator[Problem]:
    date = wires[0].article.published if wires else None
    for entry in members:
        published = entry.article.published
        if date and published and published[:10] < date[:10]:
            yield Problem(
                entry.path,
                entry.line,
                "warning",
                f"it is dated {published[:10]}, before the wire ({date[:10]}): check both dates and the roles.",
            )


def _check_undated(read: list[_Read]) -> Iterator[Problem]:
    """Find articles without a date in a corpus that has dates: the order of the versions is told by them."""
    undated = [entry for entry in read if not entry.article.published]
    if len(undated) < len(read):
        for entry in undated:
            yield Problem(
                entry.path, entry.line, "warning", "there is no date of publication: add 'published: 2026-01-31', as others have."
            )


def _check_same(read: list[_Read]) -> Iterator[Problem]:
    """Find the same text or address more than once, in time that grows with the corpus, not with its square."""
    texts: dict[str, _Read] = {}
    urls: dict[str, _Read] = {}
    for entry in read:
        article = entry.article
        words = " ".join(body_words(article))
        first = texts.setdefault(words, entry) if words else entry
        if first is not entry:
            same = key(first.article.outlet) == key(article.outlet)
            advice = "delete one" if same else "right if the outlet changed nothing"
            where = f"{first.article.story_id}/{first.article.article_id}"
            yield Problem(entry.path, entry.line, "warning", f"the text is the same, word for word, as in {where}: {advice}.")
        if article.url:
            first = urls.setdefault(address_key(article.url), entry)
            if first is not entry:
                where = f"{first.article.story_id}/{first.article.article_id}"
                yield Problem(entry.path, entry.line, "warning", f"the url is that of {where}, too: delete one, or correct it.")
