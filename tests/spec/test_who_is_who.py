"""Who is who: what Khronika joins, what it keeps apart, and where it asks a person.

Every name is invented. `people("Rosa Tulenova @ a")` stands for one mention in document `a`.
"""

from __future__ import annotations

import pytest

from khronika.resolution import resolve
from khronika.vocabulary.people import Entity, EntityKind, Link, Mention, Sameness

PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE


def mentions(kind: EntityKind, told: tuple[str, ...]) -> list[Mention]:
    made = []
    for number, line in enumerate(told):
        name, _, document = line.partition(" @ ")
        *titles, name = name.split("|")
        pseudonym = name.startswith("~")
        name = name.lstrip("~")
        gender = {"Ms": "female", "Mr": "male"}.get(titles[0]) if titles else None
        at = number * 100
        place = ("r" + document, document or "a", f"{document or 'a'}.txt", at, at + len(name), name, name)
        made.append(Mention(kind, *place, tuple(titles), gender, pseudonym))
    return made


def people(*told: str, judged: tuple[Link, ...] = ()) -> list[Entity]:
    return resolve(mentions(PERSON, told), judged=judged)


def bodies(*told: str) -> list[Entity]:
    return resolve(mentions(ORGANISATION, told))


def doubts(entities: list[Entity]) -> list[str]:
    return [link.reason for entity in entities for link in entity.links if link.verdict is Sameness.UNSURE]


SAME = [
    ("Rosa Tulenova", "Roza Tulenova", "transliteration"),
    ("Bolat Nurbaev", "Bolat Nurbayev", "ev and yev"),
    ("NURBAEV Bolat", "Bolat Nurbaev", "order, the surname in capitals"),
    ("Nurbaev Bolat", "Bolat Nurbaev", "order, the surname known by its ending"),
    ("Nurbaev, Bolat", "Bolat Nurbaev", "order in a list"),
    ("Mr Bolat Nurbaev", "Bolat Nurbaev", "form of address"),
    ("Igor Vinarskii", "Igor Vinarsky", "iy and y"),
    ("Yevgeniy Orlov", "Evgeny Orlov", "ye and e"),
    ("Janar Kenjebekova", "Zhanar Kenzhebekova", "j and zh"),
    ("Khamit Akhatov", "Hamit Ahatov", "kh and h"),
    ("Булат Нурбаев", "Bulat Nurbaev", "script"),
    ("Dunja Petrović", "Dunja Petrovic", "accent"),
    ("Aleksandr Bozhenov", "Alexander Bozhenov", "x and ks"),
    ("B. Nurbaev", "Bolat Nurbaev", "initial"),
    ("Juan E. Mendoza", "Juan Mendoza", "middle initial"),
    ("Bolat Serikuly Nurbaev", "Bolat Nurbaev", "patronymic left out"),
    ("Bolat Serikuly Nurbaev", "Bolat Serikovich Nurbaev", "patronymic in two languages"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME)
def test_spellings_of_one_person_are_joined_across_documents(one: str, other: str, why: str) -> None:
    (person,) = people(f"{one} @ a", f"{other} @ b")
    assert {one, other} <= set(person.names)
    assert all(link.reason.endswith(".") for link in person.links), why


APART = [
    ("Talgat Saktanov", "Talgat Saktanova", "gendered surname"),
    ("Igor Vinarsky", "Igor Vinarskaya", "gendered surname"),
    ("Daulet Karimov", "Daulet Senbek", "one given name, two surnames"),
    ("Marat Nurpeis", "Murat Nurpeis", "given names a letter apart"),
    ("Alexander Bozhen", "Alexandra Bozhen", "male and female given name"),
    ("Valentin Orlo", "Valentina Orlo", "male and female given name"),
    ("Bazar Nurbaev", "Asem Nurbaeva", "father and daughter"),
    ("Ahmad bin Ali", "Ali bin Ahmad", "who is whose child"),
    ("Bolat Serikuly Nurbaev", "Bolat Berikuly Nurbaev", "two fathers"),
    ("B. Nurbaev", "Marat Nurbaev", "initial"),
    ("Tolbek Toleubekov", "Tolbek Toleubaev", "two surnames"),
    ("Mr|Kim Lee", "Ms|Kim Lee", "a man and a woman"),
]


@pytest.mark.parametrize(("one", "other", "why"), APART)
def test_people_of_nearly_one_name_are_kept_apart(one: str, other: str, why: str) -> None:
    assert len(people(f"{one} @ a", f"{other} @ b")) == 2, why


def test_a_surname_alone_is_the_one_person_of_that_surname_in_the_document() -> None:
    assert len(people("Bolat Nurbaev @ a", "Nurbaev @ a", "Mr|Nurbaev @ a", "Asem Nurbaeva @ a")) == 2


def test_a_surname_that_fits_two_people_stays_a_doubt_and_says_so() -> None:
    entities = people("Alexander Bozhen @ a", "Vera Bozhen @ a", "Bozhen @ a")
    assert len(entities) == 3
    assert any("fits 2 people in this document" in reason for reason in doubts(entities))


def test_the_form_of_address_decides_between_two_people_of_one_surname() -> None:
    entities = people("Mr|Sasha Bozhen @ a", "Ms|Vera Bozhen @ a", "Ms|Bozhen @ a")
    assert [len(entity.mentions) for entity in entities if entity.name == "Vera Bozhen"] == [2]


def test_a_surname_alone_in_another_document_is_only_a_proposal() -> None:
    entities = people("Bolat Nurbaev @ a", "Nurbaev @ b")
    assert len(entities) == 2
    assert doubts(entities)


def test_the_same_office_with_the_same_surname_is_one_person() -> None:
    (president,) = people("President|Nurlybaev @ a", "President|Nurlybayev @ b", "President|Arman Nurlybaev @ c")
    assert president.name == "Arman Nurlybaev"


def test_a_veto_stands_above_likeness_even_through_a_third_name() -> None:
    entities = people("Bolat Serikuly Nurbaev @ a", "Bolat Nurbaev @ b", "Bolat Berikuly Nurbaev @ c")
    assert len(entities) == 3
    assert any("more than one person" in reason for reason in doubts(entities))


@pytest.mark.parametrize("veiled", ["~Temir Nurbaev", "Temir T.", "~Temir"])
def test_a_protected_person_is_never_tied_to_a_public_name(veiled: str) -> None:
    entities = people(f"{veiled} @ a", "Temir Nurbaev @ b", "T. Nurbaev @ b", "Temir Tolebaev @ b")
    (protected,) = [entity for entity in entities if entity.protected]
    assert protected.names == (veiled.lstrip("~"),)
    assert protected.links == ()
    assert not any(protected.id in (link.a, link.b) for entity in entities for link in entity.links)


def test_a_protected_name_told_again_in_its_document_is_protected_too() -> None:
    (person,) = people("~Temir Nurbaev @ a", "Temir Nurbaev @ a", "Nurbaev @ a")
    assert person.protected
    assert len(person.mentions) == 3


def test_a_judgement_outranks_the_rules_and_an_id_names_the_same_person_afterwards() -> None:
    told = ("Bolat Nurbaev @ a", "Zeinep Iskakova @ b")
    first, second = people(*told)
    same = Link(first.id, second.id, Sameness.SAME, "person:Ada", "She took his name")
    (joined,) = people(*told, judged=(same,))
    assert joined.id in (first.id, second.id)
    assert [link.by for link in joined.links] == ["person:Ada"]


def test_a_judgement_parts_what_the_rules_would_join() -> None:
    apart = Link("Rosa Tulenova", "Roza Tulenova", Sameness.APART, "person:Ada", "Two women, born in 1960 and 1981")
    entities = people("Rosa Tulenova @ a", "Roza Tulenova @ b", judged=(apart,))
    assert len(entities) == 2
    assert all("person:Ada" in [link.by for link in entity.links] for entity in entities)


def test_two_judgements_that_disagree_leave_a_doubt() -> None:
    pair = ("Rosa Tulenova", "Roza Tulenova")
    judged = (Link(*pair, Sameness.APART, "person:Ada", "Two women"), Link(*pair, Sameness.SAME, "person:Ben", "One"))
    entities = people("Rosa Tulenova @ a", "Roza Tulenova @ b", judged=judged)
    assert len(entities) == 2
    assert any("judged apart" in reason for reason in doubts(entities))


BODIES = [
    ("National Safety Service (NSS)", "NSS"),
    ("Prosecutor General's Office", "General Prosecutor’s Office"),
    ("Prosecutor General's Office", "Office of the Prosecutor General"),
    ("General Prosecutor's Office", "General Prosecturor's Office"),
    ("Ministry of Internal Affairs", "Ministry of the Internal Affairs"),
    ("Norvian Ministry of Justice", "Ministry of Justice"),
]


@pytest.mark.parametrize(("one", "other"), BODIES)
def test_names_of_one_organisation_are_joined(one: str, other: str) -> None:
    places = mentions(PLACE, ("Norvia @ a",))
    found = resolve([*mentions(ORGANISATION, (f"{one} @ a", f"{other} @ b")), *places])
    assert len([entity for entity in found if entity.kind is ORGANISATION]) == 1


OTHER_BODIES = [
    ("Norvian Ministry of Justice", "Taldian Ministry of Justice"),
    ("Ministry of Justice", "Department of Health"),
    ("Karad City Court", "Belin City Court"),
    ("National Safety Service", "National Safety Party"),
]


@pytest.mark.parametrize(("one", "other"), OTHER_BODIES)
def test_organisations_of_other_kinds_or_places_are_kept_apart(one: str, other: str) -> None:
    places = mentions(PLACE, ("Norvia @ a", "Taldia @ a", "Karad @ a", "Belin @ a"))
    found = resolve([*mentions(ORGANISATION, (f"{one} @ a", f"{other} @ a")), *places])
    assert len([entity for entity in found if entity.kind is ORGANISATION]) == 2


def test_an_abbreviation_in_brackets_holds_for_its_document() -> None:
    assert len(bodies("National Safety Service @ a", "NSS @ a", "Northern Steel Syndicate (NSS) @ b", "NSS @ b")) == 2


def test_a_short_form_is_the_only_longer_name_in_the_document_or_a_doubt() -> None:
    assert len(bodies("Regional Prosecutor's Office @ a", "Prosecutor's Office @ a")) == 1
    two = bodies("Regional Prosecutor's Office @ a", "General Prosecutor's Office @ a", "Prosecutor's Office @ a")
    assert len(two) == 3
    assert doubts(two)


def test_a_place_is_one_in_all_its_spellings() -> None:
    assert len(resolve(mentions(PLACE, ("Mangysai @ a", "Mangisai region @ b", "Маңғысай @ c")))) == 1


def test_a_town_and_a_region_of_one_name_are_two() -> None:
    found = resolve(mentions(PLACE, ("Karad city @ a", "Karad region @ a", "Karad @ a")))
    assert len(found) == 3
    assert doubts(found)
