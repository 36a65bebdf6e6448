"""What holds of every mail, archive and document, however it was damaged: an answer comes, and its names are clean."""

from __future__ import annotations

import io
import runpy
import tempfile
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khronika.reading import Opened, open_up
from khronika.reading.draft import in_order
from khronika.reading.enclosures import Haul, clean_path, is_clean
from khronika.reading.headers import display_name, read_headers, unbase64, unfold
from khronika.reading.limits import DEFAULT, Limits
from khronika.reading.lzfu import unpack_rtf
from khronika.vocabulary.documents import Revision

COMPOUND = runpy.run_path(str(Path(__file__).parents[1] / "compound.py"))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=300, deadline=None)
NAMES = st.text(max_size=40) | st.lists(
    st.sampled_from(["..", "/", "\\", "!", ".", " ", "a", "C:", "\u202e", "\0", "é", "x" * 90, ".pdf", "\ud800"]),
    max_size=12,
).map("".join)


def samples() -> dict[str, bytes]:
    """Make one small file of each format."""
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "Мира <a@example.org>", "Список", "1.0"
    message.set_content("14 people were held.")
    message.add_alternative("<html><body><p>14 people were held.</p></body></html>", subtype="html")
    message.add_attachment(b"name;age\nAna;34\n", maintype="text", subtype="csv", filename="список.csv")
    mail = message.as_bytes()
    tree = COMPOUND["outlook"]({0x37: "Список", 0x1000: "words", 0x1013: b"<p>more words</p>"})
    tree["__attach_version1.0_#00000000"] = COMPOUND["outlook"]({0x3707: "a.txt", 0x3701: b"Ana Kor"}, top=False)
    return {
        "mail.eml": mail,
        "mails.mbox": b"From a Mon May  3 14:30:00 2021\n" + mail + b"\n\nFrom b Mon May  3 14:30:00 2021\n" + mail,
        "mail.msg": COMPOUND["compound"](tree),
        "bundle.zip": packed({"a.txt": b"words", "b/c.txt": b"more words" * 9, "mail.eml": mail}),
        "letter.rtf": (
            rb"{\rtf1\ansi{\fonttbl{\f1\fcharset204 T;}}\f1 \'d3\u1179?\par\trowd\intbl a\cell\row{\footnote n}}"
        ),
    }


def packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


SAMPLES = samples()
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
CONTENT = (
    f'<o:d xmlns:o="{OASIS}:office:1.0" xmlns:t="{OASIS}:text:1.0" xmlns:b="{OASIS}:table:1.0"><o:text><t:h>T</t:h>'
    "<t:p>14<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>n</t:p></t:note-body></t:note>"
    '<t:s t:c="3"/></t:p>'
    '<b:table><b:table-row b:number-rows-repeated="2"><b:table-cell><t:p>a</t:p></b:table-cell></b:table-row></b:table>'
    "</o:text></o:d>"
).encode()
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 12),
        st.binary(max_size=12) | st.sampled_from([b"\n\n", b"--", b"\\", b"{", b"}", b"=?", b"\xff" * 8, b"\0" * 8]),
    ),
    max_size=6,
)


def change(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Replace some bytes by others, here and there."""
    for share, length, instead in changes:
        at = int(share * len(data))
        data = data[:at] + instead + data[at + length :]
    return data


def check(data: bytes, name: str, limits: Limits = DEFAULT) -> Opened:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "original")
        file.write_bytes(data)
        found = open_up(file, name, "0" * 64, limits=limits)
        found = replace(found, enclosed=tuple(found.enclosed))  # the mails of a mailbox are read where they stand
        assert [path.name for path in Path(folder).iterdir()] == ["original"]
    if isinstance(found.outcome, Revision):
        assert found.outcome.marks == in_order(found.outcome.marks)
        assert all(0 <= mark.start <= mark.end <= len(found.outcome.text) for mark in found.outcome.marks)
    else:
        assert found.outcome.reason.endswith(".")
        assert "UnpicklingError" not in found.outcome.reason
    paths = [each.path for each in found.enclosed] + [each.path for each in found.left_out]
    assert len(set(paths)) == len(paths)
    assert all(is_clean(path) and not path.startswith("/") and ".." not in path.split("/") for path in paths)
    return found


@FEW
@given(st.sampled_from(sorted(SAMPLES)), CHANGES)
def test_a_damaged_file_gets_an_answer(name: str, changes: list[tuple[float, int, bytes]]) -> None:
    check(change(SAMPLES[name] or b"x", changes) or b"x", name)


@FEW
@given(CHANGES)
def test_a_damaged_document_in_a_sound_package_gets_an_answer(changes: list[tuple[float, int, bytes]]) -> None:
    kind = b"application/vnd.oasis.opendocument.text"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", change(CONTENT, changes))
    check(file.getvalue(), "letter.odt")


@FEW
@given(st.lists(st.binary(max_size=40).filter(lambda words: b"From " not in words), min_size=1, max_size=8))
def test_every_message_of_a_mailbox_comes_out_as_it_was_or_is_listed(messages: list[bytes]) -> None:
    whole = [b"Subject: b\n\n" + words + b"\n" for words in messages]
    found = check(b"\n".join(b"From a Mon May  3 14:30:00 2021\n" + each for each in whole), "mails.mbox")
    assert [bytes(each.data) for each in found.enclosed][:-1] == whole[:-1]
    assert bytes(found.enclosed[-1].data) in (whole[-1], whole[-1][:-1], whole[-1][:-2])
    assert not found.left_out


@FEW
@given(st.dictionaries(st.text(min_size=1, max_size=12).filter(str.isprintable), st.binary(max_size=30), max_size=6))
def test_everything_in_an_archive_comes_out_or_is_listed(members: dict[str, bytes]) -> None:
    members = {name: data for name, data in members.items() if not name.endswith("/")}
    found = check(packed(members), "bundle.zip")
    if isinstance(found.outcome, Revision):
        assert sorted(bytes(each.data) for each in found.enclosed) == sorted(filter(None, members.values()))
        assert len(found.enclosed) + len(found.left_out) == len(members)
    else:
        assert not any(members.values())


@MANY
@given(NAMES)
def test_a_clean_path_is_clean_and_leads_nowhere(name: str) -> None:
    path = clean_path(name)
    assert is_clean(path), path
    assert not path.startswith("/")
    assert not {"", ".", ".."} & set(path.split("/"))
    assert "!/" not in path
    assert path.isprintable()
    path.encode()


@MANY
@given(st.lists(NAMES, max_size=8))
def test_no_two_files_are_listed_under_one_path(names: list[str]) -> None:
    haul = Haul(DEFAULT)
    for at, name in enumerate(names):
        (haul.take(name, b"x") if at % 2 else haul.leave(name, "is damaged"))
    paths = haul.paths()
    assert len(set(paths)) == len(names)
    assert all(map(is_clean, paths))


@MANY
@given(st.binary(max_size=200), st.text(max_size=60))
def test_headers_never_raise_and_stay_on_one_line(block: bytes, value: str) -> None:
    for name, said in read_headers(b"Subject: " + block).every:
        assert name == name.lower()
        assert len(said.splitlines()) < 2
    line = unfold(value)
    assert len(line.splitlines()) < 2
    line.encode()
    place = display_name(line)
    assert place is None or 0 <= place[0] < place[1] <= len(line)
    unbase64(block)
    unpack_rtf(b"\x2d\0\0\0\xff\xff\0\0LZFu\0\0\0\0" + block, 1000)
