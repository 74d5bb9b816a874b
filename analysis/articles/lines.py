"""The lines of a raw page and what can be seen of each by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

# White space, and the invisible marks that pages leave at the ends of a line.
_BLANK = " \t\xa0\u2007\u202f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_LINE_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…。؟۔।] ?['\"”’»›)\]*]*$")
_INNER_END = re.compile(r"[a-z0-9)][.!?][\"”’)]* +[\"“‘(]?[A-Z]")
# "Enditem", "ENDS" and an agency's name in capitals after the full stop close the last paragraph of agency copy.
_END_MARK = re.compile(r"(?<=[.”\"])\s*(?:[-–—/(]{0,2}\s?[A-Z]{2,8}[/)]?|Enditem|Reuters|Bernama|Xinhua|[■▪□●#]{1,3})$")
_OTHER = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_LOOK = 2000  # a line is judged by its first characters, so that judging takes no longer for a megabyte than for a page


@dataclass(slots=True)
class Line:
    """
    One line of a page; ``kind`` and ``reason`` are filled in as rules apply.

    ``gap`` counts the blank lines before it; ``hint`` is what the page's markup says it is (``"headline"``, ``"caption"``,
    ``"crosshead"``, ``"standfirst"``, ``"byline"``, ``"furniture"``, ``"item"``, ``"boxed"``, ``"hidden"`` or nothing); ``zone``
    is how far a phrase reaches; ``inside`` is whether an extractor takes it for the article, None where none was asked; ``prose``
    tells whether it reads as a sentence, ``words`` counts its words as far as a line is looked at.
    """

    text: str
    gap: int = 0
    hint: str = ""
    kind: str = ""
    reason: str = ""
    zone: str = ""
    inside: bool | None = None
    prose: bool = field(init=False)
    words: int = field(init=False)

    def __post_init__(self) -> None:
        self.set_text(self.text)

    def set_text(self, text: str) -> None:
        """Give the line another text, and look at it anew."""
        self.text, self.prose, self.words = text, is_prose(text), n_words(text)

    def be(self, kind: str, reason: str) -> None:
        """Settle the line's kind."""
        self.kind, self.reason = kind, reason


def trim(text: str) -> str:
    """Strip white space, no-break spaces and invisible marks from both ends."""
    return text.strip().strip(_BLANK).strip()


def split_lines(text: str) -> list[Line]:
    r"""
    Split raw text at every kind of line end and drop the blank lines, counting them.

    Examples
    --------
    >>> [(line.text, line.gap) for line in split_lines("Talks fail\n\xa0\nNo deal.\r\nMinisters left.")]
    [('Talks fail', 0), ('No deal.', 1), ('Ministers left.', 0)]
    """
    lines: list[Line] = []
    gap = 0
    for raw in _LINE_ENDS.split(text):
        stripped = trim(raw)
        if stripped:
            lines.append(Line(stripped, gap))
            gap = 0
        else:
            gap += 1
    return _join_broken(_unwrap(lines))


def _unwrap(lines: list[Line]) -> list[Line]:
    """
    Join the lines of paragraphs that were wrapped at a fixed width, as in e-mails.

    Wrapped text shows by lines that go on, in the middle of a sentence, with a small letter on the next line, and by lines
    of nearly the same length. A page whose captions follow body text after a single newline has longer lines.
    """
    pairs = [(above, below) for above, below in pairwise(lines) if below.gap == 0]
    broken = [len(above.text) for above, below in pairs if below.text[0].islower() and not ends_sentence(above.text)]
    if len(broken) < 3 or len(broken) < 0.2 * len(pairs):
        return lines
    width = max(broken)
    even = sum(length >= 0.75 * width for length in broken)
    if (
        not 40 <= width <= 140
        or even < 0.75 * len(broken)
        or sum(len(line.text) > 1.3 * width for line in lines) > 0.1 * len(lines)
    ):
        return lines
    joined: list[list[str]] = []
    gaps: list[int] = []
    for line in lines:
        if joined and line.gap == 0 and len(joined[-1][-1]) >= 0.75 * width and any(char.isalpha() for char in joined[-1][-1]):
            joined[-1].append(line.text)
        else:
            joined.append([line.text])
            gaps.append(line.gap)
    return [Line(" ".join(parts), gap) for parts, gap in zip(joined, gaps, strict=True)]


def _join_broken(lines: list[Line]) -> list[Line]:
    """Join two lines where a sentence goes on in small letters, unless the second is the first again, as an address made of it."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above is not None and line.gap == 0 and _continues(above.text, line.text):
            joined[-1] = Line(f"{above.text} {line.text}", above.gap)
        else:
            joined.append(line)
    return joined


def _continues(above: str, below: str) -> bool:
    if not below[0].islower() or not 60 <= len(above) <= _LOOK or ends_sentence(above):
        return False
    words = above.split()
    in_prose = sum(word[0].islower() for word in words) >= 0.5 * len(words)
    return in_prose and (len(below) >= 40 or ends_sentence(below)) and key(above) != key(below)


def n_words(text: str) -> int:
    """Count the words of a line, by white space, as far as a line is looked at."""
    return len(text[:_LOOK].split())


def ends_sentence(text: str) -> bool:
    """Tell whether the line ends as a sentence does, closing marks aside."""
    return _SENTENCE_END.search(text[-12:]) is not None


def is_cut(text: str) -> bool:
    """Tell whether the line ends in dots, as the teaser of another story does."""
    return text[-12:].rstrip(" ]").endswith(("…", "...")) or text.endswith("[&hellip;]")


def is_question(text: str) -> bool:
    """Tell whether the line is a short question without quotation marks, as crossheads are."""
    return text.endswith("?") and n_words(text) <= 12 and not any(mark in text for mark in '“”"‘«')


def is_prose(text: str) -> bool:
    """
    Tell whether a line reads as a sentence of an article.

    Examples
    --------
    >>> is_prose("He declined."), is_prose("Talks on fishing rights"), is_prose("The measures include the following:")
    (True, False, True)
    """
    look = text[:_LOOK]
    words = look.split()
    text = _END_MARK.sub("", text[-60:]) or text
    lower = sum(word[0].islower() for word in words)
    if ends_sentence(text):
        if is_cut(text):
            return len(words) >= 12 or lower > 0.5 * len(words) > 2
        # "Wrong." is a paragraph; "Obama Power Plant Rules Face Key Test." is a title that was given a full stop.
        return lower > 0 or len(words) <= 2 or not look.isascii()
    if len(words) >= 30 or (len(words) >= 15 and _INNER_END.search(look) is not None):
        return True
    if text.endswith((" said", " says")) and any(mark in look for mark in '"”’'):
        return True
    if text[-1] == ":" and len(words) >= 2 and words[-1][0].islower():  # "The minister added:"
        return True
    return (text.endswith((",", ";", ",”", ',"', ",’")) and len(words) >= 5 and lower >= 2) or (
        text[-1] in "—–" and len(words) >= 12
    )


def is_title_like(text: str) -> bool:
    """Tell whether a line may be a headline: words, not too many, no full stop at its end."""
    words = text[:_LOOK].split()
    if not 2 <= len(words) <= 28 or len(text) > 220 or _NUMBERED.match(text):
        return False
    if text.rstrip("\"”’'»)").endswith((".", ":", ",", ";")):
        return False
    # "r i BC-Mali-Salt 03-05 0210" is a line of an agency's machinery, not a title.
    return sum(len(word) > 1 and word.strip("\"“”‘’'():,;!?").isalpha() for word in words) >= min(3, len(words))


def key(text: str) -> str:
    """Bring a title into the form in which its repetitions are equal: letters and digits of the words, folded."""
    return _OTHER.sub(" ", text[:400].replace("’", "").replace("'", "")).strip().casefold()
