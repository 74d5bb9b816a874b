"""
Numbers and their differences.

``metrics``: measure() and the formulas, beside textstat’s own (``textstat_formulas``); ``own_metrics``: add_metric(); ``evidence``:
the spans behind them, ``concordance``: any words in context. ``differences``: compare() and explain(), with ``intervals``
(``student``: Student's t, several tests at once) and ``causes``; ``overview`` on one line; ``countries``: sentiment, from the
``mentions`` that count; ``outlets``: over stories, from the ``observations`` that are pooled; ``keyness``: an outlet's words,
``substitutions``: what it puts in their place.
"""
