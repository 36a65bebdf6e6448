"""A row in which a protected person stands is linked to nobody, judged with nobody and told of as a number only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.errors import UsageError
from khronika.ledger import views
from khronika.vocabulary.bodies import Person
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.extractions import Extraction, Profile
from khronika.vocabulary.lists import Column, ColumnMap, Field, Linkage
from khronika.vocabulary.people import EntityKind, Mention, Sameness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("splink")

NAMES = ("Remi Dovrin", "Anka Selen", "Tomas Velik", "Ilse Barand", "Marek Osolin", "Dana Perov")
MAP = ColumnMap((Column(Field.NAME, "Name"), Column(Field.AGE, "Age")), sole=True)


@pytest.fixture
def chronicle(tmp_path: Path) -> Iterator[actions.Chronicle]:
    with actions.new(tmp_path / "ombrin.chronicle", by="Ines") as opened:
        yield opened


@pytest.fixture
def two_lists(chronicle: actions.Chronicle, tmp_path: Path) -> actions.Chronicle:
    """Two lists with the same people; in the first, one of them stands under a pseudonym."""
    for name in ("first", "second"):
        lines = ["Name,Age", *(f"{each},{30 + at}" for at, each in enumerate(NAMES))]
        file = tmp_path / f"{name}.csv"
        file.write_text("\n".join(lines) + ("\n" if name == "first" else "\n\n"), encoding="utf-8")
        actions.import_list(chronicle, file, MAP)
    held = actions.find_document(chronicle, "first.csv")
    assert held.revision is not None
    start = held.revision.text.index("Anka Selen")
    mention = Mention(
        EntityKind.PERSON,
        held.revision.id,
        held.document.sha256,
        "first.csv",
        start,
        start + 10,
        "Anka Selen",
        "Anka Selen",
        pseudonym=True,
    )
    profile = Profile(None, "author", None)
    chronicle.ledger.record([Extraction(held.revision.id, "test@1", profile, (), (mention,), ())], by="Ines")
    return chronicle


def test_a_protected_row_is_in_no_link_no_history_and_no_candidate(two_lists: actions.Chronicle) -> None:
    done = actions.link(two_lists)
    rows = {
        row.id: row
        for name in ("first", "second")
        for row in actions.rows_now(two_lists, actions.latest(two_lists)[name])
    }
    hidden = {identity for identity, row in rows.items() if row.register == "first" and row.cells[0] == "Anka Selen"}
    assert len(hidden) == done.protected == 1
    assert hidden.isdisjoint(done.rows)
    assert hidden.isdisjoint(row for match in done.linked.matches for row in (match.a, match.b))
    assert hidden.isdisjoint(row for person in done.histories.people for row in person.rows)
    assert {tuple(sorted(on)) for on in (person.on for person in done.histories.people)} == {
        (True, True),
        (False, True),
    }


def test_nobody_can_say_who_stands_in_a_protected_row(two_lists: actions.Chronicle) -> None:
    first, second = (actions.rows_now(two_lists, each) for _, each in sorted(actions.latest(two_lists).items()))
    with pytest.raises(UsageError, match="No rows begin with"):
        actions.judge_rows(two_lists, first[1].id, second[1].id, Sameness.SAME, why="the same woman")
    assert views.links(two_lists.ledger) == []


def test_what_is_recorded_of_a_linkage_holds_no_word_of_a_row(two_lists: actions.Chronicle) -> None:
    actions.link(two_lists)
    (recorded,) = two_lists.ledger.values(Linkage)
    assert not any(name in repr(recorded) for name in NAMES)
    assert recorded.rows == 2 * len(NAMES) - 1


def imported(chronicle: actions.Chronicle, place: Path, name: str, **notes: str) -> actions.Held:
    lines = [f"{each},{30 + at},{notes.get(each.split()[0], 'none')}" for at, each in enumerate(NAMES)]
    file = place / f"{name}.csv"
    file.write_text("\n".join([f"Name,Age,Note of the {name}", *lines, ""]), encoding="utf-8")
    actions.import_list(chronicle, file, MAP)
    return actions.find_document(chronicle, file.name)


@pytest.mark.parametrize(
    "note", ["not her real name", "name has been changed", "имя изменено", "Pseudonym", "اسم مستعار"]
)
def test_a_row_that_says_so_in_any_column_is_linked_to_nobody(
    chronicle: actions.Chronicle, tmp_path: Path, note: str
) -> None:
    imported(chronicle, tmp_path, "first", Anka=note, Tomas="name unknown to the guards")
    imported(chronicle, tmp_path, "second")
    done = actions.link(chronicle)
    assert done.protected == 1
    assert [row.register for row in done.rows.values() if row.cells[0] == "Anka Selen"] == ["second"]
    assert len([person for person in done.histories.people if all(person.on)]) == len(NAMES) - 1


@pytest.mark.parametrize("sign", ["a claim says so", "the surname is cut off"])
def test_every_sign_of_protection_counts_for_rows_too(chronicle: actions.Chronicle, tmp_path: Path, sign: str) -> None:
    held = imported(chronicle, tmp_path, "first")
    imported(chronicle, tmp_path, "second")
    assert held.revision is not None
    text, sha256 = held.revision.text, held.document.sha256
    start = text.index("Anka Selen")
    name = "Anka S." if sign == "the surname is cut off" else "Anka Selen"
    mention = Mention(EntityKind.PERSON, held.revision.id, sha256, "first.csv", start, start + 10, "Anka Selen", name)
    body = Person("Anka Selen", "Anka Selen", pseudonym=sign == "a claim says so")
    author = Speaker(None, Role.AUTHOR, None, Stance.ASSERTED)
    claim = Claim(
        Kind.PERSON,
        "first.csv",
        sha256,
        Passage.cut(held.revision, start, start + 10),
        (author,),
        Stance.ASSERTED,
        Polarity.AFFIRMED,
        None,
        None,
        body,
        "test@1",
    )
    run = Extraction(held.revision.id, "test@1", Profile(None, "author", None), (claim,), (mention,), ())
    chronicle.ledger.record([run], by="Ines")
    assert actions.link(chronicle).protected == 1


def test_a_name_cut_off_in_its_cell_stays_alone(chronicle: actions.Chronicle, tmp_path: Path) -> None:
    for name in ("first", "second"):
        lines = [f"{each if each[0] != 'A' else 'Anka S.'},{30 + at}" for at, each in enumerate(NAMES)]
        (tmp_path / f"{name}.csv").write_text("\n".join([f"Name,Age,{name}", *lines, ""]), encoding="utf-8")
        actions.import_list(chronicle, tmp_path / f"{name}.csv", MAP)
    done = actions.link(chronicle)
    assert len(done.linked.unnamed) == 2
    assert len([person for person in done.histories.people if all(person.on)]) == len(NAMES) - 1
