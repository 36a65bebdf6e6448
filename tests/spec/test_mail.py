"""A mail with a list in an archive, as a desk officer gets it: who wrote it, when, to whom; where the list is from."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest

from khronika import actions
from khronika.cli import main
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.claims import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.vocabulary.record import Record

STATEMENT = b"Statement\n\nThe ministry said that 12 people were detained in Ombrin on 3 March 2014.\n"
SECRETS = ("quillmark", "Edda Marrow", "Brisefer", "8431")


def forwarded(inside: dict[str, bytes], sender: str, words: str) -> bytes:
    """Write a mail that encloses an archive and a file that only Outlook can open."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in inside.items():
            archive.writestr(name, data)
    message = EmailMessage()
    message["From"], message["To"] = sender, "Dana Orlo <desk@example.net>"
    message["Date"], message["Subject"], message["MIME-Version"] = "Tue, 04 Mar 2014 23:30:00 -0500", "Lists", "1.0"
    message.set_content(words)
    message.add_attachment(file.getvalue(), maintype="application", subtype="zip", filename="quillmark-lists.zip")
    message.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="quillmark-winmail.dat")
    return message.as_bytes()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    inbox = tmp_path_factory.mktemp("matter") / "inbox"
    inbox.mkdir()
    words = "At least 14 people were detained in Ombrin on 3 March 2014.\n"
    (inbox / "forwarded.eml").write_bytes(forwarded({"statement.txt": STATEMENT}, "Mira Holt <m@example.org>", words))
    with actions.new(inbox.parent / "ombrin.chronicle", by="Ines") as chronicle:
        list(actions.intake(chronicle, [inbox]))
        list(actions.read_documents(chronicle))
        list(actions.propose_claims(chronicle))
        return actions.record_now(chronicle)


def test_the_mail_says_who_wrote_it_to_whom_and_when(record: Record) -> None:
    profile = record.sources[0].profile
    assert profile is not None
    assert (profile.author, profile.addressee) == ("Mira Holt", "Dana Orlo")
    assert profile.date is not None
    assert (profile.date.earliest, profile.date.latest) == ("2014-03-04", "2014-03-04"), "the sender's day, not ours"


def test_each_figure_is_claimed_by_the_document_it_stands_in(record: Record) -> None:
    names = {source.document.sha256: source.document.name for source in record.sources}
    counted = {(names[each.document], each.body.low) for each in record.claims if each.kind is Kind.COUNT}
    assert counted == {("forwarded.eml", 14), ("statement.txt", 12)}


def test_the_way_of_the_list_is_told(record: Record) -> None:
    ways = [receipt.custody.path for source in record.sources for receipt in source.receipts]
    assert ways == [
        "forwarded.eml",
        "forwarded.eml!/quillmark-lists.zip",
        "forwarded.eml!/quillmark-lists.zip!/statement.txt",
    ]


def test_what_could_not_be_opened_is_told(record: Record) -> None:
    revision = record.sources[0].revision
    assert revision is not None
    assert revision.partial[0].startswith("Left out: quillmark-winmail.dat; it is a packet of Outlook's own")


def test_of_a_confidential_mail_and_what_it_holds_nothing_leaves(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    note = b"Note of quillmark\n\nEdda Marrow said that 8431 people were detained in Brisefer on 3 March 2014.\n"
    (tmp_path / "closed").mkdir()
    data = forwarded(
        {"quillmark.txt": note, "quillmark.png": b"\x89PNG"}, "Edda Marrow <q@example.org>", "See Brisefer.\n"
    )
    (tmp_path / "closed/quillmark.eml").write_bytes(data)
    home = tmp_path / "ombrin.chronicle"
    call = ["run", str(tmp_path / "closed"), "--chronicle", str(home), "--sensitivity", "confidential"]
    assert main([*call, "--dossier", str(tmp_path / "dossier.html")]) == 0
    for way in (["documents"], ["documents", "--json"], ["claims"], ["people"], ["search", "Brisefer"]):
        assert main([way[0], str(home), *way[1:]]) == 0
    out = "".join(capfd.readouterr()) + (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert "Not read" in out
    assert [secret for secret in SECRETS if secret.casefold() in out.casefold()] == []


def test_documents_are_listed_with_their_ways(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "inbox").mkdir()
    data = forwarded({"statement.txt": STATEMENT}, "Mira Holt <m@example.org>", "See the file.\n")
    (tmp_path / "inbox/forwarded.eml").write_bytes(data)
    home = str(tmp_path / "ombrin.chronicle")
    assert main(["new", home]) == 0
    assert main(["add", home, str(tmp_path / "inbox")]) == 0
    assert main(["read", home]) == 0
    said = capfd.readouterr()
    assert "Not read: forwarded.eml!/quillmark-winmail.dat: It is a packet of Outlook's own" in said.err
    assert main(["documents", home, "--json"]) == 0
    listed: list[dict[str, Any]] = json.loads(capfd.readouterr().out)
    assert [each["paths"] for each in listed][-1] == ["forwarded.eml!/quillmark-lists.zip!/statement.txt"]


def test_a_table_of_documents_says_what_each_came_inside_and_why_one_is_not_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = forwarded(
        {"statement.txt": STATEMENT, "scan.pdf": b"%PDF-1.4"}, "Mira Holt <m@example.org>", "See the file.\n"
    )
    (tmp_path / "forwarded.eml").write_bytes(data)
    home = str(tmp_path / "ombrin.chronicle")
    assert main(["new", home]) == 0
    assert main(["add", home, str(tmp_path / "forwarded.eml")]) == 0
    assert main(["read", home]) == 0
    capfd.readouterr()
    assert main(["documents", home]) == 0
    said = capfd.readouterr()
    heads, mail, *rest = said.out.splitlines()
    assert heads.endswith("CAME INSIDE")
    assert mail.startswith("forwarded.eml")
    assert not mail.endswith("forwarded.eml")
    (statement,) = [line for line in rest if line.startswith("statement.txt")]
    assert statement.endswith("  forwarded.eml!/quillmark-lists.zip")
    assert "Not read: scan.pdf (" in said.err


def test_a_run_over_confidential_files_says_that_something_is_withheld(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """No claims shown is not no claims found."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed/statement.txt").write_bytes(STATEMENT)
    home = str(tmp_path / "ombrin.chronicle")
    assert main(["run", str(tmp_path / "closed"), "--chronicle", home, "--sensitivity", "confidential"]) == 0
    assert f"what is in 1 confidential document; to see it: khronika claims {home}" in capfd.readouterr().out


REPLY = """\
I can confirm that 12 people were released in Ombrin.

-----Original Message-----
From: Ana Kor [mailto:kor@example.org]
Sent: Monday, 3 March 2014 08:12
To: Mira Holt
Subject: Figures

Nine people were killed in Ombrin. The ministry said that 14 people were detained.

________________________________
From: Jon Pell <pell@example.org>
Date: Sunday, 2 March 2014
Subject: Figures

Four people were injured in Ombrin.

On 1 March 2014, Lia Marn <marn@example.org> wrote:
> Two people were arrested in Ombrin.
"""


def test_what_a_reply_brings_along_is_on_the_word_of_who_wrote_it(tmp_path: Path) -> None:
    """And told by who sent it on; without that a forwarded letter is taken for its forwarder's."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "Mira Holt <m@example.org>",
        "Dana Orlo <d@example.net>",
        "Re: x",
    )
    message["Date"], message["MIME-Version"] = "Tue, 04 Mar 2014 09:00:00 +0000", "1.0"
    message.set_content(REPLY)
    (tmp_path / "reply.eml").write_bytes(message.as_bytes())
    with actions.new(tmp_path / "ombrin.chronicle", by="Ines") as chronicle:
        list(actions.intake(chronicle, [tmp_path / "reply.eml"]))
        list(actions.read_documents(chronicle))
        list(actions.propose_claims(chronicle))
        claims = [each for each in actions.record_now(chronicle).claims if isinstance(each.body, Count)]
    told = {
        each.body.low: [speaker.name for speaker in each.speakers] for each in claims if isinstance(each.body, Count)
    }
    assert told == {
        12: ["Mira Holt"],
        9: ["Ana Kor", "Mira Holt"],
        14: ["ministry", "Ana Kor", "Mira Holt"],
        4: ["Jon Pell", "Mira Holt"],
        2: ["Lia Marn", "Jon Pell", "Mira Holt"],
    }
