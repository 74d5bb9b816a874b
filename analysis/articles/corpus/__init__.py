"""
Articles on disk.

``store``: load_corpus(), save_article(). ``article_file`` is the file of one article, ``corrections_file`` what people said of a
story's articles, ``records`` are tables with a row an article; ``writing`` writes all or nothing; ``locations`` knows where the
corpus is; ``duplicates`` finds what is there already.
"""
