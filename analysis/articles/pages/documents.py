"""Word documents, the paragraphs of a .docx file with what their styles say of each; the text of rich text and of PDF files."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from analysis.articles.lines import Line, trim
from analysis.articles.reading import MAX_BYTES, CorpusError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same text box for older programs
_GONE = (_W + "del", _W + "moveFrom")
_SIGNS = {_W + "noBreakHyphen": "-", _W + "tab": " ", _W + "br": "\n", _W + "cr": "\n"}
_PDF_PAGES = 60
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
        As the document reads when all tracked changes are accepted: what was deleted or moved away is left out. A line break
        within a paragraph begins a line. Hidden text and footnotes are furniture.

    Raises
    ------
    CorpusError
        If the file is damaged, has no text, unpacks to more than an article may have, or declares entities.
    """
    lines = list(_read_part(data, "word/document.xml", path))
    if not lines:
        raise CorpusError("there is no text in this Word document.", path)
    notes = [line for name in ("word/footnotes.xml", "word/endnotes.xml") for line in _read_part(data, name, path)]
    for line in notes:
        line.hint = "hidden"
    return [*lines, *notes]


def _read_part(data: bytes, name: str, path: Path | str | None) -> Iterator[Line]:
    xml = io.BytesIO(_unpack(data, name, path))
    if not xml.getbuffer().nbytes:
        return
    try:
        # Without huge_tree the parser itself stops at text of 10 MB in one piece and at 256 levels.
        parser = etree.iterparse(xml, tag=_W + "p", resolve_entities=False, load_dtd=False, no_network=True)
        for _, element in parser:
            if next(element.iterancestors(_FALLBACK, *_GONE), None) is None:
                yield from _lines_of(element)
            element.clear(keep_tail=True)
            for sibling in element.itersiblings(preceding=True):
                sibling.getparent().remove(sibling)
        declares = parser.root is not None and parser.root.getroottree().docinfo.doctype
    except etree.XMLSyntaxError as error:
        what = error.msg.partition(",")[0]
        raise CorpusError(f"this Word document is damaged ({what}): save it again, or save it as .txt.", path) from None
    if declares:
        raise CorpusError("this Word document declares entities, which none written by Word does: save it again.", path)


def _unpack(data: bytes, name: str, path: Path | str | None) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if name not in archive.namelist():
                return b""
            with archive.open(name) as member:
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
    shown: list[str] = []
    hidden: list[str] = []
    for run in paragraph.iter(_W + "r"):
        if next(run.iterancestors(*_GONE), None) is None:
            parts = hidden if run.find(f"{_W}rPr/{_W}vanish") is not None else shown
            parts.extend(_SIGNS.get(element.tag, element.text or "") for element in run.iter(_W + "t", *_SIGNS))
    texts = [text for part in "".join(shown).split("\n") if (text := trim(part))]
    lines = [Line(text, int(i == 0), hint) for i, text in enumerate(texts)]
    return [*lines, Line(text, 0, "hidden")] if (text := trim("".join(hidden).replace("\n", " "))) else lines


def read_rtf(data: bytes, path: Path | str | None = None) -> str:
    """Return the text of a rich text file, or refuse one that cannot be read."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise CorpusError("rich text needs striprtf: pip install 'wirecopy[documents]', or save it as .docx.", path) from None
    try:
        return str(rtf_to_text(data.decode("cp1252", "replace"), errors="replace"))
    except Exception as error:  # the library lets what it stumbles over through
        raise CorpusError(f"this rich text cannot be read ({error}): save it as .docx or .txt.", path) from None


def read_pdf(data: bytes, path: Path | str | None = None) -> str:
    """Return the text layer of a PDF file, a blank line between its pages, or refuse one that has none."""
    try:
        import pypdf
    except ImportError:
        raise CorpusError("PDF files need pypdf: pip install 'wirecopy[documents]', or save the text as .txt.", path) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    texts: list[str] = []
    try:
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        for number in range(min(len(pages), _PDF_PAGES + 1)):
            texts.append(pages[number].extract_text())
            if number == _PDF_PAGES or sum(map(len, texts)) > MAX_BYTES:
                raise CorpusError(f"this PDF has more than {_PDF_PAGES} pages or 20 MB of text: save the article alone.", path)
    except CorpusError:
        raise
    except Exception as error:  # the library lets what it stumbles over through
        raise CorpusError(f"this PDF cannot be read ({' '.join(str(error).split())[:80]}): save its text as .txt.", path) from None
    if not "".join(texts).strip():
        raise CorpusError("this PDF has no text layer, only pictures of it: copy the text into a .txt file.", path)
    return "\n\n".join(texts)
