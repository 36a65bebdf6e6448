"""Words in, exact characters out; confidential text is nowhere to be found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from khronika.vocabulary.documents import Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.ledger import Ledger
    from tests.rooms.ledger.conftest import Matter

TEXT = (
    "ROZA AÇIKKOLLU was born in İstanbul; her brother Сергей Ёлкин lives in 北京市.\n\n"
    "“They’re free,” Fo\u0301rtuna said. Straße and ﬁne. Al\u2011Qamar’s strikers of محمّد stood.\n\n"
    "The fort was closed. 64persons left the dock12 in the\nrain; one\n\n— 3 —\n\nmore fell there."
)


@pytest.fixture
def read(ledger: Ledger, matter: Matter) -> Callable[..., Revision]:
    def record(whole: str = TEXT, *marks: Mark) -> Revision:
        revision = replace(matter.revision(), text=whole, marks=marks)
        ledger.record([matter.document, revision], by="Ines")
        return revision

    return record


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("acikkollu", ["AÇIKKOLLU"]),
        ("istanbul", ["İstanbul"]),
        ("елкин", ["Ёлкин"]),
        ("Fortuna", ["Fo\u0301rtuna"]),
        ("strasse", ["Straße"]),
        ("fine", ["ﬁne"]),
        ("北京", ["北京"]),
        ("محمد", ["محمّد"]),
        ("al-qamar", ["Al\u2011Qamar"]),
        ("They're", ["They’re"]),
        ('"they re free" said', ["They’re free,” Fo\u0301rtuna said"]),
        ("“born in”", ["born in"]),
        ("brother roza", ["ROZA AÇIKKOLLU was born in İstanbul; her brother"]),
        ("for", []),
        ("roza strikers", []),
        ('"in born"', []),
        ('"in the rain"', ["in the\nrain"]),
    ],
)
def test_a_hit_has_the_exact_characters(
    ledger: Ledger, read: Callable[..., Revision], query: str, found: list[str]
) -> None:
    revision = read()
    hits = ledger.search(query)
    assert [hit.exact for hit in hits] == found
    for hit in hits:
        assert (hit.document, hit.revision) == (revision.document, revision.id)
        assert revision.text[hit.start : hit.end] == hit.exact
        assert hit.exact in hit.context


@pytest.mark.parametrize(
    "query", ["", '"', "AND OR", "NOT x OR", "a* ^b", "text:roza", "NEAR(a b, 2)", "'; --", "a & | !", "\\"]
)
def test_no_query_is_a_syntax_error(ledger: Ledger, read: Callable[..., Revision], query: str) -> None:
    read()
    assert ledger.search(query) == []


def test_marks_beside_the_text_are_heeded(ledger: Ledger, read: Callable[..., Revision]) -> None:
    gap, note, furniture = (TEXT.index(words) for words in ("persons", "12 in", "— 3"))
    marks = [
        Mark(MarkKind.SPACE, gap, gap),
        Mark(MarkKind.NOTE, note, note + 2),
        Mark(MarkKind.JOIN, furniture - 2, furniture),
        Mark(MarkKind.FURNITURE, furniture, furniture + 5),
        Mark(MarkKind.JOIN, furniture + 5, furniture + 7),
    ]
    read(TEXT, *marks)
    assert [hit.exact for hit in ledger.search('"64 persons left"')] == ["64persons left"]
    assert [hit.exact for hit in ledger.search("dock")] == ["dock"]
    assert [hit.exact for hit in ledger.search("one more fell")] == ["one\n\n— 3 —\n\nmore fell"], "one paragraph"


def test_only_the_latest_reading_is_searched_and_hits_are_limited(ledger: Ledger, matter: Matter) -> None:
    old, new = matter.revision(text="old words " * 30), matter.revision("text@2", text="new words " * 30)
    ledger.record([matter.document, old, new], by="Ines")
    assert ledger.search("old") == []
    assert len(ledger.search("words")) == 30
    assert [hit.start for hit in ledger.search("words", limit=3)] == [4, 14, 24]


def test_a_very_long_paragraph_is_searched_to_its_end(ledger: Ledger, read: Callable[..., Revision]) -> None:
    whole = "word " * 5000 + "x" * 9000 + " needle"
    read(whole)
    assert [hit.start for hit in ledger.search("needle")] == [whole.index("needle")]


def in_the_index(ledger: Ledger, word: str) -> bool:
    with ledger.engine.connect() as connection:
        names = ["shadow"]
        if ledger.engine.dialect.name == "sqlite":
            found = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'shadow!_%' ESCAPE '!'")
            )
            names += [name for (name,) in found]
        rows = [row for name in names for row in connection.execute(text(f"SELECT * FROM {name}"))]  # noqa: S608 - our own tables
    stored = b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row)
    return word.encode() in stored


def test_confidential_text_never_enters_the_index(ledger: Ledger, matter: Matter) -> None:
    secret = replace(matter.document, sensitivity=Sensitivity.CONFIDENTIAL)
    unknown = replace(matter.revision(), document="c3" * 32)
    ledger.record([matter.revision(), secret, unknown], by="Ines")
    assert ledger.search("killed") == []
    assert not in_the_index(ledger, "killed")


def test_what_becomes_confidential_leaves_the_index_without_a_trace(ledger: Ledger, matter: Matter) -> None:
    ledger.record([matter.document, matter.revision()], by="Ines")
    assert [hit.exact for hit in ledger.search("killed")] == ["killed"]
    assert in_the_index(ledger, "killed")
    ledger.record([replace(matter.document, sensitivity=Sensitivity.CONFIDENTIAL)], by="Ines")
    assert ledger.search("killed") == []
    assert not in_the_index(ledger, "killed")
    ledger.record([matter.revision("text@2")], by="Ines")
    assert not in_the_index(ledger, "killed")


def test_a_withdrawn_reading_is_not_found(ledger: Ledger, matter: Matter) -> None:
    ledger.record([matter.document, matter.revision()], by="Ines")
    ledger.withdraw(next(ledger.entries("revision")).leaf, why="Another letter's text.", by="Ines")
    assert ledger.search("killed") == []
