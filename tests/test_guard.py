"""``wirecopy guard``: what stands before a publish button, with a table and an exit code that a script can trust."""

import json
import re

import pytest
from conftest import ROOT

from analysis.cli import main

PAGE = (ROOT / "docs" / "guard.md").read_text("utf8")
WIRE, DRAFT, TABLE = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def guard(tmp_path, monkeypatch, capsys):
    """The command in a folder with the texts of the page."""
    (tmp_path / "wire.txt").write_text(WIRE, "utf8")
    (tmp_path / "draft.txt").write_text(DRAFT, "utf8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        try:
            code = main(["guard", *arguments])
        except SystemExit as stop:
            code = stop.code
        return code, *capsys.readouterr()

    return run


def test_the_page_shows_what_the_command_prints(guard):
    code, out, err = guard("wire.txt", "draft.txt")
    assert out == TABLE
    assert (code, err) == (1, "draft.txt: 7 claims changed.\n")


def test_a_draft_that_only_cuts_and_edits_passes(guard, tmp_path):
    (tmp_path / "draft.txt").write_text(
        "The boats were seized in May by the navy. Ethiopia accused Kenya of delaying the talks.", "utf8"
    )
    assert guard("wire.txt", "draft.txt") == (0, "", "draft.txt: no claims changed.\n")
    assert guard("wire.txt", "wire.txt")[0] == 0


def test_json_has_the_offsets_of_what_changed(guard):
    code, out, _ = guard("wire.txt", "draft.txt", "--json")
    found = json.loads(out)
    assert code == 1
    assert {change["type"] for change in found} >= {"reversed", "roles", "attribution"}
    for change in found:
        assert WIRE[change["before_start"] : change["before_end"]] == change["before"]


def test_types_can_be_allowed_until_nothing_is_left(guard):
    kinds = {change["type"] for change in json.loads(guard("wire.txt", "draft.txt", "--json")[1])}
    code, out, _ = guard("wire.txt", "draft.txt", "--json", "--allow", "reversed")
    assert code == 1 and {change["type"] for change in json.loads(out)} == kinds - {"reversed"}
    code, out, _ = guard("wire.txt", "draft.txt", "--json", *(word for kind in kinds for word in ("--allow", kind)))
    assert (code, json.loads(out)) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["wire.txt", "nowhere.txt"], "nowhere.txt"),
        (["wire.txt", "empty.txt"], "empty.txt"),
        (["wire.txt", "draft.txt", "--allow", "lies"], "--allow lies: there is no such type; choose from reversed, roles"),
        (["wire.txt"], "DRAFT"),
    ],
)
def test_what_cannot_be_read_ends_with_two(guard, tmp_path, arguments, said):
    (tmp_path / "empty.txt").write_text("", "utf8")
    code, out, err = guard(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
