"""
Patterns that one line of a page is searched for.

Every pattern is used on the beginning or the end of a line, a few hundred characters at most, and repeats nothing inside
a repetition, so that no text can make the search slow.
"""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """Write a comma-separated list as alternatives, the longest first."""
    return "(?:" + "|".join(sorted((word.strip() for word in words.split(",")), key=len, reverse=True)) + ")"


def _words(words: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(words)}\b", flags)


def _compile(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_UPPER = "[A-ZÀ-ÞĀ-Ž]"
_NAME_WORD = rf"{_UPPER}[\w'’.-]*"
_PLACE = rf" in {_UPPER}[\w'’. -]{{2,30}}"

# Photo credits and captions.
CREDIT_WORD = _words(
    "photo, photos, photograph, picture, image, images, pool, via, file, files, getty, courtesy, handout, "
    "screengrab, screenshot, alamy, shutterstock, istock, wire, archive, video grab, wikimedia, unsplash, "
    "creative commons, cc by, cc by-sa"
)
NAME_SLASH = re.compile(r"[^\W\d_][\w.'’ -]{1,40}/[A-Z]")
BARE_CREDIT = _compile(r"©", r"\(c\)", "photo[: ]", "image[: ]", r"getty images\b", "reuters/", r"ap photo\b")
_CREDIT_LABEL = _any(
    "photo, photos, photograph, picture, image, photo credit, image credit, credit, foto, crédit photo, fotografía, фото"
)
_AGENCY = _any("REUTERS, Reuters, AP Photo, AFP, Getty Images, EPA, EPA-EFE, Xinhua, TASS, Alamy")
# A credit without parentheses at a line's end: "Photograph: Ana Lund/Example Images", "REUTERS/Ana Lund", or after a full
# stop "Crews inspect the dam on Friday. Ana Lund/The Example Courier".
CREDIT_ENDS = (
    _compile(rf"\b{_CREDIT_LABEL}\s?(?: by| from|:)\s*[^\W\d_][^.!?]{{2,80}}$", r"\bfile\s*\|\s*photo credit\b"),
    re.compile(r"(?:^©?|[.”\"]) ?[A-Z][^.!?/]{2,50}/[A-Z][^.!?/]{1,50}$"),
    re.compile(r"(?:[.”\"]|^) ?(?:[A-Z][\w'’.-]* ){1,6}(?:photo|image|graphic|picture|video grab|screengrab)\.?$"),
    re.compile(r"© ?[A-Z][^.!?]{2,60}$|[.”\"] Courtesy of [A-Z][^.!?]{2,60}$"),
    re.compile(rf"\b{_AGENCY}/ ?{_NAME_WORD}(?: (?:{_NAME_WORD}|via|de|al|/)){{0,9}}$"),
)
CREDIT_FOR = re.compile(rf"^{_NAME_WORD}(?: {_NAME_WORD}){{1,2}} for (?:the |The )?{_NAME_WORD}(?: {_NAME_WORD}){{0,4}}$")
# What a picture's place or maker stands in at the end of a line without a full stop: "Boats wait in Bergen (Coast Guard)".
CREDIT_NAME = re.compile(rf"^{_UPPER}[\w.'’&-]*(?:[ ,/:]+(?:{_UPPER}[\w.'’&-]*|of|the|for|and|de|via)){{0,8}}$")
_SIDE = _any("left, right, centre, center")
PLACED = _compile(
    rf",\s*(?:(?:second|third|far|front|back|seated|top|bottom) )?(?:from )?{_SIDE}(?:[,.;)]| and )",
    r", pictured[,. ]",
    rf"\((?:{_SIDE}|l|r|c|pictured)\)",
)
SHOWN = _words(
    "speaks, speak, sails, sail, arrives, arrive, attends, attend, poses, pose, shakes hands, shake hands, walks, "
    "walk, stands, stand, looks on, look on, gestures, waves, wave, holds, hold, listens, delivers, addresses, "
    "leaves, leave, sits, sit, meets with, greets, inspects, inspect, carries, carry, waits, wait, queue, queues, "
    "is seen, are seen, is pictured, are pictured, can be seen, "
    "watches, watch, react, reacts, talks to, talk to",
    flags=0,
)
NUMERAL = re.compile(r"^[IVX]{1,5}\.?$")
ARTICLE = _words("the, a, an")
VERB = re.compile(r"\b(?:is|was|are|were|has|have|had|be|been|will|would|his|her|their|its|[a-z]{3,20}(?:ed|ing))\b")

# Bylines and biographies.
BYLINE = re.compile(rf"^(?:by|BY|By)[\s:]+(?:(?:the|our|an?|our own)\s+)?(?:{_UPPER}|[А-Я])")
REPORTING = re.compile(
    r"^[(\[]?(?i:additional |with )?(?i:reporting|writing|editing|compiled|translated|text|story) (?i:by):? (?:the )?"
    rf"{_UPPER}[^()\[\]]*[)\].]*$"
)
CONTRIBUTED = _compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|reporting)|reporting)\b[^.]{0,60}\.?$",
    rf"\b{_any('writer, writers, correspondent, correspondents, reporter')} [^.]{{3,120}}\bcontributed\b[^.]{{0,80}}\.?$",
    r"^\W{0,3}with (?:assistance|reporting|additional reporting|files|contributions) (?:from|by)\b",
)
JOB = re.compile(r"^[Bb]y (?:[a-z]+ ){1,5}(?:[A-Z][\w'’.-]* ?){2,4}$")
FROM = re.compile(rf"^From(?: {_NAME_WORD}){{2,3}}(?:{_PLACE})?$")
DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:, [A-Z][\w. ]{2,30})?(?: \([A-Za-z/ ]{2,30}\) ?[-–—:]*| ?[-–—]+:?)$")
NAME = re.compile(
    rf"^(?:Dr |Mr |Ms |Mrs |Prof )?{_NAME_WORD}(?: (?:de|van|von|al|bin|ul|el|da|di|la|le|{_NAME_WORD})){{1,3}}"
    rf"(?:{_PLACE}| [|·•] {_UPPER}[\w'’. &-]{{2,40}})?$"
)
OFFICE = _compile(
    r"\b"
    + _any(
        "bureau, desk, staff, newsroom, correspondent, correspondents, reporter, reporters, news service, news "
        "agency, agencies, newswire, editorial team, news team"
    )
    + "$"
)
BIO = _compile(
    rf"\b{_any('is, was, are, covers, has covered, writes, reports, reported, joined, works')}\b[^.]{{0,120}}\b"
    + _any(
        "reporter, correspondent, journalist, editor, writer, author, columnist, contributor, freelance, freelancer, "
        "photographer, producer, blogger, ministry, podcast, podcasts, website, news site, news outlet, news "
        "organisation, news organization, news platform, publication, newsletter, analyst, fellow, bureau chief, "
        "desk, graduate, based in"
    )
    + r"\b"
)
BEAT = re.compile(r"^[\w'’.-]+(?: [\w'’.-]+){0,2} (?:covers|writes|reports|edits|photographs)\b")
BIO_CONTACT = _compile(
    r"\bfollow (?:him|her|them|us)\b",
    r"\b(?:he|she|they) can be (?:reached|followed|contacted)\b",
    r"\b(?:reach|email) (?:him|her|them)\b",
    r"\bon (?:twitter|x) (?:at )?@",
)

# What a page says of itself.
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
    r"^\d{1,3}\s*of\s*\d{1,3}$",
)
# "our reporters", "your support", "cancel any time"
OURSELVES = _compile(
    r"\bnot responsible for the (?:content of external|opinions|views)\b",
    r"\bcancel any ?time\b",
    r"^(?:to (?:view|read|see) (?:the full|this) (?:story|article)|if you(?:'|’)?re seeing this message)\b",
    r"^(?:first-time )?subscribers? also (?:receive|get)\b|\balready a (?:subscriber|member)\b",
    r"\bwe may (?:receive|earn|get) (?:an? )?(?:affiliate |small )?(?:commission|compensation|fee)\b|\bour advertisers\b",
    r"\badvertisers do not influence\b|\b(?:contain|include)s? affiliate links?\b",
    r"\bsubscribe to\b[^.]{0,60}\bnewsletters?\b|^(?:hi,? )?i(?:'|’)?m [A-Z][a-z]+,? and\b|\bmy (?:blog|newsletter)\b",
    r"^get in touch with (?:us|our)\b|\bemail(?:ing)? us at\b|^for more (?:stories|news|articles) like this\b",
    r"^(?:for|to get) [^.]{0,60}\bdownload (?:the|our) [^.]{0,40}\bapps?\b|\bsign up here\W*$|^help us (?:continue|keep)\b",
    r"\b(?:please|to) consider (?:supporting us|donating|becoming a (?:member|subscriber|supporter))\b",
    r"\bsupport us (?:every month|from (?:just )?[£$€]|with (?:a|just)|today|now)\b",
    r"^(?:get|receive|join|try|download)\b[^.]{0,60}\b(?:newsletters?|alerts|app|inbox|briefing)\b",
    r"\bto (?:complain|make a complaint)\b[^.]{0,40}\b(?:write|email|contact|visit|click)\b",
    r"^(?:follow|contact|connect with|advertise|email|call|visit|listen to more)\b[^.]{0,80}"
    r"(?:@|\d{3}-\d{4}|\b(?:facebook|twitter|x|app|site|website|page)\b)",
    r"\b(?:essay|article|story|piece) (?:also )?(?:appears|appeared|was published) in the\b[^.]{0,60}\b(?:edition|issue)\b",
    r"\bconstitutes agreement\b",
    r"\bregulated by (?:ipso|the independent press)\b",
    r"\bterms (?:and|&) conditions apply\b",
    r"\b(?:subscription|newsletter|unlimited) (?:access|articles)\b",
    r"\b(?:our|your)\s+"
    + _any(
        "reporters, journalism, journalists, newsroom, readers, subscribers, newsletter, newsletters, app, website, "
        "inbox, donation, subscription, commenting, privacy policy, community guidelines, membership, contribution"
    )
    + r"\b",
)
# "MORE LOCAL NEWS: School board delays vote" is the title of another story.
LABELLED = re.compile(r"^(?:[A-Z][A-Z&'’-]+ ){0,3}[A-Z][A-Z&'’-]+: \S")
EMAIL_HEADER = _compile(rf"^{_any('from, to, cc, bcc, subject, date, sent, reply-to, message-id, received, content-type')}\s?:\s")
RIGHTS = _compile(r"^\W{0,5}(?:©|\(c\)|copyright\b)", r"\ball rights reserved\b")

# What a content management system leaves behind.
MACHINE = _compile(
    r"^\[/?"
    + _any(
        "caption, gallery, embed, embedyt, video, audio, playlist, vc_, et_pb, et_bloom, et-, wp, adrotate, "
        "contact-form, iframe, youtube, twitter, instagram, image, img, url, pullquote, related"
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
