"""Outlook's mails, and the old Office files that look like them from outside."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from khronika.reading import Opened, open_up
from khronika.vocabulary.documents import MarkKind, Revision, Unread

COMPOUND = runpy.run_path(str(Path(__file__).parents[2] / "compound.py"))
compound, outlook = COMPOUND["compound"], COMPOUND["outlook"]
HEAD = (
    b"From: Mira Holt <mira@example.org>\r\nTo: Office of Korm <office@example.net>\r\n"
    b"Date: Mon, 3 May 2021 23:30:00 -0700\r\n"
)
LETTER = "Полиция задержала 14 человек в Корме."


def opened(folder: Path, data: bytes, name: str = "mail.eml") -> Opened:
    file = folder / "original"
    file.write_bytes(data)
    return open_up(file, name, "0" * 64)


def read(folder: Path, data: bytes, name: str = "mail.eml") -> Revision:
    outcome = opened(folder, data, name).outcome
    assert isinstance(outcome, Revision), outcome
    return outcome


def marked(found: Revision, kind: MarkKind) -> list[str]:
    return [found.text[mark.start : mark.end] for mark in found.marked(kind)]


def enclosed(found: Opened) -> dict[str, bytes]:
    return {each.path: bytes(each.data) for each in found.enclosed}


def test_an_outlook_mail_is_read_like_any_other(tmp_path: Path) -> None:
    inner = outlook({0x37: "Inner", 0x1000: "inner words", 0x0C1A: "Ivo Mar"}, top=False)
    inside = {
        "__attach_version1.0_#00000000": outlook({0x3707: "list.txt", 0x3701: b"Ana Kor\n" * 900}, top=False),
        "__attach_version1.0_#00000001": {"__properties_version1.0": bytes(24), "__substg1.0_3701000D": inner},
    }
    fields = {
        0x37: "Список",
        0x1000: "At least 14 people died.\r\n",
        0x0C1A: "Мира Хольт",
        0x5D01: "m@x.org",
        0x0E04: "Office",
    }
    found = opened(tmp_path, compound(outlook(fields, inside)), "mail.msg")
    assert isinstance(found.outcome, Revision)
    assert found.outcome.text.startswith(
        "From: Мира Хольт <m@x.org>\nTo: Office\nSubject: Список\n\nAt least 14 people died."
    )
    assert marked(found.outcome, MarkKind.AUTHOR) == ["Мира Хольт"]
    files = enclosed(found)
    assert files["list.txt"] == b"Ana Kor\n" * 900
    rebuilt = read(tmp_path, files["message.eml"], "message.eml")
    assert "Subject: Inner" in rebuilt.text
    assert "inner words" in rebuilt.text
    assert any("rebuilt" in sentence for sentence in found.outcome.partial)
    assert enclosed(opened(tmp_path, compound(outlook(fields, inside)), "mail.msg")) == files, (
        "the same bytes each time"
    )


def test_outlook_s_words_in_a_code_page_and_its_wire_headers(tmp_path: Path) -> None:
    tree = outlook({})
    tree["__properties_version1.0"] = (
        bytes(32) + (0x3FDE0003).to_bytes(4, "little") + bytes(4) + (1251).to_bytes(8, "little")
    )
    tree["__substg1.0_1000001E"] = LETTER.encode("cp1251")
    tree["__substg1.0_007D001E"] = HEAD + b"Received: from a by b\r\n\r\n"
    found = read(tmp_path, compound(tree), "mail.msg")
    assert LETTER in found.text
    assert "Received: from a by b" in found.text
    assert [mark.value for mark in found.marked(MarkKind.DATED)] == ["2021-05-03"]


def test_outlook_s_packed_rtf_is_a_file_of_its_own(tmp_path: Path) -> None:
    # The example of Microsoft's [MS-OXRTFCP], section 4.1.1.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    found = opened(tmp_path, compound(outlook({0x37: "Letter", 0x1009: packed})), "mail.msg")
    assert enclosed(found)["message.rtf"] == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


@pytest.mark.parametrize(
    ("stream", "says"),
    [
        ("WordDocument", "old Word file (.doc); open it elsewhere, save it as DOCX, ODT or PDF"),
        ("Workbook", "old Excel file (.xls); open it elsewhere, save it as XLSX, ODS or CSV"),
        ("PowerPoint Document", "old PowerPoint file (.ppt); open it elsewhere, save it as PDF"),
        ("EncryptedPackage", "has a password; ask the sender"),
    ],
)
def test_old_office_files_say_the_way_out(tmp_path: Path, stream: str, says: str) -> None:
    outcome = opened(tmp_path, compound({stream: bytes(5000)}), "thing.bin").outcome
    assert isinstance(outcome, Unread)
    assert says in outcome.reason
