"""The reasons for a sentiment in words that a reader understands."""

from __future__ import annotations

from functools import cache, lru_cache

from analysis.annotation.sentiment.layout import Layout
from analysis.annotation.sentiment.roles import Cue

_KINDS = {
    "blame": "criticism",
    "praise": "praise",
    "against": "pressure or opposition",
    "back": "support",
    "harm": "violence or force",
    "wrong": "wrongdoing",
    "merit": "an achievement",
    "decline": "a decline",
    "trouble": "trouble",
    "foe": "an enemy or a danger",
    "friend": "a friend or an ally",
    "good": "a favourable word",
    "bad": "an unfavourable word",
    "versus": "opposition",
    "relation": "relations",
    "fire": "criticism",
    "upset": "an upset",
    "delight": "a delight",
    "demand": "a demand",
}
_ROLES = {
    "patient": "{kind} aimed at {target}",
    "passive": "{kind} aimed at {target}",
    "patient_of": "{kind} aimed at what belongs to {target}",
    "patient_in": "{kind} aimed at something in {target}",
    "victim": "{kind} that {target} would suffer",
    "charge": "{kind} that {target} is charged or credited with",
    "claim": "{kind} about what {target} does",
    "same": "{kind} in the same clause",
    "content": "{kind}, with {target} in what is said",
    "agent": "{kind} by {target}",
    "chain": "{kind} by {target}",
    "far": "{kind} elsewhere in the sentence",
    "near": "{kind} in the sentence",
    "own": "{kind} of {target}’s own",
    "premod": "{kind} that describes {target}",
    "predicate": "{kind} said of {target}",
    "called": "{kind} that {target} is called",
    "receives": "{kind} that {target} meets with",
    "toward": "{kind} toward {target}",
    "affix": "{kind} toward {target}",
    "to": "{kind} to {target}",
    "with": "{kind} with {target}",
    "of": "{kind} of {target}",
    "source": "{kind} from {target}",
    "place": "{kind} in {target}",
}


@cache
def _template(role: str, kind: str) -> str:
    return _ROLES[role].replace("{kind}", _KINDS[kind])


@lru_cache(maxsize=1000)
def signed(hundredths: int) -> str:
    """
    A contribution as a reader sees it.

    Examples
    --------
    >>> signed(-160)
    '−1.60'
    """
    return f"{hundredths / 100:+.2f}".replace("-", "−")


def reason(layout: Layout, cue: Cue, hundredths: int, target: str) -> str:
    """One reason: the words of the text, what they are to the target, what they contribute."""
    role, kind, _, i, turned = cue
    words = layout.text[layout.starts[i] : layout.ends[i]]
    negated = " (negated)" if turned else ""
    return f"“{words}”{negated}: {_template(role, kind).replace('{target}', target)}, {signed(hundredths)}"
