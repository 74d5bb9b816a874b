"""render(): a part of a page from its template, in which every text is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"


class Html(Markup):
    """HTML that a notebook and a page show as it is; what is joined to it or put into it is escaped."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **data: Any) -> Html:
    """
    Fill a template of ``templates/``.

    Parameters
    ----------
    template : str
        Its name without the ending ``.html.j2``.
    **data
        What it shows. Every text is escaped, whatever field it came from; `Html` alone stays as it is.

    Returns
    -------
    Html
    """
    return Html(_templates().get_template(f"{template}.html.j2").render(data))


@cache
def asset(name: str) -> str:
    """Text of a style sheet or script of the kit."""
    return (TEMPLATES / name).read_text(encoding="utf8")
