"""
What people see.

Wings, each using only those before it: ``charts``, parts of a ``page``, JupyterLab (``lab``), the ``report``. Whatever is HTML
is a template of ``templates/``, which ``rendering`` fills.
"""

import sys

if "jsonschema" not in sys.modules and "rfc3987_syntax" not in sys.modules:
    # Altair imports jsonschema, and that, where JupyterLab brought rfc3987-syntax, compiles a grammar of internationalized
    # addresses for half of the time that the first page takes. No chart is checked for addresses.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # an import of it is refused
    try:
        import altair  # noqa: F401
    finally:
        del sys.modules["rfc3987_syntax"]
