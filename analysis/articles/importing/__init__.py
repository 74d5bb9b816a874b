"""
Files, tables and folders become articles.

``ingest``: import_article(), one page. ``batch``: several sources at once; ``tables`` reads the articles of a table, ``versions``
those of a database of edits; ``drafts`` makes a table of a folder of pages, ``roles`` proposes which of them is the wire.
"""
