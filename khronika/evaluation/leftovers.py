"""What a claim is that met no item: wrong and why, or neither right nor wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from khronika.evaluation.placing import mostly_inside, overlap
from khronika.vocabulary.bodies import Count, Demand, Norm, Step
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.evaluation.agreeing import Standing
    from khronika.evaluation.gold import Item


class Why(StrEnum):
    """Why a claim met nothing; of the first five it counts as wrong, of the others it is set aside."""

    UNPLACED = "its words do not stand in the text, or fill more than a clause"
    TRAP = "the gold says that this is none"
    TWICE = "told by another claim already"
    DENIED = "denied, where the gold affirms it"
    NOTHING = "the gold has nothing here that says so"
    OPTIONAL = "optional in the gold"
    PART = "a part of what another claim tells"
    SILENT = "denied, and the gold codes no denials"

    @property
    def wrong(self) -> bool:
        """Whether it counts against precision."""
        return self not in {Why.OPTIONAL, Why.PART, Why.SILENT}


@dataclass(frozen=True)
class Leftover:
    """A claim without an item, why, and the item or trap that stands nearest in its words."""

    standing: Standing
    why: Why
    near: Item | None = None


def left_over(
    each: Standing,
    met: Sequence[Item],
    items: Sequence[Item],
    traps: Sequence[Item],
    holders: Mapping[str, Standing],
) -> Leftover:
    """Say what became of a claim: `met` are the items it agrees with, `holders` the claims that met an item."""
    scored = [item for item in met if not item.optional]
    if each.claim.polarity is Polarity.NEGATED:
        against = [item for item in scored if each.span and overlap(each.span, item.locator)]
        return Leftover(each, Why.DENIED, against[0]) if against else Leftover(each, Why.SILENT)
    if each.span is None:
        return Leftover(each, Why.UNPLACED)
    if any(item.optional for item in met) or (not traps and _excused(each, items)):
        return Leftover(each, Why.OPTIONAL)
    if _is_part(each, scored, holders, items, trapped=bool(traps)):
        return Leftover(each, Why.PART)
    if traps:
        return Leftover(each, Why.TRAP, traps[0])
    if scored:
        return Leftover(each, Why.TWICE, scored[0])
    near = [item for item in items if not item.optional and overlap(each.span, item.locator)]
    return Leftover(each, Why.NOTHING, near[0] if near else None)


def _excused(each: Standing, items: Sequence[Item]) -> bool:
    """What touches an optional item is neither right nor wrong, whatever its values; nor is a norm without a name."""
    span, body = each.span or (0, 0), each.claim.body
    touched = [item for item in items if item.optional and overlap(span, item.locator)]
    if isinstance(body, Count):
        return any(mostly_inside(span, item.locator) for item in touched)
    if isinstance(body, Step):
        return any({"*", body.step} & set(item.any("step")) for item in touched)
    if isinstance(body, Norm):
        return not body.instrument
    return bool(touched)


def _is_part(
    each: Standing, scored: Sequence[Item], holders: Mapping[str, Standing], items: Sequence[Item], *, trapped: bool
) -> bool:
    """Say whether an item is fairly told in parts: a step of several people, a demand of several things."""
    span = each.span or (0, 0)
    if isinstance(each.claim.body, Step):
        return any(len(item.told("subjects")) > 1 and _others(each, holders.get(item.id)) for item in scored)
    if not isinstance(each.claim.body, Demand):
        return False
    told = [(item, holders[item.id].span) for item in items if item.id in holders]
    beside = [item for item, other in told if other and 2 * overlap(span, other) < min(_long(span), _long(other))]
    inside = any(
        other and not overlap(span, other) and overlap(span, item.sentence) == _long(span) for item, other in told
    )
    return any(item in scored for item in beside) or (inside and not trapped)


def _long(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _others(each: Standing, holder: Standing | None) -> bool:
    """Say whether two claims of one step are about other people."""
    if holder is None or not isinstance(each.claim.body, Step) or not isinstance(holder.claim.body, Step):
        return False
    return set(each.claim.body.subjects) != set(holder.claim.body.subjects)
