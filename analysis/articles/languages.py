"""In which language a text is written: by its script, else by its most frequent function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from analysis.data import read_table

LANGUAGES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
# Scripts that one language, or one before all, is written in. Kana come before Han: Japanese uses both.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 20_000  # characters that are looked at
_MIN_WORDS = 12


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in read_table("stop_words.csv"):
        words.setdefault(row["language"], set()).add(row["word"])
    return {language: frozenset(entries) for language, entries in words.items()}


def detect_language(text: str) -> str | None:
    """
    Tell in which language a text is written.

    Parameters
    ----------
    text : str
        Body text; its first 20,000 characters are looked at.

    Returns
    -------
    str or None
        ISO 639-1 code of one of `LANGUAGES`, or None if the text is too short to tell (fewer than 12 words in a script that
        several languages share) or in none of them.

    Notes
    -----
    The language whose function words make up most of the text, if they make up 15 % at least. An English article that quotes
    some sentences in another language is English.

    Examples
    --------
    >>> detect_language("The talks on fishing rights failed on Monday, and both sides said that they would meet again.")
    'en'
    >>> detect_language("Die Gespräche über die Fischerei sind am Montag gescheitert, und beide sprachen von einem Fehler.")
    'de'
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    for language, pattern in _SCRIPTS:
        n_script = len(pattern.findall(sample))
        if n_script >= 10 and n_script > (0.1 if language == "ja" else 0.5) * letters:
            return language
    counts = Counter(_WORD.findall(sample.casefold()))
    n_words = counts.total()
    if n_words < _MIN_WORDS:
        return None
    shares = {language: sum(counts[word] for word in words) / n_words for language, words in _stop_words().items()}
    best = max(shares, key=lambda language: (shares[language], language == "en"))
    return best if shares[best] >= 0.15 else None
