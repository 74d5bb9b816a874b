"""What kind of change an edit is: house style, naming, attribution, number, hedge, reversal, quotation or wording."""

from __future__ import annotations

from analysis.comparison.changes.word_classes import (
    are_opposite,
    has_opposite,
    is_figure,
    is_function_word,
    is_negation,
    is_office,
    is_pronoun,
    spelled_out,
    spelled_out_otherwise,
)
from analysis.comparison.changes.word_diff import Change, run_span
from analysis.comparison.version import Version

EDIT_TYPES = ("house_style", "naming", "attribution", "number", "hedge", "reversal", "quotation", "wording")
# Telling words besides those of a type that an edit may have and still be of that type: beyond, it is a new clause.
_BESIDES = 3
# Words of a phrase that names a source.
_SHORT = 6
_RELATIVE = frozenset({"which", "who", "whom", "whose", "that"})
_ARTICLES = frozenset({"the", "a", "an"})


def edit_type(change: Change, wire: Version, other: Version) -> str:
    """
    Tell what kind of edit a change is.

    What is asked first decides: marks and what stands in them, then what turns the claim round, who says it, figures and
    dates, hedges, names.
    A new or lost clause is wording, whatever it contains.
    """
    if change.kind != "words":
        return "quotation" if change.kind == "marks" else "house_style"
    one, two = _Side(wire, change.first, change.stop), _Side(other, change.other_first, change.other_stop)
    if one.plain == two.plain or one.plain == two.plain_otherwise or one.plain_otherwise == two.plain:
        return "house_style"
    if one.quoted or two.quoted:
        return "quotation"
    if _turns_round(one, two):
        return "reversal"
    if _attributes(one, two):
        return "attribution"
    if one.figures != two.figures and _is_of_figures(one, two):
        return "number"
    if one.hedges != two.hedges and max(len(one.content), len(two.content)) <= _BESIDES + 1:
        return "hedge"
    return "naming" if _names(one, two) else "wording"


class _Side:
    """The words of one side of a change, and what the annotation found there."""

    def __init__(self, passage: Version, first: int, stop: int) -> None:
        self.passage, self.first, self.stop = passage, first, stop
        self.keys = passage.keys[first:stop]
        start, end = run_span(passage, first, stop)
        found = passage.annotation
        hedges = [hedge for hedge in found.hedges if hedge.start < end and start < hedge.end]
        # "are said to have" is a hedge as a whole, nobody says it.
        inside = [(hedge.start, hedge.end) for hedge in hedges if " " in hedge.text]
        verbs = [verb for verb in found.reporting if verb.start < end and start < verb.end]
        self.hedges = sorted(hedge.words for hedge in hedges)
        self.reporting = sorted(verb.text.lower() for verb in verbs if not any(a <= verb.start < b for a, b in inside))
        mentions = [mention for mention in found.mentions if mention.start < end and start < mention.end]
        self.countries = {mention.country for mention in mentions}
        self.is_country = any(mention.kind != "demonym" for mention in mentions)
        self.figures = sorted(passage.keys[k] for k in range(first, stop) if self._is_figure(k))
        self.plain, self.plain_otherwise = (
            "".join(map(spelling, self.keys)).replace(" ", "") for spelling in (spelled_out, spelled_out_otherwise)
        )
        # what is told besides a negation, and prepositions that have an opposite
        self.told = [k for k in self.keys if not (is_negation(k) or is_pronoun(k)) and (has_opposite(k) or not is_function_word(k))]
        self.negated = sum(map(is_negation, self.keys)) % 2 == 1
        self.quoted = first < stop and all(passage.quoted[first:stop])
        self.content = [k for k in range(first, stop) if not is_function_word(passage.keys[k])]
        around = (
            passage.start[max(0, first - 2)] if passage.keys else 0,
            passage.end[min(len(passage.end), stop + 2) - 1] if passage.keys else 0,
        )
        self.near_reporting = any(around[0] <= verb.start < around[1] for verb in found.reporting)

    @property
    def besides_figures(self) -> int:
        """How many telling words are neither numbers, measures nor times."""
        return sum(not self._is_figure(k) for k in self.content)

    def _is_figure(self, k: int) -> bool:
        return is_figure(self.passage.keys[k], self.passage.annotation.text[self.passage.start[k]].isupper())

    def is_pronoun(self) -> bool:
        """Whether the side is a pronoun and no more."""
        return len(self.keys) == 1 and is_pronoun(self.keys[0])

    def is_name(self, exchanged: bool) -> bool:
        """
        Whether all telling words are names or offices.

        One that is put or cut has no preposition, which would make a place of it ("in Lima"); one that is
        exchanged may ("the mayor of Lima", "Lima's mayor").
        """
        light = [key for k, key in enumerate(self.keys, self.first) if k not in self.content]
        plain = exchanged or all(key in _ARTICLES or is_pronoun(key) for key in light)
        return bool(self.content) and plain and all(self._names_at(k, exchanged) for k in self.content)

    def _names_at(self, k: int, exchanged: bool) -> bool:
        passage = self.passage
        if is_office(passage.keys[k]):
            return True
        text, starts = passage.annotation.text, passage.start
        begins = k == 0 or passage.sentence[k - 1] != passage.sentence[k]
        # The first word of a sentence has a capital anyway: it is a name if another follows, or if it stands for a pronoun.
        follows = k + 1 < len(starts) and text[starts[k + 1]].isupper()
        return text[starts[k]].isupper() and (not begins or follows or (exchanged and len(self.keys) == 1) or bool(self.countries))

    def qualifies_a_name(self) -> bool:
        """Whether a person or an office stands beside: "Germany’s" qualifies "chancellor", a country cut from a list nothing."""
        passage, found = self.passage, self.passage.annotation
        beside = [*range(max(0, self.first - 2), self.first), *range(self.stop, min(self.stop + 2, len(passage.keys)))]
        countries = [(mention.start, mention.end) for mention in found.mentions]
        others = (k for k in beside if not any(a < passage.end[k] and passage.start[k] < b for a, b in countries))
        return any(self._names_at(k, False) for k in others)


def _is_of_figures(one: _Side, two: _Side) -> bool:
    """Whether the figures are the point: exchanged, they may bring their noun along; else most of the phrase is figures."""
    if one.figures and two.figures:
        return max(one.besides_figures, two.besides_figures) <= _BESIDES
    side = one if one.figures else two
    return 2 * side.besides_figures < len(side.content) and _RELATIVE.isdisjoint(side.keys)


def _attributes(one: _Side, two: _Side) -> bool:
    """Said → claimed, a source put or removed, and he → Lavrov beside a reporting verb."""
    if one.reporting != two.reporting:
        return max(len(one.keys), len(two.keys)) <= _SHORT
    pronoun = (one.is_pronoun() and two.is_name(True)) or (two.is_pronoun() and one.is_name(True))
    return pronoun and one.near_reporting and two.near_reporting


def _turns_round(one: _Side, two: _Side) -> bool:
    """A negation put or removed, or a word replaced by its opposite, and nothing else told: "has not left", "offered → refused"."""
    mine, yours = one.told, two.told
    if mine == yours:
        return one.negated != two.negated
    return one.negated == two.negated and len(mine) == len(yours) == 1 and are_opposite(mine[0], yours[0])


def _names(one: _Side, two: _Side) -> bool:
    """The DPRK → North Korea, Lavrov → Foreign Minister Sergey Lavrov, and a name for a pronoun."""
    if one.countries and one.countries == two.countries and max(len(one.content), len(two.content)) <= _BESIDES:
        return True
    sides = [side for side in (one, two) if side.keys]
    if len(sides) == 1 and sides[0].is_country and not sides[0].qualifies_a_name():
        return False
    named = [side.is_name(len(sides) == 2) for side in sides]
    return any(named) and all(is_name or side.is_pronoun() for is_name, side in zip(named, sides, strict=True))
