"""packed(): text of a large page, compressed; ``wirecopyUnpack`` in ``reader.js`` is the way back."""

from __future__ import annotations

import base64
import zlib

# Characters up to which text stands in a page as it is, for people and programs that look into the file.
PLAIN = 50_000


def packed(text: str) -> str:
    """
    Compress a text for a page; versions of one story repeat each other, so that a tenth is left.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Letters, digits, ``+``, ``/`` and ``=``: safe in an attribute and in a script element.

    Examples
    --------
    >>> zlib.decompress(base64.b64decode(packed("<b>Oslo</b>"))).decode()
    '<b>Oslo</b>'
    """
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
