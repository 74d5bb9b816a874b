"""Which sentence of a narrator retells a quotation in other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from analysis.annotation.quotes.quotations import Quote
from analysis.comparison.changes.quote_matching import Word, content
from analysis.comparison.changes.speaker_names import is_name, speaker_of
from analysis.comparison.folding import keys_of
from analysis.comparison.stems import stem
from analysis.comparison.version import Version

# Share of a quotation's telling words that the narrator must use: in any sentence, in a linked one, and where the same
# person is said to say so.
_ANYWHERE, _LINKED, _SAME_SPEAKER = 0.6, 0.34, 0.25
# One word is chance, also if it is all that a short quotation has.
_FEWEST = 2
_PRONOUNS = frozenset({"he", "she"})
# How many sentences back the name may stand that "he" means.
_BACK = 3


def stems_by_sentence(words: Sequence[Word]) -> dict[int, set[str]]:
    """Stems of the words of each sentence."""
    out: dict[int, set[str]] = {}
    for word in words:
        out.setdefault(word.sentence, set()).add(stem(word.key))
    return out


def surname(quote: Quote) -> str | None:
    """The last word of a speaker's name, folded; None where nobody is named."""
    speaker = speaker_of(quote)
    keys = keys_of(speaker) if speaker is not None and is_name(speaker) else ()
    return keys[-1] if keys else None


def reported(version: Version, surnames: Collection[str]) -> dict[int, set[str]]:
    """
    Which of some people each sentence lets speak without marks.

    Parameters
    ----------
    version : Version
    surnames : collection of str
        Folded; a sentence that begins with "he" or "she" speaks of the one named last.

    Returns
    -------
    dict
        Sentence -> surnames; sentences with a reporting verb alone.
    """
    out: dict[int, set[str]] = {}
    annotation = version.annotation
    for number in sorted({annotation.sentence_of(verb.start) for verb in annotation.reporting}):
        keys = version.words(number)
        named = set(keys) & set(surnames)
        if not named and keys[0] in _PRONOUNS:
            before = (
                k
                for k in range(number - 1, max(-1, number - 1 - _BACK), -1)
                if any(map(version.name.__getitem__, version.pieces(k)))
            )
            named = next((set(version.words(k)) & set(surnames) for k in before), set())
        if named:
            out[number] = named
    return out


def find_retelling(
    quote: Quote,
    words: Sequence[Word],
    said: Mapping[int, set[str]],
    linked: Collection[int],
    speaking: Mapping[int, Collection[str]],
    total: Mapping[str, int],
    framed: Collection[int],
) -> int | None:
    """
    Find the sentence in which a narrator has the telling words of a quotation.

    Parameters
    ----------
    quote : Quote
    words : sequence of Word
        Its words.
    said : mapping
        Sentence -> stems that its narrator uses and the other narrator does not.
    linked : collection of int
        Sentences that are linked with one of the quotation.
    speaking : mapping
        Sentence -> surnames, from `reported`.
    total : mapping
        How often the text of the quotation has each stem.
    framed : collection of int
        Linked sentences that also have the words around the quotation, as of "said relations with Kenya are “moving along”".

    Returns
    -------
    int or None
        The sentence with most of the words, or else a framed one in which the same person speaks; None if there is neither.
    """
    wanted, who = set(content([word.key for word in words])), surname(quote)
    here = Counter(stem(word.key) for word in words)
    # "captain" may be what the whole story is about: a person who speaks of the captain need not have said this.
    own = {one for one in wanted if here[one] == total[one]}
    found = []
    for number, stems in said.items():
        shared = wanted & stems
        share, is_linked = len(shared) / len(wanted), number in linked
        same = who is not None and who in speaking.get(number, ()) and not own.isdisjoint(shared)
        least = _SAME_SPEAKER if same else _ANYWHERE
        if (is_linked and share >= _LINKED) or (len(shared) >= _FEWEST and share >= least):
            found.append((share, is_linked, same, -number))
    if found:
        return -max(found)[-1]
    return min((number for number in framed if who is not None and who in speaking.get(number, ())), default=None)
