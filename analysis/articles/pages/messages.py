"""Files of parts: a page that was saved as one file (MHTML), an e-mail (.eml)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from analysis.articles.pages.metadata import Metadata
from analysis.articles.reading import CorpusError, decode

# What the head of a part says of it; a head that is longer is none.
_HEAD = 20_000
_HEAD_END, _FOLDED = re.compile(rb"\r?\n\r?\n"), re.compile(rb"\r?\n[ \t]+")
_TYPE = re.compile(rb"^content-type:\s{0,20}([\w/+.-]+)", re.IGNORECASE | re.MULTILINE)
_CODING = re.compile(rb"^content-transfer-encoding:\s{0,20}([\w-]+)", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(rb"^content-type:.*;\s{0,20}charset=\"?([\w.:-]{2,40})", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"^content-type:.*;\s{0,20}boundary=\"?([^\"\r\n;]{1,200})", re.IGNORECASE | re.MULTILINE)
_DECODERS: dict[bytes, Callable[[bytes], bytes]] = {b"quoted-printable": binascii.a2b_qp, b"base64": binascii.a2b_base64}
_PAGES = (b"text/html", b"application/xhtml+xml")
_PASSED_ON = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s?:\s*)+", re.IGNORECASE)


class Message(NamedTuple):
    """The text of the first page in a file of parts, or its plain text; and what an e-mail's head says of it."""

    text: str
    is_page: bool
    metadata: Metadata


def is_message(data: bytes, path: Path) -> bool:
    """Tell whether a file is one of parts: by its name, or by how it begins."""
    starts = (b"from:", b"mime-version:", b"content-type: multipart")
    return path.suffix.casefold() == ".eml" or data[:200].lstrip().lower().startswith(starts)


def read_message(
    data: bytes, declared: Callable[[bytes], str | None], path: Path | str | None = None, encoding: str | None = None
) -> Message:
    """
    Read the first page of a file of parts; where there is none, its plain text.

    Parameters
    ----------
    data : bytes
        The file.
    declared : callable
        Gives the encoding that a page itself says it has.
    path : path-like
        Its name, for messages.
    encoding : str
        Its encoding, where the file says none or the wrong one.

    Raises
    ------
    CorpusError
        If a part is damaged, or there is no text in it.

    Notes
    -----
    Python's e-mail parser calls itself for every part in a part, and takes the square of a header's length.
    """
    head, _ = _head_and_body(data)
    plain = None
    for kind, charset, body in _parts(data, path):
        if kind in _PAGES:
            return Message(decode(body, path, encoding or charset or declared(body)), True, _metadata(head))
        if kind == b"text/plain" and plain is None:
            plain = Message(decode(body, path, encoding or charset), False, _metadata(head))
    if plain is None:
        raise CorpusError("there is no page in this MHTML file: save it again as 'web page, complete'.", path)
    return plain


def _parts(data: bytes, path: Path | str | None, depth: int = 3) -> Iterator[tuple[bytes, str | None, bytes]]:
    head, body = _head_and_body(data)
    kind, boundary, charset = _TYPE.search(head), _BOUNDARY.search(head), _CHARSET.search(head)
    name = kind[1].lower() if kind else b"text/plain" if head else b""
    if name in (*_PAGES, b"text/plain"):
        coding = _CODING.search(head)
        try:
            body = _DECODERS.get(coding[1].lower() if coding else b"", bytes)(body)
        except binascii.Error as error:
            raise CorpusError(f"this MHTML file is damaged ({error}): save it again.", path) from None
        yield name, charset[1].decode("ascii") if charset else None, body
    for part in body.split(b"--" + boundary[1])[1:] if boundary and depth else ():
        yield from _parts(part.lstrip(b"\r\n"), path, depth - 1)


def _head_and_body(data: bytes) -> tuple[bytes, bytes]:
    end = _HEAD_END.search(data[:_HEAD])
    if end is None:
        return b"", b""
    return _FOLDED.sub(b" ", data[: end.start()]), data[end.end() :]


def _metadata(head: bytes) -> Metadata:
    """Return what the head of an e-mail says: its subject, when it was sent, and by whom."""
    subject, sent, sender = (_header(head, name) for name in ("subject", "date", "from"))
    try:
        published = parsedate_to_datetime(sent).isoformat() if sent else None
    except ValueError:
        published = None
    outlet = "" if sender.startswith("<Saved by") else parseaddr(sender)[0]
    return Metadata(headline=_PASSED_ON.sub("", subject) or None, published=published, outlet=outlet or None)


def _header(head: bytes, name: str) -> str:
    found = re.search(rb"(?im)^" + name.encode() + rb":[ \t]*([^\r\n]{1,1000})", head)
    if found is None:
        return ""
    text = found[1].decode("utf-8", "replace")
    try:
        return str(make_header(decode_header(text))).strip()
    except (LookupError, ValueError):  # an encoding that nobody knows
        return text.strip()
