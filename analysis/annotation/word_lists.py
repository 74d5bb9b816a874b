"""Words and phrases looked up in a text as a dictionary of one's own has them: "attack*", "armed conflict"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from analysis.annotation.text.words import Tokens
from analysis.errors import AnalysisError

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class WordList:
    """
    Words and phrases to look up.

    Parameters
    ----------
    entries : tuple of str
        Words or phrases in whatever case; ``*`` stands for any letters of a word. Of phrases that begin at one word the
        longest is found, and no word is found twice.

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> text = "Rebels attacked; the armed conflict went on."
    >>> [text[start:end] for start, end in WordList(("attack*", "armed conflict")).find(tokenize(text))]
    ['attacked', 'armed conflict']
    """

    entries: tuple[str, ...]
    _plain: dict[str, list[Phrase]] = field(init=False, repr=False, compare=False)
    _starred: list[Phrase] = field(init=False, repr=False, compare=False)
    _seen: dict[str, list[Phrase]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        phrases = {tuple(entry.casefold().replace("’", "'").split()) for entry in self.entries} - {()}
        if not phrases:
            raise AnalysisError("A word list has no words: give words or phrases, such as ['attack*', 'armed conflict'].")
        plain: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if "*" not in phrase[0]:
                plain.setdefault(phrase[0], []).append(phrase)
        object.__setattr__(self, "_plain", plain)
        object.__setattr__(self, "_starred", [phrase for phrase in phrases if "*" in phrase[0]])
        object.__setattr__(self, "_seen", {})

    def __reduce__(self) -> tuple[type[WordList], tuple[object, ...]]:
        return WordList, (self.entries,)

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """Offsets of the words and phrases in a text, in order."""
        words, k = tokens.lower, 0
        while k < len(words):
            n = next((len(phrase) for phrase in self._beginning(words[k]) if _matches(phrase, words[k : k + len(phrase)])), 0)
            if n:
                yield tokens.start[k], tokens.end[k + n - 1]
            k += n or 1

    def _beginning(self, word: str) -> list[Phrase]:
        """Phrases that can begin at a word, the longest first; what was asked once is kept, as words recur."""
        if word not in self._seen:
            found = self._plain.get(word, []) + [phrase for phrase in self._starred if _pattern(phrase[0], word)]
            self._seen[word] = sorted(found, key=len, reverse=True)
        return self._seen[word]


def word_list(words: str | Iterable[str]) -> WordList:
    """A word list of words or phrases, of which one alone is one; refuses anything else."""
    given = [words] if isinstance(words, str) else list(words)
    wrong = [word for word in given if not isinstance(word, str)]
    if wrong:
        raise AnalysisError(f"A word list holds words, and one of these is {wrong[0]!r}: give text.")
    return WordList(tuple(given))


def _matches(phrase: Phrase, words: Phrase) -> bool:
    return len(words) == len(phrase) and all(map(_pattern, phrase, words))


@cache
def _parts(pattern: str) -> list[str]:
    return pattern.split("*")


def _pattern(pattern: str, word: str) -> bool:
    if "*" not in pattern:
        return pattern == word
    first, *middle, last = _parts(pattern)
    if len(word) < len(first) + len(last) or not (word.startswith(first) and word.endswith(last)):
        return False
    at, end = len(first), len(word) - len(last)
    for part in middle:
        at = word.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True
