"""Where articles come from: bytes from a file, decoded or refused; and the error that names file and line."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path
from typing import BinaryIO

from analysis.errors import AnalysisError

MAX_BYTES = 20_000_000  # of one article
HTML_FILES = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
PAGE_FILES = (".txt", ".text", *HTML_FILES, ".docx", ".eml", ".pdf", ".rtf")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive: unpack it, or save the document as .txt, .html or .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Office document: save it as .docx, .txt or .html"),
    (b"\x89PNG", "a picture: give the article's text"),
    (b"\xff\xd8\xff", "a picture: give the article's text"),
    (b"GIF8", "a picture: give the article's text"),
    (b"bplist", "a web archive of Safari: open it and save it as page source (.html)"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
)
# Python calls these encodings too, though no text is saved in them: they give half characters, or nothing at all.
_NO_ENCODINGS = frozenset(["idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"])


_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


class CorpusError(AnalysisError):
    """
    Something is wrong at a place in a file.

    Parameters
    ----------
    what : str
        One sentence: what is wrong, what is allowed, what to do.
    path : path-like or None
        The file.
    line : int or None
        The line in it, from 1.
    """

    def __init__(self, what: str, path: str | Path | None = None, line: int | None = None):
        place = "" if path is None else f"{path}, line {line}: " if line else f"{path}: "
        super().__init__(place + what)
        self._what, self.path, self.line = what, path, line

    @property
    def what(self) -> str:
        """The message without its place."""
        return self._what


def read_bytes(path: str | Path, limit: int = MAX_BYTES) -> bytes:
    """Read a file that must exist, not be empty and not exceed ``limit`` bytes."""
    data = first_bytes(path, limit + 1)
    if len(data) > limit:
        size = Path(path).stat().st_size / 1e6
        raise CorpusError(f"the file has {size:.0f} MB; one article may have {limit / 1e6:.0f} MB at most.", path)
    return data


def first_bytes(path: str | Path, size: int = 4096) -> bytes:
    """Return the beginning of a file that must exist and not be empty, without reading the rest."""
    with open_file(path) as handle:
        data = handle.read(size)
    if not data.strip():
        raise CorpusError("the file is empty: there is no article in it.", path)
    return data


def open_file(path: str | Path) -> BinaryIO:
    """Open a file to read its bytes; a folder, and a pipe or a device, which may have no end, are refused."""
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise CorpusError("this is a folder, a file is needed.", path)
        if not stat.S_ISREG(mode):
            raise CorpusError("this is a pipe or a device, a file is needed; '-' reads standard input.", path)
        return Path(path).open("rb")
    except FileNotFoundError:
        raise CorpusError("there is no such file.", path) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL character
        raise CorpusError(f"the file cannot be read ({getattr(error, 'strerror', None) or error}).", path) from None


def leads_inside(file: Path, folder: Path) -> bool:
    """Tell whether a file lies in a folder or below it, wherever links and ``..`` lead."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name that no file can have
        return False


def bom_encoding(data: bytes) -> str | None:
    """Return the encoding that a byte order mark announces."""
    return next((name for bom, name in _BOMS if data.startswith(bom)), None)


def known_encoding(name: str, path: str | Path | None = None) -> str:
    """
    Return Python's name of an encoding that text is saved in, or refuse it.

    As browsers do, an encoding is read as the one that holds it and more: what says that it is Latin-1 is Windows-1252, which has
    its quotation marks where Latin-1 has control characters, and what says GB2312 has characters of GB18030.

    Examples
    --------
    >>> known_encoding("windows-1251"), known_encoding("latin-1")
    ('cp1251', 'cp1252')
    """
    try:
        found = codecs.lookup(name).name
        "".encode(found)  # "hex" and "zip" turn bytes into bytes
    except (LookupError, UnicodeError):
        found = "undefined"
    if found in _NO_ENCODINGS:
        raise CorpusError(f"the encoding {name[:40]!r} is unknown: give a name such as utf-8, cp1252 or utf-16.", path)
    return _LARGER.get(found, found)


def decode(data: bytes, path: str | Path | None = None, encoding: str | None = None) -> str:
    """
    Decode text, or say in one sentence why it cannot be.

    UTF-8 is expected; a byte order mark announces UTF-8, UTF-16 or UTF-32. There is no silent fallback to Windows-1252: every
    byte is valid in it, so a Russian or a Czech file would turn into nonsense that counts as words. Name it with ``encoding``.

    Examples
    --------
    >>> decode("Café".encode("utf-16"))
    'Café'
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise CorpusError(f"this is {what}.", path)
    tried = known_encoding(encoding, path) if encoding else bom_encoding(data) or "utf-8"
    try:
        text = data.decode(tried)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if b"\0" in data[:4096]:
            raise CorpusError("this is a binary file, not text: give .txt, .html, .docx, .eml, .rtf or .pdf.", path) from None
        raise CorpusError(
            f"byte 0x{data[error.start]:02x} is not {tried.upper().removesuffix('-SIG')}, which was tried: "
            "save the file as UTF-8, or name its encoding, such as cp1252 for older Windows files.",
            path,
            line,
        ) from None
    if "\0" in text:
        raise CorpusError(
            "the file holds NUL characters, so it is binary or UTF-16 without a byte order mark: save it as UTF-8.", path
        )
    return text.removeprefix("\ufeff")


def read_text(path: str | Path, encoding: str | None = None, limit: int = MAX_BYTES) -> str:
    """Read a text file; see `decode` for the encodings that are accepted."""
    return decode(read_bytes(path, limit), path, encoding)
