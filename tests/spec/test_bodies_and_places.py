"""Organisations, units and places: what is one, what is two, and what is left to a person, with the reason.

Organisations and small places are invented; countries and large cities are real ones, as the gazetteer has them.
`told("Ministry of Justice @ a")` stands for one mention in document `a`.
"""

from __future__ import annotations

import pytest

from khronika.resolution import resolve
from khronika.vocabulary.people import Entity, EntityKind, Mention, Sameness

ORGANISATION, PLACE = EntityKind.ORGANISATION, EntityKind.PLACE


def named(kind: EntityKind, *told: str) -> list[Mention]:
    """`kind|Name @ document`: the word before the bar stands beside the name in the text."""
    made = []
    for number, line in enumerate(told):
        name, _, document = line.partition(" @ ")
        *beside, name = name.split("|")
        at = number * 100
        home = (f"r{document}", document, f"{document}.txt", at, at + len(name), name, name)
        made.append(Mention(kind, *home, tuple(beside)))
    return made


def told(*bodies: str, places: tuple[str, ...] = ()) -> list[Entity]:
    found = resolve([*named(ORGANISATION, *bodies), *named(PLACE, *places)])
    return [entity for entity in found if entity.kind is ORGANISATION]


def places(*spelled: str) -> list[Entity]:
    return resolve(named(PLACE, *spelled))


def reasons(entities: list[Entity], verdict: Sameness) -> list[str]:
    return [link.reason for entity in entities for link in entity.links if link.verdict is verdict]


ONE = [
    ("Prosecutor General's Office", "Генеральная прокуратура", "language and order"),
    ("Prosecutor General's Office", "Генеральной прокуратуры", "language and case"),
    ("Prosecutor General's Office", "Parquet général", "language"),
    ("Ministry of the Interior", "Министерство внутренних дел", "interior is internal affairs"),
    ("Ministry of the Interior", "ministère de l'Intérieur", "language"),
    ("Interior Ministry", "Ministry of Internal Affairs", "order and words"),
    ("General Prosecutor's Office", "General Prosecuter's Office", "a slip in the word for its kind"),
    ("Working Group on Enforced Returns", "Working Group on Enforced Return", "plural"),
    ("Supreme Court", "Верховный суд", "language"),
    ("Halyk Merei Alliance", "Khalyk Merey Alliance", "transliteration"),
    ("Organization for Security and Co-operation in Europe", "OSCE", "usual abbreviation"),
    ("party|Vorga", "Vorga Party", "the word for its kind"),
    ("Ozengas", "OzenGaz Company", "a company's name with and without its kind"),
]


@pytest.mark.parametrize(("one", "other", "why"), ONE)
def test_names_of_one_body_are_joined_across_documents_with_a_reason(one: str, other: str, why: str) -> None:
    (body,) = told(f"{one} @ a", f"{other} @ b")
    assert all(reason.endswith(".") for reason in reasons([body], Sameness.SAME)), why


TWO = [
    ("Ministry of Internal Affairs", "Regional Department of Internal Affairs", "a department is not the ministry"),
    ("National Accord Committee", "National Accord Council", "committee and council"),
    ("Karaton City Court", "Karavel City Court", "two cities that begin alike"),
    ("Karaton Regional Prosecutor's Office", "General Prosecutor's Office", "regional and national"),
    ("newspaper|Vorga", "party|Vorga", "a newspaper and a party of one name"),
    ("Memorial", "Memorial Hospital", "a hospital's name is not the short form of a society's"),
    ("Northern Police", "Northern Prosecutor's Office", "police and prosecution"),
]


@pytest.mark.parametrize("documents", [("a", "a"), ("a", "b")])
@pytest.mark.parametrize(("one", "other", "why"), TWO)
def test_bodies_of_other_kinds_ranks_or_places_are_kept_apart(
    one: str, other: str, why: str, documents: tuple[str, str]
) -> None:
    here, there = documents
    cities = tuple(f"{name} @ {document}" for name in ("Karaton", "Karavel") for document in documents)
    assert len(told(f"{one} @ {here}", f"{other} @ {there}", places=cities)) == 2, why


def test_ministries_of_two_countries_are_two_although_neither_names_its_country() -> None:
    bodies = ("Ministry of Justice @ a", "Ministry of Justice @ b")
    assert len(told(*bodies, places=("Georgia @ a", "Armenia @ b"))) == 2
    assert len(told(*bodies, places=("Georgia @ a", "Georgia @ b"))) == 1


def test_an_adjective_of_a_country_is_its_name() -> None:
    assert len(told("Georgian Ministry of Justice @ a", "Ministry of Justice of Georgia @ b")) == 1


def test_a_body_between_states_is_one_in_documents_about_two_countries() -> None:
    found = told(
        "OSCE @ a", "Organization for Security and Co-operation in Europe @ b", places=("Chad @ a", "Peru @ b")
    )
    assert len(found) == 1


def test_an_abbreviation_is_that_of_the_country_which_the_document_is_about() -> None:
    long = "National Security Committee @ a"
    assert len(told(long, "KNB @ b", places=("Kazakhstan @ a", "Kazakhstan @ b"))) == 1
    assert len(told("KGB @ b", long, places=("Kazakhstan @ a", "Belarus @ b"))) == 2
    found = told("National Security Service @ a", "NSS @ b", places=("Armenia @ a", "Uzbekistan @ b"))
    assert len(found) == 2


def test_one_country_calls_one_body_a_committee_here_and_a_service_there() -> None:
    spelled = ("National Security Committee @ a", "National Security Service @ b")
    (body,) = told(*spelled, places=("Kazakhstan @ a", "Kazakhstan @ b"))
    assert any("usual names" in reason for reason in reasons([body], Sameness.SAME))
    assert len(told(*spelled, places=("Armenia @ a", "Armenia @ b"))) == 2


def test_a_body_stated_in_brackets_outranks_the_list() -> None:
    found = told("Northern Steel Syndicate (NSS) @ a", "NSS @ a", places=("Kazakhstan @ b",))
    assert len(found) == 1


def test_a_unit_names_its_whole_and_is_not_merged_with_it() -> None:
    found = told(
        "Investigation Department of the City Police Directorate of Karaton @ a",
        "City Police Directorate of Karaton @ b",
        places=("Karaton @ a", "Karaton @ b"),
    )
    assert len(found) == 2
    assert any("calls itself a part" in reason for reason in reasons(found, Sameness.APART))


def test_a_district_court_without_its_place_is_none_in_particular() -> None:
    assert len(told("District Court @ a", "District Court @ b")) == 2
    assert len(told("District Court @ a", "Karaton District Court @ a", places=("Karaton @ a",))) == 1
    two = told("District Court @ a", "Karaton District Court @ b", places=("Karaton @ b",))
    assert len(two) == 2
    assert reasons(two, Sameness.UNSURE)


def test_the_bare_prosecution_is_the_head_of_its_country_where_no_other_is_named() -> None:
    both = ("Prosecutor's Office @ a", "Prosecutor General's Office @ b")
    here = ("Georgia @ a", "Georgia @ b")
    assert len(told(*both, places=here)) == 1
    assert len(told(*both, places=("Georgia @ a", "Armenia @ b"))) == 2
    assert len(told(*both)) == 2, "nothing shows the country"
    regional = "Karaton Regional Prosecutor's Office @ b"
    assert len(told(*both, regional, places=(*here, "Karaton @ b"))) == 3


def test_a_name_that_a_party_and_a_newspaper_bear_is_neither_when_it_stands_alone() -> None:
    found = told("party|Vorga @ a", "newspaper|Vorga @ a", "Vorga @ a")
    assert len(found) == 3
    assert reasons(found, Sameness.UNSURE)


def test_two_names_of_one_town_are_one_place() -> None:
    found = places("Uralsk @ a", "Kazakhstan @ a", "Oral @ b", "Kazakhstan @ b")
    assert {entity.names for entity in found} == {("Kazakhstan",), ("Oral", "Uralsk")}
    town = next(entity for entity in found if "Oral" in entity.names)
    assert town.located is not None
    assert town.located.id == "geonames:608668"


def test_towns_of_one_name_in_two_countries_are_two() -> None:
    found = places("Tripoli @ a", "Libya @ a", "Tripoli @ b", "Lebanon @ b")
    towns = [entity for entity in found if entity.name == "Tripoli"]
    assert len(towns) == 2 or all(town.located and town.located.id is None for town in towns)


def test_what_the_gazetteer_does_not_know_or_has_twice_is_left_with_the_reason() -> None:
    (unknown,) = places("Karaton @ a")
    assert unknown.located is not None
    assert unknown.located.id is None
    assert "no town" in unknown.located.why
    moscow = next(entity for entity in places("Moscow @ a", "United States @ a") if entity.name == "Moscow")
    assert moscow.located is not None
    assert moscow.located.id is None, "one is a small town of the country named, the other a large city elsewhere"


def test_a_region_of_a_towns_name_has_no_number() -> None:
    found = places("Almaty region @ a", "Kazakhstan @ a")
    (region,) = [entity for entity in found if entity.name == "Almaty region"]
    assert region.located is not None
    assert region.located.id is None
    assert "a region" in region.located.why


def test_two_letters_that_changed_places_are_a_slip_only_where_the_gazetteer_knows_the_other() -> None:
    assert len(places("Karaganda @ a", "Karagadna @ a", "Kazakhstan @ a")) == 2
    assert len(places("Karatonsk @ a", "Karatnosk @ a")) == 2
