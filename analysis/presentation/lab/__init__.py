"""
JupyterLab.

``explorer``, ``controls``: a story, from ``views`` and ``widgets``; ``importer``: articles into a corpus; ``jupyterlab``: the
command that opens it on the notebooks.
"""
