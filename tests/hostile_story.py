"""A story with markup in every field of every model that takes it, for pages that must show it as text."""

from __future__ import annotations

from dataclasses import fields, replace

from analysis import Article, Block, Correction, Story, annotate
from analysis.errors import AnalysisError


def markup(field: str) -> str:
    """What runs where it is not escaped, in an element, an attribute or a script; it says which field it came from."""
    run = f"(window.hacked=window.hacked||[]).push('{field}')"
    return f"""</script></style></title>"'><img src=x onerror="{run}"><script>{run}</script>`;{run}//"""


TEXT = "Japan may have accused China of theft, officials said on Monday.\n“It may be {},” Mr {} said in Oslo.\n{}"


def article(name: str, role: str, text: str) -> Article:
    """An article with markup in each field that a person or a page fills in; a field that refuses it is left as it was."""
    blocks = tuple(Block("body", line) for line in text.splitlines())
    apart = tuple(Block(kind, markup(kind)) for kind in ("caption", "crosshead", "byline", "furniture"))
    made = Article(name, "hostile", "Outlet", role, "Head", (*apart, *blocks))
    for field in fields(Article):
        if field.name in ("article_id", "story_id", "role", "blocks", "language", "corrections"):
            continue  # names of files, words of a list, and what is said below
        try:
            made = replace(made, **{field.name: markup(field.name)})
        except AnalysisError:
            assert field.name == "published"  # the one field that must be a date
    return replace(made, corrections=tuple(corrections(made)))


def corrections(made: Article) -> list[Correction]:
    """What somebody says of a hedge, a country and a speaker, with markup in each field that is free."""
    free = {name: markup(name) for name in ("kit", "who", "when", "note")}
    start = made.text.index("China")
    said = [Correction("country", made.article_id, start, start + 5, "China", "no", **free)]
    if "may have" in made.text:
        start = made.text.index("may have")
        said.append(Correction("hedge", made.article_id, start, start + 3, "may", "adverb", **free))
    for quote in [quote for quote in annotate(made).quotes if quote.direct][:1]:
        said.append(Correction("speaker", made.article_id, quote.start, quote.end, quote.text, markup("label"), **free))
    return said


def hostile_story() -> Story:
    """A wire, and two republications that keep, change and add markup inside and outside quotations."""
    quoted, name, line = markup("quotation"), markup("speaker"), markup("line")
    wire = article("wire", "wire", TEXT.format(quoted, name, line))
    same = article("same", "republication", TEXT.format(quoted, name, line).replace("may have ", ""))
    other = article("other", "republication", TEXT.format(f"a {quoted}", "Lee", f"Norway slammed Iceland. {line} and more"))
    return Story("hostile", markup("title"), wire, (same, other))
