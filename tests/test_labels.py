"""The file of labels: whole at every moment, whoever writes, and refused with its line where it is no such file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from conftest import ROOT
from hostile_story import hostile_story, markup

from analysis import AnalysisError, load_labels, sample_for_coding
from analysis.comparison.coding.labels import keep_sample, remove_label, sample_file, save_label

LABEL = {"layer": "hedges", "item": "hedges:s/a:0-4", "text": "May", "coder": "Ana", "label": "yes", "note": "", "when": ""}


def test_a_label_takes_the_place_of_an_earlier_one_of_the_same_person(tmp_path):
    file = tmp_path / "labels.csv"
    for label in (LABEL, LABEL | {"coder": "Bo"}, LABEL | {"label": "no", "note": "on reflection"}):
        save_label(file, label)
    found = load_labels(file)
    assert found[["coder", "label", "note"]].values.tolist() == [["Bo", "yes", ""], ["Ana", "no", "on reflection"]]
    remove_label(file, LABEL)
    assert load_labels(file).coder.tolist() == ["Bo"]


@pytest.mark.parametrize("text", ["=1+1", '";,\t', "two\nlines", "\r", markup("note"), "“ü” 🚢 \u2028"])
def test_every_text_comes_back_as_it_was(tmp_path, text):
    file = tmp_path / "labels.csv"
    save_label(file, LABEL | {"note": text, "text": text, "coder": f"Ana {text}".strip(), "item": f"i{text}"})
    (row,) = load_labels(file).itertuples()
    text = text.replace("\r", "\n")
    assert (row.note, row.text, row.item) == (text, text, f"i{text}")


def test_what_the_kit_says_is_kept_apart(tmp_path, stories):
    file = tmp_path / "labels.csv"
    sample = sample_for_coding(stories, "relations", 20)
    keep_sample(file, sample)
    keep_sample(file, sample_for_coding(hostile_story(), "fates", 5))
    first = sample.iloc[0]
    save_label(file, LABEL | {"layer": "relations", "item": first["item"], "label": "edited"})
    assert not {"kit", "stratum"} & {*file.read_text("utf8").splitlines()[0].split(",")}
    (row,) = load_labels(file).itertuples()
    assert (row.kit, row.stratum, row.stratum_size, row.outlet) == tuple(first[["kit", "stratum", "stratum_size", "outlet"]])


def test_a_larger_sample_takes_the_place_of_a_smaller_one_and_another_is_refused(tmp_path, stories):
    file = tmp_path / "labels.csv"
    small, large, other = (sample_for_coding(stories, "hedges", n, seed=seed) for n, seed in ((10, 1), (20, 1), (20, 2)))
    keep_sample(file, small)
    save_label(file, LABEL | {"item": small["item"][0]})
    keep_sample(file, large)
    assert load_labels(file).stratum_size.tolist() == [int(small.stratum_size[0])]
    before = sample_file(file).read_bytes()
    with pytest.raises(AnalysisError, match=r"1 of its labels are of another sample .* same seed"):
        keep_sample(file, other)
    assert sample_file(file).read_bytes() == before


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("layer,item,coder\nhedges,a,Ana\n", "line 2: 'label' is missing"),
        ("layer,item,coder,label\nhedges,a,Ana,yes\nhedges,a,Ana,no\n", "line 3: 'Ana' has labelled this item in line 2 already"),
        ("layer,item,coder,label\nhedges,a,Ana\n", "line 2: the row has 3 cells"),
    ],
)
def test_a_table_that_holds_no_labels_is_told_with_its_line(tmp_path, table, message):
    file = tmp_path / "labels.csv"
    file.write_text(table, "utf8")
    with pytest.raises(AnalysisError, match=message):
        load_labels(file)


WRITER = """
import sys
from pathlib import Path
from analysis.comparison.coding.labels import save_label
for k in range(10**6):
    label = dict(layer="hedges", item=f"i{k}", text="May", coder=sys.argv[2], label="yes", note="x" * 5000, when="")
    save_label(Path(sys.argv[1]), label)
    print(k, flush=True)
"""


@pytest.mark.slow
def test_a_killed_process_loses_at_most_the_label_being_given(tmp_path):
    """Two people write at once, and one is killed in the midst of it: all that it said was saved is there, and the other's."""
    file = tmp_path / "labels.csv"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(file), "Ana"], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    told = [int(writer.stdout.readline()) for _ in range(3)]
    for k in range(3):
        save_label(file, LABEL | {"coder": "Bo", "item": f"i{k}"})
    os.kill(writer.pid, signal.SIGKILL)
    told += map(int, writer.communicate()[0].split())
    found = load_labels(file).groupby("coder")["item"].apply(list).to_dict()
    assert found["Bo"] == ["i0", "i1", "i2"]
    assert found["Ana"] in ([f"i{k}" for k in range(told[-1] + 1)], [f"i{k}" for k in range(told[-1] + 2)])
    save_label(file, LABEL | {"coder": "Bo"})
    assert len(load_labels(file)) == sum(map(len, found.values())) + 1
