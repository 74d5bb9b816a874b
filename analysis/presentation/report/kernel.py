"""run_notebook(): execute one of the kit's notebooks for some stories, in a kernel that ends when it is told to."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from analysis.articles.corpus.locations import notebooks
from analysis.articles.corpus.store import save_corpus
from analysis.articles.model import Story
from analysis.errors import AnalysisError

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_LOOK = 0.1  # seconds between two looks at whether the run shall stop


class Stopped(Exception):  # noqa: N818  no error: somebody wanted it
    """The run was told to stop before the notebook had ended."""


def run_notebook(
    name: str,
    called: str,
    stories: Iterable[Story],
    *,
    stop: Event | None = None,
    step: Callable[[int, int], None] = lambda done, of: None,
    **parameters: str,
) -> nbformat.NotebookNode:
    """
    Run one of the kit's notebooks.

    Parameters
    ----------
    name : str
        Its file name.
    called : str
        What an error message calls the work.
    stories : iterable of Story
        The corpus that the notebook finds.
    stop : threading.Event or None
        Once it is set, the kernel is ended and the run with it.
    step : callable
        Told after each cell how many cells have been run, and of how many.
    **parameters : str
        Values for the cell that is tagged ``parameters``, besides ``corpus``.

    Returns
    -------
    nbformat.NotebookNode
        The notebook with its outputs.

    Raises
    ------
    AnalysisError
        If a cell fails, the kernel dies, or there is none.
    Stopped
        If `stop` was set.
    """
    stop = stop or Event()
    nb = nbformat.read(notebooks() / name, as_version=4)
    n_cells = sum(cell.cell_type == "code" for cell in nb.cells)
    done = iter(range(1, n_cells + 1))
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "stories.jsonl"
        save_corpus(list(stories), corpus)
        values = {"corpus": str(corpus), **parameters}
        for cell in nb.cells:
            if "parameters" in cell.metadata.get("tags", []):
                cell.source = "\n".join(f"{key} = {value!r}" for key, value in values.items())
        client = NotebookClient(
            nb,
            timeout=None,
            kernel_name="python3",
            store_widget_state=False,
            shutdown_kernel="immediate",
            extra_arguments=["--log-level=ERROR"],  # else each kernel warns of ports, which never leave this machine
            resources={"metadata": {"path": folder}},
            on_cell_executed=lambda **_: step(next(done, n_cells), n_cells),
        )
        try:
            # A thread of its own: in a notebook, this one runs an event loop already.
            with ThreadPoolExecutor(max_workers=1) as thread:
                run = thread.submit(lambda: asyncio.run(_until(client, stop)))
                try:
                    run.result()
                except (KeyboardInterrupt, SystemExit):
                    stop.set()
                    raise
        except CellExecutionError as error:
            said = next(
                (text for text in (error.evalue, *reversed(_plain(error.traceback))) if text and text != "None"), error.ename
            )
            raise AnalysisError(f"{called}: the notebook stopped: {said}") from error
        except NoSuchKernel as error:
            raise AnalysisError(
                f"{called}: Python’s kernel for notebooks is not installed: python -m pip install ipykernel"
            ) from error
        except DeadKernelError as error:
            raise AnalysisError(f"{called}: the notebook’s kernel died; there may have been too little memory.") from error
    return nb


def _plain(traceback: str) -> list[str]:
    return [line for line in _ANSI.sub("", traceback or "").splitlines() if line.strip()]


async def _until(client: NotebookClient, stop: Event) -> None:
    """Run a notebook until it ends or shall stop; either way no kernel stays behind."""
    run = asyncio.ensure_future(client.async_execute())
    while not run.done() and not stop.is_set():
        await asyncio.wait({run}, timeout=_LOOK)
    if not run.done():
        run.cancel()
        # A client that is cancelled inside a cell takes its kernel for dead.
        with suppress(asyncio.CancelledError, DeadKernelError):
            await run
        # Cancelled while it started, the client does not end the kernel itself.
        if client.km is not None and client.km.has_kernel:
            await client.km.shutdown_kernel(now=True)
        raise Stopped
    run.result()
