"""What a claim says, in one line, whatever its kind."""

from __future__ import annotations

from khronika.publishing import wording
from khronika.vocabulary.bodies import Act, Count, Demand, Norm, Person, Statement, Step
from khronika.vocabulary.claims import Claim, Polarity


def gist(claim: Claim) -> str:
    """Give one line that says what the claim says: "killed: at least 15 people"."""
    match claim.body:
        case Count() as count:
            counted = wording.label("quantities", count.quantity)
            return f"{counted}: {wording.figure(claim, count)} {people(count)}".strip()
        case Step() as step:
            return _step(claim, step)
        case Act() as act:
            return _act(claim, act)
        case Person() as person:
            return _person(person)
        case Norm() as norm:
            return ", ".join(part for part in (norm.as_written, norm.provision or "") if part)
        case Demand() as demand:
            return f"{demand.force.value}{f' {demand.addressee}' if demand.addressee else ''}: {demand.action}"
        case Statement() as statement:
            return f"{statement.speaker}: {statement.gist}"


def people(count: Count) -> str:
    """Give of whom a figure is: the words as written, or the group; nothing where the words repeat the figure."""
    repeats = count.population == wording.interval(count.low, count.high)
    return ("" if repeats else count.population) or ("" if count.group == "all" else wording.GROUPS[count.group])


def decision(step: Step) -> str:
    """Give the body, the offence and the articles of a step, each where the source names it."""
    parts = (step.body or "", step.offence or "", *(wording.article(cited) for cited in step.articles))
    return "; ".join(part for part in parts if part)


def _step(claim: Claim, step: Step) -> str:
    taken = " — ".join(part for part in (wording.step(claim, step), wording.penalty(step.penalty)) if part)
    return f"{wording.parties(step.subjects)}: {taken}" if step.subjects else taken


def _act(claim: Claim, act: Act) -> str:
    words = wording.label("acts", act.act)
    words = f"no {words}" if claim.polarity is Polarity.NEGATED else words
    words += f" of {wording.parties(act.victims)}" if act.victims else ""
    words += f" by {wording.parties(act.perpetrators)}" if act.perpetrators else ""
    return f"{words} ({act.means})" if act.means else words


def _person(person: Person) -> str:
    known = [person.as_written, *person.roles]
    known += [f"aged {person.age}"] if person.age is not None else []
    known += [f"born {person.born}"] if person.born is not None else []
    known += ["pseudonym"] if person.pseudonym else []
    # A pseudonym beside a relative's name would say who is meant.
    known += [f"{person.relation.kind} of {person.relation.to}"] if person.relation and not person.pseudonym else []
    return ", ".join(known)
