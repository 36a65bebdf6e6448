"""A person's word on whether two voices are independent: recorded with its reason, heeded, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika import actions, pipeline
from khronika.errors import UsageError
from khronika.ledger import views
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.origins import Bond, Ground

if TYPE_CHECKING:
    from pathlib import Path

COPIED = "on the market square behind the old station the police detained 14 people in Ombrin on 2 May 2015"
LETTER = "{0}\n\n{1} May 2015\n\nDear Minister,\n\nI am writing on behalf of {0}. We know that {2}.\n"
LETTERS = {
    "first.txt": LETTER.format("Rights League", 4, COPIED),
    "second.txt": LETTER.format("Ombrin Watch", 6, COPIED),
}


@pytest.fixture(autouse=True)
def letters(chronicle: actions.Chronicle, tmp_path: Path) -> None:
    for name, text in LETTERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        list(actions.intake(chronicle, [tmp_path / name]))
    pipeline.read_all(chronicle, pipeline.silent)
    pipeline.propose_all(chronicle, pipeline.silent)


def test_what_the_documents_show_is_found_from_the_folder_on(chronicle: actions.Chronicle) -> None:
    shown = [d for d in actions.record_now(chronicle).dependences if d.ground is Ground.WORDS]
    assert [d.directed for d in shown] == [True]
    assert "which is earlier" in shown[0].reason


def compared(chronicle: actions.Chronicle) -> list[tuple[Verdict, int | None]]:
    return [(a.verdict, a.independent) for a in actions.record_now(chronicle).accounts if len(a.origins) > 1]


def test_a_judgement_is_recorded_with_its_reason_and_counts(chronicle: actions.Chronicle) -> None:
    assert compared(chronicle) == [(Verdict.RESTATES, 1)]
    told = actions.rely(chronicle, "Ombrin Watch", "first.txt", Bond.INDEPENDENT, why="each had its own witness")
    assert views.reliances(chronicle.ledger) == [told]
    assert (told.by, told.why) == ("Ines", "each had its own witness")
    assert compared(chronicle) == [(Verdict.SAME, 2)]


def test_the_latest_word_counts(chronicle: actions.Chronicle) -> None:
    actions.rely(chronicle, "second.txt", "first.txt", Bond.INDEPENDENT, why="each had its own witness")
    last = actions.rely(chronicle, "first.txt", "second.txt", Bond.DEPENDENT, why="it was the same witness")
    assert views.reliances(chronicle.ledger) == [last]


def test_without_a_reason_or_for_a_voice_that_nobody_has_nothing_is_recorded(chronicle: actions.Chronicle) -> None:
    with pytest.raises(UsageError, match="needs its reason"):
        actions.rely(chronicle, "first.txt", "second.txt", Bond.DEPENDENT, why=" ")
    with pytest.raises(UsageError, match="Nobody here speaks"):
        actions.rely(chronicle, "first.txt", "Radio Nowhere", Bond.DEPENDENT, why="a guess")
    with pytest.raises(UsageError, match="Both are"):
        actions.rely(chronicle, "first.txt", "first.txt", Bond.DEPENDENT, why="a guess")
    assert views.reliances(chronicle.ledger) == []
