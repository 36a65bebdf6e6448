"""One spelling, one kind: the votes of a whole document on each written form, and the full name behind a short one."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.extraction.lists import words
from khronika.extraction.naming import evidence, offices, withheld
from khronika.extraction.naming.names import cut_short, given, spelled
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.naming.candidates import Candidate
    from khronika.extraction.naming.names import Lexicon
    from khronika.extraction.naming.places import Places

ENOUGH = 2.5  # votes that make two or more words a person
ALONE = 2.9  # votes that make a single word a person
LIMIT = 7.0  # votes of contexts count up to here: a frequent name does not outweigh every sign
MARGIN = 0.5  # by which a person must outvote a body or a place
BESIDE = 1.5  # votes for a name in a list with persons
KNOWN = 2.0  # votes for an organisation or a place
Key = tuple[str, ...]
FEMALE = ("ova", "eva", "yeva", "ina", "aya", "kyzy", "ovna", "evna")
RUSSIAN_FEMALE = ("ова", "ева", "ёва", "ина", "ая", "кызы", "вна", "ична")
MALE = ("ov", "ev", "yev", "sky", "skiy", "skii", "uly", "oglu", "oğlu", "zade")
RUSSIAN_MALE = ("ов", "ев", "ёв", "ин", "ский", "цкий", "улы", "оглы", "заде", "вич")


class Forms:
    """The written forms of one document, each with its kind; persons with their full names, gender and protection."""

    def __init__(self, lexicon: Lexicon, acronyms: dict[str, str], signed: dict[int, Sentence]) -> None:
        self.lexicon = lexicon
        self.signed = signed  # lines that may be a signature's name, by number, with the line of the office below
        self.acronyms = acronyms
        self.votes: dict[Key, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.persons: set[Key] = set()
        self.beside: dict[Key, set[Key]] = defaultdict(set)  # names joined to a name by a comma or "and"
        self.first: dict[Key, tuple[int, int]] = {}  # where a form stands first: sentence and token
        self.by_word: dict[str, set[Key]] = defaultdict(set)
        self.owned: dict[str, set[Key]] = {}  # by single word: the full names to which it can belong
        self.wider: dict[Key, set[Key]] = {}  # by form: the longer names that hold all its words
        self.spelling: dict[Key, str] = {}
        self.genders: dict[str, str] = {}
        self.hidden: set[Key] = set()
        self.coded: set[Key] = set()  # "Witness A", "S.": names kept back

    @classmethod
    def of(
        cls,
        candidates: Iterable[Candidate],
        lexicon: Lexicon,
        acronyms: dict[str, str],
        signed: dict[int, Sentence],
        *,
        disguised: bool = False,
    ) -> Forms:
        """Hear every occurrence, then decide form by form; where names are `disguised`, lone given names are hidden."""
        forms, shapes, seen = cls(lexicon, acronyms, signed), dict[Key, float](), list(candidates)
        for before, candidate in zip([None, *seen], seen, strict=False):
            key = candidate.key
            forms.first.setdefault(key, (candidate.sentence.number, candidate.i))
            if before and _joined(before, candidate):
                forms.beside[key].add(before.key)
                forms.beside[before.key].add(key)
            if key not in shapes:
                shapes[key] = evidence.shape(candidate, lexicon)
                forms.spelling[key] = spelled(candidate.words)
            for kind, weight in evidence.context(candidate):
                forms.votes[key][kind] += weight
            if candidate.sentence.number in signed and candidate.i == 0:
                forms.votes[key][evidence.PERSON] += 3.0
            if candidate.coded:
                forms.coded.add(key)
            if candidate.coded or evidence.pseudonym(candidate.sentence, candidate.i, candidate.j):
                forms.hidden.add(key)
        forms._decide(shapes)
        if disguised:
            forms.hidden |= {key for key in forms.persons if len(key) == 1 and not forms._owners(key[0])}
            marked = {c.key for c in seen if withheld.quoted(c.sentence, c.title[0] if c.title else c.i, c.j)}
            forms.hidden |= {key for key in marked if key in forms.persons or (len(key) == 1 and forms._owners(key[0]))}
        for candidate in seen:
            forms._learn(candidate)
        return forms

    def _decide(self, shapes: dict[Key, float]) -> None:
        scores = {
            key: shape + min(self.votes[key][evidence.PERSON] + self._short(key), LIMIT)
            for key, shape in shapes.items()
        }
        for listed in (0.0, BESIDE):
            for key, score in scores.items():
                votes = self.votes[key]
                other = max(votes[evidence.ORGANISATION], votes[evidence.PLACE])
                more = listed if self.beside[key] & self.persons and len(key) > 1 else 0.0
                if score + more >= (ENOUGH if len(key) > 1 else ALONE) and score + more > min(other, LIMIT) + MARGIN:
                    self.persons.add(key)
        for key in self.persons:
            for word in key if len(key) > 1 and key not in self.coded else ():
                self.by_word[word].add(key)
        if self.hidden:
            self.hidden |= {key for key in self.persons if len(key) > 1 and cut_short(key[-1])}

    def _short(self, key: Key) -> float:
        """What later mentions by surname say of the full name."""
        return 0.5 * max(0.0, self.votes[key[-1:]][evidence.PERSON]) if len(key) > 1 and key[-1:] in self.votes else 0.0

    def kind(self, candidate: Candidate, places: Places) -> EntityKind | None:
        """What an occurrence names, or None where nothing is sure enough."""
        key, text = candidate.key, " ".join(candidate.key)
        if candidate.coded or key in self.persons or (candidate.title and self._titled(candidate)):
            return EntityKind.PERSON
        if len(key) == 1 and self._owners(key[0]):
            located = candidate.i and candidate.sentence.tokens[candidate.i - 1].lower in words("places", "sure")
            return EntityKind.PLACE if located and places.holds(text) else EntityKind.PERSON
        if len(key) > 1 and len(self._wider(key)) == 1:
            return EntityKind.PERSON
        if places.holds(text):
            return EntityKind.PLACE
        return EntityKind.ORGANISATION if self._body(candidate) else None

    def _body(self, candidate: Candidate) -> bool:
        """Whether a form that is neither person nor place is an organisation: a known acronym, or by its votes."""
        key, word = candidate.key, candidate.words[0]
        if len(key) == 1 and word in self.acronyms:
            return True
        if key[-1] in words("organisations", "texts") or candidate.sentence.tokens[candidate.i].entity == "NORP":
            return False
        plain = len(key) == 1 and self.lexicon.ordinary(word)
        own = self.votes[key][evidence.NAMED] > 0 and key[0] not in self.lexicon.small
        return (own or not plain) and self.votes[key][evidence.ORGANISATION] >= KNOWN

    def _titled(self, candidate: Candidate) -> bool:
        """Whether a form of address stands before: then even an unknown word is a name."""
        first, last = candidate.title or (0, 0)
        said = {offices.plain(t) for t in candidate.sentence.tokens[first:last]}
        return (
            bool(said & offices.addresses() - {"dear", "excellency"}) and self.votes[candidate.key][evidence.PERSON] > 0
        )

    def _owners(self, word: str) -> set[Key]:
        """Full names to which a single word can belong: by their last word first, else by any but an initial."""
        if word not in self.owned:
            keys = self.by_word.get(word, set())
            last = {key for key in keys if key[-1] == word}
            inside = len(word) > 2 and word not in words("persons", "particles")
            self.owned[word] = last or (keys if inside else set())
        return self.owned[word]

    def _wider(self, key: Key) -> set[Key]:
        """Full names that hold all these words; the rarest word leads to them."""
        if key not in self.wider:
            keys = min((self.by_word.get(word, set()) for word in key), key=len)
            self.wider[key] = {full for full in keys if len(full) > len(key) and set(key) <= set(full)}
        return self.wider[key]

    def full(self, candidate: Candidate) -> str:
        """The full name in this document; the words as they stand where several could be meant.

        A pseudonym is never filled up from a name that is none: "Anka [not her real name]" is not Anka Solveg.
        """
        key = candidate.key
        if candidate.coded:
            return " ".join(candidate.words)
        owners = self._longest(self._owners(key[0]) if len(key) == 1 else self._wider(key))
        if key in self.hidden:
            owners = owners & self.hidden
        if len(owners) > 1:  # who was named in full before
            here = (candidate.sentence.number, candidate.i)
            owners = {key for key in owners if self.first[key] < here} or owners
        if len(owners) > 1 and (gender := self._gender_of(candidate)):
            owners = {key for key in owners if self.genders.get(self.spelling[key], gender) == gender}
        return (
            self.spelling[next(iter(owners))] if len(owners) == 1 else self.spelling.get(key, spelled(candidate.words))
        )

    def _longest(self, owners: set[Key]) -> set[Key]:
        return {key for key in owners if self._wider(key).isdisjoint(owners)}

    def _learn(self, candidate: Candidate) -> None:
        if (gender := self._gender_of(candidate)) is not None and candidate.key in self.persons:
            self.genders.setdefault(self.full(candidate), gender)

    @staticmethod
    def _gender_of(candidate: Candidate) -> str | None:
        """The gender that a title, kinship or a mark beside this occurrence tells."""
        for word in _telling(candidate):
            for gender in ("female", "male"):
                if word in words("titles", gender) | words("kinship", gender) | words("roles", gender):
                    return gender
            if word in words("roles", "feminine"):
                return "female"
        return None

    def gender(self, name: str) -> str | None:
        """The gender that the document tells; else by the ending of a gendered surname or by the given name."""
        if name in self.genders:
            return self.genders[name]
        parts = name.lower().split()
        for gender, endings in (("female", FEMALE + RUSSIAN_FEMALE), ("male", MALE + RUSSIAN_MALE)):
            if len(parts) > 1 and parts[-1].endswith(endings):
                return gender
        return next((gender for gender in ("female", "male") if len(parts) > 1 and parts[0] in given(gender)), None)

    def tell(self, name: str, gender: str) -> None:
        """Remember what a pronoun tells of a person whose gender nothing else told."""
        self.genders.setdefault(name, gender)

    def protected(self, candidate: Candidate) -> bool:
        """Whether the document marks the name, or the full name behind it, as a pseudonym."""
        return candidate.coded or candidate.key in self.hidden or self.full(candidate) in self._pseudonyms

    def conceals(self, name: str) -> bool:
        """Whether a full name is a pseudonym or a code."""
        return name in self._pseudonyms

    @cached_property
    def _pseudonyms(self) -> frozenset[str]:
        return frozenset(self.spelling[key] for key in self.hidden)


def _joined(one: Candidate, other: Candidate) -> bool:
    """Whether only a comma or "and" stands between two candidates."""
    between = {t.lower for t in one.sentence.tokens[one.j : other.i]}
    return one.sentence is other.sentence and bool(between) and between <= {",", "and", "or"}


def _telling(candidate: Candidate) -> Iterator[str]:
    sentence, i, j = candidate.sentence, candidate.i, candidate.j
    tokens = sentence.tokens
    if candidate.title:
        yield from (offices.plain(t) for t in tokens[slice(*candidate.title)])
    for at in (i - 1, i - 2 if i > 1 and tokens[i - 1].text == "," else -1):
        if at >= 0:
            yield from (tokens[at].lower, tokens[at].text.lower())
    if j + 3 < len(tokens) and tokens[j].text in {"[", "("} and tokens[j + 1].lower == "not":
        yield {"her": "woman", "his": "man"}.get(tokens[j + 2].lower, "")
    if (span := offices.role_after(sentence, j)) is not None:
        near = [t for t in tokens[slice(*span)][:6] if t.tag in {"NN", "NNP"}]
        yield from (form for t in near for form in (t.lower, t.text.lower()))
