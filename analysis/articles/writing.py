"""Writing files so that an interruption leaves what was there, and two writers do not meet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.articles.sources import CorpusError


def write_whole(file: Path, data: bytes) -> None:
    """
    Write a file so that it appears complete or not at all.

    Parameters
    ----------
    file : Path
        What was there is replaced. Folders are made if needed, and go again if the write fails.
    data : bytes

    Raises
    ------
    CorpusError
        If it cannot be written.
    """
    made = [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]
    temporary = file.with_name(f".{file.name[:100]}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(file)
    except BaseException as error:
        with suppress(OSError):  # a file may stand where the folder should be
            temporary.unlink(missing_ok=True)
        for folder in made:
            with suppress(OSError):  # it is not empty, or was not made
                folder.rmdir()
        if isinstance(error, OSError):
            raise CorpusError(
                f"the file cannot be written ({error.strerror or error}): choose a folder that you may write to.", file
            ) from None
        raise


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """
    Let one process at a time look into a folder and write what follows from that.

    Two imports that look at the same moment both find that the story has no wire version yet, or no article of that id. The
    folder above is locked, as the folder itself may be new. Systems without such locks (Windows, some network drives) do not
    wait.
    """
    try:
        import fcntl

        handle = os.open(folder.absolute().parent, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
