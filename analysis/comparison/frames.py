"""Frames with the right columns and types, whether or not there is a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd


def typed_frame(rows: Iterable[tuple[Any, ...]], columns: Mapping[str, str]) -> pd.DataFrame:
    """
    Build a frame whose columns have the same types when it is empty as when it is full.

    Parameters
    ----------
    rows : iterable of tuple
    columns : mapping of str to str
        Name and pandas type of each column, in order: "str", "int64", "Int64" (missing values allowed),
        "float64", "bool", "object" (tuples).

    Returns
    -------
    pandas.DataFrame

    Examples
    --------
    >>> typed_frame([], {"outlet": "str", "clear": "bool"}).dtypes.astype(str).tolist()
    ['str', 'bool']
    """
    return pd.DataFrame(list(rows), columns=list(columns)).astype(dict(columns))


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """
    Return the rows of a frame as named tuples, for loops that read a cell by its column's name.

    Which type a column has is a matter of its frame (docs/frames.md), not of a type checker: pandas says of each cell that it
    may be any of twenty types.

    Examples
    --------
    >>> [row.outlet for row in rows_of(typed_frame([("Example Gazette",)], {"outlet": "str"}))]
    ['Example Gazette']
    """
    return frame.itertuples(name="Row")
