"""The one exception that reaches a user."""


class AnalysisError(ValueError):
    """
    Something a user gave cannot be used as it is.

    The message is one sentence that says what is wrong, where, what is allowed and what to do; the
    command prints it alone, without a traceback.

    Attributes
    ----------
    what : str
        The message without the place in a file that it may begin with.
    line : int or None
        The line of that place, from 1.
    """

    line: int | None = None

    @property
    def what(self) -> str:
        """The message without its place."""
        return str(self)
