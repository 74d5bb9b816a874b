"""Which of all that is worth a sentence: ``findings``, by ``statements``, and the ``wording`` in them."""
