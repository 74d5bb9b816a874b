"""add_metric(): a metric or a dictionary of one's own, in every frame, interval, cause, chart, reader and report."""

from __future__ import annotations

import ast
import csv
import operator
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from analysis.annotation.own_counts import OwnCount, count_names, drop_count, own_counts, put_count
from analysis.annotation.word_lists import word_list
from analysis.comparison.numbers.metrics import METRICS, Metric, Sums
from analysis.errors import AnalysisError

FAMILY = "own"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PER = {
    "1000 words": ("per 1,000 words", lambda name: lambda s: 1000 * getattr(s, name) / s.words),
    "sentence": ("per sentence", lambda name: lambda s: getattr(s, name) / s.sentences),
    "text": ("in the text", lambda name: lambda s: getattr(s, name)),
}
_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def add_metric(
    metric: Metric | str,
    *,
    words: str | Iterable[str] | None = None,
    function: Callable[[str], float] | None = None,
    formula: str | Callable[[Sums], np.ndarray] | None = None,
    per: str = "1000 words",
    label: str = "",
    meaning: str = "",
    unit: str = "",
    least: float = 0.0,
) -> Metric:
    """
    Add a metric of one's own.

    Parameters
    ----------
    metric : Metric or str
        A metric, or its name: small letters, figures and underscores. One of the kit's own names is refused; one's own is
        replaced.
    words : str or iterable of str
        A dictionary: words and phrases to count, ``*`` for any letters ("attack*", "armed conflict").
    function : callable
        Takes the text of a sentence and returns a number, which is summed.
    formula : str or callable
        From counts that there are: "1000 * scare_quotes / words", or a function of `Sums`.
    per : str
        Of words and functions: "1000 words", "sentence" or "text".
    label, meaning, unit : str
        For people; left out, made of the name.
    least : float
        The least possible value, which no interval passes; minus infinity where there is none. A unit of "share" lies
        in [0, 1].

    Returns
    -------
    Metric
        As it stands in ``METRICS`` from now on, of the family "own". Words and functions add a count of the same name.

    Raises
    ------
    AnalysisError
        If the name is taken or no name, nothing or several things are to be counted, or a formula asks for a count that
        there is not.

    Notes
    -----
    Metrics last as long as the process, which reports and the explorer share; the workers of `measure_archive` are others, and
    do not have them. `load_metrics` and ``wirecopy report --metrics FILE`` read them from a table.

    Examples
    --------
    >>> from analysis import Article, measure, remove_metric
    >>> _ = add_metric("fighting", words=["attack*", "armed conflict"])
    >>> frame = measure(Article.from_text("Rebels attacked. The armed conflict went on for long."))
    >>> round(float(frame.set_index("metric").value["fighting"]), 1)
    222.2
    >>> remove_metric("fighting")
    """
    if isinstance(metric, Metric):
        return _registered(metric, None)
    given = [what for what in (words, function, formula) if what is not None]
    if len(given) != 1:
        raise AnalysisError(f"add_metric({metric!r}) counts one thing: give words=…, function=… or formula=….")
    label = label or metric.replace("_", " ").capitalize()
    if formula is not None:
        of = expression(formula) if isinstance(formula, str) else formula
        return _registered(Metric(metric, label, FAMILY, unit or "value", of, meaning or f"More {label}.", least=least), None)
    if per not in _PER:
        raise AnalysisError(f"add_metric({metric!r}) knows no per={per!r}: use {', '.join(map(repr, _PER))}.")
    usual, made = _PER[per]
    count = OwnCount(metric, word_list(words) if words is not None else function)
    made = Metric(metric, label, FAMILY, unit or usual, made(metric), meaning or f"More {label}.", least=least)
    return _registered(made, count)


def remove_metric(name: str) -> None:
    """
    Take a metric of one's own away, and the count that it added.

    Parameters
    ----------
    name : str

    Raises
    ------
    AnalysisError
        If no metric of one's own has this name.

    Returns
    -------
    None
    """
    if name not in METRICS or METRICS[name].family != FAMILY:
        own = ", ".join(metric.name for metric in METRICS.values() if metric.family == FAMILY)
        raise AnalysisError(f"No metric of your own is called {name!r}; there are: {own or 'none'}.")
    users = [metric.name for metric in METRICS.values() if metric.name != name and name in metric.counts]
    if users:
        raise AnalysisError(f"The metric {users[0]!r} is made of {name!r}: remove it first.")
    del METRICS[name]
    drop_count(name)


def load_metrics(path: str | Path) -> tuple[str, ...]:
    """
    Add the metrics of a table.

    Parameters
    ----------
    path : str or path
        A CSV file with the columns ``metric`` and ``word`` (a row a word or phrase), or ``metric`` and ``formula``; ``per``,
        ``label``, ``unit`` and ``meaning`` where wanted, in the first row of a metric. Or a text file with a word a line,
        which names the metric.

    Returns
    -------
    tuple of str
        Names of the metrics.

    Raises
    ------
    AnalysisError
        If the file cannot be read or a row is none.
    """
    path = Path(path)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AnalysisError(f"{path}: these metrics cannot be read: {getattr(error, 'strerror', None) or 'no UTF-8'}.") from None
    if path.suffix.lower() != ".csv":
        name = re.sub(r"\W+", "_", path.stem.lower()).strip("_")
        return (add_metric(name, words=[line for line in text.splitlines() if line.strip()]).name,)
    rows = list(csv.DictReader(text.splitlines()))
    if not rows or "metric" not in rows[0] or not {"word", "formula"} & rows[0].keys():
        raise AnalysisError(f"{path}: no metrics: the first line names the columns metric and word, or metric and formula.")
    tables: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        tables.setdefault((row["metric"] or "").strip(), []).append(row)
    for name, table in tables.items():
        said = {key: table[0][key].strip() for key in ("per", "label", "unit", "meaning") if table[0].get(key)}
        formula = (table[0].get("formula") or "").strip()
        try:
            if formula:
                add_metric(name, formula=formula, **said)
            else:
                add_metric(name, words=[row["word"] for row in table if row.get("word")], **said)
        except AnalysisError as error:
            raise AnalysisError(f"{path}: {error}") from None
    return tuple(tables)


def expression(text: str) -> Callable[[Sums], np.ndarray]:
    """
    A formula over counts from its text: names of counts, numbers, brackets and ``+ - * / **``.

    Parameters
    ----------
    text : str

    Returns
    -------
    callable
        From `Sums` to a value.

    Raises
    ------
    AnalysisError
        If the text has anything else.
    """

    def value(node: ast.AST, s: Sums) -> np.ndarray:
        match node:
            case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
                return _OPERATORS[type(op)](value(left, s), value(right, s))
            case ast.UnaryOp(ast.USub(), operand):
                return -value(operand, s)
            case ast.Constant(float() | int() as number) if not isinstance(number, bool):
                return np.float64(number)
            case ast.Name(name):
                return getattr(s, name)
        raise AnalysisError(f"The formula {text!r} has more than counts, numbers, brackets and + - * / **.")

    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise AnalysisError(f"The formula {text!r} is none: write, for example, 1000 * scare_quotes / words.") from None
    return lambda s: value(tree, s)


def _registered(metric: Metric, count: OwnCount | None) -> Metric:
    name = metric.name
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise AnalysisError(f"{name!r} names no metric: use small letters, figures and underscores, such as war_words.")
    taken = name in METRICS and METRICS[name].family != FAMILY
    if taken or (name in count_names() and name not in {own.name for own in own_counts()}) or hasattr(Sums, name):
        raise AnalysisError(f"The kit has a metric or a count {name!r} of its own: choose another name.")
    before = [own for own in own_counts() if own.name == name]
    if count is not None:
        put_count(count)
    try:
        metric = _own(metric)
        metric.value(np.ones(len(count_names())))
        _ = metric.counts
    except Exception as error:
        drop_count(name)
        for own in before:
            put_count(own)
        if isinstance(error, AnalysisError):
            raise
        raise AnalysisError(f"The formula of {name!r} fails: {error}. Counts are {', '.join(count_names())}.") from None
    METRICS[name] = metric
    return metric


def _own(metric: Metric) -> Metric:
    return Metric(metric.name, metric.label, FAMILY, metric.unit, metric.formula, metric.meaning, metric.source, metric.least)
