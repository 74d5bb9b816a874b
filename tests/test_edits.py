from analysis.articles.model import Article, Story
from analysis.compare.edits import EDIT_TYPES, edits, word_edits


def test_the_same_sentence_has_no_edits():
    assert word_edits("Ministers left on Monday.", "Ministers left on Monday.") == ()


def test_a_rewrite_has_no_word_marks():
    assert word_edits("Ministers left the capital on Monday.", "A quiet week ends with nobody at the table.") == ()


def test_frame_leads_to_the_words():
    wire = Article.from_text("Talks ended.\nMr Okoro said three ships left the port on Friday.", article_id="w", role="wire")
    other = Article.from_text("Okoro said four ships left the port on Friday.", article_id="r")
    frame = edits(Story("s", "Ships", wire, (other,)))
    assert set(frame.type) <= set(EDIT_TYPES)
    assert frame.type.tolist() == ["house_style", "number"]
    for row in frame.itertuples():
        assert wire.text[row.wire_start : row.wire_end] == row.before
        assert other.text[row.start : row.end] == row.after
