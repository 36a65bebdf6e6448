"""What people judged of two names, told in forms: their word stands above every rule."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.resolution.clusters import Clusters, Form, Ruling
    from khronika.vocabulary.people import Entity, Link


@dataclass(frozen=True)
class Judged:
    """Pairs of forms that people joined (with who and why), pairs they parted, and the ids known so far."""

    same: tuple[tuple[Form, Form, str, str], ...] = ()
    apart: dict[frozenset[Form], Ruling] = field(default_factory=dict)
    known: dict[str, tuple[Form, ...]] = field(default_factory=dict)


def rulings(judged: Sequence[Link], clusters: Clusters, entities: Sequence[Entity], before: Judged) -> Judged:
    """Tell judgements in forms; where two people disagree about a pair, it is left unjoined and shown as unsure."""
    if not judged:
        return before
    known = _known(clusters, entities) | before.known
    same: set[tuple[Form, Form, str, str]] = set()
    apart: dict[frozenset[Form], Ruling] = {}
    for link in sorted(judged, key=lambda link: (link.verdict, link.a, link.b, link.by, link.reason)):
        pairs = [(a, b) for a in known.get(link.a, ()) for b in known.get(link.b, ()) if _may_be_judged(a, b)]
        if link.verdict is Sameness.SAME:
            same |= {(a, b, link.by, link.reason) for a, b in pairs}
        else:
            apart |= {frozenset(pair): (link.verdict, link.by, link.reason) for pair in pairs}
    for a, b, by, reason in same:
        if (ruling := apart.get(frozenset({a, b}))) is not None and ruling[0] is Sameness.APART:
            both = ", ".join(sorted({ruling[1], by}))
            why = f"judged apart ({ruling[2]}) and judged the same ({reason})"
            apart[frozenset({a, b})] = (Sameness.UNSURE, both, why)
    return Judged(tuple(sorted(same, key=lambda pair: (pair[0].key, pair[1].key, *pair[2:]))), apart, known)


def _may_be_judged(a: Form, b: Form) -> bool:
    return a != b and a.kind is b.kind and a.protected == b.protected


def _known(clusters: Clusters, entities: Sequence[Entity]) -> dict[str, tuple[Form, ...]]:
    by_place = {(m.kind, m.revision, m.start, m.end): form for form in clusters.forms for m in form.mentions}
    known: dict[str, dict[Form, None]] = defaultdict(dict)
    for form in clusters.forms:
        known[form.spelled][form] = None
    for entity in entities:
        for m in entity.mentions:
            known[entity.id][by_place[m.kind, m.revision, m.start, m.end]] = None
    return {name: tuple(sorted(forms, key=lambda form: form.key)) for name, forms in known.items()}
