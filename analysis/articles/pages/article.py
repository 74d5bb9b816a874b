"""The lines of a page of which an extractor said what belongs to the article: their kinds, and where the two disagree."""

from __future__ import annotations

import re

from analysis.articles.lines import Line, ends_sentence

_REPEATED = "repeats the headline"
_ABOVE = 24  # so many lines above the extractor's first a lead may stand, with dates and buttons between
_SENTENCE, _PARAGRAPH = 12, 20  # words
_GUEST = re.compile(r"\b(?:you|your|you've|you’ve|you're|you’re)\b", re.IGNORECASE)


def forgive_markup(lines: list[Line]) -> None:
    """Take back what a tag or a class says of lines that read as the article: neither alone removes any."""
    marked = any(line.inside for line in lines)
    reach = _reach(lines)
    long = {i: line.hint for i, line in enumerate(lines) if i in reach and line.prose and line.words >= _SENTENCE}
    # One sentence in a box is a notice; more, or a long one, is a paragraph.
    paragraphs = {i for i in long if lines[i].words >= _PARAGRAPH or lines[i].hint in (long.get(i - 1), long.get(i + 1))}
    for i, line in enumerate(lines):
        if line.hint in ("furniture", "byline") and (line.inside or (line.prose and (not marked or i in paragraphs))):
            line.hint = "" if line.prose else "boxed"


def _reach(lines: list[Line]) -> range:
    """Return which lines of a page stand between its heading and the last line that the extractor takes for the article."""
    inside = [i for i, line in enumerate(lines) if line.inside]
    if not inside:
        return range(0)
    heads = [i for i in range(inside[0]) if lines[i].hint == "headline"]
    return range(heads[-1] + 1 if heads else inside[0], inside[-1])


def settle_marked(lines: list[Line], doubts: list[str]) -> None:
    """Divide what is left by the extractor's judgement; where it and how a line reads disagree, the text is kept and told."""
    text = next((i for i, line in enumerate(lines) if line.inside and line.prose and not line.kind), len(lines))
    headline = next((i for i in range(text - 1, -1, -1) if lines[i].kind == "headline" or lines[i].reason == _REPEATED), -1)
    # One to three words above the text are its section, and in a list at its end its keywords.
    short = {i for i, line in enumerate(lines) if line.words <= 3 and (line.hint == "item" or i < text)}
    inside = [i for i, line in enumerate(lines) if line.inside and i > headline and i not in short]
    first, last = (inside[0], inside[-1]) if inside else (0, len(lines) - 1)
    start = _first_sentence(lines, first)
    interview = sum(_is_put_to_a_guest(line) for line in lines) > 1
    goes_on = True
    for i, line in enumerate(lines):
        if i > last and (line.kind == "furniture" or not line.prose):
            goes_on = False
        if line.kind:
            continue
        if line.inside and first <= i <= last:
            if line.hint == "boxed" and i + 1 < len(lines) and lines[i + 1].reason.startswith(("begins with the", "is the page")):
                line.be("furniture", "heads page furniture")
            elif line.hint == "item" and not line.prose and i and lines[i - 1].kind == "furniture" and lines[i - 1].hint == "item":
                line.be("furniture", "is listed with page furniture")
            elif interview and _is_put_to_a_guest(line):
                line.be("body", "is a question of an interview")
            elif line.hint == "crosshead" and _is_heading(line):
                line.be("crosshead", "is a heading within the article")
            else:
                line.be("body", "belongs to the article")
        elif line.prose and (start <= i < last or (i > last and goes_on)):
            line.be("body", "reads as a sentence, though the extractor leaves it out")
            doubts.append(f"may not be body: {line.text[:60]!r}")
        elif not first < i < last and not line.inside:
            line.be("furniture", "stands outside the article")


def _first_sentence(lines: list[Line], first: int) -> int:
    """Return where sentences between the headline and the extractor's first line begin, as a lead set in larger type does."""
    above = range(max(0, first - _ABOVE), first)
    headline = next((i for i in above if lines[i].kind == "headline"), first)
    return next((i for i in above if i > headline and not lines[i].kind and lines[i].prose), first)


def _is_put_to_a_guest(line: Line) -> bool:
    """Tell whether a heading is a question of an interview: "What are you looking forward to?"."""
    return line.hint == "crosshead" and bool(line.inside) and line.text.endswith("?") and _GUEST.search(line.text) is not None


def _is_heading(line: Line) -> bool:
    return line.words <= 20 and not ends_sentence(line.text.rstrip("?!")) and line.text[-1] != ":"
