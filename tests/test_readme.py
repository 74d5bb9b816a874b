"""The README is true: its lines run, its commands exist, its links lead somewhere."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from analysis import cli

README = (ROOT / "README.md").read_text(encoding="utf8")


def test_the_lines_of_the_first_screen_run(tmp_path, monkeypatch):
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL).group(1)
    assert len(code.strip().splitlines()) <= 10
    exec(compile(code, "README.md", "exec"), {})
    assert list((tmp_path / "reports").glob("*.html"))


def test_every_command_is_in_the_table():
    commands = set(cli._parser()._subparsers._group_actions[0].choices)
    assert commands == set(re.findall(r"^\| `wirecopy (\w+)", README, re.MULTILINE))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_link_leads_to_a_file(target):
    assert (ROOT / target).exists()


def test_every_make_target_that_is_named_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert f"\n{target}:" in makefile
