"""A raw page becomes an article: no furniture is counted as text, no sentence is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis.articles.blocks import classify_blocks, read_page
from analysis.articles.ingest import import_article, preview_import
from analysis.errors import AnalysisError

SHARED = Path(os.environ.get("WIRECOPY_SHARED", Path(__file__).parents[2] / "shared"))
NAMES = {"story_id": "herring", "outlet": "Example Gazette", "role": "republication"}
PAGE = """Home | News | World
Ministers fail to agree on herring quotas

By Example Press Agency
6\xa0min read
Fishing boats wait in the harbour of Bergen on Monday (Ana Lund, AP)
Talks on herring quotas failed on Monday after Norway left the table.

Norway herring talks
A trawler, left, sails past the Icelandic coast guard (Icelandic Coast Guard via AP)

“We have nothing to add,” the minister said.

Keep Reading

What happens next

Both sides will meet again in May.
Load More By\xa0Staff
Check Also
Prices of cod rise

The price of cod rose by a fifth last ye…
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block, _ in classify_blocks(text)]


def test_a_page_is_divided() -> None:
    article = import_article(PAGE, **NAMES)
    assert article.headline == "Ministers fail to agree on herring quotas"
    assert article.byline == "Example Press Agency"
    assert article.text.split("\n\n") == [
        "Talks on herring quotas failed on Monday after Norway left the table.",
        "“We have nothing to add,” the minister said.",
        "Both sides will meet again in May.",
    ]
    assert [block.text for block in article.blocks if block.kind == "crosshead"] == ["What happens next"]
    assert sum(block.kind == "caption" for block in article.blocks) == 3


def test_nothing_is_lost() -> None:
    article = import_article(PAGE, **NAMES)
    kept = [article.headline, *(block.text for block in article.blocks)]
    assert kept.count(article.headline) == 1
    assert sorted(kept) == sorted(line.strip() for line in PAGE.splitlines() if line.strip())


def test_a_page_without_a_headline_keeps_its_first_sentence() -> None:
    preview = preview_import("Talks failed on Monday.\n\nThey resume in May.", **NAMES)
    assert preview.article.headline == ""
    assert preview.article.text == "Talks failed on Monday.\n\nThey resume in May."
    assert any("no headline" in doubt for doubt in preview.doubts)


def test_an_author_box_is_set_apart_and_a_last_paragraph_about_a_person_is_not() -> None:
    box = "\n\n\n  • Ana Lund\n\n  Ana Lund is a reporter who covers fishing.\n\n  View all posts"
    assert [kind for kind, _ in kinds("Talks fail again in Bergen\n\nTalks failed." + box)] == [
        "body",
        "furniture",
        "furniture",
        "furniture",
    ]
    plain = "Talks fail again in Bergen\n\nTalks failed.\n\nMr Lund was an editor before he became a minister."
    assert [kind for kind, _ in kinds(plain)] == ["body", "body"]


def test_the_last_paragraph_may_carry_the_agency_s_name() -> None:
    page = (
        "Talks fail again in Bergen\n\nTalks on herring failed.\n\nBoth sides will meet again, the ministry in Oslo said. (Reuters)"
    )
    assert [kind for kind, _ in kinds(page)] == ["body", "body"]


def test_wrapped_text_is_joined() -> None:
    paragraph = (
        "Talks on herring quotas failed on Monday after Norway left the\n"
        "table, and both sides said that they would meet again in May or\nin June, if the weather allows."
    )
    page = read_page(f"Talks on herring fail\n\n{paragraph}\n\n{paragraph}\n\n{paragraph}")
    assert [block.text for block, _ in page.blocks] == [paragraph.replace("\n", " ")] * 3


def test_a_person_corrects_a_kind() -> None:
    preview = preview_import(PAGE, kinds={4: "body"}, **NAMES)
    assert preview.article.blocks[3].kind == "body"
    assert preview.reasons[3] == "was chosen by a person"
    assert "   4 body" in str(preview)
    for wrong, words in (({99: "body"}, "no block 99"), ({1: "text"}, "'text' is unknown")):
        with pytest.raises(AnalysisError, match=words):
            preview_import(PAGE, kinds=wrong, **NAMES)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\xc2\xa0 \n", "empty"),
        (b"caf\xe9 talks\n", "0xe9 is not UTF-8"),
        (b"%PDF-1.4 x", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x00\x01\x02\xff", "binary"),
        (b"T\x00a\x00l\x00k\x00", "NUL"),
        (b"PK\x03\x04aa", "ZIP"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(AnalysisError, match=words) as caught:
        import_article(path, **NAMES)
    assert "page.txt" in str(caught.value)


@pytest.mark.parametrize(("encoding", "given"), [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("cp1252", "cp1252")])
def test_encodings(tmp_path: Path, encoding: str, given: str | None) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("Talks in Málaga failed – again.".encode(encoding))
    assert import_article(path, encoding=given, **NAMES).text == "Talks in Málaga failed – again."


def test_arguments_are_checked(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="no such file"):
        import_article(tmp_path / "absent.txt", **NAMES)
    with pytest.raises(AnalysisError, match="no such file"):
        import_article("absent.txt", **NAMES)
    with pytest.raises(AnalysisError, match="folder"):
        import_article(tmp_path, **NAMES)
    for fields, words in (
        ({"story_id": "../x"}, "leave"),
        ({"outlet": " "}, "outlet is empty"),
        ({"colour": "x"}, "unknown"),
        ({"role": "x"}, "role"),
    ):
        with pytest.raises(AnalysisError, match=words):
            import_article("Talks failed.", **{**NAMES, **fields})
    with pytest.raises(AnalysisError, match="empty"):
        import_article(" \n", **NAMES)


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds are not beside this checkout (WIRECOPY_SHARED)")
@pytest.mark.parametrize(
    ("number", "apart", "paragraphs", "headline_words", "byline"),
    [
        (0, {"byline": 1, "caption": 5}, 14, 13, "Press Association"),
        (1, {"furniture": 11, "crosshead": 1}, 9, 12, None),
        (2, {"furniture": 3}, 12, 0, None),
    ],
)
def test_the_seeds(number: int, apart: dict[str, int], paragraphs: int, headline_words: int, byline: str | None) -> None:
    path = sorted((SHARED / "seeds").glob("*.txt"))[number]
    article = import_article(path, **NAMES)
    counts: dict[str, int] = {}
    for block in article.blocks:
        counts[block.kind] = counts.get(block.kind, 0) + 1
    assert counts == {**apart, "body": paragraphs}
    assert (len(article.headline.split()), article.byline) == (headline_words, byline)
    kept = [article.headline, *(block.text for block in article.blocks)]
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert sorted(filter(None, kept)) == sorted(lines)
