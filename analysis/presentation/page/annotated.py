"""One article with everything that was counted in it, each mark with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.annotation.annotation import Annotation, annotate
from analysis.articles.corpus.writing import write_whole
from analysis.articles.model import Article
from analysis.presentation.charts.figure import script_hash
from analysis.presentation.page.marks import SWITCH_OF, Mark, by_sentence, layer_marks, marked
from analysis.presentation.rendering import Html, asset, render

_LABELS = {
    "quotes": "Quotations",
    "hedges": "Hedges",
    "reporting": "Reporting verbs",
    "countries": "Countries",
    "hard": "Long words",
}
_ON = ("quotes", "hedges", "reporting", "countries")


def annotated_html(article: Article | str) -> Html:
    """
    An article with all layers marked.

    Parameters
    ----------
    article : Article or str
        Every newline of a string ends a paragraph.

    Returns
    -------
    Html
        Without style and script (``asset("reader.css")``, ``asset("reader.js")``). Sentences are numbered and say how many
        words they have; what is not body text is shown where it stood, and not marked.
    """
    if isinstance(article, str):
        article = Article.from_text(article, headline="")
    found = annotate(article)
    marks = layer_marks(found, article)
    n = Counter(SWITCH_OF[mark.layer.split()[0]] for mark in marks)
    layers = {name: f"{label} {n[name]}" for name, label in _LABELS.items()}
    return render("annotated", article=article, layers=layers, on=_ON, parts=list(_parts(article, found, marks)))


def render_annotated(article: Article, out: str | Path) -> Path:
    """
    Write an article with all layers marked as one HTML file that needs no network.

    Parameters
    ----------
    article : Article
    out : str or Path
        The file; it is replaced as a whole.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    AnalysisError
        If it cannot be written.
    """
    script = Html(asset("reader.js") + "document.querySelectorAll('.wc-reader').forEach(root => wirecopyReader(root));")
    page = render(
        "article_page",
        title=article.headline or article.article_id,
        article=annotated_html(article),
        style=Html(asset("report.css") + asset("reader.css")),
        script=script,
        script_hash=script_hash(script),
    )
    write_whole(Path(out), page.encode())
    return Path(out)


def _parts(article: Article, found: Annotation, marks: list[Mark]) -> Iterator[dict[str, Any]]:
    """Sentences of the body and blocks of other kinds, in the order of the article."""
    of_sentence, k, stop = by_sentence(found, marks), 0, 0
    for block in article.blocks:
        if block.kind != "body":
            yield {"kind": block.kind, "text": block.text}
            continue
        stop += len(block.text) + 2  # body blocks are joined by a blank line
        while k < len(found.sentences) and found.sentences[k].start < stop:
            s = found.sentences[k]
            yield {"kind": "body", "n": k, "words": s.stop - s.first, "text": marked(found.text, s.start, s.end, of_sentence[k])}
            k += 1
