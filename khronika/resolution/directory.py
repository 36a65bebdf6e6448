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

from khronika.resolution.bearers import keys, names_two_words, short_keys
from khronika.resolution.clusters import Clusters
from khronika.resolution.facts import dates_of, facts_of
from khronika.resolution.forms import person_forms
from khronika.resolution.knots import Knot, knots
from khronika.resolution.namesakes import FEW, Commonness, weigh_groups
from khronika.resolution.persons import by_short_keys, fitting
from khronika.resolution.settling import settle
from khronika.resolution.within import join_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.resolution.clusters import Form
    from khronika.resolution.judged import Judged
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Entity, Link, Mention
    from khronika.vocabulary.record import Source

BATCH = 4 * (FEW + 1)  # bearers of a surname looked at first; twice as many whenever these do not settle it
LOOKED_AT = 400  # bearers of one key that a mention is compared with; a name more common than that needs evidence


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
        self._ends = {end for link in judged for end in (link.a, link.b)}
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
        made._take(forms, *settle(forms, judged))
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
        pool = self._pull({}, gone, defaultdict(lambda: BATCH))
        for index, key, form in self._places(here):
            index[key].pop(form, None)
        for form in gone:
            self._entities.pop(form, None)
            self._knots.pop(form, None)
        self._loose -= gone.keys()
        judged = set() if self._involved.isdisjoint(gone) else set(self._involved)
        self._involved -= gone.keys()
        common = self._recount(key for form in gone if names_two_words(form.spelled) for key in keys(form.spelled))
        return self._settle([form for form in (*pool, *judged, *common) if form not in gone])

    def candidates(self, mention: Mention, claims: Sequence[Claim] = (), *, at_most: int = 10) -> list[Candidate]:
        """Give the public persons whom a mention may name, the likeliest first; nobody for a protected one."""
        (form,) = person_forms([mention], facts_of(claims))
        if form.protected:
            return []
        two = names_two_words(form.spelled)
        index, mine = (self._full, keys(form.spelled)) if two else (self._bearers, short_keys(form.spelled))
        near = (other for key in sorted(mine) for other in islice(index.get(key, ()), LOOKED_AT))
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
        return forms, self._recount(key for f in forms if names_two_words(f.spelled) for key in keys(f.spelled))

    def _note(self, here: list[Form]) -> None:
        for knot in knots(here):
            self._knots |= dict.fromkeys(knot, knot)
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
            loose = not any(map(names_two_words, clusters.names(form)))
            if loose or not form.protected:
                mine = short_keys(form.spelled)
                held = {f"{key}|{office}" for key in mine for office in clusters.marks(form, "office")}
                yield from ((self._short if loose else self._bearers, key, form) for key in mine | held)

    def _recount(self, changed: Iterable[str]) -> list[Form]:
        """Count anew how often the words of names are borne; give the namesakes for whom that changes the weight."""
        found: dict[Form, None] = {}
        for key in dict.fromkeys(changed):
            for word in key.split():
                before = self._common.level(word)
                (self._names[word].add if self._full.get(key) else self._names[word].discard)(key)
                self._common[word] = len(self._names[word])
                if self._common.level(word) != before:
                    found |= dict.fromkeys(form for one in self._names[word] for form in self._full[one])
        return list(found)

    def _pull(self, pool: dict[Form, None], forms: Iterable[Form], looked_at: dict[str, int]) -> dict[Form, None]:
        """Add to a pool the forms and all that are tied to them; of a surname's bearers as many as are looked at."""
        waiting = list(forms)
        while waiting:
            form = waiting.pop()
            if form in pool:
                continue
            pool[form] = None
            waiting += self._knots[form]
            if names_two_words(form.spelled):
                waiting += (other for key in keys(form.spelled) for other in self._full.get(key, ()))
            for key in short_keys(form.spelled):
                waiting += self._short.get(key, ())
                if form in self._loose and not form.protected:
                    waiting += islice(self._bearers.get(key, ()), looked_at[key])
                    held = [value for aspect, value in form.marks if aspect == "office"]
                    waiting += (other for office in held for other in self._bearers.get(f"{key}|{office}", ()))
        return pool

    def _settle(self, touched: Iterable[Form]) -> list[Entity]:
        """Settle the touched forms with all that they are tied to, until nothing more can bear on the outcome."""
        looked_at: dict[str, int] = defaultdict(lambda: BATCH)
        pool = self._pull({}, touched, looked_at)
        judged: tuple[Link, ...] = ()
        if not self._involved.isdisjoint(pool):
            judged = self._judged
            self._pull(pool, self._involved, looked_at)
        while True:
            forms = sorted(pool, key=lambda form: form.key)
            entities, clusters, ruled = settle(forms, judged, self._common)
            hit = self._named(entities, clusters, ruled)
            more = [form for form in (self._involved | hit) if form not in pool] if hit or judged else []
            more += self._undecided(pool, clusters, looked_at)
            if not more and (judged or not hit):
                break
            judged = self._judged if hit else judged
            self._pull(pool, more, looked_at)
        return self._take(forms, entities, clusters, ruled)

    def _named(self, entities: Iterable[Entity], clusters: Clusters, ruled: Judged) -> set[Form]:
        """Give the forms whose spelling or whose person's id, at any stage, a judgement names."""
        if not self._ends:
            return set()
        named = {form for form in clusters.forms if form.spelled in self._ends}
        ids = {(m.revision, m.start, m.end) for one in entities if one.id in self._ends for m in one.mentions}
        named |= {form for form in clusters.forms if (m := form.mentions[0]) and (m.revision, m.start, m.end) in ids}
        return named | {form for end in self._ends for form in ruled.known.get(end, ())}

    def _undecided(self, pool: dict[Form, None], clusters: Clusters, looked_at: dict[str, int]) -> list[Form]:
        """Give more bearers for the short names whom those looked at leave few enough to matter."""
        named = [form for form in pool if form not in self._loose and not form.protected]
        found: dict[str, list[Form]] | None = None
        short: dict[str, None] = {}  # keys under which there are bearers not looked at, who might matter
        for form in clusters.distinct(form for form in pool if form in self._loose and not form.protected):
            mine = {key for name in clusters.names(form) for key in short_keys(name)}
            left = sorted(key for key in mine if looked_at[key] < len(self._bearers.get(key, ())))
            if left:
                found = by_short_keys(clusters, named) if found is None else found
                short |= dict.fromkeys(left if len(fitting(clusters, form, found)) <= FEW else ())
        more: list[Form] = []
        for key in short:
            more += islice(self._bearers[key], looked_at[key], 2 * looked_at[key])
            looked_at[key] *= 2
        return more

    def _take(self, forms: Iterable[Form], entities: list[Entity], clusters: Clusters, ruled: Judged) -> list[Entity]:
        """Hold what was settled in the place of what was known of the same forms; give what is new in it."""
        at = {(m.revision, m.start, m.end): entity for entity in entities for m in entity.mentions}
        changed: dict[str, Entity] = {}
        for form in forms:
            entity = at[form.mentions[0].revision, form.mentions[0].start, form.mentions[0].end]
            if self._entities.get(form) != entity:
                self._entities[form] = changed[entity.id] = entity
        if self._ends:
            self._involved = (self._involved - set(forms)) | self._named(entities, clusters, ruled)
        return list(changed.values())
