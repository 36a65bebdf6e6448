"""Which place: spellings of one name, with or without the word for its kind, and two names of one town."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.resolution.folding import fold, plain
from khronika.resolution.whereabouts import REGION, level_of, place_key
from khronika.vocabulary.people import EntityKind, Sameness
from khronika.vocabulary.places import Located

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.clusters import Clusters, Form
    from khronika.resolution.whereabouts import Whereabouts
    from khronika.vocabulary.people import Entity

LONG = 7  # letters of a name in which two that changed places are a slip
LEVELS = 2


def located_forms(forms: Iterable[Form], whereabouts: Whereabouts) -> list[Form]:
    """Mark the forms of places with their numbers in the gazetteer, so that two towns of one name stay two."""
    marked = []
    for form in forms:
        one = whereabouts.located(form.document, form.spelled).id
        marked.append(replace(form, marks=frozenset({("located", one)})) if one else form)
    return sorted(marked, key=lambda form: form.key)


def join_places(clusters: Clusters, forms: Iterable[Form]) -> None:
    """Join the forms of places: a town and the region of its name stay two where both are named so."""
    near: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        near[place_key(form.spelled)].append(form)
    for group in near.values():
        _join_spellings(clusters, group)
    _join_located(clusters, [form for group in near.values() for form in group])
    _join_slipped(clusters, [group[0] for group in near.values()])


def _join_spellings(clusters: Clusters, group: list[Form]) -> None:
    levels = {level_of(form.spelled) for form in group} - {None}
    for number, form in enumerate(group):
        level = level_of(form.spelled)
        for head in clusters.distinct(group[:number]):
            if len(levels) < LEVELS or level == level_of(head.spelled):
                clusters.join(head, form, "the same place in another spelling or without its kind")
            else:
                clusters.note(head, form, Sameness.UNSURE, "a town and a region bear this name")


def _join_located(clusters: Clusters, forms: list[Form]) -> None:
    """Join the names of one town; one that may also be a region's is left."""
    by_id: dict[str, Form] = {}
    for form in forms:
        for one in sorted(value for aspect, value in form.marks if aspect == "located"):
            if not any(level_of(member.spelled) == "regions" for member in clusters.members(form)):
                clusters.join(by_id.setdefault(one, form), form, "the gazetteer has both as names of one place")


def _join_slipped(clusters: Clusters, heads: list[Form]) -> None:
    """Join a long name that no gazetteer knows to the one that has its letters in another order."""
    known, letters = [], defaultdict(list)
    for head in clusters.distinct(heads):
        word = plain(head.spelled).replace(" ", "")
        if len(word) >= LONG:
            letters["".join(sorted(word))].append(head)
            known += [head] if clusters.marks(head, "located") else []
    for head in known:
        word = plain(head.spelled).replace(" ", "")
        for other in letters["".join(sorted(word))]:
            if not clusters.marks(other, "located") and _swapped(word, plain(other.spelled).replace(" ", "")):
                clusters.join(head, other, "the same name but for two letters that changed places; no other is known")


def _swapped(a: str, b: str) -> bool:
    """Say whether of two words with the same letters one has two neighbours the other way round."""
    differ = [n for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return bool(differ) and differ[-1] - differ[0] == 1


def with_numbers(entities: Iterable[Entity], whereabouts: Whereabouts) -> list[Entity]:
    """Give the entities, those of places with their number in the gazetteer where every mention agrees, and why."""
    return [_placed(one, whereabouts) if one.kind is EntityKind.PLACE else one for one in entities]


def _placed(entity: Entity, whereabouts: Whereabouts) -> Entity:
    if any(level_of(name) == "regions" for name in entity.names):
        return replace(entity, located=REGION)
    told = {whereabouts.located(mention.document, mention.name) for mention in entity.mentions}
    sure = {one.id for one in told if one.id}
    if len(sure) > 1:
        return replace(entity, located=Located(None, "its documents mean different places of the gazetteer"))
    return replace(entity, located=min(told, key=lambda one: (one.id is None, one.why)))


def join_events(clusters: Clusters, forms: Iterable[Form]) -> None:
    """Join the forms of events that are spelled alike."""
    near: dict[str, Form] = {}
    for form in forms:
        clusters.join(near.setdefault(fold(form.spelled), form), form, "the same name")
