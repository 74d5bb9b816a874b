"""
What we read: articles and stories, where they are kept, and how raw pages become them.

``model``: Block, Article, Story; ``corrections``: what people said of them. ``reading`` turns bytes into text or refuses them,
``lines`` cleans lines of text; ``ids`` become names of files; ``addresses``, ``dates`` and ``languages`` tell what an address, a
date, a language is.

Wings, each using only those before it: ``corpus`` on disk, saved ``pages``, ``importing`` them, ``checking`` what is there.
"""
