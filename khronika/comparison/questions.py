"""Open questions: for each conflict, doubt, drift and gap what to ask, and of whom; the gravest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.comparison.addressees import Addressees
from khronika.comparison.asking import Sides, asked
from khronika.comparison.intervals import is_vague
from khronika.comparison.words import question_words, toll_words
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.enquiries import OpenQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.comparison.asking import Asked
    from khronika.comparison.lineage import Lineage
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.ladders import Ladder
    from khronika.vocabulary.people import Entity

RANKS = (Verdict.CONFLICT, Verdict.UNRESOLVED)
LISTED = ("killed", "died", "died_in_custody", "missing", "detained", "arrested")  # of whom a list is asked, once each
NAMES, ROUGH, LEAST = len(RANKS), len(RANKS) + 1, len(RANKS) + 2  # ranks of gaps and of drifts


def questions(
    claims: Iterable[Claim],
    accounts: Iterable[Account],
    ladders: Iterable[Ladder],
    entities: Sequence[Entity],
    lineage: Lineage,
) -> list[OpenQuestion]:
    """Give every open question once, by addressee: the one of whom the gravest is asked comes first.

    Nobody protected is asked or named, and nobody at risk is named to somebody else.
    """
    known = {claim.id: claim for claim in claims}
    by = Addressees.of(list(known.values()), entities, lineage)
    found = [*_of_accounts(accounts, known, by), *_of_gaps(ladders, known, by)]
    kept: dict[str, list[OpenQuestion]] = {}
    near: dict[tuple[str, str], list[OpenQuestion]] = defaultdict(list)  # by addressee and claim
    for question in sorted(found, key=_order):
        graver = near[question.to, question.claims[0]]
        if by.may_say(f"{question.to} {question.text}") and not any(_covers(other, question) for other in graver):
            kept.setdefault(question.to, []).append(question)
            for claim in question.claims:
                near[question.to, claim].append(question)
    return [question for mine in kept.values() for question in mine]


def _covers(graver: OpenQuestion, question: OpenQuestion) -> bool:
    """Say whether a question asks nothing that a graver one to the same addressee does not ask of the same claims."""
    same = graver.text == question.text
    return same or (bool(graver.account and question.account) and set(question.claims) <= set(graver.claims))


def _order(question: OpenQuestion) -> tuple[object, ...]:
    return (question.weight, question.to, question.text, question.account or "", question.claims)


def _of_accounts(accounts: Iterable[Account], known: Mapping[str, Claim], by: Addressees) -> Iterator[OpenQuestion]:
    for account in accounts:
        claims = [known[one] for one in account.claims if one in known]
        rank = RANKS.index(account.verdict) if account.verdict in RANKS else LEAST
        for to, text, rests in asked(account, claims, by) if claims else ():
            yield _question(to, text, rests, rank, account)


def _of_gaps(ladders: Iterable[Ladder], known: Mapping[str, Claim], by: Addressees) -> Iterator[OpenQuestion]:
    once: set[str] = set()
    for ladder in sorted(ladders, key=lambda one: LISTED.index(one.quantity) if one.quantity in LISTED else 0):
        for to, text, rests in _nameless(ladder, known, by) if ladder.quantity in LISTED else ():
            if to not in once:
                once.add(to)
                yield replace(_question(to, text, rests, NAMES), rests=ladder.rests)
    for claim in known.values():
        whole = isinstance(claim.body, Count) and is_vague(claim.body) and not claim.body.of
        if whole and (asked_of := by.name(claim)):
            text = question_words()["figures"]["rough"].format(mine=Sides(by, [claim]).mine([claim]))
            yield _question(asked_of, text[:1].upper() + text[1:], (claim,), ROUGH)


def _nameless(ladder: Ladder, known: Mapping[str, Claim], by: Addressees) -> Iterator[Asked]:
    """Ask for the names where fewer people are named than the lowest figure has."""
    if ladder.low is None or ladder.named >= ladder.low.low or not ladder.low.low:
        return
    named = f"{ladder.named} {'is' if ladder.named == 1 else 'are'} named" if ladder.named else "Nobody is named"
    told = [*ladder.low.claims, *(ladder.high.claims if ladder.high else ())]
    sides = Sides(by, [known[one] for one in dict.fromkeys(told) if one in known])
    for to, mine in sides.answering.items():
        text = question_words()["figures"]["names"].format(mine=sides.mine(mine[:1]), named=named)
        yield to, text[:1].upper() + text[1:], (*mine[:1], *(known[one] for one in ladder.named_by if one in known))


def _question(to: str, text: str, claims: Sequence[Claim], rank: int, account: Account | None = None) -> OpenQuestion:
    order = toll_words()["quantities"]["order"]
    quantities = {claim.body.quantity for claim in claims if isinstance(claim.body, Count)}
    gravest = min((order.index(one) for one in quantities if one in order), default=len(order))
    ids, weight = tuple(claim.id for claim in claims), (rank, gravest, -len(claims))
    return OpenQuestion(to, text, account.id if account else None, ids, weight, account.claims if account else ())
