"""What was withdrawn stays as secret as it was, and no reason or tie names a protected relative."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.actions.now import linkings_now
from khronika.cli import main
from khronika.resolution import resolve
from khronika.vocabulary.bodies import Person
from khronika.vocabulary.documents import Document, Sensitivity
from khronika.vocabulary.judgements import Judging
from khronika.vocabulary.people import EntityKind, Mention, Sameness

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "Report\n\n5 May 2015\n\nJana Torell, a nurse, was arrested on 2 May 2015.\n"
SECRET = "Report\n\n6 May 2015\n\nMira Dorn, a driver, was arrested on 3 May 2015.\n"
KIN = """Interview

{day} May 2015

Anka Solveg [not her real name] said that police detained {n} people on 2 May 2015. \
{name} Marlin, the daughter of {to}, was arrested on 2 May 2015.
"""


def chronicle(place: Path, texts: dict[str, str], **sensitivity: str) -> Path:
    home = place / "ombrin.chronicle"
    with actions.new(home, by="Ines") as opened:
        for name, text in texts.items():
            (place / f"{name}.txt").write_text(text, encoding="utf-8")
            level = Sensitivity(sensitivity.get(name, "internal"))
            assert list(actions.intake(opened, [place / f"{name}.txt"], sensitivity=level))
        assert list(actions.read_documents(opened))
        assert list(actions.propose_claims(opened))
    return home


def take_back(opened: actions.Chronicle, name: str) -> int:
    """Withdraw a document; give the number of the entry before."""
    last = max(entry.seq for entry in opened.ledger.entries())
    leaf = next(entry.leaf for entry, value in opened.ledger.written(Document) if value.name == name)
    opened.ledger.withdraw(leaf, why="The source asked for it.", by="Ines")
    return last


def test_a_confidential_document_that_was_withdrawn_is_in_no_past_state(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    home = chronicle(tmp_path, {"report": REPORT, "secret": SECRET}, secret="confidential")
    with actions.open_chronicle(home, by="Ines") as opened:
        before = take_back(opened, "secret.txt")
    assert main(["people", str(home), "--as-of", str(before), "--json"]) == 0
    said = capfd.readouterr()
    assert "Jana Torell" in said.out
    assert not re.search("Mira|Dorn|secret", said.out + said.err)
    assert main(["people", str(home), "--as-of", str(before), "--confidential", "--json"]) == 0
    assert "Mira Dorn" in capfd.readouterr().out


def test_a_reason_that_rests_on_a_withdrawn_confidential_document_is_told_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    texts = {"report": REPORT, "other": REPORT.replace("5 May", "8 May").replace("Jana", "J."), "secret": SECRET}
    home = chronicle(tmp_path, texts, secret="confidential")
    with actions.open_chronicle(home, by="Ines") as opened:
        claim = next(each for each in actions.claims_now(opened, confidential=True) if each.file == "secret.txt")
        actions.join(opened, "Jana Torell", "J. Torell", Sameness.SAME, why="The driver says so.", claims=[claim.id])
        take_back(opened, "secret.txt")
        assert "driver" not in repr(linkings_now(opened))
    assert main(["people", str(home), "--judgements", "--json"]) == 0
    assert "driver" not in capfd.readouterr().out


def test_who_was_protected_only_later_stays_so_in_the_past_of_a_withdrawn_document(tmp_path: Path) -> None:
    home = chronicle(tmp_path, {"report": REPORT})
    with actions.open_chronicle(home, by="Ines") as opened:
        claim = next(each for each in actions.claims_now(opened) if isinstance(each.body, Person))
        before = max(entry.seq for entry in opened.ledger.entries())
        actions.judge(opened, claim.id, Judging.CORRECT, why="She asked us.", patch='{"pseudonym": true}')
        take_back(opened, "report.txt")
        past = actions.who_is_who(opened, as_of=str(before))
    assert [each.protected for each in past.entities if each.name == "Jana Torell"] == [True]


@pytest.mark.parametrize("to", ["Anka Solveg", "Solveg", "Anka"])
def test_no_reason_and_no_tie_names_a_protected_relative(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], to: str
) -> None:
    texts = {name: KIN.format(day=n, n=n, name=name.title(), to=to) for n, name in enumerate(("rosa", "roza"), 4)}
    home = chronicle(tmp_path, texts)
    with actions.open_chronicle(home) as opened:
        bodies = [each.body for each in actions.claims_now(opened)]
    assert any(isinstance(body, Person) and body.relation for body in bodies)
    assert main(["people", str(home), "--name", "Rosa Marlin"]) == 0
    assert main(["people", str(home), "--name", "Rosa Marlin", "--json"]) == 0
    said = capfd.readouterr().out
    assert "Roza Marlin" in said
    assert not re.search("Anka|Solveg", said)


@pytest.mark.parametrize("when", ["9" * 30, "9999-12-31"])
def test_a_moment_beyond_all_entries_is_now(tmp_path: Path, when: str) -> None:
    home = chronicle(tmp_path, {"report": REPORT})
    with actions.open_chronicle(home) as opened:
        assert actions.who_is_who(opened, as_of=when).entities == actions.who_is_who(opened).entities


@pytest.mark.parametrize("when", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "soon", "2031-05-16T10:00"])
def test_what_is_no_moment_is_said_in_a_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str], when: str) -> None:
    home = chronicle(tmp_path, {"report": REPORT})
    assert main(["people", str(home), "--as-of", when]) == 2
    assert "give a day such as" in capfd.readouterr().err


@pytest.mark.parametrize("other", ["M. Dorn", "Dorn M.", "Мира Дорн", "Dorn", "MIRA DORN"])
def test_another_spelling_of_a_pseudonym_in_its_document_leads_to_no_public_name(other: str) -> None:
    names = [("n", "Mira Dorn", True), ("n", other, False), ("n", "Pavel Dorn", False), ("p", "Mira Dorn", False)]
    told = [
        Mention(
            EntityKind.PERSON, file, file, f"{file}.txt", 100 * at, 100 * at + len(name), name, name, pseudonym=veil
        )
        for at, (file, name, veil) in enumerate(names)
    ]
    found = resolve(told)
    assert [sorted(each.names) for each in found if not each.protected] == [["Mira Dorn"], ["Pavel Dorn"]]
    reasons = [link.reason for each in found if not each.protected for link in each.links]
    assert not any("n.txt" in reason and f"“{other}”" in reason for reason in reasons)


def test_a_name_with_its_surname_withheld_protects_nobody_who_is_named_in_full() -> None:
    told = [
        Mention(EntityKind.PERSON, "n", "n", "n.txt", 100 * at, 100 * at + len(name), name, name)
        for at, name in enumerate(("Temir T.", "Temir Turov", "T. Turov"))
    ]
    assert [each.names for each in resolve(told) if not each.protected] == [("Temir Turov", "T. Turov")]
