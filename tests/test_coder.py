"""Coder: what it shows and hides, what it saves, and its keys in a real browser."""

from __future__ import annotations

import json

import pytest
from browser import opened
from hostile_story import hostile_story, markup

from analysis import AnalysisError, Coder, load_labels, sample_for_coding
from analysis.comparison.coding import labels as label_file
from analysis.comparison.coding.codebooks import codebooks
from analysis.presentation.rendering import asset


@pytest.fixture
def sample(stories):
    return sample_for_coding(stories, "hedges", 6)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "labels.csv"


def press(coder, action, code="", note="", turn=None):
    """What the page sends for a key."""
    coder._take(coder, {"action": action, "code": code, "note": note, "turn": coder.shown["turn"] if turn is None else turn}, [])


def test_nothing_that_tells_the_kits_answer_reaches_the_page(sample, file):
    coder = Coder(sample, "Ana", file)
    for k in range(6):
        told = coder.shown
        assert set(told) == {
            *("turn", "progress", "wrong", "undo", "options", "before", "text", "after", "beside", "question", "note")
        }
        assert told["text"] == sample.text[k]
        assert [(o["code"], o["label"], o["rule"]) for o in told["options"]] == [
            (code.code, code.label, code.rule) for code in codebooks()["hedges"].codes
        ]
        press(coder, "give", "no")
    assert coder.shown["progress"] == "All 6 items are labelled." and coder.shown["options"] == []


def test_nothing_is_written_before_the_first_label(sample, file):
    Coder(sample, "Ana", file)
    assert list(file.parent.iterdir()) == []


def test_goes_on_where_it_stopped_each_for_themselves(sample, file):
    one = Coder(sample, "Ana", file)
    for code in ("yes", "no"):
        one.give(code, note=f"note on {code}")
    two = Coder(sample, "Bo", file)
    two.give("no")
    again = Coder(sample, "Ana", file)
    assert (again.left, again.shown["text"]) == (4, sample.text[2])
    again.undo()
    assert (again.shown["text"], again.shown["note"]) == (sample.text[1], "note on no")
    found = load_labels(file)
    assert list(zip(found.coder, found.label, found.item, strict=True)) == [
        ("Ana", "yes", sample["item"][0]),
        ("Bo", "no", sample["item"][0]),
    ]
    assert found.kit.tolist() == [sample.kit[0]] * 2 and found.when.str.endswith("+00:00").all()


def test_what_is_skipped_comes_again_behind_the_others(sample, file):
    coder = Coder(sample, "Ana", file)
    first = coder.shown["text"]
    press(coder, "skip")
    for _ in range(5):
        assert coder.shown["text"] != first
        press(coder, "give", "no")
    assert coder.shown["text"] == first and coder.left == 1


def test_a_key_for_an_item_that_is_gone_labels_no_other(sample, file):
    coder = Coder(sample, "Ana", file)
    turn = coder.shown["turn"]
    press(coder, "give", "yes", turn=turn)
    press(coder, "give", "yes", turn=turn)
    assert coder.left == 5


def test_a_label_that_cannot_be_saved_is_told_and_can_be_given_again(sample, file, monkeypatch):
    coder = Coder(sample, "Ana", file)
    coder.give("no")

    def full(*_):
        raise AnalysisError("the file cannot be written (No space left on device): make room.")

    with monkeypatch.context() as patch:
        patch.setattr(label_file, "write_whole", full)
        press(coder, "give", "yes")
    assert "No space left" in coder.shown["wrong"] and coder.shown["text"] == sample.text[1]
    press(coder, "give", "yes")
    assert coder.shown["wrong"] == "" and load_labels(file).label.tolist() == ["no", "yes"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda sample, file: Coder(sample, " ", file), "Say who labels"),
        (lambda sample, file: Coder(sample.drop(columns="kit"), "Ana", file), "no column 'kit'"),
        (
            lambda sample, file: Coder(sample, "Ana", file).give("perhaps"),
            "'perhaps' is no answer to this question: choose one of yes, no",
        ),
        (lambda sample, file: Coder(sample.head(0), "Ana", file).give("yes"), "Every item of the sample is labelled"),
    ],
)
def test_mistakes_are_told_in_a_sentence(sample, file, make, message):
    with pytest.raises(AnalysisError, match=message):
        make(sample, file)


def test_an_export_shows_the_question_and_no_widget(sample, file):
    html = Coder(sample, "<b>Ana</b>", file)._repr_mimebundle_()["text/html"]
    assert "&lt;b&gt;Ana&lt;/b&gt;: 0 of 6" in html and codebooks()["hedges"].question in html


PAGE = """<!DOCTYPE html><html lang="en"><title>t</title><body><div id="room"></div><script type="module">
const code = {code};
const {{ default: widget }} = await import(URL.createObjectURL(new Blob([code], {{ type: "text/javascript" }})));
window.sent = []; window.shown = {shown};
const model = {{ get: () => window.shown, on: (_, call) => window.redraw = call, send: message => window.sent.push(message) }};
widget.render({{ model, el: document.getElementById("room") }});
</script></body></html>"""


@pytest.mark.browser
def test_keys_and_clicks_and_markup_in_every_field(tmp_path, file):
    sample = sample_for_coding(hostile_story(), "speakers", 9).head(1).copy()
    sample["options"] = [(markup("name"), "unnamed", "other")]
    sample["beside"], sample["before"] = markup("beside"), markup("before")
    coder = Coder(sample, markup("coder"), file)
    page_file = tmp_path / "page.html"
    code, shown = (json.dumps(x).replace("</", "<\\/") for x in (asset("lab.js") + asset("coder.js"), coder.shown))
    page_file.write_text(PAGE.format(code=code, shown=shown), "utf8")
    with opened(page_file.as_uri()) as page:
        page.locator("mark").wait_for()
        page.locator("#room").focus()
        for key in ("n", "2", "Enter", "u", "2", "1"):  # into the note; nothing to undo; the second 1 finds no item
            page.keyboard.press(key)
        assert page.evaluate("sent") == [{"action": "give", "code": "unnamed", "turn": 0, "note": "2"}]
        for key, action in (("s", "skip"), ("u", "undo")):
            page.evaluate("sent = []; shown = {...shown, turn: shown.turn + 1, undo: true}; redraw()")
            assert page.evaluate("document.activeElement.id") == "room"
            page.keyboard.press(key)
            assert page.evaluate("sent[0].action") == action
        page.evaluate("sent = []; shown = {...shown, wrong: 'No space <b>left</b>'}; redraw()")
        assert page.get_by_role("alert").inner_text() == "No space <b>left</b>"
        page.get_by_role("button", name="window.hacked").click()
        assert page.evaluate("sent[0].code") == markup("name")
        assert page.locator("#room").inner_text().count("onerror") >= 4
        assert page.evaluate("window.hacked") is None and page.locator("#room :is(img, script, b)").count() == 0
        assert page.problems == []
