"""From mentions of organisations to forms: what the words and the document show of each, so that vetoes can hold."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.bodies import canonical, kinds_of, read_body
from khronika.resolution.clusters import Form
from khronika.resolution.folding import plain
from khronika.resolution.stated import between_states, kinds_of_listed, listed
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.whereabouts import Whereabouts
    from khronika.vocabulary.people import Mention


def body_forms(mentions: Iterable[Mention], whereabouts: Whereabouts) -> list[Form]:
    """Give the forms of organisations; one name that a document gives to a party and a newspaper is two of them."""
    groups: dict[tuple[str, str, frozenset[str]], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind is EntityKind.ORGANISATION:
            beside = frozenset(k for title in mention.titles for k in kinds_of(canonical(plain(title))))
            groups[mention.document, " ".join(mention.name.split()), beside].append(mention)
    shown: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
    for document, name, beside in groups:
        if beside:
            shown[document, name].add(beside)
    for document, name, beside in list(groups):
        kinds = shown[document, name]
        if not beside and len(kinds) == 1:  # "the Vorga party" and then "Vorga"
            groups[document, name, next(iter(kinds))] += groups.pop((document, name, beside))
    forms = [_form(group, _marks(group[0], beside, whereabouts)) for (_, _, beside), group in groups.items()]
    return sorted(forms, key=lambda form: form.key)


def _form(mentions: list[Mention], marks: frozenset[tuple[str, str]]) -> Form:
    ordered = tuple(sorted(mentions, key=lambda m: (m.revision, m.start, m.end)))
    first = ordered[0]
    return Form(
        first.kind, first.document, first.file, " ".join(first.name.split()), marks, protected=False, mentions=ordered
    )


def _marks(mention: Mention, beside: frozenset[str], whereabouts: Whereabouts) -> frozenset[tuple[str, str]]:
    name = read_body(" ".join(mention.name.split()), whereabouts.words)
    home = whereabouts.home.get(mention.document)
    known = listed(name, home)
    kinds = kinds_of_listed(known) if known else name.kinds | beside
    marks = {("kind", kind) for kind in kinds} | {("place", place) for place in name.places}
    country = name.country or (home if name.of_state or known else None)
    if country and not (known and between_states(known)):
        marks.add(("country", country))
    return frozenset(marks)
