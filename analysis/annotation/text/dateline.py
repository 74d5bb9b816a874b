"""Datelines: "LISBON, Portugal (Example Wire) —", where and by whom a report was filed, before its first sentence."""

from __future__ import annotations

import re

_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
_PLACE_OR_DATE = r"(?:,[^—–()/\n]{2,40})?"
_AGENCY = r"\([^()\n]{2,40}\)"
_NAMED_AGENCY = r"\((?![A-Z][-–)])[A-ZÀ-Þ][^()\n]{1,40}\)"  # "John Lee (R-Ohio) —" is no city
# With an agency the city need not stand in capitals: "Lisbon (Example Wire) –". Every part is bounded, so that time is, too.
_DATELINE = re.compile(
    rf"(?:{_CITY}{_PLACE_OR_DATE}(?: ?{_AGENCY})?|[A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+){{0,2}}{_PLACE_OR_DATE} ?{_NAMED_AGENCY})"
    rf" ?(?:[—–-]|--) |{_CITY}{_PLACE_OR_DATE}\.? /[A-Z]{{2,12}}/[.:]? "
)


def dateline_end(text: str, start: int = 0) -> int:
    """
    Where the dateline ends that a paragraph begins with.

    Parameters
    ----------
    text : str
    start : int
        Offset of the paragraph.

    Returns
    -------
    int
        Offset of what follows the dateline; ``start`` if there is none.

    Examples
    --------
    >>> text = "LISBON, Portugal (Example Wire) — Morocco protested."
    >>> text[dateline_end(text) :]
    'Morocco protested.'
    """
    found = _DATELINE.match(text, start)
    return found.end() if found else start
