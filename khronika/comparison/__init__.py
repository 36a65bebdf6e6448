"""Accounts in; agreement, contradiction, echo, drift and silence out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.comparison.accounts import figure_accounts, order
from khronika.comparison.cases import case_accounts
from khronika.comparison.chains import dependences
from khronika.comparison.drifts import with_drifts
from khronika.comparison.echoes import with_echoes
from khronika.comparison.facts import Naming, facts_of
from khronika.comparison.figures import aliases_of, figures_of, standing
from khronika.comparison.filing import Filing
from khronika.comparison.independence import with_independence
from khronika.comparison.ladder import ladders
from khronika.comparison.lineage import trace
from khronika.comparison.lives import deaths_of, life_accounts
from khronika.comparison.positions import reversals
from khronika.comparison.questions import questions
from khronika.comparison.ranges import range_accounts
from khronika.comparison.reasoning import reasoned_accounts
from khronika.comparison.stages import stage_accounts
from khronika.comparison.standpoints import standpoint_accounts
from khronika.comparison.totals import accidental_accounts, conviction_accounts, spread_accounts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.comparison.lineage import Lineage
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import About, Entity

EVENT_SECONDS = 2.0  # for the search in one event
ALL_SECONDS = 30.0  # for all of them

__all__ = ["RULES", "compare", "dependences", "ladders", "questions", "trace"]

RULES = "comparison@1"  # the version of the rules, recorded with every conclusion; a change of verdicts raises it


def compare(
    claims: Sequence[Claim],
    abouts: Sequence[About] = (),
    entities: Sequence[Entity] = (),
    lineage: Lineage | None = None,
    without: frozenset[str] = frozenset(),
    *,
    accidental: bool = False,
) -> list[Account]:
    """Give the accounts of all figures, event by event, and of the steps told of each person.

    Rejected and corrected claims are not compared, denied and negated ones only as positions; figures filed under no
    event are compared within the documents of one matter. The order of the input changes nothing. `lineage`, from
    `trace`, knows the texts: without it only the claims themselves tell who rests on whom. `without` are ids of
    assumptions that are not made: what rests on one of them is not asked. `accidental` also gives the sums that only
    happen to be another source's total.
    """
    held, aliases = standing(claims), aliases_of(entities)
    filing = Filing.of(figures_of(held, aliases), held, abouts, entities)
    lineage = lineage or trace((), held, entities)
    texts = {paper.revision.id: paper.revision.text for paper in lineage.papers.values()}
    naming = Naming.of(entities, texts, aliases)
    facts = facts_of(held, naming)
    accounts = [*case_accounts(facts), *life_accounts(facts, deaths_of(held, naming), without)]
    accounts += range_accounts(held, facts, naming)
    accounts += standpoint_accounts(claims, filing.events, naming)
    accounts += _figures_compared(filing, without, accidental=accidental)
    return sorted(_traced(accounts, held, lineage, claims, filing.events), key=order)


def _figures_compared(filing: Filing, without: frozenset[str], *, accidental: bool) -> list[Account]:
    """Give the accounts of figures: pair by pair, along a case, beside a total, and across scopes."""
    accounts = [account for event, figures in filing.by_event() for account in figure_accounts(figures, event)]
    for told in filing.by_matter():
        accounts += stage_accounts(told) + spread_accounts(told)
        everything = list({figure.claim.id: figure for mine in told.values() for figure in mine}.values())
        accounts += conviction_accounts(everything, None)
        accounts += accidental_accounts(everything, None) if accidental else []
    seconds = min(EVENT_SECONDS, ALL_SECONDS / max(1, len(filing.filed)))
    for event, figures, unfiled in filing.joined():
        accounts += reasoned_accounts(figures, unfiled, event, seconds=seconds, without=without)
    return accounts


def _traced(
    accounts: Sequence[Account],
    held: Sequence[Claim],
    lineage: Lineage,
    claims: Sequence[Claim],
    events: Mapping[str, Sequence[str | None]],
) -> list[Account]:
    """Give the accounts with who rests on whom and what changed on the way, and those of positions that reversed."""
    by_id = {claim.id: claim for claim in (*held, *claims)}
    traced = []
    for account in (*accounts, *reversals(by_id.values(), events, lineage)):
        mine = [by_id[one] for one in account.claims]
        known = with_echoes(with_independence(account, mine, lineage), mine, lineage)
        traced.append(with_drifts(known, mine, lineage))
    return traced
