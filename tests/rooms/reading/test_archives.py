"""Archives and mailboxes: what is inside comes out as it was, and what cannot come out is listed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from khronika.reading import Limits, Opened, open_up
from khronika.reading.limits import DEFAULT
from khronika.vocabulary.documents import MarkKind, Revision, Unread

if TYPE_CHECKING:
    from pathlib import Path


def packed(members: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", way) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def opened(folder: Path, data: bytes, name: str = "bundle.zip", limits: Limits = DEFAULT) -> Opened:
    file = folder / "original"
    file.write_bytes(data)
    return open_up(file, name, "0" * 64, limits=limits)


def enclosed(found: Opened) -> dict[str, bytes]:
    return {each.path: bytes(each.data) for each in found.enclosed}


def reasons(found: Opened) -> dict[str, str]:
    return {each.path: each.reason for each in found.left_out}


def test_the_files_come_out_and_their_names_are_no_testimony(tmp_path: Path) -> None:
    members = {
        "lists/arrested.csv": b"name;age\n",
        "letter.txt": "14 убитых".encode(),
        "inner.zip": packed({"a": b"b"}),
    }
    found = opened(tmp_path, packed({"lists/": b"", **members}))
    assert enclosed(found) == members
    assert isinstance(found.outcome, Revision)
    assert found.outcome.text.split() == list(members)
    assert {mark.kind for mark in found.outcome.marks} == {MarkKind.FURNITURE}


def test_a_word_file_packed_without_packing_makes_no_word_file_of_its_archive(tmp_path: Path) -> None:
    document = packed({"word/document.xml": b"<w/>"}, zipfile.ZIP_STORED)
    found = opened(tmp_path, packed({"letter.docx": document}, zipfile.ZIP_STORED))
    assert enclosed(found) == {"letter.docx": document}


def test_russian_names_of_an_old_archive(tmp_path: Path) -> None:
    data = packed({"XXXXXX.txt": b"words"}).replace(b"XXXXXX", "список".encode("cp866"))
    assert list(enclosed(opened(tmp_path, data))) == ["список.txt"]


def test_an_encrypted_file_is_listed_and_the_others_come_out(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": b"open words", "b.txt": b"shut"}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(sign) + at] |= 1
    found = opened(tmp_path, bytes(data))
    assert enclosed(found) == {"a.txt": b"open words"}
    assert "encrypted" in reasons(found)["b.txt"]
    assert isinstance(found.outcome, Revision)
    assert found.outcome.partial[0].startswith("Left out: b.txt; it is encrypted; ask the sender for the password")


def test_where_everything_is_encrypted_the_archive_itself_is_unread(tmp_path: Path) -> None:
    data = bytearray(packed({"b.txt": b"shut"}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(sign) + at] |= 1
    found = opened(tmp_path, bytes(data))
    assert isinstance(found.outcome, Unread)
    assert "encrypted" in found.outcome.reason


def test_a_damaged_file_costs_no_other(tmp_path: Path) -> None:
    data = packed({"a.txt": b"open words", "b.txt": b"These words will be damaged."}, zipfile.ZIP_STORED)
    found = opened(tmp_path, data.replace(b"will be", b"have be"))
    assert enclosed(found) == {"a.txt": b"open words"}
    assert "damaged" in reasons(found)["b.txt"]


def test_what_the_system_left_behind_is_no_document(tmp_path: Path) -> None:
    found = opened(tmp_path, packed({"__MACOSX/._a.txt": b"x", "Thumbs.db": b"x", "a.txt": b"words"}))
    assert list(enclosed(found)) == ["a.txt"]
    assert len(found.left_out) == 2


def test_two_files_of_one_name_stay_two(tmp_path: Path) -> None:
    found = opened(tmp_path, packed({"a/list.txt": b"one", "a//list.txt": b"two", "a\\list.txt": b"three"}))
    assert list(enclosed(found)) == ["a/list.txt", "a/list (2).txt", "a/list (3).txt"]


def test_what_goes_beyond_a_limit_is_listed_and_the_rest_comes_out(tmp_path: Path) -> None:
    many = packed({f"{at}.txt": b"words" for at in range(6)})
    found = opened(tmp_path, many, limits=Limits(enclosed=4))
    assert len(found.enclosed) == 4
    assert set(reasons(found).values()) == {"the limit for one file is reached; unpack it and add the rest in parts"}
    large = packed({"large.txt": b"word " * 400, "small.txt": b"words"})
    found = opened(tmp_path, large, limits=Limits(enclosed_bytes=1000))
    assert list(enclosed(found)) == ["small.txt"]


def test_presentations_and_books_are_no_archives(tmp_path: Path) -> None:
    found = opened(tmp_path, packed({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "talk.pptx")
    assert isinstance(found.outcome, Unread)
    assert "save it as PDF" in found.outcome.reason


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("letter.docx", {"[Content_Types].xml": b"<x/>", "word/styles.xml": b"<x/>"}),
        ("list.xlsx", {"[Content_Types].xml": b"<x/>", "xl/sharedStrings.xml": b"<x/>"}),
        ("list.ods", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "styles.xml": b"<x/>"}),
    ],
)
def test_a_document_without_its_words_is_damaged_and_no_presentation(
    tmp_path: Path, name: str, members: dict[str, bytes]
) -> None:
    found = opened(tmp_path, packed(members), name)
    assert isinstance(found.outcome, Unread)
    assert "the part with its words is missing" in found.outcome.reason


def test_an_archive_under_the_name_of_a_document_is_an_archive(tmp_path: Path) -> None:
    found = opened(tmp_path, packed({"list.txt": b"Ana Kor"}), "list.docx")
    assert enclosed(found) == {"list.txt": b"Ana Kor"}
