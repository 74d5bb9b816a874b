"""
What people see.

Wings, each using only those before it: ``charts``, parts of a ``page``, JupyterLab (``lab``), the ``report``. Whatever is HTML
is a template of ``templates/``, which ``rendering`` fills.
"""
