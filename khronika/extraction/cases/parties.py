"""Whom a clause is about: persons by name, groups by their words and number, and what pronouns point back to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from khronika.extraction.cases.pointing import PLURAL, Spoken, is_person, topic
from khronika.extraction.counting import population
from khronika.extraction.counting.exclusions import no_people
from khronika.extraction.lists import words
from khronika.extraction.naming.anaphora import PRONOUNS
from khronika.extraction.speaking.sources import phrase
from khronika.vocabulary.bodies import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.extraction.people import People

SINGULAR = frozenset({"he", "she", "him", "his", "her", "it", "its"})
BARE = frozenset({"many", "some", "others", "several", "all", "most", "few", "both", "none", "everyone"})
WHOLE = frozenset({"none", "all", "both", "everyone"})  # "none of the six nurses" tells of all six
REST = frozenset({"rest", "remainder", "others"})
ABSTRACT = ("tion", "ment", "ness", "ity", "ence", "ance", "ing", "ism", "ture", "dom", "ship")
FAR = 3  # sentences back to which "they" may point
NEAR = 2  # sentences back to which "he" may point


@dataclass
class Parties:
    """Gives the parties of a clause and remembers them, so that the next sentence can point back."""

    people: People
    group: tuple[int, tuple[Party, ...]] | None = None  # sentence number and the last group spoken of
    person: tuple[int, Party] | None = None
    body: tuple[int, str] | None = None  # sentence number and the court, office or service that acted last
    named: list[tuple[int, int, str]] = field(default_factory=list)  # sentence, token and name of persons of late
    numbers: dict[int, int | None] = field(default_factory=dict)  # position of a counted phrase in this sentence

    spoken: Spoken = field(default_factory=Spoken)
    any_kind: bool = False  # whether the step may befall what is no person: a home, an outlet

    def enter(self, analysis: Analysis) -> None:
        """Go on to the next sentence: learn which of its phrases carry a number."""
        self.numbers = {}
        number = analysis.sentence.number
        here = [(number, t.i, name) for t in analysis.sentence.tokens if (name := self.people.named.get((number, t.i)))]
        self.named = [*(one for one in self.named if number - one[0] <= NEAR), *here]
        dated = [(d.first, d.last) for d in analysis.dated]
        for numeral in analysis.numerals:
            if no_people(analysis.sentence, numeral, dated) is not None:
                continue
            place = population.counted(analysis.sentence, numeral)
            exact = numeral.low if numeral.low == numeral.high else numeral.low or numeral.high
            self.numbers[place.position] = exact

    def at(self, sentence: Sentence, heads: Iterable[int]) -> tuple[Party, ...]:
        """The parties that these heads name, each once; a pronoun that may mean several gives none."""
        found: list[Party] = []
        for i in heads:
            for party in self._parties(sentence, sentence.tokens[i]):
                if party not in found:
                    found.append(party)
        for party in found:
            self._remember(sentence, party)
        if len(found) > 1 and all(party.name for party in found):  # "X and Y were held; they were denied a lawyer"
            self.group = (sentence.number, tuple(found))
        return tuple(found)

    def go_on(self, sentence: Sentence) -> None:
        """Keep of whom the sentence spoke, for the pronouns of the next."""
        head = topic(sentence)
        if head is not None and (party := self._group_at(sentence, sentence.tokens[head])):
            self.spoken.topic = (sentence.number, party)

    def topic(self, sentence: Sentence, before: int) -> tuple[Party, ...]:
        """The person named last in the sentence, else in the one before; empty where there is none."""
        for token in reversed(sentence.tokens[:before]):
            if name := self.people.name_at(sentence, token):
                return (Party(name=name),)
        near = self.person is not None and sentence.number - self.person[0] <= 1
        return (self.person[1],) if near and self.person is not None else ()

    def _remember(self, sentence: Sentence, party: Party) -> None:
        if party.population and party.population.lower() in BARE:
            return
        if party.name:
            self.person = (sentence.number, party)
        elif party.population or party.number:
            self.group = (sentence.number, (party,))

    def _parties(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        if token.lower in {"those", "these"} and sentence.dependents(token, "acl", "relcl"):
            return ()  # "those killed", "those who fled" are not who was spoken of before
        if token.lower in PLURAL | WHOLE and not sentence.dependents(token, "prep"):  # "both were taken away"
            told = self.group
            return told[1] if told is not None and sentence.number - told[0] <= FAR else ()
        party = self._party(sentence, token)
        return (party,) if party is not None else ()

    def _salient(self, sentence: Sentence, token: Token) -> str | None:
        """Whom "he" means where several persons were spoken of: the one to whom things happen, else the only one."""
        gender = PRONOUNS.get(token.lower)
        before = [name for number, i, name in self.named if (number, i) < (sentence.number, token.i)]
        fits = {name for name in before if gender and self.people.genders.get(name) in {gender, None}}
        told = self.person
        if told is not None and sentence.number - told[0] <= FAR and told[1].name in fits:
            return told[1].name
        crowd = self.group is not None and sentence.number - self.group[0] <= NEAR
        return next(iter(fits)) if len(fits) == 1 and not crowd else None

    def _party(self, sentence: Sentence, token: Token) -> Party | None:
        if name := self.person_at(sentence, token) or self._salient(sentence, token):
            return Party(name=name)
        return (token.lower in BARE and self._measured(sentence, token)) or self._group_at(sentence, token)

    def _group_at(self, sentence: Sentence, token: Token) -> Party | None:
        if token.lower in SINGULAR or token.pos in {"PRON", "DET"}:
            return None
        if token.pos == "NUM":
            return Party(population=self._numbered(sentence, token), number=self.numbers.get(token.i))
        if token.lower in REST and not sentence.dependents(token, "prep"):
            told = self.group
            population = told[1][0].population if told and sentence.number - told[0] <= 1 else None
            return Party(population=population or token.text)
        if token.lower in words("numbers", "vague") | words("nouns", "measures") | {"most"}:
            return self._measured(sentence, token)
        if token.i not in self.numbers and (body := self.people.organisation_at(sentence, token)):
            return Party(name=body)
        if token.entity == "DATE" or not (_plausible(token) and (self.any_kind or is_person(token))):
            return None
        return Party(population=phrase(sentence, token), number=self.numbers.get(token.i))

    def person_at(self, sentence: Sentence, token: Token) -> str | None:
        """The person whom a word names, points to, or describes in apposition ("Name, an activist arrested in May")."""
        head = sentence.head(token) if token.dep == "appos" else token
        return (
            self.people.name_at(sentence, token)
            or self.people.refer(sentence, token)
            or self.people.name_at(sentence, head)
        )

    def _measured(self, sentence: Sentence, token: Token) -> Party | None:
        """The people of "hundreds of residents", "a total of 45 workers", "most of them"."""
        for prep in sentence.dependents(token, "prep"):
            for inner in sentence.dependents(prep, "pobj") if prep.lower == "of" else ():
                party = next(iter(self._parties(sentence, inner)), None)
                whole = token.lower in words("nouns", "measures") | WHOLE
                return replace(party, number=party.number if whole else None) if party and not party.name else party
        bare = token.lower in words("numbers", "vague") | {"most"}
        return Party(population=token.text) if bare else None

    def _numbered(self, sentence: Sentence, token: Token) -> str | None:
        """The people of "eleven of the 18 defendants", or the group spoken of before."""
        of = [o for p in sentence.dependents(token, "prep") if p.lower == "of" for o in sentence.dependents(p, "pobj")]
        if of and of[0].lower not in PLURAL:
            return phrase(sentence, of[0])
        told = self.group
        return told[1][0].population if told and sentence.number - told[0] <= 1 else None


def _plausible(token: Token) -> bool:
    """Whether a noun can be the subject of a step: no deed, duration or document."""
    known = (
        population.group_of(token.lemma) is not None
        or token.lemma in words("speakers", "bodies")
        or token.pos == "PROPN"
    )
    return known or (token.lemma not in words("nouns", "papers") and not token.lemma.endswith(ABSTRACT))


def owners(sentence: Sentence, heads: Iterable[int]) -> Iterator[int]:
    """Whose sentence, case or home it is: the possessor, or what stands behind "of", "against" or "for"."""
    for i in heads:
        head = sentence.tokens[i]
        yield from (t.i for t in sentence.dependents(head, "poss"))
        made = [p for verb in sentence.dependents(head, "acl") for p in sentence.dependents(verb, "agent")]
        for prep in (*sentence.dependents(head, "prep"), *made):  # "a complaint by", "a complaint lodged by"
            if prep.lower == "on":  # "the release on bail of Name"
                yield from owners(sentence, (t.i for t in sentence.dependents(prep, "pobj")))
            if prep.lower in {"of", "against", "for", "by"}:
                for t in sentence.dependents(prep, "pobj"):
                    if t.pos == "NOUN" and not _plausible(t):  # "the confiscation of his property"
                        yield from owners(sentence, (t.i,))
                    elif t.pos in {"NOUN", "PROPN", "PRON", "NUM"}:
                        yield t.i
