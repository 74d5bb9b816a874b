"""
One text: words, sentences, syllables, grammar.

``words``: the tokenizer; ``boundaries`` tells where a sentence ends; the ``vocabulary`` keeps what is known of a word.
``clauses``: the one shallow parse, on ``function_words`` and ``tagging`` (parts of speech); ``reported``: who says what.
``readability``: what a word weighs in a formula, by its ``syllables``. ``dateline``: where a report was filed.
"""
