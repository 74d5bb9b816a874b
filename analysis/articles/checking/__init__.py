"""
What a person should look at in a corpus.

``check``: all of it; an article (``check_article``), labels (``check_gold``), what people said (``check_corrections``).
"""
