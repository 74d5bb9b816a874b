"""The command ``wirecopy``: every subcommand a thin call of public functions."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from analysis.articles.corpus.locations import default_corpus
from analysis.articles.corpus.records import READERS, guard_cell
from analysis.articles.corpus.store import load_article, load_articles, load_corpus
from analysis.articles.corpus.writing import write_whole
from analysis.articles.model import BLOCK_KINDS, ROLES, Article, Story, is_english
from analysis.comparison.frames import rows_of
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.archive.parts import Row
    from analysis.archive.run import Progress

_SILENCE = 10  # seconds after which long work tells how far it is
_CORPUS = "a folder of stories, or a table of articles (default: corpus/ here, else the sample)"
_DECIMALS = 3  # for people: 0.857, where a file gets 0.8571428571428571
_Commands = argparse._SubParsersAction  # what a command is added to; argparse has no public name for it
_TABLES = (".csv", ".jsonl", ".parquet")  # that results are written to


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    Parameters
    ----------
    arguments : sequence of str or None
        Without the program's name; None takes them from the command line.

    Returns
    -------
    int
        0, or 1 if something was wrong, which standard error then names in one sentence; of ``guard`` 2, as 1 is an answer.
    """
    _write_any_character()
    options = _parser().parse_args(arguments)
    try:
        options.refused = []
        code = options.run(options)
        print(end="", flush=True)  # what cannot be written is known now, not when Python has ended
    except _NothingLeft:
        return 1
    except AnalysisError as error:
        print(f"wirecopy: {error}", file=sys.stderr)
        return options.mistake
    except BrokenPipeError:
        # The reader of the pipe has closed it (`wirecopy measure … | head`); nothing is left to say.
        _drop_output()
        return 0
    except OSError as error:
        print(f"wirecopy: {error.filename or 'standard output'}: {error.strerror or error}.", file=sys.stderr)
        _drop_output()
        return options.mistake
    except KeyboardInterrupt:
        print("wirecopy: stopped; what was written before is complete.", file=sys.stderr)
        return 130
    return code or int(bool(options.refused))


class _NothingLeft(Exception):  # noqa: N818  each of its reasons was told as an error
    """All that the command was given has been refused."""


def _refuse(options: argparse.Namespace, error: AnalysisError) -> None:
    """Say of an article or a story why it is left out: the others are not lost with it, but the command fails in the end."""
    options.refused.append(error)
    print(f"wirecopy: {error}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wirecopy",
        description="What did each outlet do to the agency's copy? Measures, aligns and charts every version of a news story.",
        epilog="CORPUS is a folder of stories, or a .jsonl, .csv or .parquet file; left out, it is corpus/ here, else the sample.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    known = (_add_report, _add_explore, _add_import, _add_check, _add_annotate, _add_measure, _add_compare, _add_guard, _add_find)
    for add in known:
        add(commands)
    return parser


def _command(
    commands: _Commands, name: str, run: Callable[[argparse.Namespace], int], what: str, example: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=what, description=what, epilog=f"example:\n  {example}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    command.set_defaults(run=run, mistake=1)
    return command


def _write_any_character() -> None:
    """Give files and pipes UTF-8, whatever the locale, and a terminal what it can show: a name is no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def _drop_output() -> None:
    """Let Python end without another attempt to write what standard output does not take."""
    if sys.stdout is None:
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _add_report(commands: _Commands) -> None:
    command = _command(
        commands, "report", _report, "Build one HTML report a story, and an index page.", "wirecopy report corpus --out reports"
    )
    command.add_argument("corpus", nargs="?", metavar="CORPUS")
    command.add_argument("--story", metavar="ID", help="only this story")
    command.add_argument("--out", default="reports", metavar="DIR", help="folder for the pages (default: reports)")
    command.add_argument(
        "--labels",
        metavar="FILE",
        help="labels that people gave (default: CORPUS/labels.csv, if it is there): how often the kit is right becomes a page",
    )
    command.add_argument(
        "--package", action="store_true", help="also write every table as CSV, with types and digests, into DIR/package"
    )
    _add_own_metrics(command)


def _add_own_metrics(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--metrics",
        metavar="FILE",
        help="metrics of your own: a table with the columns metric and word, or metric and formula; or a text file, a word a line",
    )


def _load_own_metrics(options: argparse.Namespace) -> None:
    from analysis.comparison.numbers.own_metrics import load_metrics

    if options.metrics:
        load_metrics(options.metrics)


def _report(options: argparse.Namespace) -> int:
    from analysis.presentation.report.report import render_reports, writable

    _load_own_metrics(options)
    stories = _comparable(_stories(options))
    with writable(Path(options.out)):
        print(f"Building {len(stories)} report{'s' if len(stories) != 1 else ''} … (Ctrl-C stops)", file=sys.stderr)
        progress = _Progress(len(stories))
        done = render_reports(stories, options.out, progress.built, progress.step, _labels_of(options))
        if options.package:
            from analysis.presentation.report.package import write_package

            done["package"] = write_package(stories, Path(options.out) / "package", _labels_of(options))
    failed = [error for error in done.values() if isinstance(error, AnalysisError)]
    for error in failed:
        print(f"wirecopy: {error}", file=sys.stderr)
    for path in done.values():
        if isinstance(path, Path):
            print(path)
    return 1 if failed else 0


def _labels_of(options: argparse.Namespace) -> Path | None:
    """Return the labels of the whole corpus; a story alone is not what a sample was drawn from."""
    if options.labels:
        return Path(options.labels)
    usual = Path(options.corpus or default_corpus()) / "labels.csv"
    return usual if options.story is None and usual.is_file() else None


class _Progress:
    """Lines that tell which reports are done, and of a long one now and then how far it is."""

    def __init__(self, n: int) -> None:
        self._n, self._built, self._said = n, 0, time.monotonic()

    def built(self, story_id: str) -> None:
        self._built += 1
        self._say(f"{self._built} of {self._n}: {story_id}")

    def step(self, page: str, done: int, of: int) -> None:
        if time.monotonic() - self._said > _SILENCE:
            self._say(f"{page}: {done} of {of} parts")

    def _say(self, text: str) -> None:
        self._said = time.monotonic()
        print(f"  {text}", file=sys.stderr)


def _add_explore(commands: _Commands) -> None:
    command = _command(commands, "explore", _explore, "Open JupyterLab on the notebooks with a corpus.", "wirecopy explore corpus")
    command.add_argument("corpus", nargs="?", metavar="CORPUS")
    command.add_argument(
        "--folder",
        default="wirecopy-notebooks",
        metavar="DIR",
        help="where your copies of the notebooks are (default: %(default)s)",
    )
    command.add_argument("--no-browser", action="store_true", help="start the server, and open the address yourself")
    command.add_argument(
        "--port", type=int, metavar="N", help="port of the server (default: JupyterLab's, 8888 or the next free one)"
    )
    command.add_argument("--jupyter", nargs=argparse.REMAINDER, default=[], help="everything after this goes to JupyterLab")


def _explore(options: argparse.Namespace) -> int:
    from analysis.presentation.lab.jupyterlab import copy_notebooks, lab_command

    corpus = Path(options.corpus or default_corpus())
    n = len(load_corpus(corpus))
    print(f"Corpus: {corpus.resolve()} ({n} {'story' if n == 1 else 'stories'})", file=sys.stderr)
    notebooks = copy_notebooks(options.folder)
    print(f"Notebooks: {Path(options.folder).resolve()}", file=sys.stderr)
    kept = [path.name for path, copied in notebooks.items() if not copied]
    if kept:
        print(f"  left as they are: {', '.join(kept)} (delete one to get it anew)", file=sys.stderr)
        print(
            "  They read the corpus above, unless one was told another; results that are kept in them may be of another.",
            file=sys.stderr,
        )
    print("A notebook opens without its charts: choose Run > Run All Cells in JupyterLab's menu.", file=sys.stderr)
    arguments = [*(["--no-browser"] if options.no_browser else []), *([f"--port={options.port}"] if options.port else [])]
    command, environment = lab_command(options.folder, corpus, [*arguments, *options.jupyter])
    if getattr(os, "geteuid", lambda: None)() == 0 and "--allow-root" not in options.jupyter:
        print("You are root, whom JupyterLab refuses unless told otherwise: add --jupyter --allow-root", file=sys.stderr)
    os.execve(command[0], command, environment)  # noqa: S606  JupyterLab takes over this process, and with it Ctrl-C
    return 0


def _add_import(commands: _Commands) -> None:
    command = _command(
        commands,
        "import",
        _import,
        "Turn raw pages into articles of a corpus; captions and page furniture are set apart.",
        'wirecopy import page.txt --story herring-talks --outlet "Example Gazette" --role republication --corpus corpus\n'
        "  wirecopy import pages --draft pages/pages.csv",
    )
    command.add_argument(
        "files", nargs="+", metavar="FILE", help="a text, web page, Word document or table, or - for standard input"
    )
    command.add_argument("--story", metavar="ID", help="story that the article belongs to: letters, digits and hyphens")
    command.add_argument("--outlet", metavar="NAME", help="who published it (default: what the page says of itself)")
    command.add_argument("--role", choices=ROLES, help="wire or republication")
    command.add_argument(
        "--column", action="append", default=[], metavar="FIELD=NAME", help="which column of a table holds a field, as text=Body"
    )
    command.add_argument("--draft", metavar="FILE", help="read a folder of saved pages and write a table to complete and import")
    command.add_argument("--corpus", default="corpus", metavar="DIR", help="corpus folder to write to (default: corpus)")
    command.add_argument("--id", dest="article_id", metavar="ID", help="article id (default: made from the outlet's name)")
    command.add_argument(
        "--kind",
        action="append",
        default=[],
        metavar="N=KIND",
        help=f"correct the kind of block N of the preview: {', '.join(BLOCK_KINDS)}",
    )
    for field, what in (("headline", ""), ("byline", ""), ("published", ", as 2026-01-31"), ("url", ""), ("licence", "")):
        command.add_argument(f"--{field}", metavar="TEXT", help=f"{field}{what}, where the page does not say it or says it wrongly")
    command.add_argument(
        "--language", metavar="CODE", help="keep an article in another language, marked so, as de (only en is measured)"
    )
    command.add_argument("--encoding", metavar="NAME", help="encoding of the files, if it is not UTF-8, as cp1252")
    command.add_argument("--overwrite", action="store_true", help="replace another article of the same id")
    command.add_argument("--preview", action="store_true", help="show what every block was taken for and why, and write nothing")


def _import(options: argparse.Namespace) -> int:
    from analysis.articles.corpus.duplicates import name_duplicates
    from analysis.articles.corpus.store import save_articles, stored
    from analysis.articles.importing.batch import import_sources
    from analysis.articles.importing.drafts import draft_table, write_draft
    from analysis.articles.importing.ingest import PAGE_FIELDS

    if options.draft:
        if len(options.files) != 1 or not Path(options.files[0]).is_dir():
            raise AnalysisError("--draft takes one folder of saved pages.")
        print(write_draft(draft_table(options.files[0], story_id=options.story), options.draft, options.files[0]))
        print(f"Complete this table, then: wirecopy import {options.draft} --corpus {options.corpus}", file=sys.stderr)
        return 0
    previews = import_sources(
        options.files,
        story_id=options.story,
        outlet=options.outlet,
        role=options.role,
        columns=dict(_pair(text, "--column", "text=Body") for text in options.column),
        kinds=dict(_kind(text) for text in options.kind),
        encoding=options.encoding,
        **{name: getattr(options, name) for name in PAGE_FIELDS},
    )
    for preview in previews:
        if options.preview:
            print(preview)
        else:
            print(preview if len(previews) == 1 else preview.brief(), file=sys.stderr)
    articles = [preview.article for preview in previews]
    for sentence in name_duplicates(articles, options.corpus):
        print(f"duplicate: {sentence}", file=sys.stderr)
    if options.preview:
        print("Nothing was written; leave out --preview to import.", file=sys.stderr)
        return 0
    unchanged = stored(articles, options.corpus)
    paths = save_articles(articles, options.corpus, overwrite=options.overwrite)
    n = len(paths) - len(unchanged)
    there = f"; {len(unchanged)} {'was' if len(unchanged) == 1 else 'were'} there already, unchanged" if unchanged else ""
    print(f"Saved {n} {'article' if n == 1 else 'articles'} to {options.corpus}{there}:", file=sys.stderr)
    for path in paths:
        print(path)
    return 0


def _add_check(commands: _Commands) -> None:
    command = _command(
        commands, "check", _check, "List everything wrong or doubtful in a corpus, with file and line.", "wirecopy check corpus"
    )
    command.add_argument("corpus", nargs="?", metavar="CORPUS", help=_CORPUS)


def _check(options: argparse.Namespace) -> int:
    from analysis.articles.checking.check import check_corpus

    corpus = options.corpus or default_corpus()
    problems = check_corpus(corpus)
    for problem in problems:
        print(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    print(f"{corpus}: {errors} wrong, {len(problems) - errors} doubtful.", file=sys.stderr)
    return 1 if errors else 0


def _add_annotate(commands: _Commands) -> None:
    command = _command(
        commands,
        "annotate",
        _annotate,
        "Show everything that is counted in an article, each mark with its reason.",
        "wirecopy annotate page.txt --out page.html",
    )
    command.add_argument("file", metavar="FILE", help="a raw page, an article of a corpus folder (.md), or - for standard input")
    command.add_argument(
        "--out",
        metavar="FILE",
        help="a .html page with every layer marked; or the spans as .csv, .jsonl or .parquet (default: CSV on standard output)",
    )


def _annotate(options: argparse.Namespace) -> int:
    from analysis.comparison.numbers.evidence import evidence
    from analysis.presentation.page.annotated import render_annotated

    page = options.out is not None and Path(options.out).suffix == ".html"
    if not page:
        _check_format(options.out)
    article = _article(options.file)
    if page:
        print(render_annotated(article, options.out))
    else:
        _put(evidence([article]), options.out)
    return 0


def _add_measure(commands: _Commands) -> None:
    command = _command(
        commands,
        "measure",
        _measure,
        "Every metric of every article, as a table; of an archive, as a folder of tables.",
        "wirecopy measure corpus --out metrics.csv\n  wirecopy measure archive.parquet --out measured --workers 8",
    )
    command.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="a corpus, raw pages, articles of a corpus folder (.md), or - for standard input"
    )
    command.add_argument(
        "--out",
        metavar="FILE|DIR",
        help="a .csv, .jsonl or .parquet file (default: CSV on standard output, rounded on a terminal); or a folder for any number"
        " of articles of Parquet, .jsonl or story folders: metrics, sentiment toward countries, rejected articles",
    )
    command.add_argument("--evidence", action="store_true", help="with a folder: also write every span that was counted")
    _add_own_metrics(command)
    _add_workers(command)


def _add_workers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workers", type=int, metavar="N", help="processes on this machine (default: one a processor)")
    command.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler, as tcp://10.0.0.5:8786, whose workers see the same files"
    )


def _measure(options: argparse.Namespace) -> int:
    from analysis.comparison.numbers.metrics import measure

    if options.out is not None and not Path(options.out).suffix:
        if options.metrics:
            raise AnalysisError("--metrics goes with a file for the results: an archive is measured by the kit's own metrics.")
        return _measure_archive(options)
    _load_own_metrics(options)
    if options.workers is not None or options.scheduler is not None or options.evidence:
        raise AnalysisError("--workers, --scheduler and --evidence go with a folder for the results: name one without an ending.")
    _check_format(options.out)
    given = [article for source in options.inputs for article in _articles(source, options)]
    articles = list(_in_english(given))
    if given and not articles:
        raise AnalysisError("No article is left that is in English: there is nothing to measure.")
    for article in articles:
        if not article.text:
            print(f"wirecopy: {article.outlet}: no body text was found, so nothing can be measured.", file=sys.stderr)
    _put(_joined((partial(measure, [article]) for article in articles), options), options.out)
    return 0


def _measure_archive(options: argparse.Namespace) -> int:
    from analysis.archive.measuring import measure_archive

    rate = _Rate()
    done = measure_archive(options.inputs, options.out, options.workers, options.scheduler, options.evidence, rate.tell)
    print(f"{done.articles:,} articles measured, {done.rejected:,} set aside, in {done.of:,} parts.", file=sys.stderr)
    print(options.out)
    return 0


class _Rate:
    """Lines that tell how far a long run is, how fast, and how long it will take."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def tell(self, progress: Progress) -> None:
        if time.monotonic() - self._said > _SILENCE:
            self._said = time.monotonic()
            left = timedelta(seconds=round(progress.left or 0))
            share = f"{progress.parts:,} of {progress.of:,} parts"
            print(f"  {share}, {progress.rate:,.0f} articles a second, {left} left", file=sys.stderr)


def _add_find(commands: _Commands) -> None:
    command = _command(
        commands,
        "find",
        _find,
        "Find which articles of a pile carry the text of which wires.",
        "wirecopy find --wires wires.jsonl --in pile.parquet --out found.csv --corpus corpus",
    )
    command.add_argument(
        "--wires", nargs="+", required=True, metavar="W", help="the agency's copy: Parquet, .jsonl or story folders"
    )
    command.add_argument("--in", nargs="+", required=True, dest="pile", metavar="PILE", help="the articles, in the same formats")
    command.add_argument("--out", metavar="FILE", help="a .csv, .jsonl or .parquet file (default: CSV on standard output)")
    command.add_argument("--corpus", metavar="DIR", help="also write each wire and its republications as a story of this corpus")
    command.add_argument(
        "--least",
        type=float,
        default=0.2,
        metavar="SHARE",
        help="share of a wire's words outside quotation marks that an article has to carry (default: %(default)s)",
    )
    command.add_argument("--work", metavar="DIR", help="folder that an interrupted run goes on in (default: beside the result)")
    _add_workers(command)


def _find(options: argparse.Namespace) -> int:
    from analysis.archive.finding import find_archive, read_matches, write_stories

    _check_format(options.out)
    beside = options.work or (f"{options.out or options.corpus}.work" if options.out or options.corpus else None)
    with TemporaryDirectory() as forgotten:
        work = Path(beside or forgotten, *([] if beside else ["work"]))
        done = find_archive(
            options.wires, options.pile, work, options.least, options.workers, options.scheduler, _Rate().tell, _name_refused
        )
        frame = read_matches(work)
        pairs = f"{len(frame):,} {'pair' if len(frame) == 1 else 'pairs'} of an article and a wire"
        print(f"{done.articles:,} articles looked at, {done.rejected:,} set aside: {pairs}.", file=sys.stderr)
        if options.corpus:
            print(f"{write_stories(work, options.corpus):,} stories in {options.corpus}", file=sys.stderr)
        _put(frame, options.out)
        if not options.work:
            shutil.rmtree(work)
    return 0


def _name_refused(row: Row) -> None:
    print(f"wirecopy: {row.source}, {row.place}, is left out of the wires: {row.reason}", file=sys.stderr)


def _add_compare(commands: _Commands) -> None:
    command = _command(
        commands,
        "compare",
        _compare,
        "Every republication against its wire version, with intervals.",
        "wirecopy compare corpus --words",
    )
    command.add_argument("corpus", nargs="?", metavar="CORPUS", help=_CORPUS)
    command.add_argument("--story", metavar="ID", help="only this story")
    command.add_argument("--words", action="store_true", help="the main findings in sentences; with --out, as a table of sentences")
    command.add_argument(
        "--out", metavar="FILE", help="a .csv, .jsonl or .parquet file (default: CSV on standard output, rounded on a terminal)"
    )
    _add_own_metrics(command)


def _compare(options: argparse.Namespace) -> int:
    from analysis.comparison.findings.findings import findings
    from analysis.comparison.numbers.differences import compare

    _check_format(options.out)
    _load_own_metrics(options)
    stories = _comparable(_stories(options))
    _name_lonely(stories)
    made = _joined((partial(findings if options.words else compare, story) for story in stories), options)
    if options.words and options.out is None:
        for (story_id, outlet, _), rows in made.groupby(["story_id", "outlet", "article_id"], sort=False):
            print(f"{story_id} · {outlet}", *(f"  {text}" for text in rows.text), sep="\n")
    else:
        _put(made, options.out)
    return 0


def _add_guard(commands: _Commands) -> None:
    command = _command(
        commands,
        "guard",
        _guard,
        "Does a draft change what the wire claims? Ends with 0 if not, 1 if it does, 2 if a text cannot be read.",
        "wirecopy guard wire.txt draft.txt --allow added",
    )
    command.add_argument("wire", metavar="WIRE", help="plain text, a raw page, or an article of a corpus folder (.md)")
    command.add_argument("draft", metavar="DRAFT", help="the same, or - for standard input")
    command.add_argument(
        "--allow", action="append", default=[], metavar="TYPE", help="pass over a type of change, as added or agent"
    )
    command.add_argument("--json", action="store_true", help="the changes as JSON, with their offsets in both texts")
    command.set_defaults(mistake=2)


def _guard(options: argparse.Namespace) -> int:
    from analysis.annotation.annotation import annotate
    from analysis.comparison.claims.claim_changes import CLAIM_TYPES, claim_changes
    from analysis.comparison.findings.wording import in_context

    unknown = [kind for kind in options.allow if kind not in CLAIM_TYPES]
    if unknown:
        raise AnalysisError(f"--allow {unknown[0]}: there is no such type; choose from {', '.join(CLAIM_TYPES)}.")
    wire, draft = (_article(source) for source in (options.wire, options.draft))
    for source, article in ((options.wire, wire), (options.draft, draft)):
        if not article.text:
            raise AnalysisError(f"{source}: no body text was found, so nothing can be compared.")
    # A draft may be shorter than the wire: what it cuts is no claim that it changes.
    found = claim_changes(wire, draft)
    found = found[~found.type.isin(["lost", *options.allow])]
    if options.json:
        print(found.to_json(orient="records", force_ascii=False, indent=2))
    elif len(found):
        one, two = annotate(wire), annotate(draft)
        rows = [("type", "wire", "draft")]
        for c in rows_of(found):
            words = in_context(one, c.before_start, c.before_end), in_context(two, c.after_start, c.after_end)
            rows.append((c.type, *(" ".join(text.split()) for text in words)))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    n = len(found)
    print(f"{options.draft}: {n or 'no'} claim{'' if n == 1 else 's'} changed.", file=sys.stderr)
    return 1 if n else 0


def _joined(frames: Iterable[Callable[[], pd.DataFrame]], options: argparse.Namespace) -> pd.DataFrame:
    """One frame of those that can be made."""
    import pandas as pd

    made = []
    for make in frames:
        try:
            made.append(make())
        except AnalysisError as error:
            _refuse(options, error)
    if not made:
        raise _NothingLeft
    return pd.concat(made, ignore_index=True)


def _comparable(stories: Iterable[Story]) -> list[Story]:
    """The stories whose wire is in English, with those of their republications that are."""
    kept = []
    for story in stories:
        if is_english(story.wire.language):
            kept.append(replace(story, republications=tuple(_in_english(story.republications))))
        else:
            _leave_out(f"story {story.story_id!r}", "its wire", story.wire.language)
    if not kept:
        raise AnalysisError("No story is left whose wire is in English: there is nothing to compare.")
    return kept


def _leave_out(what: str, which: str, language: str) -> None:
    print(f"wirecopy: {what} is left out: {which} is marked as {language!r}, and only English is measured.", file=sys.stderr)


def _in_english(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles in English; of the others, it is said that they are left out."""
    for article in articles:
        if is_english(article.language):
            yield article
        else:
            _leave_out(f"{article.story_id}/{article.article_id}", "it", article.language)


def _stories(options: argparse.Namespace) -> tuple[Story, ...]:
    corpus = options.corpus or default_corpus()
    stories = load_corpus(corpus, partial(_refuse, options))
    if not stories:
        raise _NothingLeft
    if options.story is None:
        return stories
    chosen = tuple(story for story in stories if story.story_id == options.story)
    if not chosen:
        raise AnalysisError(f"{corpus}: there is no story {options.story!r}; it has {', '.join(s.story_id for s in stories)}.")
    return chosen


def _articles(source: str, options: argparse.Namespace) -> list[Article]:
    path, before = Path(source), len(options.refused)
    try:
        if path.is_dir() or path.suffix.casefold() in READERS:
            return load_articles(path, partial(_refuse, options))
        return [_article(source)]
    except AnalysisError as error:
        if len(options.refused) == before:
            _refuse(options, error)
        return []


def _article(source: str) -> Article:
    """One article: a file of a corpus folder, a raw page, or the text on standard input."""
    from analysis.articles.importing.ingest import import_article

    if source != "-" and Path(source).suffix == ".md":
        return load_article(source)
    outlet = "standard input" if source == "-" else Path(source).stem
    return import_article(source if source == "-" else Path(source), story_id="text", outlet=outlet, role="republication")


def _name_lonely(stories: Iterable[Story]) -> None:
    for story in stories:
        if not story.republications:
            print(f"wirecopy: story {story.story_id!r} has no republication: there is nothing to compare.", file=sys.stderr)


def _check_format(out: str | None) -> None:
    """Refuse a file that no table can be written to before anything is measured."""
    if out is not None and Path(out).suffix.casefold() not in _TABLES:
        raise AnalysisError(f"{out!r}: the format is unknown; end the name in {', '.join(_TABLES)}.")


def _put(frame: pd.DataFrame, out: str | None) -> None:
    """A frame to standard output as CSV, or to a file whose ending names the format; a terminal gets rounded numbers."""
    if out is None:
        if sys.stdout is None:
            raise AnalysisError("standard output is closed: name a file with --out.")
        _csv(frame.round(_DECIMALS) if sys.stdout.isatty() else frame, sys.stdout)
        return
    path = Path(out)
    if path.suffix.casefold() == ".csv":
        data = _csv(frame).encode()
    elif path.suffix.casefold() == ".jsonl":
        data = frame.to_json(orient="records", lines=True, force_ascii=False).encode()
    else:
        try:
            data = frame.to_parquet(index=False)
        except ImportError:
            raise AnalysisError("Parquet needs pyarrow: pip install 'wirecopy[parquet]', or use .jsonl or .csv.") from None
    write_whole(path, data)


def _csv(frame: pd.DataFrame, target: io.TextIOBase | None = None) -> str | None:
    """Write CSV in which no spreadsheet runs a cell."""
    texts = [name for name, kind in frame.dtypes.items() if kind.kind not in "iufb"]
    cells = {name: [guard_cell(cell) if isinstance(cell, str) else cell for cell in frame[name]] for name in texts}
    return frame.assign(**cells).to_csv(target, index=False)


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise AnalysisError(f"{option} {text!r} is not understood: write it as {option} {example}.")
    return name, value


def _kind(text: str) -> tuple[int, str]:
    number, _, kind = text.partition("=")
    if not number.isdecimal() or kind not in BLOCK_KINDS:
        raise AnalysisError(f"--kind {text!r}: write NUMBER=KIND, with a kind of {', '.join(BLOCK_KINDS)}.")
    return int(number), kind


if __name__ == "__main__":
    sys.exit(main())
