"""
How versions of a story differ; every data frame of the kit is built here.

``frames`` gives columns their types.

Wings, each using only those before it: ``alignment``, ``changes``, ``numbers``, ``findings``.
"""
