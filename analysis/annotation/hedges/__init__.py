"""``hedges``, with ``conditions`` on the words around them."""
