"""Claims that only repeat another one's figure or fact, and why that is known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.comparison.tellers import in_own_voice, same_scope, told
from khronika.vocabulary.origins import Echo, Ground

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from khronika.comparison.lineage import Lineage
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim


def with_echoes(account: Account, claims: Sequence[Claim], lineage: Lineage) -> Account:
    """Give the account with its echoes: each claim of one origin but the first, and each that rests on another."""
    by_id = {claim.id: claim for claim in claims}
    echoes: dict[str, Echo] = {}
    for dependence in account.dependences:
        mine = [by_id[one] for one in dependence.claims if one in by_id]
        same = [source for source in mine[1:] if told(source) == told(mine[0])]
        if same and dependence.certain and dependence.directed and dependence.ground is not Ground.AUTHOR:
            claim = mine[0]
            echoes.setdefault(claim.id, Echo(claim.id, same[0].id, dependence.reason))
    for echo in _of_one_origin(claims, lineage):
        echoes.setdefault(echo.claim, echo)
    return replace(account, echoes=tuple(echoes[one] for one in account.claims if one in echoes))


def _of_one_origin(claims: Iterable[Claim], lineage: Lineage) -> list[Echo]:
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        if told(claim):
            groups[told(claim), lineage.names.origin(claim).key].append(claim)
    echoes = []
    for group in groups.values():
        first, *others = sorted(group, key=lambda claim: _nearness(claim, lineage))
        for claim in others:
            if claim.document != first.document and same_scope(claim, first):
                reason = f"Both go back to {lineage.names.origin(claim).name}: it adds no source to {first.file}."
                echoes.append(Echo(claim.id, first.id, reason))
    return echoes


def _nearness(claim: Claim, lineage: Lineage) -> tuple[bool, str, str, int, str]:
    """Order tellings of one origin's word: the origin itself first, then the earliest document."""
    paper = lineage.papers.get(claim.document)
    date = (paper.date.earliest if paper and paper.date else None) or "9999"
    return (not in_own_voice(claim), date, claim.file, claim.passage.start, claim.id)
