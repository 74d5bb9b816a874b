"""In which language a text is written."""

from __future__ import annotations

from functools import cache

from babel import Locale
from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 20_000  # characters that are looked at
_MIN_LETTERS = 40
_CHANCE = 0.01


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
        ISO 639 code, or None if the text is too short to tell (fewer than 40 letters) or like no language in particular.

    Notes
    -----
    py3langid, which knows some 140 languages by their letters. An English article that quotes some sentences in another language
    is English; of languages as near as Bosnian and Serbian the wrong one may be named.

    Examples
    --------
    >>> detect_language("The talks on fishing rights failed on Monday, and both sides said that they would meet again.")
    'en'
    >>> detect_language("Derybos dėl žvejybos žlugo pirmadienį, o abi šalys pareiškė, kad kitą savaitę vėl susitiks.")
    'lt'
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS and sample.isascii():
        return None
    ranked = dict(_identifier().rank(sample))
    best = next(iter(ranked))
    # Where English is a chance at all, an English text quotes or names much that is not.
    return None if best == "zxx" or (best != "en" and ranked["en"] >= _CHANCE) else best


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_name(code: str) -> str:
    """
    Return the English name of a language, or its code if it is unknown.

    Examples
    --------
    >>> language_name("lt"), language_name("qq")
    ('Lithuanian', 'qq')
    """
    return str(Locale("en").languages.get(code, code))
