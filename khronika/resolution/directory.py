"""The known people, kept so that a new document touches only those whose names it tells, with the same outcome.

`settle` over everything is the reference. What it decides about a name depends on those alone who are tied to it: in
its document by a word, across documents by a key. A document is therefore settled together with all that it is tied
to, and with nothing else. It is for processes that live long; who reads a chronicle once takes `resolve`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from khronika.resolution.addresses import addresses
from khronika.resolution.bearers import counted, keys, names_two_words, short_keys
from khronika.resolution.clusters import Clusters
from khronika.resolution.facts import dates_of, facts_of
from khronika.resolution.folding import plain
from khronika.resolution.forms import person_forms
from khronika.resolution.knots import Knot, knots
from khronika.resolution.namesakes import Commonness, weigh_groups
from khronika.resolution.persons import office_keys
from khronika.resolution.settling import settle
from khronika.resolution.within import join_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.resolution.clusters import Form
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity, Link, Mention
    from khronika.vocabulary.record import Source

LOOKED_AT = 100  # bearers with whom a mention is compared; of a name more common than that evidence must choose


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody public whom a mention may name, how strongly in bits, and why."""

    entity: Entity
    bits: float
    reason: str


class Directory:
    """The persons of a chronicle by name; `judged` are the links that people decided."""

    def __init__(self, judged: Sequence[Link] = ()) -> None:
        self._judged = tuple(judged)
        self._ends = {end for link in judged for side in link.sides for end in side}
        self._involved: set[Form] = set()  # the forms that a judgement names
        self._documents: dict[str, list[Form]] = {}
        self._knots: dict[Form, Knot] = {}
        self._loose: set[Form] = set()  # short names without a full one in their document
        self._full: dict[str, dict[Form, None]] = defaultdict(dict)  # by the keys of full names
        self._bearers: dict[str, dict[Form, None]] = defaultdict(dict)  # by what short names find them by
        self._short: dict[str, dict[Form, None]] = defaultdict(dict)  # the loose ones by the same
        self._common = Commonness()
        self._names: dict[str, set[str]] = defaultdict(set)  # word -> keys of full names that hold it
        self._entities: dict[Form, Entity] = {}

    @classmethod
    def of(
        cls,
        mentions: Sequence[Mention],
        claims: Sequence[Claim] = (),
        judged: Sequence[Link] = (),
        sources: Sequence[Source] = (),
    ) -> Directory:
        """Make the directory of everything at once."""
        made = cls(judged)
        forms, _ = made._index(mentions, claims, sources)
        made._take(forms, settle(forms, judged))
        return made

    def entities(self) -> list[Entity]:
        """Give everybody, by name."""
        return sorted(dict.fromkeys(self._entities.values()), key=lambda entity: (entity.name, entity.id))

    def add(
        self, mentions: Sequence[Mention], claims: Sequence[Claim] = (), sources: Sequence[Source] = ()
    ) -> list[Entity]:
        """Take in new documents whole, each once, and give everybody whom they changed."""
        forms, common = self._index(mentions, claims, sources)
        return self._settle([*forms, *common])

    def remove(self, document: str) -> list[Entity]:
        """Forget a document, and give everybody whom that changed."""
        here = self._documents.pop(document, [])
        gone = dict.fromkeys(here)
        pool = self._pull({}, gone)
        if not self._involved.isdisjoint(pool):
            self._pull(pool, self._involved)
        for index, key, form in self._places(here):
            index[key].pop(form, None)
        for form in gone:
            self._entities.pop(form, None)
            self._knots.pop(form, None)
        self._loose -= gone.keys()
        self._involved -= gone.keys()
        common = self._recount(key for form in gone if names_two_words(form.spelled) for key in counted(form.spelled))
        return self._settle([form for form in (*pool, *common) if form not in gone])

    def candidates(self, mention: Mention, claims: Sequence[Claim] = (), *, at_most: int = 10) -> list[Candidate]:
        """Give the public persons whom a mention may name, the likeliest first; nobody for a protected one."""
        (form,) = person_forms([mention], facts_of(claims))
        if form.protected or self._is_veiled(form):
            return []
        two = names_two_words(form.spelled)
        index, mine = (self._full, keys(form.spelled)) if two else (self._bearers, short_keys(form.spelled))
        near = islice((other for key in sorted(mine) for other in index.get(key, ())), LOOKED_AT)
        found: dict[str, Candidate] = {}
        for other in near:
            if other.protected:
                continue
            clusters = Clusters((form, other))
            weighed = None if clusters.veto(form, other) else weigh_groups(clusters, form, other, self._common)
            if weighed:
                entity, (weight, reason) = self._entities[other], weighed
                if entity.id not in found or found[entity.id].bits < weight.bits:
                    found[entity.id] = Candidate(entity, weight.bits, weight.told(reason))
        return sorted(found.values(), key=lambda each: (-each.bits, each.entity.id))[:at_most]

    def _is_veiled(self, form: Form) -> bool:
        """Say whether a name, or the part of one that it is, is protected in its document."""
        here = (
            set(plain(other.spelled).split()) for other in self._documents.get(form.document, ()) if other.protected
        )
        return any(set(plain(form.spelled).split()) <= words for words in here)

    def _index(
        self, mentions: Sequence[Mention], claims: Sequence[Claim], sources: Sequence[Source]
    ) -> tuple[list[Form], list[Form]]:
        """Note the forms of new documents; give them, and those whose names became more common by them."""
        texts = {source.revision.id: source.revision.text for source in sources if source.revision}
        forms = person_forms(dict.fromkeys(mentions), facts_of(claims, dates_of(sources)), texts)
        by_document: dict[str, list[Form]] = defaultdict(list)
        for form in forms:
            by_document[form.document].append(form)
        for here in by_document.values():
            self._note(here)
        self._documents |= by_document
        return forms, self._recount(key for f in forms if names_two_words(f.spelled) for key in counted(f.spelled))

    def _note(self, here: list[Form]) -> None:
        for knot in knots(here):
            self._knots |= dict.fromkeys(knot, knot)
        if self._ends:
            named = addresses(here).items()
            self._involved |= {form for form, one in named if not self._ends.isdisjoint((one, form.spelled))}
        for index, key, form in self._places(here):
            index[key][form] = None
            if index is self._short:
                self._loose.add(form)

    def _places(self, here: list[Form]) -> Iterator[tuple[dict[str, dict[Form, None]], str, Form]]:
        """Give where the forms of one document stand in the indexes."""
        clusters = Clusters(tuple(here))
        join_within(clusters, [form for form in here if not form.protected])
        for form in here:
            if names_two_words(form.spelled):
                yield from ((self._full, key, form) for key in keys(form.spelled))
            alone = not any(map(names_two_words, clusters.names(form)))
            mine = short_keys(form.spelled) | office_keys(form)
            if alone or (self._ends and not names_two_words(form.spelled)):  # a judgement may set it loose again
                yield from ((self._short, key, form) for key in mine)
            if not alone and not form.protected:
                yield from ((self._bearers, key, form) for key in mine)

    def _recount(self, changed: Iterable[str]) -> list[Form]:
        """Count anew how often names are borne; give those for whom that changes the weight of a name."""
        found: dict[Form, None] = {}
        for key in dict.fromkeys(changed):
            borne = any(not form.protected for form in self._full.get(key, ()))
            for part in self._common.parts(key):
                before = self._common.level(part), self._common.is_crowded(part)
                (self._names[part].add if borne else self._names[part].discard)(key)
                self._common[part] = len(self._names[part])
                if self._common.is_crowded(part) != before[1]:
                    found |= self._short.get(part, {}) | self._bearers.get(part, {})
                if self._common.level(part) != before[0]:
                    found |= dict.fromkeys(form for one in self._names[part] for form in self._full[one])
        return list(found)

    def _pull(self, pool: dict[Form, None], forms: Iterable[Form]) -> dict[Form, None]:
        """Add to a pool the forms and all that are tied to them."""
        waiting = list(forms)
        while waiting:
            form = waiting.pop()
            if form in pool:
                continue
            pool[form] = None
            waiting += self._knots[form]
            if names_two_words(form.spelled):
                waiting += (other for key in keys(form.spelled) for other in self._full.get(key, ()))
            waiting += self._tied_by_surname(form)
        return pool

    def _tied_by_surname(self, form: Form) -> Iterator[Form]:
        loose = form in self._loose
        mine = short_keys(form.spelled)
        if loose or form in self._involved:  # whom a judgement gave another name, any short form of that may mean
            yield from (other for key in mine for other in self._short.get(key, ()))
        for key in {key for key in mine if not self._common.is_crowded(key)} | office_keys(form):
            yield from self._short.get(key, ())
            if loose and not form.protected:
                yield from self._bearers.get(key, ())

    def _settle(self, touched: Iterable[Form]) -> list[Entity]:
        """Settle the touched forms with all that they are tied to; where a judgement names one, with all it names."""
        pool = self._pull({}, touched)
        judged = () if self._involved.isdisjoint(pool) else self._judged
        if judged:
            self._pull(pool, self._involved)
        forms = sorted(pool, key=lambda form: form.key)
        return self._take(forms, settle(forms, judged, self._common))

    def _take(self, forms: Iterable[Form], entities: list[Entity]) -> list[Entity]:
        """Hold what was settled in the place of what was known of the same forms; give what is new in it."""
        at = {(m.revision, m.start, m.end): entity for entity in entities for m in entity.mentions}
        changed: dict[str, Entity] = {}
        for form in forms:
            entity = at[form.mentions[0].revision, form.mentions[0].start, form.mentions[0].end]
            if self._entities.get(form) != entity:
                self._entities[form] = changed[entity.id] = entity
        return list(changed.values())
