"""
Which sentences belong together.

``align``: by ``linking`` (``similarity``; in heavy rewrites ``shared_quotations`` and ``rare_words``) and ``moves`` (longest
increasing subsequence); ``folding`` takes ``house_style`` out of a sentence first. ``pairs`` are what comparisons start from.
"""
