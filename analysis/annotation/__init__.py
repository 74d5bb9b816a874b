"""
What one text says: spans and counts per sentence, without pandas.

``annotation``: annotate(), one pass over a text, one immutable result.

Wings, each using only those before it: ``text``, ``countries``, ``quotes``, ``hedges``, ``sentiment``.
"""
