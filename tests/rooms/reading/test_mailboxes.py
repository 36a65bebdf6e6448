"""Mailboxes: every message comes out with its very bytes, or is listed with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.reading import Limits, Opened, open_up
from khronika.reading.mbox import LONGEST, PIECE
from khronika.vocabulary.documents import Revision, Unread

if TYPE_CHECKING:
    from pathlib import Path

LINE = b"From a@example.org Mon May  3 14:30:00 2021\n"
FIRST = b"From: Ana Kor <a@example.org>\nSubject: one\n\n>From the square we saw it.\n\nFrom there we ran.\n"
SECOND = b"Subject: two\nMIME-Version: 1.0\n\nSecond.\n"


def opened(folder: Path, data: bytes, limits: Limits | None = None) -> Opened:
    file = folder / "original"
    file.write_bytes(data)
    return open_up(file, "archive.mbox", "0" * 64, limits=limits or Limits())


def messages(found: Opened) -> list[bytes]:
    return [bytes(each.data) for each in found.enclosed]


def reasons(found: Opened) -> list[tuple[str, str]]:
    return [(each.path, each.reason) for each in found.left_out]


def test_a_mailbox_gives_its_messages_with_their_very_bytes(tmp_path: Path) -> None:
    found = opened(tmp_path, LINE + FIRST + b"\n" + LINE + SECOND)
    assert {each.path: bytes(each.data) for each in found.enclosed} == {
        "message-00001.eml": FIRST,
        "message-00002.eml": SECOND,
    }


def test_line_ends_of_windows_and_a_blank_line_at_the_end_make_no_difference(tmp_path: Path) -> None:
    parts = [part.replace(b"\n", b"\r\n") for part in (LINE, FIRST, b"\n", LINE, SECOND, b"\n")]
    found = opened(tmp_path, b"".join(parts))
    assert messages(found) == [parts[1], parts[4]]


def test_a_message_without_the_blank_line_before_it_is_no_tail_of_another(tmp_path: Path) -> None:
    multipart = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n\nwords\n--x--\n'
    assert messages(opened(tmp_path, LINE + multipart + LINE + SECOND)) == [multipart, SECOND]


def test_words_that_begin_with_from_are_words(tmp_path: Path) -> None:
    told = b"Subject: a\n\nHe came\nFrom Ombrin in May 2021\nand went.\n\nFrom Korm too\n"
    assert messages(opened(tmp_path, LINE + told + b"\n" + LINE + SECOND)) == [told, SECOND]


@pytest.mark.parametrize("shift", range(0, LONGEST + 20, 7))
def test_where_the_pieces_are_cut_makes_no_difference(tmp_path: Path, shift: int) -> None:
    filling = b"Subject: long\n\n" + b"w" * (PIECE - len(LINE) - 15 - LONGEST - 8 + shift) + b"\n"
    found = opened(tmp_path, LINE + filling + b"\n" + LINE + SECOND + b"\n" + LINE + FIRST)
    assert messages(found) == [filling, SECOND, FIRST]


def test_no_message_is_passed_over_in_silence(tmp_path: Path) -> None:
    large = b"Subject: large\n\n" + b"words " * 500 + b"\n"
    data = LINE + large + b"\n" + LINE + b"\n" + (LINE + SECOND + b"\n") * 4
    found = opened(tmp_path, data, Limits(file_bytes=1000, mails=3))
    assert isinstance(found.outcome, Revision)
    assert messages(found) == [SECOND] * 3
    assert reasons(found) == [
        ("message-00001.eml", "is larger than 1000 bytes, the limit for a file; split it and add the parts"),
        ("message-00002.eml", "is empty; ask for it again"),
        ("message-00006.eml", "the limit for one file is reached; unpack it and add the rest in parts"),
    ]
    assert len(found.outcome.partial) == 3
    assert all(path in found.outcome.text for path, _ in reasons(found))


def test_a_mailbox_may_be_larger_than_a_file_and_not_larger_than_a_mailbox(tmp_path: Path) -> None:
    data = (LINE + SECOND + b"\n") * 40
    found = opened(tmp_path, data, Limits(file_bytes=500))
    assert messages(found) == [SECOND] * 40
    refused = opened(tmp_path, data, Limits(file_bytes=500, mailbox_bytes=1000)).outcome
    assert isinstance(refused, Unread)
    assert "the limit for a mailbox is 1000 bytes" in refused.reason


def test_a_mailbox_that_changed_meanwhile_is_said_to_have(tmp_path: Path) -> None:
    found = opened(tmp_path, LINE + FIRST + b"\n" + LINE + SECOND)
    (tmp_path / "original").write_bytes(LINE)
    with pytest.raises(Exception, match="was altered"):
        messages(found)
    (tmp_path / "original").unlink()
    with pytest.raises(Exception, match="was altered"):
        messages(found)
