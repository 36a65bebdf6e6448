"""Whom "they", "them" and "him" mean beside a deed, where nobody is named: a group or person of the words before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.counting import population
from khronika.extraction.grammar.syntax import SUBJECTS
from khronika.extraction.lists import words

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.vocabulary.bodies import Party

PLURAL = frozenset({"they", "them", "their", "these", "those", "who", "whom", "none"})
ONE = frozenset({"he", "she", "him", "his", "her"})
MANY = PLURAL - {"who", "whom", "those", "these", "none"}
PLURALS = frozenset({"police", "men", "women", "people", "children", "gunmen", "servicemen", "policemen"})
FAR = 2  # sentences back to which a pronoun may point


@dataclass
class Spoken:
    """Who did and who suffered what the sentences before told, and of whom they spoke: sentence number and parties."""

    did: tuple[int, Party] | None = None
    suffered: tuple[int, Party] | None = None
    topic: tuple[int, Party] | None = None

    def heard(self, sentence: Sentence, suffered: tuple[Party, ...], did: tuple[Party, ...]) -> None:
        """Keep the last party of a deed on either side."""
        self.suffered = (sentence.number, suffered[-1]) if suffered else self.suffered
        self.did = (sentence.number, did[-1]) if did else self.did

    def meant(self, sentence: Sentence, token: Token, *, doer: bool) -> Party | None:
        """Give whom a pronoun of this sentence means, who did the deed or suffered it."""
        if token.lower not in ONE | MANY:
            return None
        order = (self.did, self.topic) if doer else (self.suffered, self.topic)
        many = token.lower in MANY
        near = [one for one in order if one is not None and sentence.number - one[0] <= FAR]
        near = [one for one in near if not doer or one is self.did or can_harm((one[1].population or "").split())]
        return next((party for _, party in near if is_many(party) is many), None)


def is_many(party: Party) -> bool:
    """Whether a party is more than one person, by its number or its last word."""
    words_of = (party.population or "").lower().split()
    return party.number not in {None, 1} or (bool(words_of) and (words_of[-1].endswith("s") or words_of[-1] in PLURALS))


def pointed(sentence: Sentence, at: int, own: frozenset[int], *, doer: bool) -> int | None:
    """The head of the noun phrase of the sentence that the pronoun at `at` means; None where there is none before it.

    `own` are the heads that stand beside it in the same deed, which it cannot mean; those who say that others did it
    did not do it themselves.
    """
    token = sentence.tokens[at]
    if token.lower not in ONE | MANY:
        return None
    found = [
        t
        for t in sentence.tokens[:at]
        if t.i not in own and _fits(sentence, t, token) and not (doer and (_speaks(sentence, t) or not _harms(t)))
    ]
    subjects = [t for t in found if t.dep in SUBJECTS]
    chosen = subjects or found
    return chosen[-1].i if chosen else None


def topic(sentence: Sentence) -> int | None:
    """The head of the last subject that names unnamed people: of whom the next sentence may go on to speak."""
    found = [t.i for t in sentence.tokens if t.dep in SUBJECTS and t.pos == "NOUN" and _is_people(t)]
    return found[-1] if found else None


def _fits(sentence: Sentence, noun: Token, pronoun: Token) -> bool:
    if noun.dep in SUBJECTS and (noun.pos == "NUM" or noun.lower in {"most", "many", "some", "several", "all"}):
        return pronoun.lower in MANY and any(t.lower == "of" for t in sentence.dependents(noun, "prep"))
    if noun.pos != "NOUN" or noun.dep in {"compound", "poss", "nmod"} or not _is_people(noun):
        return False
    many = noun.tag == "NNS" or noun.lower == "police"
    return many is (pronoun.lower in MANY)


def _harms(noun: Token) -> bool:
    """Whether a noun names those who may have done it: a pronoun never accuses people whom the text does not."""
    return can_harm([noun.lower, noun.lemma])


def can_harm(words_of: list[str]) -> bool:
    """Whether the words of a noun phrase name officers, a body or assailants."""
    known = words("speakers", "bodies") | words("acts", "assailants")
    last = words_of[-1:] + [word.rstrip("s") for word in words_of[-1:]] + words_of[:1]
    return any(word in known or population.group_of(word) == "officers" for word in last)


def _speaks(sentence: Sentence, noun: Token) -> bool:
    saying = words("speakers", "asserted") | words("speakers", "alleged") | words("speakers", "reported")
    return noun.lemma in {"witness", "relative", "resident", "family"} or sentence.head(noun).lemma in saying


def _is_people(noun: Token) -> bool:
    return is_person(noun) and noun.lemma not in words("acts", "limbs")


def is_person(token: Token) -> bool:
    """Whether a noun names people by the word list, by its ending, or as a name."""
    known = population.group_of(token.lemma) or population.group_of(token.lower)
    if token.lemma in {"family", "household", "community"}:
        return True
    return known is not None or token.pos == "PROPN" or token.lemma.endswith(population.PEOPLE_ENDINGS)
