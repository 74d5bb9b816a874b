"""Word documents: the paragraphs of a .docx file, with what their styles say of each."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from analysis.articles.lines import Line, trim
from analysis.articles.reading import MAX_BYTES, CorpusError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HINTS = (
    (re.compile(r"^(?:title|titel|titre|heading\s?1|überschrift\s?1|titre\s?1|headline)$", re.IGNORECASE), "headline"),
    (re.compile(r"^(?:heading|überschrift|titre|subtitle|untertitel)", re.IGNORECASE), "crosshead"),
    (re.compile(r"^(?:caption|beschriftung|légende)", re.IGNORECASE), "caption"),
    (re.compile(r"^(?:header|footer)", re.IGNORECASE), "furniture"),
)


def is_docx(data: bytes) -> bool:
    """Tell whether bytes are a ZIP archive that holds a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        return "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except Exception:  # as in _unpack
        return False


def read_docx(data: bytes, path: Path | str | None = None) -> list[Line]:
    """
    Read the paragraphs of a Word document.

    Parameters
    ----------
    data : bytes
        The file.
    path : path-like
        Its name, for messages.

    Returns
    -------
    list of Line
        Deleted text of tracked changes is left out; a line break within a paragraph begins a line.

    Raises
    ------
    CorpusError
        If the file is damaged, has no text, unpacks to more than an article may have, or declares entities.
    """
    xml = io.BytesIO(_unpack(data, path))
    lines: list[Line] = []
    try:
        # Without huge_tree the parser itself stops at text of 10 MB in one piece and at 256 levels.
        parser = etree.iterparse(xml, tag=_W + "p", resolve_entities=False, load_dtd=False, no_network=True)
        for _, element in parser:
            lines.extend(_lines_of(element))
            element.clear(keep_tail=True)
            for sibling in element.itersiblings(preceding=True):
                sibling.getparent().remove(sibling)
        declares = parser.root is not None and parser.root.getroottree().docinfo.doctype
    except etree.XMLSyntaxError as error:
        what = error.msg.partition(",")[0]
        raise CorpusError(f"this Word document is damaged ({what}): save it again, or save it as .txt.", path) from None
    if declares:
        raise CorpusError("this Word document declares entities, which none written by Word does: save it again.", path)
    if not lines:
        raise CorpusError("there is no text in this Word document.", path)
    return lines


def _unpack(data: bytes, path: Path | str | None) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as member:
            xml = member.read(MAX_BYTES + 1)
    except Exception as error:  # zipfile lets the errors of its four decompressors through, and struct's
        raise CorpusError(f"this Word document is damaged ({error}): save it again, or save it as .txt.", path) from None
    if len(xml) > MAX_BYTES:
        raise CorpusError(f"this Word document unpacks to more than {MAX_BYTES / 1e6:.0f} MB, too much for one article.", path)
    return xml


def _lines_of(paragraph: Any) -> list[Line]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(_W + "val", "") if style is not None else ""
    hint = next((hint for pattern, hint in _HINTS if pattern.search(name)), "")
    if not hint and paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        hint = "item"
    parts: list[str] = []
    for element in paragraph.iter():
        if element.tag == _W + "t":
            parts.append(element.text or "")
        elif element.tag == _W + "noBreakHyphen":
            parts.append("-")
        elif element.tag == _W + "tab":
            parts.append(" ")
        elif element.tag in (_W + "br", _W + "cr"):
            parts.append("\n")
    texts = [text for part in "".join(parts).split("\n") if (text := trim(part))]
    return [Line(text, int(i == 0), hint) for i, text in enumerate(texts)]
