"""agreement(): how far coders agree with each other, and the kit with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.comparison.coding.codebooks import codebooks
from analysis.comparison.coding.labels import load_labels
from analysis.comparison.coding.posterior import N_DRAWS, dirichlet_draws, middle
from analysis.comparison.coding.reliability import alpha, code_indices, coincidences, kappa
from analysis.comparison.frames import typed_frame
from analysis.errors import AnalysisError

_COLUMNS = {
    **dict.fromkeys(("layer", "figure", "code", "coders"), "str"),
    "n_items": "int64",
    **dict.fromkeys(("value", "low", "high"), "float64"),
}
_NEEDED = ("layer", "item", "coder", "label")


def agreement(labels: pd.DataFrame | str | Path) -> pd.DataFrame:
    """
    How far those who labelled agree with each other, and the kit with them.

    Parameters
    ----------
    labels : pandas.DataFrame or path-like
        From `load_labels`, or the file that it reads. Without what the kit says, only coders are compared.

    Returns
    -------
    pandas.DataFrame
        One row for each layer, figure and code: layer, figure, code (of precision, recall and f1; missing for the others),
        coders (who is compared with each other, or whose labels the kit is compared with), n_items, value, low, high (95 %
        interval). The figures: "alpha" (Krippendorff's, of all coders) and "kappa" (Cohen's, of two), 1 for full agreement
        and 0 for chance; "accuracy" (share of items for which the kit gives the coders' code), "precision" (of what the kit
        gives this code, the share that the coders give it), "recall" (the other way round) and "f1" (their harmonic mean).

    Raises
    ------
    AnalysisError
        If a column is missing.

    Notes
    -----
    All figures are of the corpus, not of the sample: each item counts for those that it stands for, and strata without a
    label are left out. Where several people labelled an item, each label counts an equal part.

    The kit's intervals are those of shares in each stratum, with Jeffreys' prior: where 25 sentences without a hit were read
    and nothing was missed, recall may still be far below 1 if they stand for a thousand. Alpha and kappa have those of the
    Bayesian bootstrap over items (Rubin 1981); NaN where no disagreement was seen. All of them take items to be independent:
    where few stories give many items, they are too narrow.

    Examples
    --------
    >>> rows = [("hedges", str(k), who, "yes" if k < 5 else "no") for k in range(9) for who in ("Ana", "Bo")]
    >>> found = agreement(pd.DataFrame(rows, columns=["layer", "item", "coder", "label"]))
    >>> found[["figure", "coders", "n_items", "value"]].values.tolist()
    [['alpha', 'Ana, Bo', 9, 1.0], ['kappa', 'Ana, Bo', 9, 1.0]]
    """
    frame = labels if isinstance(labels, pd.DataFrame) else load_labels(labels)
    missing = [name for name in _NEEDED if name not in frame]
    if missing:
        raise AnalysisError(f"The labels have no column {missing[0]!r}: they need {', '.join(_NEEDED)}.")
    rows: list[tuple] = []
    for layer in sorted(set(frame["layer"]), key=lambda name: (*codebooks(), name).index(name)):
        part = with_weights(frame[frame["layer"] == layer])
        rows += [(layer, *row) for row in _between_coders(part)]
        if part["kit"].notna().any():
            rows += [(layer, *row) for row in _of_kit(layer, part[part["kit"].notna()])]
    return typed_frame(rows, _COLUMNS)


def with_weights(labels: pd.DataFrame) -> pd.DataFrame:
    """Add kit, stratum and weight where they are missing, and weigh the items of a stratum that were labelled for all of it."""
    told = labels.assign(**{name: None for name in ("kit", "stratum", "stratum_size") if name not in labels})
    stratum = told["stratum"].astype(object).where(told["stratum"].notna(), "")
    n = told.assign(stratum=stratum).groupby("stratum")["item"].nunique()
    size = pd.to_numeric(told["stratum_size"]).astype(float).fillna(stratum.map(n).astype(float))
    return told.assign(stratum=stratum, stratum_size=size, weight=size / stratum.map(n).astype(float))


def _between_coders(labels: pd.DataFrame) -> Iterator[tuple]:
    given = labels.pivot(index="item", columns="coder", values="label")
    coders = sorted(map(str, given.columns))
    weights = labels.groupby("item")["weight"].first().reindex(given.index).to_numpy()
    codes, n_codes = code_indices([[None if pd.isna(x) else x for x in row] for row in given[coders].to_numpy()])
    if len(coders) > 1:
        shared = (codes >= 0).sum(axis=1) > 1
        yield ("alpha", None, ", ".join(coders), *_chance_corrected(coincidences(codes[shared], n_codes), weights[shared], alpha))
    for one, two in combinations(range(len(coders)), 2):
        both = (codes[:, [one, two]] >= 0).all(axis=1)
        tables = np.zeros((int(both.sum()), n_codes, n_codes))
        tables[range(len(tables)), codes[both, one], codes[both, two]] = 1
        yield ("kappa", None, f"{coders[one]}, {coders[two]}", *_chance_corrected(tables, weights[both], kappa))


def _chance_corrected(
    tables: np.ndarray, weights: np.ndarray, figure: Callable[[np.ndarray], np.ndarray]
) -> tuple[int, float, float, float]:
    """Number of items, value and interval of a figure over weighted sums of a table an item."""
    n = len(tables)
    if not n:
        return 0, np.nan, np.nan, np.nan
    weights = weights / weights.mean()
    flat = tables.reshape(n, -1)
    value = float(figure((weights @ flat).reshape(tables.shape[1:])))
    if np.isnan(value) or value > 1 - 1e-12:
        return n, value, np.nan, np.nan
    chances = np.random.default_rng(0).standard_exponential((N_DRAWS, n)) * weights
    chances *= n / chances.sum(axis=1, keepdims=True)
    low, high = middle(figure((chances @ flat).reshape(N_DRAWS, *tables.shape[1:])), value)
    return n, value, float(low), float(high)


def _of_kit(layer: str, labels: pd.DataFrame) -> Iterator[tuple]:
    coders, n = ", ".join(sorted(set(labels["coder"]))), labels["item"].nunique()
    parts = 1 / labels.groupby("item")["label"].transform("size").to_numpy()
    strata = _Strata(labels, parts)
    right = (labels["kit"] == labels["label"]).to_numpy()
    yield ("accuracy", None, coders, n, *strata.share([right, ~right], (1, 0), (1, 1)))
    known = [code.code for code in codebooks()[layer].codes] if layer in codebooks() else sorted(set(labels["label"]))
    for code in known:
        by_kit, by_people = (labels["kit"] == code).to_numpy(), (labels["label"] == code).to_numpy()
        kinds = [by_kit & by_people, by_kit & ~by_people, by_people & ~by_kit, ~by_kit & ~by_people]
        met = strata.holding(by_kit), strata.holding(~by_kit)
        possible = np.stack([met[0], met[0], met[1], met[1]], axis=-1)
        for figure, of, (good, whole) in (
            ("precision", by_kit, ((1, 0, 0, 0), (1, 1, 0, 0))),
            ("recall", by_people, ((1, 0, 0, 0), (1, 0, 1, 0))),
            ("f1", by_kit | by_people, ((2, 0, 0, 0), (2, 1, 1, 0))),
        ):
            if of.any():
                found = int(labels["item"][of].nunique())
                yield (figure, code, coders, found, *strata.share(kinds, good, whole, possible))


class _Strata:
    """The strata of a sample: how many items each has in the corpus, and how many labels of each kind were given in it."""

    def __init__(self, labels: pd.DataFrame, parts: np.ndarray) -> None:
        self._names, self._of = np.unique(labels["stratum"].to_numpy(dtype=str), return_inverse=True)
        self._parts = parts
        self._sizes = labels.groupby("stratum")["stratum_size"].first().reindex(self._names).to_numpy(dtype=float)

    def holding(self, which: np.ndarray) -> np.ndarray:
        """Tell which strata have such items."""
        return np.bincount(self._of, which, len(self._names)) > 0

    def share(
        self, kinds: Sequence[np.ndarray], good: Sequence[int], whole: Sequence[int], possible: np.ndarray | None = None
    ) -> tuple[float, float, float]:
        """
        Share of the items of some kinds among those of others in the corpus, and its interval.

        ``kinds`` are masks of which each item fits one; ``good`` and ``whole`` say how often an item of each kind counts above
        and below the line; ``possible`` which kinds a stratum can have: among those to which the kit gives a code, none is missed.
        """
        counts = np.stack([np.bincount(self._of, self._parts * kind, len(self._names)) for kind in kinds], axis=-1)
        seen = self._sizes @ (counts / counts.sum(axis=-1, keepdims=True))
        value = _ratio(seen, good, whole)
        all_ = np.ones(counts.shape, dtype=bool) if possible is None else possible
        draws = np.einsum("s,dsk->dk", self._sizes, dirichlet_draws(counts, all_, np.random.default_rng(0)))
        low, high = middle(_ratio(draws, good, whole), value)
        return float(value), float(low), float(high)


def _ratio(sums: np.ndarray, good: Sequence[int], whole: Sequence[int]) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return (sums @ np.array(good, dtype=float)) / (sums @ np.array(whole, dtype=float))
