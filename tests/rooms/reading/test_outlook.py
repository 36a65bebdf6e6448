"""Outlook's mails, and the old Office files that look like them from outside."""

from __future__ import annotations

import runpy
import struct
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


def test_outlook_s_packed_rtf_is_read_as_words_of_the_mail(tmp_path: Path) -> None:
    # The example of Microsoft's [MS-OXRTFCP], section 4.1.1.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    found = opened(tmp_path, compound(outlook({0x37: "Letter", 0x1009: packed})), "mail.msg")
    assert isinstance(found.outcome, Revision)
    assert found.outcome.text.split() == ["Subject:", "Letter", "hello", "world"]
    assert enclosed(found) == {}


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


def narrow(
    fields: dict[int, bytes], numbers: dict[int, int], inside: dict[str, object] | None = None
) -> dict[str, object]:
    """Give a message as older Outlooks store it: words of one byte a letter, and what says which letters they are."""
    told = b"".join(struct.pack("<HHIQ", 3, number, 6, value) for number, value in numbers.items())
    words = {f"__substg1.0_{number:04X}001E": value for number, value in fields.items()}
    return {"__properties_version1.0": bytes(32) + told, **words, **(inside or {})}


@pytest.mark.parametrize(
    ("page", "numbers"),
    [
        ("cp1251", {0x3FFD: 1251}),
        ("cp1251", {0x3FF1: 0x0419}),
        ("cp1251", {0x3FF1: 0x043F, 0x3FDE: 65001}),
        ("koi8-r", {0x3FDE: 20866}),
        ("iso8859-5", {0x3FDE: 28595}),
        ("cp1251", {}),
    ],
)
def test_narrow_words_are_in_the_letters_of_the_system_that_stored_them(
    tmp_path: Path, page: str, numbers: dict[int, int]
) -> None:
    attached = {"__properties_version1.0": bytes(8), "__substg1.0_3707001E": "Список.txt".encode(page)}
    inside = {"__attach_version1.0_#00000000": {**attached, "__substg1.0_37010102": b"words"}}
    data = compound(narrow({0x37: "Список".encode(page), 0x1000: LETTER.encode(page)}, numbers, inside))
    found = opened(tmp_path, data, "mail.msg")
    assert isinstance(found.outcome, Revision)
    assert found.outcome.text.startswith(f"Subject: Список\n\n{LETTER}")
    assert enclosed(found) == {"Список.txt": b"words"}


def test_the_html_version_is_in_the_letters_of_the_mail_and_not_of_the_system(tmp_path: Path) -> None:
    html = {"__substg1.0_10130102": f"<html><body><p>{LETTER}</p></body></html>".encode("cp1251")}
    data = compound(narrow({0x37: "Größe".encode("cp1252")}, {0x3FF1: 0x0407, 0x3FDE: 1251}, html))
    text = read(tmp_path, data, "mail.msg").text
    assert "Subject: Größe" in text
    assert LETTER in text


def test_what_an_attachment_is_decides_its_name_or_that_it_is_left_out(tmp_path: Path) -> None:
    kinds = {"image/jpeg": b"\xff\xd8\xff", "application/pkcs7-mime": b"0", "multipart/signed": b"Content-Type: x"}
    inside = {
        f"__attach_version1.0_#{at:08X}": outlook({0x370E: kind, 0x3701: data}, top=False)
        for at, (kind, data) in enumerate(kinds.items())
    }
    found = opened(tmp_path, compound(outlook({0x37: "Letter", 0x1000: "words"}, inside)), "mail.msg")
    assert list(enclosed(found)) == ["part.jpg", "part.eml"]
    assert [each.reason for each in found.left_out] == [
        "is encrypted or wrapped into its signature; ask the sender for it without"
    ]


def test_a_draft_names_who_wrote_it(tmp_path: Path) -> None:
    found = read(tmp_path, compound(outlook({0x37: "Letter", 0x42: "Мира Хольт", 0x1000: "words"})), "mail.msg")
    assert marked(found, MarkKind.AUTHOR) == ["Мира Хольт"]


def test_many_enclosed_messages_are_told_of_once(tmp_path: Path) -> None:
    inner = {"__substg1.0_3701000D": outlook({0x37: "Inner", 0x1000: "words"}, top=False)}
    inside = {
        f"__attach_version1.0_#{at:08X}": outlook({0x3001: f"letter-{at}.eml"}, inner, top=False) for at in range(3)
    }
    found = opened(tmp_path, compound(outlook({0x37: "Letter", 0x1000: "words"}, inside)), "mail.msg")
    assert list(enclosed(found)) == ["letter-0.eml", "letter-1.eml", "letter-2.eml"]
    assert isinstance(found.outcome, Revision)
    assert len(found.outcome.partial) == 1
