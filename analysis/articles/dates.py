"""Dates as pages write them: lines that hold nothing else, and their ISO 8601 form."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from analysis.articles.lines import ends_sentence
from analysis.data import read_table

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\.?(?!\w)", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:\d{1,3}|an?|one|two|few)\+?[\s-]*(?:min|minute|hour|hr|h|day|d|week|month|year|sec|second)s?\s+ago\b", re.IGNORECASE
)
_AROUND = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun|gmt|bst|utc|est|edt|cet|cest|ist|et|pt"
    r"|jst|kst|aest|msk|am|pm|uhr|published|updated|posted|modified|created|last|on|at|first|date|the|ago|yesterday|today|just now"
    r"|time|from|print|by|and|of)\b",
    re.IGNORECASE,
)


_DAY_NAME = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*$", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    return {row["name"]: int(row["month"]) for row in read_table("months.csv")}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<m1>{names})\b\.?\s+(?P<d1>{_DAY})\b(?:,?\s+(?P<y1>\d{{4}}))?"
        rf"|\b(?P<d2>{_DAY})\.?\s+(?:de )?(?P<m2>{names})\b\.?,?(?:\s+(?:de )?(?P<y2>\d{{4}}))?"
        r"|\b(?P<y3>\d{4})年(?P<m3>\d{1,2})月(?P<d3>\d{1,2})日"
        r"|\b(?P<y4>\d{4})[-/.](?P<m4>\d{1,2})[-/.](?P<d4>\d{1,2})"
        r"|\b(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y5>\d{4})\b"
        r"|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b",
        re.IGNORECASE,
    )


def has_age(text: str) -> bool:
    """Tell whether a line says how old something is: "3 hours ago"."""
    return _AGO.search(text) is not None


def is_date_line(text: str) -> bool:
    """
    Tell whether a line holds a date, a time or an age and next to nothing else.

    Examples
    --------
    >>> is_date_line("Published 24 January 2024, 10:42 GMT"), is_date_line("On 24 January 2024 talks began")
    (True, False)
    """
    if len(text) > 120 or not any(char.isdigit() or char == "o" for char in text) or ends_sentence(text.rstrip(".")):
        return False
    patterns = (_pattern(), _TIME, _AGO)
    n_marks = sum(pattern.search(text) is not None for pattern in patterns)
    if not n_marks:
        return False
    rest = text
    for pattern in (_AGO, _pattern(), _TIME, _AROUND):
        rest = pattern.sub(" ", rest)
    others = sum(word[0].isalpha() for word in re.findall(r"\w+", rest))
    return others == 0 or (n_marks == 2 and others <= 3) or (others == 1 and re.search(r":\s*\d", text) is not None)


def find_date(text: str) -> str | None:
    """
    Return the first unambiguous date of a line in ISO 8601, or None.

    "03/04/2025" is March in the United States and April elsewhere, so it is left to a person; "31/01/2026" is January.

    Examples
    --------
    >>> find_date("Published: Aug. 3, 2025, 5:01 a.m. MT"), find_date("03/04/2025"), find_date("31/01/2026")
    ('2025-08-03', None, '2026-01-31')
    """
    for match in _pattern().finditer(text[:400]):
        number = next((number for number in "1234" if match[f"d{number}"] and match[f"y{number}"]), None)
        if number:
            day, month, year = int(re.sub(r"\D", "", match[f"d{number}"])), _month(match[f"m{number}"]), match[f"y{number}"]
        elif match["y5"] and len({int(match["a"]) > 12, int(match["b"]) > 12}) == 2:
            month, day = sorted((int(match["a"]), int(match["b"])))
            year = match["y5"]
        else:
            continue
        try:
            return date(int(year), month, day).isoformat()
        except ValueError:
            return None
    return None


def _month(name: str) -> int:
    """Return the number of a month; ignoring case, a pattern takes the dotted and the dotless i for one, folding does not."""
    if name.isdigit():
        return int(name)
    return _months().get(name.casefold().replace("i\u0307", "i").replace("ı", "i"), 0)


def without_date(text: str) -> str:
    """
    Take a date and what follows it off the end of a byline.

    Examples
    --------
    >>> without_date("Ana Lund, Thursday 12 March 2026 10:42 GMT"), without_date("Ana Lund for 12 March Review")
    ('Ana Lund', 'Ana Lund for 12 March Review')
    """
    found = _pattern().search(text[:400])
    if found is None or not found.start() or not is_date_line(text[found.start() :]):
        return text
    return _DAY_NAME.sub("", text[: found.start()]).rstrip(" ,;:|/·•–—-(") or text


def iso_date(text: str) -> str | None:
    """
    Bring a page's own date, which is mostly ISO 8601 already, into ISO 8601; or None.

    Examples
    --------
    >>> iso_date("2025-08-03T05:01:00Z"), iso_date("August 3, 2025"), iso_date("soon")
    ('2025-08-03T05:01:00+00:00', '2025-08-03', None)
    """
    text = text.strip()
    try:
        return date.fromisoformat(text).isoformat() if len(text) <= 10 else datetime.fromisoformat(text).isoformat()
    except ValueError:
        return find_date(text)
