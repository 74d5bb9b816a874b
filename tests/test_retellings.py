"""Links and claims in free retellings, claims and sources of the sample: held to what was measured when they were first read."""

from __future__ import annotations

import retellings as gold
import sample_claims


def test_links_and_claims_agree_with_labels_as_documented():
    floors = {"links": (0.99, 0.9), "a claim is changed": (0.8, 0.5), "types of changed claims": (0.75, 0.48)}
    for name, *_, precision, recall, _ in gold.rows():
        least = floors[name]
        assert float(precision) >= least[0] and float(recall) >= least[1], name


def test_labels_name_sentences_that_there_are():
    rows = gold.pairs()
    assert len(rows) == 60 and len({(row["wire"], row["retelling"]) for row in rows}) == 60
    for row in rows:
        wire, retelling = gold.sides(row)
        for link in row["links"].split():
            i, j = map(int, link.split("-"))
            assert i < len(wire) and j < len(retelling)


def test_claims_sources_and_headlines_of_the_sample_agree_with_labels_as_documented():
    figures = {name: numbers for name, *numbers in sample_claims.rows()}
    assert float(figures["claims, all"][3]) >= 0.9 and float(figures["claims, all"][4]) >= 0.6
    assert float(figures["sources of the wires"][3]) >= 0.9 and float(figures["sources of the wires"][4]) >= 0.92
    assert figures["alarms about 19 headlines"][1] == "0"
