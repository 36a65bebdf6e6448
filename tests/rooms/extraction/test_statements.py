"""Statements: a dated or public utterance with something said in it, and no line for an empty one."""

from __future__ import annotations

import pytest

from khronika.extraction import extract
from khronika.vocabulary.bodies import Statement
from khronika.vocabulary.documents import Document, Revision, Sensitivity


def stated(text: str) -> list[tuple[str, str]]:
    revision = Revision("d", text, (), "test", "none")
    claims = extract(revision, Document("d", "report.txt", len(text), Sensitivity.INTERNAL)).claims
    return [(claim.body.speaker, claim.body.gist) for claim in claims if isinstance(claim.body, Statement)]


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        (
            "On 6 May 2014 the Interior Ministry announced that the curfew would be lifted.",
            "the curfew would be lifted",
        ),
        ("On 7 May the Prosecutor General admitted that police had fired.", "police had fired"),
        ("On 8 May 2014 the Interior Ministry denied the use of live ammunition.", "the use of live ammunition"),
    ],
)
def test_a_dated_statement_has_its_gist(text: str, gist: str) -> None:
    assert [said for _, said in stated(text)] == [gist]


@pytest.mark.parametrize(
    "text",
    [
        "The court announced its verdict on 6 May 2014.",
        "On 6 May 2014 the Interior Ministry issued a statement.",
        "The Interior Ministry said that the curfew was lawful.",
    ],
)
def test_what_says_nothing_or_has_neither_date_nor_place_is_no_line_of_a_chronology(text: str) -> None:
    assert stated(text) == []
