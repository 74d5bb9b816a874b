"""docs/coding.md: every block runs, one after the other, and the table of questions is the kit's."""

from __future__ import annotations

import re

from conftest import ROOT

from analysis.comparison.coding.codebooks import codebooks

PAGE = (ROOT / "docs" / "coding.md").read_text(encoding="utf8")


def test_every_block_runs(tmp_path, monkeypatch, capsys):
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "coding.md", "exec"), names)


def test_the_questions_are_those_of_the_codebooks():
    rows = re.findall(r"^\| \[`(\w+)`\]\(codebooks/(\w+)\.md\) \| .+? \| (.+?) \|$", PAGE, re.MULTILINE)
    assert rows == [(layer, layer, book.question) for layer, book in codebooks().items()]
