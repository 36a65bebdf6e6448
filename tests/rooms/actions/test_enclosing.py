"""What came inside a mail or an archive is held by itself, with custody to what it came in, as strictly as that."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.actions import enclosing
from khronika.ledger import views
from khronika.vocabulary.documents import Custody, Document, Enclosed, Revision, Sensitivity, Unread

if TYPE_CHECKING:
    from pathlib import Path

LIST = b"name;charge\nAna Kor;riot\n"
NOTE = b"Note\n\n4 May 2015\n\nPolice detained 14 people in Ombrin on 2 May 2015.\n"


def packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


def mail(members: dict[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "Ines Varga <ines@example.org>", "Lists", "1.0"
    message.set_content("See the files.")
    for name, data in members.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("boundary")
    return message.as_bytes()


def take(chronicle: actions.Chronicle, folder: Path, data: bytes, name: str, **options: Sensitivity) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    list(actions.intake(chronicle, [folder / name], **options))


def read(chronicle: actions.Chronicle, *, again: bool = False) -> list[actions.Reading]:
    return list(actions.read_documents(chronicle, again=again))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return tmp_path / "inbox"


def test_a_list_in_an_archive_in_a_mail_is_a_document_with_its_way_here(
    chronicle: actions.Chronicle, inbox: Path
) -> None:
    bundle = packed({"lists/arrested.csv": LIST})
    take(chronicle, inbox, mail({"bundle.zip": bundle}), "mail.eml")
    done = read(chronicle)
    assert [each.document.name for each in done] == ["mail.eml", "bundle.zip", "arrested.csv"]
    assert all(isinstance(each.outcome, Revision) for each in done)
    assert [(each.number, each.of) for each in done] == [(1, 2), (2, 3), (3, 3)]
    ways = [each.path for each in chronicle.ledger.values(Custody)]
    assert ways == ["mail.eml", "mail.eml!/bundle.zip", "mail.eml!/bundle.zip!/lists/arrested.csv"]
    kin = list(chronicle.ledger.values(Enclosed))
    hashes = [each.document.sha256 for each in done]
    assert [(each.parent, each.sha256) for each in kin] == [(hashes[0], hashes[1]), (hashes[1], hashes[2])]
    assert (chronicle.originals / hashes[2][:2] / hashes[2][2:]).read_bytes() == LIST


def test_the_same_again_adds_nothing(chronicle: actions.Chronicle, inbox: Path) -> None:
    data = mail({"bundle.zip": packed({"arrested.csv": LIST, "note.txt": NOTE})})
    take(chronicle, inbox, data, "mail.eml")
    read(chronicle)
    before = list(chronicle.ledger.entries())
    take(chronicle, inbox, data, "mail.eml")
    assert read(chronicle) == []
    read(chronicle, again=True)
    assert list(chronicle.ledger.entries()) == before


def test_a_file_that_came_by_itself_and_in_a_mail_is_one_document(chronicle: actions.Chronicle, inbox: Path) -> None:
    take(chronicle, inbox, NOTE, "note.txt")
    take(chronicle, inbox, mail({"copy.txt": NOTE}), "mail.eml")
    assert len(read(chronicle)) == 2
    assert len(list(chronicle.ledger.values(Document))) == 2
    assert [each.path for each in chronicle.ledger.values(Custody)] == ["note.txt", "mail.eml", "mail.eml!/copy.txt"]


def test_what_came_inside_is_as_strict_as_what_it_came_in(chronicle: actions.Chronicle, inbox: Path) -> None:
    take(chronicle, inbox, NOTE, "note.txt", sensitivity=Sensitivity.PUBLIC)
    bundle = packed({"note.txt": NOTE, "arrested.csv": LIST})
    take(chronicle, inbox, mail({"bundle.zip": bundle}), "mail.eml", sensitivity=Sensitivity.CONFIDENTIAL)
    read(chronicle)
    held = views.held(chronicle.ledger)
    assert {each.sensitivity for each in held.values()} == {Sensitivity.CONFIDENTIAL}
    assert len(held) == 4


def test_a_mail_that_becomes_confidential_later_takes_along_what_it_holds(
    chronicle: actions.Chronicle, inbox: Path
) -> None:
    data = mail({"bundle.zip": packed({"arrested.csv": LIST})})
    take(chronicle, inbox, data, "mail.eml")
    read(chronicle)
    assert {each.sensitivity for each in views.held(chronicle.ledger).values()} == {Sensitivity.INTERNAL}
    take(chronicle, inbox, data, "mail.eml", sensitivity=Sensitivity.CONFIDENTIAL)
    assert {each.sensitivity for each in views.held(chronicle.ledger).values()} == {Sensitivity.CONFIDENTIAL}
    take(chronicle, inbox, LIST, "arrested.csv", sensitivity=Sensitivity.PUBLIC)
    assert {each.sensitivity for each in views.held(chronicle.ledger).values()} == {Sensitivity.CONFIDENTIAL}


def test_what_cannot_come_out_is_listed_and_the_rest_is_read(chronicle: actions.Chronicle, inbox: Path) -> None:
    take(chronicle, inbox, mail({"winmail.dat": b"x", "note.txt": NOTE}), "mail.eml")
    done = read(chronicle)
    assert [each.document.name for each in done] == ["mail.eml", "note.txt"]
    listed = list(chronicle.ledger.values(Unread))
    assert listed == list(done[0].left)
    assert (listed[0].name, listed[0].sha256) == ("mail.eml!/winmail.dat", None)
    assert listed[0].reason.startswith("It is a packet of Outlook's own")
    assert views.unread(chronicle.ledger) == listed


def test_of_a_confidential_mail_no_name_is_listed(chronicle: actions.Chronicle, inbox: Path) -> None:
    take(chronicle, inbox, mail({"winmail.dat": b"x"}), "mail.eml", sensitivity=Sensitivity.CONFIDENTIAL)
    (listed,) = read(chronicle)[0].left
    assert "winmail.dat!" not in listed.name
    assert listed.name.endswith(".eml!/1")


def test_files_within_files_go_five_deep(chronicle: actions.Chronicle, inbox: Path) -> None:
    data = NOTE
    for depth in range(8, 0, -1):
        data = packed({f"level-{depth}.zip" if data is not NOTE else "note.txt": data})
    take(chronicle, inbox, data, "level-0.zip")
    done = read(chronicle)
    assert [each.document.name for each in done] == ["level-0.zip", *(f"level-{at}.zip" for at in range(1, 6))]
    assert "6th file within a file" in done[-1].left[0].reason
    assert isinstance(done[-1].outcome, Revision)
    assert any("6th file within a file" in sentence for sentence in done[-1].outcome.partial)
    assert read(chronicle) == []


def test_what_unfolds_without_end_is_stopped(
    chronicle: actions.Chronicle, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosing, "MOST_FILES", 6)
    inner = {
        f"{at}.zip": packed({f"{at}-{n}.txt": NOTE + bytes([48 + at, 48 + n]) for n in range(4)}) for at in range(3)
    }
    take(chronicle, inbox, packed(inner), "bundle.zip")
    done = read(chronicle)
    assert len(done) == 1 + 6
    assert sum(len(each.left) for each in done) == 15 - 6
    list(actions.intake(chronicle, [inbox]))
    assert read(chronicle) == [], "a second run starts with what the first one used up"


def test_an_archive_that_holds_itself_ends(chronicle: actions.Chronicle, inbox: Path) -> None:
    """Two mails that enclose each other by hash cannot be made here; a link in the ledger can be, and must not hang."""
    take(chronicle, inbox, packed({"note.txt": NOTE}), "bundle.zip")
    read(chronicle)
    first, second = views.held(chronicle.ledger)
    chronicle.ledger.record([Enclosed(first, second, "bundle.zip"), Enclosed(first, first, "bundle.zip")], by="Ines")
    assert len(views.held(chronicle.ledger)) == 2
    assert len(read(chronicle, again=True)) == 2
