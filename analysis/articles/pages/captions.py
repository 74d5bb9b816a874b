"""Signs of a photo caption: its credit, who stands where, a scene in the present."""

from __future__ import annotations

from analysis.articles.dates import find_date
from analysis.articles.lines import Line, ends_sentence, n_words
from analysis.articles.pages import patterns
from analysis.articles.pages.phrases import REACH, agency_pattern, credits


def photo_credit(text: str) -> str:
    """
    Return the photo credit that ends a line in parentheses or brackets, or an empty string.

    A bare agency counts ("(Reuters)"), a name with a comma or a slash before the agency, words of the trade ("file",
    "pool", "via"), and any name in capitals if the line has no full stop.

    Examples
    --------
    >>> photo_credit("Boats wait in the harbour (Ana Lund, AP)")
    'Ana Lund, AP'
    >>> photo_credit("The ministry spent 4 billion crowns (about $390 million).")
    ''
    """
    tail = text[-2 * REACH :].rstrip(" .")
    if not tail.endswith((")", "]")):
        return ""
    start = tail.rfind("(" if tail[-1] == ")" else "[")
    inside = tail[start + 1 : -1].strip()
    if start < 0 or not inside or len(inside) > 160 or n_words(inside) > 16 or (inside.endswith(".") and n_words(inside) > 3):
        return ""
    if patterns.CREDIT_WORD.search(inside) or patterns.NAME_SLASH.search(inside) or agency_pattern().search(inside):
        return inside
    # "Boats wait in the harbour. (Bergen Coast Guard)": the full stop of a sentence of the article stands after the parentheses.
    named = patterns.CREDIT_NAME.search(inside) is not None and len(inside) > 4
    return inside if named and text.endswith((")", "]")) and n_words(tail[:start]) >= 5 else ""


def _is_sure(credit: str) -> bool:
    """A name alone, of an agency above all, may also close the last paragraph of agency copy."""
    bare = credit.strip(" .-–—") in credits() or (patterns.CREDIT_NAME.search(credit) and not patterns.CREDIT_WORD.search(credit))
    return not bare or "/" in credit or ":" in credit or "," in credit


def is_unpunctuated_caption(text: str) -> bool:
    """
    Tell whether a line without a full stop describes as captions do, with articles and a verb, which titles leave out.

    Examples
    --------
    >>> is_unpunctuated_caption("Police closed the road for an hour while keepers laid a trail of carrots")
    True
    >>> is_unpunctuated_caption("Woman, 34, rescued from loch after canoe overturns")
    False
    """
    look = text[: 2 * REACH]
    return (
        8 <= n_words(look) <= 50
        and not ends_sentence(text)
        and len(patterns.ARTICLE.findall(look)) >= 2
        and patterns.VERB.search(look) is not None
    )


def _shows_a_day(text: str) -> bool:
    """Tell an agency's caption: "Ana Lund speaks in Bergen on Tuesday, May 6, 2025." The text of an article is in the past."""
    scene = patterns.SHOWN.search(text[:REACH])
    return scene is not None and "said" not in text and find_date(text[-40:]) is not None


def judge_caption(line: Line) -> None:
    """Settle a line that its credit or its wording shows to be a caption."""
    text, words = line.text, line.words
    look = text[: 2 * REACH]
    credit = photo_credit(text)
    if credit and words <= 80 and _is_sure(credit):
        line.be("caption", f"ends with a photo credit ({credit[:60]})")
    elif credit and words <= 45:
        line.be("caption", f"ends with a photo credit ({credit[:60]})")
        line.zone = "credit"
    elif words <= 8 and not line.inside and patterns.CREDIT_FOR.search(text):
        line.be("caption", "is a photo credit")
        line.zone = "above"
    elif words <= 80 and any(pattern.search(text[-REACH:]) for pattern in patterns.CREDIT_ENDS):
        line.be("caption", "ends with a photo credit")
    elif words <= 12 and not line.prose and patterns.BARE_CREDIT.search(look):
        line.be("caption", "is a photo credit")
    elif words <= 50 and patterns.PLACED.search(look) and (patterns.SHOWN.search(look) or not line.prose):
        line.be("caption", "says who stands where in a picture")
    elif line.prose and words <= 45 and _shows_a_day(text):
        line.be("caption", "describes a scene in the present and gives its day")
    elif not line.prose and 6 <= words <= 50 and patterns.SHOWN.search(look) and not ends_sentence(text):
        line.hint = line.hint or "scene"
