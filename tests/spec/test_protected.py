"""Who is protected from the first mention: pseudonyms in every form in which documents mark them. All is invented."""

from __future__ import annotations

import pytest

from khronika.extraction import extract
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

NOBODY = "0" * 64

MARKED = [
    ("Amal B. [not her real name] said that she was beaten.", "Amal B."),
    ("“Anka” (not her real name) was beaten at the station.", "Anka"),
    ("'Rosa' (not her real name), a nurse, said that two men died.", "Rosa"),
    ("Amal (name changed), 23, told us that she was beaten.", "Amal"),
    ("A woman whom we call Mira said that she was held for three days.", "Mira"),
    ("Nadia B. (pseudonym) told Open Docket that police took her son.", "Nadia B."),
]

NAMED = [
    "The dead man was identified as Pavel Orsin.",
    "Vera Kolm (Harbour Union) said that two men died.",
    "Vera Kolm, not her brother, was arrested.",
]


def _persons(text: str) -> dict[str, bool]:
    revision = Revision(NOBODY, text, (Mark(MarkKind.PARAGRAPH, 0, len(text)),), "example", "none")
    found = extract(revision, Document(NOBODY, "example.txt", len(text), Sensitivity.INTERNAL))
    return {mention.exact: mention.pseudonym for mention in found.mentions if mention.kind == "person"}


@pytest.mark.parametrize(("sentence", "name"), MARKED, ids=[name for _, name in MARKED])
def test_a_marked_pseudonym_is_protected(sentence: str, name: str) -> None:
    assert _persons(sentence).get(name) is True


@pytest.mark.parametrize("sentence", NAMED)
def test_a_real_name_is_not_taken_for_a_pseudonym(sentence: str) -> None:
    assert True not in _persons(sentence).values()
