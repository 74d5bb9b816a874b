"""One shallow parse: the words of a sentence with contractions spelled out, verb groups, noun phrases, clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from analysis.annotation.text import function_words as fw
from analysis.annotation.text.tagging import Tagger
from analysis.annotation.text.words import Tokens

_QUOTES = frozenset('"“”«»„‟')
_STRONG = frozenset(";:—–―()[]…")
_NOMINAL = frozenset(("noun", "name", "number"))
_PHRASE = frozenset(("noun", "name", "number", "determiner", "possessive"))
_OPENERS = frozenset(("subordinator", "complementizer", "relative"))
_VERBAL = frozenset(("auxiliary", "modal", "to", "verb"))
_BESIDE = frozenset(("adverb", "negation"))


class VerbGroup(NamedTuple):
    """
    A verb with its auxiliaries, adverbs and negation: "would not have been told".

    Attributes
    ----------
    first, stop : int
        Pieces, half-open.
    head : int
        The piece of the main verb: "told". Of "is ready" it is "is".
    verb : str
        Base form of the main verb: "tell".
    tense : str
        "past", "present", or "" for an infinitive or a participle that no auxiliary governs.
    modal : str
        "would"; "" where there is none.
    negated : bool
        "not", "never", or a semi-negative such as "hardly" stands in the group.
    passive, perfect, progressive : bool
    infinitive : bool
        "to" opens the group.
    governor : int
        Index of the group that this one completes: "refused" of "refused to say"; -1 if there is none.
    """

    first: int
    stop: int
    head: int
    verb: str
    tense: str
    modal: str
    negated: bool
    passive: bool
    perfect: bool
    progressive: bool
    infinitive: bool
    governor: int


class NounPhrase(NamedTuple):
    """
    A run of words around a noun, without what follows the noun: "the two French ministers", "Lee's ship", "they".

    Attributes
    ----------
    first, stop : int
        Pieces, half-open.
    head : int
        The piece of its last noun.
    kind : str
        "pronoun", "name" (the head is capitalised inside the sentence), or "noun".
    possessor : int
        The piece of the possessive inside it: "Lee's", "their"; -1 if there is none.
    preposition : int
        The piece of the preposition before it; -1 if there is none.
    attached : int
        The piece that the preposition hangs on: the noun before it where they touch, else the verb before it; -1 if there is
        neither, as in "On Friday …".
    """

    first: int
    stop: int
    head: int
    kind: str
    possessor: int
    preposition: int
    attached: int


class Clause(NamedTuple):
    """
    A stretch of words with at most one finite verb group.

    Attributes
    ----------
    first, stop : int
        Pieces, half-open.
    kind : str
        "main", "complement" (that, whether), "relative" (who, which), "time", "reason", "concession", "condition" or
        "subordinate" (other conjunctions).
    subject : int
        Index of the noun phrase before its verb group, or the relative pronoun's antecedent; -1 if there is none.
    group : int
        Index of its first finite verb group; -1 if there is none.
    """

    first: int
    stop: int
    kind: str
    subject: int
    group: int


@dataclass(frozen=True, eq=False)
class Clauses:
    """
    One sentence, parsed; columns by *piece*: a word, or the part of a contraction that is a word of its own.

    "wouldn't" has the pieces "would" and "not", as "would not" has, so that whoever reads pieces reads both alike.

    Attributes
    ----------
    keys : list of str
        In lower case, spelled out.
    tokens : list of int
        Index of each piece's word in `Tokens`.
    start, end : list of int
        Offsets in the text, half-open.
    gaps : list of str
        What stands before each piece: "" nothing but a space, "," a comma, "“" a quotation mark, ";" a stronger mark.
    capital : list of bool
        Whether each is written with a capital that means something: a sentence in capitals has none, and a headline in title case
        has them on words alone that are nothing but names.
    question : bool
        The sentence ends with a question mark.
    """

    keys: list[str]
    tokens: list[int]
    start: list[int]
    end: list[int]
    gaps: list[str]
    capital: list[bool]
    question: bool

    @cached_property
    def can_be(self) -> list[int]:
        """By piece, what it can be; see `function_words.can_be`."""
        return list(map(fw.can_be, self.keys))

    @cached_property
    def tags(self) -> list[str]:
        """
        Parts of speech, by piece.

        "determiner", "possessive", "pronoun", "number", "noun" (adjectives, too), "name", "verb", "auxiliary", "modal",
        "negation", "adverb", "preposition", "to", "coordinator", "subordinator", "complementizer", "relative".
        """
        return Tagger(self).read()

    @cached_property
    def groups(self) -> tuple[VerbGroup, ...]:
        """Verb groups in order."""
        return tuple(_verb_groups(self))

    @cached_property
    def phrases(self) -> tuple[NounPhrase, ...]:
        """Noun phrases in order."""
        return tuple(_noun_phrases(self))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Clauses in order; together they cover the sentence."""
        return tuple(_clauses(self))

    @cached_property
    def group_at(self) -> list[int]:
        """By piece, the index of its verb group, or -1."""
        return _index(self.groups, len(self.keys))

    @cached_property
    def phrase_at(self) -> list[int]:
        """By piece, the index of its noun phrase, or -1."""
        return _index(self.phrases, len(self.keys))

    @cached_property
    def clause_at(self) -> list[int]:
        """By piece, the index of its clause."""
        return _index(self.clauses, len(self.keys))

    def joined(self, phrase: int) -> tuple[int, int]:
        """The pieces of a noun phrase and of those before that it is joined with: "Peru, Chile and Japan"."""
        first, stop = self.phrases[phrase][:2]
        while phrase and self.phrases[phrase - 1].preposition < 0:
            before = self.phrases[phrase - 1]
            between = self.tags[before.stop : self.phrases[phrase].first]
            listed = not between and self.gaps[self.phrases[phrase].first] == "," and first < self.phrases[phrase].stop <= stop
            if not (between == ["coordinator"] and self._joins(before.stop, phrase)) and not (
                listed and stop > self.phrases[phrase].stop
            ):
                break
            first, phrase = before.first, phrase - 1
        return first, stop

    def _joins(self, coordinator: int, phrase: int) -> bool:
        """Whether a coordinator joins a noun phrase to the one before, not clauses as in "lost three homes, and workers said"."""
        if self.keys[coordinator] == "but":
            return False
        if self.gaps[coordinator] != "," or phrase < 2:
            return not self.gaps[coordinator]
        one, two = self.phrases[phrase - 2 : phrase]
        return one.stop == two.first and self.gaps[two.first] == ","

    def piece_of(self, token: int) -> int:
        """The first piece of a word of `Tokens` that this sentence has."""
        return self.tokens.index(token, token - self.tokens[0])


def clauses_of(tokens: Tokens, sentence: int) -> Clauses:
    """
    Parse one sentence; a second call gives the same object.

    Parameters
    ----------
    tokens : Tokens
    sentence : int
        Index in ``tokens.sentences``.

    Returns
    -------
    Clauses

    Notes
    -----
    Rules over closed classes of words (``data/function_words.csv``), forms of verbs (``data/verbs.csv``) and neighbours, in time
    that grows with the sentence's length. No model: an unknown word is a noun unless its place makes it a verb.

    Examples
    --------
    >>> from analysis.annotation.text.words import tokenize
    >>> parsed = clauses_of(tokenize("Lee wouldn't say that the deal had been signed by France."), 0)
    >>> parsed.keys[:4], [(g.verb, g.modal, g.negated, g.passive) for g in parsed.groups]
    (['lee', 'would', 'not', 'say'], [('say', 'would', True, False), ('sign', '', False, True)])
    """
    parsed: Clauses | None = tokens.kept.get(("clauses", sentence))
    if parsed is None:
        parsed = tokens.kept.setdefault(("clauses", sentence), _parse(tokens, sentence))
    return parsed


def _parse(tokens: Tokens, sentence: int) -> Clauses:
    _, _, _, first, stop = tokens.sentences[sentence]
    keys, at = list(tokens.lower[first:stop]), list(range(first, stop))
    start, end = list(tokens.start[first:stop]), list(tokens.end[first:stop])
    text = tokens.text
    for i in range(stop - first - 1, -1, -1):
        if "'" in keys[i] or keys[i] == "cannot":
            _spell_out(text, keys, at, start, end, i)
    gaps = ["", *(_gap(text[a:b]) for a, b in zip(end, start[1:], strict=False))]
    question = "?" in text[end[-1] : end[-1] + 3]
    return Clauses(keys, at, start, end, gaps, _capitals(text, keys, start, end), question)


def _capitals(text: str, keys: list[str], start: list[int], end: list[int]) -> list[bool]:
    if text[start[len(keys) > 2] : end[-1]].isupper():
        return [False] * len(keys)
    capital = [text[a].isupper() for a in start]
    if len(keys) > 3 and all(big or fw.can_be(key) & fw.CLOSED for big, key in zip(capital, keys, strict=True)):
        # a headline: "Russia Accuses US of Lying"
        return [big and (text[a + 1 : a + 2].isupper() or not fw.can_be(k)) for big, a, k in zip(capital, start, keys, strict=True)]
    return capital


def _spell_out(text: str, keys: list[str], at: list[int], start: list[int], end: list[int], i: int) -> None:
    parts = list(fw.spelled_out(keys[i]))
    if not parts:
        if not keys[i].endswith("'s") or i + 1 == len(keys) or keys[i + 1] not in fw.words_of("after_is"):
            return
        parts = [(keys[i][:-2], len(keys[i]) - 2), ("is", 2)]
    if len(keys[i]) != end[i] - start[i]:
        parts = [(key, 0) for key, _ in parts]  # accents or soft hyphens: the letters are not where they seem
        parts[-1] = parts[-1][0], end[i] - start[i]
    last, size = parts[-1]
    parts[-1] = _settled(last, keys, lambda k: text[start[k]].isupper(), i), size
    edges = [start[i]]
    for _, size in parts:
        edges.append(edges[-1] + size)
    keys[i : i + 1] = [key for key, _ in parts]
    at[i : i + 1] = [at[i]] * len(parts)
    start[i : i + 1], end[i : i + 1] = edges[:-1], edges[1:]


def _settled(key: str, keys: list[str], capital: Callable[[int], bool], i: int) -> str:
    """Tell 's of "has" from that of "is", and 'd of "had" from that of "would", by what follows."""
    if key not in ("is", "would"):
        return key
    ahead = [k for k in range(i + 1, min(i + 5, len(keys))) if not fw.can_be(keys[k]) & (fw.NEGATION | fw.ADVERB)][:2]
    known = fw.can_be(keys[ahead[0]]) if ahead else 0
    if key == "would":
        had = keys[ahead[0]] == "better" if ahead else False
        return "had" if had or (known & fw.PARTICIPLE and not known & fw.BASE) else key
    perfect = known & fw.PARTICIPLE and (known & (fw.BE | fw.HAVE | fw.GET) or not known & fw.PAST)
    if known & fw.PARTICIPLE and len(ahead) > 1:
        # "he's accused Lee" against "he's accused of"
        taken = fw.can_be(keys[ahead[1]]) & (fw.DETERMINER | fw.POSSESSIVE | fw.PRONOUN) and keys[ahead[1]] != "that"
        perfect = perfect or capital(ahead[1]) or taken
    return "has" if perfect else key


def _gap(between: str) -> str:
    if between in ("", " "):
        return ""
    marks = set(between)
    if marks & _STRONG or " - " in between or "--" in between or "..." in between:
        return ";"
    if marks & _QUOTES:
        # “We regret it,” Spain said
        return ";" if between[0] in ",.!?" and between[1:2] in _QUOTES else "," if "," in marks else "“"
    return "," if "," in marks else ""


def _index(spans: Sequence[VerbGroup | NounPhrase | Clause], size: int) -> list[int]:
    at = [-1] * size
    for k, span in enumerate(spans):
        at[span.first : span.stop] = [k] * (span.stop - span.first)
    return at


def _verb_groups(c: Clauses) -> Iterator[VerbGroup]:
    i, n, before, k = 0, len(c.keys), None, 0
    while i < n:
        if c.tags[i] not in _VERBAL:
            i += 1
            continue
        stop, helpers = i, []
        head = i
        while True:
            head = stop
            stop += 1
            if c.tags[head] == "verb":
                break
            helpers.append(head)
            j = stop
            while j < n and not c.gaps[j] and c.tags[j] in _BESIDE:
                j += 1
            if j >= n or c.gaps[j] or c.tags[j] not in _VERBAL or c.tags[j] in ("to", "modal"):
                break
            stop = j
        if c.tags[head] != "verb" and helpers:
            helpers.pop()
        while stop < n and not c.gaps[stop] and c.tags[stop] == "negation":
            stop += 1  # "is not ready"
        group = _verb_group(c, i, stop, head, helpers, before, k - 1)
        yield group
        before, k, i = group, k + 1, stop


def _verb_group(c: Clauses, first: int, stop: int, head: int, helpers: list[int], before: VerbGroup | None, last: int) -> VerbGroup:
    known = c.can_be[head]
    infinitive = c.tags[first] == "to"
    modal = next((c.keys[h] for h in helpers if c.tags[h] == "modal"), c.keys[head] if c.tags[head] == "modal" else "")
    helping = [c.can_be[h] for h in helpers]
    participle = bool(known & fw.PARTICIPLE) and not known & fw.ING
    passive = participle and bool(helping) and bool(helping[-1] & (fw.BE | fw.GET))
    progressive = bool(known & fw.ING) and bool(helping) and bool(helping[-1] & fw.BE)
    perfect = any(h & fw.HAVE for h in helping) and bool(known & (fw.PARTICIPLE | fw.ING))
    negated = any(c.can_be[k] & fw.NEGATION and c.tags[k] == "negation" for k in range(first, stop)) or (
        first > 0 and c.tags[first - 1] == "negation" and not c.gaps[first]
    )
    tense = "" if infinitive or modal else _tense(c, first, head, bool(helpers))
    touches = (
        before is not None
        and all(c.tags[k] in _BESIDE for k in range(before.stop, first))
        and not any(c.gaps[before.stop : first + 1])
    )
    complements = touches and (infinitive or (not tense and known & fw.ING))
    return VerbGroup(
        first,
        stop,
        head,
        fw.verb_of(c.keys[head]),
        tense,
        modal,
        negated,
        passive,
        perfect,
        progressive,
        infinitive,
        last if complements else -1,
    )


def _tense(c: Clauses, first: int, head: int, helped: bool) -> str:
    known = c.can_be[first]
    if helped or known & (fw.BE | fw.HAVE | fw.DO | fw.GET):
        return "past" if known & fw.PAST else "present" if known & fw.PRESENT else ""
    if known & fw.PAST:
        # "the man accused of theft": a participle that no auxiliary governs
        following = c.keys[head + 1] if head + 1 < len(c.keys) and not c.gaps[head + 1] else ""
        return "" if known & fw.PARTICIPLE and following == "by" else "past"
    return "present" if known & (fw.THIRD | fw.BASE) else ""


def _noun_phrases(c: Clauses) -> Iterator[NounPhrase]:
    i, n, tags = 0, len(c.keys), c.tags
    while i < n:
        if tags[i] == "pronoun":
            yield _noun_phrase(c, i, i + 1)
            i += 1
        elif tags[i] in _PHRASE:
            j = i + 1
            while (
                j < n
                and tags[j] in _PHRASE
                and c.gaps[j] in ("", "“")
                and not (tags[j] == "determiner" and tags[j - 1] != "determiner")
            ):
                j += 1
            yield _noun_phrase(c, i, j)
            i = j
        else:
            i += 1


def _noun_phrase(c: Clauses, first: int, stop: int) -> NounPhrase:
    head = stop - 1
    kind = "pronoun" if c.tags[head] in ("pronoun", "determiner", "possessive") else "name" if c.tags[head] == "name" else "noun"
    possessor = next((k for k in range(head, first - 1, -1) if k < head and _owns(c, k)), -1)
    preposition = first - 1 if first and c.tags[first - 1] == "preposition" and not c.gaps[first] else -1
    attached = -1
    if preposition > 0 and not c.gaps[preposition]:
        k = preposition - 1
        while k >= 0 and c.tags[k] in _BESIDE and not c.gaps[k]:
            k -= 1
        attached = k if k >= 0 and (c.tags[k] in _NOMINAL or c.tags[k] in _VERBAL) else -1
    return NounPhrase(first, stop, head, kind, possessor, preposition, attached)


def _owns(c: Clauses, k: int) -> bool:
    return c.tags[k] == "possessive" or c.keys[k].endswith(("'s", "s'"))


def _clauses(c: Clauses) -> Iterator[Clause]:
    finite = [k for k, group in enumerate(c.groups) if group.tense or group.modal]
    edges, low = [], 0
    for n, k in enumerate(finite):
        first = c.groups[k].first
        edges.append((_left_edge(c, low, first) if n or c.tags[0] not in _OPENERS else 0, k))
        low = c.groups[k].stop
    if not edges or edges[0][0] > 0:
        edges.insert(0, (0, -1))
    pending = before = -1
    for n, (first, k) in enumerate(edges):
        stop = edges[n + 1][0] if n + 1 < len(edges) else len(c.keys)
        opener = c.tags[first]
        kind = _kind(c, first) if opener in _OPENERS else "main"
        subject = _subject(c, first, c.groups[k].first if k >= 0 else stop)
        if subject < 0 and opener == "relative" and first:
            subject = c.phrase_at[first - 1]
        elif subject < 0 and kind == "main":
            subject = pending if pending >= 0 and opener != "coordinator" else before
        if k < 0:
            pending = subject
        elif kind == "main":
            pending, before = -1, subject
        yield Clause(first, stop, kind, subject, k)


def _left_edge(c: Clauses, low: int, first: int) -> int:
    """Where the clause of the finite verb at piece ``first`` begins: at its opener, a break, a conjunction or its subject."""
    wants: tuple[Callable[[int], bool], ...] = (
        lambda j: c.tags[j] in _OPENERS,
        lambda j: bool(c.gaps[j]),
        lambda j: c.tags[j] == "coordinator",
    )
    for wanted in wants:
        found = next((j for j in range(first, low - 1, -1) if wanted(j) and j > 0), -1)
        if found >= 0:
            return found
    edge = first
    while edge > low and (phrase := c.phrase_at[edge - 1]) >= 0:
        _, _, _, _, _, preposition, attached = c.phrases[phrase]
        edge = c.phrases[phrase].first
        if preposition < low or attached < low or c.tags[attached] not in _NOMINAL:
            break
        edge = preposition  # "the attacks on A were …"
    return max(low, edge) if low else 0


def _kind(c: Clauses, first: int) -> str:
    if c.tags[first] != "subordinator":
        return "relative" if c.tags[first] == "relative" else "complement"
    return fw.kind_of(c.keys[first]) or "subordinate"


def _subject(c: Clauses, first: int, stop: int) -> int:
    found = [c.phrase_at[k] for k in range(stop - 1, first - 1, -1) if c.phrase_at[k] >= 0]
    return next((p for p in found if c.phrases[p].preposition < 0 and c.phrases[p].first >= first), -1)
