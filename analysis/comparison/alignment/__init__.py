"""
Which sentences belong together.

``align``: by ``linking`` (``similarity``; in heavy rewrites ``shared_quotations`` and ``rare_words``) and ``moves`` (longest
increasing subsequence), and as people say (``corrected_links``). ``pairs`` are what comparisons start from.
"""
