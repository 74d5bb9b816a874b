"""
Which of all that is worth a sentence: ``findings``.

``statements`` about words, ``prominence``: what stands first, ``amounts``: how much; ``habits`` over stories; ``wording``: a
finding with its words, and what stands in its sentence.
"""
