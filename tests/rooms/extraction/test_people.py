"""Who is named in a document, what it says of them, and to whom its pronouns refer."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from khronika.extraction import people
from khronika.extraction.grammar.blocks import blocks
from khronika.extraction.grammar.parse import sentences
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.people import People
    from khronika.vocabulary.bodies import Person


def told(text: str, kind: MarkKind = MarkKind.PARAGRAPH) -> tuple[list[Sentence], Revision, People]:
    """Read a text with one block for each run of lines between empty ones."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    marks = [Mark(kind, m.start(), m.end()) for m in re.finditer(r"\S(?:.|\n(?!\n))*", text)]
    marks += [Mark(MarkKind.JOIN, m.start(), m.end()) for m in re.finditer(r"(?<!\n)\n(?!\n)", text)]
    revision = Revision(sha, text, tuple(marks), "test", "none")
    document = Document(sha, "letter.txt", len(text), Sensitivity.INTERNAL)
    parsed = list(sentences(blocks(revision)))
    return parsed, revision, people.find(parsed, revision, document)


def persons(text: str) -> dict[str, Person]:
    """Every person claim by the full name; the first that a name has."""
    found: dict[str, Person] = {}
    for _, _, person in people.claims(told(text)[2]):
        found.setdefault(person.name or "", person)
    return found


def test_a_place_before_a_day_is_no_person_of_that_age() -> None:
    assert persons("Arran Tolm, 25 May 2021\n\nWe met in the morning.") == {}
    assert persons("Arran Tolm, 25, was held.")["Arran Tolm"].age == 25


def named(text: str, kind: EntityKind) -> set[str]:
    return {m.name for m in told(text)[2].mentions if m.kind is kind}


NAMES = [
    ("Police detained Remi Dovrin and Jorun Haveth on Friday.", {"Remi Dovrin", "Jorun Haveth"}),
    ("The lawyer Abdulhadi al-Marzouq, 54, was beaten.", {"Abdulhadi al-Marzouq"}),
    ("Lieutenant General Sipho Mbatha and Judge Ann O'Dwyer gave evidence.", {"Sipho Mbatha", "Ann O'Dwyer"}),
    ("María Eugenia de la Cruz, a nurse, testified.", {"María Eugenia de la Cruz"}),
    ("President: Berta Hollin General Secretary: Jyrko Raimo", {"Berta Hollin", "Jyrko Raimo"}),
    ("Ilsa K. [not her real name] said that soldiers came at night.", {"Ilsa K."}),
    ("Mr. Xu Zhenyu's lawyer was barred from court.", {"Xu Zhenyu"}),
    ("DOVRIN Remi was arrested. Two officers held DOVRIN Remi down.", {"Remi Dovrin"}),
    (
        "UN Special Rapporteur on Contemporary Forms of Slavery Mirana Tolvanova visited the farms.",
        {"Mirana Tolvanova"},
    ),
    ("  • Deputy head of the Department of Internal Affairs of Teld province Utegal;", {"Utegal"}),
]

LISTED = (
    "Researchers spoke to Zanar Mollarova, one of the dock workers, and to the journalists Wa Sone and Kyat Soe Oo."
)

NOBODY = [
    "Human Rights Watch told the Supreme Court that the Criminal Code had been violated.",
    "Freedom of Expression and Preservation of Human Life",
    "Radio Teldvik and the newspaper Novi Karvel were closed.",
    "The General Assembly and the General Prosecutor's Office did not reply.",
    "In Dresk, the Rapid Support Forces burned the market. Clashes broke out near Dresk.",
    "Your Excellency's Government ratified the Convention against Torture.",
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_persons_are_named(text: str, expected: set[str]) -> None:
    assert set(persons(text)) == expected


def test_persons_are_named_in_lists_and_as_one_of_several() -> None:
    assert set(persons(LISTED)) == {"Zanar Mollarova", "Wa Sone", "Kyat Soe Oo"}


def test_a_nickname_stands_within_a_name() -> None:
    person = persons("Mara (Jana) Ellikov died in custody on Monday.")["Mara Ellikov"]
    assert person.as_written == "Mara (Jana) Ellikov"


@pytest.mark.parametrize("text", NOBODY)
def test_bodies_places_and_headings_are_nobody(text: str) -> None:
    assert persons(text) == {}


def test_mentions_are_verbatim_without_possessive_and_title() -> None:
    _, revision, found = told("Mr Remi Dovrin's sentence was reduced. The court in Lasmir had tried Dovrin in May.")
    mine = [m for m in found.mentions if m.kind is EntityKind.PERSON]
    assert [m.exact for m in mine] == ["Remi Dovrin", "Dovrin"]
    assert all(revision.text[m.start : m.end] == m.exact for m in found.mentions)
    assert mine[0].titles == ("Mr",)
    assert mine[0].gender == "male"


def test_a_surname_stands_for_the_full_name_and_a_gendered_one_for_another_person() -> None:
    parsed, _, found = told(
        "Remi Dovrin, a docker, was arrested. Remi Dovrina, a tally clerk, was arrested too. "
        "Dovrin was sentenced in July. Dovrina was acquitted in July."
    )
    subjects = [found.name_at(s, next(t for t in s.tokens if t.dep == "nsubjpass")) for s in parsed]
    assert subjects == ["Remi Dovrin", "Remi Dovrina", "Remi Dovrin", "Remi Dovrina"]


def test_a_surname_of_two_people_stands_alone_unless_only_one_was_named_before() -> None:
    parsed, _, found = told(
        "Pavo Linnet, 23, was killed. Linnet had just come home. Linnet's mother, Tessa Linnet, filed a complaint. "
        "Linnet was told to wait."
    )
    assert found.name_at(parsed[1], parsed[1].tokens[0]) == "Pavo Linnet"
    assert found.name_at(parsed[3], parsed[3].tokens[0]) == "Linnet"


SAID = [
    ("Dara Ostrel, 15, was shot.", "Dara Ostrel", {"age": 15}),
    (
        "Vlado Perch, a 19-year-old border guard, was accused.",
        "Vlado Perch",
        {"age": 19, "roles": ("19-year-old border guard",)},
    ),
    ("The 31-year-old welder Oskar Brantel was arrested.", "Oskar Brantel", {"age": 31}),
    ("Mr. Aleksan Tuvir, aged 19, allegedly confessed.", "Aleksan Tuvir", {"age": 19, "gender": "male"}),
    ("Remi Dovrina, a tally clerk of 27 who is not related to him, was acquitted.", "Remi Dovrina", {"age": 27}),
    ("Zana Mollar, born in 1973, died on Monday.", "Zana Mollar", {"born": 1973}),
    ("Union lawyer Natala Berin was arrested.", "Natala Berin", {"roles": ("Union lawyer",)}),
    ("The Interior Minister, Hadrian Okkel, said so.", "Hadrian Okkel", {"roles": ("Interior Minister",)}),
    (
        "Police arrested Vlad Ternik, the leader of the unregistered opposition Dawn party, at his home.",
        "Vlad Ternik",
        {"roles": ("leader of the unregistered opposition Dawn party",)},
    ),
    ("Prosecutor General Harvin refused.", "Harvin", {"roles": ("Prosecutor General",)}),
    (
        "Ilka G. [not her real name], a housewife, wept.",
        "Ilka G.",
        {"pseudonym": True, "gender": "female", "roles": ("housewife",)},
    ),
    ("Temur (a pseudonym), a taxi driver, was held.", "Temur", {"pseudonym": True, "roles": ("taxi driver",)}),
]


@pytest.mark.parametrize(("text", "name", "expected"), SAID)
def test_what_is_said_of_a_person(text: str, name: str, expected: dict[str, object]) -> None:
    person = persons(text)[name]
    assert {key: getattr(person, key) for key in expected} == expected


def test_relations_have_a_side() -> None:
    text = (
        "Aiza Temurova was arrested. Temurova's brother, Yerm Temurov, said so. "
        "She was taken home by her husband, Oskar Brantel."
    )
    relation = persons(text)["Yerm Temurov"].relation
    assert relation is not None
    assert (relation.to, relation.kind) == ("Aiza Temurova", "brother")
    relation = persons(text)["Oskar Brantel"].relation
    assert relation is not None
    assert (relation.to, relation.kind) == ("Aiza Temurova", "husband")


def test_a_claim_covers_the_name_and_what_is_said() -> None:
    parsed, revision, found = told("On Monday, Dara Ostrel, 15, the daughter of a docker, was shot.")
    sentence, tokens, _ = people.claims(found)[0]
    assert sentence is parsed[0]
    assert sentence.passage(revision, tokens).exact == "Dara Ostrel, 15"


def test_a_table_s_row_tells_the_age() -> None:
    text = "DOVRIN Remi\n41"
    marks = (
        Mark(MarkKind.CELL, 0, 11, "2,1"),
        Mark(MarkKind.COLUMN_HEAD, 0, 11, "Name"),
        Mark(MarkKind.CELL, 12, 14, "2,2"),
        Mark(MarkKind.COLUMN_HEAD, 12, 14, "Age"),
    )
    revision = Revision("0" * 64, text, marks, "test", "none")
    parsed = list(sentences(blocks(revision)))
    found = people.find(parsed, revision, Document("0" * 64, "list.csv", 14, Sensitivity.INTERNAL))
    [(_, _, person)] = people.claims(found)
    assert (person.name, person.as_written, person.age) == ("Remi Dovrin", "DOVRIN Remi", 41)


REFERS = [
    ("Remi Dovrin was arrested in March. He was released in May.", "He", "Remi Dovrin"),
    ("Mr Tuvir saw Ms Maren in the cell. She was bleeding.", "She", "Maren"),
    ("Oskar Brantel met Hugo Stell. The court was closed. He was tired.", "He", "Oskar Brantel"),
    ("Oskar Brantel and Hugo Stell were arrested. He was released.", "He", None),
    ("Oskar Brantel was released. The city prosecutor complained. He was angry.", "He", None),
    ("Following his visit Mr Tenner wrote a report.", "his", "Tenner"),
    ("Oskar Brantel was arrested. His lawyer, Ferran Doy, protested.", "His", "Oskar Brantel"),
    ("Oskar Brantel was arrested. In his statement the Prosecutor General denied it.", "his", None),
    ("Temur (a pseudonym), a taxi driver, was held. The driver said little.", "driver", "Temur"),
    ("It rained in Lasmir. He was released.", "He", None),
]


@pytest.mark.parametrize(("text", "word", "expected"), REFERS)
def test_reference(text: str, word: str, expected: str | None) -> None:
    parsed, _, found = told(text)
    sentence, token = next((s, t) for s in reversed(parsed) for t in s.tokens if t.text == word)
    assert found.refer(sentence, token) == expected


def test_a_heading_ends_the_reach_of_a_pronoun() -> None:
    text = "Oskar Brantel was arrested.\n\nHealth\n\nHe was ill."
    sha = "0" * 64
    marks = (Mark(MarkKind.PARAGRAPH, 0, 27), Mark(MarkKind.HEADING, 29, 35), Mark(MarkKind.PARAGRAPH, 37, len(text)))
    revision = Revision(sha, text, marks, "test", "none")
    parsed = list(sentences(blocks(revision)))
    found = people.find(parsed, revision, Document(sha, "a.txt", len(text), Sensitivity.INTERNAL))
    assert found.refer(parsed[-1], parsed[-1].tokens[0]) is None


def test_organisations_and_places() -> None:
    text = (
        "The Organization for Security and Co-operation in Europe (OSCE) met in Dresk. The Working Group on Arbitrary "
        "Detention wrote to the Dockers' Union of Karvelia. The OSCE replied from Warsaw, Poland. "
        "Two men from Dresk were in Dresk."
    )
    assert {
        "Organization for Security and Co-operation in Europe",
        "Working Group on Arbitrary Detention",
        "Dockers' Union of Karvelia",
        "OSCE",
    } <= named(text, EntityKind.ORGANISATION)
    assert {"Dresk", "Warsaw", "Poland"} <= named(text, EntityKind.PLACE)


def test_an_organisation_is_known_at_its_words() -> None:
    parsed, _, found = told("The Prosecutor General's office told Human Rights Watch nothing.")
    subject = next(t for t in parsed[0].tokens if t.text == "office")
    assert found.organisation_at(parsed[0], subject) == "Prosecutor General's office"
