"""Bad input: each gives a sentence that says what happened and what to do, loses nothing, and the rest is done."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.errors import ChronicleError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A shell that runs tests in the background has them ignore Ctrl-C, and children inherit that.
START = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from khronika.cli import main
sys.exit(main())
"""
KHRONIKA = [sys.executable, "-c", START]
LETTER = "Letter {n}\n\n4 May 2015\n\nThe ministry said that {n} people were detained in Ombrin on 2 May 2015.\n"
LIMIT = 240  # seconds after which a child that should have ended is taken for hanging


def khronika(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a child of its own, as a person would."""
    call = [*KHRONIKA, *map(str, words)]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=LIMIT, cwd=cwd)


def letters(folder: Path, number: int) -> Path:
    folder.mkdir()
    for n in range(1, number + 1):
        (folder / f"letter-{n:02}.txt").write_text(LETTER.format(n=n), encoding="utf-8")
    return folder


def kinds(home: Path) -> Counter[str]:
    """Count what a chronicle holds, by kind of entry."""
    with actions.open_chronicle(home) as chronicle:
        assert chronicle.ledger.verify() == []
        return Counter(entry.kind for entry in chronicle.ledger.entries())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return letters(tmp_path / "letters", 2)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "ombrin.chronicle"


def test_an_empty_folder_makes_no_chronicle(tmp_path: Path, home: Path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = khronika("run", tmp_path / "empty", "--chronicle", home)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith(f"{tmp_path / 'empty'} holds no documents; put files into it")
    assert not home.exists()


def test_without_a_name_the_chronicle_stands_in_the_present_folder_and_is_continued(
    folder: Path, tmp_path: Path
) -> None:
    first, second = (khronika("run", folder, cwd=tmp_path) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert "Chronicle   letters.chronicle (new)" in first.stdout
    assert "Chronicle   letters.chronicle (continued)" in second.stdout
    assert (tmp_path / "letters.chronicle/dossier.html").is_file()


def test_a_repeated_run_adds_nothing_and_writes_the_same_dossier(folder: Path, home: Path) -> None:
    khronika("run", folder, "--chronicle", home)
    before, page = kinds(home), (home / "dossier.html").read_bytes()
    assert "took in 0, read 0, searched 0" in khronika("run", folder, "--chronicle", home).stdout
    assert kinds(home) == before
    assert (home / "dossier.html").read_bytes() == page


def encrypted_pdf(file: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(file), encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(72, 700, "Five people were detained.")
    canvas.save()


def bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 400_000_000)


def long_text(file: Path) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"On day {n} nothing at all was reported by anybody in Ombrin.\n" for n in range(400_000))


BAD = {
    "encrypted.pdf": (encrypted_pdf, "encrypted"),
    "bomb.docx": (bomb, "unpacks to more than"),
    "long.txt": (long_text, "limit"),
    "empty.xlsx": (lambda file: file.write_bytes(b""), "empty"),
    "noise.html": (lambda file: file.write_bytes(bytes(range(256)) * 9), ""),
    "broken.pdf": (lambda file: file.write_bytes(b"%PDF-1.7\nno more"), "PDF"),
}


def test_files_that_cannot_be_read_are_listed_and_the_rest_is_done(folder: Path, home: Path) -> None:
    for name, (make, _) in BAD.items():
        make(folder / name)
    outcome = khronika("run", folder, "--chronicle", home)
    assert outcome.returncode == 0
    page = (home / "dossier.html").read_text(encoding="utf-8")
    for name, (_, sentence) in BAD.items():
        said = [line for line in outcome.stderr.splitlines() if line.startswith(f"Not read: {name} (")]
        assert len(said) == 1, name
        assert sentence in said[0]
        assert name in page
    assert "Documents   8: 6 cannot be read, 0 passed over; this run took in 8, read 2, searched 2" in outcome.stdout


def test_a_wrong_ending_is_read_by_what_the_file_is(folder: Path, home: Path) -> None:
    (folder / "letter-01.txt").rename(folder / "letter-01.pdf")
    outcome = khronika("run", folder, "--chronicle", home)
    assert "Documents   2: 0 cannot be read" in outcome.stdout
    assert khronika("text", home, "letter-01.pdf").stdout == LETTER.format(n=1)


def test_what_is_no_file_is_said_and_the_rest_is_done(folder: Path, home: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf" / "inside.txt").write_text(LETTER.format(n=9), encoding="utf-8")
    outcome = khronika("run", folder, "--chronicle", home)
    assert outcome.returncode == 0
    assert "Passed over: gone.txt is a symbolic link, which is never followed" in outcome.stderr
    assert "Documents   3: 0 cannot be read, 1 passed over" in outcome.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file, whatever its mode")
def test_a_file_without_the_right_to_read_is_said(folder: Path, home: Path) -> None:
    (folder / "letter-01.txt").chmod(0)
    outcome = khronika("run", folder, "--chronicle", home)
    assert "Passed over: letter-01.txt cannot be read (Permission denied); ask for access" in outcome.stderr
    assert "Documents   1: " in outcome.stdout


def test_a_file_that_changes_while_it_is_read_is_said(folder: Path, home: Path) -> None:
    growing, stop = folder / "growing.txt", threading.Event()
    growing.write_bytes(b"words " * 2_000_000)

    def grow() -> None:
        with growing.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"more words ")

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        outcome = khronika("run", folder, "--chronicle", home)
    finally:
        stop.set()
        writer.join()
    assert outcome.returncode == 0
    assert "Passed over: growing.txt changed while it was read; wait until it is complete" in outcome.stderr
    assert "Documents   2: 0 cannot be read, 1 passed over" in outcome.stdout


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for a few files."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "none", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only, and not in every container")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_said_and_what_was_recorded_is_kept(small_disk: Path, tmp_path: Path) -> None:
    folder, home = letters(tmp_path / "letters", 3), small_disk / "ombrin.chronicle"
    (folder / "letter-99.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(1_000_000))
    outcome = khronika("run", folder, "--chronicle", home)
    assert outcome.returncode == 4
    assert len(outcome.stderr.splitlines()) == 1
    assert "disk is full" in outcome.stderr
    subprocess.run(["mount", "-o", "remount,size=40m", str(small_disk)], check=True)
    assert kinds(home)["document"] == 3
    assert "took in 1, read 3, searched 3" in khronika("run", folder, "--chronicle", home).stdout


def test_a_run_that_is_stopped_goes_on_where_it_stopped(tmp_path: Path, home: Path) -> None:
    folder = letters(tmp_path / "letters", 60)
    for kind, number in [("document", 5), ("revision", 5), ("extraction", 5)]:
        stop_at(folder, home, kind, number)
        assert kinds(home)[kind] >= number
    assert khronika("run", folder, "--chronicle", home).returncode == 0
    untouched = tmp_path / "untouched.chronicle"
    khronika("run", folder, "--chronicle", untouched)
    assert kinds(home) == kinds(untouched)
    assert (home / "dossier.html").stat().st_size > 0


def stop_at(folder: Path, home: Path, kind: str, number: int) -> None:
    """Begin a run and press Ctrl-C when the chronicle holds so many entries of a kind."""
    call = [*KHRONIKA, "run", str(folder), "--chronicle", str(home)]
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        until = time.monotonic() + LIMIT
        while held(home, kind) < number and child.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        os.killpg(child.pid, signal.SIGINT)  # as a terminal does: to the readers in their own processes as well
        _, said = child.communicate(timeout=LIMIT)
    assert child.returncode == 130
    assert said.strip() == "Stopped. What was recorded until now is kept; the same command again goes on from there."


def held(home: Path, kind: str) -> int:
    """Count entries of a kind while another process writes."""
    try:
        with actions.open_chronicle(home) as chronicle:
            return sum(1 for _ in chronicle.ledger.entries(kind))
    except ChronicleError:
        return 0


def test_two_runs_at_once_double_nothing(tmp_path: Path, home: Path) -> None:
    folder = letters(tmp_path / "letters", 6)
    call = [*KHRONIKA, "run", str(folder), "--chronicle", str(home)]
    both = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [child.communicate(timeout=LIMIT) for child in both]
    assert [child.returncode for child in both] == [0, 0], said
    alone = tmp_path / "alone.chronicle"
    khronika("run", folder, "--chronicle", alone)
    assert kinds(home) == kinds(alone)


def test_a_chronicle_of_a_newer_version_is_not_touched(folder: Path, home: Path) -> None:
    khronika("new", home)
    with closing(sqlite3.connect(home / "chronicle.db")) as connection, connection:
        connection.execute("INSERT INTO meta VALUES ('format', '99')")
    outcome = khronika("run", folder, "--chronicle", home)
    assert outcome.returncode == 4
    assert "newer version of Khronika" in outcome.stderr
    assert "Update Khronika" in outcome.stderr
    assert not list((home / "originals").iterdir())


def test_a_file_that_is_no_chronicle_is_said(folder: Path, home: Path) -> None:
    home.mkdir()
    (home / "chronicle.db").write_bytes(b"something else altogether" * 99)
    outcome = khronika("run", folder, "--chronicle", home)
    assert outcome.returncode == 4
    assert "is no chronicle" in outcome.stderr


def test_a_folder_of_other_files_is_not_made_a_chronicle(folder: Path) -> None:
    outcome = khronika("run", folder, "--chronicle", folder)
    assert outcome.returncode == 2
    assert "holds other files" in outcome.stderr
    assert sorted(each.name for each in folder.iterdir()) == ["letter-01.txt", "letter-02.txt"]


def test_the_dossier_in_the_folder_of_documents_is_not_taken_for_a_document(folder: Path, home: Path) -> None:
    for _ in range(2):
        outcome = khronika("run", folder, "--chronicle", home, "--dossier", folder / "dossier.html")
    assert "Passed over: dossier.html is the dossier that Khronika writes" in outcome.stderr
    assert kinds(home)["document"] == 2
