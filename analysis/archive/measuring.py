"""measure_archive(): every metric of millions of articles, in parts, on as many processors as there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis.archive.parts import parts_of
from analysis.archive.run import Progress, Tell, run, worker_count
from analysis.articles.model import Article
from analysis.comparison.numbers.countries import country_sentiment
from analysis.comparison.numbers.evidence import evidence
from analysis.comparison.numbers.mentions import VOICES
from analysis.comparison.numbers.metrics import measure


@dataclass(frozen=True, slots=True)
class MeasureJob:
    """Measure articles: metrics, sentiment toward countries by voice, and on demand the spans behind both."""

    out: str
    spans: bool

    def tables(self, articles: Sequence[Article]) -> dict[str, pd.DataFrame]:
        """A frame for each result."""
        made = {"metrics": measure(articles), "countries": _by_voice(articles)}
        return {**made, "evidence": evidence(articles)} if self.spans else made


def _by_voice(articles: Sequence[Article]) -> pd.DataFrame:
    """Sentiment of every voice, article by article: in the same order for all articles together and for each alone."""
    numbered = [replace(article, article_id=str(k)) for k, article in enumerate(articles)]
    frames = [country_sentiment(numbered, voice=voice) for voice in VOICES]
    frame = pd.concat(frames, ignore_index=True)
    number = frame.article_id.astype("int64")
    frame["article_id"] = pd.Series([articles[k].article_id for k in number], index=frame.index, dtype="str")
    return frame.iloc[number.argsort(kind="stable")].reset_index(drop=True)


def measure_archive(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path,
    workers: int | None = None,
    scheduler: str | None = None,
    spans: bool = False,
    tell: Tell | None = None,
) -> Progress:
    r"""
    Measure an archive that is larger than the memory, on several processors or machines.

    Parameters
    ----------
    inputs : path-like or iterable of path-like
        Parquet files, JSON-lines files, folders of such files, or folders of stories. Rows need ``text`` or ``blocks``, and
        may have the other fields of an `Article`.
    out : path-like
        Folder for the results: ``metrics/``, ``countries/``, ``rejected/`` and on demand ``evidence/``, each of Parquet files
        that any reader takes for one table, as ``pandas.read_parquet("out/metrics")``.
    workers : int or None
        Processes on this machine; None is one for each processor.
    scheduler : str or None
        Address of a Dask scheduler, as "tcp://10.0.0.5:8786": its workers do the same work, and see the same files.
    spans : bool
        Write ``evidence``, too, some fifty rows an article.
    tell : callable or None
        Called with the `Progress` after each part.

    Returns
    -------
    Progress
        Counts of parts, articles and articles set aside, of earlier runs with the same inputs and folder, too.

    Raises
    ------
    AnalysisError
        If an input cannot be read, the folder holds other results, or the scheduler goes away.

    Notes
    -----
    ``metrics`` has the columns of `measure`, ``countries`` those of `country_sentiment` for every voice, ``evidence`` those of
    `evidence`. The files hold the same bytes however many workers there are. Every file is whole or not there, and a part
    counts as done once all its files are: whatever is killed at whatever moment, the same call goes on, loses nothing and
    counts nothing twice. An article that cannot be measured is set aside in ``rejected`` with the reason. A script that asks
    for more than one worker needs the line ``if __name__ == "__main__":`` before its work.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     pile = pathlib.Path(folder) / "pile.jsonl"
    ...     size = pile.write_text(json.dumps({"text": "Talks may fail."}) + "\n" + json.dumps({"text": None}) + "\n")
    ...     done = measure_archive(pile, pathlib.Path(folder) / "out", workers=1)
    ...     metrics = pd.read_parquet(pathlib.Path(folder) / "out" / "metrics")
    >>> done.articles, done.rejected, float(metrics.loc[metrics.metric == "hedges", "value"].item())
    (1, 1, 1.0)
    """
    inputs = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    job = MeasureJob(str(Path(out).resolve()), spans)
    return run(job, parts_of(inputs), {"results": "measure", "evidence": spans}, worker_count(workers), scheduler, tell)
