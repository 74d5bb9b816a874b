"""``report``: a story's page, made from a notebook by its ``execution`` and its ``export``; ``package``: its tables to publish."""
