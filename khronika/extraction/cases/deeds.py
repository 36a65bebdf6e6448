"""The lexicon of acts: which predicate, in which company, tells of which alleged violation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khronika.extraction.counting import population
from khronika.extraction.lists import kept, lists, words

if TYPE_CHECKING:
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence

PEOPLE = frozenset({"them", "him", "her", "us", "me", "they", "he", "she", "who", "whom", "those", "we", "i", "you"})

MEASURES = frozenset({"many", "some", "others", "several", "all", "most", "few", "both", "none", "each", "one", "half"})


@dataclass(frozen=True, slots=True)
class Deed:
    """What a predicate tells of, and what must stand beside it; see data/acts.toml."""

    act: str
    noun: bool
    company: frozenset[str]
    near: frozenset[str]
    without: frozenset[str]
    subject: frozenset[str]
    object: frozenset[str]
    victims: tuple[str, ...]
    by: tuple[str, ...]
    people: bool
    denied: bool
    purpose: bool

    @property
    def weight(self) -> int:
        """How much it asks for."""
        return 2 * bool(self.company) + 2 * bool(self.object) + bool(self.near) + bool(self.subject) + self.denied


@kept
def deeds() -> dict[str, tuple[Deed, ...]]:
    """Give the entries by lemma, those that ask for most first."""
    found: dict[str, list[Deed]] = defaultdict(list)
    for row in lists("acts")["entry"]:
        for lemma in row["lemmas"]:
            found[lemma].append(_deed(row))
    return {lemma: tuple(sorted(rows, key=lambda deed: -deed.weight)) for lemma, rows in found.items()}


def _deed(row: dict[str, Any]) -> Deed:
    return Deed(
        act=row["act"],
        noun=bool(row.get("noun")),
        company=_spelled(row, "with"),
        near=_spelled(row, "near"),
        without=_spelled(row, "without"),
        subject=_spelled(row, "subject"),
        object=_spelled(row, "object"),
        victims=tuple(row.get("victims", ("patient", "against"))),
        by=tuple(row.get("by", ("agent",))),
        people=bool(row.get("people")),
        denied=bool(row.get("denied")),
        purpose=bool(row.get("purpose")),
    )


def _spelled(row: dict[str, Any], key: str) -> frozenset[str]:
    """The words of an entry, a list that it names ("@goods") word by word."""
    found = (words("acts", word[1:]) if word.startswith("@") else {word} for word in row.get(key, ()))
    return frozenset().union(*found)


@kept
def nouns() -> frozenset[str]:
    """The lemmas of nouns that name a deed."""
    return frozenset(lemma for lemma, rows in deeds().items() if any(deed.noun for deed in rows))


def told(sentence: Sentence, clause: Clause) -> Deed | None:
    """The deed that a clause tells of, the one that asks for most."""
    known = deeds().get(clause.lemma) or deeds().get(clause.lemma.removesuffix("e"))  # "waterboarde" for "-boarded"
    if known is None:
        return None
    lemmas = {form for token in sentence.tokens for form in (token.lemma, token.lower)}
    return next((deed for deed in known if _fits(sentence, clause, deed, lemmas)), None)


def _fits(sentence: Sentence, clause: Clause, deed: Deed, lemmas: set[str]) -> bool:
    agents, patients = (_lemmas(sentence, heads) for heads in (clause.agents, clause.patients))
    beside = clause.said | {companion.relation for companion in clause.companions} | _intended(sentence, clause)
    return (
        deed.noun == clause.nominal
        and deed.denied <= clause.negated
        and (not deed.company or bool(deed.company & beside))
        and not deed.without & (clause.said | agents)
        and (not deed.near or bool(deed.near & lemmas))
        and (not deed.subject or bool(deed.subject & agents))
        and (not deed.object or bool(deed.object & patients))
        and (not deed.people or not clause.patients or any(_may_suffer(sentence, i) for i in clause.patients))
    )


def _lemmas(sentence: Sentence, heads: tuple[int, ...]) -> set[str]:
    tokens = [sentence.tokens[i] for i in heads]
    return {form for t in tokens for form in (t.lemma, t.lower, t.lower.removesuffix("s"))}  # "Guards" as a name


def _intended(sentence: Sentence, clause: Clause) -> set[str]:
    """In "forced inmates to work" the parser may hang the infinitive on the noun."""
    below = [t for i in clause.patients for t in sentence.dependents(sentence.tokens[i], "xcomp", "acl", "relcl")]
    return {t.lemma for t in below if any(aux.lower == "to" for aux in sentence.dependents(t, "aux"))}


def _may_suffer(sentence: Sentence, head: int) -> bool:
    """Whether a patient can be a person: people as far as the word tells, or any name that is no place's."""
    token = sentence.tokens[head]
    return is_somebody(sentence, head) or (token.pos == "PROPN" and token.entity not in {"GPE", "LOC", "DATE"})


def is_somebody(sentence: Sentence, head: int) -> bool:
    """Whether a noun phrase names people: a pronoun for persons, a name, a number, or a noun for people."""
    token = sentence.tokens[head]
    if token.lower in PEOPLE or token.entity == "PERSON" or token.lemma in words("acts", "kin"):
        return True
    if token.lemma in words("acts", "limbs"):  # "wrist" ends as "artist" does
        return False
    if token.lower in MEASURES | words("nouns", "measures") | words("numbers", "vague"):
        of = [o for p in sentence.dependents(token, "prep") if p.lower == "of" for o in sentence.dependents(p, "pobj")]
        if of:
            return any(is_somebody(sentence, o.i) for o in of)
    return token.pos == "NUM" or (
        token.pos in {"NOUN", "PROPN"}
        and (population.is_people(sentence, head) or population.group_of(token.lower.removesuffix("s")) is not None)
    )
