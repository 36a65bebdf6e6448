"""The claims of one document beside its gold: what was found, missed, wrong, and what is neither."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.evaluation.agreeing import Agreement, Standing, agree, provisions
from khronika.evaluation.leftovers import Leftover, left_over
from khronika.evaluation.matching import match
from khronika.evaluation.placing import Places, mostly_inside, overlap
from khronika.vocabulary.bodies import Count, Norm
from khronika.vocabulary.claims import Kind, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.evaluation.gold import Coded, Item
    from khronika.vocabulary.claims import Claim

LONGEST = 1200  # characters of a passage: "the smallest clause that carries the claim, never a page"


@dataclass(frozen=True)
class Hit:
    """A claim that met an item, and which of its fields are right."""

    item: Item
    standing: Standing
    agreement: Agreement
    fields: Mapping[str, bool | None]


@dataclass(frozen=True)
class Compared:
    """One kind in one document: hits, missed items, and what became of every claim that met none."""

    kind: Kind
    file: str
    hits: tuple[Hit, ...] = ()
    missed: tuple[Item, ...] = ()
    left: tuple[Leftover, ...] = ()
    right: Mapping[str, int] = field(default_factory=dict)  # by item: how many claims are right of it, if not one


def stand(claims: Iterable[Claim], revision: str, text: str) -> list[Standing]:
    """Give each claim its place in the text; a norm that cites several provisions stands once for each."""
    places, standing = Places(text), []
    for claim in claims:
        passage = claim.passage
        here = (
            (passage.start, passage.end) if passage.revision == revision else places.find(passage.exact, passage.start)
        )
        span = here if here and here[1] - here[0] <= LONGEST else None
        units = provisions(claim.body.provision) if isinstance(claim.body, Norm) else [None]
        standing += [Standing(claim, span, unit) for unit in units]
    return standing


def pair(kind: Kind, gold: Coded, standing: Sequence[Standing]) -> Compared:
    """Pair the claims of one kind with the items, one for one, so that as much as can be agrees."""
    items = [item for item in gold.items if item.kind is kind]
    traps = [trap for trap in gold.traps if trap.kind is kind]
    mine = [each for each in standing if each.claim.kind is kind]
    met: dict[tuple[int, int], Agreement] = {}
    for number, each in enumerate(mine):
        trapped = any(springs(trap, each) for trap in traps)
        for at, item in enumerate(items):
            if (agreement := meets(item, each, gold.authors, trapped=trapped)) is not None:
                met[number, at] = agreement
    affirmed = {ends: one for ends, one in met.items() if mine[ends[0]].claim.polarity is Polarity.AFFIRMED}
    chosen = match({ends: worth(items[ends[1]], mine[ends[0]], one) for ends, one in affirmed.items()})
    taken = {number: at for number, at in chosen.items() if not items[at].optional}
    hits = _hits([(items[at], mine[number], met[number, at]) for number, at in taken.items()])
    missed = [item for at, item in enumerate(items) if not item.optional and at not in taken.values()]
    left = [
        left_over(
            each,
            [items[at] for other, at in met if other == number],
            items,
            [trap for trap in traps if springs(trap, each)],
            {hit.item.id: hit.standing for hit in hits},
        )
        for number, each in enumerate(mine)
        if number not in taken
    ]
    lost = [item for item in gold.lost if item.kind is kind and not item.optional]
    return Compared(kind, gold.file, hits, (*missed, *lost), tuple(left))


def meets(item: Item, each: Standing, authors: Sequence[str], *, trapped: bool) -> Agreement | None:
    """Compare a claim with an item if its passage touches the item's words, or stands in the same sentence."""
    if each.span is None:
        return None
    touches = overlap(each.span, item.locator) > 0
    if not touches and (trapped or not mostly_inside(each.span, item.sentence)):
        return None
    agreement = agree(item, each, authors)
    # Two figures without a number agree in nothing but their quantity.
    vague = isinstance(each.claim.body, Count) and each.claim.body.low is None and each.claim.body.high is None
    alike = agreement.found and (touches or not vague or agreement.fields["quantity"] is True)
    return agreement if alike else None


def worth(item: Item, each: Standing, agreement: Agreement) -> float:
    """Say what a pair is worth: a scored item before an optional one, strict before loose, then fields and place."""
    span = each.span or (0, 0)
    shared = overlap(span, item.locator)
    union = span[1] - span[0] + item.locator[1] - item.locator[0] - shared
    right = sum(value is True for value in agreement.fields.values())
    return (
        (10 if item.optional else 10_000)
        + (1_000 if agreement.strict else 0)
        + right * 0.5
        + shared / max(1, union) / 10
    )


def springs(trap: Item, each: Standing) -> bool:
    """Say whether a claim reads as a figure or a step what is none: an age, a sentence, a threat."""
    if each.span is None or not overlap(each.span, trap.locator):
        return False
    body = each.claim.body
    if isinstance(body, Count):
        empty = body.low is None and body.high is None
        said = {body.low, body.high} - {None}
        return (empty and bool(trap.row.get("vague"))) or bool(said & set(trap.told("values")))
    steps = trap.told("steps")
    return not steps or getattr(body, "step", None) in steps


def _hits(pairs: Sequence[tuple[Item, Standing, Agreement]]) -> tuple[Hit, ...]:
    """Say of each part whether the whole that it names is the claim that met the whole."""
    item_of = {each.claim.id: item.id for item, each, _ in pairs}
    found = set(item_of.values())
    hits = []
    for item, each, agreement in pairs:
        fields, whole = dict(agreement.fields), item.row.get("part_of")
        if isinstance(each.claim.body, Count) and whole in found:
            fields["part of"] = item_of.get(each.claim.body.of or "") == whole
        hits.append(Hit(item, each, agreement, fields))
    return tuple(hits)
