"""Packed files and tar archives: each file comes out as it was, or is listed with the reason."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from khronika.reading import Limits, Opened, open_up
from khronika.vocabulary.documents import Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


def opened(folder: Path, data: bytes, name: str = "bundle.tar", limits: Limits | None = None) -> Opened:
    file = folder / "original"
    file.write_bytes(data)
    return open_up(file, name, "0" * 64, limits=limits or Limits())


def enclosed(found: Opened) -> dict[str, bytes]:
    return {each.path: bytes(each.data) for each in found.enclosed}


def reasons(found: Opened) -> dict[str, str]:
    return {each.path: each.reason for each in found.left_out}


def partial(found: Opened) -> str:
    assert isinstance(found.outcome, Revision), found.outcome
    return " ".join(found.outcome.partial)


def refused(found: Opened) -> str:
    assert isinstance(found.outcome, Unread)
    return found.outcome.reason


def tarred(members: dict[str, bytes], **told: bytes | str) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for name, kind in told.items():
            member = tarfile.TarInfo(name)
            member.type, member.linkname = (kind, "") if isinstance(kind, bytes) else (tarfile.SYMTYPE, kind)
            archive.addfile(member)
    return file.getvalue()


@pytest.mark.parametrize(
    ("ending", "pack"),
    [(".tar", bytes), (".tar.gz", gzip.compress), (".tbz2", bz2.compress), (".tar.xz", lzma.compress)],
)
def test_an_archive_gives_its_files(tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    members = {"lists/арест.csv": b"Ana Kor,34\n", "letter.txt": b"Twelve were held." * 900}
    found = opened(tmp_path, pack(tarred(members)), f"bundle{ending}")
    assert enclosed(found) == members
    assert partial(found) == ""


def test_an_archive_that_begins_with_a_pdf_is_no_pdf(tmp_path: Path) -> None:
    members = {"letter.pdf": PDF, "list.txt": b"Ana Kor"}
    assert enclosed(opened(tmp_path, tarred(members))) == members
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert enclosed(opened(tmp_path, file.getvalue(), "bundle.zip")) == members


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_packed_file_comes_out_of_packings_in_a_row(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    words = b"Twelve dockers were held. " * 5000
    found = opened(tmp_path, pack(words[:900]) + pack(words[900:]), "list.gz")
    assert list(enclosed(found).values()) == [words]


def test_gzip_keeps_the_name_of_the_file(tmp_path: Path) -> None:
    file = io.BytesIO()
    with gzip.GzipFile("../list.csv", "wb", fileobj=file) as packed:
        packed.write(b"Ana Kor,34\n")
    assert enclosed(opened(tmp_path, file.getvalue(), "x.gz")) == {"list.csv": b"Ana Kor,34\n"}


def test_names_in_an_old_code_page_are_read(tmp_path: Path) -> None:
    name = "Список задержанных граждан.txt"
    data = tarred({"A" * len(name): b"words"}).replace(b"A" * len(name), name.encode("cp1251"))
    head = bytearray(data[:512])
    head[148:156] = b" " * 8
    data = data[:148] + b"%06o\0 " % sum(head) + data[156:]
    assert list(enclosed(opened(tmp_path, data))) == [name]


def test_links_devices_and_what_the_system_left_are_listed_and_not_taken(tmp_path: Path) -> None:
    found = opened(
        tmp_path,
        tarred({"a.txt": b"words", ".DS_Store": b"x"}, link="/etc/passwd", pipe=tarfile.FIFOTYPE, hard=tarfile.LNKTYPE),
    )
    assert list(enclosed(found)) == ["a.txt"]
    assert reasons(found) == {
        "DS_Store": "is a file of the operating system, not a document",
        "link": "is a link, which is never followed",
        "pipe": "is no plain file; unpack the archive and add what is in it",
        "hard": "is a link, which is never followed",
    }


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_cut_off_archive_gives_what_is_whole_and_says_so(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    data = pack(tarred({"a.txt": b"words", "b.txt": hashlib.shake_128(b"b").digest(9000), "c.txt": b"more"}))
    for length in (3000, 5000, 8000):
        found = opened(tmp_path, data[:length])
        assert enclosed(found) == {"a.txt": b"words"}
        assert "cut off" in partial(found)


def test_a_head_that_was_damaged_is_no_end(tmp_path: Path) -> None:
    data = bytearray(tarred({"a.txt": b"words", "b.txt": b"words", "c.txt": b"words"}))
    data[1024:1030] = b"\xff" * 6
    found = opened(tmp_path, bytes(data))
    assert list(enclosed(found)) == ["a.txt"]
    assert "damaged or cut off" in partial(found)


def test_a_cut_off_file_gives_what_could_be_unpacked(tmp_path: Path) -> None:
    data = gzip.compress(bytes(range(256)) * 400, 0)
    found = opened(tmp_path, data[: len(data) // 2], "list.gz")
    assert len(next(iter(enclosed(found).values()))) > 40_000
    assert "cut off" in partial(found)


def test_what_goes_beyond_a_limit_is_listed(tmp_path: Path) -> None:
    found = opened(tmp_path, tarred({f"{at}.txt": b"words" for at in range(6)}), limits=Limits(enclosed=4))
    assert len(found.enclosed) == 4
    assert len(found.left_out) == 2


@pytest.mark.parametrize("first", [b"BEGIN:VCARD\r\nFN:Ana Kor\r\n", b"BEGIN:VCALENDAR\r\n", b"7z\xbc\xaf\x27\x1c"])
def test_address_books_calendars_and_other_archives_are_refused_with_a_way_out(tmp_path: Path, first: bytes) -> None:
    assert "add" in refused(opened(tmp_path, first * 20, "file"))


def test_a_text_that_begins_like_a_packed_file_is_a_text(tmp_path: Path) -> None:
    found = opened(tmp_path, b"BZh is no word.\n", "note.txt")
    assert isinstance(found.outcome, Revision)
