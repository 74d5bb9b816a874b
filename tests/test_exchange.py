"""Labels that go out and come back, and the research package of a corpus."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from hostile_story import hostile_story, markup

from analysis import AnalysisError, Coder, export_labels, import_labels, load_labels, sample_for_coding, write_package


@pytest.fixture
def labels(tmp_path):
    sample = sample_for_coding(hostile_story(), "relations", 6)
    coder = Coder(sample, markup("coder"), tmp_path / "labels.csv")
    for k in range(4):
        coder.give("edited" if k else "unrelated", note=f"=1+1\n{markup('note')}")
    return tmp_path / "labels.csv"


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_labels_come_back_as_they_were(labels, tmp_path, ending):
    out = export_labels(labels, tmp_path / "out" / f"labels.{ending}")
    assert import_labels(out, tmp_path / "again" / "labels.csv") == 4
    told, again = load_labels(labels), load_labels(tmp_path / "again" / "labels.csv")
    same = ["layer", "item", "text", "coder", "label", "note", "when"]
    assert again[same].equals(told[same])
    assert import_labels(out, labels) == 4 and load_labels(labels)[same].equals(told[same])


def test_tasks_for_label_studio_tell_nothing_of_the_kit_and_answers_come_back(tmp_path):
    sample = sample_for_coding(hostile_story(), "hedges", 4)
    tasks = json.loads(export_labels(sample, tmp_path / "tasks.json").read_text("utf8"))
    assert [task["data"]["item"] for task in tasks] == sample["item"].tolist()
    assert all(f"⟦{row.text}⟧" in task["data"]["shown"] for row, task in zip(sample.itertuples(), tasks, strict=True))
    assert not {"kit", "stratum", "weight"} & {key for task in tasks for key in task["data"]}
    choice = {"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": ["yes"]}}
    note = {"from_name": "note", "to_name": "text", "type": "textarea", "value": {"text": ["not", "sure"]}}
    for task, by in zip(tasks, (7, {"email": "ana@example.org"}, 7), strict=False):
        task["annotations"] = [{"result": [choice, note], "completed_by": by, "created_at": "2026-01-05T10:00:00Z"}]
    tasks[2]["annotations"][0]["was_cancelled"] = True
    (tmp_path / "export.json").write_text(json.dumps(tasks), "utf8")
    assert import_labels(tmp_path / "export.json", tmp_path / "labels.csv", sample) == 2
    found = load_labels(tmp_path / "labels.csv")
    assert found.kit.tolist() == sample.kit[:2].tolist()
    with pytest.raises(AnalysisError, match="line 1: the sample does not hold the item"):
        import_labels(tmp_path / "export.json", tmp_path / "labels.csv", sample[3:])
    assert found[["coder", "label", "note"]].values.tolist() == [["7", "yes", "not sure"], ["ana@example.org", "yes", "not sure"]]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "layer,item,coder,label\nhedges,a,Ana,perhaps\n", "line 2: 'perhaps' is no answer of hedges: yes, no"),
        ("a.csv", "layer,item,coder,label\nhedge,a,Ana,yes\n", "no layer 'hedge'"),
        ("a.jsonl", '{"layer": "hedges", "item": "a", "label": "yes"}\n', "line 1: 'coder' is missing"),
        ("a.json", '[{"data": {}, "annotations": [{"result": 3}]}]', "no export of Label Studio"),
        ("a.json", "[" * 100_000, "no export of Label Studio"),
        ("a.xml", "", "read from .csv, .jsonl or .json"),
    ],
)
def test_what_is_no_table_of_labels_is_told_and_nothing_is_taken(labels, tmp_path, name, text, message):
    before = labels.read_bytes()
    (tmp_path / name).write_text(text, "utf8")
    with pytest.raises(AnalysisError, match=message):
        import_labels(tmp_path / name, labels)
    assert labels.read_bytes() == before


def test_what_cannot_be_exported_is_told(labels, tmp_path):
    speakers = sample_for_coding(hostile_story(), "speakers", 9)
    for given, out, message in (
        (labels, "a.xml", "written as .csv or .jsonl"),
        (labels, "a.json", "made from a sample"),
        (speakers, "a.json", "answers about speakers differ"),
        (speakers, "a.csv", "no column 'coder'"),
    ):
        with pytest.raises(AnalysisError, match=message):
            export_labels(given, tmp_path / out)
        assert not (tmp_path / out).exists()


@pytest.mark.slow
def test_a_package_holds_every_table_with_digest_and_types(labels, tmp_path):
    package = write_package([hostile_story()], tmp_path / "package", labels)
    told = json.loads(package.read_text("utf8"))
    names = {resource["name"] for resource in told["resources"]}
    assert {"articles", "measure", "claims", "outlets", "labels", "agreement", "corrected_rates-relations"} <= names
    assert {f"{name}.csv" for name in names} | {"datapackage.json"} == {path.name for path in package.parent.iterdir()}
    fits = {"integer": int, "number": float, "array": json.loads, "boolean": ["True", "False"].index, "string": str}
    for resource in told["resources"]:
        data = (package.parent / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}" and resource["bytes"] == len(data)
        header, *rows = csv.reader(data.decode("utf8").splitlines(keepends=True))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        for row in rows:
            for field, cell in zip(resource["schema"]["fields"], row, strict=True):
                assert cell == "" or fits[field["type"]](cell) is not None
                assert not cell.startswith(("=", "+", "@")) or field["type"] != "string"
    texts = {a.article_id: hashlib.sha256(a.text.encode()).hexdigest() for a in hostile_story().articles}
    with Path(package.parent / "articles.csv").open(encoding="utf8", newline="") as file:
        assert {row["article_id"]: row["text_sha256"] for row in csv.DictReader(file)} == texts
