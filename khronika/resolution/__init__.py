"""Mentions in; who is who out, with the reason for each link, and the events that the claims are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.resolution.clusters import Clusters, Tie
from khronika.resolution.entities import build_entities
from khronika.resolution.events import propose_events
from khronika.resolution.facts import dates_of, facts_of
from khronika.resolution.folding import plain
from khronika.resolution.forms import person_forms, plain_forms
from khronika.resolution.judged import Judged, rulings
from khronika.resolution.organisations import join_organisations
from khronika.resolution.persons import join_persons
from khronika.resolution.places import join_events, join_places
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.resolution.clusters import Form
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity, Link, Mention
    from khronika.vocabulary.record import Source

__all__ = ["propose_events", "resolve"]


def resolve(
    mentions: Sequence[Mention],
    claims: Sequence[Claim] = (),
    judged: Sequence[Link] = (),
    sources: Sequence[Source] = (),
) -> list[Entity]:
    """Give the entities that the mentions name; the order of the input changes nothing.

    `sources` lend their texts, to see who stands beside whom in a list, and their dates, at which ages are meant.

    Links of `judged` name entities by id or persons, bodies and places by spelling; they outrank every rule and veto.
    A judgement that would join a protected person to a public name is not followed here: it belongs into the vault.
    """
    mentions = list(dict.fromkeys(mentions))
    texts = {source.revision.id: source.revision.text for source in sources if source.revision}
    forms = person_forms(mentions, facts_of(claims, dates_of(sources)), texts)
    for kind in (EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.EVENT):
        forms += plain_forms(mentions, kind)
    ruled = Judged()
    for _ in range(len(judged) + 1):  # an id may be that of an entity which only an earlier judgement made
        clusters = _cluster(forms, ruled)
        entities = build_entities(clusters)
        after = rulings(judged, clusters, entities, ruled)
        if after == ruled:
            break
        ruled = after
    return entities


def _cluster(forms: list[Form], ruled: Judged) -> Clusters:
    clusters = Clusters(tuple(forms), dict(ruled.apart))
    for a, b, by, reason in ruled.same:
        if frozenset({a, b}) not in ruled.apart:
            clusters.join(a, b, reason, by, force=True)
    of = {kind: [form for form in forms if form.kind is kind] for kind in EntityKind}
    places = frozenset(word for form in of[EntityKind.PLACE] for word in plain(form.spelled).split())
    join_persons(clusters, of[EntityKind.PERSON])
    join_organisations(clusters, of[EntityKind.ORGANISATION], places)
    join_places(clusters, of[EntityKind.PLACE])
    join_events(clusters, of[EntityKind.EVENT])
    for pair, ruling in ruled.apart.items():
        a, b = sorted(pair, key=lambda form: form.key)
        clusters.ties.append(Tie(a, b, *ruling))
    return clusters
