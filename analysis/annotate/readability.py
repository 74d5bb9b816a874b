"""What one word weighs in a readability formula: letters, syllables, difficulty."""

from __future__ import annotations

import re

WORD_COUNTS = ("words", "letters", "characters", "syllables", "polysyllables", "complex_words", "difficult_words", "long_words")


def word_counts(word: str) -> tuple[int, ...]:
    """Counts of one word in the order of `WORD_COUNTS`."""
    syllables = max(1, len(re.findall(r"[aeiouy]+", word.lower())))
    letters = sum(c.isalnum() for c in word)
    return 1, letters, len(word), syllables, int(syllables > 2), int(syllables > 2), int(syllables > 2), int(letters > 6)
