import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from made_stories import article, stories, story

from analysis.annotation.annotation import annotate
from analysis.annotation.countries.mentions import MENTION_KINDS
from analysis.articles.model import Article
from analysis.comparison.numbers.countries import country_differences, country_sentiment
from analysis.comparison.numbers.differences import explain
from analysis.comparison.numbers.evidence import evidence
from analysis.comparison.numbers.mentions import DEFAULT_KINDS, counting, mean_score
from analysis.errors import AnalysisError

TEXT = (
    "Iceland praised Norway. Norway attacked Iceland, and the Norwegian fleet stayed at sea. "
    "“Norway is a reckless neighbour of ours,” said Hanna Jonsdottir of Iceland. Oslo was silent. President Macron signed nothing."
)


def always(score):
    def method(text, start, end):
        return score

    return method


def one(text, **choice):
    return country_sentiment([Article.from_text(text)], **choice).set_index("country")


# country_sentiment


def test_numbers_are_means_over_mentions():
    frame = one(TEXT)
    mentions = [m for m in annotate(TEXT).mentions if m.kind in DEFAULT_KINDS]
    for country, row in frame.iterrows():
        scores = [m.score for m in mentions if m.country == country]
        labels = [m.label for m in mentions if m.country == country]
        assert row.n_mentions == len(scores)
        assert row.score == pytest.approx(np.mean(scores), abs=1e-8)
        assert row.share_positive == pytest.approx(np.mean([label > 0 for label in labels]))
        assert row.share_negative == pytest.approx(np.mean([label < 0 for label in labels]))
    assert frame.n_mentions.sum() == len(mentions)


def test_scores_agree_with_the_evidence(story):
    spans = evidence(story.articles).query("layer == 'country'")
    spans = spans.groupby(["article_id", "entity"]).score.agg(["mean", "size"])
    frame = country_sentiment(story.articles).set_index(["article_id", "country"])
    assert len(frame) == len(spans)
    for key, row in frame.iterrows():
        assert (row.score, row.n_mentions) == (pytest.approx(spans.loc[key, "mean"], abs=1e-8), spans.loc[key, "size"])


@pytest.mark.parametrize("kinds", [DEFAULT_KINDS, MENTION_KINDS, ("demonym",), "leader"])
def test_the_evidence_lists_the_mentions_that_are_counted(kinds):
    article = Article.from_text("Keir Starmer met Norwegian ministers in Oslo. Starmer praised Norway, and Downing Street agreed.")
    counted = country_sentiment([article], kinds=kinds).set_index("country").n_mentions
    listed = evidence([article], kinds=kinds).query("layer == 'country'").groupby("entity").size()
    assert len(counted) and counted.to_dict() == listed.to_dict()


def test_the_evidence_refuses_an_unknown_kind():
    with pytest.raises(AnalysisError, match="'towns' is unknown: use name"):
        evidence([Article.from_text("Norway left.")], kinds=("name", "towns"))


def test_a_sentence_that_names_a_country_twice_is_one_sentence():
    row = one("Norway met Norway. Norway left.").loc["NOR"]
    assert (row.n_mentions, row.n_sentences) == (3, 2)


def test_few_sentences_get_no_interval():
    row = one("Norway failed. Norway won. Norway lost. Norway left.").loc["NOR"]
    assert math.isnan(row.low) and math.isnan(row.high)


def test_sentences_that_score_alike_get_no_interval():
    names = ["Voss", "Bergen", "Moss", "Vardo", "Molde"]
    text = "\n".join(f"The mayor of {name} accused Iran of lying." for name in names)
    row = one(text).loc["IRN"]
    assert row.n_sentences == 5 and row.score < 0
    assert math.isnan(row.low) and math.isnan(row.high)
    compared = country_differences(story(text, text.replace("accused Iran of lying", "praised Iran")))
    row = compared.set_index("country").loc["IRN"]
    assert row.n_units == 5 and row.difference > 0
    assert math.isnan(row.low) and math.isnan(row.high) and not row.clear


def test_an_interval_holds_the_mean_and_stays_on_the_scale():
    def method(text, start, end):
        return [-1.0, 1.0, 1.0][start % 3]

    frame = one(
        "\n".join(f"In {month} Norway met nobody." for month in ["May", "June", "March", "August", "April"] * 2), method=method
    )
    row = frame.loc["NOR"]
    assert -1 <= row.low <= row.score <= row.high <= 1
    assert row.low < row.high


@pytest.mark.parametrize("sign", [1, -1])
def test_an_interval_ends_where_the_scale_does(sign):
    text = "\n".join(f"In {month} Norway met nobody." for month in ["May", "June", "March", "August", "April"])
    row = one(text, method=lambda text, start, end: sign * (-1.0 if "April" in text[start - 9 : start] else 1.0)).loc["NOR"]
    assert row.score == pytest.approx(sign * 0.6)
    assert (row.high if sign > 0 else row.low) == sign
    assert -1 <= row.low < row.high <= 1


@pytest.mark.parametrize("sign", [1, -1])
def test_an_interval_of_a_difference_ends_where_no_difference_can_be_larger(sign):
    lines = [f"In {month} Norway met nobody in the old harbour." for month in ["May", "June", "March", "August", "April"]]
    made = story("\n".join(lines), "\n".join(line.replace("old", "new") for line in lines))

    def method(text, start, end):
        known = "April" in text[start - 9 : start]
        return sign * (0.0 if known else 1.0 if "new" in text else -1.0)

    row = country_differences(made, method=method).set_index("country").loc["NOR"]
    assert row.difference == pytest.approx(sign * 1.6)
    assert (row.high if sign > 0 else row.low) == pytest.approx(sign * 1.8)  # the wire stands at ∓0.8
    assert -2 <= row.low < row.high <= 2


def test_leaders_count_when_switched_on():
    text = "Keir Starmer slammed Norway."
    assert "GBR" not in one(text).index
    both = one(text, kinds=(*DEFAULT_KINDS, "leader"))
    leaders = one(text, kinds=["leader"])
    assert both.loc["GBR", "n_mentions"] == leaders.loc["GBR", "n_mentions"] == 1
    assert list(leaders.index) == ["GBR"]


@pytest.mark.parametrize(("kinds", "n"), [(("name",), 3), (("demonym",), 1), (("capital",), 1), ("capital", 1), ((), 0)])
def test_kinds_choose_the_mentions(kinds, n):
    frame = one(TEXT, kinds=kinds)
    assert (frame.n_mentions.get("NOR", 0)) == n


def test_voices_divide_the_mentions():
    n = {voice: one(TEXT, voice=voice).n_mentions.get("NOR", 0) for voice in ("all", "narrator", "source")}
    assert n["all"] == n["narrator"] + n["source"] == 5
    assert n["source"] == 2  # Iceland praised it, and the quotation


def test_vader_is_a_second_method():
    frame = one("Norway won a great prize. Iceland is a terrible liar. Denmark exists.", method="vader")
    assert frame.method.unique().tolist() == ["vader"]
    assert frame.score["NOR"] > 0.3 and frame.score["ISL"] < -0.3 and frame.score["DNK"] == 0
    assert frame.share_positive["NOR"] == frame.share_negative["ISL"] == 1
    assert frame.share_positive["DNK"] == frame.share_negative["DNK"] == 0


def test_a_callable_gets_text_start_and_end():
    seen = []

    def length_of_name(text, start, end):
        seen.append(text[start:end])
        return (end - start) / 10

    frame = one("Norway met Iceland.", method=length_of_name)
    assert sorted(seen) == ["Iceland", "Norway"]
    assert frame.score.to_dict() == pytest.approx({"ISL": 0.7, "NOR": 0.6}, abs=1e-8)
    assert frame.method.unique().tolist() == ["length_of_name"]


@pytest.mark.parametrize(("score", "positive", "negative"), [(0.04, 0, 0), (0.06, 1, 0), (-0.06, 0, 1), (-0.05, 0, 0), (1, 1, 0)])
def test_scores_of_other_methods_within_the_neutral_band_are_neutral(score, positive, negative):
    row = one("Norway signed.", method=always(score)).loc["NOR"]
    assert (row.share_positive, row.share_negative) == (positive, negative)


def test_a_method_without_a_name_is_called_by_its_type():
    class Half:
        def __call__(self, text, start, end):
            return 0.5

    assert one("Norway signed.", method=Half()).method.item() == "Half"


@pytest.mark.parametrize("score", [1.5, -2, float("nan"), float("inf")])
def test_a_score_off_the_scale_is_refused(score):
    with pytest.raises(AnalysisError, match=r"'method' gave .* for 'Norway': scores lie in \[-1, 1\]"):
        one("Norway signed.", method=always(score))


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"method": "magic"}, "method 'magic' is unknown: use 'directed', 'vader' or a callable"),
        ({"kinds": ["name", "river"]}, "kind 'river' is unknown: use name, demonym, capital, government, leader"),
        ({"voice": "loud"}, "Voice 'loud' is unknown: use all, narrator, source"),
    ],
)
def test_a_choice_that_is_none_is_refused_even_without_articles(choice, message):
    with pytest.raises(AnalysisError, match=message):
        country_sentiment([], **choice)
    with pytest.raises(AnalysisError, match=message):
        country_differences(story("Norway signed.", "Norway signed."), **choice)


@pytest.mark.parametrize("text", ["", "!!!", "Nobody came.", "🙂"])
def test_texts_without_a_country_give_no_row_and_the_same_columns(text):
    full, empty = country_sentiment([Article.from_text(TEXT)]), country_sentiment([Article.from_text(text)])
    assert empty.empty
    pd.testing.assert_series_equal(empty.dtypes, full.dtypes)


def test_one_row_for_each_article_and_country_in_order(story):
    frame = country_sentiment(story.articles)
    assert not frame.duplicated(["article_id", "country"]).any()
    assert frame.article_id.unique().tolist() == [a.article_id for a in story.articles]
    assert all(group.is_monotonic_increasing for _, group in frame.groupby("article_id").country)


# country_differences


def test_differences_are_those_of_country_sentiment(story):
    scores = country_sentiment(story.articles).set_index(["article_id", "country"])
    for r in country_differences(story).itertuples():
        for article_id, score, n in (
            (story.wire.article_id, r.wire_score, r.wire_n_mentions),
            (r.article_id, r.score, r.n_mentions),
        ):
            key = (article_id, r.country)
            assert n == (scores.n_mentions[key] if key in scores.index else 0)
            assert score == pytest.approx(scores.score[key] if n else float("nan"), abs=1e-9, nan_ok=True)
        assert r.difference == pytest.approx(r.score - r.wire_score, nan_ok=True)


def test_a_country_of_one_version_has_no_difference():
    frame = country_differences(story("Norway signed.\nFish prices rose.", "Iceland signed.\nFish prices rose.")).set_index(
        "country"
    )
    assert frame.difference.isna().all() and not frame.clear.any()
    assert (frame.wire_n_mentions["NOR"], frame.n_mentions["NOR"]) == (1, 0)
    assert (frame.wire_n_mentions["ISL"], frame.n_mentions["ISL"]) == (0, 1)
    assert frame.n_units.tolist() == [1, 1]


def test_a_change_of_tone_in_every_sentence_is_clear():
    months = ["May", "June", "March", "August", "April", "July", "October"]
    sentences = [f"In {month} Norway was {{}} for the {'great ' * (k % 2)}harbour of Vardo." for k, month in enumerate(months)]
    wire = "\n".join(sentence.format("praised") for sentence in sentences)
    text = "\n".join(sentence.format("condemned") for sentence in sentences)
    row = country_differences(story(wire, text)).set_index("country").loc["NOR"]
    assert row.clear and row.high < 0 and row.n_units == len(months)


def test_one_changed_sentence_is_not_clear():
    months = ["May", "June", "March", "August", "April", "July", "October"]
    wire = "\n".join(f"In {month} Norway met the owners of the harbour of Vardo." for month in months)
    text = wire.replace("In May Norway met", "In May Norway condemned and attacked")
    frame = country_differences(story(wire, text), method=lambda text, start, end: -float("condemned" in text[end : end + 12]))
    row = frame.set_index("country").loc["NOR"]
    assert row.difference == pytest.approx(-1 / 7)
    assert not row.clear


@pytest.mark.parametrize("choice", [{}, {"method": "vader"}, {"kinds": ("name",)}, {"voice": "narrator"}, {"method": always(0.3)}])
def test_a_copy_differs_nowhere(choice):
    frame = country_differences(story(TEXT, TEXT), **choice)
    assert len(frame) and (frame.difference == 0).all() and not frame.clear.any()


def test_a_copy_in_another_order_differs_nowhere_to_the_last_bit():
    lines = [
        f"In {month} Norway {verb} Iceland."
        for month, verb in zip("ABCDEFGH", ["praised", "attacked", "met", "sued", "hit", "won", "lost", "left"], strict=True)
    ]
    assert (country_differences(story("\n".join(lines), "\n".join(lines[::-1]))).difference == 0).all()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_explained_tone_is_the_difference(made):
    frame = country_differences(made).set_index(["article_id", "country"])
    causes = explain(made)
    causes = causes[causes.metric.str.startswith("sentiment:")]
    assert len(causes) == 3 * len(frame)
    for (article_id, metric), group in causes.groupby(["article_id", "metric"]):
        difference = frame.difference[article_id, metric.removeprefix("sentiment:")]
        assert group.contribution.sum(skipna=False) == pytest.approx(difference, abs=1e-12, nan_ok=True)


def test_story_without_republications_or_countries_gives_empty_frames_of_the_same_types():
    full = country_differences(story(TEXT, TEXT))
    for made in (story(TEXT), story("Nobody came.", "Nobody came.")):
        assert country_differences(made).empty
        pd.testing.assert_series_equal(country_differences(made).dtypes, full.dtypes)


# counting


def test_sums_are_exact_in_any_order():
    found = counting(method=lambda text, start, end: 0.1).sums(annotate("Norway met Norway. " * 30))["NOR"]
    rng = np.random.default_rng(0)
    assert {float(rng.permutation(found[:, 0]).sum()) for _ in range(20)} == {float(found[:, 0].sum())}
    assert mean_score(found.sum(axis=0)) == pytest.approx(0.1, abs=1e-8)


def test_the_mean_of_no_mention_is_undefined():
    assert np.isnan(mean_score(np.zeros(2)))
    assert mean_score(np.array([[1.0, 2.0], [0.0, 0.0]]))[0] == 0.5


def test_other_languages_are_refused():
    with pytest.raises(AnalysisError, match=r"'a' .* marked as 'fr'"):
        country_sentiment([article("La Norvège a signé.", "a", language="fr")])
