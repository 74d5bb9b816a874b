"""Quotations that two sentences share: the trace of a wire sentence whose quotation was moved into another sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from analysis.comparison.alignment.folding import fold
from analysis.comparison.alignment.similarity import stem, stems, tells

# Share of the shorter quotation that stands in the other one, in one run of at least so many words.
_WHOLE, _FEWEST = 0.6, 2
# Quotations of a sentence, and words of each, that are compared: cost grows with the square.
_MOST, _LONGEST = 30, 300


def shared_quotations(
    wire: Sequence[str],
    republication: Sequence[str],
    of_wire: Mapping[int, Sequence[int]],
    of_republication: Mapping[int, Sequence[int]],
) -> list[tuple[int, int]]:
    """
    Pairs without a link that quote the same words, which no link of either sentence explains.

    A quotation counts if it has a telling word that neither version quotes in another sentence.
    """
    quoting = tuple(_quoting_sentences(side) for side in (wire, republication))
    pairs = {
        (quoting[0][word][0], quoting[1][word][0])
        for word in quoting[0].keys() & quoting[1].keys()
        if len(quoting[0][word]) == len(quoting[1][word]) == 1
    }
    found = []
    for i, j in sorted(pairs):
        partners, others = of_wire.get(i, ()), of_republication.get(j, ())
        rivals = [stems(republication[y]) for y in partners] + [stems(wire[x]) for x in others]
        if j not in partners and any(
            not any(_holds(rival, run) for rival in rivals) for run in _shared_runs(_quoted(wire[i]), _quoted(republication[j]))
        ):
            found.append((i, j))
    return found


def _quoting_sentences(sentences: Sequence[str]) -> dict[str, list[int]]:
    """Telling word -> the sentences that quote it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for word in {word for stretch in _quoted(sentence) for word in stretch if tells(word)}:
            found[word].append(number)
    return found


@lru_cache(maxsize=1 << 14)
def _quoted(sentence: str) -> tuple[tuple[str, ...], ...]:
    """Stems of each quotation in a sentence."""
    folded, stretches, open_ = fold(sentence), [], False
    for key, quoted in zip(folded.keys, folded.quoted, strict=True):
        if quoted and not open_:
            stretches.append([])
        if quoted:
            stretches[-1].append(stem(key))
        open_ = quoted
    return tuple(tuple(stretch[:_LONGEST]) for stretch in stretches[:_MOST])


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
