"""What is named in a sentence, of which kind and in which words, a line each. All is invented."""

from __future__ import annotations

import pytest

from khronika.extraction import extract
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

NOBODY = "0" * 64
NAMED = [
    ("They include the brothers Tariq and Walid Mansuri.", {"person Tariq Mansuri", "person Walid Mansuri"}),
    ("Roman and Ruslan Bilko showed bruises to the judge.", {"person Roman Bilko", "person Ruslan Bilko"}),
    ("Messrs. Tarek and Waleed Mansuri were charged.", {"person Tarek Mansuri", "person Waleed Mansuri"}),
    ("The union was led by Jan-Erik Solbo, a welder.", {"person Jan-Erik Solbo"}),
    ("The police chief, Brigadier Faris Sharal, was promoted.", {"person Faris Sharal"}),
    ("A court fined the editor of the newspaper Free Word, Taras Hnatko, on Monday.", {"person Taras Hnatko"}),
    ("He leads the Federation of Quarry & Salt Workers.", {"organisation Federation of Quarry & Salt Workers"}),
    ("Eight officers of the Internal Security Force died.", {"organisation Internal Security Force"}),
    (
        "He was held by the SSS. The State Security Service denied it.",
        {"organisation SSS", "organisation State Security Service"},
    ),
    ("Police shot at workers at the Umm Darel phosphate mine.", {"place Umm Darel"}),
    ("He was beaten in the Bir Dalem police station.", {"place Bir Dalem"}),
    ("Troops broke up a march in Sorvelka on 9 May 2016.", {"place Sorvelka"}),
    ("A resident of Sorvelka saw it.", {"place Sorvelka"}),
]
NOT_SHARED = [
    ("Prime Minister Martin and Ms. Kate Solbo met.", "person Martin Solbo"),
    ("The UN and Walid Mansuri disagree.", "person UN Mansuri"),
]


def _named(text: str) -> set[str]:
    marks = (Mark(MarkKind.PARAGRAPH, 0, len(text)), Mark(MarkKind.LANGUAGE, 0, len(text), "en"))
    revision = Revision(NOBODY, text, marks, "example", "none")
    found = extract(revision, Document(NOBODY, "example.txt", len(text), Sensitivity.INTERNAL))
    return {f"{mention.kind.value} {mention.name}" for mention in found.mentions}


@pytest.mark.parametrize(("text", "named"), NAMED, ids=[text for text, _ in NAMED])
def test_what_is_named_is_found(text: str, named: set[str]) -> None:
    assert named <= _named(text)


@pytest.mark.parametrize(("text", "wrong"), NOT_SHARED, ids=[text for text, _ in NOT_SHARED])
def test_two_who_share_no_surname_get_none(text: str, wrong: str) -> None:
    assert wrong not in _named(text)
