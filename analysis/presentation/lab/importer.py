"""ArticleImporter: from a pasted text or an uploaded page to an article of a corpus, in JupyterLab."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets
import traitlets

from analysis.articles.corpus.locations import default_corpus, is_sample
from analysis.articles.corpus.store import load_corpus, save_article
from analysis.articles.dates import iso_date
from analysis.articles.ids import check_id, slug
from analysis.articles.importing.ingest import ImportPreview, preview_import
from analysis.articles.model import ROLES, Article
from analysis.articles.reading import PAGE_FILES
from analysis.errors import AnalysisError
from analysis.presentation.lab.explorer import StoryExplorer
from analysis.presentation.lab.widgets import BlockEditor
from analysis.presentation.page.reader_widget import with_static_twin
from analysis.presentation.rendering import Html

# Fields that the page may say itself, with what a person reads beside them.
_FOUND = {
    "outlet": "Outlet",
    "headline": "Headline",
    "byline": "Byline",
    "published": "Published",
    "url": "Address",
    "licence": "Licence",
}
_NAMES = {"story_id": "Story", "article_id": "Article id", "language": "Language", "corpus": "Corpus folder"}
_ORDER = ("story_id", "outlet", "headline", "byline", "published", "url", "licence", "article_id", "language", "corpus")
_STATE = ("corpus", "story_id", "role", "language", "text", *_FOUND, "article_id", "overwrite")
_HINTS = {
    "story_id": "short, and the same for all versions",
    "outlet": "who published it",
    "published": "2026-01-31",
    "article_id": "left empty: made from the outlet’s name",
    "language": "left empty: English",
}


class ArticleImporter(ipywidgets.VBox):
    """
    Paste or upload an article, correct what its parts were taken for, and save it to a corpus.

    Nothing is written before `save`, which the button *Save* calls.

    Attributes
    ----------
    text : str
        The pasted text; setting it reads it. `read` takes a file as well.
    preview : ImportPreview or None
        What was read, with the reason for each block's kind.
    kinds : dict
        Kinds of blocks that a person has chosen, by their numbers from 1.
    story_id, outlet, role : str
        The story, who published the article, and "wire" or "republication".
    headline, byline, published, url, licence : str
        As the page says; to be corrected or completed.
    article_id, language : str
        Empty for an id made from the outlet's name, and for English.
    corpus : str
        The corpus folder.
    overwrite : bool
        Replace another article of the same id.
    message : str
        The last word of the widget, and ``wrong`` whether it is a complaint.
    saved : Path or None
        The file that was written last.
    explorer : StoryExplorer or None
        The first comparison, once the story has a wire version and a republication.
    """

    text = traitlets.Unicode("")
    preview = traitlets.Instance(ImportPreview, allow_none=True, default_value=None)
    kinds = traitlets.Dict()
    story_id = traitlets.Unicode("")
    outlet = traitlets.Unicode("")
    role = traitlets.Enum(ROLES, "republication")
    headline = traitlets.Unicode("")
    byline = traitlets.Unicode("")
    published = traitlets.Unicode("")
    url = traitlets.Unicode("")
    licence = traitlets.Unicode("")
    article_id = traitlets.Unicode("")
    language = traitlets.Unicode("")
    corpus = traitlets.Unicode("")
    overwrite = traitlets.Bool(False)
    message = traitlets.Unicode("")
    wrong = traitlets.Bool(False)

    def __init__(self, **kwargs: Any) -> None:
        state = {name: kwargs.pop(name) for name in _STATE if name in kwargs}
        super().__init__(**kwargs)
        self.saved: Path | None = None
        self.explorer: StoryExplorer | None = None
        self._filled: dict[str, str] = {}  # what the page has filled in, by field
        self.corpus = str(_corpus_to_write().absolute())
        self._build()
        self._again = partial(self.read, "")
        self.observe(lambda change: self.read(change["new"]), "text")
        self.observe(lambda _: self._again(), "language")
        for name, value in state.items():
            setattr(self, name, value)

    def read(self, source: str | Path) -> None:
        """
        Read a text or a file and show its blocks; what the page says of itself fills the fields that nobody has typed into.

        Fields that the page before has filled in and nobody has changed are emptied first: they told of that page.

        Parameters
        ----------
        source : str or Path
            The text itself, or the path to a page. If it cannot be read, `message` says why.
        """
        self._again = partial(self.read, source)
        self.preview, self.kinds = None, {}
        for name, value in self._filled.items():
            if getattr(self, name) == value:
                setattr(self, name, "")
        self._filled = {}
        if isinstance(source, str) and not source.strip():
            self._tell("")
            return
        try:
            # A text that is one line long is a text, though a file of that name may exist.
            self.preview = _preview(f"{source}\n" if isinstance(source, str) else source, self.language.strip() or None)
        except AnalysisError as error:
            self._tell(str(error), wrong=True)
            return
        for name in _FOUND:
            value = getattr(self.preview.article, name)
            if value and not getattr(self, name):
                setattr(self, name, value)
                self._filled[name] = value
        self._tell("Nothing is saved yet: check the parts and the fields, then press Save.")

    def upload(self, name: str, content: bytes) -> None:
        """
        Read a file that a browser has sent, as `read` does.

        Parameters
        ----------
        name : str
            Name of the file; its ending tells the format.
        content : bytes
        """
        # Through a file, so that every format is read as `wirecopy import` reads it; it is gone afterwards.
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / (Path(name.replace("\\", "/")).name or "page.txt")
            file.write_bytes(content)
            self.read(file)
        self._tell(self.message.replace(str(file), file.name), wrong=self.wrong)
        self._again = partial(self.upload, name, content)

    def save(self) -> Path | None:
        """
        Write the article to the corpus and, if the story has a wire version and a republication, compare them.

        Returns
        -------
        Path or None
            The file, or None if something is missing or wrong, which `message` says.
        """
        try:
            article = self._article()
            self.saved = save_article(article, self.corpus, overwrite=self.overwrite)
        except AnalysisError as error:
            self._tell(str(error), wrong=True)
            return None
        self._show_comparison(article)
        return self.saved

    def clear(self) -> None:
        """Forget the article, and keep story, corpus and role for the next one."""
        for name in (*_FOUND, "article_id", "text"):
            setattr(self, name, "")
        self.preview, self.kinds, self.overwrite = None, {}, False
        self._tell("")

    def _article(self) -> Article:
        if self.preview is None:
            raise AnalysisError("There is no article yet: paste a text or upload a page.")
        if not self.outlet.strip():
            raise AnalysisError("The outlet is empty: say who published the article.")
        if self.published.strip() and iso_date(self.published.strip()) is None:
            raise AnalysisError(f"The date {self.published!r} is not ISO 8601: write 2026-01-31.")
        if not self.corpus.strip():
            raise AnalysisError("The corpus folder is empty: say where the article shall be saved.")
        read = self.preview.with_kinds(self.kinds).article
        if not read.text:
            raise AnalysisError("No part is body text, which alone is measured: choose body for the article's paragraphs.")
        fields = {name: getattr(self, name).strip() for name in _FOUND}
        return replace(
            read,
            story_id=check_id(self.story_id.strip(), "story"),
            article_id=self.article_id.strip() or slug(self.outlet),
            role=self.role,
            **fields,
        )

    def _show_comparison(self, article: Article) -> None:
        told = f"Saved as {self.saved}."
        try:
            story = load_corpus(Path(self.corpus) / article.story_id)[0]
            self.explorer = StoryExplorer(
                story, self.corpus, **({"republication": article.article_id} if article.role != "wire" else {})
            )
        except AnalysisError as error:
            self.explorer = None
            lacking = "a republication" if article.role == "wire" else "the wire version"
            told += f" To compare, press Next article and add {lacking}. ({error})"
        self._place.children = () if self.explorer is None else (self.explorer,)
        self._tell(told)

    def _tell(self, message: str, *, wrong: bool = False) -> None:
        self.message, self.wrong = message, wrong
        kind = "wc-wrong" if wrong else "wc-told"
        said = Html('<p class="{}" role="{}">{}</p>').format(kind, "alert" if wrong else "status", message)
        self._status.value = str(said) if message else ""

    def _build(self) -> None:
        self._paste = ipywidgets.Textarea(
            placeholder="Paste the article here, with everything that came along, then press Read",
            rows=9,
            continuous_update=False,
        )
        read = ipywidgets.Button(description="Read", button_style="primary")
        read.on_click(lambda _: self.read(self._paste.value))
        self._upload = ipywidgets.FileUpload(accept=",".join(PAGE_FILES), multiple=False, description="or upload a page")
        self._upload.observe(self._take_upload, "value")
        self._blocks = BlockEditor()
        self._blocks.observe(lambda change: setattr(self, "kinds", {int(n): kind for n, kind in change["new"].items()}), "kinds")
        self.observe(self._show_blocks, ["preview"])
        self.observe(lambda change: setattr(self._blocks, "kinds", {str(n): kind for n, kind in change["new"].items()}), "kinds")
        self._role = ipywidgets.ToggleButtons(
            options=ROLES, description="Role", style={"button_width": "auto", "description_width": "auto"}
        )
        self._fields = {
            name: ipywidgets.Text(description=label, placeholder=_HINTS.get(name, ""), style={"description_width": "7.5rem"})
            for name, label in (_NAMES | _FOUND).items()
        }
        self._fields["corpus"].add_class("wc-wide")
        overwrite = ipywidgets.Checkbox(description="Replace another article of this id", indent=False)
        for name, control in (("text", self._paste), ("role", self._role), ("overwrite", overwrite), *self._fields.items()):
            traitlets.link((self, name), (control, "value"))
        save = ipywidgets.Button(description="Save", button_style="primary")
        save.on_click(lambda _: self.save())
        following = ipywidgets.Button(description="Next article")
        following.on_click(lambda _: self.clear())
        self._status, self._place = ipywidgets.HTML(), ipywidgets.VBox()
        form = ipywidgets.VBox([self._role, *(self._fields[name] for name in _ORDER), overwrite])
        form.add_class("wc-form")
        self.add_class("wc-importer")
        self.children = [
            _heading("1. The text"),
            self._paste,
            ipywidgets.HBox([read, self._upload]),
            _heading("2. What its parts are"),
            self._blocks,
            _heading("3. Where it belongs"),
            form,
            ipywidgets.HBox([save, following]),
            self._status,
            self._place,
        ]

    def _show_blocks(self, _: Any = None) -> None:
        preview = self.preview
        rows = zip(preview.article.blocks, preview.reasons, strict=True) if preview else ()
        self._blocks.blocks = [{"kind": block.kind, "text": block.text, "reason": reason} for block, reason in rows]
        self._blocks.doubts = list(preview.doubts) if preview else []

    def _take_upload(self, change: dict) -> None:
        for upload in change["new"]:
            self.upload(upload["name"], bytes(upload["content"]))

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        twin = "<p>Here, in JupyterLab, an article can be pasted or uploaded, corrected and saved to a corpus.</p>"
        return with_static_twin(super()._repr_mimebundle_(**kwargs), twin)


def _heading(text: str) -> ipywidgets.HTML:
    return ipywidgets.HTML(str(Html("<h3>{}</h3>").format(text)))


def _preview(source: str | Path, language: str | None) -> ImportPreview:
    """Read a page whose outlet may be unknown yet."""
    return preview_import(source, story_id="story", outlet=None, default_outlet="", role="republication", language=language)


def _corpus_to_write() -> Path:
    """The corpus that is explored, unless it is the sample or a table; else ``corpus`` of the working folder."""
    corpus = default_corpus()
    return corpus if corpus.is_dir() and not is_sample(corpus) else Path("corpus")
