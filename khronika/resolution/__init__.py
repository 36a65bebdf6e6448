"""Mentions in; who is who out, with the reason for each link, and the events that the claims are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.resolution.body_forms import body_forms
from khronika.resolution.directory import Candidate, Directory
from khronika.resolution.events import propose_events
from khronika.resolution.facts import dates_of, facts_of
from khronika.resolution.forms import person_forms, plain_forms, veiled
from khronika.resolution.places import located_forms, with_numbers
from khronika.resolution.settling import settle
from khronika.resolution.whereabouts import Whereabouts
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.resolution.clusters import Form
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity, Link, Mention
    from khronika.vocabulary.record import Source

__all__ = ["Candidate", "Directory", "forms_of", "propose_events", "protected_names", "resolve"]


def resolve(
    mentions: Sequence[Mention],
    claims: Sequence[Claim] = (),
    judged: Sequence[Link] = (),
    sources: Sequence[Source] = (),
) -> list[Entity]:
    """Give the entities that the mentions name; the order of the mentions changes nothing.

    `sources` lend their texts, to see who stands beside whom in a list, and their dates, at which ages are meant.

    Links of `judged` name addresses, or persons, bodies and places by spelling; they outrank every rule and veto. They
    come in the order in which they were made: the latest word of each person counts. A judgement that would join a
    protected person to a public name is not followed here: it belongs into the vault.
    """
    whereabouts = Whereabouts.of(dict.fromkeys(mentions))
    return with_numbers(settle(forms_of(mentions, claims, sources), judged, whereabouts=whereabouts), whereabouts)


def forms_of(mentions: Sequence[Mention], claims: Sequence[Claim] = (), sources: Sequence[Source] = ()) -> list[Form]:
    """Give the name forms of everybody and everything mentioned."""
    mentions = list(dict.fromkeys(mentions))
    texts = {source.revision.id: source.revision.text for source in sources if source.revision}
    forms = person_forms(mentions, facts_of(claims, dates_of(sources)), texts)
    whereabouts = Whereabouts.of(mentions)
    forms += body_forms(mentions, whereabouts)
    forms += located_forms(plain_forms(mentions, EntityKind.PLACE), whereabouts)
    return [*forms, *plain_forms(mentions, EntityKind.EVENT)]


def protected_names(mentions: Sequence[Mention], claims: Sequence[Claim] = ()) -> dict[str, set[str]]:
    """Give, by document, the plain names of persons who are protected there: these are never told with anybody else."""
    people = [mention for mention in mentions if mention.kind is EntityKind.PERSON]
    return veiled(people, facts_of(claims))
