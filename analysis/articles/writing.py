"""Writing files so that an interruption leaves what was there."""

from __future__ import annotations

import os
from pathlib import Path

from analysis.articles.sources import CorpusError


def write_whole(file: Path, data: bytes) -> None:
    """Write a file so that it appears complete or not at all; folders that were made for it go if the write fails."""
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
        temporary.unlink(missing_ok=True)
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        if isinstance(error, OSError):
            raise CorpusError(f"the file cannot be written ({error.strerror or error}).", file) from None
        raise
