"""The word tables behind directed sentiment: classes of verbs and nouns, tones."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from analysis.annotation.text import function_words as fw
from analysis.data import read_table

NAME = "§"  # stands for a masked name, whatever its length
_FAINTEST = 1.0  # below this, VADER's raters hardly agreed on a side ("teaspoon" is +0.2)
_TONE_UNIT = 2.0  # a valence of this size has strength 1
_MEMO_SIZE = 100_000


class Class(NamedTuple):
    """The class and strength of a verb or noun; a verb that ``undoes`` turns the noun that it governs: "lifted sanctions"."""

    kind: str
    strength: float
    undoes: bool = False


class Word(NamedTuple):
    """
    All that the tables know of one word form; a word may be a verb and a noun ("attack", "support").

    ``tone`` is a valence in units of strength, ``head`` marks nouns that stand for a state ("government", "army"); ``side`` and
    ``lean`` are learned: how often a side is taken where such words stand, and which.
    """

    verb: Class | None = None
    noun: Class | None = None
    tone: float = 0.0
    head: bool = False
    side: float = 0.0
    lean: float = 0.0


UNKNOWN = Word()


class _Lexicon(dict[str, Word]):
    """Word form -> what the tables know of it, worked out when first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.verbs = _classes("verbs", "verb")
        self.nouns = _classes("nouns", "noun")
        rated = {row["token"]: float(row["mean"]) for row in read_table("vader_lexicon.csv") if row["token"].isalpha()}
        self.tones = {token: mean for token, mean in rated.items() if abs(mean) >= _FAINTEST}
        self.tones |= {row["word"]: float(row["valence"]) for row in read_table("sentiment_tones.csv")}
        self.learned = {row["word"]: (float(row["side"]), float(row["lean"])) for row in read_table("sentiment_words.csv")}

    def __missing__(self, key: str) -> Word:
        word = UNKNOWN if NAME in key else self._read(key)
        if len(self) < _MEMO_SIZE and len(key) < 40:
            self[key] = word
        return word

    def _read(self, key: str) -> Word:
        if key.endswith("'s"):
            return self[key[:-2]]
        verb = self.verbs.get(fw.verb_of(key))
        noun = self.nouns.get(key) or next((found for one in _singulars(key) if (found := self.nouns.get(one))), None)
        head = noun is not None and noun.kind == "state"
        noun = None if head else noun
        tone, (side, lean) = self.tones.get(key, 0.0), self.learned.get(key, (0.0, 0.0))
        if not (verb or noun or tone or head or side or lean):
            # "Western-backed" and "conservative-led" are not verbs of the sentence.
            return self[key.rpartition("-")[2]]._replace(verb=None) if "-" in key else UNKNOWN
        return Word(verb, noun, tone / _TONE_UNIT, head, side, lean)


def _classes(table: str, column: str) -> dict[str, Class]:
    found: dict[str, Class] = {}
    for row in read_table(f"sentiment_{table}.csv"):
        # The first row wins: "fail" speaks against who fails before it undoes what it governs.
        found.setdefault(row[column], Class(row["class"], float(row["strength"]), row.get("undoes") == "1"))
    return found


def _singulars(noun: str) -> tuple[str, ...]:
    if not noun.endswith("s") or noun.endswith("ss"):
        return ()
    return noun[:-1], noun.removesuffix("es"), noun.removesuffix("ies") + "y"


@cache
def lexicon() -> dict[str, Word]:
    """
    Every word form that directed sentiment knows.

    Returns
    -------
    dict of str to Word
        Keys in lower case with a straight apostrophe. Indexing never fails.

    Examples
    --------
    >>> lexicon()["condemned"].verb.kind, lexicon()["sanctions"].noun.kind, lexicon()["§"] == Word()
    ('blame', 'against', True)
    """
    return _Lexicon()
