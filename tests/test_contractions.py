"""A contraction is house style: every layer reads it as the words that it stands for."""

import pytest

from analysis import Article, Story, annotate, edits, hedge_changes
from analysis.annotation.text.function_words import contractions, words_of

FINITE = sorted(
    words_of("be", feature="present")
    | words_of("be", feature="past")
    | words_of("modal")
    | {"have", "has", "had", "do", "does", "did"}
)
NEGATED = {f"{word}n't": f"{word} not" for word in FINITE if word not in ("am", "can", "may", "will", "shall")}
NEGATED |= {word: contractions()[word] for word in ("can't", "won't", "shan't", "cannot")}
BE = {
    f"{who}'{tail}": f"{who} {be}"
    for who, tail, be in (("he", "s", "is"), ("it", "s", "is"), ("they", "re", "are"), ("i", "m", "am"))
}
HELPED = {f"{who}'{tail}": f"{who} {full}" for who in ("he", "they") for tail, full in (("ll", "will"), ("d", "would"))}
HAVE = {"we've": "we have", "they've": "they have"}
# {} stands for the contraction or its words.
TEMPLATES = {
    "Anna Lind {} call the plan “a coup”, and France left.": NEGATED,
    "“We go,” the minister {} said. France may leave.": NEGATED,
    "The deal {} criticised by Anna Lind, who accused France of theft.": NEGATED,
    "The ship {} believed to have left France.": NEGATED,
    "Anna Lind {} say that France would attack.": NEGATED,
    "Critics {} accuse France of lying, she said.": NEGATED,
    "The cause {} known, and France {} praise it.": NEGATED,
    "“We go,” said Lee. {} accused of lying to France.": BE,
    "{} expected to leave France, it is feared.": BE,
    "Lee warned that {} likely to attack France.": BE,
    "Lee said {} not criticise France.": HELPED,
    "{} claim that France may leave, he noted.": HELPED,
    "{} claimed that France may leave, he noted.": HAVE,
    "Lee said {} never accused France.": HAVE,
    "{} not call it “a coup”, and France left.": HELPED,
}


def read(text):
    found = annotate(text)
    return {
        "sentences": len(found.sentences),
        "quotes": [(q.text, q.speaker_name, q.direct) for q in found.quotes],
        "hedges": [(h.words, h.kind, h.voice) for h in found.hedges],
        "reporting": [(r.text, r.kind) for r in found.reporting],
        "mentions": [(m.country, m.kind) for m in found.mentions],
    }


def pairs(template):
    for short, full in TEMPLATES[template].items():
        one, two = (template.replace("{}", words) for words in (short, full))
        yield one[0].upper() + one[1:], two[0].upper() + two[1:]


@pytest.mark.parametrize("mark", ["'", "’"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_layer_reads_a_contraction_as_its_words(template, mark):
    for short, full in pairs(template):
        assert read(short.replace("'", mark)) == read(full), short


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_contraction_is_an_edit_of_house_style(template):
    for short, full in pairs(template):
        wire, other = (
            Article.from_text(text, article_id=role, role=role) for text, role in ((short, "wire"), (full, "republication"))
        )
        story = Story("s", "S", wire, (other,))
        assert set(edits(story).type) == {"house_style"}, short
        assert set(hedge_changes(story).change) <= {"kept"}, short
