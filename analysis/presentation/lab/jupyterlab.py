"""JupyterLab on the kit's notebooks: copies of them to work in, and the command that opens them."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from analysis.articles.corpus.locations import notebooks
from analysis.articles.corpus.store import write_whole
from analysis.articles.ids import slug
from analysis.errors import AnalysisError
from analysis.presentation.rendering import TEMPLATES

FIRST = "story.ipynb"


def copy_notebooks(folder: str | Path) -> dict[Path, bool]:
    """
    Copy the kit's notebooks to a folder to work in.

    Parameters
    ----------
    folder : str or Path
        It is made if needed.

    Returns
    -------
    dict
        Each notebook in the folder, and whether it was copied now: a file that is there already is never touched, for it
        may hold a person's work.

    Raises
    ------
    AnalysisError
        If the folder cannot be written to.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise AnalysisError(f"{folder} is a file: name another folder for the notebooks.")
    copied = {}
    for source in sorted(notebooks().glob("*.ipynb")):
        target = folder / source.name
        copied[target] = not target.exists()
        if copied[target]:
            write_whole(target, source.read_bytes())
    return copied


def lab_command(
    folder: str | Path, corpus: str | Path | None = None, arguments: Sequence[str] = ()
) -> tuple[list[str], dict[str, str]]:
    """
    Return the command that opens JupyterLab on a folder of notebooks, and the environment for it.

    Parameters
    ----------
    folder : str or Path
        What JupyterLab shows.
    corpus : str, Path or None
        The corpus that the notebooks read where they name none; None leaves the choice to `default_corpus`.
    arguments : sequence of str
        Further arguments for JupyterLab, such as ``--no-browser``.

    Returns
    -------
    list of str
        Program and arguments. JupyterLab keeps what was open, tabs and kernels, in a workspace for this folder and this corpus:
        the workspace that it shares between all folders would open what belongs to another corpus.
    dict
        The environment. JupyterLab neither asks for news nor looks for updates, unless the user has switched it on:
        nothing leaves this machine.

    Raises
    ------
    AnalysisError
        If JupyterLab or Python's kernel for it is not installed.
    """
    for package in ("jupyterlab", "ipykernel"):
        if find_spec(package) is None:
            raise AnalysisError(f"The notebooks need {package}, which is not installed here: python -m pip install {package}")
    command = [
        *(sys.executable, "-m", "jupyterlab"),
        f"--ServerApp.root_dir={Path(folder).resolve()}",
        f"--LabApp.default_url=/lab/workspaces/{_workspace(folder, corpus)}/tree/{FIRST}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        *arguments,
    ]
    settings = [str(TEMPLATES / "jupyter"), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(settings)}
    if corpus is not None:
        # In full: the notebooks run in another folder than the command.
        environment["WIRECOPY_CORPUS"] = str(Path(corpus).resolve())
    return command, environment


def _workspace(folder: str | Path, corpus: str | Path | None) -> str:
    """Name a workspace after the corpus; two folders of one name have two workspaces."""
    places = [Path(place).resolve() for place in (folder, corpus) if place is not None]
    ending = hashlib.sha256("\n".join(map(str, places)).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    name = slug(places[-1].stem).encode("ascii", "ignore").decode()  # it stands in an address
    return "-".join(filter(None, ["wirecopy", name.strip("-"), ending]))
