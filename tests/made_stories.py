"""Stories made for tests: by hand, and by hypothesis from a pool of invented sentences."""

from __future__ import annotations

from hypothesis import strategies as st

from analysis.articles.model import Article, Story

SENTENCES = (
    "Norway may close its northern harbours in May, the minister said.",
    "“We shall not be hurried by anybody in Oslo,” Ingrid Dahl said on Tuesday.",
    "She added that about 40 trawlers were reportedly waiting outside the fjord.",
    "Iceland accused Norway of breaking the agreement of last winter.",
    "“Nobody has broken anything yet,” Dahl said.",
    "Officials in Reykjavik slammed the plan as reckless and praised Denmark for its patience.",
    "The so-called “cod wall” is 12 miles long.",
    "Denmark, which belongs to the U.N. committee, claimed that it could perhaps mediate.",
    "Fish prices rose 4 percent.",
    "The talks resume on Friday.",
    "Herring and mackerel are not affected by any of these measures, according to the harbour master of Tromso.",
    "Mr. Olsen left at 5 p.m. without a word.",
    "It was unclear whether the fleet would sail.",
    "“If they come, we will talk, and if they do not come, we will wait,” said Peter Holm, a skipper from Vardo.",
)
EDITS = (("said", "claimed"), ("may", "will"), ("Norway", "Oslo"), ("percent", "per cent"), ("about ", ""), ("the ", "this "))


def article(text: str, article_id: str = "b", role: str = "republication", **fields: str) -> Article:
    """An article of plain text; every line is a paragraph."""
    return Article.from_text(text, article_id=article_id, story_id="s", outlet=f"Outlet {article_id}", role=role, **fields)


def story(wire: str, *republications: str) -> Story:
    """A story of plain texts; the republications are called b, c, d …"""
    made = tuple(article(text, "bcdefgh"[k]) for k, text in enumerate(republications))
    return Story("s", "A story", article(wire, "a", "wire"), made)


@st.composite
def texts(draw: st.DrawFn, sentences: st.SearchStrategy[list[str]]) -> str:
    """Sentences, each after a space or in a paragraph of its own."""
    parts = []
    for sentence in draw(sentences):
        parts += [draw(st.sampled_from([" ", "\n"])), sentence]
    return "".join(parts[1:])


@st.composite
def edited(draw: st.DrawFn, sentences: list[str]) -> list[str]:
    """What an outlet might do to sentences: cut, edit, merge, move, add."""
    out = []
    for sentence in sentences:
        what = draw(st.sampled_from(["keep", "keep", "cut", "edit", "merge", "add"]))
        if what == "cut":
            continue
        if what == "edit":
            sentence = sentence.replace(*draw(st.sampled_from(EDITS)))
        if what == "merge" and out:
            out[-1] = f"{out[-1].rstrip('.')}, and {sentence}"
            continue
        out.append(sentence)
        if what == "add":
            out.append(draw(st.sampled_from(SENTENCES)))
    return draw(st.permutations(out)) if draw(st.booleans()) else out


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A wire and one to two republications; any of them may be empty, a copy or altogether different."""
    sentences = draw(st.lists(st.sampled_from(SENTENCES), max_size=9))
    wire = draw(texts(st.just(sentences)))
    some = st.lists(st.sampled_from(SENTENCES), max_size=6)
    versions = st.one_of(texts(edited(sentences)), texts(some), st.just(wire), st.just(""), st.just("— … !"))
    return story(wire, *draw(st.lists(versions, min_size=1, max_size=2)))
