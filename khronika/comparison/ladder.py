"""The ladder of tolls: for each event and quantity the floor by name, low, high, and what several origins bear out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.comparison.best import best
from khronika.comparison.building import build
from khronika.comparison.echoes import with_echoes
from khronika.comparison.figures import SILENT, aliases_of, figures_of, quantity_of, speaker_name, standing
from khronika.comparison.filing import Filing
from khronika.comparison.independence import independent_among, with_independence
from khronika.comparison.intervals import number
from khronika.comparison.scales import common, narrowed, segments, superseded, whole
from khronika.comparison.victims import NOBODY, floors
from khronika.comparison.words import toll_words
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.claims import Polarity, Review
from khronika.vocabulary.ladders import Aside, Ladder, Rung

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from khronika.comparison.figures import Figure
    from khronika.comparison.intervals import Interval
    from khronika.comparison.lineage import Lineage
    from khronika.comparison.victims import Floor
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.ladders import Declared
    from khronika.vocabulary.people import About, Entity

SEVERAL = 2  # independent origins that bear a number out


@dataclass(frozen=True)
class _Step:
    """Everything that one ladder is made from."""

    event: str
    quantity: str
    figures: Sequence[Figure]
    floor: Floor
    denied: Sequence[Claim]


def ladders(
    claims: Sequence[Claim],
    abouts: Iterable[About],
    entities: Sequence[Entity],
    lineage: Lineage,
    rule: Declared | None = None,
) -> list[Ladder]:
    """Give the ladders of all events, the gravest quantity first within an event.

    Figures filed under no event have no ladder: nobody knows whether they count the same people. The order of the
    input changes nothing, and an echo changes no supported number.
    """
    held, order = standing(claims), toll_words()["quantities"]["order"]
    filing = Filing.of(figures_of(held, aliases_of(entities)), held, abouts, entities)
    told: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for event, figures in filing.by_event():
        for figure in figures:
            told[event or "", figure.quantity].append(figure)
    named, denied = floors(held, filing.events, entities), _denied(claims, filing.events)
    steps = [
        _Step(event, quantity, told[event, quantity], named.get((event, quantity), NOBODY), denied[event, quantity])
        for event, quantity in sorted({*told, *named, *denied}, key=lambda key: (key[0], key[1]))
        if quantity in order and event
    ]
    made = [_ladder(step, lineage, rule) for step in steps]
    return sorted((one for one in made if one), key=lambda one: (one.event or "", order.index(one.quantity)))


def _denied(claims: Iterable[Claim], events: Mapping[str, Sequence[str | None]]) -> dict[tuple[str, str], list[Claim]]:
    """Give the counts that their speaker denies or takes back, by event and quantity."""
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.file, claim.passage.start, claim.id)):
        silent = claim.stance in SILENT or claim.polarity is Polarity.NEGATED
        if isinstance(claim.body, Count) and silent and claim.review is not Review.REJECTED:
            for event in events.get(claim.id, ()):
                found[event or "", quantity_of(claim.body)].append(claim)
    return found


def _ladder(step: _Step, lineage: Lineage, rule: Declared | None) -> Ladder | None:
    kept, others = whole(step.figures)
    old = superseded(kept)
    now = [figure for figure in kept if figure.claim.id not in old]
    if not now and not step.floor.named:
        return None
    own = _without_echoes(now, lineage)
    count = independent_among(own, lineage)
    opens = narrowed(now)
    supported = _supported(own, opens, count)
    words = [figure for figure, _ in others if figure.vague and figure.group == "all" and not figure.part]
    chosen = best(rule.declaration, own, words, opens, count) if rule else None
    return Ladder(
        event=step.event,
        quantity=step.quantity,
        named=step.floor.named,
        hidden=step.floor.hidden,
        named_by=step.floor.claims,
        low=_lowest(now),
        high=_highest(now),
        supported=tuple(supported),
        best=chosen,
        rule=rule if chosen else None,
        dissent=(
            *(Aside(claim, why) for claim, why in old.items()),
            *_dissent(now, supported or ([chosen] if chosen else [])),
            *(Aside(claim.id, f"{speaker_name(claim)} denies it or takes it back") for claim in step.denied),
        ),
        other_scope=tuple(Aside(figure.claim.id, why) for figure, why in others),
        unresolved=not common(now),
        rests=(*(figure.claim.id for figure in step.figures), *step.floor.rests, *(one.id for one in step.denied)),
    )


def _without_echoes(figures: Sequence[Figure], lineage: Lineage) -> list[Figure]:
    """Leave out what only tells another's number again: a qualifier lost on the way would bear out more."""
    first: dict[tuple[object, ...], Figure] = {}
    for figure in sorted(figures, key=_width):
        first.setdefault((figure.origin, number(figure.count)), figure)
    kept = list(first.values())
    claims = [figure.claim for figure in kept]
    account = with_independence(build("", None, Verdict.COMPATIBLE, "", kept), claims, lineage)
    echoes = {echo.claim for echo in with_echoes(account, claims, lineage).echoes}
    return [figure for figure in kept if figure.claim.id not in echoes]


def _width(figure: Figure) -> tuple[bool, int, str]:
    """Order tellings of one number: the one that leaves open the least first."""
    low, high = figure.interval.low, figure.interval.high
    return (high is None, (high or 0) - low, figure.claim.id)


def _supported(
    figures: Sequence[Figure], opens: Mapping[str, Interval], count: Callable[[Iterable[Figure]], int | None]
) -> list[Rung]:
    """Give the runs of numbers that at least two independent origins allow."""
    runs: list[Rung] = []
    for piece in segments(opens.values()):
        allow = [figure for figure in figures if opens[figure.claim.id].meets(piece)]
        origins = count(allow) if len({figure.origin for figure in allow}) >= SEVERAL else None
        if origins is None or origins < SEVERAL:
            continue
        rung = Rung(piece.low, piece.high, tuple(figure.claim.id for figure in allow), origins)
        if runs and runs[-1].high == piece.low - 1:
            before = runs.pop()
            claims = tuple(dict.fromkeys((*before.claims, *rung.claims)))
            rung = Rung(before.low, piece.high, claims, min(before.origins or origins, origins))
        runs.append(rung)
    return runs


def _lowest(figures: Sequence[Figure]) -> Rung | None:
    """Give the lowest figure as told; "up to 70" is no lowest figure where there is another."""
    told = [figure for figure in figures if figure.count.low is not None] or list(figures)
    if not told:
        return None
    least = min(_first(figure) for figure in told)
    mine = [figure for figure in told if _first(figure) == least]
    exact = any(figure.count.high is not None for figure in mine)
    return Rung(least, least if exact else None, tuple(figure.claim.id for figure in mine))


def _highest(figures: Sequence[Figure]) -> Rung | None:
    if not figures:
        return None
    most = max(_last(figure) for figure in figures)
    mine = [figure for figure in figures if _last(figure) == most]
    above = any(figure.count.high is None for figure in mine)
    return Rung(most, None if above else most, tuple(figure.claim.id for figure in mine))


def _first(figure: Figure) -> int:
    return (number(figure.count) or (0, 0))[0]


def _last(figure: Figure) -> int:
    return (number(figure.count) or (0, 0))[1]


def _dissent(figures: Sequence[Figure], runs: Sequence[Rung]) -> list[Aside]:
    """Give the figures that fit no number of the runs; where there are none, nothing is dissent: all stands open."""
    found = []
    for figure in figures if runs else ():
        low, high = figure.interval.low, figure.interval.high
        if not any((r.high is None or low <= r.high) and (high is None or r.low <= high) for r in runs):
            found.append(Aside(figure.claim.id, "it fits no number that others bear out"))
    return found
