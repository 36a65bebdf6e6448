"""Facts about one named person: terms, ways of release and dates that cannot all be true, or that follow each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khronika.comparison.building import FEW, build, enumerate_few, sentence
from khronika.comparison.figures import origin_key, speaker_name
from khronika.comparison.grouping import group
from khronika.comparison.intervals import Interval
from khronika.comparison.pairs import Relation
from khronika.comparison.persons import persons
from khronika.comparison.words import families
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Step
from khronika.vocabulary.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity

CHANGED = ("reduced", "increased")
RELEASES = ("released", "released_conditionally", "amnestied", "pardoned", "acquitted")
ON_REVIEW = ("reduced", "appealed", "complaint_filed", "retrial_ordered", "suspended")
YEAR = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """One step of one person, as one claim tells it."""

    claim: Claim
    step: Step
    person: str
    name: str
    origin: str
    voice: str  # the origin's name for a reader
    way: str | None  # how the person came free, where the document says it

    @property
    def months(self) -> Interval | None:
        """The term in months."""
        penalty = self.step.penalty
        if penalty is None or (penalty.months_low is None and penalty.months_high is None):
            return None
        low = penalty.months_low if penalty.months_low is not None else 0
        return Interval(low, penalty.months_high)

    @property
    def suspended(self) -> bool:
        """Whether the term was suspended."""
        return bool(self.step.penalty and self.step.penalty.suspended)

    @property
    def told(self) -> str:
        """The step with its term and date."""
        when = f", {self.claim.when.edtf}" if self.claim.when and self.claim.when.earliest else ""
        term = f" to {_term(self.months)}{' suspended' if self.suspended else ''}" if self.months else ""
        return f"{self.step.step.replace('_', ' ')}{term}{when} ({self.voice})"


def _term(months: Interval) -> str:
    ends = sorted({months.low, months.high if months.high is not None else months.low})
    unit, size = ("years", YEAR) if all(end % YEAR == 0 for end in ends) else ("months", 1)
    return f"{' to '.join(str(end // size) for end in ends)} {unit}"


def case_accounts(claims: Sequence[Claim], entities: Sequence[Entity], aliases: Mapping[str, str]) -> list[Account]:
    """Give the accounts of the steps told of each named person."""
    people: dict[str, list[Fact]] = defaultdict(list)
    for fact in _facts(claims, entities, aliases):
        people[fact.person].append(fact)
    accounts = []
    for facts in people.values():
        accounts += _topic("sentenced", _terms(facts), _relate_terms(facts))
        accounts += _topic("released", [f for f in facts if f.step.step in RELEASES], _relate_releases)
        for step in families()["once"]["steps"]:
            accounts += _topic(step, [f for f in facts if f.step.step == step], _relate_dates)
    return accounts


def _facts(claims: Iterable[Claim], entities: Sequence[Entity], aliases: Mapping[str, str]) -> list[Fact]:
    named = [
        (claim, claim.body, party.name)
        for claim in claims
        if isinstance(claim.body, Step)
        for party in claim.body.subjects
        if party.name
    ]
    who = persons(entities)
    people = [(who.get((c.document, n.casefold())) or who.get(("", n.casefold())) or n.casefold()) for c, _, n in named]
    reviewed = {(c.document, p) for (c, s, _), p in zip(named, people, strict=True) if s.step in ON_REVIEW}
    facts = []
    for (claim, step, name), person in zip(named, people, strict=True):
        way = families()["release"].get(step.step)
        if step.step == "released" and (step.body or (claim.document, person) in reviewed):
            way = "a review of the case"
        facts.append(Fact(claim, step, person, name, origin_key(claim, aliases), speaker_name(claim), way))
    return facts


def _topic(
    quantity: str,
    facts: Sequence[Fact],
    relate: Callable[[Fact, Fact], Relation | None],
) -> list[Account]:
    accounts = []
    for found in group(facts, relate):
        why = "; ".join(list(dict.fromkeys(why for _, _, why in found.pairs))[:FEW])
        told = enumerate_few(fact.told for fact in found.members)
        reason = sentence(f"{found.members[0].name}, {told}: {why}")
        sets = [(a.claim.id, b.claim.id) for a, b, _ in found.pairs] if found.verdict is Verdict.CONFLICT else []
        if len({fact.claim.id for fact in found.members}) > 1:
            told_of = build(quantity, None, found.verdict, reason, found.members, sets=sets)
            # One claim may tell the same of several people: each has an account, and each account its own id.
            accounts.append(replace(told_of, id=digest([told_of.id, found.members[0].person])))
    return accounts


def _terms(facts: Iterable[Fact]) -> list[Fact]:
    """Give the facts that name a term, the first sentence before what an appeal made of it."""
    terms = [fact for fact in facts if fact.months and fact.step.step in ("sentenced", "convicted", "upheld", *CHANGED)]
    return sorted(terms, key=lambda fact: fact.step.step in CHANGED)


def _relate_terms(facts: Iterable[Fact]) -> Callable[[Fact, Fact], Relation]:
    """Give the decision about two terms; an appeal told by any document explains a shorter or longer one."""
    changed = {fact.months for fact in facts if fact.step.step in CHANGED and fact.months}

    def relate(a: Fact, b: Fact) -> Relation:
        if a.months == b.months and a.suspended == b.suspended:
            if (a.step.step in CHANGED) != (b.step.step in CHANGED):
                return Relation(Verdict.EVOLUTION, "the term is the one after the appeal")
            return _alike(a, b, "the same term")
        if a.step.step in CHANGED or b.step.step in CHANGED or changed & {a.months, b.months}:
            return Relation(Verdict.EVOLUTION, "the term was changed on appeal; the later one stands")
        if a.months and b.months and a.suspended == b.suspended and a.months.meets(b.months):
            return Relation(Verdict.COMPATIBLE, "one term can make both true")
        return Relation(Verdict.CONFLICT, "the terms cannot both be true, and no appeal between them is told")

    return relate


def _alike(a: Fact, b: Fact, what: str) -> Relation:
    if _miss(a, b):
        return Relation(Verdict.DIFFERENT_DATE, f"{what}, on different dates")
    if a.origin == b.origin:
        return Relation(Verdict.RESTATES, f"{what}, by the same source")
    return Relation(Verdict.SAME, f"{what}, by different sources")


def _relate_releases(a: Fact, b: Fact) -> Relation | None:
    if a.claim.document == b.claim.document or a.way == b.way or not a.way or not b.way:
        return None
    if _miss(a, b):
        return Relation(Verdict.DIFFERENT_DATE, f"freed twice, or dated differently: by {a.way} and by {b.way}")
    return Relation(Verdict.CONFLICT, f"the ways to freedom exclude each other, by {a.way} and by {b.way}")


def _relate_dates(a: Fact, b: Fact) -> Relation | None:
    if a.months and b.months:
        return None  # compared as terms
    if not _miss(a, b):
        return _alike(a, b, f"the same step, {a.step.step.replace('_', ' ')}")
    if a.claim.document == b.claim.document:
        return Relation(Verdict.UNRESOLVED, "one document tells the step with two dates; did it happen twice?")
    return Relation(Verdict.CONFLICT, "the step happens once in a case, and the dates exclude each other")


def _miss(a: Fact, b: Fact) -> bool:
    return a.claim.when is not None and b.claim.when is not None and not a.claim.when.meets(b.claim.when)
