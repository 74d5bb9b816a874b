"""One article with everything that was counted in it, each mark with its reason."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path

from analysis.annotation.annotation import Annotation, annotate
from analysis.articles.corpus.writing import write_whole
from analysis.articles.model import Article
from analysis.presentation.charts.figure import script_hash
from analysis.presentation.page.marks import SWITCH_OF, Mark, by_sentence, layer_marks, marked
from analysis.presentation.page.reader import asset, layer_key, layer_switches

_LABELS = {
    "quotes": "Quotations",
    "hedges": "Hedges",
    "reporting": "Reporting verbs",
    "countries": "Countries",
    "hard": "Long words",
}
_ON = ("quotes", "hedges", "reporting", "countries")


def annotated_html(article: Article | str) -> str:
    """
    An article with all layers marked.

    Parameters
    ----------
    article : Article or str
        Every newline of a string ends a paragraph.

    Returns
    -------
    str
        HTML without style and script (``asset("reader.css")``, ``asset("reader.js")``); every text is escaped. Sentences
        are numbered and say how many words they have; what is not body text is shown where it stood, and not marked.
    """
    if isinstance(article, str):
        article = Article.from_text(article, headline="")
    found = annotate(article)
    marks = layer_marks(found, article)
    n = Counter(SWITCH_OF[mark.layer.split()[0]] for mark in marks)
    switches = layer_switches({name: f"{label} {n[name]}" for name, label in _LABELS.items()}, _ON)
    on = " ".join(f"wc-on-{name}" for name in _ON)
    title = f"<h3>{escape(article.outlet)} <small>{escape(article.role)}</small><b>{escape(article.headline)}</b></h3>"
    return (
        f'<div class="wc-reader wc-annotated {on}"><div class="wc-tools">'
        f'<div class="wc-layers" role="group" aria-label="Layers to mark">{switches}</div>'
        f'<span class="wc-found" role="status"></span></div>{layer_key(_LABELS)}'
        f'<div class="wc-panel"><div class="wc-heads">{title}</div>{_blocks(article, found, marks)}</div></div>'
    )


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
    script = asset("reader.js") + "document.querySelectorAll('.wc-reader').forEach(root => wirecopyReader(root));"
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src {script_hash(script)}; base-uri 'none'; form-action 'none'"
    title = escape(article.headline or article.article_id)
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{title}: what was counted</title>'
        f"<style>{asset('report.css')}{asset('reader.css')}</style></head>"
        f'<body class="wc-index"><main id="main"><p class="wc-kicker">wirecopy</p><h1>What was counted, and why</h1>'
        "<p>Switch a layer on or off; point at a mark to see why it is there.</p>"
        f"{annotated_html(article)}</main><script>{script}</script></body></html>"
    )
    write_whole(Path(out), page.encode())
    return Path(out)


def _blocks(article: Article, found: Annotation, marks: list[Mark]) -> str:
    of_sentence = by_sentence(found, marks)
    out, k, stop = [], 0, 0
    for block in article.blocks:
        if block.kind != "body":
            out.append(f'<p class="wc-s wc-apart"><span class="wc-tag">{block.kind} · not measured</span>{escape(block.text)}</p>')
            continue
        stop += len(block.text) + 2  # body blocks are joined by a blank line
        while k < len(found.sentences) and found.sentences[k].start < stop:
            sentence = found.sentences[k]
            n_words = sentence.stop - sentence.first
            tag = f'<span class="wc-tag">{k + 1} · {n_words} word{"s" if n_words != 1 else ""}</span>'
            text = marked(found.text, sentence.start, sentence.end, of_sentence[k])
            out.append(f'<p class="wc-s" data-w="sentence rep-{k}" tabindex="-1">{tag}{text}</p>')
            k += 1
    return "".join(out) or '<p class="wc-none">No sentence was found: there is nothing to measure.</p>'
