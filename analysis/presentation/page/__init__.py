"""
Parts of a page.

``reader``: both versions side by side (``reader_widget`` in JupyterLab); ``annotated``: one article; both with ``marks`` on the
words, of which ``judged`` says what a person may judge. ``page``: the other parts of a page, and its ``tables``;
``outlets_page``: the table of what each outlet does; ``validity_page``: how often the kit is right where people have labelled.
"""
