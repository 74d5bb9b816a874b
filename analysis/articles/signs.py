"""Signs by which one line shows what it is: photo credits, bylines, dates, leftovers of a content management system."""

from __future__ import annotations

import re

from analysis.articles import patterns
from analysis.articles.lines import Line, ends_sentence, is_prose, n_words
from analysis.articles.phrases import REACH, agency_pattern, credits, is_menu, start_phrase, whole_phrase


def photo_credit(text: str) -> str:
    """
    Return the photo credit that ends a line, or an empty string.

    The credit stands in the last parentheses or brackets. A bare agency counts ("(Reuters)"), a name with a comma or a
    slash before the agency, and words of the trade ("file", "pool", "via").

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
    if start < 0 or not inside or len(inside) > 160 or n_words(inside) > 16:
        return ""
    if patterns.CREDIT_WORD.search(inside) or patterns.NAME_SLASH.search(inside) or agency_pattern().search(inside):
        return inside
    return ""


def is_bare_agency(credit: str) -> bool:
    """Tell whether a credit is an agency's name and nothing else, which also ends the last paragraph of agency copy."""
    return credit.strip(" .-–—") in credits()


def is_date_line(text: str) -> bool:
    """
    Tell whether a line holds a date, a time or an age and nothing else.

    Examples
    --------
    >>> is_date_line("Published 24 January 2024, 10:42 GMT"), is_date_line("On 24 January 2024 talks began")
    (True, False)
    """
    if len(text) > 120 or not (patterns.DATE.search(text) or patterns.TIME.search(text) or patterns.AGO.search(text)):
        return False
    rest = patterns.TIME_WORDS.sub(" ", patterns.TIME.sub(" ", patterns.DATE.sub(" ", patterns.AGO.sub(" ", text))))
    return not any(char.isalpha() for char in rest)


def is_byline(text: str) -> bool:
    """
    Tell whether a line names who wrote or sent the article.

    Examples
    --------
    >>> is_byline("By Example Press Agency"), is_byline("By Monday the talks had failed.")
    (True, False)
    """
    words = n_words(text)
    if patterns.REPORTING.search(text[:60]) and words <= 40:
        return True
    if words > 24 or not patterns.BYLINE.search(text[:40]):
        return False
    return not ends_sentence(text) or (words <= 4 and text.endswith("."))


def is_name(text: str) -> bool:
    """Tell whether a line looks like a person's name and nothing else."""
    return len(text) <= 60 and patterns.NAME.search(text) is not None


def is_bio(text: str) -> bool:
    """Tell whether a line tells who its author is: "Ana Lund is a reporter based in Oslo."."""
    look = text[: 2 * REACH]
    return patterns.BIO_CONTACT.search(look) is not None or patterns.BIO.search(look) is not None


def is_agency_credit(text: str) -> bool:
    """Tell whether a line is an agency's credit alone: "REUTERS", "(AFP)", "— AP", "AP / Reuters"."""
    if len(text) > 60:
        return False
    names = [name.strip(" ()[]-–—.,*") for name in re.split(r"[/|,&+]|\band\b", text)]
    names = [name for name in names if name]
    known = credits()
    folded = {name.casefold() for name in known if len(name) > 3}
    return bool(names) and all(name in known or name.casefold() in folded for name in names)


def judge(line: Line) -> None:
    """Settle a line whose kind shows without its neighbours; leave the others."""
    text = line.text
    prose = is_prose(text)
    if not any(char.isalpha() for char in text[: 2 * REACH]):
        line.be("furniture", "has no words" if not is_date_line(text) else "is a date or a time alone")
    elif patterns.MACHINE.search(text[:600]) and (not prose or len(patterns.CODE_MARK.findall(text[:600])) >= 2):
        line.be("furniture", "is code or markup that the page left behind")
    elif patterns.ADDRESS.search(text[: 2 * REACH]):
        line.be("furniture", "is an address")
    else:
        _judge_words(line, prose)


def _judge_words(line: Line, prose: bool) -> None:
    text = line.text
    words = n_words(text)
    phrase = whole_phrase(text)
    start = start_phrase(text)
    credit = photo_credit(text)
    if is_byline(text) or is_agency_credit(text):
        line.be("byline", "names who wrote or sent it")
    elif phrase is not None:
        line.be(phrase.kind, f"is the page phrase {phrase.text!r}")
        line.zone = phrase.zone
    elif is_menu(text):
        line.be("furniture", "is a section or a menu")
    elif words <= 16 and (
        patterns.READING.search(text) or (patterns.AGO.search(text) and not prose) or (patterns.COUNTED.search(text) and not prose)
    ):
        line.be("furniture", "is a reading time, an age or a count")
    elif is_date_line(text):
        line.be("furniture", "is a date or a time alone")
    elif words <= 60 and patterns.RIGHTS.search(text[: 2 * REACH]):
        line.be("furniture", "is a copyright line")
    elif patterns.POST.search(text[-REACH:]) and words <= 60 and not ends_sentence(text):
        line.be("furniture", "is an embedded post's line")
    elif start is not None and (start.match == "notice" or not prose or words <= 4) and words <= 90:
        line.be(start.kind, f"begins with the page phrase {start.text!r}")
        line.zone = start.zone
    elif credit and words <= 80 and not is_bare_agency(credit):
        line.be("caption", f"ends with a photo credit ({credit[:60]})")
    elif credit and words <= 40:
        line.be("caption", f"ends with a photo credit ({credit[:60]})")
        line.zone = "credit"
    elif words <= 12 and not prose and patterns.BARE_CREDIT.search(text[:REACH]):
        line.be("caption", "is a photo credit")
    elif words <= 50 and patterns.PLACED.search(text[: 2 * REACH]) and patterns.SHOWN.search(text[: 2 * REACH]):
        line.be("caption", "says who stands where in a picture")
    elif not prose and 6 <= words <= 50 and patterns.SHOWN.search(text[: 2 * REACH]) and not ends_sentence(text):
        line.hint = line.hint or "scene"
