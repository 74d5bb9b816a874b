"""
Numbers and their differences.

``metrics``: measure() and the formulas, beside textstat’s own (``textstat_formulas``); ``evidence``: the spans behind them.
``differences``: compare() and explain(), with intervals (``resampling``) and ``causes``; ``overview`` on one line; ``outlets``:
over stories; ``countries``: sentiment, from the ``mentions`` that count.
"""
