"""Parts and wholes: which earlier figure a number belongs to, and what it takes over from it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.extraction.counting import population

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.counting.population import Counted
    from khronika.extraction.found import Found
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.vocabulary.bodies import Count

INCLUDING = frozenset({"including", "include", "among", "comprising", "comprise"})
DEAD = frozenset({"killed", "died", "died_in_custody"})
FINAL = DEAD | {"missing", "discharged", "acquitted", "extradited", "interviewed", "present", "fined"}
NEAREST = 50  # figures of the same people back to which a part may belong
STAGES = frozenset(
    {"detained", "arrested", "charged", "tried", "convicted", "sentenced", "imprisoned", "suspended_sentence", "fined"}
    | {"acquitted", "released", "amnestied", "summoned", "administrative_detention"}
)
ADDED = frozenset({"another", "further", "additional", "more"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as found, and the earlier figure (an index into the document's figures) of which it is a part."""

    found: Found
    count: Count  # the body of `found`
    numeral: Numeral
    sentence: int
    whole: int | None = None
    part: int | None = None  # the figure told just before that is a part of this one: "29 of the 34 defendants"
    people: str = ""  # the lemma of the noun that names them, by which a part finds its whole


@dataclass
class Told:
    """The figures of a document as they came, kept so that looking for a whole costs the same at its end."""

    figures: list[Figure] = field(default_factory=list)
    used: dict[int, int] = field(default_factory=dict)  # by whole: the sum of its parts
    by_people: dict[str, list[int]] = field(default_factory=dict)  # by the noun that names them
    by_number: dict[int, list[int]] = field(default_factory=dict)  # by the exact number
    things: tuple[int, int] = (-1, -9)  # before which figure, and in which sentence, a number counted things

    def add(self, figure: Figure) -> None:
        """Remember the next figure."""
        people = figure.people or (figure.count.population or "").lower().split(" ")[-1].rstrip("s")
        self.by_people.setdefault(people, []).append(len(self.figures))
        if figure.count.low is not None and figure.count.low == figure.count.high:
            self.by_number.setdefault(figure.count.low, []).append(len(self.figures))
        self.figures.append(figure)
        if figure.whole is not None:
            self.used[figure.whole] = self.used.get(figure.whole, 0) + (figure.count.low or 0)

    def of_things(self, sentence: int) -> bool:
        """Whether the number told last, here or in the sentence before, counted things: "of 88 requests, 61 …"."""
        return self.things[0] == len(self.figures) and sentence - self.things[1] <= 1

    def since(self, sentence: int) -> range:
        """The figures told from a sentence on."""
        i = bisect_left(self.figures, sentence, key=lambda figure: figure.sentence)
        return range(i, len(self.figures))


def whole_of(
    analysis: Analysis, numeral: Numeral, place: Counted, told: Told, quantity: str | None = None
) -> int | None:
    """The earlier figure of which this one is a part: the one it just fills, else the nearest that can hold it.

    Where the part's `quantity` is known, the whole must be able to hold it: the dead are not detained afterwards.
    """
    sentence = analysis.sentence
    if _added(sentence.tokens, numeral):
        return None
    first = sentence.number - sentence.continues
    if place.partitive and place.noun is not None:
        lemma = sentence.tokens[place.noun].lemma
        near: Sequence[int] = told.by_people.get(lemma, [])[-NEAREST:]
    elif place.pronoun is not None:
        near = told.since(first - 1)
    elif including(sentence, place.position):
        near = [i for i in told.since(first) if _may_include(sentence, told.figures[i], place.position)]
    elif place.noun is None:
        near = told.since(first) or _stage_before(analysis, place, told, quantity)
    else:
        return None
    fits = [i for i in near if _holds(told, i, numeral)]
    fits = [i for i in fits if quantity is None or _may_become(told.figures[i].count.quantity, quantity)]
    filled = [i for i in fits if _holds(told, i, numeral, exactly=True)]
    return max(filled or fits, default=None)


def _stage_before(analysis: Analysis, place: Counted, told: Told, quantity: str | None) -> list[int]:
    """The people of the sentence before, of whom a bare subject tells the next stage: "91 were held. 84 went free"."""
    sentence = analysis.sentence
    if quantity not in STAGES or sentence.tokens[place.position].dep not in {"nsubj", "nsubjpass"}:
        return []
    near = told.since(sentence.number - 1 - sentence.continues)
    return [i for i in near if told.figures[i].count.quantity in STAGES and told.figures[i].whole is None]


def including(sentence: Sentence, position: int) -> bool:
    """Whether the phrase stands behind "including", itself or by coordination."""
    token = _listed(sentence, position)
    first = _opening(sentence, token)
    before = [t.lower for t in sentence.tokens[max(0, first - 2) : first]]
    return sentence.head(token).lower in INCLUDING or before in (["among", "them"], ["among", "whom"])


def _listed(sentence: Sentence, position: int) -> Token:
    """The first of a list joined by commas and "and"."""
    token = sentence.tokens[position]
    while token.dep == "conj" and token.head != token.i:
        token = sentence.head(token)
    return token


def _opening(sentence: Sentence, token: Token) -> int:
    return min(sentence.subtree(token, without=frozenset({"conj", "relcl", "acl", "prep"})))


def _may_include(sentence: Sentence, figure: Figure, position: int) -> bool:
    """As a whole stands before "including"; its neighbours in the list behind are parts, too."""
    before = figure.numeral.last < _opening(sentence, _listed(sentence, position))
    return figure.whole is None or (figure.sentence == sentence.number and before)


def inherits(analysis: Analysis, place: Counted) -> bool:
    """Whether a part means what its whole means: "including one minor", "five of whom were officers", "31 of them"."""
    sentence = analysis.sentence
    token = sentence.tokens[place.position]
    if place.noun is not None:
        return including(sentence, place.position)
    return place.pronoun is not None or sentence.head(token).lemma == "be" or including(sentence, place.position)


def echoed(analysis: Analysis, numeral: Numeral, place: Counted, told: Told) -> str | None:
    """The quantity of the figure told just before, for a bare number beside it: "12 died in A and nine in B"."""
    sentence = analysis.sentence
    last = told.figures[-1] if told.figures else None
    if place.noun is not None or last is None or last.sentence < sentence.number - sentence.continues:
        return None
    token = sentence.tokens[place.position]
    following = sentence.tokens[numeral.last + 1].lower if numeral.last + 1 < len(sentence.tokens) else "."
    bare = following in {"in", "at", "from", "on", "by", "for", "of", ".", ",", ";", "and", "according"}
    gapped = token.dep in {"conj", "dobj", "pobj", "appos", "npadvmod", "nsubj", "dep", "attr", "ROOT"}
    ranged = sentence.head(token).lower in {"from", "except", "but", "than", "between"}
    alone = numeral.low == 1 and not (following in {"in", "at", "on", "from", "of"} and token.dep == "conj")
    return last.count.quantity if bare and gapped and not ranged and not alone else None


def attribute(analysis: Analysis, place: Counted) -> int | None:
    """In "of whom five were police officers" and "five of them police officers" the people named behind."""
    if place.noun is not None:
        return None
    sentence = analysis.sentence
    token = sentence.tokens[place.position]
    head = sentence.head(token)
    if place.pronoun == head.i - 1 and token.dep == "nsubj" and population.is_people(sentence, head.i):
        return head.i
    if head.lemma != "be":
        return None
    return next((t.i for t in sentence.dependents(head, "attr") if population.is_people(sentence, t.i)), None)


def _added(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """As in "Another 60", "three further people": added to what was told, no part of it."""
    near = (*tokens[max(0, numeral.begins - 2) : numeral.begins], *tokens[numeral.last + 1 : numeral.last + 2])
    return any(token.lower in ADDED for token in near)


def _may_become(whole: str, part: str) -> bool:
    return whole == part or whole not in FINAL or (whole in DEAD and part in DEAD)


def _holds(told: Told, i: int, numeral: Numeral, *, exactly: bool = False) -> bool:
    """Whether the parts of a whole, with this one, do not exceed it, or just fill it."""
    body = told.figures[i].count
    if numeral.vague:
        return False
    limit = body.high if body.high is not None else body.low
    value = numeral.low if numeral.low is not None else numeral.high
    if limit is None or value is None:
        return limit is None and not exactly
    used = told.used.get(i, 0)
    return used > 0 and used + value == limit if exactly else used + value <= limit and value < limit
