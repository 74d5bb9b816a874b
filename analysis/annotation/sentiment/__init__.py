"""
Sentiment toward a target.

``score``: target_sentiment(). ``layout`` lays a sentence out with what the ``lexicon`` knows of its words, ``grammar`` finds the
target's place in it, ``after`` and ``before`` read what bears on it as ``roles``, ``weights`` add up, ``reasons`` say why.
``vader`` is the second method.
"""
