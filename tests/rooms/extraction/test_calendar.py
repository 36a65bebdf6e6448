"""Days without a year: what the document writes out, its title and its narrative settle them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.extraction import extract
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from khronika.vocabulary.claims import Claim


def claims(*paragraphs: str) -> tuple[Claim, ...]:
    """The claims of a document with these paragraphs."""
    text, marks = "", []
    for paragraph in paragraphs:
        marks.append(Mark(MarkKind.PARAGRAPH, len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    revision = Revision("0" * 64, text, tuple(marks), "example", "none")
    return extract(revision, Document("0" * 64, "example.txt", len(text), Sensitivity.INTERNAL)).claims


def day(step: str, *paragraphs: str) -> str | None:
    """The day of the first such step."""
    found = next(claim for claim in claims(*paragraphs) if getattr(claim.body, "step", None) == step)
    return found.when.earliest if found.when else None


@pytest.mark.parametrize(
    ("expected", "paragraphs"),
    [
        # the month is written out with its year elsewhere, though later months are named between
        (
            "2011-12-16",
            (
                "An inquiry was opened on December 27, 2011.",
                "The ministry replied on January 25, 2012. Police arrested Olen Marsk on December 16.",
            ),
        ),
        # the title names the year
        ("2016-04-10", ("KELEBIA", "Events of 2016", "Sela Orin was arrested on 10 April.")),
        # the narrative goes on from month to month, over the turn of a year
        ("2015-01-09", ("The trial of Sela Orin opened on 20 November 2014.", "Olen Marsk was arrested on 9 January.")),
        # behind a semicolon the date holds on
        ("2019-03-18", ("On 18 March 2019, 46 persons were brought to the court; seven minors were arrested.",)),
        # days counted on from a day
        ("2020-05-06", ("The rally was held on 3 May 2020. Sela Orin was arrested three days later.",)),
    ],
)
def test_a_day_takes_the_year_that_the_document_gives(expected: str, paragraphs: tuple[str, ...]) -> None:
    assert day("arrested", *paragraphs) == expected


def test_a_day_behind_the_first_verb_is_not_that_of_the_second() -> None:
    told = "Sela Orin was arrested on 16 March 2014 and sentenced to seven years in prison."
    assert (day("arrested", told), day("sentenced", told)) == ("2014-03-16", None)


def test_what_authorities_may_or_could_do_is_no_figure_of_what_they_did() -> None:
    told = claims(
        "The court may release 12 detainees. The ministry could have released 14 prisoners.",
        "The law allows the minister to release 16 prisoners. The court released 18 prisoners.",
    )
    released = [claim.body.low for claim in told if getattr(claim.body, "quantity", None) == "released"]
    steps = [claim.body.step for claim in told if hasattr(claim.body, "step")]
    assert (released, steps) == ([18], ["released"])


def test_the_day_of_a_later_clause_with_its_own_subject_is_not_that_of_the_first() -> None:
    told = "Sela Orin appealed, and on 11 November 2021 the Regional Court reduced the sentence to two years."
    assert (day("appealed", told), day("reduced", told)) == (None, "2021-11-11")
    shared = "Sela Orin was arrested and Olen Marsk was sentenced on 3 May 2021."
    assert (day("arrested", shared), day("sentenced", shared)) == ("2021-05-03", "2021-05-03")
