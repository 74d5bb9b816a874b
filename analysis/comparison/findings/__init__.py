"""Which of all that is worth a sentence: ``findings``, by ``statements``, ``habits`` over stories, and the ``wording`` in them."""
