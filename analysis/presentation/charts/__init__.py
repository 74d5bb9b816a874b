"""
One function a question.

``gallery``: all of them; ``metrics``, ``countries``, ``flow``, ``matrix``, ``spans`` and ``outlets`` draw them with what ``parts`` and
``theme`` give every chart. ``panels``: all republications at once. ``figure``: one with its script; ``packing``: what would make a page too large; ``names``: versions
as people tell them apart.
"""

import sys

# Altair imports jsonschema, and that, where JupyterLab brought rfc3987-syntax, compiles a grammar of internationalized addresses
# for half of the time that the first page takes. No chart is checked for addresses. Whoever draws takes Altair from here, so
# that nobody has loaded it with the grammar before.
_without_grammar = "jsonschema" not in sys.modules and "rfc3987_syntax" not in sys.modules
if _without_grammar:
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # an import of it is refused
try:
    import altair
finally:
    if _without_grammar:
        del sys.modules["rfc3987_syntax"]

__all__ = ["altair"]
