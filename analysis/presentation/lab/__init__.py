"""
JupyterLab.

``explorer``, ``controls``: a story, from ``views`` and ``widgets``, and a ``desk`` that keeps what a person corrects;
``importer``: articles into a corpus; ``coder``: people's labels; ``jupyterlab``: the command that opens it on the notebooks.
"""
