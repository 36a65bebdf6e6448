"""What people judged as gold: how many proposals were right, and which of their fields had to be corrected."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.evaluation.bootstrap import Share, draws, shared
from khronika.evaluation.measures import Resampled, resampled
from khronika.vocabulary.canonical import as_json
from khronika.vocabulary.claims import Kind, Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.evaluation.bootstrap import Sums
    from khronika.vocabulary.claims import Claim

PERSON = "person:"
FRAME = ("speakers", "stance", "polarity", "when", "where")  # what a correction may change beside the body


@dataclass(frozen=True)
class Precision:
    """What became of the proposals of one kind; `right` were accepted as they are, `usable` also after correction."""

    accepted: int
    corrected: int
    rejected: int
    waiting: int  # judged by nobody yet
    right: Share
    usable: Share
    fields: Mapping[str, int]  # by field: how many corrections changed it


@dataclass(frozen=True)
class Judged:
    """The precision of proposals by kind; recall is not to be had here, since nobody listed what was missed."""

    kinds: Mapping[Kind, Precision]
    resampled: Resampled
    documents: int  # with a judged claim
    corrections: tuple[tuple[Claim, Claim], ...]  # as proposed, as corrected
    rejected: tuple[Claim, ...]


def judged(claims: Sequence[Claim]) -> Judged:
    """Hold what was proposed against what people made of it; `claims` are all of a chronicle, rejected ones too."""
    better = corrections(claims)
    proposals = [claim for claim in claims if not claim.method.startswith(PERSON)]
    fates = {claim.id: _fate(claim, better) for claim in proposals}
    files = {claim.document for claim in proposals if fates[claim.id] is not Review.PROPOSED}
    unit = Resampled.DOCUMENTS if resampled(len(files)) is Resampled.DOCUMENTS else Resampled.CLAIMS
    kinds = {kind: [claim for claim in proposals if claim.kind is kind] for kind in Kind}
    return Judged(
        kinds={kind: _precision(mine, fates, better, unit) for kind, mine in kinds.items() if mine},
        resampled=unit,
        documents=len(files),
        corrections=tuple((c, better[c.id]) for c in proposals if fates[c.id] is Review.CORRECTED),
        rejected=tuple(claim for claim in proposals if fates[claim.id] is Review.REJECTED),
    )


def corrections(claims: Sequence[Claim]) -> dict[str, Claim]:
    """Give for each claim the correction that stands in its place now, also through corrections of corrections."""
    known = {claim.id: claim for claim in claims}
    found: dict[str, Claim] = {}
    for claim in claims:
        old, seen = claim.corrects, {claim.id}
        while old and old not in seen and claim.review is not Review.REJECTED:
            found[old] = claim
            seen.add(old)
            old = known[old].corrects if old in known else None
    return found


def _fate(claim: Claim, better: Mapping[str, Claim]) -> Review:
    if claim.review in {Review.ACCEPTED, Review.PROPOSED}:
        return claim.review
    return Review.CORRECTED if claim.id in better else Review.REJECTED


def _precision(
    claims: Iterable[Claim], fates: Mapping[str, Review], better: Mapping[str, Claim], unit: Resampled
) -> Precision:
    units: dict[str, Counter[str]] = defaultdict(Counter)
    fields: Counter[str] = Counter()
    for claim in claims:
        fate = fates[claim.id]
        if fate is not Review.PROPOSED:
            units[claim.document if unit is Resampled.DOCUMENTS else claim.id][fate.value] += 1
        if fate is Review.CORRECTED:
            fields.update(changed(claim, better[claim.id]))
    total: Counter[str] = sum(units.values(), Counter())
    drawn = draws([units[key] for key in sorted(units)])
    return Precision(
        accepted=total[Review.ACCEPTED],
        corrected=total[Review.CORRECTED],
        rejected=total[Review.REJECTED],
        waiting=sum(fates[claim.id] is Review.PROPOSED for claim in claims),
        right=shared(total, drawn, _right),
        usable=shared(total, drawn, _usable),
        fields=dict(fields.most_common()),
    )


def changed(old: Claim, new: Claim) -> list[str]:
    """Name the fields in which a correction differs from what was proposed."""
    before, after = as_json(old.body), as_json(new.body)
    body = [field for field in before if before[field] != after.get(field)]
    return [*body, *(field for field in FRAME if getattr(old, field) != getattr(new, field))]


def _right(sums: Sums) -> float | None:
    all_judged = sums[Review.ACCEPTED] + sums[Review.CORRECTED] + sums[Review.REJECTED]
    return sums[Review.ACCEPTED] / all_judged if all_judged else None


def _usable(sums: Sums) -> float | None:
    all_judged = sums[Review.ACCEPTED] + sums[Review.CORRECTED] + sums[Review.REJECTED]
    return (sums[Review.ACCEPTED] + sums[Review.CORRECTED]) / all_judged if all_judged else None
