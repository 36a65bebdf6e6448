"""What is handed out is whole, exact, and the same for the same record."""

from __future__ import annotations

import json
import resource
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.actions.outgoing import write_whole
from khronika.errors import ChronicleError, UsageError
from khronika.vocabulary.documents import Document, Revision, Sensitivity
from khronika.vocabulary.judgements import Judging

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def filled(chronicle: actions.Chronicle, folder: Path) -> actions.Chronicle:
    assert list(actions.intake(chronicle, [folder]))
    assert list(actions.read_documents(chronicle))
    assert list(actions.propose_claims(chronicle))
    return chronicle


def test_the_text_is_exactly_the_file(filled: actions.Chronicle, folder: Path) -> None:
    expected = (folder / "a/first.txt").read_text(encoding="utf-8")
    sha256 = next(each.document.sha256 for each in actions.documents_now(filled) if each.document.name == "first.txt")
    assert {actions.text(filled, name) for name in ("first.txt", "a/first.txt", sha256, sha256[:6])} == {expected}


def test_a_name_of_two_documents_or_none_is_a_wrong_call(filled: actions.Chronicle, folder: Path) -> None:
    (folder / "first.txt").write_text("Another letter.", encoding="utf-8")
    assert list(actions.intake(filled, [folder]))
    with pytest.raises(UsageError, match="2 documents are called first"):
        actions.text(filled, "first.txt")
    with pytest.raises(UsageError, match="No document here is called third"):
        actions.text(filled, "third.txt")


def test_a_text_of_before_is_handed_out_by_its_revision(filled: actions.Chronicle) -> None:
    before = next(filled.ledger.values(Revision))
    later = replace(before, text=f"Read again. {before.text}", marks=())
    filled.ledger.record([later], by="Ines")
    assert actions.text(filled, "first.txt") == later.text
    assert {actions.text(filled, id_) for id_ in (before.id, before.id[:8], before.id.upper())} == {before.text}
    document = next(entry for entry, each in filled.ledger.dated(Document) if each.sha256 == before.document)
    filled.ledger.withdraw(document.leaf, why="It was sent by mistake.", by="Ines")
    with pytest.raises(UsageError, match="No document here is called"):
        actions.text(filled, before.id)


def test_a_search_gives_the_exact_characters(filled: actions.Chronicle) -> None:
    hits = actions.search(filled, '"14 people"')
    assert [hit.exact for hit in hits] == ["14 people"]
    assert actions.text(filled, "first.txt")[hits[0].start : hits[0].end] == "14 people"
    assert actions.search(filled, '"people 14"') == []
    with pytest.raises(UsageError, match="Nothing to look for"):
        actions.search(filled, " ")


def test_a_rejected_claim_is_exported_as_rejected(filled: actions.Chronicle, tmp_path: Path) -> None:
    claim = actions.claims_now(filled)[0]
    actions.judge(filled, claim.id, Judging.REJECT, why="not said there")
    out = tmp_path / "claims.jsonl"
    assert actions.export(filled, claims=out) == {out: len(actions.claims_now(filled))}
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["review"] for row in rows if row["id"] == claim.id] == ["rejected"]


def test_the_exports_have_the_keys_of_the_contract(filled: actions.Chronicle, tmp_path: Path) -> None:
    paths = {name: tmp_path / f"{name}.json" for name in ("claims", "people", "accounts")}
    actions.export(filled, **paths)
    claim = json.loads(paths["claims"].read_text(encoding="utf-8").splitlines()[0])
    common = "id kind file document passage speakers stance polarity when where body method review"
    assert list(claim) == common.split()
    for row in json.loads(paths["people"].read_text(encoding="utf-8")):
        assert row.keys() == {"id", "kind", "name", "names", "protected", "mentions", "links", "addresses", "located"}
    for row in json.loads(paths["accounts"].read_text(encoding="utf-8")):
        told = "id quantity event verdict claims reason minimal_sets origins checks"
        traced = "independent dependences echoes drifts assumptions derivation"
        assert list(row) == [*told.split(), *traced.split()]


def test_an_export_needs_a_place(filled: actions.Chronicle) -> None:
    with pytest.raises(UsageError, match="Nothing to export"):
        actions.export(filled)


def test_the_same_record_gives_the_same_dossier(filled: actions.Chronicle, tmp_path: Path) -> None:
    one, two = (actions.write_dossier(filled, tmp_path / name).read_bytes() for name in ("one.html", "two.html"))
    assert one == two


def test_a_file_that_cannot_be_written_leaves_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "dossier.html").mkdir()
    with pytest.raises(ChronicleError, match="cannot be written"):
        write_whole(tmp_path / "dossier.html", ["words"])
    assert [each.name for each in tmp_path.iterdir()] == ["dossier.html"]


def test_an_original_that_was_altered_is_not_read(chronicle: actions.Chronicle, folder: Path) -> None:
    received = [each for each in actions.intake(chronicle, [folder]) if isinstance(each, actions.Received)]
    for original in chronicle.originals.rglob("*"):
        if original.is_file():
            original.chmod(0o600)
            original.write_bytes(b"other words")
    outcomes = [each.outcome for each in actions.read_documents(chronicle)]
    assert len(outcomes) == len(received)
    assert all("was altered" in getattr(outcome, "reason", "") for outcome in outcomes)


def test_nothing_is_written_over_a_file_that_is_not_ours(
    filled: actions.Chronicle, folder: Path, tmp_path: Path
) -> None:
    for other in (folder / "a/first.txt", filled.folder / "chronicle.db", filled.folder / "README.txt"):
        before = other.read_bytes()
        with pytest.raises(UsageError, match="is another file, which would be lost"):
            actions.write_dossier(filled, other)
        with pytest.raises(UsageError, match="is another file, which would be lost"):
            actions.export(filled, claims=other)
        assert other.read_bytes() == before


def test_what_was_written_before_is_written_anew(filled: actions.Chronicle, tmp_path: Path) -> None:
    paths = {name: tmp_path / f"{name}.json" for name in ("claims", "people", "accounts")}
    for _ in range(2):
        actions.export(filled, **paths)
        actions.write_dossier(filled, tmp_path / "dossier.html")


def test_an_original_that_comes_back_is_read(chronicle: actions.Chronicle, folder: Path) -> None:
    received = [each for each in actions.intake(chronicle, [folder]) if isinstance(each, actions.Received)]
    lost = next(each for each in chronicle.originals.rglob("*") if each.is_file())
    lost.unlink()
    assert len(list(actions.read_documents(chronicle))) == len(received)
    assert list(actions.intake(chronicle, [folder]))
    assert [type(each.outcome) for each in actions.read_documents(chronicle)] == [Revision]
    assert all(held.revision and not held.unread for held in actions.documents_now(chronicle))


@pytest.mark.parametrize("sensitivity", list(Sensitivity))
def test_a_withdrawn_document_says_nothing_any_more(
    filled: actions.Chronicle, folder: Path, tmp_path: Path, sensitivity: Sensitivity
) -> None:
    assert list(actions.intake(filled, [folder / "a"], sensitivity=sensitivity))
    for entry, document in list(filled.ledger.dated(Document)):
        if document.name == "first.txt":
            filled.ledger.withdraw(entry.leaf, why="It was sent by mistake.", by="Ines")
    assert list(actions.propose_claims(filled)) == []
    paths = {name: tmp_path / f"{name}.json" for name in ("claims", "people", "accounts")}
    actions.export(filled, **paths)
    for path in (*paths.values(), actions.write_dossier(filled)):
        words = path.read_text(encoding="utf-8")
        assert "first.txt" not in words
        assert "14 people" not in words
    assert {claim.file for claim in actions.claims_now(filled, confidential=True)} == {"second.txt"}


def test_a_withdrawn_document_that_no_version_searched_stops_nothing(
    chronicle: actions.Chronicle, folder: Path
) -> None:
    assert list(actions.intake(chronicle, [folder]))
    assert list(actions.read_documents(chronicle))
    chronicle.ledger.withdraw(next(chronicle.ledger.entries("document")).leaf, why="Not ours.", by="Ines")
    assert [each.document.name for each in actions.propose_claims(chronicle)] == ["second.txt"]


def test_nothing_rests_on_a_withdrawn_text(filled: actions.Chronicle) -> None:
    filled.ledger.withdraw(next(filled.ledger.entries("revision")).leaf, why="Another letter's text.", by="Ines")
    assert {claim.file for claim in actions.claims_now(filled)} == {"second.txt"}
    assert list(actions.read_documents(filled))
    assert {claim.file for claim in actions.claims_now(filled)} == {"first.txt", "second.txt"}


def test_a_page_is_written_whole_for_its_owner_alone_or_not_at_all(
    chronicle: actions.Chronicle, folder: Path, tmp_path: Path
) -> None:
    image = pytest.importorskip("PIL.Image")
    image.effect_noise((400, 400), 90).save(folder / "list.png")
    assert list(actions.intake(chronicle, [folder / "list.png"]))
    to = tmp_path / "page.png"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))  # as a disk that is full
    try:
        with pytest.raises(ChronicleError, match=r"page\.png"):
            actions.face(chronicle, "list.png", 1, to)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not to.exists()
    actions.face(chronicle, "list.png", 1, to)
    assert to.stat().st_mode & 0o777 == 0o600
    with pytest.raises(UsageError, match="is kept"):
        actions.face(chronicle, "list.png", 1, to)
