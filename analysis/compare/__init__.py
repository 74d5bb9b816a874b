"""
How versions of a story differ; every data frame of the kit is built here.

- ``align``: which sentences belong together, by ``linking`` (``similarity``; in heavy rewrites ``shared_quotations`` and
  ``telling`` words) and ``moves``; ``folding`` takes ``house_style`` out of a sentence first. ``pairs`` are what every
  comparison starts from.
- ``metrics``: measure() and the formulas; ``evidence``: the spans behind the numbers; ``sentences``: the same by sentence;
  ``frames`` gives columns their types.
- ``differences``: compare() and explain(), with intervals (``resampling``) and ``causes``; ``outlets``: over stories.
- ``countries``: sentiment, from the ``mentions`` that count.
- ``edits``: changes of words, from ``word_diff`` by ``edit_types`` and ``word_classes``.
- ``fates``: what became of quotations, by ``quote_matching``, ``retelling`` and ``speakers``; ``hedge_changes``: of hedges.
- ``overview`` on one line; ``findings`` in sentences: ``statements``, and the ``wording`` in them.
"""
