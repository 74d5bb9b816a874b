"""The labelled sets: where they are, what the kit and its peers find in them, and which figures are published."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import agreement
import peers
from agreement import Counts, Figure, Tally

from analysis import align, annotate, target_sentiment

Reader = Callable[[dict], Any]


@dataclass(frozen=True)
class Task:
    """
    What is found in a labelled case, and how it is compared with the labels.

    Attributes
    ----------
    layer : str
    count : callable
        (case, what a reader found) to counts.
    wirecopy : callable
        The kit as a reader: case to what it finds.
    figures : mapping of str to callable
        Formulas over summed counts.
    peers : mapping of str to callable
        Other readers.
    fitted : mapping of str to callable
        Other readers, made from the even rows.
    drawn, key : str, callable
        Cases with the same key are drawn together for the intervals; ``drawn`` names these units.
    """

    layer: str
    count: Callable[[dict, Any], Counts]
    wirecopy: Reader
    figures: Mapping[str, Figure]
    peers: Mapping[str, Reader]
    drawn: str
    key: Callable[[int, dict], object] = lambda k, case: k
    fitted: Mapping[str, Callable[[list[dict]], Reader]] = field(default_factory=dict)


@dataclass(frozen=True)
class LabelledSet:
    """
    A file of labelled cases.

    Attributes
    ----------
    task : Task
    name, file, licence : str
    quoted : mapping of str to str
        Figure to what others reach by our earlier measurements, on these rows or on other parts of the collection.
    figures : tuple of str
        Which of the task's figures are published; all if empty.
    rewrite : callable, optional
        Changes the text before it is read, character for character: the labels stay where they are.
    """

    task: Task
    name: str
    file: str
    licence: str
    quoted: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[str, ...] = ()
    rewrite: Callable[[str], str] | None = None

    @property
    def published(self) -> tuple[str, ...]:
        return self.figures or tuple(self.task.figures)

    def cases(self, data: Path) -> list[dict]:
        with (data / self.file).open(encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def tally(self, cases: list[dict], reader: Reader) -> Tally:
        """Counts of what a reader finds, by the units that are drawn."""
        return Tally((self.task.key(k, case), self.task.count(case, reader(self._shown(case)))) for k, case in enumerate(cases))

    def _shown(self, case: dict) -> dict:
        return case | {"text": self.rewrite(case["text"])} if self.rewrite else case


def _sentences(case: dict) -> list[int]:
    return [sentence.end for sentence in annotate(case["text"]).sentences]


def _quotes(case: dict) -> list[tuple[int, int, str | None]]:
    return [(quote.start, quote.end, quote.speaker) for quote in annotate(case["text"]).quotes if quote.direct]


def _uncertain(case: dict) -> bool:
    return bool(annotate(case["text"]).hedges)


def _mentions(case: dict) -> list[tuple[int, int, str, str]]:
    return [(mention.start, mention.end, mention.country, mention.kind) for mention in annotate(case["text"]).mentions]


def _sentiment(case: dict) -> tuple[int, float]:
    found = target_sentiment(case["text"], case["start"], case["end"])
    return found.label, found.score


def _links(case: dict) -> list[tuple[int, int, bool]]:
    return [(link.wire, link.republication, link.moved) for link in align(case["wire"], case["republication"]).links]


def curly_single(text: str) -> str:
    """British marks, ‘ and ’, in place of double ones."""
    return re.sub('["”]', "’", re.sub(r"“|(?<![^\s(\[—–-])\"(?=\S)", "‘", text))


def straight_single(text: str) -> str:
    """The same with the marks of a typewriter, which are apostrophes, too."""
    return re.sub('["“”]', "'", text)


SENTENCES = Task(
    "sentences",
    agreement.count_sentences,
    _sentences,
    {"F1": agreement.f1, "precision": agreement.precision, "recall": agreement.recall},
    {"Punkt": peers.punkt, "Punkt with our abbreviations": peers.punkt_with_abbreviations},
    "documents",
    lambda k, case: case["doc"],
)
QUOTES = Task(
    "quotations",
    agreement.count_quotes,
    _quotes,
    {
        "F1": agreement.quote_f1,
        "exact spans": agreement.share("exact", "whole"),
        "speaker": agreement.share("right_speaker", "with_source"),
    },
    {"anything in marks; nearest name": peers.marks_and_nearest_name},
    "documents",
)
HEDGES = Task(
    "hedges",
    agreement.count_uncertain,
    _uncertain,
    {"F1": agreement.f1, "precision": agreement.precision, "recall": agreement.recall},
    {"plain list": peers.plain_list},
    "sentences",
    lambda k, case: case["text"],
)
COUNTRIES = Task(
    "countries",
    agreement.count_countries,
    _mentions,
    {"F1, names and demonyms": agreement.country_f1("plain"), "F1, all but leaders": agreement.country_f1("all")},
    {"the same names without context": peers.names_without_context},
    "documents",
)
SENTIMENT = Task(
    "sentiment",
    agreement.count_sentiment,
    _sentiment,
    {
        "macro-F1": agreement.macro_f1,
        "polarity": agreement.polarity,
        "accuracy": agreement.accuracy,
        "precision, unfavourable": agreement.precision_of(-1),
        "precision, favourable": agreement.precision_of(1),
    },
    {"VADER": peers.vader},
    "sentences",
    lambda k, case: case["text"],
    {"VADER, thresholds fitted": peers.vader_fitted, "the commonest label": peers.commonest_label},
)
ALIGNMENT = Task(
    "alignment",
    agreement.count_links,
    _links,
    {"F1": agreement.link_f1("all"), "F1, changed sentences": agreement.link_f1("changed")},
    {
        "equal sentences": peers.equal_sentences,
        "most similar first": peers.most_similar,
        "tf-idf in order": peers.tf_idf_in_order,
    },
    "pairs of texts",
)

SETS = (
    LabelledSet(
        SENTENCES,
        "GUM, prose",
        "sentences/gum_dev_prose.jsonl",
        "CC BY-NC-SA 4.0",
        {"F1": "GUM news, test part: Punkt with hand-made abbreviations .952, blingfire .952"},
    ),
    LabelledSet(
        SENTENCES,
        "EWT, web",
        "sentences/ewt_dev_web.jsonl",
        "CC BY-SA 4.0",
        {"F1": "test parts of several collections: Punkt .91–.98, pysbd .88–.997, blingfire .95–.99"},
    ),
    LabelledSet(
        QUOTES,
        "PolNeAR",
        "quotes/polnear_dev.jsonl",
        "none stated",
        {"F1": "test part: a regular expression .97, textacy .76", "speaker": "test part: nearest name .635"},
    ),
    LabelledSet(
        QUOTES,
        "PolNeAR, ‘British’ marks",
        "quotes/polnear_dev.jsonl",
        "none stated",
        figures=("F1", "exact spans"),
        rewrite=curly_single,
    ),
    LabelledSet(
        QUOTES,
        "PolNeAR, 'straight' marks",
        "quotes/polnear_dev.jsonl",
        "none stated",
        figures=("F1", "exact spans"),
        rewrite=straight_single,
    ),
    LabelledSet(
        HEDGES,
        "UW factuality, newswire",
        "hedges/uw_train.jsonl",
        "code MIT, corpus its own terms",
        {"F1": "test part: Hyland’s list .435"},
    ),
    LabelledSet(HEDGES, "SciCert, science news", "hedges/scicert_train.jsonl", "MIT", {"F1": "test part: Hyland’s list .758"}),
    LabelledSet(
        COUNTRIES,
        "TR-News",
        "countries/trnews.jsonl",
        "GPL-3 repository",
        {"F1, names and demonyms": "part not recorded: geotext .852, newsmap .843, pycountry .565"},
    ),
    LabelledSet(
        SENTIMENT,
        "DSE, countries",
        "sentiment/dse_train_countries.jsonl",
        "use with citation",
        {
            "macro-F1": "test part: VADER tuned .374, distance-weighted lexicon .437, a linear model trained on the set .58",
            "polarity": "test part: VADER .704, distance-weighted lexicon .792",
        },
    ),
    LabelledSet(
        SENTIMENT,
        "NewsMTSC, persons",
        "sentiment/newsmtsc_train.jsonl",
        "MIT",
        {"macro-F1": "test part: VADER tuned .51, linear model .66, small embeddings .73, a transformer on a GPU .83"},
    ),
    LabelledSet(
        ALIGNMENT,
        "ArgRewrite",
        "align/argrewrite_dev.jsonl",
        "CC BY 4.0",
        {"F1": "test part: tf-idf in order .975", "F1, changed sentences": "test part: tf-idf in order .942"},
    ),
    LabelledSet(
        ALIGNMENT,
        "restructured pairs",
        "align/restructure_dev.jsonl",
        "research use",
        {"F1": "test part: best plain baseline .950"},
    ),
)
