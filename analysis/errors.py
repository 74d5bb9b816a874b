"""The one exception that reaches a user."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class AnalysisError(ValueError):
    """
    Something a user gave cannot be used as it is.

    The message is one sentence that says what is wrong, where, what is allowed and what to do; the
    command prints it alone, without a traceback.

    Attributes
    ----------
    what : str
        The message without the place in a file that it may begin with.
    path : str, Path or None
        The file of that place.
    line : int or None
        The line of that place, from 1.
    """

    path: str | Path | None = None
    line: int | None = None

    @property
    def what(self) -> str:
        """The message without its place."""
        return str(self)
