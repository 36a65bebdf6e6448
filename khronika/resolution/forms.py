"""From mentions to name forms: what one document shows of one spelling, protected ones marked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from khronika.resolution.clusters import Form
from khronika.resolution.folding import plain
from khronika.resolution.names import SURNAME, gender_of, parse, patronymic_stem
from khronika.resolution.words import words
from khronika.vocabulary.bodies import Person
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.people import Mention

Facts = dict[tuple[str, str], list[Person]]  # (document, plain name) -> what claims say of that person there


def facts_of(claims: Iterable[Claim]) -> Facts:
    """Gather what the claims about people say, by document and name."""
    facts: Facts = defaultdict(list)
    for claim in claims:
        if isinstance(claim.body, Person):
            for name in {claim.body.name, claim.body.as_written} - {None}:
                facts[claim.document, plain(name or "")].append(claim.body)
    return facts


def person_forms(mentions: Iterable[Mention], facts: Facts) -> list[Form]:
    """Give the forms of persons; the order of the mentions does not matter."""
    people = [mention for mention in mentions if mention.kind is EntityKind.PERSON]
    veiled = _veiled(people, facts)
    groups: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    marks: dict[tuple[object, ...], frozenset[tuple[str, str]]] = {}
    for mention in people:
        protected = plain(mention.name) in veiled.get(mention.document, set())
        known = _marks(mention, facts.get((mention.document, plain(mention.name)), []))
        key = (mention.document, mention.name, protected, known)
        groups[key].append(mention)
        marks[key] = known
    forms = [_form(group, marks[key], protected=bool(key[2])) for key, group in groups.items()]
    return sorted(forms, key=lambda form: form.key)


def plain_forms(mentions: Iterable[Mention], kind: EntityKind) -> list[Form]:
    """Give the forms of organisations, places or events."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind is kind:
            groups[mention.document, " ".join(mention.name.split())].append(mention)
    return sorted((_form(group, frozenset(), protected=False) for group in groups.values()), key=lambda form: form.key)


def _form(mentions: list[Mention], marks: frozenset[tuple[str, str]], *, protected: bool) -> Form:
    ordered = tuple(sorted(mentions, key=lambda m: (m.revision, m.start, m.end)))
    first = ordered[0]
    return Form(first.kind, first.document, first.file, " ".join(first.name.split()), marks, protected, ordered)


def _veiled(people: Sequence[Mention], facts: Facts) -> dict[str, set[str]]:
    """Give, by document, the plain names that stand for somebody who must not be found, short forms included."""
    veiled: dict[str, set[str]] = defaultdict(set)
    for mention in people:
        stated = any(fact.pseudonym for fact in facts.get((mention.document, plain(mention.name)), []))
        if mention.pseudonym or stated or parse(mention.name).veiled:
            veiled[mention.document].add(plain(mention.name))
    for mention in people:
        name = plain(mention.name)
        short = parse(mention.name).level == SURNAME
        if short and any(name in other.split() for other in veiled.get(mention.document, ())):
            veiled[mention.document].add(name)
    return veiled


def _marks(mention: Mention, facts: Sequence[Person]) -> frozenset[tuple[str, str]]:
    name = parse(mention.name)
    marks = {("office", office) for office in offices(mention)}
    gender = mention.gender or _gender_of_titles(mention) or gender_of(name)
    gender = gender or next((fact.gender for fact in sorted(facts, key=repr) if fact.gender), None)
    if gender:
        marks.add(("gender", gender))
    if name.patronymic:
        marks.add(("patronymic", patronymic_stem(name.patronymic)))
    if name.level != SURNAME:
        marks |= {("born", str(fact.born)) for fact in facts if fact.born}
    return frozenset(marks)


def _gender_of_titles(mention: Mention) -> str | None:
    address = words("names")["address"]
    titles = {plain(title) for title in mention.titles}
    return next((gender for gender in ("male", "female") if titles & set(address[gender])), None)


def offices(mention: Mention) -> set[str]:
    """Give the offices before a name that one person holds at a time."""
    held = {plain(office) for office in words("names")["offices"]["words"]}
    return {plain(title) for title in mention.titles} & held
