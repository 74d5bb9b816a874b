"""
Run the benchmarks that have targets, and say plainly which are met: make bench.

    python benchmarks/all.py [NAME ...]

Each runs in a process of its own. The exit code is 1 if a target is missed or a benchmark stops with an error.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from targets import GATHERED, line

HERE = Path(__file__).parent
# Name -> arguments with which it takes a few minutes at most.
BENCHMARKS = {
    "speed": ("--articles", "300"),
    "find": ("--articles", "4000", "--wires", "800"),
    "growth": ("--only", "length,archive,pair"),
}


def main(names: list[str]) -> int:
    """Run benchmarks by name, all if none is named."""
    with tempfile.TemporaryDirectory() as folder:
        gathered, broken = Path(folder) / "targets.jsonl", []
        gathered.touch()
        for name in names or BENCHMARKS:
            print(f"== {name}", flush=True)
            command = [sys.executable, str(HERE / f"{name}.py"), *BENCHMARKS.get(name, ())]
            if subprocess.run(command, env={**os.environ, GATHERED: str(gathered)}, check=False).returncode:
                broken.append(name)
        rows = [json.loads(row) for row in gathered.read_text("utf8").splitlines()]
    missed = [row for row in rows if not row["met"]]
    print("\n== targets", *map(line, rows), sep="\n")
    print(f"{len(rows) - len(missed)} of {len(rows)} targets are met." + (f" Stopped: {', '.join(broken)}." if broken else ""))
    return 1 if missed or broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
