"""The order of one person's case and life: what cannot come before what, and that a person dies once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from khronika.comparison.building import build, derived, enumerate_few, sentence
from khronika.comparison.facts import miss, one_voice, several_days
from khronika.comparison.grouping import group
from khronika.comparison.pairs import Relation
from khronika.comparison.words import scope_words
from khronika.vocabulary.accounts import Account, Assumption, Verdict
from khronika.vocabulary.bodies import Act
from khronika.vocabulary.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from khronika.comparison.facts import Fact, Naming
    from khronika.vocabulary.claims import Claim

SHORT = 8
UNRESOLVED = Verdict.UNRESOLVED
LIVING = "nobody is charged, tried or released after death"


@dataclass(frozen=True, slots=True)
class Death:
    """That somebody died, as one claim of a killing or a death in custody tells it."""

    claim: Claim
    person: str
    name: str
    origin: str
    voice: str

    @property
    def told(self) -> str:
        """The day and who says so, in words for a reader."""
        when = f", {self.claim.when.edtf}" if self.claim.when and self.claim.when.earliest else ""
        return f"died{when} ({self.voice})"


def deaths_of(claims: Iterable[Claim], naming: Naming) -> list[Death]:
    """Give the deaths of persons who are named in standing claims."""
    return [
        Death(claim, naming.person(claim.document, victim.name), victim.name, *naming.origin(claim))
        for claim in claims
        if isinstance(claim.body, Act) and claim.body.act in scope_words()["case"]["deaths"]
        for victim in claim.body.victims
        if victim.name
    ]


def life_accounts(facts: Iterable[Fact], deaths: Iterable[Death], without: frozenset[str]) -> list[Account]:
    """Give the accounts of what cannot have happened in the order in which it is dated."""
    steps: dict[str, list[Fact]] = defaultdict(list)
    ends: dict[str, list[Death]] = defaultdict(list)
    for fact in facts:
        steps[fact.person].append(fact)
    for death in deaths:
        ends[death.person].append(death)
    accounts = [one for mine in steps.values() for one in _out_of_order(mine, without)]
    for person, mine in ends.items():
        accounts += _days_of_death(mine)
        accounts += _after_death(steps.get(person, ()), mine)
    return accounts


def _out_of_order(facts: Sequence[Fact], without: frozenset[str]) -> Iterator[Account]:
    """Give the pairs of steps that are dated against the order of a case: of one case they cannot be.

    What befalls somebody several times, such as a detention, is asked about only where none of them is dated in order.
    """
    told: dict[tuple[str, str], tuple[Fact, Fact]] = {}
    for chain in scope_words()["case"]["chains"]:
        runs = [[fact for fact in facts if fact.step.step in steps and fact.claim.when] for steps in chain]
        for firsts, lasts in combinations(runs, 2):
            for last in lasts:
                against = [first for first in firsts if _follows(first.claim, last.claim)]
                if len(against) == len(firsts):
                    told |= {(first.claim.id, last.claim.id): (first, last) for first in against}
    for pair in told.values():
        account = _disordered(*pair)
        if without.isdisjoint(one.id for one in account.assumptions):
            yield account


def _disordered(first: Fact, last: Fact) -> Account:
    ids = (first.claim.id, last.claim.id)
    question = f"Are “{first.told}” and “{last.told}” of one case of {first.name}?"
    reason = f"{first.name}, {first.told}, {last.told}: whether both can be true hangs on what nobody says. {question}"
    why = f"In one case nobody is {_word(last)} before being {_word(first)}."
    name = f"case-{digest(['case', first.person, *ids])[:SHORT]}"
    account = build(last.step.step, None, UNRESOLVED, reason, (first, last), sets=[ids])
    account = replace(account, id=digest([account.id, first.person]))
    return derived(account, [Assumption(name, question, ids)], (why, f"But {last.told} is dated before {first.told}."))


def _word(fact: Fact) -> str:
    return fact.step.step.replace("_", " ")


def _follows(claim: Claim, other: Claim) -> bool:
    """Say whether the first day of one lies behind the last day of the other."""
    first, last = claim.when and claim.when.earliest, other.when and other.when.latest
    return bool(first and last and first > last)


def _days_of_death(deaths: Sequence[Death]) -> Iterator[Account]:
    relate = _relate_deaths(several_days(deaths))
    for found in group([death for death in deaths if death.claim.when], relate):
        ids = {death.claim.id for death in found.members}
        if len(ids) > 1 and found.verdict in (Verdict.CONFLICT, UNRESOLVED):
            told = enumerate_few(death.told for death in found.members)
            why = "; ".join(dict.fromkeys(why for _, _, why in found.pairs))
            sets = [(a.claim.id, b.claim.id) for a, b, _ in found.pairs] if found.verdict is Verdict.CONFLICT else []
            reason = sentence(f"{deaths[0].name}, {told}: {why}")
            account = build("died", None, found.verdict, reason, found.members, sets=sets)
            yield replace(account, id=digest([account.id, deaths[0].person]))


def _relate_deaths(several: Mapping[str, Sequence[Claim]]) -> Callable[[Death, Death], Relation | None]:
    """Give the decision about two days of one death, knowing every day that each source gives."""

    def relate(a: Death, b: Death) -> Relation | None:
        if not miss(a.claim, b.claim):
            return None
        if one_voice(a, b):
            return Relation(UNRESOLVED, "what may be one voice gives two days; which is the day of death?")
        if any(not miss(c, b.claim) for c in several[a.origin]) or any(not miss(c, a.claim) for c in several[b.origin]):
            return Relation(UNRESOLVED, "one source gives several days, one of which agrees; which is meant?")
        return Relation(Verdict.CONFLICT, "a person dies once, and the days exclude each other")

    return relate


def _after_death(facts: Sequence[Fact], deaths: Sequence[Death]) -> list[Account]:
    """Give what is told of somebody after a death that is told of them, first where documents cannot both be right.

    A document that tells of the death itself knows that nobody lives after it: there the day is another one.
    """
    dying = {death.claim.document for death in deaths}
    sure: list[tuple[Fact, Death]] = []
    asked: list[tuple[Fact, Death]] = []
    for fact in facts:
        for death in deaths if fact.step.step in scope_words()["case"]["living"] else ():
            if _follows(fact.claim, death.claim):
                doubt = fact.claim.document in dying or one_voice(fact, death) or fact.doubt
                (asked if doubt else sure).append((fact, death))
    verdicts = ((Verdict.CONFLICT, sure, LIVING), (UNRESOLVED, asked, "is the day of one of them another one?"))
    return [_posthumous(pairs, verdict, end) for verdict, pairs, end in verdicts if pairs]


def _posthumous(pairs: Sequence[tuple[Fact, Death]], verdict: Verdict, end: str) -> Account:
    told = [one for pair in pairs for one in pair]
    fact, death = pairs[0]
    reason = sentence(f"{fact.name}, {enumerate_few(one.told for one in told)}: {end}")
    why = (f"{fact.name} {death.told}.", f"But {fact.told} is dated later, and befalls only the living.")
    sets = [(one.claim.id, other.claim.id) for one, other in pairs]
    account = derived(build("died", None, verdict, reason, told, sets=sets), (), why)
    return replace(account, id=digest([account.id, fact.person, "living"]))
