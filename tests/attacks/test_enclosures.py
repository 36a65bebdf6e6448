"""Hostile mails and archives: bombs, names that lead elsewhere, and a child that lies about what it took out."""

from __future__ import annotations

import hashlib
import io
import json
import runpy
import stat
import zipfile
from pathlib import Path

import pytest

from khronika import actions
from khronika.reading import Enclosure, LeftOut, Limits, Opened, open_up
from khronika.reading.answer import pack, unpack
from khronika.reading.draft import Reading
from khronika.reading.enclosures import Stretch, clean_path, is_clean
from khronika.reading.limits import DEFAULT
from khronika.reading.refusal import Refusal
from khronika.vocabulary.documents import Revision, Unread

COMPOUND = runpy.run_path(str(Path(__file__).parents[1] / "compound.py"))
HEAD = b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"


def opened(folder: Path, data: bytes, name: str, limits: Limits = DEFAULT) -> Opened:
    file = folder / "original"
    file.write_bytes(data)
    return open_up(file, name, "0" * 64, limits=limits)


def text(found: Opened) -> str:
    assert isinstance(found.outcome, Revision), found.outcome
    return found.outcome.text


def packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


# ------------------------------------------------------------- archives


def test_a_bomb_is_listed_and_the_letter_beside_it_is_read(tmp_path: Path) -> None:
    bomb = packed({"bomb.txt": bytes(60_000_000), "letter.txt": b"14 people were held."})
    found = opened(tmp_path, bomb, "bundle.zip")
    assert [each.path for each in found.enclosed] == ["letter.txt"]
    assert "made to overload" in found.left_out[0].reason


def test_a_bomb_that_lies_about_its_size_is_counted_all_the_same(tmp_path: Path) -> None:
    bomb = packed({"bomb.txt": bytes(3_000_000), "letter.txt": b"14 people were held."})
    lying = bomb.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    found = opened(tmp_path, lying, "bundle.zip", Limits(file_bytes=2_000_000))
    assert [each.path for each in found.enclosed] == ["letter.txt"]
    assert [each.path for each in found.left_out] == ["bomb.txt"]


def test_entries_that_overlap_unfold_no_further_than_the_limit(tmp_path: Path) -> None:
    """One piece of data under many names, as in a quilted bomb: the names are cheap, what they unfold to is counted."""
    data = packed({"a.txt": bytes(range(256)) * 4000})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry, count = data[start:end], 2000
    directory = b"".join(entry.replace(b"a.txt", b"%05d" % at) for at in range(count))
    tail = data[end : end + 8] + count.to_bytes(2, "little") * 2 + len(directory).to_bytes(4, "little")
    found = opened(tmp_path, data[:start] + directory + tail + start.to_bytes(4, "little") + b"\0\0", "bundle.zip")
    assert sum(len(each.data) for each in found.enclosed) <= DEFAULT.enclosed_bytes
    assert isinstance(found.outcome, (Revision, Unread))


def test_a_symbolic_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("shadow.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("letter.txt", "words")
    found = opened(tmp_path, file.getvalue(), "bundle.zip")
    assert [each.path for each in found.enclosed] == ["letter.txt"]
    assert "never followed" in found.left_out[0].reason


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\system.ini", "Windows/system.ini"),
        ("a/./b/../c.txt", "a/b/c.txt"),
        ("list\u202etxt.exe", "listtxt.exe"),
        ("list\n.txt", "list .txt"),
        ("\x1b[2Jlist.txt", "[2Jlist.txt"),
        ("mail.eml!/list.txt", "mail.eml/list.txt"),
        ("list\u2215..\u2215x.txt", "list/x.txt"),
        ("..", "unnamed"),
        ("\u200b", "unnamed"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_no_name_leads_elsewhere_or_feigns_another(tmp_path: Path, name: str, becomes: str) -> None:
    assert clean_path(name) == becomes
    assert is_clean(becomes)
    body = b"--b\nContent-Type: text/plain; name=\"x\"\nContent-Disposition: attachment;\n filename*=utf-8''"
    body += b"".join(b"%%%02X" % byte for byte in name.encode()) + b"\n\nwords\n--b--\n"
    found = opened(tmp_path, HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + body, "mail.eml")
    assert [each.path for each in found.enclosed] == [becomes]


# ------------------------------------------------------------- mails


def nested(depth: int) -> bytes:
    opening = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at) for at in range(depth))
    return HEAD + opening + b"Content-Type: text/plain\n\ninnermost words\n"


def test_parts_within_parts_are_read_as_deep_as_mails_go_and_listed_beyond(tmp_path: Path) -> None:
    assert "innermost words" in text(opened(tmp_path, nested(40), "mail.eml"))
    bomb = nested(4000)
    assert len(bomb) > 178_000
    found = opened(tmp_path, bomb, "mail.eml")
    assert isinstance(found.outcome, Revision)
    assert "50 levels deep" in found.left_out[0].reason


def test_a_mail_within_mails_is_unfolded_one_at_a_time(tmp_path: Path) -> None:
    inner = b"Subject: innermost\n\nwords\n"
    for _ in range(2000):
        inner = b"Content-Type: message/rfc822\n\n" + inner
    found = opened(tmp_path, HEAD + inner, "mail.eml")
    assert [each.path for each in found.enclosed] == ["message.eml"]


def test_a_hundred_thousand_parts_end_within_the_limits(tmp_path: Path) -> None:
    body = b"--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n" * 100_000
    found = opened(tmp_path, HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + body, "mail.eml")
    if isinstance(found.outcome, Revision):
        assert len(found.enclosed) == DEFAULT.enclosed
        assert any("reached" in sentence for sentence in found.outcome.partial)
    else:
        assert "processor time" in found.outcome.reason or "stopped after" in found.outcome.reason


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + b"x" * 3_000_000,
        b"X-Many: y\n" * 200_000,
        b"To: " + b"a" * 30_000,
        b"To: " + b"a@b.c, " * 30_000,
        b"Subject: " + b"=?utf-8?B?" * 30_000,
        b"Subject: " + b"=?utf-8?B?YQ==?= " * 2_000,
        b"Content-Type: text/plain" + b"; x*0*=a" * 20_000,
        b"Content-Type: multipart/mixed; boundary=" + b"b" * 100_000,
        b"Content-Type: text/plain; charset*1*=x; charset*=%; name*99999999999999999999*=x",
        b"Date: " + b"9" * 10_000,
        b"Date: Tue, 14 Mar 99999999999999999999 10:00:00 +0300",
        b"Date: Mon, 99 Foo 99999 99:99:99 +99999999",
        b"Subject:\n" + b" \n" * 10_000,
    ],
)  # fmt: skip
def test_monstrous_headers_cost_no_mail(tmp_path: Path, header: bytes) -> None:
    found = opened(tmp_path, b"From: a@b.c\nMIME-Version: 1.0\n" + header + b"\n\n14 people were held.\n", "mail.eml")
    assert "14 people were held." in text(found) or "longer than a mail's" in str(found.outcome)


def test_no_encoded_word_writes_a_header_of_its_own(tmp_path: Path) -> None:
    word = b"=?utf-8?Q?List=0AFrom:_The_Minister_<m@example.org>=0D=0ADate:_1_May_2001?="
    found = opened(tmp_path, b"From: a@b.c\nSubject: " + word + b"\n\nwords\n", "mail.eml")
    assert text(found).startswith("From: a@b.c\nSubject: List From: The Minister <m@example.org> Date: 1 May 2001\n\n")


def test_a_boundary_is_no_pattern(tmp_path: Path) -> None:
    body = b"--(a+)+$\n\nfirst\n--(a+)+$\n\nsecond\n--(a+)+$--\n" + b"--" + b"a" * 50_000
    found = opened(tmp_path, HEAD + b'Content-Type: multipart/mixed; boundary="(a+)+$"\n\n' + body, "mail.eml")
    assert "first" in text(found)
    assert "second" in text(found)


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1" + b"{" * 1_000_000,
        b"{\\rtf1" + b"}" * 1_000_000 + b"words",
        b"{\\rtf1 words\\bin999999999 x}",
        b"{\\rtf1 words\\uc999999999\\u1179 x\\u-99999999 }",
        b"{\\rtf1 " + b"\\cell" * 300_000 + b"\\row}",
        b"{\\rtf1\\deff-1\\f-5\\ansicpg99999\\outlinelevel99 words\\par}",
        b"{\\rtf1" + b"\\par" * 500_000 + b"words",
        b"{\\rtf1 words" + b"\\'" * 1000,
    ],
)
def test_hostile_rtf_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    outcome = opened(tmp_path, data, "letter.rtf").outcome
    assert isinstance(outcome, Revision) or outcome.reason.endswith(".")


def test_a_compound_file_that_goes_round_in_circles_ends(tmp_path: Path) -> None:
    data = bytearray(COMPOUND["compound"](COMPOUND["outlook"]({0x37: "Circle", 0x1000: "words " * 2000})))
    sectors = (len(data) - 512) // 512
    table = 512 * sectors
    for at in range(sectors - 1):
        data[table + 4 * at : table + 4 * at + 4] = (at // 2).to_bytes(4, "little")
    outcome = opened(tmp_path, bytes(data), "mail.msg").outcome
    assert isinstance(outcome, (Revision, Unread))


# ------------------------------------------------------------- a child that lies


def answer(table: object, data: bytes) -> bytes:
    """Give the answer of a taken-over child with a table and bytes of its own choosing."""
    written = json.dumps(table).encode()
    header = {"text": 5, "engine": "e", "partial": [], "table": len(written), "enclosed": len(data)}
    return json.dumps(header).encode() + b"\nwords" + written + data + b"[]"


def row(path: str, data: bytes, length: int | None = None) -> list[object]:
    return [path, len(data) if length is None else length, hashlib.sha256(data).hexdigest()]


def test_an_honest_child_is_believed() -> None:
    honest = Reading("words", (), "e", (), (Enclosure("a/b.txt", b"xyz"),), (LeftOut("c.txt", "is damaged"),))
    found = unpack(pack(honest), DEFAULT)
    assert [(each.path, bytes(each.data)) for each in found.enclosed] == [("a/b.txt", b"xyz")]
    assert found.left_out == honest.left_out
    pointing = Reading("words", (), "e", stretches=(Stretch("a.eml", 0, 9), Stretch("b.eml", 30, 80)))
    assert unpack(pack(pointing), Limits(mails=2, file_bytes=50), 80).stretches == pointing.stretches


@pytest.mark.parametrize(
    ("table", "data"),
    [
        ([[row("../a.txt", b"xyz")], [], []], b"xyz"),
        ([[row("a\u202e.txt", b"xyz")], [], []], b"xyz"),
        ([[row("mail.eml!/a.txt", b"xyz")], [], []], b"xyz"),
        ([[row("", b"xyz")], [], []], b"xyz"),
        ([[row("a.txt", b"abc")], [], []], b"xyz"),
        ([[row("a.txt", b"xyz", 2)], [], []], b"xyz"),
        ([[row("a.txt", b"xyz", -3)], [], []], b"xyz"),
        ([[row("a.txt", b"xyz", 300)], [], []], b"xyz"),
        ([[row("a.txt", b"")], [], []], b""),
        ([[row("a.txt", b"xyz"), row("a.txt", b"xyz")], [], []], b"xyzxyz"),
        ([[row("a.txt", b"xyz")], [["a.txt", "is damaged"]], []], b"xyz"),
        ([[row("a.txt", b"xyz")], [], []], b"xyz and more"),
        ([[], [["a.txt", "x" * 5000]], []], b""),
        ([[], [["/a.txt", "is damaged"]], []], b""),
        ([[row(f"{at}.txt", b"x") for at in range(6)], [], []], b"x" * 6),
        ([[row("a.txt", b"x" * 2000)], [], []], b"x" * 2000),
        ([[], [], [["../a.eml", 0, 9]]], b""),
        ([[], [], [["a.eml", 0, 9], ["a.eml", 9, 12]]], b""),
        ([[], [], [["a.eml", 0, 9], ["b.eml", 8, 12]]], b""),
        ([[], [], [["a.eml", 9, 9]]], b""),
        ([[], [], [["a.eml", -1, 9]]], b""),
        ([[], [], [["a.eml", 90, 101]]], b""),
        ([[], [], [["a.eml", 0, 60]]], b""),
        ([[], [], [["a.eml", False, 9]]], b""),
        ([[], [["a.eml", "is damaged"]], [["a.eml", 0, 9]]], b""),
        ([[], [], [[f"{at}.eml", at, at + 1] for at in range(6)]], b""),
        ({"a": 1}, b""),
        ([[["a.txt", True, "x"]], [], []], b"x"),
        ([], b""),
    ],
)
def test_a_lying_child_is_not_believed(table: object, data: bytes) -> None:
    with pytest.raises(Refusal):
        unpack(answer(table, data), Limits(enclosed=5, enclosed_bytes=1000, mails=5, file_bytes=50), 100)


# ------------------------------------------------------------- what is left behind


def test_nothing_is_left_in_the_store_but_originals(tmp_path: Path) -> None:
    inner = packed({"bomb.txt": bytes(60_000_000), "../letter.txt": b"14 people were held."})
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/bundle.zip").write_bytes(packed({"inner.zip": inner, "empty.txt": b""}))
    with actions.new(tmp_path / "ombrin.chronicle", by="Ines") as chronicle:
        list(actions.intake(chronicle, [tmp_path / "inbox"]))
        done = list(actions.read_documents(chronicle))
        files = [path for path in chronicle.originals.rglob("*") if path.is_file()]
        assert {path.parent.name + path.name for path in files} == {each.document.sha256 for each in done}
    assert not list(tmp_path.rglob("*letter.txt"))
