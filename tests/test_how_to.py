"""docs/how-to.md: every block runs, one after the other."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

PAGE = (ROOT / "docs" / "how-to.md").read_text(encoding="utf8")


@pytest.mark.slow
def test_every_block_runs(tmp_path, monkeypatch):
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) >= 8
    for block in blocks:
        exec(compile(block, "how-to.md", "exec"), names)
    made = {path.name for path in tmp_path.rglob("*.*") if path.is_file() and "corpus" not in path.parts}
    written = set(re.findall(r'"([\w-]+\.(?:csv|svg|png))"', "".join(blocks)))
    assert written <= made and "cod-collision.html" in made
