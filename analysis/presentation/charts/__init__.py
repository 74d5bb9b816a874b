"""
One function a question.

``gallery``: all of them; ``metrics``, ``countries``, ``flow``, ``matrix``, ``spans`` and ``outlets`` draw them with what ``parts`` and
``theme`` give every chart. ``panels``: all republications at once. ``figure``: one with its script; ``packing``: what would make a page too large; ``names``: versions
as people tell them apart.
"""
