"""
Quotations, and who speaks.

``quotations``: ``quotation_marks`` are paired, ``candidates`` laid out, ``scare_quotes`` told apart; ``speakers`` are found in
the ``narration`` around them, with the function words of ``speaker_grammar``, and the ``people`` behind pronouns and
``descriptions``. ``reporting``: verbs of speech, neutral and loaded.
"""
