r"""
Patterns that one line of a page is searched for.

Every pattern is used on the beginning or the end of a line, a few hundred characters at most, and repeats nothing inside
a repetition, so that no text can make the search slow.
"""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """Write a comma-separated list as alternatives, the longest first."""
    return "(?:" + "|".join(sorted((word.strip() for word in words.split(",")), key=len, reverse=True)) + ")"


def _compile(*alternatives: str, case: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), 0 if case else re.IGNORECASE)


# Photo credits and captions.
CREDIT_WORD = _compile(
    r"\b"
    + _any(
        "photo, photos, photograph, picture, image, images, pool, via, file, files, getty, courtesy, handout, "
        "screengrab, screenshot, alamy, shutterstock, istock, wire, archive, video grab, wikimedia, unsplash, creative "
        "commons, cc by, cc by-sa"
    )
    + r"\b"
)
NAME_SLASH = re.compile(r"[^\W\d_][\w.'’ -]{1,40}/[A-Z]")
BARE_CREDIT = _compile(r"©", r"\(c\)", "photo[: ]", "image[: ]", r"getty images\b", "reuters/", r"ap photo\b")
_SIDE = _any("left, right, centre, center")
PLACED = _compile(
    r",\s*(?:(?:second|third|far|front|back|seated|top|bottom) )?(?:from )?" + _SIDE + "[,. ]",
    r", pictured[,. ]",
    rf"\((?:{_SIDE}|l|r|c)\)",
)
SHOWN = _compile(
    r"\b"
    + _any(
        "speaks, speak, sails, sail, arrives, arrive, attends, attend, poses, pose, shakes hands, shake hands, walks, "
        "walk, stands, stand, looks on, look on, gestures, waves, wave, holds, hold, listens, delivers, addresses, "
        "leaves, leave, sits, sit, meets with, greets, inspects, inspect, carries, carry, waits, wait, queue, queues, "
        "is seen, are seen, is pictured, are pictured, can be seen, watches, watch, react, reacts, talks to, talk to"
    )
    + r"\b",
    case=True,
)

# Bylines and biographies.
BYLINE = re.compile(r"^(?:by|BY|By)[\s:]+(?:(?:the|our|an?|our own)\s+)?[A-ZÀ-ÞĀ-ŽА-Я]")
REPORTING = _compile(
    r"^[(\[]?(?:additional |with )?" + _any("reporting, writing, editing, compiled, translated, text, story") + r" by\b"
)
NAME = re.compile(
    r"^(?:Dr |Mr |Ms |Mrs |Prof )?[A-ZÀ-ÞĀ-Ž][\w'’.-]+(?: (?:de|van|von|al|bin|ul|el|da|di|la|le|[A-ZÀ-ÞĀ-Ž][\w'’.-]*)){1,3}$"
)
BIO = _compile(
    r"\b"
    + _any("is, was, are, covers, has covered, writes, reports, reported, joined, works")
    + r"\b[^.]{0,120}\b"
    + _any(
        "reporter, correspondent, journalist, editor, writer, author, columnist, contributor, freelance, freelancer, "
        "photographer, producer, blogger, ministry, podcast, podcasts, website, news site, news outlet, news "
        "organisation, news organization, news platform, publication, newsletter, analyst, fellow, bureau chief, desk, "
        "graduate, based in"
    )
    + r"\b"
)
BIO_CONTACT = _compile(
    r"\bfollow (?:him|her|them|us)\b",
    r"\b(?:he|she|they) can be (?:reached|followed|contacted)\b",
    r"\b(?:reach|email) (?:him|her|them)\b",
    r"\bon (?:twitter|x) (?:at )?@",
)

# Dates, times, ages, counts.
_MONTH = _any(
    "january, february, march, april, may, june, july, august, september, october, november, december, jan, feb, "
    "mar, apr, jun, jul, aug, sep, sept, oct, nov, dec"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = _compile(
    rf"\b{_MONTH}\b\.?\s+{_DAY}\b,?(?:\s+\d{{4}})?",
    rf"\b{_DAY}\s+{_MONTH}\b\.?,?(?:\s+\d{{4}})?",
    r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}",
)
TIME = _compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?", r"\b\d{1,2}\s*[ap]\.?m\.?(?!\w)")
_UNIT = _any(
    "min, mins, minute, minutes, hour, hours, hr, hrs, h, day, days, d, week, weeks, month, months, year, years, second, seconds"
)
AGO = _compile(rf"\b(?:\d{{1,3}}|an?|one|two|few)\+?[\s-]*{_UNIT}\s+ago\b")
TIME_WORDS = _compile(
    r"\b"
    + _any(
        "monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, tues, wed, thu, thur, thurs, fri, "
        "sat, sun, gmt, bst, utc, est, edt, cet, cest, ist, et, pt, jst, kst, aest, msk, am, pm, uhr, published, "
        "updated, posted, modified, created, last, on, at, first, date, the, ago, yesterday, today, just now, time, "
        "from, print, by, and, of"
    )
    + r"\b"
)
READING = _compile(
    r"\b(?:reading|read|listening)\s+time\b",
    r"\b\d{1,3}[\s-]*min(?:ute)?s?\.?[\s-]*"
    + _any("read, listen, video, lesezeit, de lecture, de lectura, di lettura, leestijd")
    + r"\b",
    r"\blesezeit\b",
    r"\btemps de lecture\b",
)
COUNTED = _compile(
    r"^[\d.,]+\s*[km]?\+?\s*"
    + _any(
        "comment, comments, share, shares, view, views, like, likes, reply, replies, reaction, reactions, retweets, "
        "photo, photos, image, images, video, videos, kommentare, commentaires, comentarios"
    )
    + r"\b",
    r"^\(?\d{1,6}\)?$",
    r"^\d{1,3}\s*(?:/|of)\s*\d{1,3}$",
)

# What a content management system leaves behind.
MACHINE = _compile(
    r"^\[/?"
    + _any(
        "caption, gallery, embed, embedyt, video, audio, playlist, vc_, et_pb, et-, wp, adrotate, contact-form, "
        "iframe, youtube, twitter, instagram, image, img, url, pullquote, related"
    ),
    r"^<!--",
    r"^<!\[CDATA",
    r"^</?[a-z!][^<>]{0,400}>?$",
    r"^\{\{",
    r"^\{%",
    "^%%",
    r"^\$\{",
    "^&nbsp;?$",
    r"^(?:window|document)\.",
    r"^(?:var|const|let)\s+\w+\s*=",
    r"^!?function\s*\w*\(",
    r"^\(function",
    "^googletag",
    "^jquery",
    r"^\$\(",
    r"^if\s*\(",
    r"^import\s+\{",
    "^@(?:media|font-face|import)",
    r"^[.#][\w-]+\s*\{",
    r"^\}+[;)]*$",
    r"^\{?\s*\"@(?:context|type)",
    "^data:image/",
)
CODE_MARK = re.compile(r"[{};=<>]|\(\)")
ADDRESS = _compile(r"^\W{0,5}(?:https?://|www\.)\S+$", r"^(?:pic\.)?(?:twitter|x)\.com/\S+$", r"^[\w.+-]+@[\w-]+\.\S+$")
POST = _compile(r"\(@\w{1,20}\)", r"\bpic\.twitter\.com/", r"^@\w{1,20}$", r"^#\w{1,40}(?: +#\w{1,40}){0,20}$")
RIGHTS = _compile(r"^\W{0,5}(?:©|\(c\)|copyright\b)", r"\ball rights reserved\b")
