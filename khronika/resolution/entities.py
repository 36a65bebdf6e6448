"""From groups of forms to entities: a name, an id that stays, and each link with its reason."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.addresses import addresses, anchor
from khronika.resolution.bearers import outline
from khronika.resolution.folding import fold
from khronika.vocabulary.people import Entity, EntityKind, Link, Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.clusters import Clusters, Form, Tie


def build_entities(clusters: Clusters) -> list[Entity]:
    """Give the entities in the order of their kind and name; every doubt stands on both of its sides."""
    groups = sorted((sorted(group, key=lambda form: form.key) for group in clusters.groups()), key=_order)
    at = addresses(clusters.forms)
    ids = [anchor(group, at) for group in groups]
    named = {form: ids[number] for number, group in enumerate(groups) for form in group}
    links: dict[str, dict[tuple[str, ...], Link]] = defaultdict(dict)
    for home, link in sorted((found for tie in clusters.ties for found in _links(tie, named)), key=_link_order):
        links[home].setdefault((link.a, link.b, link.verdict, link.by), link)  # one reason is enough
    return [_entity(ids[n], group, links[ids[n]].values(), at) for n, group in enumerate(groups)]


def names_of(group: list[Form]) -> list[str]:
    """Give the spellings of a group, the canonical one first: the fullest, and of those the first in the alphabet."""
    spelled = {form.spelled for form in group}
    if len(spelled) == 1:  # most are spelled in one way; folding is dear
        return [*spelled]
    return sorted(spelled, key=lambda name: (-_fullness(group[0], name), name.isupper(), fold(name), name))


def _fullness(form: Form, name: str) -> int:
    if form.kind is EntityKind.PERSON:
        told = outline(name)
        return 10 * told.level + told.words
    return 0 if name.isupper() else len(fold(name).split())


def _order(group: list[Form]) -> tuple[str, ...]:
    first = names_of(group)[0]
    return (group[0].kind.value, fold(first), first, *group[0].key)


def _links(tie: Tie, named: dict[Form, str]) -> list[tuple[str, Link]]:
    a, b = sorted((tie.a, tie.b), key=lambda form: form.key)
    if named[a] == named[b]:
        if tie.verdict is not Sameness.SAME or a.spelled == b.spelled:
            return []
        return [(named[a], Link(a.spelled, b.spelled, Sameness.SAME, tie.by, _sentence(a, b, tie)))]
    if tie.verdict is Sameness.SAME:
        return []
    left, right = sorted((named[a], named[b]))
    link = Link(left, right, tie.verdict, tie.by, _sentence(a, b, tie))
    return [(left, link), (right, link)]


def _sentence(a: Form, b: Form, tie: Tie) -> str:
    says = {Sameness.SAME: "are one", Sameness.APART: "are two", Sameness.UNSURE: "may be one"}[tie.verdict]
    return f"“{a.spelled}” ({a.file}) and “{b.spelled}” ({b.file}) {says}: {tie.reason.rstrip('.')}."


def _link_order(found: tuple[str, Link]) -> tuple[str, ...]:
    home, link = found
    return (home, link.verdict, link.a, link.b, link.by, link.reason)


def _entity(one: str, group: list[Form], links: Iterable[Link], at: dict[Form, str]) -> Entity:
    names = names_of(group)
    mentions = sorted((m for form in group for m in form.mentions), key=lambda m: (m.file, m.revision, m.start, m.end))
    protected = any(form.protected for form in group)
    others = sorted({at[form] for form in group} - {one})
    kind = group[0].kind
    return Entity(one, kind, names[0], tuple(names), protected, tuple(mentions), tuple(links), (one, *others))
