"""Where figures belong: under which event, and in which matter, so that only what may be one thing is compared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.comparison.matters import matters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.comparison.figures import Figure
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import About, Entity


@dataclass(frozen=True)
class Filing:
    """The events of each claim, the matter of each document, and the figures by event; under none, by matter."""

    events: Mapping[str, Sequence[str | None]]
    matter_of: Mapping[str, str]
    filed: Mapping[tuple[str | None, str], Sequence[Figure]]

    @classmethod
    def of(
        cls, figures: Iterable[Figure], claims: Sequence[Claim], abouts: Iterable[About], entities: Iterable[Entity]
    ) -> Filing:
        """File figures as abouts say; a figure may be filed under several events."""
        events: dict[str, list[str | None]] = defaultdict(list)
        for about in sorted(abouts, key=lambda about: (about.event, about.claim)):
            if about.event not in events[about.claim]:
                events[about.claim].append(about.event)
        matter_of = matters(claims, events, entities)
        filed: dict[tuple[str | None, str], list[Figure]] = defaultdict(list)
        for figure in figures:
            for event in events.get(figure.claim.id) or [None]:
                filed[event, "" if event else matter_of[figure.claim.document]].append(figure)
        return cls(events, matter_of, filed)

    def by_event(self) -> Iterator[tuple[str | None, Sequence[Figure]]]:
        """Give the figures of each event, and of each matter those that nothing files under one."""
        for (event, _), figures in self.filed.items():
            yield event, figures

    def by_matter(self) -> list[dict[str | None, list[Figure]]]:
        """Give for each matter its figures by event."""
        found: dict[str, dict[str | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))
        for event, figures in self.by_event():
            for figure in figures:
                found[self.matter_of[figure.claim.document]][event].append(figure)
        return list(found.values())

    def joined(self) -> Iterator[tuple[str | None, Sequence[Figure], Sequence[Figure]]]:
        """Give each event with its figures; with a matter's main event also those that nothing files under any."""
        main: dict[str, str] = {}
        for event, matter in sorted(self.filed, key=lambda key: (-len(self.filed[key]), str(key))):
            for figure in self.filed[event, matter] if event else ():
                main.setdefault(self.matter_of[figure.claim.document], event or "")
        joins: dict[str | None, list[Figure]] = defaultdict(list)
        for (event, matter), figures in self.filed.items():
            if event is None and matter in main:
                joins[main[matter]] += figures
        for (event, matter), figures in self.filed.items():
            if event or matter not in main:
                yield event, figures, joins.get(event, ())
