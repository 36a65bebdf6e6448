"""Nothing of a confidential document leaves: no name, no word, no figure, on no way out."""

from __future__ import annotations

import sqlite3
from contextlib import redirect_stderr, redirect_stdout
from email.message import EmailMessage
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = ("quillmark", "Edda Marrow", "Brisefer", "8431")
NOTE = "Interview with Edda Marrow\n\n3 March 2014\n\nEdda Marrow said that 8431 people were detained in Brisefer.\n"
OPEN = "Report\n\n5 March 2014\n\nThe ministry said that 12 people were detained in Ombrin on 3 March 2014.\n"


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("matter")
    (place / "open").mkdir()
    (place / "closed").mkdir()
    (place / "open/report.txt").write_text(OPEN, encoding="utf-8")
    (place / "closed/quillmark.txt").write_text(NOTE, encoding="utf-8")
    (place / "closed/.quillmark").write_text("x", encoding="utf-8")
    (place / "closed/quillmark-broken.pdf").write_bytes(b"%PDF-1.7 quillmark")
    home = place / "ombrin.chronicle"
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        assert main(["run", str(place / "closed"), "--chronicle", str(home), "--sensitivity", "confidential"]) == 0
        assert main(["run", str(place / "open"), "--chronicle", str(home)]) == 0
    assert leaks(said.getvalue()) == []
    assert "Passed over: a file is hidden" in said.getvalue()
    assert "Not read: " in said.getvalue()
    return home


def leaks(words: str) -> list[str]:
    return [secret for secret in SECRETS if secret.casefold() in words.casefold()]


@pytest.mark.parametrize(
    "call",
    [
        *(["documents"], ["claims"], ["people"], ["accounts"], ["accounts", "--history"], ["tolls"], ["questions"]),
        *(["search", "Marrow"], ["search", "detained"]),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_no_list_shows_it(chronicle: Path, call: list[str], form: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main([call[0], str(chronicle), *call[1:], *form]) == 0
    said = capfd.readouterr()
    assert leaks(said.out + said.err) == []


def test_no_file_shows_it(chronicle: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outs = [tmp_path / name for name in ("claims.jsonl", "people.json", "accounts.json")]
    options = [word for out in outs for word in (f"--{out.stem}", str(out))]
    assert main(["export", str(chronicle), *options]) == 0
    assert "2 confidential documents left out" in capfd.readouterr().err
    for out in [*outs, chronicle / "dossier.html", chronicle / "README.txt"]:
        assert leaks(out.read_text(encoding="utf-8")) == []
    assert "report.txt" in (tmp_path / "claims.jsonl").read_text(encoding="utf-8")


def test_who_asks_for_it_sees_it(chronicle: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", str(chronicle), "--confidential"]) == 0
    assert "quillmark.txt" in capfd.readouterr().out


def test_no_name_in_the_folder_shows_it(chronicle: Path) -> None:
    assert leaks(" ".join(each.name for each in chronicle.rglob("*"))) == []


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_what_becomes_confidential_is_named_no_more(
    tmp_path: Path, form: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/quillmark.txt").write_text(NOTE, encoding="utf-8")
    call = ["run", str(tmp_path / "notes"), "--chronicle", str(tmp_path / "ombrin.chronicle")]
    assert main(call) == 0
    capfd.readouterr()
    assert main([*call, "--sensitivity", "confidential", *form]) == 0
    said = capfd.readouterr()
    assert "is confidential from now on" in said.out + said.err
    assert leaks(said.out + said.err) == []
    assert leaks((tmp_path / "ombrin.chronicle/dossier.html").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize("way", ["run", "read"])
def test_what_comes_again_in_a_confidential_mail_is_told_of_and_named_no_more(
    tmp_path: Path, way: str, form: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    home = str(tmp_path / "ombrin.chronicle")
    for folder in ("notes", "mails"):
        (tmp_path / folder).mkdir()
    (tmp_path / "notes/quillmark.txt").write_text(NOTE, encoding="utf-8")
    assert main(["run", str(tmp_path / "notes"), "--chronicle", home]) == 0
    assert "from now on" not in capfd.readouterr().err
    message = EmailMessage()
    message["From"], message["Message-ID"], message["MIME-Version"] = "Ines <i@example.org>", "<1@x>", "1.0"
    message.set_content("The note.")
    message.add_attachment(NOTE.encode(), maintype="application", subtype="octet-stream", filename="quillmark.txt")
    (tmp_path / "mails/quillmark.eml").write_bytes(message.as_bytes())
    if way == "run":
        assert main(["run", str(tmp_path / "mails"), "--chronicle", home, "--sensitivity", "confidential", *form]) == 0
    else:
        assert main(["add", home, str(tmp_path / "mails"), "--sensitivity", "confidential"]) == 0
        assert main(["read", home]) == 0
    said = capfd.readouterr()
    assert "since it came again inside a confidential file" in said.out + said.err
    assert "Dossiers and exports that were written before" in said.out + said.err
    assert leaks(said.out + said.err) == []


def mail(**files: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Message-ID"], message["MIME-Version"] = "Ines <i@example.org>", "<1@x>", "1.0"
    message.set_content("See what is enclosed.")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return message.as_bytes()


@pytest.mark.parametrize("handed_in", ["itself", "inside another mail"])
def test_a_mail_that_becomes_confidential_takes_along_what_came_inside_it(
    tmp_path: Path, handed_in: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Also what came inside that, and also out of the index, on the disk."""
    home = tmp_path / "ombrin.chronicle"
    for folder in ("first", "then"):
        (tmp_path / folder).mkdir()
    outer = mail(letter_eml=mail(quillmark_txt=NOTE.encode()))
    (tmp_path / "first/bundle.eml").write_bytes(outer)
    assert main(["run", str(tmp_path / "first"), "--chronicle", str(home)]) == 0
    capfd.readouterr()
    assert main(["search", str(home), "Brisefer"]) == 0
    assert "1 hit" in capfd.readouterr().out
    (tmp_path / "then/bundle.eml").write_bytes(outer if handed_in == "itself" else mail(bundle_eml=outer))
    assert main(["add", str(home), str(tmp_path / "then"), "--sensitivity", "confidential"]) == 0
    if handed_in == "itself":
        assert "from now on, and so are the 2 files that came inside it" in capfd.readouterr().err
    assert main(["read", str(home)]) == 0
    for call in (["search", str(home), "Brisefer"], ["search", str(home), "8431"], ["documents", str(home)]):
        assert main(call) == 0
    said = capfd.readouterr()
    assert leaks(said.out + said.err) == []
    with sqlite3.connect(home / "chronicle.db") as database:
        assert [text for (text,) in database.execute("SELECT text FROM shadow") if leaks(text)] == []


def test_a_file_that_waits_to_be_read_is_read_as_strictly_as_it_came_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An open mail and a confidential one that encloses it, in one run: what is inside the first is confidential."""
    home = tmp_path / "ombrin.chronicle"
    inner = mail(quillmark_pdf=b"%PDF-1.7 quillmark", quillmark_txt=NOTE.encode())
    (tmp_path / "a.eml").write_bytes(mail(letter_eml=inner))
    (tmp_path / "b.eml").write_bytes(inner)
    assert main(["new", str(home)]) == 0
    assert main(["add", str(home), str(tmp_path / "a.eml"), "--sensitivity", "confidential"]) == 0
    assert main(["add", str(home), str(tmp_path / "b.eml")]) == 0
    for call in ("read", "documents"):
        assert main([call, str(home)]) == 0
    assert main(["search", str(home), "Brisefer"]) == 0
    said = capfd.readouterr()
    assert leaks(said.out + said.err) == []
    assert "0 hits" in said.out


@pytest.mark.parametrize("call", ["people", "accounts"])
def test_what_is_left_out_is_said(chronicle: Path, call: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([call, str(chronicle)]) == 0
    assert "2 confidential documents left out" in capfd.readouterr().err
    assert main([call, str(chronicle), "--confidential"]) == 0
    assert "left out" not in capfd.readouterr().err
