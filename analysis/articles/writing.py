"""Writing files so that an interruption leaves what was there."""

from __future__ import annotations

import os
from contextlib import suppress
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
        with suppress(OSError):  # where the folder could not be made, there is none to look into
            temporary.unlink()
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        if isinstance(error, OSError):
            raise CorpusError(
                f"the file cannot be written ({error.strerror or error}): choose a folder that you may write to.", file
            ) from None
        raise
