"""Read and write corpora: story folders, JSON lines, CSV, Parquet."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from analysis.articles.corpus.article_file import has_front_matter, parse_article, remarks_in, render_article
from analysis.articles.corpus.corrections_file import CORRECTIONS_FILE, read_corrections, with_added
from analysis.articles.corpus.records import READERS, WRITERS, Refuse, stop
from analysis.articles.corpus.writing import one_at_a_time, write_all, write_whole
from analysis.articles.corrections import Correction, corrected_article
from analysis.articles.ids import check_id
from analysis.articles.model import Article, Story
from analysis.articles.reading import CorpusError, first_bytes, read_text
from analysis.errors import AnalysisError

# A corpus and its folders may hold notes about it; they are no articles unless they begin with front matter.
_NOTES = frozenset(["readme", "datasheet", "license", "licence", "notice", "notes", "changelog", "contributing"])


def load_corpus(path: str | Path, refuse: Refuse = stop) -> tuple[Story, ...]:
    """
    Read the stories of a corpus.

    Parameters
    ----------
    path : path-like
        A folder of story folders (``corpus/<story-id>/<article-id>.md``), one story folder, or a ``.jsonl``, ``.csv`` or
        ``.parquet`` file with a row an article.
    refuse : callable
        Told of each article or story that cannot be used, as the `AnalysisError` that it is, so that the others are read all
        the same; without it, the first one is raised.

    Returns
    -------
    tuple of Story
        In the order of their ids; the republications of a story in the order of theirs. A story's title is the wire's
        headline.

    Raises
    ------
    AnalysisError
        If a file cannot be read, a field is missing, a kind or a role is unknown, an id stands twice, or a story has no
        wire or two; the message names the file and the line.

    Examples
    --------
    >>> import tempfile
    >>> wire = Article.from_text("Talks failed.", article_id="wire", story_id="talks", role="wire", headline="No deal")
    >>> with tempfile.TemporaryDirectory() as corpus:
    ...     file = save_article(wire, corpus)
    ...     (story,) = load_corpus(corpus)
    >>> file.name, story.title, story.wire == wire
    ('wire.md', 'No deal', True)
    """
    return _grouped(Path(path), refuse)[0]


def load_articles(path: str | Path, refuse: Refuse = stop) -> list[Article]:
    """Read the articles of a corpus as `load_corpus` does, those of a story whose wire cannot be read among them."""
    stories, others = _grouped(Path(path), refuse)
    return [article for story in stories for article in story.articles] + others


def _grouped(path: Path, refuse: Refuse) -> tuple[tuple[Story, ...], list[Article]]:
    """Return the stories of a corpus, and the articles of stories that lack their wire because it was refused."""
    read: list[tuple[str, Article]] = []
    refused: set[str] = set()
    for story_id, place, make in _sources(path, refuse):
        try:
            article = make()
            check_id(article.story_id, "story")
            check_id(article.article_id, "article")
            read.append((place, article))
        except AnalysisError as error:
            refuse(error if place in str(error) else AnalysisError(f"{place}: {error}"))
            refused.add(story_id)
    if not read and not refused:
        raise CorpusError("there is no story: a corpus holds story folders with .md files, see 'wirecopy import --help'.", path)
    grouped: dict[str, list[tuple[str, Article]]] = {}
    for place, article in read:
        grouped.setdefault(article.story_id, []).append((place, article))
    stories, others = [], []
    for story_id in sorted(grouped):
        if story_id in refused and all(article.role != "wire" for _, article in grouped[story_id]):
            others += [article for _, article in grouped[story_id]]
            continue
        try:
            stories.append(_make_story(story_id, grouped[story_id]))
        except AnalysisError as error:
            refuse(error)
    return tuple(stories), others


def _sources(path: Path, refuse: Refuse) -> Iterator[tuple[str, str, Callable[[], Article]]]:
    """Yield the story of each article of a corpus, as far as it is known, where it stands, and how to read it."""
    if path.is_dir():
        said: dict[Path, list[Correction]] = {}
        for story_id, file in article_files(path, refuse):
            if file.parent not in said:
                said[file.parent] = [correction for _, correction in read_corrections(file.parent / CORRECTIONS_FILE, refuse)]
            yield story_id, str(file), partial(_read_article, file, story_id, said[file.parent])
        return
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        what = (
            "" if path.exists() else "there is no such corpus: give a folder of story folders, or a .jsonl, .csv or .parquet file."
        )
        raise CorpusError(what or "a corpus is a folder of story folders, or a .jsonl, .csv or .parquet file.", path)
    for line, article in reader(path, refuse):
        yield article.story_id, f"{path}, line {line}", partial(_itself, article)


def _read_article(file: Path, story_id: str, said: Sequence[Correction]) -> Article:
    return corrected_article(parse_article(read_text(file), file, story_id, file.stem), said)


def _itself(article: Article) -> Article:
    return article


def article_files(folder: Path, refuse: Refuse = stop) -> list[tuple[str, Path]]:
    """List the article files of a corpus folder with the names of their stories, in order; ``refuse`` gets folders unread."""
    found: list[tuple[str, Path]] = []
    for story in story_folders(folder):
        try:
            found.extend((story.name, file) for file in _files_of(story))
        except CorpusError as error:
            refuse(error)
    return found or [(folder.resolve().name, file) for file in _files_of(folder)]


def story_folders(folder: Path) -> list[Path]:
    """List the folders of a corpus that hold a story each, in order."""
    return [entry for entry in entries(folder) if entry.is_dir() and not entry.name.startswith((".", "_"))]


def entries(folder: Path) -> list[Path]:
    """List what is in a folder, in order, or say that it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise CorpusError(f"the folder cannot be read ({error.strerror or error}): see who may read it.", folder) from None


def _files_of(story: Path) -> list[Path]:
    files = [entry for entry in entries(story) if entry.suffix.casefold() == ".md" and not entry.name.startswith(".")]
    return [file for file in files if file.stem.casefold() not in _NOTES or _begins_as_article(file)]


def _begins_as_article(file: Path) -> bool:
    """Tell whether a file is an article though it is called as notes are; what cannot be read is none."""
    try:
        return has_front_matter(first_bytes(file, 16).decode("utf-8", "replace").removeprefix("\ufeff"))
    except CorpusError:
        return False


def load_article(path: str | Path, story_id: str | None = None) -> Article:
    """
    Read one article of a corpus folder.

    Parameters
    ----------
    path : path-like
        ``<story-id>/<article-id>.md``.
    story_id : str or None
        The story, where it is not called as the folder is.

    Returns
    -------
    Article

    Raises
    ------
    AnalysisError
        If the file cannot be read, or lacks a field; the message names the file and the line.
    """
    path = Path(path)
    article = parse_article(read_text(path), path, story_id or path.resolve().parent.name, path.stem)
    return corrected_article(article, _said_of(path.parent))


def _make_story(story_id: str, members: list[tuple[str, Article]]) -> Story:
    places: dict[str, str] = {}
    for place, article in members:
        if article.article_id in places:
            first = places[article.article_id]
            raise AnalysisError(
                f"{place}: story {story_id!r} has the article id {article.article_id!r} twice (first in {first}): rename one."
            )
        places[article.article_id] = place
    wires = [(place, article) for place, article in members if article.role == "wire"]
    if not wires:
        place = members[0][0]
        raise AnalysisError(
            f"{place}: story {story_id!r} has no wire version: set 'role: wire' in one of its {len(members)} articles."
        )
    if len(wires) > 1:
        names = " and ".join(place for place, _ in wires[:2])
        raise AnalysisError(f"Story {story_id!r} has {len(wires)} wire versions ({names}): keep 'role: wire' in one of them.")
    wire = wires[0][1]
    others = sorted((article for _, article in members if article is not wire), key=lambda article: article.article_id)
    return Story(story_id, wire.headline or story_id, wire, tuple(others))


def save_article(article: Article, corpus_dir: str | Path, *, overwrite: bool = False) -> Path:
    """
    Write an article into a corpus folder, as ``<corpus_dir>/<story-id>/<article-id>.md``.

    Parameters
    ----------
    article : Article
        What to write.
    corpus_dir : path-like
        The corpus folder; it and the story's folder are made if needed.
    overwrite : bool
        Replace a different article of the same id.

    Returns
    -------
    Path
        The file. It appears at once or not at all: an interrupted write leaves the corpus as it was.

    Raises
    ------
    AnalysisError
        If an id would leave the folder, if a different article of that id is there, or if the article is a second wire.
    """
    return save_articles([article], corpus_dir, overwrite=overwrite)[0]


def save_articles(articles: Sequence[Article], corpus_dir: str | Path, *, overwrite: bool = False) -> list[Path]:
    """
    Write several articles into a corpus folder, all of them or none.

    Parameters
    ----------
    articles : sequence of Article
        What to write.
    corpus_dir : path-like
        The corpus folder.
    overwrite : bool
        Replace different articles of the same ids.

    Returns
    -------
    list of Path
        The files. If one article is refused, or the import is interrupted, the corpus is as it was before.

    Raises
    ------
    AnalysisError
        As `save_article`; and if two of the articles have one id.
    """
    corpus_dir = Path(corpus_dir)
    with one_at_a_time(corpus_dir):
        files = [_place(article, corpus_dir) for article in articles]
        names = Counter(map(_file_key, files))
        twice = next((file for file in files if names[_file_key(file)] > 1), None)
        if twice is not None:
            raise CorpusError("two of the articles would be this file: give one of them another id.", twice)
        contents: dict[Path, bytes] = {}
        for folder in dict.fromkeys(file.parent for file in files):
            _refuse_twin(folder)
            there = {_file_key(file): file for file in _files_of(folder)} if folder.is_dir() else {}
            new = {file: article for file, article in zip(files, articles, strict=True) if file.parent == folder}
            said = _said_of(folder)
            for file, article in new.items():
                before = _refuse_other(article, said, file, there.get(_file_key(file)), overwrite)
                if before is None or not _same(before, article, said):
                    # What people noted in the file stays with the article; it would be untrue of another one.
                    remarks = remarks_in(read_text(file)) if before is not None and before.outlet == article.outlet else ""
                    text = render_article(article, remarks)
                    if remarks and parse_article(text, file, article.story_id, article.article_id) != _bare(article):
                        raise CorpusError("the notes in this file's head cannot be kept: take them out first.", file)
                    contents[file] = text.encode("utf-8")
            added = [replace(c, article=article.article_id) for article in new.values() for c in article.corrections]
            contents |= with_added(folder / CORRECTIONS_FILE, added)
            _refuse_second_wire(new, there.values())
        write_all(contents)
    return files


def stored(articles: Iterable[Article], corpus_dir: str | Path) -> list[Article]:
    """
    Find which articles a corpus folder holds already, the same in every field and block: writing them changes nothing.

    Parameters
    ----------
    articles : iterable of Article
    corpus_dir : path-like
        The corpus folder; it may not exist yet.

    Returns
    -------
    list of Article

    Raises
    ------
    AnalysisError
        If an id would leave the folder.
    """
    places = [(_place(article, Path(corpus_dir)), article) for article in articles]
    found = [(file, article, _read_back(file, article)) for file, article in places if file.is_file()]
    return [article for file, article, there in found if there is not None and _same(there, article, _said_of(file.parent))]


def _said_of(story: Path) -> list[Correction]:
    return [correction for _, correction in read_corrections(story / CORRECTIONS_FILE)]


def _bare(article: Article) -> Article:
    return replace(article, corrections=()) if article.corrections else article


def _same(one: Article, other: Article, said: list[Correction]) -> bool:
    """Whether two articles are the same in every field and block; kinds of blocks as people have corrected them."""
    one, other = _bare(one), _bare(other)
    return one == other or corrected_article(one, said) == corrected_article(other, said)


def _place(article: Article, corpus_dir: Path) -> Path:
    """Return the file of an article, or refuse a name that would not stay in the corpus."""
    check_id(article.story_id, "story")
    check_id(article.article_id, "article")
    if article.article_id.casefold() in _NOTES:
        raise AnalysisError(f"The article id {article.article_id!r} is kept for notes about the corpus: choose another.")
    return corpus_dir / article.story_id / f"{article.article_id}.md"


def _file_key(path: Path) -> str:
    """Names that some systems take for one, as they do not tell capitals, or ways to write an accent, apart."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def _refuse_twin(folder: Path) -> None:
    if folder.exists() and folder.resolve().parent != folder.parent.resolve():
        raise CorpusError("this link leads out of the corpus folder: remove it, or choose another story id.", folder)
    for other in entries(folder.parent) if folder.parent.is_dir() else ():
        if other.name != folder.name and _file_key(other) == _file_key(folder) and other.is_dir():
            raise CorpusError(f"this story is there already, but for capitals or accents: write {other.name!r}.", folder)


def _refuse_other(article: Article, said: list[Correction], file: Path, there: Path | None, overwrite: bool) -> Article | None:
    """Return the article that stands in a file, unless it is another one that may not be replaced."""
    if there is None:
        return None
    if there.name != file.name:
        raise CorpusError(f"this file differs from {file.name!r} in capitals or accents alone: choose another id.", there)
    before = _read_back(there, article)
    if not overwrite and (before is None or not _same(before, article, said)):
        raise CorpusError("another article of this id is there already: choose another id, or allow it to be overwritten.", there)
    return before


def _refuse_second_wire(new: Mapping[Path, Article], there: Iterable[Path]) -> None:
    """See that a story has no two wire versions when the new articles are written."""
    wires = [file for file, article in new.items() if article.role == "wire"]
    if not wires:
        return
    for other in there:
        if other not in new and parse_article(read_text(other), other, other.parent.name, other.stem).role == "wire":
            what = f"story {other.parent.name!r} has this wire version already: give role republication, or change it there."
            raise CorpusError(what, other)
    if len(wires) > 1:
        what = (
            f"story {wires[0].parent.name!r} would have two wire versions, this one and {wires[1].name}: make one a republication."
        )
        raise CorpusError(what, wires[0])


def _read_back(file: Path, article: Article) -> Article | None:
    try:
        return parse_article(read_text(file), file, article.story_id, article.article_id)
    except AnalysisError:
        return None


def save_corpus(stories: Iterable[Story], path: str | Path, *, overwrite: bool = False) -> Path:
    """
    Write stories as a folder, or as one ``.jsonl``, ``.csv`` or ``.parquet`` file with a row an article.

    Parameters
    ----------
    stories : iterable of Story
        What to write.
    path : path-like
        The suffix chooses the format; a path without one is a folder.
    overwrite : bool
        Replace the file, or articles of the same ids in the folder.

    Returns
    -------
    Path
        The path. Reading it back with `load_corpus` gives equal stories.
    """
    path = Path(path)
    articles = [article for story in stories for article in story.articles]
    for article in articles:
        check_id(article.story_id, "story")
        check_id(article.article_id, "article")
    writer = WRITERS.get(path.suffix.casefold())
    if writer is not None:
        if path.exists() and not overwrite:
            raise CorpusError("this file is there already: choose another name, or allow it to be overwritten.", path)
        write_whole(path, writer(articles))
    elif path.suffix and not path.is_dir():
        raise CorpusError(f"the format {path.suffix!r} is unknown: use a folder, .jsonl, .csv or .parquet.", path)
    else:
        save_articles(articles, path, overwrite=overwrite)
    return path
