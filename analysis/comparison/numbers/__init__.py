"""
Numbers and their differences.

``metrics``: measure() and the formulas; ``evidence``: the spans behind them. ``differences``: compare() and explain(), with
intervals (``resampling``) and ``causes``; ``overview`` on one line; ``outlets``: over stories; ``countries``: sentiment, from the
``mentions`` that count.
"""
