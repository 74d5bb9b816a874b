"""
What one text says: spans and counts per sentence, without pandas.

- ``annotation``: annotate(), one pass over a text, one immutable result.
- ``words``: the tokenizer; ``boundaries`` tells where a sentence ends; the ``vocabulary`` keeps what is known of a word.
- ``readability``: what a word weighs in a formula, by its ``syllables``.
- ``quotes``: quotations. ``quotation_marks`` are paired, ``quote_drafts`` laid out, ``scare_quotes`` told apart; ``speakers``
  are found in the ``narration`` around them, with the function words of ``speaker_grammar``, and the ``people`` behind pronouns
  and ``descriptions``.
- ``attribution``: reporting verbs, neutral and loaded.
- ``hedges``, with ``hedge_conditions`` on the words around them.
- ``dateline``: where a report was filed, which is no mention.
- ``countries``: mentions. ``country_candidates`` are what the ``gazetteer`` has, ``country_context`` tells which of them count.
- ``sentiment``: toward a target. ``sentiment_layout`` lays a sentence out with what ``sentiment_lexicon`` knows of its words,
  ``sentiment_grammar`` finds the target's place in it, ``sentiment_after`` and ``sentiment_before`` read what bears on it as
  ``sentiment_roles``, ``sentiment_weights`` add up, ``sentiment_reasons`` say why. ``vader`` is the second method.
"""
