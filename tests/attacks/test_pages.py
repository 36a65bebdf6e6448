"""Attempts to find a protected person through the pages of a dossier: by addresses, links, reasons and judgements."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khronika.publishing import dossier
from khronika.publishing.disclosure import disclose
from khronika.resolution.folding import fold
from khronika.vocabulary.bodies import Person, Relation
from khronika.vocabulary.canonical import digest
from khronika.vocabulary.documents import Sensitivity
from khronika.vocabulary.judgements import Linking
from khronika.vocabulary.people import Entity, Link, Sameness

if TYPE_CHECKING:
    from khronika.vocabulary.record import Record

LANTERN: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[1] / "golden" / "lantern_record.py"))
RECORD: Record = LANTERN["invented_record"]()
AT = "2019-05-08T10:15:00Z"


def without(key: str) -> Entity:
    return next(entity for entity in RECORD.entities if entity.id == key)


def page_with(*entities: Entity, linkings: tuple[Linking, ...] = ()) -> str:
    changed = {entity.id: entity for entity in RECORD.entities} | {entity.id: entity for entity in entities}
    return dossier(replace(RECORD, entities=tuple(changed.values()), linkings=(*RECORD.linkings, *linkings)))


def linking(link: Link) -> Linking:
    return Linking("leaf", 1, AT, link)


def anchors(page: str) -> set[str]:
    return set(re.findall(r'(?:id="|href="#)([^"]+)"', page))


@pytest.mark.parametrize("words", ["marta quell", "Marta Quell", "quell marta", "ilse"])
def test_whoever_tries_names_out_against_the_addresses_finds_none(words: str) -> None:
    ilse = without("e-ilse")
    tried = {digest([*row]) for row in (["person", words], ["person", fold(words)], [words])}
    tried |= {digest(["person", m.document, words]) for m in ilse.mentions}
    tried |= {digest(["person", m.document, m.start, m.end]) for m in ilse.mentions if not m.pseudonym}
    found = anchors(page_with(replace(ilse, addresses=tuple(sorted(tried)))))
    assert not {f"person-{one[:12]}" for one in tried} & found
    assert not {"person-e-ilse", "person-e-marta"} & found


def test_the_address_of_a_protected_person_stays_whatever_the_real_name_is() -> None:
    ilse = without("e-ilse")
    renamed = tuple(m if m.pseudonym else replace(m, name="Joan Ferrow", exact="Joan Ferrow") for m in ilse.mentions)
    other = replace(ilse, id="e-other", names=("Ilse", "Joan Ferrow"), mentions=renamed, addresses=("e-other",))
    shown = [
        {one for one in anchors(dossier(replace(RECORD, entities=(each,)))) if one.startswith("person-")}
        for each in (ilse, other)
    ]
    assert shown[0] == shown[1]
    assert len(shown[0]) == 1


def test_somebody_named_in_a_confidential_source_too_keeps_no_address_made_of_it() -> None:
    sources = tuple(
        replace(one, document=replace(one.document, sensitivity=Sensitivity.CONFIDENTIAL))
        if one.document.name == "statement.txt"
        else one
        for one in RECORD.sources
    )
    page = dossier(replace(RECORD, sources=sources))
    assert "Orrin Vale" in page
    assert not {"person-e-vale", "person-e-ovale"} & anchors(page)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("e-vale", "e-ilse"),
        ("e-vale", "e-marta"),
        ("Orrin Vale", "Ilse"),
        ("Marta Quell", "Orrin Vale"),
        ("e-teel", "e-vale"),
        ("Brannoc Teel", "Edda Vale"),
        ("e-ilse", "e-marta"),
    ],
)
@pytest.mark.parametrize("verdict", list(Sameness))
def test_a_judgement_of_somebody_hidden_is_on_no_page(a: str, b: str, verdict: Sameness) -> None:
    said = linking(Link(a, b, verdict, "person:Third reader", "A telling reason."))
    assert not re.search("Third reader|A telling reason", page_with(linkings=(said,)))


@pytest.mark.parametrize(
    "reason",
    [
        "Ilse says that they share a flat.",
        "The flat of Ilse’s mother.",
        "“Edda Vale” (interview of Ilse) and “Tam Orsel” are two: asked.",
    ],
)
def test_a_reason_that_names_somebody_protected_is_withheld(reason: str) -> None:
    judged = Link("e-edda", "e-orsel", Sameness.APART, "person:Desk officer", reason)
    page = page_with(
        replace(without("e-edda"), links=(judged,)),
        replace(without("e-orsel"), links=(judged,)),
        linkings=(linking(judged),),
    )
    assert reason[-12:] not in page
    assert page.count("The reason is withheld.") >= 4  # twice as a link, twice as a judgement


def test_a_secret_name_in_a_reason_is_masked() -> None:
    judged = Link("e-edda", "e-orsel", Sameness.APART, "person:Desk officer", "Told by Marta  Quell’s neighbour.")
    page = page_with(replace(without("e-edda"), links=(judged,)), linkings=(linking(judged),))
    assert "Quell" not in page
    assert "Told by [name withheld]’s neighbour." in page


@pytest.mark.parametrize("verdict", list(Sameness))
def test_a_link_between_a_public_name_and_a_protected_one_is_shown_from_neither_side(verdict: Sameness) -> None:
    link = Link("e-edda", "e-ilse", verdict, "rule:place", "A telling reason about both.")
    page = page_with(replace(without("e-edda"), links=(link,)), replace(without("e-ilse"), links=(link,)))
    assert "A telling reason" not in page


def test_a_tie_to_somebody_protected_is_on_no_page() -> None:
    told = LANTERN["claim"]
    tie = told(
        "interview.txt",
        "Ilse [not her real name]",
        Person("Orrin Vale", "Orrin Vale", relation=Relation("Ilse", "brother")),
    )
    page = dossier(replace(RECORD, claims=(*RECORD.claims, tie)))
    people = page.partition('<section id="people"')[2].partition("</section>")[0]
    assert "brother" not in people
    assert f'id="people-{tie.id[:12]}"' in people


def test_a_link_cannot_cut_a_secret_name_in_two() -> None:
    hidden = replace(without("e-ilse"), names=("Ilse", "Vale Quell"))
    first = hidden.mentions[0]
    hidden = replace(hidden, mentions=(first, replace(first, name="Vale Quell", exact="Vale Quell", pseudonym=False)))
    said = Link("e-edda", "e-vale", Sameness.APART, "person:Desk officer", "Known from Orrin Vale Quell.")
    page = page_with(hidden, replace(without("e-edda"), links=(said,)))
    assert "Known from Orrin [name withheld]." in page


def test_the_record_that_is_shown_holds_no_address_of_anybody_protected() -> None:
    shown, _ = disclose(RECORD)
    assert [entity.addresses for entity in shown.entities if entity.protected] == [()]
