"""Writing files so that an interruption leaves what was there, and two writers do not meet."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.articles.reading import CorpusError


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
    write_all({file: data})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """
    Write several files, all of them or none.

    Parameters
    ----------
    contents : mapping of Path to bytes
        What each file shall hold; what was there is replaced. Folders are made if needed.

    Raises
    ------
    CorpusError
        If one cannot be written: everything is as it was then, as it is after Ctrl-C.

    Notes
    -----
    Every file is written beside its place first, under a name that begins with a dot and ends in ``.part``; when all are on
    the disk they are renamed, which takes microseconds a file. A process that is killed while it writes leaves such files and
    nothing else; one that is killed while it renames leaves some of the new files, each of them whole.
    """
    made: list[Path] = []
    staged: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    file = Path()
    try:
        for file, data in contents.items():
            made += [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]
            staged[file] = file.with_name(f".{file.name[:100]}.{os.getpid()}.part")
            file.parent.mkdir(parents=True, exist_ok=True)
            with staged[file].open("wb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
        for file, temporary in staged.items():
            before[file] = file.read_bytes() if file.is_file() else None
            temporary.replace(file)
    except BaseException as error:
        _undo(made, staged, before)
        if isinstance(error, OSError):
            full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            advice = "make room, or choose another folder" if full else "choose a folder that you may write to"
            raise CorpusError(f"the file cannot be written ({error.strerror or error}): {advice}.", file) from None
        raise


def _undo(made: list[Path], staged: Mapping[Path, Path], before: Mapping[Path, bytes | None]) -> None:
    for temporary in staged.values():
        with suppress(OSError):  # a file may stand where the folder should be
            temporary.unlink(missing_ok=True)
    for file, data in before.items():
        with suppress(OSError):
            if data is None:
                file.unlink(missing_ok=True)
            elif file.read_bytes() != data:
                write_whole(file, data)
    for folder in sorted(made, reverse=True):
        with suppress(OSError):  # it is not empty, or was not made
            folder.rmdir()


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
