"""What a document says of itself: author and role, date, addressee, language."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from khronika.extraction import people
from khronika.extraction.grammar.blocks import blocks
from khronika.extraction.grammar.parse import sentences
from khronika.extraction.naming.authorship import role
from khronika.extraction.profile import profile
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from khronika.vocabulary.extractions import Profile

UNION = """WORLD UNION OF QUAY WORKERS

9 Ropewalk Street, Sint Aldan

22.10.12/jr/

Mr Hadrian Okkel, Prime Minister of the Republic of Karvelia

Dear Prime Minister,

I am writing on behalf of the World Union of Quay Workers about the trial of 12 people in Lasmir on 14 March 2012.

Yours faithfully,

Marthe Quillon

General Secretary"""

MANDATES = """13 January 2012

Excellency,

We have the honour to address you in our capacity as Chair-Rapporteur of the Working Group on Arbitrary Detention;
Special Rapporteur on torture, pursuant to Human Rights Council resolution 15/18.

On 16 December 2011 police detained 12 people in Lasmir."""

CHAPTER = """JANUARY 2013

COUNTRY SUMMARY

Clashes broke out on December 16, 2011. On March 3, 2012, courts convicted 45 dockers."""

LETTER = """Dear Procurator General Harvin,

I am writing to express Harbour Rights Watch's concern about the events of March 14. Harbour Rights Watch
interviewed 12 dockers. Harbour Rights Watch urges you to act.

Sincerely,

Hugo Willem

Executive Director

Harbour Rights Watch"""

NEWS = """THE LASMIR COURIER

Saturday, 14 October 2017

Half a year on, the cranes turn again. The police said on 14 March that seven people died."""


def read(text: str, *marks: Mark) -> Profile:
    sha = hashlib.sha256(text.encode()).hexdigest()
    laid = [Mark(MarkKind.PARAGRAPH, m.start(), m.end()) for m in re.finditer(r"\S(?:.|\n(?!\n))*", text)]
    revision = Revision(sha, text, (*laid, *marks), "test", "none")
    document = Document(sha, "letter.txt", len(text), Sensitivity.INTERNAL)
    parsed = list(sentences(blocks(revision)))
    return profile(parsed, revision, document, people.find(parsed, revision, document))


@pytest.mark.parametrize(
    ("text", "author", "speaks_as", "date", "addressee"),
    [
        (UNION, "World Union of Quay Workers", "ngo", "2012-10-22", "Hadrian Okkel"),
        (MANDATES, "UN special procedures", "un", "2012-01-13", "Excellency"),
        (CHAPTER, None, "author", "2013-01", None),
        (LETTER, "Harbour Rights Watch", "ngo", None, "Harvin"),
        (NEWS, "Lasmir Courier", "media", "2017-10-14", None),
    ],
)
def test_profile(text: str, author: str | None, speaks_as: str, date: str | None, addressee: str | None) -> None:
    found = read(text)
    assert (found.author, found.author_role) == (author, speaks_as)
    assert (found.date.edtf if found.date else None) == date
    assert found.addressee == addressee


def test_the_footer_of_a_page_names_its_publisher() -> None:
    text = "Seven people died on 14 March.\n\nProcurator General's Office of the Republic of Karvelia"
    start = text.index("Procurator")
    marks = (Mark(MarkKind.PARAGRAPH, 0, 30), Mark(MarkKind.FURNITURE, start, len(text)))
    page = Revision(
        "0" * 64,
        text + "\n" + text[start:],
        (*marks, Mark(MarkKind.FURNITURE, len(text), 2 * len(text) - start + 1)),
        "t",
        "t",
    )
    document = Document("0" * 64, "page.html", len(text), Sensitivity.PUBLIC)
    parsed = list(sentences(blocks(page)))
    found = profile(parsed, page, document, people.find(parsed, page, document))
    assert found.author == "Procurator General's Office of the Republic of Karvelia"
    assert found.author_role == "authority"


def test_an_event_s_date_is_not_the_document_s() -> None:
    assert read("Seven people died in Lasmir on 14 March 2017.\n\nThe strike began in January 2017.").date is None


def test_language_is_that_of_most_of_the_text() -> None:
    text = "Seven people died.\n\nSept personnes sont mortes."
    assert (
        read(text, Mark(MarkKind.LANGUAGE, 0, 18, "en"), Mark(MarkKind.LANGUAGE, 20, len(text), "fr")).language == "fr"
    )
    assert read("Seven people died.").language == "en"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ministry of Public Order", "authority"),
        ("Human Rights Council", "un"),
        ("Dockers' Union of Karvelia", "ngo"),
        ("The Lasmir Courier", "media"),
        ("General Hospital", "professional"),
        ("Marthe Quillon", "author"),
    ],
)
def test_role(name: str, expected: str) -> None:
    assert role(name) == expected
