"""What people are asked about each layer, and the codes that they choose from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analysis.data import read_table
from analysis.errors import AnalysisError


@dataclass(frozen=True, slots=True)
class Code:
    """
    One of the answers to choose from.

    Attributes
    ----------
    code : str
        As it stands in tables.
    label : str
        As it is shown.
    rule : str
        When it is the right one.
    """

    code: str
    label: str
    rule: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """
    A layer: the question, and the answers to choose from.

    Attributes
    ----------
    layer : str
    unit : str
        What is asked about: "sentence", "mention" or "quotation".
    question : str
    codes : tuple of Code
        In the order of the keys that give them.
    """

    layer: str
    unit: str
    question: str
    codes: tuple[Code, ...]


@cache
def codebooks() -> dict[str, Codebook]:
    """
    Return the codebook of every layer, in order.

    Returns
    -------
    dict of str to Codebook
        Made from ``coding_layers.csv`` and ``codes.csv``, as are the pages of ``docs/codebooks``.
    """
    codes: dict[str, list[Code]] = {}
    for row in read_table("codes.csv"):
        codes.setdefault(row["layer"], []).append(Code(row["code"], row["label"], row["rule"]))
    return {row["layer"]: Codebook(**row, codes=tuple(codes[row["layer"]])) for row in read_table("coding_layers.csv")}


def codebook(layer: str) -> Codebook:
    """
    Return the codebook of a layer.

    Parameters
    ----------
    layer : str

    Returns
    -------
    Codebook

    Raises
    ------
    AnalysisError
        If there is no such layer.

    Examples
    --------
    >>> book = codebook("claims")
    >>> book.question, [code.code for code in book.codes]
    ("Does the marked passage still claim what the wire's does?", ['kept', 'changed'])
    """
    if layer not in codebooks():
        raise AnalysisError(f"There is no layer {layer!r} to code: choose one of {', '.join(codebooks())}.")
    return codebooks()[layer]
