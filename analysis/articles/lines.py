"""The lines of a raw page and what can be seen of each by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

# White space, and the invisible marks that pages leave at the ends of a line.
_BLANK = " \t\xa0\u2007\u202f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_LINE_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…。؟۔।]['\"”’»›)\]*]*$")
_INNER_END = re.compile(r"[a-z0-9)][.!?][\"”’)]* +[\"“‘(]?[A-Z]")
_LOOK = 2000  # a line is judged by its first characters, so that judging takes no longer for a megabyte than for a page


@dataclass(slots=True)
class Line:
    """
    One line of a page; ``kind`` and ``reason`` are filled in as rules apply.

    ``gap`` counts the blank lines before it; ``hint`` is what the page's markup says it is (``"headline"``, ``"caption"``,
    ``"crosshead"``, ``"byline"``, ``"furniture"``, ``"item"`` or nothing); ``zone`` is how far a furniture phrase reaches.
    """

    text: str
    gap: int = 0
    hint: str = ""
    kind: str = ""
    reason: str = ""
    zone: str = ""

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
    return _unwrap(lines)


def _unwrap(lines: list[Line]) -> list[Line]:
    """
    Join the lines of paragraphs that were wrapped at a fixed width, as in e-mails.

    Wrapped text has many lines, none longer than about 100 characters, and lines that follow on directly
    are nearly as long as the longest. A page whose captions follow body text after a single newline has longer lines.
    """
    follow = [i for i, line in enumerate(lines) if i and line.gap == 0]
    if len(follow) < 4:
        return lines
    width = max(len(line.text) for line in lines)
    full = sum(len(lines[i - 1].text) >= 0.7 * width for i in follow)
    if not 40 <= width <= 100 or full < 0.7 * len(follow):
        return lines
    joined: list[list[str]] = []
    gaps: list[int] = []
    for line in lines:
        if joined and line.gap == 0 and len(joined[-1][-1]) >= 0.7 * width:
            joined[-1].append(line.text)
        else:
            joined.append([line.text])
            gaps.append(line.gap)
    return [Line(" ".join(parts), gap) for parts, gap in zip(joined, gaps, strict=True)]


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
    lower = sum(word[0].islower() for word in words)
    if ends_sentence(text):
        if is_cut(text):
            return len(words) >= 12
        return lower > 0 or (len(words) == 1 and text[0] in "“\"‘'") or not look.isascii()
    if len(words) >= 30 or (len(words) >= 15 and _INNER_END.search(look) is not None):
        return True
    return (text[-1] in ":,;" and len(words) >= 5 and lower >= 2) or (text[-1] in "—–" and len(words) >= 12)


def is_title_like(text: str) -> bool:
    """Tell whether a line may be a headline: words, not too many, no full stop at its end."""
    words = text[:_LOOK].split()
    if not 2 <= len(words) <= 28 or len(text) > 220:
        return False
    return not text.rstrip("\"”’'»)").endswith((".", ":", ",", ";")) and any(word[0].isalpha() for word in words)


def key(text: str) -> str:
    """Bring a title into the form in which its repetitions are equal: letters and digits of the words, folded."""
    return " ".join(
        "".join(char if char.isalnum() else " " for char in text[:400].replace("’", "").replace("'", "")).casefold().split()
    )
