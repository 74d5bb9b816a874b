"""How far coders agree beyond chance: Krippendorff's alpha and Cohen's kappa, from sums over items."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def coincidences(labels: np.ndarray, n_codes: int) -> np.ndarray:
    """
    Count the pairs of codes that each item was given.

    Parameters
    ----------
    labels : numpy.ndarray
        ``n_items × n_coders``: index of the code, -1 where a coder gave none.
    n_codes : int

    Returns
    -------
    numpy.ndarray
        ``n_items × n_codes × n_codes``. An item with m labels adds m to the sum of all pairs, each pair 1/(m - 1); one with a
        single label adds nothing.
    """
    given = np.stack([(labels == code).sum(axis=1) for code in range(n_codes)], axis=1).astype(float)
    pairs = given[:, :, np.newaxis] * given[:, np.newaxis, :]
    pairs[:, range(n_codes), range(n_codes)] -= given
    return pairs / np.maximum(given.sum(axis=1) - 1, 1)[:, np.newaxis, np.newaxis]


def alpha(pairs: np.ndarray) -> np.ndarray:
    """
    Krippendorff's alpha for codes without an order.

    Parameters
    ----------
    pairs : numpy.ndarray
        Sums of `coincidences` over items, ``… × n_codes × n_codes``.

    Returns
    -------
    numpy.ndarray
        1 where all agree, 0 as by chance, negative below it; NaN where everybody gave one and the same code, or nobody
        labelled what somebody else did.

    Notes
    -----
    K. Krippendorff, Content Analysis, 4th ed. (2018), chapter 12.

    Examples
    --------
    >>> two = np.array([[0, 0], [1, 1], [0, 1], [1, 1]])
    >>> round(float(alpha(coincidences(two, 2).sum(axis=0))), 3)
    0.533
    """
    of_code = pairs.sum(axis=-1)
    n = of_code.sum(axis=-1)
    seen = n - np.trace(pairs, axis1=-2, axis2=-1)
    expected = n**2 - (of_code**2).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 1e-12, 1 - (n - 1) * seen / expected, np.nan)


def kappa(table: np.ndarray) -> np.ndarray:
    """
    Cohen's kappa of two coders.

    Parameters
    ----------
    table : numpy.ndarray
        ``… × n_codes × n_codes``: how often the one gave the row's code and the other the column's.

    Returns
    -------
    numpy.ndarray
        1 where they agree, 0 as by chance; NaN where both gave one and the same code throughout.

    Notes
    -----
    J. Cohen, A coefficient of agreement for nominal scales (1960).

    Examples
    --------
    >>> round(float(kappa(np.array([[20, 5], [10, 15]]))), 3)
    0.4
    """
    n = table.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        seen = np.trace(table, axis1=-2, axis2=-1) / n
        expected = (table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1) / n**2
        return np.where(expected < 1 - 1e-12, (seen - expected) / (1 - expected), np.nan)


def code_indices(labels: Sequence[Sequence[str | None]]) -> tuple[np.ndarray, int]:
    """Number the codes of a table of labels, -1 for none; and how many codes there are."""
    numbers: dict[str, int] = {}
    rows = [[-1 if label is None else numbers.setdefault(label, len(numbers)) for label in row] for row in labels]
    return np.array(rows, dtype=int).reshape(len(rows), -1), len(numbers)
