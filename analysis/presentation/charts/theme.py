"""Colours and shapes; hatching, strike and underline carry the same meaning where colour cannot."""

from __future__ import annotations

# On dark paper report.css puts a lighter colour in the place of each of these.
LIGHT = {
    "wire": "#2b5c9e",
    "republication": "#c2571a",
    "kept": "#7b8794",
    "edited": "#b07d00",
    "dropped": "#a3264a",
    "new": "#1587b8",
}
# Readable on JupyterLab's light and dark backgrounds; the report sets its own ink.
INK = "#6b7280"
GRID = "#9ca3af40"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

RELATION_COLOR = {
    "verbatim": LIGHT["kept"],
    "house_style": LIGHT["kept"],
    "edited": LIGHT["edited"],
    "rewritten": LIGHT["edited"],
    "dropped": LIGHT["dropped"],
    "new": LIGHT["new"],
}
# Vega's own "stroke" has no inside: a filled mark of that shape is not to be seen.
_BAR = "M-1,-0.5H1V0.5H-1Z"
RELATION_SHAPE = {
    "verbatim": "circle",
    "house_style": _BAR,
    "edited": "square",
    "rewritten": "triangle-up",
    "dropped": "cross",
    "new": "diamond",
}
RELATION_LABEL = {
    "verbatim": "word for word",
    "house_style": "house style",
    "edited": "edited",
    "rewritten": "rewritten",
    "dropped": "dropped",
    "new": "new",
}
FATE_COLOR = {
    "kept": LIGHT["kept"],
    "truncated": LIGHT["edited"],
    "altered": LIGHT["republication"],
    "paraphrased": LIGHT["wire"],
    "dropped": LIGHT["dropped"],
    "new": LIGHT["new"],
}
FATE_SHAPE = {
    "kept": "circle",
    "truncated": "square",
    "altered": "triangle-up",
    "paraphrased": _BAR,
    "dropped": "cross",
    "new": "diamond",
}
# What is said of a quotation that stands beside the name of another person or body than in the wire.
ELSEWHERE = "given to another speaker"
