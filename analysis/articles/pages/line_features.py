"""What one line shows itself to be, without its neighbours: byline, date, page phrase, leftover of the page's machinery."""

from __future__ import annotations

import re
from functools import cache

from analysis.articles.dates import has_age, is_date_line
from analysis.articles.lines import Line, ends_sentence, n_words
from analysis.articles.pages import patterns
from analysis.articles.pages.captions import judge_caption
from analysis.articles.pages.phrases import REACH, Phrase, agency_pattern, credits, is_menu, start_phrase, whole_phrase


def is_byline(text: str) -> bool:
    """
    Tell whether a line names who wrote or sent the article.

    Examples
    --------
    >>> is_byline("By Example Press Agency"), is_byline("By Monday the talks had failed.")
    (True, False)
    """
    words = n_words(text)
    if words <= 40 and (patterns.REPORTING.search(text) or patterns.CONTRIBUTED.search(text[-REACH:])):
        return True
    if words <= 10 and any(pattern.search(text) for pattern in (patterns.DATELINE, patterns.FROM, patterns.JOB)):
        return True
    if words > 24 or not patterns.BYLINE.search(text[:40]):
        return False
    return not ends_sentence(text) or (words <= 4 and text.endswith("."))


def is_office(text: str) -> bool:
    """Tell whether a line names a newsroom: "The Example Bureau", "KEXA Staff"."""
    return len(text) <= 60 and text[0].isupper() and n_words(text) <= 6 and patterns.OFFICE.search(text) is not None


def is_name(text: str) -> bool:
    """Tell whether a line looks like a person's name and nothing else."""
    return len(text) <= 60 and patterns.NAME.search(text) is not None


def is_bio(text: str) -> bool:
    """Tell whether a line tells who its author is: "Ana Lund is a reporter based in Oslo."."""
    look = text[: 2 * REACH]
    return patterns.BIO_CONTACT.search(look) is not None or patterns.BIO.search(look) is not None


def tells_beat(text: str) -> bool:
    """Tell whether a line says what its author covers: "Lund covers fishing from Bergen."."""
    return patterns.BEAT.search(text[:REACH]) is not None


@cache
def _credit_keys() -> frozenset[str]:
    return frozenset(name if len(name) <= 3 else name.casefold() for name in credits())


def is_agency_credit(text: str) -> bool:
    """
    Tell whether a line is an agency's credit alone.

    Examples
    --------
    >>> is_agency_credit("— AFP"), is_agency_credit("AP / Reuters"), is_agency_credit("Reuters reported")
    (True, True, False)
    """
    if len(text) > 60:
        return False
    names = [name.strip(" ()[]-–—.,*") for name in re.split(r"[/|,&+]|\band\b", text)]
    names = [name for name in names if name]
    return bool(names) and all((name if len(name) <= 3 else name.casefold()) in _credit_keys() for name in names)


def is_email_header(text: str) -> bool:
    """Tell whether a line is a header of an e-mail: "Subject: …"."""
    return patterns.EMAIL_HEADER.search(text[:40]) is not None


def judge(line: Line) -> None:
    """Settle a line whose kind shows without its neighbours; leave the others."""
    text = line.text
    if not any(char.isalpha() for char in text[: 2 * REACH]):
        if is_date_line(text):
            line.be("furniture", "is a date or a time alone")
        elif not line.inside or not any(char.isdigit() for char in text[: 2 * REACH]):  # a number in a list or a table is text
            line.be("furniture", "has no words")
    elif patterns.MACHINE.search(text[:600]) and (not line.prose or len(patterns.CODE_MARK.findall(text[:600])) >= 2):
        line.be("furniture", "is code or markup that the page left behind")
    elif patterns.ADDRESS.search(text[: 2 * REACH]):
        line.be("furniture", "is an address")
    elif not line.prose and is_email_header(text):
        line.be("furniture", "is the header of an e-mail")
    elif is_byline(text) or is_agency_credit(text) or is_office(text):
        line.be("byline", "names who wrote or sent it")
    elif not _judge_phrase(line) and not _judge_page_line(line):
        judge_caption(line)


# How many words a line that reads as a sentence may have and still be the page phrase that it begins with. "Read more: …" may
# run into a paragraph of the article; a note about the article ("Correction: …") may be long itself.
_REACH_OF_MATCH = {"start": 4, "label": 35, "notice": 90}


def _judge_phrase(line: Line) -> bool:
    phrase = whole_phrase(line.text)
    if phrase is not None:
        line.be(phrase.kind, f"is the page phrase {phrase.text!r}")
    else:
        phrase = start_phrase(line.text)
        # "(Photo: AP) Yet some said no.": a paragraph that took in a credit is still a paragraph.
        mixed = line.prose and line.text[0] in "(["
        if phrase is None or mixed or (line.prose and line.words > _reach(phrase, line)):
            return False
        line.be(phrase.kind, f"begins with the page phrase {phrase.text!r}")
    line.zone = "" if phrase.zone == "next" and n_words(phrase.text) < line.words else phrase.zone
    return True


def _reach(phrase: Phrase, line: Line) -> int:
    """Return up to how many words a sentence is the phrase that it begins with; fewer where an extractor takes it for text."""
    doubtful = line.inside and phrase.match == "label" and phrase.kind == "furniture"
    return 15 if doubtful else _REACH_OF_MATCH[phrase.match]


def _judge_page_line(line: Line) -> bool:
    text, short = line.text, line.text[: 2 * REACH]
    if is_menu(text):
        line.be("furniture", "is a section or a menu")
    elif not line.prose and line.words <= 25 and text.count(" | ") > 1:
        line.be("furniture", "is a row of parts about the page")
    elif line.words <= (8 if line.inside else 16) and (patterns.READING.search(short) or (not line.prose and has_age(short))):
        line.be("furniture", "is a reading time or an age")
    elif line.words <= 8 and not line.prose and patterns.COUNTED.search(short):
        line.be("furniture", "is a count")
        line.zone = "end" if "omment" in short else ""
    elif is_date_line(text):
        line.be("furniture", "is a date or a time alone")
    elif line.words <= 60 and patterns.RIGHTS.search(short) and not patterns.CREDIT_ENDS[1].search(short):
        line.be("furniture", "is a copyright line")
    elif line.words <= (8 if line.inside else 60) and patterns.POST.search(text[-REACH:]) and not ends_sentence(text):
        line.be("furniture", "is an embedded post's line")
    elif line.words <= 60 and patterns.OURSELVES.search(short) and not any(mark in text for mark in '“”"‘'):
        line.be("furniture", "is the page speaking of itself")
    elif not line.prose and line.words <= 20 and patterns.LABELLED.search(short) and not text.isupper():
        line.hint = line.hint or "labelled"
    elif text.startswith("(") and text.endswith(")") and not line.prose and line.words <= 16:
        named = agency_pattern().search(text) is not None
        line.be("byline" if named else "furniture", "stands in parentheses" + (" and names an agency" if named else ""))
    return line.kind != ""
