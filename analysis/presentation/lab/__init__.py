"""
JupyterLab.

``explorer``, ``controls``: a story, from ``views`` and ``widgets``; ``importer``: articles into a corpus; ``coder``: people's
labels; ``jupyterlab``: the command that opens it on the notebooks.
"""
