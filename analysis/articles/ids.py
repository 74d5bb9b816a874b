"""Names of stories and articles, which become names of folders and files."""

from __future__ import annotations

import re
import unicodedata

from analysis.errors import AnalysisError

_RESERVED = re.compile(r"^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|$)", re.IGNORECASE)
_FORBIDDEN = '/\\:*?"<>|'


def check_id(value: str, what: str) -> str:
    """
    Return a name that is safe as the name of a file on every system, or refuse it.

    Parameters
    ----------
    value : str
        The name.
    what : str
        What it names, for the message: ``"story"`` or ``"article"``.

    Examples
    --------
    >>> check_id("harbour-talks", "story")
    'harbour-talks'
    """
    rule = "use letters, digits, hyphens and underscores, such as 'example-gazette'"
    if not isinstance(value, str) or not value.strip():
        raise AnalysisError(f"The {what} id is empty: {rule}.")
    if value in (".", "..") or any(char in _FORBIDDEN for char in value):
        raise AnalysisError(f"The {what} id {value!r} would leave the corpus folder or is no file name: {rule}.")
    if any(char.isspace() for char in value):
        raise AnalysisError(f"The {what} id {value!r} has white space, where addresses in a report end: write {slug(value)!r}.")
    if value[0] in ".-~" or value.endswith(".") or _RESERVED.match(value):
        raise AnalysisError(f"The {what} id {value!r} is no file name on every system: {rule}.")
    if len(value.encode("utf-8", "surrogatepass")) > 120:
        raise AnalysisError(f"The {what} id {value[:40]!r}… is too long: use 120 bytes at most.")
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co") for char in value):
        raise AnalysisError(f"The {what} id {value!r} has invisible characters: {rule}.")
    return value


def slug(text: str) -> str:
    """
    Make an id from an outlet's name or a title: letters and digits of any script without accents, hyphens between.

    Examples
    --------
    >>> slug("The Málaga Post & Courier")
    'the-malaga-post-courier'
    """
    plain = unicodedata.normalize("NFKD", text[:400])
    words = re.findall(
        r"[^\W_]+", "".join(char for char in plain if not unicodedata.combining(char)).casefold().replace("'", "").replace("’", "")
    )
    # Letters of other scripts take two to four bytes each; `check_id` allows 120, and a number may follow.
    name = "-".join(words)[:80].encode("utf-8")[:100].decode("utf-8", "ignore").strip("-")
    return name if name and not _RESERVED.match(name) else f"article-{name}".strip("-")
