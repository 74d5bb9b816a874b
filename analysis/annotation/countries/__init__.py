"""Countries: ``mentions`` of them. ``candidates`` are what the ``gazetteer`` has, ``context`` tells which of them count."""
