"""Accounts in; agreement, contradiction, echo, drift and silence out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.comparison.accounts import figure_accounts, order
from khronika.comparison.cases import case_accounts
from khronika.comparison.chains import dependences
from khronika.comparison.drifts import with_drifts
from khronika.comparison.echoes import with_echoes
from khronika.comparison.facts import Naming, facts_of
from khronika.comparison.figures import aliases_of, figures_of, standing
from khronika.comparison.independence import with_independence
from khronika.comparison.ladder import ladders
from khronika.comparison.lineage import trace
from khronika.comparison.lives import deaths_of, life_accounts
from khronika.comparison.matters import matters
from khronika.comparison.positions import reversals
from khronika.comparison.questions import questions
from khronika.comparison.reasoning import reasoned_accounts
from khronika.comparison.stages import stage_accounts
from khronika.comparison.standpoints import standpoint_accounts
from khronika.comparison.totals import accidental_accounts, conviction_accounts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.comparison.figures import Figure
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
    events: dict[str, list[str | None]] = defaultdict(list)
    for about in sorted(abouts, key=lambda about: (about.event, about.claim)):
        if about.event not in events[about.claim]:
            events[about.claim].append(about.event)
    matter_of = matters(held, events, entities)
    filed: dict[tuple[str | None, str], list[Figure]] = defaultdict(list)
    for figure in figures_of(held, aliases):
        for event in events.get(figure.claim.id) or [None]:
            matter = "" if event else matter_of[figure.claim.document]
            filed[event, matter].append(figure)
    lineage = lineage or trace((), held, entities)
    texts = {paper.revision.id: paper.revision.text for paper in lineage.papers.values()}
    naming = Naming.of(entities, texts, aliases)
    facts = facts_of(held, naming)
    accounts = [*case_accounts(facts), *life_accounts(facts, deaths_of(held, naming), without)]
    accounts += standpoint_accounts(claims, events, naming)
    for (event, _), figures in filed.items():
        accounts += figure_accounts(figures, event)
    by_matter: dict[str, dict[str | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for (event, _), figures in filed.items():
        for figure in figures:
            by_matter[matter_of[figure.claim.document]][event].append(figure)
    for told in by_matter.values():
        accounts += stage_accounts(told)
        everything = list({figure.claim.id: figure for mine in told.values() for figure in mine}.values())
        accounts += conviction_accounts(everything, None)
        accounts += accidental_accounts(everything, None) if accidental else []
    accounts += _reasoned(filed, matter_of, without)
    return sorted(_traced(accounts, held, lineage, claims, events), key=order)


def _reasoned(
    filed: Mapping[tuple[str | None, str], Sequence[Figure]], matter_of: Mapping[str, str], without: frozenset[str]
) -> list[Account]:
    """Look at each event with its figures, and at each matter's main event with those that nothing files anywhere."""
    main: dict[str, str | None] = {}
    for event, _ in sorted(filed, key=lambda key: (-len(filed[key]), str(key))):
        for figure in filed[event, ""] if event else ():
            main.setdefault(matter_of[figure.claim.document], event)
    accounts, seconds = [], min(EVENT_SECONDS, ALL_SECONDS / max(1, len(filed)))
    for (event, matter), figures in filed.items():
        joins = [key for key in filed if key[0] is None and main.get(key[1]) == event] if event else []
        if event or matter not in main:
            unfiled = [figure for key in joins for figure in filed[key]]
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
