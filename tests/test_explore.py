"""`wirecopy explore` without a browser: copies that are never overwritten, the environment, one sentence for what is wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import ROOT

from analysis.cli import main
from analysis.errors import AnalysisError
from analysis.presentation.lab import jupyterlab as lab
from analysis.presentation.lab.jupyterlab import copy_notebooks, lab_command


@pytest.fixture
def started(monkeypatch, tmp_path):
    """What the command would start, in the place of starting it."""
    calls = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WIRECOPY_CORPUS", raising=False)
    monkeypatch.setattr(os, "execve", lambda path, arguments, environment: calls.append((arguments, environment)))
    return calls


def test_copies_every_notebook_and_says_where(started, tmp_path, capsys):
    assert main(["explore", str(ROOT / "corpus")]) == 0
    names = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {path.name for path in (tmp_path / "wirecopy-notebooks").iterdir()} == names
    told = capsys.readouterr().err
    assert str(tmp_path / "wirecopy-notebooks") in told
    assert str(ROOT / "corpus") in told


def test_an_edited_copy_is_never_touched(started, tmp_path, capsys):
    copy = tmp_path / "wirecopy-notebooks" / "story.ipynb"
    copy.parent.mkdir()
    copy.write_text("mine", encoding="utf8")
    assert main(["explore", str(ROOT / "corpus")]) == 0
    assert copy.read_text("utf8") == "mine"
    assert "left as they are: story.ipynb" in capsys.readouterr().err
    assert (copy.parent / "outlets.ipynb").is_file()


def test_corpus_and_arguments_reach_jupyterlab(started, monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/somewhere")
    (tmp_path / "mine").symlink_to(ROOT / "corpus")
    assert main(["explore", "mine", "--folder", "here", "--no-browser", "--port", "9999", "--jupyter", "--allow-root"]) == 0
    ((arguments, environment),) = started
    assert arguments[-3:] == ["--no-browser", "--port=9999", "--allow-root"]
    assert f"--ServerApp.root_dir={tmp_path / 'here'}" in arguments
    assert environment["WIRECOPY_CORPUS"] == str(ROOT / "corpus")
    first, second = environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert (Path(first, "labconfig").is_dir(), second) == (True, "/somewhere")
    assert "WIRECOPY_CORPUS" not in os.environ


def test_the_command_says_how_the_charts_come(started, tmp_path, capsys):
    assert main(["explore", str(ROOT / "corpus")]) == 0
    first = capsys.readouterr().err
    assert "Run > Run All Cells" in first
    assert "left as they are" not in first
    assert main(["explore", str(ROOT / "corpus" / "flood-aid")]) == 0
    again = capsys.readouterr().err
    assert f"Corpus: {ROOT / 'corpus' / 'flood-aid'} " in again
    assert "left as they are: " in again
    assert "They read the corpus above" in again


def test_every_corpus_and_every_folder_has_a_workspace_of_its_own(tmp_path):
    def address(folder, corpus):
        command, _ = lab_command(folder, corpus)
        (url,) = [argument for argument in command if "default_url" in argument]
        return url

    (tmp_path / "a b").mkdir()
    places = [
        ("one", tmp_path / "a b" / "corpus"),
        ("one", tmp_path / "corpus"),
        ("two", tmp_path / "corpus"),
        ("one", "süß !?.csv"),
        ("one", tmp_path / "日本"),
    ]
    urls = [address(*place) for place in [*places, ("one", None)]]
    assert len(set(urls)) == len(urls)
    assert urls == [address(*place) for place in [*places, ("one", None)]]
    assert all(
        re.fullmatch(r"--LabApp\.default_url=/lab/workspaces/wirecopy-[\w-]+/tree/story\.ipynb", url, re.ASCII) for url in urls
    )
    assert "/wirecopy-corpus-" in urls[0]


def test_nothing_is_copied_for_a_corpus_that_is_not_there(started, tmp_path, capsys):
    assert main(["explore", "nowhere"]) == 1
    assert "no such corpus" in capsys.readouterr().err
    assert started == []
    assert list(tmp_path.iterdir()) == []


def test_without_a_corpus_that_of_this_folder_then_the_sample(started, tmp_path):
    assert main(["explore"]) == 0
    assert started[-1][1]["WIRECOPY_CORPUS"] == str(ROOT / "corpus")
    (tmp_path / "corpus").symlink_to(ROOT / "corpus" / "flood-aid")
    assert main(["explore"]) == 0
    assert started[-1][1]["WIRECOPY_CORPUS"] == str(ROOT / "corpus" / "flood-aid")


@pytest.mark.parametrize("package", ["jupyterlab", "ipykernel"])
def test_what_is_not_installed_is_named_with_the_way_to_get_it(started, monkeypatch, capsys, package):
    monkeypatch.setattr(lab, "find_spec", lambda name: None if name == package else object())
    assert main(["explore", str(ROOT / "corpus")]) == 1
    assert f"need {package}, which is not installed here: python -m pip install {package}" in capsys.readouterr().err
    assert started == []


@pytest.mark.parametrize(("user", "told"), [(0, True), (1000, False)])
def test_root_is_told_what_jupyterlab_wants(started, monkeypatch, capsys, user, told):
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert main(["explore", str(ROOT / "corpus")]) == 0
    assert ("--jupyter --allow-root" in capsys.readouterr().err) == told
    assert main(["explore", str(ROOT / "corpus"), "--jupyter", "--allow-root"]) == 0
    assert "--jupyter --allow-root" not in capsys.readouterr().err


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(AnalysisError, match="is a file"):
        copy_notebooks(tmp_path / "taken")


def test_nothing_leaves_the_machine():
    command, _ = lab_command("folder")
    assert "--LabApp.news_url=None" in command
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in command
    assert "--LabApp.extension_manager=readonly" in command
