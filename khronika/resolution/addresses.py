"""Addresses: an id for each name form that depends on its own document only, so that nothing elsewhere changes it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.bearers import outline
from khronika.resolution.names import GIVEN, INITIAL
from khronika.vocabulary.canonical import digest
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.resolution.clusters import Form


def addresses(forms: Iterable[Form]) -> dict[Form, str]:
    """Give each form its address.

    That of a public form is made of kind, document and spelling; where one document has several people of one spelling,
    the later ones are numbered in the order of the text. That of a protected form is made of its place alone: whoever
    tries names out against it learns nothing.
    """
    found: dict[Form, str] = {}
    alike: dict[tuple[str, str, str], list[Form]] = defaultdict(list)
    for form in forms:
        if form.protected:
            first = form.mentions[0]
            found[form] = digest([form.kind.value, form.document, first.start, first.end])
        else:
            alike[form.kind.value, form.document, form.spelled].append(form)
    for row, same in alike.items():
        for number, form in enumerate(sorted(same, key=_place)):
            found[form] = digest([*row, number] if number else [*row])
    return found


def anchor(group: Sequence[Form], found: dict[Form, str]) -> str:
    """Choose the address that a group bears as its id: the least of those that hold it best.

    A full name holds better than an initial, and that than a surname alone, which may prove to be somebody else's and
    would take the id along. Among equals the digest decides, so that no order of arrival does.
    """
    return min((-_hold(form), found[form]) for form in group)[1]


def _hold(form: Form) -> int:
    if form.kind is EntityKind.PERSON:
        return min(outline(form.spelled).level, GIVEN)
    return GIVEN if not form.spelled.isupper() else INITIAL


def _place(form: Form) -> tuple[str, int, int]:
    first = form.mentions[0]
    return (first.revision, first.start, first.end)
