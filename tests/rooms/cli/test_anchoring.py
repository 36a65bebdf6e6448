"""The command that lists and settles anchors, and what the other commands say of a reading by a newer engine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.cli import main
from khronika.vocabulary.documents import Revision, Sensitivity
from khronika.vocabulary.judgements import Judging

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The harbour was closed.\n\nPolice detained 14 people in Ombrin on 2 May 2015. The families waited outside.\n"


@pytest.fixture(params=[Sensitivity.INTERNAL, Sensitivity.CONFIDENTIAL])
def home(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A chronicle in which a newer engine reads the figure of an accepted claim otherwise."""
    file = tmp_path / "letter.txt"
    file.write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "ombrin.chronicle"
    with actions.new(folder, by="Ines") as opened:
        for step in (actions.intake(opened, [file], sensitivity=request.param), actions.read_documents(opened)):
            assert list(step)
        assert list(actions.propose_claims(opened))
        claims = actions.claims_now(opened, confidential=True)
        claim = next(each for each in claims if "14 people" in each.passage.exact)
        actions.judge(opened, claim.id, Judging.ACCEPT, why="on the scan too")
        newer = Revision(claim.document, TEXT.replace("14", "74"), (), "khronika-text/1 layout/0", "confined")
        opened.ledger.record([newer], by="Ines")
    return folder


def test_what_waits_is_said_listed_and_settled(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(home), "--by", "Ines"]) == 0
    said = capsys.readouterr()
    assert "1 wait for a person" in said.out
    assert "1 document read by an older one" in said.out
    assert "detained" not in said.out + said.err
    assert main(["anchors", str(home), "--json", "--confidential"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert "14 people" in row["words"]
    assert "74 people" in row["candidates"][0]["exact"]
    main(["claims", str(home), "--confidential"])
    assert f"1 claim stands on an earlier reading of the document: {row['id'][:12]}" in capsys.readouterr().out
    settle = ["anchors", str(home), row["id"][:8], "--at", str(row["candidates"][0]["start"]), "--by", "Ines"]
    assert main(settle) == 2, "without a reason nothing is settled"
    assert main([*settle, "--why", "the scan has 14"]) == 0
    capsys.readouterr()
    assert main(["anchors", str(home), "--confidential"]) == 0
    assert "0 anchors wait" in capsys.readouterr().out


def test_words_of_a_confidential_document_are_not_shown_unasked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["read", str(home), "--by", "Ines"])
    capsys.readouterr()
    assert main(["anchors", str(home)]) == 0
    said = capsys.readouterr()
    with actions.open_chronicle(home) as opened:
        hidden = bool(actions.confidential_documents(opened))
    assert ("people" in said.out) is not hidden
    assert ("--confidential shows them" in said.err) is hidden
    assert "people" not in said.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--keep", "--why", "so"], "Name the claim as well"),
        (["0000", "--keep", "--why", "so"], "No anchor begins"),
        (["0000", "--why", "so"], "Say where the claim stands"),
    ],
)
def test_a_wrong_call_is_said(home: Path, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anchors", str(home), *words]) == 2
    assert sentence in capsys.readouterr().err
