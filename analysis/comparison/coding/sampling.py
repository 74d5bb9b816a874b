"""sample_for_coding(): a sample for people to label, with the weight that each item has in the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b

import pandas as pd

from analysis.arguments import several_stories
from analysis.articles.model import Story
from analysis.comparison.coding.codebooks import codebook
from analysis.comparison.coding.items import items
from analysis.comparison.frames import typed_frame
from analysis.errors import AnalysisError

STRATA = ("kit", "outlet", "role", "story_id")
ITEM_COLUMNS = {
    **dict.fromkeys(("item", "layer", "story_id", "article_id", "outlet", "role"), "str"),
    **dict.fromkeys(("start", "end"), "int64"),
    **dict.fromkeys(("before", "text", "after", "beside"), "str"),
    "wire_start": "Int64",
    "options": "object",
    "kit": "str",
}
SAMPLE_COLUMNS = {**ITEM_COLUMNS, "stratum": "str", "stratum_size": "int64", "weight": "float64"}


def coding_items(stories: Story | Iterable[Story], layer: str) -> pd.DataFrame:
    """
    List everything that a layer asks about: what `sample_for_coding` draws from, and `corrected_rates` counts.

    Parameters
    ----------
    stories : Story or iterable of Story
    layer : str

    Returns
    -------
    pandas.DataFrame
        The columns of `sample_for_coding` but stratum, stratum_size and weight; in the order of the stories and their texts.
    """
    codes = tuple(code.code for code in codebook(layer).codes)
    rows = []
    for story in several_stories(stories, "sample_for_coding"):
        for found in items(_uncorrected(story), layer):
            article = found.article
            keys = (layer, story.story_id, article.article_id, article.outlet, article.role)
            name = f"{layer}:{story.story_id}/{article.article_id}:{found.start}-{found.end}"
            if found.beside_start is not None:
                name += f":{found.beside_start}"
            shown = (found.start, found.end, found.before, found.text, found.after, found.beside, found.beside_start)
            rows.append((name, *keys, *shown, tuple(dict.fromkeys((*found.names, *codes))), found.kit))
    return typed_frame(rows, ITEM_COLUMNS)


def _uncorrected(story: Story) -> Story:
    """Give a story as the kit reads it: it is the kit whose errors are counted."""
    wire, *others = (replace(article, corrections=()) for article in story.articles)
    return replace(story, wire=wire, republications=tuple(others))


def sample_for_coding(
    stories: Story | Iterable[Story], layer: str, n: int, *, seed: int = 0, stratify: str | Sequence[str] = "kit"
) -> pd.DataFrame:
    """
    Draw a sample for people to label.

    Parameters
    ----------
    stories : Story or iterable of Story
    layer : str
        What is asked: "hedges", "countries" or "quotations" of sentences, "sentiment" or "voice" of mentions of countries,
        "speakers" of quotations, "relations", "claims" or "fates" of what republications made of the wire. See
        ``docs/codebooks``.
    n : int
        How many items; all, if there are fewer.
    seed : int
        Another seed draws another sample. With the same seed a larger n gives the same items and more of them.
    stratify : "kit", "outlet", "role" or "story_id", a sequence of these, or "none"
        As many items are drawn of each stratum as of any other, as far as it has them: by default of each code that the kit
        gives, so that rare ones are met. "none" draws simply at random.

    Returns
    -------
    pandas.DataFrame
        One row for each item, in an order drawn at random: item (its name), layer, story_id, article_id, outlet, role, start,
        end (offsets of the marked words in the article's text), before, text, after (the marked words in their context),
        beside (the wire's passage to compare with, empty where there is none), wire_start (its offset), options (the codes to
        choose from), kit (the code that the kit gives: keep it from those who label), stratum, stratum_size (items of the
        corpus in it), weight (items of the corpus that this one stands for: the weights add up to all there are).

    Raises
    ------
    AnalysisError
        If there is no such layer or stratum, or n is less than 1 or than there are strata.

    Notes
    -----
    Whoever stops half-way has labelled a random sample all the same, as the order is random; the weights are then taken from
    ``stratum_size`` and the items that were labelled.

    Examples
    --------
    >>> from analysis import load_stories
    >>> sample = sample_for_coding(load_stories(), "hedges", 40)
    >>> sample.kit.value_counts().to_dict(), round(sample.weight.sum()) == len(coding_items(load_stories(), "hedges"))
    ({'no': 20, 'yes': 20}, True)
    """
    if not isinstance(n, int) or n < 1:
        raise AnalysisError(f"A sample of {n!r} items cannot be drawn: give a whole number from 1.")
    by = () if stratify == "none" else (stratify,) if isinstance(stratify, str) else tuple(stratify)
    unknown = [name for name in by if name not in STRATA]
    if unknown:
        raise AnalysisError(f"A sample cannot be stratified by {unknown[0]!r}: use {', '.join(STRATA)}, or 'none'.")
    frame = coding_items(stories, layer)
    frame["stratum"] = _strata(frame, by, layer)
    chance = frame["item"].map(lambda item: blake2b(f"{seed}:{item}".encode("utf8", "surrogatepass"), digest_size=8).hexdigest())
    frame = frame.assign(chance=chance).sort_values("chance")
    sizes = frame["stratum"].value_counts().sort_index()
    if n < len(sizes):
        left_out = f"A sample of {n} items meets {n} of {len(sizes)} strata"
        raise AnalysisError(f"{left_out}, and says nothing of the others: draw at least {len(sizes)}, or stratify by less.")
    drawn = _equal_parts(sizes.to_dict(), n)
    n_drawn = frame["stratum"].map(drawn).astype("int64")
    frame["stratum_size"] = frame["stratum"].map(sizes).astype("int64")
    frame["weight"] = frame["stratum_size"] / n_drawn
    kept = frame[frame.groupby("stratum").cumcount() < n_drawn]
    return kept[list(SAMPLE_COLUMNS)].reset_index(drop=True).astype(SAMPLE_COLUMNS)


def _strata(frame: pd.DataFrame, by: Sequence[str], layer: str) -> pd.Series:
    """Name the stratum of each item; whom the kit names is no stratum, but that it names somebody is."""
    if not by:
        return pd.Series("all", index=frame.index, dtype="str")
    codes = {code.code for code in codebook(layer).codes}
    coarse = frame.assign(kit=frame["kit"].where(frame["kit"].isin(codes), "named"))
    return pd.Series([" / ".join(row) for row in coarse[list(by)].itertuples(index=False)], index=frame.index, dtype="str")


def _equal_parts(sizes: dict[str, int], n: int) -> dict[str, int]:
    """Share ``n`` out one by one, so that each stratum has as many as any other, as far as it goes; more of them only adds."""
    drawn = dict.fromkeys(sizes, 0)
    left = min(n, sum(sizes.values()))
    while left:
        open_ = [name for name, size in sizes.items() if drawn[name] < size]
        for name in open_[:left]:
            drawn[name] += 1
        left -= min(left, len(open_))
    return drawn
