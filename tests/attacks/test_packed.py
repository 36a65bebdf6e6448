"""Packed files, tar archives and mailboxes made to overload, to lead astray or to hide: each ends with a sentence."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from typing import TYPE_CHECKING

import pytest

from khronika.reading import Limits, Opened, open_up
from khronika.reading.limits import DEFAULT, MIB
from khronika.vocabulary.documents import Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINE = b"From a@example.org Mon May  3 14:30:00 2021\n"


def opened(folder: Path, data: bytes, name: str, limits: Limits = DEFAULT) -> Opened:
    file = folder / "original"
    file.write_bytes(data)
    found = open_up(file, name, "0" * 64, limits=limits)
    assert [path.name for path in folder.iterdir()] == ["original"]
    return found


def tarred(*members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE, form: int = tarfile.GNU_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size, member.type = len(data), kind
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


@pytest.mark.parametrize(
    "pack",
    [gzip.compress, bz2.compress, lzma.compress, lambda data: gzip.compress(gzip.compress(data))],
    ids=["gz", "bz2", "xz", "twice"],
)
def test_a_bomb_is_counted_while_it_unfolds(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    found = opened(tmp_path, pack(bytes(300 * MIB)), "bundle.gz")
    if isinstance(found.outcome, Unread):
        assert "made to overload" in found.outcome.reason or "a bomb" in found.outcome.reason
    else:
        assert sum(len(each.data) for each in found.enclosed) < MIB, "the inner packing is a file of its own"


def test_a_tar_of_zeros_takes_no_more_than_its_limits(tmp_path: Path) -> None:
    members = [(f"{at}.bin", bytes(MIB)) for at in range(60)]
    found = opened(tmp_path, tarred(*members), "bundle.tar", Limits(enclosed_bytes=20 * MIB, file_bytes=70 * MIB))
    assert len(found.enclosed) == 20
    assert len(found.left_out) == 40


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\system.ini", "Windows/system.ini"),
        ("list\u202etxt.exe", "listtxt.exe"),
        ("\x1b[2Jlist.txt", "[2Jlist.txt"),
        ("mail.eml!/list.txt", "mail.eml/list.txt"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_no_name_leads_elsewhere_or_feigns_another(tmp_path: Path, name: str, becomes: str, form: int) -> None:
    found = opened(tmp_path, tarred((name, b"words"), form=form), "bundle.tar")
    assert [each.path for each in found.enclosed] == [becomes]


@pytest.mark.parametrize(
    "data",
    [
        tarred(("a" * 90, b"x" * 20), kind=tarfile.GNUTYPE_LONGNAME)[:1024] * 30_000,
        tarred(("a", b"9" * 400), kind=tarfile.XHDTYPE)[:1024] * 200,
        tarred(("a", b"18 GNU.sparse.map=\n" * 20), kind=tarfile.XHDTYPE),
        tarred(("a", b"%d path=%s\n" % (2_000_009, b"x" * 2_000_000)), kind=tarfile.XHDTYPE) + tarred(("b", b"w")),
        tarred(("a", b"x"), kind=tarfile.GNUTYPE_SPARSE),
        tarred(("a", b"x")).replace(b"00000000001\0", b"77777777777\0"),
        tarred(("a", b"x"))[:512] * 100_000,
    ],
    ids=["names of names", "odd notes", "no map", "long note", "sparse", "lying size", "many"],
)
def test_a_hostile_archive_is_read_or_refused_with_a_sentence_of_its_own(tmp_path: Path, data: bytes) -> None:
    outcome = opened(tmp_path, data, "bundle.tar").outcome
    said = " ".join(outcome.partial) if isinstance(outcome, Revision) else outcome.reason
    assert said
    assert "The parser" not in said


def test_a_mailbox_of_nothing_but_beginnings_ends(tmp_path: Path) -> None:
    found = opened(tmp_path, LINE + b"Subject: x\n" + LINE * 1_000_000, "all.mbox")
    assert isinstance(found.outcome, Revision)
    assert len(found.enclosed) == 1, "a line that parts messages stands after a blank line or before a header"
    many = opened(tmp_path, (LINE + b"Subject: x\n") * 300_000, "all.mbox")
    assert isinstance(many.outcome, Revision)
    assert len(many.enclosed) == DEFAULT.mails
    beyond = 300_000 - DEFAULT.mails - DEFAULT.enclosed
    assert many.outcome.partial[-1].startswith(f"Left out beyond these: {beyond} enclosed files;")


def test_a_line_without_end_is_no_beginning(tmp_path: Path) -> None:
    data = LINE + b"Subject: x\n\n" + b"From a" + b" " * 30_000_000 + b"\nFrom " * 200_000
    found = opened(tmp_path, data, "all.mbox", Limits(file_bytes=50 * MIB))
    assert len(found.enclosed) == 1
