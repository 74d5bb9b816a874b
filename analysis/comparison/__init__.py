"""
How versions of a story differ; every data frame of the kit is built here.

``version``: one reading of a version; ``folding`` takes ``house_style`` out of its words, ``stems`` inflection. ``frames`` gives
columns their types.

Wings, each using only those before it: ``alignment``, ``changes``, ``claims``, ``numbers``, ``findings``, ``coding``.
"""
