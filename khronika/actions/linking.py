"""Linking: a person says that two are one, or two, or that nobody knows; and takes back what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.actions.judging import SHORTEST, SHOWN, find_claim
from khronika.actions.people import who_is_who
from khronika.errors import UsageError
from khronika.ledger import views
from khronika.vocabulary.people import Link, Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.actions.chronicle import Chronicle
    from khronika.actions.people import Opinion, Who
    from khronika.resolution.clusters import Form
    from khronika.vocabulary.judgements import Linking
    from khronika.vocabulary.people import Entity

UNMASKED = "One of the two is a pseudonym; who stands behind it is never recorded, and nothing was now."


@dataclass(frozen=True)
class Linked:
    """What a judgement did: how it stands, which clusters it joined (ids, new id) and which it split (id, new ids).

    `others` are the judgements of which something else became through it, such as those that a split closes.
    """

    opinion: Opinion
    others: tuple[Opinion, ...]
    joined: tuple[tuple[tuple[str, ...], str], ...]
    split: tuple[tuple[str, tuple[str, ...]], ...]


def join(
    chronicle: Chronicle, one: str, other: str, verdict: Sameness, *, why: str, claims: Sequence[str] = ()
) -> Linked:
    """Record a person's answer to "is this one and the same?" for two names as written, or addresses of `people`.

    The answer is recorded on the addresses as they stand now, so that a name which comes up later is not judged with
    them. Where an earlier judgement says otherwise, both are kept. `claims` are ids, or their beginnings, of the claims
    on which the answer rests. Raises `UsageError` for a name that nobody here bears or that several protected people
    bear, for two that are one name, for a pseudonym and a public name, and where there is no reason.
    """
    must_say_why(why)
    who = who_is_who(chronicle, confidential=True)
    known = views.claims(chronicle.ledger) if claims else []
    (a, *beside_a), (b, *beside_b) = sides(who, one.strip(), other.strip())
    ids = tuple(dict.fromkeys(find_claim(known, each).id for each in claims))
    by = f"person:{chronicle.by}"
    link = Link(a, b, verdict, by, why.strip(), ids, tuple(beside_a), tuple(beside_b))
    return outcome(chronicle, who, record(chronicle, who, link).id)


def record(chronicle: Chronicle, who: Who, link: Link) -> Linking:
    """Record a link, again where it was said before and something else since, and give it as the ledger has it."""
    from khronika.resolution.opinions import Fate

    ledger = chronicle.ledger
    if not ledger.record([link], by=chronicle.by):
        twin = last_of(views.linkings(ledger), link)
        if who.opinion(twin).fate is not Fate.REPLACED:
            return twin
        ledger.withdraw(twin.id, why="It is said again.", by=chronicle.by)
        ledger.record([link], by=chronicle.by)
    return last_of(views.linkings(ledger), link)


def last_of(linkings: list[Linking], link: Link) -> Linking:
    """Give the last entry of a link."""
    return next(each for each in reversed(linkings) if each.link == link)


def withdraw(chronicle: Chronicle, judgement: str, *, why: str) -> Linked:
    """Take back the judgement of who is who whose id begins so; what it had undone stands again.

    Raises `UsageError` where there is none or more than one, where it was taken back already, or without a reason.
    """
    must_say_why(why)
    who = who_is_who(chronicle, confidential=True)
    found = [each for each in who.linkings if len(judgement) >= SHORTEST and each.id.startswith(judgement.lower())]
    if len(found) != 1:
        told = f"{len(found)} judgements begin" if found else "No judgement of who is who begins"
        raise UsageError(f"{told} with {judgement!r}; khronika people --judgements shows the ids.")
    if found[0].withdrawn is not None:
        raise UsageError(f"That judgement was withdrawn already by {found[0].withdrawn.by}; nothing was recorded.")
    chronicle.ledger.withdraw(found[0].id, why=why.strip(), by=chronicle.by)
    return outcome(chronicle, who, found[0].id)


def outcome(chronicle: Chronicle, before: Who, judgement: str) -> Linked:
    """Give how a judgement stands now, and what it changed."""
    after = before.judged(views.linkings(chronicle.ledger))
    fates = {each.id: before.opinion(each).fate for each in before.linkings}
    now = {each.id: after.opinion(each) for each in after.linkings}
    others = tuple(each for one, each in now.items() if one != judgement and fates.get(one) is not each.fate)
    joined, split = parentage(after.entities, before.entities), parentage(before.entities, after.entities)
    return Linked(now[judgement], others, tuple((of, into) for into, of in joined), tuple(split))


def parentage(entities: Iterable[Entity], others: Iterable[Entity]) -> list[tuple[str, tuple[str, ...]]]:
    """Give the entities whose addresses stand in several of the others, with the ids of these."""
    home = {address: other.id for other in others for address in other.addresses}
    found = ((entity.id, tuple(sorted({home[address] for address in entity.addresses}))) for entity in entities)
    return [(one, several) for one, several in found if len(several) > 1]


def must_say_why(why: str) -> None:
    """Raise `UsageError` where a judgement has no reason."""
    if not why.strip():
        raise UsageError("A judgement needs its reason: add --why and the reason in a sentence.")


def sides(who: Who, one: str, other: str) -> tuple[list[str], list[str]]:
    """Give the addresses on both sides of a judgement, the one that stands for each side first.

    An id stands for everything that is held to be that entity, or for the rest of it where the other side is a part of
    it; another address for its own form; a spelling for every public form of it. Of two that people joined, each stands
    for what it was before.
    """
    left, right = (reach(who, each) for each in (one, other))
    if len(homes := {who.homes[each].id for each in left | right}) == 1:  # what either was before people joined them
        before = unjoined(who, who.homes[homes.pop()])
        was = [reach(before, each) for each in (one, other)]
        left, right = was if was[0].isdisjoint(was[1]) else (left, right)
    if len({who.forms[address].protected for address in {*left, *right}}) > 1:
        raise UsageError(UNMASKED)
    kinds = {who.forms[each].kind for each in left} & {who.forms[each].kind for each in right}
    if not kinds:
        raise UsageError(f"{one} and {other} are of different kinds, such as a person and a place.")
    left, right = ({each for each in side if who.forms[each].kind in kinds} for side in (left, right))
    if left != right:
        left, right = (left - right, right) if left > right else (left, right - left)
    if left == right or not left or not right:
        raise UsageError(f"Both are {one}; name two spellings or two ids that khronika people shows.")
    return first_of(who, left), first_of(who, right)


def unjoined(who: Who, entity: Entity) -> Who:
    """Give who is who without the judgements that joined what an entity is made of."""
    mine = set(entity.addresses)
    return who.judged(
        each
        for each in who.linkings
        if each.link.verdict is not Sameness.SAME
        or mine.isdisjoint(address for side in each.link.sides for address in side)
    )


def find(who: Who, words: str) -> Entity:
    """Give the one entity that a spelling or the beginning of an address leads to; raises `UsageError` for another."""
    homes = {who.homes[address].id: who.homes[address] for address in reach(who, as_written(who, words.strip()))}
    if len(homes) > 1:
        ids = ", ".join(sorted(each[:SHOWN] for each in homes))
        raise UsageError(f"{len(homes)} here are written {words!r}; name one by its id: {ids}.")
    return next(iter(homes.values()))


def as_written(who: Who, words: str) -> str:
    """Give a spelling as it is written here, where somebody typed its capitals otherwise."""
    known = {spelling for form in who.forms.values() for spelling in written(form)}
    alike = sorted(spelling for spelling in known if spelling.casefold() == words.casefold())
    return words if words in known or not alike else alike[0]


def reach(who: Who, words: str) -> set[str]:
    """Give the addresses that a spelling, an id or the beginning of an address names; raises `UsageError` for none."""
    spelled = {at for at, form in who.forms.items() if words in written(form)}
    if public := {at for at in spelled if not who.forms[at].protected}:
        return public
    found = (
        {at for at in who.forms if at.startswith(words.lower())} if len(words) >= SHORTEST and not spelled else set()
    )
    homes = {who.homes[at].id for at in spelled or found}
    if len(homes) != 1 or len(found) > 1:
        several = "More than one here is reached by" if homes else "Nobody here is written"
        raise UsageError(f"{several} {words!r}; khronika people shows the spellings and ids.")
    return set(who.homes[homes.pop()].addresses) if found <= homes else spelled or found


def written(form: Form) -> set[str]:
    """Give every way in which a form is written, as a person may type it."""
    return {form.spelled, *(words for m in form.mentions for words in (m.name, m.exact))}


def first_of(who: Who, side: set[str]) -> list[str]:
    """Give the addresses of a side, the one that stands for it first."""
    from khronika.resolution.addresses import anchor

    at = {who.forms[address]: address for address in side}
    first = anchor(list(at), at)
    return [first, *sorted(side - {first})]
