"""
A saved page becomes blocks, a headline, a byline, a date.

``html`` (with ``markup`` and ``metadata``) and ``documents`` give the lines of a page; ``blocks`` settles what each line is: by
what it shows itself (``line_features``, ``captions``, ``phrases``, ``patterns``) and by where it stands (``line_context``).
"""
