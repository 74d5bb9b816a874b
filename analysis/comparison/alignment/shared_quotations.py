"""Quotations that two sentences share: the trace of a wire sentence whose quotation was moved into another sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from analysis.comparison.stems import tells
from analysis.comparison.version import Version

# Share of the shorter quotation that stands in the other one, in one run of at least so many words.
_WHOLE, _FEWEST = 0.6, 2
# Quotations of a sentence, and words of each, that are compared: cost grows with the square.
_MOST, _LONGEST = 30, 300


def shared_quotations(
    wire: Version,
    republication: Version,
    of_wire: Mapping[int, Sequence[int]],
    of_republication: Mapping[int, Sequence[int]],
) -> list[tuple[int, int]]:
    """
    Pairs without a link that quote the same words, which no link of either sentence explains.

    A quotation counts if it has a telling word that neither version quotes in another sentence.
    """
    quoted = _quoted(wire), _quoted(republication)
    quoting = tuple(map(_quoting_sentences, quoted))
    pairs = {
        (quoting[0][word][0], quoting[1][word][0])
        for word in quoting[0].keys() & quoting[1].keys()
        if len(quoting[0][word]) == len(quoting[1][word]) == 1
    }
    found = []
    for i, j in sorted(pairs):
        partners, others = of_wire.get(i, ()), of_republication.get(j, ())
        rivals = [republication.stems_of(y) for y in partners] + [wire.stems_of(x) for x in others]
        if j not in partners and any(
            not any(_holds(rival, run) for rival in rivals) for run in _shared_runs(quoted[0][i], quoted[1][j])
        ):
            found.append((i, j))
    return found


def _quoting_sentences(quoted: Sequence[Sequence[tuple[str, ...]]]) -> dict[str, list[int]]:
    """Telling word -> the sentences that quote it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, stretches in enumerate(quoted):
        for word in {word for stretch in stretches for word in stretch if tells(word)}:
            found[word].append(number)
    return found


def _quoted(version: Version) -> list[list[tuple[str, ...]]]:
    """For each sentence, the stems of each quotation in it."""
    out = []
    for sentence in range(len(version)):
        pieces = version.pieces(sentence)
        runs = [[version.stems[k] for k in run] for quoted, run in groupby(pieces, version.quoted.__getitem__) if quoted]
        out.append([tuple(run[:_LONGEST]) for run in runs[:_MOST]])
    return out


def _shared_runs(one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The longest common run of each two quotations, where it is most of the shorter one and tells something."""
    for a in one:
        for b in other:
            run = _longest_run(a, b)
            if len(run) >= max(_FEWEST, _WHOLE * min(len(a), len(b))) and any(map(tells, run)):
                yield run


def _longest_run(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size]


def _holds(words: Sequence[str], run: Sequence[str]) -> bool:
    """Whether the words have the run."""
    return "\n".join(("", *run, "")) in "\n".join(("", *words, ""))
