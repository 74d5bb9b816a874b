"""
A saved page becomes blocks, a headline, a byline, a date.

``html`` (with ``markup``, and ``metadata`` with ``linked_data``), ``documents`` and ``messages`` give the lines of a page;
``extraction`` says which of them trafilatura takes for the article. ``blocks`` settles what each line is: by what it shows itself
(``line_features``, ``captions``, ``phrases``, ``patterns``), by where it stands (``line_context``), and by the extractor's
judgement (``article``).
"""
