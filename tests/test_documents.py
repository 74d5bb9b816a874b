"""The documents are true: their Python runs, their links lead somewhere, the commands and targets that they name exist."""

import re
import subprocess
import sys
import tomllib

import pytest
from conftest import ROOT

DOCUMENTS = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


def test_every_addition_of_the_architecture_page_works_as_written(monkeypatch):
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "architecture.md").read_text("utf8"), re.DOTALL)
    assert len(blocks) == 4
    for code in blocks:
        exec(compile(code, "docs/architecture.md", "exec"), {})


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_to_a_file(document):
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", document.read_text("utf8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_and_test_file_that_a_document_names_exists(document):
    text, makefile = document.read_text("utf8"), (ROOT / "Makefile").read_text("utf8")
    for target in re.findall(r"`make ([a-z -]+)`", text):
        assert all(f"\n{name}:" in makefile for name in target.split()), target
    for name in re.findall(r"\b(test_\w+\.py)\b", text):
        assert (ROOT / "tests" / name).exists(), name
    for name in re.findall(r"\b(benchmarks/\w+\.py|data-raw/\w+\.py)\b", text):
        assert (ROOT / name).exists(), name


def test_the_constraints_of_make_test_lowest_are_every_bound_that_is_declared():
    done = subprocess.run([sys.executable, ".ci/lowest.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    needed = [*project["dependencies"], *(need for extra in project["optional-dependencies"].values() for need in extra)]
    declared = {need.replace(">=", "==") for need in needed if not need.startswith("wirecopy")}
    assert {re.sub(r"\[.*?\]", "", need) for need in declared} == set(done.stdout.split())
