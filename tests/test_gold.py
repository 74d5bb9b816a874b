"""The kit agrees with the labels of the sample corpus at least as well as it did when the floors were pinned."""

from __future__ import annotations

import json
import shutil

import gold
import pytest
import sample_corpus

PINNED = json.loads(sample_corpus.FLOORS.read_text(encoding="utf8"))
AGAIN = "python benchmarks/sample_corpus.py --pin"


def test_the_floors_belong_to_this_corpus():
    if PINNED["corpus"] != gold.digest():
        pytest.fail(f"The sample corpus has changed since its figures were pinned: look at them and run {AGAIN}.", pytrace=False)


@pytest.mark.parametrize("name", PINNED["floors"])
def test_no_figure_is_below_its_floor(name):
    value, floor = sample_corpus.figures(gold.judgements())[name], PINNED["floors"][name]
    if value < floor:
        again = f"{AGAIN} --lower-floors"
        pytest.fail(f"{name} is {value:.3f}, its floor {floor:.3f}. If that is meant: {again}.", pytrace=False)


def test_every_figure_has_a_floor():
    assert list(PINNED["floors"]) == list(sample_corpus.figures(gold.judgements()))


def test_floors_rise_freely_and_sink_only_when_told():
    pinned = {"corpus": "old", "floors": {"links: F1": 0.9}}
    assert sample_corpus.pin({"links: F1": 0.9559}, "new", pinned, False) == {"corpus": "new", "floors": {"links: F1": 0.955}}
    for lost in ({"links: F1": 0.8}, {}):
        with pytest.raises(SystemExit, match=r"links: F1.*--lower-floors"):
            sample_corpus.pin(lost, "new", pinned, False)
    assert sample_corpus.pin({"links: F1": 0.8}, "old", pinned, True)["floors"] == {"links: F1": 0.8}


# Labels turned wrong in a copy of one story: the figures must notice.
WRONG = [
    ("relation: accuracy", "sentence", ",house_style,,", ",rewritten,,"),
    ("quotation fate: accuracy", "quote", ",kept,", ",truncated,"),
    ("speaker: accuracy", "quote", ",Hanna Bjarnadottir,", ",Nobody Atall,"),
    ("country mentions: recall", "mention", ",ISL,", ",IRL,"),
    ("sentiment: accuracy", "mention", ",0,NOR,", ",1,NOR,"),
]


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(gold.CORPUS / "cod-collision", tmp_path / "cod-collision")
    return tmp_path


@pytest.mark.parametrize(("figure", "layer", "right", "wrong"), WRONG)
def test_a_wrong_label_shows(copy, figure, layer, right, wrong):
    before = sample_corpus.figures(gold.judgements.__wrapped__(copy))[figure]
    path = copy / "cod-collision" / "gold.csv"
    lines = path.read_text(encoding="utf8").splitlines(keepends=True)
    path.write_text("".join(line.replace(right, wrong) if line.startswith(layer) else line for line in lines), encoding="utf8")
    assert sample_corpus.figures(gold.judgements.__wrapped__(copy))[figure] < before


def test_the_digest_notices_articles_and_labels(copy):
    seen = {gold.digest(copy)}
    for name in ("gold.csv", "00-tidewell-press.md"):
        path = copy / "cod-collision" / name
        path.write_bytes(path.read_bytes() + b"\n")
        seen.add(gold.digest(copy))
    path.rename(path.with_name("09-tidewell-press.md"))
    seen.add(gold.digest(copy))
    assert len(seen) == 4
