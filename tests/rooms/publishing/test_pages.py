"""The page of each person: its addresses, its spellings, what sources say, and what was judged."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khronika.publishing import dossier
from khronika.publishing.anchors import homes
from khronika.publishing.disclosure import Veil, disclose
from khronika.publishing.evidence import evidence
from khronika.publishing.names import Names
from khronika.publishing.pages import pages
from khronika.publishing.passages import Texts
from khronika.publishing.traits import traits
from khronika.vocabulary.bodies import Person
from khronika.vocabulary.people import Entity, EntityKind, Mention

if TYPE_CHECKING:
    from khronika.vocabulary.record import Record

LANTERN: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "golden" / "lantern_record.py"))
RECORD: Record = LANTERN["invented_record"]()
SHOWN = disclose(RECORD)[0]
KNOWN = evidence(SHOWN)
HOMES = homes(KNOWN.people)
PAGES = pages(Texts.under(Veil.over(()), KNOWN), HOMES)
PAGE = dossier(RECORD)
HIM, HER, OFFICE = "person-" + "1" * 12, "person-" + "2" * 12, "organisation-" + "3" * 12
BY_NAME = {entity.name: entity for entity in KNOWN.people}


def words_of(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def page_of(name: str) -> str:
    """Give the words of somebody's page."""
    home = HOMES[BY_NAME[name].id][0]
    tag, _, rest = PAGE.partition(f'id="{home}"')
    element = tag.rpartition("<")[2].split()[0]
    level, at = 1, 0
    while level:
        found = re.compile(rf"<(/?){element}\b").search(rest, at)
        assert found
        level += -1 if found.group(1) else 1
        at = found.end()
    return words_of(rest[rest.index(">") + 1 : at])


def entity(
    key: str, *mentions: tuple[str, str], kind: EntityKind = EntityKind.PERSON, before: tuple[str, ...] = ()
) -> Entity:
    """Somebody whom documents name: ("a", "Rosa Tulen") is one mention in document a."""
    made = tuple(
        Mention(kind, "r", document, f"{document}.txt", at, at + len(name), name, name)
        for at, (document, name) in enumerate(mentions)
    )
    names = tuple(m.name for m in made)
    return Entity(key, kind, names[0], names, protected=False, mentions=made, addresses=(key, *before))


def named(text: str, document: str, *entities: Entity, bodies: bool = False) -> list[tuple[str, str]]:
    """Give the names in a text with the pages to which they lead."""
    names = Names.of(entities, homes(e for e in entities if e.kind in (EntityKind.PERSON, EntityKind.ORGANISATION)))
    pieces = list(names.pieces(text, document, bodies=bodies))
    assert "".join(words for words, _ in pieces) == text
    return [(words, home) for words, home in pieces if home]


def test_everybody_named_has_a_page_that_the_list_leads_to() -> None:
    listed = PAGE.partition('<h3 id="names">')[2].partition("</ul>")[0]
    assert {name: f'href="#{HOMES[one.id][0]}"' in listed for name, one in BY_NAME.items()} == dict.fromkeys(
        ("E. Vale", "Edda Vale", "Ilse", "Orrin Vale", "Tam Orsel"), True
    )


def test_an_old_address_leads_to_the_page_that_took_it_over() -> None:
    start = PAGE.index('id="person-e-vale"')
    assert start < PAGE.index('id="person-e-ovale"') < PAGE.index("</article>", start)


def test_an_address_that_several_claim_leads_to_the_one_whose_own_it_is() -> None:
    old = entity("a" * 64, ("d", "Ada Brock"))
    new = entity("b" * 64, ("d", "Ed Brock"), before=("a" * 64, "c" * 64))
    other = entity("d" * 64, ("d", "Al Brock"), before=("c" * 64,))
    assert homes([old, new, other]) == {
        "a" * 64: ("person-aaaaaaaaaaaa",),
        "b" * 64: ("person-bbbbbbbbbbbb", "person-cccccccccccc"),
        "d" * 64: ("person-dddddddddddd",),
    }


def test_every_spelling_is_told_with_its_sources_how_often_and_where() -> None:
    vale = page_of("Orrin Vale")
    assert "Named in 2 sources in 3 spellings" in vale
    assert "Orrin Vale report.txt 3× 3.7 3.8 3.9 3.17" in vale
    assert "O. Vale statement.txt 2× 4.5 4.6" in vale
    spelled = PAGES.spellings(BY_NAME["Orrin Vale"])
    assert sum(place.times for one in spelled for place in one.places) == len(BY_NAME["Orrin Vale"].mentions)


def test_a_name_on_which_no_claim_rests_is_shown_in_its_words() -> None:
    assert "asked for a lawyer; Tam Orsel , a clerk, did not answer her." in page_of("Tam Orsel")


def test_a_name_outside_the_pieces_of_a_passage_does_not_stand_in_it() -> None:
    claim = next(one for one in KNOWN.standing if one.passage.parts)
    between = (claim.passage.parts[0].end + 1, claim.passage.parts[1].start - 1)
    mention = replace(BY_NAME["Tam Orsel"].mentions[0], start=between[0], end=between[1])
    assert PAGES.spans[claim.document].holding(mention) == []
    inside = replace(mention, start=claim.passage.parts[1].start, end=claim.passage.parts[1].end)
    assert PAGES.spans[claim.document].holding(inside) == [claim]


def test_ages_that_differ_stand_side_by_side_with_who_says_so() -> None:
    assert "age sources differ 34 Tide Watch 3.7 36 Harbour ministry 4.6" in page_of("Orrin Vale")


def test_roles_may_be_many_and_are_no_difference() -> None:
    told = next(one for one in KNOWN.standing if isinstance(one.body, Person) and one.body.age == 34)
    assert isinstance(told.body, Person)
    found = traits([told, replace(told, body=replace(told.body, roles=("deckhand",)))], KNOWN.register)
    roles = next(trait for trait in found if trait.aspect == "said to be")
    assert [value.words for value in roles.values] == ["ferryman", "deckhand"]
    assert not roles.differ


def test_who_is_kept_apart_is_told_on_both_pages_with_the_reason_and_the_way_there() -> None:
    why = "“Edda Vale” and “Orrin Vale” are two: she is his sister. rule kin"
    assert f"not the same as Edda Vale : {why}" in page_of("Orrin Vale")
    assert f"not the same as Orrin Vale : {why}" in page_of("Edda Vale")


def test_a_doubt_is_told_on_both_pages_and_asked_among_the_gaps() -> None:
    for one, other in (("E. Vale", "Edda Vale"), ("Edda Vale", "E. Vale")):
        assert f"may be the same as nothing decided {other} :" in page_of(one)
    assert "Are Edda Vale and E. Vale one person?" in words_of(PAGE.partition('<section id="gaps"')[2])


def test_what_people_judged_is_told_with_who_when_and_why() -> None:
    assert "the same Desk officer, 6 May 2019, 11:15 UTC One article, one court." in page_of("Orrin Vale")


def test_two_people_who_differ_are_both_heard() -> None:
    told = page_of("E. Vale")
    assert "People differ on this. Nothing is joined until they agree." in told
    assert "the same : Edda Vale Desk officer, 6 May 2019, 09:15 UTC She alone was heard." in told
    assert "not the same : Edda Vale Second coder, 6 May 2019, 10:15 UTC No day is given." in told


def test_the_last_word_of_each_counts_for_whether_they_differ() -> None:
    first, second, *_ = RECORD.linkings
    again = replace(second, link=replace(second.link, verdict=first.link.verdict), seq=99, at="2019-05-07T10:15:00Z")
    agreed = replace(SHOWN, linkings=(first, second, again))
    told = pages(Texts.under(Veil.over(()), evidence(agreed)), HOMES)
    assert not told.differ(BY_NAME["E. Vale"])
    assert len(told.judged(BY_NAME["E. Vale"])) == 3


def test_each_name_in_a_text_leads_to_whom_its_document_means_by_it() -> None:
    him = entity("1" * 64, ("a", "Ivo Marr"), ("a", "Marr"), ("b", "Ivo Marr"))
    her = entity("2" * 64, ("c", "Marr"))
    assert named("Marr saw Ivo Marr.", "a", him, her) == [
        ("Marr", HIM),
        ("Ivo Marr", HIM),
    ]
    assert named("Marr was seen.", "c", him, her) == [("Marr", HER)]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Marr was seen.", "b"),  # a short name means nobody in a document that does not use it
        ("Marrow and Ivo Marrs.", "a"),  # a word is no name because it begins like one
        ("The Marr Foundation paid.", "a"),  # a longer name holds it
        ("Dana Lund spoke.", "d"),  # two people of one name
    ],
)
def test_a_name_that_is_not_surely_theirs_leads_nowhere(text: str, document: str) -> None:
    him = entity("1" * 64, ("a", "Ivo Marr"), ("a", "Marr"))
    body = entity("3" * 64, ("a", "Marr Foundation"), kind=EntityKind.ORGANISATION)
    two = (entity("4" * 64, ("d", "Dana Lund")), entity("5" * 64, ("d", "Dana Lund")))
    assert named(text, document, him, body, *two) == []


def test_a_body_is_led_to_only_where_that_is_asked_for() -> None:
    body = entity("3" * 64, ("a", "Harbour Office"), kind=EntityKind.ORGANISATION)
    assert named("The Harbour Office denies it.", "a", body) == []
    assert named("The Harbour Office denies it.", "a", body, bodies=True) == [("Harbour Office", OFFICE)]


def test_names_lead_to_pages_from_acts_chronology_figures_and_passages() -> None:
    link = f'href="#{HOMES["e-vale"][0]}"'
    for section in ("chronology", "acts", "gaps", "passages"):
        assert link in PAGE.partition(f'<section id="{section}"')[2].partition("</section>")[0], section
