"""
Sentiment toward a target.

``score``: target_sentiment(). ``layout`` lays the shared parse of a sentence out with what the ``lexicon`` knows of its words,
``features`` says what each telling word is to the target, and learned weights (data-raw/fit_sentiment.py) make a score of it.
``voice``: whose judgement it is. ``vader`` is the second method.
"""
