"""`check_corpus` names everything wrong or doubtful with its file and line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from analysis import annotate
from analysis.articles.checking.check import Problem, check_corpus
from analysis.articles.corpus import duplicates
from analysis.articles.corpus.duplicates import DuplicateIndex, name_duplicates
from analysis.articles.corpus.store import load_corpus, save_corpus
from analysis.articles.importing.roles import propose_role, propose_wire
from analysis.articles.model import Article, Block, Story
from analysis.errors import AnalysisError

FRONT = {"outlet": "Gazette", "role": "wire", "headline": "No deal", "published": "2026-01-05"}
TEXT = "Talks on herring quotas failed on Monday after Norway left the table, the ministry in Oslo said."


def write(corpus: Path, article: str = "herring/gazette", body: str = TEXT, **fields: str | None) -> Path:
    path = corpus / f"{article}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}: {value}" for name, value in {**FRONT, **fields}.items() if value is not None]
    path.write_text("\n".join(["---", *lines, "---", "", body, ""]), encoding="utf-8")
    return path


def pair(corpus: Path) -> None:
    write(corpus)
    write(corpus, "herring/herald", f"{TEXT} It did not say when they resume.", outlet="Herald", role="republication")


def found(corpus: Path) -> list[tuple[str, int | None, str]]:
    return [(problem.path.name, problem.line, problem.severity) for problem in check_corpus(corpus)]


def test_a_sound_corpus_has_no_problem(tmp_path: Path) -> None:
    pair(tmp_path)
    assert check_corpus(tmp_path) == []


@pytest.mark.parametrize(
    ("fields", "body", "line", "severity", "words"),
    [
        ({"outlet": None}, TEXT, 1, "error", "'outlet' is missing"),
        ({"role": "agency"}, TEXT, 3, "error", "role 'agency'"),
        ({"headline": ""}, TEXT, 4, "warning", "headline is empty"),
        ({"published": "5 January 2026"}, TEXT, 5, "warning", "as ISO 8601"),
        ({"published": "2999-01-01"}, TEXT, 5, "warning", "hardly right"),
        ({"publised": "2026-01-01"}, TEXT, 6, "warning", "did you mean 'published'"),
        ({"url": "javascript:alert(1)"}, TEXT, 6, "warning", "not an address"),
        ({"url": '"http://[2001:db8/x"'}, TEXT, 6, "warning", "not an address"),
        ({"language": "de"}, TEXT, 6, "warning", "German"),
        ({}, "[caption] Boats.", None, "error", "no body text"),
        ({}, f"{TEXT}\n\n[captoin] Boats.", 10, "error", "[captoin] is unknown"),
        ({}, f"{TEXT}\n\nBoats wait in Bergen (Ana Lund, AP)", 10, "warning", "may be caption"),
        ({}, f"{TEXT}\n\n6 min read", 10, "warning", "may be furniture"),
        ({}, f"{TEXT}\n\nOne line.\nTwo lines.", 10, "warning", "line break"),
        ({}, f"{TEXT}\n\n[caption] {TEXT} {TEXT} {TEXT}", 10, "warning", "if it is body"),
        (
            {},
            "Die Gespräche über die Fischerei sind am Montag gescheitert, und beide Seiten sprachen von einem Fehler.",
            None,
            "warning",
            "German",
        ),
    ],
)
def test_each_fault_is_named_with_its_line(
    tmp_path: Path, fields: dict, body: str, line: int | None, severity: str, words: str
) -> None:
    pair(tmp_path)
    path = write(tmp_path, body=body, **fields)
    problems = [problem for problem in check_corpus(tmp_path) if problem.path == path and words in problem.message]
    assert [(problem.line, problem.severity) for problem in problems] == [(line, severity)]
    assert str(problems[0]).startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert "\n" not in str(problems[0])


def test_several_faults_in_one_file_are_all_named(tmp_path: Path) -> None:
    write(tmp_path, body="[one] a\n\n[two] b", outlet=None, role="agency")
    assert [problem.line for problem in check_corpus(tmp_path) if problem.severity == "error"] == [None, 1, 2, 7, 9]


def test_faults_of_a_story(tmp_path: Path) -> None:
    pair(tmp_path)
    write(tmp_path, "herring/other", "Something else was said by the other side.", outlet="Other")
    write(tmp_path, "cod/only", outlet="Only", role="republication", body="Cod is another matter, the minister said.")
    messages = [problem.message for problem in check_corpus(tmp_path)]
    assert any("'herring' has a second wire" in message for message in messages)
    assert any("'cod' has no wire" in message for message in messages)


def test_doubts_between_articles(tmp_path: Path) -> None:
    pair(tmp_path)
    write(tmp_path, "herring/again", outlet="Gazette", role="republication", published="2026-01-01")
    write(tmp_path, "herring/copy", outlet="Copycat", role="republication", url="https://x.example/1")
    write(
        tmp_path,
        "herring/zcopy",
        "Quite another text is here now.",
        outlet="Copycat",
        role="republication",
        url="https://x.example/1",
    )
    text = "\n".join(str(problem) for problem in check_corpus(tmp_path))
    assert "again.md: warning: it is dated 2026-01-01, before the wire (2026-01-05)" in text
    assert "gazette.md: warning: the text is the same, word for word, as in herring/again: delete one" in text
    assert "copy.md: warning: the text is the same, word for word, as in herring/again: right if" in text
    assert "zcopy.md: warning: the url is that of herring/copy" in text


def test_a_date_that_others_have_is_missed(tmp_path: Path) -> None:
    pair(tmp_path)
    write(tmp_path, "cod/wire", "Cod is another matter, the minister said.", published=None)
    write(tmp_path, "cod/other", "Cod is another matter still.", outlet="Herald", role="republication", published=None)
    told = [problem for problem in check_corpus(tmp_path) if "no date of publication" in problem.message]
    assert [(problem.path.name, problem.severity) for problem in told] == [("other.md", "warning"), ("wire.md", "warning")]
    pair(tmp_path / "undated")
    for file in (tmp_path / "undated").rglob("*.md"):
        file.write_text(file.read_text("utf-8").replace("published: 2026-01-05\n", ""), encoding="utf-8")
    assert check_corpus(tmp_path / "undated") == []


def test_labels_that_no_longer_fit(tmp_path: Path) -> None:
    pair(tmp_path)
    gold = tmp_path / "herring" / "gold.csv"
    gold.write_text(
        f"article_id,text,wire_text\nherald,{TEXT.replace(',', '')},\nnobody,x,\nherald,It did not say,\n", encoding="utf-8"
    )
    assert found(tmp_path) == [("gold.csv", 2, "warning"), ("gold.csv", 3, "warning")]


def test_files_that_do_not_belong(tmp_path: Path) -> None:
    pair(tmp_path)
    (tmp_path / "herring" / "page.html").write_text("<p>x", encoding="utf-8")
    (tmp_path / "herring" / ".x.md.1.part").write_text("x", encoding="utf-8")
    (tmp_path / "herring" / "binary.md").write_bytes(b"\xff\xfe\x00x")
    (tmp_path / "herring" / "empty.md").write_text("", encoding="utf-8")
    assert [(name, severity) for name, _, severity in found(tmp_path)] == [
        (".x.md.1.part", "warning"),
        ("binary.md", "error"),
        ("empty.md", "error"),
        ("page.html", "warning"),
    ]


def test_no_error_means_that_the_corpus_loads(tmp_path: Path) -> None:
    pair(tmp_path)
    stories = load_corpus(tmp_path)
    for name in ("x.jsonl", "x.csv", "x.parquet"):
        assert check_corpus(save_corpus(stories, tmp_path / name)) == []
    (tmp_path / "x.jsonl").write_text((tmp_path / "x.jsonl").read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    assert found(tmp_path / "x.jsonl") == [("x.jsonl", 3, "error")]


def test_no_corpus_is_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path / "x.xml"):
        with pytest.raises(AnalysisError, match="no corpus"):
            check_corpus(path)
    assert [problem.severity for problem in check_corpus(tmp_path)] == ["error"]


def test_the_sample_corpus_has_no_problem() -> None:
    assert check_corpus(ROOT / "corpus") == []


def test_a_problem_prints_as_editors_read_it() -> None:
    assert str(Problem(Path("a.md"), 3, "error", "x.")) == "a.md:3: error: x."


def version(outlet: str, text: str, **fields: str) -> Article:
    return Article.from_text(text, article_id=outlet, outlet=outlet, **fields)


def test_duplicates_are_certain_for_one_outlet_and_possible_for_two() -> None:
    long = " ".join(f"word{i}" for i in range(200))
    old = [version("Gazette", long, url="https://www.gazette.example/a/?utm_source=feed"), version("Herald", "Quite another text.")]
    same = DuplicateIndex(old).find(version("Gazette", long).with_blocks((Block("body", long), Block("caption", "x"))))
    assert same == []  # the same id in the same story is the article itself
    again = Article.from_text(f"{long} one more", article_id="b", outlet="gazette")
    assert [(found.certain, found.reason) for found in DuplicateIndex(old).find(again)] == [(True, "has nearly the same text")]
    moved = Article.from_text("x", article_id="c", outlet="Other", url="http://gazette.example/A")
    assert [found.reason for found in DuplicateIndex(old).find(moved)] == ["has the same address"]
    assert DuplicateIndex(old).find(version("New", "")) == []


@pytest.mark.parametrize(("changed", "same"), [(6, True), (30, False), (60, False)])
def test_nearly_the_same_text_shares_nineteen_of_twenty_runs(changed: int, same: bool) -> None:
    words = [f"word{i}" for i in range(304)]  # 300 runs of five words
    again = " ".join(words[:-changed] + [f"other{i}" for i in range(changed)])
    found = DuplicateIndex([version("Gazette", " ".join(words))]).find(Article.from_text(again, article_id="b", outlet="Gazette"))
    assert [duplicate.reason for duplicate in found] == ["has nearly the same text"] * same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("https://gazette.example/story.php?id=1", "https://gazette.example/story.php?id=2", False),
        ("https://gazette.example/story.php?id=1", "http://www.gazette.example/story.php?utm_source=a&id=1&fbclid=x#top", True),
        ("https://gazette.example/talks?gclid=x", "https://gazette.example/talks/", True),
        ("http://[2001:db8/x", "http://[2001:db8/x", True),
        ("http://[2001:db8/x", "http://[2001:db8/y", False),
    ],
)
def test_addresses_are_told_apart_by_what_names_the_article(tmp_path: Path, first: str, second: str, same: bool) -> None:
    write(tmp_path, url=f'"{first}"')
    other = "The harbour reopened on Friday with a brass band, and nobody spoke of quotas."
    path = write(tmp_path, "herring/herald", other, outlet="Herald", role="republication", url=f'"{second}"')
    again = Article.from_text(other, article_id="again", url=second)
    assert bool(DuplicateIndex([version("Gazette", TEXT, url=first)]).find(again)) == same
    assert any("the url is that of" in problem.message for problem in check_corpus(tmp_path) if problem.path == path) == same
    assert len(name_duplicates([again], tmp_path)) == 1


def _columns(n: int) -> list[Article]:
    """Articles of one outlet that share a fifth of their words and nothing else."""
    common = " ".join(f"notice{k}" for k in range(40))
    texts = (f"{common} " + " ".join(f"word{n * k}" for k in range(160)) for n in range(1, n + 1))
    return [Article.from_text(text, article_id=f"a{i}", outlet="Gazette") for i, text in enumerate(texts)]


def test_each_new_article_is_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    shingles = duplicates.shingles
    monkeypatch.setattr(duplicates, "shingles", lambda words: (read.append(1), shingles(words))[1])
    articles = _columns(80)
    assert name_duplicates(articles, "absent") == []
    assert len(read) <= 3 * len(articles)


def test_the_same_article_among_many_is_found_and_named_once() -> None:
    *others, article = _columns(50)
    again = Article.from_text(article.text.replace("word", "Word", 1) + " Again.", article_id="again", outlet="GAZETTE")
    (found,) = DuplicateIndex([*others, article]).find(again)
    assert (found.article, found.reason, found.certain) == (article, "has nearly the same text", True)
    copies = [replace(article, article_id=f"copy{n}") for n in range(40)]
    (*_, sentence) = name_duplicates(copies, "absent")
    assert "text/copy39 has the same text, word for word as text/copy0 (Gazette) and others" in sentence
    assert len(name_duplicates(copies, "absent")) == 39


@pytest.mark.parametrize(
    ("outlet", "byline", "text", "role", "agency"),
    [
        ("Reuters", None, "Talks failed.", "wire", "reuters"),
        ("Gazette", "Press Association", "Talks failed.", "wire", "pa"),
        ("Gazette", "Ana Lund", "GENEVA (AP) — Talks failed.", "republication", "ap"),
        ("Gazette", None, "MOSCOW, May 3. /TASS/. Talks failed.", "republication", "tass"),
        ("Gazette", "Ana Lund and AFP", "Talks failed.", "republication", "afp"),
        ("Gazette", "Ana Lund", "The AP reported that talks failed.", "republication", None),
        ("Gazette", None, "", "republication", None),
    ],
)
def test_a_role_is_proposed_from_credits(outlet: str, byline: str | None, text: str, role: str, agency: str | None) -> None:
    proposal = propose_role(version(outlet, text, byline=byline))
    assert (proposal.role, proposal.agency) == (role, agency)


def test_the_wire_is_the_version_that_the_others_carry() -> None:
    sentences = [
        "Talks on herring quotas failed on Monday after nine hours.",
        "Norway left the table first, two diplomats said.",
        "The ministers had met in Bergen since early March.",
        "Iceland wants a larger share of every northern stock.",
    ]
    wire = version("A", " ".join(sentences))
    trimmed = version("B", " ".join(sentences[:2]))
    added = "A fisherman in this town told us that he had expected nothing else from them."
    localised = version("C", " ".join([*sentences, added]))
    ranked = propose_wire([trimmed, localised, wire])
    assert ranked[0].article == wire
    assert propose_wire([]) == []
    assert propose_wire([wire])[0].article == wire


def test_the_wires_of_the_sample_corpus_are_found(stories: tuple[Story, ...]) -> None:
    assert [propose_wire(story.articles[::-1])[0].article for story in stories] == [story.wire for story in stories]


def test_a_story_is_not_said_to_lack_what_cannot_be_read(tmp_path: Path) -> None:
    pair(tmp_path)
    write(tmp_path, role="agency")
    (problem,) = check_corpus(tmp_path)
    assert "role 'agency'" in problem.message
    pair(tmp_path)
    write(tmp_path, "herring/herald", outlet=None, role="republication")
    (problem,) = check_corpus(tmp_path)
    assert "'outlet' is missing" in problem.message


def test_every_id_that_is_no_file_name_is_named_with_its_line(tmp_path: Path) -> None:
    rows = ["story_id,article_id,outlet,role,headline,text", f'../s,a,O,wire,x,"{TEXT}"', f's,b?,O,wire,x,"{TEXT} Again."']
    (tmp_path / "x.csv").write_text("\n".join(rows), encoding="utf-8")
    assert [(problem.line, problem.severity) for problem in check_corpus(tmp_path / "x.csv")] == [(2, "error"), (3, "error")]


def test_every_row_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    good = f's,{{}},O,wire,x,"{TEXT}"'
    rows = ["story_id,article_id,outlet,role,headline,text", "s,a,O,wire", good.format("b"), "s,c,,wire,x,T.", "s,d,O,agency,x,T."]
    (tmp_path / "x.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    assert found(tmp_path / "x.csv") == [("x.csv", 2, "error"), ("x.csv", 4, "error"), ("x.csv", 5, "error")]
    lines = ["{", "[1]", '{"story_id": 1}', '{"story_id": "s", "article_id": "a", "outlet": "O", "role": "wire", "headline": ""}']
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert [line for _, line, _ in found(tmp_path / "x.jsonl")] == [1, 2, 3, 4]


def test_a_fault_in_the_blocks_of_a_row_is_named_with_the_row_s_line(tmp_path: Path) -> None:
    text = 'story_id,article_id,outlet,role,headline,blocks\ns,a,O,wire,x,"Talks failed.\n\n[captoin] Boats."\n'
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    (problem,) = check_corpus(tmp_path / "x.csv")
    assert problem.line == 2
    assert problem.message.startswith("in line 3 of its blocks: block kind [captoin] is unknown")


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Lorry strike #2 fails", "'#2 fails'"),
        ("#StrikeNow in Bergen", "'#StrikeNow in Bergen'"),
        ("A deal # checked", "'# checked'"),
    ],
)
def test_what_yaml_takes_for_a_comment_is_not_lost_without_a_word(tmp_path: Path, headline: str, words: str) -> None:
    pair(tmp_path)
    write(tmp_path, headline=headline)
    told = [problem for problem in check_corpus(tmp_path) if "comment" in problem.message]
    assert [(problem.line, problem.severity) for problem in told] == [(4, "warning")]
    assert words in told[0].message


@pytest.mark.parametrize("language", ["en-GB", "en_US", "EN"])
def test_english_of_any_region_is_english(tmp_path: Path, language: str) -> None:
    pair(tmp_path)
    write(
        tmp_path,
        language=language,
        body="Talks on herring failed on Monday, and both of them said that they would meet again in May.",
    )
    assert check_corpus(tmp_path) == []
    assert annotate(load_corpus(tmp_path)[0].wire).sentences


@pytest.mark.parametrize("headline", ["'Lorry strike #2'", "Lorry#2", ">\n  Lorry strike #2", "'A deal'\n# checked"])
def test_a_comment_that_hides_no_words_is_none(tmp_path: Path, headline: str) -> None:
    pair(tmp_path)
    write(tmp_path, headline=headline)
    assert check_corpus(tmp_path) == []


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("2026-03-10T09:00:00+00:00", "2026-03-10T08:30:00+00:00"), 1),
        (("2026-03-10T09:00:00+00:00", "2026-03-10T09:30:00+02:00"), 1),
        (("2026-03-10T09:00:00+00:00", "2026-03-10"), None),
        (("2026-03-10T09:00:00", "2026-03-09"), 1),
        (("2026-03-10", None), None),
    ],
)
def test_the_earliest_version_is_told_by_the_clock_of_one_place(dates: tuple, first: int | None) -> None:
    articles = [version(outlet, TEXT, published=date) for outlet, date in zip("AB", dates, strict=True)]
    said = [candidate.article.outlet for candidate in propose_wire(articles) if "has the earliest date" in candidate.reasons]
    assert said == ([] if first is None else ["AB"[first]])
