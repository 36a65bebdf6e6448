"""Mentions in; who is who out, with the reason for each link, and the events that the claims are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.resolution.body_forms import body_forms
from khronika.resolution.clusters import Clusters, Tie
from khronika.resolution.entities import build_entities
from khronika.resolution.events import propose_events
from khronika.resolution.forms import facts_of, person_forms, plain_forms
from khronika.resolution.judged import rulings
from khronika.resolution.organisations import join_organisations
from khronika.resolution.persons import join_persons
from khronika.resolution.places import join_events, join_places, located_forms, with_numbers
from khronika.resolution.whereabouts import Whereabouts
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.resolution.clusters import Form
    from khronika.resolution.judged import Judged
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity, Link, Mention

__all__ = ["forms_of", "propose_events", "resolve"]


def resolve(mentions: Sequence[Mention], claims: Sequence[Claim] = (), judged: Sequence[Link] = ()) -> list[Entity]:
    """Give the entities that the mentions name; the order of the mentions changes nothing.

    Links of `judged` name addresses, or persons, bodies and places by spelling; they outrank every rule and veto. They
    come in the order in which they were made: the latest word of each person counts. A judgement that would join a
    protected person to a public name is not followed here: it belongs into the vault.
    """
    whereabouts = Whereabouts.of(mentions)
    forms = forms_of(mentions, claims)
    return with_numbers(build_entities(_cluster(forms, rulings(judged, forms), whereabouts)), whereabouts)


def forms_of(mentions: Sequence[Mention], claims: Sequence[Claim] = ()) -> list[Form]:
    """Give the name forms of everybody and everything mentioned."""
    mentions = list(dict.fromkeys(mentions))
    whereabouts = Whereabouts.of(mentions)
    forms = person_forms(mentions, facts_of(claims))
    forms += body_forms(mentions, whereabouts)
    forms += located_forms(plain_forms(mentions, EntityKind.PLACE), whereabouts)
    return [*forms, *plain_forms(mentions, EntityKind.EVENT)]


def _cluster(forms: list[Form], ruled: Judged, whereabouts: Whereabouts) -> Clusters:
    clusters = Clusters(tuple(forms), dict(ruled.apart))
    for a, b, by, reason in ruled.same:
        if frozenset({a, b}) not in ruled.apart:
            clusters.join(a, b, reason, by, force=True)
    of = {kind: [form for form in forms if form.kind is kind] for kind in EntityKind}
    join_persons(clusters, of[EntityKind.PERSON])
    join_organisations(clusters, of[EntityKind.ORGANISATION], whereabouts)
    join_places(clusters, of[EntityKind.PLACE])
    join_events(clusters, of[EntityKind.EVENT])
    for pair, ruling in ruled.apart.items():
        a, b = sorted(pair, key=lambda form: form.key)
        clusters.ties.append(Tie(a, b, *ruling))
    return clusters
