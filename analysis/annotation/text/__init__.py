"""
One text: words, sentences, syllables.

``words``: the tokenizer; ``boundaries`` tells where a sentence ends; the ``vocabulary`` keeps what is known of a word.
``readability``: what a word weighs in a formula, by its ``syllables``. ``dateline``: where a report was filed.
"""
