import pytest

from analysis import AnalysisError, annotate, target_sentiment


def labels(text):
    return {m.text: m.label for m in annotate(text).mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan accused Russia of aggression.", {"Japan": 0, "Russia": -1}),
        ("Russia was condemned by Japan.", {"Russia": -1, "Japan": 0}),
        ("Japan praised Kenya for its help.", {"Japan": 0, "Kenya": 1}),
        ("France imposed sanctions on Russia.", {"France": 0, "Russia": -1}),
    ],
)
def test_who_does_what_to_whom(text, expected):
    assert labels(text) == expected


def test_offsets_outside_the_text_are_refused():
    for start, end in ((-1, 3), (2, 2), (5, 90)):
        with pytest.raises(AnalysisError, match="offsets"):
            target_sentiment("Japan left.", start, end)


def test_swapping_the_countries_swaps_the_scores():
    text = "{} accused {} of lying and of plotting a war."
    one, two = (annotate(text.format(*names)).mentions for names in (("United States", "Japan"), ("Japan", "United States")))
    assert [m.score for m in one] == [m.score for m in two]
