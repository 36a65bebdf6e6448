"""Facts about one named person: terms, ways of release and dates that cannot all be true, or that follow each other."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.comparison.building import FEW, build, enumerate_few, sentence
from khronika.comparison.facts import miss, one_voice, several_days
from khronika.comparison.grouping import group
from khronika.comparison.pairs import Relation
from khronika.comparison.words import families, scope_words
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from khronika.comparison.facts import Fact

CHANGED = ("reduced", "increased")
SHORT = 4  # letters of words that do not tell one offence from another ("and", "with")
RELEASES = ("released", "released_conditionally", "amnestied", "pardoned", "acquitted")


def case_accounts(told: Iterable[Fact]) -> list[Account]:
    """Give the accounts of the steps told of each person."""
    people: dict[str, list[Fact]] = defaultdict(list)
    for fact in told:
        people[fact.person].append(fact)
    accounts = []
    for facts in people.values():
        accounts += _topic("sentenced", _terms(facts), _relate_terms(facts))
        accounts += _topic("released", [f for f in facts if f.step.step in RELEASES], _relate_releases)
        for step in families()["once"]["steps"]:
            told_of = [f for f in facts if f.step.step == step]
            accounts += _topic(step, told_of, _relate_dates(told_of))
        accounts += _topic("charged", [f for f in facts if f.step.step == "charged"], _relate_charges)
        accounts += _topic("recanted", [f for f in facts if f.step.step in _spoken()], _relate_testimony)
    return accounts


def _spoken() -> list[str]:
    case = scope_words()["case"]
    return [*case["said"], *case["taken_back"]]


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
    if miss(a.claim, b.claim):
        return Relation(Verdict.DIFFERENT_DATE, f"{what}, on different dates")
    if a.origin == b.origin:
        return Relation(Verdict.RESTATES, f"{what}, by the same source")
    return Relation(Verdict.SAME, f"{what}, by different sources")


def _relate_releases(a: Fact, b: Fact) -> Relation | None:
    if a.claim.document == b.claim.document or a.way == b.way or not a.way or not b.way:
        return None
    if miss(a.claim, b.claim):
        return Relation(Verdict.DIFFERENT_DATE, f"freed twice, or dated differently: by {a.way} and by {b.way}")
    return Relation(Verdict.CONFLICT, f"the ways to freedom exclude each other, by {a.way} and by {b.way}")


def _relate_dates(facts: Iterable[Fact]) -> Callable[[Fact, Fact], Relation | None]:
    """Give the decision about two tellings of one step, knowing every day that each source gives for it."""
    days = several_days(facts)

    def relate(a: Fact, b: Fact) -> Relation | None:
        if a.months and b.months:
            return None  # compared as terms
        if not miss(a.claim, b.claim):
            return _alike(a, b, f"the same step, {a.step.step.replace('_', ' ')}")
        if doubt := a.doubt or b.doubt:
            return Relation(Verdict.UNRESOLVED, f"the dates exclude each other, but {doubt}")
        if one_voice(a, b):
            why = "what may be one voice tells the step with two dates; did it happen twice?"
            return Relation(Verdict.UNRESOLVED, why)
        if any(not miss(c, b.claim) for c in days[a.origin]) or any(not miss(c, a.claim) for c in days[b.origin]):
            return Relation(
                Verdict.UNRESOLVED, "one source gives several dates, and one of them agrees; did it happen twice?"
            )
        return Relation(Verdict.CONFLICT, "the step happens once in a case, and the dates exclude each other")

    return relate


def _relate_charges(a: Fact, b: Fact) -> Relation | None:
    """Ask about two charges that sources tell in other words: nobody says that one excludes the other."""
    if a.origin == b.origin or miss(a.claim, b.claim):
        return None
    ours, theirs = ({(each.article, each.part) for each in fact.step.articles} for fact in (a, b))
    if ours and theirs:
        told = " and ".join(_articles(fact) for fact in (a, b))
        question = f"the articles differ, {told}: one charge told in two ways, or two charges?"
        return None if ours & theirs else Relation(Verdict.UNRESOLVED, question)
    if a.step.offence and b.step.offence and not _words(a.step.offence) & _words(b.step.offence):
        told = f"“{a.step.offence}” and “{b.step.offence}”"
        return Relation(Verdict.UNRESOLVED, f"the charges differ, {told}: one charge in other words, or two charges?")
    return None


def _articles(fact: Fact) -> str:
    return ", ".join(f"{each.article}{f'({each.part})' if each.part else ''}" for each in fact.step.articles)


def _words(offence: str) -> set[str]:
    return {word for word in re.findall(r"\w+", offence.casefold()) if len(word) > SHORT}


def _relate_testimony(a: Fact, b: Fact) -> Relation | None:
    """Tie what somebody said to its being taken back; both stay said."""
    case = scope_words()["case"]
    said, taken = (a, b) if a.step.step in case["said"] else (b, a)
    if said.step.step not in case["said"] or taken.step.step not in case["taken_back"]:
        return None
    first, last = said.claim.when and said.claim.when.earliest, taken.claim.when and taken.claim.when.latest
    if first and last and first > last:
        return Relation(Verdict.UNRESOLVED, "it is dated after what took it back; was it said again?")
    return Relation(Verdict.EVOLUTION, "what was said was taken back; both stand as said")
