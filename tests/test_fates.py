from analysis.annotate.annotation import annotate
from analysis.articles.model import Article, Story
from analysis.compare.fates import FATES, fates, quote_fates

WIRE = "“We will close the port on Friday,” the minister said. Traders called it “a bitter blow to every family here”."


def found(text, wire=WIRE):
    return [f.fate for f in fates(annotate(wire), annotate(text))]


def test_a_version_keeps_its_own_quotations():
    assert found(WIRE) == ["kept", "kept"]


def test_quotations_that_are_not_there_are_dropped():
    assert found("") == ["dropped", "dropped"]


def test_a_part_in_marks_is_truncated_and_other_words_are_altered():
    assert found("He spoke of “a bitter blow”. “We will open the port on Friday,” he said.") == ["altered", "truncated"]


def test_frame_leads_to_the_words():
    wire = Article.from_text(WIRE, story_id="s", article_id="w", outlet="Wire", role="wire")
    other = Article.from_text("She said: “We will close the port on Friday.” “Nobody asked us first,” he said.", article_id="r")
    frame = quote_fates(Story("s", "Port", wire, (other,)))
    assert frame.fate.tolist() == ["kept", "dropped", "new"]
    assert set(frame.fate) <= set(FATES)
    row = frame.iloc[0]
    assert wire.text[row.wire_start : row.wire_end] == row.wire_text
    assert other.text[row.start : row.end] == row.text
