"""The one exception that reaches a user."""


class AnalysisError(ValueError):
    """
    Something a user gave cannot be used as it is.

    The message is one sentence that says what is wrong, where, what is allowed and what to do; the
    command prints it alone, without a traceback.
    """
