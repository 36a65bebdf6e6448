"""Hostile files: bombs, entities, parsers that hang or crash; and a child that tries to get out."""

from __future__ import annotations

import io
import os
import socket
import threading
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.reading import Limits, isolation_level, read
from khronika.reading.jail import Jail, Outcome, ending
from khronika.reading.landlock import abi
from khronika.reading.limits import DEFAULT
from khronika.vocabulary.documents import Revision, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "A SECRET THAT STANDS IN ANOTHER FILE"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
JAILED = "landlock" in isolation_level() and "seccomp" in isolation_level()
strongest = pytest.mark.skipif(not JAILED, reason=f"this machine's kernel offers {isolation_level()} only")


def read_bytes(folder: Path, data: bytes, name: str, limits: Limits = DEFAULT) -> Revision | Unread:
    file = folder / "original"
    file.write_bytes(data)
    return read(file, name, "0" * 64, limits=limits)


def refused(folder: Path, data: bytes, name: str, limits: Limits = DEFAULT) -> str:
    found = read_bytes(folder, data, name, limits)
    assert isinstance(found, Unread), found
    assert SECRET not in found.reason
    return found.reason


def packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def letter(xml: str) -> bytes:
    return packed({"word/document.xml": xml.encode()})


# ------------------------------------------------------------- hostile files


def test_a_zip_bomb_is_counted_while_it_unpacks(tmp_path: Path) -> None:
    bomb = packed({"word/document.xml": bytes(30_000_000)})
    assert len(bomb) < 100_000
    assert "unpacks to more than 20 MB" in refused(
        tmp_path, bomb, "letter.docx", Limits(unpacked_bytes=20 * 1024 * 1024)
    )


def test_a_zip_that_lies_about_its_size_is_counted_all_the_same(tmp_path: Path) -> None:
    bomb = packed({"word/document.xml": bytes(3_000_000)})
    lying = bomb.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    assert refused(tmp_path, lying, "letter.docx")


def test_too_many_packed_files_are_refused(tmp_path: Path) -> None:
    many = packed({"word/document.xml": b"", **{f"word/{at}.xml": b"" for at in range(50)}})
    assert "51 files" in refused(tmp_path, many, "letter.docx", Limits(members=50))


def test_an_external_entity_reads_no_file_and_calls_no_host(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        host = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for target in (secret.as_uri(), host):
            xml = (
                f'<!DOCTYPE w:document [<!ENTITY e SYSTEM "{target}">]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r>'
                f"<w:t>&e; text</w:t></w:r></w:p></w:body></w:document>"
            )
            assert "hostile" in refused(tmp_path, letter(xml), "letter.docx")
            padded = xml.replace("<!DOCTYPE", f"<!--{'x' * 20_000}--><!DOCTYPE")
            found = read_bytes(tmp_path, letter(padded), "letter.docx")
            assert SECRET not in getattr(found, "text", found.reason if isinstance(found, Unread) else "")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_billion_laughs_are_not_told(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    xml = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><w:document xmlns:w="{WORD}"><w:body>&l11;</w:body></w:document>'
    assert "hostile" in refused(tmp_path, letter(xml), "letter.docx")
    padded = xml.replace("<!DOCTYPE", f"<!--{'x' * 20_000}--><!DOCTYPE")
    assert refused(tmp_path, letter(padded), "letter.docx")


def test_a_sheet_that_declares_a_million_rows_is_not_believed(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active["A1"] = "only cell"
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b'ref="A1"', b'ref="A1:XFD1048576"')
    assert members["xl/worksheets/sheet1.xml"] != sheet
    found = read_bytes(tmp_path, packed(members), "sheet.xlsx")
    assert isinstance(found, Revision)
    assert "only cell" in found.text


def test_a_row_of_an_impossible_number_does_not_take_for_ever(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Name", "Place"])
    book.active.append(["second row", "Ombrin"])
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b'<row r="2"', b'<row r="99999999999999999999"')
    assert members["xl/worksheets/sheet1.xml"] != sheet
    found = read_bytes(tmp_path, packed(members), "sheet.xlsx")
    assert isinstance(found, Revision)
    assert "Place" in found.text
    assert "numbers a row beyond the last" in " ".join(found.partial)


def test_deeply_nested_html_is_read_or_stopped(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, b"<html>" + b"<div>" * 3000 + b"deep words", "page.html")
    assert isinstance(found, Revision)
    assert "deep words" in found.text
    deeper = b"<html>" + b"<div><table><tr><td>" * 100_000 + b"deeper"
    started = time.monotonic()
    read_bytes(tmp_path, deeper, "page.html", Limits(wall_seconds=2))
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("name", ["letter.pdf", "letter.docx", "sheet.xlsx"])
def test_truncated_files_are_unread_with_what_to_do(tmp_path: Path, name: str) -> None:
    whole = {
        "letter.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        "letter.docx": letter(f'<w:document xmlns:w="{WORD}"/>' + " " * 3000),
        "sheet.xlsx": packed({"xl/workbook.xml": b"<workbook/>" * 300}),
    }[name]
    for length in (len(whole) // 2, len(whole) - 5, 40):
        reason = refused(tmp_path, whole[:length], name)
        assert "damaged" in reason or "unpack" in reason


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    link = tmp_path / "letter.txt"
    link.symlink_to(tmp_path / "secret")
    found = read(link, "letter.txt", "0" * 64)
    assert isinstance(found, Unread)
    assert "symbolic link" in found.reason


def test_a_pipe_or_a_missing_file_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / "missing", tmp_path):
        assert isinstance(read(path, "letter.txt", "0" * 64), Unread)


# ------------------------------------------------------------- a parser that goes wrong


@pytest.fixture(scope="module")
def jail() -> Iterator[Jail]:
    """Give a jail that can also run the tasks below (they stand in this folder)."""
    own = Jail((str(Path(__file__).parent),))
    yield own
    own.close()


def run(jail: Jail, task: str, cap: int = 10_000, limits: Limits = DEFAULT, **options: object) -> Outcome:
    with Path(os.devnull).open("rb") as nothing:
        return jail.confine(f"jailbreaks:{task}", nothing.fileno(), options, limits, cap=cap)


def test_a_hanging_parser_is_killed(jail: Jail) -> None:
    started = time.monotonic()
    limits = Limits(wall_seconds=0.5)
    outcome = run(jail, "sleep", limits=limits)
    assert outcome.late
    assert time.monotonic() - started < 4
    assert "stopped after 0.5 seconds" in ending(outcome, limits)


def test_a_spinning_parser_runs_out_of_processor_time(jail: Jail) -> None:
    limits = Limits(cpu_seconds=1, wall_seconds=20)
    outcome = run(jail, "spin", limits=limits)
    assert "1 seconds of processor time" in ending(outcome, limits)


def test_a_crashing_parser_is_a_sentence(jail: Jail) -> None:
    outcome = run(jail, "crash")
    assert "SIGSEGV" in ending(outcome, DEFAULT)
    assert run(jail, "say", words="still here").answer == b"still here"


def test_a_memory_bomb_stays_below_its_limit(jail: Jail) -> None:
    outcome = run(jail, "devour", limits=Limits(memory_bytes=64 * 1024 * 1024))
    assert outcome.answer == b"MemoryError"


def test_an_answer_without_end_is_cut_off(jail: Jail) -> None:
    outcome = run(jail, "chatter", cap=100_000)
    assert outcome.over_long
    assert outcome.answer == b""


def test_an_error_in_the_child_tells_nothing_of_the_document(jail: Jail) -> None:
    outcome = run(jail, "blurt", words=SECRET)
    assert not outcome.ended_well
    assert SECRET not in ending(outcome, DEFAULT)


def test_children_run_side_by_side(jail: Jail) -> None:
    started = time.monotonic()
    answers: list[bytes] = []
    threads = [threading.Thread(target=lambda: answers.append(run(jail, "nap").answer)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"awake"] * 6
    assert time.monotonic() - started < 2.5  # six naps of 0.6 s, one after the other, take longer


# ------------------------------------------------------------- a child that tries to get out


@strongest
def test_the_child_holds_no_file_but_its_own(jail: Jail) -> None:
    assert run(jail, "open_files").answer == b"0 1 2 3 4"


def test_the_child_can_still_load_what_it_needs(jail: Jail) -> None:
    assert run(jail, "load_late").answer == b"loaded"


def test_a_document_s_child_holds_nothing_of_another(jail: Jail) -> None:
    """What one child remembers dies with it: the next is a fresh copy of the zygote."""
    assert run(jail, "remember", words=SECRET).answer == b"nothing"
    assert run(jail, "remember", words=SECRET).answer == b"nothing"


@strongest
def test_the_level_is_proved_and_not_claimed() -> None:
    assert isolation_level() in ("fork+rlimits+landlock+seccomp", "fork+rlimits+bubblewrap+landlock+seccomp")
    assert abi() > 0


def test_no_child_is_left_over(jail: Jail) -> None:
    for _ in range(5):
        run(jail, "crash")
    assert run(jail, "say", words="x").answer == b"x"
    if Path("/proc/self/task").exists():
        deadline = time.monotonic() + 2
        while len(processes(jail)) > (2 if "bubblewrap" in jail.layers else 0) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(processes(jail)) == (2 if "bubblewrap" in jail.layers else 0)


def processes(jail: Jail) -> list[str]:
    """Give the processes below the one that was started: with bubblewrap its init and the zygote."""
    found: list[str] = []
    todo = [str(jail._zygote.pid)]
    while todo:
        for children in Path("/proc", todo.pop(), "task").glob("*/children"):
            below = children.read_text().split()
            found += below
            todo += below
    return found
