"""Writing files so that an interruption leaves what was there, and two writers do not meet."""

from __future__ import annotations

import errno
import getpass
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs
from filelock import FileLock

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
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary = file.with_name(f".{file.name[:40]}.{secrets.token_hex(8)}.part")
            with temporary.open("xb") as handle:  # "x": it is nobody else's, and no link
                staged[file] = temporary
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
    locks are the user's own, outside the folder, which may be new or read by others; a link and what it leads to have one lock.
    """
    name = hashlib.sha256(os.fsencode(_resolved(folder))).hexdigest()[:32]
    try:
        place = platformdirs.user_cache_path("wirecopy") / "locks"
        place.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place / name)
        lock.acquire()
    except OSError:  # a home that may not be written to
        lock = FileLock(Path(tempfile.gettempdir()) / f"wirecopy-{getpass.getuser()}-{name}")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _resolved(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):  # links in a circle
        raise CorpusError("this link leads to itself: remove it, or choose another folder.", folder) from None
