"""What a line is because of where it stands: above the text, below it, in a list of other stories, in an author's box."""

from __future__ import annotations

from itertools import pairwise

from analysis.articles.lines import Line, ends_sentence, is_cut, is_question, is_title_like, key
from analysis.articles.pages.line_features import is_bio, is_name, tells_beat

_NEAR = 6  # a pull quote stands within so many lines of the words it repeats


def set_repetitions_apart(lines: list[Line], headline: str) -> None:
    """Set apart what repeats the headline, a whole paragraph above, or as a pull quote the words of a paragraph nearby."""
    title = key(headline)
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if line.kind:
            continue
        text = key(line.text)
        if len(title) >= 8 and _repeats_title(text, title, line):
            line.be("furniture", "repeats the headline")
        elif line.prose and line.words >= 6 and line.text in seen:
            line.be("furniture", "repeats a paragraph above")
        elif line.text[0] in "“\"‘'«" and 3 <= line.words <= 40 and len(text) < 390 and _is_pulled(lines, i, text):
            line.be("furniture", "is a pull quote: its words stand in a paragraph nearby")
        seen.add(line.text)


def _repeats_title(text: str, title: str, line: Line) -> bool:
    added = len(text) - len(title)
    if text == title:
        return True
    return 0 < added <= 40 and (text.startswith(title + " ") or text.endswith(" " + title)) and not ends_sentence(line.text)


def _is_pulled(lines: list[Line], i: int, text: str) -> bool:
    near = range(max(0, i - _NEAR), min(len(lines), i + _NEAR + 1))
    return any(j != i and lines[j].prose and lines[j].words > lines[i].words and text in key(lines[j].text) for j in near)


def set_top_apart(lines: list[Line], found: int | None, start: int) -> None:
    """Settle what stands before the headline, and between the headline and the text."""
    for line in lines[: found or 0]:
        if not line.kind and not line.inside:
            line.be("furniture", "stands before the headline")
    first = 0 if found is None else found + 1
    bylines = [i for i in range(first, min(len(lines), start + 6)) if lines[i].kind == "byline"]
    if found is not None and bylines and 0 < bylines[0] - start <= 2:
        for i in range(start, bylines[0]):
            if not lines[i].kind and not lines[i].inside and lines[i].words <= 45:
                lines[i].be("crosshead", "stands between the headline and the byline")
    for i in range(first, start):
        line = lines[i]
        shown = line.hint == "scene" and (found is None or not bylines or i > bylines[0])
        if line.kind or line.inside or line.hint == "crosshead" or shown:
            continue
        if is_name(line.text) and (not bylines or i + 1 in bylines):
            line.be("byline", "is a name between the headline and the text")
            bylines = sorted([*bylines, i])
        elif bylines and i - 1 == bylines[-1] and line.words <= 6 and line.gap == 0 and not _is_loud(line.text):
            line.be("byline", "stands right below the byline")
            bylines.append(i)
        elif bylines and bylines[0] < i and line.words >= 6 and line.hint != "crosshead":
            line.be("caption", "stands between the byline and the text, without a full stop")
        elif found is not None and is_title_like(line.text) and line.words >= 5 and not _has_caption_below(lines, i):
            line.be("crosshead", "stands between the headline and the text")


def _is_loud(text: str) -> bool:
    """A line in capitals or with a number is no part of a byline."""
    return text.isupper() or any(char.isdigit() for char in text)


def _has_caption_below(lines: list[Line], i: int) -> bool:
    return i + 1 < len(lines) and lines[i + 1].kind == "caption" and lines[i + 1].gap == 0


def join_caption_titles(lines: list[Line]) -> None:
    """Agencies title their pictures: a few words on the line right above the caption."""
    for i, line in enumerate(lines):
        if not line.kind and line.words <= 8 and not line.prose and _has_caption_below(lines, i):
            line.be("caption", "titles the caption below it")


def join_caption_parts(lines: list[Line]) -> None:
    """The line after "Image caption," is the caption, and so is the line right above a credit of its own."""
    for above, line in pairwise(lines):
        if line.zone == "above" and not above.kind and line.gap == 0:
            above.be("caption", "stands right above a photo credit")
        if above.zone == "next" and not line.kind:
            line.be(above.kind, f"follows {above.text[:40]!r}")


def keep_credited_endings(lines: list[Line]) -> None:
    """The last paragraph of agency copy may end with the agency's name: "… officials said. (Reuters)"."""
    texts = [i for i, line in enumerate(lines) if (not line.kind and line.prose) or line.zone == "credit"]
    if len(texts) < 2 or lines[texts[-1]].zone != "credit":
        return
    line = lines[texts[-1]]
    opening = max(line.text.rfind("("), line.text.rfind("["))
    if ends_sentence(line.text[:opening].rstrip()) and line.words >= 8:
        line.be("body", "ends the text, with the agency's credit")
        line.zone = ""


def set_tail_apart(lines: list[Line]) -> None:
    """After the first phrase that ends a page, everything is furniture, unless most of the text is still to come."""
    weights = [line.words if line.kind in ("", "body") and line.prose else 0 for line in lines]
    total, before = sum(weights), 0
    for i, line in enumerate(lines):
        if line.zone == "end" and before and before >= total - before:
            for rest in lines[i + 1 :]:
                if not rest.inside and rest.kind in ("", "body", "crosshead"):
                    rest.be("furniture", f'comes after "{" ".join(line.text[:40].split())}", which ends the text')
            return
        before += weights[i]


def set_author_box_apart(lines: list[Line]) -> None:
    """An author's box ends the text: a name or a bullet, what the author is, often a link to other posts."""
    last = len(lines) - 1
    while last >= 0 and (
        lines[last].kind in ("furniture", "byline", "caption") or (not lines[last].kind and not lines[last].prose)
    ):
        last -= 1
    below = [line.text.casefold() for line in lines[last + 1 :] if line.kind == "furniture"]
    boxed = any("post" in text or "author" in text for text in below)
    names = {word for line in lines if line.kind == "byline" for word in key(line.text).split()}
    i = last
    while i > 0 and last - i < 4:
        line = lines[i]
        if line.kind and line.kind != "furniture":
            break
        named = _names_author(lines, i, names)
        if line.words <= 80 and ((is_bio(line.text) and (boxed or named)) or (named and tells_beat(line.text))):
            line.be("furniture", "tells who the author is")
        elif line.words <= 7 and not line.prose and i < last and lines[i + 1].reason == "tells who the author is":
            line.be("furniture", "heads the author's box")
        else:
            break
        i -= 1


def _names_author(lines: list[Line], i: int, names: set[str]) -> bool:
    """A biography without a box is one only if it begins with a name that stands in the byline or right above it."""
    words = key(lines[i].text).split()[:2]
    above = set(key(lines[i - 1].text).split()) if lines[i - 1].words <= 7 else set()
    return bool(words) and (words[0] in names or words[0] in above - {"the", "a", "about"} or set(words) <= above)


def set_lists_apart(lines: list[Line]) -> None:
    """Lines that do not end as sentences and follow "Related stories" or the like are titles of other stories."""
    left, titles = 0, 0
    for i, line in enumerate(lines):
        if line.zone == "list":
            left, titles = 8, 0
        elif (
            not left
            or (line.inside and (line.prose or line.words >= 12))
            or (line.kind == "furniture" and line.reason != "repeats the headline")
        ):
            continue
        elif not line.kind and _is_listed(lines, i, titles):
            line.be("furniture", "is the title of another story")
            left, titles = left - 1, titles + 1
        else:
            left = 0


def _is_listed(lines: list[Line], i: int, titles: int) -> bool:
    line = lines[i]
    if line.prose:
        return is_cut(line.text) or (is_question(line.text) and (line.gap == 0 or line.hint == "item"))
    below = lines[i + 1] if i + 1 < len(lines) else None
    resumes = below is not None and not below.kind and below.prose and below.gap
    return not (titles and line.gap and resumes and line.words <= 6)
