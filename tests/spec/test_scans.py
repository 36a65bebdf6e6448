"""A photographed list in an archive in a mail: its words are read, and what rests on doubtful ones says so."""

from __future__ import annotations

import io
import json
import runpy
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.cli import main
from khronika.extraction import extract
from khronika.reading.recognition import packs
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity
from khronika.vocabulary.doubtful import doubt, doubtful

if TYPE_CHECKING:
    from khronika.vocabulary.claims import Claim

SCANS = runpy.run_path(str(Path(__file__).parents[1] / "scans.py"))
recognises = pytest.mark.skipif(
    bool(packs.missing()) or not SCANS["FONT"].exists(), reason=packs.missing() or "DejaVu Sans is missing"
)


def photographed(folder: Path, grain: float) -> Path:
    """Write a mail whose archive holds a photographed list."""
    words = (
        "At least 27 dockers were detained on 12 June 2019 in Ombrin.",
        "The police released 12 dockers on 14 June.",
    )
    picture, packed = io.BytesIO(), io.BytesIO()
    page, _ = SCANS["picture"](words, size=30, width=1700)
    (SCANS["copied"](page, grain=grain) if grain else page).save(picture, "PNG")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("lists/detained.png", picture.getvalue())
    message = EmailMessage()
    message["From"], message["Date"] = "Ana Kor <ana@example.org>", "Sat, 15 Jun 2019 10:00:00 +0000"
    message.set_content("We send the list that hung in the office.")
    message.add_attachment(packed.getvalue(), maintype="application", subtype="zip", filename="list.zip")
    (folder / "case").mkdir()
    (folder / "case" / "mail.eml").write_bytes(bytes(message))
    return folder / "case"


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    capsys.readouterr()
    assert main(list(words)) == 0
    said = capsys.readouterr()
    return said.out, said.err


@recognises
def test_a_photographed_list_becomes_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    photographed(tmp_path, grain=0)
    monkeypatch.chdir(tmp_path)
    assert main(["run", "case"]) == 0
    out, _ = listed(capsys, "claims", "case.chronicle", "--document", "detained.png")
    assert "detained: at least 27 (dockers)" in out
    assert "doubtful" not in out
    out, err = listed(capsys, "text", "case.chronicle", "detained.png")
    assert out.startswith("At least 27 dockers were detained on 12 June 2019 in Ombrin.")
    assert not err
    out, _ = listed(capsys, "page", "case.chronicle", "detained.png", "1", "--to", "list.png")
    assert (tmp_path / "list.png").read_bytes().startswith(b"\x89PNG")
    assert main(["page", "case.chronicle", "detained.png", "1", "--to", "list.png"]) == 2
    assert "list.png is there already and is kept" in capsys.readouterr().err


@recognises
def test_what_rests_on_a_doubtful_word_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    photographed(tmp_path, grain=105)
    monkeypatch.chdir(tmp_path)
    assert main(["run", "case"]) == 0
    text, err = listed(capsys, "text", "case.chronicle", "detained.png")
    assert "--doubts lists them" in err
    doubts, _ = listed(capsys, "text", "case.chronicle", "detained.png", "--doubts")
    assert all(row.split()[0] in text for row in doubts.splitlines()[1:-1])
    claims, _ = listed(capsys, "claims", "case.chronicle", "--document", "detained.png")
    assert "[read by text recognition; " in claims
    assert main(["export", "case.chronicle", "--claims", "claims.jsonl"]) == 0
    rows = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text().splitlines()]
    assert any((row.get("doubt", "")).startswith("read by text recognition; ") for row in rows)
    dossier = (tmp_path / "case.chronicle" / "dossier.html").read_text()
    assert "doubtful reading" in dossier
    assert '<p class="notice">read by text recognition; ' in dossier


@recognises
def test_what_was_refused_for_want_of_text_recognition_is_read_once_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    photographed(tmp_path, grain=0)
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as patch:
        patch.setenv(packs.FOLDER, str(tmp_path / "nowhere"))
        for _ in range(2):
            assert main(["run", "case"]) == 0
        assert "1 cannot be read" in capsys.readouterr().out
    assert main(["run", "case"]) == 0
    assert "read 1" in capsys.readouterr().out
    out, _ = listed(capsys, "claims", "case.chronicle", "--document", "detained.png")
    assert "detained: at least 27 (dockers)" in out
    assert main(["run", "case"]) == 0
    assert "read 0" in capsys.readouterr().out


RELEASED = "The police released 12 dockers on 14 June."


def as_read(confidence: dict[str, str | None], text: str = RELEASED) -> tuple[Revision, Claim]:
    """Give a text in which some words have this confidence, and the count that it holds."""
    whole = (Mark(MarkKind.PARAGRAPH, 0, len(text)), Mark(MarkKind.LANGUAGE, 0, len(text), "en"))
    words = ((text.index(word), word) for word in confidence)
    unsure = tuple(Mark(MarkKind.RECOGNISED, at, at + len(word), confidence[word]) for at, word in words)
    revision = Revision("0" * 64, text, (*whole, *unsure), "tesseract", "fork")
    found = extract(revision, Document("0" * 64, "list.png", 9, Sensitivity.INTERNAL)).claims
    return revision, next(claim for claim in found if isinstance(claim.body, Count))


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        ({"12": "95", "dockers": "96"}, ""),
        ({"12": "95", "dockers": "31"}, "read by text recognition; doubtful: “dockers”"),
        ({"12": "31", "dockers": "31"}, "read by text recognition; its figure is doubtful: “12”"),
        ({"police": "20"}, "read by text recognition; doubtful: “police”"),
        ({"14": "0"}, "read by text recognition; doubtful: “14”"),
        ({"dockers": None}, "read by text recognition of others, which nobody checked"),
    ],
)
def test_the_figure_s_own_doubt_is_said_first(confidence: dict[str, str | None], said: str) -> None:
    revision, claim = as_read(confidence)
    assert doubt(claim, revision) == said
    assert not doubt(claim, replace(revision, engine="another reading"))
    assert all(mark.value is None or int(mark.value) < 80 for mark in doubtful(revision))


def test_a_doubtful_page_number_is_no_doubt_about_the_next_paragraph() -> None:
    revision, claim = as_read({"2": "40"}, "2\n\nHeard were 34 witnesses.")
    assert claim.passage.start < 20
    assert doubt(claim, revision) == ""
