"""
What people see: charts, the reader, the explorer and the report.

- ``charts``: all of them; ``chart_metrics``, ``chart_countries``, ``chart_flow``, ``chart_spans`` and ``chart_outlets`` draw them
  with what ``chart_parts`` and ``theme`` give every chart.
- ``reader``: both versions side by side; ``annotated``: one article; both with ``marks`` on the words.
- ``names``: versions as people tell them apart; ``packing``: what would make a page too large.
- ``page``: the other parts of a page, and its ``tables``; ``habits``: the table of what each outlet does.
- ``report``: a story’s page, from a notebook (``running``), with charts as ``figure``.
- ``explorer``, ``controls``: the same in JupyterLab (``lab``), from ``views`` and ``widgets``; ``importer``: articles into a corpus there.
"""
