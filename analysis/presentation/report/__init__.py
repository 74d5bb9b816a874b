"""``report``: a story's page, made from a notebook that ran in a ``kernel``."""
