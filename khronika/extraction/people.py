"""Who and what is named in a document: persons, organisations and places, one kind for one spelling."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.extraction.naming import anaphora, held, kinds, listed, offices, withheld
from khronika.extraction.naming.candidates import Candidate, Cut, cut
from khronika.extraction.naming.forms import Forms
from khronika.extraction.naming.introductions import Introduction, introductions
from khronika.extraction.naming.names import Lexicon, is_acronym, is_capital, runs, spelled, written
from khronika.extraction.naming.organisations import Organisations
from khronika.extraction.naming.places import Places
from khronika.extraction.naming.shared import with_surnames
from khronika.vocabulary.people import EntityKind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.vocabulary.bodies import Person
    from khronika.vocabulary.documents import Document, Revision

SIGNATURE = 7  # words of a signature's line at most
Place = tuple[int, int]  # a sentence's number and a token's index


@dataclass(frozen=True)
class People:
    """What a document names, and who its pronouns refer to."""

    mentions: tuple[Mention, ...]
    named: dict[Place, str] = field(default_factory=dict, repr=False)  # full names by token
    bodies: dict[Place, str] = field(default_factory=dict, repr=False)  # organisations by token
    referents: dict[Place, str] = field(default_factory=dict, repr=False)  # persons by pronoun or definite role
    introduced: tuple[Introduction, ...] = field(default=(), repr=False)
    genders: dict[str, str | None] = field(default_factory=dict, repr=False)  # by full name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Full names of all persons, the longest first."""
        return tuple(sorted(set(self.named.values()), key=lambda name: (-len(name.split()), name)))

    @cached_property
    def bodies_by_sentence(self) -> dict[int, set[str]]:
        """The organisations that each sentence names."""
        found: dict[int, set[str]] = {}
        for (sentence, _), name in self.bodies.items():
            found.setdefault(sentence, set()).add(name)
        return found

    @cached_property
    def bodies_by_word(self) -> dict[str, list[tuple[Place, str]]]:
        """Organisations in the order of the text, by each word of their names."""
        found: dict[str, list[tuple[Place, str]]] = defaultdict(list)
        for at, name in sorted(self.bodies.items()):
            for word in set(name.split()):
                found[word].append((at, name))
        return dict(found)

    def name_at(self, sentence: Sentence, token: Token) -> str | None:
        """Give the full name of the person named at this token, or by a name in apposition to it."""
        return _at(self.named, sentence, token) or self._named_behind_place(sentence, token)

    def _named_behind_place(self, sentence: Sentence, token: Token) -> str | None:
        """In "their candidate in Novi Grad, Name Surname, was held" the parser explains the place by the person."""
        for prep in sentence.dependents(token, "prep"):
            for place in sentence.dependents(prep, "pobj"):
                if (sentence.number, place.i) not in self.named and place.pos == "PROPN":
                    for child in sentence.dependents(place, "appos"):
                        if name := self.named.get((sentence.number, child.i)):
                            return name
        return None

    def organisation_at(self, sentence: Sentence, token: Token) -> str | None:
        """Give the organisation named at this token, or by a name in apposition to it."""
        return _at(self.bodies, sentence, token)

    def refer(self, sentence: Sentence, token: Token) -> str | None:
        """Give whom a pronoun or a definite role means; None where it may be nobody or more than one."""
        return self.referents.get((sentence.number, token.i))


def _at(named: dict[Place, str], sentence: Sentence, token: Token) -> str | None:
    found = named.get((sentence.number, token.i))
    if found is not None:
        return found
    for child in sentence.dependents(token, "appos"):
        if name := named.get((sentence.number, child.i)):
            return name
    return None


def claims(people: People) -> list[tuple[Sentence, list[int], Person]]:
    """Give what introduces a person or adds something: the sentence, the tokens that say so, and the person."""
    return [(one.sentence, list(one.tokens), one.person) for one in people.introduced]


def find(sentences: Sequence[Sentence], revision: Revision, document: Document) -> People:
    """Find persons, organisations and places in all sentences of a document, in the order of the text."""
    spans = [(sentence, list(runs(sentence))) for sentence in sentences]
    spans = [(sentence, found) for sentence, found in spans if found or any(withheld.codes(sentence))]
    lexicon = Lexicon.of(sentences)
    places = Places(spans, lexicon)
    organisations = Organisations(lexicon, places)
    cuts = [(s, cut(s, found, organisations.find(s, found), places, lexicon)) for s, found in spans]
    for _, one in cuts:
        one.candidates[:] = with_surnames(one.candidates)
    forms = Forms.of(
        (c for _, one in cuts for c in one.candidates),
        lexicon,
        organisations.acronyms,
        _signed(sentences),
        disguised=withheld.disguised(sentences),
    )
    return _Finder(revision, document, forms, places).people(sentences, cuts)


def _signed(sentences: Sequence[Sentence]) -> dict[int, Sentence]:
    """Lines of a few capitalised words above the line of an office, as under a letter: number, and that line."""
    found = {}
    for name, office in pairwise(sentences):
        if (
            len(name.tokens) > SIGNATURE
            or name.block is office.block
            or not all(is_capital(t) or t.text in "-,." for t in name.tokens)
        ):
            continue
        first = offices.titles(office, 0, min(SIGNATURE, len(office.tokens)))
        if first and first[0] == 0:
            found[name.number] = office
    return found


class _Finder:
    """Turns cuts and decided forms into mentions and the indices by token."""

    def __init__(self, revision: Revision, document: Document, forms: Forms, places: Places) -> None:
        self.revision = revision
        self.document = document
        self.forms = forms
        self.places = places
        self.mentions: list[Mention] = []
        self.named: dict[Place, str] = {}
        self.bodies: dict[Place, str] = {}
        self.persons: list[tuple[Candidate, str]] = []

    def people(self, sentences: Sequence[Sentence], cuts: Sequence[tuple[Sentence, Cut]]) -> People:
        for sentence, one in cuts:
            for i, j in one.organisations:
                self._organisation(sentence, i, j)
            for i, j in one.places:
                self._mention(EntityKind.PLACE, sentence, i, j)
            for candidate in one.candidates:
                self._candidate(candidate)
        self._tagged(sentences)
        referents = anaphora.resolve(sentences, self.persons, self.forms)
        introduced = list(introductions(self.persons, self.forms, self.revision, referents, listed.rows(sentences)))
        introduced = [*introduced, *held.offices_held(sentences, self.named | referents, self.forms)]
        found = tuple(sorted(self.mentions, key=lambda m: (m.start, m.end)))
        genders = {full: self.forms.gender(full) for _, full in self.persons}
        return People(found, self.named, self.bodies, referents, tuple(introduced), genders)

    def _tagged(self, sentences: Sequence[Sentence]) -> None:
        """Bodies that only the tagger of another language knows; they are named, and speak for nobody."""
        taken = {at for mention in self.mentions for at in range(mention.start, mention.end)}
        for sentence in sentences:
            for i, j in kinds.tagged(sentence):
                if taken.isdisjoint(range(sentence.tokens[i].start, sentence.tokens[j - 1].end)):
                    self._mention(EntityKind.ORGANISATION, sentence, i, j)

    def _candidate(self, candidate: Candidate) -> None:
        kind = self.forms.kind(candidate, self.places)
        sentence, i, j = candidate.sentence, candidate.i, candidate.j
        if kind is EntityKind.PERSON:
            self._person(candidate)
        elif kind is EntityKind.ORGANISATION:
            self._organisation(sentence, i, j)
        elif kind is EntityKind.PLACE:
            self._mention(EntityKind.PLACE, sentence, i, j)

    def _person(self, candidate: Candidate) -> None:
        sentence, i, j = candidate.sentence, candidate.i, candidate.j
        full = self.forms.full(candidate)
        self.persons.append((candidate, full))
        start = candidate.title[0] if candidate.title else i
        for at in range(start, j):
            self.named[sentence.number, at] = full
        self._mention(EntityKind.PERSON, sentence, i, j, candidate)

    def _organisation(self, sentence: Sentence, i: int, j: int) -> None:
        acronym = (
            self.forms.acronyms.get(sentence.tokens[i].text) if j - i == 1 and is_acronym(sentence.tokens[i]) else None
        )
        for at in range(i, j):
            self.bodies[sentence.number, at] = acronym or sentence.words(range(i, j))
        self._mention(EntityKind.ORGANISATION, sentence, i, j)

    def _mention(
        self, kind: EntityKind, sentence: Sentence, i: int, j: int, candidate: Candidate | None = None
    ) -> None:
        start, end, exact = written(self.revision, sentence, i, j)
        if not exact.strip():
            return
        name = " ".join(exact.split())
        self.mentions.append(
            Mention(
                kind=kind,
                revision=self.revision.id,
                document=self.document.sha256,
                file=self.document.name,
                start=start,
                end=end,
                exact=exact,
                name=spelled(candidate.words) if candidate else name,
                titles=tuple(_titles(candidate)) if candidate else tuple(_kind(kind, sentence, i, j)),
                gender=self.forms.gender(self.forms.full(candidate)) if candidate else None,
                pseudonym=self.forms.protected(candidate) if candidate else False,
            )
        )


def _kind(kind: EntityKind, sentence: Sentence, i: int, j: int) -> Iterator[str]:
    """What a body is, from the word beside its name: the party "Vorga"."""
    if kind is EntityKind.ORGANISATION and (beside := kinds.kind_beside(sentence, i, j)):
        yield beside


def _titles(candidate: Candidate) -> Iterator[str]:
    sentence = candidate.sentence
    if candidate.title:
        yield sentence.words(range(*candidate.title))
    elif (start := offices.role_before(sentence, candidate.i)) is not None:
        yield sentence.words(range(start, candidate.i))
