"""From name forms to entities: the rules of each kind under what people judged; a pure function of its input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.resolution.clusters import Clusters, Tie
from khronika.resolution.entities import build_entities
from khronika.resolution.judged import rulings
from khronika.resolution.organisations import join_organisations
from khronika.resolution.persons import join_persons
from khronika.resolution.places import join_events, join_places
from khronika.resolution.whereabouts import Whereabouts
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.resolution.clusters import Form
    from khronika.resolution.judged import Judged
    from khronika.resolution.namesakes import Commonness
    from khronika.vocabulary.people import Entity, Link


NOWHERE = Whereabouts({})


def settle(
    forms: Sequence[Form],
    judged: Sequence[Link] = (),
    common: Commonness | None = None,
    whereabouts: Whereabouts = NOWHERE,
) -> list[Entity]:
    """Give the entities; `common` is how often the words of names are borne, where the forms are not all there are."""
    return build_entities(_cluster(forms, rulings(judged, forms), common, whereabouts))


def _cluster(forms: Sequence[Form], ruled: Judged, common: Commonness | None, whereabouts: Whereabouts) -> Clusters:
    clusters = Clusters(tuple(forms), dict(ruled.apart))
    for a, b, by, reason in ruled.same:
        if frozenset({a, b}) not in ruled.apart:
            clusters.join(a, b, reason, by, force=True)
    of = {kind: [form for form in forms if form.kind is kind] for kind in EntityKind}
    join_persons(clusters, of[EntityKind.PERSON], common)
    join_organisations(clusters, of[EntityKind.ORGANISATION], whereabouts)
    join_places(clusters, of[EntityKind.PLACE])
    join_events(clusters, of[EntityKind.EVENT])
    for pair, ruling in ruled.apart.items():
        a, b = sorted(pair, key=lambda form: form.key)
        clusters.ties.append(Tie(a, b, *ruling))
    return clusters
