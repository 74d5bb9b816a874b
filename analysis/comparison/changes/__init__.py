"""
What became of sentences, words, quotations and hedges.

``sentences``: sentence_table(). ``survival``: of every sentence in all versions. ``edits``: changes of words, from ``word_diff``
by ``edit_types`` and ``word_classes``.
``fates``: what became of quotations, by ``quote_matching``, ``paraphrase`` and ``speaker_names``, and as people say
(``corrected_fates``); ``hedge_changes``: of hedges.
``sources``: who speaks, by ``source_names``; ``source_fates``: what became of them, and whose words are new.
"""
