"""
What one text says: spans and counts per sentence, without pandas.

``annotation``: annotate(), one pass over a text, one immutable result. ``corrected``: as people say it
is. ``own_counts``: what one counts besides, by ``word_lists``.

Wings, each using only those before it: ``text``, ``countries``, ``quotes``, ``hedges``, ``sentiment``.
"""
