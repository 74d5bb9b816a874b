"""What a benchmark has to reach: each script tells its targets by `target`, and `all.py` gathers them."""

from __future__ import annotations

import json
import os
from pathlib import Path

GATHERED = "WIRECOPY_TARGETS"  # environment variable: a file that targets are added to, a JSON object a line


def target(name: str, value: float, *, least: float | None = None, most: float | None = None, unit: str = "") -> bool:
    """
    Say whether a measured value reaches what it has to.

    Parameters
    ----------
    name : str
        What was measured.
    value : float
    least, most : float or None
        What it has to reach, or may be at most; one of them.
    unit : str

    Returns
    -------
    bool
        Whether it does.
    """
    met = value >= least if least is not None else value <= most
    wanted = f"≥ {least:,g}" if least is not None else f"≤ {most:,g}"
    row = {"name": name, "target": f"{wanted} {unit}".strip(), "value": f"{value:,.4g} {unit}".strip(), "met": bool(met)}
    print(line(row))
    if os.environ.get(GATHERED):
        with Path(os.environ[GATHERED]).open("a", encoding="utf8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return bool(met)


def line(row: dict) -> str:
    """Write a target in one line: met or MISSED, name, value, what was wanted."""
    return f"{'met   ' if row['met'] else 'MISSED'}  {row['name']}: {row['value']} (target {row['target']})"
