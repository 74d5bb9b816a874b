"""
Quotations, and who speaks.

``quotations``: ``quotation_marks`` are paired, ``direct_speech`` is told from titles and scare quotes; ``speakers`` are the
``subjects`` of verbs around them, with the ``people`` behind pronouns and descriptions. ``attributions``: who says what, in
marks or not. ``reporting``: verbs of speech, neutral and loaded.
"""
