"""Organisations: runs of capitalised words around a head noun ("Committee", "Court"), and acronyms in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.lists import table, words
from khronika.extraction.naming import kinds
from khronika.extraction.naming.names import POSSESSIVES, is_acronym, is_capital

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.naming.names import Lexicon
    from khronika.extraction.naming.places import Places

LEADING = frozenset({"radio", "television", "tv", "forum", "hotel", "hospital", "bank", "union", "agency", "ngo"})
LINKS = frozenset({"of", "for", "on", "against"})
AND = frozenset({"and", "&"})
SMALL = ("office", "bureau")  # head nouns that an office-holder's name stands before
WHOLE = 2  # words of an unknown name that a link takes over entirely: "University of Port Ombrin"


class Organisations:
    """Finds the organisations of one document, sentence by sentence."""

    def __init__(self, lexicon: Lexicon, places: Places) -> None:
        self.lexicon = lexicon
        self.places = places
        self.acronyms: dict[str, str] = {}  # "OSCE" and what it stands for

    def find(self, sentence: Sentence, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Give the spans of tokens (half-open, without overlaps) that name an organisation in this sentence."""
        quoted = list(kinds.quoted(sentence))
        found: list[tuple[int, int]] = []
        for k, (i, j) in enumerate(spans):
            if found and i < found[-1][1]:
                continue
            if any(i < b and a < j for a, b in quoted):
                continue
            span = self._headed(sentence, i, j) or self._office(sentence, i, j)
            if span is not None:
                span = span[0], _whole(sentence, span[1])
                start = self._possessor(sentence, spans, k, span[0])
                found.append((start, self._extend(sentence, spans, k, span[1])))
                self._abbreviated(sentence, *found[-1])
                self._shortened(sentence, *found[-1])
        apart = [(a, b) for a, b in quoted if not any(i < b and a < j for i, j in found)]
        return sorted([*found, *apart])

    def _headed(self, sentence: Sentence, i: int, j: int) -> tuple[int, int] | None:
        """The part of a run that ends (or begins) with a head noun."""
        tokens = sentence.tokens
        heads = [at for at in range(i, j) if tokens[at].lower in words("organisations", "heads")]
        if not heads:
            return None
        last = heads[-1]
        if last == i:
            if tokens[i].lower in LEADING and j - i > 1:
                return i, j
            linked = j - i == 1 and j < len(tokens) and tokens[j].lower in LINKS and tokens[i].tag in {"NNP", "NNPS"}
            possessed = i > 1 and tokens[i - 1].text in POSSESSIVES and is_capital(tokens[i - 2])
            return (i, i + 1) if linked or possessed else None
        start = self._after_person(sentence, i, last)
        firm = tokens[last].lower in words("organisations", "firm")
        plain = all(
            self.lexicon.ordinary(t.text) or self._odd(t.text) or t.entity in {"ORG", "NORP"}
            for t in tokens[start:last]
        )
        placed = any(True for _ in self.places.spans(sentence, start, last))
        return (start, last + 1) if firm or plain or placed or _is_line(sentence, i, j) else None

    def _after_person(self, sentence: Sentence, i: int, last: int) -> int:
        """Where the organisation begins when a person's name or a verb's sentence start stands before it in the run."""
        tokens = sentence.tokens
        start = i
        while start < last and tokens[start].lower in {"president", "director", "mr", "ms", "dr"}:
            start += 1
        named = start
        while named < last and tokens[named].entity == "PERSON" and not self.lexicon.ordinary(tokens[named].text):
            named += 1
        return named if named - start > 1 and named < last else start

    @staticmethod
    def _odd(word: str) -> bool:
        return any(c.isupper() for c in word[1:])

    def _office(self, sentence: Sentence, i: int, j: int) -> tuple[int, int] | None:
        """As in "Prosecutor General's office": an office-holder's name with a small head noun."""
        tokens = sentence.tokens
        if j + 1 >= len(tokens) or tokens[j].text not in POSSESSIVES or not tokens[j + 1].lower.startswith(SMALL):
            return None
        titles = words("titles", "offices") | words("titles", "modifiers")
        if all(t.lower in titles or t.text == "-" or self.lexicon.ordinary(t.text) for t in tokens[i:j]):
            return i, j + 2
        return None

    def _possessor(self, sentence: Sentence, spans: list[tuple[int, int]], k: int, start: int) -> int:
        """As in "Dockers' Union", "Prosecutor General's Office": the run before the apostrophe belongs to it."""
        i, before = spans[k][0], spans[k - 1] if k else None
        if before is None or start != i or before[1] != i - 1 or sentence.tokens[i - 1].text not in POSSESSIVES:
            return start
        first, last = before
        if sentence.tokens[last - 1].lower in words("organisations", "texts"):
            return start  # "Your Excellency's Government"
        office = sentence.tokens[start].lower.startswith(SMALL)
        known = (
            self.lexicon.ordinary(t.text) or t.text == "-" or (office and kinds.slipped(t.text))
            for t in sentence.tokens[first:last]
        )
        return first if all(known) else start

    def _extend(self, sentence: Sentence, spans: list[tuple[int, int]], k: int, end: int) -> int:
        """Take in "of the Interior", "on Arbitrary Detention", "for Security and Co-operation in Europe"."""
        tokens = sentence.tokens
        for i, j in spans[k + 1 :]:
            gap = [t.lower for t in tokens[end:i]]
            if not gap or len(gap) > 2 or not (set(gap) <= LINKS | {"the", "in"} | AND) or gap[0] == "the":
                break
            if gap[0] in {"in"} | AND and not (
                self.linked(tokens, end) and (gap[0] in AND or self.places.holds(tokens[i].lower))
            ):
                break
            taken = self._taken(sentence, i, j)
            if taken == i or (gap[0] in AND and not self._plain(sentence, i, taken)):
                break
            end = taken
            if taken < j or self.places.holds(tokens[taken - 1].lower):
                break
        return end

    @staticmethod
    def linked(tokens: tuple[object, ...], end: int) -> bool:
        """Whether a link ("for", "on") stands a few words before, so that "and" may go on with it."""
        return any(getattr(t, "lower", "") in LINKS for t in tokens[max(0, end - 8) : end])

    def _plain(self, sentence: Sentence, i: int, j: int) -> bool:
        return all(self.lexicon.ordinary(t.text) or t.text == "-" for t in sentence.tokens[i:j])

    def _taken(self, sentence: Sentence, i: int, j: int) -> int:
        """How far an extension reaches into the next run: a place, ordinary words, or a short name as a whole."""
        tokens = sentence.tokens
        place = next(iter(self.places.spans(sentence, i, j)), None)
        if place is not None and place[0] == i:
            return place[1]
        at = i
        while at < j and (self.lexicon.ordinary(tokens[at].text) or tokens[at].text == "-"):
            at += 1
        if at == i and j - i <= WHOLE and tokens[i].lower not in words("titles", "male") | words("titles", "female"):
            return j
        return at

    def _abbreviated(self, sentence: Sentence, i: int, j: int) -> None:
        tokens = sentence.tokens
        if j + 2 < len(tokens) and tokens[j].text == "(" and tokens[j + 2].text == ")" and is_acronym(tokens[j + 1]):
            self.acronyms[tokens[j + 1].text] = sentence.words(range(i, j))

    def _shortened(self, sentence: Sentence, i: int, j: int) -> None:
        """Remember the first letters of a name of three words or more, by which the document may go on."""
        capitals = [token.text[0] for token in sentence.tokens[i:j] if token.text[:1].isupper()]
        if len(capitals) > WHOLE and not sentence.tokens[i].text.isupper():
            self.acronyms.setdefault("".join(capitals), sentence.words(range(i, j)))


def _whole(sentence: Sentence, j: int) -> int:
    """Where a name ends whose further words are small ("Ligue des droits humains"): with the entity that it begins."""
    if sentence.language == "en":
        return j
    while j < len(sentence.tokens) and sentence.tokens[j].entity == "ORG" and not sentence.tokens[j].begins:
        j += 1
    return j


def _is_line(sentence: Sentence, i: int, j: int) -> bool:
    """Whether the run is all that a line says, or all before a date: a letterhead, a newspaper's title."""
    if any(t.lower != "the" for t in sentence.tokens[:i]):
        return False
    after = sentence.tokens[j : j + 1]
    return (
        not after
        or after[0].text.isdigit()
        or after[0].lower in table("dates", "months")
        or after[0].lower.endswith("day")
    )
