"""
What we read: articles and stories, their storage, and the import of raw pages.

- ``model``: Block, Article, Story. ``given``: whether a function was given what it takes.
- ``store``: corpora on disk. ``article_file`` is the file of one article, ``records`` are tables with a row an article; ``ids``
  become names of files, ``sources`` turns bytes into text or refuses them, ``writing`` writes all or nothing, ``places`` knows
  where the corpus is.
- ``ingest``: a raw page becomes an article. ``pages`` (with ``markup`` and ``metadata``) and ``documents`` give its lines, as
  ``lines`` does for plain text; ``blocks`` settles what each line is: by what it shows itself (``signs``, ``captions``,
  ``dates``, ``phrases``, ``patterns``) and by where it stands (``zones``); ``languages`` tells whether it is English.
- ``batch``: several sources at once; ``tables`` reads the articles of a table, ``drafts`` makes a table of a folder of pages.
- ``check``: what a person should look at, in an article (``check_article``) and in a story's labels (``check_gold``);
  ``duplicates`` finds what is there already (``addresses``: by its address, too), ``roles`` proposes the wire.
"""
