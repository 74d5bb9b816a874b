"""The wheel carries everything that the command needs, and nothing that belongs to a checkout."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile

import pytest
from conftest import ROOT

from analysis.comparison.frames import typed_frame


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=ROOT, check=True, capture_output=True
    )
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize("folder", ["analysis/data", "analysis/presentation/templates", "corpus", "notebooks"])
def test_every_file_of_the_folder_is_in_the_wheel(names, folder):
    files = [f for f in (ROOT / folder).rglob("*") if f.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & {*f.parts}]
    assert files
    for file in files:
        name = str(file.relative_to(ROOT))
        assert (name if name.startswith("analysis/") else f"analysis/{name}") in names


def test_nbconvert_finds_the_template_once_the_wheel_is_installed(names):
    assert any(name.endswith("data/share/jupyter/nbconvert/templates/wirecopy/index.html.j2") for name in names)


def test_nothing_else_is_installed(names):
    tops = {name.split("/")[0] for name in names}
    assert all(top == "analysis" or top.startswith("wirecopy-") for top in tops)


def test_environment_names_what_the_project_needs():
    import yaml

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf8"))["dependencies"]
    named = {entry.replace("-", "_").replace(" ", "") for entry in conda if isinstance(entry, str)}
    for requirement in project["dependencies"]:
        assert requirement.replace("-", "_") in named, requirement


def test_pandas_is_one_that_keeps_missing_text_missing():
    # pandas 2 turns None into the word "None" where a column is made a "str".
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    (bound,) = [r.removeprefix("pandas>=") for r in project["dependencies"] if r.startswith("pandas")]
    assert int(bound.split(".")[0]) >= 3
    frame = typed_frame([("Ana Sol",), (None,)], {"speaker": "str"})
    assert frame.speaker.isna().tolist() == [False, True]


def test_every_dependency_has_a_lower_bound_and_no_pin():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    extras = [r for group in project["optional-dependencies"].values() for r in group if not r.startswith("wirecopy")]
    for requirement in [*project["dependencies"], *extras]:
        assert ">=" in requirement and "==" not in requirement, requirement


def test_every_table_has_its_source():
    import csv

    data = ROOT / "analysis" / "data"
    with (data / "SOURCES.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["source"] and row["licence"] for row in rows)
    named = {row["file"] for row in rows}
    tables = {f.name for f in data.iterdir() if f.suffix in (".csv", ".txt", ".gz") and f.name != "SOURCES.csv"}
    assert tables == named, tables ^ named
