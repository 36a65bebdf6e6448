"""What changes on the way: one origin's figure told with another qualifier, population, place or date, or changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from khronika.comparison.figures import place_of
from khronika.comparison.intervals import exactly, number, phrase
from khronika.comparison.pairs import MANY
from khronika.comparison.tellers import counted, in_own_voice, same_scope
from khronika.comparison.words import family_of
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.origins import Aspect, Drift

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from khronika.comparison.lineage import Lineage
    from khronika.comparison.tellers import Voice
    from khronika.vocabulary.claims import Claim

MOVING = (Verdict.EVOLUTION, Verdict.UNRESOLVED)  # what one origin's figures that differ come to
SCOPE = (Aspect.POPULATION, Aspect.QUANTITY, Aspect.PLACE, Aspect.DATE)
WHY = {
    Aspect.QUALIFIER: "a qualifier was lost or added on the way",
    Aspect.POPULATION: "the people counted changed on the way",
    Aspect.QUANTITY: "what is counted changed on the way",
    Aspect.PLACE: "the place changed on the way",
    Aspect.DATE: "the date changed on the way",
}


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure as one claim tells it, and on whose word."""

    claim: Claim
    count: Count
    voice: Voice
    own: bool  # the document's author says it on nobody else's word

    @property
    def place(self) -> str:
        """Where it is told, in words for a reader."""
        return f"in {self.claim.file}" if not self.own else f"in the author's own voice in {self.claim.file}"

    @property
    def aspects(self) -> dict[Aspect, str | None]:
        """What the figure is told with, in words for a reader."""
        when = self.count.as_of or self.claim.when
        return {
            Aspect.QUALIFIER: phrase(self.count),
            Aspect.POPULATION: counted(self.count),
            Aspect.QUANTITY: self.count.quantity.replace("_", " "),
            Aspect.PLACE: place_of(self.claim) if family_of(self.count.quantity) != "tried" else None,
            Aspect.DATE: when.edtf if when and when.earliest else None,
        }


def with_drifts(account: Account, claims: Sequence[Claim], lineage: Lineage) -> Account:
    """Give the account with what changed on the way from one telling of a figure to the next."""
    figures = _figures(claims, lineage)
    drifts = [*_relayed(figures), *(_moved(figures, lineage) if account.verdict in MOVING else ())]
    return replace(account, drifts=(*account.drifts, *drifts)) if drifts else account


def _figures(claims: Sequence[Claim], lineage: Lineage) -> list[_Told]:
    """Give the figures with numbers, the earliest telling first; who sums up a source's figure tells the source's."""
    counts = [(claim, claim.body) for claim in claims if isinstance(claim.body, Count) and number(claim.body)]
    relayed: dict[Hashable, dict[str, Voice]] = defaultdict(dict)
    for claim, count in counts:
        if not in_own_voice(claim):
            voice = lineage.names.origin(claim)
            for key in _summed_up(claim, count):
                relayed[key][voice.key] = voice
    figures = []
    for claim, count in counts:
        sources = [relayed[key] for key in _summed_up(claim, count) if key in relayed] if in_own_voice(claim) else []
        (voice,) = sources[0].values() if sources and len(sources[0]) == 1 else (lineage.names.origin(claim),)
        figures.append(_Told(claim, count, voice, in_own_voice(claim)))
    return sorted(
        figures, key=lambda told: (_day(told.claim, lineage), told.claim.file, told.own, told.claim.passage.start)
    )


def _summed_up(claim: Claim, count: Count) -> list[Hashable]:
    """Give what a figure shares with the one that it sums up in one document: the quantity, or a number not small."""
    low = (number(count) or (0, 0))[0]
    keys: list[Hashable] = [(claim.document, count.quantity, counted(count), number(count))]
    return [*keys, (claim.document, family_of(count.quantity), number(count))] if low >= MANY else keys


def _day(claim: Claim, lineage: Lineage) -> str:
    paper = lineage.papers.get(claim.document)
    return (paper.date.earliest if paper and paper.date else None) or "9999"


def _relayed(figures: Iterable[_Told]) -> Iterator[Drift]:
    """Hold each telling of one origin's number against the first one; each difference is told once a document."""
    groups: dict[Hashable, list[_Told]] = defaultdict(list)
    for told in figures:
        groups[told.voice.key, family_of(told.count.quantity), number(told.count)].append(told)
    for first, *others in groups.values():
        seen = set()
        for other in others:
            for aspect in _differing(first, other):
                drift = _drift(first, other, aspect)
                if (key := (aspect, drift.after, other.claim.document)) not in seen:
                    seen.add(key)
                    yield drift


def _differing(a: _Told, b: _Told) -> list[Aspect]:
    """Give in what two tellings of one number differ; a small number in another scope is another figure.

    So is a number of which the scope differs in more than one way, and one that is a part of the other.
    """
    ours, theirs = a.aspects, b.aspects
    differing = [aspect for aspect in ours if ours[aspect] and theirs[aspect] and ours[aspect] != theirs[aspect]]
    scope = [aspect for aspect in differing if aspect in SCOPE and not _meeting(a, b, aspect)]
    steps = Aspect.QUANTITY in scope and family_of(a.count.quantity) == "tried"  # charged, then tried: a case went on
    small = (number(a.count) or (0, 0))[0] < MANY
    parts = a.claim.id == b.count.of or b.claim.id == a.count.of
    if parts or steps or len(scope) > 1 or (scope and small):
        return []
    return [aspect for aspect in differing if aspect is Aspect.QUALIFIER or aspect in scope]


def _meeting(a: _Told, b: _Told, aspect: Aspect) -> bool:
    """Say whether two places or dates that are worded differently can be one."""
    return aspect in (Aspect.PLACE, Aspect.DATE) and same_scope(a.claim, b.claim)


def _drift(first: _Told, other: _Told, aspect: Aspect) -> Drift:
    before, after = first.aspects[aspect] or "", other.aspects[aspect] or ""
    again = "elsewhere " if first.place == other.place else ""
    figures = ["" if aspect is Aspect.QUALIFIER else f"{phrase(each.count)} " for each in (first, other)]
    told = f"{figures[0]}“{before}” {first.place}, {figures[1]}“{after}” {again}{other.place}"
    reason = f"{first.voice.name}: {told}; {WHY[aspect]}."
    return Drift((first.claim.id, other.claim.id), aspect, before, after, own=False, reason=reason)


def _moved(figures: Sequence[_Told], lineage: Lineage) -> Iterator[Drift]:
    """Give the changes of a named origin's own figure between dates of counting, or else of telling."""
    groups: dict[Hashable, dict[str, _Told]] = defaultdict(dict)
    for told in figures:
        if told.voice.named and (date := _as_of(told, lineage)) and exactly(told.count) is not None:
            groups[told.voice.key, told.count.quantity, counted(told.count)].setdefault(date, told)
    for by_date in groups.values():
        yield from _changes(by_date)


def _changes(by_date: Mapping[str, _Told]) -> Iterator[Drift]:
    dates = sorted(by_date)
    for date, later in pairwise(dates):
        a, b = by_date[date], by_date[later]
        if number(a.count) != number(b.count):
            before, after = phrase(a.count), phrase(b.count)
            reason = f"{a.voice.name}: {before} as of {date}, {after} as of {later}; the origin's own figure changed."
            yield Drift((a.claim.id, b.claim.id), Aspect.FIGURE, before, after, own=True, reason=reason)


def _as_of(told: _Told, lineage: Lineage) -> str | None:
    if told.count.as_of and told.count.as_of.earliest:
        return told.count.as_of.edtf
    paper = lineage.papers.get(told.claim.document)
    return paper.date.edtf if paper and paper.date and paper.date.earliest else None
